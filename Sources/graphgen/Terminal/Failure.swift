import ArgumentParser
import GraphModel

/// The exit codes that scripts rely on.
enum Status {
  /// Nothing found, graphs differ, or a check failed.
  static let negative = ExitCode(1)
  /// Bad input, or the operation failed.
  static let failed = ExitCode(2)
  /// Some documents failed and the rest is written.
  static let partly = ExitCode(3)
  /// Layout failed or ran out of time.
  static let layout = ExitCode(4)
  /// A quote does not match its document.
  static let quote = ExitCode(5)
}

/// An end of the run with words for the user and an exit code.
struct Failure: Error {
  /// What to print on standard error, in order.
  var diagnostics: [Diagnostic]
  /// How the process ends.
  var status: ExitCode

  init(_ diagnostics: [Diagnostic], status: ExitCode = Status.failed) {
    self.diagnostics = diagnostics
    self.status = status
  }

  init(_ message: String, at location: SourceLocation? = nil, status: ExitCode = Status.failed) {
    self.init([Diagnostic(.error, message, at: location)], status: status)
  }
}

extension Terminal {
  /// Prints findings to standard error, the severity in colour on a terminal.
  static func report(_ diagnostics: [Diagnostic], color: ColorChoice = .auto) {
    let colored = colors(color, isTerminal: errorIsTerminal)
    for diagnostic in diagnostics {
      let place = diagnostic.location.map { printable("\($0)") + ": " } ?? "graphgen: "
      let style: Style =
        diagnostic.severity == .error ? .red : diagnostic.severity == .warning ? .yellow : .cyan
      report(
        place + styled("\(diagnostic.severity.rawValue):", .bold, style, when: colored) + " "
          + printable(diagnostic.message))
    }
  }
}

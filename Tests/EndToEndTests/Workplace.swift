import Foundation
import Testing

/// A fresh folder in which a test runs graphgen as a user would; it goes when the test ends.
final class Workplace {
  /// The folder's path.
  let path: String

  init() throws {
    var template = Array((NSTemporaryDirectory() + "/graphgen-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    path = String(cString: made)
    // Other users too may be made to run the program here.
    chmod(path, 0o755)
  }

  deinit {
    for folder in [path, cache] where FileManager.default.fileExists(atPath: folder) {
      do {
        try FileManager.default.removeItem(atPath: folder)
      } catch {
        Issue.record("the folder \(folder) could not be removed: \(error)")
      }
    }
  }

  /// What graphgen has for `XDG_CACHE_HOME` when it runs here.
  var cache: String { path + ".cache" }

  /// The path of something in the folder.
  func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file, and the folders that lead to it.
  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  /// Writes a file, and the folders that lead to it.
  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// The bytes of a file.
  func read(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// The text of a file.
  func text(_ name: String) throws -> String {
    try #require(String(validating: read(name), as: UTF8.self), "\(name) is not UTF-8")
  }

  /// Whether there is such a file.
  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// The names of all files, sorted.
  var files: [String] {
    let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String }
    return (all ?? []).sorted()
  }

  /// Runs graphgen to its end.
  func graphgen(
    _ arguments: String..., input: Run.Input = .none, environment: [String: String] = [:],
    output: Run.Output = .captured
  ) throws -> Run {
    try graphgen(arguments, input: input, environment: environment, output: output)
  }

  /// Runs graphgen to its end.
  func graphgen(
    _ arguments: [String], input: Run.Input = .none, environment: [String: String] = [:],
    output: Run.Output = .captured
  ) throws -> Run {
    try Process(
      [Process.graphgen] + arguments, in: self, input: input, environment: environment,
      output: output
    ).finish()
  }

  /// Starts graphgen.
  func start(_ arguments: String...) throws -> Process {
    try Process(
      [Process.graphgen] + arguments, in: self, input: .none, environment: [:], output: .captured)
  }

  /// Runs another program of the machine, for example `dot` or `xmllint`, to its end.
  func tool(_ arguments: String..., input: Run.Input = .none) throws -> Run {
    try Process(
      arguments, in: self, input: input, environment: [:], output: .captured
    ).finish()
  }
}

/// What came of running a program.
struct Run {
  /// What the program reads.
  enum Input {
    case none
    case text(String)
    case file(String)
    case closed
  }

  /// Where the program writes its data.
  enum Output {
    /// Into `Run.output`.
    case captured
    /// To a terminal that is 80 columns wide, errors too; `Run.output` has what appears there.
    case terminal
    /// To this file.
    case file(String)
    case closed
  }

  /// The program and its arguments.
  let command: [String]
  /// Where it ran.
  let workplace: Workplace
  /// Its exit code; 128 and the signal's number where a signal ended it.
  let status: Int32
  /// What it wrote to standard output.
  let output: [UInt8]
  /// What it wrote to standard error.
  let errors: String

  /// What it wrote to standard output, as text.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// Checks how it ended and what it wrote; nil checks nothing.
  func expect(
    _ status: Int32 = 0, output: String? = nil, errors: String? = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var problems: [String] = []
    if self.status != status { problems.append("exit code \(self.status), expected \(status)") }
    if let output, text != output {
      problems.append("standard output is not\n\(output.indented)")
    }
    if let errors, self.errors != errors.terminated {
      problems.append("standard error is not\n\(errors.indented)")
    }
    if !problems.isEmpty { fail(problems.joined(separator: "\n"), sourceLocation) }
  }

  /// Checks a condition on what came of it.
  func check(
    _ condition: Bool, _ claim: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    if !condition { fail("not so: \(claim)", sourceLocation) }
  }

  /// Checks that standard output has a text.
  func expectOutput(contains part: String, sourceLocation: SourceLocation = #_sourceLocation) {
    if !text.contains(part) { fail("standard output lacks\n\(part.indented)", sourceLocation) }
  }

  /// Checks that standard error has a text.
  func expectErrors(contain part: String, sourceLocation: SourceLocation = #_sourceLocation) {
    if !errors.contains(part) { fail("standard error lacks\n\(part.indented)", sourceLocation) }
  }

  /// Standard output as one JSON value.
  func json(sourceLocation: SourceLocation = #_sourceLocation) throws -> Any {
    do {
      return try JSONSerialization.jsonObject(with: Data(output), options: .fragmentsAllowed)
    } catch {
      fail("standard output is not JSON: \(error)", sourceLocation)
      throw error
    }
  }

  /// Standard output as a list of JSON objects.
  func rows(sourceLocation: SourceLocation = #_sourceLocation) throws -> [[String: Any]] {
    try #require(json() as? [[String: Any]], sourceLocation: sourceLocation)
  }

  private func fail(_ problem: String, _ sourceLocation: SourceLocation) {
    Issue.record(
      """
      \(problem)
      command: \(command.map(\.quotedForShell).joined(separator: " "))
      folder: \(workplace.path)
      files: \(workplace.files.joined(separator: " "))
      status: \(status)
      standard output, \(output.count) bytes:
      \(text.indented)
      standard error:
      \(errors.indented)
      """, sourceLocation: sourceLocation)
  }
}

extension String {
  /// With a line end at the end, unless empty.
  fileprivate var terminated: String { isEmpty || hasSuffix("\n") ? self : self + "\n" }

  fileprivate var indented: String {
    let shown = count > 6000 ? prefix(6000) + "…" : self[...]
    return shown.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  | \($0)" }.joined(separator: "\n")
  }

  fileprivate var quotedForShell: String {
    let shown = count > 200 ? prefix(200) + "…" : self[...]
    let isPlain =
      !shown.isEmpty && shown.allSatisfy { $0.isLetter || $0.isNumber || "-_./=".contains($0) }
    return isPlain ? String(shown) : "'\(shown.replacingOccurrences(of: "'", with: "'\\''"))'"
  }
}

/// A place in an input: a file and, where they are known, a line and a column.
public struct SourceLocation: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The path or name of the input as the user gave it.
  public var file: String
  /// The line, counted from 1.
  public var line: Int?
  /// The column in characters (Unicode scalars), counted from 1.
  public var column: Int?

  /// Makes a location.
  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file`, `file:line` or `file:line:column`.
  public var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if let line, line > 0, let column { text += ":\(column)" }
    return text
  }

  /// Orders by file, line, column.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line ?? 0, left.column ?? 0) < (right.file, right.line ?? 0, right.column ?? 0)
  }
}

/// One finding about an input, worded for the person who wrote that input.
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// Nothing can be made of it.
    case error
    /// It was read, but probably does not mean what it says.
    case warning
    /// Context for another finding.
    case note
  }

  /// How bad it is.
  public var severity: Severity
  /// What is wrong and what to do, in one line.
  public var message: String
  /// Where it is.
  public var location: SourceLocation?

  /// Makes a finding.
  public init(_ severity: Severity, _ message: String, at location: SourceLocation? = nil) {
    self.severity = severity
    self.message = message
    self.location = location
  }

  /// `file:line:column: severity: message`.
  public var description: String {
    let place = location.map { "\($0): " } ?? ""
    return "\(place)\(severity.rawValue): \(message)"
  }
}

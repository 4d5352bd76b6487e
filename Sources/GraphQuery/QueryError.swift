/// Where something stands in the text of a pattern.
public struct QueryPosition: Hashable, Sendable {
  /// The line, counted from 1.
  public let line: Int
  /// The column in Unicode scalars, counted from 1.
  public let column: Int

  /// The place of a byte of a text.
  init(offset: Int, in text: [UInt8]) {
    var (line, column) = (1, 1)
    for byte in text.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.line = line
    self.column = column
  }
}

/// Why a pattern cannot be answered.
public struct QueryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// openCypher's classes of errors, and the limits of a run.
  public enum Kind: String, Sendable {
    /// The text is not a pattern.
    case syntax = "SyntaxError"
    /// A value has the wrong type.
    case type = "TypeError"
    /// A value is of the right type and cannot be used.
    case argument = "ArgumentError"
    /// A parameter was not given.
    case parameter = "ParameterMissing"
    /// A calculation has no result.
    case arithmetic = "ArithmeticError"
    /// A limit of the run was hit.
    case limit = "Limit"
  }

  /// The class.
  public var kind: Kind
  /// openCypher's name of the case, for example `UndefinedVariable`.
  public var code: String
  /// What is wrong and what to do, in one line.
  public var message: String
  /// The byte of the text at which it is.
  var offset: Int?
  /// Where it is.
  public var position: QueryPosition?

  package init(_ kind: Kind, _ code: String, _ message: String, at offset: Int? = nil) {
    self.kind = kind
    self.code = code
    self.message = message
    self.offset = offset
  }

  /// The message.
  public var description: String { message }

  /// The error with its place in a text.
  func placed(in text: [UInt8]) -> QueryError {
    var error = self
    if let offset { error.position = QueryPosition(offset: offset, in: text) }
    return error
  }
}

/// A stretch of the text that says when.
public struct TimeExpression: Sendable, Equatable {
  /// Its tokens, as a range of the annotation's.
  public var tokens: Range<Int>
  /// Its UTF-8 bytes in the text.
  public var span: Range<Int>
  /// When, in EDTF (ISO 8601-2): a day, month, year, interval or open interval.
  public var value: String

  /// The value of *on Tuesday* or *last month* in a document that has no date: some time that it does not tell.
  public static let untold = "XXXX"

  /// Makes an expression.
  public init(tokens: Range<Int>, span: Range<Int>, value: String) {
    self.tokens = tokens
    self.span = span
    self.value = value
  }
}

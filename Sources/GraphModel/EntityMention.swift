/// A place in a document that was taken to mean an entity, and why.
///
/// Joining entities never touches these, so what an entity is made of can be looked at, and taken apart.
public struct EntityMention: Hashable, Sendable {
  /// The document's id.
  public var document: String
  /// The UTF-8 bytes of the document's text.
  public var span: Range<Int>
  /// The words at those bytes.
  public var quote: String
  /// Why they mean this entity, in words for people: `the surname of “Qasem Soleimani”`.
  public var reason: String

  /// Makes a mention.
  public init(document: String, span: Range<Int>, quote: String, reason: String) {
    self.document = document
    self.span = span
    self.quote = quote
    self.reason = reason
  }
}

extension EntityMention: Comparable {
  /// Whether the two are alike byte for byte.
  public static func == (left: Self, right: Self) -> Bool {
    left.span == right.span && left.document.hasSameBytes(as: right.document)
      && left.quote.hasSameBytes(as: right.quote) && left.reason.hasSameBytes(as: right.reason)
  }

  /// Orders by document and position.
  public static func < (left: Self, right: Self) -> Bool {
    if !left.document.hasSameBytes(as: right.document) {
      return TextOrder.precedes(left.document, right.document)
    }
    if left.span.lowerBound != right.span.lowerBound {
      return left.span.lowerBound < right.span.lowerBound
    }
    if left.span.upperBound != right.span.upperBound {
      return left.span.upperBound < right.span.upperBound
    }
    if !left.quote.hasSameBytes(as: right.quote) {
      return TextOrder.precedes(left.quote, right.quote)
    }
    return TextOrder.precedes(left.reason, right.reason)
  }

  /// The mentions in order, each once.
  static func sortedUnique(_ mentions: [EntityMention]) -> [EntityMention] {
    if mentions.count < 2 { return mentions }
    var result: [EntityMention] = []
    for mention in mentions.sorted() where result.last != mention { result.append(mention) }
    return result
  }
}

/// One text with its metadata.
///
/// The text is immutable, and every position in it is a half-open range of UTF-8 bytes.
public struct Document: Hashable, Sendable, Identifiable {
  /// Words of the text that lead somewhere, as the document's markup says.
  public struct Link: Hashable, Sendable {
    /// The words' UTF-8 bytes in the text.
    public var span: Range<Int>
    /// The address.
    public var target: String

    /// Makes a link.
    public init(span: Range<Int>, target: String) {
      self.span = span
      self.target = target
    }
  }

  /// What evidence calls it: its path or the id that its producer gave.
  public let id: String
  /// The text, or nil where only the document's metadata is at hand.
  public var text: String?
  /// The headline.
  public var title: String?
  /// The date of publication in EDTF.
  public var date: String?
  /// Where it was published.
  public var url: String?
  /// Who published it.
  public var outlet: String?
  /// Who wrote it.
  public var author: String?
  /// The language that it says it is in, as in BCP 47: `en`, `en-GB`.
  public var language: String?
  /// The links on its words, in order.
  public var links: [Link]
  /// SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal.
  public var sha256: String?

  /// Makes a document.
  public init(
    id: String, text: String? = nil, title: String? = nil, date: String? = nil, url: String? = nil,
    outlet: String? = nil, author: String? = nil, language: String? = nil, links: [Link] = [],
    sha256: String? = nil
  ) {
    self.id = id
    self.text = text
    self.title = title
    self.date = date
    self.url = url
    self.outlet = outlet
    self.author = author
    self.language = language
    self.links = links
    self.sha256 = sha256
  }

  /// The stretch of the text at those UTF-8 bytes, or nil if the range is outside the text or cuts
  /// a character.
  public func quote(at span: Range<Int>) -> String? {
    guard let text, span.lowerBound >= 0, span.upperBound <= text.utf8.count else { return nil }
    let bytes = text.utf8
    let lower = bytes.index(bytes.startIndex, offsetBy: span.lowerBound)
    let upper = bytes.index(bytes.startIndex, offsetBy: span.upperBound)
    return String(text.utf8[lower..<upper])
  }
}

/// The words that say a statement, and where they stand.
public struct Evidence: Hashable, Sendable {
  /// The document's id; for curated input without a document, the table's file.
  public var document: String
  /// The UTF-8 bytes of the quote in the document, or nil where no document is cited.
  public var span: Range<Int>?
  /// The words themselves: exactly the document's bytes at `span`.
  public var quote: String
  /// Where in the quote its subject, trigger and object stand, as far as that is known.
  public var parts: Parts {
    get { knownParts.value }
    set { knownParts = KnownParts(newValue) }
  }
  private var knownParts: KnownParts
  /// Which extractor or rule found it, or where a curator wrote it down.
  public var extractor: String?
  /// The line of the curated table, for evidence that cites no document.
  public var line: Int?

  /// Makes a piece of evidence.
  public init(
    document: String, span: Range<Int>? = nil, quote: String, parts: Parts = Parts(),
    extractor: String? = nil, line: Int? = nil
  ) {
    self.document = document
    self.span = span
    self.quote = quote
    knownParts = KnownParts(parts)
    self.extractor = extractor
    self.line = line
  }

  /// Parts that take no room where none is known, as in all of a curated graph.
  private enum KnownParts: Hashable, Sendable {
    case none
    indirect case some(Parts)

    init(_ parts: Parts) { self = parts.isEmpty ? .none : .some(parts) }

    var value: Parts {
      switch self {
      case .none: Parts()
      case .some(let parts): parts
      }
    }
  }
}

extension Evidence {
  /// Whether the two are alike byte for byte: canonically equivalent texts are different quotes.
  public static func == (left: Evidence, right: Evidence) -> Bool {
    left.hasSameWords(as: right) && left.knownParts == right.knownParts
  }

  /// Whether the two are alike byte for byte in all but their parts.
  func hasSameWords(as other: Evidence) -> Bool {
    span == other.span && line == other.line && document.hasSameBytes(as: other.document)
      && quote.hasSameBytes(as: other.quote) && extractor.hasSameBytes(as: other.extractor)
  }
}

extension Evidence: Comparable {
  /// Orders by document, position, line, quote, extractor and parts: the order in which a reader meets them.
  public static func < (left: Evidence, right: Evidence) -> Bool {
    if !left.document.hasSameBytes(as: right.document) {
      return TextOrder.precedes(left.document, right.document)
    }
    // What has no span or line comes before what has.
    let (l, r) = (left.span ?? -1 ..< -1, right.span ?? -1 ..< -1)
    if l.lowerBound != r.lowerBound { return l.lowerBound < r.lowerBound }
    if l.upperBound != r.upperBound { return l.upperBound < r.upperBound }
    if left.line != right.line { return (left.line ?? .min) < (right.line ?? .min) }
    if !left.quote.hasSameBytes(as: right.quote) {
      return TextOrder.precedes(left.quote, right.quote)
    }
    if !left.extractor.hasSameBytes(as: right.extractor) {
      return TextOrder.precedes(left.extractor, right.extractor)
    }
    return left.parts < right.parts
  }
}

extension Document {
  /// One document out of two of the same id: what one lacks the other gives; of two values the greater
  /// is kept, and a text goes with its own hash and links.
  public func merged(with other: Document) -> Document {
    precondition(id.hasSameBytes(as: other.id), "only documents of one id merge")
    func pick(_ field: KeyPath<Document, String?>) -> String? {
      let (own, others) = (self[keyPath: field], other[keyPath: field])
      return TextOrder.precedes(own, others) ? others : own
    }
    // The text, its hash and its links are one value: pick them from the same side.
    let isOthers =
      !text.hasSameBytes(as: other.text)
      ? TextOrder.precedes(text, other.text)
      : !sha256.hasSameBytes(as: other.sha256)
        ? TextOrder.precedes(sha256, other.sha256)
        : links.lexicographicallyPrecedes(other.links)
    let body = isOthers ? other : self
    return Document(
      id: id, text: body.text, title: pick(\.title),
      date: pick(\.date), url: pick(\.url), outlet: pick(\.outlet), author: pick(\.author),
      language: pick(\.language), links: body.links, sha256: body.sha256)
  }
}

extension Document {
  /// Whether the two are alike byte for byte: canonically equivalent texts are different documents.
  public static func == (left: Document, right: Document) -> Bool {
    left.id.hasSameBytes(as: right.id) && left.text.hasSameBytes(as: right.text)
      && left.title.hasSameBytes(as: right.title) && left.date.hasSameBytes(as: right.date)
      && left.url.hasSameBytes(as: right.url) && left.outlet.hasSameBytes(as: right.outlet)
      && left.author.hasSameBytes(as: right.author)
      && left.language.hasSameBytes(as: right.language)
      && left.sha256.hasSameBytes(as: right.sha256) && left.links == right.links
  }
}

extension Document.Link {
  /// Whether the two are alike byte for byte.
  public static func == (left: Document.Link, right: Document.Link) -> Bool {
    left.span == right.span && left.target.hasSameBytes(as: right.target)
  }
}

extension Document.Link: Comparable {
  /// Orders by where they begin and end, then by address.
  public static func < (left: Document.Link, right: Document.Link) -> Bool {
    if left.span.lowerBound != right.span.lowerBound {
      return left.span.lowerBound < right.span.lowerBound
    }
    if left.span.upperBound != right.span.upperBound {
      return left.span.upperBound < right.span.upperBound
    }
    return TextOrder.precedes(left.target, right.target)
  }
}

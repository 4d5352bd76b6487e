/// Whether a statement says that something is so or that it is not.
public enum Polarity: String, Sendable, CaseIterable, Comparable {
  /// It is so.
  case asserted
  /// It is not so.
  case negated

  /// Asserted before negated.
  public static func < (left: Polarity, right: Polarity) -> Bool {
    left == .asserted && right == .negated
  }
}

/// How a statement holds.
public enum Mode: String, Sendable, CaseIterable, Comparable {
  /// The text vouches for it.
  case fact
  /// It is to happen: will, is set to, would.
  case planned
  /// Somebody says so and the text does not vouch for it.
  case claimed

  private var rank: Int { self == .fact ? 0 : self == .planned ? 1 : 2 }

  /// Fact, planned, claimed.
  public static func < (left: Mode, right: Mode) -> Bool { left.rank < right.rank }
}

/// What bounds a statement: when, where, whether, how surely, and who says so.
public struct Qualifiers: Hashable, Sendable {
  /// Whether it is so or not.
  public var polarity: Polarity
  /// How it holds.
  public var mode: Mode
  /// The name of who says so.
  public var attributedTo: String?
  /// When, in EDTF (ISO 8601-2).
  public var time: String?
  /// Where, by name.
  public var place: String?

  /// Makes qualifiers; without arguments, those of a plain fact.
  public init(
    polarity: Polarity = .asserted, mode: Mode = .fact, attributedTo: String? = nil,
    time: String? = nil, place: String? = nil
  ) {
    self.polarity = polarity
    self.mode = mode
    self.attributedTo = attributedTo
    self.time = time
    self.place = place
  }

  /// Whether this may be drawn and counted as a plain fact.
  public var isPlainFact: Bool { polarity == .asserted && mode == .fact }
}

extension Qualifiers: Comparable {
  /// Whether the two are alike byte for byte.
  public static func == (left: Qualifiers, right: Qualifiers) -> Bool {
    left.polarity == right.polarity && left.mode == right.mode
      && left.time.hasSameBytes(as: right.time)
      && left.attributedTo.hasSameBytes(as: right.attributedTo)
      && left.place.hasSameBytes(as: right.place)
  }

  /// Plain facts first, then by mode, time, speaker and place.
  public static func < (left: Qualifiers, right: Qualifiers) -> Bool {
    if left.polarity != right.polarity { return left.polarity < right.polarity }
    if left.mode != right.mode { return left.mode < right.mode }
    if !left.time.hasSameBytes(as: right.time) { return TextOrder.precedes(left.time, right.time) }
    if !left.attributedTo.hasSameBytes(as: right.attributedTo) {
      return TextOrder.precedes(left.attributedTo, right.attributedTo)
    }
    return TextOrder.precedes(left.place, right.place)
  }
}

/// An entity as an input names it, before it is resolved to an entity of the graph.
public struct EntityRecord: Hashable, Sendable {
  /// The name used.
  public var name: String
  /// The type, where the input says it.
  public var type: EntityType?
  /// Other names.
  public var aliases: [String]
  /// The graph's id, where the input says it.
  public var id: String?
  /// Free properties, for example `role`.
  public var properties: [String: String]
  /// External identifiers by scheme, for example `wikidata`.
  public var identifiers: [String: String]
  /// Where documents mention it.
  public var mentions: [EntityMention]

  /// Makes a record.
  public init(
    name: String, type: EntityType? = nil, aliases: [String] = [], id: String? = nil,
    properties: [String: String] = [:], identifiers: [String: String] = [:],
    mentions: [EntityMention] = []
  ) {
    self.name = name
    self.type = type
    self.aliases = aliases
    self.id = id
    self.properties = properties
    self.identifiers = identifiers
    self.mentions = mentions
  }
}

/// A statement as an input makes it: the interchange between stages, programs and machines.
public struct StatementRecord: Hashable, Sendable {
  /// Who or what does it.
  public var subject: EntityRecord
  /// The relation's name in the vocabulary.
  public var relation: String
  /// Whom or what it is done to.
  public var object: EntityRecord
  /// When, where, whether, how surely.
  public var qualifiers: Qualifiers
  /// From 0 to 1; nil where the source gives none (curated statements).
  public var confidence: Double?
  /// The words that say it.
  public var evidence: [Evidence]
  /// A curator's remark.
  public var note: String?
  /// Where the input says it, for findings about it.
  public var origin: SourceLocation?

  /// Makes a record.
  public init(
    subject: EntityRecord, relation: String, object: EntityRecord,
    qualifiers: Qualifiers = Qualifiers(), confidence: Double? = nil, evidence: [Evidence] = [],
    note: String? = nil, origin: SourceLocation? = nil
  ) {
    self.subject = subject
    self.relation = relation
    self.object = object
    self.qualifiers = qualifiers
    self.confidence = confidence
    self.evidence = evidence
    self.note = note
    self.origin = origin
  }
}

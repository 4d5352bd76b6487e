/// Whether two names that documents give were taken for one entity's, how surely, and why.
///
/// A machine's word, which whoever reads documents into a graph gives with it. Of what was kept apart, a graph
/// holds what came near to being one.
public struct IdentityDecision: Hashable, Sendable {
  /// What was decided.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// The two are one.
    case joined
    /// The two are not one, or not known to be.
    case apart
  }

  /// A name that was looked at, and whose it is now.
  public struct End: Hashable, Sendable {
    /// The entity's id.
    public var entity: String
    /// The name as a document has it.
    public var name: String
    /// A document that has it.
    public var document: String?

    /// Makes an end.
    public init(entity: String, name: String, document: String? = nil) {
      self.entity = entity
      self.name = name
      self.document = document
    }
  }

  /// The end that comes first by entity and name.
  public let one: End
  /// The other end.
  public let other: End
  /// What was decided.
  public let verdict: Verdict
  /// How much speaks for one entity, in log-odds; nil where nothing was counted.
  ///
  /// 0 is even, 2.2 nine to one.
  public let score: Double?
  /// What was decided by, in words for people.
  public let ground: String

  /// Makes a decision; the order of its ends says nothing.
  public init(
    _ verdict: Verdict, _ one: End, _ other: End, score: Double? = nil, ground: String
  ) {
    self.verdict = verdict
    let isOrdered = !End.precedes(other, one)
    self.one = isOrdered ? one : other
    self.other = isOrdered ? other : one
    // There is one zero, and what is no number tells nothing.
    self.score = score.flatMap { $0.isFinite ? ($0 == 0 ? 0 : $0) : nil }
    self.ground = ground
  }
}

extension IdentityDecision {
  /// The end at an entity, and the one across; of an entity's two names the first is taken to be its own.
  ///
  /// - Returns: Nil if the decision is about others.
  public func ends(from entity: String) -> (own: End, across: End)? {
    if one.entity.hasSameBytes(as: entity) { return (one, other) }
    return other.entity.hasSameBytes(as: entity) ? (other, one) : nil
  }

  /// The same about the entities of other ids.
  func mapped(_ id: (String) -> String) -> IdentityDecision {
    func end(_ end: End) -> End {
      End(entity: id(end.entity), name: end.name, document: end.document)
    }
    return IdentityDecision(verdict, end(one), end(other), score: score, ground: ground)
  }

  /// Whether it is not so any more, or there is nothing to decide: what was joined are two entities, what was kept
  /// apart is one, or both ends are one name of one entity.
  var isVoid: Bool { contradiction != nil }

  /// Why it is void, in words; nil if it holds.
  var contradiction: String? {
    let isOfOne = one.entity.hasSameBytes(as: other.entity)
    switch verdict {
    case .joined where !isOfOne:
      return "\(one.name.quoted) and \(other.name.quoted) are two entities, "
        + "\(one.entity) and \(other.entity)"
    case .apart where isOfOne:
      return "\(one.name.quoted) and \(other.name.quoted) are one entity, \(one.entity)"
    case .joined where one.isSameName(as: other):
      return "\(one.name.quoted) is one name of one entity, \(one.entity)"
    case .joined, .apart: return nil
    }
  }

  /// Whether both decide of the same names, in the same way.
  func isSameCase(as other: IdentityDecision) -> Bool {
    verdict == other.verdict && one.isSameName(as: other.one)
      && self.other.isSameName(as: other.other)
  }

  /// One decision out of two of the same case: associative, commutative and idempotent.
  ///
  /// The greater score is kept with its ground, one without a score before all; of documents the first.
  private func joined(with other: IdentityDecision) -> IdentityDecision {
    func end(_ left: End, _ right: End) -> End {
      let documents = [left.document, right.document].compactMap { $0 }
      return End(
        entity: left.entity, name: left.name, document: documents.min(by: TextOrder.precedes))
    }
    let (own, others) = (score ?? .infinity, other.score ?? .infinity)
    let isOwn = own != others ? own > others : !TextOrder.precedes(ground, other.ground)
    let kept = isOwn ? self : other
    return IdentityDecision(
      verdict, end(one, other.one), end(self.other, other.other), score: kept.score,
      ground: kept.ground)
  }

  /// The decisions in order, those of one case joined, without those that are void.
  package static func sortedUnique(_ decisions: [IdentityDecision]) -> [IdentityDecision] {
    var result: [IdentityDecision] = []
    for decision in decisions.sorted() where !decision.isVoid {
      if let last = result.last, last.isSameCase(as: decision) {
        result[result.count - 1] = last.joined(with: decision)
      } else {
        result.append(decision)
      }
    }
    return result
  }
}

extension IdentityDecision.End {
  /// Whether both are one name of one entity.
  func isSameName(as other: Self) -> Bool {
    entity.hasSameBytes(as: other.entity) && name.hasSameBytes(as: other.name)
  }

  /// Whether the two are alike byte for byte.
  public static func == (left: Self, right: Self) -> Bool {
    left.isSameName(as: right) && left.document.hasSameBytes(as: right.document)
  }

  fileprivate static func precedes(_ left: Self, _ right: Self) -> Bool {
    if !left.entity.hasSameBytes(as: right.entity) {
      return TextOrder.precedes(left.entity, right.entity)
    }
    if !left.name.hasSameBytes(as: right.name) { return TextOrder.precedes(left.name, right.name) }
    return TextOrder.precedes(left.document, right.document)
  }
}

extension IdentityDecision: Comparable {
  /// Whether the two are alike byte for byte.
  public static func == (left: Self, right: Self) -> Bool {
    left.isSameCase(as: right) && left.score == right.score
      && left.ground.hasSameBytes(as: right.ground) && left.one == right.one
      && left.other == right.other
  }

  /// Orders by the names that are decided of, then by verdict, the documents, score and ground.
  public static func < (left: Self, right: Self) -> Bool {
    for (own, others) in [(left.one, right.one), (left.other, right.other)]
    where !own.isSameName(as: others) {
      return End.precedes(own, others)
    }
    if left.verdict != right.verdict { return left.verdict == .joined }
    for (own, others) in [(left.one, right.one), (left.other, right.other)] where own != others {
      return End.precedes(own, others)
    }
    if left.score != right.score { return left.score ?? .infinity < right.score ?? .infinity }
    return TextOrder.precedes(left.ground, right.ground)
  }
}

/// A decision as an input makes it, before its ends are resolved to entities of the graph.
public struct DecisionRecord: Hashable, Sendable {
  /// A name that was looked at, and whose it is.
  public struct End: Hashable, Sendable {
    /// The entity.
    public var entity: EntityRecord
    /// The name as a document has it.
    public var name: String
    /// A document that has it.
    public var document: String?

    /// Makes an end.
    public init(entity: EntityRecord, name: String, document: String? = nil) {
      self.entity = entity
      self.name = name
      self.document = document
    }
  }

  /// What was decided.
  public var verdict: IdentityDecision.Verdict
  /// One end.
  public var one: End
  /// The other end.
  public var other: End
  /// How much speaks for one entity, in log-odds.
  public var score: Double?
  /// What was decided by, in words for people.
  public var ground: String
  /// Where an input says so, for warnings.
  public var origin: SourceLocation?

  /// Makes a record.
  public init(
    _ verdict: IdentityDecision.Verdict, _ one: End, _ other: End, score: Double? = nil,
    ground: String, origin: SourceLocation? = nil
  ) {
    self.verdict = verdict
    self.one = one
    self.other = other
    self.score = score
    self.ground = ground
    self.origin = origin
  }
}

extension KnowledgeGraph {
  /// What was decided of an entity's names, in order.
  ///
  /// - Complexity: O(decisions).
  public func decisions(about entity: EntityIndex) -> [IdentityDecision] {
    let id = entities[entity.value].id
    return decisions.filter { $0.ends(from: id) != nil }
  }
}

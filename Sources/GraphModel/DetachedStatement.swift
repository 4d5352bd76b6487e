/// A statement that stands by itself: its ends and relation are named, not positions in a graph.
public struct DetachedStatement: Hashable, Sendable {
  /// The subject's id.
  public var subject: String
  /// The relation's name.
  public var relation: String
  /// The object's id.
  public var object: String
  /// When, where, whether, how.
  public var qualifiers: Qualifiers
  /// From 0 to 1, or nil where the source gives none.
  public var confidence: Float?
  /// The words that say it, in the order of documents and positions.
  public var evidence: [Evidence]
  /// A curator's remark.
  public var note: String?

  /// Makes a statement.
  public init(
    subject: String, relation: String, object: String, qualifiers: Qualifiers = .init(),
    confidence: Float? = nil, evidence: [Evidence] = [], note: String? = nil
  ) {
    self.subject = subject
    self.relation = relation
    self.object = object
    self.qualifiers = qualifiers
    self.confidence = confidence
    self.evidence = evidence
    self.note = note
  }
}

extension DetachedStatement: Comparable {
  /// Whether the two are alike byte for byte.
  public static func == (left: Self, right: Self) -> Bool {
    left.subject.hasSameBytes(as: right.subject) && left.relation.hasSameBytes(as: right.relation)
      && left.object.hasSameBytes(as: right.object) && left.qualifiers == right.qualifiers
      && left.confidence == right.confidence && left.evidence == right.evidence
      && left.note.hasSameBytes(as: right.note)
  }

  /// Orders by subject, relation, object, qualifiers, then by what is said of them.
  public static func < (left: Self, right: Self) -> Bool {
    for (own, others) in [
      (left.subject, right.subject), (left.relation, right.relation), (left.object, right.object),
    ] where !own.hasSameBytes(as: others) {
      return TextOrder.precedes(own, others)
    }
    if left.qualifiers != right.qualifiers { return left.qualifiers < right.qualifiers }
    if left.evidence != right.evidence {
      return left.evidence.lexicographicallyPrecedes(right.evidence)
    }
    // No figure outranks every figure.
    let (l, r) = (left.confidence ?? .infinity, right.confidence ?? .infinity)
    if l != r { return l < r }
    return TextOrder.precedes(left.note, right.note)
  }
}

extension KnowledgeGraph {
  /// The statement at that position, standing by itself.
  public func detached(_ index: StatementIndex) -> DetachedStatement {
    let statement = self[index]
    return DetachedStatement(
      subject: self[statement.subject].id, relation: relation(statement.relation).name,
      object: self[statement.object].id, qualifiers: statement.qualifiers,
      confidence: statement.confidence, evidence: statement.evidence, note: statement.note)
  }
}

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
  /// Orders by subject, relation, object, qualifiers, then by what is said of them.
  public static func < (left: Self, right: Self) -> Bool {
    if left.subject != right.subject { return left.subject < right.subject }
    if left.relation != right.relation { return left.relation < right.relation }
    if left.object != right.object { return left.object < right.object }
    if left.qualifiers != right.qualifiers { return left.qualifiers < right.qualifiers }
    if left.evidence != right.evidence {
      return left.evidence.lexicographicallyPrecedes(right.evidence)
    }
    // No figure outranks every figure.
    let (l, r) = (left.confidence ?? .infinity, right.confidence ?? .infinity)
    if l != r { return l < r }
    return (left.note ?? "") < (right.note ?? "")
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

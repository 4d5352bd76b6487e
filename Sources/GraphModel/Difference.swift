/// What one graph says that another does not.
public struct GraphDifference: Hashable, Sendable {
  /// What became of the values of one sort, each list in order.
  public struct Changes<Value: Hashable & Sendable>: Hashable, Sendable {
    /// A value before and after.
    public struct Change: Hashable, Sendable {
      /// As the old graph has it.
      public let before: Value
      /// As the new graph has it.
      public let after: Value
    }

    /// Only in the new graph.
    public internal(set) var added: [Value] = []
    /// Only in the old graph.
    public internal(set) var removed: [Value] = []
    /// In both, but not alike.
    public internal(set) var changed: [Change] = []

    /// Whether nothing became of them.
    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }
    /// The number of differences.
    public var count: Int { added.count + removed.count + changed.count }
  }

  /// Documents, told apart by id.
  public let documents: Changes<Document>
  /// Entities, told apart by id.
  public let entities: Changes<Entity>
  /// Statements, told apart by all they say.
  ///
  /// One that has changed has the same subject, relation and object, but other qualifiers, evidence,
  /// confidence or note.
  public let statements: Changes<DetachedStatement>
  /// What was decided of names, told apart by the names and the verdict.
  public let decisions: Changes<IdentityDecision>
  /// Relations of the vocabulary, told apart by name.
  public let relations: Changes<Relation>
  /// Entity types of the vocabulary.
  public let entityTypes: Changes<EntityTypeDefinition>

  /// Whether the graphs say the same.
  public var isEmpty: Bool {
    documents.isEmpty && entities.isEmpty && statements.isEmpty && decisions.isEmpty
      && relations.isEmpty && entityTypes.isEmpty
  }
}

extension KnowledgeGraph {
  /// What this graph says that an older one does not, and the other way round.
  ///
  /// Where several statements of one subject, relation and object differ, those with equal qualifiers are
  /// taken for the same, then those that share evidence, then the others in order.
  ///
  /// - Complexity: O(*n* log *n*) in the statements of both.
  public func difference(from old: KnowledgeGraph) -> GraphDifference {
    GraphDifference(
      documents: Self.changes(old.documents, documents) { ExactText($0.id) },
      entities: Self.changes(old.entities, entities) { ExactText($0.id) },
      statements: Self.statementChanges(old, self),
      decisions: Self.changes(old.decisions, decisions, by: DecisionCase.init),
      relations: Self.changes(
        old.vocabulary.relations.sorted(), vocabulary.relations.sorted()
      ) { ExactText($0.name) },
      entityTypes: Self.changes(
        old.vocabulary.entityTypes.sorted(), vocabulary.entityTypes.sorted(), by: \.type))
  }

  /// What tells one decision from others.
  private struct DecisionCase: Comparable {
    let decision: IdentityDecision

    init(_ decision: IdentityDecision) { self.decision = decision }

    static func == (left: Self, right: Self) -> Bool {
      left.decision.isSameCase(as: right.decision)
    }

    static func < (left: Self, right: Self) -> Bool {
      left != right && left.decision < right.decision
    }
  }

  /// Compares two lists that are sorted by their keys.
  private static func changes<Value: Hashable, Key: Comparable>(
    _ old: [Value], _ new: [Value], by key: (Value) -> Key
  ) -> GraphDifference.Changes<Value> {
    var changes = GraphDifference.Changes<Value>()
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if right == new.count || left < old.count && key(old[left]) < key(new[right]) {
        changes.removed.append(old[left])
        left += 1
      } else if left == old.count || key(new[right]) < key(old[left]) {
        changes.added.append(new[right])
        right += 1
      } else {
        if old[left] != new[right] {
          changes.changed.append(.init(before: old[left], after: new[right]))
        }
        left += 1
        right += 1
      }
    }
    return changes
  }

  private static func statementChanges(
    _ old: KnowledgeGraph, _ new: KnowledgeGraph
  ) -> GraphDifference.Changes<DetachedStatement> {
    var changes = GraphDifference.Changes<DetachedStatement>()
    let entities = Self.ranks(old.entities.map(\.id), new.entities.map(\.id))
    let relations = Self.ranks(
      old.vocabulary.relations.map(\.name), new.vocabulary.relations.map(\.name))
    let before = old.edges(ranked: entities.left, relations.left)
    let after = new.edges(ranked: entities.right, relations.right)
    var (left, right) = (0, 0)
    while left < before.count || right < after.count {
      if right == after.count || left < before.count && before[left].key < after[right].key {
        changes.removed += old.statements(of: before[left].edge).map(old.detached)
        left += 1
      } else if left == before.count || after[right].key < before[left].key {
        changes.added += new.statements(of: after[right].edge).map(new.detached)
        right += 1
      } else {
        match(before[left].edge, of: old, after[right].edge, of: new, into: &changes)
        left += 1
        right += 1
      }
    }
    return changes
  }

  /// What an edge is told by in two graphs: the ranks of its ends and relation among those of both.
  private struct EdgeKey: Comparable {
    var subject: Int32
    var relation: Int32
    var object: Int32

    static func < (left: EdgeKey, right: EdgeKey) -> Bool {
      (left.subject, left.relation, left.object) < (right.subject, right.relation, right.object)
    }
  }

  /// The ranks of names, each list without repetition, among those of both lists.
  private static func ranks(_ left: [String], _ right: [String]) -> (left: [Int32], right: [Int32])
  {
    func isSorted(_ names: [String]) -> Bool {
      zip(names, names.dropFirst()).allSatisfy(TextOrder.precedes)
    }
    func order(_ names: [String]) -> [Int] {
      isSorted(names) ? Array(names.indices) : TextOrder.order(of: names)
    }
    let (leftOrder, rightOrder) = (order(left), order(right))
    var ranks = (
      left: [Int32](repeating: 0, count: left.count),
      right: [Int32](repeating: 0, count: right.count)
    )
    var (l, r, rank) = (0, 0, Int32(0))
    while l < left.count || r < right.count {
      let isLeft =
        l < left.count
        && (r == right.count || !TextOrder.precedes(right[rightOrder[r]], left[leftOrder[l]]))
      let isRight =
        r < right.count
        && (l == left.count || !TextOrder.precedes(left[leftOrder[l]], right[rightOrder[r]]))
      if isLeft {
        ranks.left[leftOrder[l]] = rank
        l += 1
      }
      if isRight {
        ranks.right[rightOrder[r]] = rank
        r += 1
      }
      rank += 1
    }
    return ranks
  }

  private func edges(
    ranked entities: [Int32], _ relations: [Int32]
  ) -> [(key: EdgeKey, edge: EdgeIndex)] {
    edgeIndices.map { index in
      let edge = self[index]
      let key = EdgeKey(
        subject: entities[edge.subject.value], relation: relations[edge.relation],
        object: entities[edge.object.value])
      return (key, index)
    }.sorted { $0.key < $1.key }
  }

  /// Whether two statements of one edge say the same.
  private static func isSame(
    _ left: StatementIndex, of old: KnowledgeGraph, _ right: StatementIndex, of new: KnowledgeGraph
  ) -> Bool {
    let confidences = (
      old.statementConfidences[left.value], new.statementConfidences[right.value]
    )
    return old.qualifiers(of: left) == new.qualifiers(of: right)
      && (confidences.0 == confidences.1 || confidences.0.isNaN && confidences.1.isNaN)
      && old.evidence(of: left) == new.evidence(of: right)
      && old.notes[left.rawValue].hasSameBytes(as: new.notes[right.rawValue])
  }

  private static func match(
    _ before: EdgeIndex, of old: KnowledgeGraph, _ after: EdgeIndex, of new: KnowledgeGraph,
    into changes: inout GraphDifference.Changes<DetachedStatement>
  ) {
    let (left, right) = (old.statements(of: before), new.statements(of: after))
    if left.count == right.count,
      zip(left, right).allSatisfy({ isSame($0, of: old, $1, of: new) })
    {
      return
    }
    match(left.map(old.detached), right.map(new.detached), into: &changes)
  }

  /// Finds what became of the statements of one edge.
  private static func match(
    _ old: [DetachedStatement], _ new: [DetachedStatement],
    into changes: inout GraphDifference.Changes<DetachedStatement>
  ) {
    var pairs: [(Int, Int)] = []
    var isMatched = [Bool](repeating: false, count: old.count)
    func pair(_ left: Int, _ right: Int) {
      isMatched[left] = true
      pairs.append((left, right))
    }

    let byQualifiers = Dictionary(
      uniqueKeysWithValues: old.enumerated().map { ($1.qualifiers, $0) })
    var rest: [Int] = []
    for (right, statement) in new.enumerated() {
      if let left = byQualifiers[statement.qualifiers] {
        pair(left, right)
      } else {
        rest.append(right)
      }
    }

    var byEvidence: [Evidence: [Int]] = [:]
    for (left, statement) in old.enumerated().reversed() where !isMatched[left] {
      for evidence in statement.evidence {
        byEvidence[evidence.withoutParts, default: []].append(left)
      }
    }
    var remaining: [Int] = []
    for right in rest {
      var match: Int?
      for evidence in new[right].evidence where match == nil {
        while let left = byEvidence[evidence.withoutParts]?.popLast() {
          if !isMatched[left] {
            match = left
            break
          }
        }
      }
      if let match { pair(match, right) } else { remaining.append(right) }
    }

    var left = old.indices.filter { !isMatched[$0] }[...]
    for right in remaining {
      if let first = left.popFirst() {
        pair(first, right)
      } else {
        changes.added.append(new[right])
      }
    }
    changes.removed += left.map { old[$0] }
    for (left, right) in pairs.sorted(by: { $0.1 < $1.1 }) where old[left] != new[right] {
      changes.changed.append(.init(before: old[left], after: new[right]))
    }
  }
}

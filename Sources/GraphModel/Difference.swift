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
  /// Relations of the vocabulary, told apart by name.
  public let relations: Changes<Relation>
  /// Entity types of the vocabulary.
  public let entityTypes: Changes<EntityTypeDefinition>

  /// Whether the graphs say the same.
  public var isEmpty: Bool {
    documents.isEmpty && entities.isEmpty && statements.isEmpty && relations.isEmpty
      && entityTypes.isEmpty
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
      documents: Self.changes(old.documents, documents, by: \.id),
      entities: Self.changes(old.entities, entities, by: \.id),
      statements: Self.statementChanges(old, self),
      relations: Self.changes(
        old.vocabulary.relations.sorted(), vocabulary.relations.sorted(), by: \.name),
      entityTypes: Self.changes(
        old.vocabulary.entityTypes.sorted(), vocabulary.entityTypes.sorted(), by: \.type))
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
    let before = old.edgesByName()
    let after = new.edgesByName()
    var (left, right) = (0, 0)
    while left < before.count || right < after.count {
      if right == after.count || left < before.count && before[left].key < after[right].key {
        changes.removed += old.statements(of: before[left].edge).map(old.detached)
        left += 1
      } else if left == before.count || after[right].key < before[left].key {
        changes.added += new.statements(of: after[right].edge).map(new.detached)
        right += 1
      } else {
        match(
          old.statements(of: before[left].edge).map(old.detached),
          new.statements(of: after[right].edge).map(new.detached), into: &changes)
        left += 1
        right += 1
      }
    }
    return changes
  }

  /// What an edge is told by in every graph.
  private struct EdgeKey: Comparable {
    var subject: String
    var relation: String
    var object: String

    static func < (left: EdgeKey, right: EdgeKey) -> Bool {
      (left.subject, left.relation, left.object) < (right.subject, right.relation, right.object)
    }
  }

  private func edgesByName() -> [(key: EdgeKey, edge: EdgeIndex)] {
    edgeIndices.map { index in
      let edge = self[index]
      let key = EdgeKey(
        subject: self[edge.subject].id, relation: relation(edge.relation).name,
        object: self[edge.object].id)
      return (key, index)
    }.sorted { $0.key < $1.key }
  }

  /// Finds what became of the statements of one edge.
  private static func match(
    _ old: [DetachedStatement], _ new: [DetachedStatement],
    into changes: inout GraphDifference.Changes<DetachedStatement>
  ) {
    if old == new { return }
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
      for evidence in statement.evidence { byEvidence[evidence, default: []].append(left) }
    }
    var remaining: [Int] = []
    for right in rest {
      var match: Int?
      for evidence in new[right].evidence where match == nil {
        while let left = byEvidence[evidence]?.popLast() {
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

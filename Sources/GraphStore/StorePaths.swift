import GraphModel

extension GraphStore {
  /// The part of the graph that has shortest paths between two entities, and these themselves.
  ///
  /// What `KnowledgeGraph.shortestPath` or, for all of them, `KnowledgeGraph.allShortestPaths` finds in it is
  /// what it would find in the whole graph.
  ///
  /// - Parameter findsAll: Whether all shortest paths are wanted, not only the first.
  /// - Complexity: O(statements within half the distance of either end), by breadth-first search from both.
  public func shortestPaths(
    from start: StoredEntity, to target: StoredEntity, findsAll: Bool = false,
    direction: Direction = .both, filter: StatementFilter = .asserted, vocabulary: Vocabulary? = nil
  ) throws(StoreError) -> KnowledgeGraph {
    let vocabulary = vocabulary ?? self.vocabulary
    var part = try PartReader(reader, vocabulary, .all)
    part.take([start.number, target.number])
    let space = try StoredSpace(reader, vocabulary, direction, filter)
    guard
      let shortest = try ShortestPaths(in: space, from: start.number, to: target.number)
    else { return try part.graph() }
    if findsAll {
      for entity in shortest.positions.keys {
        for next in try shortest.successors(of: entity) {
          try part.gather(between: entity, and: next)
        }
      }
    } else {
      let route = try shortest.first()
      for (entity, next) in zip(route, route.dropFirst()) {
        try part.gather(between: entity, and: next)
      }
    }
    return try part.graph()
  }
}

/// A graph file as a search sees it: which entities are next to which, under a direction and a filter.
private final class StoredSpace: StepSpace {
  private let reader: StoreReader
  private let direction: Direction
  private let filter: StatementFilter
  private let acceptsRelation: [Bool]
  private let isSymmetric: [Bool]
  private let acceptsType: [Int: Bool]
  private var acceptsQualifiers: [Int: Bool] = [:]
  private var acceptsEntity: [Int: Bool] = [:]

  init(
    _ reader: StoreReader, _ vocabulary: Vocabulary, _ direction: Direction,
    _ filter: StatementFilter
  ) throws(StoreError) {
    self.reader = reader
    self.direction = direction
    self.filter = filter
    let relations = try reader.relationPlaces(in: vocabulary)
      .map { vocabulary.relations[Int($0)] }
    acceptsRelation = relations.map(filter.accepts)
    isSymmetric = relations.map(\.isSymmetric)
    acceptsType = try reader.types().mapValues {
      filter.farTypes.isEmpty || filter.farTypes.contains($0)
    }
  }

  func forEachNext(
    to entity: Int, isReversed: Bool, _ body: (Int) -> Void
  ) throws(StoreError) {
    if isReversed, try !accepts(entity: entity) { return }
    for isOutgoing in [true, false] {
      let follows = direction != (isOutgoing != isReversed ? .incoming : .outgoing)
      let row = try reader.query(isOutgoing ? outgoing : incoming).bind(1, entity)
      while try row.next() {
        let relation = row.int(0)
        guard acceptsRelation.indices ~= relation else { throw damage }
        guard acceptsRelation[relation], follows || isSymmetric[relation],
          try accepts(qualifiers: row.int(2))
        else { continue }
        let far = row.int(1)
        if filter.minimumConfidence != nil || !filter.documents.isEmpty {
          let key = StatementKey(
            subject: isOutgoing ? entity : far, relation: relation,
            object: isOutgoing ? far : entity, qualifiers: row.int(2))
          guard try accepts(key) else { continue }
        }
        if !isReversed, try !accepts(entity: far) { continue }
        body(far)
      }
    }
  }

  func first(of entities: Set<Int>) throws(StoreError) -> Int? {
    var first: (key: String, entity: Int)?
    for entity in entities {
      let row = try reader.query("SELECT key FROM entity WHERE id = ?").bind(1, entity)
      guard try row.next() else { throw damage }
      let key = try row.text(0)
      if first.map({ key < $0.key }) ?? true { first = (key, entity) }
    }
    return first?.entity
  }

  // Both are answered by one index alone.
  private let outgoing = "SELECT relation, object, qualifiers FROM statement WHERE subject = ?"
  private let incoming = """
    SELECT relation, subject, qualifiers FROM statement INDEXED BY statement_by_object
    WHERE object = ?
    """

  private var damage: StoreError { reader.database.damage("statement") }

  private func accepts(qualifiers number: Int) throws(StoreError) -> Bool {
    if let known = acceptsQualifiers[number] { return known }
    let row = try reader.query(
      "SELECT polarity, mode, attributed_to, time, place FROM qualifiers WHERE id = ?"
    ).bind(1, number)
    guard try row.next() else { throw damage }
    let result = filter.accepts(try reader.qualifiers(row, 0))
    acceptsQualifiers[number] = result
    return result
  }

  private func accepts(entity number: Int) throws(StoreError) -> Bool {
    if filter.farTypes.isEmpty { return true }
    if let known = acceptsEntity[number] { return known }
    let row = try reader.query("SELECT type FROM entity WHERE id = ?").bind(1, number)
    guard try row.next(), let result = acceptsType[row.int(0)] else { throw damage }
    acceptsEntity[number] = result
    return result
  }

  /// Whether confidence and evidence of a statement are enough.
  private func accepts(_ key: StatementKey) throws(StoreError) -> Bool {
    if let minimum = filter.minimumConfidence {
      let row = try reader.query(
        """
        SELECT confidence FROM statement
        WHERE subject = ? AND relation = ? AND object = ? AND qualifiers = ?
        """)
      key.bind(to: row)
      guard try row.next() else { throw damage }
      if try reader.confidence(row, 0) < Float(minimum) { return false }
    }
    if filter.documents.isEmpty { return true }
    let row = try reader.query(
      """
      SELECT source.name FROM evidence JOIN source ON source.id = evidence.source
      WHERE subject = ? AND relation = ? AND object = ? AND qualifiers = ?
      """)
    key.bind(to: row)
    var isCited = false
    while try row.next() { if filter.documents.contains(try row.text(0)) { isCited = true } }
    return isCited
  }
}

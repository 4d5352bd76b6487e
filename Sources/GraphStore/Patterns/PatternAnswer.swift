import GraphModel
import GraphQuery

extension GraphStore {
  /// What a pattern finds, with the part of the graph that the answer is about.
  public struct PatternAnswer {
    /// The rows; nodes and relationships are numbered as `graph` has them.
    public let answer: QueryAnswer
    /// The entities and statements of the rows, and what the rows rest on.
    public let graph: KnowledgeGraph
  }

  /// How a file is asked.
  package enum PatternAccess {
    /// The way that is expected to be faster.
    case any
    /// Step by step over the indices.
    case indices
    /// All statements first.
    case columns
  }

  /// Asks the file for a pattern.
  ///
  /// A pattern that begins at names is followed over the indices. One that goes through much of the file, as the
  /// planner's estimate or the rows that have been read tell, is asked of all statements, in memory as columns.
  /// Both give the rows that the graph in memory gives. What was read is kept for the next pattern.
  ///
  /// - Throws: `QueryError`, `StoreError`.
  public func answer(
    to pattern: GraphPattern, parameters: [String: Value] = [:],
    limits: QueryLimits = QueryLimits(),
    tracksRelationships: Bool = false
  ) throws -> PatternAnswer {
    try answer(
      to: pattern, parameters: parameters, limits: limits,
      tracksRelationships: tracksRelationships, access: .any)
  }

  /// `answer` by one of the ways; without an answer where the indices are not up to it.
  package func answer(
    to pattern: GraphPattern, parameters: [String: Value], limits: QueryLimits,
    tracksRelationships: Bool, access: PatternAccess
  ) throws -> PatternAnswer {
    let started = ContinuousClock.now
    // Unknown ones are refused, and nothing needs to be read for that.
    let relations =
      pattern.showsNumbers
      ? nil : pattern.relationshipTypes?.filter { vocabulary.index(ofRelation: $0) != nil }
    let isLoaded = loaded?.covers(relations) ?? false
    let size = try StoreSize(reader)
    let isFarReaching = isLoaded || size.isSmall || pattern.showsNumbers
    if access == .indices || access == .any && !isFarReaching {
      let graph = try followed ?? StoredPatterns(self, StoredTexts(reader, vocabulary), size)
      followed = nil
      graph.beginQuestion()
      let answer = try asked(graph, graph.texts) { () throws(QueryError) in
        try pattern.run(
          on: graph, parameters: parameters, limits: limits,
          tracksRelationships: tracksRelationships,
          within: access == .indices ? .infinity : Double(size.budget))
      }
      if let answer {
        if graph.isSmall { followed = graph }
        return try part(
          answer, graph.texts, { $0 }, { graph.statements[$0] }, graph.precedes(node:_:),
          graph.precedes(relationship:_:))
      }
    }
    let graph = try patterns(of: relations)
    // What could not be read is not asked again.
    defer { if graph.texts.failure != nil { loaded = nil } }
    var left = limits
    left.spent = .now - started
    let answer = try asked(graph, graph.texts) { () throws(QueryError) in
      try pattern.run(
        on: graph, parameters: parameters, limits: left, tracksRelationships: tracksRelationships)
    }
    guard let answer else { throw reader.database.damage("statement") }
    return try part(answer, graph.texts, { graph.entities[$0] }, graph.key(of:), <, <)
  }

  /// The statements of some relations as columns; nil is all relations.
  ///
  /// What was asked for before is read along, so that patterns that take turns read nothing twice.
  private func patterns(of relations: Set<String>?) throws(StoreError) -> LoadedPatterns {
    if let loaded, loaded.covers(relations) { return loaded }
    var wanted = relations
    if let loaded { wanted = loaded.relations(and: relations) }
    // Gone before the next is read: two would take twice the memory.
    loaded = nil
    let graph = try LoadedPatterns(self, StoredTexts(reader, vocabulary), only: wanted)
    loaded = graph
    return graph
  }

  /// Asks a graph; nil where it is interrupted for no fault.
  private func asked(
    _ graph: any PropertyGraph, _ texts: StoredTexts,
    _ body: () throws(QueryError) -> QueryAnswer?
  ) throws -> QueryAnswer? {
    var answer: QueryAnswer?
    var problem: QueryError?
    do throws(QueryError) { answer = try body() } catch { problem = error }
    // What could not be read made less to be found, or something else to be wrong.
    if let failure = texts.failure { throw failure }
    if graph.interruption != nil { return nil }
    if let problem { throw problem }
    return answer
  }

  /// Makes a graph of what an answer shows, and numbers it accordingly.
  private func part(
    _ answer: QueryAnswer, _ texts: StoredTexts, _ entity: (Int) -> Int,
    _ statement: (Int) -> StatementKey, _ precedesNode: (Int, Int) -> Bool,
    _ precedesRelationship: (Int, Int) -> Bool
  ) throws(StoreError) -> PatternAnswer {
    var nodes: Set<Int> = []
    var relationships = Set(answer.relationships.joined())
    for value in answer.rows.joined() { value.collect(&nodes, &relationships) }
    if nodes.isEmpty, relationships.isEmpty {
      return PatternAnswer(answer: answer, graph: KnowledgeGraph(vocabulary: vocabulary))
    }
    let statements = relationships.sorted(by: precedesRelationship)
    var part = try PartReader(reader, vocabulary, .all)
    part.take(nodes.map(entity))
    for number in statements { try part.take(statement(number)) }
    let graph = try part.graph()
    guard graph.statementCount == statements.count else {
      throw reader.database.damage("statement")
    }
    let places = Dictionary(uniqueKeysWithValues: statements.enumerated().map { ($1, $0) })
    var nodePlaces: [Int: Int] = [:]
    for node in nodes {
      guard let place = graph.entityIndex(id: texts.row(entity(node)).key) else {
        throw texts.failure ?? reader.database.damage("entity")
      }
      nodePlaces[node] = Int(place.rawValue)
    }
    var shown = answer
    shown.rows = answer.rows.map { row in
      row.map { value in value.renumbered({ nodePlaces[$0] ?? 0 }, { places[$0] ?? 0 }) }
    }
    shown.relationships = answer.relationships.map { $0.map { places[$0] ?? 0 }.sorted() }
    return PatternAnswer(answer: shown, graph: graph)
  }
}

/// How large a file is, from the statistics that were made with it.
struct StoreSize {
  let entities: Int
  let statements: Int

  init(_ reader: StoreReader) throws(StoreError) {
    entities = (try reader.database.number("SELECT max(id) FROM entity") ?? -1) + 1
    let row = try reader.query(
      "SELECT stat FROM sqlite_stat1 WHERE tbl = 'statement' AND idx = 'statement'")
    let counted =
      try row.next() ? Int(try row.text(0).prefix { $0 != " " }) : nil
    row.again()
    statements = counted ?? 4 * entities
  }

  /// Whether all of it is read as fast as a part.
  var isSmall: Bool { entities < 2000 && statements < 5000 }

  /// The most rows that questions to the indices may read, before reading all in order is faster.
  var budget: Int { max(20_000, statements / 100) }
}

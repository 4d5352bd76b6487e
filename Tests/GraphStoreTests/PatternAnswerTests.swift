import GraphModel
import GraphQuery
import TestSupport
import Testing

@testable import GraphStore

/// Patterns asked of graph files: by the indices, by all statements as columns, and of the graph in memory.
@Suite struct PatternAnswerTests {
  /// What a row says, whatever the numbers of its nodes and relationships.
  private func words(_ value: Value, _ graph: KnowledgeGraph) -> String {
    switch value {
    case .node(let node): return "(\(graph.entities[node].id))"
    case .relationship(let index):
      let statement = graph[KnowledgeGraph.StatementIndex(index)]
      let ends = [statement.subject, statement.object].map { graph[$0].id }
      return "[\(ends) \(graph.relation(statement.relation).name) \(statement.qualifiers)]"
    case .path(let path):
      let parts =
        path.nodes.map { Value.node($0) } + path.relationships.map { Value.relationship($0) }
      return parts.map { words($0, graph) }.joined(separator: " ")
    case .list(let values): return "\(values.map { words($0, graph) })"
    default: return "\(value)"
    }
  }

  private struct Said: Equatable {
    var rows: [String] = []
    var error: String?
  }

  private func said(
    _ body: () throws -> (answer: QueryAnswer, graph: KnowledgeGraph)
  ) throws -> Said {
    do {
      let (answer, graph) = try body()
      return Said(
        rows: zip(answer.rows, answer.relationships).map { row, relationships in
          (row + relationships.map { .relationship($0) }).map { words($0, graph) }
            .joined(separator: ", ")
        })
    } catch let error as QueryError {
      return Said(error: error.message)
    }
  }

  private func said(
    _ text: String, _ store: GraphStore, _ access: GraphStore.PatternAccess, rests: Bool
  ) throws -> Said {
    try said {
      let found = try store.answer(
        to: GraphPattern(text), parameters: [:], limits: QueryLimits(), tracksRelationships: rests,
        access: access)
      return (found.answer, found.graph)
    }
  }

  @Test func theFileAnswersAsTheGraphInMemory() throws {
    let folder = try Folder()
    for seed in 0..<100 as Range<UInt64> {
      var random = RandomPatterns(seed: seed)
      let (first, graph) = (random.graph(), random.graph())
      let path = folder.fresh()
      // A file that has been updated numbers its rows otherwise than the graph in memory.
      try GraphStore.write(seed.isMultiple(of: 2) ? graph : first, to: path)
      if !seed.isMultiple(of: 2) { try GraphStore.update(path, to: graph) }
      let store = try GraphStore(path)
      for _ in 0..<12 {
        let text = random.pattern()
        let rests = text.utf8.count.isMultiple(of: 2)
        let memory = try said {
          (
            try GraphPattern(text).run(
              on: StatementPatterns(graph), tracksRelationships: rests), graph
          )
        }
        let columns = try said(text, store, .columns, rests: rests)
        #expect(columns == memory, "seed \(seed): \(text)")
        // Estimates are others, and so may be the order in which a pattern is followed; groups and what is
        // left over behind SKIP come as they were met.
        if text.contains("SKIP") || text.contains("collect") { continue }
        var indices = try said(text, store, .indices, rests: rests)
        indices.rows.sort()
        #expect(
          indices == Said(rows: memory.rows.sorted(), error: memory.error), "\(seed): \(text)")
      }
    }
  }

  /// A chain of two hops from a name costs some pages, however many the file has; what goes through everything
  /// is asked of columns.
  @Test func aSelectivePatternReadsFewPages() throws {
    let count = 20_000
    let relation = Vocabulary.standard.index(ofRelation: "commands") ?? 0
    let graph = KnowledgeGraph(
      entities: (0..<count).map { Entity(id: "p/\($0)", name: "Person \($0)", type: .person) },
      statements: (0..<count).flatMap { number in
        [1, 7, 313].map {
          KnowledgeGraph.Statement(
            subject: .init(number), relation: relation, object: .init((number * 31 + $0) % count))
        }
      })
    let folder = try Folder()
    let file = folder.fresh()
    try GraphStore.write(graph, to: file)
    let text = """
      MATCH (a {name: 'Person 77'})-[:commands]->(b)-[:commands]->(c) RETURN b.name, c.name
      """
    let store = try GraphStore(file)
    let before = store.pagesRead
    let answer = try store.answer(to: GraphPattern(text))
    let pages = store.pagesRead - before
    #expect(answer.answer.rows.count == 9)
    #expect(pages < 150)
    #expect(
      answer.answer.rows
        == (try GraphPattern(text).run(on: StatementPatterns(graph)).rows))
    let few = try store.answer(to: GraphPattern("MATCH (a)-[r]->(b) RETURN a.name, b.name LIMIT 5"))
    #expect(few.answer.rows.count == 5)
    #expect(store.pagesRead - before - pages < 150)
    let all = try store.answer(to: GraphPattern("MATCH (a)-->(b)-->(c) RETURN count(*)"))
    #expect(all.answer.rows == [[.integer(9 * count)]])
    #expect(store.pagesRead - before > 300)
  }

  /// Patterns of different relations that take turns read what they ask for once, and only one copy is kept.
  @Test func patternsThatTakeTurnsReadNothingTwice() throws {
    let relations = try ["commands", "killed", "attacked"].map {
      try #require(Vocabulary.standard.index(ofRelation: $0))
    }
    let folder = try Folder()
    let path = folder.fresh()
    try GraphStore.write(
      KnowledgeGraph(
        entities: ["Ana", "Ben"].map { Entity(id: $0, name: $0, type: .person) },
        statements: relations.enumerated().map {
          .init(subject: .init($0 % 2), relation: $1, object: .init(1 - $0 % 2))
        }), to: path)
    let store = try GraphStore(path)
    func rows(_ relation: String) throws -> [[Value]] {
      try store.answer(to: GraphPattern("MATCH (a)-[:\(relation)]->(b) RETURN a.name")).answer.rows
    }
    #expect(try rows("commands") == [[.string("Ana")]])
    weak let first = store.loaded
    #expect(first?.relationshipCount == 1)
    #expect(try rows("killed") == [[.string("Ben")]])
    #expect(first == nil)
    let second = try #require(store.loaded)
    #expect(second.relationshipCount == 2)
    for _ in 0..<2 {
      #expect(try rows("commands") == [[.string("Ana")]])
      #expect(try rows("killed") == [[.string("Ben")]])
    }
    #expect(throws: QueryError.self) { try rows("killed]->()-[:nothing") }
    #expect(store.loaded === second)
    let all = try store.answer(to: GraphPattern("MATCH ()-[r]->() RETURN count(*)"))
    #expect(all.answer.rows == [[.integer(3)]])
    #expect(try rows("attacked") == [[.string("Ana")]])
    #expect(store.loaded?.relations(and: nil) == nil && store.loaded?.relationshipCount == 3)
  }

  @Test func aDamagedFileIsSaidToBeSo() throws {
    let folder = try Folder()
    let path = folder.fresh()
    let names = ["Ana", "Ben"]
    try GraphStore.write(
      KnowledgeGraph(
        entities: names.map { Entity(id: $0, name: $0, type: .person) },
        statements: [.init(subject: .init(0), relation: 0, object: .init(1))]), to: path)
    let database = try Database(path, for: .writing)
    try database.run("UPDATE qualifiers SET mode = 'nothing'")
    try database.close()
    let store = try GraphStore(path)
    for access in [GraphStore.PatternAccess.columns, .indices] {
      #expect(throws: StoreError.self) {
        _ = try store.answer(
          to: GraphPattern("MATCH (a)-[r*1..3]-(b) RETURN a.name, b.name, r"), parameters: [:],
          limits: QueryLimits(), tracksRelationships: true, access: access)
      }
    }
  }
}

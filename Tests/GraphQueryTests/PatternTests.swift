import GraphModel
import Testing

@testable import GraphQuery

/// Patterns over statements: which match, and what is said of patterns that are wrong.
@Suite struct PatternTests {
  static let graph: StatementPatterns = {
    let entities = [
      Entity(id: "1", name: "Ana", type: .person), Entity(id: "2", name: "Ben", type: .person),
      Entity(id: "3", name: "Brigade", type: .organization),
      Entity(id: "4", name: "Port", type: .place),
    ]
    func statement(
      _ subject: Int, _ relation: String, _ object: Int, _ qualifiers: Qualifiers = .init()
    ) -> KnowledgeGraph.Statement {
      KnowledgeGraph.Statement(
        subject: .init(subject), relation: Vocabulary.standard.index(ofRelation: relation) ?? -1,
        object: .init(object), qualifiers: qualifiers)
    }
    return StatementPatterns(
      KnowledgeGraph(
        entities: entities,
        statements: [
          statement(0, "commands", 2), statement(1, "wrote-to", 0, .init(time: "2021-03-01")),
          statement(2, "attacked", 3, .init(polarity: .negated)),
          statement(1, "killed", 0, .init(mode: .claimed, attributedTo: "Ana")),
          statement(0, "met-with", 1),
        ]))
  }()

  private func rows(_ text: String) throws -> [[Value]] {
    try GraphPattern(text).run(on: Self.graph).rows
  }

  @Test(arguments: [
    ("MATCH (a)-[:commands]->(b) RETURN a.name, b.name", [["Ana", "Brigade"]]),
    ("MATCH (a:Person)-[:wrote-to]->(b) RETURN a.name, b.name", [["Ben", "Ana"]]),
    ("MATCH (a)-[r]->(b:Place) RETURN a.name", []),
    ("MATCH (a)-[r]->(b:Place) WHERE r.polarity = 'negated' RETURN a.name", [["Brigade"]]),
    ("MATCH (a)-[r:attacked {polarity: 'negated'}]->(b) RETURN a.name", [["Brigade"]]),
    ("MATCH (a)-[r:attacked {polarity: 'asserted'}]->(b) RETURN a.name", []),
    ("MATCH (a)-[r:killed]->(b) RETURN a.name", []),
    (
      "MATCH (a)-[r:killed]->(b) WHERE r.mode = 'claimed' RETURN a.name, r.attributedTo",
      [["Ben", "Ana"]]
    ),
    ("MATCH (a)-[r:killed]->(b) WHERE r.polarity IS NOT NULL RETURN a.name", []),
    (
      "MATCH (a {name: 'Ben'})-[r*1..3]->(b:Organization) RETURN b.name",
      [["Brigade"], ["Brigade"]]
    ),
    ("MATCH (a)-[:commands]->()-[rs*1..2]->(b) RETURN b.name", []),
    (
      "MATCH (a)-[:commands]->()-[rs*1..2]->(b) WHERE all(r IN rs WHERE r.polarity IS NOT NULL) "
        + "RETURN b.name", [["Port"]]
    ),
    ("MATCH p = (a)-[:commands]->(b) WHERE NOT (b)-[:attacked]->() RETURN a.name", [["Ana"]]),
    (
      "MATCH (a)-[r:killed]->(b) WITH a MATCH (a)-[r]->(c) WHERE r.mode = 'fact' RETURN a.name", []
    ),
    (
      "MATCH (a)-[r:killed]->(b) WITH a, r WHERE r.mode = 'claimed' RETURN a.name", [["Ben"]]
    ),
    ("MATCH (a)-[r:killed]->(b) WITH a, r AS s WHERE s.mode = 'claimed' RETURN a.name", [["Ben"]]),
    ("MATCH (a)-[r:killed]->(b) RETURN a.name, r.mode", []),
    (
      "MATCH (a {name: 'Ben'}) RETURN [(a)-[r:killed]->(b) WHERE r.mode = 'claimed' | b.name][0]",
      [["Ana"]]
    ),
    (
      "MATCH (a) WHERE EXISTS { MATCH (a)-[r:killed]->() WHERE r.mode = 'claimed' } RETURN a.name",
      [["Ben"]]
    ),
    ("MATCH (a) WHERE EXISTS { MATCH (a)-[r:killed]->() } RETURN a.name", []),
    ("MATCH (a)-[:met-with]->(b) RETURN a.name ORDER BY a.name", [["Ana"], ["Ben"]]),
  ])
  func whatMatches(_ text: String, _ expected: [[String]]) throws {
    #expect(try rows(text) == expected.map { $0.map { .string($0) } }, "\(text)")
  }

  @Test(arguments: [
    ("MATCH (a RETURN a", "1:10: expected ':' and a label, '{' or ')', found 'RETURN'"),
    (
      "MATCH (a)-[:commands->(b) RETURN a",
      "1:21: expected ':' and a type, '*', '{' or ']', found '-'"
    ),
    ("MATCH (a)\nRETURN b", "2:8: there is no variable 'b': the variables here are a"),
    ("MATCH (a)", "1:10: the query ends without RETURN"),
    ("RETURN", "1:7: expected an expression, found the end"),
    ("RETURN 1 +", "1:11: expected an expression, found the end"),
    ("CREATE (a)", "1:1: CREATE writes, and a pattern can only read"),
    ("MATCH (a) SET a.x = 1", "1:11: SET writes, and a pattern can only read"),
    ("MATCH (a) DETACH DELETE a", "1:11: DETACH writes, and a pattern can only read"),
    ("RETURN 'é", "1:8: this text does not end: ' is missing"),
    (
      "RETURN '\\q'",
      "1:9: '\\' may be followed by \\ ' \" n t r b f u and U; write '\\\\' for the sign itself"
    ),
    ("RETURN 'é' ~ 1", "1:12: '~' has no place in a pattern"),
    ("RETURN 1 AS a, 2 AS a", "1:16: two columns are named 'a'"),
    ("RETURN nosuch(1)", "1:8: there is no function 'nosuch'"),
    ("RETURN $x", "1:8: the parameter '$x' has no value"),
    (
      "MATCH (a)-[:comands]->(b) RETURN a",
      "1:13: unknown relation 'comands': did you mean 'commands'?"
    ),
    ("MATCH (a:person) RETURN a", "1:7: unknown entity type 'person': did you mean 'Person'?"),
    ("MATCH (a:Persn) RETURN a", "1:7: unknown entity type 'Persn': did you mean 'Person'?"),
    (
      "MATCH (a)-[:received-writing-from]->(b) RETURN a",
      "1:13: 'received-writing-from' is 'wrote-to' read backwards: write that, with subject and object swapped"
    ),
    ("MATCH (a)-[r]->(r) RETURN r", "1:16: 'r' is a relationship and cannot be a node too"),
    ("RETURN 9223372036854775807 + 1", "1:8: the result is more than an integer of 64 bits holds"),
    ("RETURN 1 / 0", "1:8: an integer cannot be divided by 0"),
    ("MATCH (a) RETURN a LIMIT -1", "1:26: LIMIT cannot be negative, as -1 is"),
  ])
  func whatIsWrong(_ text: String, _ expected: String) {
    do {
      _ = try rows(text)
      Issue.record("no error: \(text)")
    } catch let error as QueryError {
      let place = error.position.map { "\($0.line):\($0.column): " } ?? ""
      #expect(place + error.message == expected, "\(text)")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func saysOnWhichStatementsARowRests() throws {
    let pattern = try GraphPattern(
      "MATCH (a)-[:wrote-to]->()-[:commands]->(c) WITH a, count(c) AS n RETURN a.name, n")
    let answer = try pattern.run(on: Self.graph, tracksRelationships: true)
    #expect(answer.rows == [[.string("Ben"), .integer(1)]])
    let types = answer.relationships.map { $0.map { Self.graph.typeName(Self.graph.type(of: $0)) } }
    #expect(types == [["commands", "wrote-to"]])
  }

  @Test func startsWhereFewestNodesAre() throws {
    let answer = try GraphPattern(
      "MATCH (a)-[:commands]->(b) WHERE b.name = 'Brigade' RETURN a.name"
    ).run(on: Self.graph)
    #expect(
      answer.plan.map(\.text) == [
        "look up (b) by name", "filter", "follow <-[:commands]- from (b) to (a)",
      ])
    #expect(answer.plan.map(\.rows) == [1, 1, 1])
  }
}

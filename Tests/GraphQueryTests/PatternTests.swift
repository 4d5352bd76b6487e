import GraphModel
import TestSupport
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
    (
      "MATCH (a)-[r]->(b) WHERE r.tme = '2020' RETURN a",
      "1:26: statements have no property 'tme': did you mean 'time'?"
    ),
    (
      "MATCH (a)-[:killed {xyz: 1}]->(b) RETURN a",
      "1:26: statements have no property 'xyz': there are polarity, mode, attributedTo, time, place, relation, confidence, note, quotes, documents"
    ),
    (
      "MATCH (a)-[rs*1..2]->(b) WHERE all(r IN rs WHERE r.polrity = 'negated') RETURN a",
      "1:50: statements have no property 'polrity': did you mean 'polarity'?"
    ),
    ("MATCH (a)-[r]->(r) RETURN r", "1:16: 'r' is a relationship and cannot be a node too"),
    ("RETURN 9223372036854775807 + 1", "1:8: the result is more than an integer of 64 bits holds"),
    ("RETURN 1 / 0", "1:8: an integer cannot be divided by 0"),
    (
      "UNWIND [1, 'x'] AS x RETURN 1 + sum(x)",
      "1:33: sum() needs numbers, not a string"
    ),
    ("UNWIND ['x'] AS x RETURN avg(x)", "1:26: avg() needs numbers or durations, not a string"),
    (
      "UNWIND [duration('P1D'), 1] AS x RETURN sum(x)",
      "1:41: sum() needs durations, not an integer"
    ),
    (
      "UNWIND [duration('P1D')] AS x RETURN stDev(x)", "1:38: stdev() needs numbers, not a duration"
    ),
    (
      "UNWIND [9223372036854775807, 1] AS x RETURN sum(x)",
      "1:45: the result is more than an integer of 64 bits holds"
    ),
    (
      "UNWIND [1] AS x RETURN percentileCont(x, 2)",
      "1:24: a percentile is a number from 0.0 to 1.0"
    ),
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

  /// Sorting with a limit keeps what sorting everything puts first, ties in the order in which they come.
  @Test func aLimitKeepsWhatComesFirst() throws {
    let rows = "UNWIND range(0, 4999) AS i WITH i, i * 7919 % 613 AS key, toString(i % 10) AS text"
    for order in ["key", "key DESC", "text DESC, key", "text, key DESC", "-i", "i"] {
      let all = try self.rows(rows + " RETURN i ORDER BY \(order)")
      for (skip, limit) in [(0, 1), (0, 10), (3, 20), (100, 700), (0, 5000), (4990, 20), (0, 0)] {
        let some = try self.rows(rows + " RETURN i ORDER BY \(order) SKIP \(skip) LIMIT \(limit)")
        #expect(some == Array(all.dropFirst(skip).prefix(limit)), "\(order) \(skip) \(limit)")
      }
    }
  }

  @Test func textsAreRankedByTheirBytes() throws {
    try forAll(.int(in: 0...Int.max), count: 100, maximumSize: 30) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let parts = ["", "a", "b", "\u{0}", "é", "e\u{301}", "abcdefgh", "zzzzzzzz", "\u{1F600}"]
      let texts = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          parts.randomElement(using: &random) ?? ""
        }.joined()
      }
      let bytes = Set(texts.map { Array($0.utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
      let ranks = texts.map { text in Int32(bytes.firstIndex(of: Array(text.utf8)) ?? -1) }
      try checkEqual(TextRanks(texts).ranks, ranks, "\(texts)")
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

/// Regular expressions, and subqueries that name what is outside of them.
@Suite struct PatternConditionTests {
  private func rows(_ text: String) throws -> [[Value]] {
    try GraphPattern(text).run(on: PatternTests.graph).rows
  }

  @Test(arguments: [
    ("'Brigade' =~ '(?i)brig.*'", true), ("'Brigade' =~ 'Brig'", false),
    ("'Ana' =~ '[A-Z]\\\\w{2}'", true), ("'é' =~ '.'", true), ("'é' =~ '\\\\p{L}'", true),
    ("'a\\nb' =~ 'a.b'", false), ("'a\\nb' =~ '(?s)a.b'", true), ("'' =~ ''", true),
    ("'ab' =~ 'a|ab'", true), ("'abab' =~ '(ab)\\\\1'", true), ("'x' =~ '(?!y).'", true),
    ("'a.b' =~ '\\\\Qa.b\\\\E'", true), ("'aab' =~ 'a*+ab'", false),
  ])
  func regularExpressions(_ text: String, _ expected: Bool) throws {
    #expect(try rows("RETURN \(text)") == [[.boolean(expected)]])
  }

  @Test(arguments: [
    (
      "(a", "'(a' is not a regular expression: missing closing parenthesis, behind 2 characters"
    ),
    (
      "é[b-a]",
      "'é[b-a]' is not a regular expression: range out of order in character class, behind 4 characters"
    ),
    (
      "\\\\C",
      "'\\C' is not a regular expression: using \\C is disabled by the application, behind 2 characters"
    ),
  ])
  func whatIsNoRegularExpression(_ text: String, _ message: String) {
    #expect(throws: QueryError.self) { try rows("RETURN 'a' =~ '\(text)'") }
    do {
      _ = try rows("RETURN 'a' =~ '\(text)'")
    } catch let error as QueryError {
      #expect(error.message == message)
      #expect(error.position?.column == 8)
    } catch {
      Issue.record("\(error)")
    }
  }

  /// A match that would go wrong ways for ages is an error, and soon; a long text is none.
  @Test func hostileRegularExpressionsEnd() throws {
    let started = ContinuousClock.now
    let long = String(repeating: "a", count: 50_000)
    #expect(try rows("RETURN '\(long)' =~ '(a|b)*'") == [[.boolean(true)]])
    #expect(try rows("RETURN '\(long)b' =~ '.*c'") == [[.boolean(false)]])
    for expression in ["(a+)+$", "(a*)*c", "(a|aa)+c", "(.*)*(.*)*x"] {
      do {
        _ = try rows("RETURN '\(long)b' =~ '\(expression)'")
        Issue.record("no error: \(expression)")
      } catch let error as QueryError {
        #expect(
          error.message
            == "the regular expression '\(expression)' takes too many steps on a text of 50001 bytes: make it simpler"
        )
      }
    }
    #expect(ContinuousClock.now - started < .seconds(20))
  }

  /// Rows that each take long come to their end with the time.
  @Test func theTimeHoldsForRegularExpressions() {
    let text = """
      UNWIND range(1, 1000000) AS i WITH i, '\(String(repeating: "a", count: 3000))b' AS t
      WHERE t =~ '.*c|.*d|(a|ab)*' RETURN count(*)
      """
    let started = ContinuousClock.now
    do {
      _ = try GraphPattern(text).run(
        on: PatternTests.graph, limits: QueryLimits(time: .milliseconds(300)))
      Issue.record("no error")
    } catch {
      #expect(error.message.hasPrefix("the time is over"))
    }
    #expect(ContinuousClock.now - started < .seconds(10))
  }

  @Test(arguments: [
    (
      "MATCH (a) WHERE EXISTS { MATCH (a)-->(b) WITH b WHERE b.name <> a.name RETURN b } RETURN a.name",
      ["Ana", "Ben"]
    ),
    (
      "MATCH (a) WHERE EXISTS { MATCH (a)-->(b) WITH count(b) AS n WHERE n = size(a.name) - 1 "
        + "RETURN n } RETURN a.name", ["Ana", "Ben"]
    ),
    (
      "MATCH (a) WHERE EXISTS { MATCH (b) WITH DISTINCT b.type AS t WHERE t = a.type AND t = 'Place' "
        + "RETURN t } RETURN a.name", ["Port"]
    ),
    (
      "MATCH (a) WHERE EXISTS { WITH 1 AS one MATCH (a)-[:commands]->(b) RETURN one } RETURN a.name",
      ["Ana"]
    ),
    (
      "MATCH (a), (x {name: 'Ana'}) WHERE EXISTS { MATCH (b) WITH b ORDER BY b.name LIMIT 1 "
        + "WHERE b = x RETURN b } RETURN DISTINCT x.name", ["Ana"]
    ),
  ])
  func subqueriesKnowWhatIsOutside(_ text: String, _ expected: [String]) throws {
    #expect(try rows(text) == expected.map { [.string($0)] }, "\(text)")
  }
}

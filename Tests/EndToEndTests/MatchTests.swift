import Foundation
import Testing

/// match on the report.
@Suite struct MatchTests {
  @Test func rowsForPeople() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen(
      "match", "graph.jsonl", "MATCH (a:Person)-[:commands]->(o) RETURN a.name, o, 1 = 1 AS so"
    ).expect(
      output: """
        a.name    o              so
        Ana Ruiz  River Brigade  true

        """)
  }

  @Test func rowsForPrograms() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen(
      "match", "graph.jsonl",
      "MATCH p = (a)-[r:`wrote-to`]->(b) RETURN a, r.time AS t, [1, null] AS l",
      "--format", "jsonl"
    ).expect(
      output: """
        {"a":{"id":"person/ben-ruiz","name":"Ben Ruiz","type":"Person"},"t":"2021-03-01","l":[1,null]}

        """)
  }

  @Test func didNotNeverAnswersDid() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("match", "graph.jsonl", "MATCH (a)-[:attacked]->(b) RETURN a.name")
      .expect(1, errors: "graphgen: note: nothing matches\n")
    try workplace.graphgen(
      "match", "graph.jsonl",
      "MATCH (a)-[r:attacked]->(b) WHERE r.polarity = 'negated' AND r.mode = 'claimed' RETURN a.name, r"
    ).expect(
      output: """
        a.name         r
        River Brigade  River Brigade –attacked→ Port Alder (not so, claimed, says a spokesman)

        """)
  }

  @Test func evidenceOfRows() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen(
      "match", "graph.jsonl", "MATCH ()-[:wrote-to]->(b)-[:commands]->(o) RETURN count(o) AS n",
      "--evidence"
    ).expect(
      output: """
        n  rests on
        1  Ana Ruiz –commands→ River Brigade: “General Ana Ruiz commands the River Brigade”; \
        Ben Ruiz –wrote to→ Ana Ruiz (2021-03-01): “Ben Ruiz wrote to Ana Ruiz on Monday”

        """)
  }

  @Test func explainsItsPlan() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen(
      "match", "graph.jsonl",
      "MATCH (a)-[:commands]->(o {name: $who}) RETURN a.name ORDER BY a.name", "--explain",
      "--parameter", "who=River Brigade"
    ).expect(
      output: """
        step                                   expected  rows
        look up (o) by name                    1         1
        filter                                 1         1
        follow <-[:commands]- from (o) to (a)  1         1
        sort                                             1

        """)
  }

  @Test func limitsAreSaid() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen(
      "match", "graph.jsonl", "MATCH (a), (b) RETURN 1 AS one", "--max-rows", "2"
    ).expect(
      3,
      output: """
        one
        1
        1

        """,
      errors: """
        graphgen: error: there are more rows: these are the first 2; ask for less, or give more with --max-rows

        """)
    try workplace.graphgen(
      "match", "graph.jsonl",
      "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN count(*)",
      "--timeout", "0.2"
    ).expect(
      2,
      errors: """
        graphgen: error: the time is over: the limit is 0.2 seconds; ask for less, or give more with --timeout

        """)
  }

  @Test(arguments: [
    (
      "MATCH (a)-[:comands]->(b) RETURN a",
      "1:13: error: unknown relation 'comands': did you mean 'commands'?"
    ),
    ("MATCH (a:Persn) RETURN a", "1:7: error: unknown entity type 'Persn': did you mean 'Person'?"),
    ("MATCH (a) DELETE a", "1:11: error: DELETE writes, and a pattern can only read"),
    ("MATCH (a)\nRETURN", "2:7: error: expected an expression, found the end"),
  ])
  func wrongPatterns(_ pattern: String, _ message: String) throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("match", "graph.jsonl", pattern)
      .expect(2, errors: "pattern:\(message)\n")
  }

  @Test func drawsWhatMatched() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen(
      "match", "graph.jsonl", "MATCH (a)-[:commands]->(o) RETURN a.name", "--render", "-o",
      "part.svg",
      "--format", "csv", "--quiet"
    ).expect(output: "a.name\nAna Ruiz\n")
    let svg = try workplace.text("part.svg")
    #expect(svg.contains("River Brigade"))
    #expect(!svg.contains("Port Alder"))
  }
}

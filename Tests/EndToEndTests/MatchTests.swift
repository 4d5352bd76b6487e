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

  /// A name of another case, or of another entity, finds nothing, and that is said.
  @Test func namesThatNobodyHasAreSaid() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("build", "graph.jsonl", "-o", "graph.kg", "--quiet").expect()
    for graph in ["graph.jsonl", "graph.kg"] {
      for pattern in [
        "MATCH (a {name: 'ben ruiz'}) RETURN a", "MATCH (a) WHERE a.name = 'ben ruiz' RETURN a",
        "MATCH (a) WHERE a.type = 'Person' AND ('ben ruiz' = a.name) RETURN a",
      ] {
        try workplace.graphgen("match", graph, pattern).expect(
          1,
          errors: """
            graphgen: note: nothing matches
            graphgen: note: no entity has the name 'ben ruiz'; the nearest are
            graphgen: note: Ben Ruiz (Person, person/ben-ruiz)

            """)
      }
      try workplace.graphgen(
        "match", graph, "MATCH (a {name: $who})-->({name: 'Zyxxyz Q'}) RETURN a",
        "--parameter", "who=Ben Ruiz"
      ).expect(
        1,
        errors: """
          graphgen: note: nothing matches
          graphgen: note: no entity has the name 'Zyxxyz Q'

          """)
    }
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

  /// A graph file answers as the JSON Lines of the same graph do.
  @Test(arguments: [
    ["MATCH (a:Person)-[:commands|leads]->(o) RETURN a.name, o"],
    ["MATCH (a)-[r]->(b) RETURN a, r, b.aliases", "--json"],
    ["MATCH p = (a {name: 'Qasem Soleimani'})-[*1..2]-(b) RETURN p, length(p)", "--evidence"],
    ["MATCH p = (a {name: 'Qasem Soleimani'})-[*1..2]-(b) RETURN p", "--format", "jsonl"],
    [
      "MATCH ()-[r]->() RETURN type(r), count(*), collect(r.quotes)[0] AS q", "--evidence",
      "--json",
    ],
    ["MATCH (a)-[r]->(b) WHERE r.polarity = 'negated' RETURN id(a), id(r), r.note, r.documents"],
    ["MATCH (a)-->(b)-->(c) RETURN a.name ORDER BY a, c SKIP 2 LIMIT 3", "--explain"],
    ["MATCH p = shortestPath((a {name: 'Donald Trump'})-[*..4]-(b {name: 'Quds Force'})) RETURN p"],
    ["MATCH (a) RETURN properties(a), labels(a)", "--format", "csv"],
    ["MATCH (a)-[:comands]->(b) RETURN a"], ["MATCH (a:Persn) RETURN a"],
    ["MATCH (a) WHERE a.name = 'Nobody' RETURN a"], ["MATCH (a), (b) RETURN a", "--max-rows", "3"],
    ["MATCH (a)-[r]->(b) WHERE a.name =~ '(?i).*trump' RETURN a.name, type(r)"],
    ["MATCH (a)-[:commands]->(o) RETURN a.name, o", "--render", "-o", "part.svg"],
  ])
  func bothKindsOfFileGiveTheSameRows(_ question: [String]) throws {
    let workplace = try Workplace.withSeeds()
    try workplace.graphgen("build", "graph.jsonl", "-qo", "graph.kg").expect()
    let draws = question.contains("--render")
    let lines = try workplace.graphgen(["match", "graph.jsonl"] + question)
    let picture = draws ? try workplace.text("part.svg") : ""
    try workplace.graphgen(["match", "graph.kg"] + question).expect(
      lines.status, output: lines.text, errors: lines.errors)
    if draws { #expect(try workplace.text("part.svg") == picture) }
  }

  @Test func aTimeWithoutEndIsTaken() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("match", "graph.jsonl", "RETURN 1 AS n", "--timeout", "1e300").expect(
      output: "n\n1\n")
  }

  /// Patterns that ask for too much, or are no patterns at all, of either kind of file.
  @Test(arguments: ["graph.jsonl", "graph.kg"])
  func whatIsTooMuchIsSaid(_ graph: String) throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("build", "graph.jsonl", "-qo", "graph.kg").expect()
    let cross = "MATCH (a), (b), (c), (d), (e), (f), (g), (h), (i), (j), (k), (l), (m), (n), (o) "
    try workplace.graphgen("match", graph, cross + "RETURN count(*)", "--timeout", "0.3").expect(
      2,
      errors: """
        graphgen: error: the time is over: the limit is 0.3 seconds; ask for less, or give more with --timeout

        """)
    try workplace.graphgen(
      "match", graph, cross + "RETURN 1 AS n", "--max-rows", "1", "--format", "csv"
    ).expect(
      3, output: "n\n1\n",
      errors: """
        graphgen: error: there are more rows: these are the first 1; ask for less, or give more with --max-rows

        """)
    try workplace.graphgen(
      "match", graph, cross + "RETURN collect(range(1, 1000))", "--timeout", "600"
    ).expect(
      2,
      errors: """
        graphgen: error: more than 20000000 values would have to be held at once: ask for less, or count and \
        limit earlier in the pattern

        """)
    let deep = String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000)
    let run = try workplace.graphgen("match", graph, "RETURN \(deep)")
    run.expect(
      2, errors: "pattern:1:258: error: this is nested deeper than 250 levels\n")
    let megabyte =
      "MATCH (a) WHERE a.name IN ["
      + (0..<70_000).map { "'name \($0)'" }.joined(separator: ", ")
      + ", 'Ana Ruiz'] RETURN a.name AS n"
    try workplace.graphgen(
      "match", graph, "-", "--format", "csv", input: .text(megabyte)
    )
    .expect(output: "n\nAna Ruiz\n")
    try workplace.graphgen(
      "match", graph,
      "MATCH (a) WHERE a.name =~ '(.*)*(.*)*(.*)*x' RETURN a.name"
    ).expect(
      1, errors: "graphgen: note: nothing matches\n")
    for (pattern, message) in [
      ("RETURN 'a", "1:8: error: this text does not end: ' is missing"),
      ("RETURN \"a'", "1:8: error: this text does not end: \" is missing"),
      ("RETURN `a", "1:8: error: this name does not end: '`' is missing"),
      ("RETURN 1 /* a", "1:10: error: this comment does not end: '*/' is missing"),
      (
        "RETURN '\\",
        "1:9: error: '\\' may be followed by \\ ' \" n t r b f u and U; write '\\\\' for the sign itself"
      ),
      (
        "MATCH (`a``b`) RETURN `a`",
        "1:23: error: there is no variable 'a': the variables here are a`b"
      ),
    ] {
      try workplace.graphgen("match", graph, pattern).expect(2, errors: "pattern:\(message)\n")
    }
  }
}

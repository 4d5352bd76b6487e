import TestSupport
import Testing

@testable import GraphQuery

/// Patterns that are long, deep, hostile, or ask for too much.
@Suite struct BadPatternTests {
  private func error(_ text: String, _ limits: QueryLimits = QueryLimits()) -> String? {
    do {
      _ = try GraphPattern(text).run(on: Self.graph, limits: limits)
      return nil
    } catch {
      return error.message
    }
  }

  private static let graph: MemoryGraph = {
    var graph = MemoryGraph()
    for number in 0..<1000 { _ = graph.addNode(["N"], ["i": .integer(number)]) }
    for number in 0..<1000 {
      _ = graph.addRelationship("T", from: number, to: (number + 1) % 1000, [:])
    }
    return graph
  }()

  @Test(arguments: [
    ("(", ")"), ("[", "]"), ("{a: ", "}"), ("NOT ", ""), ("-", ""), ("- -", ""), ("head(", ")"),
    ("CASE WHEN true THEN ", " END"), ("[x IN [1] | ", "]"), ("all(x IN [1] WHERE ", ")"),
    ("(a {b: ", "})-->()"), ("[(a {b: ", "})-->() | 1]"), ("EXISTS { MATCH (a) WHERE ", "}"),
    ("1 + (", ")"), ("1 IN [", "]"), ("reduce(a = 1, x IN [1] | ", ")"),
  ])
  func deepNestingIsAnError(_ open: String, _ close: String) {
    let depth = 10_000
    let text =
      "RETURN " + String(repeating: open, count: depth) + "true"
      + String(repeating: close, count: depth)
    #expect(error(text)?.contains("nested deeper than 250 levels") ?? false, "\(open)")
    #expect(error("RETURN " + String(repeating: open, count: depth)) != nil)
  }

  @Test(arguments: ["1 + ", "1 = ", "1 IN ", "'a' STARTS WITH ", "2 ^ ", "true XOR "])
  func longChainsOfOperatorsAreAnswersOrErrors(_ part: String) {
    let text = "RETURN " + String(repeating: part, count: 20_000) + "1"
    if let error = error(text) { #expect(!error.isEmpty) }
  }

  @Test func aMegabyteIsReadInTime() throws {
    let names = (0..<75_000).map { "'name \($0)'" }.joined(separator: ", ")
    let list = "MATCH (n:N) WHERE n.name IN [\(names)] OR n.i = 7 RETURN n.i"
    #expect(list.utf8.count > 900_000)
    let started = ContinuousClock.now
    let pattern = try GraphPattern(list)
    #expect(ContinuousClock.now - started < .seconds(20))
    #expect(pattern.query.parts.count == 1)
    let conditions = (0..<30_000).map { "n.i = \($0)" }.joined(separator: " OR ")
    _ = try GraphPattern("MATCH (n) WHERE \(conditions) RETURN n")
    #expect(error(String(repeating: "(", count: 1_000_000)) != nil)
    #expect(error(String(repeating: "'\\''", count: 250_000)) != nil)
  }

  @Test func aTrillionRowsHitALimit() {
    let cross = "MATCH (a), (b), (c), (d) "
    #expect(
      error(cross + "RETURN count(*)", QueryLimits(time: .milliseconds(200)))
        == "the time is over: the limit is 0.2 seconds; ask for less, or give more with --timeout")
    #expect(
      error(cross + "RETURN collect(a.i)", QueryLimits(values: 10_000))
        == "more than 10000 values would have to be held at once: ask for less, or count and limit "
        + "earlier in the pattern")
    // Lists count for what is in them.
    #expect(
      error(
        cross + "RETURN collect(range(1, 100))", QueryLimits(time: .seconds(60), values: 10_000))?
        .hasPrefix("more than") ?? false)
    #expect(
      error(cross + "RETURN a.i ORDER BY a.i", QueryLimits(values: 10_000))?.hasPrefix("more than")
        ?? false)
    #expect(
      error("RETURN range(1, 1000000000000)", QueryLimits(values: 10_000))?.hasPrefix("more than")
        ?? false)
    #expect(
      error("MATCH (a)-[*]-(b) RETURN count(*)", QueryLimits(time: .milliseconds(200)))?.hasPrefix(
        "the time is over") ?? false)
  }

  @Test func theLimitOfRowsKeepsTheFirst() throws {
    let answer = try GraphPattern("MATCH (a), (b), (c), (d) RETURN a.i").run(
      on: Self.graph, limits: QueryLimits(rows: 3))
    #expect(answer.isCut)
    #expect(answer.rows.count == 3)
    #expect(
      try !GraphPattern("MATCH (a) RETURN a").run(on: Self.graph, limits: QueryLimits(rows: 1000))
        .isCut)
  }

  @Test func longPathsNeedNoStack() throws {
    let answer = try GraphPattern("MATCH p = ({i: 0})-[:T*999]->(b) RETURN length(p), b.i").run(
      on: Self.graph)
    #expect(answer.rows == [[.integer(999), .integer(999)]])
  }

  /// Words of the language in random order are answers or errors, never a crash.
  @Test func anyWordsAreAnswersOrErrors() throws {
    let words = [
      "MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "UNWIND", "AS", "ORDER", "BY", "SKIP",
      "LIMIT",
      "DISTINCT", "UNION", "ALL", "AND", "OR", "NOT", "IN", "IS", "NULL", "CASE", "WHEN", "THEN",
      "END", "(", ")", "[", "]", "{", "}", "-", ">", "<", "->", "<-", "--", "|", ":", ",", ".",
      "..",
      "*", "=", "a", "b", "r", "p", "N", "T", "1", "2.5", "'x'", "`y`", "$z", "count", "collect",
      "size", "all", "EXISTS", "shortestPath", "+", "^", "%", "é", "//", "/*", "\u{0}", "`", "'",
      "(a)", "-[r:T]->", "RETURN *", "MATCH (a)-->(b)", "count(*)", "[x IN [1] | x]",
    ]
    var random = SplitMix64(seed: 20_261_126)
    for _ in 0..<3000 {
      let count = Int.random(in: 1...14, using: &random)
      let text = (0..<count).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
        .joined(separator: Bool.random(using: &random) ? " " : "")
      _ = error(text, QueryLimits(time: .milliseconds(50), rows: 10))
    }
  }
}

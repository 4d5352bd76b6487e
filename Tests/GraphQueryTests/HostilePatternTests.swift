import Testing

@testable import GraphQuery

/// Patterns that would take all time or memory, or more than numbers hold: one error each, and soon.
@Suite struct HostilePatternTests {
  private func run(_ text: String, time: Duration = .seconds(20), values: Int = 100_000) throws
    -> [[Value]]
  {
    try GraphPattern(text).run(
      on: PatternTests.graph, limits: QueryLimits(time: time, values: values)
    ).rows
  }

  private func message(
    _ text: String, time: Duration = .seconds(20), values: Int = 100_000
  ) -> String? {
    do {
      _ = try run(text, time: time, values: values)
      return nil
    } catch {
      return (error as? QueryError)?.message
    }
  }

  @Test(arguments: [
    "RETURN all(x IN range(1, 100000) WHERE all(y IN range(1, 100000) WHERE x <> -y))",
    "RETURN reduce(s = 0, x IN range(1, 100000) | s + reduce(t = 0, y IN range(1, 100000) | t + y))",
    "MATCH (a)" + String(repeating: "-[]-()", count: 5000) + " RETURN count(*)",
  ])
  func theTimeHoldsInside(pattern: String) {
    let started = ContinuousClock.now
    #expect(
      message(pattern, time: .milliseconds(200))?.hasPrefix("the time is over: the limit is 0.2")
        == true)
    #expect(ContinuousClock.now - started < .seconds(15))
  }

  @Test(arguments: [
    "RETURN size(reduce(s = 'a', x IN range(1, 62) | s + s))",
    "RETURN size(reduce(s = [1], x IN range(1, 62) | s + s))",
    "RETURN size(reduce(s = 'aaaa', x IN range(1, 62) | replace(s, 'a', s)))",
    "RETURN size(range(-9223372036854775808, 9223372036854775807))",
    "MATCH (a) WITH DISTINCT a RETURN size(range(-5, 9223372036854775807))",
  ])
  func theMemoryHoldsInside(pattern: String) {
    #expect(
      message(pattern)
        == "more than 100000 values would have to be held at once: ask for less, or count and limit earlier in the pattern"
    )
  }

  @Test func rangesReachTheEndsOfIntegers() throws {
    let ends = try run(
      """
      WITH range(-9223372036854775808, 9223372036854775807, 9223372036854775807) AS r
      RETURN toString(r[0]) + ' ' + toString(r[1]) + ' ' + toString(r[2]) AS edges,
        toString(size(range(0, -9223372036854775808, -9223372036854775808))) AS size
      """)
    #expect(
      ends.first?.map(\.plainText) == ["-9223372036854775808 -1 9223372036854775806", "2"])
  }

  @Test func valuesNestOnlySoDeep() {
    let expected = "reduce() nests values deeper than 500 levels"
    #expect(message("RETURN reduce(l = [], x IN range(1, 100000) | [l])") == expected)
    #expect(message("RETURN reduce(l = {}, x IN range(1, 100000) | {a: l})") == expected)
    #expect(message("RETURN reduce(l = [], x IN range(1, 1000) | l + x)") == nil)
  }

  @Test func clausesAreCounted() {
    let clauses = String(repeating: "WITH 1 AS x ", count: 20_000)
    #expect(message(clauses + "RETURN x") == "this has more than 1000 clauses")
  }

  @Test func aLongExpressionIsNotSaidWhole() {
    let text = String(repeating: "(a|)", count: 20_000)
    let said = message("RETURN 'a' =~ '\(text)('") ?? ""
    #expect(said.contains("is not a regular expression") && said.utf8.count < 300)
  }

  @Test(arguments: [
    ("duration({seconds: 3}) / 3.0", "PT1S"), ("duration({days: 30}) / 3.0", "P10D"),
    ("duration({months: 6}) / 3.0", "P2M"), ("duration({days: 3}) / 1.5", "P2D"),
  ])
  func durationsAreDividedByFloats(expression: String, result: String) throws {
    #expect(try run("RETURN toString(\(expression))").first?.first?.plainText == result)
  }
}

import Foundation
import GraphModel
import TestSupport
import Testing

@testable import GraphQuery

/// Queries of the TCK with bytes and words changed are answers or errors, within limits; never a crash, never a
/// hang.
///
/// `GRAPHGEN_MUTATIONS=1000000` tries as many.
@Suite struct MutatedPatternTests {
  /// What is changed: the queries of the suite, which lies beside the checkout, and some of our own.
  private static func queries() throws -> [[UInt8]] {
    var texts = [
      "MATCH (a:N {i: 1})-[r:T*1..3]->(b) WHERE r.x =~ '(a+)+$' RETURN a.i, count(*) AS n ORDER BY n",
      "MATCH p = shortestPath((a)-[*]-(b)) WITH p, nodes(p) AS n UNWIND n AS x RETURN DISTINCT x.i",
      "RETURN [x IN range(1, 5) WHERE x % 2 = 0 | x ^ 2], reduce(s = 0, x IN [1, 2] | s + x), $p",
    ]
    if let suite = ConformanceTests.suite {
      let files = FileManager.default.enumerator(atPath: suite.path)?.compactMap { $0 as? String }
      for file in (files ?? []).sorted() where file.hasSuffix(".feature") {
        let text = try String(contentsOf: suite.appending(path: file), encoding: .utf8)
        for scenario in GherkinReader.scenarios(in: text) {
          texts += scenario.steps.filter { $0.text.hasPrefix("executing") }.compactMap(\.document)
        }
      }
    }
    return texts.map { Array($0.utf8) }
  }

  private static func mutated(
    _ queries: [[UInt8]], using random: inout SplitMix64
  ) -> [UInt8] {
    var bytes = queries[Int.random(in: 0..<queries.count, using: &random)]
    let words = [
      "MATCH", "WHERE", "WITH", "RETURN", "UNWIND", "*", "..", "{", "}", "[", "]", "(", ")", "-->",
      "'", "\"", "`", "\\u00", "EXISTS {", "=~", "9223372036854775808", "1e999", "null", "count(*)",
      "|", "$", "//", "/*", "\u{0}", "\u{FFFD}", "ORDER BY", "LIMIT -1", ".x", "[..]", "IN", "^",
      "-",
    ]
    for _ in 0...Int.random(in: 0..<6, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        bytes.insert(
          contentsOf: words[Int.random(in: 0..<words.count, using: &random)].utf8, at: place)
      case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 2 where place < bytes.count:
        bytes.removeSubrange(
          place..<min(bytes.count, place + Int.random(in: 1...12, using: &random)))
      case 3:
        let other = queries[Int.random(in: 0..<queries.count, using: &random)]
        let start = Int.random(in: 0...other.count, using: &random)
        bytes.replaceSubrange(place..., with: other[start...])
      case 4 where place < bytes.count:
        let end = min(bytes.count, place + Int.random(in: 1...30, using: &random))
        bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
      default:
        bytes.insert(
          contentsOf: repeatElement(
            bytes.randomElement(using: &random) ?? 0x28,
            count: Int.random(in: 1...40, using: &random)), at: place)
      }
    }
    return bytes
  }

  private static func answer(
    to text: String, _ graph: MemoryGraph, _ limits: QueryLimits
  ) -> Result<QueryAnswer, QueryError> {
    Result { () throws(QueryError) in
      try GraphPattern(text).run(on: graph, parameters: ["p": .integer(1)], limits: limits)
    }
  }

  @Test func changedQueriesAreAnswersOrErrors() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["GRAPHGEN_MUTATIONS"].flatMap(Int.init) ?? 1500
    let first = environment["GRAPHGEN_SEED"].flatMap(UInt64.init) ?? 1
    let trace = environment["GRAPHGEN_TRACE"]
    let queries = try Self.queries()
    var graph = MemoryGraph()
    for number in 0..<6 {
      _ = graph.addNode(number % 2 == 0 ? ["N"] : ["N", "M"], ["i": .integer(number)])
    }
    for number in 0..<12 {
      _ = graph.addRelationship(
        number % 3 == 0 ? "S" : "T", from: number % 6, to: number * 5 % 6, ["x": .string("aab")])
    }
    let limits = QueryLimits(time: .milliseconds(100), rows: 100, values: 20_000)
    for seed in first..<first + UInt64(count) {
      var random = SplitMix64(seed: seed)
      let bytes = Self.mutated(queries, using: &random)
      let text = String(decoding: bytes, as: UTF8.self)
      // What ends the process is known by its seed.
      if let trace {
        try "\(seed)\n\(text)".write(toFile: trace, atomically: false, encoding: .utf8)
      }
      let started = ContinuousClock.now
      switch Self.answer(to: text, graph, limits) {
      case .success(let answer):
        #expect(answer.rows.allSatisfy { $0.count == answer.columns.count }, "seed \(seed)")
      case .failure(let error):
        #expect(!error.message.isEmpty, "seed \(seed): \(text)")
        let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
        #expect((1...lines).contains(error.position?.line ?? 1), "seed \(seed): \(text)")
      }
      #expect(ContinuousClock.now - started < .seconds(15), "seed \(seed): \(text)")
    }
  }
}

import GraphModel
import Testing

@testable import GraphQuery

/// Ranking the values of all nodes keeps within the limits of a run.
@Suite struct RankLimitTests {
  private static let count = 20_000

  /// Many entities of few names, each connected with three.
  private static let graph = StatementPatterns(
    KnowledgeGraph(
      entities: (0..<count).map {
        Entity(id: "\($0)", name: "name \($0 % 7)", type: .person)
      },
      statements: (0..<count).flatMap { number in
        [1, 7, 313].map {
          KnowledgeGraph.Statement(
            subject: .init(number), relation: 0, object: .init((number + $0) % count))
        }
      }))

  private func run(_ limits: QueryLimits) -> Run {
    Run(Self.graph, parameters: [:], limits: limits, tracksRelationships: false)
  }

  @Test func rankingEndsWithTheTime() {
    #expect {
      _ = try run(QueryLimits(time: .zero)).ranks(ofNodeProperty: "name")
    } throws: {
      ($0 as? QueryError)?.code == "Timeout"
    }
  }

  @Test func textsAndKeysAreCountedAndGivenBack() throws {
    let room = run(QueryLimits(values: 2 * Self.count))
    #expect(try room.ranks(ofNodeProperty: "name")?.count == Self.count)
    // The ranks are still held.
    try room.hold(2 * Self.count - Self.count / 8)
    #expect(throws: QueryError.self) { try room.hold(1) }
    let tight = run(QueryLimits(values: 2 * Self.count - 1))
    #expect(try tight.ranks(ofNodeProperty: "name") == nil)
    try tight.hold(2 * Self.count - 1)
  }

  @Test func whoSortsLooksUpNowAndThen() throws {
    var looks = 0
    _ = try TextRanks(Self.count, { .string("\($0)") }) { _ in looks += 1 }
    #expect(looks == Self.count / 4096 + 1)
    let enough = QueryError(.limit, "Timeout", "")
    var read = 0
    #expect(throws: enough) {
      _ = try TextRanks(
        Self.count,
        {
          read += 1
          return .string("\($0)")
        }
      ) { _ throws(QueryError) in throw enough }
    }
    #expect(read == 4096)
  }

  /// Where there is no room to sort all names, the rows are the same.
  @Test(arguments: [
    "MATCH (a)-[r]->(b) RETURN b.name AS name, count(*) AS n ORDER BY name",
    "MATCH (a)-[r]->(b) WHERE a.name < b.name RETURN count(*)",
  ])
  func withoutRoomRowsAreTheSame(_ text: String) throws {
    let pattern = try GraphPattern(text)
    let rows = try pattern.run(on: Self.graph).rows
    #expect(try pattern.run(on: Self.graph, limits: QueryLimits(values: 1000)).rows == rows)
  }
}

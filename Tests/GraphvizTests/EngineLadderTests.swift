import GraphModel
import Testing

@testable import Graphviz

@Suite struct EngineLadderTests {
  @Test(arguments: [
    (1, 0, "dot sfdp osage"), (60, 90, "dot sfdp osage"), (60, 250, "dot sfdp osage"),
    (60, 251, "sfdp osage"), (300, 300, "dot sfdp osage"), (300, 301, "sfdp osage"),
    (301, 0, "sfdp osage"), (10_000, 99_999, "sfdp osage"), (10_001, 1, "osage"),
  ])
  func theEngineFitsSizeAndShape(cards: Int, arrows: Int, engines: String) {
    let ladder = EngineLadder(cards: cards, arrows: arrows)
    #expect(ladder.engines.map(\.rawValue).joined(separator: " ") == engines)
  }

  @Test(arguments: [
    ("dot", "dot sfdp osage"), ("neato", "neato sfdp osage"), ("fdp", "fdp sfdp osage"),
    ("circo", "circo sfdp osage"), ("sfdp", "sfdp osage"), ("twopi", "twopi osage"),
    ("osage", "osage"), ("patchwork", "patchwork"),
  ])
  func whatFollowsIsCheaper(engine: String, engines: String) {
    let ladder = EngineLadder(from: Engine(rawValue: engine))
    #expect(ladder.engines.map(\.rawValue).joined(separator: " ") == engines)
    #expect(EngineLadder(only: Engine(rawValue: engine)).engines.map(\.rawValue) == [engine])
  }

  /// A climb on a clock of its own, on which every attempt takes a given time and then fails or not.
  private static func climb(
    _ ladder: EngineLadder, within seconds: Double,
    _ outcomes: [(seconds: Double, error: GraphvizError?)]
  ) -> (tried: [String], result: Result<Int, GraphvizError>) {
    let start = ContinuousClock.now
    var passed = Duration.zero
    var tried: [String] = []
    let result = Result { () throws(GraphvizError) in
      try ladder.climb(within: .seconds(seconds), now: { start + passed }) {
        engine, time, failures throws(GraphvizError) in
        let number = tried.count
        tried.append("\(engine) \(time / .seconds(1)) after \(failures.count)")
        passed += .seconds(outcomes[number].seconds)
        if let error = outcomes[number].error { throw error }
        return number
      }
    }
    return (tried, result)
  }

  @Test func everyEngineGetsHalfOfWhatIsLeftAndTheLastAllOfIt() {
    let late = GraphvizError.timedOut(.dot, after: .seconds(15))
    let (tried, result) = Self.climb(
      EngineLadder(from: .dot), within: 30,
      [(15, late), (5, .crashed(.sfdp, signal: 11, messages: [])), (1, nil)])
    #expect(tried == ["dot 15.0 after 0", "sfdp 7.5 after 1", "osage 10.0 after 2"])
    #expect(result == .success(2))
    #expect(
      Self.climb(EngineLadder(only: .dot), within: 30, [(1, nil)]).tried == ["dot 30.0 after 0"])
  }

  @Test func whereNothingWorksEveryReasonIsGiven() {
    let (tried, result) = Self.climb(
      EngineLadder(from: .dot), within: 2,
      [
        (1, .timedOut(.dot, after: .seconds(1))), (0.5, .outOfMemory(.sfdp, limit: 4 << 30)),
        (0.5, .layoutFailed(.osage, messages: ["no room"])),
      ])
    #expect(tried.count == 3)
    let expected =
      "no engine could draw it (dot did not finish in 1 s; sfdp needed more than 4096 MiB of memory; "
      + "osage found no layout: no room); draw a part of the graph, or allow more time"
    #expect(throws: GraphvizError.self) { try result.get() }
    if case .failure(let error) = result { #expect(error.description == expected) }
  }

  @Test func whenTheTimeIsOverNoOtherEngineIsTried() {
    let late = GraphvizError.timedOut(.dot, after: .seconds(1))
    let (tried, result) = Self.climb(EngineLadder(from: .dot), within: 2, [(2, late)])
    #expect(tried == ["dot 1.0 after 0"])
    #expect(result == .failure(late))
    #expect(
      late.description
        == "dot did not finish in 1 s; draw a part of the graph, use -K sfdp, or allow more time")
  }

  @Test func anErrorThatAnotherEngineWouldNotMendEndsTheClimb() {
    for error: GraphvizError in [
      .unknownFormat(Format(rawValue: "x"), available: []), .badGraph("x"),
      .renderFailed(.dot, .svg, messages: []), .isolationFailed("x"),
      .syntax(line: 1, messages: []), .badOverride("x", reason: "y"),
    ] {
      let (tried, result) = Self.climb(EngineLadder(from: .dot), within: 2, [(0, error)])
      #expect(tried.count == 1)
      #expect(result == .failure(error))
    }
  }
}

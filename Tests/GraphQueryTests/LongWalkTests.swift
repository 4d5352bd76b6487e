import TestSupport
import Testing

@testable import GraphQuery

/// Walks of many relationships, each of which may be used once: the same as a search that knows nothing better.
@Suite struct LongWalkTests {
  /// A graph that grows at its tip: chains, cycles that come back to it, and ends that lead nowhere.
  private struct Necklace {
    var graph = MemoryGraph()
    var tip: Int

    init() {
      tip = graph.addNode([], ["name": .string("start")])
    }

    mutating func addChain(_ length: Int, staysBehind: Bool = false, comesBack: Bool = false) {
      var last = tip
      for step in 1...length {
        let next = comesBack && step == length ? tip : graph.addNode([], [:])
        _ = graph.addRelationship("next", from: last, to: next, [:])
        last = next
      }
      if !staysBehind, !comesBack { tip = last }
    }

    /// The walks of some length from the start, as relationships.
    func walks(_ lengths: ClosedRange<Int>) -> [[Int]] {
      var found: [[Int]] = []
      func walk(_ node: Int, _ path: [Int]) {
        if lengths.contains(path.count) { found.append(path) }
        if path.count == lengths.upperBound { return }
        for (index, relationship) in graph.relationships.enumerated()
        where relationship.start == node && !path.contains(index) {
          walk(relationship.end, path + [index])
        }
      }
      walk(0, [])
      return found
    }
  }

  private func paths(_ lengths: String, _ graph: MemoryGraph) throws -> [[Int]] {
    try GraphPattern("MATCH p = ({name: 'start'})-[*\(lengths)]->() RETURN p").run(on: graph)
      .rows.map { row in
        guard case .path(let path) = row.first else { return [] }
        return path.relationships
      }
  }

  @Test func whatComesAfterALongBranchIsUsedOnce() throws {
    var necklace = Necklace()
    necklace.addChain(20)
    necklace.addChain(13, staysBehind: true)
    necklace.addChain(13, comesBack: true)
    let paths = try paths("34", necklace.graph)
    #expect(paths == [Array(0..<20) + Array(33..<46) + [20]])
  }

  @Test func longWalksAreThoseOfASearch() throws {
    try forAll(.int(in: 0...Int.max), count: 60) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      var necklace = Necklace()
      for _ in 0..<4 {
        necklace.addChain(Int.random(in: 4...14, using: &random))
        for _ in 0..<Int.random(in: 1...2, using: &random) {
          let comesBack = Bool.random(using: &random)
          necklace.addChain(
            Int.random(in: 2...15, using: &random), staysBehind: true, comesBack: comesBack)
        }
      }
      let least = Int.random(in: 16...60, using: &random)
      let walks = necklace.walks(least...least + 2)
      let found = try paths("\(least)..\(least + 2)", necklace.graph)
      try checkEqual(
        found.sorted { $0.lexicographicallyPrecedes($1) },
        walks.sorted { $0.lexicographicallyPrecedes($1) }, "*\(least)..\(least + 2)")
    }
  }
}

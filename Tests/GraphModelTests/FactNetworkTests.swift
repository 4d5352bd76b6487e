import GraphModel
import TestSupport
import Testing

/// Lists of entities in one array, against sets.
@Suite struct FactNetworkTests {
  /// Checks a network against sets that are filled arrow by arrow.
  private func check(_ count: Int, _ arrows: [(from: Int, to: Int, isSymmetric: Bool)]) throws {
    var (out, back) = (
      [Set<Int32>](repeating: [], count: count), [Set<Int32>](repeating: [], count: count)
    )
    for (from, to, isSymmetric) in arrows where from != to {
      for (start, end) in isSymmetric ? [(from, to), (to, from)] : [(from, to)] {
        out[start].insert(Int32(end))
        back[end].insert(Int32(start))
      }
    }
    for parts in 1...3 {
      let columns = Parallel.split(arrows.count, into: parts).map { range in
        var columns = FactNetwork.Arrows()
        for (from, to, isSymmetric) in arrows[range] {
          columns.add(from: Int32(from), to: Int32(to), isSymmetric: isSymmetric)
        }
        return columns
      }
      let network = FactNetwork(count: count, columns)
      try checkEqual(network.count, count)
      for entity in 0..<count {
        try checkEqual(Array(network.successors[entity]), out[entity].sorted(), "after \(entity)")
        try checkEqual(Array(network.predecessors[entity]), back[entity].sorted(), "to \(entity)")
        let both = out[entity].union(back[entity])
        try checkEqual(Array(network.neighbors[entity]), both.sorted(), "at \(entity)")
        try checkEqual(network.neighbors.length(of: entity), both.count)
      }
      try checkEqual(network.arrowCount, out.reduce(0) { $0 + $1.count })
    }
  }

  @Test func everySmallNetwork() throws {
    let pairs = (0..<3).flatMap { from in (0..<3).map { (from: from, to: $0) } }
    try withEverySubset("arrows", of: pairs) { arrows in
      try withEverySubset("symmetric", of: Array(arrows.prefix(2).indices)) { symmetric in
        try check(
          3, arrows.enumerated().map { ($1.from, $1.to, symmetric.contains($0)) }.reversed())
      }
    }
    try check(0, [])
  }

  /// More entities than one bucket sorts, and one with more connections than are sorted by insertion.
  @Test func randomNetworks() throws {
    try forAll(.int(in: 0...Int.max), count: 8) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let count = [1, 40, 4_095, 4_096, 4_097, 13_000][Int.random(in: 0..<6, using: &random)]
      let arrows = (0..<Int.random(in: 0...3 * count, using: &random)).map { _ in
        (
          from: Int.random(in: 0..<8, using: &random) == 0
            ? 0 : Int.random(in: 0..<count, using: &random),
          to: Int.random(in: 0..<count, using: &random),
          isSymmetric: Int.random(in: 0..<5, using: &random) == 0
        )
      }
      try check(count, arrows)
    }
  }

  @Test func onlyPlainFactsConnect() throws {
    let relation = try #require(Vocabulary.standard.index(ofRelation: "killed"))
    let met = try #require(Vocabulary.standard.index(ofRelation: "met-with"))
    let graph = KnowledgeGraph(
      entities: (0..<4).map { Entity(id: "\($0)", name: "e\($0)", type: .person) },
      statements: [
        .init(subject: .init(0), relation: relation, object: .init(1)),
        .init(
          subject: .init(1), relation: relation, object: .init(2),
          qualifiers: Qualifiers(polarity: .negated)),
        .init(
          subject: .init(1), relation: relation, object: .init(3),
          qualifiers: Qualifiers(mode: .claimed)),
        .init(
          subject: .init(2), relation: met, object: .init(3), qualifiers: Qualifiers(time: "2020")),
      ])
    let network = FactNetwork(graph)
    #expect((0..<4).map { Array(network.successors[$0]) } == [[1], [], [3], [2]])
    #expect(network == FactNetwork(count: 4, arrows: [(2, 3), (0, 1), (3, 2)]))
  }
}

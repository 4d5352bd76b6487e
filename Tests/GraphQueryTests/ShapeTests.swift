import GraphModel
import TestSupport
import Testing

@testable import GraphQuery

/// The figures of a network's shape, against definitions worked out by hand or by brute force.
@Suite struct ShapeTests {
  /// Two triangles and one connection between them.
  private static let barbell = FactNetwork(
    count: 6, arrows: [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)])

  @Test func twoTrianglesAreTwoCommunities() {
    #expect(Self.barbell.communities == [0, 0, 0, 1, 1, 1])
    #expect(Self.barbell.bridges(Self.barbell.communities) == [0, 0, 1, 1, 0, 0])
    #expect(FactNetwork(count: 3, arrows: []).communities == [0, 1, 2])
    #expect(FactNetwork(count: 0, arrows: []).communities == [])
  }

  @Test func betweennessOfTwoTriangles() {
    #expect(Self.barbell.betweenness == [0, 0, 6, 6, 0, 0])
    #expect(
      FactNetwork(count: 4, arrows: [(0, 1), (1, 2), (2, 3), (3, 0)]).betweenness
        == [0.5, 0.5, 0.5, 0.5])
  }

  @Test func ranksOfAStarAndACycle() {
    let cycle = FactNetwork(count: 4, arrows: [(0, 1), (1, 2), (2, 3), (3, 0)])
    #expect(cycle.pageRanks.allSatisfy { abs($0 - 0.25) < 1e-9 })
    let star = FactNetwork(count: 3, arrows: [(0, 2), (1, 2)]).pageRanks
    #expect(abs(star.reduce(0, +) - 1) < 1e-9)
    // r = a + 0.85 · 2a with 3 values that sum to 1.
    #expect(abs(star[2] / star[0] - 2.7) < 1e-6)
  }

  /// Networks of four entities with any arrows one way and some the other way: against the definitions.
  @Test func everySmallNetwork() throws {
    let pairs = (0..<4).flatMap { from in (0..<from).map { (from, $0) } }
    try withEverySubset("arrows", of: pairs + [(0, 3), (1, 2), (0, 1)]) { arrows in
      let network = FactNetwork(count: 4, arrows: arrows)
      try Self.checkAgainstDefinitions(network)
    }
  }

  @Test func randomNetworksAgainstDefinitions() throws {
    try forAll(.int(in: 0...Int.max), count: 60) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let count = Int.random(in: 0...30, using: &random)
      let arrows = (0..<(count == 0 ? 0 : Int.random(in: 0...50, using: &random))).map { _ in
        (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
      }
      try Self.checkAgainstDefinitions(FactNetwork(count: count, arrows: arrows))
    }
  }

  private static func checkAgainstDefinitions(_ network: FactNetwork) throws {
    let count = network.count
    for (direction, next) in [
      (Direction.both, network.neighbors), (.outgoing, network.successors),
      (.incoming, network.predecessors),
    ] {
      var routes = Routes(network, direction: direction)
      for start in 0..<count {
        var distances = [start: 0]
        var open = [start]
        while !open.isEmpty {
          let entity = open.removeFirst()
          for other in next[entity].map(Int.init) where distances[other] == nil {
            distances[other] = distances[entity, default: 0] + 1
            open.append(other)
          }
        }
        for end in 0..<count {
          let route = routes.shortest(from: start, to: end)
          try checkEqual(route.map { $0.count - 1 }, distances[end], "\(direction) \(start)–\(end)")
          guard let route else { continue }
          try check(route.first == start && route.last == end, "\(route)")
          for (one, other) in zip(route, route.dropFirst()) {
            try check(next[one].contains(Int32(other)), "\(direction) \(route)")
          }
        }
        guard direction == .both else { continue }
        let component = network.components[start]
        try checkEqual(
          Set((0..<count).filter { network.components[$0] == component }), Set(distances.keys))
      }
    }
    // From its definition, a step at a time.
    var ranks = [Double](repeating: 1 / Double(max(1, count)), count: count)
    for _ in 0..<150 {
      var next = [Double](repeating: 0, count: count)
      for entity in 0..<count {
        let successors = network.successors[entity]
        for other in 0..<count {
          let share =
            successors.isEmpty
            ? 1 / Double(count)
            : successors.contains(Int32(other)) ? 1 / Double(successors.count) : 0
          next[other] += ranks[entity] * (0.85 * share + 0.15 / Double(count))
        }
      }
      ranks = next
    }
    try check(
      zip(network.pageRanks, ranks).allSatisfy { abs($0 - $1) < 1e-9 },
      "\(network.pageRanks) \(ranks)")
    let communities = network.communities
    try check(
      abs(network.modularity(communities) - modularity(network, communities)) < 1e-9, "modularity")
    let bridges = network.bridges(communities)
    for entity in 0..<count {
      try checkEqual(
        bridges[entity],
        Set(network.neighbors[entity].map { communities[Int($0)] })
          .subtracting([communities[entity]]).count)
    }
  }

  /// A star of more entities than all paths are looked at for: its middle lies between any two.
  @Test func betweennessOfManyIsEstimated() {
    let leaves = FactNetwork.mostExact + 10
    let star = FactNetwork(count: leaves + 1, arrows: (1...leaves).map { (0, $0) })
    #expect(star.sampleCount == 1_000)
    let between = star.betweenness
    let exact = Double(leaves * (leaves - 1) / 2)
    #expect(abs(between[0] / exact - 1) < 0.01)
    #expect(between.dropFirst().allSatisfy { $0 == 0 })
  }

  private static func modularity(_ network: FactNetwork, _ communities: [Int]) -> Double {
    let total = Double(network.degrees.reduce(0, +))
    guard total > 0 else { return 0 }
    var sum = 0.0
    for first in 0..<network.count {
      for second in 0..<network.count where communities[first] == communities[second] {
        let isConnected = network.neighbors[first].contains(Int32(second))
        sum +=
          (isConnected ? 1 : 0) - Double(network.degrees[first] * network.degrees[second]) / total
      }
    }
    return sum / total
  }

  /// Communities hang together, are no worse than each alone and all together, and betweenness is what
  /// counting all shortest paths gives.
  @Test func randomNetworks() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<150 {
      let count = Int.random(in: 1...12, using: &random)
      let arrows = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
      }
      let network = FactNetwork(count: count, arrows: arrows)
      let communities = network.communities
      let found = Self.modularity(network, communities)
      #expect(found >= Self.modularity(network, Array(0..<count)) - 1e-9, "\(arrows)")
      #expect(
        found >= Self.modularity(network, Array(repeating: 0, count: count)) - 1e-9, "\(arrows)")
      for community in Set(communities) {
        let members = Set((0..<count).filter { communities[$0] == community })
        var reached: Set<Int> = []
        var open = [members.min() ?? 0]
        while let next = open.popLast() {
          if !reached.insert(next).inserted { continue }
          open += network.neighbors[next].map(Int.init).filter(members.contains)
        }
        #expect(reached == members, "a community in pieces: \(arrows)")
      }
      let naive = Self.naiveBetweenness(network)
      #expect(zip(network.betweenness, naive).allSatisfy { abs($0 - $1) < 1e-9 }, "\(arrows)")
    }
  }

  private static func naiveBetweenness(_ network: FactNetwork) -> [Double] {
    let count = network.count
    var distance = [[Int]](repeating: Array(repeating: 1000, count: count), count: count)
    for first in 0..<count {
      distance[first][first] = 0
      for other in network.neighbors[first] { distance[first][Int(other)] = 1 }
    }
    for middle in 0..<count {
      for first in 0..<count {
        for second in 0..<count {
          distance[first][second] = min(
            distance[first][second], distance[first][middle] + distance[middle][second])
        }
      }
    }
    func paths(_ first: Int, _ second: Int) -> Double {
      if first == second { return 1 }
      if distance[first][second] >= 1000 { return 0 }
      return network.neighbors[first].map(Int.init)
        .filter { distance[$0][second] == distance[first][second] - 1 }
        .reduce(0) { $0 + paths($1, second) }
    }
    var result = [Double](repeating: 0, count: count)
    for first in 0..<count {
      for second in 0..<first where distance[first][second] < 1000 {
        for middle in 0..<count where middle != first && middle != second {
          guard distance[first][middle] + distance[middle][second] == distance[first][second] else {
            continue
          }
          result[middle] += paths(first, middle) * paths(middle, second) / paths(first, second)
        }
      }
    }
    return result
  }
}

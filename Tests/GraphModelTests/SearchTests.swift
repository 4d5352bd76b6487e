import GraphModel
import TestSupport
import Testing

@Suite struct NeighborsTests {
  typealias Entity = KnowledgeGraph.EntityIndex

  /// Compares one answer with the brute-force one.
  private func compare(
    _ graph: KnowledgeGraph, _ naive: NaiveGraph, from start: Entity, _ direction: Direction,
    depth: Int?, filter: StatementFilter
  ) throws {
    let neighbors = graph.neighbors(of: start, direction: direction, depth: depth, filter: filter)
    let distances = naive.distances(from: start, direction, farTypes: filter.farTypes)
    let limit = depth ?? .max

    var expected = distances.filter { $0.value > 0 && $0.value <= limit }
    let hasLoop = !naive.steps(from: start, to: start, direction, farTypes: filter.farTypes).isEmpty
    if hasLoop, limit > 0 { expected[start] = 0 }
    try checkEqual(
      Dictionary(uniqueKeysWithValues: neighbors.map { ($0.entity, $0.distance) }), expected,
      "distances")
    try check(
      zip(neighbors, neighbors.dropFirst()).allSatisfy {
        ($0.distance, $0.entity) < ($1.distance, $1.entity)
      }, "neighbors are in order")

    for neighbor in neighbors {
      let parents =
        neighbor.entity == start
        ? [start]
        : graph.entityIndices.filter { parent in
          distances[parent] == neighbor.distance - 1
            && !naive.steps(
              from: parent, to: neighbor.entity, direction, farTypes: filter.farTypes
            ).isEmpty
        }
      try checkEqual(neighbor.hops.map(\.from), parents, "the hops come from every parent")
      for hop in neighbor.hops { try compare(hop, naive, direction, filter) }
    }
  }

  /// Checks that a hop carries exactly the statements that allow it.
  private func compare(
    _ hop: KnowledgeGraph.Hop, _ naive: NaiveGraph, _ direction: Direction,
    _ filter: StatementFilter
  ) throws {
    try checkEqual(
      hop.arrows.flatMap(\.statements),
      naive.steps(from: hop.from, to: hop.to, direction, farTypes: filter.farTypes)
        .sorted(by: { naive.graph.edge(of: $0) < naive.graph.edge(of: $1) }),
      "the statements of a hop")
    for arrow in hop.arrows {
      try check(!arrow.statements.isEmpty, "an arrow has statements")
      let edge = naive.graph[arrow.edge]
      try checkEqual(
        [hop.from, hop.to],
        arrow.isForward ? [edge.subject, edge.object] : [edge.object, edge.subject],
        "an arrow's ends")
    }
  }

  @Test(arguments: Direction.allCases)
  func agreeWithBruteForceOnSmallGraphs(direction: Direction) throws {
    try withEvery("entities", in: 1...2) { count in
      try SmallGraphs.withEvery(entities: count, loops: true) { graph in
        try graph.checkInvariants()
        let naive = NaiveGraph(graph)
        try withEvery("start", in: graph.entityIndices) { start in
          try compare(graph, naive, from: start, direction, depth: nil, filter: .everything)
        }
      }
    }
    try SmallGraphs.withEvery(entities: 3) { graph in
      let naive = NaiveGraph(graph)
      try withEvery("depth", in: [1, 2]) { depth in
        try compare(
          graph, naive, from: Entity(0), direction, depth: depth,
          filter: depth == 1 ? StatementFilter(farTypes: [.place]) : .everything)
      }
    }
  }

  @Test func agreeWithBruteForceOnWorlds() throws {
    let filters: [(StatementFilter, (DetachedStatement) -> Bool)] = [
      (.everything, { _ in true }),
      (.asserted, { $0.qualifiers.polarity == .asserted }),
      (.plainFacts, { $0.qualifiers.isPlainFact }),
      (StatementFilter(farTypes: [.person]), { _ in true }),
      (
        StatementFilter(relations: ["met-with", "killed"]),
        { ["met-with", "killed"].contains($0.relation) }
      ),
      (
        StatementFilter(documents: ["doc0", "table.csv"]),
        {
          $0.evidence.contains { ["doc0", "table.csv"].contains($0.document) }
        }
      ),
    ]
    try forAll(Gen.world(names: ["Ann", "Bob", "Cy", "Di"]), count: 40) { world in
      let graph = try world.graph()
      for (filter, passing) in filters {
        let naive = NaiveGraph(graph, passing: passing)
        for start in graph.entityIndices {
          for direction in Direction.allCases {
            try compare(graph, naive, from: start, direction, depth: 2, filter: filter)
          }
        }
      }
    }
  }

  @Test func aLoopIsListedAtDistanceZero() {
    let graph = SmallGraphs.graph(2, [(0, 0, 0), (0, 0, 1)])
    for direction in [Direction.outgoing, .incoming, .both] {
      let neighbors = graph.neighbors(of: Entity(0), direction: direction, depth: nil)
      #expect(neighbors.first?.entity == Entity(0))
      #expect(neighbors.first?.distance == 0)
      #expect(neighbors.first?.hops.map(\.arrows.count) == [1])
      #expect(neighbors.count == (direction == .incoming ? 1 : 2))
    }
  }

  @Test func neverLosesWhetherAStatementIsAPlainFact() throws {
    try forAll(Gen.world(), count: 60) { world in
      let graph = try world.graph()
      for start in graph.entityIndices {
        for neighbor in graph.neighbors(of: start, depth: 3, filter: .plainFacts) {
          let statements = neighbor.hops.flatMap(\.arrows).flatMap(\.statements)
          try check(
            statements.allSatisfy { graph.qualifiers(of: $0).isPlainFact },
            "only plain facts were asked for")
        }
        for neighbor in graph.neighbors(of: start) {
          for arrow in neighbor.hops.flatMap(\.arrows) {
            let isFact = arrow.statements.map { graph.qualifiers(of: $0).isPlainFact }
            try check(
              isFact == isFact.sorted { $0 && !$1 }, "plain facts come before what is not one")
            try checkEqual(arrow.statements, Array(graph.statements(of: arrow.edge)))
          }
        }
      }
    }
  }

  @Test func aStarAndAChainTakeLinearTime() {
    let count = 3_000
    let star = SmallGraphs.graph(count, (1..<count).map { (0, 0, $0) })
    #expect(star.neighbors(of: Entity(0), depth: nil).count == count - 1)
    #expect(star.neighbors(of: Entity(5), depth: nil).last?.distance == 2)
    let chain = SmallGraphs.graph(count, (1..<count).map { ($0 - 1, 0, $0) })
    #expect(chain.neighbors(of: Entity(0), depth: nil).count == count - 1)
  }
}

extension KnowledgeGraph {
  /// The edge that a statement belongs to.
  fileprivate func edge(of statement: StatementIndex) -> EdgeIndex {
    edgeIndices.first { statements(of: $0).contains(statement) }!
  }
}

@Suite struct PathsTests {
  typealias Entity = KnowledgeGraph.EntityIndex

  private func compare(
    _ graph: KnowledgeGraph, _ naive: NaiveGraph, from start: Entity, to target: Entity,
    _ direction: Direction, filter: StatementFilter = .everything
  ) throws {
    let all = naive.paths(from: start, to: target, direction, farTypes: filter.farTypes)
    let shortest = all.filter { $0.count == all[0].count }

    let one = graph.shortestPath(from: start, to: target, direction: direction, filter: filter)
    try checkEqual(one?.entities, all.first, "the shortest path")
    let several = graph.allShortestPaths(
      from: start, to: target, direction: direction, filter: filter)
    try checkEqual(several.paths.map(\.entities), shortest, "all shortest paths")
    try check(several.isComplete, "all shortest paths are complete")
    let limited = graph.allShortestPaths(
      from: start, to: target, direction: direction, filter: filter, limit: 1)
    try checkEqual(limited.paths.map(\.entities), Array(shortest.prefix(1)), "limited to one")
    try checkEqual(limited.isComplete, shortest.count <= 1, "whether the limit left any out")
    let ranked = graph.shortestPaths(
      all.count + 1, from: start, to: target, direction: direction, filter: filter)
    try checkEqual(ranked.map(\.entities), all, "all loopless paths by length")

    for path in ranked {
      try checkEqual(path.length, path.entities.count - 1, "length")
      for (from, hop) in zip(path.entities, path.hops) {
        try checkEqual(hop.from, from, "hops follow one another")
        try checkEqual(
          Set(hop.arrows.flatMap(\.statements)),
          Set(naive.steps(from: hop.from, to: hop.to, direction, farTypes: filter.farTypes)),
          "the statements of a hop")
      }
    }
  }

  @Test(arguments: Direction.allCases)
  func agreeWithBruteForceOnSmallGraphs(direction: Direction) throws {
    try SmallGraphs.withEvery(entities: 2, loops: true) { graph in
      let naive = NaiveGraph(graph)
      for start in graph.entityIndices {
        for target in graph.entityIndices {
          try compare(graph, naive, from: start, to: target, direction)
        }
      }
    }
    try SmallGraphs.withEvery(entities: 3) { graph in
      try compare(graph, NaiveGraph(graph), from: Entity(0), to: Entity(2), direction)
      try compare(
        graph, NaiveGraph(graph), from: Entity(1), to: Entity(2), direction,
        filter: StatementFilter(farTypes: [.person]))
    }
  }

  @Test func agreeWithBruteForceOnGraphsOfFour() throws {
    try SmallGraphs.withEvery(entities: 4, relations: [1]) { graph in
      try compare(graph, NaiveGraph(graph), from: Entity(0), to: Entity(3), .both)
    }
  }

  @Test func agreeWithBruteForceOnRandomGraphs() throws {
    let ends = zip(Gen<Int>.int(in: 0...6), Gen<Int>.int(in: 0...6))
    let triple = zip(ends, Gen<Int>.int(in: 0...1))
    try forAll(triple.array(), count: 150, maximumSize: 18) { triples in
      let graph = SmallGraphs.graph(7, triples.map { ($0.0.0, $0.1, $0.0.1) })
      try graph.checkInvariants()
      let naive = NaiveGraph(graph)
      for direction in Direction.allCases {
        try compare(graph, naive, from: Entity(0), to: Entity(6), direction)
        try compare(graph, naive, from: Entity(4), to: Entity(1), direction)
      }
    }
  }

  @Test func restOnAssertedStatementsUnlessAskedOtherwise() throws {
    try forAll(Gen.world(names: ["Ann", "Bob", "Cy", "Di"]), count: 60) { world in
      let graph = try world.graph()
      for start in graph.entityIndices {
        for target in graph.entityIndices {
          for path in graph.shortestPaths(3, from: start, to: target) {
            for statement in path.hops.flatMap(\.arrows).flatMap(\.statements) {
              try check(
                graph.qualifiers(of: statement).polarity == .asserted, "a denial carries no path")
            }
          }
        }
      }
    }
  }

  @Test func fromAnEntityToItselfIsNoStep() {
    let graph = SmallGraphs.graph(2, [(0, 0, 0), (0, 1, 1)])
    #expect(graph.shortestPath(from: Entity(0), to: Entity(0))?.length == 0)
    #expect(graph.shortestPaths(5, from: Entity(0), to: Entity(0)).map(\.length) == [0])
    #expect(graph.allShortestPaths(from: Entity(0), to: Entity(0)).paths.count == 1)
    #expect(graph.shortestPaths(0, from: Entity(0), to: Entity(1)).isEmpty)
    #expect(graph.shortestPaths(-1, from: Entity(0), to: Entity(1)).isEmpty)
  }

  /// Two rails with a rung at every step.
  private func ladder(_ length: Int) -> KnowledgeGraph {
    SmallGraphs.graph(
      2 * length,
      (0..<length).flatMap { step in
        let (left, right) = (2 * step, 2 * step + 1)
        let rails = step == 0 ? [] : [(left - 2, 1, left), (right - 2, 1, right)]
        return rails + [(left, 1, right)]
      })
  }

  @Test func aLongLadderTakesLinearTime() {
    let graph = ladder(1_000)
    let (start, target) = (Entity(0), Entity(1_998))
    #expect(graph.shortestPath(from: start, to: target)?.length == 999)
    #expect(
      graph.shortestPaths(4, from: start, to: target).map(\.length) == [999, 1001, 1001, 1001])
    let across = graph.allShortestPaths(from: start, to: Entity(1_999), limit: 3)
    #expect(across.paths.map(\.length) == [1000, 1000, 1000])
    #expect(!across.isComplete)
  }

  @Test func exponentiallyManyPathsAreNotAllBuilt() {
    // 40 diamonds in a row: 2^40 shortest paths.
    let graph = SmallGraphs.graph(
      4 * 40 + 1,
      (0..<40).flatMap { diamond -> [(Int, Int, Int)] in
        let first = 4 * diamond
        return [
          (first, 0, first + 1), (first, 0, first + 2), (first + 1, 0, first + 3),
          (first + 2, 0, first + 3), (first + 3, 0, first + 4),
        ]
      })
    let target = Entity(160)
    let all = graph.allShortestPaths(from: Entity(0), to: target, direction: .outgoing, limit: 50)
    #expect(all.paths.count == 50)
    #expect(!all.isComplete)
    let ranked = graph.shortestPaths(50, from: Entity(0), to: target, direction: .outgoing)
    #expect(ranked.map(\.entities) == all.paths.map(\.entities))
  }
}

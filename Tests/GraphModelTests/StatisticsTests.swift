import GraphModel
import TestSupport
import Testing

@Suite struct StatisticsTests {
  @Test func agreeWithCountingOneByOne() throws {
    try forAll(Gen.world(), count: 100) { world in
      let graph = try world.graph()
      let statistics = Statistics(of: graph, mostConnectedLimit: 3)
      let statements = graph.statementIndices.map { graph.detached($0) }

      func counts<Key: Hashable>(_ keys: some Sequence<Key>) -> [Key: Int] {
        keys.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      }
      func compare(_ actual: [Statistics.Count], _ expected: [String: Int]) throws {
        let sorted = expected.sorted {
          $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
        }
        try checkEqual(actual.map(\.name), sorted.map(\.key))
        try checkEqual(actual.map(\.count), sorted.map(\.value))
      }
      try compare(statistics.entitiesByType, counts(graph.entities.map(\.type.rawValue)))
      try compare(statistics.statementsByRelation, counts(statements.map(\.relation)))
      try compare(
        statistics.statementsByFamily,
        counts(statements.map { graph.vocabulary.relation(named: $0.relation)?.family ?? "?" }))
      try compare(
        statistics.statementsByDocument,
        counts(statements.flatMap { Set($0.evidence.map(\.document)) }))
      try checkEqual(
        statistics.statementsByPolarity.map(\.count),
        Polarity.allCases.map { polarity in
          statements.count { $0.qualifiers.polarity == polarity }
        })
      try checkEqual(
        statistics.statementsByMode.map(\.count),
        Mode.allCases.map { mode in statements.count { $0.qualifiers.mode == mode } })
      try checkEqual(
        statistics.plainFactCount, statements.count { $0.qualifiers.isPlainFact }, "plain facts")
      try checkEqual(statistics.evidenceCount, statements.reduce(0) { $0 + $1.evidence.count })
      try checkEqual(
        statistics.edgeCount, Set(statements.map { [$0.subject, $0.relation, $0.object] }).count)

      let naive = NaiveGraph(graph)
      var components: Set<[KnowledgeGraph.EntityIndex]> = []
      for entity in graph.entityIndices {
        components.insert(naive.distances(from: entity, .both).keys.sorted())
      }
      try checkEqual(statistics.componentSizes, components.map(\.count).sorted(by: >), "components")

      let degrees = graph.entities.map { entity in
        statements.reduce(0) {
          $0 + ($1.subject == entity.id ? 1 : 0) + ($1.object == entity.id ? 1 : 0)
        }
      }
      try checkEqual(
        statistics.mostConnected.map(\.entity.rawValue),
        degrees.indices.filter { degrees[$0] > 0 }
          .sorted { degrees[$0] != degrees[$1] ? degrees[$0] > degrees[$1] : $0 < $1 }
          .prefix(3).map(Int32.init))
    }
  }

  @Test func ofAnEmptyGraphAreZero() {
    let statistics = Statistics(of: KnowledgeGraph())
    #expect(statistics.entityCount == 0)
    #expect(statistics.edgeCount == 0)
    #expect(statistics.componentSizes.isEmpty)
    #expect(statistics.mostConnected.isEmpty)
    #expect(statistics.statementsByMode.map(\.name) == ["fact", "planned", "claimed"])
  }
}

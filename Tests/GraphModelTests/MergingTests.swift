import GraphModel
import TestSupport
import Testing

@Suite struct MergingTests {
  /// Vocabularies that disagree about a relation, its symmetry included.
  private static let vocabularies: [Vocabulary] = {
    func vocabulary(_ extra: Relation) -> Vocabulary {
      var vocabulary = Vocabulary.standard
      vocabulary.set(extra)
      return vocabulary
    }
    return [
      .standard,
      vocabulary(Relation(name: "killed", inverse: nil, isSymmetric: true, family: "other")),
      vocabulary(Relation(name: "met-with", inverse: "was-met-by", family: "zzz")),
      vocabulary(Relation(name: "aaa", inverse: "bbb", family: "aaa")),
    ]
  }()

  private static var worlds: Gen<(World, Int)> { zip(Gen.world(), Gen<Int>.int(in: 0...3)) }

  private func graph(_ world: (World, Int)) throws -> KnowledgeGraph {
    try world.0.graph(vocabulary: Self.vocabularies[world.1])
  }

  @Test func mergingIsCommutativeAndIdempotent() throws {
    try forAll(zip(Self.worlds, Self.worlds), count: 60) { worlds in
      let (a, b) = (try graph(worlds.0), try graph(worlds.1))
      let merged = a.merging(b)
      try merged.checkInvariants()
      try checkEqual(b.merging(a).fingerprint, merged.fingerprint, "commutative")
      try checkEqual(b.merging(a).vocabulary, merged.vocabulary, "commutative")
      try checkEqual(a.merging(a).fingerprint, a.fingerprint, "idempotent")
      try checkEqual(merged.merging(a).fingerprint, merged.fingerprint, "absorbing")
      let empty = KnowledgeGraph(vocabulary: a.vocabulary)
      try checkEqual(merged.merging(empty).fingerprint, merged.fingerprint, "neutral")
    }
  }

  @Test func mergingIsAssociative() throws {
    try forAll(zip(Self.worlds, zip(Self.worlds, Self.worlds)), count: 60) { worlds in
      let (a, b, c) = (
        try graph(worlds.0), try graph(worlds.1.0), try graph(worlds.1.1)
      )
      let (left, right) = (a.merging(b).merging(c), a.merging(b.merging(c)))
      try checkEqual(left.fingerprint, right.fingerprint, "associative")
      try checkEqual(left.vocabulary, right.vocabulary, "associative")
    }
  }

  @Test func mergingKeepsEverything() throws {
    try forAll(zip(Gen.world(), Gen.world()), count: 100) { worlds in
      let (a, b) = (try worlds.0.graph(), try worlds.1.graph())
      let merged = a.merging(b)
      // Oracle: statements by what tells them apart, with all their evidence.
      var expected: [DetachedStatement: [Evidence: Evidence.Parts]] = [:]
      for graph in [a, b] {
        for index in graph.statementIndices {
          var key = graph.detached(index)
          let evidence = key.evidence
          (key.evidence, key.confidence, key.note) = ([], nil, nil)
          for piece in evidence {
            expected[key, default: [:]][piece.withoutParts, default: Evidence.Parts()]
              .join(piece.parts)
          }
          if evidence.isEmpty { expected[key, default: [:]].merge([:]) { own, _ in own } }
        }
      }
      var actual: [DetachedStatement: [Evidence: Evidence.Parts]] = [:]
      for index in merged.statementIndices {
        var key = merged.detached(index)
        let evidence = key.evidence
        (key.evidence, key.confidence, key.note) = ([], nil, nil)
        actual[key] = Dictionary(
          uniqueKeysWithValues: evidence.map { ($0.withoutParts, $0.parts) })
      }
      try checkEqual(actual, expected)
      try checkEqual(
        Set(merged.entities.map(\.id)), Set((a.entities + b.entities).map(\.id)), "entities")
      let names = { (graph: KnowledgeGraph) in Set(graph.entities.flatMap(\.allNames)) }
      try checkEqual(names(merged), names(a).union(names(b)), "names")
    }
  }

  @Test func buildingInPartsAndMergingIsBuildingWhole() throws {
    // Where every record gives its type and no alias joins entities, parts are as good as the whole.
    let names = ["Ann", "Bob", "Cy", "Di"]
    try forAll(zip(Gen.world(names: names), Gen.world(names: names)), count: 60) { worlds in
      func plain(_ record: EntityRecord) -> EntityRecord {
        EntityRecord(name: record.name, type: record.type ?? .thing, properties: record.properties)
      }
      func plain(_ world: World) -> World {
        var copy = world
        copy.entities = world.entities.map(plain)
        copy.statements = world.statements.map {
          var statement = $0
          (statement.subject, statement.object) = (plain($0.subject), plain($0.object))
          return statement
        }
        copy.entities += world.decisions.flatMap { [plain($0.one.entity), plain($0.other.entity)] }
        copy.decisions = world.decisions.map {
          var decision = $0
          decision.one.entity = plain($0.one.entity)
          decision.other.entity = plain($0.other.entity)
          return decision
        }
        return copy
      }
      let (a, b) = (plain(worlds.0), plain(worlds.1))
      var whole = a
      whole.entities += b.entities
      whole.statements += b.statements
      whole.decisions += b.decisions
      try checkEqual(try a.graph().merging(b.graph()).fingerprint, try whole.graph().fingerprint)
    }
  }

  @Test func notesOfAlikeStatementsAreAllKept() throws {
    func graph(_ note: String?) -> KnowledgeGraph {
      KnowledgeGraph(
        entities: [Entity(id: "a", name: "a", type: .person)],
        statements: [
          KnowledgeGraph.Statement(subject: .init(0), relation: 0, object: .init(0), note: note)
        ])
    }
    func note(_ graph: KnowledgeGraph) -> String? { graph[KnowledgeGraph.StatementIndex(0)].note }
    let long = "Second thoughts:\nalpha"
    #expect(note(graph(long).merging(graph(long))) == long)
    #expect(note(graph("b").merging(graph("a"))) == "a\n\nb")
    #expect(note(graph("b").merging(graph("a")).merging(graph("b"))) == "a\n\nb")
    #expect(note(graph(nil).merging(graph("a"))) == "a")
    #expect(note(graph(long).merging(graph("a\n"))) == "\(long)\n\na")
    #expect(note(graph("\n").merging(graph("\n\n"))) == nil)
  }

  @Test func aCuratorsWordOutranksEveryConfidence() throws {
    func graph(_ confidence: Float?) -> KnowledgeGraph {
      KnowledgeGraph(
        entities: [Entity(id: "a", name: "a", type: .person)],
        statements: [
          KnowledgeGraph.Statement(
            subject: .init(0), relation: 0, object: .init(0), confidence: confidence)
        ])
    }
    let first = KnowledgeGraph.StatementIndex(0)
    #expect(graph(0.5).merging(graph(0.75))[first].confidence == 0.75)
    #expect(graph(0.5).merging(graph(nil))[first].confidence == nil)
    #expect(graph(nil).merging(graph(0))[first].confidence == nil)
  }
}

@Suite struct EntityMergeTests {
  private static var pairs: Gen<(World, (Int, Int))> {
    zip(Gen.world(), zip(Gen<Int>.int(in: 0...30), Gen<Int>.int(in: 0...30)))
  }

  /// Two different entities of the graph, if it has two.
  private func pair(
    _ graph: KnowledgeGraph, _ numbers: (Int, Int)
  ) -> (KnowledgeGraph.EntityIndex, KnowledgeGraph.EntityIndex)? {
    guard graph.entities.count > 1 else { return nil }
    let first = numbers.0 % graph.entities.count
    let second = (first + 1 + numbers.1 % (graph.entities.count - 1)) % graph.entities.count
    return (.init(first), .init(second))
  }

  private func evidence(_ graph: KnowledgeGraph) -> Set<Evidence> {
    Set(graph.statementIndices.flatMap { graph.evidence(of: $0).map(\.withoutParts) })
  }

  @Test func keepsAllEvidenceAndUndoingRestoresTheGraph() throws {
    try forAll(Self.pairs, count: 200) { world, numbers in
      let graph = try world.graph()
      guard let (kept, absorbed) = pair(graph, numbers) else { return }
      let (merged, merge) = try #require(graph.merging(entity: absorbed, into: kept))
      try merged.checkInvariants()
      try checkEqual(merged.entities.count, graph.entities.count - 1)
      try checkEqual(evidence(merged), evidence(graph), "evidence")
      let entity = try #require(merged.entityIndex(id: graph[kept].id))
      try checkEqual(merged[entity].name, graph[kept].name, "the name stays")
      try checkEqual(
        Set(merged[entity].allNames), Set(graph[kept].allNames + graph[absorbed].allNames), "names")
      try checkEqual(merged.entityIndex(id: graph[absorbed].id), nil)

      let undone = try #require(merged.undoing(merge))
      try undone.checkInvariants()
      try checkEqual(undone.fingerprint, graph.fingerprint, "undone")
      try check(undone == graph, "undone")
    }
  }

  @Test func twoMergesAreUndoneInEitherOrder() throws {
    try forAll(zip(Self.pairs, zip(Gen<Int>.int(in: 0...30), Gen<Int>.int(in: 0...30))), count: 100)
    {
      case_, numbers in
      let graph = try case_.0.graph()
      guard let (kept, absorbed) = pair(graph, case_.1) else { return }
      let (once, first) = try #require(graph.merging(entity: absorbed, into: kept))
      guard let (kept2, absorbed2) = pair(once, numbers) else { return }
      let (twice, second) = try #require(once.merging(entity: absorbed2, into: kept2))
      let back = try #require(twice.undoing(second))
      try checkEqual(
        try #require(back.undoing(first)).fingerprint, graph.fingerprint, "last first")
      // The other way round restores who said what; it needs the first merge's entity to be there.
      guard let part = twice.undoing(first), let whole = part.undoing(second) else { return }
      try part.checkInvariants()
      try whole.checkInvariants()
      try checkEqual(evidence(whole), evidence(graph), "evidence")
    }
  }

  @Test func whatWasSaidSinceStays() throws {
    let world = Gen.world(names: ["Ann", "Bob", "Cy"])
    try forAll(
      zip(zip(world, world), zip(Gen<Int>.int(in: 0...9), Gen<Int>.int(in: 0...9))), count: 100
    ) {
      worlds, numbers in
      let graph = try worlds.0.graph()
      guard let (kept, absorbed) = pair(graph, numbers) else { return }
      let (merged, merge) = try #require(graph.merging(entity: absorbed, into: kept))
      let later = try worlds.1.graph()
      let grown = merged.merging(later)
      let undone = try #require(grown.undoing(merge))
      try undone.checkInvariants()
      try checkEqual(evidence(undone), evidence(graph).union(evidence(later)), "evidence")
      for index in graph.statementIndices {
        let original = graph.detached(index)
        let isThere = undone.statementIndices.contains {
          let now = undone.detached($0)
          return (now.subject, now.relation, now.object) == (
            original.subject, original.relation, original.object
          )
            && now.qualifiers == original.qualifiers
            && original.evidence.allSatisfy { piece in
              now.evidence.contains { later in
                var joined = later.parts
                joined.join(piece.parts)
                return later.withoutParts == piece.withoutParts && joined == later.parts
              }
            }
        }
        try check(isThere, "\(original) is there again")
      }
    }
  }

  @Test func anEntityDoesNotMergeWithItself() {
    let graph = SmallGraphs.graph(2, [])
    #expect(graph.merging(entity: .init(0), into: .init(0)) == nil)
  }
}

extension EntityMergeTests {
  @Test func mergingTheEndsOfAStatementMakesALoopThatComesApartAgain() throws {
    let graph = SmallGraphs.graph(3, [(0, 0, 1), (1, 0, 0), (0, 1, 1), (1, 0, 2), (0, 0, 2)])
    let (merged, merge) = try #require(graph.merging(entity: .init(0), into: .init(1)))
    #expect(merged.statementCount == 3)
    #expect(merge.statements.count == 5)
    #expect(merge.merged.allNames == ["e1", "e0"])
    #expect(try #require(merged.undoing(merge)) == graph)
    #expect(SmallGraphs.graph(1, []).undoing(merge) == nil)
  }
}

import GraphModel
import TestSupport
import Testing

@Suite struct FilterTests {
  /// One statement a line: relation, polarity, mode, time, confidence, document.
  private func graph() throws -> KnowledgeGraph {
    var builder = GraphBuilder()
    func add(
      _ subject: String, _ relation: String, _ object: String, _ type: EntityType,
      _ qualifiers: Qualifiers = Qualifiers(), confidence: Double? = nil, document: String
    ) {
      builder.add(
        StatementRecord(
          subject: EntityRecord(name: subject, type: .person), relation: relation,
          object: EntityRecord(name: object, type: type), qualifiers: qualifiers,
          confidence: confidence, evidence: [Evidence(document: document, quote: "q")]))
    }
    add("a", "leads", "x", .organization, Qualifiers(time: "2019/.."), document: "d1")
    add("a", "wrote-to", "b", .person, Qualifiers(time: "2020-01-06"), document: "d1")
    add("a", "killed", "c", .person, Qualifiers(mode: .claimed), confidence: 0.4, document: "d2")
    add(
      "b", "met-with", "c", .person, Qualifiers(polarity: .negated), confidence: 0.9, document: "d2"
    )
    add("b", "visited", "y", .place, Qualifiers(mode: .planned, time: "2020-02"), document: "d3")
    return try builder.build().graph
  }

  private func relations(_ filter: StatementFilter, in graph: KnowledgeGraph) -> Set<String> {
    Set(graph.statements(matching: filter).map { graph.relation(graph[$0].relation).name })
  }

  @Test func everyConditionAlone() throws {
    let graph = try graph()
    let all: Set = ["leads", "wrote-to", "killed", "met-with", "visited"]
    let cases: [(StatementFilter, Set<String>)] = [
      (.everything, all),
      (.asserted, all.subtracting(["met-with"])),
      (.plainFacts, ["leads", "wrote-to"]),
      (StatementFilter(relations: ["killed", "leads"]), ["killed", "leads"]),
      (StatementFilter(families: ["communication"]), ["wrote-to", "met-with"]),
      (StatementFilter(farTypes: [.place]), ["visited"]),
      (StatementFilter(farTypes: [.organization, .place]), ["leads", "visited"]),
      (StatementFilter(polarities: [.negated]), ["met-with"]),
      (StatementFilter(modes: [.claimed, .planned]), ["killed", "visited"]),
      (StatementFilter(minimumConfidence: 0.5), all.subtracting(["killed"])),
      (StatementFilter(minimumConfidence: 0.4), all),
      (StatementFilter(documents: ["d1", "d3"]), ["leads", "wrote-to", "visited"]),
      (StatementFilter(documents: ["none"]), []),
      (StatementFilter(isDated: true), ["leads", "wrote-to", "visited"]),
    ]
    for (filter, expected) in cases { #expect(relations(filter, in: graph) == expected) }
  }

  @Test func timeIsWhatMayHaveHeldThen() throws {
    let graph = try graph()
    let undated: Set = ["killed", "met-with"]
    for (time, dated) in [
      ("2020-01-06", ["leads", "wrote-to"]), ("2020-01-07", ["leads"]), ("2018", []),
      ("2020-02-15/..", ["leads", "visited"]), ("../2019-01-01", ["leads"]),
      ("2020-01/2020-02", ["leads", "wrote-to", "visited"]),
      ("2020~", ["leads", "wrote-to", "visited"]),
    ] {
      let filter = StatementFilter(time: try EDTF(time))
      #expect(relations(filter, in: graph) == undated.union(dated), "at \(time)")
      let strict = StatementFilter(time: try EDTF(time), isDated: true)
      #expect(relations(strict, in: graph) == Set(dated), "dated at \(time)")
    }
  }

  @Test func farTypesAreThoseOfWhereAHopEnds() throws {
    let graph = try graph()
    let a = try #require(graph.entityIndex(id: "person/a"))
    let x = try #require(graph.entityIndex(id: "organization/x"))
    let filter = StatementFilter(farTypes: [.person])
    #expect(graph.neighbors(of: a, filter: filter).map { graph[$0.entity].name } == ["b", "c"])
    #expect(graph.neighbors(of: x, filter: filter).map { graph[$0.entity].name } == ["a"])
    #expect(graph.neighbors(of: a, filter: StatementFilter(farTypes: [.place])).isEmpty)
  }

  @Test func unknownNamesAreErrors() throws {
    func message(_ filter: StatementFilter) -> String? {
      do throws(Diagnostic) {
        try filter.check(against: .standard)
        return nil
      } catch {
        return error.description
      }
    }
    #expect(message(.everything) == nil)
    #expect(
      message(StatementFilter(relations: ["wrote-to"], families: ["conflict"], farTypes: [.person]))
        == nil)
    #expect(
      message(StatementFilter(relations: ["wroteto"]))
        == "error: unknown relation 'wroteto': did you mean 'wrote-to'?")
    #expect(
      message(StatementFilter(relations: ["xyzzy"]))
        == "error: unknown relation 'xyzzy': 'graphgen vocabulary' lists the known ones")
    #expect(
      message(StatementFilter(families: ["conflct"]))
        == "error: unknown relation family 'conflct': did you mean 'conflict'?")
    #expect(
      message(StatementFilter(farTypes: [EntityType(rawValue: "Persn")]))
        == "error: unknown entity type 'Persn': did you mean 'Person'?")
    #expect(
      message(StatementFilter(farTypes: [EntityType(rawValue: "Q")]))
        == "error: unknown entity type 'Q': the types are Person, Organization, Place, Group, Event, Document, Thing"
    )
  }

  @Test func theFilteredPartIsAGraphOfItsOwn() throws {
    let graph = try graph()
    #expect(graph.filtered(by: .everything) == graph)
    let part = graph.filtered(by: StatementFilter(relations: ["killed"]))
    try part.checkInvariants()
    #expect(part.entities.map(\.name) == ["a", "c"])
    #expect(part.statementCount == 1)

    try forAll(Gen.world(), count: 60) { world in
      let graph = try world.graph()
      for filter in [StatementFilter.plainFacts, StatementFilter(documents: ["doc1"])] {
        let part = graph.filtered(by: filter)
        try part.checkInvariants()
        try checkEqual(
          part.statementIndices.map { part.detached($0) },
          graph.statements(matching: filter).map { graph.detached($0) })
        try checkEqual(part.filtered(by: filter), part, "filtering twice is filtering once")
        try checkEqual(
          Set(part.documents.map(\.id)),
          Set(part.statementIndices.flatMap { part.evidence(of: $0).map(\.document) })
            .intersection(graph.documents.map(\.id)))
      }
    }
  }
}

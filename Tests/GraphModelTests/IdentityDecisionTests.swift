import TestSupport
import Testing

@testable import GraphModel

@Suite struct IdentityDecisionTests {
  private static let entities = ["Hunter Biden", "Jill Biden", "Joe Biden"].map {
    Entity(id: Entity.id(type: .person, name: $0), name: $0, type: .person)
  }

  private func end(_ name: String, of entity: Int, in document: String? = nil)
    -> IdentityDecision.End
  {
    .init(entity: Self.entities[entity].id, name: name, document: document)
  }

  private func graph(_ decisions: IdentityDecision...) -> KnowledgeGraph {
    KnowledgeGraph(
      entities: Self.entities,
      statements: [.init(subject: .init(0), relation: 0, object: .init(2))], decisions: decisions)
  }

  private var apart: IdentityDecision {
    IdentityDecision(
      .apart, end("Joe Biden", of: 2, in: "b.txt"), end("Hunter Biden", of: 0, in: "a.txt"),
      score: -1.5, ground: "different given names; last name the same")
  }

  private var joined: IdentityDecision {
    IdentityDecision(
      .joined, end("Joe Biden", of: 2, in: "b.txt"), end("Joseph Biden", of: 2, in: "c.txt"),
      score: 0.7, ground: "last name the same")
  }

  @Test func theOrderOfEndsSaysNothing() throws {
    let turned = IdentityDecision(
      .apart, apart.other, apart.one, score: apart.score, ground: apart.ground)
    #expect(turned == apart)
    #expect(apart.one.name == "Hunter Biden")
    let graph = graph(apart, joined, turned)
    try graph.checkInvariants()
    #expect(graph.decisions == [apart, joined])
    #expect(graph.decisions(about: .init(0)) == [apart])
    #expect(graph.decisions(about: .init(1)) == [])
    #expect(apart.ends(from: "person/joe-biden")?.across.name == "Hunter Biden")
    #expect(apart.ends(from: "person/jill-biden") == nil)
  }

  @Test func ofOneCaseTheGreatestScoreStays() {
    func decision(_ score: Double?, _ ground: String, _ document: String?) -> IdentityDecision {
      IdentityDecision(
        .apart, end("Joe Biden", of: 2, in: document), end("Hunter Biden", of: 0, in: "a.txt"),
        score: score, ground: ground)
    }
    let all = [
      decision(-1, "one", "z.txt"), decision(2, "two", nil), decision(2, "three", "b.txt"),
      decision(-9, "four", "a.txt"),
    ]
    for order in [all, all.reversed(), [all[2], all[0], all[3], all[1]]] {
      #expect(IdentityDecision.sortedUnique(order) == [decision(2, "two", "a.txt")])
    }
    let undecided = decision(nil, "a curator", nil)
    #expect(
      IdentityDecision.sortedUnique(all + [undecided]) == [decision(nil, "a curator", "a.txt")])
    #expect(decision(.nan, "", nil).score == nil)
    #expect(decision(-0.0, "", nil).score?.sign == .plus)
  }

  @Test func whatIsAboutNobodyOrNothingIsLeftOut() {
    let nobody = IdentityDecision(
      .apart, end("Joe Biden", of: 2), .init(entity: "person/x", name: "x"), ground: "")
    let nothing = IdentityDecision(
      .joined, end("Joe Biden", of: 2, in: "a"), end("Joe Biden", of: 2, in: "b"), ground: "")
    let refuted = [
      IdentityDecision(.joined, end("Joe Biden", of: 2), end("J. Biden", of: 1), ground: ""),
      IdentityDecision(.apart, end("Joe Biden", of: 2), end("J. Biden", of: 2), ground: ""),
    ]
    #expect(graph(nobody, nothing, refuted[0], refuted[1]).decisions.isEmpty)
  }

  @Test func filteredGraphsKeepWhatIsAboutThem() {
    let other = IdentityDecision(
      .apart, end("Joe Biden", of: 2), end("Jill Biden", of: 1), ground: "given names")
    let part = graph(apart, joined, other).keeping([.init(0)])
    #expect(part.decisions == [apart, joined])
    #expect(graph(apart).keeping([]).decisions.isEmpty)
  }

  @Test func differences() {
    let changed = IdentityDecision(
      .apart, apart.one, apart.other, score: 3, ground: "mentioned together")
    let difference = graph(changed).difference(from: graph(apart, joined))
    #expect(difference.decisions.changed.map(\.after) == [changed])
    #expect(difference.decisions.removed == [joined])
    #expect(!difference.isEmpty)
    #expect(graph(joined, apart).difference(from: graph(apart, joined)).isEmpty)
  }

  @Test func mergingThoseThatWereKeptApartForgetsItAndUndoingRestoresIt() throws {
    let graph = graph(apart, joined)
    let (merged, merge) = try #require(graph.merging(entity: .init(0), into: .init(2)))
    try merged.checkInvariants()
    #expect(merged.decisions == [joined])
    #expect(merged.undoing(merge) == graph)
    // What was taken out since stays out.
    let emptied = KnowledgeGraph(
      vocabulary: merged.vocabulary, entities: merged.entities,
      statements: merged.statementIndices.map { merged[$0] })
    #expect(emptied.undoing(merge)?.decisions == [apart])
  }

  /// That a hidden person's name was compared with another tells a part of it.
  @Test func redaction() throws {
    let other = IdentityDecision(
      .apart, end("Jill Biden", of: 1, in: "joe-biden.txt"), end("Hunter Biden", of: 0),
      score: -1, ground: "“Joe Biden” is not “Jill Biden”: different given names")
    let graph = graph(apart, joined, other)
    let redacted = Redaction(of: [.init(2)], in: graph).graph
    try redacted.checkInvariants()
    let decision = try #require(redacted.decisions.first)
    #expect(redacted.decisions.count == 1)
    #expect(decision.ground == "“Person A” is not “Jill Biden”: different given names")
    #expect(!redacted.fingerprint.joined().lowercased().contains("joe"))
    #expect([decision.one, decision.other].contains { $0.document == "person-a.txt" })
  }

  /// A remark on the graph changes nothing in it, whoever it is about.
  @Test func aGraphWithDecisionsIsTheOneWithoutButForThem() throws {
    try forAll(zip(Gen.world(), Gen.world()), count: 100) { worlds in
      var world = worlds.0
      world.decisions += worlds.1.decisions
      let graph = try world.graph()
      world.decisions = []
      let bare = KnowledgeGraph(
        vocabulary: graph.vocabulary, documents: graph.documents, entities: graph.entities,
        statements: graph.statementIndices.map { graph[$0] })
      try checkEqual(bare.fingerprint, try world.graph().fingerprint)
    }
  }

  @Test func typesAreNotVotedOnByDecisions() throws {
    let bearer = ["wikipedia": "Georgia"]
    var builder = GraphBuilder()
    builder.add(EntityRecord(name: "Georgia", type: .place, identifiers: bearer))
    for document in ["a", "b"] {
      builder.add(
        DecisionRecord(
          .joined,
          .init(
            entity: EntityRecord(name: "Georgia", type: .organization, identifiers: bearer),
            name: "Georgia"),
          .init(
            entity: EntityRecord(name: "Sakartvelo", type: .organization, identifiers: bearer),
            name: "Sakartvelo", document: document), ground: "the same identifier"))
    }
    let graph = try builder.build().graph
    #expect(graph.entities.map(\.id) == ["place/georgia"])
    #expect(graph.entities[0].aliases.isEmpty && graph.decisions.count == 1)
  }

  @Test(arguments: [
    (
      "joined", "Ann Lee", "Ben Ray",
      "'Ann Lee' and 'Ben Ray' are two entities, person/ann-lee and person/ben-ray"
    ),
    ("apart", "Ann Lee", "Annie", "'Ann Lee' and 'Annie' are one entity, person/ann-lee"),
    ("joined", "Ann Lee", "Ann Lee", "'Ann Lee' is one name of one entity, person/ann-lee"),
    ("apart", "Ann Lee", "Eve Fox", "nothing else in the graph says who 'Eve Fox' is"),
    ("apart", "Ann Lee", "Ben Ray", nil), ("joined", "Ann Lee", "Annie", nil),
  ])
  func whatDoesNotHoldIsWarnedOf(
    _ verdict: String, _ one: String, _ other: String, _ words: String?
  ) throws {
    var builder = GraphBuilder()
    builder.add(EntityRecord(name: "Ann Lee", type: .person, aliases: ["Annie"]))
    builder.add(EntityRecord(name: "Ben Ray", type: .person))
    func end(_ name: String) -> DecisionRecord.End {
      .init(entity: EntityRecord(name: name), name: name)
    }
    let verdict = try #require(IdentityDecision.Verdict(rawValue: verdict))
    builder.add(DecisionRecord(verdict, end(one), end(other), ground: ""))
    let silent = try builder.build()
    #expect(silent.warnings.isEmpty && silent.graph.decisions.count == (words == nil ? 1 : 0))
    builder.add(
      DecisionRecord(
        verdict, end(one), end(other), ground: "",
        origin: SourceLocation(file: "g.jsonl", line: 3, column: 1)))
    let (graph, warnings) = try builder.build()
    #expect(graph == silent.graph && graph.entities.count == 2)
    #expect(
      warnings.map(\.description)
        == (words.map { ["g.jsonl:3:1: warning: \($0): this decision is left out"] } ?? []))
  }
}

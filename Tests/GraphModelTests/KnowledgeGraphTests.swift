import GraphModel
import TestSupport
import Testing

@Suite struct KnowledgeGraphTests {
  typealias Entity = KnowledgeGraph.EntityIndex

  @Test func thereIsOneZero() {
    let graph = KnowledgeGraph(
      entities: [GraphModel.Entity(id: "a", name: "a", type: .person)],
      statements: [.init(subject: .init(0), relation: 0, object: .init(0), confidence: -0.0)])
    #expect(graph[KnowledgeGraph.StatementIndex(0)].confidence?.sign == .plus)
  }

  @Test func adjacencyIsThatOfADictionaryOfArrays() throws {
    let triples = (0..<3).flatMap { subject in
      (0..<2).flatMap { relation in (0..<3).map { (subject, relation, $0) } }
    }
    // Every set of statements between two entities, and every small one between three.
    try withEverySubset("statements", of: triples.filter { $0.0 < 2 && $0.2 < 2 }) {
      try compare(2, $0)
    }
    try withEvery("first", in: triples.indices) { first in
      try withEvery("second", in: first..<triples.count) { second in
        try withEvery("third", in: second..<triples.count) { third in
          try compare(3, [triples[third], triples[first], triples[second]])
        }
      }
    }
  }

  private func compare(_ count: Int, _ triples: [(Int, Int, Int)]) throws {
    let graph = SmallGraphs.graph(count, triples)
    try graph.checkInvariants()
    var outgoing: [Int: Set<[Int]>] = [:]
    var incoming: [Int: Set<[Int]>] = [:]
    for (subject, relation, object) in triples {
      let ends = relation == 1 ? [subject, object].sorted() : [subject, object]
      let edge = [ends[0], relation, ends[1]]
      outgoing[ends[0], default: []].insert(edge)
      incoming[ends[1], default: []].insert(edge)
    }
    func triple(_ index: KnowledgeGraph.EdgeIndex) -> [Int] {
      let edge = graph[index]
      return [Int(edge.subject.rawValue), edge.relation, Int(edge.object.rawValue)]
    }
    for entity in 0..<count {
      let out = graph.outgoingEdges(of: Entity(entity)).map(triple)
      let into = graph.incomingEdges(of: Entity(entity)).map(triple)
      try checkEqual(Set(out), outgoing[entity] ?? [], "outgoing edges of \(entity)")
      try checkEqual(Set(into), incoming[entity] ?? [], "incoming edges of \(entity)")
      try checkEqual(out.count + into.count, Set(out).count + Set(into).count, "each edge once")
    }
    try checkEqual(graph.edgeCount, outgoing.values.reduce(0) { $0 + $1.count }, "edges")
    try checkEqual(graph.statementCount, graph.edgeCount, "one statement an edge")
    try checkEqual(SmallGraphs.graph(count, triples.reversed()), graph, "the order does not matter")
  }

  @Test func idsFindTheirEntityAndDocument() throws {
    try forAll(Gen.world(), count: 40) { world in
      let graph = try world.graph()
      for (position, entity) in graph.entities.enumerated() {
        try checkEqual(graph.entityIndex(id: entity.id), Entity(position), entity.id)
      }
      for document in graph.documents {
        try checkEqual(graph.document(id: document.id), document, document.id)
      }
      for id in ["", "zzz", "person/", "doc"] {
        try checkEqual(graph.entityIndex(id: id), nil, id)
        try checkEqual(graph.document(id: id), nil, id)
      }
    }
  }

  @Test func statementsThatAreAlikeBecomeOne() throws {
    let entities = ["b", "a", "b"].map {
      GraphModel.Entity(id: $0, name: $0.uppercased(), type: .person)
    }
    func statement(
      _ subject: Int, _ object: Int, _ quote: String, _ confidence: Float?
    ) -> KnowledgeGraph.Statement {
      KnowledgeGraph.Statement(
        subject: Entity(subject), relation: 1, object: Entity(object), confidence: confidence,
        evidence: [Evidence(document: "d", quote: quote)])
    }
    let graph = KnowledgeGraph(
      vocabulary: SmallGraphs.vocabulary, entities: entities,
      statements: [
        statement(0, 1, "y", 0.5), statement(1, 2, "x", 0.75), statement(1, 0, "y", 0.25),
      ])
    try graph.checkInvariants()
    #expect(graph.entities.map(\.id) == ["a", "b"])
    #expect(graph.statementCount == 1)
    let only = graph[KnowledgeGraph.StatementIndex(0)]
    #expect(only.subject == Entity(0))
    #expect(only.object == Entity(1))
    #expect(only.confidence == 0.75)
    #expect(only.evidence.map(\.quote) == ["x", "y"])
  }

  @Test func statementsOfAnEdgeBeginWithPlainFacts() throws {
    try forAll(Gen.world(names: ["Ann", "Bob"]), count: 60) { world in
      let graph = try world.graph()
      for edge in graph.edgeIndices {
        let qualifiers = graph.statements(of: edge).map { graph.qualifiers(of: $0) }
        try checkEqual(qualifiers, qualifiers.sorted())
        let facts = qualifiers.map(\.isPlainFact)
        try checkEqual(facts, facts.sorted { $0 && !$1 })
      }
    }
  }
}

@Suite struct JoiningTests {
  private static let texts: [String?] = [nil, "", "a", "Élan", "E\u{301}lan", "b"]

  private static var documents: Gen<Document> {
    let text = Gen<String?>.one(of: texts)
    return zip(zip(text, text), zip(text, zip(text, text))).map { head, tail in
      Document(
        id: "d", text: head.0, title: head.1, date: tail.0, url: tail.1.0, outlet: tail.1.1,
        sha256: head.1.map { $0 + "#" })
    }
  }

  private static var entities: Gen<Entity> {
    let name = Gen<String>.one(of: ["A", "a", "Élan", "E\u{301}lan", "B b", "b"])
    let values = Gen<[String: String]>.one(of: [
      [:], ["k": "1"], ["k": "2"], ["é": "1"], ["e\u{301}": "2"], ["k": "é", "l": "3"],
      ["k": "e\u{301}"],
    ])
    let type = Gen<EntityType>.one(of: [.person, .place, .thing])
    let mention = name.map { EntityMention(document: "a", span: 0..<1, quote: "x", reason: $0) }
    return zip(
      zip(name, zip(name.array(atMost: 3), mention.array(atMost: 2))),
      zip(type, zip(values, values))
    ).map { names, rest in
      Entity(
        id: "e", name: names.0, type: rest.0, aliases: names.1.0, properties: rest.1.0,
        identifiers: rest.1.1, mentions: names.1.1)
    }
  }

  /// The bytes of one document and one entity.
  private func bytes(_ document: Document? = nil, _ entity: Entity? = nil) -> [String] {
    KnowledgeGraph(
      documents: document.map { [$0] } ?? [], entities: entity.map { [$0] } ?? []
    ).fingerprint
  }

  @Test func documentsJoinInAnyOrder() throws {
    try forAll(zip(Self.documents, zip(Self.documents, Self.documents)), count: 600) { a, others in
      let (b, c) = others
      try checkEqual(bytes(a.merged(with: b)), bytes(b.merged(with: a)), "commutative")
      try checkEqual(
        bytes(a.merged(with: b).merged(with: c)), bytes(a.merged(with: b.merged(with: c))),
        "associative")
      try checkEqual(bytes(a.merged(with: a)), bytes(a), "idempotent")
      let merged = a.merged(with: b)
      try check(
        [a, b].contains {
          $0.text.map(Array.init) == merged.text.map(Array.init) && $0.sha256 == merged.sha256
        },
        "a text keeps its own hash")
    }
  }

  @Test func entitiesJoinInAnyOrder() throws {
    try forAll(zip(Self.entities, zip(Self.entities, Self.entities)), count: 600) { a, others in
      let (b, c) = others
      try checkEqual(bytes(nil, a.merged(with: b)), bytes(nil, b.merged(with: a)), "commutative")
      try checkEqual(
        bytes(nil, a.merged(with: b).merged(with: c)),
        bytes(nil, a.merged(with: b.merged(with: c))), "associative")
      try checkEqual(bytes(nil, a.merged(with: a)), bytes(nil, a), "idempotent")
      let whole = KnowledgeGraph(entities: [c, a, b, a])
      try checkEqual(
        whole.fingerprint, bytes(nil, a.merged(with: b).merged(with: c)), "a graph joins them")
    }
  }
}

import TestSupport
import Testing

@testable import GraphModel

/// Names that are not to be seen.
@Suite struct RedactionTests {
  private static let text = """
    Qasem Soleimani commanded the Quds Force. Gen. QASSEM SULEIMANI’s aides met Leila Soleimani in Baghdad.
    Soleimani, Qasem, was killed; soleimani's car (and Soleïmani’s phone) burned. Ali Ruiz and Ben Ruiz wrote
    to Ana Ruiz. Ruiz may have met Solei\u{AD}mani. Ben was late. Mark the day: Ben Adams was there.
    See qasem-soleimani.html, QasemSoleimani and #soleimanifuneral.
    """

  private static func graph() throws -> KnowledgeGraph {
    var builder = GraphBuilder()
    builder.add(
      Document(
        id: "news/soleimani.txt", text: text, title: "Soleimani’s end",
        url: "https://example.org/2020/qasem%20soleimani?x=1", outlet: "The Post",
        links: [
          .init(span: 0..<15, target: "https://en.wikipedia.org/wiki/Qasem_Soleimani"),
          .init(span: 30..<40, target: "https://en.wikipedia.org/wiki/Quds_Force"),
        ], sha256: SHA256.hexadecimal(of: text.utf8)))
    func person(_ name: String, _ aliases: [String] = []) -> EntityRecord {
      EntityRecord(name: name, type: .person, aliases: aliases)
    }
    var soleimani = person("Qasem Soleimani", ["General Qassem Suleimani"])
    soleimani.identifiers = ["wikidata": "Q312"]
    soleimani.properties = ["role": "commander"]
    func evidence(_ quote: String, document: String = "news/soleimani.txt") -> Evidence {
      let bytes = Array(text.utf8)
      let wanted = Array(quote.utf8)
      let start = bytes.indices.first { bytes[$0...].starts(with: wanted) }
      return Evidence(
        document: document, span: start.map { $0..<$0 + wanted.count }, quote: quote,
        parts: start.map { .init(subject: $0..<$0 + 5) } ?? .init())
    }
    let statements: [(EntityRecord, String, EntityRecord, Qualifiers, [Evidence])] = [
      (
        soleimani, "commands", EntityRecord(name: "Quds Force", type: .organization), .init(),
        [evidence("Qasem Soleimani commanded the Quds Force.")]
      ),
      (
        person("Ben Ruiz"), "wrote-to", person("Ana Ruiz"), .init(attributedTo: "Soleimani"),
        [evidence("Ben Ruiz wrote\nto Ana Ruiz")]
      ),
      (
        person("Ben Ruiz"), "wrote-to", person("Ana Ruiz"),
        .init(attributedTo: "Qasem  Soleimani"), [evidence("Ruiz and Ben Ruiz wrote\nto Ana Ruiz")]
      ),
      (
        person("Leila Soleimani"), "met-with", soleimani, .init(place: "Soleimani Street"),
        [Evidence(document: "soleimani.csv", quote: "met Soleimani", line: 3)]
      ),
      (
        EntityRecord(name: "Soleimani Foundation", type: .organization), "located-in",
        EntityRecord(name: "Baghdad", type: .place), .init(), []
      ),
    ]
    for (subject, relation, object, qualifiers, evidence) in statements {
      builder.add(
        StatementRecord(
          subject: subject, relation: relation, object: object, qualifiers: qualifiers,
          evidence: evidence))
    }
    return try builder.build().graph
  }

  private static func redaction(_ names: String...) throws -> (KnowledgeGraph, Redaction) {
    let graph = try graph()
    let entities = try names.map { name in
      try #require(graph.entityIndices.first { graph[$0].name == name })
    }
    return (graph, Redaction(of: entities, in: graph))
  }

  @Test func aPersonInAText() throws {
    let (_, redaction) = try Self.redaction("Qasem Soleimani")
    #expect(
      redaction.graph.documents[0].text == """
        Person A commanded the Quds Force. Gen. Person A’s aides met Leila Soleimani in Baghdad.
        Person A, was killed; Person A or another's car (and Person A or another’s phone) burned. Ali Ruiz and Ben Ruiz wrote
        to Ana Ruiz. Ruiz may have met Person A or another. Ben was late. Mark the day: Ben Adams was there.
        See Person A.html, Person A and #Person A or another.
        """)
  }

  @Test func theRestOfTheGraph() throws {
    let (graph, redaction) = try Self.redaction("Qasem Soleimani")
    let new = redaction.graph
    try new.checkInvariants()
    #expect(
      new.entities.map { "\($0.id) \($0.name)" } == [
        "organization/person-a-or-another-foundation Person A or another Foundation",
        "organization/quds-force Quds Force", "person/ana-ruiz Ana Ruiz",
        "person/ben-ruiz Ben Ruiz", "person/leila-soleimani Leila Soleimani",
        "person/person-a Person A", "place/baghdad Baghdad",
      ])
    let person = try #require(new.entities.first { $0.name == "Person A" })
    #expect(person.aliases.isEmpty && person.properties.isEmpty && person.identifiers.isEmpty)
    let document = new.documents[0]
    #expect(document.id == "news/person-a-or-another.txt")
    #expect(document.title == "Person A or another’s end")
    #expect(document.url == nil)
    #expect(document.links.map(\.target) == ["https://en.wikipedia.org/wiki/Quds_Force"])
    #expect(document.links.map { document.quote(at: $0.span) } == ["Quds Force"])
    #expect(document.sha256 == SHA256.hexadecimal(of: (document.text ?? "").utf8))
    // Two statements that only the name of the speaker told apart stay two if it differs.
    #expect(new.statementCount == graph.statementCount)
    for index in graph.statementIndices {
      let (before, after) = (graph[index], new[redaction.statement(index)])
      #expect(before.relation == after.relation)
      #expect(redaction.entity(before.subject) == after.subject)
      for piece in after.evidence where piece.document == document.id {
        #expect(piece.span.flatMap { document.quote(at: $0) } == piece.quote)
        #expect(piece.misplacedPart == nil)
      }
    }
    let commands = try #require(
      new.statementIndices.lazy.map { new[$0] }.first {
        new.relation($0.relation).name == "commands"
      })
    #expect(commands.evidence[0].quote == "Person A commanded the Quds Force.")
    #expect(commands.evidence[0].quote(of: .subject) == "Person A")
  }

  @Test func severalEntities() throws {
    let (_, redaction) = try Self.redaction("Ben Ruiz", "Quds Force", "Ana Ruiz")
    #expect(
      redaction.text("Ruiz, Ben Ruiz, the QUDS FORCE and Ana. Ana left. Ana Ortiz did not.")
        == "Person A or Person C, Person A, the Organization B and Person C. Person C left. "
        + "Ana Ortiz did not.")
    #expect(redaction.text("Qudsforce, Quds-Force’s") == "Organization B, Organization B’s")
    let diagnostic = Diagnostic(.note, "about Ben Ruiz", at: SourceLocation(file: "ben-ruiz.csv"))
    #expect(redaction.diagnostic(diagnostic).description == "Person A.csv: note: about Person A")
  }

  private static func names(_ names: [String], type: EntityType = .thing, in text: String) throws
    -> String
  {
    var builder = GraphBuilder()
    builder.add(EntityRecord(name: names[0], type: type, aliases: Array(names.dropFirst())))
    let graph = try builder.build().graph
    return Redaction(of: [.init(0)], in: graph).text(text)
  }

  @Test(arguments: [
    (["Iran"], "Iran, Iranian, IRAN, iran; tirana.", "Thing A, Thing A, Thing A, Thing A; tirana."),
    (["Russia"], "russian, Belorussia", "Thing A, Thing A"),
    (["Ann"], "Ann, ann, Anne, announce, Announce", "Thing A, Thing A, Thing A, announce, Thing A"),
    (["US", "U.S."], "US, U.S., us, USA, bus", "Thing A, Thing A., Thing A, USA, bus"),
    (["习近平"], "主席习近平说", "主席Thing A说"), (["O’Brien"], "O'BRIEN’s obrien", "Thing A’s Thing A"),
    (["Łódź"], "Lodz, łódź, ŁÓDŹ, L\u{43}dz", "Thing B, Thing B, Thing B, LCdz"),
    (["قاسم سليماني"], "والقاسم سليماني قُتل", "Thing A قُتل"),
    (["a b"], "A  B, a-b, ab, banana boat", "Thing C, Thing C, Thing C, banana boat"),
    (["Ａcme"], "Acme Ａｃｍｅ", "Thing A Thing A"), (["Thing"], "the Thing", "the Party A"),
    (["-"], "a - b", "a - b"), (["Ana Łoś"], "/Ana%20%C5%81o%c5%9b.html", "/Thing A.html"),
    (["5% off"], "5% off, 5%25%20off", "Thing A, Thing A"), (["x"], "x, xy", "Thing A, xy"),
    (["Qasem\u{301} S."], "Qasem\u{301}\u{301} S. Qasem\n\t S", "Thing A. Thing A"),
    (["Sole\u{200B}imani"], "Solei\u{1}mani Sol\u{202E}eimani", "Thing A Thing A"),
  ])
  func spellings(names: [String], text: String, expected: String) throws {
    let text = try Self.names(names, in: text)
    #expect(
      text.replacing("Thing B", with: "Thing A") == expected.replacing("Thing B", with: "Thing A"))
  }

  @Test(arguments: [
    (
      ["Theresa May"], "May will act. She may. MAY! Theresa came.",
      "Person A will act. She may. Person A! Person A came."
    ),
    (
      ["Mark Esper", "the Secretary"],
      "esper, Esper’s, desperate, Mark, mark, the secretary, a secretary",
      "Person A, Person A’s, desperate, Person A, mark, Person A, a secretary"
    ),
    (["General Ana Ruiz Jr."], "the General, Ana Ruiz, Ruiz", "the General, Person A, Person A"),
    (["Cher"], "Cher, cherish", "Person A, cherish"),
  ])
  func persons(names: [String], text: String, expected: String) throws {
    #expect(try Self.names(names, type: .person, in: text) == expected)
  }

  /// Every text of a graph but for its vocabulary.
  private static func texts(of graph: KnowledgeGraph) -> [String] {
    var texts: [String?] = []
    for document in graph.documents {
      texts += [document.id, document.text, document.title, document.url, document.outlet]
      texts += document.links.map(\.target)
    }
    for entity in graph.entities {
      texts += [String(entity.id.split(separator: "/", maxSplits: 1).last ?? ""), entity.name]
      texts += entity.aliases
      texts += Array(entity.properties.values)
      texts += Array(entity.identifiers.values)
      texts += entity.mentions.flatMap { [$0.document, $0.quote, $0.reason] }
    }
    for index in graph.statementIndices {
      let statement = graph[index]
      let qualifiers = statement.qualifiers
      texts += [qualifiers.attributedTo, qualifiers.place, qualifiers.time, statement.note]
      texts += statement.evidence.flatMap { [$0.document, $0.quote, $0.extractor] }
    }
    return texts.compactMap { $0 }
  }

  /// Whether a name is in a text by its bytes, or by its words whatever the case and the accents.
  private static func occurs(_ name: String, in text: String) -> Bool {
    let words = NameKey.tokens(name)
    if words.isEmpty { return false }
    if words.joined().unicodeScalars.count >= 3 {
      let (bytes, wanted) = (Array(text.utf8), Array(name.utf8))
      if bytes.indices.contains(where: { bytes[$0...].starts(with: wanted) }) { return true }
    }
    let tokens = NameKey.tokens(text)
    return tokens.indices.contains { tokens[$0...].starts(with: words) }
  }

  @Test func noNameIsLeftInAnyGraph() throws {
    let names =
      awkwardNames + [
        "Person", "Person A", "Thing B Ltd", "習近平", "Title", "doc1", "said", "O’Brien", "2020",
      ]
    let worlds = zip(Gen<World>.world(names: names), .int(in: 0...255))
    try forAll(worlds, count: 150) { world, mask in
      let graph = try world.graph()
      let chosen = graph.entityIndices.filter { mask >> ($0.rawValue % 8) & 1 == 1 }
      let redaction = Redaction(of: chosen, in: graph)
      let new = redaction.graph
      try new.checkInvariants()
      try checkEqual(new.entities.count, graph.entities.count)
      let texts = Self.texts(of: new)
      for entity in chosen {
        for name in graph[entity].allNames {
          for text in texts {
            try check(
              !Self.occurs(name, in: text), "\(name.debugDescription) in \(text.debugDescription)")
          }
        }
      }
      for document in new.documents {
        for index in new.statementIndices {
          for piece in new.evidence(of: index) where piece.document == document.id {
            guard let span = piece.span else { continue }
            try check(
              document.quote(at: span)?.hasSameBytes(as: piece.quote) == true,
              "\(piece) is not in \(document)")
            try check(piece.misplacedPart == nil, "\(piece) has a part astray")
          }
        }
      }
      for index in graph.statementIndices {
        let place = redaction.statement(index)
        let (before, after) = (graph.ends(of: index), new.ends(of: place))
        try checkEqual(
          Set([before.subject, before.object].map { redaction.entity($0) }),
          [after.subject, after.object])
        try checkEqual(graph.relationIndex(of: index), new.relationIndex(of: place))
      }
      if chosen.isEmpty { try checkEqual(new.fingerprint, graph.fingerprint) }
      try checkEqual(Redaction(of: chosen, in: graph).graph.fingerprint, new.fingerprint)
    }
  }
}

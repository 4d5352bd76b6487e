import GraphModel
import TestSupport
import Testing

@testable import Diagrams

@Suite struct DiagramTests {
  // MARK: Help

  private static func graph(
    _ statements: [StatementRecord], documents: [Document] = [], entities: [EntityRecord] = []
  ) throws -> KnowledgeGraph {
    var builder = GraphBuilder()
    for document in documents { builder.add(document) }
    for entity in entities { builder.add(entity) }
    for statement in statements { builder.add(statement) }
    return try builder.build().graph
  }

  private static func statement(
    _ subject: String = "Ada", _ relation: String = "attacked", _ object: String = "Bob",
    _ qualifiers: Qualifiers = Qualifiers(), evidence: [Evidence] = []
  ) -> StatementRecord {
    StatementRecord(
      subject: EntityRecord(name: subject, type: .person), relation: relation,
      object: EntityRecord(name: object, type: .person), qualifiers: qualifiers, evidence: evidence)
  }

  private static func picture(_ statements: [StatementRecord]) throws -> AttributedGraph {
    Diagram(of: try graph(statements)).picture
  }

  private static func label(_ attributes: [AttributedGraph.Attribute]) throws -> String {
    guard case .html(let markup)? = attributes["label"] else { return "" }
    return try MarkupReader(markup).text.split(separator: " ").joined(separator: " ")
  }

  /// Checks a property of the graphs of random worlds, whose names, speakers and quotes are hostile.
  private static func forAllGraphs(_ property: (KnowledgeGraph) throws -> Void) throws {
    let names =
      awkwardNames + [
        "]]><script>", "C:\\N\\E", "\"Mal\" & 'Lory'", "a\u{1}\u{7}b", "</TD><TD>", "&#0;\u{FFFF}",
        String(repeating: "Ministry of Names ", count: 200),
      ]
    try forAll(Gen.world(names: names), count: 60) { world in try property(world.graph()) }
  }

  // MARK: Cards and arrows

  @Test func aCardForEveryEntityAndAnArrowForEveryEdge() throws {
    let picture = try Self.picture([
      Self.statement(), Self.statement("Ada", "attacked", "Eve"),
      Self.statement("Bob", "told", "Ada"),
    ])
    #expect(
      picture.nodes.map(\.name) == ["entity-person_ada", "entity-person_bob", "entity-person_eve"])
    #expect(
      picture.edges.map(\.key) == [
        "statement-person_ada--attacked--person_bob", "statement-person_ada--attacked--person_eve",
        "statement-person_bob--told--person_ada",
      ])
    #expect(picture.nodes[0].attributes["id"] == .text("entity-person_ada"))
    #expect(picture.nodes[0].attributes["class"] == .text("entity person"))
    #expect(picture.edges[0].attributes["class"] == .text("statement conflict fact"))
    #expect(picture.edges[0].tail == "entity-person_ada")
    #expect(picture.edges[0].head == "entity-person_bob")
  }

  @Test func severalStatementsOfOneRelationShareAnArrowWithTheirNumber() throws {
    let picture = try Self.picture([
      Self.statement("Ada", "attacked", "Bob", Qualifiers(time: "2020-01-05")),
      Self.statement("Ada", "attacked", "Bob", Qualifiers(time: "2019")),
      Self.statement("Ada", "attacked", "Bob", Qualifiers(place: "Rome")),
    ])
    #expect(picture.edges.count == 1)
    #expect(try Self.label(picture.edges[0].attributes) == "attacked ×3 2019, 5 Jan 2020")
  }

  @Test(arguments: [
    (Qualifiers(), "attacked", "statement conflict fact", "solid", "normal"),
    (
      Qualifiers(time: "2020-01"), "attacked Jan 2020", "statement conflict fact", "solid", "normal"
    ),
    (
      Qualifiers(mode: .planned), "attacked (planned)", "statement conflict planned", "dotted",
      "normal"
    ),
    (
      Qualifiers(mode: .planned, attributedTo: "Eve"), "attacked (planned, says Eve)",
      "statement conflict planned", "dotted", "normal"
    ),
    (
      Qualifiers(mode: .claimed), "attacked (claimed)", "statement conflict claimed", "dashed",
      "normal"
    ),
    (
      Qualifiers(mode: .claimed, attributedTo: "Eve", time: "2020"), "attacked (says Eve), 2020",
      "statement conflict claimed", "dashed", "normal"
    ),
    (
      Qualifiers(polarity: .negated), "✗ not attacked", "statement conflict negated", "solid",
      "teetee"
    ),
    (
      Qualifiers(polarity: .negated, mode: .claimed, attributedTo: "Eve"),
      "✗ not attacked (says Eve)", "statement conflict negated claimed", "dashed", "teetee"
    ),
  ])
  func anArrowSaysWhatItIsWorth(
    qualifiers: Qualifiers, label: String, classes: String, style: String, head: String
  ) throws {
    let edge = try Self.picture([Self.statement("Ada", "attacked", "Bob", qualifiers)]).edges[0]
    #expect(try Self.label(edge.attributes) == label)
    #expect(edge.attributes["class"] == .text(classes))
    #expect(edge.attributes["style"] == .text(style))
    #expect(edge.attributes["arrowhead"] == .text(head))
  }

  @Test func speakersAreNamedOnlyWhereEveryStatementHasOne() throws {
    func label(_ speakers: [String?]) throws -> String {
      try Self.label(
        Self.picture(
          speakers.map {
            Self.statement("Ada", "told", "Bob", Qualifiers(mode: .claimed, attributedTo: $0))
          }
        ).edges[0].attributes)
    }
    #expect(try label(["Eve", "Dan"]) == "told ×2 (say Dan and Eve)")
    #expect(try label(["Eve", "Dan", "Cem"]) == "told ×3 (say Cem and 2 others)")
    #expect(try label(["Eve", nil]) == "told ×2 (claimed)")
  }

  @Test func whatIsDisputedIsTwoArrows() throws {
    let picture = try Self.picture([
      Self.statement(), Self.statement("Ada", "attacked", "Bob", Qualifiers(polarity: .negated)),
    ])
    #expect(
      picture.edges.map { $0.attributes["class"] } == [
        .text("statement conflict fact disputed"), .text("statement conflict negated disputed"),
      ])
    #expect(picture.edges[1].key == "statement-person_ada--attacked--person_bob--negated")
  }

  /// What contradicts what is one question, in pictures as in lists.
  @Test func onlyWhatContradictsIsDisputed() throws {
    func disputed(_ one: Qualifiers, _ other: Qualifiers) throws -> Int {
      try Self.picture([
        Self.statement("Ada", "attacked", "Bob", one),
        Self.statement("Ada", "attacked", "Bob", other),
      ]).edges.count {
        guard case .text(let classes) = $0.attributes["class"] else { return false }
        return classes.contains("disputed")
      }
    }
    #expect(try disputed(.init(mode: .planned), .init(polarity: .negated, mode: .planned)) == 2)
    #expect(try disputed(.init(mode: .planned), .init(polarity: .negated)) == 0)
    #expect(try disputed(.init(), .init(polarity: .negated, mode: .planned)) == 0)
    #expect(try disputed(.init(mode: .claimed), .init(polarity: .negated)) == 2)
    #expect(try disputed(.init(time: "2020"), .init(polarity: .negated, time: "2021")) == 0)
    #expect(try disputed(.init(time: "2020"), .init(polarity: .negated)) == 2)
  }

  @Test func aSymmetricRelationHasTheSameHeadAtBothEnds() throws {
    let edge = try Self.picture([Self.statement("Ada", "married-to", "Bob")]).edges[0]
    #expect(edge.attributes["dir"] == .text("both"))
    #expect(edge.attributes["arrowtail"] == edge.attributes["arrowhead"])
    #expect(try Self.picture([Self.statement()]).edges[0].attributes["dir"] == nil)
  }

  /// Law 7.
  @Test func whatIsNegatedPlannedOrClaimedIsNeverDrawnAsAPlainFact() throws {
    try Self.forAllGraphs { graph in
      let picture = Diagram(of: graph).picture
      var facts: [String: Int] = [:]
      var others: [String: Int] = [:]
      for index in graph.statementIndices {
        let statement = graph[index]
        let ends =
          "\(statement.subject.value) \(statement.relation) \(statement.object.value)"
        if statement.qualifiers.isPlainFact {
          facts[ends, default: 0] += 1
        } else {
          others[
            "\(ends) \(statement.qualifiers.polarity) \(statement.qualifiers.mode)", default: 0] +=
            1
        }
      }
      let arrows = picture.edges.filter { $0.attributes["class"] != nil }
      let factArrows = arrows.filter { $0.classes.contains("fact") }
      try check(factArrows.count == facts.count, "one arrow for each edge's facts")
      try check(arrows.count == facts.count + others.count, "one arrow for each edge and stance")
      for arrow in arrows {
        let label = try Self.label(arrow.attributes)
        let isFact = arrow.classes.contains("fact")
        let isNegated = arrow.classes.contains("negated")
        try check(label.contains("✗ not") == isNegated, "a cross exactly on what is negated")
        try check(
          (arrow.attributes["arrowhead"] == .text("teetee")) == isNegated,
          "a bar exactly on what is negated")
        if isFact {
          try check(arrow.attributes["style"] == .text("solid"), "a fact is solid")
          try check(
            arrow.classes.isDisjoint(with: ["negated", "planned", "claimed"]),
            "a fact is nothing else")
        } else {
          try check(
            isNegated || arrow.attributes["style"] != .text("solid"),
            "what is no fact is not solid, or crossed")
          try check(label.contains("✗ not") || label.contains("("), "what is no fact says so")
        }
      }
      // The numbers on the arrows are those of the graph, each in its own kind.
      let factCounts = try factArrows.map { try Self.count(on: $0) }
      try check(factCounts.sorted() == facts.values.sorted(), "the facts' numbers")
      let otherArrows = arrows.filter { !$0.classes.contains("fact") }
      let otherCounts = try otherArrows.map { try Self.count(on: $0) }
      try check(otherCounts.sorted() == others.values.sorted(), "the other statements' numbers")
    }
  }

  private static func count(on edge: AttributedGraph.Edge) throws -> Int {
    let words = try label(edge.attributes).split(separator: " ")
    return words.compactMap { $0.hasPrefix("×") ? Int($0.dropFirst()) : nil }.first ?? 1
  }

  // MARK: Names from documents

  @Test func hostileTextIsNeverMarkup() throws {
    try Self.forAllGraphs { graph in
      let picture = Diagram(of: graph).picture
      var values = picture.attributes
      for node in picture.nodes { values += node.attributes }
      for edge in picture.edges { values += edge.attributes }
      for attribute in values {
        switch attribute.value {
        case .html(let markup):
          _ = try MarkupReader(markup)
          try check(attribute.name == "label", "only labels are markup")
          try check(
            markup.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "control characters in markup")
        case .text(let text):
          try check(
            text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" },
            "control characters in \(text)")
        case .escaped: try check(false, "nothing here needs Graphviz's escapes")
        }
      }
    }
  }

  @Test func idsAreUniqueAndSafe() throws {
    try Self.forAllGraphs { graph in
      let picture = Diagram(of: graph).picture
      let ids =
        picture.nodes.map { $0.attributes["id"] } + picture.edges.compactMap { $0.attributes["id"] }
      try check(Set(ids).count == ids.count, "ids repeat")
      for case .text(let id)? in ids {
        try check(
          id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) },
          "\(id) is unsafe")
      }
      let nodes = Set(picture.nodes.map(\.name))
      try check(
        picture.edges.allSatisfy { nodes.contains($0.tail) && nodes.contains($0.head) },
        "an arrow ends nowhere")
      try check(Set(picture.edges.map(\.key)).count == picture.edges.count, "keys repeat")
    }
  }

  @Test func aCardShowsTypeNameAndRole() throws {
    func card(_ record: EntityRecord) throws -> String {
      try Self.label(Diagram(of: Self.graph([], entities: [record])).picture.nodes[0].attributes)
    }
    #expect(
      try card(
        EntityRecord(name: "Qasem Soleimani", type: .person, properties: ["role": "General"]))
        == "● PERSON Qasem Soleimani General")
    #expect(
      try card(EntityRecord(name: "Islamic State", type: .organization, aliases: ["IS", "ISIS"]))
        == "■ ORGANIZATION Islamic State also IS")
    // The words before the name are what it is.
    #expect(
      try card(
        EntityRecord(
          name: "William Seely", type: .person, aliases: ["Seely", "Brig. Gen. William Seely"]))
        == "● PERSON William Seely Brig. Gen.")
    // Parts of the name tell nothing new.
    #expect(
      try card(EntityRecord(name: "Mark Esper", type: .person, aliases: ["Esper", "the Esper"]))
        == "● PERSON Mark Esper")
    #expect(try card(EntityRecord(name: "\u{7}", type: .thing)) == "▬ THING (no name)")
    #expect(
      try card(EntityRecord(name: "Titanic", type: EntityType(rawValue: "Ship")))
        == "◇ SHIP Titanic")
  }

  @Test func aNameOfAMillionLettersIsCutOnTheCardAndInTheTooltip() throws {
    let name = String(repeating: "x", count: 1_000_000)
    let node = Diagram(
      of: try Self.graph([], entities: [EntityRecord(name: name, type: .thing)])
    ).picture.nodes[0]
    #expect(try Self.label(node.attributes).count < 100)
    guard case .text(let tooltip)? = node.attributes["tooltip"] else {
      Issue.record("no tooltip")
      return
    }
    #expect(tooltip.count < 1100 && tooltip.contains("…"))
    #expect(node.name.count < 140)
  }

  @Test func tooltipsHoldQuoteAndDocument() throws {
    let document = Document(id: "a.txt", text: "Ada hit Bob.", title: "A fight", date: "2020-01-06")
    let picture = Diagram(
      of: try Self.graph(
        [
          Self.statement(
            "Ada", "attacked", "Bob",
            Qualifiers(mode: .claimed, attributedTo: "Eve", time: "2020-01-05", place: "Rome"),
            evidence: [
              Evidence(document: "a.txt", span: 0..<12, quote: "Ada hit Bob."),
              Evidence(document: "t.csv", quote: "", line: 7),
            ])
        ], documents: [document])
    ).picture
    #expect(
      picture.edges[0].attributes["tooltip"]
        == .text(
          """
          Ada attacked Bob, at Rome, 5 Jan 2020 (says Eve)
          “Ada hit Bob.” (A fight, 6 Jan 2020)
          (t.csv, line 7)
          """))
    #expect(picture.nodes[0].attributes["tooltip"] == .text("Ada (Person); 1 statement"))
  }

  // MARK: Headline and legend

  private static func headline(_ diagram: Diagram) throws -> String {
    try label(diagram.picture.attributes)
  }

  @Test func theLegendShowsOnlyWhatOccurs() throws {
    let one = try Self.headline(Diagram(of: Self.graph([Self.statement()])))
    #expect(one == "Graph 2 entities, 1 statement ● Person ━━▶ conflict")
    let planned = try Self.headline(
      Diagram(
        of: Self.graph([
          Self.statement(), Self.statement("Ada", "told", "Bob", Qualifiers(mode: .planned)),
          Self.statement("Bob", "told", "Ada", Qualifiers(polarity: .negated)),
        ])))
    #expect(
      planned == """
        Graph 2 entities, 3 statements (1 fact, 1 planned, 1 negated) ● Person \
        ━━❯ communication ━━▶ conflict ━━━ fact • • • planned ──┤┤ ✗ not so
        """)
  }

  @Test func theHeadlineNamesTheSources() throws {
    func evidence(_ ids: [String]) -> [StatementRecord] {
      [Self.statement(evidence: ids.map { Evidence(document: $0, quote: "Ada hit Bob.") })]
    }
    let documents = [
      Document(id: "a.txt", title: "A fight", date: "2020-01-06"), Document(id: "b.txt"),
    ]
    #expect(
      try Self.headline(Diagram(of: Self.graph(evidence(["a.txt"]), documents: documents)))
        .hasPrefix(
          "A fight 2 entities, 1 statement from 1 document: A fight (6 Jan 2020) ● Person"))
    #expect(
      try Self.headline(
        Diagram(
          of: Self.graph(evidence(["a.txt", "b.txt", "t.csv", "u.csv"]), documents: documents))
      ).hasPrefix(
        """
        Graph 2 entities, 1 statement from 2 documents and 2 other sources: A fight (6 Jan 2020); \
        b.txt; t.csv and 1 more ● Person
        """))
  }

  @Test func theTitleIsGivenOrTheDocumentsOrItsFirstWords() throws {
    func title(_ document: Document?, _ options: Diagram.Options = .init()) throws
      -> AttributedGraph
      .Value?
    {
      let graph = try Self.graph(
        [Self.statement(evidence: [Evidence(document: "a.txt", quote: "x")])],
        documents: document.map { [$0] } ?? [])
      return Diagram(of: graph, options: options).picture.attributes["tooltip"]
    }
    let text = "January 6, 2020\n\nThe coalition is set to reposition its forces. It says so."
    #expect(try title(nil) == .text("Graph"))
    #expect(try title(Document(id: "a.txt", text: text, title: "News")) == .text("News"))
    #expect(
      try title(Document(id: "a.txt", text: text))
        == .text("The coalition is set to reposition its forces. It says so."))
    #expect(try title(Document(id: "a.txt", text: "Too short")) == .text("Graph"))
    #expect(
      try title(Document(id: "a.txt", title: "News"), .init(title: "Mine")) == .text("Mine"))
    #expect(
      try Self.headline(
        Diagram(of: Self.graph([Self.statement()]), options: .init(title: "T", subtitle: "S"))
      )
      .hasPrefix("T S 2 entities"))
  }

  @Test func anEmptyGraphSaysSo() throws {
    let picture = Diagram(of: try Self.graph([])).picture
    #expect(picture.nodes.isEmpty && picture.edges.isEmpty)
    #expect(
      try Self.label(picture.attributes) == "Graph 0 entities, 0 statements Nothing to draw.")
  }

  // MARK: Slices, themes, size

  @Test func aSliceHasItsStatementsAndTheirEnds() throws {
    let graph = try Self.graph([
      Self.statement("Ada", "told", "Bob"), Self.statement("Ada", "attacked", "Eve"),
      Self.statement("Dan", "told", "Cem"),
    ])
    let edge = try #require(graph.edgeIndices.first)
    let slice = Diagram(of: graph, edges: [edge, edge]).picture
    #expect(slice.edges.count == 1 && slice.nodes.count == 2)
    let statement = try #require(graph.statementIndices.first)
    let cem = try #require(graph.entityIndex(id: "person/cem"))
    let more = Diagram(of: graph, statements: [statement], entities: [cem]).picture
    #expect(
      more.nodes.map(\.name) == ["entity-person_ada", "entity-person_bob", "entity-person_cem"])
    // Parts keep their ids, whatever else is drawn.
    let whole = Diagram(of: graph).picture
    #expect(Set(whole.nodes.map(\.name)).isSuperset(of: more.nodes.map(\.name)))
    #expect(whole.edges.map(\.key).contains(slice.edges[0].key))
  }

  @Test func theSameGraphGivesTheSamePicture() throws {
    try Self.forAllGraphs { graph in
      try check(Diagram(of: graph) == Diagram(of: graph), "two drawings differ")
      try check(
        Diagram(of: graph)
          == Diagram(
            of: graph, statements: graph.statementIndices.reversed(),
            entities: graph.entityIndices.reversed()), "the order of arguments shows")
    }
  }

  @Test func themesDifferInColoursOnly() throws {
    try Self.forAllGraphs { graph in
      let light = Diagram(of: graph, options: .init(theme: .light)).picture
      let dark = Diagram(of: graph, options: .init(theme: .dark)).picture
      try check(light.nodes.map(\.name) == dark.nodes.map(\.name), "nodes differ")
      let labels = try [light, dark].map { try $0.edges.map { try Self.label($0.attributes) } }
      try check(labels[0] == labels[1], "words differ")
      try check(light.attributes["bgcolor"] != dark.attributes["bgcolor"], "one paper")
    }
  }

  @Test func otherEnginesGetNothingThatServesLayersOnly() throws {
    let graph = try Self.graph(
      (0..<9).map { Self.statement("Person \($0)", "told", "Reader \($0)") })
    #expect(Diagram(of: graph).picture.edges.contains { $0.attributes["style"] == .text("invis") })
    let free = Diagram(of: graph, options: .init(isLayered: false)).picture
    #expect(free.edges.count == 9)
    #expect(free.attributes["rankdir"] == nil && free.attributes["overlap"] == .text("false"))
  }

  @Test func placesHangLooselyUnlessNothingElseHoldsThem() throws {
    func weight(_ statements: [StatementRecord]) throws -> AttributedGraph.Value? {
      try Self.picture(statements).edges.first { $0.classes.contains("place") }?.attributes[
        "weight"]
    }
    let lives = StatementRecord(
      subject: EntityRecord(name: "Ada", type: .person), relation: "lives-in",
      object: EntityRecord(name: "Rome", type: .place))
    let visited = StatementRecord(
      subject: EntityRecord(name: "Bob", type: .person), relation: "visited",
      object: EntityRecord(name: "Rome", type: .place))
    #expect(try weight([lives]) == nil)
    #expect(try weight([lives, Self.statement(), visited]) == .text("0"))
    #expect(try Self.picture([Self.statement()]).edges[0].attributes["weight"] == .text("2"))
  }

  @Test func aGreatPictureHasPlainBoxes() throws {
    func picture(_ count: Int) throws -> AttributedGraph {
      Diagram(
        of: try Self.graph(
          [Self.statement("Person 0", "told", "Person 1")],
          entities: (0..<count).map { EntityRecord(name: "Person \($0)", type: .person) })
      ).picture
    }
    let limit = Diagram.cardLimit
    #expect(try picture(limit).nodeDefaults["shape"] == .text("plain"))
    let great = try picture(limit + 1)
    #expect(great.nodeDefaults["shape"] == .text("box"))
    #expect(great.nodes.count == limit + 1)
    #expect(great.nodes[0].attributes["label"] == .text("● Person 0"))
    #expect(great.edges[0].attributes["label"] == nil)
    #expect(great.edges[0].attributes["tooltip"] == .text("Person 0 told Person 1"))
    #expect(great.attributes["nslimit"] == .text("0.1"))
    #expect(try picture(Diagram.leisure.cards).attributes["nslimit"] == nil)
    #expect(try picture(Diagram.leisure.cards + 1).attributes["splines"] == .text("line"))
    func arrows(_ count: Int) throws -> AttributedGraph {
      try Self.picture(
        (0..<count).map { Self.statement("P\($0 / 20)", "told", "Q\($0 % 20)") })
    }
    #expect(try arrows(Diagram.leisure.arrows).attributes["splines"] == .text("true"))
    #expect(try arrows(Diagram.leisure.arrows + 1).attributes["splines"] == .text("line"))
  }
}

extension [AttributedGraph.Attribute] {
  /// The value of the attribute of that name.
  subscript(name: String) -> AttributedGraph.Value? {
    first { $0.name == name }?.value
  }
}

extension AttributedGraph.Edge {
  /// The classes of its `class` attribute.
  fileprivate var classes: Set<String> {
    guard case .text(let classes)? = attributes["class"] else { return [] }
    return Set(classes.split(separator: " ").map(String.init))
  }
}

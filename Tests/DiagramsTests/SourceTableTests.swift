import GraphModel
import TestSupport
import Testing

@testable import Diagrams

@Suite struct SourceTableTests {
  private static let names =
    awkwardNames + [
      "]]><script>", "C:\\N\\E", "\"Mal\" & 'Lory'", "a\u{1}\u{7}b", "</TD><TD>",
      String(repeating: "Ministry of Names ", count: 200),
    ]

  private static func sourced(_ graph: KnowledgeGraph, isLayered: Bool = true) -> Diagram {
    Diagram(of: graph, options: .init(isLayered: isLayered, showsSources: true))
  }

  private static func text(_ value: AttributedGraph.Value?) throws -> [Substring] {
    guard case .html(let markup)? = value else { return [] }
    return try MarkupReader(markup).text.split(separator: " ")
  }

  /// The label with the table, if there is one.
  private static func table(_ picture: AttributedGraph) throws -> [Substring] {
    try text((picture.clusters.first?.attributes ?? picture.attributes)["label"])
  }

  @Test func everyArrowHasItsNumberAndItsSources() throws {
    try forAll(Gen.world(names: Self.names), count: 60) { world in
      let graph = try world.graph()
      for isLayered in [true, false] {
        let picture = Self.sourced(graph, isLayered: isLayered).picture
        let table = try Self.table(picture)
        let arrows = picture.edges.filter { $0.attributes["style"] != .text("invis") }
        for (position, arrow) in arrows.enumerated() {
          try checkEqual(
            try Self.text(arrow.attributes["label"]).first, "\(position + 1)", "\(arrow)")
          try check(table.contains("\(position + 1)"), "\(position + 1) is not in \(table)")
        }
        try checkEqual(table.contains("Quote"), !arrows.isEmpty)
        let negated = graph.statementIndices.count {
          graph.qualifiers(of: $0).polarity == .negated
        }
        try check(
          table.count { $0 == "✗" } >= negated, "\(negated) statements are not so: \(table)")
      }
    }
  }

  @Test func theSpokenPictureSaysEveryPart() throws {
    try forAll(Gen.world(names: Self.names), count: 60) { world in
      let graph = try world.graph()
      let diagram = Self.sourced(graph)
      let arrows = diagram.picture.edges.filter { $0.attributes["style"] != .text("invis") }
      let ids = diagram.picture.nodes.map(\.name) + arrows.compactMap(\.key)
      try checkEqual(Set(diagram.spoken.parts.keys), Set(ids))
      try check(diagram.spoken.parts.values.allSatisfy { !$0.name.isEmpty }, "a part has no name")
      // Law 7: nobody hears what is negated, planned or claimed as a plain fact.
      for index in graph.statementIndices {
        let sentence = Sentence(index, in: graph)
        let qualifiers = graph.qualifiers(of: index)
        try checkEqual(sentence.text.hasPrefix("Not so: "), qualifiers.polarity == .negated)
        let words = sentence.bounds.joined(separator: ", ")
        try checkEqual(words.hasPrefix("planned"), qualifiers.mode == .planned, words)
        try checkEqual(words.hasPrefix("claimed"), qualifiers.mode == .claimed, words)
        let isSaid = diagram.spoken.parts.values.contains { $0.name.contains(sentence.text) }
        try check(isSaid, "“\(sentence.text)” is not said")
      }
    }
  }

  @Test func manyStatementsAreListedAndTheRestCounted() throws {
    var builder = GraphBuilder()
    for number in 0..<30 {
      builder.add(
        StatementRecord(
          subject: EntityRecord(name: "Ada", type: .person), relation: "told",
          object: EntityRecord(name: "Bob", type: .person),
          qualifiers: Qualifiers(time: "\(2000 + number)"),
          evidence: (0..<5).map { Evidence(document: "d", quote: "words \($0)", line: $0 + 1) }))
    }
    let diagram = Self.sourced(try builder.build().graph)
    let table = try Self.table(diagram.picture).joined(separator: " ")
    #expect(table.contains("and 6 more statements"))
    #expect(
      table.split(separator: "and 2 more quotes", omittingEmptySubsequences: false).count == 25)
    #expect(!table.contains("words 3") && !table.contains("2024"))
    let arrow = diagram.spoken.parts.values.first { $0.role == "arrow" }
    #expect(arrow?.name.hasSuffix("Ada told Bob, 2023; and 6 more") == true)
  }

  @Test func theTableIsAboutAsBroadAsTheDrawing() throws {
    /// How many blocks stand side by side.
    func blocks(_ arrows: Int) throws -> Int {
      var builder = GraphBuilder()
      for number in 0..<arrows {
        builder.add(
          StatementRecord(
            subject: EntityRecord(name: "P\(number % 40)", type: .person), relation: "told",
            object: EntityRecord(name: "Q\(number % 23)-\(number)", type: .person),
            evidence: [
              Evidence(document: "a document", quote: String(repeating: "word ", count: 60))
            ]))
      }
      return try Self.table(Self.sourced(try builder.build().graph).picture)
        .count { $0 == "Statement" }
    }
    #expect(try blocks(5) == 1)
    #expect(try (2...4).contains(blocks(60)))
    #expect(try (4...8).contains(blocks(250)))
  }

  /// All that a picture holds.
  private static func texts(of picture: AttributedGraph) -> [String] {
    func texts(_ attributes: [AttributedGraph.Attribute]) -> [String] {
      attributes.map { attribute in
        switch attribute.value {
        case .text(let text), .html(let text), .escaped(let text): text
        }
      }
    }
    return texts(picture.attributes)
      + picture.nodes.flatMap { [$0.name] + texts($0.attributes) }
      + picture.edges.flatMap { [$0.key ?? ""] + texts($0.attributes) }
      + picture.clusters.flatMap { texts($0.attributes) }
  }

  /// Redaction holds for whatever a picture says, drawn or spoken.
  @Test func noHiddenNameIsInAPicture() throws {
    let names = [
      "Ann Lee", "Qasem Soleimani", "Soleimani", "O’Brien", "Élan Vital", "<b>bold</b>",
      "back\\slash",
      "{rec|ord}", "中文 名字", "قاسم سليماني", "two\nlines", "say \"it\"", "\u{202E}right-to-left",
      "Łódź", "SOLEIMANI, Qasem",
    ]
    try forAll(zip(Gen.world(names: names), .int(in: 0...255)), count: 60) { world, mask in
      let graph = try world.graph()
      let chosen = graph.entityIndices.filter { mask >> ($0.rawValue % 8) & 1 == 1 }
      let redaction = Redaction(of: chosen, in: graph)
      let selection = Selection(of: graph).redacted(by: redaction)
      try checkEqual(selection.entities.count, graph.entities.count)
      let diagram = Diagram(
        of: redaction.graph, Slice(of: redaction.graph, selection),
        options: .init(title: redaction.text("On Soleimani"), showsSources: true))
      let said =
        Self.texts(of: diagram.picture) + [diagram.spoken.title, diagram.spoken.description]
        + diagram.spoken.parts.flatMap { [$0.key, $0.value.name, $0.value.description] }
      // What stands in a list is read by itself: the last word of one other name and the first of the next are no name.
      let words = said.map { $0.split(separator: ", ").map { NameKey.tokens(String($0)) } }
      for name in chosen.flatMap({ graph[$0].allNames }) {
        let tokens = NameKey.tokens(name)
        for (text, words) in zip(said, words) {
          let isHidden =
            !text.contains(name)
            && !words.contains { part in
              part.indices.contains { part[$0...].starts(with: tokens) }
            }
          try check(isHidden, "\(name) is in \(text)")
        }
      }
    }
  }
}

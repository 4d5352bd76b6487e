import Foundation
import FoundationXML
import Testing

/// Figures that can be printed, defended and heard.
@Suite struct FigureTests {
  private static func svg(_ workplace: Workplace, _ options: String...) throws -> SVGOutline {
    let run = try workplace.graphgen(["render", "graph.jsonl", "-q", "-Tsvg"] + options)
    run.expect()
    return try SVGOutline(run.output)
  }

  @Test func arrowsAreNumberedAndTheirSourcesStandBelow() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen(
      "render", "graph.jsonl", "--sources", "-o", "f.svg", "-o", "f.pdf", "-o", "f.png"
    ).expect(output: "")
    let svg = try SVGOutline(workplace.read("f.svg"))
    let footer = svg.texts(inGroup: "footer")
    #expect(footer.prefix(4) == ["No.", "Statement", "Quote", "Document, date"])
    #expect(
      footer.filter { Int($0) != nil } == ["1", "2", "3", "4", "5", "6"], "six arrows, six numbers")
    for words in [
      "✗ Not so: River Brigade", "claimed by a spokesman", "planned, May 2021", "4 Mar 2021",
      "claimed by Dana Okoye", "at Port Alder, 2021", "report.txt",
    ] {
      #expect(footer.contains(words), "the table lacks \(words): \(footer)")
    }
    #expect(footer.joined(separator: " ").contains("“General Ana Ruiz commands the River Brigade”"))
    // The numbers on the arrows are those of the table.
    for (number, id) in [
      ("1", "statement-organization_river-brigade--attacked--place_port-alder--negated--claimed"),
      ("3", "statement-person_ana-ruiz--commands--organization_river-brigade"),
    ] {
      #expect(svg.texts(inGroup: id).first == number, "\(id)")
    }
    let pdf = try workplace.tool("pdftotext", "-layout", "f.pdf", "-")
    for words in ["Document, date", "claimed by a spokesman", "General Ana Ruiz commands the"] {
      pdf.expectOutput(contains: words)
    }
  }

  @Test func severalStatementsOfOneArrowHaveOneNumber() throws {
    let workplace = try Workplace()
    try workplace.build(
      table: """
        subject,subject type,relation,object,object type,time,quote
        a,Person,told,b,Person,2020,first words
        a,Person,told,b,Person,2021,second words
        b,Person,told,a,Person,,

        """)
    let footer = try Self.svg(workplace, "--sources").texts(inGroup: "footer")
    #expect(
      footer == [
        "No.", "Statement", "Quote", "Document, date", "1", "a told b", "2020", "“first words”",
        "table.csv", "line 2", "a told b", "2021", "“second words”", "table.csv", "line 3", "2",
        "b told a", "table.csv", "line 4",
      ])
  }

  @Test func everyEngineHasRoomForTheTable() throws {
    let workplace = try Workplace.withGraph()
    for engine in ["dot", "neato", "fdp", "sfdp", "twopi", "circo", "osage"] {
      let svg = try Self.svg(workplace, "--sources", "-K\(engine)")
      #expect(svg.elements.contains { $0.text == "Document, date" }, "\(engine)")
    }
    // The table is a part of the picture with frames and without.
    let framed = try Self.svg(workplace, "--sources", "--cluster", "type")
    #expect(framed.texts(inGroup: "footer").contains("Document, date"))
  }

  @Test func moreArrowsThanATableCanTell() throws {
    let workplace = try Workplace.withLargeGraph()
    try workplace.graphgen(
      "render", "graph.jsonl", "--sources", "--max-nodes", "0", "-o", "x.svg"
    ).expect(
      2, output: "",
      errors: "graphgen: error: the picture has 1199 arrows, and below it there is room for the "
        + "sources of 500: draw a part with --focus, or fewer cards with --max-nodes")
    #expect(!workplace.has("x.svg"))
    let svg = try Self.svg(workplace, "--sources")
    #expect(svg.texts(inGroup: "footer").contains("63"))
  }

  @Test func aScreenReaderReadsTheGraphAsSentences() throws {
    let workplace = try Workplace.withGraph()
    for options in [[], ["--sources"], ["--theme", "dark"], ["--cluster", "type"]] {
      let run = try workplace.graphgen(["render", "graph.jsonl", "-Tsvg"] + options)
      run.expect()
      let svg = try SVGOutline(run.output)
      svg.checkReferences()
      let root = svg.elements[0]
      #expect(root.attributes["role"] == "graphics-document document")
      #expect(svg.name(of: root) == "Harbour report" || svg.name(of: root)?.isEmpty == false)
      #expect(
        svg.description(of: root)
          == "7 entities, 6 statements (3 facts, 1 planned, 1 claimed, 1 negated) from 1 document: "
          + "report.txt (4 Mar 2021). Arrows come first, then cards.")
      let symbols = svg.elements.filter { $0.attributes["role"] == "graphics-symbol img" }
      let names = symbols.map {
        "\($0.attributes["aria-roledescription"] ?? "?"): \(svg.name(of: $0) ?? "?")"
      }
      #expect(
        Set(names.filter { !$0.hasPrefix("frame") }) == [
          "card: Ana Ruiz, person", "card: Ben Ruiz, person", "card: Cole Adeyemi, person",
          "card: Dana Okoye, person", "card: the envoy, person", "card: Port Alder, place",
          "card: River Brigade, organization", "arrow: Ana Ruiz commands River Brigade",
          "arrow: Ben Ruiz wrote to Ana Ruiz, 1 Mar 2021",
          "arrow: Not so: River Brigade attacked Port Alder, claimed by a spokesman",
          "arrow: River Brigade withdrew from Port Alder, planned, May 2021",
          "arrow: Cole Adeyemi killed the envoy, claimed by Dana Okoye",
          "arrow: Cole Adeyemi met with Dana Okoye, at Port Alder, 2021",
        ])
      #expect(
        names.filter { $0.hasPrefix("frame") }.count
          == (options == ["--cluster", "type"] ? 1 : 0))
      // What is drawn is hidden from who hears the words.
      for element in svg.elements where element.name == "text" {
        #expect(element.isHidden, "“\(element.text)” would be read")
      }
      let arrow = symbols.first { svg.name(of: $0) == "Ana Ruiz commands River Brigade" }
      #expect(
        arrow.flatMap { svg.description(of: $0) }
          == (options == ["--sources"]
            ? "Number 3. “General Ana Ruiz commands the River Brigade”, report.txt, 4 Mar 2021."
            : nil))
    }
  }

  @Test func whatIsLeftOutIsHeard() throws {
    let svg = try Self.svg(Workplace.withLargeGraph())
    svg.checkReferences()
    #expect(
      svg.description(of: svg.elements[0])
        == "60 of 587 entities, 63 of 1199 statements. Left out: 527 of 587 entities, 1136 of 1199 "
        + "statements; shown are the most connected. Arrows come first, then cards.")
  }

  @Test func namesAreWordsAndNeverMarkup() throws {
    let workplace = try Workplace()
    try workplace.build(
      table: """
        subject,subject type,relation,object,object type,quote
        "a</title><script>x</script>",Person,told,"b"" onload=""x & <i>",Person,"]]> <desc> & --> “q”"
        ＜,Person,told,&lt;script&gt;,Person,\\N \\G

        """)
    let svg = try Self.svg(workplace, "--sources")
    svg.checkReferences()
    #expect(!svg.elements.contains { ["script", "i"].contains($0.name) })
    let names = svg.elements.compactMap { svg.name(of: $0) }
    #expect(names.contains("a</title><script>x</script> told b\" onload=\"x & <i>"))
    #expect(names.contains("＜ told &lt;script&gt;"))
  }

  @Test func sameFigureSameBytes() throws {
    let workplace = try Workplace.withSeeds()
    let render = ["render", "graph.jsonl", "--sources", "-o", "f.svg", "-o", "f.png"]
    try workplace.graphgen(render).expect(output: "")
    let (svg, png) = (try workplace.read("f.svg"), try workplace.read("f.png"))
    try workplace.graphgen(render).expect(output: "")
    #expect(try workplace.read("f.svg") == svg)
    #expect(try workplace.read("f.png") == png)
    try SVGOutline(svg).checkReferences()
    try workplace.tool("xmllint", "--noout", "f.svg").expect()
  }

  @Test func aPDFCarriesItsFonts() throws {
    let workplace = try Workplace.withSeeds()
    try workplace.graphgen("render", "graph.jsonl", "--sources", "-o", "f.pdf").expect(output: "")
    let fonts = try workplace.tool("pdffonts", "f.pdf")
    fonts.expect()
    let rows = fonts.text.split(separator: "\n").dropFirst(2)
    fonts.check(rows.count >= 3, "there are fonts")
    for row in rows {
      // name, type, encoding, emb, sub, uni, object, id
      let fields = row.split(separator: " ")
      fonts.check(fields.suffix(5).first == "yes", "embedded: \(row)")
    }
  }

  @Test func pixelsAreAsFineAsIsAskedFor() throws {
    let workplace = try Workplace.withGraph()
    func width(_ options: String...) throws -> Int {
      let run = try workplace.graphgen(["render", "graph.jsonl", "-o", "x.png"] + options)
      run.expect(output: "")
      return try workplace.read("x.png")[16..<20].reduce(0) { $0 << 8 | Int($1) }
    }
    let usual = try width()
    #expect(abs(try width("--dpi", "192") - 2 * usual) <= 2)
    #expect(try width("-Gdpi=192") == width("--dpi", "192"))
    for (option, message) in [
      ("0", "--dpi must be between 1 and 2400, not 0.0."),
      ("9999", "--dpi must be between 1 and 2400, not 9999.0."),
    ] {
      let run = try workplace.graphgen("render", "graph.jsonl", "-o", "y.png", "--dpi", option)
      run.expect(64, output: "", errors: nil)
      run.expectErrors(contain: "Error: \(message)")
    }
    let both = try workplace.graphgen(
      "render", "graph.jsonl", "-o", "y.png", "--dpi", "100", "-Gdpi=200")
    both.expect(64, output: "", errors: nil)
    both.expectErrors(contain: "Error: Give either --dpi or -Gdpi.")
    #expect(!workplace.has("y.png"))
    let large = try workplace.graphgen(
      "render", "graph.jsonl", "-o", "y.png", "--dpi", "2400", "-Gsize=40,40!",
      "--timeout", "150")
    large.expect(output: "", errors: nil)
    large.expectErrors(contain: "graphgen: note: the png would have ")
    large.expectErrors(
      contain: " dpi instead of 2400, for no more than 32000 a side and 64 million in all")
  }
}

/// The elements of an SVG with what they lie in.
private final class SVGOutline: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// The ids of the groups that it lies in.
    var groups: [String]
    var isHidden: Bool
    /// The position of the element that it lies in.
    var parent: Int?
    var text = ""
  }

  private(set) var elements: [Element] = []
  private var open: [Int] = []

  init(_ bytes: [UInt8]) throws {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.shouldResolveExternalEntities = false
    parser.delegate = self
    try #require(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "not well-formed")")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let parent = open.last.map { elements[$0] }
    elements.append(
      Element(
        name: name, attributes: attributes,
        groups: (parent?.groups ?? []) + (attributes["id"].map { [$0] } ?? []),
        isHidden: (parent?.isHidden ?? false) || attributes["aria-hidden"] == "true",
        parent: open.last))
    open.append(elements.count - 1)
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let last = open.last { elements[last].text += text }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  /// The texts that are drawn in the group of an id.
  func texts(inGroup id: String) -> [String] {
    elements.filter { $0.name == "text" && $0.groups.contains(id) }.map(\.text)
  }

  private func text(of element: Element, _ attribute: String) -> String? {
    element.attributes[attribute].flatMap { id in
      elements.first { $0.attributes["id"] == id }?.text
    }
  }

  func name(of element: Element) -> String? { text(of: element, "aria-labelledby") }

  func description(of element: Element) -> String? { text(of: element, "aria-describedby") }

  /// Checks that no id occurs twice and that whatever refers to one refers to a child of its own.
  func checkReferences() {
    let ids = elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count, "an id occurs twice")
    for (position, element) in elements.enumerated() {
      for (attribute, name) in [("aria-labelledby", "title"), ("aria-describedby", "desc")] {
        guard let id = element.attributes[attribute] else { continue }
        let target = elements.first { $0.attributes["id"] == id }
        #expect(target?.name == name && target?.parent == position, "\(attribute)=\(id)")
        #expect(target?.text.isEmpty == false, "\(id) is empty")
      }
    }
  }
}

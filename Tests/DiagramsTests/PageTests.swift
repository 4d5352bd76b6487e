import GraphModel
import TestSupport
import Testing

@testable import Diagrams

@Suite struct PageTests {
  // MARK: Help

  /// An SVG as Graphviz would write it of a diagram, without a layout.
  private static func drawing(of diagram: Diagram) -> [UInt8] {
    func group(_ kind: String, _ id: String, _ attributes: [AttributedGraph.Attribute]) -> String {
      guard case .text(let tooltip)? = attributes.first(where: { $0.name == "tooltip" })?.value
      else { return "" }
      return """
        <g id="\(id)" class="\(kind)"><title>\(Markup.escape(id))</title>
        <g id="a_\(id)"><a xlink:title="\(Markup.escape(tooltip))">
        <polygon fill="#e3f0fa" stroke="#0072B2" points="0,0 1,1"/></a></g></g>

        """
    }
    let parts =
      diagram.picture.nodes.map { group("node", $0.name, $0.attributes) }
      + diagram.picture.edges.map { group("edge", $0.key ?? "", $0.attributes) }
    return Array(
      """
      <?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">
      <!-- Generated --><svg width="9pt" height="9pt" viewBox="0 0 9 9"><g id="graph0" class="graph">
      \(parts.joined())</g></svg>
      """.utf8)
  }

  private static func page(of graph: KnowledgeGraph, theme: Theme = .light) -> Page {
    let diagram = Diagram(of: graph, options: Diagram.Options(theme: theme, isBare: true))
    return Page(of: graph, diagram: diagram, drawing: drawing(of: diagram), theme: theme)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// What stands between two markers, of which the first is to occur once.
  private static func stretch(_ text: String, from start: String, to end: String) throws -> String {
    let opening = try #require(text.firstRange(of: start))
    let closing = try #require(text[opening.upperBound...].firstRange(of: end))
    return String(text[opening.upperBound..<closing.lowerBound])
  }

  private static func data(of page: Page) throws -> String {
    try stretch(text(page.bytes), from: "id=\"graph-data\">", to: "</script>")
  }

  private static let attacks = [
    "</script><script>alert(1)</script>", "<!--<script>", "\"><img src=x onerror=alert(1)>",
    "a\u{2028}b\u{2029}c", "&lt;b&gt;", "{{program}}", "\u{202E}gnp.exe", "\u{0}\u{1}",
  ]

  private static var hostile: Gen<World> { Gen.world(names: awkwardNames + attacks) }

  // MARK: Laws

  @Test func nothingFromDataBecomesMarkup() throws {
    try forAll(Self.hostile, count: 40) { world in
      let page = Self.page(of: try world.graph())
      let text = Self.text(page.bytes)
      let data = try Self.data(of: page)
      #expect(!data.unicodeScalars.contains { "<>&\u{2028}\u{2029}".unicodeScalars.contains($0) })
      // The template's own tags, and no others beside those of the drawing.
      #expect(text.ranges(of: "<script").count == 2)
      #expect(text.ranges(of: "</script").count == 2)
      #expect(text.ranges(of: "<style").count == 1)
      #expect(!text.contains("<img") && !text.contains("<!--"))
    }
  }

  @Test func sameGraphSameBytes() throws {
    try forAll(Self.hostile, count: 20) { world in
      let graph = try world.graph()
      #expect(Self.page(of: graph) == Self.page(of: graph))
    }
  }

  @Test func theDrawingIsOfWhatDraws() {
    let palette = PagePalette(drawnIn: .light, types: [], families: [])
    func kept(_ svg: String) -> String {
      Self.text(PageDrawing.markup(of: Array(svg.utf8), palette))
    }
    #expect(kept("<svg width='1' viewBox='0 0 1 1'></svg>") == "<svg viewBox=\"0 0 1 1\"></svg>")
    #expect(
      kept("<svg><script>alert(1)</script><g onclick=\"x\" class=\"a\"/></svg>")
        == "<svg><g class=\"a\"></g></svg>")
    #expect(
      kept("<svg><g id=\"a_x\"><path d=\"M0\"/></g></svg>") == "<svg><path d=\"M0\"></path></svg>")
    #expect(
      kept("<svg><a xlink:href=\"javascript:x\"><text x=\"1\">A &lt; B</text></a></svg>")
        == "<svg><text x=\"1\">A &lt; B</text></svg>")
    #expect(kept("<svg><title>name</title><desc>words</desc></svg>") == "<svg></svg>")
    #expect(
      kept("<svg><text font-family='a\"b'><b>x</b>y</text></svg>")
        == "<svg><text font-family=\"a&quot;b\">y</text></svg>")
    #expect(
      kept("<svg><image href=\"file:///etc/passwd\"/><style>*{}</style></svg>") == "<svg></svg>")
    #expect(kept("<p>before</p><svg><rect></svg><svg/>") == "<svg><rect></rect></svg><svg></svg>")
    // However it ends, it ends.
    for broken in ["<", "<svg", "<svg a", "<svg a=", "<svg a=\"", "<!--", "<?", "</", "<svg a='>"] {
      #expect(!kept(broken).contains("a="))
    }
  }

  @Test func coloursFollowTheTheme() {
    let palette = PagePalette(drawnIn: .light, types: [.person], families: ["conflict"])
    func kept(_ svg: String) -> String {
      Self.text(PageDrawing.markup(of: Array(svg.utf8), palette))
    }
    #expect(
      kept("<svg fill=\"#E3F0FA\" stroke=\"transparent\"></svg>")
        == "<svg fill=\"var(--c-e3f0fa)\" stroke=\"transparent\"></svg>")
    #expect(kept("<svg fill=\"#123456\"></svg>") == "<svg fill=\"#123456\"></svg>")
    #expect(palette.styles.contains("--c-e3f0fa:#E3F0FA"))
    #expect(palette.styles.contains("--c-e3f0fa:#12324D"))
    #expect(palette.styles.contains("--paper:#0F172A"))
  }

  /// Whichever theme it was drawn in, words can be read in the other.
  @Test(arguments: Theme.all) func everyColourOfAThemeHasACounterpart(theme: Theme) {
    let palette = PagePalette(drawnIn: theme, types: [], families: [])
    let colours =
      [theme.background, theme.ink, theme.muted, theme.otherArrow.color]
      + theme.cards.values.flatMap { [$0.accent, $0.label, $0.tint] }
      + theme.arrows.values.map(\.color)
    for colour in colours {
      let reference = palette.reference(to: colour.description.lowercased().utf8)
      #expect(reference != nil, "\(theme.name) \(colour)")
    }
  }

  @Test func thePolicyNamesTheProgramAndTheStyle() throws {
    let page = Self.text(Self.page(of: KnowledgeGraph()).bytes)
    func source(_ text: String) -> String {
      var hash = SHA256()
      hash.update(Array(text.utf8))
      return "'sha256-\(Base64.text(of: hash.digest()))'"
    }
    let program = try Self.stretch(page, from: "<script type=\"module\">", to: "</script>")
    let style = try Self.stretch(page, from: "<style>", to: "</style>")
    let policy = try Self.stretch(page, from: "Content-Security-Policy\" content=\"", to: "\"")
    #expect(
      policy == """
        default-src 'none'; script-src \(source(program)); style-src \(source(style)); img-src data:; \
        base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'
        """)
  }

  @Test func base64() {
    func text(_ plain: String) -> String { Base64.text(of: Array(plain.utf8)) }
    #expect(
      ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(text) == [
        "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy",
      ])
  }

  // MARK: Passages

  @Test func aShortTextIsCarriedWhole() {
    #expect(Passage.passages(of: "Ödön", quotes: []) == [Passage(start: 0, text: "Ödön")])
  }

  @Test func ofALongTextWhatStandsAroundQuotesIsCarried() throws {
    struct Sample {
      var text: String
      var quotes: [Range<Int>]
    }
    let samples = Gen<Sample> { random, _ in
      let letters = ["a", "é", "漢", "😀", " ", "\n"]
      var text = ""
      var borders: [Int] = []
      while text.utf8.count < Passage.whole + 1000 {
        let letter = letters[Int.random(in: 0..<letters.count, using: &random)]
        text += String(repeating: letter, count: Int.random(in: 0..<900, using: &random))
        borders.append(text.utf8.count)
      }
      let quotes = (0..<Int.random(in: 0..<8, using: &random)).map { _ in
        let first = Int.random(in: 0..<borders.count, using: &random)
        let last = min(borders.count - 1, first + Int.random(in: 0..<4, using: &random))
        return borders[first]..<borders[last]
      }
      return Sample(text: text, quotes: quotes)
    }
    try forAll(samples, count: 20) { (sample: Sample) in
      let bytes = Array(sample.text.utf8)
      let passages = Passage.passages(of: sample.text, quotes: sample.quotes)
      for passage in passages {
        let end = passage.start + passage.text.utf8.count
        #expect(Array(passage.text.utf8) == Array(bytes[passage.start..<end]))
      }
      for (left, right) in zip(passages, passages.dropFirst()) {
        #expect(left.start + left.text.utf8.count < right.start)
      }
      for quote in sample.quotes {
        #expect(
          passages.contains {
            $0.start <= quote.lowerBound && quote.upperBound <= $0.start + $0.text.utf8.count
          })
      }
    }
  }

  // MARK: Data

  @Test func dataOfAGraph() throws {
    var builder = GraphBuilder()
    builder.add(Document(id: "a.txt", text: "Ada told Bob.", title: "A", date: "2020-01-06"))
    builder.add(
      StatementRecord(
        subject: EntityRecord(name: "Ada", type: .person, aliases: ["Countess"]), relation: "told",
        object: EntityRecord(name: "Bob", type: .person),
        qualifiers: Qualifiers(mode: .claimed, attributedTo: "Eve", time: "2020-01"),
        confidence: 0.5,
        evidence: [
          Evidence(
            document: "a.txt", span: 0..<12, quote: "Ada told Bob",
            parts: .init(subject: 0..<3, trigger: 4..<8))
        ]))
    let data = try Self.data(of: Self.page(of: try builder.build().graph))
    #expect(
      data == #"""
        {"title":"A","counts":"2 entities, 1 statement (1 claimed)","sources":"from 1 document: A (6 Jan 2020)",\#
        "notes":[],"types":[{"name":"Person","glyph":"●"}],\#
        "families":[{"name":"communication","glyph":"━━❯"}],\#
        "relations":[{"name":"told","label":"told","inverse":"was told by","family":0,\#
        "definition":"said something to it, aloud or in an interview; the hearer is named"}],\#
        "documents":[{"id":"a.txt","title":"A","date":"2020-01-06","when":"6 Jan 2020","size":13,\#
        "passages":[{"start":0,"text":"Ada told Bob."}]}],\#
        "entities":[{"id":"person/ada","name":"Ada","type":0,"aliases":["Countess"],"elsewhere":0},\#
        {"id":"person/bob","name":"Bob","type":0,"aliases":[],"elsewhere":0}],\#
        "statements":[{"subject":0,"relation":0,"object":1,"polarity":"asserted","mode":"claimed",\#
        "attributedTo":"Eve","when":"Jan 2020","from":18262,"until":18292,"confidence":0.5,\#
        "evidence":[{"document":0,"quote":"Ada told Bob","span":[0,12],"subject":[0,3],"trigger":[4,8]}]}],\#
        "cards":[{"id":"entity-person_ada","entities":[0]},{"id":"entity-person_bob","entities":[1]}],\#
        "arrows":[{"id":"statement-person_ada--told--person_bob--claimed","tail":0,"head":1,"statements":[0]}]}
        """#)
  }
}

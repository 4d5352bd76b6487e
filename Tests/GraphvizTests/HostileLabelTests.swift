import GraphModel
import TestSupport
import Testing

@testable import Graphviz

/// Whatever a text holds, the SVG is well-formed, has no element and no attribute but Graphviz's own, and
/// shows the text.
@Suite struct HostileLabelTests {
  static let elementNames: Set = [
    "svg", "g", "title", "polygon", "path", "ellipse", "polyline", "text", "a", "defs",
    "linearGradient", "radialGradient", "stop",
  ]
  static let attributeNames: Set = [
    "width", "height", "viewBox", "xmlns", "xmlns:xlink", "id", "class", "transform", "fill",
    "stroke",
    "points", "d", "cx", "cy", "rx", "ry", "text-anchor", "x", "y", "font-family", "font-size",
    "font-weight", "font-style", "text-decoration", "xlink:href", "xlink:title", "target", "style",
    "x1", "y1", "x2", "y2", "gradientUnits", "offset", "stroke-width", "stroke-dasharray",
    "fill-opacity", "stroke-opacity", "baseline-shift",
  ]

  private static func document(_ graph: AttributedGraph) throws -> SVGDocument {
    let document = try SVGDocument(Samples.renderer().render(graph, formats: [.svg]).outputs[0])
    for element in document.elements {
      #expect(elementNames.contains(element.name), "<\(element.name)>")
      for (name, value) in element.attributes {
        #expect(attributeNames.contains(name), "\(name)=\(value)")
        if name == "xlink:href" {
          #expect(
            ["http://", "https:/", "mailto:", "#"].contains { value.hasPrefix($0) }, "\(value)")
        }
      }
    }
    return document
  }

  /// A graph with texts in every place that a text can have.
  private static func graph(withTexts texts: [String]) -> AttributedGraph {
    let everywhere = [
      "label", "tooltip", "id", "class", "comment", "target", "URL", "fontname", "color",
      "fontcolor",
      "style", "note",
    ]
    func attributes(_ text: String, _ more: [String]) -> [AttributedGraph.Attribute] {
      (everywhere + more).map { .init($0, .text(text)) }
    }
    var graph = AttributedGraph(
      name: texts[0], attributes: attributes(texts[0], ["bgcolor", "stylesheet", "charset"]))
    for (number, text) in texts.enumerated() {
      let names = ["\(text)\(number)", "\(text) \(number)"]
      graph.nodes.append(
        .init(name: names[0], attributes: attributes(text, ["shape", "fillcolor", "image"])))
      graph.nodes.append(.init(name: names[1]))
      graph.edges.append(
        .init(
          tail: names[0], head: names[1], key: text,
          attributes: attributes(
            text,
            [
              "edgetooltip", "headtooltip", "labeltooltip", "edgeURL", "headURL", "headport",
              "tailport", "arrowhead", "lhead",
            ])))
      graph.clusters.append(
        .init(
          name: "cluster\(number)\(text)", attributes: attributes(text, ["bgcolor"]),
          nodes: [names[0]]))
    }
    return graph
  }

  @Test func nothingBecomesMarkup() throws {
    for start in stride(from: 0, to: Samples.hostileTexts.count, by: 12) {
      let texts = Array(Samples.hostileTexts[start...].prefix(12))
      do {
        _ = try Self.document(Self.graph(withTexts: texts))
      } catch {
        Issue.record("\(texts.debugDescription): \(error)")
      }
    }
  }

  @Test func textWithTheEscapesOfOthersBecomesNoMarkup() throws {
    let texts =
      Samples.hostileTexts + [
        "&#0;", "&#1;", "&#xFFFE;", "&foo;", "&eacute;", "caf&eacute; &amp;lt; &lt;b>",
        "&#38;#38;lt;",
        "&apos;", "&AMP;", "&#99999999999;",
      ]
    for start in stride(from: 0, to: texts.count, by: 12) {
      var graph = Self.graph(withTexts: Array(texts[start...].prefix(12)))
      func escaped(_ attributes: [AttributedGraph.Attribute]) -> [AttributedGraph.Attribute] {
        attributes.map { attribute in
          guard case .text(let text) = attribute.value else { return attribute }
          return .init(attribute.name, .escaped(text))
        }
      }
      graph.attributes = escaped(graph.attributes)
      for index in graph.nodes.indices {
        graph.nodes[index].attributes = escaped(graph.nodes[index].attributes)
      }
      for index in graph.edges.indices {
        graph.edges[index].attributes = escaped(graph.edges[index].attributes)
      }
      do {
        _ = try Self.document(graph)
      } catch {
        Issue.record("\(texts[start...].prefix(12)): \(error)")
      }
    }
  }

  @Test func identifiersArePlainNames() throws {
    let ids = ["entity-qasem.1", "a\\N\\G", "x\" onload=\"y", "&foo;", "سلیمانی", "a b"]
    let graph = AttributedGraph(
      name: "g", attributes: [.init("id", .text("\\N&#x;"))],
      nodes: ids.enumerated().map { .init(name: "n\($0)", attributes: [.init("id", .text($1))]) })
    let nodes = try Self.document(graph).elements.filter { $0.attributes["class"] == "node" }
    #expect(
      nodes.map { $0.attributes["id"] } == [
        "entity-qasem.1", "a_N_G", "x__onload__y", "_foo_", "سلیمانی", "a_b",
      ])
  }

  @Test func textsTogetherBecomeNoMarkup() throws {
    let text = Gen<String> { random, _ in
      (0..<3).map { _ in Samples.hostileTexts.randomElement(using: &random) ?? "" }.joined()
    }
    try forAll(text.array(atMost: 6), count: 10) { texts in
      if !texts.isEmpty { _ = try Self.document(Self.graph(withTexts: texts)) }
    }
  }

  @Test func theTextIsShownAsItStands() throws {
    let graph = AttributedGraph(
      name: "g",
      nodes: Samples.hostileTexts.enumerated().map { number, text in
        .init(
          name: "n\(number)",
          attributes: [
            .init("label", .text(text)), .init("id", .text("it\(number)")),
            .init("tooltip", .text(text)),
            .init("URL", .text("https://example.org/?a=1&b=%20\"<>'")),
          ])
      })
    let document = try Self.document(graph)
    for (number, text) in Samples.hostileTexts.enumerated() {
      let meant = GraphvizText.decode(GraphvizText.encode(text)) ?? ""
      let shown = document.lines(inGroup: "it\(number)").map(Self.visible)
      #expect(shown.joined() == Self.visible(meant), "\(text.debugDescription)")
    }
    let links = document.elements.filter { $0.name == "a" }.map { $0.attributes["xlink:href"] }
    #expect(Set(links) == ["https://example.org/?a=1&b=%20%22%3C%3E%27"])
  }

  /// Without what has no width and the spaces that XML does not keep.
  private static func visible(_ text: some StringProtocol) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter {
          $0 != "\u{2060}" && $0 != "\u{A0}" && !$0.properties.isWhitespace
        }))
  }

  @Test func markupOfOthersKeepsToTheRules() throws {
    let labels = [
      "<FONT FACE=\"F&quot;&gt;&lt;script&gt;\">x</FONT>",
      "<TABLE HREF=\"javascript:alert(1)\"><TR><TD>x</TD></TR></TABLE>",
      "<TABLE HREF=\"https://e.org/&quot; onclick=&quot;alert(1)\" TITLE=\"&quot;&lt;&amp;x;\"><TR><TD>x</TD></TR></TABLE>",
      "<TABLE><TR><TD><IMG SRC=\"/etc/passwd\"/></TD></TR></TABLE>",
      "<TABLE ID=\"a&quot; onload=&quot;b\" BGCOLOR=\"&quot;x\"><TR><TD>R&amp;D; &#38;lt; &#x26;&#108;t;</TD></TR></TABLE>",
      "<B>a<!-- <script> --></B>", "<B>a</B><SCRIPT>x</SCRIPT>",
      "<TABLE><TR><TD COLSPAN=\"60000\" ROWSPAN=\"60000\">x</TD></TR></TABLE>",
    ]
    for label in labels {
      let graph = AttributedGraph(
        name: "g", nodes: [.init(name: "n", attributes: [.init("label", .html(label))])])
      do {
        let document = try Self.document(graph)
        #expect(!document.elements.contains { $0.name == "image" })
      } catch let error as GraphvizError {
        // An honest refusal will do as well.
        #expect(error.description.hasPrefix("dot found no layout"))
      } catch {
        Issue.record("\(label): \(error)")
      }
    }
  }

  @Test func aVeryLongTextIsCut() throws {
    let text = String(repeating: "word ", count: 200_000)
    let graph = AttributedGraph(
      name: "g", nodes: [.init(name: "n", attributes: [.init("label", .text(text))])])
    let rendering = try Renderer.shared.render(graph, formats: [.svg])
    #expect(rendering.outputs[0].count < 20_000)
    #expect(rendering.notes.map(\.description) == ["warning: 'label' is cut after 4096 characters"])
    let accents = String(repeating: "e" + String(repeating: "\u{301}", count: 5000), count: 10)
    let piled = AttributedGraph(
      name: "g", nodes: [.init(name: "n", attributes: [.init("label", .text(accents))])])
    #expect(try Renderer.shared.render(piled, formats: [.svg]).outputs[0].count < 20_000)
  }
}

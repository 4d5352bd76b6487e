import Foundation
import GraphModel
import TestSupport

@testable import Graphviz

/// Graphs and texts for these tests.
enum Samples {
  /// Texts that have broken something somewhere.
  static let hostileTexts = [
    "", " ", "a", "<script>alert(1)</script>", "\"onload=alert(1) x=\"", "' onload='", "]]>",
    "<![CDATA[x]]>", "--", "-->", "<!-- x -->", "&", "&&", "&lt;", "&amp;lt;", "R&D;", "&;", "&#;",
    "&#x;", "&#60;", "AT&T", "a\nb", "a\r\nb\rc", "\n", "\\", "\\\\", "a\\", "\\\"", "\\n", "\\N",
    "\\G \\E \\T \\H \\L \\l \\r", "\"", "\"\"", "'", "{a|<p>b|{c}}", "|", "%3", "%d%s%n", "$(id)",
    "مرحبا بالعالم", "שלום", "中文字", "हिन्दी", "😀👩‍👩‍👧🇮🇷", "\u{202E}abc\u{202C}", "\u{0}", "a\u{0}b",
    "\u{1}\u{8}\u{B}\u{1F}\u{7F}", "\u{FFFE}\u{FFFF}", "\u{FEFF}x", "e\u{301}", "&lt;\u{301}",
    "\\\u{301}", "<\u{301}", "<b>x</b>", "<B>x</B>", "</text></svg>", "a:b", ":port", "n0",
    "digraph",
    "strict", "// x", "# 1 \"x\"", "/* x", "\t", "javascript:alert(1)",
    "x" + String(repeating: "y", count: 200),
  ]

  /// A small graph of plain attributes.
  static let small = AttributedGraph(
    name: "small", attributes: [.init("fontname", .text("Liberation Sans"))],
    nodeDefaults: [.init("shape", .text("box")), .init("fontname", .text("Liberation Sans"))],
    nodes: [
      .init(name: "a", attributes: [.init("label", .text("Ann"))]),
      .init(name: "b", attributes: [.init("label", .html("<B>Bob &amp; co</B>"))]),
    ],
    edges: [.init(tail: "a", head: "b", attributes: [.init("label", .text("wrote to"))])])

  /// A chain of boxes.
  static func chain(_ count: Int) -> AttributedGraph {
    AttributedGraph(
      name: "chain", nodes: (0..<count).map { .init(name: "n\($0)") },
      edges: (0..<(count - 1)).map { .init(tail: "n\($0)", head: "n\($0 + 1)") })
  }

  /// A graph with a few nodes, edges and clusters of random names and attributes.
  static func randomGraph(_ random: inout SplitMix64, size: Int) -> AttributedGraph {
    func text() -> String {
      let count = Int.random(in: 0...2, using: &random)
      return (0..<count).map { _ in hostileTexts.randomElement(using: &random) ?? "" }.joined()
    }
    func attributes(_ names: [String]) -> [AttributedGraph.Attribute] {
      names.filter { _ in Bool.random(using: &random) }.map { name in
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
          // What has the very letters of markup is taken for it.
          let escaped = text()
          return .init(name, .escaped(escaped == "<B>x</B>" ? "" : escaped))
        case 1:
          return .init(
            name,
            .html(
              ["<B>x</B>", "x", "<I>a</I>&lt;", "<BR/>", "<b>", "a>b<"][
                Int.random(in: 0..<6, using: &random)]))
        default: return .init(name, .text(text()))
        }
      }
    }
    var graph = AttributedGraph(
      name: text(), isDirected: Bool.random(using: &random),
      attributes: attributes(["label", "note", "color"]),
      nodeDefaults: attributes(["label", "shape", "note"]),
      edgeDefaults: attributes(["label", "note"]))
    var names = Set<String>()
    for _ in 0..<Int.random(in: 0...size, using: &random) {
      let name = text()
      if names.insert(GraphvizText.encode(name)).inserted {
        graph.nodes.append(
          .init(name: name, attributes: attributes(["label", "note", "color", "a b"])))
      }
    }
    guard !graph.nodes.isEmpty else { return graph }
    for number in 0..<Int.random(in: 0...(2 * size), using: &random) {
      graph.edges.append(
        .init(
          tail: graph.nodes.randomElement(using: &random)?.name ?? "",
          head: graph.nodes.randomElement(using: &random)?.name ?? "",
          key: Bool.random(using: &random) ? "\(text())\(number)" : nil,
          attributes: attributes(["label", "note", "weight"])))
    }
    var number = 0
    func cluster(_ depth: Int) -> AttributedGraph.Cluster {
      number += 1
      return .init(
        name: "cluster\(number)\(text())", attributes: attributes(["label", "color"]),
        nodes: graph.nodes.map(\.name).filter { _ in Int.random(in: 0..<3, using: &random) == 0 },
        clusters: depth < 2 && Bool.random(using: &random) ? [cluster(depth + 1)] : [])
    }
    for _ in 0..<Int.random(in: 0...2, using: &random) { graph.clusters.append(cluster(0)) }
    return graph
  }

  /// A renderer whose child is the program beside the test bundle that does nothing else.
  static func renderer(
    time: Duration = .seconds(20), memory: Int = 1 << 30
  ) -> Renderer {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return Renderer(
      limits: .init(time: time, memory: memory),
      executable: folder.appendingPathComponent("RenderChild").path)
  }
}

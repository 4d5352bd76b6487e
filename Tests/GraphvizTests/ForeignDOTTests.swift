import Foundation
import GraphModel
import Testing

@testable import Graphviz

/// DOT from elsewhere can make a picture and nothing else: whatever stands in whichever attribute, no file
/// is opened, no script gets into the SVG, and what crashes or hangs Graphviz is an error.
@Suite struct ForeignDOTTests {
  /// The attributes that Graphviz documents, those of later versions included.
  private static let attributes = """
    _background area arrowhead arrowsize arrowtail bb beautify bgcolor center charset class cluster clusterrank
    color colorscheme comment compound concentrate constraint Damping decorate defaultdist dim dimen dir
    diredgeconstraints distortion dpi edgehref edgetarget edgetooltip edgeURL epsilon esep fillcolor fixedsize
    fontcolor fontname fontnames fontpath fontsize forcelabels gradientangle group head_lp headclip headhref
    headlabel headport headtarget headtooltip headURL height href id image imagepath imagepos imagescale inputscale
    K label label_scheme labelangle labeldistance labelfloat labelfontcolor labelfontname labelfontsize labelhref
    labeljust labelloc labeltarget labeltooltip labelURL landscape layer layerlistsep layers layerselect layersep
    layout len levels levelsgap lhead lheight linelength lp ltail lwidth margin maxiter mclimit mindist minlen mode
    model newrank nodesep nojustify normalize notranslate nslimit nslimit1 oneblock ordering orientation outputorder
    overlap overlap_scaling overlap_shrink pack packmode pad page pagedir pencolor penwidth peripheries pin pos
    quadtree quantum radius rank rankdir ranksep ratio rects regular remincross repulsiveforce resolution root rotate
    rotation samehead sametail samplepoints scale searchsize sep shape shapefile showboxes sides size skew smoothing
    sortv splines start style stylesheet tail_lp tailclip tailhref taillabel tailport tailtarget tailtooltip tailURL
    target TBbalance tooltip truecolor URL vertices viewport voro_margin weight width xdotversion xlabel xlp z
    """.split { $0.isWhitespace }.map(String.init)

  @Test func everyAttributeHasARule() {
    let later: Set = ["TBbalance", "cluster", "radius"]
    #expect(Self.attributes.filter { AttributeRules.known[$0] == nil && !later.contains($0) } == [])
  }

  /// A file that hangs whoever opens it.
  private final class Trap {
    let path: String

    init() throws {
      path = NSTemporaryDirectory() + "/trap-\(UUID().uuidString).png"
      guard mkfifo(path, 0o666) == 0 else { throw POSIXError(.EIO) }
    }

    deinit { unlink(path) }
  }

  /// DOT that says the same of the graph, all nodes, all edges, a cluster and what is in it, a node, an edge.
  private static func dot(with attributes: [String], _ value: String) -> String {
    let quoted = value.replacingOccurrences(of: "\"", with: "\\\"")
    let list = attributes.map { "\($0)=\"\(quoted)\"" }
    let statements = list.map { "\($0);" }.joined(separator: " ")
    let brackets = "[\(list.joined(separator: ", "))]"
    return """
      digraph { \(statements) node \(brackets); edge \(brackets);
      subgraph cluster_a { \(statements) node \(brackets); a \(brackets); b }
      subgraph { \(statements) edge \(brackets); c -> d } a -> b \(brackets); a -> c; e }
      """
  }

  /// Checks that an SVG is a drawing and no more.
  private static func check(_ svg: [UInt8], _ context: String) {
    let text = String(decoding: svg, as: UTF8.self)
    #expect(!text.contains("<?xml-stylesheet"), "\(context)")
    do {
      for element in try SVGDocument(svg).elements {
        #expect(
          HostileLabelTests.elementNames.contains(element.name), "<\(element.name)> \(context)")
        for (name, value) in element.attributes {
          #expect(HostileLabelTests.attributeNames.contains(name), "\(name)=\(value) \(context)")
          guard name == "xlink:href" else { continue }
          #expect(
            ["http://", "https://", "mailto:", "#"].contains { value.lowercased().hasPrefix($0) },
            "\(value) \(context)")
        }
      }
    } catch {
      Issue.record("\(context): \(error)")
    }
  }

  private static let hostileValues = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>",
    "vbscript:x", "//evil.example/x", "file:///etc/passwd", "/etc/passwd",
    "x\" onload=\"alert(1)", "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>",
    "https://e.org/\" onclick=\"alert(1)", "&#x22;&gt;&lt;script&gt;", "]]><script>",
    "\\N\\G\\E\\T\\H\\L", "%s%n%d", "-1", "2000000000", "1e308", "nan", "0", "true", "@", ":", ";",
    "url(javascript:alert(1))", "red:blue;9", "c 9 -#000000 I 0 0 9 9 11 -/etc/passwd ",
  ]

  @Test(arguments: hostileValues) func everyAttributeWithAHostileValue(value: String) {
    let names = Self.attributes.filter { $0 != "layout" }
    var drawn = 0
    var chunks = 0
    for start in stride(from: 0, to: names.count, by: 24) {
      let chunk = Array(names[start...].prefix(24))
      chunks += 1
      do {
        let rendering = try Samples.renderer(time: .seconds(20)).render(
          dot: Array(Self.dot(with: chunk, value).utf8), formats: [.svg])
        Self.check(rendering.outputs[0], "\(value.debugDescription) in \(chunk)")
        drawn += 1
      } catch {
        // A refusal will do as well, if it says what is refused.
        #expect(!error.description.isEmpty)
      }
    }
    #expect(
      drawn * 4 >= chunks * 3, "\(drawn) of \(chunks) were drawn with \(value.debugDescription)")
  }

  @Test func noAttributeOpensAFile() throws {
    let trap = try Trap()
    for value in [trap.path, "file://\(trap.path)", "\(trap.path) ", "<svg>\(trap.path)"] {
      for start in stride(from: 0, to: Self.attributes.count, by: 24) {
        let chunk = Self.attributes[start...].prefix(24).filter { $0 != "layout" }
        do {
          let rendering = try Samples.renderer(time: .seconds(20)).render(
            dot: Array(Self.dot(with: chunk, value).utf8), formats: [.svg, .png])
          Self.check(rendering.outputs[0], "\(value) in \(chunk)")
        } catch {
          if case .timedOut = error { Issue.record("a file named in one of \(chunk) was opened") }
        }
      }
    }
  }

  @Test func noMarkupOpensAFileOrRunsAScript() throws {
    let trap = try Trap()
    let cells = [
      "<TD><IMG SRC=\"\(trap.path)\"/></TD>", "<TD><IMG SCALE=\"TRUE\" SRC=\"\(trap.path)\"/></TD>",
      "<TD BACKGROUND=\"\(trap.path)\">x</TD>", "<TD STYLE=\"url(\(trap.path))\">x</TD>",
    ]
    let values =
      Self.hostileValues.map {
        $0.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(
          of: "\"", with: "&quot;"
        )
        .replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
      } + [
        "&#106;avascript:alert(1)", "java&#9;script:alert(1)", " javascript:alert(1)",
        "\u{1}javascript:x",
      ]
    let attributes = [
      "HREF", "ID", "TARGET", "TITLE", "TOOLTIP", "PORT", "COLOR", "BGCOLOR", "STYLE", "ALIGN",
    ]
    let hostile = values.flatMap { value in
      attributes.map {
        "<TD \($0)=\"\(value)\"><FONT FACE=\"\(value)\" COLOR=\"\(value)\">x</FONT></TD>"
      }
    }
    for (number, cell) in (cells + hostile).enumerated() {
      // The first label of many in one graph that Graphviz refuses would hide the others.
      let table = "<TABLE>\(cell.hasPrefix("<TD") ? "<TR>\(cell)</TR>" : cell)</TABLE>"
      if number >= cells.count, number % 7 != 0, !cell.contains("HREF") { continue }
      let text = """
        digraph { label=<\(table)>; subgraph cluster_a { label=<\(table)>; a [label=<\(table)>] }
        a -> b [label=<\(table)>, headlabel=<\(table)>, xlabel=<\(table)>] }
        """
      do {
        let rendering = try Samples.renderer(time: .seconds(20)).render(
          dot: Array(text.utf8), formats: [.svg])
        Self.check(rendering.outputs[0], cell)
      } catch {
        if case .timedOut = error { Issue.record("\(cell) opened a file") }
        #expect(!error.description.isEmpty)
      }
    }
  }

  // MARK: What crashes and hangs Graphviz 2.42

  /// A star, a bipartite graph, and so on: DOT by the size of what it holds.
  private enum Shape: String, CaseIterable {
    case heavyEdges, chain, oneLongChain, star, isolated, bipartite, nestedClusters, nestedSubgraphs
    case sameRank, manySides, manyCells, hugeText, longToken, selfLoops, parallelEdges, packedArray
    case negativeSizes, records, ports, unicode

    func text(_ size: Int) -> String {
      func list(_ count: Int, _ body: (Int) -> String) -> String {
        (0..<count).map(body).joined(separator: " ")
      }
      switch self {
      case .heavyEdges: return "digraph { \(list(10) { _ in "a -> b [weight=1000000000];" }) }"
      case .chain: return "digraph { \(list(size) { "n\($0) -> n\($0 + 1);" }) }"
      case .oneLongChain: return "digraph { n \(list(size) { "-> n\($0)" }) }"
      case .star: return "digraph { \(list(size) { "hub -> n\($0);" }) }"
      case .isolated: return "digraph { \(list(size) { "n\($0);" }) }"
      case .bipartite:
        return "digraph { {\(list(size / 50) { "a\($0)" })} -> {\(list(size / 50) { "b\($0)" })} }"
      case .nestedClusters:
        return
          "digraph { \(list(size) { "subgraph cluster\($0) {" }) a \(list(size) { _ in "}" }) }"
      case .nestedSubgraphs:
        return "digraph { \(list(size) { _ in "subgraph {" }) a \(list(size) { _ in "}" }) }"
      case .sameRank: return "digraph { {rank=same; \(list(size / 6) { "n\($0);" })} }"
      case .manySides: return "digraph { a [shape=polygon, sides=1000000, peripheries=100000000] }"
      case .manyCells:
        let cells = list(size / 10) { _ in "<TD>x</TD>" }
        return "digraph { a [label=<<TABLE>\(list(10) { _ in "<TR>\(cells)</TR>" })</TABLE>>] }"
      case .hugeText:
        return "digraph { a [label=\"\(String(repeating: "word ", count: 50 * size))\"] }"
      case .longToken: return "digraph { \(String(repeating: "x", count: 5 * size)) }"
      case .selfLoops: return "digraph { \(list(size / 10) { _ in "a -> a;" }) }"
      case .parallelEdges: return "digraph { \(list(size / 10) { _ in "a -> b;" }) }"
      case .packedArray: return "digraph { packmode=\"array_u2000000000\"; pack=1000000000; a; b }"
      case .negativeSizes:
        return
          "digraph { nodesep=-9; ranksep=-9; a [width=-5, height=-5, sides=-4, shape=polygon]; a -> b [minlen=-3] }"
      case .records:
        return "digraph { a [shape=record, label=\"\(list(size / 20) { "{<p\($0)> x|" })\"] }"
      case .ports: return "digraph { a:nowhere:ne -> b:\"x\\\"y\":_ ; a:n:n -> a:s:s }"
      case .unicode:
        return "digraph { \"\u{202E}a\u{1F469}\u{200D}\u{1F469}\" -> \"\u{FFFF}\u{FEFF}\u{E000}\" }"
      }
    }
  }

  @Test(arguments: Shape.allCases.map(\.rawValue))
  func whatHurtsGraphvizHurtsNobodyElse(name: String) throws {
    let shape = try #require(Shape(rawValue: name))
    let text = Array(shape.text(20_000).utf8)
    for engine in [Engine.dot, .neato, .sfdp] {
      let start = ContinuousClock.now
      do {
        let rendering = try Samples.renderer(time: .milliseconds(700)).render(
          dot: text, engine: engine, formats: [.svg])
        Self.check(rendering.outputs[0], "\(name) \(engine)")
      } catch {
        #expect(!error.description.isEmpty && !error.description.contains("\n"))
      }
      #expect(ContinuousClock.now - start < .seconds(20), "\(name) with \(engine)")
    }
  }

  @Test(
    arguments: [
      [0x64, 0x69, 0x67, 0x72, 0x61, 0x70, 0x68, 0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x7D],
      Array("digraph { \"\u{1}\u{8}\u{1F}\" [label=\"\u{B}x\"] }".utf8),
      Array("digraph { a [width=1e30] }".utf8), Array("digraph { a [width=\"1e30\"] }".utf8),
      Array("# 1 \"\(String(repeating: "<", count: 5000))\"\ndigraph { a -> }".utf8),
      Array("strict graph { a -- b; a -- b; b -> a }".utf8), [0xFF], [],
      Array("digraph { subgraph x { a } -> subgraph x { b } }".utf8),
    ] as [[UInt8]])
  func bytesOfAnyKind(text: [UInt8]) {
    do {
      let rendering = try Samples.renderer().render(dot: text, formats: [.svg])
      Self.check(rendering.outputs[0], "\(text.prefix(40))")
    } catch {
      #expect(!error.description.isEmpty)
    }
  }

  @Test func aPictureLargerThanCairoDraws() throws {
    let text = "digraph { a [width=100, height=100, fixedsize=true]; dpi=2400 }"
    let rendering = try Samples.renderer(time: .seconds(120), memory: 2 << 30).render(
      dot: Array(text.utf8), formats: [.png])
    #expect(rendering.notes.map(\.severity) == [.note])
    let sides = [16, 20].map { rendering.outputs[0][$0..<($0 + 4)].reduce(0) { $0 << 8 | Int($1) } }
    #expect(sides.allSatisfy { $0 <= 32_767 } && sides[0] * sides[1] <= 64_100_000)
  }
}

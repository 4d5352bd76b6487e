import GraphModel
import Testing

@testable import Graphviz

@Suite struct RendererTests {
  private static func head(_ bytes: [UInt8]) -> String {
    String(bytes.prefix(8).map { (0x20..<0x7F).contains($0) ? Character(.init($0)) : "." })
  }

  @Test func oneLayoutIsWrittenInManyFormats() throws {
    let rendering = try Renderer.shared.render(
      Samples.small, formats: [.svg, .png, .pdf, .json, .dot])
    #expect(
      rendering.outputs.map(Self.head) == [
        "<?xml ve", ".PNG....", "%PDF-1.5", "{.  \"nam", "digraph ",
      ])
    #expect(rendering.notes.isEmpty)
  }

  @Test func everyEngineDrawsEveryKindOfGraph() throws {
    let graphs = [
      AttributedGraph(name: ""), AttributedGraph(name: "one", nodes: [.init(name: "a")]),
      Samples.small,
      AttributedGraph(
        name: "many", isDirected: false,
        nodes: ["a", "b", "c", "d"].map {
          .init(name: $0, attributes: [.init("pos", .text($0 == "a" ? "0,0" : "90,9"))])
        },
        edges: [("a", "a"), ("a", "b"), ("a", "b"), ("b", "a"), ("b", "c")].map {
          .init(tail: $0.0, head: $0.1)
        },
        clusters: [
          .init(
            name: "cluster_x", attributes: [.init("label", .text("X"))], nodes: ["a"],
            clusters: [.init(name: "cluster_y", nodes: ["b"])]),
          .init(name: "cluster_empty", nodes: []), .init(name: "row", nodes: ["c", "d"]),
        ]),
    ]
    let engines = Renderer.engines()
    #expect(
      Set(engines).isSuperset(of: [
        .dot, .neato, .fdp, .sfdp, .twopi, .circo, .osage, .patchwork,
      ]))
    for engine in engines where !engine.rawValue.hasPrefix("nop") {
      for graph in graphs {
        let rendering = try Samples.renderer().render(graph, engine: engine, formats: [.svg])
        let titles = try SVGDocument(rendering.outputs[0]).elements.filter { $0.name == "title" }
        let names = Set(titles.map(\.text))
        #expect(names.isSuperset(of: graph.nodes.map(\.name)), "\(engine) \(graph.name)")
      }
    }
    let placed = try Samples.renderer().render(
      graphs[3], engine: Engine(rawValue: "nop"), formats: [.svg])
    #expect(Self.head(placed.outputs[0]) == "<?xml ve")
  }

  @Test func everyFormatOffered() throws {
    let renderer = Samples.renderer()
    // Debian's gd library is built without these two, and says nothing.
    let silent: Set = ["gd", "gd2"]
    let emptyWithoutAddresses: Set = ["cmap", "ismap"]
    let formats = Renderer.formats().filter { !silent.contains($0.rawValue) }
    #expect(Set(formats).isSuperset(of: [.svg, .png, .pdf, .dot, .json]))
    let rendering = try renderer.render(Samples.small, formats: formats)
    for (format, bytes) in zip(formats, rendering.outputs) {
      #expect(bytes.isEmpty == emptyWithoutAddresses.contains(format.rawValue), "\(format)")
    }
    for format in silent.map(Format.init) where Renderer.formats().contains(format) {
      #expect(
        throws: GraphvizError.renderFailed(.dot, format, messages: ["the library wrote nothing"])
      ) { try renderer.render(Samples.small, formats: [format]) }
    }
    for name in ["png:cairo", "png:cairo:gd", "svg:cairo"] {
      let rendering = try renderer.render(Samples.small, formats: [Format(rawValue: name)])
      #expect(!rendering.outputs[0].isEmpty)
    }
  }

  @Test func unknownNamesAreSaidWithTheNearest() throws {
    func message(_ body: () throws -> Rendering) -> String {
      do {
        _ = try body()
        return "a picture"
      } catch {
        return "\(error)"
      }
    }
    let graph = Samples.small
    #expect(
      message {
        try Samples.renderer().render(graph, engine: Engine(rawValue: "neto"), formats: [.svg])
      }
      .hasPrefix("unknown layout engine 'neto'; did you mean neato? (there are circo dot fdp "))
    #expect(
      message { try Renderer.shared.render(graph, formats: [Format(rawValue: "svgg")]) }
        .hasPrefix("unknown output format 'svgg'; did you mean svg, svgz? (there are "))
    #expect(
      message { try Renderer.shared.render(graph, formats: [Format(rawValue: "x11")]) }
        == "the output format 'x11' cannot be used: it opens a window")
    #expect(
      message { try Renderer.shared.render(graph, formats: [Format(rawValue: "vrml")]) }
        == "the output format 'vrml' cannot be used: it writes files of its own into the working "
        + "folder")
    #expect(
      message { try Renderer.shared.render(graph, formats: [Format(rawValue: "png:none")]) }
        == "cannot write the dot layout as png:none: renderer for png:none is unavailable")
  }

  @Test func aGraphThatContradictsItselfIsRefused() {
    func message(_ graph: AttributedGraph) -> String {
      do {
        _ = try Samples.renderer().render(graph, formats: [.svg])
        return "a picture"
      } catch {
        return error.description
      }
    }
    #expect(
      message(AttributedGraph(name: "g", nodes: [.init(name: "a"), .init(name: "a")]))
        == "cannot draw the graph: two nodes are named 'a'")
    #expect(
      message(AttributedGraph(name: "g", nodes: [.init(name: "a\u{1}"), .init(name: "a\u{2}")]))
        == "cannot draw the graph: two nodes are named 'a\u{2}'")
    #expect(
      message(AttributedGraph(name: "g", edges: [.init(tail: "a", head: "b")]))
        == "cannot draw the graph: an edge names a node 'a' that is not there")
    #expect(
      message(AttributedGraph(name: "g", clusters: [.init(name: "cluster", nodes: ["a"])]))
        == "cannot draw the graph: cluster 'cluster' names a node 'a' that is not there")
  }

  @Test func sameGraphSameBytesWhateverWasDrawnBeforeAndWherever() throws {
    var clustered = Samples.chain(12)
    clustered.clusters = (0..<6).reversed().map {
      .init(
        name: "cluster\($0 * 7919 % 6)", attributes: [.init("label", .text("C\($0)"))],
        nodes: ["n\(2 * $0)", "n\(2 * $0 + 1)"])
    }
    func job(_ graph: AttributedGraph) -> RenderJob {
      RenderJob(
        source: .graph(graph), engine: .dot, formats: [.svg, .png, .dot], overrides: .init())
    }
    func isolated(_ graph: AttributedGraph) throws -> [[UInt8]] {
      try IsolatedRenderer.draw(
        job(graph), executable: Samples.renderer().executable, limits: .init()
      ).outputs
    }
    // Clusters are drawn in a child only, as freeing their layout may crash Graphviz.
    #expect(try isolated(clustered) == isolated(clustered))
    func draw() throws -> [[UInt8]] { try job(Samples.chain(12)).draw().outputs }
    let first = try draw()
    _ = try Renderer.shared.render(Samples.chain(30), engine: .neato, formats: [.svg])
    #expect(try Renderer.parse(dot: Array("digraph { a -> b }".utf8)).edges.count == 1)
    #expect(try draw() == first)
    #expect(try isolated(Samples.chain(12)) == first)
  }

  @Test func fontsHaveASubstituteInSVG() throws {
    let svg = String(
      decoding: try Renderer.shared.render(Samples.small, formats: [.svg]).outputs[0],
      as: UTF8.self)
    #expect(svg.contains("font-family=\"Liberation Sans,Arial,Helvetica,sans-serif\""))
    #expect(!svg.contains("font-family=\"Liberation Sans\""))
    #expect(Fonts.families().contains("Liberation Sans"))
    #expect(Fonts.match("Liberation Sans") == "Liberation Sans")
    #expect(Fonts.match("No Such Font At All") != nil)
  }

  /// The width and height that a PNG says it has, in pixels.
  private static func size(ofPNG bytes: [UInt8]) -> [Int] {
    [16, 20].map { bytes[$0..<($0 + 4)].reduce(0) { $0 << 8 | Int($1) } }
  }

  /// The dots per meter that a PNG says it has.
  private static func resolution(ofPNG bytes: [UInt8]) -> Int? {
    let name = Array("pHYs".utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: name) }) else {
      return nil
    }
    return bytes[(start + 4)..<(start + 8)].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func box(width: String, height: String, dpi: String = "96") -> AttributedGraph {
    AttributedGraph(
      name: "g", attributes: [.init("pad", .text("0")), .init("dpi", .text(dpi))],
      nodes: [
        .init(
          name: "a",
          attributes: [.init("width", .text(width)), .init("height", .text(height))])
      ])
  }

  @Test func aPictureOfTooManyPixelsIsDrawnAtALowerResolution() throws {
    let graph = Self.box(width: "90", height: "1", dpi: "400")
    let rendering = try Samples.renderer(time: .seconds(120)).render(
      graph, formats: [.svg, .png, .svg])
    #expect(
      rendering.notes.map(\.description) == [
        "note: the png would have 36000 × 400 pixels; it is drawn at 355 dpi instead of 400, for no "
          + "more than 32000 a side and 64 million in all"
      ])
    // The resolution of the others stays as it was.
    #expect(rendering.outputs[0] == rendering.outputs[2])
    let size = Self.size(ofPNG: rendering.outputs[1])
    #expect((31_990...32_001).contains(size[0]) && (350...360).contains(size[1]))
  }

  @Test func pixelsHaveTheResolutionThatIsAskedFor() throws {
    let graph = Self.box(width: "2", height: "1")
    func png(dpi: Double?, _ graphAttributes: String...) throws -> (svg: [UInt8], png: [UInt8]) {
      var overrides = try Overrides(graph: graphAttributes)
      overrides.resolution = dpi
      let outputs = try Samples.renderer().render(
        graph, formats: [.svg, .png], overrides: overrides
      ).outputs
      return (outputs[0], outputs[1])
    }
    let usual = try png(dpi: nil)
    #expect(Self.size(ofPNG: usual.png) == [192, 96])
    #expect(Self.resolution(ofPNG: usual.png) == 3780)
    let fine = try png(dpi: 300)
    #expect(Self.size(ofPNG: fine.png) == [600, 300])
    #expect(Self.resolution(ofPNG: fine.png) == 11_811)
    #expect(fine.svg == usual.svg, "vectors have no resolution")
    #expect(try Self.size(ofPNG: png(dpi: nil, "dpi=144").png) == [288, 144])
    #expect(try Self.size(ofPNG: png(dpi: 72, "dpi=144").png) == [144, 72])
  }

  @Test func askedForSizesAreWithinTheBudgetToo() throws {
    let overrides = try Overrides(graph: ["size=300,300!", "dpi=300", "pad=0.3", "rankdir=LR"])
    let rendering = try Samples.renderer(time: .seconds(120)).render(
      Samples.chain(3), formats: [.png], overrides: overrides)
    let size = Self.size(ofPNG: rendering.outputs[0])
    #expect(size[0] <= 32_001 && size[0] * size[1] <= 64_100_000)
    #expect(rendering.notes.count == 1)
  }

  @Test func versionAndPlugins() {
    #expect(Renderer.version().first?.isNumber == true)
    let plugins = Dictionary(uniqueKeysWithValues: Renderer.plugins().map { ($0.kind, $0.names) })
    #expect(plugins["layout"]?.contains("dot") == true)
    #expect(plugins["render"]?.contains("cairo") == true)
  }
}

@Suite struct LeakTests {
  @Test func twoHundredDrawingsLeaveLittleBehind() throws {
    let child = ChildProcess(
      executable: Samples.renderer().executable, arguments: ["RenderChild", "200"],
      environment: ["SWIFT_BACKTRACE=enable=no"])
    let outcome = try child.run(input: [], time: .seconds(60))
    let numbers = String(decoding: outcome.output, as: UTF8.self).split { $0.isWhitespace }
    let growth = try #require(numbers.first.flatMap { Int($0) })
    // Graphviz itself loses some 13 KiB a drawing of labels with markup.
    #expect(growth < 150 * 30)
  }
}

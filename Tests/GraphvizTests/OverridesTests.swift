import GraphModel
import Testing

@testable import Graphviz

@Suite struct OverridesTests {
  @Test func overridesWinOverWhatHoldsForAllAndNotOverOne() throws {
    var graph = Samples.small
    graph.nodes[0].attributes.append(.init("shape", .text("ellipse")))
    let overrides = try Overrides(
      graph: ["rankdir=LR", "center"], nodes: ["shape=hexagon"], edges: ["color=red"])
    let rendering = try Samples.renderer().render(graph, formats: [.dot], overrides: overrides)
    let drawn = try Renderer.parse(dot: rendering.outputs[0])
    #expect(drawn.attributes.contains(.init("rankdir", .text("LR"))))
    #expect(drawn.attributes.contains(.init("center", .text("true"))))
    #expect(drawn.nodeDefaults.contains(.init("shape", .text("hexagon"))))
    #expect(drawn.nodes[0].attributes.contains(.init("shape", .text("ellipse"))))
    #expect(drawn.edgeDefaults == [.init("color", .text("red"))])
  }

  @Test(arguments: [
    ("-G", "rankdri=LR", "Graphviz has no graph attribute 'rankdri'; did you mean rankdir?"),
    ("-G", "", "Graphviz has no graph attribute ''"),
    ("-G", "=x", "Graphviz has no graph attribute ''"),
    ("-N", "rankdir=LR", "'rankdir' is not an attribute of a node"),
    ("-E", "weight=-1", "'weight' must be between 0 and 1000"),
    ("-E", "weight=heavy", "'weight' must be a number"),
    ("-E", "weight=1e400", "'weight' must be a number"),
    ("-G", "dpi=100000", "'dpi' must be between 1 and 2400"),
    ("-G", "size=1,2000", "'size' must be between 0 and 1000"),
    ("-N", "image=/etc/passwd", "'image' is not used: Graphviz would open a file that it names"),
    ("-G", "stylesheet=x", "'stylesheet' is not used: it could put markup into the picture"),
    ("-G", "layout=neato", "'layout' is chosen by -K"),
    ("-N", "fontname=A\"B", "'fontname' must be the plain name of a font"),
    ("-N", "URL=javascript:x", "'URL' must be an http, https or mailto address"),
    ("-N", "color=<red>", "'color' must be a color or a list of colors"),
  ])
  func whatCannotBeMeantIsRefused(option: String, text: String, reason: String) {
    #expect(throws: GraphvizError.badOverride("\(option)\(text)", reason: reason)) {
      try Overrides(
        graph: option == "-G" ? [text] : [], nodes: option == "-N" ? [text] : [],
        edges: option == "-E" ? [text] : [])
    }
  }

  @Test(arguments: [":", ";", "red:", ":red", "red;", "red;2", "red;0.5;0.5", "#", " "])
  func noListOfColorsIsEmpty(text: String) {
    #expect(
      throws: GraphvizError.badOverride(
        "-Ncolor=\(text)", reason: "'color' must be a color or a list of colors")
    ) { try Overrides(graph: [], nodes: ["color=\(text)"]) }
  }

  @Test(arguments: [
    "bgcolor=#FFFFFF", "bgcolor=red:blue;0.3", "bgcolor=/blues9/3", "bgcolor=0.5 1 1", "bgcolor=",
    "fontname=DejaVu Sans", "label=a\\lb=c", "size=7,5!",
    "ranksep=1.0 equally", "splines=ortho", "dpi=144", "concentrate", "overlap=prism", "ratio=fill",
    "URL=https://example.org/?a=1&b=2", "margin=0.5,0.5",
  ])
  func whatDotTakesIsTaken(text: String) throws {
    #expect(try Overrides(graph: [text]).graph.count == 1)
  }
}

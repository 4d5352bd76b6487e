import GraphModel
import Testing

@testable import Graphviz

@Suite struct RendererTests {
  static let small = AttributedGraph(
    name: "G", attributes: [.init("fontname", .text("Liberation Sans"))],
    nodeDefaults: [.init("shape", .text("box")), .init("fontname", .text("Liberation Sans"))],
    nodes: [
      .init(name: "a", attributes: [.init("label", .text("Ann & <Bob> \\N"))]),
      .init(name: "b", attributes: [.init("label", .html("<B>Bob &amp; co</B>"))]),
    ],
    edges: [.init(tail: "a", head: "b", attributes: [.init("label", .text("wrote to"))])])

  @Test func drawsOnceAndWritesManyFormats() throws {
    let rendering = try Renderer.shared.render(
      Self.small, formats: [.svg, .png, .pdf, .json, .dot])
    let heads = rendering.outputs.map { String(decoding: $0.prefix(5), as: UTF8.self) }
    #expect(heads[0] == "<?xml")
    #expect(heads[1].hasSuffix("PNG\r\n") || heads[1].contains("PNG"))
    #expect(heads[2] == "%PDF-")
    #expect(heads[3].hasPrefix("{"))
    #expect(heads[4] == "digra")
    #expect(rendering.notes.isEmpty)
    let svg = String(decoding: rendering.outputs[0], as: UTF8.self)
    #expect(svg.contains("Ann &amp; &lt;Bob&gt; \\N"))
  }

  @Test func lists() {
    print(Renderer.engines(), Renderer.formats(), Renderer.version(), Renderer.plugins())
    print(Fonts.families(), Fonts.match("Liberation Sans") as Any)
  }
}

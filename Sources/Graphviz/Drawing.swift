import CGraphviz
import GraphModel

/// Lays a graph out once and writes it in any number of formats, in this process.
enum Drawing {
  /// Draws.
  ///
  /// - Parameters:
  ///   - resolution: The dots per inch of pictures of pixels; nil leaves it to the graph.
  ///   - isLast: Whether the process ends with it, so that the layout need not be freed: now and then that
  ///     is what Graphviz crashes at, where clusters were laid out by `dot`.
  static func draw(
    _ graph: AttributedGraph, engine: Engine, formats: [Format], resolution: Double?, isLast: Bool,
    _ context: inout Library.Context
  ) throws(GraphvizError) -> Rendering {
    try context.check(engine, formats)
    let graphviz = context.graphviz
    return try NativeGraph.with(graph) { root throws(GraphvizError) in
      defer { if !isLast { gvFreeLayout(graphviz, root) } }
      return try draw(root, engine, formats, resolution, graphviz)
    }
  }

  private static func draw(
    _ root: UnsafeMutablePointer<Agraph_t>, _ engine: Engine, _ formats: [Format],
    _ resolution: Double?, _ graphviz: OpaquePointer
  ) throws(GraphvizError) -> Rendering {
    let status = gvLayout(graphviz, root, engine.rawValue)
    var messages = Messages.all()
    if status != 0 || messages.contains(where: \.isError) {
      throw .layoutFailed(engine, messages: messages.filter(\.isError).map(\.text))
    }
    var rendering = Rendering(outputs: [])
    for format in formats {
      Messages.clear()
      var data: UnsafeMutablePointer<CChar>?
      var length: UInt32 = 0
      var used = resolution
      let status = PixelBudget.keep(root, for: format, at: &used, notes: &rendering.notes) {
        gvRenderData(graphviz, root, format.rawValue, &data, &length)
      }
      defer { gvFreeRenderData(data) }
      let said = Messages.all()
      // A format may complain of what it cannot show, as pic does of fonts, and yet be written.
      guard status == 0 else {
        throw .renderFailed(engine, format, messages: said.filter(\.isError).map(\.text))
      }
      if format.isRaster, length == 0 {
        throw .renderFailed(engine, format, messages: ["the library wrote nothing"])
      }
      messages += said
      let bytes = Array(UnsafeRawBufferPointer(start: data, count: Int(length)))
      rendering.outputs.append(finished(bytes, format, used))
    }
    var seen = Set<Message>()
    rendering.notes += messages.filter { seen.insert($0).inserted }.map {
      Diagnostic(.warning, $0.text)
    }
    return rendering
  }

  /// An output with what Graphviz leaves out.
  private static func finished(
    _ bytes: [UInt8], _ format: Format, _ resolution: Double?
  ) -> [UInt8] {
    switch format.base {
    case "svg": FontStack.completing(bytes)
    case "png": PNGResolution.stating(resolution, in: bytes)
    default: bytes
    }
  }
}

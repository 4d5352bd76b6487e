import GraphModel

/// What a child process is asked to draw.
struct RenderJob: Hashable {
  /// What there is to draw.
  enum Source: Hashable {
    /// A graph of our own.
    case graph(AttributedGraph)
    /// DOT text from elsewhere.
    case dot([UInt8])
  }

  var source: Source
  /// The engine; nil leaves it to the DOT text, and is `dot` if that names none.
  var engine: Engine?
  var formats: [Format]
  var overrides: Overrides

  /// Draws in this process.
  ///
  /// - Parameter isLast: Whether the process ends with it.
  func draw(isLast: Bool = false) throws(GraphvizError) -> Rendering {
    var graph: AttributedGraph
    var engine = self.engine ?? .dot
    switch source {
    case .graph(let given): graph = given
    case .dot(let text):
      graph = try Renderer.parse(dot: text)
      if let named = Self.takeEngine(from: &graph), self.engine == nil { engine = named }
    }
    let (safe, notes) = try SafeGraph.make(overrides.applied(to: graph))
    var rendering = try Library.shared.run { context throws(GraphvizError) in
      try Drawing.draw(
        safe, engine: engine, formats: formats, resolution: overrides.resolution, isLast: isLast,
        &context)
    }
    rendering.notes = notes + rendering.notes
    return rendering
  }

  /// The engine that a graph asks for, which Graphviz would use whatever it is told.
  private static func takeEngine(from graph: inout AttributedGraph) -> Engine? {
    guard let index = graph.attributes.firstIndex(where: { $0.name == "layout" }) else {
      return nil
    }
    guard case .text(let name) = graph.attributes.remove(at: index).value else { return nil }
    return Engine(rawValue: name)
  }
}

// The job and its outcome on the wire.
extension RenderJob {
  var bytes: [UInt8] {
    var writer = WireWriter()
    switch source {
    case .graph(let graph):
      writer.write(true)
      writer.write(graph)
    case .dot(let text):
      writer.write(false)
      writer.write(text)
    }
    writer.write(engine.map { [$0.rawValue] } ?? [])
    writer.write(formats.map(\.rawValue))
    writer.write(overrides.graph)
    writer.write(overrides.nodes)
    writer.write(overrides.edges)
    writer.write(overrides.resolution.map { ["\($0)"] } ?? [])
    return writer.bytes
  }

  init(_ bytes: [UInt8]) throws(WireReader.Broken) {
    var reader = WireReader(bytes)
    source = try reader.flag() ? .graph(try reader.graph()) : .dot(try reader.data())
    engine = try reader.texts().first.map(Engine.init)
    formats = try reader.texts().map(Format.init)
    overrides = Overrides()
    overrides.graph = try reader.attributes()
    overrides.nodes = try reader.attributes()
    overrides.edges = try reader.attributes()
    overrides.resolution = try reader.texts().first.flatMap(Double.init)
    guard reader.isAtEnd else { throw .init() }
  }
}

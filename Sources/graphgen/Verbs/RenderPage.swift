import Diagrams
import GraphModel
import Graphviz

extension Format {
  /// A page to explore in a browser, which is made around a drawing.
  static let page = Format(rawValue: "html")
}

extension Diagram {
  /// The picture in each format; for a page, a picture of its own without words around it.
  ///
  /// - Parameter draw: Lays a picture out and writes it in formats that Graphviz has.
  func rendering(
    of graph: KnowledgeGraph, _ slice: Slice, _ options: Options, _ formats: [Format],
    by draw: (AttributedGraph, [Format]) throws(GraphvizError) -> Rendering
  ) throws(GraphvizError) -> Rendering {
    let pictures = formats.filter { $0 != .page }
    var rendering = Rendering(outputs: [])
    if !pictures.isEmpty { rendering = try draw(picture, pictures) }
    guard pictures.count < formats.count else { return rendering }
    var bare = options
    bare.isBare = true
    bare.showsSources = false
    let diagram = Diagram(of: graph, slice, options: bare)
    let drawing = try draw(diagram.picture, [.svg])
    let page = Page(
      of: graph, diagram: diagram, drawing: drawing.outputs[0], theme: options.theme)
    var rest = rendering.outputs[...]
    let outputs = formats.map { $0 == .page ? page.bytes : rest.removeFirst() }
    let notes = rendering.notes + drawing.notes.filter { !rendering.notes.contains($0) }
    return Rendering(outputs: outputs, notes: notes)
  }
}

extension Failure {
  /// There can be no page of DOT from elsewhere.
  static func noStatements(_ file: String) -> Failure {
    Failure(
      "a page shows statements, and DOT that graphgen did not write has none: draw it as SVG",
      at: SourceLocation(file: file))
  }
}

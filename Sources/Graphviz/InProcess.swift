import GraphModel

/// Which drawings are sure to end well and soon, so that they need no process of their own.
enum InProcess {
  /// Whether a graph of our own is small and asks for nothing in which Graphviz is known to fail.
  ///
  /// Graphviz checks itself with assertions that end the process. External labels, orthogonal and
  /// compound edges, records, clusters, nodes of no width and other rarer features trip over them now and
  /// then, or crash.
  static func isSafe(_ graph: AttributedGraph, for engine: Engine) -> Bool {
    guard graph.clusters.isEmpty, graph.nodes.count + graph.edges.count <= most[engine, default: 0]
    else { return false }
    func areTame(_ attributes: [AttributedGraph.Attribute]) -> Bool {
      attributes.allSatisfy { attribute in
        switch attribute.name {
        case "label": !BlankLabel.isBlank(attribute.value)
        case "overlap": tameOverlaps.contains(attribute.value)
        case "splines": tameSplines.contains(attribute.value)
        case "shape": tameShapes.contains(attribute.value)
        default:
          tame.contains(attribute.name) || AttributeRules.known[attribute.name] == nil
        }
      }
    }
    return areTame(graph.attributes) && areTame(graph.nodeDefaults) && areTame(graph.edgeDefaults)
      && graph.nodes.allSatisfy { !BlankLabel.isBlank(.text($0.name)) && areTame($0.attributes) }
      && graph.edges.allSatisfy { areTame($0.attributes) }
  }

  /// The most nodes and edges together that an engine lays out within about a second.
  private static let most: [Engine: Int] = [
    .dot: 300, .neato: 300, .sfdp: 1000, .fdp: 100, .circo: 100, .twopi: 1000, .osage: 1000,
    .patchwork: 1000,
  ]

  private static let tame: Set = [
    "URL", "arrowhead", "arrowsize", "arrowtail", "bgcolor", "class", "color", "dir", "fillcolor",
    "fontcolor", "fontname", "fontsize", "height", "id", "labeljust", "labelloc",
    "labeltooltip", "margin", "minlen", "nodesep", "outputorder", "pad", "penwidth",
    "rankdir", "ranksep", "sep", "style", "tooltip", "weight", "width",
  ]

  private static let tameOverlaps: Set<AttributedGraph.Value> = [
    .text("true"), .text("false"), .text("scale"), .text("prism"),
  ]

  private static let tameSplines: Set<AttributedGraph.Value> = [
    .text("true"), .text("false"), .text("line"), .text("spline"),
  ]

  private static let tameShapes: Set<AttributedGraph.Value> = [
    .text("box"), .text("ellipse"), .text("hexagon"), .text("note"), .text("octagon"),
    .text("plain"), .text("plaintext"), .text("rect"),
  ]
}

import GraphModel

/// What a user changes about a picture from outside: `-G`, `-N` and `-E`.
///
/// As in `dot`, each is `name=value`, and a bare name means `true`. Unlike there they also win over
/// what the graph says about all nodes or all edges, though not over what it says about one.
public struct Overrides: Hashable, Sendable {
  /// Attributes of the graph.
  public var graph: [AttributedGraph.Attribute]
  /// Attributes of all nodes.
  public var nodes: [AttributedGraph.Attribute]
  /// Attributes of all edges.
  public var edges: [AttributedGraph.Attribute]
  /// The dots per inch of pictures of pixels; nil leaves it to the graph.
  public var resolution: Double?

  /// No overrides.
  public init() {
    graph = []
    nodes = []
    edges = []
  }

  /// Reads what stood after `-G`, `-N` and `-E`.
  ///
  /// - Throws: `GraphvizError.badOverride` for a name that Graphviz does not know or that may not be
  ///   set from outside, and for a value that the attribute cannot have.
  public init(
    graph: [String], nodes: [String] = [], edges: [String] = []
  ) throws(GraphvizError) {
    self.init()
    self.graph = try Self.read(graph, option: "-G", owner: .graph)
    self.nodes = try Self.read(nodes, option: "-N", owner: .node)
    self.edges = try Self.read(edges, option: "-E", owner: .edge)
  }

  /// The graph with the overrides in place.
  func applied(to graph: AttributedGraph) -> AttributedGraph {
    var graph = graph
    Self.replace(&graph.attributes, by: self.graph)
    Self.replace(&graph.nodeDefaults, by: nodes)
    Self.replace(&graph.edgeDefaults, by: edges)
    return graph
  }

  private static func replace(
    _ attributes: inout [AttributedGraph.Attribute], by overrides: [AttributedGraph.Attribute]
  ) {
    for override in overrides {
      attributes.removeAll { $0.name == override.name }
      attributes.append(override)
    }
  }

  private static func read(
    _ texts: [String], option: String, owner: AttributeRules.Owner
  ) throws(GraphvizError) -> [AttributedGraph.Attribute] {
    var result: [AttributedGraph.Attribute] = []
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      let value = parts.count == 2 ? String(parts[1]) : "true"
      if let reason = AttributeRules.objection(to: name, value, of: owner) {
        throw .badOverride("\(option)\(text)", reason: reason)
      }
      result.append(.init(name, .escaped(value)))
    }
    return result
  }
}

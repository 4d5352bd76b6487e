import CGraphviz
import GraphModel

/// Builds a graph in libcgraph's memory through the library's own calls.
struct NativeGraph {
  private let root: UnsafeMutablePointer<Agraph_t>
  private var clusterNames: ClusterNames
  private var nodes: [String: UnsafeMutablePointer<Agnode_t>] = [:]

  /// Runs a piece of work with a graph that is freed after it.
  ///
  /// - Throws: What `body` throws, and `GraphvizError.badGraph` if two nodes have one name or an edge or
  ///   a cluster names a node that is not there.
  static func with<Result>(
    _ graph: AttributedGraph,
    _ body: (UnsafeMutablePointer<Agraph_t>) throws(GraphvizError) -> Result
  ) throws(GraphvizError) -> Result {
    // The name becomes an XML id in some formats, which may not be empty.
    let name = graph.name.isEmpty ? "graph" : GraphvizText.encode(name: graph.name)
    guard let root = cgv_open(name, graph.isDirected ? 1 : 0) else {
      throw .badGraph("libcgraph could not make it")
    }
    let clusterNames = ClusterNames(for: graph.clusters)
    defer {
      agclose(root)
      clusterNames.free()
    }
    var native = NativeGraph(root: root, clusterNames: clusterNames)
    try native.fill(with: graph)
    return try body(root)
  }

  private init(root: UnsafeMutablePointer<Agraph_t>, clusterNames: ClusterNames) {
    self.root = root
    self.clusterNames = clusterNames
  }

  private mutating func fill(with graph: AttributedGraph) throws(GraphvizError) {
    for attribute in graph.attributes { declare(attribute, for: AGRAPH) }
    for attribute in graph.nodeDefaults { declare(attribute, for: AGNODE) }
    for attribute in graph.edgeDefaults { declare(attribute, for: AGEDGE) }
    var symbols = Symbols(root: root, kind: AGNODE)
    for node in graph.nodes {
      let name = GraphvizText.encode(name: node.name)
      guard let made = cgv_node(root, name, 1), nodes.updateValue(made, forKey: name) == nil else {
        throw GraphvizError.badGraph("two nodes are named '\(node.name)'")
      }
      symbols.set(node.attributes, of: made)
    }
    symbols = Symbols(root: root, kind: AGRAPH)
    try add(graph.clusters, to: root, &symbols)
    symbols = Symbols(root: root, kind: AGEDGE)
    for edge in graph.edges {
      let tail = try node(edge.tail, of: "an edge")
      let head = try node(edge.head, of: "an edge")
      let key = edge.key.map { GraphvizText.encode(name: $0) }
      guard let made = cgv_edge(root, tail, head, key) else {
        throw GraphvizError.badGraph("no edge from '\(edge.tail)' to '\(edge.head)'")
      }
      symbols.set(edge.attributes, of: made)
    }
  }

  private mutating func add(
    _ clusters: [AttributedGraph.Cluster], to parent: UnsafeMutablePointer<Agraph_t>,
    inheriting inherited: [AttributedGraph.Attribute] = [], _ symbols: inout Symbols
  ) throws(GraphvizError) {
    var made: [String: UnsafeMutablePointer<Agraph_t>] = [:]
    for cluster in clusters {
      let subgraph = made[cluster.name] ?? agidsubg(parent, clusterNames.takeID(for: cluster), 1)
      guard let subgraph else { throw .badGraph("no cluster '\(cluster.name)'") }
      made[cluster.name] = subgraph
      // As in DOT, where what is said of a cluster holds in those within it.
      let attributes = inherited + cluster.attributes
      symbols.set(attributes, of: subgraph)
      for name in cluster.nodes {
        agsubnode(subgraph, try node(name, of: "cluster '\(cluster.name)'"), 1)
      }
      try add(cluster.clusters, to: subgraph, inheriting: attributes, &symbols)
    }
  }

  private func node(
    _ name: String, of user: @autoclosure () -> String
  ) throws(GraphvizError) -> UnsafeMutablePointer<Agnode_t> {
    guard let node = nodes[GraphvizText.encode(name: name)] else {
      throw GraphvizError.badGraph("\(user()) names a node '\(name)' that is not there")
    }
    return node
  }

  private func declare(_ attribute: AttributedGraph.Attribute, for kind: Int32) {
    let held = GraphvizText(attribute.value)
    guard held.isMarkup else {
      _ = cgv_attribute(root, kind, attribute.name, held.characters)
      return
    }
    let markup = cgv_markup(root, held.characters)
    _ = cgv_attribute(root, kind, attribute.name, markup)
    agstrfree(root, markup)
  }

  /// The declared attributes of one kind of object, each looked up once.
  private struct Symbols {
    let root: UnsafeMutablePointer<Agraph_t>
    let kind: Int32
    var known: [String: UnsafeMutablePointer<Agsym_t>] = [:]

    mutating func set(
      _ attributes: [AttributedGraph.Attribute], of object: UnsafeMutableRawPointer
    ) {
      for attribute in attributes {
        let held = GraphvizText(attribute.value)
        let symbol = self[attribute.name]
        guard held.isMarkup else {
          cgv_set(object, symbol, held.characters)
          continue
        }
        let markup = cgv_markup(root, held.characters)
        cgv_set(object, symbol, markup)
        agstrfree(root, markup)
      }
    }

    private subscript(name: String) -> UnsafeMutablePointer<Agsym_t>? {
      mutating get {
        if let symbol = known[name] { return symbol }
        let symbol =
          cgv_attribute(root, kind, name, nil) ?? cgv_attribute(root, kind, name, "")
        known[name] = symbol
        return symbol
      }
    }
  }
}

import GraphModel

/// Writes a graph in Graphviz's language: every name quoted, one node or edge a line, no chains.
///
/// Read by libcgraph it is the graph that its own calls would make of the same value (see
/// `GraphvizText`), so that a file and a drawing in process can't differ.
public enum DOTWriter {
  /// Hands over the graph's bytes in pieces of some 64 KiB.
  ///
  /// - Throws: What `sink` throws.
  public static func write<Failure: Error>(
    _ graph: AttributedGraph, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var output = OutputBuffer()
    let kind = graph.isDirected ? "digraph" : "graph"
    try output.append("\(kind) \(quoted(graph.name)) {\n".utf8, to: sink)
    let defaults = [
      ("graph", graph.attributes), ("node", graph.nodeDefaults), ("edge", graph.edgeDefaults),
    ]
    for (keyword, attributes) in defaults where !attributes.isEmpty {
      try output.append("  \(keyword)\(list(attributes));\n".utf8, to: sink)
    }
    for node in graph.nodes {
      try output.append("  \(quoted(node.name))\(list(node.attributes));\n".utf8, to: sink)
    }
    for cluster in graph.clusters {
      try output.append(text(of: cluster, indent: "  ").utf8, to: sink)
    }
    let arrow = graph.isDirected ? "->" : "--"
    for edge in graph.edges {
      var attributes = list(edge.attributes)
      if let key = edge.key {
        let rest = attributes.isEmpty ? "]" : ", " + attributes.dropFirst(2)
        attributes = " [\"key\"=\(quoted(key))" + rest
      }
      try output.append(
        "  \(quoted(edge.tail)) \(arrow) \(quoted(edge.head))\(attributes);\n".utf8, to: sink)
    }
    try output.append("}\n".utf8, to: sink)
    try output.flush(to: sink)
  }

  /// The whole text.
  public static func text(of graph: AttributedGraph) -> String {
    var bytes: [UInt8] = []
    write(graph) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func text(of cluster: AttributedGraph.Cluster, indent: String) -> String {
    var text = "\(indent)subgraph \(quoted(cluster.name)) {\n"
    let inner = indent + "  "
    if !cluster.attributes.isEmpty { text += "\(inner)graph\(list(cluster.attributes));\n" }
    for node in cluster.nodes { text += "\(inner)\(quoted(node));\n" }
    for cluster in cluster.clusters { text += self.text(of: cluster, indent: inner) }
    return text + "\(indent)}\n"
  }

  private static func list(_ attributes: [AttributedGraph.Attribute]) -> String {
    if attributes.isEmpty { return "" }
    let items = attributes.map { attribute in
      let held = GraphvizText(attribute.value)
      let value =
        held.isMarkup && isBalanced(held.characters)
        ? "<\(held.characters)>" : literal(held.characters)
      return "\(literal(attribute.name))=\(value)"
    }
    return " [\(items.joined(separator: ", "))]"
  }

  /// A name as a quoted string.
  private static func quoted(_ name: String) -> String { literal(GraphvizText.encode(name: name)) }

  /// Between quotes, a quote is the only character that DOT itself escapes.
  private static func literal(_ characters: String) -> String {
    guard characters.utf8.contains(UInt8(ascii: "\"")) else { return "\"\(characters)\"" }
    var result = "\""
    for scalar in characters.unicodeScalars {
      if scalar == "\"" { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  /// Whether the brackets in markup end where it ends, since DOT knows no other end of it.
  private static func isBalanced(_ markup: String) -> Bool {
    var depth = 0
    for byte in markup.utf8 {
      if byte == UInt8(ascii: "<") { depth += 1 }
      if byte == UInt8(ascii: ">") { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }
}

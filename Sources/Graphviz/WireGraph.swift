import GraphModel

// A graph on the wire, field by field in the order of its declaration.
extension WireWriter {
  mutating func write(_ graph: AttributedGraph) {
    write(graph.name)
    write(graph.isDirected)
    write(graph.attributes)
    write(graph.nodeDefaults)
    write(graph.edgeDefaults)
    write(graph.nodes) { writer, node in
      writer.write(node.name)
      writer.write(node.attributes)
    }
    write(graph.edges) { writer, edge in
      writer.write(edge.tail)
      writer.write(edge.head)
      writer.write(edge.key.map { [$0] } ?? [])
      writer.write(edge.attributes)
    }
    write(graph.clusters) { $0.write($1) }
  }

  mutating func write(_ attributes: [AttributedGraph.Attribute]) {
    write(attributes) { writer, attribute in
      writer.write(attribute.name)
      switch attribute.value {
      case .text(let text):
        writer.write(0)
        writer.write(text)
      case .html(let markup):
        writer.write(1)
        writer.write(markup)
      case .escaped(let text):
        writer.write(2)
        writer.write(text)
      }
    }
  }

  private mutating func write(_ cluster: AttributedGraph.Cluster) {
    write(cluster.name)
    write(cluster.attributes)
    write(cluster.nodes)
    write(cluster.clusters) { $0.write($1) }
  }
}

extension WireReader {
  mutating func graph() throws(Broken) -> AttributedGraph {
    AttributedGraph(
      name: try text(), isDirected: try flag(), attributes: try attributes(),
      nodeDefaults: try attributes(), edgeDefaults: try attributes(),
      nodes: try list { reader throws(Broken) in
        .init(name: try reader.text(), attributes: try reader.attributes())
      },
      edges: try list { reader throws(Broken) in
        .init(
          tail: try reader.text(), head: try reader.text(), key: try reader.texts().first,
          attributes: try reader.attributes())
      },
      clusters: try list { reader throws(Broken) in try reader.cluster() })
  }

  mutating func attributes() throws(Broken) -> [AttributedGraph.Attribute] {
    try list { reader throws(Broken) in
      let name = try reader.text()
      let kind = try reader.number()
      let characters = try reader.text()
      switch kind {
      case 0: return .init(name, .text(characters))
      case 1: return .init(name, .html(characters))
      case 2: return .init(name, .escaped(characters))
      default: throw Broken()
      }
    }
  }

  private mutating func cluster() throws(Broken) -> AttributedGraph.Cluster {
    .init(
      name: try text(), attributes: try attributes(), nodes: try texts(),
      clusters: try list { reader throws(Broken) in try reader.cluster() })
  }
}

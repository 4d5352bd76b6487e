import GraphModel

/// A graph that Graphviz can be given: its attributes kept to the rules.
enum SafeGraph {
  /// How deep clusters may lie in one another: Graphviz walks them by recursion.
  static let deepestCluster = 50

  /// Applies the rules and says what they changed, once for each attribute and reason.
  static func make(_ graph: AttributedGraph) throws(GraphvizError) -> (
    AttributedGraph, [Diagnostic]
  ) {
    var changes = Changes()
    var safe = graph
    changes.apply(to: &safe.attributes, of: .graph)
    changes.apply(to: &safe.nodeDefaults, of: .node)
    changes.apply(to: &safe.edgeDefaults, of: .edge)
    for index in safe.nodes.indices { changes.apply(to: &safe.nodes[index].attributes, of: .node) }
    for index in safe.edges.indices { changes.apply(to: &safe.edges[index].attributes, of: .edge) }
    for index in safe.clusters.indices { try changes.apply(to: &safe.clusters[index], depth: 1) }
    return (safe, changes.notes)
  }

  private struct Changes {
    private var reasons: [String] = []
    private var counts: [String: Int] = [:]

    mutating func apply(
      to attributes: inout [AttributedGraph.Attribute], of owner: AttributeRules.Owner
    ) {
      var isDropped = false
      for index in attributes.indices {
        let name = attributes[index].name
        switch AttributeRules.verdict(on: name, attributes[index].value, of: owner) {
        case .keep: break
        case .change(let value, let reason):
          attributes[index].value = value
          if let reason { count(name, reason) }
        case .drop(let reason):
          attributes[index].name = ""
          isDropped = true
          count(name, reason)
        }
      }
      if isDropped { attributes.removeAll { $0.name.isEmpty } }
    }

    mutating func apply(
      to cluster: inout AttributedGraph.Cluster, depth: Int
    ) throws(GraphvizError) {
      guard depth <= deepestCluster else {
        throw .badGraph("its clusters lie more than \(deepestCluster) deep in one another")
      }
      apply(to: &cluster.attributes, of: .cluster)
      for index in cluster.clusters.indices {
        try apply(to: &cluster.clusters[index], depth: depth + 1)
      }
    }

    private mutating func count(_ name: String, _ reason: String) {
      let text = "'\(name)' \(reason)"
      if counts[text] == nil { reasons.append(text) }
      counts[text, default: 0] += 1
    }

    var notes: [Diagnostic] {
      reasons.map { reason in
        let times = counts[reason, default: 1]
        return Diagnostic(.warning, times == 1 ? reason : "\(reason) (\(times) times)")
      }
    }
  }
}

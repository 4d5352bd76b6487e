extension Value {
  /// Gathers the nodes and relationships that a value is or holds.
  package func collect(_ nodes: inout Set<Int>, _ relationships: inout Set<Int>) {
    switch self {
    case .node(let node): nodes.insert(node)
    case .relationship(let relationship): relationships.insert(relationship)
    case .path(let path):
      nodes.formUnion(path.nodes)
      relationships.formUnion(path.relationships)
    case .list(let values): for value in values { value.collect(&nodes, &relationships) }
    case .map(let values): for value in values.values { value.collect(&nodes, &relationships) }
    default: break
    }
  }

  /// Whether lists and maps lie in one another deeper than so many levels.
  func isNested(deeper limit: Int) -> Bool {
    switch self {
    case .list(let values): limit == 0 || values.contains { $0.isNested(deeper: limit - 1) }
    case .map(let values): limit == 0 || values.values.contains { $0.isNested(deeper: limit - 1) }
    default: false
    }
  }

  /// How many values it is, with those in it; long texts count for more.
  var size: Int {
    switch self {
    case .list(let values): values.reduce(1) { $0 + $1.size }
    case .map(let values): values.values.reduce(1) { $0 + $1.size }
    case .path(let path): 1 + path.nodes.count
    case .string(let text): 1 + text.utf8.count / 64
    default: 1
    }
  }

  /// The value with other numbers for nodes and relationships.
  package func renumbered(_ node: (Int) -> Int, _ relationship: (Int) -> Int) -> Value {
    switch self {
    case .node(let number): .node(node(number))
    case .relationship(let number): .relationship(relationship(number))
    case .path(let path):
      .path(
        GraphPath(
          nodes: path.nodes.map(node), relationships: path.relationships.map(relationship)))
    case .list(let values): .list(values.map { $0.renumbered(node, relationship) })
    case .map(let values): .map(values.mapValues { $0.renumbered(node, relationship) })
    default: self
    }
  }
}

extension Function {
  /// What is asked of nodes, relationships, paths and maps.
  static func graphFunctions() -> [String: Function] {
    [
      "id": Function([[.node, .relationship]], .integer) { arguments, _ throws(QueryError) in
        switch arguments[0] {
        case .node(let index), .relationship(let index): .integer(index)
        default: .null
        }
      },
      "labels": Function([.node], .list(.string)) { arguments, run throws(QueryError) in
        guard case .node(let node) = arguments[0] else { return .null }
        return .list(run.graph.labels(of: node).map { .string($0) })
      },
      "type": Function([.relationship], .string) { arguments, run throws(QueryError) in
        guard case .relationship(let index) = arguments[0] else { return .null }
        return .string(run.graph.typeName(run.graph.type(of: index)))
      },
      "startnode": Function([.relationship], .node) { arguments, run throws(QueryError) in
        guard case .relationship(let index) = arguments[0] else { return .null }
        return .node(run.graph.ends(of: index).start)
      },
      "endnode": Function([.relationship], .node) { arguments, run throws(QueryError) in
        guard case .relationship(let index) = arguments[0] else { return .null }
        return .node(run.graph.ends(of: index).end)
      },
      "nodes": Function([.path], .list(.node)) { arguments, _ throws(QueryError) in
        guard case .path(let path) = arguments[0] else { return .null }
        return .list(path.nodes.map { .node($0) })
      },
      "relationships": Function([.path], .list(.relationship)) { arguments, _ throws(QueryError) in
        guard case .path(let path) = arguments[0] else { return .null }
        return .list(path.relationships.map { .relationship($0) })
      },
      "length": Function([.path], .integer) { arguments, _ throws(QueryError) in
        guard case .path(let path) = arguments[0] else { return .null }
        return .integer(path.relationships.count)
      },
      "keys": Function([[.node, .relationship, .map]], .list(.string)) {
        arguments, run throws(QueryError) in
        .list(Self.properties(of: arguments[0], run).map { .string($0.key) })
      },
      "properties": Function([[.node, .relationship, .map]], .map) {
        arguments, run throws(QueryError) in
        .map(
          Dictionary(uniqueKeysWithValues: Self.properties(of: arguments[0], run).map { ($0, $1) }))
      },
      "exists": Function([.all], .boolean, takesNull: true) { arguments, _ throws(QueryError) in
        .boolean(!arguments[0].isNull && arguments[0] != .boolean(false))
      },
      "coalesce": Function(Array(repeating: .all, count: 64), required: 1, .any, takesNull: true) {
        arguments, _ throws(QueryError) in
        arguments.first { !$0.isNull } ?? .null
      },
    ]
  }

  /// Names and values in the order of names.
  static func properties(of value: Value, _ run: Run) -> [(key: String, value: Value)] {
    switch value {
    case .node(let index):
      run.graph.propertyNames(ofNode: index).sorted()
        .map { ($0, run.graph.property($0, ofNode: index)) }
    case .relationship(let index):
      run.graph.propertyNames(ofRelationship: index).sorted()
        .map { ($0, run.graph.property($0, ofRelationship: index)) }
    case .map(let values): values.sorted { $0.key < $1.key }
    default: []
    }
  }
}

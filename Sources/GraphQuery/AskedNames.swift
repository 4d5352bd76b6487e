extension GraphPattern {
  /// The names that nodes must have to match, as `{name: 'x'}` and `a.name = 'x'` ask for, each once and in the
  /// order of the text.
  ///
  /// - Parameter parameters: The values of `$name`.
  package func askedNames(_ parameters: [String: Value]) -> [String] {
    var found: [(offset: Int, name: String)] = []
    func take(_ expression: Expression) {
      var value: Value?
      switch expression.kind {
      case .literal(let literal): value = literal
      case .parameter(let name): value = parameters[name]
      default: break
      }
      if case .string(let name) = value { found.append((expression.offset, name)) }
    }
    for clause in query.parts.joined() {
      guard case .match(let paths, _, _, _) = clause else { continue }
      for node in paths.flatMap(\.nodes) {
        guard case .map(let entries) = node.properties?.kind else { continue }
        for entry in entries where entry.key == "name" { take(entry.value) }
      }
    }
    query.forEachExpression { expression in
      guard case .comparisons(let left, let rest) = expression.kind, rest.count == 1,
        rest[0].sign == .equal
      else { return }
      for (side, other) in [(left, rest[0].value), (rest[0].value, left)] {
        if case .property(_, "name") = side.kind { take(other) }
      }
    }
    var known: Set<String> = []
    return found.sorted { $0.offset < $1.offset }.map(\.name).filter { known.insert($0).inserted }
  }
}

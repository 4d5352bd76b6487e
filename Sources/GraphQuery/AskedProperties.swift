extension Query {
  /// The properties that conditions mention of each relationship pattern, by where that pattern stands.
  ///
  /// A pattern is asked about in the `WHERE` of its `MATCH`, and further on while its variable lives; a
  /// later pattern with the same name is another one. `all(x IN relationships(p) WHERE x.mode = 'fact')`
  /// asks about all of path `p`.
  var askedProperties: [Int: Set<String>] {
    var asked: [Int: Set<String>] = [:]
    for clauses in parts {
      for (place, clause) in clauses.enumerated() {
        for expression in clause.expressions { expression.collectPatterns(&asked) }
        guard case .match(let paths, let condition, _, _) = clause else { continue }
        for path in paths {
          for relationship in path.relationships {
            var names = Set([relationship.variable, path.variable].compactMap { $0 })
            var found = condition?.mentions(of: names) ?? []
            for later in clauses[(place + 1)...] where !names.isEmpty {
              found.formUnion(later.mentions(of: &names))
            }
            asked[relationship.offset] = found
          }
        }
      }
    }
    return asked
  }
}

extension Clause {
  /// What its condition mentions of some variables; those that end here are taken out.
  fileprivate func mentions(of names: inout Set<String>) -> Set<String> {
    switch self {
    case .match(let paths, let condition, _, _):
      names.subtract(paths.flatMap(\.relationships).compactMap(\.variable))
      return condition?.mentions(of: names) ?? []
    case .with(let projection):
      let before = names
      if !projection.includesAll { names = [] }
      for item in projection.items {
        if case .variable(let name) = item.expression.kind, before.contains(name) {
          names.insert(item.name)
        } else {
          names.remove(item.name)
        }
      }
      return projection.condition?.mentions(of: before.union(names)) ?? []
    case .unwind, .return: return []
    }
  }

  var expressions: [Expression] {
    switch self {
    case .match(let paths, let condition, _, _):
      paths.flatMap(\.properties) + [condition].compactMap { $0 }
    case .unwind(let list, _, _): [list]
    case .with(let projection), .return(let projection):
      projection.items.map(\.expression) + projection.order.map(\.expression)
        + [projection.condition].compactMap { $0 }
    }
  }
}

extension Expression {
  /// The properties of some variables, or of the elements of lists that are made of them.
  fileprivate func mentions(of names: Set<String>) -> Set<String> {
    var found: Set<String> = []
    switch kind {
    case .property(let base, let key):
      if case .variable(let name) = base.kind, names.contains(name) { found.insert(key) }
    case .quantifier(_, let name, let list, _), .comprehension(let name, let list, _, _),
      .reduce(_, _, let name, let list, _):
      let inner =
        list.freeVariables.isDisjoint(with: names)
        ? names.subtracting([name]) : names.union([name])
      for part in parts { found.formUnion(part.mentions(of: inner)) }
      return found
    default: break
    }
    for part in parts { found.formUnion(part.mentions(of: names)) }
    return found
  }

  /// What the conditions of patterns within it mention.
  fileprivate func collectPatterns(_ asked: inout [Int: Set<String>]) {
    switch kind {
    case .patternComprehension(let path, let condition?, _):
      for relationship in path.relationships {
        let names = Set([relationship.variable, path.variable].compactMap { $0 })
        asked[relationship.offset] = condition.mentions(of: names)
      }
    case .exists(let query): asked.merge(query.askedProperties) { $0.union($1) }
    default: break
    }
    for part in parts { part.collectPatterns(&asked) }
  }
}

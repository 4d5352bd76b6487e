extension Query {
  /// The properties that conditions mention, by the variable of the relationship or path.
  ///
  /// `all(x IN relationships(p) WHERE x.mode = 'fact')` asks about `p`.
  var askedProperties: [String: Set<String>] {
    var asked: [String: Set<String>] = [:]
    for clause in parts.joined() {
      switch clause {
      case .match(let paths, let condition, _, _):
        for path in paths {
          for part in path.properties { part.collectPatternConditions(&asked) }
        }
        condition?.collectAsked([:], &asked)
      case .unwind(let list, _, _): list.collectPatternConditions(&asked)
      case .with(let projection), .return(let projection):
        for item in projection.items { item.expression.collectPatternConditions(&asked) }
        projection.condition?.collectAsked([:], &asked)
      }
    }
    return asked
  }
}

extension Expression {
  /// What it mentions; `aliases` says of which list an element is.
  fileprivate func collectAsked(
    _ aliases: [String: Set<String>], _ asked: inout [String: Set<String>]
  ) {
    switch kind {
    case .property(let base, let key):
      if case .variable(let name) = base.kind {
        for owner in aliases[name] ?? [name] { asked[owner, default: []].insert(key) }
      }
    case .quantifier(_, let name, let list, _), .comprehension(let name, let list, _, _),
      .reduce(_, _, let name, let list, _):
      var inner = aliases
      inner[name] = list.freeVariables
      for part in parts { part.collectAsked(inner, &asked) }
      return
    case .exists(let query):
      asked.merge(query.askedProperties) { $0.union($1) }
    default: break
    }
    for part in parts { part.collectAsked(aliases, &asked) }
  }

  /// What the conditions of patterns in it mention.
  fileprivate func collectPatternConditions(_ asked: inout [String: Set<String>]) {
    if case .patternComprehension(_, let condition?, _) = kind {
      condition.collectAsked([:], &asked)
    }
    if case .exists = kind { collectAsked([:], &asked) }
    for part in parts { part.collectPatternConditions(&asked) }
  }
}

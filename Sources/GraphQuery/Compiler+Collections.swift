extension Compiler {
  func property(
    _ base: Expression, _ key: String, _ scope: Scope, _ at: Int
  ) throws(QueryError) -> Compiled {
    let base = try compile(base, scope)
    let accepted: Kinds = [.map, .node, .relationship, .timeValue]
    if base.type != .any, base.type != .null, base.type.kinds.isDisjoint(with: accepted) {
      throw QueryError(
        base.type == .path ? .syntax : .type, "InvalidArgumentType",
        "'.\(key)' needs \(accepted.words), not \(base.type.kinds.words)", at: at)
    }
    let (evaluate, graph) = (base.evaluate, run.graph)
    if base.type == .relationship {
      try place(at) { () throws(QueryError) in try graph.checkRelationshipProperty(key) }
    }
    if base.type == .node {
      let read = graph.reader(ofNodeProperty: key)
      return Compiled(
        evaluate: { frame throws(QueryError) in
          guard case .node(let node) = try evaluate(&frame) else { return .null }
          return read(node)
        }, type: .any)
    }
    return Compiled(
      evaluate: { frame throws(QueryError) in
        switch try evaluate(&frame) {
        case .null: return .null
        case .map(let values): return values[key] ?? .null
        case .node(let node): return graph.property(key, ofNode: node)
        case .relationship(let index): return graph.property(key, ofRelationship: index)
        case .temporal(let value):
          return try place(at) { () throws(QueryError) in try value.component(key) }
        case let value: throw wrongType("'.\(key)'", value, accepted.words, at)
        }
      }, type: .any)
  }

  func element(
    _ base: Expression, _ index: Expression, _ scope: Scope, _ at: Int
  ) throws(QueryError) -> Compiled {
    let base = try compile(base, scope)
    let (list, index) = (base.evaluate, try compile(index, scope).evaluate)
    let graph = run.graph
    return Compiled(
      evaluate: { frame throws(QueryError) in
        let (container, place) = (try list(&frame), try index(&frame))
        if container.isNull || place.isNull {
          if case .list = container, !place.isNull { return .null }
          return .null
        }
        switch (container, place) {
        case (.list(let values), .integer(let index)):
          let place = index < 0 ? values.count + index : index
          return values.indices.contains(place) ? values[place] : .null
        case (.map(let values), .string(let key)): return values[key] ?? .null
        case (.node(let node), .string(let key)): return graph.property(key, ofNode: node)
        case (.relationship(let index), .string(let key)):
          return graph.property(key, ofRelationship: index)
        case (.list, _): throw wrongType("the index of a list", place, "an integer", at)
        case (.map, _), (.node, _), (.relationship, _):
          throw QueryError(
            .type, "MapElementAccessByNonString",
            "a key is a string, not \(place.typeName)", at: at)
        default: throw wrongType("'[…]'", container, "a list or a map", at)
        }
      }, type: base.type.element)
  }

  func slice(
    _ base: Expression, _ from: Expression?, _ to: Expression?, _ scope: Scope, _ at: Int
  ) throws(QueryError) -> Compiled {
    let list = try compile(base, scope)
    let start = try from.map { part throws(QueryError) in try compile(part, scope).evaluate }
    let end = try to.map { part throws(QueryError) in try compile(part, scope).evaluate }
    let evaluate = list.evaluate
    return Compiled(
      evaluate: { frame throws(QueryError) in
        let container = try evaluate(&frame)
        func bound(_ evaluate: Evaluator?, _ usual: Int, _ frame: inout Frame)
          throws(QueryError) -> Int?
        {
          guard let evaluate else { return usual }
          switch try evaluate(&frame) {
          case .integer(let number): return number
          case .null: return nil
          case let value: throw wrongType("the bound of a slice", value, "an integer", at)
          }
        }
        guard case .list(let values) = container else {
          if container.isNull { return .null }
          throw wrongType("'[…]'", container, "a list", at)
        }
        guard let first = try bound(start, 0, &frame),
          let last = try bound(end, values.count, &frame)
        else { return .null }
        func place(_ bound: Int) -> Int {
          max(0, min(values.count, bound < 0 ? values.count + bound : bound))
        }
        let (low, high) = (place(first), place(last))
        return .list(low < high ? Array(values[low..<high]) : [])
      }, type: list.type)
  }

  func hasLabels(
    _ base: Expression, _ labels: [String], _ scope: Scope, _ at: Int
  ) throws(QueryError) -> Compiled {
    let base = try compile(base, scope)
    try check(base.type, [.node, .relationship], "':'", at)
    let (evaluate, graph) = (base.evaluate, run.graph)
    for label in labels {
      if base.type == .relationship {
        try place(at) { () throws(QueryError) in try graph.checkType(label) }
      } else if base.type == .node {
        try place(at) { () throws(QueryError) in try graph.checkLabel(label) }
      }
    }
    return Compiled(
      evaluate: { frame throws(QueryError) in
        switch try evaluate(&frame) {
        case .null: return .null
        case .node(let node):
          return .boolean(labels.allSatisfy { graph.node(node, hasLabel: $0) })
        case .relationship(let index):
          let type = graph.typeName(graph.type(of: index))
          return .boolean(labels.allSatisfy { $0 == type })
        case let value: throw wrongType("':'", value, "a node or a relationship", at)
        }
      }, type: .boolean)
  }

  /// Adds the place to an error that has none.
  func place<Result>(
    _ offset: Int, _ body: () throws(QueryError) -> Result
  ) throws(QueryError) -> Result {
    do throws(QueryError) {
      return try body()
    } catch {
      var error = error
      error.offset = error.offset ?? offset
      throw error
    }
  }

  func list(_ items: [Expression], _ scope: Scope) throws(QueryError) -> Compiled {
    var evaluators: [Evaluator] = []
    var type = items.isEmpty ? StaticType.any : .null
    for item in items {
      let compiled = try compile(item, scope)
      type = type.joined(with: compiled.type)
      evaluators.append(compiled.evaluate)
    }
    return Compiled(
      evaluate: { [evaluators] frame throws(QueryError) in
        var values: [Value] = []
        values.reserveCapacity(evaluators.count)
        for evaluate in evaluators { values.append(try evaluate(&frame)) }
        return .list(values)
      }, type: .list(type))
  }

  func map(_ entries: [Expression.MapEntry], _ scope: Scope) throws(QueryError) -> Compiled {
    var evaluators: [(key: String, evaluate: Evaluator)] = []
    for entry in entries {
      evaluators.append((entry.key, try compile(entry.value, scope).evaluate))
    }
    return Compiled(
      evaluate: { [evaluators] frame throws(QueryError) in
        var values: [String: Value] = [:]
        for entry in evaluators { values[entry.key] = try entry.evaluate(&frame) }
        return .map(values)
      }, type: .map)
  }

  /// The values of a list; nil for null.
  private func values(
    _ evaluate: Evaluator, _ frame: inout Frame, _ what: String, _ at: Int
  ) throws(QueryError) -> [Value]? {
    switch try evaluate(&frame) {
    case .list(let values): return values
    case .null: return nil
    case let value: throw wrongType(what, value, "a list", at)
    }
  }

  func comprehension(
    _ name: String, _ list: Expression, _ condition: Expression?, _ result: Expression?,
    _ scope: Scope, _ at: Int
  ) throws(QueryError) -> Compiled {
    let list = try compile(list, scope)
    try check(list.type, .list, "a list comprehension", at)
    var inner = scope
    let place = inner.add(name, list.type.element)
    let test = try condition.map { part throws(QueryError) in try self.condition(part, inner) }
    if let result, result.isAggregating { throw misplacedAggregation("an aggregation", at) }
    let value = try result.map { part throws(QueryError) in try compile(part, inner) }
    let (source, run) = (list.evaluate, run)
    return Compiled(
      evaluate: { frame throws(QueryError) in
        guard let values = try values(source, &frame, "a list comprehension", at) else {
          return .null
        }
        var results: [Value] = []
        for item in values {
          try run.tick()
          frame[place] = item
          if let test, try !test(&frame) { continue }
          results.append(try value?.evaluate(&frame) ?? item)
        }
        return .list(results)
      }, type: .list(value?.type ?? list.type.element))
  }

  func quantifier(
    _ kind: Expression.Quantifier, _ name: String, _ list: Expression, _ condition: Expression,
    _ scope: Scope, _ at: Int
  ) throws(QueryError) -> Compiled {
    let list = try compile(list, scope)
    try check(list.type, .list, "\(kind.rawValue)()", at)
    var inner = scope
    let place = inner.add(name, list.type.element)
    let compiled = try compile(condition, inner, isCondition: true)
    try check(compiled.type, .boolean, "\(kind.rawValue)()", condition.offset)
    let (source, test, run) = (list.evaluate, compiled.evaluate, run)
    return Compiled(
      evaluate: { frame throws(QueryError) in
        guard let values = try values(source, &frame, "\(kind.rawValue)()", at) else {
          return .null
        }
        var (hits, unknown) = (0, 0)
        for item in values {
          try run.tick()
          frame[place] = item
          switch try test(&frame) {
          case .boolean(true): hits += 1
          case .null: unknown += 1
          case .boolean: break
          case let value: throw wrongType("\(kind.rawValue)()", value, "a boolean", at)
          }
        }
        let misses = values.count - hits - unknown
        let truth: Bool? =
          switch kind {
          case .all: misses > 0 ? false : unknown > 0 ? nil : true
          case .any: hits > 0 ? true : unknown > 0 ? nil : false
          case .none: hits > 0 ? false : unknown > 0 ? nil : true
          case .single: hits > 1 ? false : unknown > 0 ? nil : hits == 1
          }
        return truth.map { .boolean($0) } ?? .null
      }, type: .boolean)
  }

  /// How deep lists and maps may lie in one another where a pattern makes ever deeper ones.
  private static let nestingLimit = 500

  func reduce(
    _ total: String, _ start: Expression, _ name: String, _ list: Expression, _ step: Expression,
    _ scope: Scope, _ at: Int
  ) throws(QueryError) -> Compiled {
    let (first, list) = (try compile(start, scope), try compile(list, scope))
    var inner = scope
    let totalPlace = inner.add(total, .any)
    let itemPlace = inner.add(name, list.type.element)
    let (next, run) = (try compile(step, inner).evaluate, run)
    return Compiled(
      evaluate: { frame throws(QueryError) in
        guard let values = try values(list.evaluate, &frame, "reduce()", at) else { return .null }
        var result = try first.evaluate(&frame)
        for (index, item) in values.enumerated() {
          try run.tick()
          frame[totalPlace] = result
          frame[itemPlace] = item
          result = try next(&frame)
          // A step may put the total into a list: what is nested too deep could not even be taken apart.
          if index % 16 == 15, result.isNested(deeper: Self.nestingLimit) {
            throw QueryError(
              .limit, "TooDeep", "reduce() nests values deeper than \(Self.nestingLimit) levels",
              at: at)
          }
        }
        return result
      }, type: .any)
  }

  // MARK: Patterns

  func existence(
    of path: PathPattern, _ scope: Scope, _ at: Int
  ) throws(QueryError) -> Compiled {
    for name in path.variables where scope[name] == nil { throw undefined(name, scope, at) }
    var inner = scope
    let matcher = try Matcher([path], condition: nil, &inner, self)
    return Compiled(
      evaluate: { frame throws(QueryError) in .boolean(try matcher.finds(&frame)) },
      type: .boolean)
  }

  func patternComprehension(
    _ path: PathPattern, _ condition: Expression?, _ result: Expression, _ scope: Scope, _ at: Int
  ) throws(QueryError) -> Compiled {
    if result.isAggregating { throw misplacedAggregation("an aggregation", at) }
    var inner = scope
    let matcher = try Matcher([path], condition: condition, &inner, self)
    let value = try compile(result, inner)
    return Compiled(
      evaluate: { frame throws(QueryError) in
        var results: [Value] = []
        try matcher.forEachMatch(&frame) { frame throws(QueryError) in
          results.append(try value.evaluate(&frame))
        }
        return .list(results)
      }, type: .list(value.type))
  }

  func existence(of query: Query, _ scope: Scope) throws(QueryError) -> Compiled {
    let found = FirstRow()
    var pipelines: [Pipeline] = []
    for clauses in query.parts {
      pipelines.append(
        try Pipeline(clauses, scope, self, isSubquery: true) { _, _ throws(QueryError) in found })
    }
    return Compiled(
      evaluate: { [pipelines] frame throws(QueryError) in
        for pipeline in pipelines {
          found.isFound = false
          try pipeline.run([frame])
          if found.isFound { return .boolean(true) }
        }
        return .boolean(false)
      }, type: .boolean)
  }
}

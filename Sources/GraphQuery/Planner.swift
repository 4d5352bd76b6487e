/// Chooses the order in which a pattern is followed: from where fewest nodes are, along where fewest
/// relationships are, every condition as soon as what it asks about is known.
struct Planner {
  private let compiler: Compiler
  private let graph: any PropertyGraph
  private var nodes: [Matcher.Node] = []
  private var edges: [Matcher.Edge] = []
  private var paths: [(name: String, place: Int, places: [Int], nodes: [Int], edges: [Int])] = []
  private var filters: [(expression: Expression, needs: Set<String>)] = []
  private var scope: Scope
  /// The names that this pattern adds.
  private var ownNames: Set<String> = []

  private(set) var steps: [Matcher.Step] = []
  private(set) var records: [PlanStep] = []
  private(set) var newPlaces: [Int] = []
  private var estimate = 1.0

  init(
    _ patterns: [PathPattern], condition: Expression?, _ outer: inout Scope, _ compiler: Compiler
  ) throws(QueryError) {
    self.compiler = compiler
    graph = compiler.run.graph
    scope = outer
    for pattern in patterns { try add(pattern, outer) }
    outer = scope
    if let condition {
      let parts: [Expression] =
        if case .all(let parts) = condition.kind { parts } else { [condition] }
      for part in parts { filters.append((part, part.freeVariables)) }
    }
  }

  // MARK: Reading patterns

  private mutating func add(_ pattern: PathPattern, _ outer: Scope) throws(QueryError) {
    var places: [Int] = []
    var (pathNodes, pathEdges): ([Int], [Int]) = ([], [])
    var previous: Int?
    for (position, node) in pattern.nodes.enumerated() {
      if position > 0 {
        // The relationship comes first in the text, so that its name is known to what follows.
        let edge = try reserve(pattern.relationships[position - 1], outer)
        let index = try self.node(node, outer)
        edges[edge].start = previous ?? index
        edges[edge].end = index
        edges[edge].shortest = pattern.shortest
        places += [edges[edge].place, nodes[index].place]
        pathEdges.append(edge)
        pathNodes.append(index)
        previous = index
      } else {
        let index = try self.node(node, outer)
        places.append(nodes[index].place)
        pathNodes.append(index)
        previous = index
      }
    }
    guard let name = pattern.variable else { return }
    if scope[name] != nil {
      throw QueryError(
        .syntax, "VariableAlreadyBound", "'\(name)' is the name of something else already",
        at: pattern.offset)
    }
    let place = scope.add(name, .path)
    ownNames.insert(name)
    newPlaces.append(place)
    paths.append((name, place, places, pathNodes, pathEdges))
  }

  private mutating func node(_ pattern: NodePattern, _ outer: Scope) throws(QueryError) -> Int {
    for label in pattern.labels {
      try compiler.place(pattern.offset) { () throws(QueryError) in try graph.checkLabel(label) }
    }
    let name = pattern.variable ?? " n\(scope.layout.width)"
    let index: Int
    if let known = nodes.firstIndex(where: { $0.name == name }) {
      index = known
      nodes[index].labels += pattern.labels.filter { !nodes[index].labels.contains($0) }
    } else {
      let isBound = scope[name] != nil
      if let variable = scope[name] {
        guard [.any, .null, .node].contains(variable.type) else {
          throw QueryError(
            .syntax, "VariableTypeConflict",
            "'\(name)' is \(variable.type.kinds.words) and cannot be a node too",
            at: pattern.offset)
        }
      }
      let place = scope[name]?.place ?? scope.add(name, .node)
      if !isBound {
        newPlaces.append(place)
        ownNames.insert(name)
      }
      index = nodes.count
      nodes.append(.init(name: name, place: place, labels: pattern.labels, isBound: isBound))
    }
    if case .map(let entries)? = pattern.properties?.kind {
      for entry in entries {
        let at = entry.value.offset
        let property = Expression(.property(Expression(.variable(name), at: at), entry.key), at: at)
        let equality = Expression(
          .comparisons(property, [.init(sign: .equal, value: entry.value)]), at: at)
        filters.append((equality, equality.freeVariables))
      }
    }
    return index
  }

  private mutating func reserve(
    _ pattern: RelationshipPattern, _ outer: Scope
  ) throws(QueryError) -> Int {
    for (type, offset) in zip(pattern.types, pattern.typeOffsets) {
      try compiler.place(offset) { () throws(QueryError) in try graph.checkType(type) }
    }
    let name = pattern.variable ?? " r\(scope.layout.width)"
    let type = pattern.length == nil ? StaticType.relationship : .list(.relationship)
    var isBound = false
    var place: Int
    if let variable = scope[name] {
      if edges.contains(where: { $0.pattern.variable == name }) {
        throw QueryError(
          .syntax, "RelationshipUniquenessViolation",
          "'\(name)' is two relationships of one pattern, which are never the same",
          at: pattern.offset)
      }
      let allowed: [StaticType] = [.any, .null, type, .list(.any), .list(.null)]
      guard allowed.contains(variable.type),
        pattern.length != nil || variable.type.kinds != .list
      else {
        throw QueryError(
          .syntax, "VariableTypeConflict",
          "'\(name)' is \(variable.type.kinds.words) and cannot be \(type.kinds.words) too",
          at: pattern.offset)
      }
      place = variable.place
      isBound = true
      if pattern.length != nil {
        // What is found is compared with what is known.
        let found = " f\(scope.layout.width)"
        place = scope.add(found, type)
        ownNames.insert(found)
        isBound = false
        let equality = Expression(
          .comparisons(
            Expression(.variable(found), at: pattern.offset),
            [.init(sign: .equal, value: Expression(.variable(name), at: pattern.offset))]),
          at: pattern.offset)
        filters.append((equality, [found]))
      }
    } else {
      place = scope.add(name, type)
      newPlaces.append(place)
      ownNames.insert(name)
    }
    var mentioned = compiler.run.askedProperties[pattern.offset] ?? []
    var properties: [(key: String, value: Evaluator)] = []
    if case .map(let entries)? = pattern.properties?.kind {
      for entry in entries {
        try compiler.place(entry.value.offset) { () throws(QueryError) in
          try graph.checkRelationshipProperty(entry.key)
        }
        mentioned.insert(entry.key)
        properties.append((entry.key, try compiler.compile(entry.value, scope).evaluate))
      }
    }
    edges.append(
      .init(
        pattern: pattern, place: place, start: 0, end: 0,
        types: pattern.types.isEmpty ? nil : Set(pattern.types.compactMap(graph.typeIndex)),
        tacit: graph.tacitProperties.filter { !mentioned.contains($0.name) }
          .map { ($0.name, .string($0.value)) },
        properties: properties, shortest: nil, isBound: isBound))
    return edges.count - 1
  }

  // MARK: Planning

  /// Chooses the steps.
  mutating func plan() throws(QueryError) {
    var known = Set(scope.names).subtracting(ownNames)
    var reached: Set<Int> = []
    var open = Set(edges.indices)
    var openFilters = Set(filters.indices)
    var openPaths = Set(paths.indices)

    func addFilters(_ planner: inout Planner) throws(QueryError) {
      for index in openPaths.sorted() {
        let path = planner.paths[index]
        guard path.nodes.allSatisfy(reached.contains), path.edges.allSatisfy({ !open.contains($0) })
        else { continue }
        planner.append(.path(place: path.place, places: path.places), "take the path together")
        known.insert(path.name)
        openPaths.remove(index)
      }
      for index in openFilters.sorted() {
        let filter = planner.filters[index]
        guard filter.needs.isDisjoint(with: planner.ownNames.subtracting(known)) else { continue }
        planner.estimate *= planner.selectivity(of: filter.expression)
        planner.append(
          .filter(
            try planner.compiler.condition(filter.expression, planner.scope),
            of: planner.subject(of: filter.expression)), "filter")
        openFilters.remove(index)
      }
    }

    for (index, node) in nodes.enumerated() where node.isBound {
      reached.insert(index)
      append(
        .argument(place: node.place, labels: node.labels),
        "start at \(described(node)), which is known")
    }
    try addFilters(&self)
    while true {
      try compiler.run.check()
      // A relationship that is known says where both its ends are.
      if let edge = open.sorted().first(where: { edges[$0].isBound }) {
        take(edge, from: edges[edge].start, &reached, &open, &known)
        try addFilters(&self)
        continue
      }
      // Of the relationships at what is reached, the one that leads to fewest rows.
      let candidates = open.sorted().flatMap { edge in
        [(edge, edges[edge].start), (edge, edges[edge].end)].filter { reached.contains($0.1) }
      }.filter {
        edges[$0.0].shortest == nil || reached.isSuperset(of: [edges[$0.0].start, edges[$0.0].end])
      }
      if let best = candidates.min(by: { fan($0.0, $0.1, reached) < fan($1.0, $1.1, reached) }) {
        let isShortest = edges[best.0].shortest != nil
        take(best.0, from: isShortest ? edges[best.0].start : best.1, &reached, &open, &known)
        try addFilters(&self)
        continue
      }
      // Nothing is next to what is reached: start anew where fewest nodes are.
      let starts = nodes.indices.filter { !reached.contains($0) }
      guard let start = starts.min(by: { cost($0, known) < cost($1, known) }) else { break }
      let lookup = try lookup(nodes[start], known)
      estimate *= max(cost(start, known), 0)
      reached.insert(start)
      known.insert(nodes[start].name)
      let words =
        nodes[start].labels.isEmpty && lookup == nil ? "all nodes" : described(nodes[start])
      append(
        .scan(place: nodes[start].place, labels: nodes[start].labels, lookup: lookup),
        lookup.map { "look up \(words) by \($0.key)" } ?? "go through \(words)")
      try addFilters(&self)
    }
    // What is left names something unknown: compiling it says so.
    for index in openFilters.sorted() {
      append(
        .filter(try compiler.condition(filters[index].expression, scope), of: nil), "filter")
    }
  }

  private mutating func append(_ step: Matcher.Step, _ text: String) {
    steps.append(step)
    records.append(PlanStep(text, estimate: estimate))
  }

  private mutating func take(
    _ index: Int, from: Int, _ reached: inout Set<Int>, _ open: inout Set<Int>,
    _ known: inout Set<String>
  ) {
    let edge = edges[index]
    let isBackward = from != edge.start
    let to = isBackward ? edge.start : edge.end
    let isToBound = reached.contains(to) || to == from && !edge.isBound
    estimate *= fan(index, from, reached)
    let direction = isBackward ? edge.pattern.direction.reversed : edge.pattern.direction
    let expansion = Matcher.Expansion(
      edge: edge, from: nodes[from].place, to: nodes[to].place, toLabels: nodes[to].labels,
      isToBound: isToBound, direction: direction, isBackward: isBackward)
    let arrow = described(edge, direction)
    if edge.isBound {
      // Its start is set from it, and compared where it was reached before.
      bind(expansion, from, to, reached)
    } else if edge.shortest != nil {
      append(.shortest(expansion), "shortest paths \(arrow) to \(described(nodes[to]))")
    } else {
      append(
        .expand(expansion),
        "follow \(arrow) from \(described(nodes[from])) to \(described(nodes[to]))")
    }
    open.remove(index)
    reached.formUnion([from, to])
    known.formUnion([nodes[from].name, nodes[to].name])
    for name in scope.names where scope[name]?.place == edge.place { known.insert(name) }
  }

  /// Takes both ends from a known relationship, and compares them with what was known of them.
  private mutating func bind(
    _ expansion: Matcher.Expansion, _ from: Int, _ to: Int, _ reached: Set<Int>
  ) {
    var step = expansion
    var comparisons: [(Int, Int)] = []
    if reached.contains(from) {
      step.from = scope.add(" s\(scope.layout.width)", .node)
      comparisons.append((step.from, nodes[from].place))
    }
    step.isToBound = false
    if reached.contains(to) || to == from {
      step.to = scope.add(" e\(scope.layout.width)", .node)
      comparisons.append((step.to, nodes[to].place))
    }
    append(.relationship(step), "take the ends of a known relationship")
    for (left, right) in comparisons {
      append(
        .filter({ frame throws(QueryError) in frame[left] == frame[right] }, of: nil),
        "compare the end")
    }
    if !reached.contains(from) {
      append(.argument(place: step.from, labels: nodes[from].labels), "check its start")
    }
  }

  /// How many rows one row becomes along a relationship.
  private func fan(_ index: Int, _ from: Int, _ reached: Set<Int>) -> Double {
    let edge = edges[index]
    let nodeCount = Double(max(graph.nodeCount, 1))
    let count = edge.types.map { $0.reduce(0) { $0 + graph.relationshipCount(ofType: $1) } }
    var fan = Double(count ?? graph.relationshipCount) / nodeCount
    if edge.pattern.direction == .both { fan *= 2 }
    if let length = edge.pattern.length {
      let hops = Double(min(length.most ?? 5, 8))
      var total = length.least == 0 ? 1.0 : 0
      var power = 1.0
      for hop in stride(from: 1.0, through: hops, by: 1) {
        power *= max(fan, 0.1)
        if hop >= Double(length.least) { total += power }
      }
      fan = total
    }
    let to = from == edge.start ? edge.end : edge.start
    if reached.contains(to) { return fan / nodeCount }
    return nodes[to].labels.reduce(fan) {
      $0 * Double(graph.nodeCount(withLabel: $1)) / nodeCount
    }
  }

  /// How many nodes a start there has.
  private func cost(_ index: Int, _ known: Set<String>) -> Double {
    let node = nodes[index]
    if equality(on: node, known) != nil { return 1 }
    let count = node.labels.map(graph.nodeCount(withLabel:)).min() ?? graph.nodeCount
    let conditions = filters.lazy.filter { $0.needs == [node.name] }.count
    return Double(count) * (conditions > 0 ? 0.1 : 1)
  }

  private func selectivity(of expression: Expression) -> Double {
    if case .comparisons(_, let rest) = expression.kind, rest.count == 1, rest[0].sign == .equal {
      return 0.1
    }
    return 0.5
  }

  /// The key and value by which a node can be looked up in an index.
  private func equality(
    on node: Matcher.Node, _ known: Set<String>
  ) -> (key: String, value: Expression)? {
    for filter in filters {
      guard case .comparisons(let left, let rest) = filter.expression.kind, rest.count == 1,
        rest[0].sign == .equal
      else { continue }
      for (side, value) in [(left, rest[0].value), (rest[0].value, left)] {
        guard case .property(let base, let key) = side.kind, base.kind == .variable(node.name),
          value.freeVariables.isDisjoint(with: ownNames.subtracting(known)),
          graph.nodes(where: key, equals: .string("")) != nil
        else { continue }
        return (key, value)
      }
    }
    return nil
  }

  private func lookup(
    _ node: Matcher.Node, _ known: Set<String>
  ) throws(QueryError) -> (key: String, value: Evaluator)? {
    guard let equality = equality(on: node, known) else { return nil }
    return (equality.key, try compiler.compile(equality.value, scope).evaluate)
  }

  /// What alone a condition is about.
  private func subject(of condition: Expression) -> FilterStep.Subject? {
    let names = condition.freeVariables
    if case .comparisons(let left, let rest) = condition.kind, rest.count == 1,
      case .property(let base, let key) = left.kind, case .variable(let first) = base.kind,
      case .property(let other, key) = rest[0].value.kind,
      case .variable(let second) = other.kind,
      let one = nodes.first(where: { $0.name == first }),
      let two = nodes.first(where: { $0.name == second })
    {
      return .ranks(one.place, two.place, key: key, rest[0].sign)
    }
    guard names.count == 1, let name = names.first, condition.isRepeatable else { return nil }
    if let node = nodes.first(where: { $0.name == name }) { return .node(node.place) }
    guard let edge = edges.first(where: { $0.pattern.variable == name }),
      edge.pattern.length == nil, let properties = condition.properties(of: name),
      properties.isSubset(of: graph.columns?.classProperties ?? [])
    else { return nil }
    return .relationshipClass(edge.place)
  }

  // MARK: Words

  private func described(_ node: Matcher.Node) -> String {
    let name = node.name.hasPrefix(" ") ? "" : node.name
    return "(\(name)\(node.labels.map { ":" + $0 }.joined()))"
  }

  private func described(_ edge: Matcher.Edge, _ direction: TraversalDirection) -> String {
    let pattern = edge.pattern
    var text = pattern.variable ?? ""
    if !pattern.types.isEmpty { text += ":" + pattern.types.joined(separator: "|") }
    if let length = pattern.length {
      text += "*\(length.least)..\(length.most.map(String.init) ?? "")"
    }
    return (direction == .incoming ? "<-" : "-") + "[\(text)]"
      + (direction == .outgoing ? "->" : "-")
  }
}

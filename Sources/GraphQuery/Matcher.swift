/// Finds a pattern in the graph, row by row, along the steps that its planner chose.
struct Matcher {
  /// A relationship pattern between two of the matcher's nodes.
  struct Edge {
    var pattern: RelationshipPattern
    var place: Int
    /// Positions among the nodes.
    var start: Int
    var end: Int
    /// The numbers of its types; nil for any.
    var types: Set<Int>?
    /// What its relationships must have because the pattern does not mention it.
    var tacit: [(name: String, value: Value)]
    var properties: [(key: String, value: Evaluator)]
    var shortest: PathPattern.Shortest?
    /// Whether an earlier clause has found it.
    var isBound: Bool
  }

  /// A node pattern; those of one variable are one.
  struct Node {
    var name: String
    var place: Int
    var labels: [String]
    var isBound: Bool
  }

  enum Step {
    case argument(place: Int, labels: [String])
    case scan(place: Int, labels: [String], lookup: (key: String, value: Evaluator)?)
    case expand(Expansion)
    case relationship(Expansion)
    case shortest(Expansion)
    case path(place: Int, places: [Int])
    case filter((inout Frame) throws(QueryError) -> Bool)
  }

  /// A step along a relationship pattern, from one of its ends to the other.
  struct Expansion {
    var edge: Edge
    var from: Int
    var to: Int
    var toLabels: [String]
    var isToBound: Bool
    var direction: TraversalDirection
    /// Whether it goes from the pattern's end to its start.
    var isBackward: Bool
  }

  let run: Run
  private(set) var steps: [Step] = []
  /// For every step, what it says and counts.
  private(set) var records: [PlanStep] = []
  /// The places of new variables, which an optional match leaves null.
  private(set) var newPlaces: [Int] = []

  /// Plans a pattern.
  ///
  /// - Parameter scope: The variables that are known; those of the pattern are added.
  init(
    _ paths: [PathPattern], condition: Expression?, _ scope: inout Scope, _ compiler: Compiler
  ) throws(QueryError) {
    run = compiler.run
    var planner = try Planner(paths, condition: condition, &scope, compiler)
    try planner.plan()
    steps = planner.steps
    records = planner.records
    newPlaces = planner.newPlaces
  }

  /// The relationships that one match uses, each once.
  private final class Used {
    var set: Set<Int> = []
    var found: [Int] = []
  }

  /// Calls `body` for every match of the pattern that fits the row.
  func forEachMatch(
    _ frame: inout Frame, _ body: (inout Frame) throws(QueryError) -> Void
  ) throws(QueryError) {
    let used = Used()
    try go(0, &frame, used) { frame throws(QueryError) in
      guard run.tracksRelationships else { return try body(&frame) }
      let before = frame[0]
      var all = used.set.union(used.found)
      if case .list(let known) = before {
        for case .relationship(let index) in known { all.insert(index) }
      }
      frame[0] = .list(all.sorted().map { .relationship($0) })
      try body(&frame)
      frame[0] = before
    }
  }

  /// Whether there is a match.
  func finds(_ frame: inout Frame) throws(QueryError) -> Bool {
    var isFound = false
    do throws(QueryError) {
      try go(0, &frame, Used()) { _ throws(QueryError) in
        isFound = true
        throw QueryError.enough
      }
    } catch {
      if !isFound || !error.isEnough { throw error }
    }
    return isFound
  }

  private typealias Body = (inout Frame) throws(QueryError) -> Void

  private func go(
    _ index: Int, _ frame: inout Frame, _ used: Used, _ body: Body
  ) throws(QueryError) {
    if index > 0 { records[index - 1].rows += 1 }
    guard index < steps.count else { return try body(&frame) }
    try run.tick()
    switch steps[index] {
    case .argument(let place, let labels):
      guard case .node(let node) = frame[place], has(node, labels) else { return }
      try go(index + 1, &frame, used, body)
    case .scan(let place, let labels, let lookup):
      func visit(_ nodes: some Sequence<Int>, _ frame: inout Frame, checksFirst: Bool)
        throws(QueryError)
      {
        let labels = checksFirst ? labels[...] : labels.dropFirst()
        for node in nodes {
          try run.tick()
          guard has(node, labels) else { continue }
          frame[place] = .node(node)
          try go(index + 1, &frame, used, body)
        }
      }
      if let lookup {
        let value = try lookup.value(&frame)
        if let nodes = run.graph.nodes(where: lookup.key, equals: value) {
          return try visit(nodes, &frame, checksFirst: true)
        }
      }
      if let label = labels.first {
        try visit(run.graph.nodes(withLabel: label), &frame, checksFirst: false)
      } else {
        try visit(0..<run.graph.nodeCount, &frame, checksFirst: true)
      }
    case .expand(let step):
      guard case .node(let from) = frame[step.from] else { return }
      let properties = try wanted(step.edge, &frame)
      if let length = step.edge.pattern.length {
        return try expand(step, length, from, properties, index, &frame, used, body)
      }
      for (relationship, far) in candidates(step, at: from) {
        guard !used.set.contains(relationship), fits(relationship, properties),
          arrives(step, at: far, &frame)
        else { continue }
        frame[step.edge.place] = .relationship(relationship)
        used.set.insert(relationship)
        try go(index + 1, &frame, used, body)
        used.set.remove(relationship)
      }
    case .relationship(let step):
      guard case .relationship(let relationship) = frame[step.edge.place],
        !used.set.contains(relationship),
        step.edge.types?.contains(run.graph.type(of: relationship))
          ?? true, fits(relationship, try wanted(step.edge, &frame))
      else { return }
      let (start, end) = run.graph.ends(of: relationship)
      used.set.insert(relationship)
      defer { used.set.remove(relationship) }
      let isLoop = start == end
      for (near, far, direction) in [
        (start, end, TraversalDirection.outgoing), (end, start, .incoming),
      ] where step.direction == direction || step.direction == .both && !(isLoop && near != start) {
        if isLoop, direction == .incoming, step.direction == .both { continue }
        frame[step.from] = .node(near)
        guard arrives(step, at: far, &frame) else { continue }
        try go(index + 1, &frame, used, body)
      }
    case .shortest(let step):
      guard case .node(let from) = frame[step.from], case .node(let to) = frame[step.to] else {
        return
      }
      let properties = try wanted(step.edge, &frame)
      for path in try shortestPaths(step, from, to, properties) {
        let before = used.found
        used.found += path
        frame[step.edge.place] = .list(path.map { .relationship($0) })
        try go(index + 1, &frame, used, body)
        used.found = before
      }
    case .path(let place, let places):
      frame[place] = path(through: places, frame)
      try go(index + 1, &frame, used, body)
    case .filter(let condition):
      if try condition(&frame) { try go(index + 1, &frame, used, body) }
    }
  }

  private func has(_ node: Int, _ labels: some Sequence<String>) -> Bool {
    labels.allSatisfy { run.graph.node(node, hasLabel: $0) }
  }

  /// The properties that the pattern's braces ask for.
  private func wanted(
    _ edge: Edge, _ frame: inout Frame
  ) throws(QueryError) -> [(key: String, value: Value)] {
    var wanted: [(key: String, value: Value)] = []
    for property in edge.properties { wanted.append((property.key, try property.value(&frame))) }
    return wanted
  }

  private func fits(_ relationship: Int, _ wanted: [(key: String, value: Value)]) -> Bool {
    wanted.allSatisfy {
      Value.equal(run.graph.property($0.key, ofRelationship: relationship), $0.value) == true
    }
  }

  /// The relationships of the right types that lead on from a node.
  private func candidates(
    _ step: Expansion, at node: Int
  ) -> [(relationship: Int, far: Int)] {
    var found: [(relationship: Int, far: Int)] = []
    let graph = run.graph
    graph.forEachRelationship(of: node, step.direction) { relationship, far in
      if let types = step.edge.types, !types.contains(graph.type(of: relationship)) { return }
      for (name, value) in step.edge.tacit
      where graph.property(name, ofRelationship: relationship) != value {
        return
      }
      found.append((relationship, far))
    }
    return found
  }

  /// Whether a step may end at a node; sets it.
  private func arrives(_ step: Expansion, at node: Int, _ frame: inout Frame) -> Bool {
    if step.isToBound {
      guard case .node(node) = frame[step.to] else { return false }
      return true
    }
    guard has(node, step.toLabels) else { return false }
    frame[step.to] = .node(node)
    return true
  }

  /// Goes along paths of variable length, depth first; no relationship twice.
  private func expand(
    _ step: Expansion, _ length: HopCount, _ start: Int,
    _ properties: [(key: String, value: Value)], _ index: Int, _ frame: inout Frame, _ used: Used,
    _ body: Body
  ) throws(QueryError) {
    var path: [Int] = []
    let most = length.most ?? .max
    func emit(_ node: Int, _ frame: inout Frame) throws(QueryError) {
      guard arrives(step, at: node, &frame) else { return }
      let relationships = step.isBackward ? path.reversed() : path
      frame[step.edge.place] = .list(relationships.map { .relationship($0) })
      try go(index + 1, &frame, used, body)
    }
    if length.least == 0 { try emit(start, &frame) }
    guard most > 0 else { return }
    var levels = [(candidates: candidates(step, at: start), next: 0)]
    while let level = levels.last {
      try run.tick()
      guard level.next < level.candidates.count else {
        levels.removeLast()
        if let last = path.popLast() { used.set.remove(last) }
        continue
      }
      levels[levels.count - 1].next += 1
      let (relationship, far) = level.candidates[level.next]
      guard !used.set.contains(relationship), fits(relationship, properties) else { continue }
      path.append(relationship)
      used.set.insert(relationship)
      if path.count >= length.least { try emit(far, &frame) }
      if path.count < most {
        levels.append((candidates(step, at: far), 0))
      } else if let last = path.popLast() {
        used.set.remove(last)
      }
    }
  }

  /// The relationships of the shortest paths, breadth first.
  private func shortestPaths(
    _ step: Expansion, _ start: Int, _ end: Int, _ properties: [(key: String, value: Value)]
  ) throws(QueryError) -> [[Int]] {
    let length = step.edge.pattern.length ?? HopCount(least: 1, most: 1)
    if start == end { return length.least == 0 ? [[]] : [] }
    var ways: [Int: [(relationship: Int, from: Int)]] = [start: []]
    var level = [start]
    var hops = 0
    while !level.isEmpty, ways[end] == nil, hops < length.most ?? .max {
      hops += 1
      var next: [Int: [(relationship: Int, from: Int)]] = [:]
      var order: [Int] = []
      for node in level {
        try run.tick()
        for (relationship, far) in candidates(step, at: node)
        where ways[far] == nil && fits(relationship, properties) {
          if next[far] == nil { order.append(far) }
          next[far, default: []].append((relationship, node))
        }
      }
      ways.merge(next) { first, _ in first }
      level = order
    }
    guard ways[end] != nil, hops >= length.least else { return [] }
    var paths: [[Int]] = []
    var open: [(node: Int, path: [Int])] = [(end, [])]
    while let (node, path) = open.popLast() {
      try run.tick()
      if node == start {
        paths.append(path.reversed())
        if step.edge.shortest == .one { break }
        try run.hold(path.count)
        continue
      }
      for way in (ways[node] ?? []).reversed() {
        open.append((way.from, path + [way.relationship]))
      }
    }
    return paths
  }

  /// The path through nodes and relationships by turns.
  private func path(through places: [Int], _ frame: Frame) -> Value {
    guard case .node(var node) = frame[places[0]] else { return .null }
    var path = GraphPath(nodes: [node], relationships: [])
    func follow(_ relationship: Int) {
      let (start, end) = run.graph.ends(of: relationship)
      node = node == start ? end : start
      path.relationships.append(relationship)
      path.nodes.append(node)
    }
    for place in places.dropFirst() {
      switch frame[place] {
      case .relationship(let index): follow(index)
      case .list(let values):
        for case .relationship(let index) in values { follow(index) }
      case .node: break
      default: return .null
      }
    }
    return .path(path)
  }
}

extension QueryError {
  /// Thrown by who needs no more rows; never seen outside.
  static let enough = QueryError(.limit, "Enough", "no more rows are needed")

  var isEnough: Bool { code == "Enough" }
}

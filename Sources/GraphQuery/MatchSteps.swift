/// Begins at a node that is known.
final class ArgumentStep: MatchStep {
  private let place: Int
  private let labels: LabelTest

  init(_ place: Int, _ labels: [String], _ record: PlanStep, _ run: Run) {
    self.place = place
    self.labels = LabelTest(labels, run.graph)
    super.init(record, run)
  }

  override func push(_ frame: inout Frame, _ trail: Trail, _ body: Body) throws(QueryError) {
    guard case .node(let node) = frame[place], labels(node) else { return }
    try pass(&frame, trail, body)
  }
}

/// Goes through nodes: those of an index, of a label, or all.
final class ScanStep: MatchStep {
  private let place: Int
  private let first: String?
  private let labels: LabelTest
  private let others: LabelTest
  private let lookup: (key: String, value: Evaluator)?

  init(
    _ place: Int, _ labels: [String], _ lookup: (key: String, value: Evaluator)?,
    _ record: PlanStep, _ run: Run
  ) {
    self.place = place
    self.lookup = lookup
    first = labels.first
    self.labels = LabelTest(labels, run.graph)
    others = LabelTest(labels.dropFirst(), run.graph)
    super.init(record, run)
  }

  override func push(_ frame: inout Frame, _ trail: Trail, _ body: Body) throws(QueryError) {
    if let lookup {
      let value = try lookup.value(&frame)
      if let nodes = run.graph.nodes(where: lookup.key, equals: value) {
        for node in nodes where labels(node) {
          frame[place] = .node(node)
          try pass(&frame, trail, body)
        }
        return
      }
    }
    try run.graph.forEachNode(withLabel: first) { node throws(QueryError) in
      try run.tick()
      guard others(node) else { return }
      frame[place] = .node(node)
      try pass(&frame, trail, body)
    }
  }
}

/// Takes the ends from a relationship that is known.
final class KnownRelationshipStep: MatchStep {
  private let step: Matcher.Expansion
  private let wanted: WantedProperties
  private let labels: LabelTest

  init(_ step: Matcher.Expansion, _ record: PlanStep, _ run: Run) {
    self.step = step
    wanted = WantedProperties(step.edge.properties, run.graph)
    labels = LabelTest(step.toLabels, run.graph)
    super.init(record, run)
  }

  override func push(_ frame: inout Frame, _ trail: Trail, _ body: Body) throws(QueryError) {
    guard case .relationship(let relationship) = frame[step.edge.place],
      !trail.contains(relationship),
      step.edge.types?.contains(run.graph.type(of: relationship)) ?? true
    else { return }
    guard wanted.fits(relationship, try wanted.values(&frame)) else { return }
    let (start, end) = run.graph.ends(of: relationship)
    trail.append(relationship)
    defer { trail.removeLast() }
    for (near, far, direction) in [
      (start, end, TraversalDirection.outgoing), (end, start, .incoming),
    ] where step.direction == direction || step.direction == .both {
      if start == end, direction == .incoming, step.direction == .both { continue }
      frame[step.from] = .node(near)
      if step.isToBound {
        guard case .node(far) = frame[step.to] else { continue }
      } else {
        guard labels(far) else { continue }
        frame[step.to] = .node(far)
      }
      try pass(&frame, trail, body)
    }
  }
}

/// Puts nodes and relationships together as a path.
final class PathStep: MatchStep {
  private let place: Int
  private let places: [Int]

  init(_ place: Int, _ places: [Int], _ record: PlanStep, _ run: Run) {
    self.place = place
    self.places = places
    super.init(record, run)
  }

  override func push(_ frame: inout Frame, _ trail: Trail, _ body: Body) throws(QueryError) {
    frame[place] = path(frame)
    try pass(&frame, trail, body)
  }

  private func path(_ frame: Frame) -> Value {
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

/// Lets pass what meets a condition.
final class FilterStep: MatchStep {
  /// What alone a condition is about, so that one answer holds for many rows.
  enum Subject {
    /// The node at a place.
    case node(Int)
    /// The class of the relationship at a place.
    case relationshipClass(Int)
    /// How the values of a property of two nodes compare.
    case ranks(Int, Int, key: String, Expression.Compared.Sign)
  }

  private let condition: (inout Frame) throws(QueryError) -> Bool
  private let subject: Subject?
  private let columns: RelationshipColumns?
  /// By node or class: 0 where it is not known yet, 1 for no, 2 for yes.
  private var known: [UInt8] = []
  /// By node, the place of its value among those of all nodes; empty where it is not known.
  private var ranks: [Int32] = []
  private var isRankable = true
  private var asked = 0

  init(
    _ condition: @escaping (inout Frame) throws(QueryError) -> Bool, _ subject: Subject?,
    _ record: PlanStep, _ run: Run
  ) {
    self.condition = condition
    self.subject = subject
    columns = run.graph.columns
    super.init(record, run)
  }

  override func push(_ frame: inout Frame, _ trail: Trail, _ body: Body) throws(QueryError) {
    if try holds(&frame) { try pass(&frame, trail, body) }
  }

  private func holds(_ frame: inout Frame) throws(QueryError) -> Bool {
    guard let columns, let subject else { return try condition(&frame) }
    let index: Int
    switch subject {
    case .node(let place):
      guard case .node(let node) = frame[place] else { return try condition(&frame) }
      index = node
    case .relationshipClass(let place):
      guard case .relationship(let row) = frame[place] else { return try condition(&frame) }
      index = Int(columns.classes[row])
    case .ranks(let left, let right, let key, let sign):
      guard case .node(let left) = frame[left], case .node(let right) = frame[right],
        try hasRanks(key, columns)
      else { return try condition(&frame) }
      return sign.holds(Int(ranks[left]) - Int(ranks[right]))
    }
    if known.isEmpty {
      // A few rows are asked sooner than a table is made.
      asked += 1
      if asked < 64 { return try condition(&frame) }
      let isNode = if case .node = subject { true } else { false }
      known = [UInt8](
        repeating: 0, count: isNode ? columns.nodeCount : columns.representatives.count)
    }
    if known[index] == 0 { known[index] = try condition(&frame) ? 2 : 1 }
    return known[index] == 2
  }

  /// Whether the ranks of a property are there, which are made once many rows have asked.
  private func hasRanks(
    _ key: String, _ columns: RelationshipColumns
  ) throws(QueryError) -> Bool {
    if !ranks.isEmpty { return true }
    // A few are compared sooner than all are sorted.
    asked += 1
    guard isRankable, asked > columns.nodeCount / 4 else { return false }
    ranks = try run.ranks(ofNodeProperty: key) ?? []
    isRankable = !ranks.isEmpty
    return isRankable
  }

  /// The condition as one on the node at a place, where it compares that with a node that is known.
  func test(ofNodeAt place: Int, _ frame: Frame) throws(QueryError) -> RankTest? {
    guard let columns, case .ranks(let left, let right, let key, let sign) = subject, left != right,
      left == place || right == place, case .node(let other) = frame[left == place ? right : left],
      try hasRanks(key, columns)
    else { return nil }
    return RankTest(
      ranks: ranks, other: Int(ranks[other]), sign: sign, isOnLeft: left == place)
  }
}

/// How the rank of a node compares with one that is known.
struct RankTest {
  let ranks: [Int32]
  let other: Int
  let sign: Expression.Compared.Sign
  /// Whether the node stands to the left of the sign.
  let isOnLeft: Bool

  @inline(__always)
  func holds(_ node: Int) -> Bool {
    let difference = Int(ranks[node]) - other
    return sign.holds(isOnLeft ? difference : -difference)
  }
}

extension Expression.Compared.Sign {
  /// Whether it holds of two values of which one is that much greater.
  @inline(__always)
  func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .order(let comparison): comparison.holds(order)
    }
  }
}

/// The properties that a relationship pattern has in braces.
struct WantedProperties {
  private let properties: [(key: String, value: Evaluator)]
  private let graph: any PropertyGraph

  init(_ properties: [(key: String, value: Evaluator)], _ graph: any PropertyGraph) {
    self.properties = properties
    self.graph = graph
  }

  var isEmpty: Bool { properties.isEmpty }

  /// What they must be in a row.
  func values(_ frame: inout Frame) throws(QueryError) -> [Value] {
    if properties.isEmpty { return [] }
    var values: [Value] = []
    for property in properties { values.append(try property.value(&frame)) }
    return values
  }

  @inline(__always)
  func fits(_ relationship: Int, _ values: [Value]) -> Bool {
    if properties.isEmpty { return true }
    return zip(properties, values).allSatisfy {
      Value.equal(graph.property($0.key, ofRelationship: relationship), $1) == true
    }
  }
}

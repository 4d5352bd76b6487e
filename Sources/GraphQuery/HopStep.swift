/// Follows one relationship.
final class HopStep: ExpansionStep {
  /// Whether only the number of matches is asked for.
  var isCounting = false
  /// What comes after it, where only the number of matches is asked for that pass.
  var counted: FilterStep?

  override func push(_ frame: inout Frame, _ trail: Trail, _ body: Body) throws(QueryError) {
    guard case .node(let from) = frame[step.from] else { return }
    let values = try wanted.values(&frame)
    var target: Int?
    if step.isToBound {
      guard case .node(let node) = frame[step.to] else { return }
      target = node
    }
    if isCounting, wanted.isEmpty, labels.takesAll, let columns = reach.columns {
      let count = try count(columns, from, target, trail)
      return try pass(count, &frame, trail, body)
    }
    if let counted, target == nil, wanted.isEmpty, labels.takesAll, let columns = reach.columns,
      let test = try counted.test(ofNodeAt: step.to, frame)
    {
      let (hops, count) = try count(columns, from, trail, test)
      record.rows += hops
      return try counted.pass(count, &frame, trail, body)
    }
    guard let columns = reach.columns else {
      for (relationship, far) in reach.list(at: from) where target == nil || far == target {
        try visit(relationship, far, values, &frame, trail, body)
      }
      return
    }
    if let target {
      try columns.forEach(at: from, to: target) { relationship throws(QueryError) in
        try visit(relationship, target, values, &frame, trail, body)
      }
    } else {
      try columns.forEach(at: from) { relationship, far throws(QueryError) in
        try visit(relationship, far, values, &frame, trail, body)
      }
    }
  }

  @inline(__always)
  private func visit(
    _ relationship: Int, _ far: Int, _ values: [Value], _ frame: inout Frame, _ trail: Trail,
    _ body: Body
  ) throws(QueryError) {
    if trail.contains(relationship) { return }
    guard wanted.fits(relationship, values) else { return }
    if !step.isToBound {
      guard labels(far) else { return }
      frame[step.to] = .node(far)
    }
    frame[step.edge.place] = .relationship(relationship)
    trail.append(relationship)
    defer { trail.removeLast() }
    try pass(&frame, trail, body)
  }

  private func count(
    _ columns: ColumnReach, _ from: Int, _ target: Int?, _ trail: Trail
  ) throws(QueryError) -> Int {
    var count = 0
    if let target {
      try columns.forEach(at: from, to: target) { relationship throws(QueryError) in
        if !trail.contains(relationship) { count += 1 }
      }
      return count
    }
    count = columns.count(at: from)
    trail.forEach { if columns.contains($0, at: from) { count -= 1 } }
    return count
  }

  /// How many relationships may be followed from a node, and how many of them lead to a node that passes.
  private func count(
    _ columns: ColumnReach, _ from: Int, _ trail: Trail, _ test: RankTest
  ) throws(QueryError) -> (hops: Int, passed: Int) {
    var (hops, passed) = (0, 0)
    columns.forEach(at: from) { _, far in
      hops += 1
      if test.holds(far) { passed += 1 }
    }
    trail.forEach { used in
      guard columns.contains(used, at: from) else { return }
      hops -= 1
      let (start, end) = (Int(columns.columns.starts[used]), Int(columns.columns.ends[used]))
      if test.holds(start == from ? end : start) { passed -= 1 }
    }
    try run.tick()
    return (hops, passed)
  }
}

/// Two hops from two known nodes to one that nobody asks for, so that it is only counted: the neighbors that
/// both have, from lists that are sorted.
final class MeetingStep: MatchStep {
  private let near: HopStep
  private let otherPlace: Int
  private let left: ColumnReach
  private let right: ColumnReach
  private let leftBack: ColumnReach
  private let rightBack: ColumnReach
  private var lists: (left: SortedReach, right: SortedReach)?
  private var asked = 0

  /// Takes the place of two hops, of which the second leads to what is known or from there; nil where it cannot.
  init?(_ hop: HopStep, _ last: HopStep) {
    let leadsBack = last.step.from == hop.step.to
    guard hop.wanted.isEmpty, last.wanted.isEmpty, !hop.step.isToBound, last.step.isToBound,
      leadsBack != (last.step.to == hop.step.to), let left = hop.reach.columns,
      let leftBack = hop.reach.reversed.columns, let along = last.reach.columns,
      let against = last.reach.reversed.columns
    else { return nil }
    near = hop
    otherPlace = leadsBack ? last.step.to : last.step.from
    (self.left, self.leftBack) = (left, leftBack)
    (right, rightBack) = leadsBack ? (against, along) : (along, against)
    super.init(last.record, hop.run)
  }

  override func push(_ frame: inout Frame, _ trail: Trail, _ body: Body) throws(QueryError) {
    asked += 1
    // Sorting pays once many ask.
    guard asked > left.columns.nodeCount / 16 else {
      return try near.push(&frame, trail, body)
    }
    guard case .node(let from) = frame[near.step.from], case .node(let to) = frame[otherPlace]
    else { return }
    let lists =
      self.lists
      ?? (
        SortedReach(left, reversed: leftBack), SortedReach(right, reversed: rightBack)
      )
    self.lists = lists
    // Where a relationship that is used already, or the same one twice, may be among those found.
    var special: [Int] = from == to ? [] : [from, to]
    trail.forEach { used in
      special.append(Int(left.columns.starts[used]))
      special.append(Int(left.columns.ends[used]))
    }
    var (hops, matches) = (0, 0)
    lists.left.forEachCommon(of: from, lists.right, of: to) { node, first, second in
      guard near.labels(node) else { return }
      hops += first.count
      if from != to, !special.contains(node) {
        matches += first.count * second.count
        return
      }
      for one in first.map(lists.left.relationship) where !trail.contains(one) {
        for other in second.map(lists.right.relationship)
        where one != other && !trail.contains(other) {
          matches += 1
        }
      }
    }
    near.record.rows += hops
    try pass(matches, &frame, trail, body)
  }
}

/// Goes along paths of variable length, depth first; no relationship twice.
final class WalkStep: ExpansionStep {
  private let length: HopCount
  /// Whether of the last hops only the number is asked for.
  var countsLast = false

  override init(_ step: Matcher.Expansion, _ record: PlanStep, _ run: Run) {
    length = step.edge.pattern.length ?? HopCount(least: 1, most: 1)
    super.init(step, record, run)
  }

  override func push(_ frame: inout Frame, _ trail: Trail, _ body: Body) throws(QueryError) {
    guard case .node(let start) = frame[step.from] else { return }
    let values = try wanted.values(&frame)
    let most = length.most ?? .max
    if length.least == 0 { try emit(start, [], &frame, trail, body) }
    guard most > 0 else { return }
    let counts = countsLast && wanted.isEmpty && labels.takesAll && !step.isToBound
    var path: [Int] = []
    var levels = [(candidates: reach.list(at: start), next: 0)]
    while let level = levels.last {
      try run.tick()
      guard level.next < level.candidates.count else {
        levels.removeLast()
        if path.popLast() != nil { trail.removeLast() }
        continue
      }
      levels[levels.count - 1].next += 1
      let (relationship, far) = level.candidates[level.next]
      guard !trail.contains(relationship), wanted.fits(relationship, values) else { continue }
      path.append(relationship)
      trail.append(relationship)
      if path.count >= length.least { try emit(far, path, &frame, trail, body) }
      if path.count + 1 == most, most >= length.least, counts, let columns = reach.columns {
        var count = columns.count(at: far)
        trail.forEach { if columns.contains($0, at: far) { count -= 1 } }
        try pass(count, &frame, trail, body)
      } else if path.count < most {
        levels.append((reach.list(at: far), 0))
        continue
      }
      path.removeLast()
      trail.removeLast()
    }
  }

  private func emit(
    _ node: Int, _ path: [Int], _ frame: inout Frame, _ trail: Trail, _ body: Body
  ) throws(QueryError) {
    if step.isToBound {
      guard case .node(node) = frame[step.to] else { return }
    } else {
      guard labels(node) else { return }
      frame[step.to] = .node(node)
    }
    if !countsLast {
      let relationships = step.isBackward ? path.reversed() : path
      frame[step.edge.place] = .list(relationships.map { .relationship($0) })
    }
    try pass(&frame, trail, body)
  }
}

/// Finds one or all of the shortest paths between two nodes, breadth first.
final class ShortestStep: ExpansionStep {
  override func push(_ frame: inout Frame, _ trail: Trail, _ body: Body) throws(QueryError) {
    guard case .node(let from) = frame[step.from], case .node(let to) = frame[step.to] else {
      return
    }
    for path in try paths(from, to, try wanted.values(&frame)) {
      let before = trail.found
      trail.found += path
      frame[step.edge.place] = .list(path.map { .relationship($0) })
      try pass(&frame, trail, body)
      trail.found = before
    }
  }

  private func paths(
    _ start: Int, _ end: Int, _ values: [Value]
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
        for (relationship, far) in reach.list(at: node)
        where ways[far] == nil && wanted.fits(relationship, values) {
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
}

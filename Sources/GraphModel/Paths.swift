extension KnowledgeGraph {
  /// A way from one entity to another that visits none twice.
  public struct Path: Hashable, Sendable {
    /// Where it starts.
    public let start: EntityIndex
    /// The steps, each with the arrows and statements that it may take.
    public let hops: [Hop]

    /// The number of steps.
    public var length: Int { hops.count }
    /// The entities that it visits, from its start to its end.
    public var entities: [EntityIndex] { [start] + hops.map(\.to) }
  }

  /// The shortest path; of several, the one whose entities come first in order.
  ///
  /// - Parameters:
  ///   - filter: What may carry a path; by default, what is said to be so. A path may thus rest on
  ///     planned or claimed statements: every arrow carries its statements with their qualifiers.
  /// - Returns: Nil if there is none.
  /// - Complexity: O(entities and edges within half the distance of either end), by breadth-first search
  ///   from both.
  public func shortestPath(
    from start: EntityIndex, to target: EntityIndex, direction: Direction = .both,
    filter: StatementFilter = .asserted
  ) -> Path? {
    let space = SearchSpace(self, direction: direction, filter: filter)
    return ShortestPaths(in: space, from: start, to: target).map { space.path(along: $0.first()) }
  }

  /// All shortest paths in the order of their entities.
  ///
  /// - Parameter limit: The most to give: there may be exponentially many.
  /// - Returns: The paths, and whether they are all.
  /// - Complexity: As `shortestPath`, and O(length · edges at its entities) for every path.
  public func allShortestPaths(
    from start: EntityIndex, to target: EntityIndex, direction: Direction = .both,
    filter: StatementFilter = .asserted, limit: Int = 1000
  ) -> (paths: [Path], isComplete: Bool) {
    let space = SearchSpace(self, direction: direction, filter: filter)
    guard let shortest = ShortestPaths(in: space, from: start, to: target) else {
      return ([], true)
    }
    let routes = shortest.all(limit: limit)
    return (routes.found.map { space.path(along: $0) }, routes.isComplete)
  }

  /// The shortest paths of any length, by length and then in the order of their entities.
  ///
  /// - Parameter count: The most to give.
  /// - Complexity: O(*k* · (entities + edges)) for *k* paths where detours are plenty; at worst as many
  ///   searches as there are entities on all paths found (Yen 1971, with Lawler's partition and bounds
  ///   that put off the searches).
  public func shortestPaths(
    _ count: Int, from start: EntityIndex, to target: EntityIndex, direction: Direction = .both,
    filter: StatementFilter = .asserted
  ) -> [Path] {
    let space = SearchSpace(self, direction: direction, filter: filter)
    var search = LooplessPathSearch(in: space, from: start, to: target)
    var paths: [Path] = []
    while paths.count < count, let route = search.next() { paths.append(space.path(along: route)) }
    return paths
  }
}

extension SearchSpace {
  /// The path that visits those entities.
  func path(along route: [KnowledgeGraph.EntityIndex]) -> KnowledgeGraph.Path {
    let steps = zip(route, route.dropFirst())
    return KnowledgeGraph.Path(
      start: route[0], hops: steps.flatMap { from, to in hops(from: from) { $0 == to } })
  }
}

/// What a search for shortest paths asks of a graph, be it in memory or in a file.
package protocol StepSpace {
  /// What tells an entity from others; of several paths the one whose entities come first is taken.
  associatedtype Entity: Hashable
  /// What may go wrong.
  associatedtype Failure: Error

  /// Calls `body` for every entity that is one step from another, perhaps more than once.
  ///
  /// - Parameter isReversed: Whether the steps are those that lead to the entity.
  func forEachNext(
    to entity: Entity, isReversed: Bool, _ body: (Entity) -> Void
  ) throws(Failure)

  /// The first of some entities in the order of ids.
  func first(of entities: Set<Entity>) throws(Failure) -> Entity?
}

extension SearchSpace: StepSpace {
  func forEachNext(
    to entity: KnowledgeGraph.EntityIndex, isReversed: Bool,
    _ body: (KnowledgeGraph.EntityIndex) -> Void
  ) {
    forEachStep(from: entity, isReversed: isReversed) { _, far, _ in body(far) }
  }

  func first(of entities: Set<KnowledgeGraph.EntityIndex>) -> KnowledgeGraph.EntityIndex? {
    entities.min()
  }
}

/// The entities that lie on shortest paths between two, by their distance from the first.
///
/// Found by breadth-first search from both ends, one whole level at a time from the side with fewer
/// entities, until the two meet.
package struct ShortestPaths<Space: StepSpace> {
  package typealias Entity = Space.Entity

  private let space: Space
  private let start: Entity
  private let target: Entity
  private let isFirstStepBarred: (Entity) -> Bool
  /// The distance from the start of every entity on a shortest path.
  package private(set) var positions: [Entity: Int]

  /// Searches.
  ///
  /// - Parameters:
  ///   - isBarred: Entities that may not be visited.
  ///   - isFirstStepBarred: Entities that may not be visited right after the start.
  /// - Returns: Nil if there is no path.
  package init?(
    in space: Space, from start: Entity, to target: Entity,
    isBarred: (Entity) -> Bool = { _ in false },
    isFirstStepBarred: @escaping (Entity) -> Bool = { _ in false }
  ) throws(Space.Failure) {
    self.space = space
    self.start = start
    self.target = target
    self.isFirstStepBarred = isFirstStepBarred
    positions = [start: 0]
    if start == target { return }

    var forward = Side(start)
    var backward = Side(target)
    var meeting: [Entity] = []
    while meeting.isEmpty {
      if forward.frontier.isEmpty || backward.frontier.isEmpty { return nil }
      if forward.frontier.count <= backward.frontier.count {
        try forward.expand(in: space, isReversed: false) { entity, far in
          !isBarred(far) && (entity != start || !isFirstStepBarred(far))
        }
        meeting = forward.frontier.filter { backward.distances[$0] != nil }
      } else {
        try backward.expand(in: space, isReversed: true) { entity, far in
          !isBarred(far) && (far != start || !isFirstStepBarred(entity))
        }
        meeting = backward.frontier.filter { forward.distances[$0] != nil }
      }
    }

    // From where the two sides meet, mark what lies on the way back to the start and on to the target.
    var level = meeting
    for entity in meeting { positions[entity] = forward.radius }
    for distance in stride(from: forward.radius - 1, to: 0, by: -1) {
      level = try mark(level, forward, at: distance, as: distance, isReversed: true)
    }
    level = meeting
    for distance in stride(from: backward.radius - 1, through: 0, by: -1) {
      level = try mark(
        level, backward, at: distance, as: forward.radius + backward.radius - distance,
        isReversed: false)
    }
  }

  /// Marks the entities next to those of a level that one side has at a distance.
  private mutating func mark(
    _ level: [Entity], _ side: Side, at distance: Int, as position: Int, isReversed: Bool
  ) throws(Space.Failure) -> [Entity] {
    var next: [Entity] = []
    // Out of the property, so that it is not copied while the closure changes it.
    var positions: [Entity: Int] = [:]
    swap(&positions, &self.positions)
    defer { swap(&positions, &self.positions) }
    for entity in level {
      try space.forEachNext(to: entity, isReversed: isReversed) { far in
        if side.distances[far] == distance, positions[far] == nil {
          positions[far] = position
          next.append(far)
        }
      }
    }
    return next
  }

  /// The entities of the first path in order.
  package func first() throws(Space.Failure) -> [Entity] {
    var route = [start]
    while let last = route.last, last != target {
      guard let next = try space.first(of: successors(of: last)) else { break }
      route.append(next)
    }
    return route
  }

  /// The entities that follow one on some shortest path, each once.
  package func successors(of entity: Entity) throws(Space.Failure) -> Set<Entity> {
    var result: Set<Entity> = []
    guard let position = positions[entity] else { return result }
    try space.forEachNext(to: entity, isReversed: false) { far in
      if positions[far] == position + 1, entity != start || !isFirstStepBarred(far) {
        result.insert(far)
      }
    }
    return result
  }

  /// The entities within some distance of one end.
  private struct Side {
    var distances: [Entity: Int]
    var frontier: [Entity]
    var radius = 0

    init(_ end: Entity) {
      distances = [end: 0]
      frontier = [end]
    }

    mutating func expand(
      in space: Space, isReversed: Bool, _ isOpen: (Entity, Entity) -> Bool
    ) throws(Space.Failure) {
      radius += 1
      var next: [Entity] = []
      // Out of the property, so that it is not copied while the closure changes it.
      var distances: [Entity: Int] = [:]
      swap(&distances, &self.distances)
      defer { swap(&distances, &self.distances) }
      for entity in frontier {
        try space.forEachNext(to: entity, isReversed: isReversed) { far in
          if isOpen(entity, far), distances[far] == nil {
            distances[far] = radius
            next.append(far)
          }
        }
      }
      frontier = next
    }
  }
}

extension ShortestPaths where Space == SearchSpace {
  /// The entities of every path, in order, up to a limit.
  func all(limit: Int) -> (found: [[Entity]], isComplete: Bool) {
    var found: [[Entity]] = []
    var route = [start]
    // For every entity of the route, what may follow it and is still to be tried, last first.
    var untried = [successors(of: start).sorted(by: >)]
    if start == target { return limit > 0 ? ([route], true) : ([], false) }
    while !untried.isEmpty {
      guard let next = untried[untried.count - 1].popLast() else {
        untried.removeLast()
        route.removeLast()
        continue
      }
      if next == target {
        if found.count >= limit { return (found, false) }
        found.append(route + [next])
      } else {
        route.append(next)
        untried.append(successors(of: next).sorted(by: >))
      }
    }
    return (found, true)
  }
}

/// Finds loopless paths one after another, shortest first.
///
/// Every path found splits what is left (Lawler 1972): the paths that follow it up to some entity and
/// leave it there. Such a *departure* is searched only when its lower bound, taken from the distances to
/// the target in the whole graph, says that it may come next.
struct LooplessPathSearch {
  typealias Entity = KnowledgeGraph.EntityIndex

  /// A path and the departures from it that are still to be searched.
  private struct Found {
    var route: [Entity]
    var positions: [Entity: Int]
    /// Where it left the path that it came from; it may not be left before.
    var departure: Int
    /// What may not follow the entity at `departure`.
    var barred: Set<Entity>
    /// The best last.
    var departures: [Departure] = []
  }

  /// The paths that follow a found one up to `position` and go on another way.
  private struct Departure {
    var position: Int
    /// The first entity on that way by which the bound can be met.
    var next: Entity
    /// No such path is shorter.
    var bound: Int
  }

  private let space: SearchSpace
  private let target: Entity
  /// The distance from every entity to the target, or -1 where there is no path.
  private var distances: [Int32] = []
  /// Every path that was searched for and found.
  private var paths: [Found] = []
  /// Paths that were found but not given yet.
  private var waiting: [Int] = []

  init(in space: SearchSpace, from start: Entity, to target: Entity) {
    self.space = space
    self.target = target
    guard let shortest = ShortestPaths(in: space, from: start, to: target) else { return }
    add(shortest.first(), departure: 0, barred: [])
  }

  /// The entities of the next path, or nil if there are no more.
  mutating func next() -> [Entity]? {
    while true {
      let best = waiting.indices.min { precedes(waiting[$0], nil, waiting[$1], nil) }
      let branch = paths.indices.filter { !paths[$0].departures.isEmpty }.min {
        precedes($0, paths[$0].departures.last, $1, paths[$1].departures.last)
      }
      if let branch, let departure = paths[branch].departures.last {
        if best.map({ !precedes(waiting[$0], nil, branch, departure) }) ?? true {
          paths[branch].departures.removeLast()
          search(departure, of: branch)
          continue
        }
      }
      guard let best else { return nil }
      let path = waiting.remove(at: best)
      split(path)
      return paths[path].route
    }
  }

  /// Whether the path, or the bound of a departure from it, comes before the other.
  private func precedes(
    _ left: Int, _ leftDeparture: Departure?, _ right: Int, _ rightDeparture: Departure?
  ) -> Bool {
    let leftLength = leftDeparture?.bound ?? paths[left].route.count - 1
    let rightLength = rightDeparture?.bound ?? paths[right].route.count - 1
    if leftLength != rightLength { return leftLength < rightLength }
    let leftCount = leftDeparture.map { $0.position + 2 } ?? paths[left].route.count
    let rightCount = rightDeparture.map { $0.position + 2 } ?? paths[right].route.count
    for index in 0..<min(leftCount, rightCount) {
      let l = entity(index, of: left, leftDeparture)
      let r = entity(index, of: right, rightDeparture)
      if l != r { return l < r }
    }
    return leftCount < rightCount
  }

  private func entity(_ index: Int, of path: Int, _ departure: Departure?) -> Entity {
    if let departure, index > departure.position { return departure.next }
    return paths[path].route[index]
  }

  private mutating func add(_ route: [Entity], departure: Int, barred: Set<Entity>) {
    var positions: [Entity: Int] = [:]
    for (position, entity) in route.enumerated() { positions[entity] = position }
    waiting.append(paths.count)
    paths.append(
      Found(route: route, positions: positions, departure: departure, barred: barred))
  }

  /// Looks for the best path of a departure.
  private mutating func search(_ departure: Departure, of path: Int) {
    let found = paths[path]
    let position = departure.position
    let barred = barred(at: position, of: found)
    let search = ShortestPaths(
      in: space, from: found.route[position], to: target,
      isBarred: { (found.positions[$0] ?? .max) < position },
      isFirstStepBarred: { barred.contains($0) })
    guard let search else { return }
    add(found.route[..<position] + search.first(), departure: position, barred: barred)
  }

  /// What may not follow the entity at a position of a path in a departure there.
  private func barred(at position: Int, of path: Found) -> Set<Entity> {
    (position == path.departure ? path.barred : []).union([path.route[position + 1]])
  }

  /// Lists the departures from a path, with their bounds.
  private mutating func split(_ path: Int) {
    if distances.isEmpty { measure() }
    let found = paths[path]
    var departures: [Departure] = []
    for position in found.departure..<max(found.departure, found.route.count - 1) {
      let barred = barred(at: position, of: found)
      var best: (distance: Int32, next: Entity)?
      space.forEachStep(from: found.route[position]) { _, far, _ in
        let distance = distances[far.value]
        guard distance >= 0, !barred.contains(far), (found.positions[far] ?? .max) > position
        else { return }
        if best.map({ (distance, far) < $0 }) ?? true { best = (distance, far) }
      }
      if let best {
        departures.append(
          Departure(
            position: position, next: best.next, bound: position + 1 + Int(best.distance)))
      }
    }
    // Departures that are as good come in the order of their routes: one leaves where the other goes on.
    departures.sort { left, right in
      if left.bound != right.bound { return left.bound > right.bound }
      let isLeftEarlier = left.position < right.position
      let (earlier, _) = isLeftEarlier ? (left, right) : (right, left)
      let isEarlierFirst = earlier.next < found.route[earlier.position + 1]
      return isLeftEarlier != isEarlierFirst
    }
    paths[path].departures = departures
  }

  /// Finds the distance from every entity to the target.
  private mutating func measure() {
    distances = [Int32](repeating: -1, count: space.graph.entities.count)
    distances[target.value] = 0
    var frontier = [target]
    var distance: Int32 = 0
    while !frontier.isEmpty {
      distance += 1
      var next: [Entity] = []
      for entity in frontier {
        space.forEachStep(from: entity, isReversed: true) { _, far, _ in
          if distances[far.value] < 0 {
            distances[far.value] = distance
            next.append(far)
          }
        }
      }
      frontier = next
    }
  }
}

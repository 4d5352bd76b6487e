extension KnowledgeGraph {
  /// An entity that a search reached, and how.
  public struct Neighbor: Hashable, Sendable {
    /// The entity.
    public let entity: EntityIndex
    /// The least number of hops to it.
    public let distance: Int
    /// The last hop of every shortest way to it, in the order of the entities that they come from.
    ///
    /// Following `from` backwards through the other neighbors gives all the evidence of how the entity
    /// is connected.
    public let hops: [Hop]
  }

  /// The entities within some hops of one, each with the statements that lead to it.
  ///
  /// Statements are never merged into a bare link: every arrow of every hop carries those that the
  /// filter lets pass, with their qualifiers. If an arrow leads from the entity to itself, the entity is
  /// listed first, at distance 0; otherwise it is not listed.
  ///
  /// - Parameters:
  ///   - depth: The greatest number of hops; nil for any.
  ///   - filter: Applies to every hop, its entity types to where the hop ends.
  /// - Returns: Neighbors by distance, then in the order of entities.
  /// - Complexity: O(*n* log *n*) in the edges at the entities reached.
  public func neighbors(
    of entity: EntityIndex, direction: Direction = .both, depth: Int? = 1,
    filter: StatementFilter = .everything
  ) -> [Neighbor] {
    let space = SearchSpace(self, direction: direction, filter: filter)
    var distances = [Int32](repeating: -1, count: entities.count)
    distances[entity.value] = 0
    var neighbors: [Neighbor] = []
    var level = [entity]
    var distance = 0
    while !level.isEmpty, distance < depth ?? .max {
      distance += 1
      var hops: [Hop] = []
      for source in level {
        hops += space.hops(from: source) {
          distances[$0.value] < 0 || $0 == source && source == entity
        }
      }
      hops.sort { ($0.to, $0.from) < ($1.to, $1.from) }
      level = []
      var start = 0
      while start < hops.count {
        let reached = hops[start].to
        var end = start + 1
        while end < hops.count, hops[end].to == reached { end += 1 }
        if reached == entity {
          neighbors.append(Neighbor(entity: reached, distance: 0, hops: Array(hops[start..<end])))
        } else {
          neighbors.append(
            Neighbor(entity: reached, distance: distance, hops: Array(hops[start..<end])))
          distances[reached.value] = Int32(distance)
          level.append(reached)
        }
        start = end
      }
    }
    neighbors.sort { ($0.distance, $0.entity) < ($1.distance, $1.entity) }
    return neighbors
  }

  /// The entities within some hops, either way, of any of several, and these themselves.
  ///
  /// - Parameter filter: Applies to every hop, its entity types to where the hop ends.
  /// - Complexity: O(entities + statements) for any number of entities to start from.
  package func entities(
    within depth: Int, of start: some Sequence<EntityIndex>, filter: StatementFilter
  ) -> Set<EntityIndex> {
    let space = SearchSpace(self, direction: .both, filter: filter)
    var reached = Set(start)
    var level = Array(reached)
    var hops = 0
    while !level.isEmpty, hops < depth {
      hops += 1
      var next: [EntityIndex] = []
      for source in level {
        space.forEachStep(from: source) { _, far, _ in
          if reached.insert(far).inserted { next.append(far) }
        }
      }
      level = next
    }
    return reached
  }
}

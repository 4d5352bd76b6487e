import GraphModel

/// A graph as a list of statements, searched by brute force: what the real one is compared with.
struct NaiveGraph {
  typealias Entity = KnowledgeGraph.EntityIndex

  let graph: KnowledgeGraph
  /// The statements that pass, each once.
  let statements: [KnowledgeGraph.StatementIndex]

  init(_ graph: KnowledgeGraph, passing: (DetachedStatement) -> Bool = { _ in true }) {
    self.graph = graph
    statements = (0..<graph.statementCount).map(KnowledgeGraph.StatementIndex.init)
      .filter { passing(graph.detached($0)) }
  }

  /// The statements by which one may step from an entity to another, in order.
  func steps(
    from: Entity, to: Entity, _ direction: Direction, farTypes: Set<EntityType> = []
  ) -> [KnowledgeGraph.StatementIndex] {
    guard farTypes.isEmpty || farTypes.contains(graph[to].type) else { return [] }
    return statements.filter { index in
      let statement = graph[index]
      let isSymmetric = graph.vocabulary.relations[statement.relation].isSymmetric
      let isForward = statement.subject == from && statement.object == to
      let isBackward = statement.subject == to && statement.object == from
      return isForward && (direction != .incoming || isSymmetric)
        || isBackward && (direction != .outgoing || isSymmetric)
    }
  }

  /// The least number of steps to every entity that can be reached, by relaxing until nothing changes.
  func distances(
    from start: Entity, _ direction: Direction, farTypes: Set<EntityType> = []
  ) -> [Entity: Int] {
    var distances = [start: 0]
    var isChanged = true
    while isChanged {
      isChanged = false
      for from in graph.entityIndices {
        guard let distance = distances[from] else { continue }
        for to in graph.entityIndices
        where distances[to] ?? .max > distance + 1
          && !steps(from: from, to: to, direction, farTypes: farTypes).isEmpty
        {
          distances[to] = distance + 1
          isChanged = true
        }
      }
    }
    return distances
  }

  /// Every loopless path as its entities, by length and then in order.
  func paths(
    from start: Entity, to target: Entity, _ direction: Direction,
    farTypes: Set<EntityType> = []
  ) -> [[Entity]] {
    var found: [[Entity]] = []
    func extend(_ route: [Entity]) {
      if route.last == target {
        found.append(route)
        return
      }
      for next in graph.entityIndices
      where !route.contains(next)
        && !steps(from: route[route.count - 1], to: next, direction, farTypes: farTypes).isEmpty
      {
        extend(route + [next])
      }
    }
    extend([start])
    return found.sorted { left, right in
      left.count != right.count
        ? left.count < right.count : left.lexicographicallyPrecedes(right)
    }
  }
}

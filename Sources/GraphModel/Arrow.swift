/// Which way a search may follow arrows.
///
/// The arrow of a symmetric relation may be followed either way whatever the direction.
public enum Direction: String, Sendable, CaseIterable {
  /// From subject to object.
  case outgoing = "out"
  /// From object to subject.
  case incoming = "in"
  /// Either way.
  case both
}

extension KnowledgeGraph {
  /// An edge as a search meets it at one of its ends, with the statements that the search's filter lets
  /// pass.
  ///
  /// The statements are what may be shown of it, each with its own qualifiers: plain facts first, and
  /// never empty. An arrow may consist of negated or claimed statements only.
  public struct Arrow: Hashable, Sendable {
    /// The edge.
    public let edge: EdgeIndex
    /// Whether the search went from subject to object.
    public let isForward: Bool
    /// The statements that pass, in order.
    public let statements: [StatementIndex]
  }

  /// One step of a search: every arrow that it may take from one entity to the next.
  public struct Hop: Hashable, Sendable {
    /// Where the step starts.
    public let from: EntityIndex
    /// Where it ends.
    public let to: EntityIndex
    /// The arrows between the two, in the order of edges; never empty.
    public let arrows: [Arrow]
  }
}

/// The graph as a search sees it: which entities are next to which, under a direction and a filter.
///
/// A class for the reason that `StatementMatcher` is one.
final class SearchSpace: Sendable {
  let graph: KnowledgeGraph
  let matcher: StatementMatcher
  let direction: Direction
  private let isSymmetric: [Bool]

  init(_ graph: KnowledgeGraph, direction: Direction, filter: StatementFilter) {
    self.graph = graph
    self.direction = direction
    matcher = StatementMatcher(filter, for: graph)
    isSymmetric = graph.vocabulary.relations.map(\.isSymmetric)
  }

  /// Calls `body` for every edge that may be followed from an entity, with the entity at its far end
  /// and whether it is followed from subject to object; self-loops once, as forward.
  ///
  /// - Parameter isReversed: Follow the edges that lead to the entity instead; the far end is then where
  ///   such a step starts, and the filter's types apply to the given entity.
  func forEachStep(
    from entity: KnowledgeGraph.EntityIndex, isReversed: Bool = false,
    _ body: (KnowledgeGraph.EdgeIndex, _ far: KnowledgeGraph.EntityIndex, _ isForward: Bool) -> Void
  ) {
    let followsOutgoing = direction != (isReversed ? .outgoing : .incoming)
    let followsIncoming = direction != (isReversed ? .incoming : .outgoing)
    for edge in graph.outgoingEdges(of: entity) {
      let row = Int(graph.edgeStarts[edge.value])
      guard followsOutgoing || isSymmetric[Int(graph.statementRelations[row])] else { continue }
      let far = KnowledgeGraph.EntityIndex(Int(graph.statementObjects[row]))
      guard matcher.passes(edge, far: isReversed ? entity : far) else { continue }
      body(edge, far, !isReversed || far == entity)
    }
    for edge in graph.incomingEdges(of: entity) {
      let row = Int(graph.edgeStarts[edge.value])
      guard followsIncoming || isSymmetric[Int(graph.statementRelations[row])] else { continue }
      let far = KnowledgeGraph.EntityIndex(Int(graph.statementSubjects[row]))
      // A self-loop was met among the outgoing edges, unless those are not followed.
      guard far != entity || !followsOutgoing && !isSymmetric[Int(graph.statementRelations[row])],
        matcher.passes(edge, far: isReversed ? entity : far)
      else { continue }
      body(edge, far, isReversed || far == entity)
    }
  }

  /// The hops from an entity, one for every entity that is next to it, in the order of entities.
  func hops(
    from entity: KnowledgeGraph.EntityIndex,
    where isWanted: (KnowledgeGraph.EntityIndex) -> Bool = { _ in true }
  ) -> [KnowledgeGraph.Hop] {
    var steps: [(far: KnowledgeGraph.EntityIndex, arrow: KnowledgeGraph.Arrow)] = []
    forEachStep(from: entity) { edge, far, isForward in
      guard isWanted(far) else { return }
      let statements = matcher.statements(of: edge, far: far)
      steps.append(
        (far, KnowledgeGraph.Arrow(edge: edge, isForward: isForward, statements: statements)))
    }
    steps.sort { ($0.far, $0.arrow.edge) < ($1.far, $1.arrow.edge) }
    var hops: [KnowledgeGraph.Hop] = []
    var start = 0
    while start < steps.count {
      var end = start + 1
      while end < steps.count, steps[end].far == steps[start].far { end += 1 }
      hops.append(
        KnowledgeGraph.Hop(
          from: entity, to: steps[start].far, arrows: steps[start..<end].map(\.arrow)))
      start = end
    }
    return hops
  }
}

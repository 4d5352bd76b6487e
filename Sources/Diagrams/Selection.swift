import GraphModel

/// What of a graph a picture is to show, before any thought of room.
public struct Selection: Hashable, Sendable {
  /// The statements, ascending.
  public private(set) var statements: [KnowledgeGraph.StatementIndex]
  /// The entities, ascending: the ends of the statements, and those that are shown without any.
  public private(set) var entities: [KnowledgeGraph.EntityIndex]
  /// The entities that the picture is about, ascending; empty if it is about all alike.
  public private(set) var focus: [KnowledgeGraph.EntityIndex]

  /// Selects statements and their ends, and further entities.
  ///
  /// - Parameters:
  ///   - statements: In any order; one that is given twice counts once.
  ///   - entities: Entities to show whether or not a statement is about them.
  public init(
    of graph: KnowledgeGraph, statements: some Sequence<KnowledgeGraph.StatementIndex>,
    entities: some Sequence<KnowledgeGraph.EntityIndex> = [],
    focus: some Sequence<KnowledgeGraph.EntityIndex> = []
  ) {
    self.statements = Set(statements).sorted()
    self.focus = Set(focus).sorted()
    var isShown = [Bool](repeating: false, count: graph.entities.count)
    for entity in entities { isShown[entity.value] = true }
    for entity in self.focus { isShown[entity.value] = true }
    for statement in self.statements {
      let (subject, object) = graph.ends(of: statement)
      isShown[subject.value] = true
      isShown[object.value] = true
    }
    self.entities = graph.entityIndices.filter { isShown[$0.value] }
  }

  /// Selects what a filter lets pass; one that lets everything pass selects entities without
  /// statements, too.
  public init(of graph: KnowledgeGraph, filter: StatementFilter = .everything) {
    self.init(
      of: graph, statements: graph.statements(matching: filter),
      entities: filter == .everything ? Array(graph.entityIndices) : [])
  }

  /// Selects some entities with their surroundings: whatever is within so many hops of one of them, and
  /// all statements between those.
  ///
  /// - Parameters:
  ///   - depth: The greatest number of hops, along and against arrows; 0 selects what connects the
  ///     entities themselves.
  ///   - filter: Which statements count, for hops and as a part of the picture.
  /// - Complexity: O(entities + statements).
  public init(
    of graph: KnowledgeGraph, around focus: some Sequence<KnowledgeGraph.EntityIndex>, depth: Int,
    filter: StatementFilter = .everything
  ) {
    let reached = graph.entities(within: depth, of: focus, filter: filter)
    let statements = graph.statements(matching: filter).filter {
      let (subject, object) = graph.ends(of: $0)
      return reached.contains(subject) && reached.contains(object)
    }
    self.init(of: graph, statements: statements, entities: reached, focus: focus)
  }

  /// Selects the statements that some paths rest on; what the first of them visits is in focus.
  public init(of graph: KnowledgeGraph, along paths: [KnowledgeGraph.Path]) {
    self.init(
      of: graph, statements: paths.flatMap { $0.hops.flatMap(\.arrows).flatMap(\.statements) },
      entities: paths.flatMap(\.entities), focus: paths.first?.entities ?? [])
  }

  /// What either selects; the focus is that of both.
  public func union(_ other: Selection, in graph: KnowledgeGraph) -> Selection {
    Selection(
      of: graph, statements: statements + other.statements, entities: entities + other.entities,
      focus: focus + other.focus)
  }

  /// What it selects of the graph without the names.
  public func redacted(by redaction: Redaction) -> Selection {
    Selection(
      of: redaction.graph, statements: statements.map(redaction.statement),
      entities: entities.map(redaction.entity), focus: focus.map(redaction.entity))
  }
}

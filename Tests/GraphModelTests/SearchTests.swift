import GraphModel
import Testing

@Suite struct SearchTests {
  /// A small world: a commands b, b met-with c, c killed d (claimed), a endorsed d (negated).
  private func smallGraph() throws -> KnowledgeGraph {
    var builder = GraphBuilder()
    func add(_ subject: String, _ relation: String, _ object: String, _ qualifiers: Qualifiers) {
      builder.add(
        StatementRecord(
          subject: EntityRecord(name: subject, type: .person), relation: relation,
          object: EntityRecord(name: object, type: .person), qualifiers: qualifiers))
    }
    add("a", "commands", "b", Qualifiers())
    add("c", "met-with", "b", Qualifiers())
    add("c", "killed", "d", Qualifiers(mode: .claimed))
    add("a", "endorsed", "d", Qualifiers(polarity: .negated))
    return try builder.build().graph
  }

  private func entity(_ name: String, in graph: KnowledgeGraph) throws -> KnowledgeGraph.EntityIndex
  {
    try #require(graph.entityIndex(id: "person/\(name)"))
  }

  @Test func pathsAvoidNegatedStatements() throws {
    let graph = try smallGraph()
    try graph.checkInvariants()
    let (a, d) = (try entity("a", in: graph), try entity("d", in: graph))
    let path = try #require(graph.shortestPath(from: a, to: d, direction: .outgoing))
    #expect(path.entities.map { graph[$0].name } == ["a", "b", "c", "d"])
    #expect(graph.shortestPath(from: a, to: d, filter: .everything)?.length == 1)
    #expect(graph.shortestPaths(9, from: a, to: d, filter: .everything).map(\.length) == [1, 3])
    #expect(graph.neighbors(of: a).map { graph[$0.entity].name } == ["b", "d"])
    #expect(graph.neighbors(of: a, depth: nil).map(\.distance) == [1, 1, 2])
  }
}

import Diagrams
import GraphModel
import TestSupport
import Testing

@Suite struct SelectionTests {
  private typealias Entity = KnowledgeGraph.EntityIndex

  /// A graph of arrows between entities of those names.
  static func graph(_ arrows: [(String, String)]) throws -> KnowledgeGraph {
    var builder = GraphBuilder()
    for (subject, object) in arrows {
      builder.add(
        StatementRecord(
          subject: EntityRecord(name: subject, type: .person), relation: "told",
          object: EntityRecord(name: object, type: .person)))
    }
    return try builder.build().graph
  }

  private static func names(_ selection: Selection, _ graph: KnowledgeGraph) -> String {
    selection.entities.map { graph[$0].name }.joined()
  }

  @Test func theEndsOfStatementsAreSelectedToo() throws {
    let graph = try Self.graph([("a", "b"), ("b", "c"), ("d", "d")])
    let all = Array(graph.statementIndices)
    let some = Selection(of: graph, statements: [all[1], all[1]], entities: [Entity(3)])
    #expect(some.statements == [all[1]])
    #expect(Self.names(some, graph) == "bcd")
    #expect(some.focus.isEmpty)
  }

  @Test(arguments: [
    (0, "c"), (1, "bcd"), (2, "abcde"), (3, "abcdef"), (9, "abcdef"),
  ])
  func surroundingsReachSoManyHopsEitherWay(depth: Int, names: String) throws {
    let graph = try Self.graph([
      ("a", "b"), ("b", "c"), ("c", "d"), ("e", "d"), ("e", "f"), ("x", "y"), ("b", "d"),
    ])
    let selection = Selection(of: graph, around: [Entity(2)], depth: depth)
    #expect(Self.names(selection, graph) == names)
    #expect(selection.focus == [Entity(2)])
    // What connects the surroundings with each other belongs to the picture: b told d.
    #expect(selection.statements.count == [0: 0, 1: 3, 2: 5][depth, default: 6])
  }

  /// In every graph of four entities: an entity is selected exactly if it is near enough, and a
  /// statement exactly if both its ends are.
  @Test func surroundingsOfEveryGraphOfFourEntities() throws {
    let names = ["a", "b", "c", "d"]
    let pairs = names.flatMap { first in names.filter { $0 > first }.map { (first, $0) } }
    for set in 0..<(1 << pairs.count) {
      let arrows = pairs.indices.filter { set >> $0 & 1 == 1 }.map { pairs[$0] }
      var builder = GraphBuilder()
      for name in names { builder.add(EntityRecord(name: name, type: .person)) }
      for (subject, object) in arrows {
        builder.add(
          StatementRecord(
            subject: EntityRecord(name: subject, type: .person), relation: "told",
            object: EntityRecord(name: object, type: .person)))
      }
      let graph = try builder.build().graph
      for (depth, focus) in (0...3).flatMap({ [($0, [1]), ($0, [1, 3])] }) {
        var near = Set(focus.map { names[$0] })
        for _ in 0..<depth {
          for (subject, object) in arrows where near.contains(subject) != near.contains(object) {
            near.formUnion([subject + "'", object + "'"])
          }
          near = Set(near.map { String($0.prefix(1)) })
        }
        let selection = Selection(of: graph, around: focus.map { Entity($0) }, depth: depth)
        #expect(Self.names(selection, graph) == near.sorted().joined(), "\(arrows) \(depth)")
        #expect(
          selection.statements.count
            == arrows.count { near.contains($0.0) && near.contains($0.1) })
      }
    }
  }

  @Test func pathsSelectWhatTheyRestOn() throws {
    let graph = try Self.graph([("a", "b"), ("b", "d"), ("a", "c"), ("c", "d"), ("a", "e")])
    let paths = graph.allShortestPaths(from: Entity(0), to: Entity(3)).paths
    let selection = Selection(of: graph, along: paths)
    #expect(Self.names(selection, graph) == "abcd")
    #expect(selection.focus == [Entity(0), Entity(1), Entity(3)], "the first path")
    let both = selection.union(Selection(of: graph, around: [Entity(4)], depth: 0), in: graph)
    #expect(Self.names(both, graph) == "abcde")
    #expect(both.focus == [Entity(0), Entity(1), Entity(3), Entity(4)])
    #expect(both.statements == selection.statements)
  }

  @Test func aFilterSelectsEntitiesWithoutStatementsOnlyIfItLetsEverythingPass() throws {
    try forAll(Gen.world(), count: 40) { world in
      let graph = try world.graph()
      #expect(Selection(of: graph).entities == Array(graph.entityIndices))
      #expect(Selection(of: graph).statements == Array(graph.statementIndices))
      let facts = Selection(of: graph, filter: .plainFacts)
      #expect(facts.statements == graph.statements(matching: .plainFacts))
      let ends = facts.statements.flatMap { [graph[$0].subject, graph[$0].object] }
      #expect(Set(facts.entities) == Set(ends))
    }
  }
}

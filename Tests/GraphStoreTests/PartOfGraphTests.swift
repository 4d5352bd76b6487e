import GraphModel
import GraphStore
import TestSupport
import Testing

@Suite struct PartOfGraphTests {
  @Test func whatIsLeftOutIsAllThatAnOutlineLacks() throws {
    let folder = try Folder()
    try forAll(.world(), count: 40) { world in
      let graph = try world.graph()
      let path = folder.fresh()
      try GraphStore.write(graph, to: path)
      let store = try GraphStore(path)
      for entity in graph.entities.prefix(4) {
        guard case .one(let found) = try store.look(up: entity.id) else { continue }
        for depth in 1...2 {
          let whole = try store.surroundings(of: found, depth: depth)
          let named = try store.surroundings(of: found, depth: depth, detail: .confidence)
          let outline = try store.surroundings(of: found, depth: depth, detail: [])
          let sure = try store.surroundings(
            of: found, depth: depth, filter: StatementFilter(minimumConfidence: 0.5), detail: [])
          try checkEqual(named, reduced(whole, confidence: true))
          try checkEqual(outline, reduced(whole, confidence: false))
          try checkEqual(sure, named)
        }
      }
    }
  }

  /// The graph with no more of its entities than names, and if that is asked, without confidences and notes.
  private func reduced(_ graph: KnowledgeGraph, confidence: Bool) -> KnowledgeGraph {
    KnowledgeGraph(
      vocabulary: graph.vocabulary, documents: Array(graph.documents),
      entities: graph.entities.map { Entity(id: $0.id, name: $0.name, type: $0.type) },
      statements: graph.statementIndices.map {
        var statement = graph[$0]
        if !confidence { (statement.confidence, statement.note) = (nil, nil) }
        return statement
      })
  }
}

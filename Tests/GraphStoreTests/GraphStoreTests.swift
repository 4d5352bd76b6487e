import Foundation
import GraphFormats
import GraphModel
import GraphStore
import TestSupport
import Testing

@Suite struct RoundTripTests {
  @Test func whatIsWrittenIsRead() throws {
    let folder = try Folder()
    try forAll(.world(), count: 60) { world in
      let graph = try world.graph()
      let path = folder.fresh()
      try GraphStore.write(graph, to: path)
      let read = try GraphStore(path).graph()
      try checkEqual(read.fingerprint, graph.fingerprint)
      try checkEqual(read, graph)
      try checkEqual(GraphFormat.jsonl.bytes(of: read), GraphFormat.jsonl.bytes(of: graph))
    }
  }

  @Test func anUpdateIsAsGoodAsANewFile() throws {
    let folder = try Folder()
    try forAll(zip(.world(), .world()), count: 60) { old, new in
      let path = folder.fresh()
      try GraphStore.write(try old.graph(), to: path)
      var next = new
      // Half of the old is still so, and one document is another.
      next.statements += old.statements.prefix(old.statements.count / 2)
      next.entities += old.entities.prefix(old.entities.count / 2)
      if !next.documents.isEmpty { next.documents.removeLast() }
      let graph = try next.graph()
      try GraphStore.update(path, to: graph)
      try checkEqual(try GraphStore(path).graph().fingerprint, graph.fingerprint)
      let problems = try folder.problems(in: path)
      try check(problems.isEmpty, "\(problems)")
    }
  }

  @Test func anotherVocabularyTakesThePlaceOfTheOld() throws {
    let folder = try Folder()
    let path = folder.fresh()
    let relation = Relation(name: "likes", inverse: "liked-by", family: "feelings")
    let entities = [
      Entity(id: "person/a", name: "A", type: .person),
      Entity(id: "robot/b", name: "B", type: EntityType(rawValue: "Robot")),
    ]
    let old = KnowledgeGraph(
      entities: entities, statements: [.init(subject: .init(0), relation: 0, object: .init(1))])
    let new = KnowledgeGraph(
      vocabulary: Vocabulary(relations: [relation]), entities: entities,
      statements: [.init(subject: .init(1), relation: 0, object: .init(0))])
    try GraphStore.write(old, to: path)
    #expect(try GraphStore(path).graph() == old)
    try GraphStore.update(path, to: new)
    let store = try GraphStore(path)
    #expect(store.vocabulary == new.vocabulary)
    #expect(try store.graph() == new)
    #expect(try folder.problems(in: path) == [])
  }
}

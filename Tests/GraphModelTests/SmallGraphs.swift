import GraphModel
import TestSupport

/// Every graph of a few entities and two relations, one of them symmetric.
enum SmallGraphs {
  static let vocabulary = Vocabulary(
    relations: [
      Relation(name: "to", inverse: "from", family: "directed"),
      Relation(name: "with", inverse: nil, isSymmetric: true, family: "symmetric"),
    ],
    entityTypes: [
      EntityTypeDefinition(type: .person, isActor: true, definition: ""),
      EntityTypeDefinition(type: .place, isActor: false, definition: ""),
    ])

  /// The graph with statements of those relations between those entities, which are named by number and in
  /// that order.
  static func graph(_ count: Int, _ triples: [(Int, Int, Int)]) -> KnowledgeGraph {
    KnowledgeGraph(
      vocabulary: vocabulary,
      entities: (0..<count).map {
        Entity(id: id($0), name: "e\($0)", type: $0 % 2 == 0 ? .person : .place)
      },
      statements: triples.map { subject, relation, object in
        KnowledgeGraph.Statement(
          subject: .init(subject), relation: relation, object: .init(object))
      })
  }

  /// Ids whose order is that of numbers.
  private static func id(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// Runs a body for every graph of that many entities.
  static func withEvery(
    entities count: Int, relations: [Int] = [0, 1], loops: Bool = false,
    _ body: (KnowledgeGraph) throws -> Void
  ) throws {
    let triples = (0..<count).flatMap { subject in
      relations.flatMap { relation in
        ((relation == 1 ? subject : 0)..<count).compactMap { object in
          subject == object && !loops ? nil : (subject, relation, object)
        }
      }
    }
    try withEverySubset("statements", of: triples) { try body(graph(count, $0)) }
  }
}

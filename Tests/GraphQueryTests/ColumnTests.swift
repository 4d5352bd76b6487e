import GraphModel
import TestSupport
import Testing

@testable import GraphQuery

/// What is followed along columns, counted without being visited or met from both sides is what is found one by
/// one.
@Suite struct ColumnTests {
  /// A graph without what makes it fast.
  private struct Plain: PropertyGraph {
    let graph: StatementPatterns
    var nodeCount: Int { graph.nodeCount }
    var relationshipCount: Int { graph.relationshipCount }
    func labels(of node: Int) -> [String] { graph.labels(of: node) }
    func node(_ node: Int, hasLabel label: String) -> Bool { graph.node(node, hasLabel: label) }
    func nodes(withLabel label: String) -> [Int] { graph.nodes(withLabel: label) }
    func nodeCount(withLabel label: String) -> Int { graph.nodeCount(withLabel: label) }
    func nodes(where property: String, equals value: Value) -> [Int]? {
      graph.nodes(where: property, equals: value)
    }
    func typeIndex(named name: String) -> Int? { graph.typeIndex(named: name) }
    func typeName(_ type: Int) -> String { graph.typeName(type) }
    func relationshipCount(ofType type: Int) -> Int { graph.relationshipCount(ofType: type) }
    func type(of relationship: Int) -> Int { graph.type(of: relationship) }
    func ends(of relationship: Int) -> (start: Int, end: Int) { graph.ends(of: relationship) }
    func forEachRelationship(
      of node: Int, _ direction: TraversalDirection, _ body: (Int, Int) -> Void
    ) {
      graph.forEachRelationship(of: node, direction, body)
    }
    func property(_ name: String, ofNode node: Int) -> Value { graph.property(name, ofNode: node) }
    func property(_ name: String, ofRelationship relationship: Int) -> Value {
      graph.property(name, ofRelationship: relationship)
    }
    func propertyNames(ofNode node: Int) -> [String] { graph.propertyNames(ofNode: node) }
    func propertyNames(ofRelationship relationship: Int) -> [String] {
      graph.propertyNames(ofRelationship: relationship)
    }
    var tacitProperties: [(name: String, value: String)] { graph.tacitProperties }
  }

  private func rows(_ text: String, _ graph: any PropertyGraph) -> Result<[[Value]], QueryError> {
    Result { () throws(QueryError) in try GraphPattern(text).run(on: graph).rows }
  }

  @Test func columnsGiveTheSameRows() {
    var answers = 0
    for seed in 0..<300 as Range<UInt64> {
      var random = RandomPatterns(seed: seed)
      let graph = StatementPatterns(random.graph())
      for _ in 0..<3 {
        let text = random.pattern()
        let fast = rows(text, graph)
        #expect(fast == rows(text, Plain(graph: graph)), "seed \(seed): \(text)")
        if case .success(let rows) = fast, !rows.isEmpty { answers += 1 }
      }
    }
    #expect(answers > 100)
  }

  /// Who is next to both of two nodes, over many nodes, so that lists are sorted.
  @Test func trianglesAreCountedAsTheyAreFound() throws {
    var random = SplitMix64(seed: 7)
    let count = 40
    let relations = ["killed", "met-with"].compactMap {
      Vocabulary.standard.index(ofRelation: $0)
    }
    let graph = StatementPatterns(
      KnowledgeGraph(
        entities: (0..<count).map {
          Entity(id: "\($0)", name: "\($0)", type: $0 % 3 == 0 ? .place : .person)
        },
        statements: (0..<250).map { _ in
          KnowledgeGraph.Statement(
            subject: .init(Int.random(in: 0..<count, using: &random)),
            relation: relations[Int.random(in: 0..<2, using: &random)],
            object: .init(Int.random(in: 0..<count, using: &random)),
            qualifiers: .init(time: Bool.random(using: &random) ? "2020" : nil))
        }))
    for text in [
      "MATCH (a)-->(b)-->(c)-->(a) RETURN count(*)", "MATCH (a)--(b)--(c)--(a) RETURN count(*)",
      "MATCH (a)-[:killed]->(b)-[:met-with]-(c:Person)<-[:killed]-(a) RETURN count(*)",
      "MATCH (a)--(b)--(a) RETURN count(*)", "MATCH (a)-->(b)<--(c), (a)-->(c) RETURN count(*)",
      "MATCH (a:Place)--(b)--(c)--(a) RETURN a.name, count(*) AS n",
      "MATCH (a)-->(b)--(c) WHERE a.name < c.name RETURN count(*)",
      "MATCH (a)--(b)--(c) WHERE c.name >= a.name RETURN a.name, count(*) AS n",
      "MATCH (a)--(b)-[:killed]->(c) WHERE c.name <> a.name RETURN count(*)",
      "MATCH (a)-->(b) WHERE a.name = b.name RETURN count(*)",
    ] {
      #expect(rows(text, graph) == rows(text, Plain(graph: graph)), "\(text)")
      #expect(try rows(text, graph).get().joined().contains { $0 != .integer(0) })
    }
  }
}

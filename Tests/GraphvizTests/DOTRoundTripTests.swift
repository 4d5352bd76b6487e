import GraphFormats
import GraphModel
import Graphviz
import TestSupport
import Testing

/// Law 4 for DOT: a graph written, read by libcgraph and read back is the graph, but for the documents'
/// texts.
@Suite struct DOTRoundTripTests {
  private static func roundTrip(_ graph: KnowledgeGraph) throws -> KnowledgeGraph {
    let parsed = try Renderer.parse(dot: GraphFormat.dot.bytes(of: graph))
    var reader = DOTReader(file: "g.dot")
    let records = reader.records(of: parsed)
    try check(reader.diagnostics.isEmpty, "\(reader.diagnostics)")
    var builder = GraphBuilder()
    for record in records { builder.add(record) }
    return try builder.build().graph
  }

  private static func withoutTexts(_ graph: KnowledgeGraph) -> KnowledgeGraph {
    let documents = graph.documents.map { document in
      var document = document
      document.text = nil
      return document
    }
    return KnowledgeGraph(
      vocabulary: graph.vocabulary, documents: documents, entities: graph.entities,
      statements: graph.statementIndices.map { graph[$0] })
  }

  @Test func whatIsWrittenIsRead() throws {
    try forAll(.world(), count: 60) { world in
      let graph = try world.graph()
      try checkEqual(
        try Self.roundTrip(graph).fingerprint, Self.withoutTexts(graph).fingerprint)
    }
  }

  @Test func aLongName() throws {
    var builder = GraphBuilder()
    let name = String(repeating: "long \"\\<é>&\n", count: 1 << 13)
    builder.add(EntityRecord(name: name, type: .thing))
    let graph = try builder.build().graph
    #expect(try Self.roundTrip(graph).fingerprint == graph.fingerprint)
  }
}

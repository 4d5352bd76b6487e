import Documents
import Foundation
import GraphModel
import Testing

@Suite struct SeedsTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("seeds").path

  @Test func theCuratedTableStandsInTheArticle() throws {
    let (files, notes) = try InputFile.find(Self.folder)
    #expect(notes.isEmpty)
    var documents: [Document] = []
    var tables: [CuratedTable] = []
    for file in files {
      switch file.kind {
      case .document: documents.append(try DocumentReader.read(file.path))
      case .table(let separator):
        tables.append(try CuratedTable.read(file.path, separatedBy: separator))
      case .jsonLines, .dot, .store: Issue.record("what is \(file.path) for?")
      }
    }
    #expect(documents.count == 1 && tables.count == 1)
    #expect(documents.first?.date == "2020-01-06")
    #expect(tables.flatMap(\.diagnostics).isEmpty)

    var resolver = EvidenceResolver(documents: documents)
    var builder = GraphBuilder()
    for document in documents { builder.add(document) }
    for row in tables.flatMap(\.rows) {
      let statement = resolver.resolve(row)
      builder.add(try #require(statement))
    }
    #expect(resolver.diagnostics.isEmpty)
    let (graph, warnings) = try builder.build()
    #expect(warnings.isEmpty)
    let report = graph.verifyEvidence()
    #expect(report.isVerified && report.uncitedCount == 0 && report.unsupportedCount == 0)
    #expect(report.verifiedCount == tables.map(\.rows.count).reduce(0, +))
    #expect(graph.entities.count == 39)
    #expect(graph.statementCount == 48)
  }
}

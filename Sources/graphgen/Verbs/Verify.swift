import ArgumentParser
import Documents
import GraphModel

struct Verify: Verb {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that every quote stands in its document, byte for byte.",
    discussion: """
      graphgen verify graph.jsonl
      graphgen verify graph.jsonl --documents .

      With --documents the documents are read again from that folder, so that a source that has changed \
      since the build is found. Exit code 5 if a quote does not match.
      """)

  @Argument(help: "A graph, or any other input.", completion: .file())
  var graph: String

  @Option(
    name: .long,
    help: ArgumentHelp("Compare with the documents under this folder.", valueName: "folder"),
    completion: .directory)
  var documents: String?

  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func run() throws {
    var graph = try GraphInput.read([graph], reading, checksStatements: false)
    if let documents { graph = try reread(graph, in: documents) }
    let report = graph.verifyEvidence()
    var rows = Listing(
      [
        .init("document", heading: "document"), .init("statement", heading: "statement"),
        .init("quote", heading: "quote"), .init("problem", heading: "problem"),
      ])
    for failure in report.failures {
      rows.append([
        .text(failure.document),
        Cell(failure.statement.map { StatementRow($0, in: graph).sentence }),
        Cell(failure.evidence?.quote), .text(failure.reason.words),
      ])
    }
    if listing.chosen != .table || !rows.rows.isEmpty {
      try Output.write(rows, listing, reading)
    }
    if !reading.quiet { Terminal.report(summary(report)) }
    guard report.isVerified else { throw Failure([], status: Status.quote) }
  }

  private func summary(_ report: EvidenceReport) -> String {
    var parts = ["\(Words.count(report.verifiedCount, "quote")) verified"]
    let misquotes = report.failures.count { $0.evidence != nil }
    if misquotes > 0 { parts.append("\(misquotes) failed") }
    let changed = report.failures.count - misquotes
    if changed > 0 { parts.append("\(Words.count(changed, "document")) changed") }
    if report.uncitedCount > 0 {
      parts.append("\(report.uncitedCount) on a table's word alone")
    }
    if report.unsupportedCount > 0 {
      parts.append("\(Words.count(report.unsupportedCount, "statement")) without evidence")
    }
    return parts.joined(separator: ", ")
  }

  /// The graph with the documents' texts as they are now.
  private func reread(_ graph: KnowledgeGraph, in folder: String) throws -> KnowledgeGraph {
    var documents = graph.documents
    for index in documents.indices {
      let id = documents[index].id
      let path = id.hasPrefix("/") ? id : folder.hasSuffix("/") ? folder + id : "\(folder)/\(id)"
      do {
        documents[index].text = try DocumentReader.read(path).text
      } catch {
        throw Failure([error])
      }
    }
    return KnowledgeGraph(
      vocabulary: graph.vocabulary, documents: documents, entities: graph.entities,
      statements: graph.statementIndices.map { graph[$0] }, decisions: graph.decisions)
  }
}

extension EvidenceFailure.Reason {
  /// What is wrong, for people.
  var words: String {
    switch self {
    case .missingDocument: "the graph does not hold the document's text"
    case .invalidSpan: "the span lies outside the document or cuts a character"
    case .differs(let actual): "the document has “\(actual)” there"
    case .misplacedPart(let part):
      "the span of the \(part.rawValue) is empty, lies outside the quote or cuts a character"
    case .hashDiffers(let expected, let actual):
      "the document has changed: SHA-256 \(actual.prefix(12))…, was \(expected.prefix(12))…"
    }
  }
}

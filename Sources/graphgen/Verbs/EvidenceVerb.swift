import ArgumentParser
import GraphModel

struct EvidenceVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Print the words behind statements, in their context.",
    discussion: """
      graphgen evidence graph.jsonl "Qasem Soleimani"
      graphgen evidence graph.jsonl "Donald Trump" "drone strike" --relation approved

      On a terminal with colours the subject, the trigger and the object are marked in the quote as they are in \
      the statement above it; --json has where they stand.
      """
  )
  .answeringAtOnce

  @Argument(help: "A graph, or any other input.", completion: .file())
  var graph: String

  @Argument(help: "An end of the statements.", completion: .custom(EntityNames.complete))
  var name: String

  @Argument(help: "The other end.", completion: .custom(EntityNames.complete))
  var other: String?

  @Flag(name: .long, help: "Print only the quote, not the paragraph around it.")
  var noContext = false

  @OptionGroup var filter: FilterOptions
  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let source = try GraphSource.open(graph, reading)
    let found = try source.entity(named: name)
    let otherFound = try other.map { try source.entity(named: $0) }
    let filter = try source.filter(filter)
    let graph = try source.surroundings(
      of: found, and: otherFound, depth: 1, filter: filter)
    let entity = try found.index(in: graph)
    let other = try otherFound.map { try $0.index(in: graph) }
    let statements = graph.statements(matching: filter).filter { index in
      let statement = graph[index]
      let ends = [statement.subject, statement.object]
      guard ends.contains(entity) else { return false }
      return other.map { ends == [entity, $0] || ends == [$0, entity] } ?? true
    }
    if listing.chosen != .table {
      var rows = Listing(StatementRow.columns)
      for statement in statements { rows.append(StatementRow(statement, in: graph).cells) }
      try Output.write(rows, listing, reading)
    }
    if statements.isEmpty {
      let ends = [entity, other].compactMap { $0 }.map { "'\(graph[$0].name)'" }
      throw Failure(
        [Diagnostic(.note, "no such statements about \(ends.joined(separator: " and "))")],
        status: Status.negative)
    }
    if listing.chosen == .table {
      let colored = Terminal.colors(reading.color, isTerminal: Terminal.outputIsTerminal)
      try Output.write(
        statements.map { text(StatementRow($0, in: graph), colored: colored) }
          .joined(separator: "\n"))
    }
  }

  private func text(_ row: StatementRow, colored: Bool) -> String {
    var text = row.sentence(colored: colored) + "\n"
    for evidence in row.evidence {
      text += "  " + Terminal.styled(row.place(of: evidence), .dim, when: colored) + "\n"
      guard !evidence.quote.isEmpty else { continue }
      let (before, after) = noContext ? ("", "") : context(of: evidence, in: row.graph)
      // Without colour the quote is told from its context by the marks around it.
      let marks = colored || noContext ? ("", "") : ("»", "«")
      text += "    " + Terminal.printable(before) + marks.0
      text += MarkedQuote(evidence).styled([.bold, .green], when: colored)
      text += marks.1 + Terminal.printable(after) + "\n"
    }
    return text
  }

  /// What stands before and after a quote in its paragraph.
  private func context(
    of evidence: Evidence, in graph: KnowledgeGraph
  ) -> (before: String, after: String) {
    guard let span = evidence.span, let text = graph.document(id: evidence.document)?.text else {
      return ("", "")
    }
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: span.lowerBound)
    let end = bytes.index(bytes.startIndex, offsetBy: span.upperBound)
    let lineStart = bytes[..<start].lastIndex(of: 0x0A).map { bytes.index(after: $0) }
    let lineEnd = bytes[end...].firstIndex(of: 0x0A)
    return (
      String(text[(lineStart ?? text.startIndex)..<start]),
      String(text[end..<(lineEnd ?? text.endIndex)])
    )
  }
}

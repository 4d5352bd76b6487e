import ArgumentParser
import GraphModel
import GraphQuery

struct ConflictsVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: "List statements that contradict each other, with their words and speakers.",
    discussion: """
      graphgen conflicts graph.jsonl
      graphgen conflicts seeds --json

      What is asserted and negated; two leaders of one office at one time; two places of one event. Each \
      row is one side; rows of one number contradict each other. A plan contradicts another plan only.
      """)

  @Argument(help: "A graph, or any other inputs.", completion: .file())
  var inputs: [String]

  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let graph = try GraphInput.read(inputs, reading)
    let contradictions = graph.contradictions
    var rows = Listing(
      [
        .init("conflict", heading: "no."), .init("kind", heading: "conflict"),
        .init("side"), .init(nil, heading: "statement"), .init(nil, heading: "evidence"),
      ] + StatementRow.columns)
    for (number, contradiction) in contradictions.enumerated() {
      for (side, statements) in [contradiction.left, contradiction.right].enumerated() {
        for index in statements {
          let row = StatementRow(index, in: graph)
          rows.append(
            [
              .integer(number + 1), .text(contradiction.kind.rawValue), .integer(side + 1),
              .text(row.sentence), .text(row.quote),
            ] + row.cells)
        }
      }
    }
    try Output.write(rows, listing, reading)
    if contradictions.isEmpty {
      throw Failure(
        [Diagnostic(.note, "no statement contradicts another")], status: Status.negative)
    }
  }
}

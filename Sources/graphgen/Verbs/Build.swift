import ArgumentParser
import GraphModel

struct Build: Verb {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Read documents, tables and statements into one graph file.",
    discussion: """
      graphgen build seeds -o graph.kg
      graphgen build article.txt statements.csv -o graph.jsonl
      program-that-prints-statements | graphgen build - documents/ -o graph.jsonl

      Every quote is looked up in its document; one that is not there ends the build with exit code 5, \
      and nothing is written.
      """)

  @Argument(
    help: "Documents, tables, statements, graphs, folders of them, or -.", completion: .file())
  var inputs: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The graph file to write.", valueName: "file"))
  var output = "-"

  @OptionGroup var reading: ReadingOptions

  func run() throws {
    if let imported = try GraphFile.importing(inputs, reading, to: output) {
      if reading.quiet { return }
      Terminal.report(imported.warnings, color: reading.color)
      return Terminal.report(
        GraphFile.summary(
          output, entities: imported.entityCount, statements: imported.statementCount,
          documents: imported.documentCount))
    }
    let (graph, failures) = try GraphInput.readPartly(inputs, reading)
    try GraphFile.write(graph, to: output)
    if !reading.quiet, output != "-" { Terminal.report(GraphFile.summary(graph, output)) }
    if !failures.isEmpty { throw Failure(failures, status: Status.partly) }
  }
}

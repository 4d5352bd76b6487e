import ArgumentParser
import Documents
import GraphFormats
import GraphModel

struct Export: Verb {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a graph in another format: dot, jsonl, csv or tsv.",
    discussion: """
      graphgen export graph.jsonl --format dot -o graph.dot
      graphgen export graph.jsonl --relation killed --format csv

      JSON Lines carries everything. What another format leaves out is said on standard error.
      """)

  @Argument(help: "A graph, or any other inputs.", completion: .file())
  var inputs: [String]

  @Option(
    name: .long, help: "The format: dot, jsonl, csv or tsv; by default what the output's name says."
  )
  var format: GraphFormat?

  @Option(name: .shortAndLong, help: ArgumentHelp("Where to write.", valueName: "file"))
  var output = "-"

  @OptionGroup var filter: FilterOptions
  @OptionGroup var reading: ReadingOptions

  func validate() throws { _ = try chosenFormat() }

  func run() throws {
    let format = try chosenFormat()
    let graph = try GraphInput.read(inputs, reading)
    let filter = try filter.filter(for: graph)
    try OutputFile.write(format.bytes(of: graph.filtered(by: filter)), to: output)
    if let omissions = format.omissions, !reading.quiet {
      Terminal.report([Diagnostic(.note, "\(format.rawValue) leaves out \(omissions)")])
    }
  }

  private func chosenFormat() throws -> GraphFormat {
    if let format { return format }
    let suffix = InputFile.suffix(of: output)
    if let format = GraphFormat(rawValue: suffix == "gv" ? "dot" : suffix) { return format }
    throw ValidationError("Say which format: --format dot, jsonl, csv or tsv.")
  }
}

extension GraphFormat: ExpressibleByArgument {}

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
  @OptionGroup var hiding: RedactionOptions
  @OptionGroup var reading: ReadingOptions

  func validate() throws { _ = try chosenFormat() }

  func run() throws {
    let format = try chosenFormat()
    let read = try hiding.read(inputs, reading)
    if !read.failures.isEmpty { throw Failure(read.failures) }
    // Names on the command line are those of the inputs.
    let chosen = try read.redaction.hiding { try filter.filter(for: read.graph) }
    let graph = read.redaction?.graph(matching: chosen) ?? read.graph.filtered(by: chosen)
    try OutputFile.write(format.bytes(of: graph), to: output)
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

extension GraphFormat: Choice {}

import ArgumentParser
import GraphModel

struct Merge: Verb {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join graphs into one; the order does not matter and nothing is lost.",
    discussion: "graphgen merge monday.jsonl tuesday.jsonl -o week.jsonl")

  @Argument(help: "The graphs.", completion: .file())
  var graphs: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("Where to write.", valueName: "file"))
  var output = "-"

  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let merged = try graphs.map { try GraphInput.read([$0], reading) }
      .reduce(nil as KnowledgeGraph?) { sum, graph in sum.map { $0.merging(graph) } ?? graph }
    guard let merged else { return }
    try GraphFile.write(merged, to: output)
    if !reading.quiet, output != "-" { Terminal.report(GraphFile.summary(merged, output)) }
  }
}

import Foundation
import GraphFormats
import GraphModel

/// What a person waits for who asks about the article in `seeds/` on the command line.
struct CommandTasks {
  private let graphgen: String
  private let graphFile: String
  private let workshop: Workshop
  private let rival: PythonRival
  private let drawing: DrawingTasks

  /// Has graphgen build the article's graph.
  init(
    graphgen: String, seeds: String, in workshop: Workshop, against rival: PythonRival
  ) throws {
    self.graphgen = graphgen
    self.workshop = workshop
    self.rival = rival
    graphFile = workshop.path("article.jsonl")
    _ = try Command(program: graphgen, arguments: ["build", "--quiet", seeds, "-o", graphFile])
      .run()
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: graphFile)))
    var builder = GraphBuilder()
    for record in JSONLinesReader.read(bytes, file: graphFile).records { builder.add(record) }
    drawing = try DrawingTasks(
      "the article", try builder.build().graph, files: "article", in: workshop)
  }

  /// Every task.
  var all: [Task] {
    let name = "Qasem Soleimani"
    let command = Command(
      program: graphgen, arguments: ["neighbors", graphFile, name, "--format", "jsonl"],
      output: workshop.path("neighbors.jsonl"))
    func rows(_ output: Data) -> String { "\(output.count { $0 == 0x0A }) rows" }
    return [
      Task(
        name: "`graphgen neighbors` of \(name) in the article",
        contenders: [
          Contender("graphgen", command, answer: rows),
          rival.command(
            [graphFile, name], output: workshop.path("rival-neighbors.jsonl"), answer: rows),
        ]), drawing.command(graphgen),
    ]
  }
}

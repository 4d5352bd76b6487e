import Foundation
import Graphviz

/// Measures graphgen against what people would use instead, and prints a table in Markdown.
///
/// `Benchmarks GRAPHGEN SEEDS RIVALS [WORD]`: the program `graphgen`, the folder of the article, and the
/// folder of the rivals' scripts. With a word, only tasks whose names contain it are done.
@main
enum Benchmarks {
  static func main() throws {
    IsolatedRenderer.childMainIfRequested(CommandLine.arguments)
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.count {
    case 2 where arguments.first == "draw": try draw(arguments[2])
    case 3: try measure(arguments[1], arguments[2], arguments[3], only: "")
    case 4: try measure(arguments[1], arguments[2], arguments[3], only: arguments[4])
    default:
      FileHandle.standardError.write(Data("usage: Benchmarks GRAPHGEN SEEDS RIVALS [WORD]\n".utf8))
      exit(64)
    }
  }

  /// Draws one DOT file in this process and ends: a drawing from cold.
  private static func draw(_ file: String) throws {
    let text = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    let rendering = try Renderer.shared.render(try Renderer.parse(dot: text), formats: [.svg])
    FileHandle.standardOutput.write(Data(rendering.outputs[0]))
  }

  private static func measure(
    _ graphgen: String, _ seeds: String, _ rivals: String, only word: String
  ) throws {
    let rounds = 30
    try Workshop.with { workshop in
      let networkx = try PythonRival("networkx", script: "\(rivals)/networkx_rival.py")
      let report = Report()
      report.head(rounds: rounds)
      func measure(_ tasks: [Task]) throws {
        for task in tasks where word.isEmpty || task.name.contains(word) {
          report.rows(task, try task.measure(rounds: rounds, budget: 10_000))
        }
      }
      for size in [1000, 10_000] {
        try measure(try GraphTasks(size: size, in: workshop, against: networkx).making)
      }
      let large = try GraphTasks(size: 100_000, in: workshop, against: networkx)
      try measure(large.making + large.interchange + large.searching)
      for size in [20, 200] {
        let drawing = try DrawingTasks(size: size, in: workshop)
        try measure([drawing.warm, drawing.cold])
      }
      try measure(
        try CommandTasks(graphgen: graphgen, seeds: seeds, in: workshop, against: networkx).all)
      report.floorsHead()
      for task in Floors(graphgen: graphgen).tasks(bytes: large.jsonl) where word.isEmpty {
        guard let cost = try task.measure(rounds: rounds, budget: 10_000)[0].best else { continue }
        report.floor(task.name, cost)
      }
    }
  }
}

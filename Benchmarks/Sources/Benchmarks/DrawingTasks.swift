import Diagrams
import GraphFormats
import GraphModel
import Graphviz

/// Drawing a graph as SVG, as the program `dot` does with the same DOT.
struct DrawingTasks {
  /// What is drawn, for the names of tasks.
  private let subject: String
  private let picture: AttributedGraph
  private let workshop: Workshop
  private let name: String
  private let graphFile: String
  private let dotFile: String

  /// Draws a made-up graph.
  init(size: Int, in workshop: Workshop) throws {
    let records = SyntheticGraph(entityCount: size)
    var builder = GraphBuilder()
    for statement in records.statements { builder.add(statement) }
    try self.init(
      "\(size) entities and \(size * 3 / 2) statements", try builder.build().graph,
      files: "\(size)", in: workshop)
  }

  /// Draws a graph; its files have names that begin with `name`.
  init(
    _ subject: String, _ graph: KnowledgeGraph, files name: String, in workshop: Workshop
  ) throws {
    self.subject = subject
    self.name = name
    self.workshop = workshop
    picture = Diagram(of: graph).picture
    graphFile = try workshop.write(GraphFormat.jsonl.bytes(of: graph), to: "\(name)-drawn.jsonl")
    dotFile = try workshop.write(Self.dot(picture), to: "\(name).dot")
  }

  /// Drawing in this process, again and again, against a new `dot` for each.
  var warm: Task {
    Task(
      name: "Draw \(subject), warm",
      contenders: [
        Contender("graphgen") {
          try Renderer.shared.render(picture, formats: [.svg]).outputs[0]
        } answer: {
          Self.count($0)
        }, dot,
      ])
  }

  /// Drawing in a process that is new each time and gets the same DOT.
  var cold: Task {
    Task(
      name: "Draw \(subject), a new process each time",
      contenders: [process("graphgen", CommandLine.arguments[0], ["draw", dotFile]), dot])
  }

  /// What a user does: the graph's file in, an SVG file out.
  func command(_ graphgen: String) -> Task {
    Task(
      name: "`graphgen render` of \(subject)",
      contenders: [process("graphgen", graphgen, ["render", "--quiet", graphFile, "-Tsvg"]), dot])
  }

  private var dot: Contender { process("dot", "dot", ["-Tsvg", dotFile]) }

  private func process(_ name: String, _ program: String, _ arguments: [String]) -> Contender {
    let output = workshop.path("\(self.name)-\(name).svg")
    return Contender(
      name, Command(program: program, arguments: arguments, output: output),
      answer: { Self.count(Array($0)) })
  }

  private static func dot(_ picture: AttributedGraph) -> [UInt8] {
    var bytes: [UInt8] = []
    DOTWriter.write(picture) { bytes += $0 }
    return bytes
  }

  /// How many nodes and edges an SVG shows.
  private static func count(_ svg: [UInt8]) -> String {
    let pieces = String(decoding: svg, as: UTF8.self).split(separator: "<g ")
    let nodes = pieces.count { $0.contains("class=\"node") }
    let edges = pieces.count { $0.contains("class=\"edge") }
    return "\(nodes) nodes, \(edges) edges"
  }
}

import ArgumentParser
import Diagrams
import GraphModel
import GraphQuery
import Graphviz

/// The picture of what a pattern matched: the statements on which the rows rest, with their evidence.
struct MatchPicture {
  private let graph: KnowledgeGraph
  private let slice: Slice

  init(_ graph: KnowledgeGraph, _ answer: QueryAnswer) throws {
    self.graph = graph
    var entities: Set<Int> = []
    for value in answer.rows.joined() {
      if case .node(let node) = value { entities.insert(node) }
    }
    let statements = Set(answer.relationships.joined()).sorted()
    let selection = Selection(
      of: graph, statements: statements.map { KnowledgeGraph.StatementIndex($0) },
      entities: entities.sorted().map { KnowledgeGraph.EntityIndex($0) })
    slice = Slice(of: graph, selection)
  }

  /// The formats that the names of files stand for.
  static func formats(of files: [String]) throws -> [Format] {
    try files.map { path in
      guard let format = Format(forFileNamed: path) else {
        throw ValidationError("Say which format '\(path)' is to have, with a suffix.")
      }
      return format
    }
  }

  /// Draws it.
  func write(to files: [String], quiet: Bool, color: Terminal.ColorChoice) throws {
    if slice.entities.isEmpty { return }
    let formats = try Self.formats(of: files)
    let (rendering, spoken) = try drawn(formats)
    for ((file, format), output) in zip(zip(files, formats), rendering.outputs) {
      let bytes = format.isSVG ? spoken?.added(to: output) ?? output : output
      try OutputFile.write(bytes, to: file)
    }
    if !quiet { Terminal.report(rendering.notes, color: color) }
  }

  private func drawn(_ formats: [Format]) throws -> (Rendering, SpokenPicture?) {
    let ladder = EngineLadder(
      cards: slice.entities.count + slice.folds.count,
      arrows: Diagram.arrowCount(of: graph, slice))
    var spoken: SpokenPicture?
    do throws(GraphvizError) {
      let rendering = try ladder.climb(within: .seconds(30)) {
        engine, time, _ throws(GraphvizError) in
        let diagram = Diagram(
          of: graph, slice, options: Diagram.Options(isLayered: engine == .dot))
        spoken = diagram.spoken
        return try Renderer(limits: .init(time: time)).render(
          diagram.picture, engine: engine, formats: formats, overrides: Overrides())
      }
      return (rendering, spoken)
    } catch {
      throw Failure(error.description, status: Status.layout)
    }
  }
}

import ArgumentParser
import GraphModel

struct Path: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path",
    abstract: "Show how two entities are connected, with the evidence of every hop.",
    discussion: """
      graphgen path graph.jsonl "Donald Trump" "Quds Force"
      graphgen path graph.jsonl trump iran --count 5 --mode fact

      Paths rest on what is said to be so; --polarity negated asks for the contrary. Planned and claimed \
      statements are marked; --mode fact leaves them out.
      """
  )
  .answeringAtOnce

  @Argument(help: "A graph, or any other input.", completion: .file())
  var graph: String

  @Argument(help: "Where the path starts.", completion: .custom(EntityNames.complete))
  var from: String

  @Argument(help: "Where it ends.", completion: .custom(EntityNames.complete))
  var to: String

  @Flag(name: .shortAndLong, help: "All shortest paths, not only the first.")
  var all = false

  @Option(
    name: [.customShort("n", allowingJoined: true), .long],
    help: ArgumentHelp("The shortest paths of any length, so many.", valueName: "number"))
  var count: Int?

  @Option(name: .long, help: "Which arrows to follow: out, in or both.")
  var direction = Direction.both

  @OptionGroup var filter: FilterOptions
  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if let count, count < 1 { throw ValidationError("--count must be at least 1, not \(count).") }
    if all, count != nil { throw ValidationError("--all and --count exclude each other.") }
  }

  func run() throws {
    let source = try GraphSource.open(graph, reading)
    let first = try source.entity(named: from)
    let last = try source.entity(named: to)
    let filter = try source.filter(filter, polarities: [.asserted])
    let graph =
      count != nil
      ? try source.whole()
      : try source.shortestPaths(
        from: first, to: last, findsAll: all, direction: direction, filter: filter)
    let start = try first.index(in: graph)
    let end = try last.index(in: graph)
    let paths = try paths(in: graph, start, end, filter)
    if paths.isEmpty {
      if listing.chosen != .table { try Output.write(rows([], graph), listing, reading) }
      throw Failure(
        [
          Diagnostic(
            .note,
            "no path from '\(graph[start].name)' to '\(graph[end].name)' with these statements")
        ], status: Status.negative)
    }
    if listing.chosen == .table {
      let colored = Terminal.colors(reading.color, isTerminal: Terminal.outputIsTerminal)
      try Output.write(
        paths.enumerated().map {
          text($1, number: paths.count > 1 ? $0 + 1 : nil, graph, colored: colored)
        }.joined(separator: "\n"))
    } else {
      try Output.write(rows(paths, graph), listing, reading)
    }
  }

  private func paths(
    in graph: KnowledgeGraph, _ start: KnowledgeGraph.EntityIndex,
    _ end: KnowledgeGraph.EntityIndex, _ filter: StatementFilter
  ) throws -> [KnowledgeGraph.Path] {
    if let count {
      return graph.shortestPaths(count, from: start, to: end, direction: direction, filter: filter)
    }
    if all {
      let (paths, isComplete) = graph.allShortestPaths(
        from: start, to: end, direction: direction, filter: filter)
      if !isComplete, !reading.quiet {
        Terminal.report([Diagnostic(.warning, "there are more; these are the first \(paths.count)")]
        )
      }
      return paths
    }
    let path = graph.shortestPath(from: start, to: end, direction: direction, filter: filter)
    return path.map { [$0] } ?? []
  }

  private func text(
    _ path: KnowledgeGraph.Path, number: Int?, _ graph: KnowledgeGraph, colored: Bool
  ) -> String {
    func styled(_ text: String, _ style: Terminal.Style) -> String {
      Terminal.styled(Terminal.printable(text), style, when: colored)
    }
    var text = number.map { "Path \($0), \(Words.count(path.length, "hop"))\n" } ?? ""
    text += styled(graph[path.start].name, .bold) + "\n"
    for hop in path.hops {
      for arrow in hop.arrows {
        for index in arrow.statements {
          let row = StatementRow(index, in: graph)
          let (open, close) =
            row.relation.isSymmetric ? ("–", "–") : arrow.isForward ? ("–", "→") : ("←", "–")
          let label = row.relation.label
          text += "  \(open)\(label)\(close) " + styled(graph[hop.to].name, .bold)
          text += row.details(colored: colored)
        }
      }
    }
    return text
  }

  private func rows(_ paths: [KnowledgeGraph.Path], _ graph: KnowledgeGraph) -> Listing {
    var rows = Listing(
      [.init("path"), .init("hop"), .init("from"), .init("to"), .init("direction")]
        + StatementRow.columns)
    for (number, path) in paths.enumerated() {
      for (position, hop) in path.hops.enumerated() {
        for arrow in hop.arrows {
          for index in arrow.statements {
            let row = StatementRow(index, in: graph)
            rows.append(
              [
                .integer(number + 1), .integer(position + 1), .text(graph[hop.from].id),
                .text(graph[hop.to].id),
                .text(row.relation.isSymmetric ? "both" : arrow.isForward ? "out" : "in"),
              ] + row.cells)
          }
        }
      }
    }
    return rows
  }
}

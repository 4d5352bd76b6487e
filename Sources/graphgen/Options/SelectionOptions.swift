import ArgumentParser
import Diagrams
import GraphModel

/// Options that choose the part of a graph that a picture is to show.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only this entity and its surroundings; repeatable.", valueName: "name"),
    completion: .custom(EntityNames.complete))
  var focus: [String] = []

  @Option(
    name: [.customShort("d", allowingJoined: true), .long],
    help: "How many hops the surroundings of --focus and --path reach (1 and 0 without it).")
  var depth: Int?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Only the shortest paths from one entity to another; give both, after the inputs.",
      valueName: "name"),
    completion: .custom(EntityNames.complete))
  var path: [String] = []

  @OptionGroup var filter: FilterOptions

  /// Whether everything is chosen.
  var isEmpty: Bool { focus.isEmpty && path.isEmpty && filter.isEmpty }

  func validate() throws {
    if let depth, depth < 0 {
      throw ValidationError("--depth must be at least 0, not \(depth).")
    }
    if depth != nil, focus.isEmpty, path.isEmpty {
      throw ValidationError("--depth needs a --focus or a --path whose surroundings it bounds.")
    }
    guard path.isEmpty || path.count == 2 else {
      throw ValidationError(
        "--path takes two names, not \(path.count): put it after the inputs, and names in quotes.")
    }
  }

  /// The most shortest paths that are drawn: enough to see the ways there are.
  private static let mostPaths = 100

  /// What the options choose of a graph.
  ///
  /// - Parameter report: Says what the user should know of the choice.
  /// - Throws: `Failure` for a name that is none or not clear, and where there is no path (exit 1).
  func selection(
    of graph: KnowledgeGraph, report: @escaping ([Diagnostic]) -> Void
  ) throws -> Selection {
    let sound = EntityNames.Sound.taken(report: report)
    let focus = try focus.map { try EntityNames.find($0, in: graph, sound: sound) }
    let ends = try path.map { try EntityNames.find($0, in: graph, sound: sound) }
    let filter = try self.filter.filter(for: graph)
    if focus.isEmpty, ends.isEmpty { return Selection(of: graph, filter: filter) }
    var selection = Selection(of: graph, around: focus, depth: depth ?? 1, filter: filter)
    if let start = ends.first, let target = ends.last {
      var asserted = filter
      if asserted.polarities.isEmpty { asserted.polarities = [.asserted] }
      let (paths, isComplete) = graph.allShortestPaths(
        from: start, to: target, filter: asserted, limit: Self.mostPaths)
      if !isComplete {
        report([
          Diagnostic(.warning, "there are more shortest paths; drawn are the first \(paths.count)")
        ])
      }
      guard !paths.isEmpty else {
        throw Failure(
          [
            Diagnostic(
              .note,
              "no path from '\(graph[start].name)' to '\(graph[target].name)' with these statements"
            )
          ], status: Status.negative)
      }
      let along = Selection(of: graph, along: paths)
      selection = selection.union(along, in: graph)
      if let depth, depth > 0 {
        selection = selection.union(
          Selection(of: graph, around: along.focus, depth: depth, filter: filter), in: graph)
      }
    }
    return selection
  }
}

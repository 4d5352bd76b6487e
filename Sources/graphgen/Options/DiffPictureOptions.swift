import ArgumentParser
import Diagrams
import GraphModel
import Graphviz

/// Options of the picture of what has changed.
struct DiffPictureOptions: ParsableArguments {
  @Flag(name: .long, help: "Draw what has changed, with -o, instead of listing it.")
  var render = false

  @Option(
    name: [.customShort("o", allowingJoined: true), .long],
    help: ArgumentHelp("Where to write the drawing; repeatable.", valueName: "file"))
  var output: [String] = []

  @Option(
    name: [.customShort("K", allowingJoined: true), .long],
    help: ArgumentHelp("The layout engine of the drawing.", valueName: "engine"))
  var engine: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Keep the cards where this layout lock, which 'render --lock' wrote, has them.",
      valueName: "file"), completion: .file())
  var lock: String?

  @Option(name: .long, help: "Light or dark.")
  var theme = Render.ThemeName.light

  @Option(name: .long, help: ArgumentHelp("The headline of the drawing.", valueName: "text"))
  var title: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The most cards in the drawing; 0 or all draws everything.", valueName: "number"))
  var maxNodes = Render.NodeBudget.usual

  @Option(
    name: .long, help: ArgumentHelp("The most seconds for the layout.", valueName: "seconds"))
  var timeout = 30.0

  func validate() throws {
    guard render == !output.isEmpty else {
      throw ValidationError(
        render
          ? "Say where to write the drawing, with -o FILE."
          : "A listing goes to standard output: -o is for a drawing, with --render.")
    }
    guard timeout > 0, timeout.isFinite else {
      throw ValidationError("--timeout must be a number of seconds above 0, not \(timeout).")
    }
    _ = try formats()
  }

  private func formats() throws -> [Format] {
    try output.map { path in
      guard let format = Format(forFileNamed: path) else {
        throw ValidationError("Say which format '\(path)' is to have, with a suffix.")
      }
      return format
    }
  }

  /// Draws what became of a graph.
  ///
  /// - Parameter names: What the two graphs are called.
  /// - Returns: What to tell of the drawing.
  func draw(_ changes: GraphChanges, names: (old: String, new: String)) throws -> [Diagnostic] {
    let slice = changes.slice(budget: maxNodes.count)
    let formats = try formats()
    var lockFile = try lock.map { try LayoutLockFile(existing: $0) }
    let ladder =
      engine.map { EngineLadder(only: Engine(rawValue: $0)) }
      ?? EngineLadder(
        cards: slice.entities.count + slice.folds.count,
        arrows: Diagram.arrowCount(of: changes.graph, slice))
    let rendering: Rendering
    do {
      rendering = try ladder.climb(within: .seconds(timeout)) {
        engine, time, failures throws(GraphvizError) in
        let options = Diagram.Options(
          theme: theme.theme, title: title ?? "What has changed",
          subtitle: "\(names.old) → \(names.new)", isLayered: engine == .dot,
          remarks: Render.remark(on: failures, engine).map { [$0] } ?? [], changes: changes)
        let picture = Diagram(of: changes.graph, slice, options: options).picture
        let renderer = Renderer(limits: .init(time: time))
        if var file = lockFile {
          defer { lockFile = file }
          return try file.render(
            picture, by: renderer, engine: engine, formats: formats, overrides: Overrides())
        }
        return try renderer.render(picture, engine: engine, formats: formats)
      }
    } catch {
      throw Failure(error.description, status: error.status)
    }
    try lockFile?.check()
    for (path, bytes) in zip(output, rendering.outputs) { try OutputFile.write(bytes, to: path) }
    let account = [changes.account, slice.account].compactMap { $0 }.joined(separator: " ")
    return [Diagnostic(.note, account)] + (lockFile?.placement ?? []) + rendering.notes
  }
}

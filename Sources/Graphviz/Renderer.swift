import CGraphviz
import GraphModel

/// Draws graphs with Graphviz.
///
/// Graphviz cannot be cancelled and may crash on what it is given. Graphs of our own that are small and
/// plain are drawn in this process; all others, those with overrides and all DOT text from elsewhere are
/// drawn in a child process with limits of time and memory. Calls from several threads take turns.
public struct Renderer: Sendable {
  /// Draws with the usual limits.
  public static let shared = Renderer()

  /// What a child process may use.
  public var limits: Limits
  /// The program to start as the child: one whose `main` begins with
  /// `IsolatedRenderer.childMainIfRequested`.
  public var executable: String

  /// What a child process may use.
  public struct Limits: Hashable, Sendable {
    /// How long it may take.
    public var time: Duration
    /// How many bytes of memory it may have.
    public var memory: Int

    /// Sets limits.
    public init(time: Duration = .seconds(60), memory: Int = 4 << 30) {
      self.time = time
      self.memory = memory
    }
  }

  /// Makes a renderer.
  public init(limits: Limits = .init(), executable: String = "/proc/self/exe") {
    self.limits = limits
    self.executable = executable
  }

  /// Lays a graph out once and writes it in each format.
  ///
  /// Same graph, same bytes. Attributes that Graphviz cannot be trusted with are changed or left out,
  /// which the notes say.
  ///
  /// - Throws: `GraphvizError`.
  public func render(
    _ graph: AttributedGraph, engine: Engine = .dot, formats: [Format],
    overrides: Overrides = .init()
  ) throws(GraphvizError) -> Rendering {
    let job = RenderJob(
      source: .graph(graph), engine: engine, formats: formats, overrides: overrides)
    if overrides == .init(), InProcess.isSafe(graph, for: engine) { return try job.draw() }
    return try IsolatedRenderer.draw(job, executable: executable, limits: limits)
  }

  /// Lays a graph out and gives it back with the places of everything (`pos`, `width`, `height`, `lp`).
  ///
  /// - Throws: `GraphvizError`.
  public func layout(
    of graph: AttributedGraph, engine: Engine, overrides: Overrides = .init()
  ) throws(GraphvizError) -> AttributedGraph {
    let rendering = try render(
      graph, engine: engine, formats: [Format(rawValue: "dot")], overrides: overrides)
    return try Self.parse(dot: rendering.outputs[0])
  }

  /// Draws DOT text from elsewhere, always in a child process.
  ///
  /// Only what the rules allow of its attributes is used; nothing that it names is opened. Without an
  /// engine, the one that the text itself names is used, else `dot`.
  ///
  /// - Throws: `GraphvizError`.
  public func render(
    dot text: [UInt8], engine: Engine? = nil, formats: [Format], overrides: Overrides = .init()
  ) throws(GraphvizError) -> Rendering {
    let job = RenderJob(
      source: .dot(text), engine: engine, formats: formats, overrides: overrides)
    return try IsolatedRenderer.draw(job, executable: executable, limits: limits)
  }

  /// The graph that DOT text holds, read by libcgraph.
  ///
  /// - Throws: `GraphvizError.syntax`.
  public static func parse(dot text: [UInt8]) throws(GraphvizError) -> AttributedGraph {
    try Library.shared.run { context throws(GraphvizError) in
      try Reading.graph(in: text, &context)
    }
  }

  /// Why the library can't be loaded, in one line; nil where it can.
  public static func problem() -> String? { cgv_problem().map { String(cString: $0) } }

  /// The layout engines that the installed library has, sorted.
  public static func engines() -> [Engine] { Library.shared.run { $0.engines } }

  /// The formats that the installed library writes, sorted.
  public static func formats() -> [Format] { Library.shared.run { $0.formats } }

  /// The plugins of each kind by what they offer, sorted: what a user reports with a problem.
  public static func plugins() -> [(kind: String, names: [String])] {
    Library.shared.run { context in
      ["device", "layout", "loadimage", "render", "textlayout"].map { kind in
        (kind, context.names(of: kind))
      }
    }
  }

  /// The version of the library that is loaded, for example `2.43.0`.
  public static func version() -> String {
    Library.shared.run { context in
      gvcVersion(context.graphviz).map { String(cString: $0) } ?? "unknown"
    }
  }
}

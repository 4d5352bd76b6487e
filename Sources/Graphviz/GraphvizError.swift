import GraphModel

/// Why there is no picture, with what was being done.
public enum GraphvizError: Error, Hashable, Sendable {
  /// The installed library has no such engine.
  case unknownEngine(Engine, available: [Engine])
  /// The installed library has no such format.
  case unknownFormat(Format, available: [Format])
  /// Graphviz lists the format, but it gives no bytes.
  case unsuitableFormat(Format, reason: String)
  /// An override (`-G`, `-N`, `-E`) cannot be meant.
  case badOverride(String, reason: String)
  /// A graph that cannot be drawn as it stands, for example an edge to a node that is not there.
  case badGraph(String)
  /// DOT text that libcgraph does not take; the line is known for errors of syntax.
  case syntax(line: Int?, messages: [String])
  /// The engine found no layout.
  case layoutFailed(Engine, messages: [String])
  /// The layout could not be written in a format.
  case renderFailed(Engine, Format, messages: [String])
  /// The deadline passed.
  case timedOut(Engine, after: Duration)
  /// The drawing needed more memory than it may have.
  case outOfMemory(Engine, limit: Int)
  /// The library crashed in the child process.
  case crashed(Engine, signal: Int32, messages: [String])
  /// The child process could not be started or did not answer.
  case isolationFailed(String)
  /// Several engines were tried.
  case nothingWorked([GraphvizError])
}

extension GraphvizError {
  /// Whether another engine may do better.
  var isOfTheEngine: Bool {
    switch self {
    case .layoutFailed, .timedOut, .outOfMemory, .crashed: true
    default: false
    }
  }

  /// What happened, without advice.
  public var brief: String {
    switch self {
    case .timedOut(let engine, let limit): "\(engine) did not finish in \(Self.seconds(limit))"
    case .outOfMemory(let engine, let limit):
      "\(engine) needed more than \(limit >> 20) MiB of memory"
    default: description
    }
  }
}

extension GraphvizError: CustomStringConvertible {
  /// What happened and what to do, in one line.
  public var description: String {
    switch self {
    case .unknownEngine(let engine, let available):
      Self.unknown("layout engine", engine.rawValue, among: available.map(\.rawValue))
    case .unknownFormat(let format, let available):
      Self.unknown("output format", format.rawValue, among: available.map(\.rawValue))
    case .unsuitableFormat(let format, let reason):
      "the output format '\(format)' cannot be used: \(reason)"
    case .badOverride(let option, let reason):
      "\(option): \(reason)"
    case .badGraph(let reason):
      "cannot draw the graph: \(reason)"
    case .syntax(_, let messages):
      "not a DOT graph: \(Self.joined(messages))"
    case .layoutFailed(let engine, let messages):
      "\(engine) found no layout: \(Self.joined(messages))"
    case .renderFailed(let engine, let format, let messages):
      "cannot write the \(engine) layout as \(format): \(Self.joined(messages))"
    case .timedOut(let engine, _):
      "\(brief); draw a part of the graph, "
        + (engine == .sfdp ? "or allow more time" : "use -K sfdp, or allow more time")
    case .outOfMemory:
      "\(brief); draw a part of the graph"
    case .crashed(let engine, let signal, let messages):
      "Graphviz crashed in \(engine) (signal \(signal))"
        + (messages.isEmpty ? "" : ": \(Self.joined(messages))")
    case .nothingWorked(let failures):
      "no engine could draw it (\(failures.map(\.brief).joined(separator: "; "))); "
        + "draw a part of the graph, or allow more time"
    case .isolationFailed(let reason):
      "cannot draw in a process of its own: \(reason)"
    }
  }

  private static func unknown(_ kind: String, _ name: String, among available: [String]) -> String {
    let near = NearestNames.nearest(to: name, among: available)
    let hint = near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
    return "unknown \(kind) '\(name)'\(hint) (there are \(available.joined(separator: " ")))"
  }

  private static func joined(_ messages: [String]) -> String {
    messages.isEmpty ? "no reason given" : messages.joined(separator: "; ")
  }

  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let tenths = seconds * 10 + attoseconds / 100_000_000_000_000_000
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }
}

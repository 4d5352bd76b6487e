import GraphModel

// What a child process answers: a rendering, or why there is none.
extension Result where Success == Rendering, Failure == GraphvizError {
  var bytes: [UInt8] {
    var writer = WireWriter()
    switch self {
    case .success(let rendering):
      writer.write(true)
      writer.write(rendering.outputs) { $0.write($1) }
      writer.write(rendering.notes) { writer, note in
        writer.write(note.severity.rawValue)
        writer.write(note.message)
      }
    case .failure(let error):
      writer.write(false)
      writer.write(error)
    }
    return writer.bytes
  }

  init(_ bytes: [UInt8]) throws(WireReader.Broken) {
    var reader = WireReader(bytes)
    if try reader.flag() {
      let outputs = try reader.list { reader throws(WireReader.Broken) in try reader.data() }
      let notes = try reader.list { reader throws(WireReader.Broken) in
        guard let severity = Diagnostic.Severity(rawValue: try reader.text()) else { throw .init() }
        return Diagnostic(severity, try reader.text())
      }
      self = .success(Rendering(outputs: outputs, notes: notes))
    } else {
      self = .failure(try reader.error())
    }
    guard reader.isAtEnd else { throw .init() }
  }
}

extension WireWriter {
  fileprivate mutating func write(_ error: GraphvizError) {
    switch error {
    case .unknownEngine(let engine, let available):
      write(["engine", engine.rawValue] + available.map(\.rawValue))
    case .unknownFormat(let format, let available):
      write(["format", format.rawValue] + available.map(\.rawValue))
    case .unsuitableFormat(let format, let reason):
      write(["unsuitable", format.rawValue, reason])
    case .badOverride(let option, let reason):
      write(["override", option, reason])
    case .badGraph(let reason):
      write(["graph", reason])
    case .syntax(let line, let messages):
      write(["syntax", line.map(String.init) ?? ""] + messages)
    case .layoutFailed(let engine, let messages):
      write(["layout", engine.rawValue] + messages)
    case .renderFailed(let engine, let format, let messages):
      write(["render", engine.rawValue, format.rawValue] + messages)
    case .timedOut, .outOfMemory, .crashed, .isolationFailed, .nothingWorked:
      // Only who watches the child can say these.
      write(["graph", error.description])
    }
  }
}

extension WireReader {
  fileprivate mutating func error() throws(Broken) -> GraphvizError {
    let words = try texts()
    guard words.count >= 2 else { throw Broken() }
    let rest = Array(words[2...])
    switch words[0] {
    case "engine":
      return .unknownEngine(Engine(rawValue: words[1]), available: rest.map(Engine.init))
    case "format":
      return .unknownFormat(Format(rawValue: words[1]), available: rest.map(Format.init))
    case "unsuitable" where rest.count == 1:
      return .unsuitableFormat(Format(rawValue: words[1]), reason: rest[0])
    case "override" where rest.count == 1: return .badOverride(words[1], reason: rest[0])
    case "graph": return .badGraph(words[1])
    case "syntax": return .syntax(line: Int(words[1]), messages: rest)
    case "layout": return .layoutFailed(Engine(rawValue: words[1]), messages: rest)
    case "render" where !rest.isEmpty:
      return .renderFailed(
        Engine(rawValue: words[1]), Format(rawValue: rest[0]), messages: Array(rest[1...]))
    default: throw Broken()
    }
  }
}

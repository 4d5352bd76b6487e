import GraphFormats
import GraphModel
import Graphviz

private func graph(of records: [GraphRecord]) -> KnowledgeGraph? {
  var builder = GraphBuilder()
  for record in records {
    switch record {
    case .document(let document): builder.add(document)
    case .entity(let entity): builder.add(entity)
    case .statement(let statement): builder.add(statement)
    case .decision(let decision): builder.add(decision)
    }
  }
  return try? builder.build().graph
}

/// Reading JSON Lines in pieces is reading them whole; what we write of the graph is read as that graph.
func fuzzJSONLines(_ bytes: [UInt8]) {
  let (records, diagnostics) = JSONLinesReader.read(bytes, file: "x.jsonl")
  for size in [1, 3, 7, 64] {
    var reader = JSONLinesReader(file: "x.jsonl")
    var pieces: [GraphRecord] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = Array(bytes[start..<min(start + size, bytes.count)])
      pieces += piece.withUnsafeBufferPointer { reader.read($0) }
    }
    pieces += reader.finish()
    require(pieces == records, "pieces of \(size) bytes give the same records")
    require(reader.diagnostics == diagnostics, "pieces of \(size) bytes give the same findings")
  }
  guard let first = graph(of: records) else { return }
  let written = GraphFormat.jsonl.bytes(of: first)
  let (again, findings) = JSONLinesReader.read(written, file: "again.jsonl")
  require(findings.allSatisfy { $0.severity != .error }, "our own lines are sound: \(findings)")
  guard let second = graph(of: again) else { fatalError("our own lines are no graph") }
  require(GraphFormat.jsonl.bytes(of: second) == written, "read(write(x)) is x")
}

/// DOT of any bytes is read or refused; what we write of its graph is read as that graph.
func fuzzDOT(_ bytes: [UInt8]) {
  guard let parsed = try? Renderer.parse(dot: bytes) else { return }
  var reader = DOTReader(file: "x.dot")
  guard let first = graph(of: reader.records(of: parsed)) else { return }
  let written = GraphFormat.dot.bytes(of: first)
  guard let own = try? Renderer.parse(dot: written) else { fatalError("our own DOT is refused") }
  var again = DOTReader(file: "again.dot")
  guard let second = graph(of: again.records(of: own)) else {
    fatalError("our own DOT is no graph")
  }
  require(again.diagnostics.isEmpty, "our own DOT is sound: \(again.diagnostics)")
  require(GraphFormat.dot.bytes(of: second) == written, "read(write(x)) is x")
}

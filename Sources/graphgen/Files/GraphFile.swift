import GraphFormats
import GraphModel

/// Writes graphs to files.
enum GraphFile {
  /// Writes a graph as JSON Lines.
  static func write(_ graph: KnowledgeGraph, to path: String) throws {
    if path.hasSuffix(".kg") {
      throw Failure(
        "a .kg file can't be written by this version: write a .jsonl file",
        at: SourceLocation(file: path))
    }
    try OutputFile.write(GraphFormat.jsonl.bytes(of: graph), to: path)
  }

  /// `graph.jsonl: 21 entities, 34 statements, 1 document`.
  static func summary(_ graph: KnowledgeGraph, _ path: String) -> String {
    "\(path): \(Words.count(graph.entities.count, "entity")), "
      + "\(Words.count(graph.statementCount, "statement")), "
      + "\(Words.count(graph.documents.count, "document"))"
  }
}

import Glibc
import GraphFormats
import GraphModel
import GraphStore

/// Writes graphs to files.
enum GraphFile {
  /// Writes a graph: as a graph file if the name ends in `.kg`, else as JSON Lines.
  static func write(_ graph: KnowledgeGraph, to path: String) throws {
    if !path.hasSuffix(".kg") {
      return try OutputFile.write(GraphFormat.jsonl.bytes(of: graph), to: path)
    }
    do {
      try store(graph, path)
    } catch let error as StoreError {
      throw Failure([error.diagnostic])
    }
  }

  /// Changes a graph file that is there, or makes a new one.
  private static func store(_ graph: KnowledgeGraph, _ path: String) throws {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_size > 0 {
      do throws(StoreError) {
        return try GraphStore.update(path, to: graph)
      } catch {
        switch error.reason {
        // Nothing of it can be trusted, its log neither.
        case .damaged: break
        case .foreign:
          throw Failure(
            "this is there already and is no graph file: remove it, or write another",
            at: SourceLocation(file: path))
        default: throw error
        }
      }
    }
    let target = exists ? try OutputFile.resolved(path) : path
    if exists, access(target, W_OK) != 0 { throw OutputFile.failure(path, errno) }
    let mode = exists ? status.st_mode & 0o777 : 0o666
    try OutputFile.replace(target, named: path) { aside in
      let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      guard descriptor >= 0 else { throw OutputFile.failure(path, errno) }
      defer { close(descriptor) }
      do throws(StoreError) {
        try GraphStore.write(graph, to: aside)
      } catch {
        throw StoreError(error.reason, path: path, action: error.action)
      }
      guard fsync(descriptor) == 0 else { throw OutputFile.failure(path, errno) }
      // What a damaged file left behind is not to be taken for the new one's.
      for suffix in ["-wal", "-shm"] { unlink(target + suffix) }
    }
  }

  /// `graph.jsonl: 21 entities, 34 statements, 1 document`.
  static func summary(_ graph: KnowledgeGraph, _ path: String) -> String {
    "\(path): \(Words.count(graph.entities.count, "entity")), "
      + "\(Words.count(graph.statementCount, "statement")), "
      + "\(Words.count(graph.documents.count, "document"))"
  }
}

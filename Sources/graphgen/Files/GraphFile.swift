import Documents
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
    try replace(path, exists ? status : nil) { try GraphStore.write(graph, to: $0) }
  }

  /// Makes a graph file of statements too many for memory, where there is none and they are plain.
  ///
  /// - Returns: Nil if it is to be made the usual way.
  static func importing(
    _ paths: [String], _ reading: ReadingOptions, to path: String
  ) throws -> StatementImport.Summary? {
    var status = stat()
    let exists = stat(path, &status) == 0
    guard path.hasSuffix(".kg"), !exists || status.st_size == 0 else { return nil }
    var files: [InputFile] = []
    for path in paths {
      // What is wrong with an input is said by those who read it the usual way.
      do {
        let found = try InputFile.find(path)
        if !found.notes.isEmpty { return nil }
        files += found.files
      } catch {
        return nil
      }
    }
    guard Set(files).count == files.count, files.allSatisfy({ $0.kind.mayBePlain }),
      // Statements that turn out not to be plain are read once more.
      files.allSatisfy({ isRegular($0.path) })
    else { return nil }
    let vocabulary = try ReadVocabulary(reading).vocabulary
    let target = exists ? try OutputFile.resolved(path) : path
    var summary: StatementImport.Summary?
    do {
      guard
        var statements = try StatementImport(of: files, vocabulary, .granted(besides: target))
      else { return nil }
      try replace(path, exists ? status : nil) { summary = try statements.write(to: $0) }
    } catch is StatementImport.Unsound {
      return nil
    } catch let error as StoreError {
      throw Failure([error.diagnostic])
    } catch let error as Diagnostic {
      throw Failure([error])
    }
    return summary
  }

  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Puts a new file in the place of one that is there, or of none.
  private static func replace(
    _ path: String, _ status: stat?, _ make: (_ aside: String) throws -> Void
  ) throws {
    let target = status != nil ? try OutputFile.resolved(path) : path
    if status != nil, access(target, W_OK) != 0 { throw OutputFile.failure(path, errno) }
    let mode = status.map { $0.st_mode & 0o777 } ?? 0o666
    try OutputFile.replace(target, named: path) { aside in
      let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      guard descriptor >= 0 else { throw OutputFile.failure(path, errno) }
      defer { close(descriptor) }
      PartialFile.claim(descriptor)
      do {
        try make(aside)
      } catch let error as StoreError {
        throw StoreError(error.reason, path: path, action: error.action)
      }
      guard fsync(descriptor) == 0 else { throw OutputFile.failure(path, errno) }
      // What a damaged file left behind is not to be taken for the new one's.
      for suffix in ["-wal", "-shm"] { unlink(target + suffix) }
    }
  }

  /// `graph.jsonl: 21 entities, 34 statements, 1 document`.
  static func summary(_ graph: KnowledgeGraph, _ path: String) -> String {
    summary(
      path, entities: graph.entities.count, statements: graph.statementCount,
      documents: graph.documents.count)
  }

  /// The same of counts.
  static func summary(
    _ path: String, entities: Int, statements: Int, documents: Int
  ) -> String {
    "\(path): \(Words.count(entities, "entity")), \(Words.count(statements, "statement")), "
      + Words.count(documents, "document")
  }
}

extension InputFile.Kind {
  /// Whether it may hold plain statements alone.
  fileprivate var mayBePlain: Bool {
    switch self {
    case .jsonLines, .table: true
    default: false
    }
  }
}

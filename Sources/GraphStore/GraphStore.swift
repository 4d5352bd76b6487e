import Glibc
import GraphModel

/// A graph file (`.kg`), open for reading.
///
/// It is an SQLite file whose tables are described in `Documentation/Store.md`. Others may read and write
/// it at the same time: what is read stays as it was when the first question was asked.
public final class GraphStore {
  let reader: StoreReader
  /// Which file it is, whatever its path names by now; nil where that can't be told.
  private let identity: FileHead.Identity?
  /// The vocabulary that the graph was built with.
  public let vocabulary: Vocabulary
  /// What patterns have read that go through much of the file.
  var loaded: LoadedPatterns?
  /// What patterns have read that go step by step.
  var followed: StoredPatterns?

  /// Opens a file.
  ///
  /// - Throws: `StoreError` if it is missing, no graph file, damaged, or of a newer version.
  public init(_ path: String) throws(StoreError) {
    let named = try FileHead.checkKind(path)
    let database = try Database(path, for: .reading)
    try FileHead.check(database)
    // Another file may have come in the place of the first while this one was opened.
    identity = FileHead.Identity(path) == named ? named : nil
    reader = StoreReader(database)
    // All questions are about one state of the file.
    try database.run("BEGIN")
    try reader.checkVersion()
    vocabulary = try reader.vocabulary()
  }

  /// The whole graph, in memory; two threads read a large file.
  ///
  /// - Parameter vocabulary: What takes the place of the file's vocabulary; it has all its relations.
  public func graph(vocabulary: Vocabulary? = nil) throws(StoreError) -> KnowledgeGraph {
    try graph(vocabulary ?? self.vocabulary, pagesOfLarge: 4096)
  }

  /// The whole graph, read by two threads if the file has so many pages.
  func graph(_ vocabulary: Vocabulary, pagesOfLarge: Int) throws(StoreError) -> KnowledgeGraph {
    var readers = [reader]
    if try reader.database.number("PRAGMA page_count") ?? 0 >= pagesOfLarge, let twin = try twin() {
      readers.append(twin.reader)
    }
    return try WholeGraph(readers, vocabulary).graph()
  }

  /// Another store of what this one sees, for another thread; nil where it may see something else.
  ///
  /// What is in no log is in the file, which nobody changes as long as this reads it: see `StoredPages`.
  func twin() throws(StoreError) -> GraphStore? {
    // Asked before, too, as opening another file that has come in its place gives up locks on this one's log.
    guard let identity, FileHead.Identity(reader.database.path) == identity,
      try StoredPages(reading: reader.database) != nil,
      let other = try? GraphStore(reader.database.path), other.identity == identity,
      try StoredPages(reading: other.reader.database) != nil
    else { return nil }
    return other
  }

  /// How many pages of the file have been read.
  package var pagesRead: Int { reader.database.pagesRead }

  /// Writes a graph to a new file.
  ///
  /// The file is not to be there before, or empty; whoever wants to replace one writes aside and renames.
  ///
  /// - Throws: `StoreError`, and then the file is of no use.
  public static func write(_ graph: KnowledgeGraph, to path: String) throws(StoreError) {
    let database = try Database(path, for: .creating)
    try database.beginNewFile()
    try StoreWriter(database, isNew: true).add(graph)
    try database.finishNewFile()
  }
}

extension Database {
  /// Makes the tables of a new file, which are then filled.
  func beginNewFile() throws(StoreError) {
    try run("PRAGMA application_id = \(Schema.applicationID)")
    try run("PRAGMA user_version = \(Schema.version)")
    try run("BEGIN")
    for sql in Schema.tables { try run(sql) }
  }

  /// Makes a file that has been filled ready for readers and writers.
  func finishNewFile() throws(StoreError) {
    try finishTables()
    try analyze()
    try close()
    try FileHead.markAsLogged(path)
  }

  /// Ends the filling of tables of a new file.
  func finishTables() throws(StoreError) {
    for sql in Schema.indices + Schema.views { try run(sql) }
    try run("COMMIT")
    try run("INSERT INTO name_search (name_search) VALUES ('optimize')")
    try run("INSERT INTO document_search (document_search) VALUES ('optimize')")
  }

  /// Has SQLite look at what the tables are like, to plan questions by it.
  func analyze() throws(StoreError) {
    try run("PRAGMA analysis_limit = 1000")
    try run("ANALYZE")
  }
}

/// The first bytes of a file, which say whether it is a graph file.
enum FileHead {
  /// What tells a file from others of the machine.
  struct Identity: Equatable {
    private let device: dev_t
    private let number: ino_t

    fileprivate init(_ status: stat) {
      (device, number) = (status.st_dev, status.st_ino)
    }

    /// Nil where there is no such file.
    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      self.init(status)
    }
  }

  /// - Throws: `StoreError` unless it is a file that may be read; so much is known without opening it.
  @discardableResult
  static func checkKind(_ path: String) throws(StoreError) -> Identity {
    var status = stat()
    var reason: StoreError.Reason?
    if stat(path, &status) != 0 {
      reason = Database.reason(errno)
    } else if status.st_mode & S_IFMT == S_IFDIR {
      reason = .folder
    } else if access(path, R_OK) != 0 {
      reason = Database.reason(errno)
    } else if status.st_mode & S_IFMT != S_IFREG {
      reason = .foreign
    }
    if let reason { throw StoreError(reason, path: path, action: "open") }
    return Identity(status)
  }

  /// - Throws: `StoreError` unless it is a graph file of a version that is known.
  static func check(_ database: Database) throws(StoreError) {
    let foreign = StoreError(.foreign, path: database.path, action: "open")
    guard let file = OpenFile(.database, of: database), try file.size() >= 100 else {
      throw foreign
    }
    var head = [UInt8](repeating: 0, count: 100)
    try file.read(&head, count: head.count, at: 0)
    guard head.starts(with: "SQLite format 3\0".utf8), number(head, at: 68) == Schema.applicationID
    else { throw foreign }
    try Schema.check(version: number(head, at: 60), of: database.path)
  }

  /// Has those who open the file from now on write ahead into a log, as `PRAGMA journal_mode = WAL` does,
  /// which would leave a log and its index behind if it were interrupted.
  static func markAsLogged(_ path: String) throws(StoreError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw StoreError(Database.reason(errno), path: path, action: "open")
    }
    defer { close(descriptor) }
    // The versions of the format that it takes to write and to read the file.
    guard pwrite(descriptor, [2, 2] as [UInt8], 2, 18) == 2 else {
      throw StoreError(Database.reason(errno), path: path, action: "write")
    }
  }

  private static func number(_ head: [UInt8], at offset: Int) -> Int {
    head[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}

import CSQLite
import Glibc

/// A connection to an SQLite file; with `Query`, `OpenFile` and `StoredPages` all that touches SQLite's C
/// interface.
final class Database {
  /// What the file is opened for.
  enum Access {
    /// To read, while others may write.
    case reading
    /// To read and write.
    case writing
    /// To fill a new file that nobody else knows of.
    case creating
  }

  let path: String
  private(set) var handle: OpaquePointer?

  /// Counting memory takes a lock at every allocation; nobody asks for the count.
  private static let isPrepared: Bool = graphgen_sqlite_stop_counting_memory() == SQLITE_OK

  /// Opens a file.
  ///
  /// - Throws: `StoreError` if it can't be opened. That it is damaged may show only later.
  init(_ path: String, for access: Access) throws(StoreError) {
    self.path = path
    _ = Self.isPrepared
    switch access {
    case .reading: try openForReading()
    case .writing:
      try open(path, SQLITE_OPEN_READWRITE)
      sqlite3_busy_timeout(handle, 5_000)
      try run("PRAGMA foreign_keys = ON")
      try run("PRAGMA synchronous = FULL")
      try run("PRAGMA cache_size = -65536")
    case .creating:
      try open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
      // Until it is complete and renamed the file is nobody's, so neither journal nor locks are needed.
      try run("PRAGMA journal_mode = OFF")
      try run("PRAGMA synchronous = OFF")
      try run("PRAGMA locking_mode = EXCLUSIVE")
      try run("PRAGMA cache_size = -65536")
    }
    // What a file that came from elsewhere defines is not trusted with more than plain SQL.
    _ = graphgen_sqlite_set(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    if access != .creating { _ = graphgen_sqlite_set(handle, SQLITE_DBCONFIG_DEFENSIVE, 1) }
  }

  deinit { sqlite3_close_v2(handle) }

  /// A file in a folder that can't be written is read as one that nobody writes: SQLite could not make
  /// the file in which readers and writers meet.
  private func openForReading() throws(StoreError) {
    try open(path, SQLITE_OPEN_READONLY)
    sqlite3_busy_timeout(handle, 1_000)
    let code = sqlite3_exec(handle, "SELECT 1 FROM sqlite_schema", nil, nil, nil)
    if code == SQLITE_OK { return }
    if code & 0xFF == SQLITE_CANTOPEN || code & 0xFF == SQLITE_READONLY,
      access(sqlite3_filename_wal(sqlite3_db_filename(handle, "main")), F_OK) != 0
    {
      sqlite3_close_v2(handle)
      handle = nil
      try open(Self.uri(path) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
      return
    }
    throw error(code, doing: "open")
  }

  private func open(_ name: String, _ flags: Int32) throws(StoreError) {
    let code = sqlite3_open_v2(name, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK else {
      let error =
        code & 0xFF == SQLITE_CANTOPEN
        ? StoreError(Self.reason(errno), path: path, action: "open")
        : self.error(code, doing: "open")
      sqlite3_close_v2(handle)
      handle = nil
      throw error
    }
    sqlite3_extended_result_codes(handle, 1)
  }

  /// What the system's number says of opening a file.
  static func reason(_ code: Int32) -> StoreError.Reason {
    switch code {
    case ENOENT, ENOTDIR: .missing
    case EISDIR: .folder
    case EACCES, EPERM: .unreadable
    case EROFS: .readOnly
    case ENOSPC, EDQUOT: .full
    default: .other("cannot be opened: \(String(cString: strerror(code)))")
    }
  }

  private static func uri(_ path: String) -> String {
    "file:"
      + path.utf8.map { byte in
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
          || UInt8(ascii: "A")...UInt8(ascii: "z") ~= byte
          ? String(Unicode.Scalar(byte))
          : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }.joined()
  }

  /// The error of a result code.
  func error(_ code: Int32, doing action: String) -> StoreError {
    // SQLite forgets the system's number where it has closed the file since.
    let system = [sqlite3_system_errno(handle), errno]
    if code & 0xFF == SQLITE_IOERR, system.contains(ENOSPC) || system.contains(EDQUOT) {
      return StoreError(.full, path: path, action: action)
    }
    if code & 0xFF == SQLITE_IOERR, system.contains(EFBIG) {
      return StoreError(.other("cannot write: File too large"), path: path, action: action)
    }
    return StoreError(
      code: code, message: String(cString: sqlite3_errmsg(handle)), path: path, action: action)
  }

  /// The error of a file whose content contradicts itself.
  func damage(_ action: String) -> StoreError {
    StoreError(.damaged, path: path, action: action)
  }

  /// Runs SQL that gives no rows, one or several statements.
  func run(_ sql: String) throws(StoreError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code, doing: sql) }
  }

  /// Prepares one statement.
  func query(_ sql: String) throws(StoreError) -> Query { try Query(sql, of: self) }

  /// The number in the first column of the first row, or nil where there is none.
  func number(_ sql: String) throws(StoreError) -> Int? {
    let query = try query(sql)
    return try query.next() && !query.isNull(0) ? query.int(0) : nil
  }

  /// Runs a body so that all of what it writes comes to be or none of it.
  func transaction<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
    try run("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // SQLite may have rolled back by itself.
      if sqlite3_get_autocommit(handle) == 0 { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
      throw error
    }
  }

  /// How many pages have been read from the file since it was opened.
  var pagesRead: Int {
    var (count, highest): (Int32, Int32) = (0, 0)
    sqlite3_db_status(handle, SQLITE_DBSTATUS_CACHE_MISS, &count, &highest, 0)
    return Int(count) + pagesTaken
  }
  /// How many were not read by SQLite's statements.
  var pagesTaken = 0

  /// Closes the file.
  ///
  /// - Throws: `StoreError` where something is still to be written and can't be.
  func close() throws(StoreError) {
    let code = sqlite3_close(handle)
    guard code == SQLITE_OK else { throw error(code, doing: "close") }
    handle = nil
  }
}

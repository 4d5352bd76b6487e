import CSQLite

/// A file that a connection has open: the database, or its log.
///
/// Descriptors of one's own would do harm: closing one gives up all locks that the process has on the file.
struct OpenFile {
  private let file: UnsafeMutablePointer<sqlite3_file>
  private let methods: sqlite3_io_methods
  private let database: Database

  enum Kind {
    case database
    /// What the current transaction reads from or writes to besides: the log or, without one, a journal.
    case log
  }

  /// Nil where the connection has no such file open.
  init?(_ kind: Kind, of database: Database) {
    let control = kind == .database ? SQLITE_FCNTL_FILE_POINTER : SQLITE_FCNTL_JOURNAL_POINTER
    var file: UnsafeMutablePointer<sqlite3_file>?
    let code = withUnsafeMutablePointer(to: &file) {
      sqlite3_file_control(database.handle, "main", control, $0)
    }
    guard code == SQLITE_OK, let file, let methods = file.pointee.pMethods else { return nil }
    (self.file, self.methods, self.database) = (file, methods.pointee, database)
  }

  /// How many bytes it has.
  func size() throws(StoreError) -> Int {
    var size: sqlite3_int64 = 0
    try check(methods.xFileSize(file, &size))
    return Int(size)
  }

  /// Reads bytes.
  ///
  /// - Throws: `StoreError`, that the file is damaged where it ends before.
  func read(
    _ target: UnsafeMutableRawPointer, count: Int, at offset: Int
  ) throws(StoreError) {
    try check(methods.xRead(file, target, Int32(count), Int64(offset)))
  }

  private func check(_ code: Int32) throws(StoreError) {
    if code == SQLITE_OK { return }
    throw StoreError(
      code: code, message: String(cString: sqlite3_errstr(code)), path: database.path,
      action: "read")
  }
}

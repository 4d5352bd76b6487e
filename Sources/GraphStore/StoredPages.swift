import CSQLite
import Glibc

/// The pages of a file as they lie there, read by its connection.
///
/// Going through millions of rows by SQLite's statements takes ten times as long as through their pages, whose
/// format its documentation lays down. There are none while a part of the file may be in its log.
final class StoredPages {
  let pageSize: Int
  let count: Int
  /// SQLITE_IOERR_SHORT_READ, a macro that Swift does not import.
  private static let endsTooSoon = SQLITE_IOERR | 2 << 8
  /// Keeps the file open.
  private let database: Database
  private let file: UnsafeMutablePointer<sqlite3_file>

  /// The pages that a transaction sees; nil where it may see others than those of the file.
  init?(reading database: Database) throws(StoreError) {
    guard sqlite3_txn_state(database.handle, "main") == SQLITE_TXN_READ,
      Self.isEmpty(database.path + "-wal"),
      let size = try database.number("PRAGMA page_size"),
      let count = try database.number("PRAGMA page_count")
    else { return nil }
    var file: UnsafeMutablePointer<sqlite3_file>?
    let code = withUnsafeMutablePointer(to: &file) {
      sqlite3_file_control(database.handle, "main", SQLITE_FCNTL_FILE_POINTER, $0)
    }
    guard code == SQLITE_OK, let file, file.pointee.pMethods != nil else { return nil }
    (self.database, self.file, self.count, pageSize) = (database, file, count, size)
    // Bytes that are kept for others at the end of pages would make them shorter.
    var head = [UInt8](repeating: 0, count: 21)
    try read(&head, count: head.count, at: 0)
    if head[20] != 0 { return nil }
  }

  /// Whether there is no file of that path, or one of no bytes.
  ///
  /// A log that is empty once a transaction has begun to read has no pages that it sees; and as long as it
  /// reads, nobody writes what is in the log back into the file.
  private static func isEmpty(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_size == 0 : errno == ENOENT
  }

  /// Reads the page of a number, from 1.
  func read(_ number: Int, into target: UnsafeMutableRawPointer) throws(StoreError) {
    guard 1...max(1, count) ~= number else { throw damage }
    database.pagesTaken += 1
    try read(target, count: pageSize, at: (number - 1) * pageSize)
  }

  private func read(
    _ target: UnsafeMutableRawPointer, count: Int, at offset: Int
  ) throws(StoreError) {
    let code = file.pointee.pMethods.pointee.xRead(file, target, Int32(count), Int64(offset))
    guard code == SQLITE_OK else {
      throw code == Self.endsTooSoon ? damage : database.error(code, doing: "read")
    }
  }

  /// The error of pages that are none.
  var damage: StoreError { database.damage("read") }
}

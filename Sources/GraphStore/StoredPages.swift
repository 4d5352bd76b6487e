import CSQLite

/// The pages of a file as they lie there.
///
/// Going through millions of rows by SQLite's statements takes ten times as long as through their pages, whose
/// format its documentation lays down.
final class StoredPages {
  let pageSize: Int
  let count: Int
  /// The most bytes that a row may have.
  let mostInRow: Int
  private let file: OpenFile
  private let database: Database

  /// The pages that a transaction sees which has begun to read; nil where it may see others than those of the
  /// file, or their texts are in another encoding than UTF-8.
  ///
  /// A log that is empty once the transaction reads has no pages that it sees; and as long as it reads, nobody
  /// writes what is in the log back into the file.
  init?(reading database: Database) throws(StoreError) {
    guard sqlite3_txn_state(database.handle, "main") == SQLITE_TXN_READ,
      try OpenFile(.log, of: database)?.size() ?? 0 == 0,
      let file = OpenFile(.database, of: database),
      let size = try database.number("PRAGMA page_size"),
      let count = try database.number("PRAGMA page_count")
    else { return nil }
    var head = [UInt8](repeating: 0, count: 100)
    try file.read(&head, count: head.count, at: 0)
    // Bytes that are kept for others at the end of pages would make them shorter.
    guard head[20] == 0, head[56..<60].elementsEqual([0, 0, 0, 1]) else { return nil }
    (self.database, self.file, self.count, pageSize) = (database, file, count, size)
    mostInRow = min(
      count * size, Int(sqlite3_limit(database.handle, SQLITE_LIMIT_LENGTH, -1)))
  }

  /// Reads the page of a number, from 1.
  func read(_ number: Int, into target: UnsafeMutableRawPointer) throws(StoreError) {
    guard number >= 1, number <= count else { throw damage }
    database.pagesTaken += 1
    try file.read(target, count: pageSize, at: (number - 1) * pageSize)
  }

  /// The error of pages that are none.
  var damage: StoreError { database.damage("read") }
}

import CSQLite

/// A prepared statement: values go in by position from 1, and come out by column from 0.
final class Query {
  private var handle: OpaquePointer?
  private let database: Database
  private let sql: String

  init(_ sql: String, of database: Database) throws(StoreError) {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(
      database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else { throw database.error(code, doing: sql) }
    self.handle = handle
    self.database = database
    self.sql = sql
  }

  deinit { sqlite3_finalize(handle) }

  /// Gives back what the statement takes; it is of no use from then on.
  func finish() {
    sqlite3_finalize(handle)
    handle = nil
  }

  // MARK: - Going in

  /// Makes ready to be run again, with the values it has.
  @discardableResult func again() -> Query {
    sqlite3_reset(handle)
    return self
  }

  @discardableResult func bind(_ position: Int32, _ value: Int) -> Query {
    sqlite3_bind_int64(handle, position, Int64(value))
    return self
  }

  @discardableResult func bind(_ position: Int32, _ value: Int?) -> Query {
    if let value { return bind(position, value) }
    sqlite3_bind_null(handle, position)
    return self
  }

  @discardableResult func bind(_ position: Int32, _ value: Double?) -> Query {
    if let value {
      sqlite3_bind_double(handle, position, value)
    } else {
      sqlite3_bind_null(handle, position)
    }
    return self
  }

  @discardableResult func bind(_ position: Int32, _ value: String?) -> Query {
    guard var value else {
      sqlite3_bind_null(handle, position)
      return self
    }
    value.withUTF8 { bind(position, $0) }
    return self
  }

  /// Binds text that SQLite copies.
  func bind(_ position: Int32, _ text: UnsafeBufferPointer<UInt8>) {
    // SQLITE_TRANSIENT, a cast that Swift does not import: copy the bytes.
    let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    guard let start = text.baseAddress, !text.isEmpty else {
      sqlite3_bind_text64(handle, position, "", 0, copy, UInt8(SQLITE_UTF8))
      return
    }
    start.withMemoryRebound(to: CChar.self, capacity: text.count) {
      _ = sqlite3_bind_text64(
        handle, position, $0, UInt64(text.count), copy, UInt8(SQLITE_UTF8))
    }
  }

  /// Runs a statement that gives no rows, and makes it ready to be run again.
  func run() throws(StoreError) {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw database.error(code, doing: sql) }
  }

  // MARK: - Coming out

  /// Goes to the next row; false where there is none.
  func next() throws(StoreError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    case let code:
      let error = database.error(code, doing: sql)
      sqlite3_reset(handle)
      throw error
    }
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }

  func optionalDouble(_ column: Int32) -> Double? {
    isNull(column) ? nil : sqlite3_column_double(handle, column)
  }

  /// Text that must be there.
  func text(_ column: Int32) throws(StoreError) -> String {
    guard let text = try optionalText(column) else { throw database.damage(sql) }
    return text
  }

  func optionalText(_ column: Int32) throws(StoreError) -> String? {
    if isNull(column) { return nil }
    guard let start = sqlite3_column_text(handle, column) else { throw database.damage(sql) }
    let bytes = UnsafeBufferPointer(
      start: start, count: Int(sqlite3_column_bytes(handle, column)))
    guard let text = String(validating: bytes, as: UTF8.self) else { throw database.damage(sql) }
    return text
  }

  /// A range of bytes, whose end is in the next column; nil where there is none.
  func span(_ column: Int32) throws(StoreError) -> Range<Int>? {
    guard let start = optionalInt(column) else { return nil }
    guard let end = optionalInt(column + 1), start <= end else { throw database.damage(sql) }
    return start..<end
  }
}

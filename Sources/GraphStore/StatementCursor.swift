/// Goes through the statements of a file in the order of their keys: along the pages of their table or, where
/// a part of them may be in the log or the table is not as this graphgen makes it, by SQLite's statements.
///
/// Both give the same of every file that graphgen wrote; of values that make no sense, as other programs may
/// write them, SQLite makes something, while by pages the file is damaged.
struct StatementCursor: ~Copyable {
  private let reader: StoreReader
  private var pages: TreeRows?
  private let query: Query?
  /// What comes behind the key that was given last.
  private var row: RecordReader?

  /// What is read of a statement.
  enum Columns {
    case keys
    /// The confidence and the note, too.
    case all
  }

  /// Begins with the first statement about an entity of at least that number.
  ///
  /// - Parameter usesPages: False to take the other way in any case.
  init(
    _ reader: StoreReader, _ columns: Columns, from subject: Int = .min, usesPages: Bool = true
  ) throws(StoreError) {
    self.reader = reader
    if usesPages, let root = try Self.root(reader),
      let pages = try StoredPages(reading: reader.database)
    {
      self.pages = try TreeRows(pages, root: root, from: subject)
      query = nil
    } else {
      pages = nil
      // Without the order SQLite might take an index that is smaller.
      query = try reader.query(
        """
        SELECT subject, relation, object, qualifiers\(columns == .all ? ", confidence, note" : "")
        FROM statement WHERE subject >= ? ORDER BY subject, relation, object, qualifiers
        """
      ).bind(1, subject)
    }
  }

  deinit { query?.again() }

  /// The first page of the table, if its columns are those that are expected.
  private static func root(_ reader: StoreReader) throws(StoreError) -> Int? {
    let row = try reader.query("SELECT rootpage, sql FROM sqlite_schema WHERE name = 'statement'")
    defer { row.again() }
    guard try row.next(), try row.optionalText(1) == Schema.statement else { return nil }
    return row.int(0)
  }

  /// The next statement; nil where there is none.
  mutating func next() throws(StoreError) -> StatementKey? {
    if let query {
      guard try query.next() else { return nil }
      return StatementKey(
        subject: query.int(0), relation: query.int(1), object: query.int(2),
        qualifiers: query.int(3))
    }
    guard var row = try pages?.next() else { return nil }
    guard let subject = row.int(), let relation = row.int(), let object = row.int(),
      let qualifiers = row.int()
    else { throw damage }
    self.row = row
    return StatementKey(
      subject: subject, relation: relation, object: object, qualifiers: qualifiers)
  }

  /// The confidence of the statement that `next` gave, NaN where there is none, and its note; to be asked of all
  /// columns, once a statement.
  mutating func values() throws(StoreError) -> (confidence: Float, note: String?) {
    if let query {
      return (try reader.confidence(query.optionalDouble(4)), try query.optionalText(5))
    }
    if let whole = try pages?.wholeRow() {
      row = whole
      for _ in 0..<4 where row?.int() == nil { throw damage }
    }
    guard var row else { throw damage }
    var confidence: Double?
    if !row.skipNull() {
      guard let value = row.double() else { throw damage }
      confidence = value
    }
    var note: String?
    if !row.skipNull() {
      guard let text = row.text() else { throw damage }
      note = text
    }
    return (try reader.confidence(confidence), note)
  }

  private var damage: StoreError { reader.database.damage("statement") }
}

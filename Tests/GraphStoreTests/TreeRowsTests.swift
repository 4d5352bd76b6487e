import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// Rows that are taken out of the pages of a file are those that SQLite gives.
@Suite struct TreeRowsTests {
  private struct Row: Equatable {
    var first: Int
    var second: Int
    var number: Double?
    var text: String?
  }

  /// Tables that SQLite has filled and emptied in parts, with rows from a few bytes to many pages.
  @Test(arguments: [512, 1024, 4096, 65536])
  func rowsAreThoseOfSQLite(pageSize: Int) throws {
    let folder = try Folder()
    var random = SplitMix64(seed: runSeed)
    for count in [0, 1, 2, 30, 500, 6000] {
      let path = folder.fresh()
      let writer = try Database(path, for: .creating)
      try writer.run("PRAGMA page_size = \(pageSize)")
      try writer.run("CREATE TABLE pair (a, b, c REAL, d TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID")
      try writer.run("BEGIN")
      let insert = try writer.query("INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?)")
      for _ in 0..<count {
        let long = Int.random(in: 0..<40, using: &random) == 0
        insert.bind(1, Int.random(in: 0...max(1, count / 4), using: &random))
          .bind(2, [0, 1, -1, 300, -70_000, 1 << 40, .min, .max].randomElement(using: &random)!)
          .bind(3, [nil, 0, 1, 0.25, -1e300].randomElement(using: &random)!)
          .bind(
            4,
            Bool.random(using: &random)
              ? nil
              : String(
                repeating: "é",
                count: Int.random(in: 0..<(long ? 3 * pageSize : 30), using: &random)))
        try insert.run()
      }
      insert.finish()
      try writer.run("DELETE FROM pair WHERE abs(a) % 5 = 3")
      try writer.run("COMMIT")
      try writer.close()

      let database = try Database(path, for: .reading)
      try database.run("BEGIN")
      let root = try #require(try database.number("SELECT max(rootpage) FROM sqlite_schema"))
      let pages = try #require(try StoredPages(reading: database))
      #expect(pages.pageSize == pageSize)
      for first in [0, 1, count / 8, count / 4, count] {
        var wanted: [Row] = []
        let query = try database.query(
          "SELECT a, b, c, d FROM pair WHERE a >= \(first) ORDER BY a, b")
        while try query.next() {
          wanted.append(
            Row(
              first: query.int(0), second: query.int(1), number: query.optionalDouble(2),
              text: try query.optionalText(3)))
        }
        var found: [Row] = []
        var rows = try TreeRows(pages, root: root, from: first)
        while var row = try rows.next() {
          let (first, second) = (row.int(), row.int())
          let number = row.skipNull() ? nil : row.double()
          let text = row.skipNull() ? nil : row.text()
          found.append(
            Row(
              first: try #require(first), second: try #require(second), number: number, text: text))
          let hasMore =
            row.int() != nil || row.double() != nil || row.text() != nil || row.skipNull()
          #expect(!hasMore)
        }
        #expect(
          found == wanted, "\(count) rows from \(first) (GRAPHGEN_SEED=\(runSeed))")
      }
    }
  }

  @Test func valuesOfOtherKindsAreNone() throws {
    var record = Record()
    record.add(5)
    record.add("five")
    record.addNull()
    record.add(0.5)
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: record.count + 8, alignment: 8)
    defer { bytes.deallocate() }
    record.copy(to: bytes)
    func read(
      _ count: Int, _ values: (inout RecordReader) -> Void
    ) throws {
      var row = try #require(RecordReader(bytes, count: count))
      values(&row)
    }
    var found: [String] = []
    try read(record.count) { row in
      found.append("\(row.text() as Any) \(row.skipNull()) \(row.int() as Any)")
      found.append("\(row.int() as Any) \(row.double() as Any) \(row.text() as Any)")
      found.append("\(row.text() as Any) \(row.skipNull()) \(row.int() as Any)")
      found.append("\(row.double() as Any) \(row.double() as Any)")
    }
    #expect(
      found == [
        "nil false Optional(5)", "nil nil Optional(\"five\")", "nil true nil", "Optional(0.5) nil",
      ])
    #expect(RecordReader(bytes, count: 0) == nil)
    #expect(RecordReader(bytes, count: 2) == nil)
    // A row that ends too soon has no last value.
    for count in 5..<record.count {
      var last: Double?
      try read(count) { row in
        _ = (row.int(), row.text(), row.skipNull())
        last = row.double()
      }
      #expect(last == nil, "\(count)")
    }
  }
}

/// Statements come in the order of their keys, whichever way they are read.
@Suite struct StatementCursorTests {
  private func statements(
    _ store: GraphStore, from subject: Int, usesPages: Bool
  ) throws -> [String] {
    var found: [String] = []
    var cursor = try StatementCursor(store.reader, from: subject, usesPages: usesPages)
    while let key = try cursor.next() {
      let (confidence, note) = try cursor.values()
      found.append("\(key) \(confidence) \(note ?? "-")")
    }
    return found
  }

  @Test func bothWaysAreOne() throws {
    let folder = try Folder()
    try forAll(zip(.world(), .world()), count: 40) { old, new in
      let path = folder.fresh()
      try GraphStore.write(try old.graph(), to: path)
      try GraphStore.update(path, to: try new.graph())
      let store = try GraphStore(path)
      try check(try StoredPages(reading: store.reader.database) != nil, "no pages")
      for subject in 0...(try store.entityLimit()) {
        try checkEqual(
          try statements(store, from: subject, usesPages: true),
          try statements(store, from: subject, usesPages: false))
      }
    }
  }

  /// Pages that wait in the log are not those of the file.
  @Test func whatIsInTheLogIsRead() throws {
    let folder = try Folder()
    let path = folder.fresh()
    var random = SplitMix64(seed: runSeed)
    let graph = try Gen.world().make(&random, 60).graph()
    try GraphStore.write(graph, to: path)
    let before = try GraphStore(path)
    #expect(try before.graph() == graph)
    let writer = try Database(path, for: .writing)
    try writer.run("PRAGMA wal_autocheckpoint = 0")
    try writer.run("DELETE FROM evidence")
    try writer.run("DELETE FROM statement WHERE subject > 0")
    let after = try GraphStore(path)
    #expect(try StoredPages(reading: after.reader.database) == nil)
    #expect(try after.graph().statementCount < graph.statementCount)
    #expect(try before.graph() == graph)
    // What others read is not written over.
    try writer.run("PRAGMA wal_checkpoint(PASSIVE)")
    #expect(try before.graph() == graph)
    #expect(try after.graph() == GraphStore(path).graph())
  }

  @Test func noneButReadersTakePages() throws {
    let folder = try Folder()
    let path = folder.fresh()
    try GraphStore.write(KnowledgeGraph(entities: [], statements: []), to: path)
    let database = try Database(path, for: .writing)
    #expect(try StoredPages(reading: database) == nil)
    try database.run("BEGIN IMMEDIATE")
    #expect(try StoredPages(reading: database) == nil)
  }

  /// A table with its columns in another order says other things.
  @Test func tablesOfOtherColumnsAreReadBySQLite() throws {
    let folder = try Folder()
    let path = folder.fresh()
    var random = SplitMix64(seed: runSeed)
    let graph = try Gen.world().make(&random, 60).graph()
    try GraphStore.write(graph, to: path)
    let writer = try Database(path, for: .writing)
    try writer.run(
      """
      PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;
      CREATE TABLE other (note TEXT, confidence REAL, qualifiers, object, relation, subject,
        PRIMARY KEY (subject, relation, object, qualifiers)) WITHOUT ROWID;
      INSERT INTO other (subject, relation, object, qualifiers, confidence, note)
        SELECT subject, relation, object, qualifiers, confidence, note FROM statement;
      DROP TABLE statement; ALTER TABLE other RENAME TO statement; PRAGMA wal_checkpoint(TRUNCATE)
      """)
    try writer.close()
    let store = try GraphStore(path)
    #expect(try StoredPages(reading: store.reader.database) != nil)
    #expect(try store.graph() == graph)
  }
}

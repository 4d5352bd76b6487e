import Foundation
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
      try makeTable(path, pageSize, count, &random)
      let database = try Database(path, for: .reading)
      try database.run("BEGIN")
      let root = try #require(try database.number("SELECT max(rootpage) FROM sqlite_schema"))
      let pages = try #require(try StoredPages(reading: database))
      #expect(pages.pageSize == pageSize)
      for first in [Int.min, 0, 1, count / 8, count / 4, count] {
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
          if let whole = try rows.wholeRow() { row = whole }
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

  /// Makes a table of so many rows at most, some of them long.
  private func makeTable(
    _ path: String, _ pageSize: Int, _ count: Int, _ random: inout SplitMix64
  ) throws {
    let writer = try Database(path, for: .creating)
    try writer.run("PRAGMA page_size = \(pageSize)")
    try writer.run("CREATE TABLE pair (a, b, c REAL, d TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID")
    try writer.run("BEGIN")
    let insert = try writer.query("INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?)")
    let seconds = [0, 1, -1, 300, -70_000, 1 << 40, Int.min, Int.max]
    let numbers: [Double?] = [nil, 0, 1, 0.25, -1e300]
    for _ in 0..<count {
      let isLong = Int.random(in: 0..<40, using: &random) == 0
      let length = Int.random(in: 0..<(isLong ? 3 * pageSize : 30), using: &random)
      let text: String? = Bool.random(using: &random) ? nil : String(repeating: "é", count: length)
      insert.bind(1, Int.random(in: 0...max(1, count / 4), using: &random))
      insert.bind(2, seconds[Int.random(in: seconds.indices, using: &random)])
      insert.bind(3, numbers[Int.random(in: numbers.indices, using: &random)])
      insert.bind(4, text)
      try insert.run()
    }
    insert.finish()
    try writer.run("DELETE FROM pair WHERE abs(a) % 5 = 3")
    try writer.run("COMMIT")
    try writer.close()
  }

  /// Takes all values out of all rows, and counts them.
  private func walk(_ pages: StoredPages, _ root: Int, _ first: Int) throws(StoreError) -> Int {
    var count = 0
    var rows = try TreeRows(pages, root: root, from: first)
    while var row = try rows.next() {
      if let whole = try rows.wholeRow() { row = whole }
      _ = (row.int(), row.int(), row.double(), row.skipNull(), row.text())
      count += 1
    }
    return count
  }

  /// Whatever the pages hold, the walk through them ends, with rows or an error.
  @Test func damagedPagesAreErrorsOrRows() throws {
    let folder = try Folder()
    var random = SplitMix64(seed: runSeed)
    let path = folder.fresh()
    try makeTable(path, 512, 1500, &random)
    let good = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    var (errors, rows) = (0, 0)
    for _ in 0..<300 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        // Heads of pages say most; the first page is SQLite's.
        let page = Int.random(in: 1..<bytes.count / 512, using: &random) * 512
        let place = Int.random(in: 0..<(Bool.random(using: &random) ? 40 : 512), using: &random)
        bytes[page + place] = .random(in: 0...255, using: &random)
      }
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let database = try Database(path, for: .reading)
      try database.run("BEGIN")
      let root = try #require(try database.number("SELECT max(rootpage) FROM sqlite_schema"))
      let pages = try #require(try StoredPages(reading: database))
      for first in [Int.min, 190] {
        do throws(StoreError) {
          rows += try walk(pages, root, first)
        } catch {
          #expect(error.reason == .damaged)
          errors += 1
        }
      }
    }
    #expect(errors > 20 && rows > 1000, "GRAPHGEN_SEED=\(runSeed)")
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
    let before = store.reader.database.pagesTaken
    var cursor = try StatementCursor(store.reader, .all, from: subject, usesPages: usesPages)
    while let key = try cursor.next() {
      let (confidence, note) = try cursor.values()
      found.append("\(key) \(confidence) \(note ?? "-")")
    }
    try check((store.reader.database.pagesTaken > before) == usesPages, "pages were taken, or not")
    var keys = try StatementCursor(store.reader, .keys, from: subject, usesPages: usesPages)
    for statement in found {
      let key = try keys.next().map { "\($0) " }
      try check(key.map { statement.hasPrefix($0) } ?? false, "\(key as Any) for \(statement)")
    }
    let last = try keys.next()
    try check(last == nil, "more keys than statements")
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
      let limit = try store.entityLimit()
      for subject in [Int.min] + Array(0...limit) {
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

  /// The log is that of the file to which a link leads.
  @Test func linksLeadToTheLogToo() throws {
    let folder = try Folder()
    let (path, link) = (folder.fresh(), folder.fresh())
    var random = SplitMix64(seed: runSeed)
    let graph = try Gen.world().make(&random, 60).graph()
    try GraphStore.write(graph, to: path)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    let reader = try GraphStore(path)
    let writer = try Database(path, for: .writing)
    try writer.run("DELETE FROM evidence; DELETE FROM statement")
    let store = try GraphStore(link)
    #expect(try StoredPages(reading: store.reader.database) == nil)
    #expect(try store.graph().statementCount == 0)
    #expect(try reader.graph() == graph)
  }

  /// A second look at a file does not give up the locks of the first: another process that has written leaves
  /// what is read alone.
  @Test func openingTwiceKeepsTheLock() throws {
    let folder = try Folder()
    let path = folder.fresh()
    var random = SplitMix64(seed: runSeed)
    let graph = try Gen.world().make(&random, 60).graph()
    try GraphStore.write(graph, to: path)
    let (first, second) = (try GraphStore(path), try GraphStore(path))
    var cursor = try StatementCursor(first.reader, .all)
    _ = try cursor.next()
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    shell.arguments = ["sqlite3", path, "DELETE FROM evidence; DELETE FROM statement"]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
    #expect(log ?? 0 > 0)
    var count = 1
    while try cursor.next() != nil { count += 1 }
    #expect(count == graph.statementCount)
    #expect(try first.graph() == graph)
    #expect(try second.graph() == graph)
    #expect(try GraphStore(path).graph().statementCount == 0)
  }

  @Test func textsInUTF16AreReadBySQLite() throws {
    let folder = try Folder()
    let (path, other) = (folder.fresh(), folder.fresh())
    let graph = KnowledgeGraph(
      entities: [Entity(id: "person/ana", name: "Ana", type: .person)],
      statements: [
        KnowledgeGraph.Statement(
          subject: .init(0), relation: 0, object: .init(0), note: "Señor \u{1F600}")
      ])
    try GraphStore.write(graph, to: path)
    let dump = Process()
    dump.executableURL = URL(fileURLWithPath: "/bin/sh")
    dump.arguments = [
      "-c",
      """
      (echo "PRAGMA encoding = 'UTF-16le'; PRAGMA application_id = \(Schema.applicationID); \
      PRAGMA user_version = \(Schema.version);"; sqlite3 '\(path)' .dump) | sqlite3 '\(other)'
      """,
    ]
    try dump.run()
    dump.waitUntilExit()
    let store = try GraphStore(other)
    #expect(try StoredPages(reading: store.reader.database) == nil)
    #expect(try store.graph() == graph)
  }

  /// Notes that fill pages are read where they are asked for.
  @Test func longNotesAreReadWhenAskedFor() throws {
    let folder = try Folder()
    let path = folder.fresh()
    let graph = KnowledgeGraph(
      entities: (0..<20).map { Entity(id: "person/p\($0)", name: "P\($0)", type: .person) },
      statements: (0..<20).map {
        KnowledgeGraph.Statement(
          subject: .init($0), relation: 0, object: .init(19 - $0),
          note: String(repeating: "ab", count: $0 * 10_000))
      })
    try GraphStore.write(graph, to: path)
    let store = try GraphStore(path)
    let database = store.reader.database
    let before = database.pagesTaken
    var cursor = try StatementCursor(store.reader, .keys)
    while try cursor.next() != nil {}
    #expect(database.pagesTaken - before < 20)
    #expect(try store.graph() == graph)
    #expect(database.pagesTaken - before > 500)
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

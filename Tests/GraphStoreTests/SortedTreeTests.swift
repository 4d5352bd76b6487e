import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// Pages that are written without SQLite are those that SQLite reads.
@Suite struct SortedTreeTests {
  @Test(arguments: [0, 1, 2, 100, 226, 227, 228, 229, 5000, 60_000])
  func rowsAreReadAgain(count: Int) throws {
    var random = SplitMix64(seed: runSeed)
    let lengths = (0..<count).map { _ in
      Int.random(in: 0..<100, using: &random) == 0 ? Int.random(in: 0..<20_000, using: &random) : 3
    }
    try check(count) { number, record in
      record.add(number)
      record.add(String(repeating: "é", count: lengths[number]))
    } isRow: { number, query in
      let text = try query.text(1)
      return query.int(0) == number && text == String(repeating: "é", count: lengths[number])
    }
  }

  /// Lengths around those at which a row no longer fits into its page.
  @Test func longRows() throws {
    let lengths =
      [0, 1, 55, 56, 57, 58] + (980...1010) + (4070...4110) + (8160...8200) + [100_000]
    try check(lengths.count) { number, record in
      record.add(number)
      record.add(String(repeating: "x", count: lengths[number]))
    } isRow: { number, query in
      try query.text(1).utf8.count == lengths[number]
    }
  }

  @Test func numbersOfAllSizes() throws {
    let bounds = [7, 8, 15, 16, 23, 24, 31, 32, 39, 47, 48, 62].flatMap { bits in
      [1 << bits - 1, 1 << bits, 1 << bits + 1]
    }
    let numbers = (bounds + bounds.map { -$0 } + [0, 1, 2, .min, .max]).sorted()
    try check(numbers.count) { number, record in
      record.add(numbers[number])
      record.addNull()
    } isRow: { number, query in
      query.int(0) == numbers[number] && query.isNull(1)
    }
  }

  private func check(
    _ count: Int, _ add: (Int, inout Record) -> Void, isRow: (Int, Query) throws -> Bool
  ) throws {
    let folder = try Folder()
    let path = folder.fresh()
    var root = 0
    do {
      let database = try Database(path, for: .creating)
      try database.run("CREATE TABLE pair (a INTEGER PRIMARY KEY, b TEXT) WITHOUT ROWID")
      root = try #require(try database.number("SELECT max(rootpage) FROM sqlite_schema"))
      try database.close()
    }
    let pages = try PageFile(path)
    let tree = SortedTree(pages, root: root)
    var record = Record()
    for number in 0..<count {
      record.clear()
      add(number, &record)
      try tree.add(record)
    }
    try tree.finish()
    try pages.finish()
    let database = try Database(path, for: .writing)
    let integrity = try database.query("PRAGMA integrity_check")
    #expect(try integrity.next())
    #expect(try integrity.text(0) == "ok")
    integrity.again()
    let query = try database.query("SELECT a, b FROM pair ORDER BY a")
    var read = 0
    while try query.next() {
      let isSame = try isRow(read, query)
      #expect(isSame, "row \(read) of \(count) (GRAPHGEN_SEED=\(runSeed))")
      read += 1
    }
    #expect(read == count)
    // It goes on growing as if SQLite had written it.
    try database.run(
      "INSERT INTO pair SELECT coalesce(max(a), 0) + 1, 'more' FROM pair WHERE a < 1000000")
    #expect(try integrity.next())
    #expect(try integrity.text(0) == "ok")
    integrity.again()
  }
}

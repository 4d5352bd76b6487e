import Glibc
import GraphModel

/// Rows of plain bits, of which only some are in memory: the rest is in a file that has no name.
struct RowSpill<Row: BitwiseCopyable & Sendable>: Sendable {
  /// How many rows are kept in memory.
  static var capacity: Int { 1 << 20 }

  private var recent: [Row] = []
  private var file: TemporaryFile?
  /// How many rows are in the file.
  private var spilled = 0

  /// How many rows there are.
  var count: Int { spilled + recent.count }

  /// Adds a row.
  mutating func append(_ row: Row) throws(Diagnostic) {
    if recent.count == Self.capacity {
      let file = try TemporaryFile.made(&self.file)
      try file.write(recent, at: spilled)
      spilled += recent.count
      recent.removeAll(keepingCapacity: true)
    }
    recent.append(row)
  }

  /// Hands over the rows of a range in order, in pieces.
  func forEachPiece(of range: Range<Int>, _ body: ([Row]) throws -> Void) throws {
    var next = range.lowerBound
    while next < range.upperBound {
      if next >= spilled {
        return try body(Array(recent[next - spilled..<range.upperBound - spilled]))
      }
      let end = min(range.upperBound, spilled, next + Self.capacity)
      guard let file else { return }
      try body(try file.rows(next..<end))
      next = end
    }
  }
}

/// A row with the number of a bucket; rows are in the order of buckets first.
protocol BucketedRow: BitwiseCopyable, Comparable, Sendable {
  var bucket: Int { get }
}

/// Sorts more rows than need fit into memory: sorted runs in a file that has no name, merged at the end.
struct SortedRuns<Row: BucketedRow>: Sendable {
  /// How many rows are sorted at once.
  static var length: Int { 1 << 20 }

  private let bucketCount: Int
  private var recent: [Row] = []
  private var file: TemporaryFile?
  private var runs: [Range<Int>] = []

  /// Makes ready for rows with buckets below a number.
  init(bucketCount: Int) { self.bucketCount = bucketCount }

  mutating func add(_ row: Row) throws(Diagnostic) {
    if recent.count == Self.length { try spill() }
    recent.append(row)
  }

  private mutating func spill() throws(Diagnostic) {
    let file = try TemporaryFile.made(&self.file)
    let start = runs.last?.upperBound ?? 0
    try file.write(sorted(), at: start)
    runs.append(start..<start + recent.count)
    recent.removeAll(keepingCapacity: true)
  }

  /// The recent rows in order: dealt out to their buckets, and each bucket sorted.
  private func sorted() -> [Row] {
    // Where each bucket begins and, when its rows have been dealt out, ends.
    var places = [Int32](repeating: 0, count: bucketCount + 1)
    for row in recent { places[row.bucket + 1] += 1 }
    for bucket in 0..<bucketCount { places[bucket + 1] += places[bucket] }
    return [Row](unsafeUninitializedCapacity: recent.count) { rows, count in
      count = recent.count
      for row in recent {
        rows[Int(places[row.bucket])] = row
        places[row.bucket] += 1
      }
      var start = 0
      for bucket in 0..<bucketCount where Int(places[bucket]) > start {
        let end = Int(places[bucket])
        if end - start > 32 {
          rows[start..<end].sort()
        } else {
          Self.sortFew(rows, start, end)
        }
        start = end
      }
    }
  }

  private static func sortFew(_ rows: UnsafeMutableBufferPointer<Row>, _ start: Int, _ end: Int) {
    var next = start + 1
    while next < end {
      let row = rows[next]
      var place = next
      while place > start, row < rows[place - 1] {
        rows[place] = rows[place - 1]
        place -= 1
      }
      rows[place] = row
      next += 1
    }
  }

  /// Hands over all rows in order.
  mutating func forEach(_ body: (Row) throws -> Void) throws {
    let last = sorted()
    recent = []
    guard let file else {
      for row in last { try body(row) }
      return
    }
    var cursors = [Cursor(rows: last)]
    for run in runs { cursors.append(try Cursor(of: run, in: file)) }
    cursors.removeAll { $0.isAtEnd }
    // So few runs that looking at each is quicker than a heap.
    var heads = cursors.map(\.head)
    while !cursors.isEmpty {
      var least = 0
      for index in heads.indices.dropFirst() where heads[index] < heads[least] { least = index }
      try body(heads[least])
      try cursors[least].advance()
      if cursors[least].isAtEnd {
        cursors.remove(at: least)
        heads.remove(at: least)
      } else {
        heads[least] = cursors[least].head
      }
    }
  }

  /// A run while it is read.
  private struct Cursor {
    private var rows: [Row]
    private var position = 0
    private var rest: Range<Int> = 0..<0
    private var file: TemporaryFile?

    init(rows: [Row]) { self.rows = rows }

    init(of run: Range<Int>, in file: TemporaryFile) throws(Diagnostic) {
      (rows, rest, self.file) = ([], run, file)
      try fill()
    }

    var isAtEnd: Bool { position == rows.count }
    var head: Row { rows[position] }

    mutating func advance() throws(Diagnostic) {
      position += 1
      if position == rows.count, !rest.isEmpty { try fill() }
    }

    private mutating func fill() throws(Diagnostic) {
      guard let file else { return }
      let end = min(rest.upperBound, rest.lowerBound + 1 << 14)
      rows = try file.rows(rest.lowerBound..<end)
      rest = end..<rest.upperBound
      position = 0
    }
  }
}

/// A file that has no name, and is gone when nobody knows of it any more.
private final class TemporaryFile: Sendable {
  private let descriptor: Int32

  init() throws(Diagnostic) {
    guard let file = tmpfile() else { throw Self.failure() }
    descriptor = dup(fileno(file))
    fclose(file)
    if descriptor < 0 { throw Self.failure() }
  }

  deinit { close(descriptor) }

  /// The file that is there, or a new one.
  static func made(_ file: inout TemporaryFile?) throws(Diagnostic) -> TemporaryFile {
    if let file { return file }
    let made = try TemporaryFile()
    file = made
    return made
  }

  /// Writes rows of which so many of their size come before.
  func write<Row: BitwiseCopyable>(_ rows: [Row], at start: Int) throws(Diagnostic) {
    let isWritten = rows.withUnsafeBytes { bytes in
      forEachPart(bytes.count) { done in
        pwrite(
          descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done,
          off_t(start * MemoryLayout<Row>.stride + done))
      }
    }
    if !isWritten { throw Self.failure() }
  }

  /// The rows of a range.
  func rows<Row: BitwiseCopyable>(_ range: Range<Int>) throws(Diagnostic) -> [Row] {
    var isRead = false
    let rows = [Row](unsafeUninitializedCapacity: range.count) { rows, count in
      let bytes = UnsafeMutableRawBufferPointer(rows)
      let length = range.count * MemoryLayout<Row>.stride
      isRead = forEachPart(length) { done in
        pread(
          descriptor, bytes.baseAddress.map { $0 + done }, length - done,
          off_t(range.lowerBound * MemoryLayout<Row>.stride + done))
      }
      count = isRead ? range.count : 0
    }
    if !isRead { throw Self.failure() }
    return rows
  }

  /// Calls the system until all bytes are done.
  private func forEachPart(_ length: Int, _ body: (_ done: Int) -> Int) -> Bool {
    var done = 0
    while done < length {
      let count = body(done)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return false }
      done += count
    }
    return true
  }

  private static func failure() -> Diagnostic {
    Diagnostic(
      .error, "cannot write a temporary file: \(String(cString: strerror(errno)))")
  }
}

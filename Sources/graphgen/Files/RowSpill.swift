import Glibc
import GraphModel

/// Rows of plain bits, of which only some are in memory: the rest is in a file that has no name.
struct RowSpill<Row: BitwiseCopyable> {
  /// How many rows are kept in memory.
  static var capacity: Int { 1 << 21 }

  private(set) var count = 0
  private var recent: [Row] = []
  private var file: UnsafeMutablePointer<FILE>?

  /// Adds a row.
  mutating func append(_ row: Row) throws(Diagnostic) {
    if recent.count == Self.capacity { try flush() }
    recent.append(row)
    count += 1
  }

  /// Hands over all rows in order, in pieces.
  mutating func forEachPiece(_ body: ([Row]) throws -> Void) throws {
    guard let file else { return try body(recent) }
    if !recent.isEmpty { try flush() }
    rewind(file)
    while true {
      let piece = [Row](unsafeUninitializedCapacity: Self.capacity) { buffer, count in
        count = fread(buffer.baseAddress, MemoryLayout<Row>.stride, buffer.count, file)
      }
      if ferror(file) != 0 { throw TemporaryFile.failure() }
      if piece.isEmpty { return }
      try body(piece)
    }
  }

  /// Gives the file back.
  mutating func close() {
    if let file { fclose(file) }
    file = nil
    recent = []
  }

  private mutating func flush() throws(Diagnostic) {
    if file == nil { file = tmpfile() }
    guard let file else { throw TemporaryFile.failure() }
    try TemporaryFile.write(recent, to: file)
    recent.removeAll(keepingCapacity: true)
  }
}

/// Sorts more rows than need fit into memory: sorted runs in files that have no names, merged at the end.
struct SortedRuns<Row: BitwiseCopyable & Comparable> {
  private var runs: [[Row]] = []
  private var files: [UnsafeMutablePointer<FILE>] = []

  /// Adds rows as one run.
  mutating func add(_ rows: [Row], isLast: Bool) throws(Diagnostic) {
    let sorted = rows.sorted()
    if isLast {
      runs.append(sorted)
      return
    }
    guard let file = tmpfile() else { throw TemporaryFile.failure() }
    files.append(file)
    try TemporaryFile.write(sorted, to: file)
    rewind(file)
  }

  /// Hands over all rows in order, and gives the files back.
  mutating func forEach(_ body: (Row) throws -> Void) throws {
    defer { for file in files { fclose(file) } }
    var cursors = runs.map { Cursor(rows: $0, file: nil) }
    cursors += files.map { Cursor(rows: [], file: $0) }
    runs = []
    for index in cursors.indices { try cursors[index].fill() }
    cursors.removeAll { $0.current == nil }
    // A few runs at most, so that looking at each is quicker than a heap.
    while cursors.count > 1 {
      var least = 0
      for index in cursors.indices.dropFirst() {
        if let row = cursors[index].current, let best = cursors[least].current, row < best {
          least = index
        }
      }
      if let row = cursors[least].current { try body(row) }
      try cursors[least].advance()
      if cursors[least].current == nil { cursors.remove(at: least) }
    }
    guard var last = cursors.first else { return }
    while let row = last.current {
      try body(row)
      try last.advance()
    }
  }

  /// A run while it is read.
  private struct Cursor {
    var rows: [Row]
    let file: UnsafeMutablePointer<FILE>?
    var position = 0

    init(rows: [Row], file: UnsafeMutablePointer<FILE>?) {
      self.rows = rows
      self.file = file
    }

    var current: Row? { position < rows.count ? rows[position] : nil }

    mutating func advance() throws(Diagnostic) {
      position += 1
      if position == rows.count { try fill() }
    }

    mutating func fill() throws(Diagnostic) {
      guard let file else { return }
      rows = [Row](unsafeUninitializedCapacity: 1 << 14) { buffer, count in
        count = fread(buffer.baseAddress, MemoryLayout<Row>.stride, buffer.count, file)
      }
      if ferror(file) != 0 { throw TemporaryFile.failure() }
      position = 0
    }
  }
}

/// What both do with files that have no names.
private enum TemporaryFile {
  static func write<Row: BitwiseCopyable>(
    _ rows: [Row], to file: UnsafeMutablePointer<FILE>
  ) throws(Diagnostic) {
    let written = rows.withUnsafeBufferPointer {
      fwrite($0.baseAddress, MemoryLayout<Row>.stride, $0.count, file)
    }
    guard written == rows.count, fflush(file) == 0 else { throw failure() }
  }

  static func failure() -> Diagnostic {
    Diagnostic(
      .error, "cannot write a temporary file: \(String(cString: strerror(errno)))")
  }
}

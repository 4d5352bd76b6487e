import GraphModel

/// A row with the number of a bucket; rows are in the order of buckets first.
protocol BucketedRow: BitwiseCopyable, Comparable, Sendable {
  var bucket: Int { get }
}

/// Sorts more rows than need fit into memory: sorted runs in a file that has no name, merged at the end.
struct SortedRuns<Row: BucketedRow>: Sendable {
  /// How many rows are sorted at once.
  private let length: Int
  private let folder: String
  private let bucketCount: Int
  /// By how many bits buckets are joined, as there may be more of them than rows in memory.
  private let shift: Int
  private var recent: [Row] = []
  private var file: TemporaryFile?
  private var runs: [(file: TemporaryFile, range: Range<Int>)] = []

  /// Makes ready for rows with buckets below a number.
  init(bucketCount: Int, _ memory: ImportMemory) {
    (length, folder) = (memory.sorted(Row.self), memory.folder)
    var shift = 0
    while bucketCount >> shift > length { shift += 1 }
    self.shift = shift
    self.bucketCount = bucketCount >> shift + 1
  }

  mutating func add(_ row: Row) throws(Diagnostic) {
    if recent.count == length { try spill() }
    recent.append(row)
  }

  private mutating func spill() throws(Diagnostic) {
    let file = try TemporaryFile.made(&self.file, in: folder)
    let start = runs.last { $0.file === file }?.range.upperBound ?? 0
    try file.write(sorted(), at: start)
    runs.append((file, start..<start + recent.count))
    recent.removeAll(keepingCapacity: true)
  }

  /// Takes over the rows of another.
  mutating func add(_ other: SortedRuns) throws(Diagnostic) {
    runs += other.runs
    for row in other.recent { try add(row) }
  }

  /// The recent rows in order: dealt out to their buckets, and each bucket sorted.
  private func sorted() -> [Row] {
    // Where each bucket begins and, when its rows have been dealt out, ends.
    var places = [Int32](repeating: 0, count: bucketCount + 1)
    for row in recent { places[row.bucket >> shift + 1] += 1 }
    for bucket in 0..<bucketCount { places[bucket + 1] += places[bucket] }
    return [Row](unsafeUninitializedCapacity: recent.count) { rows, count in
      count = recent.count
      for row in recent {
        rows[Int(places[row.bucket >> shift])] = row
        places[row.bucket >> shift] += 1
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
    if !runs.isEmpty, !recent.isEmpty { try spill() }
    let last = sorted()
    recent = []
    if runs.isEmpty {
      for row in last { try body(row) }
      return
    }
    // All that is read ahead takes as much as was sorted at once.
    let ahead = max(16, length / runs.count)
    var cursors: [Cursor] = []
    for run in runs { cursors.append(try Cursor(of: run.range, in: run.file, ahead: ahead)) }
    var heads = cursors.map(\.head)
    var order = MergeOrder(count: heads.count) { heads[$0] < heads[$1] }
    while let first = order.first {
      try body(heads[first])
      try cursors[first].advance()
      if cursors[first].isAtEnd {
        order.removeFirst { heads[$0] < heads[$1] }
      } else {
        heads[first] = cursors[first].head
        order.advance { heads[$0] < heads[$1] }
      }
    }
  }

  /// A run while it is read.
  private struct Cursor {
    private let file: TemporaryFile
    private let ahead: Int
    private var rows: [Row] = []
    private var position = 0
    private var rest: Range<Int>

    init(of run: Range<Int>, in file: TemporaryFile, ahead: Int) throws(Diagnostic) {
      (self.file, rest, self.ahead) = (file, run, ahead)
      try fill()
    }

    var isAtEnd: Bool { position == rows.count }
    var head: Row { rows[position] }

    mutating func advance() throws(Diagnostic) {
      position += 1
      if position == rows.count, !rest.isEmpty { try fill() }
    }

    private mutating func fill() throws(Diagnostic) {
      let end = min(rest.upperBound, rest.lowerBound + ahead)
      rows = try file.rows(rest.lowerBound..<end)
      rest = end..<rest.upperBound
      position = 0
    }
  }
}

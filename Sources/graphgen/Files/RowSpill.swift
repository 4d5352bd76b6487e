import GraphModel

/// Rows of plain bits, of which only some are in memory: the rest is in a file that has no name.
struct RowSpill<Row: BitwiseCopyable & Sendable>: Sendable {
  /// How many rows are kept in memory.
  private let capacity: Int
  private let folder: String
  private var recent: [Row] = []
  private var file: TemporaryFile?
  /// How many rows are in the file.
  private var spilled = 0

  init(_ memory: ImportMemory) { (capacity, folder) = (memory.rows(Row.self), memory.folder) }

  /// How many rows there are.
  var count: Int { spilled + recent.count }

  /// Adds a row.
  mutating func append(_ row: Row) throws(Diagnostic) {
    if recent.count == capacity {
      let file = try TemporaryFile.made(&self.file, in: folder)
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
      let end = min(range.upperBound, next + capacity)
      try body(try rows(next..<end))
      next = end
    }
  }

  /// The rows of a range.
  func rows(_ range: Range<Int>) throws(Diagnostic) -> [Row] {
    let written = range.clamped(to: 0..<spilled)
    let kept = recent[max(range.lowerBound - spilled, 0)..<max(range.upperBound - spilled, 0)]
    guard let file, !written.isEmpty else { return Array(kept) }
    return try file.rows(written) + kept
  }
}

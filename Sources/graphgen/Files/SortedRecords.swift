import Glibc
import GraphModel

/// Sorts more records than need fit into memory by keys that are bytes: sorted runs in files without names, merged when they are
/// asked for.
///
/// If they are so few that they are sorted at once, they stay in memory.
struct SortedRecords: Sendable {
  /// A record among those not yet sorted.
  private struct Entry {
    /// The first eight bytes of its key as a number, zeros where it has ended.
    var prefix: UInt64
    /// Where it begins.
    var start: UInt32
  }

  private struct Run {
    var file: TemporaryFile
    var range: Range<Int>
  }

  /// How many bytes are sorted at once.
  private let length: Int
  private let folder: String
  /// Records that are not in files: each the lengths of key and value, then both.
  private var bytes: [UInt8] = []
  /// Those of them that are not yet sorted.
  private var entries: [Entry] = []
  private var file: TemporaryFile?
  private var runs: [Run] = []

  private static let headLength = 8

  init(_ memory: ImportMemory) { (length, folder) = (memory.records, memory.folder) }

  /// Adds a record.
  mutating func add(_ key: [UInt8], _ value: [UInt8]) throws(Diagnostic) {
    if isFull { try spill() }
    entries.append(Entry(prefix: Self.prefix(of: key), start: UInt32(bytes.count)))
    for count in [key.count, value.count] {
      withUnsafeBytes(of: UInt32(count)) { bytes.append(contentsOf: $0) }
    }
    bytes.append(contentsOf: key)
    bytes.append(contentsOf: value)
  }

  /// Takes over the records of another.
  mutating func add(_ other: SortedRecords) throws(Diagnostic) {
    runs += other.runs
    for (index, entry) in other.entries.enumerated() {
      if isFull { try spill() }
      entries.append(Entry(prefix: entry.prefix, start: UInt32(bytes.count)))
      let end =
        index + 1 < other.entries.count ? Int(other.entries[index + 1].start) : other.bytes.count
      bytes.append(contentsOf: other.bytes[Int(entry.start)..<end])
    }
  }

  /// Whether what is in memory is as much as is sorted at once.
  private var isFull: Bool { bytes.count + entries.count * MemoryLayout<Entry>.stride > length }

  /// Makes an end of adding, after which records can be asked for, and nothing else is in memory.
  mutating func finish() throws(Diagnostic) {
    if runs.isEmpty {
      bytes = sorted()
    } else {
      try spill()
      bytes = []
    }
    entries = []
  }

  /// Hands over all records in the order of their keys' bytes.
  ///
  /// - Precondition: `finish` has been called.
  func forEach(
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void
  ) throws {
    if runs.isEmpty { return try forEachInMemory(body) }
    // All that is read ahead takes as much as was sorted at once.
    let ahead = max(1 << 12, length / runs.count)
    var readers: [RunReader] = []
    for run in runs { readers.append(try RunReader(run.file, run.range, ahead: ahead)) }
    func precedes(_ left: Int, _ right: Int) -> Bool {
      let order = Self.compare(readers[left].key, readers[right].key)
      return order != 0 ? order < 0 : left < right
    }
    var order = MergeOrder(count: readers.count, precedes: precedes)
    while let first = order.first {
      let reader = readers[first]
      try body(reader.key, reader.value)
      if try reader.advance() {
        order.advance(precedes: precedes)
      } else {
        order.removeFirst(precedes: precedes)
      }
    }
  }

  private func forEachInMemory(
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try bytes.withUnsafeBytes { bytes in
      var start = 0
      while start < bytes.count {
        let lengths = Self.lengths(bytes, start)
        let middle = start + Self.headLength + lengths.key
        let end = middle + lengths.value
        try body(
          UnsafeRawBufferPointer(rebasing: bytes[start + Self.headLength..<middle]),
          UnsafeRawBufferPointer(rebasing: bytes[middle..<end]))
        start = end
      }
    }
  }

  private mutating func spill() throws(Diagnostic) {
    if entries.isEmpty { return }
    let file = try TemporaryFile.made(&self.file, in: folder)
    let start = runs.last { $0.file === file }?.range.upperBound ?? 0
    let sorted = self.sorted()
    try file.write(sorted, at: start)
    runs.append(Run(file: file, range: start..<start + sorted.count))
    bytes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }

  private mutating func sorted() -> [UInt8] {
    bytes.withUnsafeBytes { bytes in
      entries.sort { left, right in
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        let order = Self.compare(Self.key(bytes, left.start), Self.key(bytes, right.start))
        return order != 0 ? order < 0 : left.start < right.start
      }
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      for entry in entries {
        let lengths = Self.lengths(bytes, Int(entry.start))
        let end = Int(entry.start) + Self.headLength + lengths.key + lengths.value
        result.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[Int(entry.start)..<end]))
      }
      return result
    }
  }

  private static func prefix(of key: [UInt8]) -> UInt64 {
    var prefix: UInt64 = 0
    for place in 0..<min(8, key.count) { prefix |= UInt64(key[place]) << UInt64(56 - 8 * place) }
    return prefix
  }

  fileprivate static func lengths(
    _ bytes: UnsafeRawBufferPointer, _ start: Int
  ) -> (key: Int, value: Int) {
    (
      Int(bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)),
      Int(bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self))
    )
  }

  private static func key(_ bytes: UnsafeRawBufferPointer, _ start: UInt32)
    -> UnsafeRawBufferPointer
  {
    let beginning = Int(start) + headLength
    return UnsafeRawBufferPointer(
      rebasing: bytes[beginning..<beginning + lengths(bytes, Int(start)).key])
  }

  private static func compare(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Int {
    if let own = left.baseAddress, let others = right.baseAddress {
      let order = memcmp(own, others, min(left.count, right.count))
      if order != 0 { return Int(order) }
    }
    return left.count - right.count
  }

  /// A run while it is read.
  private final class RunReader {
    private let file: TemporaryFile
    private var rest: Range<Int>
    private var buffer: UnsafeMutableRawBufferPointer
    /// What of the buffer is read and not yet passed.
    private var filled = 0..<0
    private(set) var key = UnsafeRawBufferPointer(start: nil, count: 0)
    private(set) var value = UnsafeRawBufferPointer(start: nil, count: 0)

    init(_ file: TemporaryFile, _ range: Range<Int>, ahead: Int) throws(Diagnostic) {
      (self.file, rest) = (file, range)
      buffer = .allocate(byteCount: ahead, alignment: 8)
      _ = try advance()
    }

    deinit { buffer.deallocate() }

    /// Goes on to the next record; false if there is none.
    func advance() throws(Diagnostic) -> Bool {
      if filled.isEmpty, rest.isEmpty { return false }
      try require(headLength)
      let lengths = lengths(UnsafeRawBufferPointer(buffer), filled.lowerBound)
      try require(headLength + lengths.key + lengths.value)
      let start = filled.lowerBound + headLength
      let middle = start + lengths.key
      key = UnsafeRawBufferPointer(rebasing: buffer[start..<middle])
      value = UnsafeRawBufferPointer(rebasing: buffer[middle..<middle + lengths.value])
      filled = middle + lengths.value..<filled.upperBound
      return true
    }

    /// Reads on until so many bytes are there.
    private func require(_ count: Int) throws(Diagnostic) {
      if filled.count >= count { return }
      var target = buffer
      if buffer.count < count {
        target = .allocate(byteCount: count * 2, alignment: 8)
      }
      if !filled.isEmpty, let from = buffer.baseAddress, let to = target.baseAddress {
        memmove(to, from + filled.lowerBound, filled.count)
      }
      if target.baseAddress != buffer.baseAddress {
        buffer.deallocate()
        buffer = target
      }
      filled = 0..<filled.count
      let length = min(rest.count, buffer.count - filled.count)
      try file.read(
        UnsafeMutableRawBufferPointer(rebasing: buffer[filled.count..<filled.count + length]),
        at: rest.lowerBound)
      filled = 0..<filled.count + length
      rest = rest.lowerBound + length..<rest.upperBound
    }
  }
}

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
    key.withUnsafeBytes { key in value.withUnsafeBytes { append(key, $0) } }
  }

  /// Adds a record that has nothing but a key.
  mutating func add(_ key: OrderedBytes) throws(Diagnostic) {
    if isFull { try spill() }
    key.withBytes { append($0, UnsafeRawBufferPointer(start: nil, count: 0)) }
  }

  private mutating func append(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    entries.append(Entry(prefix: Self.prefix(of: key), start: UInt32(bytes.count)))
    let head = UInt64(UInt32(key.count)) | UInt64(UInt32(value.count)) << 32
    withUnsafeBytes(of: head.littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: key)
    if !value.isEmpty { bytes.append(contentsOf: value) }
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
    var reader = try reader()
    while try reader.advance() { try body(reader.key, reader.value) }
  }

  /// Reads all records in the order of their keys' bytes.
  ///
  /// - Precondition: `finish` has been called.
  func reader() throws(Diagnostic) -> Reader {
    // All that is read ahead takes as much as was sorted at once.
    let ahead = max(1 << 12, length / max(1, runs.count))
    let readers =
      runs.isEmpty
      ? [ByteReader(bytes)] : runs.map { ByteReader($0.file, $0.range, ahead: ahead) }
    return try Reader(readers)
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

  private static func prefix(of key: UnsafeRawBufferPointer) -> UInt64 {
    if key.count >= 8 { return UInt64(bigEndian: key.loadUnaligned(as: UInt64.self)) }
    var prefix: UInt64 = 0
    for place in 0..<key.count { prefix |= UInt64(key[place]) << UInt64(56 - 8 * place) }
    return prefix
  }

  fileprivate static func lengths(
    _ bytes: UnsafeRawBufferPointer, _ start: Int
  ) -> (key: Int, value: Int) {
    (
      Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))),
      Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self)))
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

  /// Records while they are read: the first of every run is at hand.
  struct Reader {
    private struct Head {
      var bytes: ByteReader
      var key = UnsafeRawBufferPointer(start: nil, count: 0)
      var value = UnsafeRawBufferPointer(start: nil, count: 0)

      /// Goes on to the next record; false if there is none.
      mutating func advance() throws(Diagnostic) -> Bool {
        if bytes.isAtEnd { return false }
        let lengths = lengths(try bytes.peek(headLength), 0)
        let record = try bytes.next(headLength + lengths.key + lengths.value)
        let middle = headLength + lengths.key
        key = UnsafeRawBufferPointer(rebasing: record[headLength..<middle])
        value = UnsafeRawBufferPointer(rebasing: record[middle...])
        return true
      }
    }

    private var heads: [Head] = []
    private var order = MergeOrder(count: 0) { _, _ in false }
    private var hasBegun = false
    /// The record that was gone on to.
    private(set) var key = UnsafeRawBufferPointer(start: nil, count: 0)
    private(set) var value = UnsafeRawBufferPointer(start: nil, count: 0)

    fileprivate init(_ runs: [ByteReader]) throws(Diagnostic) {
      for run in runs {
        var head = Head(bytes: run)
        if try head.advance() { heads.append(head) }
      }
      order = MergeOrder(count: heads.count) { [heads] in Self.precedes(heads, $0, $1) }
    }

    /// Goes on to the next record; false if there is none.
    mutating func advance() throws(Diagnostic) -> Bool {
      guard let last = order.first else { return false }
      if !hasBegun {
        hasBegun = true
      } else if try heads[last].advance() {
        order.advance { [heads] in Self.precedes(heads, $0, $1) }
      } else {
        order.removeFirst { [heads] in Self.precedes(heads, $0, $1) }
      }
      guard let first = order.first else { return false }
      (key, value) = (heads[first].key, heads[first].value)
      return true
    }

    @inline(__always)
    private static func precedes(_ heads: [Head], _ left: Int, _ right: Int) -> Bool {
      let order = compare(heads[left].key, heads[right].key)
      return order != 0 ? order < 0 : left < right
    }
  }
}

import Glibc
import GraphModel

/// Bytes one after another, of which only some are in memory: the rest is in a file that has no name.
struct ByteSpill: Sendable {
  /// How many bytes are kept in memory.
  private let capacity: Int
  private let folder: String
  private var recent: [UInt8] = []
  private var file: TemporaryFile?
  /// How many bytes are in the file.
  private var spilled = 0

  init(_ memory: ImportMemory) { (capacity, folder) = (memory.records, memory.folder) }

  /// Adds bytes.
  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(Diagnostic) {
    if recent.count + bytes.count > capacity { try spill() }
    recent.append(contentsOf: bytes)
  }

  private mutating func spill() throws(Diagnostic) {
    if recent.isEmpty { return }
    let file = try TemporaryFile.made(&self.file, in: folder)
    try file.write(recent, at: spilled)
    spilled += recent.count
    recent.removeAll(keepingCapacity: true)
  }

  /// Makes an end of adding, after which bytes can be read, and no more than those of a few are in memory.
  mutating func finish() throws(Diagnostic) {
    if file == nil { return }
    try spill()
    recent = []
  }

  /// Reads all of them.
  ///
  /// - Precondition: `finish` has been called.
  func reader() -> ByteReader {
    guard let file else { return ByteReader(recent) }
    return ByteReader(file, 0..<spilled, ahead: max(1 << 12, capacity / 2))
  }
}

/// Reads bytes one after another from a file, or from memory.
struct ByteReader {
  /// Bytes that are given back with it.
  private final class Room {
    let bytes: UnsafeMutableRawBufferPointer

    init(_ count: Int) { bytes = .allocate(byteCount: count, alignment: 8) }

    deinit { bytes.deallocate() }
  }

  private let file: TemporaryFile?
  /// What has not been read from the file yet.
  private var rest: Range<Int>
  private var room: Room
  /// What there has been read and not yet passed.
  private var filled: Range<Int>

  init(_ file: TemporaryFile, _ range: Range<Int>, ahead: Int) {
    (self.file, rest, filled) = (file, range, 0..<0)
    room = Room(ahead)
  }

  init(_ bytes: some Collection<UInt8>) {
    (file, rest, filled) = (nil, 0..<0, 0..<bytes.count)
    room = Room(bytes.count)
    room.bytes.copyBytes(from: bytes)
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { filled.isEmpty && rest.isEmpty }

  /// The next so many bytes, which stay where they are until more are asked for.
  mutating func next(_ count: Int) throws(Diagnostic) -> UnsafeRawBufferPointer {
    let bytes = try peek(count)
    filled = filled.lowerBound + count..<filled.upperBound
    return bytes
  }

  /// The next so many bytes, without passing them.
  mutating func peek(_ count: Int) throws(Diagnostic) -> UnsafeRawBufferPointer {
    if filled.count < count { try fill(count) }
    return UnsafeRawBufferPointer(
      rebasing: room.bytes[filled.lowerBound..<filled.lowerBound + count])
  }

  /// Reads on until so many bytes are there.
  private mutating func fill(_ count: Int) throws(Diagnostic) {
    guard let file else { preconditionFailure("what is in memory is there") }
    let target = room.bytes.count < count ? Room(count * 2) : room
    if !filled.isEmpty, let from = room.bytes.baseAddress, let to = target.bytes.baseAddress {
      memmove(to, from + filled.lowerBound, filled.count)
    }
    room = target
    let length = min(rest.count, room.bytes.count - filled.count)
    try file.read(
      UnsafeMutableRawBufferPointer(rebasing: room.bytes[filled.count..<filled.count + length]),
      at: rest.lowerBound)
    filled = 0..<filled.count + length
    rest = rest.lowerBound + length..<rest.upperBound
  }
}

import Glibc

/// Values as bytes that stand in the order in which the values do.
struct OrderedBytes {
  private var room = [UInt8](repeating: 0, count: 256)
  private var count = 0

  mutating func removeAll() { count = 0 }

  /// Hands over what was added.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try room.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  /// Adds a number from 0.
  mutating func add(_ number: UInt32) { store(number.bigEndian) }

  /// Adds a number from 0, or a negative one for none, which comes first.
  mutating func add(optional number: Int32) {
    store(number < 0 ? 0 : 1 as UInt8)
    if number >= 0 { add(UInt32(number)) }
  }

  /// Adds a range from 0; none comes first.
  mutating func add(_ range: Range<Int>?) {
    store(range == nil ? 0 : 1 as UInt8)
    guard let range else { return }
    add(UInt32(range.lowerBound))
    add(UInt32(range.upperBound))
  }

  /// Adds a text that has no zeros.
  mutating func add(_ text: UnsafeRawBufferPointer) {
    add(last: text)
    store(0 as UInt8)
  }

  /// Adds a text with which the bytes end.
  mutating func add(last text: UnsafeRawBufferPointer) {
    reserve(text.count)
    room.withUnsafeMutableBytes { room in
      UnsafeMutableRawBufferPointer(rebasing: room[count...]).copyMemory(from: text)
    }
    count += text.count
  }

  @inline(__always)
  private mutating func store<Value: BitwiseCopyable>(_ value: Value) {
    let length = MemoryLayout<Value>.size
    reserve(length)
    room.withUnsafeMutableBytes {
      $0.storeBytes(of: value, toByteOffset: count, as: Value.self)
    }
    count += length
  }

  @inline(__always)
  private mutating func reserve(_ length: Int) {
    if count + length > room.count {
      room.append(contentsOf: repeatElement(0, count: max(room.count, length)))
    }
  }
}

/// Reads what `OrderedBytes` has written.
struct OrderedReader {
  private let bytes: UnsafeRawBufferPointer
  private(set) var position = 0

  init(_ bytes: UnsafeRawBufferPointer, from position: Int = 0) {
    (self.bytes, self.position) = (bytes, position)
  }

  mutating func number() -> UInt32 {
    defer { position += 4 }
    return UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
  }

  mutating func optionalNumber() -> Int? { isThere() ? Int(number()) : nil }

  mutating func range() -> Range<Int>? {
    guard isThere() else { return nil }
    let start = Int(number())
    return start..<Int(number())
  }

  mutating func text() -> UnsafeRawBufferPointer {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[position...])
    guard let start = rest.baseAddress, let end = memchr(start, 0, rest.count) else {
      preconditionFailure("a text ends with a zero")
    }
    let text = UnsafeRawBufferPointer(start: start, count: UnsafeRawPointer(end) - start)
    position += text.count + 1
    return text
  }

  private mutating func isThere() -> Bool {
    defer { position += 1 }
    return bytes[position] != 0
  }
}

import Glibc

/// Values as bytes that stand in the order in which the values do.
struct OrderedBytes {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Adds a number from 0.
  mutating func add(_ number: UInt32) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// Adds a number from 0 in two bytes.
  mutating func add(_ number: UInt16) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// Adds a number from 0, or a negative one for none, which comes first.
  mutating func add(optional number: Int32) {
    bytes.append(number < 0 ? 0 : 1)
    if number >= 0 { add(UInt32(number)) }
  }

  /// Adds a range from 0; none comes first.
  mutating func add(_ range: Range<Int>?) {
    bytes.append(range == nil ? 0 : 1)
    guard let range else { return }
    add(UInt32(range.lowerBound))
    add(UInt32(range.upperBound))
  }

  /// Adds a text that has no zeros.
  mutating func add(_ text: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: text)
    bytes.append(0)
  }

  /// Adds a text with which the bytes end.
  mutating func add(last text: UnsafeRawBufferPointer) { bytes.append(contentsOf: text) }
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

  mutating func shortNumber() -> UInt16 {
    defer { position += 2 }
    return UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt16.self))
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

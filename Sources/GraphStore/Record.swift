/// The values of one row as SQLite's file format writes them: first the kinds, then the values.
struct Record: ~Copyable {
  private let kinds = UnsafeMutableRawPointer.allocate(byteCount: 128, alignment: 8)
  private var kindCount = 0
  private var values: UnsafeMutableRawPointer
  private var capacity = 1 << 12
  private var valueCount = 0

  init() { values = .allocate(byteCount: capacity, alignment: 8) }

  deinit {
    kinds.deallocate()
    values.deallocate()
  }

  /// How many bytes it takes.
  var count: Int { 1 + kindCount + valueCount }

  /// Begins another row, of at most twenty values, of which few are texts.
  mutating func clear() { (kindCount, valueCount) = (0, 0) }

  mutating func add(_ value: Int) {
    switch value {
    case 0, 1: addKind(8 + value)
    case -0x80...0x7F: add(value, 1, kind: 1)
    case -0x8000...0x7FFF: add(value, 2, kind: 2)
    case -0x80_0000...0x7F_FFFF: add(value, 3, kind: 3)
    case -0x8000_0000...0x7FFF_FFFF: add(value, 4, kind: 4)
    case -0x8000_0000_0000...0x7FFF_FFFF_FFFF: add(value, 6, kind: 5)
    default: add(value, 8, kind: 6)
    }
  }

  mutating func addNull() { addKind(0) }

  mutating func add(_ value: Int?) {
    if let value { add(value) } else { addNull() }
  }

  /// Adds a number of a column of kind REAL, in which whole numbers are written short.
  mutating func add(_ value: Double) {
    if let whole = Int(exactly: value), abs(whole) < 1 << 47 { return add(whole) }
    add(Int(bitPattern: UInt(value.bitPattern)), 8, kind: 7)
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  /// Adds a text by its bytes.
  mutating func add(_ text: UnsafeRawBufferPointer) {
    addKind(text.count * 2 + 13)
    reserve(text.count)
    UnsafeMutableRawBufferPointer(start: values + valueCount, count: text.count)
      .copyBytes(from: text)
    valueCount += text.count
  }

  /// Copies its bytes.
  func copy(to target: UnsafeMutableRawPointer) {
    target.storeBytes(of: UInt8(1 + kindCount), as: UInt8.self)
    (target + 1).copyMemory(from: kinds, byteCount: kindCount)
    (target + 1 + kindCount).copyMemory(from: values, byteCount: valueCount)
  }

  private mutating func add(_ value: Int, _ length: Int, kind: Int) {
    addKind(kind)
    reserve(8)
    let bits = UInt64(bitPattern: Int64(value)) << UInt64(64 - 8 * length)
    values.storeBytes(of: bits.bigEndian, toByteOffset: valueCount, as: UInt64.self)
    valueCount += length
  }

  private mutating func addKind(_ kind: Int) {
    kindCount += Varint.write(UInt64(kind), to: kinds + kindCount)
  }

  /// Makes room for more bytes of values, with some to spare.
  private mutating func reserve(_ length: Int) {
    if valueCount + length <= capacity { return }
    capacity = max(capacity * 2, valueCount + length)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
    larger.copyMemory(from: values, byteCount: valueCount)
    values.deallocate()
    values = larger
  }
}

/// Numbers in as many bytes as they need, seven bits in each.
enum Varint {
  /// Writes a number below 2⁵⁶, and returns how many bytes it took.
  @inline(__always)
  static func write(_ value: UInt64, to target: UnsafeMutableRawPointer) -> Int {
    if value < 0x80 {
      target.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
      return 1
    }
    return writeLong(value, to: target)
  }

  private static func writeLong(_ value: UInt64, to target: UnsafeMutableRawPointer) -> Int {
    var length = 2
    while length < 8, value >> UInt64(7 * length) != 0 { length += 1 }
    for place in 0..<length {
      let bits = UInt8(truncatingIfNeeded: value >> UInt64(7 * (length - 1 - place))) & 0x7F
      target.storeBytes(
        of: place == length - 1 ? bits : bits | 0x80, toByteOffset: place, as: UInt8.self)
    }
    return length
  }

  /// Reads a number and goes on to what is behind it; nil where there is none that ends before `end`.
  static func read(_ place: inout UnsafeRawPointer, before end: UnsafeRawPointer) -> UInt64? {
    var value: UInt64 = 0
    for length in 1...9 {
      guard place < end else { return nil }
      let byte = place.load(as: UInt8.self)
      place += 1
      if length == 9 { return value << 8 | UInt64(byte) }
      value = value << 7 | UInt64(byte & 0x7F)
      if byte < 0x80 { return value }
    }
    return nil
  }
}

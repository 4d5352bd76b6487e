/// Takes the values out of a row as SQLite's file format writes them, one after another: the counterpart of
/// `Record`.
///
/// It points into memory that its owner keeps, and that goes on for eight bytes after the row.
struct RecordReader {
  private var kind: UnsafeRawPointer
  private let kindsEnd: UnsafeRawPointer
  private var value: UnsafeRawPointer
  private let end: UnsafeRawPointer

  /// Begins a row; nil where its bytes are none.
  init?(_ start: UnsafeRawPointer, count: Int) {
    let end = start + count
    var kind = start
    guard let length = Varint.read(&kind, before: end), UInt64(kind - start) <= length,
      length <= UInt64(count)
    else { return nil }
    self.kind = kind
    self.end = end
    kindsEnd = start + Int(length)
    value = kindsEnd
  }

  /// A whole number; nil where the next value is none.
  @inline(__always)
  mutating func int() -> Int? {
    guard kind < kindsEnd else { return nil }
    let code = kind.load(as: UInt8.self)
    let length: Int
    switch code {
    case 1...4: length = Int(code)
    case 5: length = 6
    case 6: length = 8
    case 8, 9:
      kind += 1
      return Int(code) - 8
    default: return nil
    }
    guard end - value >= length else { return nil }
    kind += 1
    defer { value += length }
    let bits = UInt64(bigEndian: value.loadUnaligned(as: UInt64.self))
    return Int(Int64(bitPattern: bits) >> Int64(64 - 8 * length))
  }

  /// Whether the next value is absent, which then is passed.
  mutating func skipNull() -> Bool {
    guard kind < kindsEnd, kind.load(as: UInt8.self) == 0 else { return false }
    kind += 1
    return true
  }

  /// A number of a column of kind REAL; nil where the next value is none.
  mutating func double() -> Double? {
    guard kind < kindsEnd else { return nil }
    guard kind.load(as: UInt8.self) == 7 else { return int().map(Double.init) }
    guard end - value >= 8 else { return nil }
    kind += 1
    defer { value += 8 }
    return Double(bitPattern: UInt64(bigEndian: value.loadUnaligned(as: UInt64.self)))
  }

  /// A text; nil where the next value is none, or none in UTF-8.
  mutating func text() -> String? {
    var behind = kind
    guard let code = Varint.read(&behind, before: kindsEnd), code >= 13, code % 2 == 1 else {
      return nil
    }
    let length = (code - 13) / 2
    guard UInt64(end - value) >= length else { return nil }
    kind = behind
    defer { value += Int(length) }
    return String(
      validating: UnsafeRawBufferPointer(start: value, count: Int(length)), as: UTF8.self)
  }
}

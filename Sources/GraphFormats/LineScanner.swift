#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension UnsafeRawBufferPointer {
  @inline(__always)
  func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount, let baseAddress else { return false }
    return memcmp(baseAddress, text.utf8Start, count) == 0
  }

  /// Appends what a text of JSON says that stands between its quotes; false where that takes more to tell, or is wrong.
  func appendText(to target: inout [UInt8]) -> Bool {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var (escapes, controls, marks): (UInt64, UInt64, UInt64) = (0, 0, 0)
    func look(_ word: UInt64) {
      let backslash = word ^ (ones &* 0x5C)
      escapes |= (backslash &- ones) & ~backslash
      controls |= (word &- ones &* 0x20) & ~word
      marks |= word
    }
    var place = 0
    while place + 8 <= count {
      look(loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    // Filled up with spaces.
    var last = ones &* 0x20
    while place < count {
      last = last << 8 | UInt64(self[place])
      place += 1
    }
    look(last)
    if controls & highs != 0 { return false }
    if marks & highs != 0, (try? UTF8Span(validating: asBytes.span)) == nil { return false }
    if escapes & highs != 0 { return appendUnescaped(to: &target) }
    target.append(contentsOf: self)
    return true
  }

  private func appendUnescaped(to target: inout [UInt8]) -> Bool {
    guard let start = baseAddress else { return true }
    let end = start + count
    var next = start
    while let found = memchr(next, 0x5C, end - next) {
      let escape = UnsafeRawPointer(found)
      guard end - escape > 1 else { return false }
      target.append(contentsOf: UnsafeRawBufferPointer(start: next, count: escape - next))
      switch (escape + 1).load(as: UInt8.self) {
      case UInt8(ascii: "\""): target.append(UInt8(ascii: "\""))
      case UInt8(ascii: "\\"): target.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "/"): target.append(UInt8(ascii: "/"))
      case UInt8(ascii: "n"): target.append(0x0A)
      case UInt8(ascii: "r"): target.append(0x0D)
      case UInt8(ascii: "t"): target.append(0x09)
      default: return false
      }
      next = escape + 2
    }
    target.append(contentsOf: UnsafeRawBufferPointer(start: next, count: end - next))
    return true
  }

  var asBytes: UnsafeBufferPointer<UInt8> { assumingMemoryBound(to: UInt8.self) }
}

/// Finds where the members of an object on a line begin and end, without looking into them.
struct LineScanner {
  private var next: UnsafeRawPointer
  private let end: UnsafeRawPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    // A line without bytes has no address to begin at, and nothing is read from this one.
    next = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 8).unsafelyUnwrapped
    end = next + bytes.count
  }

  private var byte: UInt8 { next.load(as: UInt8.self) }

  /// Whether nothing but space is left.
  var isAtEnd: Bool {
    UnsafeRawBufferPointer(start: next, count: end - next).allSatisfy {
      $0 == 0x20 || $0 == 0x09 || $0 == 0x0D
    }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next < end, byte == UInt8(ascii: character) else { return false }
    next += 1
    return true
  }

  /// A key without escapes, and the colon after it.
  mutating func key() -> UnsafeRawBufferPointer? {
    guard take("\"") else { return nil }
    let start = next
    skipPlainText()
    guard next < end, byte == UInt8(ascii: "\"") else { return nil }
    let key = UnsafeRawBufferPointer(start: start, count: next - start)
    next += 1
    return take(":") ? key : nil
  }

  /// The bytes of a value, which may not be well-formed.
  mutating func value() -> UnsafeRawBufferPointer? {
    skipSpace()
    let start = next
    var depth = 0
    while next < end {
      switch byte {
      case UInt8(ascii: "\""):
        guard skipString() else { return nil }
        if depth == 0 { return UnsafeRawBufferPointer(start: start, count: next - start) }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return scalar(from: start) }
        depth -= 1
        if depth == 0 {
          next += 1
          return UnsafeRawBufferPointer(start: start, count: next - start)
        }
      case UInt8(ascii: ",") where depth == 0: return scalar(from: start)
      default: break
      }
      next += 1
    }
    return nil
  }

  /// A number or a word that ends here, without the space after it.
  private func scalar(from start: UnsafeRawPointer) -> UnsafeRawBufferPointer? {
    var bytes = UnsafeRawBufferPointer(start: start, count: next - start)
    while let last = bytes.last, last == 0x20 || last == 0x09 {
      bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast())
    }
    return bytes.isEmpty ? nil : bytes
  }

  private mutating func skipString() -> Bool {
    next += 1
    while true {
      skipPlainText()
      guard next < end else { return false }
      if byte == UInt8(ascii: "\"") {
        next += 1
        return true
      }
      guard end - next >= 2 else { return false }
      next += 2
    }
  }

  /// Goes to the next quote or backslash, or to the end, eight bytes at a time.
  private mutating func skipPlainText() {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    while end - next >= 8 {
      let word = UInt64(littleEndian: next.loadUnaligned(as: UInt64.self))
      let (quote, backslash) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
      let found = ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & highs
      if found != 0 {
        next += found.trailingZeroBitCount / 8
        return
      }
      next += 8
    }
    while next < end, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { next += 1 }
  }

  private mutating func skipSpace() {
    while next < end, byte == 0x20 || byte == 0x09 { next += 1 }
  }

  /// A whole number from 0, of at most nine digits.
  mutating func number() -> Int32? {
    skipSpace()
    let start = next
    var number: Int32 = 0
    while next < end, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), next - start < 10 {
      number = number &* 10 &+ Int32(byte & 0x0F)
      next += 1
    }
    let count = next - start
    guard count > 0, count < 10 else { return nil }
    return count > 1 && start.load(as: UInt8.self) == UInt8(ascii: "0") ? nil : number
  }

  /// The bytes of a text, without the quotes around it.
  mutating func text() -> UnsafeRawBufferPointer? {
    guard let value = value(), value.count > 1, value[0] == UInt8(ascii: "\"") else { return nil }
    return UnsafeRawBufferPointer(rebasing: value[1..<value.count - 1])
  }
}

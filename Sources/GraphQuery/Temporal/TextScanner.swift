/// Reads a text byte by byte from left to right.
struct TextScanner {
  private let bytes: [UInt8]
  private(set) var cursor = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { cursor == bytes.count }
  /// What is left.
  var rest: String { String(decoding: bytes[cursor...], as: UTF8.self) }

  func isAt(_ sign: Unicode.Scalar) -> Bool { !isAtEnd && bytes[cursor] == UInt8(ascii: sign) }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard isAt(sign) else { return false }
    cursor += 1
    return true
  }

  /// The number of digits that follow.
  var digitCount: Int {
    bytes[cursor...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
  }

  /// A number of exactly so many digits; nil, and nothing is read, where there are fewer.
  mutating func number(_ digits: Int) -> Int? {
    guard digitCount >= digits else { return nil }
    return number(atMost: digits)
  }

  /// A number of one digit or more, of which so many are read.
  mutating func number(atMost limit: Int) -> Int? {
    let count = min(digitCount, limit)
    guard count > 0 else { return nil }
    var number = 0
    for byte in bytes[cursor..<cursor + count] {
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    cursor += count
    return number
  }

  /// A fraction behind `.` or `,` in so many decimal places: 0 where there is none; nil where it has no
  /// digit, or too many.
  mutating func fraction(places: Int) -> Int? {
    guard take(".") || take(",") else { return 0 }
    let count = digitCount
    guard count <= places, var number = number(atMost: places) else { return nil }
    for _ in count..<places { number *= 10 }
    return number
  }

  /// A decimal number with a sign, in 10⁻¹⁸, without what is smaller; nil where there is none, or one of more
  /// than 18 digits.
  mutating func decimal() -> Int128? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard digitCount <= 18, let whole = number(atMost: 18) else { return nil }
    var parts = Int128(whole) * DecimalNumber.one
    if take(".") || take(",") {
      let count = digitCount
      guard var fraction = number(atMost: 18) else { return nil }
      for _ in min(count, 18)..<18 { fraction *= 10 }
      cursor += max(0, count - 18)
      parts += Int128(fraction)
    }
    return isNegative ? -parts : parts
  }

  /// What comes before a sign, which is read too; nil where there is no such sign.
  mutating func text(before sign: Unicode.Scalar) -> String? {
    guard let end = bytes[cursor...].firstIndex(of: UInt8(ascii: sign)) else { return nil }
    defer { cursor = end + 1 }
    return String(decoding: bytes[cursor..<end], as: UTF8.self)
  }
}

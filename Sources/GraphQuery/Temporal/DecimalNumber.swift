/// A number with 18 decimal places, so that `0.1` of a month is the same in a map and in a text.
struct DecimalNumber: Hashable, Sendable {
  static let one: Int128 = 1_000_000_000_000_000_000

  /// How many 10⁻¹⁸ it has.
  private(set) var parts: Int128

  init(_ whole: Int) { parts = Int128(whole) * Self.one }

  /// The shortest decimal number that is this one in 64 bits.
  init(_ number: Double) throws(QueryError) {
    guard abs(number) < 0x1p63 else { throw Calculation.overflow }
    var scanner = TextScanner("\(number)")
    guard let parts = scanner.decimal() else { throw Calculation.overflow }
    self.parts = parts
    if scanner.take("e") {
      let isSmall = scanner.take("-")
      if !isSmall { _ = scanner.take("+") }
      for _ in 0..<(scanner.number(atMost: 3) ?? 0) {
        self.parts = isSmall ? self.parts / 10 : self.parts * 10
      }
    }
  }

  init(parts: Int128) { self.parts = parts }

  var whole: Int128 { parts / Self.one }
  /// What is left beside the whole, of the same sign.
  var fraction: Int128 { parts % Self.one }

  func times(_ factor: Int128) throws(QueryError) -> DecimalNumber {
    let (product, overflows) = parts.multipliedReportingOverflow(by: factor)
    if overflows { throw Calculation.overflow }
    return DecimalNumber(parts: product)
  }

  func plus(_ other: DecimalNumber) throws(QueryError) -> DecimalNumber {
    let (sum, overflows) = parts.addingReportingOverflow(other.parts)
    if overflows { throw Calculation.overflow }
    return DecimalNumber(parts: sum)
  }

  /// The product with a factor below 2⁵⁵, without what is smaller than 1.
  func of(_ unit: Int128) throws(QueryError) -> Int128 {
    let (whole, overflows) = whole.multipliedReportingOverflow(by: unit)
    if overflows { throw Calculation.overflow }
    let (sum, overflowsToo) = whole.addingReportingOverflow(fraction * unit / Self.one)
    if overflowsToo { throw Calculation.overflow }
    return sum
  }
}

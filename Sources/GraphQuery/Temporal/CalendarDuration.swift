import GraphModel

/// A length of time as calendars have it: months, days and nanoseconds, none of which is made of another,
/// since months and days differ in length.
public struct CalendarDuration: Hashable, Sendable {
  let months: Int
  let days: Int
  /// Fewer than 2⁶³ seconds.
  let nanoseconds: Int128

  static let zero = CalendarDuration()

  private init() { (months, days, nanoseconds) = (0, 0, 0) }

  init(months: Int128 = 0, days: Int128 = 0, nanoseconds: Int128 = 0) throws(QueryError) {
    guard let months = Int(exactly: months), let days = Int(exactly: days),
      Int(exactly: nanoseconds.floored(by: Int128(ClockTime.second)).quotient) != nil
    else { throw Calculation.overflow }
    (self.months, self.days, self.nanoseconds) = (months, days, nanoseconds)
  }

  /// Makes fractions of a month days and those of a day nanoseconds; a month is a twelfth of the mean year
  /// of 365.2425 days.
  private init(
    months: DecimalNumber, days: DecimalNumber, nanoseconds: Int128
  ) throws(QueryError) {
    let day = Int128(ClockTime.day)
    let rest = try DecimalNumber(parts: months.fraction).of(Self.month)
    let (inDays, overflows) = (try days.of(day)).addingReportingOverflow(rest)
    let (sum, overflowsToo) = nanoseconds.addingReportingOverflow(inDays % day)
    if overflows || overflowsToo { throw Calculation.overflow }
    try self.init(months: months.whole, days: inDays / day, nanoseconds: sum)
  }

  /// The nanoseconds of a mean month.
  static let month: Int128 = 2_629_746_000_000_000

  // MARK: Of units

  enum Unit: String, CaseIterable {
    case years, quarters, months, weeks, days, hours, minutes, seconds, milliseconds, microseconds
    case nanoseconds
  }

  /// The sum of numbers of units, which may have fractions.
  init(_ amounts: [(unit: Unit, amount: DecimalNumber)]) throws(QueryError) {
    var (months, days, nanoseconds) = (DecimalNumber(0), DecimalNumber(0), Int128(0))
    for (unit, amount) in amounts {
      switch unit {
      case .years: months = try months.plus(amount.times(12))
      case .quarters: months = try months.plus(amount.times(3))
      case .months: months = try months.plus(amount)
      case .weeks: days = try days.plus(amount.times(7))
      case .days: days = try days.plus(amount)
      case .hours: nanoseconds += try amount.of(Int128(ClockTime.hour))
      case .minutes: nanoseconds += try amount.of(Int128(ClockTime.minute))
      case .seconds: nanoseconds += try amount.of(Int128(ClockTime.second))
      case .milliseconds: nanoseconds += try amount.of(1_000_000)
      case .microseconds: nanoseconds += try amount.of(1000)
      case .nanoseconds: nanoseconds += try amount.of(1)
      }
    }
    try self.init(months: months, days: days, nanoseconds: nanoseconds)
  }

  // MARK: Arithmetic

  func plus(_ other: CalendarDuration) throws(QueryError) -> CalendarDuration {
    try CalendarDuration(
      months: Int128(months) + Int128(other.months), days: Int128(days) + Int128(other.days),
      nanoseconds: nanoseconds + other.nanoseconds)
  }

  func negated() throws(QueryError) -> CalendarDuration {
    try CalendarDuration(
      months: -Int128(months), days: -Int128(days), nanoseconds: -nanoseconds)
  }

  func times(_ factor: DecimalNumber) throws(QueryError) -> CalendarDuration {
    let second = Int128(ClockTime.second)
    let seconds = try factor.times(nanoseconds / second)
    let rest = try factor.of(nanoseconds % second)
    return try CalendarDuration(
      months: factor.times(Int128(months)), days: factor.times(Int128(days)),
      nanoseconds: seconds.parts / second + rest)
  }

  func divided(by divisor: Int) throws(QueryError) -> CalendarDuration {
    if divisor == 0 {
      throw QueryError(.arithmetic, "DivisionByZero", "a duration cannot be divided by 0")
    }
    func part(_ number: Int) -> DecimalNumber {
      DecimalNumber(parts: DecimalNumber(number).parts / Int128(divisor))
    }
    return try CalendarDuration(
      months: part(months), days: part(days), nanoseconds: nanoseconds / Int128(divisor))
  }

  /// How long it is in the mean, in nanoseconds; durations are sorted by it.
  var meanLength: Int128 {
    Int128(months) * Self.month + Int128(days) * Int128(ClockTime.day) + nanoseconds
  }
}

extension CalendarDuration: CustomStringConvertible {
  /// In ISO 8601, every part with its sign: `P1Y-2M3DT4H5M6.7S`; none is `PT0S`.
  public var description: String {
    func part(_ number: some BinaryInteger, _ sign: String) -> String {
      number == 0 ? "" : "\(number)\(sign)"
    }
    let date = part(months / 12, "Y") + part(months % 12, "M") + part(days, "D")
    let second = Int128(ClockTime.second)
    var time =
      part(nanoseconds / (3600 * second), "H") + part(nanoseconds / (60 * second) % 60, "M")
    let rest = Int(nanoseconds % (60 * second))
    if rest != 0 {
      var text = "\(abs(rest) / ClockTime.second)"
      if rest % ClockTime.second != 0 {
        text += ".\((abs(rest) % ClockTime.second).padded(to: 9))"
        while text.last == "0" { text.removeLast() }
      }
      time += (rest < 0 ? "-" : "") + text + "S"
    }
    if date.isEmpty, time.isEmpty { return "PT0S" }
    return "P" + date + (time.isEmpty ? "" : "T" + time)
  }
}

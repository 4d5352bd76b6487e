import GraphModel

/// A day of the proleptic Gregorian calendar, as ISO 8601 counts years, months, quarters and weeks.
///
/// Years go from -999,999,999 to 999,999,999; year 0 is 1 BC.
public struct CalendarDate: Hashable, Sendable {
  /// Its number; day 0 is 1970-01-01.
  let day: Int

  static let years = -999_999_999...999_999_999
  private static let days =
    EDTF.day(
      year: years.lowerBound, month: 1, day: 1)...EDTF.day(
      year: years.upperBound, month: 12, day: 31)

  init(day: Int128) throws(QueryError) {
    guard let day = Int(exactly: day), Self.days.contains(day) else {
      throw .outOfRange(
        "a date has a year from \(Self.years.lowerBound) to \(Self.years.upperBound)")
    }
    self.day = day
  }

  init(year: Int, month: Int, dayOfMonth: Int) throws(QueryError) {
    try Self.checkYear(year)
    try checkRange(month, 1...12, "month")
    let last = EDTF.dayCount(year: year, month: month)
    guard (1...last).contains(dayOfMonth) else {
      throw .outOfRange("\(year)-\(month.padded(to: 2)) has days 1 to \(last), not \(dayOfMonth)")
    }
    day = EDTF.day(year: year, month: month, day: dayOfMonth)
  }

  init(year: Int, quarter: Int, dayOfQuarter: Int) throws(QueryError) {
    try Self.checkYear(year)
    try checkRange(quarter, 1...4, "quarter")
    let last = Self.length(ofQuarter: quarter, of: year)
    guard (1...last).contains(dayOfQuarter) else {
      throw .outOfRange("quarter \(quarter) of \(year) has days 1 to \(last), not \(dayOfQuarter)")
    }
    day = EDTF.day(year: year, month: 3 * quarter - 2, day: 1) + dayOfQuarter - 1
  }

  init(year: Int, ordinalDay: Int) throws(QueryError) {
    try Self.checkYear(year)
    let last = Self.length(ofYear: year)
    guard (1...last).contains(ordinalDay) else {
      throw .outOfRange("\(year) has days 1 to \(last), not \(ordinalDay)")
    }
    day = EDTF.day(year: year, month: 1, day: 1) + ordinalDay - 1
  }

  /// - Parameter dayOfWeek: From 1, Monday, to 7.
  init(weekYear: Int, week: Int, dayOfWeek: Int) throws(QueryError) {
    try Self.checkYear(weekYear)
    try checkRange(dayOfWeek, 1...7, "day of the week")
    let last = Self.weekCount(ofYear: weekYear)
    guard (1...last).contains(week) else {
      throw .outOfRange("\(weekYear) has weeks 1 to \(last), not \(week)")
    }
    try self.init(
      day: Int128(Self.firstMonday(ofYear: weekYear) + 7 * (week - 1) + dayOfWeek - 1))
  }

  private static func checkYear(_ year: Int) throws(QueryError) {
    try checkRange(year, years, "year")
  }

  // MARK: Parts

  private var civil: CivilDate { CivilDate(day: day) }
  var year: Int { civil.year }
  var month: Int { civil.month }
  var dayOfMonth: Int { civil.dayOfMonth }
  var quarter: Int { (month + 2) / 3 }
  var dayOfQuarter: Int { day - EDTF.day(year: year, month: 3 * quarter - 2, day: 1) + 1 }
  var ordinalDay: Int { day - EDTF.day(year: year, month: 1, day: 1) + 1 }
  /// From 1, Monday, to 7.
  var dayOfWeek: Int { (day + 3).floored(by: 7).remainder + 1 }
  /// The year of the week's Thursday.
  var weekYear: Int { CivilDate(day: day - dayOfWeek + 4).year }
  /// From 1, the week with the year's first Thursday.
  var week: Int { (day - Self.firstMonday(ofYear: weekYear)) / 7 + 1 }

  /// The Monday of the first week, which is the one of January 4.
  private static func firstMonday(ofYear year: Int) -> Int {
    let day = EDTF.day(year: year, month: 1, day: 4)
    return day - (day + 3).floored(by: 7).remainder
  }

  static func length(ofYear year: Int) -> Int { 337 + EDTF.dayCount(year: year, month: 2) }

  static func length(ofQuarter quarter: Int, of year: Int) -> Int {
    (3 * quarter - 2...3 * quarter).map { EDTF.dayCount(year: year, month: $0) }.reduce(0, +)
  }

  static func weekCount(ofYear year: Int) -> Int {
    (firstMonday(ofYear: year + 1) - firstMonday(ofYear: year)) / 7
  }

  // MARK: Steps

  /// The day that many months later; where the month is too short, its last.
  func adding(months: Int128) throws(QueryError) -> CalendarDate {
    let civil = civil
    let (year, month) = (Int128(civil.year) * 12 + Int128(civil.month - 1) + months).floored(by: 12)
    guard let year = Int(exactly: year), Self.years.contains(year) else {
      throw .outOfRange(
        "a date has a year from \(Self.years.lowerBound) to \(Self.years.upperBound)")
    }
    let last = EDTF.dayCount(year: year, month: Int(month) + 1)
    return try CalendarDate(
      year: year, month: Int(month) + 1, dayOfMonth: min(civil.dayOfMonth, last))
  }

  func adding(days: Int128) throws(QueryError) -> CalendarDate {
    try CalendarDate(day: Int128(day) + days)
  }

  /// The whole months to another day, negative where it is earlier.
  func months(to other: CalendarDate) -> Int {
    let (l, r) = (civil, other.civil)
    return ((r.year - l.year) * 384 + (r.month - l.month) * 32 + r.dayOfMonth - l.dayOfMonth) / 32
  }
}

extension CalendarDate: CustomStringConvertible {
  /// In ISO 8601: `2020-01-06`, `-0043-03-15`, `+17000-01-01`.
  public var description: String {
    let civil = civil
    return (civil.year > 9999 ? "+" : "") + civil.year.padded(to: 4)
      + "-\(civil.month.padded(to: 2))-\(civil.dayOfMonth.padded(to: 2))"
  }
}

/// Throws unless a part of a date or time is one that there is.
func checkRange(
  _ number: Int, _ range: ClosedRange<Int>, _ what: String
) throws(QueryError) {
  if range.contains(number) { return }
  throw .outOfRange(
    "there is no \(what) \(number): it is from \(range.lowerBound) to \(range.upperBound)")
}

extension QueryError {
  /// The error of a number that no date, time or duration has.
  static func outOfRange(_ message: String) -> QueryError {
    QueryError(.argument, "NumberOutOfRange", message)
  }

  /// The error of what no date, time or duration can be made of.
  static func unusableTime(_ message: String) -> QueryError {
    QueryError(.argument, "InvalidArgumentValue", message)
  }
}

extension BinaryInteger {
  /// Quotient rounded down, and remainder from 0.
  func floored(by divisor: Self) -> (quotient: Self, remainder: Self) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

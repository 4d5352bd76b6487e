/// A time as news gives it: a day, a month, a season, a year, or an interval of them.
///
/// The notation is ISO 8601-2 (EDTF), levels 0 and 1: `2020-01-06`, `2020-01`, `2020`, `-0043`,
/// `Y17000`, seasons `2020-21` (spring) to `2020-24` (winter), unspecified digits `202X` and
/// `2020-01-XX`, the marks `~` (about), `?` (perhaps) and `%` (both), and intervals `2019/2020-01-06`,
/// `2020-01-06/..` (open) and `/2020` (unknown start). A time of day is checked and kept in `text` but
/// counts as its day.
///
/// What is compared is the range of days that the notation allows. Days are numbered in the proleptic
/// Gregorian calendar; day 0 is 1970-01-01. Seasons are those of the north: spring begins in March and
/// winter ends with the next February.
public struct EDTF: Hashable, Sendable, CustomStringConvertible {
  /// The notation as it was given.
  public let text: String
  /// The first day that it may mean, or nil if nothing bounds it from below.
  public let earliest: Int?
  /// The last day that it may mean, or nil if nothing bounds it from above.
  public let latest: Int?
  /// Whether the source calls it approximate (`~` or `%`).
  public let isApproximate: Bool
  /// Whether the source calls it uncertain (`?` or `%`).
  public let isUncertain: Bool

  /// The notation as it was given.
  public var description: String { text }

  /// Parses a time.
  ///
  /// - Throws: `EDTFError`, which says what is wrong with it.
  /// - Complexity: O(*n*) in the length of the text.
  public init(_ text: String) throws(EDTFError) {
    var parser = EDTFParser(text)
    let (range, approximate, uncertain) = try parser.time()
    self.text = text
    earliest = range.earliest
    latest = range.latest
    isApproximate = approximate
    isUncertain = uncertain
  }

  /// Whether some day may be in both.
  public func overlaps(_ other: EDTF) -> Bool {
    Self.isOrdered(earliest, other.latest) && Self.isOrdered(other.earliest, latest)
  }

  /// Whether every day that `other` may mean is in this one.
  public func contains(_ other: EDTF) -> Bool {
    (earliest.map { first in other.earliest.map { first <= $0 } ?? false } ?? true)
      && (latest.map { last in other.latest.map { $0 <= last } ?? false } ?? true)
  }

  /// Whether a day may be in it.
  public func contains(day: Int) -> Bool {
    Self.isOrdered(earliest, day) && Self.isOrdered(day, latest)
  }

  private static func isOrdered(_ first: Int?, _ last: Int?) -> Bool {
    guard let first, let last else { return true }
    return first <= last
  }

  /// The number of that day of the proleptic Gregorian calendar; 1970-01-01 is day 0.
  public static func day(year: Int, month: Int, day: Int) -> Int {
    // Years of this count begin in March, so that the leap day is the last.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The number of days of a month of a year.
  package static func dayCount(year: Int, month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

extension EDTF: Comparable {
  /// Orders by first day, then last day, then notation; unbounded beginnings come first.
  public static func < (left: EDTF, right: EDTF) -> Bool {
    let (l, r) = (left.earliest ?? .min, right.earliest ?? .min)
    if l != r { return l < r }
    let (m, s) = (left.latest ?? .max, right.latest ?? .max)
    if m != s { return m < s }
    return left.text < right.text
  }
}

/// Why a text is not a time.
public struct EDTFError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text.
  public var text: String
  /// What is wrong with it.
  public var reason: String

  /// Makes an error.
  public init(text: String, reason: String) {
    self.text = text
    self.reason = reason
  }

  /// One line, for example `'2020-13' is not a time (EDTF, as in 2020-01-06): there is no month 13`.
  public var description: String {
    "\(text.quoted) is not a time (EDTF, as in 2020-01-06, 2020-01 or 2019/2020): \(reason)"
  }
}

/// Reads the notation from left to right.
private struct EDTFParser {
  struct DayRange {
    var earliest: Int?
    var latest: Int?
  }

  private enum End {
    case date(DayRange)
    case open
    case unknown
  }

  private let text: String
  private let bytes: [UInt8]
  private var cursor = 0
  private var isApproximate = false
  private var isUncertain = false

  init(_ text: String) {
    self.text = text
    // Nothing valid is longer; the bound keeps errors about hostile texts short.
    bytes = Array(text.utf8.prefix(129))
  }

  mutating func time() throws(EDTFError) -> (DayRange, approximate: Bool, uncertain: Bool) {
    if bytes.isEmpty { throw failure("it is empty") }
    if bytes.count > 128 { throw failure("it is too long") }
    if bytes[0] == UInt8(ascii: "[") || bytes[0] == UInt8(ascii: "{") {
      throw failure("sets of dates are not supported; write an interval or several statements")
    }
    let first = try end()
    guard take("/") else {
      guard cursor == bytes.count else { throw unexpected() }
      guard case .date(let range) = first else {
        throw failure("an open end needs a '/' and the other end")
      }
      return (range, isApproximate, isUncertain)
    }
    let second = try end()
    guard cursor == bytes.count else { throw unexpected() }
    var result = DayRange()
    switch (first, second) {
    case (.date(let start), .date(let stop)):
      if let early = start.earliest, let late = stop.latest, early > late {
        throw failure("the interval ends before it begins")
      }
      result = DayRange(earliest: start.earliest, latest: stop.latest)
    case (.date(let start), _): result.earliest = start.earliest
    case (_, .date(let stop)): result.latest = stop.latest
    default: throw failure("one end of an interval must be a date")
    }
    return (result, isApproximate, isUncertain)
  }

  private mutating func end() throws(EDTFError) -> End {
    if cursor == bytes.count || bytes[cursor] == UInt8(ascii: "/") { return .unknown }
    if take("..") { return .open }
    let range = try date()
    if cursor < bytes.count {
      switch bytes[cursor] {
      case UInt8(ascii: "~"): isApproximate = true
      case UInt8(ascii: "?"): isUncertain = true
      case UInt8(ascii: "%"): (isApproximate, isUncertain) = (true, true)
      default: return .date(range)
      }
      cursor += 1
    }
    return .date(range)
  }

  private mutating func date() throws(EDTFError) -> DayRange {
    let (years, isWholeYearKnown) = try year()
    guard take("-") else { return days(years, months: 1...12) }
    let months = try twoDigits("month")
    if months.count == 1, (21...24).contains(months.lowerBound) {
      return season(months.lowerBound, of: years)
    }
    guard months.lowerBound <= 12, months.upperBound >= 1 else {
      throw failure(
        "there is no month \(digits(months)); a month is 01 to 12, a season 21 (spring) to 24 (winter)"
      )
    }
    let allowed = max(1, months.lowerBound)...min(12, months.upperBound)
    guard take("-") else { return days(years, months: allowed) }
    let days = try twoDigits("day")
    let longest =
      allowed.map { month in
        isWholeYearKnown
          ? EDTF.dayCount(year: years.upperBound, month: month)
          : EDTF.dayCount(year: 2000, month: month)
      }.max() ?? 31
    guard days.upperBound >= 1, days.lowerBound <= longest else {
      throw failure("there is no day \(digits(days)) in that month")
    }
    let range = DayRange(
      earliest: EDTF.day(
        year: years.lowerBound, month: allowed.lowerBound, day: max(1, days.lowerBound)),
      latest: EDTF.day(
        year: years.upperBound, month: allowed.upperBound,
        day: min(
          days.upperBound, EDTF.dayCount(year: years.upperBound, month: allowed.upperBound))))
    if take("T") { try timeOfDay() }
    return range
  }

  /// The years that the notation allows, and whether it is just one.
  private mutating func year() throws(EDTFError) -> (ClosedRange<Int>, Bool) {
    let isLong = take("Y")
    let isNegative = take("-")
    let start = cursor
    var (low, high) = (0, 0)
    var sawUnspecified = false
    while cursor < bytes.count {
      let byte = bytes[cursor]
      if byte == UInt8(ascii: "X"), !isLong {
        (low, high, sawUnspecified) = (low * 10, high * 10 + 9, true)
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        let digit = Int(byte - UInt8(ascii: "0"))
        (low, high) = (low * 10 + digit, high * 10 + digit)
      } else {
        break
      }
      cursor += 1
      if cursor - start > 12 { throw failure("the year has more than 12 digits") }
    }
    let count = cursor - start
    if isLong {
      guard count >= 5 else { throw failure("a year after Y has five digits or more") }
    } else if count == 0 {
      throw cursor < bytes.count ? unexpected() : failure("the year is missing")
    } else if count != 4 {
      throw failure(
        count < 4 ? "a year has four digits" : "a year of more than four digits begins with Y")
    }
    let years = isNegative ? -high ... -low : low...high
    return (years, !sawUnspecified)
  }

  private mutating func twoDigits(_ what: String) throws(EDTFError) -> ClosedRange<Int> {
    var (low, high) = (0, 0)
    for _ in 0..<2 {
      guard cursor < bytes.count else { throw failure("a \(what) has two digits") }
      let byte = bytes[cursor]
      if byte == UInt8(ascii: "X") {
        (low, high) = (low * 10, high * 10 + 9)
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        let digit = Int(byte - UInt8(ascii: "0"))
        (low, high) = (low * 10 + digit, high * 10 + digit)
      } else {
        throw failure("a \(what) has two digits")
      }
      cursor += 1
    }
    return low...high
  }

  /// `10:20:30`, with `Z` or an offset such as `+03:30`.
  private mutating func timeOfDay() throws(EDTFError) {
    let complaint = "a time of day is written 10:20:30, with Z or an offset such as +03:30 after it"
    func isInvalid(_ range: ClosedRange<Int>, _ limit: Int) -> Bool {
      range.count > 1 || range.lowerBound > limit
    }
    if isInvalid(try twoDigits("hour"), 24) || !take(":") { throw failure(complaint) }
    if isInvalid(try twoDigits("minute"), 59) || !take(":") { throw failure(complaint) }
    if isInvalid(try twoDigits("second"), 60) { throw failure(complaint) }
    if take("Z") { return }
    guard take("+") || take("-") else { return }
    if isInvalid(try twoDigits("hour"), 24) { throw failure(complaint) }
    if take(":"), isInvalid(try twoDigits("minute"), 59) { throw failure(complaint) }
  }

  private func days(_ years: ClosedRange<Int>, months: ClosedRange<Int>) -> DayRange {
    DayRange(
      earliest: EDTF.day(year: years.lowerBound, month: months.lowerBound, day: 1),
      latest: EDTF.day(
        year: years.upperBound, month: months.upperBound,
        day: EDTF.dayCount(year: years.upperBound, month: months.upperBound)))
  }

  private func season(_ code: Int, of years: ClosedRange<Int>) -> DayRange {
    let first = 3 + 3 * (code - 21)
    let (lastYear, lastMonth) =
      code == 24 ? (years.upperBound + 1, 2) : (years.upperBound, first + 2)
    return DayRange(
      earliest: EDTF.day(year: years.lowerBound, month: first, day: 1),
      latest: EDTF.day(
        year: lastYear, month: lastMonth, day: EDTF.dayCount(year: lastYear, month: lastMonth)))
  }

  private mutating func take(_ literal: String) -> Bool {
    guard bytes[cursor...].starts(with: literal.utf8) else { return false }
    cursor += literal.utf8.count
    return true
  }

  private func digits(_ range: ClosedRange<Int>) -> String {
    let number = range.lowerBound
    return number < 10 ? "0\(number)" : "\(number)"
  }

  private func unexpected() -> EDTFError {
    let rest = String(decoding: bytes[cursor...], as: UTF8.self)
    return failure("unexpected \(rest.quoted(upTo: 12))")
  }

  private func failure(_ reason: String) -> EDTFError {
    let shown = text.utf8.count > 128 ? String(text.prefix(40)) + "…" : text
    return EDTFError(text: shown, reason: reason)
  }
}

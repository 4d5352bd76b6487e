/// A day of the Gregorian calendar.
struct CalendarDay: Sendable, Equatable, Comparable {
  /// Days since 1970-01-01.
  private(set) var number: Int

  init(number: Int) { self.number = number }

  /// The day of that date, or nil if there is none.
  init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year) else {
      return nil
    }
    // Hinnant's algorithm: years that begin in March put the leap day last.
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Year, month and day.
  var components: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// 0 for Monday … 6 for Sunday.
  var weekday: Int { ((number + 3) % 7 + 7) % 7 }

  static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

  static func + (day: CalendarDay, days: Int) -> CalendarDay {
    CalendarDay(number: day.number + days)
  }

  /// The month so many months on.
  func month(after months: Int) -> (year: Int, month: Int) {
    let (year, month, _) = components
    let index = year * 12 + month - 1 + months
    return (index >= 0 ? index / 12 : (index - 11) / 12, ((index % 12) + 12) % 12 + 1)
  }

  static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `2020-01-06`.
  var edtf: String {
    let (year, month, day) = components
    return "\(Self.edtf(year: year, month: month))-\(day < 10 ? "0" : "")\(day)"
  }

  /// `2020-01`.
  static func edtf(year: Int, month: Int) -> String {
    "\(edtf(year: year))-\(month < 10 ? "0" : "")\(month)"
  }

  /// `2020`, always four digits.
  static func edtf(year: Int) -> String {
    let digits = String(abs(year))
    return (year < 0 ? "-" : "") + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The day that an EDTF date begins with a full date of, for example of `2020-01-06T10:00`.
  init?(edtf: String) {
    let parts = edtf.prefix(10).split(separator: "-")
    guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

import GraphModel

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
    number = EDTF.day(year: year, month: month, day: day)
  }

  /// Easter Sunday of a year, by the Gregorian rule (the anonymous algorithm of *Nature*, 1876).
  static func easter(of year: Int) -> CalendarDay? {
    let (century, rest) = (year / 100, year % 100)
    let golden = year % 19
    let correction = (century - (century + 8) / 25 + 1) / 3
    let moon = (19 * golden + century - century / 4 - correction + 15) % 30
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7
    let shift = (golden + 11 * moon + 22 * sunday) / 451
    let day = moon + sunday - 7 * shift + 114
    return CalendarDay(year: year, month: day / 31, day: day % 31 + 1)
  }

  /// Year, month and day.
  var components: (year: Int, month: Int, day: Int) {
    let date = CivilDate(day: number)
    return (date.year, date.month, date.dayOfMonth)
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
    EDTF.dayCount(year: year, month: month)
  }

  /// `2020-01-06`.
  var edtf: String {
    let (year, month, day) = components
    return "\(Self.edtf(year: year, month: month))-\(day.padded(to: 2))"
  }

  /// Monday to Sunday of its week: `2020-01-06/2020-01-12`.
  var weekEDTF: String {
    let monday = self + -weekday
    return "\(monday.edtf)/\((monday + 6).edtf)"
  }

  /// `2020-01`.
  static func edtf(year: Int, month: Int) -> String {
    "\(edtf(year: year))-\(month.padded(to: 2))"
  }

  /// `2020`, always four digits.
  static func edtf(year: Int) -> String { year.padded(to: 4) }

  /// The day that an EDTF date begins with a full date of, for example of `2020-01-06T10:00`.
  init?(edtf: String) {
    let parts = edtf.prefix(10).split(separator: "-")
    guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

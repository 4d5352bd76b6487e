/// A day of the proleptic Gregorian calendar by year, month and day.
package struct CivilDate: Hashable, Sendable, CustomStringConvertible {
  /// The year; 0 is 1 BC.
  package let year: Int
  /// From 1.
  package let month: Int
  /// From 1.
  package let dayOfMonth: Int

  /// Names a day, which the calendar must have.
  package init(year: Int, month: Int, dayOfMonth: Int) {
    self.year = year
    self.month = month
    self.dayOfMonth = dayOfMonth
  }

  /// The date of a day's number; day 0 is 1970-01-01.
  package init(day: Int) {
    // As in EDTF.day, years of this count begin in March.
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Its number; day 0 is 1970-01-01.
  package var day: Int { EDTF.day(year: year, month: month, day: dayOfMonth) }

  /// In EDTF: `2020-01-06`, `-0043-03-15`, `Y17000-01-01`.
  package var description: String {
    let years = abs(year).padded(to: 4)
    return (years.count > 4 ? "Y" : "") + (year < 0 ? "-" : "") + years
      + "-\(month.padded(to: 2))-\(dayOfMonth.padded(to: 2))"
  }
}

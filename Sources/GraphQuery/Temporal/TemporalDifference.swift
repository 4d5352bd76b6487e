/// The time from one instant to another.
///
/// What one of the two lacks is as in the other: without a zone it is in the other's, without a date on the
/// same day; a date alone is its midnight.
struct TemporalDifference {
  private let start: ZonedDateTime
  private let end: ZonedDateTime
  private let haveDates: Bool

  init(from: Temporal, to: Temporal) throws(QueryError) {
    let epoch = try CalendarDate(day: 0)
    let zone = from.zonePart ?? to.zonePart ?? .utc
    func whole(_ value: Temporal, _ other: Temporal) throws(QueryError) -> ZonedDateTime {
      if case .dateTime(let dateTime) = value { return dateTime }
      return try ZonedDateTime(
        LocalDateTime(
          date: value.datePart ?? other.datePart ?? epoch, time: value.timePart ?? .midnight),
        in: value.zonePart ?? zone)
    }
    start = try whole(from, to)
    end = try ZonedDateTime(instant: whole(to, from).instant, in: start.zone)
    haveDates = from.datePart != nil && to.datePart != nil
  }

  private func months() throws(QueryError) -> Int {
    haveDates ? try start.local.months(to: end.local) : 0
  }

  private func days() -> Int { haveDates ? start.local.days(to: end.local) : 0 }

  /// Whole months.
  func inMonths() throws(QueryError) -> CalendarDuration {
    try CalendarDuration(months: Int128(months()))
  }

  /// Whole days.
  func inDays() throws(QueryError) -> CalendarDuration {
    try CalendarDuration(days: Int128(days()))
  }

  /// All of it as seconds.
  func inSeconds() throws(QueryError) -> CalendarDuration {
    try CalendarDuration(nanoseconds: end.instant - start.instant)
  }

  /// Whole months, then whole days, then the rest: added to the start it gives the end.
  func parts() throws(QueryError) -> CalendarDuration {
    let months = Int128(try months())
    let near = LocalDateTime(
      date: try start.local.date.adding(months: months), time: start.local.time)
    let days = haveDates ? Int128(near.days(to: end.local)) : 0
    let rest = end.instant - (try start.adding(months: months, days: days)).instant
    return try CalendarDuration(months: months, days: days, nanoseconds: rest)
  }
}

extension ZonedDateTime {
  /// The same time of day months and days later.
  func adding(months: Int128, days: Int128) throws(QueryError) -> ZonedDateTime {
    if months == 0, days == 0 { return self }
    let date = try local.date.adding(months: months).adding(days: days)
    return try ZonedDateTime(
      LocalDateTime(date: date, time: local.time), in: zone, preferring: offset)
  }
}

import GraphModel

/// To what dates and times are cut down.
enum Truncation: String, CaseIterable {
  case millennium, century, decade, year, weekYear, quarter, month, week, day
  case hour, minute, second, millisecond, microsecond

  /// - Throws: `QueryError` that names the nearest, or all.
  init(named name: String, for kind: Temporal.Kind) throws(QueryError) {
    let units = Self.allCases.filter { kind.hasDate ? kind.hasTime || $0.isDate : $0.isTime }
    let found = units.first { $0.rawValue.lowercased() == name.lowercased() }
    guard let found else {
      let names = units.map(\.rawValue)
      throw .unusableTime(
        "\(kind.rawValue).truncate() \(NearestNames.knowsNo(name, but: names))")
    }
    self = found
  }

  /// Whether it leaves nothing of a time of day.
  private var isDate: Bool { nanoseconds >= ClockTime.day }
  /// Whether a time of day can be cut down to it.
  private var isTime: Bool { nanoseconds <= ClockTime.day }

  /// How many nanoseconds of a day it has.
  private var nanoseconds: Int {
    switch self {
    case .millennium, .century, .decade, .year, .weekYear, .quarter, .month, .week: .max
    case .day: ClockTime.day
    case .hour: ClockTime.hour
    case .minute: ClockTime.minute
    case .second: ClockTime.second
    case .millisecond: 1_000_000
    case .microsecond: 1000
    }
  }

  /// The first moment of the unit.
  func beginning(of time: ClockTime) -> ClockTime {
    isDate ? .midnight : time.truncated(to: nanoseconds)
  }

  /// The first day of the unit.
  func beginning(of date: CalendarDate) throws(QueryError) -> CalendarDate {
    func year(_ length: Int) throws(QueryError) -> CalendarDate {
      try CalendarDate(
        year: date.year.floored(by: length).quotient * length, month: 1, dayOfMonth: 1)
    }
    switch self {
    case .millennium: return try year(1000)
    case .century: return try year(100)
    case .decade: return try year(10)
    case .year: return try year(1)
    case .weekYear: return try CalendarDate(weekYear: date.weekYear, week: 1, dayOfWeek: 1)
    case .quarter: return try CalendarDate(year: date.year, quarter: date.quarter, dayOfQuarter: 1)
    case .month: return try CalendarDate(year: date.year, month: date.month, dayOfMonth: 1)
    case .week: return try date.adding(days: Int128(1 - date.dayOfWeek))
    case .day, .hour, .minute, .second, .millisecond, .microsecond: return date
    }
  }

  /// A value cut down to the unit, as a value of a kind, with fields that differ from its beginning.
  func apply(
    to value: Temporal, as kind: Temporal.Kind, _ fields: TemporalFields, now: Int128
  ) throws(QueryError) -> Temporal {
    guard kind.hasDate ? value.datePart != nil : value.timePart != nil else {
      throw .unusableTime(
        "\(kind.rawValue).truncate() needs a part that \(value.kind.words) does not have")
    }
    let date = try value.datePart.map { date throws(QueryError) in try beginning(of: date) }
    let time = beginning(of: value.timePart ?? .midnight)
    return try fields.keeping(time, to: self).value(
      of: kind, date: date, time: time, zone: value.zonePart, preferring: value.offset,
      converts: false, now: now)
  }
}

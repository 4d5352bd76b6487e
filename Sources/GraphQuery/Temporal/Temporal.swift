/// A date, a time, both, or a duration.
public enum Temporal: Hashable, Sendable {
  /// A day.
  case date(CalendarDate)
  /// A time of day, wherever.
  case localTime(ClockTime)
  /// A time of day at an offset.
  case time(OffsetTime)
  /// A day and a time of day, wherever.
  case localDateTime(LocalDateTime)
  /// A day and a time of day at an offset or in a time zone.
  case dateTime(ZonedDateTime)
  /// A length of time.
  case duration(CalendarDuration)

  /// Which of them, by the name of the function that makes it.
  enum Kind: String, CaseIterable, Sendable {
    // In the order in which openCypher sorts them.
    case dateTime = "datetime"
    case localDateTime = "localdatetime"
    case date
    case time
    case localTime = "localtime"
    case duration

    /// Whether it is a point in time and not a length.
    var isInstant: Bool { self != .duration }
    var hasDate: Bool { self == .date || self == .localDateTime || self == .dateTime }
    var hasTime: Bool { self != .date && self != .duration }
    var hasZone: Bool { self == .time || self == .dateTime }

    /// What people call it.
    var words: String {
      switch self {
      case .dateTime: "a date and time with a zone"
      case .localDateTime: "a date and time"
      case .date: "a date"
      case .time: "a time with an offset"
      case .localTime: "a time of day"
      case .duration: "a duration"
      }
    }
  }

  var kind: Kind {
    switch self {
    case .date: .date
    case .localTime: .localTime
    case .time: .time
    case .localDateTime: .localDateTime
    case .dateTime: .dateTime
    case .duration: .duration
    }
  }

  // MARK: Parts

  var datePart: CalendarDate? {
    switch self {
    case .date(let date): date
    case .localDateTime(let dateTime): dateTime.date
    case .dateTime(let dateTime): dateTime.local.date
    case .localTime, .time, .duration: nil
    }
  }

  var timePart: ClockTime? {
    switch self {
    case .localTime(let time): time
    case .time(let time): time.time
    case .localDateTime(let dateTime): dateTime.time
    case .dateTime(let dateTime): dateTime.local.time
    case .date, .duration: nil
    }
  }

  var zonePart: Zone? {
    switch self {
    case .time(let time): .offset(time.offset)
    case .dateTime(let dateTime): dateTime.zone
    case .date, .localTime, .localDateTime, .duration: nil
    }
  }

  var offset: ZoneOffset? {
    switch self {
    case .time(let time): time.offset
    case .dateTime(let dateTime): dateTime.offset
    case .date, .localTime, .localDateTime, .duration: nil
    }
  }

  // MARK: Order

  /// Whether `<` compares them: two of a kind, and not durations, of which one is longer only in the mean.
  func isComparable(with other: Temporal) -> Bool { kind == other.kind && kind.isInstant }

  /// The total order of two of a kind, -1, 0 or 1: instants by when they are, then from west to east, then
  /// by the zone's name; durations by their mean length, then by months, then by days.
  static func order(_ left: Temporal, _ right: Temporal) -> Int {
    switch (left, right) {
    case (.date(let l), .date(let r)): return sign(l.day, r.day)
    case (.localTime(let l), .localTime(let r)): return sign(l.nanosecondOfDay, r.nanosecondOfDay)
    case (.time(let l), .time(let r)):
      let result = sign(l.instant, r.instant)
      return result != 0 ? result : sign(l.offset.seconds, r.offset.seconds)
    case (.localDateTime(let l), .localDateTime(let r)): return sign(l.nanoseconds, r.nanoseconds)
    case (.dateTime(let l), .dateTime(let r)):
      for result in [
        sign(l.instant, r.instant), sign(l.offset.seconds, r.offset.seconds),
      ] where result != 0 {
        return result
      }
      return sign(l.zoneOrder, r.zoneOrder)
    case (.duration(let l), .duration(let r)):
      for result in [sign(l.meanLength, r.meanLength), sign(l.months, r.months)]
      where result != 0 {
        return result
      }
      return sign(l.days, r.days)
    default:
      let kinds = Kind.allCases
      return sign(kinds.firstIndex(of: left.kind) ?? 0, kinds.firstIndex(of: right.kind) ?? 0)
    }
  }
}

/// -1, 0 or 1.
private func sign<Key: Comparable>(_ left: Key, _ right: Key) -> Int {
  left < right ? -1 : right < left ? 1 : 0
}

extension ZonedDateTime {
  /// By what those at one offset are sorted.
  fileprivate var zoneOrder: String {
    if case .named(let rules) = zone { return rules.name }
    return ""
  }
}

extension Temporal: CustomStringConvertible {
  /// In ISO 8601, as `toString()` has it.
  public var description: String {
    switch self {
    case .date(let date): date.description
    case .localTime(let time): time.description
    case .time(let time): time.description
    case .localDateTime(let dateTime): dateTime.description
    case .dateTime(let dateTime): dateTime.description
    case .duration(let duration): duration.description
    }
  }
}

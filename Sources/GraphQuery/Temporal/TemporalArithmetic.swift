extension Temporal {
  /// What `+`, `-`, `*` and `/` make of values one of which is a date, a time or a duration; nil where they
  /// make nothing of them.
  static func apply(
    _ operation: Expression.Arithmetic, _ left: Value, _ right: Value
  ) throws(QueryError) -> Temporal? {
    switch (operation, left, right) {
    case (.add, .temporal(.duration(let duration)), .temporal(let value)),
      (.add, .temporal(let value), .temporal(.duration(let duration))):
      return try value.adding(duration)
    case (.subtract, .temporal(let value), .temporal(.duration(let duration))):
      return try value.adding(try duration.negated())
    case (.multiply, .temporal(.duration(let duration)), .integer(let number)),
      (.multiply, .integer(let number), .temporal(.duration(let duration))):
      return .duration(try duration.times(DecimalNumber(number)))
    case (.multiply, .temporal(.duration(let duration)), .float(let number)),
      (.multiply, .float(let number), .temporal(.duration(let duration))):
      return .duration(try duration.times(DecimalNumber(number)))
    case (.divide, .temporal(.duration(let duration)), .integer(let number)):
      return .duration(try duration.divided(by: number))
    case (.divide, .temporal(.duration(let duration)), .float(let number)):
      if let whole = Int(exactly: number) { return .duration(try duration.divided(by: whole)) }
      // A binary fraction divides without loss where its denominator is multiplied by first.
      if let whole = Int(exactly: number * 1024),
        let multiple = try? duration.times(DecimalNumber(1024))
      {
        return .duration(try multiple.divided(by: whole))
      }
      return .duration(try duration.times(DecimalNumber(1 / number)))
    default: return nil
    }
  }

  /// Months later, then days, then the rest; a time of day begins anew at midnight.
  private func adding(_ duration: CalendarDuration) throws(QueryError) -> Temporal {
    let (months, days) = (Int128(duration.months), Int128(duration.days))
    switch self {
    case .date(let date):
      let whole = duration.nanoseconds / Int128(ClockTime.day)
      return .date(try date.adding(months: months).adding(days: days).adding(days: whole))
    case .localTime(let time):
      return .localTime(
        ClockTime(wrapping: Int128(time.nanosecondOfDay) + duration.nanoseconds))
    case .time(let time):
      let moved = ClockTime(wrapping: Int128(time.time.nanosecondOfDay) + duration.nanoseconds)
      return .time(OffsetTime(time: moved, offset: time.offset))
    case .localDateTime(let local):
      let date = try local.date.adding(months: months).adding(days: days)
      let moved = LocalDateTime(date: date, time: local.time)
      return .localDateTime(
        try LocalDateTime(nanoseconds: moved.nanoseconds + duration.nanoseconds))
    case .dateTime(let dateTime):
      let moved = try dateTime.adding(months: months, days: days)
      if duration.nanoseconds == 0 { return .dateTime(moved) }
      return .dateTime(
        try ZonedDateTime(instant: moved.instant + duration.nanoseconds, in: moved.zone))
    case .duration(let other): return .duration(try other.plus(duration))
    }
  }
}

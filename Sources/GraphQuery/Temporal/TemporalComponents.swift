extension Temporal {
  /// A part by its name, as in `d.year`.
  ///
  /// - Throws: `QueryError` that says which parts there are.
  func component(_ name: String) throws(QueryError) -> Value {
    if case .duration(let duration) = self {
      if let unit = Self.durationParts.first(where: { $0.name == name }) {
        return .integer(try unit.number(duration))
      }
    } else {
      if let date = datePart, let part = Self.dateParts.first(where: { $0.name == name }) {
        return .integer(part.number(date))
      }
      if let time = timePart, let part = Self.timeParts.first(where: { $0.name == name }) {
        return .integer(part.number(time))
      }
      if let offset, let value = try zoneComponent(name, offset) { return value }
    }
    throw .unusableTime(
      "\(kind.words) has no '\(name)': it has \(componentNames.joined(separator: ", "))")
  }

  private func zoneComponent(
    _ name: String, _ offset: ZoneOffset
  ) throws(QueryError) -> Value? {
    switch (name, self) {
    case ("timezone", .dateTime(let dateTime)): return .string(dateTime.zoneText)
    case ("timezone", _), ("offset", _): return .string(offset.description)
    case ("offsetMinutes", _): return .integer(offset.seconds / 60)
    case ("offsetSeconds", _): return .integer(offset.seconds)
    case ("epochSeconds", .dateTime(let dateTime)):
      return .integer(Int(dateTime.instant.floored(by: Int128(ClockTime.second)).quotient))
    case ("epochMillis", .dateTime(let dateTime)):
      let count = dateTime.instant.floored(by: 1_000_000).quotient
      guard let count = Int(exactly: count) else { throw Calculation.overflow }
      return .integer(count)
    default: return nil
    }
  }

  private var componentNames: [String] {
    if case .duration = self { return Self.durationParts.map(\.name) }
    var names: [String] = []
    if kind.hasDate { names += Self.dateParts.map(\.name) }
    if kind.hasTime { names += Self.timeParts.map(\.name) }
    if kind.hasZone { names += ["timezone", "offset", "offsetMinutes", "offsetSeconds"] }
    if kind == .dateTime { names += ["epochSeconds", "epochMillis"] }
    return names
  }

  private static let dateParts: [(name: String, number: @Sendable (CalendarDate) -> Int)] = [
    ("year", { $0.year }), ("quarter", { $0.quarter }), ("month", { $0.month }),
    ("week", { $0.week }), ("weekYear", { $0.weekYear }), ("day", { $0.dayOfMonth }),
    ("ordinalDay", { $0.ordinalDay }), ("dayOfQuarter", { $0.dayOfQuarter }),
    ("dayOfWeek", { $0.dayOfWeek }), ("weekDay", { $0.dayOfWeek }),
  ]

  private static let timeParts: [(name: String, number: @Sendable (ClockTime) -> Int)] = [
    ("hour", { $0.hour }), ("minute", { $0.minute }), ("second", { $0.second }),
    ("millisecond", { $0.nanosecond / 1_000_000 }), ("microsecond", { $0.nanosecond / 1000 }),
    ("nanosecond", { $0.nanosecond }),
  ]

  private typealias DurationPart = @Sendable (CalendarDuration) throws(QueryError) -> Int

  /// Seconds are rounded down, so that what is left of them is never negative.
  private static let durationParts: [(name: String, number: DurationPart)] = {
    @Sendable func seconds(_ duration: CalendarDuration) -> Int {
      Int(duration.nanoseconds.floored(by: Int128(ClockTime.second)).quotient)
    }
    @Sendable func rest(_ duration: CalendarDuration) -> Int {
      Int(duration.nanoseconds.floored(by: Int128(ClockTime.second)).remainder)
    }
    @Sendable func all(_ duration: CalendarDuration, _ unit: Int128) throws(QueryError) -> Int {
      let number = duration.nanoseconds.floored(by: unit).quotient
      guard let number = Int(exactly: number) else { throw Calculation.overflow }
      return number
    }
    return [
      ("years", { $0.months / 12 }), ("quarters", { $0.months / 3 }), ("months", { $0.months }),
      ("weeks", { $0.days / 7 }), ("days", { $0.days }), ("hours", { seconds($0) / 3600 }),
      ("minutes", { seconds($0) / 60 }), ("seconds", { seconds($0) }),
      ("milliseconds", { duration throws(QueryError) in try all(duration, 1_000_000) }),
      ("microseconds", { duration throws(QueryError) in try all(duration, 1000) }),
      ("nanoseconds", { duration throws(QueryError) in try all(duration, 1) }),
      ("quartersOfYear", { $0.months / 3 % 4 }), ("monthsOfQuarter", { $0.months % 3 }),
      ("monthsOfYear", { $0.months % 12 }), ("daysOfWeek", { $0.days % 7 }),
      ("minutesOfHour", { seconds($0) / 60 % 60 }), ("secondsOfMinute", { seconds($0) % 60 }),
      ("millisecondsOfSecond", { rest($0) / 1_000_000 }),
      ("microsecondsOfSecond", { rest($0) / 1000 }), ("nanosecondsOfSecond", { rest($0) }),
    ]
  }()
}

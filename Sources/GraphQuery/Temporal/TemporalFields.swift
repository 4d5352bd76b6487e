import GraphModel

/// What a map says of a date, a time or both: `{year: 1984, week: 10, timezone: '+01:00'}`, and the values
/// whose parts it takes over: `{date: d, hour: 12}`.
struct TemporalFields {
  private let function: String
  private var numbers: [String: Int] = [:]
  private(set) var selected: [String: Temporal] = [:]
  private(set) var zone: Zone?

  private static let dateNames = [
    "year", "quarter", "month", "week", "day", "ordinalDay", "dayOfQuarter", "dayOfWeek",
  ]
  private static let timeNames = [
    "hour", "minute", "second", "millisecond", "microsecond", "nanosecond",
  ]

  /// No fields.
  init(of kind: Temporal.Kind) { function = "\(kind.rawValue)()" }

  /// - Throws: `QueryError` for a name that a value of the kind has no use for, or a value of a wrong type.
  init(
    _ map: [String: Value], of kind: Temporal.Kind, _ zones: TimeZoneDatabase
  ) throws(QueryError) {
    self.init(of: kind)
    let known =
      (kind.hasDate ? ["date"] + Self.dateNames : [])
      + (kind.hasTime ? ["time"] + Self.timeNames : [])
      + (kind.hasDate && kind.hasTime ? ["datetime"] : []) + ["timezone"]
    for (name, value) in map.sorted(by: { $0.key < $1.key }) {
      guard known.contains(name) else {
        throw .unusableTime("\(function) \(NearestNames.knowsNo(name, but: known))")
      }
      switch (name, value) {
      case ("timezone", .string(let text)): zone = try TemporalParser.zone(text, zones)
      case ("date", .temporal(let other)) where other.datePart != nil,
        ("time", .temporal(let other)) where other.timePart != nil,
        ("datetime", .temporal(let other)) where other.datePart != nil:
        selected[name] = other
      case (_, .integer(let number)) where Self.isNumber(name): numbers[name] = number
      default:
        let wanted =
          Self.isNumber(name)
          ? "an integer" : name == "timezone" ? "a string" : "something that has a \(name)"
        throw QueryError(
          .type, "InvalidArgumentType",
          "the \(name) of \(function) is \(wanted), not \(value.typeName)")
      }
    }
  }

  private static func isNumber(_ name: String) -> Bool {
    dateNames.contains(name) || timeNames.contains(name)
  }

  /// Whether it names nothing but perhaps a zone.
  var isEmpty: Bool { numbers.isEmpty && selected.isEmpty }

  /// The value that it describes.
  ///
  /// A date, a time and a zone that are taken over are one instant: another zone then shows another time.
  ///
  /// - Parameter now: The instant whose offset a time in a named zone has.
  func value(of kind: Temporal.Kind, now: Int128) throws(QueryError) -> Temporal {
    let timeSource = selected["datetime"] ?? selected["time"]
    return try value(
      of: kind, date: (selected["datetime"] ?? selected["date"])?.datePart,
      time: timeSource.map { $0.timePart ?? .midnight }, zone: timeSource?.zonePart,
      preferring: timeSource?.offset, converts: true, now: now)
  }

  /// The value of a kind that differs from a date and a time by these fields.
  ///
  /// - Parameter converts: Whether the zone of the fields shows the same instant, not the same time.
  func value(
    of kind: Temporal.Kind, date: CalendarDate?, time: ClockTime?, zone old: Zone?,
    preferring offset: ZoneOffset?, converts: Bool, now: Int128
  ) throws(QueryError) -> Temporal {
    switch kind {
    case .date: return .date(try self.date(from: date))
    case .localTime: return .localTime(try self.time(from: time))
    case .localDateTime:
      return .localDateTime(try dateTime(from: date, time))
    case .time:
      let newOffset = zone.map { $0.offset(at: Int(now / Int128(ClockTime.second))) }
      let time = OffsetTime(
        time: try self.time(from: time),
        offset: converts ? offset ?? newOffset ?? .utc : newOffset ?? offset ?? .utc)
      return .time(converts ? time.moved(to: newOffset ?? time.offset) : time)
    case .dateTime:
      let local = try dateTime(from: date, time)
      guard converts, let old, let zone else {
        return .dateTime(try ZonedDateTime(local, in: zone ?? old ?? .utc, preferring: offset))
      }
      return .dateTime(
        try ZonedDateTime(
          instant: ZonedDateTime(local, in: old, preferring: offset).instant, in: zone))
    case .duration: throw .unusableTime("\(function) has units, not dates")
    }
  }

  /// The fields behind what a truncation to that unit leaves of a time.
  func keeping(_ time: ClockTime, to unit: Truncation) -> TemporalFields {
    var fields = self
    let hasSmaller = numbers["microsecond"] != nil || numbers["nanosecond"] != nil
    if unit == .millisecond, hasSmaller, numbers["millisecond"] == nil {
      fields.numbers["millisecond"] = time.nanosecond / 1_000_000
    } else if unit == .microsecond, numbers["nanosecond"] != nil, numbers["microsecond"] == nil {
      fields.numbers["microsecond"] = time.nanosecond / 1000
    }
    return fields
  }

  // MARK: Dates

  private func dateTime(
    from date: CalendarDate?, _ time: ClockTime?
  ) throws(QueryError) -> LocalDateTime {
    let hasTime = Self.timeNames.contains { numbers[$0] != nil }
    return LocalDateTime(
      date: try self.date(from: date),
      time: hasTime || time != nil ? try self.time(from: time) : .midnight)
  }

  private func date(from base: CalendarDate?) throws(QueryError) -> CalendarDate {
    let systems = [
      ["month", "day"], ["week", "dayOfWeek"], ["quarter", "dayOfQuarter"], ["ordinalDay"],
    ]
    let used = systems.filter { $0.contains { numbers[$0] != nil } }
    if used.count > 1 {
      let names = used.compactMap { $0.first { numbers[$0] != nil } }
      throw .unusableTime("\(function) takes '\(names[0])' or '\(names[1])', not both")
    }
    let system = used.first ?? systems[0]
    // The year is looked for first: without it nothing else says which day is meant.
    let year = try number(
      "year", base.map { system[0] == "week" ? $0.weekYear : $0.year }, or: nil)
    switch system[0] {
    case "week":
      let dayOfWeek = numbers["dayOfWeek"]
      let last = CalendarDate.years.contains(year) ? CalendarDate.weekCount(ofYear: year) : 53
      return try CalendarDate(
        weekYear: year,
        week: try number("week", base.map { min($0.week, last) }, or: dayOfWeek == nil ? 1 : nil),
        dayOfWeek: dayOfWeek ?? base?.dayOfWeek ?? 1)
    case "quarter":
      let dayOfQuarter = numbers["dayOfQuarter"]
      let quarter = try number(
        "quarter", base?.quarter, or: dayOfQuarter == nil ? 1 : nil)
      let last =
        (1...4).contains(quarter) ? CalendarDate.length(ofQuarter: quarter, of: year) : 90
      return try CalendarDate(
        year: year, quarter: quarter,
        dayOfQuarter: dayOfQuarter ?? base.map { min($0.dayOfQuarter, last) } ?? 1)
    case "ordinalDay":
      return try CalendarDate(
        year: year, ordinalDay: try number("ordinalDay", base?.ordinalDay, or: 1))
    default:
      let day = numbers["day"]
      let month = try number("month", base?.month, or: day == nil ? 1 : nil)
      let last = (1...12).contains(month) ? EDTF.dayCount(year: year, month: month) : 31
      return try CalendarDate(
        year: year, month: month, dayOfMonth: day ?? base.map { min($0.dayOfMonth, last) } ?? 1)
    }
  }

  /// The number that is given, or that of the value from which it is taken over, or the usual one.
  private func number(
    _ name: String, _ base: Int?, or usual: Int?
  ) throws(QueryError) -> Int {
    guard let number = numbers[name] ?? base ?? usual else {
      throw .unusableTime("\(function) needs '\(name)'")
    }
    return number
  }

  // MARK: Times

  private func time(from base: ClockTime?) throws(QueryError) -> ClockTime {
    let fractions = ["millisecond", "microsecond", "nanosecond"]
    if base == nil {
      // Each but the first is of use only where the one before it is given.
      let given =
        ["hour", "minute", "second"].map { numbers[$0] != nil }
        + [fractions.contains { numbers[$0] != nil }]
      let names = ["hour", "minute", "second"]
      if let gap = names.indices.first(where: { !given[$0] && ($0 == 0 || given[$0 + 1]) }) {
        throw .unusableTime("\(function) needs '\(names[gap])'")
      }
    }
    var nanosecond = base?.nanosecond ?? 0
    if fractions.contains(where: { numbers[$0] != nil }) {
      nanosecond = 0
      var limit = 999
      for (name, unit) in zip(fractions, [1_000_000, 1000, 1]) {
        if let number = numbers[name] {
          try checkRange(number, 0...limit, name)
          nanosecond += number * unit
          limit = 0
        }
        limit = limit * 1000 + 999
      }
    }
    return try ClockTime(
      hour: numbers["hour"] ?? base?.hour ?? 0, minute: numbers["minute"] ?? base?.minute ?? 0,
      second: numbers["second"] ?? base?.second ?? 0, nanosecond: nanosecond)
  }
}

extension NearestNames {
  /// What is said of a name that is not among the known ones.
  static func knowsNo(_ name: String, but known: [String]) -> String {
    "knows no \(name.quoted): "
      + hint(for: name, among: known, orElse: "it knows \(known.joined(separator: ", "))")
  }
}

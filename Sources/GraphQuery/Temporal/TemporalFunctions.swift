import GraphModel

extension Function {
  /// What makes, cuts down and subtracts dates, times and durations.
  static func temporalFunctions() -> [String: Function] {
    var table: [String: Function] = [:]
    for kind in Temporal.Kind.allCases where kind.isInstant {
      table[kind.rawValue] = instant(kind)
      table["\(kind.rawValue).truncate"] = truncation(kind)
      // A run has one clock, which stands still.
      for clock in ["transaction", "statement", "realtime"] {
        table["\(kind.rawValue).\(clock)"] = present(kind)
      }
    }
    table["duration"] = duration()
    let differences:
      [(name: String, of: @Sendable (TemporalDifference) throws(QueryError) -> CalendarDuration)] =
        [
          ("between", { difference throws(QueryError) in try difference.parts() }),
          ("inmonths", { difference throws(QueryError) in try difference.inMonths() }),
          ("indays", { difference throws(QueryError) in try difference.inDays() }),
          ("inseconds", { difference throws(QueryError) in try difference.inSeconds() }),
        ]
    for (name, of) in differences {
      table["duration.\(name)"] = Function([.instant, .instant], .temporal(.duration)) {
        arguments, _ throws(QueryError) in
        guard case .temporal(let from) = arguments[0], case .temporal(let to) = arguments[1] else {
          return .null
        }
        return .temporal(.duration(try of(TemporalDifference(from: from, to: to))))
      }
    }
    table["datetime.fromepoch"] = fromEpoch([.integer, .integer], unit: ClockTime.second)
    table["datetime.fromepochmillis"] = fromEpoch([.integer], unit: 1_000_000)
    return table
  }

  /// `date(…)` and its like: of a text, of a map, of another value's parts, or the present.
  private static func instant(_ kind: Temporal.Kind) -> Function {
    let sources = Temporal.Kind.allCases.filter {
      $0.isInstant && (!kind.hasDate || $0.hasDate)
        && (kind != .localTime && kind != .time || $0.hasTime)
    }
    let accepted = sources.reduce(into: Kinds([.string, .map])) { $0.insert(.temporal($1)) }
    return Function([accepted], required: 0, .temporal(kind)) {
      arguments, run throws(QueryError) in
      switch arguments.first {
      case .string(let text)?:
        return .temporal(try parsed(text, as: kind, run.timeZones))
      case .map(let map)?:
        if map.values.contains(where: \.isNull) { return .null }
        let fields = try TemporalFields(map, of: kind, run.timeZones)
        if fields.isEmpty, let zone = fields.zone {
          return .temporal(try Temporal.present(kind, run.now, in: zone))
        }
        return .temporal(try fields.value(of: kind, now: run.now))
      case .temporal(let other)?:
        return .temporal(
          try TemporalFields(of: kind).value(
            of: kind, date: other.datePart, time: other.timePart, zone: other.zonePart,
            preferring: other.offset, converts: false, now: run.now))
      default: return .temporal(try Temporal.present(kind, run.now, in: .utc))
      }
    }
  }

  private static func parsed(
    _ text: String, as kind: Temporal.Kind, _ zones: TimeZoneDatabase
  ) throws(QueryError) -> Temporal {
    switch kind {
    case .date: .date(try CalendarDate(statementTime: text))
    case .localTime: .localTime(try TemporalParser.localTime(text))
    case .time: .time(try TemporalParser.time(text))
    case .localDateTime: .localDateTime(try TemporalParser.localDateTime(text))
    case .dateTime: .dateTime(try TemporalParser.dateTime(text, zones))
    case .duration: .duration(try TemporalParser.duration(text))
    }
  }

  /// `date.transaction()` and its like, where a time zone may be given.
  private static func present(_ kind: Temporal.Kind) -> Function {
    Function([.string], required: 0, .temporal(kind)) { arguments, run throws(QueryError) in
      var zone = Zone.utc
      if case .string(let name)? = arguments.first {
        zone = try TemporalParser.zone(name, run.timeZones)
      }
      return .temporal(try Temporal.present(kind, run.now, in: zone))
    }
  }

  private static func truncation(_ kind: Temporal.Kind) -> Function {
    Function([.string, .instant, .map], required: 1, .temporal(kind)) {
      arguments, run throws(QueryError) in
      guard case .string(let name) = arguments[0] else { return .null }
      let unit = try Truncation(named: name, for: kind)
      var value = try Temporal.present(kind, run.now, in: .utc)
      if arguments.count > 1, case .temporal(let given) = arguments[1] { value = given }
      var fields = TemporalFields(of: kind)
      if arguments.count > 2, case .map(let map) = arguments[2] {
        fields = try TemporalFields(map, of: kind, run.timeZones)
      }
      return .temporal(try unit.apply(to: value, as: kind, fields, now: run.now))
    }
  }

  private static func duration() -> Function {
    Function([[.string, .map, .temporal(.duration)]], .temporal(.duration)) {
      arguments, run throws(QueryError) in
      switch arguments[0] {
      case .string(let text): return .temporal(try parsed(text, as: .duration, run.timeZones))
      case .map(let map):
        if map.values.contains(where: \.isNull) { return .null }
        return .temporal(.duration(try CalendarDuration(map)))
      default: return arguments[0]
      }
    }
  }

  private static func fromEpoch(_ parameters: [Kinds], unit: Int) -> Function {
    Function(parameters, .temporal(.dateTime)) { arguments, _ throws(QueryError) in
      guard case .integer(let count) = arguments[0] else { return .null }
      var instant = Int128(count) * Int128(unit)
      if arguments.count > 1, case .integer(let nanoseconds) = arguments[1] {
        instant += Int128(nanoseconds)
      }
      return .temporal(.dateTime(try ZonedDateTime(instant: instant, in: .utc)))
    }
  }
}

extension Temporal {
  /// What clocks of a zone show at an instant.
  fileprivate static func present(
    _ kind: Kind, _ instant: Int128, in zone: Zone
  ) throws(QueryError) -> Temporal {
    let dateTime = try ZonedDateTime(instant: instant, in: zone)
    return try TemporalFields(of: kind).value(
      of: kind, date: dateTime.local.date, time: dateTime.local.time, zone: zone,
      preferring: dateTime.offset, converts: false, now: instant)
  }
}

extension CalendarDuration {
  /// The sum of what a map says: `{days: 14, hours: 16.5}`.
  fileprivate init(_ map: [String: Value]) throws(QueryError) {
    var amounts: [(unit: Unit, amount: DecimalNumber)] = []
    for (name, value) in map.sorted(by: { $0.key < $1.key }) {
      guard let unit = Unit(rawValue: name) else {
        throw .unusableTime(
          "duration() \(NearestNames.knowsNo(name, but: Unit.allCases.map(\.rawValue)))")
      }
      switch value {
      case .integer(let number): amounts.append((unit, DecimalNumber(number)))
      case .float(let number): amounts.append((unit, try DecimalNumber(number)))
      default:
        throw QueryError(
          .type, "InvalidArgumentType",
          "the \(name) of duration() are a number, not \(value.typeName)")
      }
    }
    try self.init(amounts)
  }
}

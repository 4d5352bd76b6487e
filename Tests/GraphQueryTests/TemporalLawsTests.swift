import TestSupport
import Testing

@testable import GraphQuery

/// What holds of all dates, times and durations.
@Suite struct TemporalLawsTests {
  private let zones = TimeZoneDatabase()

  // MARK: Values

  /// Days near now, in the first years of the count, and at the ends of time.
  private static var day: Gen<Int> {
    Gen { random, _ in
      let ranges = [
        -1000...1000, 10_000...30_000, -800_000...800_000, -365_000_000_000...365_000_000_000,
      ]
      return Int.random(in: ranges[Int.random(in: 0..<4, using: &random)], using: &random)
    }
  }

  /// Times of day, round ones often.
  private static var nanosecondOfDay: Gen<Int> {
    Gen { random, _ in
      let unit =
        [1, 1000, 1_000_000, ClockTime.second, ClockTime.minute, ClockTime.hour]
        .randomElement(using: &random) ?? 1
      return Int.random(in: 0..<ClockTime.day, using: &random) / unit * unit
    }
  }

  private static var offset: Gen<Int> {
    Gen { random, _ in
      let unit = [1, 60, 900].randomElement(using: &random) ?? 1
      return Int.random(in: -64_800...64_800, using: &random) / unit * unit
    }
  }

  private static let names = [
    "Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran", "Pacific/Apia",
    "America/Sao_Paulo", "Africa/Casablanca", "Antarctica/Troll",
  ]

  /// Months, days and nanoseconds of a size that dates can be moved by.
  private static var duration: Gen<CalendarDuration> {
    Gen { random, _ in
      func number(_ limit: Int) -> Int128 {
        Bool.random(using: &random) ? 0 : Int128(Int.random(in: -limit...limit, using: &random))
      }
      return
        (try? CalendarDuration(
          months: number(12_000), days: number(100_000), nanoseconds: number(1_000_000_000_000_000)))
        ?? .zero
    }
  }

  private func value(_ kind: Temporal.Kind) -> Gen<Temporal> {
    Gen { random, size in
      let date =
        (try? CalendarDate(day: Int128(Self.day.make(&random, size))))
        ?? (try? CalendarDate(day: 0))
      let time = ClockTime(wrapping: Int128(Self.nanosecondOfDay.make(&random, size)))
      let offset = (try? ZoneOffset(seconds: Self.offset.make(&random, size))) ?? .utc
      guard let date else { return .localTime(time) }
      let local = LocalDateTime(date: date, time: time)
      switch kind {
      case .date: return .date(date)
      case .localTime: return .localTime(time)
      case .time: return .time(OffsetTime(time: time, offset: offset))
      case .localDateTime: return .localDateTime(local)
      case .dateTime:
        var zone = Zone.offset(offset)
        if Bool.random(using: &random), let name = Self.names.randomElement(using: &random),
          let rules = try? zones.zone(named: name)
        {
          zone = .named(rules)
        }
        return (try? ZonedDateTime(local, in: zone)).map { .dateTime($0) } ?? .date(date)
      case .duration: return .duration(Self.duration.make(&random, size))
      }
    }
  }

  private var anyValue: Gen<Temporal> {
    Gen { random, size in
      value(Temporal.Kind.allCases.randomElement(using: &random) ?? .date).make(&random, size)
    }
  }

  /// What a function of the language makes of values.
  private func call(_ name: String, _ arguments: Value...) throws -> Value {
    let run = Run(
      MemoryGraph(), parameters: [:], limits: QueryLimits(), tracksRelationships: false,
      clock: TemporalTests.clock)
    guard let function = Function.all[name] else { throw CheckFailure("there is no \(name)") }
    return try function.apply(arguments, run)
  }

  // MARK: Laws

  @Test func textsAreReadBack() throws {
    try forAll(anyValue, count: 2000) { value in
      let again = try call(value.kind.rawValue, .string("\(value)"))
      try checkEqual(again, .temporal(value), "\(value)")
    }
  }

  @Test func partsMakeTheValueAgain() throws {
    let systems = [
      ["year", "month", "day"], ["year", "quarter", "dayOfQuarter"], ["year", "ordinalDay"],
      ["weekYear", "week", "dayOfWeek"],
    ]
    let clock = ["hour", "minute", "second", "nanosecond"]
    try forAll(anyValue, count: 1000) { value in
      guard value.kind.isInstant else { return }
      for system in value.kind.hasDate ? systems : [[]] {
        var map: [String: Value] = [:]
        for name in system + (value.kind.hasTime ? clock : []) {
          map[name == "weekYear" ? "year" : name] = try value.component(name)
        }
        if value.kind.hasZone { map["timezone"] = .string("\(value.offset ?? .utc)") }
        guard case .temporal(let again) = try call(value.kind.rawValue, .map(map)) else {
          throw CheckFailure("\(map)")
        }
        // A named zone is not among the parts; that it is the same instant is.
        try checkEqual(again.datePart, value.datePart, "\(value) \(map)")
        try checkEqual(again.timePart, value.timePart, "\(value) \(map)")
        try checkEqual(again.offset, value.offset, "\(value) \(map)")
      }
    }
  }

  /// Counts days from 1595 on, one by one, as a calendar on paper does.
  @Test func datesAreThoseOfAnOracleThatCounts() throws {
    func length(_ month: Int, _ year: Int) -> Int {
      if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
      return [4, 6, 9, 11].contains(month) ? 30 : 31
    }
    // 1595-01-01 was a Sunday, the last day of week 52 of 1594.
    var (year, month, dayOfMonth, ordinalDay, dayOfWeek) = (1595, 1, 1, 1, 7)
    var (weekYear, week) = (1594, 52)
    var date = try CalendarDate(year: 1595, month: 1, dayOfMonth: 1)
    while year < 2030 {
      let expected = [year, month, dayOfMonth, ordinalDay, dayOfWeek, weekYear, week]
      let actual = [
        date.year, date.month, date.dayOfMonth, date.ordinalDay, date.dayOfWeek, date.weekYear,
        date.week,
      ]
      if actual != expected { throw CheckFailure("\(date): \(actual) instead of \(expected)") }
      (dayOfMonth, ordinalDay, dayOfWeek) = (dayOfMonth + 1, ordinalDay + 1, dayOfWeek % 7 + 1)
      if dayOfMonth > length(month, year) { (month, dayOfMonth) = (month + 1, 1) }
      if month > 12 { (year, month, ordinalDay) = (year + 1, 1, 1) }
      if dayOfWeek == 1 {
        week += 1
        // The first week is the one with January 4.
        let hasNewYear = month == 1 && dayOfMonth <= 4 || month == 12 && dayOfMonth >= 29
        if hasNewYear { (weekYear, week) = (month == 1 ? year : year + 1, 1) }
      }
      date = try date.adding(days: 1)
    }
  }

  @Test func whatLiesBetweenLeadsFromOneToTheOther() throws {
    for kind in Temporal.Kind.allCases where kind.hasDate {
      try forAll(zip(value(kind), value(kind)), count: 500) { from, to in
        guard
          case .temporal(let between) = try call("duration.between", .temporal(from), .temporal(to))
        else { throw CheckFailure("no duration") }
        let arrived = try Temporal.apply(.add, .temporal(from), .temporal(between))
        // Zones may differ: what is compared is the instant.
        let rest = try call("duration.inseconds", .temporal(arrived ?? from), .temporal(to))
        try checkEqual(rest, .temporal(.duration(.zero)), "\(from) + \(between) = \(to)")
        if from == to { try checkEqual(between, .duration(.zero), "\(from)") }
        if kind != .dateTime, case .duration(let length) = between {
          let signs = [
            length.months.signum(), length.days.signum(), Int(length.nanoseconds.signum()),
          ]
          try check(!signs.contains(1) || !signs.contains(-1), "\(from) to \(to): \(between)")
          try check(abs(length.days) < 31, "\(from) to \(to): \(between)")
          try check(abs(length.nanoseconds) < Int128(ClockTime.day), "\(from) to \(to): \(between)")
        }
      }
    }
  }

  @Test func whatIsAddedCanBeTakenAway() throws {
    try forAll(zip(anyValue, Self.duration), count: 1000) { value, duration in
      // Months differ in length: without them every step has its way back.
      let fixed = try CalendarDuration(
        months: value.kind == .duration ? Int128(duration.months) : 0, days: Int128(duration.days),
        nanoseconds: duration.nanoseconds)
      // Summer time makes days differ in length, too.
      if case .dateTime(let dateTime) = value, case .named = dateTime.zone { return }
      let step = Value.temporal(.duration(fixed))
      guard let there = try? Temporal.apply(.add, .temporal(value), step),
        let back = try? Temporal.apply(.subtract, .temporal(there), step)
      else { return }
      try checkEqual(back, value, "\(value) + \(fixed) - \(fixed)")
    }
  }

  @Test func productsAreDividedAgain() throws {
    try forAll(zip(Self.duration, Gen.int(in: 1...1000)), count: 500) { duration, number in
      let product = try duration.times(DecimalNumber(number))
      try checkEqual(product.months, duration.months * number)
      try checkEqual(try product.divided(by: number), duration, "\(duration) * \(number)")
      var sum = CalendarDuration.zero
      for _ in 0..<min(number, 20) { sum = try sum.plus(duration) }
      try checkEqual(try duration.times(DecimalNumber(min(number, 20))), sum)
      try checkEqual(try sum.plus(sum.negated()), .zero)
    }
  }

  @Test func theOrderIsTotal() throws {
    try forAll(zip(anyValue, zip(anyValue, anyValue)), count: 2000) { a, rest in
      let (b, c) = rest
      try checkEqual(Temporal.order(a, b), -Temporal.order(b, a), "\(a) \(b)")
      try checkEqual(Temporal.order(a, b) == 0, a == b, "\(a) \(b)")
      try checkEqual(Temporal.order(a, a), 0)
      if Temporal.order(a, b) <= 0, Temporal.order(b, c) <= 0 {
        try check(Temporal.order(a, c) <= 0, "\(a) \(b) \(c)")
      }
      // Those that are at the same instant in other zones.
      if case .dateTime(let dateTime) = a {
        for name in ["Europe/Stockholm", "Europe/Berlin", "Asia/Tehran"] {
          guard let rules = try? zones.zone(named: name),
            let twin = try? ZonedDateTime(instant: dateTime.instant, in: .named(rules))
          else { continue }
          let order = Temporal.order(a, .dateTime(twin))
          try checkEqual(order, -Temporal.order(.dateTime(twin), a), "\(a) \(twin)")
          try checkEqual(order == 0, dateTime == twin, "\(a) \(twin)")
          let (west, east) = (dateTime.offset.seconds, twin.offset.seconds)
          if west != east { try checkEqual(order, west < east ? -1 : 1, "\(a) \(twin)") }
        }
      }
      let less = Value.compare(.temporal(a), .temporal(b), .less)
      try checkEqual(less, a.isComparable(with: b) ? Temporal.order(a, b) < 0 : nil)
    }
  }

  @Test func beginningsComeFirstAndStay() throws {
    try forAll(anyValue, count: 1000) { value in
      guard value.kind.isInstant else { return }
      for unit in Truncation.allCases {
        guard let found = try? Truncation(named: unit.rawValue, for: value.kind),
          case .temporal(let start)? = try? call(
            "\(value.kind.rawValue).truncate", .string(found.rawValue), .temporal(value))
        else { continue }
        let again = try call(
          "\(value.kind.rawValue).truncate", .string(unit.rawValue), .temporal(start))
        try checkEqual(again, .temporal(start), "\(unit) of \(value)")
        if let first = start.datePart, let date = value.datePart {
          try check(first.day <= date.day && date.day - first.day <= 366_000, "\(unit) \(value)")
        }
      }
    }
  }

  // MARK: Hostile input

  @Test func noTextTraps() throws {
    let signs = Array("0123456789999999-+:.,TPWQZYMDSHX/[]~ \u{0}é").map(String.init)
    let words = [
      "Europe/Stockholm", "2020-01-06", "P1Y", "10:20:30", "+18:00", "-999999999", "W53",
    ]
    let pieces = Gen.one(of: signs + signs + words)
    try forAll(pieces.array(atMost: 24), count: 3000, maximumSize: 24) { pieces in
      let text = pieces.joined()
      for kind in Temporal.Kind.allCases {
        guard case .temporal(let value)? = try? call(kind.rawValue, .string(text)) else { continue }
        // Whatever is taken can be written and read.
        if kind != .date {
          try checkEqual(try call(kind.rawValue, .string("\(value)")), .temporal(value), text)
        }
      }
    }
  }

  @Test func noNumberTraps() throws {
    let integers = Gen.one(of: [
      0, 1, -1, 12, 53, 366, 999_999_999, 1_000_000_000, .max, .min, .max / 2,
    ])
    let floats = Gen.one(of: [
      0.5, -1e300, .nan, .infinity, .leastNonzeroMagnitude, 9e18, 1e-17, -0.1,
    ])
    let names =
      [
        "year", "quarter", "month", "week", "day", "ordinalDay", "dayOfQuarter", "dayOfWeek",
        "hour",
      ]
      + ["minute", "second", "millisecond", "microsecond", "nanosecond"]
      + CalendarDuration.Unit.allCases.map(\.rawValue)
    let entry = zip(Gen.one(of: names), zip(integers, floats))
    try forAll(entry.array(atMost: 6), count: 3000) { entries in
      var map: [String: Value] = [:]
      for (position, entry) in entries.enumerated() {
        map[entry.0] = position % 3 == 2 ? .float(entry.1.1) : .integer(entry.1.0)
      }
      for kind in Temporal.Kind.allCases {
        guard case .temporal(let value)? = try? call(kind.rawValue, .map(map)) else { continue }
        for other in entries {
          for operation in [Expression.Arithmetic.add, .subtract, .multiply, .divide] {
            for right in [Value.temporal(value), .integer(other.1.0), .float(other.1.1)] {
              _ = try? Temporal.apply(operation, .temporal(value), right)
            }
          }
        }
        for name in ["years", "nanoseconds", "milliseconds", "epochMillis", "week", "dayOfQuarter"]
        {
          _ = try? value.component(name)
        }
        _ = try? call("duration.between", .temporal(value), .temporal(.date(CalendarDate(day: 0))))
        for unit in Truncation.allCases {
          _ = try? call("date.truncate", .string(unit.rawValue), .temporal(value))
        }
        _ = "\(value)".count
      }
    }
  }
}

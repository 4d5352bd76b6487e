import GraphModel

/// Reads dates, times and durations in the notations of ISO 8601.
struct TemporalParser {
  private let text: String
  private let what: String
  private var scanner: TextScanner

  /// - Parameter what: What it should be and how it is written, for errors.
  private init(_ text: String, _ what: String) throws(QueryError) {
    self.text = text
    self.what = what
    // Nothing valid is longer; the bound keeps errors about hostile texts short.
    scanner = TextScanner(text.utf8.count > 200 ? "" : text)
    if text.isEmpty { throw failure("it is empty") }
    if scanner.isAtEnd { throw failure("it is too long") }
  }

  static func date(_ text: String) throws(QueryError) -> CalendarDate {
    var parser = try TemporalParser(text, "a date, as in 2020-01-06")
    return try parser.whole { parser throws(QueryError) in try parser.date() }
  }

  static func localTime(_ text: String) throws(QueryError) -> ClockTime {
    var parser = try TemporalParser(text, "a time of day, as in 21:40:32")
    return try parser.whole { parser throws(QueryError) in try parser.time() }
  }

  static func time(_ text: String) throws(QueryError) -> OffsetTime {
    var parser = try TemporalParser(text, "a time with an offset, as in 21:40:32+01:00")
    return try parser.whole { parser throws(QueryError) in
      OffsetTime(time: try parser.time(), offset: try parser.offset() ?? .utc)
    }
  }

  static func localDateTime(_ text: String) throws(QueryError) -> LocalDateTime {
    var parser = try TemporalParser(text, "a date and time, as in 2020-01-06T21:40:32")
    return try parser.whole { parser throws(QueryError) in try parser.dateTime() }
  }

  static func dateTime(
    _ text: String, _ zones: TimeZoneDatabase
  ) throws(QueryError) -> ZonedDateTime {
    var parser = try TemporalParser(
      text, "a date and time with a zone, as in 2020-01-06T21:40:32+01:00")
    return try parser.whole { parser throws(QueryError) in
      let local = try parser.dateTime()
      let offset = try parser.offset()
      guard parser.scanner.take("[") else {
        return try ZonedDateTime(local, in: .offset(offset ?? .utc))
      }
      guard let name = parser.scanner.text(before: "]") else {
        throw parser.failure("']' is missing")
      }
      let zoned = try ZonedDateTime(
        local, in: .named(try zones.zone(named: name)), preferring: offset)
      if let offset, zoned.offset != offset {
        throw parser.failure("then \(name) is at \(zoned.offset), not \(offset)")
      }
      return zoned
    }
  }

  static func duration(_ text: String) throws(QueryError) -> CalendarDuration {
    var parser = try TemporalParser(text, "a duration, as in P1Y2M3DT4H5M6.7S")
    return try parser.whole { parser throws(QueryError) in try parser.duration() }
  }

  /// An offset such as `+01:00` or `Z`, or the name of a time zone.
  static func zone(_ text: String, _ zones: TimeZoneDatabase) throws(QueryError) -> Zone {
    guard "+-".unicodeScalars.contains(where: { $0 == text.unicodeScalars.first }) || text == "Z"
    else { return .named(try zones.zone(named: text)) }
    var parser = try TemporalParser(text, "an offset, as in +01:00")
    return .offset(try parser.whole { parser throws(QueryError) in try parser.offset() ?? .utc })
  }

  // MARK: Parts

  private mutating func whole<Result>(
    _ body: (inout TemporalParser) throws(QueryError) -> Result
  ) throws(QueryError) -> Result {
    let result: Result
    do throws(QueryError) {
      result = try body(&self)
    } catch {
      if error.code != "NumberOutOfRange" { throw error }
      throw failure(error.message)
    }
    guard scanner.isAtEnd else { throw unexpected() }
    return result
  }

  private mutating func date() throws(QueryError) -> CalendarDate {
    let isNegative = scanner.take("-")
    let isLong = isNegative || scanner.take("+")
    guard !isLong || scanner.digitCount <= 9,
      var year = isLong ? scanner.number(atMost: 9) : scanner.number(4)
    else { throw failure("a year has four digits, or a sign and up to nine") }
    if isNegative { year = -year }
    let isExtended = scanner.take("-")
    if scanner.take("W") {
      let week = try number(2, "week")
      let hasDay = isExtended ? scanner.take("-") : scanner.digitCount > 0
      return try CalendarDate(
        weekYear: year, week: week, dayOfWeek: hasDay ? try number(1, "day of the week") : 1)
    }
    if scanner.take("Q") {
      let quarter = try number(1, "quarter")
      let hasDay = isExtended ? scanner.take("-") : scanner.digitCount > 0
      return try CalendarDate(
        year: year, quarter: quarter, dayOfQuarter: hasDay ? try number(2, "day of the quarter") : 1
      )
    }
    if scanner.digitCount == 3 {
      return try CalendarDate(year: year, ordinalDay: try number(3, "day of the year"))
    }
    if !isExtended, scanner.digitCount == 0 {
      return try CalendarDate(year: year, month: 1, dayOfMonth: 1)
    }
    let month = try number(2, "month")
    let hasDay = isExtended ? scanner.take("-") : scanner.digitCount > 0
    return try CalendarDate(
      year: year, month: month, dayOfMonth: hasDay ? try number(2, "day") : 1)
  }

  private mutating func time() throws(QueryError) -> ClockTime {
    let hour = try number(2, "hour")
    let isExtended = scanner.isAt(":")
    func hasMore(_ parser: inout TemporalParser) -> Bool {
      isExtended ? parser.scanner.take(":") : parser.scanner.digitCount > 0
    }
    let minute = hasMore(&self) ? try number(2, "minute") : nil
    let second = minute != nil && hasMore(&self) ? try number(2, "second") : nil
    var nanosecond = 0
    if second != nil {
      guard let fraction = scanner.fraction(places: 9) else {
        throw failure("a fraction of a second has up to nine digits")
      }
      nanosecond = fraction
    }
    return try ClockTime(
      hour: hour, minute: minute ?? 0, second: second ?? 0, nanosecond: nanosecond)
  }

  private mutating func dateTime() throws(QueryError) -> LocalDateTime {
    let date = try date()
    return LocalDateTime(date: date, time: scanner.take("T") ? try time() : .midnight)
  }

  private mutating func offset() throws(QueryError) -> ZoneOffset? {
    if scanner.take("Z") { return .utc }
    let isNegative = scanner.take("-")
    guard isNegative || scanner.take("+") else { return nil }
    let time = try time()
    guard time.nanosecond == 0 else { throw failure("an offset has no fraction") }
    let seconds = time.nanosecondOfDay / ClockTime.second
    return try ZoneOffset(seconds: isNegative ? -seconds : seconds)
  }

  private mutating func duration() throws(QueryError) -> CalendarDuration {
    let isNegative = scanner.take("-")
    if !isNegative { _ = scanner.take("+") }
    guard scanner.take("P") else { throw failure("it begins with P") }
    let amounts = isDate ? try dateAmounts() : try amounts()
    return try CalendarDuration(
      isNegative ? amounts.map { ($0.unit, DecimalNumber(parts: -$0.amount.parts)) } : amounts)
  }

  private typealias Amount = (unit: CalendarDuration.Unit, amount: DecimalNumber)

  /// Whether it goes on as in `P2012-02-02T14:37:21.545` and not with numbers of units.
  private var isDate: Bool {
    var ahead = scanner
    guard ahead.number(4) != nil else { return false }
    return ahead.isAt("-") || ahead.digitCount == 0 && ahead.isAt("T")
      || ahead.number(4) != nil && (ahead.isAtEnd || ahead.isAt("T"))
  }

  private mutating func dateAmounts() throws(QueryError) -> [Amount] {
    var amounts: [Amount] = []
    func add(_ unit: CalendarDuration.Unit, _ number: Int) {
      amounts.append((unit, DecimalNumber(number)))
    }
    add(.years, try number(4, "year"))
    let isExtended = scanner.take("-")
    if isExtended || scanner.digitCount > 0 {
      add(.months, try number(2, "month"))
      if isExtended ? scanner.take("-") : scanner.digitCount > 0 {
        add(.days, try number(2, "day"))
      }
    }
    if scanner.take("T") { add(.nanoseconds, try time().nanosecondOfDay) }
    return amounts
  }

  private mutating func amounts() throws(QueryError) -> [Amount] {
    let dateUnits: [(sign: Unicode.Scalar, unit: CalendarDuration.Unit)] = [
      ("Y", .years), ("M", .months), ("W", .weeks), ("D", .days),
    ]
    let timeUnits: [(sign: Unicode.Scalar, unit: CalendarDuration.Unit)] = [
      ("H", .hours), ("M", .minutes), ("S", .seconds),
    ]
    var amounts: [Amount] = []
    func read(
      _ units: [(sign: Unicode.Scalar, unit: CalendarDuration.Unit)],
      _ parser: inout TemporalParser
    ) throws(QueryError) {
      var units = units[...]
      while !parser.scanner.isAtEnd, !parser.scanner.isAt("T") {
        guard let parts = parser.scanner.decimal() else {
          throw parser.failure("a number of up to 18 digits comes before every letter")
        }
        guard let place = units.firstIndex(where: { parser.scanner.isAt($0.sign) }) else {
          throw parser.scanner.isAtEnd
            ? parser.failure("a number is followed by its unit") : parser.unexpected()
        }
        _ = parser.scanner.take(units[place].sign)
        amounts.append((units[place].unit, DecimalNumber(parts: parts)))
        units = units[(place + 1)...]
      }
    }
    try read(dateUnits, &self)
    if scanner.take("T") {
      let count = amounts.count
      try read(timeUnits, &self)
      if amounts.count == count { throw failure("no time comes after T") }
    }
    if amounts.isEmpty { throw failure("it says no number") }
    return amounts
  }

  private mutating func number(_ digits: Int, _ what: String) throws(QueryError) -> Int {
    guard let number = scanner.number(digits) else {
      throw failure(
        "a \(what) has \(["", "one digit", "two digits", "three digits", "four digits"][digits])")
    }
    return number
  }

  // MARK: Errors

  private func unexpected() -> QueryError {
    failure("unexpected \(scanner.rest.quoted(upTo: 12))")
  }

  private func failure(_ reason: String) -> QueryError {
    .unusableTime("\(text.quoted(upTo: 40)) is not \(what): \(reason)")
  }
}

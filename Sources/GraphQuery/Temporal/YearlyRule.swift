import GraphModel

/// When clocks change every year, in the notation of POSIX: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct YearlyRule: Sendable {
  private struct Change {
    enum Day {
      /// From 1; February 29 is not counted.
      case julian(Int)
      /// From 0.
      case ordinal(Int)
      /// A day of the week, 0 is Sunday, in the month's week; week 5 is the last.
      case week(month: Int, week: Int, dayOfWeek: Int)
    }
    var day: Day
    /// Seconds after midnight, by the clocks before the change.
    var time: Int
  }

  private let standard: ZoneOffset
  private let summer: (offset: ZoneOffset, start: Change, end: Change)?

  /// Nil where the text is not in that notation.
  init?(_ text: [UInt8]) {
    var reader = Reader(bytes: text)
    guard reader.name(), let west = reader.time(), let offset = try? ZoneOffset(seconds: -west)
    else { return nil }
    standard = offset
    guard !reader.isAtEnd else {
      summer = nil
      return
    }
    guard reader.name() else { return nil }
    var ahead = offset.seconds + 3600
    if !reader.isAt(",") {
      guard let west = reader.time() else { return nil }
      ahead = -west
    }
    guard let offset = try? ZoneOffset(seconds: ahead), let start = reader.change(),
      let end = reader.change(), reader.isAtEnd
    else { return nil }
    summer = (offset, start, end)
  }

  func offset(at second: Int) -> ZoneOffset {
    guard let summer else { return standard }
    let year = CivilDate(day: (second + standard.seconds).floored(by: 86_400).quotient).year
    let start = Self.second(of: summer.start, in: year) - standard.seconds
    let end = Self.second(of: summer.end, in: year) - summer.offset.seconds
    let isSummer =
      start < end ? start <= second && second < end : !(end <= second && second < start)
    return isSummer ? summer.offset : standard
  }

  private static func second(of change: Change, in year: Int) -> Int {
    let first = EDTF.day(year: year, month: 1, day: 1)
    let day: Int
    switch change.day {
    case .ordinal(let number): day = first + number
    case .julian(let number):
      let isLeap = EDTF.dayCount(year: year, month: 2) == 29
      day = first + number - (isLeap && number >= 60 ? 0 : 1)
    case .week(let month, let week, let dayOfWeek):
      let begin = EDTF.day(year: year, month: month, day: 1)
      // Day 0 was a Thursday.
      let wait = (dayOfWeek - begin - 4).floored(by: 7).remainder
      let last = EDTF.dayCount(year: year, month: month)
      let offset = wait + 7 * (week - 1)
      day = begin + (offset >= last ? offset - 7 : offset)
    }
    return day * 86_400 + change.time
  }

  private struct Reader {
    let bytes: [UInt8]
    var cursor = 0

    var isAtEnd: Bool { cursor == bytes.count }
    func isAt(_ sign: Unicode.Scalar) -> Bool { !isAtEnd && bytes[cursor] == UInt8(ascii: sign) }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
      guard isAt(sign) else { return false }
      cursor += 1
      return true
    }

    /// Passes over `CET` or `<+0845>`.
    mutating func name() -> Bool {
      let start = cursor
      if take("<") {
        while !isAtEnd, !isAt(">") { cursor += 1 }
        return take(">")
      }
      while !isAtEnd, !"+-,0123456789".utf8.contains(bytes[cursor]) { cursor += 1 }
      return cursor > start
    }

    mutating func number() -> Int? {
      let start = cursor
      var number = 0
      while !isAtEnd, cursor - start < 4, let digit = Int(exactly: bytes[cursor]),
        (48...57).contains(digit)
      {
        number = number * 10 + digit - 48
        cursor += 1
      }
      return cursor > start ? number : nil
    }

    /// `-1`, `3:30`, `+10:00:00`, in seconds.
    mutating func time() -> Int? {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard var seconds = number() else { return nil }
      seconds *= 3600
      for unit in [60, 1] where take(":") {
        guard let part = number() else { return nil }
        seconds += part * unit
      }
      return isNegative ? -seconds : seconds
    }

    mutating func change() -> Change? {
      guard take(",") else { return nil }
      var change = Change(day: .ordinal(0), time: 7200)
      if take("M") {
        guard let month = number(), (1...12).contains(month), take("."), let week = number(),
          (1...5).contains(week), take("."), let dayOfWeek = number(), (0...6).contains(dayOfWeek)
        else { return nil }
        change.day = .week(month: month, week: week, dayOfWeek: dayOfWeek)
      } else {
        let isJulian = take("J")
        guard let day = number(), isJulian ? (1...365).contains(day) : day <= 365 else {
          return nil
        }
        change.day = isJulian ? .julian(day) : .ordinal(day)
      }
      if take("/") {
        guard let time = time() else { return nil }
        change.time = time
      }
      return change
    }
  }
}

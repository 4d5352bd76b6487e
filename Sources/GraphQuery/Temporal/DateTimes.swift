import GraphModel

/// A time of day at an offset.
public struct OffsetTime: Hashable, Sendable {
  let time: ClockTime
  let offset: ZoneOffset

  /// Nanoseconds after midnight in Greenwich, less than 0 and more than a day's too.
  var instant: Int128 { Int128(time.nanosecondOfDay) - offset.nanoseconds }

  /// The same instant as clocks at another offset show it.
  func moved(to offset: ZoneOffset) -> OffsetTime {
    OffsetTime(time: ClockTime(wrapping: instant + offset.nanoseconds), offset: offset)
  }
}

extension OffsetTime: CustomStringConvertible {
  /// `21:40:32.142+01:00`.
  public var description: String { "\(time)\(offset)" }
}

/// A day and a time of day, wherever.
public struct LocalDateTime: Hashable, Sendable {
  let date: CalendarDate
  let time: ClockTime

  init(date: CalendarDate, time: ClockTime) {
    self.date = date
    self.time = time
  }

  /// The one that is so many nanoseconds after 1970-01-01T00:00.
  init(nanoseconds: Int128) throws(QueryError) {
    date = try CalendarDate(day: nanoseconds.floored(by: Int128(ClockTime.day)).quotient)
    time = ClockTime(wrapping: nanoseconds)
  }

  /// After 1970-01-01T00:00.
  var nanoseconds: Int128 {
    Int128(date.day) * Int128(ClockTime.day) + Int128(time.nanosecondOfDay)
  }

  /// The whole months to another, negative where it is earlier.
  func months(to other: LocalDateTime) throws(QueryError) -> Int {
    var end = other.date
    if end.day > date.day, other.time.nanosecondOfDay < time.nanosecondOfDay {
      end = try end.adding(days: -1)
    } else if end.day < date.day, other.time.nanosecondOfDay > time.nanosecondOfDay {
      end = try end.adding(days: 1)
    }
    return date.months(to: end)
  }

  /// The whole days to another, negative where it is earlier.
  func days(to other: LocalDateTime) -> Int {
    Int((other.nanoseconds - nanoseconds) / Int128(ClockTime.day))
  }
}

extension LocalDateTime: CustomStringConvertible {
  /// `2015-07-21T21:40`.
  public var description: String { "\(date)T\(time)" }
}

/// A day and a time of day at an offset, which may be that of a time zone.
public struct ZonedDateTime: Hashable, Sendable {
  let local: LocalDateTime
  let offset: ZoneOffset
  let zone: Zone

  /// What a clock of the zone shows as that date and time.
  ///
  /// Of a time that comes twice, as summer time ends, it is the one with the preferred offset, else the
  /// first; one that is left out, as it begins, is so much later as clocks are put forward.
  init(
    _ local: LocalDateTime, in zone: Zone, preferring preferred: ZoneOffset? = nil
  ) throws(QueryError) {
    switch zone {
    case .offset(let offset): self.init(local: local, offset: offset, zone: zone)
    case .named(let rules):
      let second = Int(local.nanoseconds.floored(by: Int128(ClockTime.second)).quotient)
      let possible = rules.offsets(whereClocksShow: second)
      if let offset = possible.first(where: { $0 == preferred }) ?? possible.first {
        self.init(local: local, offset: offset, zone: zone)
      } else {
        let before = rules.offset(at: second - 86_400)
        try self.init(instant: local.nanoseconds - before.nanoseconds, in: zone)
      }
    }
  }

  /// What a clock of the zone shows so many nanoseconds after 1970.
  init(instant: Int128, in zone: Zone) throws(QueryError) {
    // A date that there is not is refused before a zone counts with it.
    _ = try LocalDateTime(nanoseconds: instant)
    let second = Int(instant.floored(by: Int128(ClockTime.second)).quotient)
    let offset = zone.offset(at: second)
    self.init(
      local: try LocalDateTime(nanoseconds: instant + offset.nanoseconds), offset: offset,
      zone: zone)
  }

  private init(local: LocalDateTime, offset: ZoneOffset, zone: Zone) {
    self.local = local
    self.offset = offset
    self.zone = zone
  }

  /// Nanoseconds after 1970-01-01T00:00Z.
  var instant: Int128 { local.nanoseconds - offset.nanoseconds }

  /// The name of the zone, or the offset.
  var zoneText: String {
    if case .named(let rules) = zone { return rules.name }
    return offset.description
  }
}

extension ZonedDateTime: CustomStringConvertible {
  /// `2015-07-21T21:40:32.142+02:00[Europe/Stockholm]`.
  public var description: String {
    if case .named(let rules) = zone { return "\(local)\(offset)[\(rules.name)]" }
    return "\(local)\(offset)"
  }
}

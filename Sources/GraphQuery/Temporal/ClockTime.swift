import GraphModel

/// A time of day, to the nanosecond.
public struct ClockTime: Hashable, Sendable {
  /// From 0 to the last of a day.
  let nanosecondOfDay: Int

  static let second = 1_000_000_000
  static let minute = 60 * second
  static let hour = 60 * minute
  static let day = 24 * hour
  static let midnight = ClockTime(wrapping: 0)

  /// The time that a clock shows so long after midnight.
  init(wrapping nanoseconds: Int128) {
    nanosecondOfDay = Int(nanoseconds.floored(by: Int128(Self.day)).remainder)
  }

  init(hour: Int, minute: Int, second: Int, nanosecond: Int) throws(QueryError) {
    try checkRange(hour, 0...23, "hour")
    try checkRange(minute, 0...59, "minute")
    try checkRange(second, 0...59, "second")
    try checkRange(nanosecond, 0...999_999_999, "nanosecond")
    nanosecondOfDay = hour * Self.hour + minute * Self.minute + second * Self.second + nanosecond
  }

  var hour: Int { nanosecondOfDay / Self.hour }
  var minute: Int { nanosecondOfDay / Self.minute % 60 }
  var second: Int { nanosecondOfDay / Self.second % 60 }
  var nanosecond: Int { nanosecondOfDay % Self.second }

  /// The beginning of the unit, which has so many nanoseconds.
  func truncated(to unit: Int) -> ClockTime {
    ClockTime(wrapping: Int128(nanosecondOfDay / unit * unit))
  }
}

extension ClockTime: CustomStringConvertible {
  /// In ISO 8601: `21:40`, `21:40:32`, and a fraction of 3, 6 or 9 digits.
  public var description: String {
    var text = "\(hour.padded(to: 2)):\(minute.padded(to: 2))"
    if nanosecondOfDay % Self.minute == 0 { return text }
    text += ":\(second.padded(to: 2))"
    if nanosecond == 0 { return text }
    let digits = nanosecond.padded(to: 9)
    let isShort = nanosecond % 1_000_000 == 0
    return text + "." + digits.prefix(isShort ? 3 : nanosecond % 1000 == 0 ? 6 : 9)
  }
}

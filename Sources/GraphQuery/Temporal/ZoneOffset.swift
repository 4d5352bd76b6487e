import GraphModel

/// How far clocks are ahead of Greenwich, at most 18 hours.
public struct ZoneOffset: Hashable, Sendable {
  /// Negative in the west.
  let seconds: Int

  static let utc = ZoneOffset(0)

  private init(_ seconds: Int) { self.seconds = seconds }

  init(seconds: Int) throws(QueryError) {
    guard abs(seconds) <= 18 * 3600 else {
      throw .outOfRange("an offset is from -18:00 to +18:00")
    }
    self.seconds = seconds
  }

  var nanoseconds: Int128 { Int128(seconds) * Int128(ClockTime.second) }
}

extension ZoneOffset: CustomStringConvertible {
  /// `Z`, `+01:00`, `-02:05:07`.
  public var description: String {
    if seconds == 0 { return "Z" }
    let size = abs(seconds)
    let text =
      (seconds < 0 ? "-" : "+") + "\((size / 3600).padded(to: 2)):\((size / 60 % 60).padded(to: 2))"
    return size % 60 == 0 ? text : text + ":\((size % 60).padded(to: 2))"
  }
}

/// Where clocks are read: at an offset, or in a zone whose offset changes.
enum Zone: Hashable, Sendable {
  case offset(ZoneOffset)
  case named(TimeZoneRules)

  static let utc = Zone.offset(.utc)

  /// The offset at so many seconds after 1970.
  func offset(at second: Int) -> ZoneOffset {
    switch self {
    case .offset(let offset): offset
    case .named(let rules): rules.offset(at: second)
    }
  }
}

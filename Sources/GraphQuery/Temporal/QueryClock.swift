import Glibc

/// Where a run takes the present from.
///
/// A run looks at it once, so that the present is the same wherever the query asks for it.
public struct QueryClock: Sendable {
  /// Nanoseconds after 1970-01-01T00:00Z.
  let now: @Sendable () -> Int128

  /// The clock of this machine.
  public static let system = QueryClock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int128(time.tv_sec) * 1_000_000_000 + Int128(time.tv_nsec)
  }

  /// A clock that always shows one time, in seconds and nanoseconds after 1970-01-01T00:00Z.
  public static func stopped(at seconds: Int, nanoseconds: Int = 0) -> QueryClock {
    QueryClock { Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) }
  }
}

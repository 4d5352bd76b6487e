import Glibc

/// What one piece of work took.
struct Cost: Sendable {
  /// On the clock on the wall, in milliseconds.
  var wall: Double
  /// Of the processors, in milliseconds: in user and system mode, of this process and the children that it
  /// waited for.
  var cpu: Double
}

extension Cost {
  /// Does something, and says what it took.
  ///
  /// What the work leaves is returned, so that freeing it is not counted.
  static func of<Result>(_ work: () throws -> Result) rethrows -> (result: Result, cost: Cost) {
    let start = now()
    let result = try work()
    let end = now()
    return (result, Cost(wall: end.wall - start.wall, cpu: end.cpu - start.cpu))
  }

  private static func now() -> Cost {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Cost(
      wall: Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6,
      cpu: cpu(of: RUSAGE_SELF) + cpu(of: RUSAGE_CHILDREN))
  }

  private static func cpu(of processes: __rusage_who) -> Double {
    var usage = rusage()
    getrusage(processes.rawValue, &usage)
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
  }

  private static func milliseconds(_ time: timeval) -> Double {
    Double(time.tv_sec) * 1e3 + Double(time.tv_usec) / 1e3
  }
}

import Dispatch
import Glibc

/// Work that is split between the machine's cores.
package enum Parallel {
  /// How many cores there are.
  package static let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// Runs numbered tasks, as many at once as there are cores; returns when all are done.
  package static func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
    if count == 1 { return body(0) }
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }

  /// Numbers from 0 in so many ranges of about one length; fewer where there are few numbers.
  package static func split(_ count: Int, into parts: Int) -> [Range<Int>] {
    let parts = max(1, min(parts, count))
    return (0..<parts).map { $0 * count / parts..<($0 + 1) * count / parts }
  }
}

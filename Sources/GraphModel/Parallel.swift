import Dispatch
import Glibc
import Synchronization

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

  /// Runs numbered tasks, as many at once as there are tools, none of which is used by two at once.
  ///
  /// - Parameter tools: What tasks need, for example a connection to a file; not empty.
  /// - Returns: The results, by the tasks' numbers.
  /// - Throws: The error of the first task that failed.
  package static func results<Tool, Result: Sendable, Failure>(
    of tasks: Int, with tools: [Tool],
    _ body: @Sendable (Tool, Int) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    nonisolated(unsafe) let tools = tools
    let results = Mutex([Swift.Result<Result, Failure>?](repeating: nil, count: tasks))
    let next = Atomic<Int>(0)
    forEach(min(tools.count, tasks)) { thread in
      while true {
        let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard task < tasks else { return }
        let result: Swift.Result<Result, Failure>
        do throws(Failure) {
          result = .success(try body(tools[thread], task))
        } catch {
          result = .failure(error)
        }
        results.withLock { $0[task] = result }
      }
    }
    var found: [Result] = []
    for result in results.withLock({ $0 }) {
      if let result { found.append(try result.get()) }
    }
    return found
  }
}

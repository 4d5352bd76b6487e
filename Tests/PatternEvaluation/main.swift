// Measures patterns on a graph file:
//   pattern-evaluation FILE.kg PATTERN…
// asks every pattern twice of the file, opened anew for each pattern, and prints JSON, a line for each: the
// milliseconds from opening the file to the first answer, those of the second answer alone, and the rows.

import Foundation
import GraphModel
import GraphQuery
import GraphStore

/// The milliseconds that something takes by the clock, and what comes of it.
func timed<Result>(_ body: () throws -> Result) rethrows -> (time: Double, result: Result) {
  let start = ContinuousClock.now
  let result = try body()
  return ((ContinuousClock.now - start) / .milliseconds(1), result)
}

let arguments = CommandLine.arguments
guard arguments.count > 2 else {
  FileHandle.standardError.write(Data("usage: pattern-evaluation FILE.kg PATTERN…\n".utf8))
  exit(2)
}
do {
  for text in arguments[2...] {
    let limits = QueryLimits(time: .seconds(600))
    let (first, store) = try timed {
      let store = try GraphStore(arguments[1])
      _ = try store.answer(to: GraphPattern(text), limits: limits)
      return store
    }
    let (again, answer) = try timed { try store.answer(to: GraphPattern(text), limits: limits) }
    let figures: [String: Any] = [
      "first": first, "again": again, "rows": answer.answer.rows.count,
    ]
    print(
      String(
        decoding: try JSONSerialization.data(withJSONObject: figures, options: .sortedKeys),
        as: UTF8.self))
  }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}

/// A check that failed inside a property or a small world, with the words that say what was expected.
public struct CheckFailure: Error, CustomStringConvertible {
  /// What went wrong.
  public var description: String

  /// Makes a failure.
  public init(_ description: String) { self.description = description }
}

/// Throws unless a condition holds.
///
/// Inside `forAll` and `withEvery` this stands for `#expect`, since those must know that a case failed.
public func check(
  _ condition: Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID,
  line: UInt = #line
) throws {
  if !condition { throw CheckFailure("\(file):\(line): \(message())") }
}

/// Throws unless two values are equal.
public func checkEqual<Value: Equatable>(
  _ actual: Value, _ expected: Value, _ message: @autoclosure () -> String = "",
  file: StaticString = #fileID, line: UInt = #line
) throws {
  if actual != expected {
    throw CheckFailure(
      "\(file):\(line): \(message())\n  actual:   \(actual)\n  expected: \(expected)")
  }
}

/// Runs a body for every value; a failure says for which one.
///
/// Nested calls give the whole trace.
public func withEvery<Values: Sequence>(
  _ label: String, in values: Values, _ body: (Values.Element) throws -> Void
) throws {
  for value in values {
    do {
      try body(value)
    } catch {
      throw CheckFailure("\(label): \(value)\n\(error)")
    }
  }
}

/// Runs a body for every subset of some values, the empty one first.
public func withEverySubset<Value>(
  _ label: String, of values: [Value], _ body: ([Value]) throws -> Void
) throws {
  precondition(values.count < 24, "there are too many subsets")
  for mask in 0..<(1 << values.count) {
    let subset = values.indices.filter { mask >> $0 & 1 == 1 }.map { values[$0] }
    do {
      try body(subset)
    } catch {
      throw CheckFailure("\(label): \(subset)\n\(error)")
    }
  }
}

import Foundation

/// A way to make random values of a size, and to make a failing one smaller.
public struct Gen<Value> {
  /// Makes a value; `size` bounds what may grow.
  public var make: (inout SplitMix64, _ size: Int) -> Value
  /// Simpler values than a given one, simplest first.
  public var shrink: (Value) -> [Value]

  /// Makes a generator.
  public init(
    shrink: @escaping (Value) -> [Value] = { _ in [] },
    _ make: @escaping (inout SplitMix64, _ size: Int) -> Value
  ) {
    self.make = make
    self.shrink = shrink
  }

  /// A generator of what a function makes of the values; they do not shrink.
  public func map<Other>(_ transform: @escaping (Value) -> Other) -> Gen<Other> {
    Gen<Other> { transform(make(&$0, $1)) }
  }

  /// A generator of arrays of at most `size` values; they shrink by leaving out and shrinking values.
  public func array(atMost limit: Int = .max) -> Gen<[Value]> {
    Gen<[Value]>(
      shrink: { array in
        var smaller: [[Value]] = []
        var length = array.count
        while length > 0 {
          for start in stride(from: 0, to: array.count, by: length) {
            smaller.append(
              Array(array[..<start]) + Array(array[min(array.count, start + length)...]))
          }
          length /= 2
        }
        for index in array.indices {
          for value in shrink(array[index]) {
            var changed = array
            changed[index] = value
            smaller.append(changed)
          }
        }
        return smaller
      },
      { random, size in
        let count = Int.random(in: 0...min(size, limit), using: &random)
        return (0..<count).map { _ in make(&random, size) }
      })
  }

  /// A generator of the given values.
  public static func one(of values: [Value]) -> Gen {
    Gen { random, _ in values[Int.random(in: 0..<values.count, using: &random)] }
  }
}

extension Gen where Value == Int {
  /// A generator of numbers of a range, which shrink towards its lower bound.
  public static func int(in range: ClosedRange<Int>) -> Gen {
    Gen(
      shrink: { value in
        value == range.lowerBound
          ? [] : [range.lowerBound, (range.lowerBound + value) / 2, value - 1]
      },
      { random, _ in Int.random(in: range, using: &random) })
  }
}

/// Two generators as one.
public func zip<First, Second>(_ first: Gen<First>, _ second: Gen<Second>) -> Gen<(First, Second)> {
  Gen<(First, Second)>(
    shrink: { value in
      first.shrink(value.0).map { ($0, value.1) } + second.shrink(value.1).map { (value.0, $0) }
    },
    { random, size in (first.make(&random, size), second.make(&random, size)) })
}

/// The seed of this run: `GRAPHGEN_SEED`, or a new one each time.
public let runSeed: UInt64 =
  ProcessInfo.processInfo.environment["GRAPHGEN_SEED"].flatMap { UInt64($0) }
  ?? UInt64.random(in: 0...UInt64(UInt32.max))

/// Checks that a property holds of many random values of growing size.
///
/// A value of which it does not hold is made as small as possible; the failure names it and the seed with
/// which `GRAPHGEN_SEED=… swift test` finds it again.
public func forAll<Value>(
  _ gen: Gen<Value>, count: Int = 100, maximumSize: Int = 12,
  _ property: (Value) throws -> Void
) throws {
  func failure(of value: Value) -> (any Error)? {
    do {
      try property(value)
      return nil
    } catch {
      return error
    }
  }
  var random = SplitMix64(seed: runSeed)
  for run in 0..<count {
    let size = 1 + run * maximumSize / count
    var value = gen.make(&random, size)
    guard var error = failure(of: value) else { continue }
    var budget = 2_000
    var isShrinking = true
    while isShrinking {
      isShrinking = false
      for candidate in gen.shrink(value) where budget > 0 {
        budget -= 1
        if let smaller = failure(of: candidate) {
          (value, error, isShrinking) = (candidate, smaller, true)
          break
        }
      }
    }
    throw CheckFailure(
      "GRAPHGEN_SEED=\(runSeed) finds this in run \(run) of \(count):\n\(value)\n\(error)")
  }
}

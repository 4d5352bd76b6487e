import TestSupport
import Testing

@testable import Diagrams

@Suite struct CoreNumbersTests {
  /// The definition, taken at its word: for every *k*, take away whoever has fewer than *k* others until
  /// nobody has.
  private static func naive(_ count: Int, _ pairs: [(Int, Int)]) -> [Int] {
    var numbers = [Int](repeating: 0, count: count)
    for k in 1...max(1, count) {
      var left = Set(0..<count)
      while let weak = left.first(where: { entity in
        let others = pairs.compactMap { first, second in
          first == second ? nil : first == entity ? second : second == entity ? first : nil
        }
        return Set(others).intersection(left).count < k
      }) { left.remove(weak) }
      for entity in left { numbers[entity] = k }
    }
    return numbers
  }

  private static func check(_ count: Int, _ pairs: [(Int, Int)]) throws {
    let adjacency = Adjacency(count: count, pairs: pairs)
    try checkEqual(CoreNumbers.numbers(of: adjacency), naive(count, pairs), "\(count) \(pairs)")
    for entity in 0..<count {
      let others = Set(
        pairs.flatMap { $0.0 == entity ? [$0.1] : $0.1 == entity ? [$0.0] : [] }
      ).subtracting([entity])
      try checkEqual(Array(adjacency.neighbors(of: entity)), others.sorted())
      try checkEqual(adjacency.degree(of: entity), others.count)
    }
  }

  @Test func everyGraphOfFiveEntities() throws {
    let pairs = (0..<5).flatMap { first in (first + 1..<5).map { (first, $0) } }
    try withEverySubset("pairs", of: pairs) { try Self.check(5, $0) }
    try Self.check(0, [])
  }

  @Test func randomGraphsWithRepeatedPairsAndLoops() throws {
    let end = Gen<Int>.int(in: 0...11)
    try forAll(zip(end, end).array(atMost: 40), count: 200, maximumSize: 40) { pairs in
      try Self.check(12, pairs)
    }
  }
}

import TestSupport
import Testing

@testable import Diagrams

@Suite struct ArrangementTests {
  private static let card = Arrangement.Size(width: 150, height: 50)
  private static let label = Arrangement.Size(width: 60, height: 20)

  private static func arrangement(cards: Int, _ pairs: [(Int, Int)]) -> Arrangement {
    Arrangement(
      cards: Array(repeating: card, count: cards),
      links: pairs.map { Arrangement.Link(tail: $0, head: $1, label: label) })
  }

  @Test func everyGraphOfThreeCardsIsArrangedWithoutACycleOfItsOwn() throws {
    let pairs = (0..<3).flatMap { tail in (0..<3).map { (tail, $0) } }
    try withEverySubset("arrows", of: pairs) { try Self.checkArrangement(cards: 3, $0) }
  }

  @Test func randomGraphsAreArranged() throws {
    let card = Gen.int(in: 0...19)
    try forAll(zip(card, card).array(), maximumSize: 40) { pairs in
      try Self.checkArrangement(cards: 20, pairs)
    }
  }

  /// Hidden arrows join parts that nothing joins, at most one into and one out of each, and never in a
  /// ring.
  private static func checkArrangement(cards: Int, _ pairs: [(Int, Int)]) throws {
    let arrangement = arrangement(cards: cards, pairs)
    try check(arrangement.lengths.count == pairs.count, "a length for each link")
    try check(arrangement.lengths.allSatisfy { (1...6).contains($0) }, "lengths")
    var part = Array(0..<cards)
    func root(_ card: Int) -> Int { part[card] == card ? card : root(part[card]) }
    for (tail, head) in pairs { part[root(tail)] = root(head) }
    let roots = (0..<cards).map(root)
    var entered: Set<Int> = []
    var left: Set<Int> = []
    for (tail, head) in arrangement.hidden {
      try check(
        left.insert(roots[tail]).inserted && entered.insert(roots[head]).inserted, "one row a part")
      try check(root(tail) != root(head), "a ring")
      part[root(tail)] = root(head)
    }
  }

  @Test func cardsWithoutArrowsFillAPage() {
    let arrangement = Self.arrangement(cards: 40, [])
    let rows = 40 - arrangement.hidden.count
    #expect((4...10).contains(rows))
  }

  @Test func aLongChainRunsDownAndAShallowFanRunsRight() {
    #expect(Self.arrangement(cards: 12, (0..<11).map { ($0, $0 + 1) }).direction == .down)
    #expect(Self.arrangement(cards: 13, (1..<13).map { (0, $0) }).direction == .right)
  }

  @Test func theManyLeavesOfAHubAreSpreadOverLayers() {
    let arrangement = Self.arrangement(cards: 41, (1...40).map { (0, $0) })
    #expect(Set(arrangement.lengths).count > 1)
    #expect(Self.arrangement(cards: 6, (1...5).map { (0, $0) }).lengths == [1, 1, 1, 1, 1])
  }

  @Test func aGraphTooGreatForAPageIsLeftAsItIs() {
    let count = Arrangement.limit + 1
    let arrangement = Self.arrangement(cards: count, (1..<count).map { (0, $0) })
    #expect(arrangement.direction == .down && arrangement.hidden.isEmpty)
    #expect(arrangement.lengths.allSatisfy { $0 == 1 })
  }
}

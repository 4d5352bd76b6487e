import TestSupport
import Testing

@testable import Language

@Suite struct SpanningTreeTests {
  /// Every assignment of heads that is a tree with one child of the root, tried in turn.
  private func best(_ scores: [Float], _ n: Int) -> Double {
    var top = -Double.infinity
    var heads = [Int](repeating: 0, count: n)
    func isTree() -> Bool {
      guard heads.count(where: { $0 == 0 }) == 1 else { return false }
      return (1...n).allSatisfy { word in
        var node = word
        for _ in 0..<n where node != 0 { node = heads[node - 1] }
        return node == 0
      }
    }
    func assign(_ word: Int) {
      if word > n {
        if isTree() { top = max(top, total(scores, heads)) }
        return
      }
      for head in 0...n where head != word {
        heads[word - 1] = head
        assign(word + 1)
      }
    }
    assign(1)
    return top
  }

  private func total(_ scores: [Float], _ heads: [Int]) -> Double {
    heads.enumerated().reduce(0) { $0 + Double(scores[$1.offset * (heads.count + 1) + $1.element]) }
  }

  @Test(arguments: 0..<400) func agreesWithExhaustiveSearch(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let n = Int.random(in: 1...5, using: &generator)
    let scores = (0..<n * (n + 1)).map { _ in Float(Int.random(in: -6...6, using: &generator)) }
    let heads = SpanningTree.heads(scores, count: n)
    #expect(heads.count(where: { $0 == 0 }) == 1)
    #expect(total(scores, heads) == best(scores, n), "seed \(seed)")
  }

  @Test func noWordsHaveNoHeads() {
    #expect(SpanningTree.heads([], count: 0).isEmpty)
  }
}

import Testing

@testable import Extraction

@Suite struct RegroupingTests {
  @Test func elementsGoToTheGroupsOfOthers() {
    var groups = [[0, 3], [1], [2, 4]]
    groups.move([:])
    #expect(groups == [[0, 3], [1], [2, 4]])
    groups.move([3: 1])
    #expect(groups == [[0], [1, 3], [2, 4]])
    groups.move([0: 4])
    #expect(groups == [[1, 3], [0, 2, 4]])
  }

  /// All moves among four elements in every partition: nothing is lost or twice, and what is moved to what stays is beside it.
  @Test func noElementIsLost() {
    let partitions: [[[Int]]] = [
      [[0, 1, 2, 3]], [[0], [1, 2, 3]], [[0, 1], [2, 3]], [[0, 2], [1], [3]], [[0], [1], [2], [3]],
    ]
    for groups in partitions {
      for code in 0..<625 {
        var (rest, moves) = (code, [Int: Int]())
        for element in 0..<4 {
          if rest % 5 < 4, rest % 5 != element { moves[element] = rest % 5 }
          rest /= 5
        }
        var moved = groups
        moved.move(moves)
        #expect(moved.flatMap { $0 }.sorted() == [0, 1, 2, 3])
        #expect(moved.allSatisfy { !$0.isEmpty && $0 == $0.sorted() })
        for (element, target) in moves where moves[target] == nil {
          #expect(moved.contains { $0.contains(element) && $0.contains(target) }, "\(moves)")
        }
      }
    }
  }
}

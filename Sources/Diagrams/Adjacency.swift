import GraphModel

/// Which of some entities are next to which, the directions and numbers of arrows aside.
///
/// Entities go by their positions in a selection. None is next to itself.
struct Adjacency {
  private let starts: [Int]
  private let others: [Int32]

  /// The number of entities.
  var count: Int { starts.count - 1 }

  /// Makes it of pairs in any order, in which a pair may be repeated or turned round.
  ///
  /// - Complexity: O(*n* log *n*) in pairs.
  init(count: Int, pairs: some Sequence<(Int, Int)>) {
    var keys: [UInt64] = []
    for (first, second) in pairs where first != second {
      keys.append(UInt64(first) << 32 | UInt64(second))
      keys.append(UInt64(second) << 32 | UInt64(first))
    }
    keys.sort()
    var starts = [Int](repeating: 0, count: count + 1)
    var others: [Int32] = []
    for index in keys.indices where index == 0 || keys[index] != keys[index - 1] {
      starts[Int(keys[index] >> 32) + 1] += 1
      others.append(Int32(truncatingIfNeeded: keys[index]))
    }
    for position in 0..<count { starts[position + 1] += starts[position] }
    self.starts = starts
    self.others = others
  }

  /// Those next to an entity, ascending.
  func neighbors(of position: Int) -> some RandomAccessCollection<Int> {
    others[starts[position]..<starts[position + 1]].lazy.map { Int($0) }
  }

  /// How many are next to an entity.
  func degree(of position: Int) -> Int { starts[position + 1] - starts[position] }
}

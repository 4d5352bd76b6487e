import GraphModel

/// A step on the way from the model's coreference to entities: which mentions mean one thing.
protocol Regrouping {
  /// Sorted groups of mentions, none empty, made of others.
  func regrouped(_ groups: [[Int]]) -> [[Int]]
}

/// A step that tells of single mentions whom they mean.
protocol MentionMoves: Regrouping {
  /// For mentions that the groups give to another, or to nobody, a mention of what they mean.
  func moves(in groups: [[Int]]) -> [Int: Int]
}

extension MentionMoves {
  func regrouped(_ groups: [[Int]]) -> [[Int]] {
    var groups = groups
    groups.move(moves(in: groups))
    return groups
  }
}

extension [Int] {
  /// The elements of a sorted group behind one.
  func behind(_ element: Int) -> ArraySlice<Int> {
    self[partitioningIndex { $0 > element }...]
  }
}

extension [[Int]] {
  /// For each of so many elements, the group that holds it.
  func groupOfElement(count: Int) -> [Int] {
    var groupOf = [Int](repeating: 0, count: count)
    for (index, group) in enumerated() { for element in group { groupOf[element] = index } }
    return groupOf
  }

  /// Moves elements to the groups of others, however many steps that takes; groups stay sorted and none is empty.
  mutating func move(_ moves: [Int: Int]) {
    guard !moves.isEmpty else { return }
    var groupOf: [Int: Int] = [:]
    for (index, group) in enumerated() { for element in group { groupOf[element] = index } }
    for index in indices { self[index].removeAll { moves[$0] != nil } }
    for (element, target) in moves {
      var target = target
      var steps = 0
      while let next = moves[target], steps < moves.count {
        target = next
        steps += 1
      }
      // Elements that are only sent to one another stay where they are.
      guard let group = groupOf[moves[target] == nil ? target : element] else { continue }
      self[group].append(element)
    }
    self = filter { !$0.isEmpty }.map { $0.sorted() }
  }
}

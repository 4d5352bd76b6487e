import GraphModel

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

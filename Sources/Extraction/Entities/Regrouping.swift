import GraphModel
import Language

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

  /// Whether a sorted group has an element.
  func holds(_ element: Int) -> Bool {
    let place = partitioningIndex { $0 >= element }
    return place < count && self[place] == element
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
    // By elements, where they end up, nil for a ring.
    var ends: [Int: Int?] = [:]
    for element in moves.keys {
      var path: [Int] = []
      var visited = Set<Int>()
      var last = element
      while ends[last] == nil, let next = moves[last], visited.insert(last).inserted {
        path.append(last)
        last = next
      }
      let end = ends[last] ?? (moves[last] == nil ? last : nil)
      for step in path { ends[step] = .some(end) }
      // Elements that are only sent to one another stay where they are.
      guard let group = groupOf[(ends[element] ?? nil) ?? element] else { continue }
      self[group].append(element)
    }
    self = filter { !$0.isEmpty }.map { $0.sorted() }
  }
}

extension Annotation {
  /// By sentence, the mentions that begin in it.
  func mentionsOfSentences() -> [[Int]] {
    var mentionsOfSentence = [[Int]](repeating: [], count: sentences.count)
    for (index, mention) in mentions.enumerated() {
      mentionsOfSentence[sentence(of: mention.tokens.lowerBound)].append(index)
    }
    return mentionsOfSentence
  }
}

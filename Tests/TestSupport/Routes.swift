import GraphModel

/// Finds shortest paths in one network, one after another: what tests and measurements of a network compare with.
///
/// What one search has marked is told from what the next marks by number, so that a search costs what it
/// reaches and not what the network has.
package struct Routes {
  /// What one end has reached: what has the mark of this search.
  private struct Side {
    var marks: [Int32]
    /// From where each was reached.
    var origins: [Int32]
    var frontier: [Int32] = []

    init(_ count: Int) {
      marks = [Int32](repeating: 0, count: count)
      origins = marks
    }

    mutating func begin(_ entity: Int, _ mark: Int32) {
      marks[entity] = mark
      frontier = [Int32(entity)]
    }

    /// Goes a step on everywhere; returns where it meets the other side.
    mutating func step(_ lists: EntityLists, _ mark: Int32, _ other: Side) -> Int32? {
      var next: [Int32] = []
      for entity in frontier {
        for far in lists[Int(entity)] where marks[Int(far)] < mark {
          marks[Int(far)] = mark
          origins[Int(far)] = entity
          // The first meeting is on a shortest path: what either side had reached before was apart.
          if other.marks[Int(far)] >= mark { return far }
          next.append(far)
        }
      }
      frontier = next
      return nil
    }

    /// The way from where something was reached back to this side's end.
    func way(from entity: Int32, to end: Int) -> [Int] {
      var way = [Int(entity)]
      while let last = way.last, last != end { way.append(Int(origins[last])) }
      return way
    }
  }

  private let forward: EntityLists
  private let backward: EntityLists
  private var left: Side
  private var right: Side
  private var mark: Int32 = 0

  /// Searches a network along arrows, against them, or either way.
  package init(_ network: FactNetwork, direction: Direction = .both) {
    switch direction {
    case .both: (forward, backward) = (network.neighbors, network.neighbors)
    case .outgoing: (forward, backward) = (network.successors, network.predecessors)
    case .incoming: (forward, backward) = (network.predecessors, network.successors)
    }
    left = Side(network.count)
    right = left
  }

  /// The entities of a shortest path in order, always the same one; nil where there is none.
  ///
  /// Breadth-first from both ends, by the end that has reached less at a time.
  ///
  /// - Complexity: O(connections within half the distance of either end).
  package mutating func shortest(from start: Int, to target: Int) -> [Int]? {
    if start == target { return [start] }
    if mark == .max {
      (left, right) = (Side(forward.count), Side(forward.count))
      mark = 0
    }
    mark += 1
    left.begin(start, mark)
    right.begin(target, mark)
    func weight(_ side: Side, _ lists: EntityLists) -> Int {
      side.frontier.reduce(0) { $0 + lists.length(of: Int($1)) }
    }
    while true {
      let (leftWeight, rightWeight) = (weight(left, forward), weight(right, backward))
      if leftWeight == 0 || rightWeight == 0 { return nil }
      let meeting =
        leftWeight <= rightWeight
        ? left.step(forward, mark, right) : right.step(backward, mark, left)
      guard let meeting else { continue }
      let first = left.marks[Int(meeting)] == mark ? left.way(from: meeting, to: start) : []
      let second = right.marks[Int(meeting)] == mark ? right.way(from: meeting, to: target) : []
      return first.reversed() + second.dropFirst()
    }
  }
}

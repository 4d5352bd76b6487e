/// A partition of numbers that only grows coarser (Tarjan 1975).
package struct DisjointSets {
  private var parents: [Int]
  private var counts: [Int]

  /// Every number by itself.
  package init(count: Int) {
    parents = Array(0..<count)
    counts = [Int](repeating: 1, count: count)
  }

  /// The number that stands for the set of another.
  package mutating func root(of element: Int) -> Int {
    var element = element
    while parents[element] != element {
      parents[element] = parents[parents[element]]
      element = parents[element]
    }
    return element
  }

  /// Makes the sets of two numbers one.
  package mutating func join(_ left: Int, _ right: Int) {
    var (l, r) = (root(of: left), root(of: right))
    guard l != r else { return }
    if counts[l] < counts[r] { swap(&l, &r) }
    parents[r] = l
    counts[l] += counts[r]
  }

  /// The sizes of the sets, in no particular order.
  var sizes: [Int] { parents.indices.filter { parents[$0] == $0 }.map { counts[$0] } }
}

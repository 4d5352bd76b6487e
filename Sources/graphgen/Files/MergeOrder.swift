/// Tells which of several sources in order has what comes next: a heap of their numbers.
struct MergeOrder {
  private var heap: [Int]

  /// Makes the order of sources below a number.
  init(count: Int, precedes: (Int, Int) -> Bool) {
    heap = Array(0..<count)
    for place in (0..<count / 2).reversed() { sink(place, precedes) }
  }

  /// The source that comes first; nil if there is none left.
  var first: Int? { heap.first }

  /// Finds the place of the first again, which has gone on.
  @inline(__always)
  mutating func advance(precedes: (Int, Int) -> Bool) { sink(0, precedes) }

  /// Takes away the first, which has ended.
  mutating func removeFirst(precedes: (Int, Int) -> Bool) {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    sink(0, precedes)
  }

  @inline(__always)
  private mutating func sink(_ start: Int, _ precedes: (Int, Int) -> Bool) {
    var place = start
    while true {
      var child = 2 * place + 1
      guard child < heap.count else { return }
      if child + 1 < heap.count, precedes(heap[child + 1], heap[child]) { child += 1 }
      guard precedes(heap[child], heap[place]) else { return }
      heap.swapAt(place, child)
      place = child
    }
  }
}

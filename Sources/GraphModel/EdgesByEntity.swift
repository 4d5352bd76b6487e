/// Compressed adjacency in both directions over edges that are sorted by subject.
struct EdgesByEntity {
  /// Entity *v*'s outgoing edges are `outgoingStarts[v]..<outgoingStarts[v + 1]`.
  let outgoingStarts: [Int32]
  /// Entity *v*'s incoming edges are `incomingEdges[incomingStarts[v]..<incomingStarts[v + 1]]`, ascending.
  let incomingStarts: [Int32]
  let incomingEdges: [Int32]

  /// - Parameters:
  ///   - edgeSubjects: Positions of entities.
  ///   - edgeObjects: Positions of entities, as many.
  ///   - edgesAtOnce: About how many edges are put in place by one thread before others: their places should fit into its cache, as writing
  ///     all over memory takes longer than looking at all edges several times.
  init(
    entityCount: Int, edgeSubjects: [Int32], edgeObjects: [Int32], edgesAtOnce: Int = 1 << 20
  ) {
    outgoingStarts = Self.starts(of: edgeSubjects, count: entityCount)
    let starts = Self.starts(of: edgeObjects, count: entityCount)
    // Each range costs a look at all edges, however many there are.
    let rangeCount = min(edgeObjects.count / edgesAtOnce, 8 * Parallel.cores)
    let ranges = Parallel.split(entityCount, into: rangeCount)
    incomingEdges = [Int32](unsafeUninitializedCapacity: edgeObjects.count) { edges, count in
      // Each writes where its entities' edges go, and nowhere else.
      nonisolated(unsafe) let edges = edges
      Parallel.forEach(ranges.count) { index in
        let range = ranges[index]
        var next = Array(starts[range])
        for (edge, object) in edgeObjects.enumerated() {
          let place = Int(object) - range.lowerBound
          guard next.indices ~= place else { continue }
          edges[Int(next[place])] = Int32(truncatingIfNeeded: edge)
          next[place] += 1
        }
      }
      count = edgeObjects.count
    }
    incomingStarts = starts
  }

  /// Where each entity's run begins in a counting sort by `ends`.
  private static func starts(of ends: [Int32], count: Int) -> [Int32] {
    var starts = [Int32](repeating: 0, count: count + 1)
    for end in ends { starts[Int(end) + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    return starts
  }
}

/// How deep within a graph each entity lies.
///
/// The *k*-core (Stephen Seidman, "Network structure and minimum degree", Social Networks 5, 1983) is the
/// greatest part of a graph in which each has at least *k* others of the part next to it; an entity's core
/// number is the greatest *k* whose core it belongs to. Found by taking away, time and again, the entity
/// with the fewest others left: Vladimir Batagelj and Matjaž Zaveršnik, "An O(m) algorithm for cores
/// decomposition of networks", 2003 (arXiv:cs/0310049).
enum CoreNumbers {
  /// The core number of every entity.
  ///
  /// - Complexity: O(entities + pairs).
  static func numbers(of graph: Adjacency) -> [Int] {
    var degrees = (0..<graph.count).map { graph.degree(of: $0) }
    let most = degrees.max() ?? 0
    // Entities in order of their degree; where in it each stands, and where every degree begins.
    var begins = [Int](repeating: 0, count: most + 2)
    for degree in degrees { begins[degree + 1] += 1 }
    for degree in 0...most { begins[degree + 1] += begins[degree] }
    var order = [Int](repeating: 0, count: graph.count)
    var places = order
    var next = begins
    for (entity, degree) in degrees.enumerated() {
      places[entity] = next[degree]
      order[next[degree]] = entity
      next[degree] += 1
    }
    for position in order.indices {
      let taken = order[position]
      for other in graph.neighbors(of: taken) where degrees[other] > degrees[taken] {
        // One fewer is left next to the other: it moves to the end of the lesser degree, by changing
        // places with the first of its own.
        let first = order[begins[degrees[other]]]
        if first != other {
          order.swapAt(places[first], places[other])
          (places[first], places[other]) = (places[other], places[first])
        }
        begins[degrees[other]] += 1
        degrees[other] -= 1
      }
    }
    return degrees
  }
}

extension FactNetwork {
  /// Up to how many entities all shortest paths are looked at.
  package static let mostExact = 10_000
  /// From how many entities paths are followed in a greater network.
  package static let sampleCount = 1_000

  /// On how many shortest paths between two others each entity lies, a part of a path where there are
  /// several; whichever way arrows point.
  ///
  /// By the method of Ulrik Brandes, "A faster algorithm for betweenness centrality", 2001. In a network of
  /// more than `mostExact` entities the paths from `sampleCount` of them, evenly spaced, stand for all.
  ///
  /// - Complexity: O(entities · connections), or O(`sampleCount` · connections).
  package var betweenness: [Double] {
    var result = [Double](repeating: 0, count: count)
    let isSampled = count > Self.mostExact
    let sources =
      isSampled ? (0..<Self.sampleCount).map { $0 * count / Self.sampleCount } : Array(0..<count)
    // Every path is met from both its ends.
    let scale = (isSampled ? Double(count) / Double(Self.sampleCount) : 1) / 2
    var distances = [Int32](repeating: -1, count: count)
    var paths = [Double](repeating: 0, count: count)
    var shares = [Double](repeating: 0, count: count)
    for source in sources {
      var order = [Int32(source)]
      distances[source] = 0
      paths[source] = 1
      var next = 0
      while next < order.count {
        let entity = Int(order[next])
        next += 1
        for neighbor in neighbors[entity] {
          let other = Int(neighbor)
          if distances[other] < 0 {
            distances[other] = distances[entity] + 1
            order.append(neighbor)
          }
          if distances[other] == distances[entity] + 1 { paths[other] += paths[entity] }
        }
      }
      for entity in order.reversed().map(Int.init) {
        for neighbor in neighbors[entity] where distances[Int(neighbor)] == distances[entity] + 1 {
          let other = Int(neighbor)
          shares[entity] += paths[entity] / paths[other] * (1 + shares[other])
        }
        if entity != source { result[entity] += shares[entity] * scale }
      }
      for entity in order.map(Int.init) {
        distances[entity] = -1
        paths[entity] = 0
        shares[entity] = 0
      }
    }
    return result
  }
}

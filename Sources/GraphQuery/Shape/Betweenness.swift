import GraphModel

extension FactNetwork {
  /// Up to how many entities all shortest paths are looked at.
  package static let mostExact = 10_000

  /// From how many entities paths are followed: from all, or in a network of more than `mostExact` from 1,000 or
  /// so many that some 10⁹ connections are passed, but at least 64.
  package var sampleCount: Int {
    if count <= Self.mostExact { return count }
    return min(1_000, max(64, 1_000_000_000 / max(1, neighbors.entries.count)))
  }

  /// On how many shortest paths between two others each entity lies, a part of a path where there are
  /// several; whichever way arrows point.
  ///
  /// By the method of Ulrik Brandes, "A faster algorithm for betweenness centrality", 2001. In a network of
  /// more than `mostExact` entities the paths from `sampleCount` of them stand for all: drawn at random, but
  /// always the same ones (seed 1). What paths from *k* of *n* entities say of one is off by a standard error of
  /// at most *n*² / 4√*k* (Ulrik Brandes, Christian Pich, "Centrality estimation in large networks", 2007): great
  /// values are good, small ones are not.
  ///
  /// - Complexity: O(`sampleCount` · connections).
  package var betweenness: [Double] {
    let sources = sampleCount == count ? Array(0..<count) : sample(sampleCount)
    // Sums of always the same parts are the same for any number of cores.
    let parts = Parallel.split(sources.count, into: 8)
    var sums = [[Double]](repeating: [], count: parts.count)
    sums.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let sums = buffer
      Parallel.forEach(parts.count) { part in
        var paths = PathCounts(count)
        for source in sources[parts[part]] { paths.add(from: source, neighbors) }
        sums[part] = paths.sums
      }
    }
    // Every path is met from both its ends.
    let scale = Double(count) / Double(max(1, sources.count)) / 2
    return (0..<count).map { entity in sums.reduce(0) { $0 + $1[entity] } * scale }
  }

  /// Some entities, each once, always the same ones, ascending.
  private func sample(_ size: Int) -> [Int] {
    var chosen: Set<Int> = []
    var state: UInt64 = 1
    // By the method of Robert Floyd, with numbers by that of Sebastiano Vigna (SplitMix64).
    for last in count - size..<count {
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      let number = Int((bits ^ (bits >> 31)).multipliedFullWidth(by: UInt64(last + 1)).high)
      if !chosen.insert(number).inserted { chosen.insert(last) }
    }
    return chosen.sorted()
  }
}

/// The shares that entities have in the shortest paths from some others.
private struct PathCounts {
  private(set) var sums: [Double]
  private var distances: [Int32]
  private var paths: [Double]
  private var shares: [Double]
  private var order: [Int32] = []

  init(_ count: Int) {
    sums = [Double](repeating: 0, count: count)
    distances = [Int32](repeating: -1, count: count)
    paths = sums
    shares = sums
  }

  /// Adds all shortest paths from an entity.
  mutating func add(from source: Int, _ neighbors: EntityLists) {
    order = [Int32(source)]
    order.reserveCapacity(sums.count)
    distances[source] = 0
    paths[source] = 1
    neighbors.entries.withUnsafeBufferPointer { others in
      distances.withUnsafeMutableBufferPointer { distances in
        paths.withUnsafeMutableBufferPointer { paths in
          var next = 0
          while next < order.count {
            let entity = Int(order[next])
            next += 1
            let (farther, count) = (distances[entity] + 1, paths[entity])
            for index in Int(neighbors.starts[entity])..<Int(neighbors.starts[entity + 1]) {
              let other = Int(others[index])
              if distances[other] < 0 {
                distances[other] = farther
                order.append(others[index])
              }
              if distances[other] == farther { paths[other] += count }
            }
          }
          shares.withUnsafeMutableBufferPointer { shares in
            for position in order.indices.reversed() {
              let entity = Int(order[position])
              let farther = distances[entity] + 1
              var sum = 0.0
              for index in Int(neighbors.starts[entity])..<Int(neighbors.starts[entity + 1])
              where distances[Int(others[index])] == farther {
                sum += shares[Int(others[index])]
              }
              sum *= paths[entity]
              if position > 0 { sums[entity] += sum }
              // What each path to this entity carries on.
              shares[entity] = (1 + sum) / paths[entity]
            }
          }
          for entity in order {
            distances[Int(entity)] = -1
            paths[Int(entity)] = 0
          }
        }
      }
    }
  }
}

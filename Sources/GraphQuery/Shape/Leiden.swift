extension FactNetwork {
  /// The community of every entity, numbered from 0 by their first members: entities that have more
  /// connections among them than chance would give.
  ///
  /// By the method of Leiden, which never leaves a community in pieces: Vincent Traag, Ludo Waltman, Nees Jan
  /// van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", 2019 (arXiv:1810.08473), for
  /// modularity, with the best move wherever the paper draws one at random, so that the same graph gives the
  /// same communities everywhere.
  package var communities: [Int] {
    var level = LeidenLevel(neighbors.map { $0.map { (other: Int($0), weight: 1) } })
    var partition = Array(0..<count)
    var members = Array(0..<count)
    while true {
      partition = level.moved(partition)
      let refined = level.refined(partition)
      let joined = (refined.max() ?? -1) + 1
      if joined == level.count { break }
      var coarse = [Int](repeating: 0, count: joined)
      for (node, community) in refined.enumerated() { coarse[community] = partition[node] }
      members = members.map { refined[$0] }
      level = level.joined(refined, count: joined)
      partition = LeidenLevel.numbered(coarse)
    }
    return LeidenLevel.numbered(members.map { partition[$0] })
  }

  /// For every entity the number of communities other than its own that it is connected with: brokers have
  /// many.
  package func bridges(_ communities: [Int]) -> [Int] {
    (0..<count).map { entity in
      Set(neighbors[entity].map { communities[Int($0)] }).subtracting([communities[entity]]).count
    }
  }
}

/// A weighted network, whose nodes may be communities of the level before.
private struct LeidenLevel {
  typealias Link = (other: Int, weight: Int)

  let links: [[Link]]
  /// The weight of all that ends at each, what is inside it twice.
  let degrees: [Int]
  let total: Int

  var count: Int { links.count }

  init(_ links: [[Link]], degrees: [Int]? = nil) {
    self.links = links
    self.degrees = degrees ?? links.map { $0.reduce(0) { $0 + $1.weight } }
    total = self.degrees.reduce(0, +)
  }

  /// The same communities, numbered from 0 by their first members.
  static func numbered(_ communities: [Int]) -> [Int] {
    var names: [Int: Int] = [:]
    return communities.map { community in
      let name = names[community] ?? names.count
      names[community] = name
      return name
    }
  }

  /// The weights of a node's links by the community at their other end.
  private func weights(of node: Int, _ communities: [Int]) -> [Int: Int] {
    var weights: [Int: Int] = [:]
    for link in links[node] { weights[communities[link.other], default: 0] += link.weight }
    return weights
  }

  /// Moves nodes to the community where they raise modularity most, until none does.
  func moved(_ start: [Int]) -> [Int] {
    var communities = start
    var totals = [Int](repeating: 0, count: count)
    for node in 0..<count { totals[communities[node]] += degrees[node] }
    var queue = Array(0..<count)
    var isQueued = [Bool](repeating: true, count: count)
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      isQueued[node] = false
      let own = communities[node]
      totals[own] -= degrees[node]
      let weights = weights(of: node, communities)
      var best = own
      var most = total * (weights[own] ?? 0) - degrees[node] * totals[own]
      for (community, weight) in weights.sorted(by: { $0.key < $1.key }) {
        let gain = total * weight - degrees[node] * totals[community]
        if gain > most { (best, most) = (community, gain) }
      }
      totals[best] += degrees[node]
      guard best != own else { continue }
      communities[node] = best
      for link in links[node] where communities[link.other] != best && !isQueued[link.other] {
        isQueued[link.other] = true
        queue.append(link.other)
      }
    }
    return communities
  }

  /// Parts of the communities that hang together well, numbered from 0.
  func refined(_ communities: [Int]) -> [Int] {
    var parts = Array(0..<count)
    var totals = degrees
    var sizes = [Int](repeating: 1, count: count)
    var whole = [Int](repeating: 0, count: count)
    /// The weight from each part to the rest of its community.
    var outward = [Int](repeating: 0, count: count)
    for node in 0..<count {
      whole[communities[node]] += degrees[node]
      for link in links[node] where communities[link.other] == communities[node] {
        outward[node] += link.weight
      }
    }
    let inward = outward
    for node in 0..<count where sizes[parts[node]] == 1 && parts[node] == node {
      let all = whole[communities[node]]
      guard total * inward[node] >= degrees[node] * (all - degrees[node]) else { continue }
      var weights: [Int: Int] = [:]
      for link in links[node] where communities[link.other] == communities[node] {
        weights[parts[link.other], default: 0] += link.weight
      }
      var best = node
      var most = 0
      for (part, weight) in weights.sorted(by: { $0.key < $1.key }) where part != node {
        guard total * outward[part] >= totals[part] * (all - totals[part]) else { continue }
        let gain = total * weight - degrees[node] * totals[part]
        if gain > most { (best, most) = (part, gain) }
      }
      guard best != node else { continue }
      parts[node] = best
      sizes[node] = 0
      sizes[best] += 1
      totals[best] += degrees[node]
      outward[best] += inward[node] - 2 * (weights[best] ?? 0)
    }
    return Self.numbered(parts)
  }

  /// The network whose nodes are those communities.
  func joined(_ communities: [Int], count: Int) -> LeidenLevel {
    var weights = [[Int: Int]](repeating: [:], count: count)
    var sums = [Int](repeating: 0, count: count)
    for node in 0..<self.count {
      let own = communities[node]
      sums[own] += degrees[node]
      for link in links[node] where communities[link.other] != own {
        weights[own][communities[link.other], default: 0] += link.weight
      }
    }
    return LeidenLevel(
      weights.map { own in
        own.sorted { $0.key < $1.key }.map { (other: $0.key, weight: $0.value) }
      }, degrees: sums)
  }
}

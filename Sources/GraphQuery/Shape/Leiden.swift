import GraphModel

extension FactNetwork {
  /// The community of every entity, numbered from 0 by their first members: entities that have more
  /// connections among them than chance would give.
  ///
  /// By the method of Leiden, which never leaves a community in pieces: Vincent Traag, Ludo Waltman, Nees Jan
  /// van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", 2019 (arXiv:1810.08473), for
  /// modularity at resolution 1, with the best move wherever the paper draws one at random, so that the same
  /// graph gives the same communities everywhere.
  ///
  /// The whole is done anew from what came out, as the paper advises, at most `leidenRounds` times in all and
  /// for as long as modularity rises by a 10,000th. What is then still in pieces is parted.
  ///
  /// - Complexity: O(connections) a level and a round of moves, of which there are few.
  package var communities: [Int] {
    let entities = LeidenLevel(neighbors)
    var partition = (0..<Int32(count)).map { $0 }
    var best = 0.0
    for round in 0..<Self.leidenRounds {
      let next = entities.improved(partition)
      let modularity = modularity(next.map(Int.init))
      if round > 0, modularity <= best { break }
      partition = next
      if round > 0, modularity < best + 1e-4 { break }
      best = modularity
    }
    return connected(partition)
  }

  private static let leidenRounds = 3

  /// The pieces in which communities are, numbered from 0 by their first members.
  private func connected(_ communities: [Int32]) -> [Int] {
    var pieces = [Int](repeating: -1, count: count)
    var number = 0
    var open: [Int] = []
    for first in 0..<count where pieces[first] < 0 {
      pieces[first] = number
      open.append(first)
      while let entity = open.popLast() {
        for other in neighbors[entity].lazy.map(Int.init)
        where pieces[other] < 0 && communities[other] == communities[first] {
          pieces[other] = number
          open.append(other)
        }
      }
      number += 1
    }
    return pieces
  }

  /// How many more of the connections lie within communities than chance would give, of all (Newman, Girvan
  /// 2004).
  package func modularity(_ communities: [Int]) -> Double {
    let all = Double(neighbors.entries.count)
    if all == 0 { return 0 }
    var degrees = [Int](repeating: 0, count: (communities.max() ?? -1) + 1)
    var within = 0
    for entity in 0..<count {
      let own = communities[entity]
      degrees[own] += neighbors.length(of: entity)
      for other in neighbors[entity] where communities[Int(other)] == own { within += 1 }
    }
    let chance = degrees.reduce(0) { $0 + Double($1) * Double($1) } / all
    return (Double(within) - chance) / all
  }

  /// For every entity the number of communities other than its own that it is connected with: brokers have
  /// many.
  ///
  /// Whoever spans groups that have little else to do with each other can pass on or hold back what goes
  /// between them (Ronald Burt, "Structural Holes", 1992); it is counted as Roger Guimerà and Luís Amaral do for
  /// their participation coefficient ("Functional cartography of complex metabolic networks", 2005), without
  /// weighing how the connections are spread.
  ///
  /// - Complexity: O(connections).
  package func bridges(_ communities: [Int]) -> [Int] {
    var last = [Int](repeating: -1, count: (communities.max() ?? -1) + 1)
    return (0..<count).map { entity in
      last[communities[entity]] = entity
      var bridges = 0
      for other in neighbors[entity] where last[communities[Int(other)]] != entity {
        last[communities[Int(other)]] = entity
        bridges += 1
      }
      return bridges
    }
  }
}

/// A weighted network, whose nodes may be communities of the level before.
private struct LeidenLevel {
  let starts: [UInt32]
  let others: [Int32]
  /// The weights of links; empty where all are 1.
  let weights: [Int32]
  /// The weight of all that ends at each, what is inside it twice.
  let degrees: [Int]
  let total: Int

  var count: Int { degrees.count }

  /// A level of entities.
  init(_ neighbors: EntityLists) {
    starts = neighbors.starts
    others = neighbors.entries
    weights = []
    degrees = (0..<neighbors.count).map(neighbors.length)
    total = neighbors.entries.count
  }

  private init(starts: [UInt32], others: [Int32], weights: [Int32], degrees: [Int], total: Int) {
    self.starts = starts
    self.others = others
    self.weights = weights
    self.degrees = degrees
    self.total = total
  }

  @inline(__always)
  private func forEachLink(of node: Int, _ body: (_ other: Int, _ weight: Int) -> Void) {
    let links = Int(starts[node])..<Int(starts[node + 1])
    others.withUnsafeBufferPointer { others in
      if weights.isEmpty {
        for link in links { body(Int(others[link]), 1) }
      } else {
        weights.withUnsafeBufferPointer { weights in
          for link in links { body(Int(others[link]), Int(weights[link])) }
        }
      }
    }
  }

  /// The same communities, numbered from 0 by their first members.
  private static func numbered(_ communities: [Int32]) -> [Int32] {
    var names = [Int32](repeating: -1, count: Int((communities.max() ?? -1) + 1))
    var next: Int32 = 0
    return communities.map { community in
      if names[Int(community)] < 0 {
        names[Int(community)] = next
        next += 1
      }
      return names[Int(community)]
    }
  }

  /// The weights of a node's links by the community at their other end.
  ///
  /// One array for all nodes, of which only what a node has touched is cleared again.
  private struct Ties {
    private var weights: [Int]
    private(set) var communities: [Int32] = []

    init(_ count: Int) { weights = [Int](repeating: 0, count: count) }

    subscript(community: Int32) -> Int { weights[Int(community)] }

    @inline(__always)
    mutating func add(_ weight: Int, to community: Int32) {
      if weights[Int(community)] == 0 { communities.append(community) }
      weights[Int(community)] += weight
    }

    mutating func clear() {
      for community in communities { weights[Int(community)] = 0 }
      communities.removeAll(keepingCapacity: true)
    }
  }

  /// The communities that one round makes of others, level by level.
  func improved(_ start: [Int32]) -> [Int32] {
    var level = self
    var partition = start
    var members = (0..<Int32(count)).map { $0 }
    while true {
      partition = level.moved(partition)
      let refined = level.refined(partition)
      let joined = Int((refined.max() ?? -1) + 1)
      if joined == level.count { break }
      var coarse = [Int32](repeating: 0, count: joined)
      for (node, community) in refined.enumerated() { coarse[Int(community)] = partition[node] }
      for member in members.indices { members[member] = refined[Int(members[member])] }
      level = level.joined(refined, count: joined)
      partition = Self.numbered(coarse)
    }
    return Self.numbered(members.map { partition[Int($0)] })
  }

  /// Moves nodes to the community where they raise modularity most, until none does.
  func moved(_ start: [Int32]) -> [Int32] {
    var communities = start
    var totals = [Int](repeating: 0, count: count)
    var sizes = [Int32](repeating: 0, count: count)
    for node in 0..<count {
      totals[Int(communities[node])] += degrees[node]
      sizes[Int(communities[node])] += 1
    }
    var empty = sizes.indices.reversed().filter { sizes[$0] == 0 }.map { Int32($0) }
    var queue = (0..<Int32(count)).map { $0 }
    var isQueued = [Bool](repeating: true, count: count)
    var ties = Ties(count)
    var (next, left) = (0, count)
    while left > 0 {
      let node = Int(queue[next])
      next = next + 1 == count ? 0 : next + 1
      left -= 1
      isQueued[node] = false
      let (own, degree) = (communities[node], degrees[node])
      totals[Int(own)] -= degree
      forEachLink(of: node) { ties.add($1, to: communities[$0]) }
      var best = own
      var most = total * ties[own] - degree * totals[Int(own)]
      for community in ties.communities {
        let gain = total * ties[community] - degree * totals[Int(community)]
        if gain > most || gain == most && best != own && community < best {
          (best, most) = (community, gain)
        }
      }
      ties.clear()
      // Nowhere is better: then by itself is.
      if most < 0, sizes[Int(own)] > 1, let alone = empty.popLast() { best = alone }
      totals[Int(best)] += degree
      guard best != own else { continue }
      communities[node] = best
      sizes[Int(best)] += 1
      sizes[Int(own)] -= 1
      if sizes[Int(own)] == 0 { empty.append(own) }
      forEachLink(of: node) { other, _ in
        guard communities[other] != best, !isQueued[other] else { return }
        isQueued[other] = true
        var end = next + left
        if end >= count { end -= count }
        queue[end] = Int32(other)
        left += 1
      }
    }
    return communities
  }

  /// Parts of the communities that hang together well, numbered from 0.
  func refined(_ communities: [Int32]) -> [Int32] {
    var parts = (0..<Int32(count)).map { $0 }
    var totals = degrees
    var isAlone = [Bool](repeating: true, count: count)
    var whole = [Int](repeating: 0, count: count)
    /// The weight from each part to the rest of its community.
    var outward = [Int](repeating: 0, count: count)
    for node in 0..<count {
      whole[Int(communities[node])] += degrees[node]
      forEachLink(of: node) { other, weight in
        if communities[other] == communities[node] { outward[node] += weight }
      }
    }
    let inward = outward
    var ties = Ties(count)
    for node in 0..<count where isAlone[node] {
      let (own, degree) = (communities[node], degrees[node])
      let all = whole[Int(own)]
      guard total * inward[node] >= degree * (all - degree) else { continue }
      forEachLink(of: node) { other, weight in
        if communities[other] == own { ties.add(weight, to: parts[other]) }
      }
      var best = Int32(node)
      var most = 0
      for part in ties.communities where part != node {
        guard total * outward[Int(part)] >= totals[Int(part)] * (all - totals[Int(part)]) else {
          continue
        }
        let gain = total * ties[part] - degree * totals[Int(part)]
        if gain > most || gain == most && best != node && part < best {
          (best, most) = (part, gain)
        }
      }
      if best != node {
        parts[node] = best
        isAlone[Int(best)] = false
        totals[Int(best)] += degree
        outward[Int(best)] += inward[node] - 2 * ties[best]
      }
      ties.clear()
    }
    return Self.numbered(parts)
  }

  /// The network whose nodes are those communities.
  func joined(_ communities: [Int32], count: Int) -> LeidenLevel {
    // The members of each community, behind each other.
    var ends = [Int](repeating: 0, count: count + 1)
    for community in communities { ends[Int(community) + 1] += 1 }
    for community in 0..<count { ends[community + 1] += ends[community] }
    let first = ends
    var members = [Int32](repeating: 0, count: communities.count)
    for (node, community) in communities.enumerated() {
      members[ends[Int(community)]] = Int32(node)
      ends[Int(community)] += 1
    }
    var starts: [UInt32] = [0]
    var others: [Int32] = []
    var weights: [Int32] = []
    var sums: [Int] = []
    var ties = Ties(count)
    for community in 0..<count {
      var sum = 0
      for position in first[community]..<first[community + 1] {
        let node = Int(members[position])
        sum += degrees[node]
        forEachLink(of: node) { other, weight in
          if communities[other] != community { ties.add(weight, to: communities[other]) }
        }
      }
      for other in ties.communities {
        others.append(other)
        weights.append(Int32(ties[other]))
      }
      ties.clear()
      sums.append(sum)
      starts.append(UInt32(others.count))
    }
    return LeidenLevel(
      starts: starts, others: others, weights: weights, degrees: sums, total: total)
  }
}

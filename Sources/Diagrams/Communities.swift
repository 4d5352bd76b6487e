/// Which entities belong together by how closely they are connected.
///
/// Found by the method of Louvain: Vincent Blondel, Jean-Loup Guillaume, Renaud Lambiotte and Etienne
/// Lefebvre, "Fast unfolding of communities in large networks", Journal of Statistical Mechanics, 2008
/// (arXiv:0803.0476). Every entity begins alone and moves, in order, to the neighboring community that
/// raises the modularity most, until no move does; then communities become entities and it begins anew.
/// Ties go to the community of the least number and all sums are of whole numbers, so that the same graph
/// gives the same communities everywhere.
enum Communities {
  /// The community of every entity, numbered from 0 by their first members.
  ///
  /// - Parameter links: Pairs that are connected, in any order; one that is given twice weighs double. An
  ///   entity's link with itself counts for nothing.
  static func numbers(count: Int, links: [(Int, Int)]) -> [Int] {
    var level = Level(count: count, links: links)
    var result = Array(0..<count)
    while let communities = level.moved() {
      result = result.map { communities[$0] }
      level = level.joined(communities)
    }
    var names: [Int: Int] = [:]
    return result.map { community in
      let name = names[community] ?? names.count
      names[community] = name
      return name
    }
  }

  /// A weighted graph, whose entities may be communities of the level before.
  private struct Level {
    /// What is next to each, and how strongly, ascending.
    private var neighbors: [[(other: Int, weight: Int)]]
    /// The weight of all that ends at each, its own inside twice.
    private var degrees: [Int]

    init(count: Int, links: [(Int, Int)]) {
      var weights = [[Int: Int]](repeating: [:], count: count)
      for (first, second) in links where first != second {
        weights[first][second, default: 0] += 1
        weights[second][first, default: 0] += 1
      }
      neighbors = weights.map { own in
        own.map { (other: $0.key, weight: $0.value) }.sorted { $0.other < $1.other }
      }
      degrees = neighbors.map { $0.reduce(0) { $0 + $1.weight } }
    }

    /// How often all entities are looked at; each time raises the modularity less.
    private static let mostPasses = 32

    /// The communities after moves that raise the modularity, numbered without gaps; nil if there is no
    /// such move.
    ///
    /// - Complexity: O(*n* log *n*) in the links, at most `mostPasses` times.
    func moved() -> [Int]? {
      let total = degrees.reduce(0, +)
      var community = Array(degrees.indices)
      var totals = degrees
      var hasMoved = false
      var isMoving = true
      var passes = 0
      while isMoving, passes < Self.mostPasses {
        isMoving = false
        passes += 1
        for entity in degrees.indices {
          let home = community[entity]
          var ties: [Int: Int] = [home: 0]
          for (other, weight) in neighbors[entity] { ties[community[other], default: 0] += weight }
          totals[home] -= degrees[entity]
          func gain(_ target: Int) -> Int {
            ties[target, default: 0] * total - degrees[entity] * totals[target]
          }
          var (best, most) = (home, gain(home))
          for target in ties.keys.sorted() where gain(target) > most {
            (best, most) = (target, gain(target))
          }
          totals[best] += degrees[entity]
          guard best != home else { continue }
          community[entity] = best
          (isMoving, hasMoved) = (true, true)
        }
      }
      guard hasMoved else { return nil }
      var names = [Int](repeating: -1, count: degrees.count)
      for (name, community) in Set(community).sorted().enumerated() { names[community] = name }
      return community.map { names[$0] }
    }

    /// The graph whose entities are this one's communities.
    func joined(_ communities: [Int]) -> Level {
      let count = (communities.max() ?? -1) + 1
      var weights = [[Int: Int]](repeating: [:], count: count)
      var joined = self
      joined.degrees = [Int](repeating: 0, count: count)
      for entity in degrees.indices {
        let own = communities[entity]
        joined.degrees[own] += degrees[entity]
        for (other, weight) in neighbors[entity] where communities[other] != own {
          weights[own][communities[other], default: 0] += weight
        }
      }
      joined.neighbors = weights.map { own in
        own.map { (other: $0.key, weight: $0.value) }.sorted { $0.other < $1.other }
      }
      return joined
    }
  }
}

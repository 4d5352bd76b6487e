import GraphModel

extension FactNetwork {
  /// How often who follows arrows at random comes to each entity; the sum is 1.
  ///
  /// With a chance of 0.15, and where no arrow leads on, one begins anew anywhere (Sergey Brin, Lawrence Page,
  /// "The anatomy of a large-scale hypertextual Web search engine", 1998): a damping of 0.85.
  ///
  /// As beginning anew is as likely everywhere, ranks are, but for their sum, what solves *x* = 1 + 0.85 *Px*, in
  /// which nothing is said of entities without arrows (David Gleich, "PageRank beyond the Web", 2015). It is
  /// solved for one set of entities after another that arrows lead around in, in the order of the arrows between
  /// the sets, so that a few which hand everything on to each other do not hold up all; within a set by the
  /// method of Gauss and Seidel, until all of a round changes less than a 10¹⁰th of the set, so that the ranks'
  /// errors sum to less than a 10⁹th; 200 rounds at most.
  ///
  /// - Complexity: O(arrows), and O(arrows within a set) a round.
  package var pageRanks: [Double] {
    let (order, ends) = circles
    var places = [Int32](repeating: 0, count: count)
    for (place, entity) in order.enumerated() { places[Int(entity)] = Int32(place) }
    // By place: what each hands on to each of its successors, and which part of its rank that is.
    var shares = [Double](repeating: 0, count: count)
    let parts = order.map { 0.85 / Double(max(successors.length(of: Int($0)), 1)) }
    var ranks = shares
    var circle = Circle()
    var start = 0
    for end in ends {
      circle.clear()
      for place in start..<end {
        circle.begin()
        for entity in predecessors[Int(order[place])] {
          let other = Int(places[Int(entity)])
          if other < start { circle.add(shares[other]) } else { circle.add(place: other - start) }
        }
      }
      circle.solve(start, &ranks, &shares, parts)
      start = end
    }
    let sum = ranks.reduce(0, +)
    return places.map { ranks[Int($0)] / sum }
  }

  /// All entities in sets in which arrows lead from each to each, so that all other arrows lead to later sets; and
  /// where each set ends.
  ///
  /// By Robert Tarjan, "Depth-first search and linear graph algorithms", 1972, against the arrows.
  ///
  /// - Complexity: O(arrows).
  private var circles: (order: [Int32], ends: [Int]) {
    var order: [Int32] = []
    order.reserveCapacity(count)
    var ends: [Int] = []
    // By entity: 0 before it is met, the number at which it was met, and at last one that none comes after.
    var numbers = [Int32](repeating: 0, count: count)
    var lows = numbers
    var next = predecessors.starts
    var (met, open, path): (Int32, [Int32], [Int32]) = (0, [], [])
    func meet(_ entity: Int32) {
      met += 1
      (numbers[Int(entity)], lows[Int(entity)]) = (met, met)
      open.append(entity)
      path.append(entity)
    }
    for root in 0..<count where numbers[root] == 0 {
      meet(Int32(root))
      while let last = path.last {
        let entity = Int(last)
        if next[entity] < predecessors.starts[entity + 1] {
          let other = predecessors.entries[Int(next[entity])]
          next[entity] += 1
          if numbers[Int(other)] == 0 {
            meet(other)
          } else {
            lows[entity] = min(lows[entity], numbers[Int(other)])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last {
          lows[Int(parent)] = min(lows[Int(parent)], lows[entity])
        }
        guard lows[entity] == numbers[entity] else { continue }
        let start = order.count
        repeat {
          order.append(open.removeLast())
          numbers[Int(order[order.count - 1])] = .max
        } while order[order.count - 1] != last
        if order.count - start > 1 { order[start...].sort() }
        ends.append(order.count)
      }
    }
    return (order, ends)
  }
}

/// The equations of entities that arrows lead around in.
private struct Circle {
  /// What comes from outside, by entity.
  private var constants: [Double] = []
  /// Where the predecessors of each entity begin, which are places here.
  private var starts: [UInt32] = []
  private var entries: [Int32] = []

  mutating func clear() {
    constants.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }

  /// Begins the next entity.
  mutating func begin() {
    constants.append(1)
    starts.append(UInt32(entries.count))
  }

  /// Adds to the last entity what a predecessor hands on that is known.
  mutating func add(_ share: Double) { constants[constants.count - 1] += share }

  /// Adds to the last entity a predecessor that is not known yet.
  mutating func add(place: Int) { entries.append(Int32(place)) }

  /// Computes the ranks and shares of its entities, the first of which has a place among all.
  mutating func solve(
    _ first: Int, _ ranks: inout [Double], _ shares: inout [Double], _ parts: [Double]
  ) {
    starts.append(UInt32(entries.count))
    let isKnown = entries.isEmpty
    ranks.withUnsafeMutableBufferPointer { ranks in
      shares.withUnsafeMutableBufferPointer { shares in
        let (ranks, shares) = (ranks.extracting(first...), shares.extracting(first...))
        starts.withUnsafeBufferPointer { starts in
          entries.withUnsafeBufferPointer { entries in
            for _ in 0..<200 {
              var (change, sum) = (0.0, 0.0)
              for (place, constant) in constants.enumerated() {
                var rank = constant
                for index in Int(starts[place])..<Int(starts[place + 1]) {
                  rank += shares[Int(entries[index])]
                }
                change += abs(rank - ranks[place])
                sum += rank
                ranks[place] = rank
                shares[place] = rank * parts[first + place]
              }
              if isKnown || change < 1e-10 * sum { break }
            }
          }
        }
      }
    }
  }
}

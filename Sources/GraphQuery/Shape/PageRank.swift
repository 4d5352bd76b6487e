import GraphModel

extension FactNetwork {
  /// How often who follows arrows at random comes to each entity; the sum is 1.
  ///
  /// With a chance of 0.15, and where no arrow leads on, one begins anew anywhere (Sergey Brin, Lawrence Page,
  /// "The anatomy of a large-scale hypertextual Web search engine", 1998): a damping of 0.85.
  ///
  /// As beginning anew is as likely everywhere, ranks are, but for their sum, what solves *x* = 1 + 0.85 *Px*, in
  /// which nothing is said of entities without arrows (David Gleich, "PageRank beyond the Web", 2015). It is
  /// solved by the method of Gauss and Seidel. What no circle of arrows leads to or away from is computed once, in
  /// the order of arrows; the rest again and again until all of a round changes less than a 10¹⁰th of all,
  /// so that the ranks' errors sum to less than a 10⁹th; 200 rounds at most.
  ///
  /// - Complexity: O(arrows) a round.
  package var pageRanks: [Double] {
    let (order, circle) = flow
    var ranks = [Double](repeating: 0, count: count)
    // What each hands on to each of its successors, and which part of its rank that is.
    var shares = ranks
    let parts = (0..<count).map { 0.85 / Double(max(successors.length(of: $0), 1)) }
    ranks.withUnsafeMutableBufferPointer { ranks in
      shares.withUnsafeMutableBufferPointer { shares in
        let (starts, ends) = (predecessors.starts.span, predecessors.entries.span)
        let (order, parts) = (order.span, parts.span)
        /// Computes a part of the order anew; returns what has changed, and the sum.
        func compute(_ part: Range<Int>) -> (change: Double, sum: Double) {
          var (change, sum) = (0.0, 0.0)
          for position in part {
            let entity = Int(order[position])
            var rank = 1.0
            for index in Int(starts[entity])..<Int(starts[entity + 1]) {
              rank += shares[Int(ends[index])]
            }
            change += abs(rank - ranks[entity])
            sum += rank
            ranks[entity] = rank
            shares[entity] = rank * parts[entity]
          }
          return (change, sum)
        }
        var sum = compute(0..<circle.lowerBound).sum
        for _ in 0..<200 where !circle.isEmpty {
          let (change, part) = compute(circle)
          if change < 1e-10 * part { break }
        }
        sum += circle.reduce(0) { $0 + ranks[Int(order[$1])] }
        sum += compute(circle.upperBound..<count).sum
        for entity in ranks.indices { ranks[entity] /= sum }
      }
    }
    return ranks
  }

  /// All entities in an order in which arrows lead forward, but for those of a part in the middle.
  ///
  /// - Complexity: O(arrows).
  private var flow: (order: [Int32], circle: Range<Int>) {
    var order: [Int32] = []
    order.reserveCapacity(count)
    var isPlaced = [Bool](repeating: false, count: count)
    /// Takes away entities without arrows on one side, until all have some.
    func peel(_ leading: EntityLists, _ following: EntityLists) {
      let start = order.count
      var open = [Int32](repeating: 0, count: count)
      for entity in 0..<count where !isPlaced[entity] {
        for other in leading[entity] where !isPlaced[Int(other)] { open[entity] += 1 }
        if open[entity] == 0 { order.append(Int32(entity)) }
      }
      for position in start..<order.count { isPlaced[Int(order[position])] = true }
      var next = start
      while next < order.count {
        for other in following[Int(order[next])] where !isPlaced[Int(other)] {
          open[Int(other)] -= 1
          if open[Int(other)] == 0 {
            isPlaced[Int(other)] = true
            order.append(other)
          }
        }
        next += 1
      }
    }
    peel(predecessors, successors)
    let start = order.count
    peel(successors, predecessors)
    let last = order[start...].reversed()
    order.removeLast(order.count - start)
    for entity in 0..<count where !isPlaced[entity] { order.append(Int32(entity)) }
    let end = order.count
    order += last
    return (order, start..<end)
  }
}

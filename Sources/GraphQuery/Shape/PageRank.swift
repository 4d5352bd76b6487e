extension FactNetwork {
  /// How often who follows arrows at random comes to each entity; the sum is 1.
  ///
  /// With a chance of 0.15, and where no arrow leads on, one begins anew anywhere (Sergey Brin, Lawrence Page,
  /// "The anatomy of a large-scale hypertextual Web search engine", 1998).
  ///
  /// - Complexity: O(arrows) a round; at most 100 rounds, fewer once nothing changes by 10⁻¹².
  package var pageRanks: [Double] {
    guard count > 0 else { return [] }
    let damping = 0.85
    var ranks = [Double](repeating: 1 / Double(count), count: count)
    for _ in 0..<100 {
      var lost = 0.0
      for entity in 0..<count where successors[entity].isEmpty { lost += ranks[entity] }
      let base = (1 - damping + damping * lost) / Double(count)
      var next = [Double](repeating: base, count: count)
      for entity in 0..<count where !successors[entity].isEmpty {
        let share = damping * ranks[entity] / Double(successors[entity].count)
        for successor in successors[entity] { next[Int(successor)] += share }
      }
      var change = 0.0
      for entity in 0..<count { change += abs(next[entity] - ranks[entity]) }
      ranks = next
      if change < 1e-12 { break }
    }
    return ranks
  }
}

/// The best dependency tree over scored arcs (Chu and Liu 1965, Edmonds 1967).
enum SpanningTree {
  /// Heads of words 1…n (0 is the root) that maximise the sum of scores, with exactly one child of the root.
  ///
  /// - Parameters:
  ///   - scores: `n` rows of `n + 1`: the score of each head, 0 first, for words 1…n.
  ///   - count: the number of words.
  /// - Complexity: O(n²) where the best heads are a tree already, else O(n²) for each cycle.
  static func heads(_ scores: UnsafePointer<Float>, count n: Int) -> [Int] {
    guard n > 0 else { return [] }
    let greedy = (1...n).map { word -> Int in
      var best = 0
      let row = scores + (word - 1) * (n + 1)
      for head in 1...n where head != word && row[head] > row[best] { best = head }
      return best
    }
    if isTree(greedy) { return greedy }
    // A child of the root costs more than any tree gains, so the best tree has one.
    var low = Double.infinity
    var high = -Double.infinity
    for index in 0..<n * (n + 1) {
      low = min(low, Double(scores[index]))
      high = max(high, Double(scores[index]))
    }
    let cost = (high - low + 1) * Double(n + 1)
    var matrix = [Double](repeating: -.infinity, count: (n + 1) * (n + 1))
    for word in 1...n {
      for head in 0...n where head != word {
        let score = Double(scores[(word - 1) * (n + 1) + head])
        matrix[word * (n + 1) + head] = head == 0 ? score - cost : score
      }
    }
    return Array(arborescence(matrix, size: n + 1)[1...])
  }

  private static func isTree(_ heads: [Int]) -> Bool {
    guard heads.count(where: { $0 == 0 }) == 1 else { return false }
    return cycle(of: [0] + heads, alive: Array(repeating: true, count: heads.count + 1)) == nil
  }

  /// A cycle among the heads of the living nodes, or nil; node 0 has no head.
  private static func cycle(of heads: [Int], alive: [Bool]) -> [Int]? {
    var visit = [Int](repeating: -1, count: heads.count)
    for start in 1..<heads.count where alive[start] && visit[start] < 0 {
      var node = start
      while node != 0 && visit[node] < 0 {
        visit[node] = start
        node = heads[node]
      }
      guard node != 0, visit[node] == start else { continue }
      var members = [node]
      var next = heads[node]
      while next != node {
        members.append(next)
        next = heads[next]
      }
      return members.sorted()
    }
    return nil
  }

  /// Contracts cycles until the best heads are a tree, then opens them again.
  private static func arborescence(_ input: [Double], size: Int) -> [Int] {
    var scores = input
    var alive = [Bool](repeating: true, count: size)
    // The arc of the input that stands behind each arc of the contracted graph.
    var realHead = [Int](repeating: 0, count: size * size)
    var realChild = [Int](repeating: 0, count: size * size)
    for child in 0..<size {
      for head in 0..<size {
        realHead[child * size + head] = head
        realChild[child * size + head] = child
      }
    }
    var contractions: [[Member]] = []
    // Nodes of the input that each living node stands for.
    var parts = (0..<size).map { [$0] }
    var heads = [Int](repeating: 0, count: size)
    while true {
      for child in 1..<size where alive[child] {
        var best = -1
        for head in 0..<size where alive[head] && head != child {
          if best < 0 || scores[child * size + head] > scores[child * size + best] { best = head }
        }
        heads[child] = best
      }
      guard let members = cycle(of: heads, alive: alive) else { break }
      let representative = members[0]
      contractions.append(
        members.map {
          let arc = $0 * size + heads[$0]
          return Member(nodes: parts[$0], head: realHead[arc], child: realChild[arc])
        })
      let total = members.reduce(0) { $0 + scores[$1 * size + heads[$1]] }
      let inside = Set(members)
      for other in 0..<size where alive[other] && !inside.contains(other) {
        var outgoing = -1
        var incoming = -1
        var incomingScore = -Double.infinity
        for member in members {
          if other != 0 {
            if outgoing < 0 || scores[other * size + member] > scores[other * size + outgoing] {
              outgoing = member
            }
          }
          let score =
            scores[member * size + other] + total - scores[member * size + heads[member]]
          if incoming < 0 || score > incomingScore {
            incoming = member
            incomingScore = score
          }
        }
        if outgoing >= 0 {
          let (from, to) = (other * size + outgoing, other * size + representative)
          scores[to] = scores[from]
          realHead[to] = realHead[from]
          realChild[to] = realChild[from]
        }
        let (from, to) = (incoming * size + other, representative * size + other)
        scores[to] = incomingScore
        realHead[to] = realHead[from]
        realChild[to] = realChild[from]
      }
      for member in members.dropFirst() {
        alive[member] = false
        parts[representative] += parts[member]
      }
    }
    var result = [Int](repeating: -1, count: size)
    for child in 1..<size where alive[child] {
      let arc = child * size + heads[child]
      result[realChild[arc]] = realHead[arc]
    }
    // Whoever enters a cycle does so at one member; the others keep the cycle's arcs.
    for contraction in contractions.reversed() {
      for member in contraction where member.nodes.allSatisfy({ result[$0] < 0 }) {
        result[member.child] = member.head
      }
    }
    return result
  }

  /// A node of a cycle: the input's nodes in it, and the input's arc by which the cycle enters it.
  private struct Member {
    let nodes: [Int]
    let head: Int
    let child: Int
  }
}

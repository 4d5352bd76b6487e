/// Finds what a misspelt name may have meant.
package enum NearestNames {
  /// The candidates nearest to a name by edit distance over folded text, best first.
  ///
  /// Only those within a third of the name's length (at least one edit) count, and those that contain
  /// the name as a part come before the rest.
  ///
  /// - Complexity: O(*n* · *m*²) for *n* candidates of *m* letters.
  package static func nearest(
    to name: String, among candidates: some Sequence<String>, limit: Int = 3
  ) -> [String] {
    let key = Array(NameKey.fold(name).unicodeScalars)
    guard !key.isEmpty else { return [] }
    let reach = max(1, key.count / 3)
    var scored: [(score: Int, name: String)] = []
    for candidate in candidates {
      let other = NameKey.fold(candidate)
      let scalars = Array(other.unicodeScalars)
      if contains(scalars, key) {
        scored.append((0, candidate))
      } else if let distance = EditDistance.within(reach, key, scalars) {
        scored.append((distance, candidate))
      }
    }
    scored.sort { ($0.score, $0.name) < ($1.score, $1.name) }
    return scored.prefix(limit).map(\.name)
  }

  /// What an error about an unknown name says next: what may have been meant, or where to look.
  package static func hint(
    for name: String, among candidates: some Sequence<String>, orElse advice: String
  ) -> String {
    let nearest = nearest(to: name, among: candidates)
    if nearest.isEmpty { return advice }
    return "did you mean \(nearest.map { "'\($0)'" }.joined(separator: " or "))?"
  }

  private static func contains(_ text: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
    guard part.count >= 3, part.count <= text.count else { return false }
    return (0...(text.count - part.count)).contains {
      text[$0..<($0 + part.count)].elementsEqual(part)
    }
  }
}

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
package enum EditDistance {
  /// The distance if it is at most `limit`, else nil.
  ///
  /// - Complexity: O(|*a*| · |*b*|) time, O(|*b*|) space.
  package static func within<Element: Equatable>(
    _ limit: Int, _ a: [Element], _ b: [Element]
  ) -> Int? {
    guard abs(a.count - b.count) <= limit else { return nil }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var older = [Int](repeating: 0, count: b.count + 1)
    var old = Array(0...b.count)
    var row = old
    for i in 1...a.count {
      row[0] = i
      var best = i
      for j in 1...b.count {
        var cost = min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          cost = min(cost, older[j - 2] + 1)
        }
        row[j] = cost
        best = min(best, cost)
      }
      if best > limit { return nil }
      (older, old, row) = (old, row, older)
    }
    return old[b.count] <= limit ? old[b.count] : nil
  }
}

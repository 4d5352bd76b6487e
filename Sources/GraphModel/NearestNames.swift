/// Finds what a misspelt name may have meant.
package enum NearestNames {
  /// The candidates nearest to a name by edit distance over folded text, best first.
  ///
  /// Only those within a third of the name's length (at least one edit, at most eight) count, and those
  /// that contain the name as a part come before the rest.
  ///
  /// - Complexity: O(*n* · *m*) for *n* candidates of *m* letters.
  package static func nearest(
    to name: String, among candidates: some Sequence<String>, limit: Int = 3
  ) -> [String] {
    // Nobody misspells a name of a megabyte, and folding one takes its time.
    guard name.utf8.count < 1_000_000 else { return [] }
    let key = Array(NameKey.fold(name).unicodeScalars)
    guard !key.isEmpty else { return [] }
    let part = SubsequenceSearch(key)
    var scored: [(score: Int, name: String)] = []
    for candidate in candidates {
      let scalars = Array(NameKey.fold(candidate).unicodeScalars)
      if key.count >= 3, scalars.count >= key.count, !part.offsets(in: scalars, limit: 1).isEmpty {
        scored.append((0, candidate))
      } else if let distance = EditDistance.within(EditDistance.reach(key.count), key, scalars) {
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
    return "did you mean \(nearest.asAlternatives)?"
  }
}

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
package enum EditDistance {
  /// How many edits a word of that length may be from what it was meant to be.
  package static func reach(_ count: Int) -> Int { min(8, max(1, count / 3)) }

  /// The distance if it is at most `limit`, else nil.
  ///
  /// - Complexity: O(`limit` · |*a*|) time, O(|*b*|) space.
  package static func within<Element: Equatable>(
    _ limit: Int, _ a: [Element], _ b: [Element]
  ) -> Int? {
    guard limit >= 0, abs(a.count - b.count) <= limit else { return nil }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    // Cells further than `limit` from the diagonal cost more than `limit`; they are never looked into.
    let far = limit + 1
    var older = [Int](repeating: far, count: b.count + 1)
    var old = (0...b.count).map { min($0, far) }
    var row = [Int](repeating: far, count: b.count + 1)
    for i in 1...a.count {
      let band = max(1, i - limit)...max(1, min(b.count, i + limit))
      row[band.lowerBound - 1] = band.lowerBound == 1 ? min(i, far) : far
      var best = row[band.lowerBound - 1]
      for j in band {
        var cost = min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          cost = min(cost, older[j - 2] + 1)
        }
        row[j] = min(cost, far)
        best = min(best, row[j])
      }
      if band.upperBound < b.count { row[band.upperBound + 1] = far }
      if best > limit { return nil }
      (older, old, row) = (old, row, older)
    }
    return old[b.count] <= limit ? old[b.count] : nil
  }
}

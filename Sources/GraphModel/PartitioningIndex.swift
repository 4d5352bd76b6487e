extension RandomAccessCollection {
  /// The first position from which on all elements fulfil a condition that, once true, stays true.
  ///
  /// - Complexity: O(log *n*).
  package func partitioningIndex(where isBeyond: (Element) -> Bool) -> Index {
    var (low, count) = (startIndex, count)
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if isBeyond(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}

/// Finds a part in a sequence in linear time, however repetitive both are (Knuth, Morris, Pratt 1977).
package struct SubsequenceSearch<Element: Equatable> {
  private let part: [Element]
  /// For every prefix of the part, the length of the longest proper prefix that is also its suffix.
  private let borders: [Int]

  /// Prepares to look for a part.
  ///
  /// - Complexity: O(*m*) in the part's length.
  package init(_ part: [Element]) {
    self.part = part
    var borders = [Int](repeating: 0, count: part.count)
    var length = 0
    for index in part.indices.dropFirst() {
      while length > 0, part[index] != part[length] { length = borders[length - 1] }
      if part[index] == part[length] { length += 1 }
      borders[index] = length
    }
    self.borders = borders
  }

  /// The offsets at which the part occurs, the first ones up to a limit; occurrences may overlap.
  ///
  /// An empty part occurs nowhere.
  ///
  /// - Complexity: O(*n*) in the sequence's length.
  package func offsets(in whole: some Sequence<Element>, limit: Int = .max) -> [Int] {
    guard !part.isEmpty, limit > 0 else { return [] }
    var found: [Int] = []
    var matched = 0
    var offset = 0
    for element in whole {
      while matched > 0, part[matched] != element { matched = borders[matched - 1] }
      if part[matched] == element { matched += 1 }
      offset += 1
      if matched == part.count {
        found.append(offset - part.count)
        if found.count == limit { break }
        matched = borders[matched - 1]
      }
    }
    return found
  }
}

/// Finds the texts within some edits of one among texts in order, without looking at the others.
///
/// Texts are walked through by their beginnings. Where a beginning is too far from every beginning of what is looked for, or could
/// only go on with certain letters, the walk goes on at the next text that may still be near. Edits are those of `EditDistance`.
struct NearTexts {
  private let query: [Unicode.Scalar]
  private let reach: Int
  /// For every beginning of the current text, by its length, the edits to every beginning of what is looked for.
  private var rows: [[Int]]
  private var current: [Unicode.Scalar] = []

  init(_ query: [Unicode.Scalar], within reach: Int) {
    (self.query, self.reach) = (query, reach)
    rows = [Array(0...query.count)]
  }

  /// Calls `body` for every text within reach.
  ///
  /// - Parameter seek: Gives the first text from one on, in the order of scalars.
  mutating func forEach<Failure: Error>(
    seek: (String) throws(Failure) -> String?, _ body: (String) throws(Failure) -> Void
  ) throws(Failure) {
    var start: [Unicode.Scalar]? = []
    while let from = start, let text = try seek(Self.text(from)) {
      let scalars = Array(text.unicodeScalars)
      if let length = firstFar(scalars) {
        start = next(after: scalars[..<length])
      } else {
        if (rows.last?.last ?? .max) <= reach { try body(text) }
        // The text itself with the least scalar added is what comes next.
        start = scalars + ["\0"]
      }
    }
  }

  /// The length of a text's shortest beginning that nothing near begins with; nil if there is none.
  private mutating func firstFar(_ text: [Unicode.Scalar]) -> Int? {
    var length = zip(current, text).prefix { $0 == $1 }.count
    length = min(length, rows.count - 1)
    rows.removeSubrange((length + 1)...)
    current = Array(text[..<length])
    while length < text.count {
      let row = row(after: text[length])
      current.append(text[length])
      rows.append(row)
      length += 1
      if row.allSatisfy({ $0 > reach }) { return length }
    }
    return nil
  }

  private func row(after scalar: Unicode.Scalar) -> [Int] {
    let length = rows.count
    let above = rows[length - 1]
    var row = [length]
    row.reserveCapacity(query.count + 1)
    for column in 0..<query.count {
      var cost = min(
        above[column + 1] + 1, row[column] + 1, above[column] + (query[column] == scalar ? 0 : 1))
      if column > 0, length > 1, query[column - 1] == scalar, query[column] == current[length - 2] {
        cost = min(cost, rows[length - 2][column - 1] + 1)
      }
      row.append(cost)
    }
    return row
  }

  /// Where texts may be near again after all that begin so; nil where none is.
  private func next(after beginning: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
    var beginning = beginning
    while let last = beginning.popLast() {
      if let scalar = next(after: last, behind: beginning.count) { return beginning + [scalar] }
    }
    return nil
  }

  /// The next scalar after one with which the beginning of the current text of that length may go on.
  private func next(after scalar: Unicode.Scalar, behind length: Int) -> Unicode.Scalar? {
    let row = rows[length]
    if row.contains(where: { $0 < reach }) {
      let value = scalar.value == 0xD7FF ? 0xE000 : scalar.value + 1
      return Unicode.Scalar(value)
    }
    // No edit is left but those on the way, so that it has to go on as what is looked for does.
    var least: Unicode.Scalar?
    for column in 0..<query.count
    where query[column] > scalar && query[column] < least ?? "\u{10FFFF}" {
      let isMatch = row[column] <= reach
      let isSwap = length > 0 && column + 1 < query.count && rows[length - 1][column] < reach
      if isMatch || isSwap { least = query[column] }
    }
    return least
  }

  private static func text(_ scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}

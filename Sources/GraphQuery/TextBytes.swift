import GraphModel

/// Texts by their bytes: openCypher compares code points, which UTF-8 orders alike.
extension String {
  /// Whether two texts have the same code points.
  func isSameText(as other: String) -> Bool { hasSameBytes(as: other) }

  /// Whether its bytes come before another's.
  func precedesBytes(of other: String) -> Bool { orderOfBytes(other) < 0 }

  /// Below 0 if its bytes come before another's, 0 if they are the same.
  func orderOfBytes(_ other: String) -> Int {
    let order: Int? =
      utf8.withContiguousStorageIfAvailable { left in
        other.utf8.withContiguousStorageIfAvailable { right in
          for (l, r) in zip(left, right) where l != r { return l < r ? -1 : 1 }
          return left.count - right.count
        } ?? nil
      } ?? nil
    if let order { return order }
    if utf8.lexicographicallyPrecedes(other.utf8) { return -1 }
    return other.utf8.lexicographicallyPrecedes(utf8) ? 1 : 0
  }

  /// Feeds its bytes to a hasher, so that texts are told apart that differ in nothing but how their accents are
  /// written.
  func hashBytes(into hasher: inout Hasher) {
    var text = self
    text.withUTF8 {
      hasher.combine($0.count)
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
  }
}

/// The places of texts among all of them, in the order of their bytes.
package struct TextRanks {
  /// A text's first bytes, which mostly tell it from the others, as two numbers.
  private struct Key {
    var first: UInt64
    var second: UInt64
    var index: Int32
  }

  /// By text, how many different ones come before it.
  package let ranks: [Int32]

  /// Ranks the texts of some numbers from 0; nil where a value is none.
  ///
  /// - Parameter hold: Told every few thousand texts how many values they and their keys take; what it throws
  ///   ends the work.
  package init?(
    _ count: Int, _ value: (Int) -> Value, _ hold: (Int) throws(QueryError) -> Void
  ) throws(QueryError) {
    var texts: [String] = []
    var held = 0
    for number in 0..<count {
      let value = value(number)
      guard case .string(let text) = value else { return nil }
      texts.append(text)
      held += value.size + 1
      if number & 4095 == 4095 {
        try hold(held)
        held = 0
      }
    }
    try hold(held)
    self.init(texts)
  }

  /// Ranks texts.
  ///
  /// - Complexity: O(*n* log *n*).
  init(_ texts: [String]) {
    var keys: [Key] = []
    keys.reserveCapacity(texts.count)
    for (index, text) in texts.enumerated() {
      var text = text
      keys.append(
        text.withUTF8 { bytes in
          var key = Key(first: 0, second: 0, index: Int32(index))
          for place in 0..<min(8, bytes.count) {
            key.first |= UInt64(bytes[place]) << UInt64(56 - 8 * place)
          }
          for place in 8..<max(8, min(16, bytes.count)) {
            key.second |= UInt64(bytes[place]) << UInt64(120 - 8 * place)
          }
          return key
        })
    }
    keys.sort { left, right in
      if left.first != right.first { return left.first < right.first }
      if left.second != right.second { return left.second < right.second }
      return texts[Int(left.index)].precedesBytes(of: texts[Int(right.index)])
    }
    var ranks = [Int32](repeating: 0, count: texts.count)
    var rank: Int32 = 0
    var last: Key?
    for key in keys {
      if let last,
        last.first != key.first || last.second != key.second
          || !texts[Int(last.index)].isSameText(as: texts[Int(key.index)])
      {
        rank += 1
      }
      ranks[Int(key.index)] = rank
      last = key
    }
    self.ranks = ranks
  }
}

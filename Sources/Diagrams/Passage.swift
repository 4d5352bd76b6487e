/// A stretch of a document's text that a page carries.
struct Passage: Hashable {
  /// Where it begins in the document, in UTF-8 bytes.
  var start: Int
  var text: String

  /// The greatest text that is carried whole, and how much of a greater one stands around each quote.
  static let (whole, around) = (200_000, 6_000)

  /// All of a text, or of a long one what stands around its quotes, in order.
  ///
  /// Stretches begin and end between lines where lines are short enough.
  ///
  /// - Complexity: O(*n* + *m* log *m*) in the text and the quotes.
  static func passages(of text: String, quotes: [Range<Int>]) -> [Passage] {
    let bytes = Array(text.utf8)
    guard bytes.count > whole else { return [Passage(start: 0, text: text)] }
    var stretches: [Range<Int>] = []
    for quote in quotes.sorted(by: {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }
    ) where quote.upperBound <= bytes.count {
      let start = border(in: bytes, before: max(0, quote.lowerBound - around))
      let end = border(in: bytes, before: min(bytes.count, quote.upperBound + around))
      if let last = stretches.last, start <= last.upperBound {
        stretches[stretches.count - 1] = last.lowerBound..<max(last.upperBound, end)
      } else {
        stretches.append(start..<max(end, quote.upperBound))
      }
    }
    return stretches.map {
      Passage(start: $0.lowerBound, text: String(decoding: bytes[$0], as: UTF8.self))
    }
  }

  /// The end of a line not far before a position, or else the nearest border of two characters.
  private static func border(in bytes: [UInt8], before position: Int) -> Int {
    if position == bytes.count { return position }
    let reach = max(0, position - around / 2)
    if let line = bytes[reach..<position].lastIndex(of: 0x0A) { return line + 1 }
    var border = position
    while border > 0, bytes[border] & 0xC0 == 0x80 { border -= 1 }
    return border
  }
}

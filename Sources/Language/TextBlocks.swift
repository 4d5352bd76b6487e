/// Cuts a text into blocks that no sentence reaches across: paragraphs, headlines, list items.
///
/// A blank line always parts blocks. A single line break parts them unless the lines are wrapped prose,
/// that is, unless the next line's first word would not have fitted.
struct TextBlocks {
  /// The widest line that a wrapped text is expected to have, in bytes.
  private static let widestWrap = 132
  /// The narrowest.
  private static let narrowestWrap = 45

  /// The byte ranges of the blocks, in order.
  static func blocks(of bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    var lines: [Range<Int>] = []
    forEachLine(of: bytes) { line in
      if isBlank(line, in: bytes) {
        join(&lines, of: bytes, into: &blocks)
      } else {
        lines.append(line)
      }
    }
    join(&lines, of: bytes, into: &blocks)
    return blocks
  }

  private static func forEachLine(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void
  ) {
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0A || bytes[index] == 0x0D {
      let isSecondHalf = bytes[index] == 0x0A && index > 0 && bytes[index - 1] == 0x0D
      if !isSecondHalf { body(start..<index) }
      start = index + 1
    }
    body(start..<bytes.count)
  }

  private static func isBlank(_ line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    line.allSatisfy { bytes[$0] <= 0x20 }
  }

  private static func join(
    _ lines: inout [Range<Int>], of bytes: UnsafeBufferPointer<UInt8>,
    into blocks: inout [Range<Int>]
  ) {
    defer { lines.removeAll(keepingCapacity: true) }
    guard let first = lines.first else { return }
    let width = lines.map(\.count).max() ?? 0
    let wraps = (narrowestWrap...widestWrap).contains(width)
    var current = first
    for line in lines.dropFirst() {
      if wraps, !isItem(line, in: bytes),
        lastLineLength(current, in: bytes) + 1 + firstWordLength(line, in: bytes) > width
      {
        current = current.lowerBound..<line.upperBound
      } else {
        blocks.append(current)
        current = line
      }
    }
    blocks.append(current)
  }

  private static func lastLineLength(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>)
    -> Int
  {
    var start = range.upperBound
    while start > range.lowerBound, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D {
      start -= 1
    }
    return range.upperBound - start
  }

  private static func firstWordLength(_ line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>)
    -> Int
  {
    var start = line.lowerBound
    while start < line.upperBound, bytes[start] <= 0x20 { start += 1 }
    var end = start
    while end < line.upperBound, bytes[end] > 0x20 { end += 1 }
    return end - start
  }

  /// Whether a line begins as a list's item does: `- `, `* `, `• `, `1. `, `2) `.
  private static func isItem(_ line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = line.lowerBound
    while start < line.upperBound, bytes[start] <= 0x20 { start += 1 }
    let body = UnsafeBufferPointer(rebasing: bytes[start..<line.upperBound])
    guard body.count > 2 else { return true }
    if [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(body[0]) {
      return body[1] == 0x20
    }
    if body[0] == 0xE2, body[1] == 0x80, body[2] == 0xA2 { return true }
    var digits = 0
    while digits < min(3, body.count), (0x30...0x39).contains(body[digits]) { digits += 1 }
    return digits > 0 && digits + 1 < body.count && (body[digits] == 0x2E || body[digits] == 0x29)
      && body[digits + 1] == 0x20
  }
}

/// Cuts a text into blocks that no sentence reaches across: paragraphs, headlines, list items.
///
/// A blank line always parts blocks. A single line break parts them unless the lines are wrapped prose: unless the next
/// line's first word would not have fitted, or the line is long, ends no sentence and the next one goes on with a small
/// letter. Some programs (`fmt`) wrap lines evenly rather than filling them; where most breaks of a block are within
/// sentences, so are those before capitals. Four lines or more of which each begins with a capital are headlines.
struct TextBlocks {
  /// The widest line that a wrapped text is expected to have, in bytes.
  private static let widestWrap = 132
  /// The narrowest.
  private static let narrowestWrap = 45

  private static let small = UInt8(ascii: "a")...UInt8(ascii: "z")
  /// What a line that ends a sentence ends with; the last is the third byte of a closing quotation mark.
  private static let endings = Set("\".!?:".utf8).union([0x9D])

  private static let stops = Set(".,;".utf8)

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
    if lines.count > 3, areHeadlines(lines, in: bytes) {
      blocks += lines
      return
    }
    let width = lines.map(\.count).max() ?? 0
    let wraps = (narrowestWrap...widestWrap).contains(width)
    let breaks = zip(lines, lines.dropFirst()).map { line, next in
      wraps ? lineBreak(between: line, next, width: width, in: bytes) : .parts
    }
    let isProse = breaks.count { $0 == .joins } * 2 >= breaks.count
    var current = first
    for (line, how) in zip(lines.dropFirst(), breaks) {
      if how == .joins || how == .mayJoin && isProse {
        current = current.lowerBound..<line.upperBound
      } else {
        blocks.append(current)
        current = line
      }
    }
    blocks.append(current)
  }

  /// Whether all lines begin with no small letter, as wrapped prose hardly ever does, though there are small letters in them, and
  /// none ends as sentences and their parts do.
  private static func areHeadlines(
    _ lines: [Range<Int>], in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    lines.allSatisfy { line in
      firstWord(of: line, in: bytes).first.map { !small.contains(bytes[$0]) } ?? true
        && line.contains { small.contains(bytes[$0]) }
        && !(line.last { bytes[$0] > 0x20 }.map { stops.contains(bytes[$0]) } ?? false)
    }
  }

  /// What a line break does to the words beside it.
  private enum LineBreak {
    case joins, mayJoin, parts
  }

  private static func lineBreak(
    between line: Range<Int>, _ next: Range<Int>, width: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> LineBreak {
    let word = firstWord(of: next, in: bytes)
    guard !isItem(next, in: bytes), let letter = word.first,
      let last = line.last(where: { bytes[$0] > 0x20 })
    else { return .parts }
    if line.count + 1 + word.count > width { return .joins }
    guard line.count * 4 >= width * 3, !endings.contains(bytes[last]) else { return .parts }
    if small.contains(bytes[letter]) { return .joins }
    // A shorter one may be a headline.
    return line.count * 20 >= width * 17 ? .mayJoin : .parts
  }

  private static func firstWord(
    of line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    let start = line.first { bytes[$0] > 0x20 } ?? line.upperBound
    let end = (start..<line.upperBound).first { bytes[$0] <= 0x20 } ?? line.upperBound
    return start..<end
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

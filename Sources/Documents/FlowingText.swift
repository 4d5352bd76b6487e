import GraphModel

/// Prose while markup is taken off it: blocks of text in which white space is collapsed, and the links on
/// their words.
///
/// Runs of white space (no-break spaces among them) become one space, none at the ends of a block;
/// invisible characters (soft hyphens, zero-width spaces, byte order marks) and control characters are
/// left out.
struct FlowingText: Sendable {
  /// A paragraph, heading, list item or table cell.
  struct Block: Sendable {
    /// Its bytes in `bytes`.
    var range: Range<Int>
    /// Its links in `links`.
    var links: Range<Int>
    /// How many words it has.
    var wordCount: Int
    /// How many of them stand in links.
    var linkedWordCount: Int
  }

  private struct OpenLink {
    var target: String
    /// Where its first word begins; nil before that.
    var start: Int?
  }

  /// The text of all blocks, one right after the other.
  private(set) var bytes: [UInt8] = []
  /// The links of all blocks by where they end; spans are ranges of `bytes`.
  private(set) var links: [Document.Link] = []
  private var openLinks: [OpenLink] = []
  private var hasUnstartedLink = false
  private var needsSpace = false
  private var needsLineBreak = false
  private var blockStart = 0
  private var firstLink = 0
  private var wordCount = 0
  private var linkedWordCount = 0

  init() {}

  /// Whether the current block has any text.
  var hasText: Bool { bytes.count > blockStart }

  /// How deep in links the text now stands.
  var linkDepth: Int { openLinks.count }

  /// Whether nothing but a line's end stands after the current block's text.
  var isAtLineBreak: Bool { needsLineBreak }

  /// Appends UTF-8 text of whole characters.
  ///
  /// - Parameter keepsLines: Whether line ends are kept as such, as in preformatted text.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>, keepsLines: Bool = false) {
    var position = 0
    while position < text.count {
      let byte = text[position]
      if byte > 0x20, byte < 0x7F {
        var end = position + 1
        while end < text.count, text[end] > 0x20, text[end] < 0x7F { end += 1 }
        appendWord(text[position..<end])
        position = end
      } else if byte < 0x80 {
        if byte == 0x0A, keepsLines {
          breakLine()
        } else if byte == 0x20 || (0x09...0x0D).contains(byte) {
          needsSpace = true
        }
        position += 1
      } else {
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        let end = min(position + length, text.count)
        switch Self.look(of: text[position..<end]) {
        case .visible: appendWord(text[position..<end])
        case .space: needsSpace = true
        case .invisible: break
        }
        position = end
      }
    }
  }

  /// Appends text.
  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Begins a new line in the block.
  mutating func breakLine() { needsLineBreak = hasText }

  /// Begins a link; every beginning has its end.
  mutating func beginLink(_ target: String) {
    openLinks.append(OpenLink(target: target, start: nil))
    hasUnstartedLink = true
  }

  /// Ends the link begun last.
  mutating func endLink() {
    guard let link = openLinks.popLast() else { return }
    close(link)
    hasUnstartedLink = openLinks.contains { $0.start == nil }
  }

  /// Ends the block.
  ///
  /// - Returns: Nil if there is no text in it. A link that is open goes on in the next.
  mutating func endBlock() -> Block? {
    (needsSpace, needsLineBreak) = (false, false)
    guard hasText else { return nil }
    for index in openLinks.indices {
      close(openLinks[index])
      openLinks[index].start = nil
    }
    hasUnstartedLink = !openLinks.isEmpty
    let block = Block(
      range: blockStart..<bytes.count, links: firstLink..<links.count, wordCount: wordCount,
      linkedWordCount: linkedWordCount)
    blockStart = bytes.count
    firstLink = links.count
    (wordCount, linkedWordCount) = (0, 0)
    return block
  }

  /// The text of some blocks, parted by blank lines, and its links in their order.
  func text(of blocks: some Sequence<Block>) -> (text: String, links: [Document.Link]) {
    var result: [UInt8] = []
    var shifted: [Document.Link] = []
    for block in blocks {
      if !result.isEmpty { result += [0x0A, 0x0A] }
      let shift = result.count - block.range.lowerBound
      result += bytes[block.range]
      for link in links[block.links] {
        shifted.append(
          Document.Link(
            span: link.span.lowerBound + shift..<link.span.upperBound + shift, target: link.target))
      }
    }
    return (String(decoding: result, as: UTF8.self), shifted.sorted())
  }

  /// The text of one block.
  func text(of block: Block) -> String { String(decoding: bytes[block.range], as: UTF8.self) }

  private mutating func appendWord(_ word: Slice<UnsafeBufferPointer<UInt8>>) {
    if !hasText {
      countWord()
    } else if needsLineBreak {
      bytes.append(0x0A)
      countWord()
    } else if needsSpace {
      bytes.append(0x20)
      countWord()
    }
    (needsSpace, needsLineBreak) = (false, false)
    if hasUnstartedLink {
      for index in openLinks.indices where openLinks[index].start == nil {
        openLinks[index].start = bytes.count
      }
      hasUnstartedLink = false
    }
    bytes.append(contentsOf: word)
  }

  private mutating func countWord() {
    wordCount += 1
    if !openLinks.isEmpty { linkedWordCount += 1 }
  }

  private mutating func close(_ link: OpenLink) {
    guard let start = link.start, start < bytes.count, !link.target.isEmpty else { return }
    links.append(Document.Link(span: start..<bytes.count, target: link.target))
  }

  private enum Look {
    case visible, space, invisible
  }

  /// What a character outside ASCII, or DEL, looks like.
  private static func look(of character: Slice<UnsafeBufferPointer<UInt8>>) -> Look {
    let start = character.startIndex
    switch (character.count, character[start]) {
    case (_, 0x7F): return .invisible
    case (2, 0xC2):
      let second = character[start + 1]
      return second == 0xA0 ? .space : second == 0xAD || second < 0xA0 ? .invisible : .visible
    case (3, 0xE2):
      guard character[start + 1] == 0x80 else {
        return character[start + 1] == 0x81 && character[start + 2] == 0xA0 ? .invisible : .visible
      }
      switch character[start + 2] {
      case 0x8B, 0x8E, 0x8F: return .invisible  // zero-width space, direction marks
      case 0x80...0x8A, 0xA8, 0xA9, 0xAF: return .space
      default: return .visible
      }
    case (3, 0xEF):
      return character[start + 1] == 0xBB && character[start + 2] == 0xBF ? .invisible : .visible
    default: return .visible
    }
  }
}

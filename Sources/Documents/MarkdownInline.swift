/// Takes the markup off one block of Markdown: emphasis, links, images, code marks, escapes, HTML tags.
///
/// After CommonMark 0.31, but that a link's words may hold a run of emphasis that goes on behind it.
struct MarkdownInline {
  /// The longest address or title of a link, in bytes.
  private static let longestTarget = 2048

  private enum Token {
    case text(Range<Int>)
    case literal(String)
    case lineBreak
    case linkStart(String)
    case linkEnd
    case nothing
  }

  /// A run of emphasis marks that may open emphasis, or a bracket that may open a link.
  private struct Opener {
    var token: Int
    var mark: UInt8
    /// How many marks are left.
    var count: Int
  }

  private struct Bracket {
    var token: Int
    /// The byte after the bracket.
    var start: Int
    var isImage: Bool
    var isActive = true
    /// Whether a mark such as `[de]` stood in it: the article in another language.
    var holdsLanguage = false
    /// How many emphasis openers stand before it.
    var openerCount: Int
  }

  private let bytes: [UInt8]
  private let references: [String: String]
  private var tokens: [Token] = []
  private var openers: [Opener] = []
  private var openerCounts: [UInt8: Int] = [:]
  private var brackets: [Bracket] = []
  private var textStart = 0
  private var position = 0
  /// Where runs of backticks of each length stand, and how many of them are behind.
  private var backticks: [Int: (places: [Int], next: Int)] = [:]
  private var hasCommentEnd = true

  /// Appends a block's text to a flow.
  ///
  /// - Parameter references: The targets of links by reference, by their labels.
  /// - Complexity: O(*n*).
  static func read(
    _ block: [UInt8], references: [String: String], into flow: inout FlowingText
  ) {
    var inline = MarkdownInline(bytes: block, references: references)
    inline.findBackticks()
    inline.scan()
    inline.write(into: &flow)
  }

  private init(bytes: [UInt8], references: [String: String]) {
    self.bytes = bytes
    self.references = references
  }

  /// A reference's label as it is compared: in lower case, white space collapsed.
  static func label(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).collapsed.lowercased()
  }

  private func write(into flow: inout FlowingText) {
    bytes.withUnsafeBufferPointer { bytes in
      for token in tokens {
        switch token {
        case .text(let range): flow.append(UnsafeBufferPointer(rebasing: bytes[range]))
        case .literal(let text): flow.append(text)
        case .lineBreak: flow.breakLine()
        case .linkStart(let target): flow.beginLink(target)
        case .linkEnd: flow.endLink()
        case .nothing: break
        }
      }
    }
  }

  private mutating func scan() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\\"): scanEscape()
      case UInt8(ascii: "`"): scanCode()
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): scanEmphasis()
      case UInt8(ascii: "!") where byte(at: position + 1) == UInt8(ascii: "["):
        open(isImage: true)
      case UInt8(ascii: "["): open(isImage: false)
      case UInt8(ascii: "]"): close()
      case UInt8(ascii: "<"): scanTag()
      case UInt8(ascii: "&"): scanEntity()
      case 0x0A where endsWithTwoSpaces:
        endText()
        tokens.append(.lineBreak)
        skip(1)
      default: position += 1
      }
    }
    endText()
  }

  private var endsWithTwoSpaces: Bool {
    position >= 2 && bytes[position - 1] == 0x20 && bytes[position - 2] == 0x20
  }

  private func byte(at index: Int) -> UInt8? { bytes.indices.contains(index) ? bytes[index] : nil }

  /// Makes what was passed over since the last token a token of text.
  private mutating func endText() {
    if textStart < position { tokens.append(.text(textStart..<position)) }
    textStart = position
  }

  /// Goes on behind some bytes that are no text.
  private mutating func skip(_ count: Int) {
    position = min(position + count, bytes.count)
    textStart = position
  }

  private mutating func scanEscape() {
    guard let next = byte(at: position + 1) else {
      position += 1
      return
    }
    if next == 0x0A {
      endText()
      tokens.append(.lineBreak)
      skip(2)
    } else if Self.isPunctuation(next) {
      endText()
      skip(1)
      position += 1
    } else {
      position += 1
    }
  }

  // MARK: - Code, tags, entities

  private mutating func findBackticks() {
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, bytes[index] == UInt8(ascii: "`") { index += 1 }
      backticks[index - start, default: ([], 0)].places.append(start)
    }
  }

  private mutating func scanCode() {
    let count = bytes[position...].prefix { $0 == UInt8(ascii: "`") }.count
    // An escaped backtick may have cut a run.
    guard var runs = backticks[count] else {
      position += count
      return
    }
    while runs.next < runs.places.count, runs.places[runs.next] <= position { runs.next += 1 }
    backticks[count] = runs
    guard runs.next < runs.places.count else {
      position += count
      return
    }
    endText()
    skip(count)
    position = runs.places[runs.next]
    endText()
    skip(count)
  }

  private mutating func scanTag() {
    if bytes[position...].starts(with: "<!--".utf8) {
      guard hasCommentEnd, let end = indexOfCommentEnd() else {
        position += 1
        return
      }
      endText()
      skip(end - position)
      return
    }
    guard let first = byte(at: position + 1),
      Self.isLetter(first) || first == UInt8(ascii: "/") || first == UInt8(ascii: "?")
    else {
      position += 1
      return
    }
    var end = position + 1
    while let byte = byte(at: end), byte != UInt8(ascii: ">"), byte != UInt8(ascii: "<") {
      end += 1
    }
    guard byte(at: end) == UInt8(ascii: ">") else {
      position = end
      return
    }
    let inner = String(decoding: bytes[(position + 1)..<min(end, position + 12)], as: UTF8.self)
      .lowercased()
    endText()
    if inner.hasPrefix("http") || inner.hasPrefix("mailto:") {
      tokens.append(.text(position + 1..<end))
    } else if inner.hasPrefix("br") || inner.hasPrefix("/p") || inner.hasPrefix("/div") {
      tokens.append(.lineBreak)
    }
    skip(end + 1 - position)
  }

  private mutating func indexOfCommentEnd() -> Int? {
    var index = position + 4
    while index + 3 <= bytes.count {
      if bytes[index] == 0x2D, bytes[index + 1] == 0x2D, bytes[index + 2] == UInt8(ascii: ">") {
        return index + 3
      }
      index += 1
    }
    hasCommentEnd = false
    return nil
  }

  private mutating func scanEntity() {
    let name = bytes[(position + 1)...].prefix(32).prefix { $0 != UInt8(ascii: ";") }
    guard byte(at: name.endIndex) == UInt8(ascii: ";"),
      let scalar = HTMLParser.scalar(ofEntity: String(decoding: name, as: UTF8.self))
    else {
      position += 1
      return
    }
    endText()
    tokens.append(.literal(String(scalar)))
    skip(name.count + 2)
  }

  // MARK: - Emphasis

  private mutating func scanEmphasis() {
    let mark = bytes[position]
    let start = position
    let count = bytes[start...].prefix { $0 == mark }.count
    guard mark != UInt8(ascii: "~") || count == 2 else {
      position += count
      return
    }
    let (before, after) = (look(before: start), look(at: start + count))
    let isLeft = after != .space && (after == .letter || before != .letter)
    let isRight = before != .space && (before == .letter || after != .letter)
    let canOpen = isLeft && (mark == UInt8(ascii: "*") || !isRight || before == .punctuation)
    let canClose = isRight && (mark == UInt8(ascii: "*") || !isLeft || after == .punctuation)
    guard canOpen || canClose else {
      position += count
      return
    }
    endText()
    position += count
    endText()
    let token = tokens.count - 1
    var left = count
    while canClose, left > 0, openerCounts[mark, default: 0] > 0 {
      while let last = openers.last, last.mark != mark { dropOpener() }
      guard let opener = openers.last else { break }
      let matched = min(opener.count, left)
      left -= matched
      cut(opener.token, matched, fromStart: false)
      if opener.count == matched {
        dropOpener()
      } else {
        openers[openers.count - 1].count -= matched
      }
    }
    cut(token, count - left, fromStart: true)
    if canOpen, left > 0 {
      openers.append(Opener(token: token, mark: mark, count: left))
      openerCounts[mark, default: 0] += 1
    }
  }

  private mutating func dropOpener() {
    guard let opener = openers.popLast() else { return }
    openerCounts[opener.mark, default: 1] -= 1
  }

  /// Takes marks off a token of text.
  private mutating func cut(_ token: Int, _ count: Int, fromStart: Bool) {
    guard case .text(let range) = tokens[token] else { return }
    let rest =
      fromStart
      ? range.lowerBound + count..<range.upperBound : range.lowerBound..<range.upperBound - count
    tokens[token] = rest.isEmpty ? .nothing : .text(rest)
  }

  private enum Look {
    case letter, punctuation, space
  }

  private func look(at index: Int) -> Look {
    guard let byte = byte(at: index) else { return .space }
    if byte <= 0x20 { return .space }
    if byte < 0x80 { return Self.isPunctuation(byte) ? .punctuation : .letter }
    // General punctuation: dashes, quotation marks.
    return byte == 0xE2 && self.byte(at: index + 1) == 0x80 ? .punctuation : .letter
  }

  private func look(before index: Int) -> Look {
    guard index > 0 else { return .space }
    var start = index - 1
    while start > 0, index - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return look(at: start)
  }

  // MARK: - Links

  private mutating func open(isImage: Bool) {
    endText()
    position += isImage ? 2 : 1
    endText()
    brackets.append(
      Bracket(
        token: tokens.count - 1, start: position, isImage: isImage, openerCount: openers.count))
  }

  private mutating func close() {
    guard let bracket = brackets.popLast(), bracket.isActive || bracket.holdsLanguage else {
      position += 1
      return
    }
    endText()
    if bracket.holdsLanguage {
      remove(bracket)
      skip(1)
      return
    }
    let words = bracket.start..<position
    if byte(at: bracket.start) == UInt8(ascii: "^") {
      // A footnote's mark, and what sets its text off.
      remove(bracket)
      skip(byte(at: position + 1) == UInt8(ascii: ":") ? 2 : 1)
      return
    }
    guard let (target, end) = inlineTarget(at: position + 1) ?? referenceTarget(of: words) else {
      position += 1
      return
    }
    skip(end - position)
    if let outer = brackets.indices.last, isLanguage(words, target) {
      brackets[outer].holdsLanguage = true
    }
    if bracket.isImage || isCitation(words, target) {
      remove(bracket)
    } else {
      tokens[bracket.token] = .linkStart(target)
      tokens.append(.linkEnd)
    }
    // Emphasis opened in a link ends with it, and no link stands in another.
    while openers.count > bracket.openerCount { dropOpener() }
    if !bracket.isImage {
      for index in brackets.indices.reversed() {
        guard brackets[index].isActive else { break }
        if !brackets[index].isImage { brackets[index].isActive = false }
      }
    }
  }

  /// Takes a bracket and all behind it out.
  private mutating func remove(_ bracket: Bracket) {
    tokens.removeSubrange(bracket.token...)
    while openers.count > bracket.openerCount { dropOpener() }
  }

  /// Whether a link gives a source, as `[(BBC News)](…)` does, rather than being part of a sentence.
  private func isCitation(_ words: Range<Int>, _ target: String) -> Bool {
    words.count > 2 && bytes[words.lowerBound] == UInt8(ascii: "(")
      && !target.contains(".wikipedia.org/")
  }

  /// Whether a link is Wikipedia's mark `[[de](…)]` of an article in another language.
  private func isLanguage(_ words: Range<Int>, _ target: String) -> Bool {
    guard (2...3).contains(words.count) else { return false }
    let code = String(decoding: bytes[words], as: UTF8.self)
    return target.hasPrefix("https://\(code).wikipedia.org/")
  }

  /// The target in `(target "title")`, and where it ends.
  private func inlineTarget(at start: Int) -> (String, Int)? {
    guard byte(at: start) == UInt8(ascii: "(") else { return nil }
    let limit = min(bytes.count, start + Self.longestTarget)
    var index = skippingSpace(start + 1)
    let targetStart: Int
    let targetEnd: Int
    if byte(at: index) == UInt8(ascii: "<") {
      targetStart = index + 1
      index += 1
      while index < limit, ![0x3E, 0x3C, 0x0A].contains(bytes[index]) { index += 1 }
      guard byte(at: index) == UInt8(ascii: ">") else { return nil }
      targetEnd = index
      index += 1
    } else {
      targetStart = index
      var depth = 0
      while index < limit, bytes[index] > 0x20 {
        if bytes[index] == UInt8(ascii: "\\"), index + 1 < limit {
          index += 2
          continue
        }
        if bytes[index] == UInt8(ascii: "(") { depth += 1 }
        if bytes[index] == UInt8(ascii: ")") {
          if depth == 0 { break }
          depth -= 1
        }
        guard depth <= 32 else { return nil }
        index += 1
      }
      targetEnd = min(index, bytes.count)
    }
    index = skippingSpace(index)
    if let mark = byte(at: index), "\"'(".utf8.contains(mark), index > targetEnd {
      let closing = mark == UInt8(ascii: "(") ? UInt8(ascii: ")") : mark
      let end = min(bytes.count, index + Self.longestTarget)
      index += 1
      while index < end, bytes[index] != closing {
        if bytes[index] == UInt8(ascii: "(") && closing != mark { return nil }
        index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard byte(at: index) == closing else { return nil }
      index = skippingSpace(index + 1)
    }
    guard byte(at: index) == UInt8(ascii: ")") else { return nil }
    return (Self.unescaped(bytes[targetStart..<targetEnd]), index + 1)
  }

  /// The target of `[words][label]`, `[words][]` or `[words]`, and where it ends.
  private func referenceTarget(of words: Range<Int>) -> (String, Int)? {
    guard !references.isEmpty else { return nil }
    let next = words.upperBound + 1
    var label = bytes[words]
    var end = next
    if byte(at: next) == UInt8(ascii: "["),
      let close = bytes[next...].prefix(1000).firstIndex(of: UInt8(ascii: "]"))
    {
      if close > next + 1 { label = bytes[(next + 1)..<close] }
      end = close + 1
    }
    guard label.count < 1000 else { return nil }
    return references[Self.label(label)].map { ($0, end) }
  }

  private func skippingSpace(_ start: Int) -> Int {
    var index = start
    while let byte = byte(at: index), byte == 0x20 || byte == 0x09 || byte == 0x0A { index += 1 }
    return index
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in bytes {
      if byte == UInt8(ascii: "\\"), !isEscaped {
        isEscaped = true
        continue
      }
      if isEscaped, !isPunctuation(byte) { result.append(UInt8(ascii: "\\")) }
      isEscaped = false
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte)
      || (0x7B...0x7E).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

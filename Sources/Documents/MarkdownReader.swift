import GraphModel

/// Takes the markup off Markdown.
///
/// Paragraphs, headings, list items and table cells become blocks; the blocks of code, images and HTML go.
/// A link whose words stand in brackets, `[(BBC News)](…)`, cites a source and goes, too. Front matter and the
/// first heading give the document's facts. Links may be inline or by reference.
struct MarkdownReader {
  private let lines: [ArraySlice<UInt8>]
  private var references: [String: String] = [:]
  private var flow = FlowingText()
  private var blocks: [FlowingText.Block] = []
  private var paragraph: [UInt8] = []
  private var heading: String?
  /// How deep in quotations the paragraph stands.
  private var quoteDepth = 0
  /// What has to come before text counts again.
  private var until: Ending?

  /// The most lists in each other that one line may open.
  private static let deepest = 32

  private enum Ending {
    case fence(UInt8, Int)
    case text(String)
  }

  /// Makes a document of Markdown.
  ///
  /// - Complexity: O(*n*).
  static func document(id: String, text: String) -> Document {
    let bytes = Array(text.utf8)
    let (facts, start) = FrontMatter.read(bytes)
    var reader = MarkdownReader(bytes[start...])
    reader.read()
    let (plain, links) = reader.flow.text(of: reader.blocks)
    let head = DocumentHead(of: plain)
    return Document(
      id: id, text: plain, title: facts.title ?? reader.heading ?? head.title,
      date: facts.date ?? head.date, url: facts.url, outlet: facts.outlet, author: facts.author,
      language: facts.language, links: links, sha256: SHA256.hexadecimal(of: plain.utf8))
  }

  private init(_ bytes: ArraySlice<UInt8>) { lines = Self.lines(of: bytes) }

  static func lines(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    for index in bytes.indices where bytes[index] == 0x0A || bytes[index] == 0x0D {
      let isSecondHalf =
        bytes[index] == 0x0A && index > bytes.startIndex && bytes[index - 1] == 0x0D
      if !isSecondHalf { lines.append(bytes[start..<index]) }
      start = index + 1
    }
    lines.append(bytes[start...])
    return lines
  }

  private mutating func read() {
    for line in lines { learnReference(line) }
    for line in lines { read(line) }
    endParagraph()
  }

  private mutating func read(_ line: ArraySlice<UInt8>) {
    if let until {
      if ends(until, line) { self.until = nil }
      return
    }
    var rest = line
    for list in 0...Self.deepest {
      rest = rest.drop(while: Self.isBlank)
      var depth = 0
      while rest.first == UInt8(ascii: ">") {
        rest = rest.dropFirst().drop(while: Self.isBlank)
        depth += 1
      }
      // A paragraph may go on without the marks that it began with, but not with more.
      if depth > quoteDepth { endParagraph() }
      quoteDepth = paragraph.isEmpty ? depth : max(depth, quoteDepth)
      if rest.isEmpty { return endParagraph() }
      if opensPassedOver(rest) || paragraph.isEmpty && Self.reference(in: rest) != nil { return }
      if let underline = Self.underline(rest) {
        // Under a line of text it makes that a heading; alone it is a rule.
        if !paragraph.isEmpty, "-=".utf8.contains(underline) {
          return endParagraph(headingLevel: underline == UInt8(ascii: "=") ? 1 : 2)
        }
        if underline != UInt8(ascii: "=") { return endParagraph() }
      }
      guard list < Self.deepest, let item = Self.item(rest) else { break }
      endParagraph()
      rest = item
    }
    if let (level, text) = Self.heading(rest) {
      endParagraph()
      paragraph += text
      return endParagraph(headingLevel: level)
    }
    if rest.first == UInt8(ascii: "|") { return readRow(rest) }
    if !paragraph.isEmpty { paragraph.append(0x0A) }
    paragraph += rest
  }

  /// Whether a line begins code or raw HTML, neither of which is prose.
  private mutating func opensPassedOver(_ line: ArraySlice<UInt8>) -> Bool {
    if let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") {
      let count = line.prefix { $0 == mark }.count
      guard count >= 3, mark == UInt8(ascii: "~") || !line.dropFirst(count).contains(mark) else {
        return false
      }
      endParagraph()
      until = .fence(mark, count)
      return true
    }
    for (start, end) in [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")]
    where Self.contains(start, in: line.prefix(start.utf8.count)) {
      if Self.contains(end, in: line) { return start != "<!--" }
      until = .text(end)
      return true
    }
    return false
  }

  private func ends(_ ending: Ending, _ line: ArraySlice<UInt8>) -> Bool {
    switch ending {
    case .fence(let mark, let count):
      let rest = line.drop(while: Self.isBlank)
      let run = rest.prefix { $0 == mark }.count
      return run >= count && rest.dropFirst(run).allSatisfy(Self.isBlank)
    case .text(let text): return Self.contains(text, in: line)
    }
  }

  private mutating func readRow(_ line: ArraySlice<UInt8>) {
    endParagraph()
    if line.allSatisfy({ "|:- \t".utf8.contains($0) }) { return }
    var previous: UInt8 = 0
    for byte in line {
      if byte == UInt8(ascii: "|"), previous != UInt8(ascii: "\\") {
        endParagraph()
      } else {
        paragraph.append(byte)
      }
      previous = byte
    }
    endParagraph()
  }

  private mutating func endParagraph(headingLevel: Int? = nil) {
    guard !paragraph.isEmpty else { return }
    MarkdownInline.read(paragraph, references: references, into: &flow)
    paragraph.removeAll(keepingCapacity: true)
    guard let block = flow.endBlock() else { return }
    blocks.append(block)
    if headingLevel == 1, heading == nil { heading = flow.text(of: block) }
  }

  private mutating func learnReference(_ line: ArraySlice<UInt8>) {
    let rest = line.drop(while: Self.isBlank)
    guard let (label, target) = Self.reference(in: rest), references[label] == nil else { return }
    references[label] = target
  }

  // MARK: - Lines

  /// The label and target of `[label]: target "title"`.
  private static func reference(in line: ArraySlice<UInt8>) -> (label: String, target: String)? {
    guard line.first == UInt8(ascii: "["), line.dropFirst().first != UInt8(ascii: "^"),
      let end = line.prefix(1000).firstIndex(of: UInt8(ascii: "]")),
      line[end...].starts(with: [UInt8(ascii: "]"), UInt8(ascii: ":")])
    else { return nil }
    let rest = line[(end + 2)...].drop(while: isBlank)
    let target = rest.prefix { !isBlank($0) }
    guard !target.isEmpty, end > line.startIndex + 1 else { return nil }
    let address = String(decoding: target, as: UTF8.self)
    let isBracketed = address.hasPrefix("<") && address.hasSuffix(">")
    return (
      MarkdownInline.label(line[(line.startIndex + 1)..<end]),
      isBracketed ? String(address.dropFirst().dropLast()) : address
    )
  }

  /// The mark of a line of three or more of it, or of `=` alone.
  private static func underline(_ line: ArraySlice<UInt8>) -> UInt8? {
    guard let mark = line.first, "-*_=".utf8.contains(mark) else { return nil }
    var count = 0
    for byte in line {
      if byte == mark { count += 1 } else if !isBlank(byte) { return nil }
    }
    return count >= 3 || mark == UInt8(ascii: "=") ? mark : nil
  }

  /// What stands behind a list's mark (`- `, `* `, `+ `, `1. `, `1) `), and behind a box to tick.
  private static func item(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = line
    if let mark = rest.first, "-*+".utf8.contains(mark) {
      rest = rest.dropFirst()
    } else {
      let digits = rest.prefix(9).prefix { (0x30...0x39).contains($0) }.count
      guard digits > 0, let mark = rest.dropFirst(digits).first, ".)".utf8.contains(mark) else {
        return nil
      }
      rest = rest.dropFirst(digits + 1)
    }
    guard rest.first.map(isBlank) ?? true else { return nil }
    rest = rest.drop(while: isBlank)
    for box in ["[ ] ", "[x] ", "[X] "] where rest.starts(with: box.utf8) {
      return rest.dropFirst(4)
    }
    return rest
  }

  private static func heading(
    _ line: ArraySlice<UInt8>
  ) -> (level: Int, text: ArraySlice<UInt8>)? {
    let level = line.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(level), line.dropFirst(level).first.map(isBlank) ?? true else {
      return nil
    }
    var text = line.dropFirst(level)
    let end = text.reversed().drop(while: isBlank).drop { $0 == UInt8(ascii: "#") }
    if let last = end.first, isBlank(last) { text = text.prefix(end.count) }
    return (level, text)
  }

  private static func contains(_ text: String, in line: ArraySlice<UInt8>) -> Bool {
    let wanted = Array(text.utf8)
    guard line.count >= wanted.count else { return false }
    return (line.startIndex...(line.endIndex - wanted.count)).contains { start in
      wanted.indices.allSatisfy { offset in
        let byte = line[start + offset]
        return ((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) == wanted[offset]
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

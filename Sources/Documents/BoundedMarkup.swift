/// Rewrites the markup of a page so that no parser takes more than linear time for it.
///
/// libxml2 walks all open elements for an end tag that ends none of them, and all attributes of a tag for
/// each of them. What is left here has no such end tag, few attributes a tag and bounded nesting. Comments,
/// declarations, styles and scripts other than linked data go, too. Texts stay as they are, and elements
/// too deep to keep leave a `<hr>` where they part paragraphs.
struct BoundedMarkup {
  /// The most elements in each other; pages have fewer than a hundred.
  private static let deepest = 256
  /// The most attributes of a tag.
  private static let mostAttributes = 128

  private struct OpenElement {
    var name: String
    var isKept: Bool
  }

  private let source: UnsafeBufferPointer<UInt8>
  private var result: [UInt8] = []
  private var position = 0
  private var open: [OpenElement] = []
  private var openCounts: [String: Int] = [:]
  private var depth = 0

  /// The bounded markup of a page in UTF-8.
  ///
  /// - Complexity: O(*n*).
  static func of(_ page: [UInt8]) -> [UInt8] {
    page.withUnsafeBufferPointer { source in
      var markup = BoundedMarkup(source: source)
      markup.result.reserveCapacity(source.count)
      markup.run()
      return markup.result
    }
  }

  private init(source: UnsafeBufferPointer<UInt8>) { self.source = source }

  private mutating func run() {
    while position < source.count {
      let end = index(of: UInt8(ascii: "<"), from: position)
      copy(position..<end)
      position = end
      guard position + 1 < source.count else {
        copy(position..<source.count)
        return
      }
      switch source[position + 1] {
      case UInt8(ascii: "!"): skipDeclaration()
      case UInt8(ascii: "?"): position = index(of: UInt8(ascii: ">"), from: position) + 1
      case UInt8(ascii: "/") where position + 2 < source.count && isLetter(source[position + 2]):
        takeEndTag()
      case let byte where isLetter(byte): takeStartTag()
      default:
        result += Array("&lt;".utf8)
        position += 1
      }
    }
  }

  private mutating func skipDeclaration() {
    guard matches("<!--", at: position) else {
      position = index(of: UInt8(ascii: ">"), from: position) + 1
      return
    }
    // `<!-->` is a whole comment, too.
    var end = position + 2
    while end < source.count, !matches("-->", at: end) { end = index(of: 0x2D, from: end + 1) }
    position = end + 3
  }

  private mutating func takeEndTag() {
    let name = name(from: position + 2)
    position = index(of: UInt8(ascii: ">"), from: position) + 1
    guard openCounts[name, default: 0] > 0 else { return }
    while let element = open.last, element.name != name { pop() }
    let isKept = open.last?.isKept ?? false
    pop()
    if isKept {
      result += Array("</\(name)>".utf8)
    } else {
      partParagraphs(name)
    }
  }

  private mutating func takeStartTag() {
    let start = position
    let name = name(from: start + 1)
    // The tag ends at the first > outside quotes; attributes beyond the limit are cut off.
    var end = start + 1 + name.utf8.count
    var cut: Int?
    var attributes = 0
    while end < source.count, source[end] != UInt8(ascii: ">") {
      let byte = source[end]
      if byte == 0x22 || byte == 0x27, isAfterEquals(end) {
        end = index(of: byte, from: end + 1)
      } else if isSpace(byte), end + 1 < source.count, !isSpace(source[end + 1]) {
        attributes += 1
        if attributes > Self.mostAttributes, cut == nil { cut = end }
      } else if byte == UInt8(ascii: "/") || byte == 0x22 || byte == 0x27 {
        attributes += 1
        if attributes > Self.mostAttributes, cut == nil { cut = end }
      }
      end += 1
    }
    position = end + 1
    guard end < source.count else { return }
    if name == "script" || name == "style" {
      takeRawText(name, tag: start..<end)
      return
    }
    if Self.void.contains(name) {
      copyTag(start..<(cut ?? end))
      return
    }
    closeImplied(by: name)
    let isKept = depth < Self.deepest
    open.append(OpenElement(name: name, isKept: isKept))
    openCounts[name, default: 0] += 1
    if isKept {
      depth += 1
      copyTag(start..<(cut ?? end))
    } else {
      partParagraphs(name)
    }
  }

  /// Copies linked data, and passes over other scripts and styles.
  private mutating func takeRawText(_ name: String, tag: Range<Int>) {
    let body = position
    var end = body
    while end < source.count, !(matches("</", at: end) && self.name(from: end + 2) == name) {
      end = index(of: UInt8(ascii: "<"), from: end + 1)
    }
    position = min(index(of: UInt8(ascii: ">"), from: end) + 1, source.count)
    guard name == "script", end < source.count, contains("ld+json", in: tag) else { return }
    copyTag(tag)
    copy(body..<end)
    result += Array("</script>".utf8)
  }

  /// Takes what a start tag ends without saying so off the list of open elements.
  private mutating func closeImplied(by name: String) {
    while let last = open.last?.name {
      let ends =
        switch last {
        case "p": PageElements.blocks.contains(name)
        case "li": name == "li"
        case "dt", "dd": name == "dt" || name == "dd"
        case "td", "th": ["td", "th", "tr", "tbody", "thead", "tfoot"].contains(name)
        case "tr": ["tr", "tbody", "thead", "tfoot"].contains(name)
        case "option": name == "option" || name == "optgroup"
        default: false
        }
      guard ends else { return }
      pop()
    }
  }

  private mutating func pop() {
    guard let element = open.popLast() else { return }
    openCounts[element.name, default: 1] -= 1
    if element.isKept { depth -= 1 }
  }

  private mutating func partParagraphs(_ name: String) {
    if PageElements.blocks.contains(name) { result += Array("<hr>".utf8) }
  }

  private mutating func copyTag(_ range: Range<Int>) {
    copy(range)
    result.append(UInt8(ascii: ">"))
  }

  private mutating func copy(_ range: Range<Int>) {
    result.append(contentsOf: source[range])
  }

  /// Where a byte stands next; the end where it doesn't.
  private func index(of byte: UInt8, from start: Int) -> Int {
    var index = start
    while index < source.count, source[index] != byte { index += 1 }
    return min(index, source.count)
  }

  private func matches(_ text: StaticString, at start: Int) -> Bool {
    guard start + text.utf8CodeUnitCount <= source.count else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { source[start + $0] == text.utf8Start[$0] }
  }

  private func contains(_ text: StaticString, in range: Range<Int>) -> Bool {
    range.contains { $0 + text.utf8CodeUnitCount <= range.upperBound && matches(text, at: $0) }
  }

  /// The element's name there, in lower case; of a name longer than any, only its beginning.
  private func name(from start: Int) -> String {
    var bytes: [UInt8] = []
    var index = start
    while index < source.count, bytes.count < 32 {
      let byte = source[index]
      if isSpace(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
      bytes.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      index += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func isAfterEquals(_ index: Int) -> Bool {
    var before = index - 1
    while before > 0, isSpace(source[before]), index - before < 16 { before -= 1 }
    return before > 0 && source[before] == UInt8(ascii: "=")
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]
}

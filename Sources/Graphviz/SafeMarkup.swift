import GraphModel

/// HTML-like labels that Graphviz can be given.
///
/// The tags and attributes of Graphviz's own language pass; numbers are kept small, fonts and addresses
/// to the rules of the attributes, and images, which are files, are left out.
enum SafeMarkup {
  /// The longest markup that is laid out, in bytes.
  static let longest = 1 << 21

  static func verdict(on markup: String) -> AttributeRules.Verdict {
    if markup.utf8.count > longest { return .drop(because: "is longer than \(longest) bytes") }
    var scanner = Scanner(Array(markup.utf8))
    guard let safe = scanner.run() else { return .drop(because: "has a malformed tag") }
    return safe == markup ? .keep : .change(.html(safe), because: scanner.objection)
  }

  /// Copies markup, text as it is and tags taken apart and put together again.
  private struct Scanner {
    private var rest: ArraySlice<UInt8>
    private var out: [UInt8] = []
    /// What was left out, if anything was.
    private(set) var objection: String?

    init(_ markup: [UInt8]) {
      rest = markup[...]
      out.reserveCapacity(markup.count)
    }

    /// The safe markup, or nil if a tag cannot be taken apart.
    mutating func run() -> String? {
      while let byte = rest.first {
        if rest.starts(with: "<!--".utf8) {
          guard skipComment() else { return nil }
        } else if byte == UInt8(ascii: "<") {
          guard copyTag() else { return nil }
        } else {
          let text = rest.prefix { $0 != UInt8(ascii: "<") }
          rest = rest[text.endIndex...]
          out += LiteralAmpersands.guarding(markup: String(decoding: text, as: UTF8.self)).utf8
        }
      }
      return String(decoding: out, as: UTF8.self)
    }

    private mutating func skipComment() -> Bool {
      while !rest.isEmpty {
        if take("-->") { return true }
        rest.removeFirst()
      }
      return false
    }

    private mutating func copyTag() -> Bool {
      rest.removeFirst()
      let start = take("/") ? "</" : "<"
      let name = word()
      guard !name.isEmpty, let (attributes, end) = attributesToEnd() else { return false }
      guard tags.contains(name.uppercased()) else {
        objection = "may not have the tag <\(name)>"
        return true
      }
      out += "\(start)\(name)\(attributes)\(end)".utf8
      return true
    }

    /// Takes the attributes of a tag and its end.
    private mutating func attributesToEnd() -> (attributes: String, end: String)? {
      var attributes = ""
      while true {
        skipSpace()
        if take("/>") { return (attributes, "/>") }
        if take(">") { return (attributes, ">") }
        let name = word()
        skipSpace()
        guard !name.isEmpty, take("=") else { return nil }
        skipSpace()
        guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
          let end = rest.dropFirst().firstIndex(of: quote)
        else { return nil }
        let value = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
        rest = rest[(end + 1)...]
        if let safe = safe(value, of: name.uppercased()) {
          attributes += " \(name)=\"\(safe.replacing("\"", with: "&quot;"))\""
        }
      }
    }

    /// The value that an attribute may have, or nil if it may have none.
    private mutating func safe(_ value: String, of name: String) -> String? {
      switch name {
      case "FACE":
        if AttributeRules.isFont(value) { return value }
        objection = "has markup whose FACE must be the plain name of a font"
      case "HREF":
        // Graphviz reads the entities of the attribute, then writes what it read as it is.
        if let address = SafeAddress.stored(value) { return address.replacing("&", with: "&amp;") }
        objection = "has markup whose HREF must be an http, https or mailto address"
      case "SRC":
        objection = "has markup whose SRC is not used: Graphviz would open a file that it names"
      default:
        guard let bounds = bounds[name] else { return LiteralAmpersands.guarding(markup: value) }
        if let number = Double(value), bounds.contains(number) { return value }
        objection =
          "has markup whose \(name) must be between \(Int(bounds.lowerBound)) and "
          + "\(Int(bounds.upperBound))"
      }
      return nil
    }

    private mutating func word() -> String {
      let word = rest.prefix { byte in
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
      }
      rest = rest[word.endIndex...]
      return String(decoding: word, as: UTF8.self)
    }

    private mutating func skipSpace() {
      rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    private mutating func take(_ text: StaticString) -> Bool {
      let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
      guard rest.starts(with: bytes) else { return false }
      rest = rest.dropFirst(bytes.count)
      return true
    }
  }

  private static let tags: Set = [
    "TABLE", "TR", "TD", "FONT", "BR", "B", "I", "U", "O", "S", "SUB", "SUP", "HR", "VR",
  ]

  private static let bounds: [String: ClosedRange<Double>] = [
    "BORDER": 0...100, "CELLBORDER": 0...100, "CELLPADDING": 0...255, "CELLSPACING": 0...127,
    "COLSPAN": 1...100, "ROWSPAN": 1...100, "WIDTH": 0...10_000, "HEIGHT": 0...10_000,
    "POINT-SIZE": 1...1000, "GRADIENTANGLE": 0...360,
  ]
}

import GraphModel

/// Keeps text that looks like a character entity from being taken for one.
///
/// Graphviz 2.42 decodes the entities of a label, and when it writes SVG it leaves alone whatever then
/// still looks like one: the text `&lt;` is shown as `<`, and `R&D;` makes the file ill-formed. A word
/// joiner, which has no width, after the ampersand prevents both.
enum LiteralAmpersands {
  /// The value with word joiners where they are needed.
  static func guarding(_ value: AttributedGraph.Value) -> AttributedGraph.Value {
    switch value {
    case .text(let text): .text(guarding(text) { _ in 1 })
    case .escaped(let text): .escaped(guarding(markup: text))
    case .html(let markup): .html(guarding(markup: markup))
    }
  }

  /// Text in which the ampersands are entities, with word joiners where they are needed.
  static func guarding(markup: String) -> String { guarding(markup, Self.reference) }

  /// - Parameter length: How many bytes an ampersand takes that begins here, or nil if there is none.
  private static func guarding(
    _ text: String, _ length: (ArraySlice<UInt8>) -> Int?
  ) -> String {
    guard text.utf8.contains(ampersand) else { return text }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 16)
    var position = 0
    while position < bytes.count {
      guard bytes[position] == ampersand, let count = length(bytes[position...]) else {
        out.append(bytes[position])
        position += 1
        continue
      }
      out += bytes[position..<(position + count)]
      position += count
      if looksLikeEntity(bytes[position...]) { out += "\u{2060}".utf8 }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Whether an ampersand before this would begin what looks like an entity, once it is decoded.
  private static func looksLikeEntity(_ rest: ArraySlice<UInt8>) -> Bool {
    for byte in rest {
      switch byte {
      case UInt8(ascii: ";"): return true
      case UInt8(ascii: "#"), ampersand, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: continue
      default: return false
      }
    }
    return false
  }

  /// The length of a reference to the ampersand: `&amp;`, `&#38;`, `&#x26;`.
  private static func reference(_ rest: ArraySlice<UInt8>) -> Int? {
    guard let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self).lowercased()
    let isAmpersand =
      name == "amp" || name.hasPrefix("#x") && Int(name.dropFirst(2), radix: 16) == 38
      || name.hasPrefix("#") && Int(name.dropFirst()) == 38
    return isAmpersand ? end + 1 - rest.startIndex : nil
  }

  private static let ampersand = UInt8(ascii: "&")
}

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
    case .text(let text): .text(guarding(text: text))
    case .escaped(let text): .escaped(guarding(markup: text))
    case .html: value
    }
  }

  /// Text in which ampersands are references, with word joiners where they are needed.
  ///
  /// An ampersand that begins no reference is written as one.
  static func guarding(markup: String) -> String {
    rewriting(markup) { rest, out in
      guard let reference = CharacterReferences.reference(at: rest) else {
        out += "&amp;".utf8
        return (1, true)
      }
      out += rest.prefix(reference.length)
      return (reference.length, reference.isAmpersand)
    }
  }

  /// Plain text, whose ampersands stand for themselves, with word joiners where they are needed.
  private static func guarding(text: String) -> String {
    rewriting(text) { _, out in
      out.append(ampersand)
      return (1, true)
    }
  }

  /// - Parameter write: Writes what begins with an ampersand; says how many bytes that was, and whether it
  ///   stands for an ampersand.
  private static func rewriting(
    _ text: String, _ write: (ArraySlice<UInt8>, inout [UInt8]) -> (length: Int, isAmpersand: Bool)
  ) -> String {
    guard text.utf8.contains(ampersand) else { return text }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 16)
    var position = 0
    while position < bytes.count {
      guard bytes[position] == ampersand else {
        out.append(bytes[position])
        position += 1
        continue
      }
      let (length, isAmpersand) = write(bytes[position...], &out)
      position += length
      if isAmpersand, looksLikeEntity(bytes[position...]) { out += "\u{2060}".utf8 }
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

  private static let ampersand = UInt8(ascii: "&")
}

/// How Graphviz holds a value: a string, and whether it is HTML-like markup.
///
/// One rule for what calls the library and for what writes DOT, so that both give the same graph.
/// Graphviz interprets backslashes and character entities in plain strings, cannot write a lone
/// backslash before a quote, and keeps one table of strings in which markup and plain text of equal
/// content are the same: markup therefore always holds a `<`, and text never does. (Text that comes with
/// Graphviz's escapes may: there `<` begins a port of a record.)
package struct GraphvizText: Hashable, Sendable {
  /// The characters as the library holds them, not yet quoted for DOT.
  package var characters: String
  /// Whether they are markup, which DOT writes between angle brackets.
  package var isMarkup: Bool

  /// Holds a value.
  ///
  /// Characters that XML forbids become U+FFFD; markup without a tag, or whose brackets do not end where
  /// it ends, as DOT needs, becomes plain text.
  package init(_ value: AttributedGraph.Value) {
    switch value {
    case .text(let text):
      characters = GraphvizText.encode(text)
      isMarkup = false
    case .escaped(let text):
      characters = GraphvizText.repair(text)
      isMarkup = false
    case .html(let markup):
      let allowed = GraphvizText.withoutForbidden(markup)
      isMarkup = GraphvizText.isMarkup(allowed)
      characters = isMarkup ? allowed : GraphvizText.repair(allowed)
    }
  }

  /// Takes what the library holds.
  package init(characters: String, isMarkup: Bool) {
    self.characters = characters
    self.isMarkup = isMarkup
  }

  /// The value that is held: text if it can be told, else text with Graphviz's escapes.
  package var value: AttributedGraph.Value {
    if isMarkup { return .html(characters) }
    guard let text = GraphvizText.decode(characters) else { return .escaped(characters) }
    return .text(text)
  }

  /// The string that stands for a name of a graph, a node, an edge or a cluster.
  ///
  /// As for a text, but a `%` at its start is written as an entity: libcgraph keeps names that begin so
  /// for itself and forgets those that it reads.
  package static func encode(name: String) -> String {
    let characters = encode(name)
    return characters.utf8.first == UInt8(ascii: "%")
      ? "&#37;" + characters.dropFirst() : characters
  }

  /// The name that a string stands for.
  package static func decode(name characters: String) -> String {
    let hasPercent = characters.utf8.starts(with: "&#37;".utf8)
    let plain = hasPercent ? "%" + String(Substring(characters.utf8.dropFirst(5))) : characters
    return decode(plain) ?? plain
  }

  /// The string that stands for a text.
  ///
  /// `\`, `&`, `<` and line ends become `\\`, `&amp;`, `&lt;` and `\n`.
  package static func encode(_ text: String) -> String {
    rewrite(text) { byte, _, out in
      switch byte {
      case UInt8(ascii: "\\"): out += "\\\\".utf8
      case UInt8(ascii: "&"): out += "&amp;".utf8
      case UInt8(ascii: "<"): out += "&lt;".utf8
      case UInt8(ascii: "\n"): out += "\\n".utf8
      default: out.append(byte)
      }
      return 1
    }
  }

  /// The text that a string stands for, or nil if `encode` gives this string for no text.
  package static func decode(_ characters: String) -> String? {
    var isCanonical = true
    let text = rewrite(characters) { byte, rest, out in
      for (code, meaning) in codes where rest.starts(with: code.utf8) {
        out.append(meaning)
        return code.utf8.count
      }
      if needsCare(byte) { isCanonical = false }
      out.append(byte)
      return 1
    }
    return isCanonical ? text : nil
  }

  private static let codes: [(String, UInt8)] = [
    ("\\\\", UInt8(ascii: "\\")), ("\\n", UInt8(ascii: "\n")), ("&amp;", UInt8(ascii: "&")),
    ("&lt;", UInt8(ascii: "<")),
  ]

  /// Escapes that DOT can write: no raw line end, no lone backslash before a quote or the end.
  private static func repair(_ escaped: String) -> String {
    rewrite(escaped) { byte, rest, out in
      switch byte {
      case UInt8(ascii: "\n"): out += "\\n".utf8
      case UInt8(ascii: "\\"):
        let next = rest.dropFirst().first
        out.append(byte)
        guard let next, next != UInt8(ascii: "\""), next != UInt8(ascii: "\n") else {
          out.append(byte)
          return 1
        }
        out.append(next)
        return 2
      default: out.append(byte)
      }
      return 1
    }
  }

  private static func isMarkup(_ text: String) -> Bool {
    var depth = 0
    var hasTag = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "<") {
        depth += 1
        hasTag = true
      } else if byte == UInt8(ascii: ">") {
        depth -= 1
        if depth < 0 { return false }
      }
    }
    return hasTag && depth == 0
  }

  /// Rewrites a text byte by byte after its forbidden characters are gone; each step says how many
  /// bytes it took.
  private static func rewrite(
    _ text: String, step: (UInt8, ArraySlice<UInt8>, inout [UInt8]) -> Int
  ) -> String {
    let allowed = withoutForbidden(text)
    if !allowed.utf8.contains(where: needsCare) { return allowed }
    let bytes = Array(allowed.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + bytes.count / 8)
    var position = 0
    while position < bytes.count {
      position += step(bytes[position], bytes[position...], &out)
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func needsCare(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<")
      || byte == UInt8(ascii: "\n")
  }

  /// Line ends as line feeds, and U+FFFD for what XML forbids.
  private static func withoutForbidden(_ text: String) -> String {
    let isSuspect = text.utf8.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A || $0 == 0xEF }
    if !isSuspect { return text }
    var result = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where wasReturn: break
      case 0x0D: result.append("\n")
      case 0x09, 0x0A, 0x20...0xFFFD, 0x10000...: result.append(scalar)
      default: result.append("\u{FFFD}")
      }
      wasReturn = scalar == "\r"
    }
    return String(result)
  }
}

/// Reads Graphviz's HTML-like markup as strictly as its own parser: a test's proof that a label is
/// well-formed, and what a reader sees of it.
struct MarkupReader {
  /// The tags that were opened, in order.
  private(set) var tags: [String] = []
  /// The text between tags, entities resolved, tags as spaces.
  private(set) var text = ""

  struct Malformed: Error, CustomStringConvertible {
    var description: String
  }

  init(_ markup: String) throws {
    var open: [String] = []
    var rest = markup[...]
    while let character = rest.first {
      switch character {
      case "<":
        guard let end = rest.firstIndex(of: ">") else { throw Malformed(description: "no >") }
        let tag = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        if tag.hasPrefix("/") {
          guard open.popLast() == String(tag.dropFirst()) else {
            throw Malformed(description: "</\(tag)> closes nothing")
          }
        } else {
          let name = String(tag.prefix { $0.isLetter })
          guard ["TABLE", "TR", "TD", "FONT", "BR", "B", "S", "HR"].contains(name) else {
            throw Malformed(description: "<\(tag)>")
          }
          guard tag.filter({ $0 == "\"" }).count.isMultiple(of: 2), !tag.contains("<") else {
            throw Malformed(description: "quotes of <\(tag)>")
          }
          tags.append(name)
          if !tag.hasSuffix("/") { open.append(name) }
        }
        text += " "
      case "&":
        guard let end = rest.firstIndex(of: ";") else { throw Malformed(description: "bare &") }
        let entities = [
          "&amp": "&", "&lt": "<", "&gt": ">", "&quot": "\"", "&#39": "'", "&#160": " ",
        ]
        guard let shown = entities[String(rest[..<end])] else {
          throw Malformed(description: "\(rest[...end])")
        }
        text += shown
        rest = rest[rest.index(after: end)...]
      case ">", "\"", "'": throw Malformed(description: "bare \(character)")
      case "\\":
        rest.removeFirst()
        guard rest.first == "\\" else { throw Malformed(description: "bare backslash") }
        text += "\\"
        rest.removeFirst()
      default:
        text.append(character)
        rest.removeFirst()
      }
    }
    guard open.isEmpty else { throw Malformed(description: "\(open) stay open") }
  }
}

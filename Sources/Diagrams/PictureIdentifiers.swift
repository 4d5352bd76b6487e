/// The ids and class names that a picture's parts carry into SVG.
///
/// They are ASCII without space or quotes, so they are safe as XML ids, CSS selectors (after escaping)
/// and URL fragments, and depend on the entities' ids alone, so they last across rebuilds.
struct PictureIdentifiers {
  private var taken: Set<String> = []

  /// A new id for a part; a part whose id is taken already (only made-up ids can bring that about)
  /// gets a number behind it.
  mutating func unique(_ kind: String, _ parts: [String]) -> String {
    let base = kind + "-" + parts.map { Self.safe($0) }.joined(separator: "--")
    var id = base
    var number = 2
    while !taken.insert(id).inserted {
      id = "\(base).\(number)"
      number += 1
    }
    return id
  }

  /// ASCII letters, digits and hyphens as they are, `/` as `_`, any other scalar as `.hex.`; a long
  /// text is cut and closed by a hash of the whole.
  static func safe(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-": result.unicodeScalars.append(scalar)
      case "/": result += "_"
      default: result += ".\(String(scalar.value, radix: 16))."
      }
      if result.utf8.count > 120 {
        return "\(result.prefix(80)).\(String(hash(text), radix: 16))"
      }
    }
    return result
  }

  /// A class name: lower case.
  static func className(_ text: String) -> String { safe(text.lowercased()) }

  /// FNV-1a, 64 bits: the same on every machine, unlike `Hasher`.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

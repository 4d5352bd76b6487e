import GraphModel

/// What each of Graphviz's attributes may hold.
///
/// Graphviz 2.42 crashes, hangs or fills memory on some numbers, opens the files that some attributes
/// name, and copies some into SVG without escaping. These rules keep all that away from it. An
/// attribute that Graphviz does not know is data and passes.
enum AttributeRules {
  /// Whose attribute it is.
  struct Owner: OptionSet {
    let rawValue: Int
    static let graph = Owner(rawValue: 1)
    static let cluster = Owner(rawValue: 2)
    static let node = Owner(rawValue: 4)
    static let edge = Owner(rawValue: 8)

    var description: String {
      switch self {
      case .graph: "graph"
      case .cluster: "cluster"
      case .node: "node"
      default: "edge"
      }
    }
  }

  /// What a value must be.
  enum Rule {
    /// One number within bounds.
    case number(ClosedRange<Double>)
    /// Numbers within bounds among punctuation and words (`2.5!`, `1.0 equally`).
    case numbers(ClosedRange<Double>)
    /// Text in the picture, or markup.
    case label
    /// Text that is shown on demand.
    case tooltip
    /// A name in the output, which Graphviz puts together with others and reads for escapes again.
    case identifier
    /// Other text.
    case text
    /// A word or a list of words and numbers of Graphviz's own: shapes, colors, styles.
    case words
    /// A color, or several between colons, each with its share after a semicolon.
    case color
    /// A font's name.
    case font
    /// A web address.
    case address
    /// Never used, and why.
    case unused(String)
  }

  /// What becomes of a value.
  enum Verdict {
    case keep
    /// Use another value; there is a reason where the user should hear of it.
    case change(AttributedGraph.Value, because: String?)
    case drop(because: String)
  }

  /// The longest text that Graphviz is given to show, in characters.
  static let longestText = 4096
  /// The longest value of an attribute that Graphviz does not know.
  static let longestData = 1 << 20

  /// What becomes of an attribute's value.
  static func verdict(
    on name: String, _ value: AttributedGraph.Value, of owner: Owner
  ) -> Verdict {
    guard let rule = rule(of: name, owner) else {
      return isName(name) ? cut(value, longestData) : .drop(because: "is not an attribute's name")
    }
    switch (rule, value) {
    case (.unused(let reason), _): return .drop(because: reason)
    case (.label, _) where (owner == .edge || name == "xlabel") && BlankLabel.isBlank(value):
      return value == .text("") ? .keep : .change(.text(""), because: nil)
    case (.label, .html(let markup)): return SafeMarkup.verdict(on: markup)
    case (.label, _), (.tooltip, _): return shown(cut(value, longestText), value)
    case (.text, .escaped(let text)):
      let safe = AttributedGraph.Value.escaped(CharacterReferences.onlyThoseOfXML(in: text))
      if case .change(let short, let reason) = cut(safe, longestText) {
        return .change(short, because: reason)
      }
      return safe == value ? .keep : .change(safe, because: nil)
    case (.text, _): return cut(value, longestText)
    case (_, .html): return .drop(because: "takes no markup")
    case (_, .text(let text)), (_, .escaped(let text)):
      return verdict(on: text, rule)
    }
  }

  /// Why a user may not set an attribute to a value; nil where it is fine.
  static func objection(to name: String, _ value: String, of owner: Owner) -> String? {
    guard known[name] != nil else {
      let near = NearestNames.nearest(to: name, among: names(of: owner))
      let hint = near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
      return "Graphviz has no \(owner.description) attribute '\(name)'\(hint)"
    }
    guard rule(of: name, owner) != nil else {
      return "'\(name)' is not an attribute of a \(owner.description)"
    }
    switch verdict(on: name, .escaped(value), of: owner) {
    case .keep: return nil
    case .change(_, let reason): return reason.map { "'\(name)' \($0)" }
    case .drop(let reason): return "'\(name)' \(reason)"
    }
  }

  /// The rule of an attribute that Graphviz looks for in such an owner.
  private static func rule(of name: String, _ owner: Owner) -> Rule? {
    known[name]?.first { $0.owners.contains(owner) }?.rule
  }

  private static func names(of owner: Owner) -> [String] {
    known.keys.filter { rule(of: $0, owner) != nil }.sorted()
  }

  private static func verdict(on text: String, _ rule: Rule) -> Verdict {
    switch rule {
    case .number(let bounds):
      guard let number = number(text) else { return .drop(because: "must be a number") }
      if bounds.contains(number) { return .keep }
      let nearest = min(max(number, bounds.lowerBound), bounds.upperBound)
      return .change(.text(shown(nearest)), because: "must be \(shown(bounds))")
    case .numbers(let bounds):
      let isPlain = isWords(text)
      let parts = text.split { !($0.isNumber || "+-.eE".contains($0)) }
      let numbers = parts.compactMap {
        $0.contains(where: \.isNumber) ? number(String($0)) ?? .nan : nil
      }
      guard isPlain, numbers.allSatisfy(bounds.contains) else {
        return .drop(because: "must be \(shown(bounds))")
      }
      return .keep
    case .words:
      return isWords(text) ? .keep : .drop(because: "must be plain words")
    case .color:
      return isColor(text) ? .keep : .drop(because: "must be a color or a list of colors")
    case .font:
      return isFont(text) ? .keep : .drop(because: "must be the plain name of a font")
    case .address:
      guard let safe = SafeAddress.stored(text) else {
        return .drop(because: "must be an http, https or mailto address")
      }
      return safe == text ? .keep : .change(.escaped(safe), because: nil)
    case .identifier:
      let safe = String(
        String.UnicodeScalarView(text.unicodeScalars.prefix(longestText).map(identifying)))
      return safe == text ? .keep : .change(.text(safe), because: nil)
    case .label, .tooltip, .text, .unused: return .keep
    }
  }

  /// The verdict on a text whose entities Graphviz decodes.
  private static func shown(_ verdict: Verdict, _ value: AttributedGraph.Value) -> Verdict {
    switch verdict {
    case .keep:
      let guarded = LiteralAmpersands.guarding(value)
      return guarded == value ? .keep : .change(guarded, because: nil)
    case .change(let value, let reason):
      return .change(LiteralAmpersands.guarding(value), because: reason)
    case .drop: return verdict
    }
  }

  /// The value, or as much of its text as may be shown.
  private static func cut(_ value: AttributedGraph.Value, _ limit: Int) -> Verdict {
    func cut(_ text: String) -> String? {
      guard text.utf8.count > limit, text.unicodeScalars.count > limit else { return nil }
      return String(text.unicodeScalars.prefix(limit)) + "…"
    }
    let reason = "is cut after \(limit) characters"
    switch value {
    case .text(let text): return cut(text).map { .change(.text($0), because: reason) } ?? .keep
    case .escaped(let text):
      return cut(text).map { .change(.escaped($0), because: reason) } ?? .keep
    case .html: return .drop(because: "takes no markup")
    }
  }

  private static func number(_ text: String) -> Double? {
    guard let number = Double(text.filter { $0 != " " }), number.isFinite else { return nil }
    return number
  }

  private static func shown(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e9 ? "\(Int(number))" : "\(number)"
  }

  private static func shown(_ bounds: ClosedRange<Double>) -> String {
    "between \(shown(bounds.lowerBound)) and \(shown(bounds.upperBound))"
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, name.utf8.count <= 100, first != "_" else {
      return false
    }
    return name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "0123456789_-.:".unicodeScalars.contains($0)
    }
  }

  private static func isWords(_ text: String) -> Bool {
    text.utf8.count <= 4096
      && text.utf8.allSatisfy { byte in
        isLetterOrDigit(byte) || " _-+.,:;#/()!".utf8.contains(byte)
      }
  }

  /// Whether a text is a color to Graphviz, which crashes on a list of none.
  ///
  /// Empty means the usual color.
  private static func isColor(_ text: String) -> Bool {
    guard !text.isEmpty else { return true }
    guard text.utf8.count <= 1000, isWords(text) else { return false }
    return text.split(separator: ":", omittingEmptySubsequences: false).allSatisfy { part in
      let words = part.split(separator: ";", omittingEmptySubsequences: false)
      guard let color = words.first, color.contains(where: { $0.isLetter || $0.isNumber }) else {
        return false
      }
      if words.count == 1 { return true }
      guard words.count == 2, let share = Double(words[1]) else { return false }
      return (0...1).contains(share)
    }
  }

  static func isFont(_ text: String) -> Bool {
    text.utf8.count <= 200
      && text.utf8.allSatisfy { $0 >= 0x80 || isLetterOrDigit($0) || " ,-_.".utf8.contains($0) }
  }

  private static func identifying(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let isPlain =
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || "-_.:".unicodeScalars.contains(scalar)
    return isPlain ? scalar : "_"
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

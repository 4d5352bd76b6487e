import GraphModel

/// A picture in words: what a screen reader says of an SVG, part by part.
public struct SpokenPicture: Hashable, Sendable {
  /// One thing in the picture.
  public struct Part: Hashable, Sendable {
    /// What sort of thing it is: `card`, `arrow`, `frame`.
    public var role: String
    /// What it says, in a sentence.
    public var name: String
    /// More about it; may be empty.
    public var description: String
  }

  /// The headline.
  public var title: String
  /// What the picture shows and what it leaves out.
  public var description: String
  /// The parts, by the ids that they have in the SVG.
  public var parts: [String: Part]

  /// The words that are written around the drawing, by id; they say what the parts say.
  static let footerID = "footer"

  static func frameID(_ number: Int) -> String { "frame-\(number + 1)" }

  /// The most statements of an arrow that are said.
  private static let mostStatements = SourceTable.mostStatements

  /// A picture of those parts.
  ///
  /// - Parameters:
  ///   - ids: Those of the cards, then of the arrows.
  ///   - hasQuotes: Whether the words that say an arrow's statements are a part of its description.
  init(
    _ headline: Headline, _ cards: [any Card], _ arrows: [Arrow], _ groups: [Grouping.Group],
    ids: [String], hasQuotes: Bool, in graph: KnowledgeGraph
  ) {
    title = headline.title
    description = Self.description(headline)
    parts = [:]
    for (card, id) in zip(cards, ids) {
      parts[id] = Part(
        role: "card", name: card.spokenName, description: card.spokenDescription)
    }
    for (number, arrow) in arrows.enumerated() {
      parts[ids[cards.count + number]] = Part(
        role: "arrow", name: Self.name(of: arrow, in: graph),
        description: hasQuotes ? Self.quotes(of: arrow, number: number + 1, in: graph) : "")
    }
    for (number, group) in groups.enumerated() {
      let names = group.cards.map { cards[$0].spokenName }
      parts[Self.frameID(number)] = Part(
        role: "frame", name: ShownText.line(group.title, limit: 120),
        description: "Around \(names.joined(separator: "; "))")
    }
  }

  private static func description(_ headline: Headline) -> String {
    let shown =
      headline.sources.isEmpty ? headline.counts : "\(headline.counts) \(headline.sources)"
    let sentences =
      [headline.subtitle, shown].compactMap { $0 }.map { $0.hasSuffix(".") ? $0 : $0 + "." }
      + headline.footer
    return sentences.joined(separator: " ")
      + (headline.isEmpty ? " Nothing to draw." : " Arrows come first, then cards.")
  }

  private static func name(of arrow: Arrow, in graph: KnowledgeGraph) -> String {
    let statements = arrow.statements
    var sentences = statements.prefix(mostStatements).map { Sentence($0, in: graph).text }
    if statements.count > mostStatements {
      sentences.append("and \(statements.count - mostStatements) more")
    }
    return sentences.joined(separator: "; ")
  }

  private static func quotes(of arrow: Arrow, number: Int, in graph: KnowledgeGraph) -> String {
    var words: [String] = []
    for statement in arrow.statements.prefix(mostStatements) {
      let evidence = graph.evidence(of: statement)
      for piece in evidence.prefix(SourceTable.mostQuotes) {
        let quote = Excerpt.words(of: piece, limit: SourceTable.quoteLimit)
        words.append(
          (quote.isEmpty ? "" : "“\(quote)”, ") + Arrow.source(piece, in: graph))
      }
      if evidence.count > SourceTable.mostQuotes {
        words.append("and \(counted(evidence.count - SourceTable.mostQuotes, "more quote"))")
      }
    }
    return "Number \(number). "
      + (words.isEmpty ? "No source is given." : words.joined(separator: "; ") + ".")
  }

  /// An SVG, as Graphviz writes it, with the words in it.
  ///
  /// The whole is a document with a title and a description, every part a symbol with a name. What is
  /// written on and around them is hidden from who hears those.
  ///
  /// - Complexity: O(*n*) in the SVG's length.
  public func added(to svg: [UInt8]) -> [UInt8] {
    var writer = Writer(svg)
    while writer.findTag() {
      if writer.isNext("<svg ") {
        writer.copyTag(
          adding: " role=\"graphics-document document\" aria-roledescription=\"graph\""
            + " aria-labelledby=\"picture-title\" aria-describedby=\"picture-description\"")
        writer.write("\n<title id=\"picture-title\">\(Self.escaped(title))</title>")
        writer.write("\n<desc id=\"picture-description\">\(Self.escaped(description))</desc>")
      } else if let id = writer.groupID {
        if let part = parts[id] {
          let shown = Self.escaped(id)
          let isDescribed = !part.description.isEmpty
          writer.copyTag(
            adding: " role=\"graphics-symbol img\" aria-roledescription=\"\(part.role)\""
              + " aria-labelledby=\"\(shown).name\""
              + (isDescribed ? " aria-describedby=\"\(shown).description\"" : ""))
          writer.skipTitle()
          writer.write("\n<title id=\"\(shown).name\">\(Self.escaped(part.name))</title>")
          if isDescribed {
            writer.write(
              "\n<desc id=\"\(shown).description\">\(Self.escaped(part.description))</desc>")
          }
        } else if id == Self.footerID || id.hasPrefix("a_") {
          writer.copyTag(adding: " aria-hidden=\"true\"")
          writer.skipTitle()
        } else if id.hasPrefix("graph") {
          writer.copyTag(adding: "")
          writer.skipTitle()
        }
      }
    }
    return writer.finish()
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Copies an SVG tag by tag.
  private struct Writer {
    private let svg: [UInt8]
    private var out: [UInt8] = []
    private var copied = 0
    private var position = 0

    init(_ svg: [UInt8]) {
      self.svg = svg
      out.reserveCapacity(svg.count + svg.count / 4)
    }

    /// Goes to the next tag; text and attributes hold no `<`.
    mutating func findTag() -> Bool {
      guard let next = svg[min(position, svg.count)...].firstIndex(of: UInt8(ascii: "<")) else {
        return false
      }
      position = next + 1
      return true
    }

    func isNext(_ text: StaticString) -> Bool {
      starts(with: text, at: position - 1)
    }

    private func starts(with text: StaticString, at index: Int) -> Bool {
      svg[index...].starts(
        with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// The id of the group that begins here.
    var groupID: String? {
      guard isNext("<g id=\"") else { return nil }
      let start = position - 1 + 7
      guard let end = svg[start...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
      return String(decoding: svg[start..<end], as: UTF8.self).replacing("&#45;", with: "-")
    }

    /// Copies all to the end of the tag that begins here, with further attributes in it.
    mutating func copyTag(adding attributes: String) {
      guard let end = svg[position...].firstIndex(of: UInt8(ascii: ">")) else { return }
      out += svg[copied..<end]
      write(attributes)
      write(">")
      copied = end + 1
      position = copied
    }

    /// Leaves out the title that follows.
    mutating func skipTitle() {
      guard starts(with: "\n<title>", at: copied),
        let end = svg[(copied + 2)...].firstIndex(of: UInt8(ascii: "<"))
          .flatMap({ svg[$0...].firstIndex(of: UInt8(ascii: ">")) })
      else { return }
      copied = end + 1
      position = copied
    }

    mutating func write(_ text: String) { out += text.utf8 }

    mutating func finish() -> [UInt8] {
      out += svg[copied...]
      return out
    }
  }
}

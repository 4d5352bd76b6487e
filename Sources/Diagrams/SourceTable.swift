import GraphModel

/// What stands below a drawing whose arrows are numbered: for each number the statements, the words that
/// say them, and where those stand.
struct SourceTable {
  /// One line of the table: a statement, or a further quote of the one above.
  private struct Row {
    /// The arrow's number, where its first statement stands.
    var number: Int?
    /// Whether the arrow's number is odd, which tells arrows apart.
    var isOdd: Bool
    /// The claim, then what bounds it.
    var claim: [String] = []
    var bounds: [String] = []
    var isNegated = false
    var quote: [String] = []
    var source: [String] = []
    /// When and where it was published.
    var imprint: [String] = []

    /// About its height in points.
    var height: Double {
      Double(max(claim.count + bounds.count, quote.count, source.count + imprint.count, 1)) * 12 + 8
    }
  }

  /// The most statements of one arrow, and quotes of one statement, that are listed.
  static let (mostStatements, mostQuotes) = (24, 3)
  /// The most characters of a quote.
  static let quoteLimit = 240

  private let rows: [Row]

  /// The table of some arrows, numbered from 1.
  ///
  /// Where there are many statements, quotes and titles are cut shorter.
  init(of arrows: [Arrow], in graph: KnowledgeGraph) {
    let count = arrows.reduce(0) { $0 + min($1.statementCount, Self.mostStatements) }
    let room =
      count <= 60
      ? Room(quote: Self.quoteLimit, title: 3)
      : count <= 150 ? Room(quote: 180, title: 2) : Room(quote: 120, title: 2)
    rows = arrows.enumerated().flatMap {
      Self.rows(of: $1, number: $0 + 1, in: graph, room)
    }
  }

  /// The most characters of a quote, and the most lines of a title.
  private struct Room {
    var quote: Int
    var title: Int
  }

  private static func rows(
    of arrow: Arrow, number: Int, in graph: KnowledgeGraph, _ room: Room
  ) -> [Row] {
    let isOdd = number % 2 == 1
    var rows: [Row] = []
    let statements = arrow.statements
    for statement in statements.prefix(mostStatements) {
      let sentence = Sentence(statement, in: graph)
      var row = Row(number: rows.isEmpty ? number : nil, isOdd: isOdd)
      row.claim = ShownText.wrap(
        (sentence.isNegated ? "✗ Not so: " : "") + sentence.claim, width: claimWidth)
      row.bounds = ShownText.wrap(sentence.bounds.joined(separator: ", "), width: claimWidth)
      row.isNegated = sentence.isNegated
      let evidence = graph.evidence(of: statement)
      if evidence.isEmpty { row.quote = ["(no source is given)"] }
      for (position, piece) in evidence.prefix(mostQuotes).enumerated() {
        if position > 0 {
          rows.append(row)
          row = Row(isOdd: isOdd)
        }
        let words = Excerpt.words(of: piece, limit: room.quote)
        row.quote = words.isEmpty ? [] : ShownText.wrap("“\(words)”", width: quoteWidth)
        (row.source, row.imprint) = source(of: piece, in: graph, room)
      }
      if evidence.count > mostQuotes {
        row.imprint.append("and \(counted(evidence.count - mostQuotes, "more quote"))")
      }
      rows.append(row)
    }
    if statements.count > mostStatements {
      var row = Row(isOdd: isOdd)
      row.claim = ["and \(counted(statements.count - mostStatements, "more statement"))"]
      rows.append(row)
    }
    return rows
  }

  private static func source(
    of evidence: Evidence, in graph: KnowledgeGraph, _ room: Room
  ) -> (title: [String], imprint: [String]) {
    let document = graph.document(id: evidence.document)
    let title = ShownText.line(document?.title ?? evidence.document, limit: 160)
    var imprint = [
      document?.outlet.map { ShownText.line($0, limit: 60) }, document?.date.map(ShortDate.words),
    ].compactMap { $0 }.filter { !$0.isEmpty }
    if evidence.span == nil, let line = evidence.line { imprint.append("line \(line)") }
    return (
      ShownText.wrap(title, width: sourceWidth, lines: room.title),
      ShownText.wrap(imprint.joined(separator: ", "), width: sourceWidth, lines: 2)
    )
  }

  // MARK: Layout

  /// The widths of its columns of text, in characters.
  private static let (claimWidth, quoteWidth, sourceWidth) = (36, 62, 30)
  /// About the width of the whole with a margin, in points.
  private static let width = 730.0

  /// The rows in blocks of about one height, as many as make the whole page, drawing included, most like a
  /// page without making it much broader than the drawing; an arrow's rows stay together.
  private func blocks(below drawing: Arrangement.Size) -> [[Row]] {
    let height = rows.reduce(0) { $0 + $1.height }
    func unfitness(_ count: Int) -> Double {
      let width = Double(count) * Self.width
      let shape = max(drawing.width, width) / (drawing.height + height / Double(count))
      return max(shape / Arrangement.pageShape, Arrangement.pageShape / shape)
        * max(1, width / drawing.width)
    }
    let count = (1...8).min { unfitness($0) < unfitness($1) } ?? 1
    var blocks: [[Row]] = [[]]
    var passed = 0.0
    for row in rows {
      let isDue = passed + row.height / 2 >= height * Double(blocks.count) / Double(count)
      if row.number != nil, isDue, blocks.count < count, passed > 0 { blocks.append([]) }
      blocks[blocks.count - 1].append(row)
      passed += row.height
    }
    return blocks
  }

  /// The table as a part of a label.
  ///
  /// - Parameter drawing: About the size of what stands above it.
  func markup(_ theme: Theme, below drawing: Arrangement.Size) -> String {
    let blocks = blocks(below: drawing)
    let heights = blocks.map { $0.reduce(0) { $0 + $1.height } }
    let highest = heights.max() ?? 0
    let cells = zip(blocks, heights).map { rows, height in
      "<TD VALIGN=\"TOP\">\(Self.markup(of: rows, filledBy: highest - height, theme))</TD>"
    }
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>"
      + cells.joined(separator: "<TD WIDTH=\"24\"></TD>") + "</TR></TABLE>"
  }

  /// - Parameter space: How much lower it is than another block: Graphviz would spread that over its rows.
  private static func markup(
    of rows: [Row], filledBy space: Double, _ theme: Theme
  ) -> String {
    let filler = space < 1 ? "" : "<TR><TD HEIGHT=\"\(Int(space))\"></TD></TR>"
    let heads = ["No.", "Statement", "Quote", "Document, date"].map { title in
      let align = title == "No." ? "RIGHT" : "LEFT"
      return "<TD ALIGN=\"\(align)\">"
        + Markup.font(Markup.bold(Markup.escape(title)), size: 10, color: theme.muted) + "</TD>"
    }
    return
      "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"4\" COLOR=\"\(theme.muted)\">"
      + "<TR>\(heads.joined())</TR><HR/>"
      + rows.map { markup(of: $0, theme) }.joined() + filler + "</TABLE>"
  }

  private static func markup(of row: Row, _ theme: Theme) -> String {
    let shade = row.isOdd ? " BGCOLOR=\"\(theme.ink)0C\"" : ""
    func cell(_ parts: [(lines: [String], size: Double, color: Color)], isRight: Bool = false)
      -> String
    {
      let markup = parts.filter { !$0.lines.isEmpty }.map {
        Markup.font(Markup.lines($0.lines), size: $0.size, color: $0.color)
      }
      let align = isRight ? "ALIGN=\"RIGHT\"" : "ALIGN=\"LEFT\" BALIGN=\"LEFT\""
      return "<TD \(align) VALIGN=\"TOP\"\(shade)>"
        + markup.joined(separator: "<BR ALIGN=\"LEFT\"/>") + "</TD>"
    }
    return "<TR>"
      + cell([(row.number.map { ["\($0)"] } ?? [], 10, theme.ink)], isRight: true)
      + cell([(row.claim, 10, theme.ink), (row.bounds, 9, theme.muted)])
      + cell([(row.quote, 10, theme.ink)])
      + cell([(row.source, 10, theme.ink), (row.imprint, 9, theme.muted)]) + "</TR>"
  }
}

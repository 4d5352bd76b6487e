import GraphModel

/// One arrow of a picture: the statements of one edge that have one stance.
struct Arrow {
  var subject: KnowledgeGraph.EntityIndex
  var object: KnowledgeGraph.EntityIndex
  var relation: Relation
  var stance: Stance
  /// In the graph's order; never empty.
  var statements: [KnowledgeGraph.StatementIndex]

  /// The arrows that show those statements.
  ///
  /// - Parameter statements: In ascending order, each once.
  static func arrows(
    for statements: [KnowledgeGraph.StatementIndex], of graph: KnowledgeGraph
  ) -> [Arrow] {
    struct Key: Hashable {
      var subject: KnowledgeGraph.EntityIndex
      var relation: Int
      var object: KnowledgeGraph.EntityIndex
      var stance: Stance
    }
    var places: [Key: Int] = [:]
    var arrows: [Arrow] = []
    for index in statements {
      let statement = graph[index]
      let key = Key(
        subject: statement.subject, relation: statement.relation, object: statement.object,
        stance: Stance(statement.qualifiers))
      if let place = places[key] {
        arrows[place].statements.append(index)
      } else {
        places[key] = arrows.count
        arrows.append(
          Arrow(
            subject: key.subject, object: key.object, relation: graph.relation(key.relation),
            stance: key.stance, statements: [index]))
      }
    }
    return arrows
  }

  /// The words on it, line by line; the first is the relation.
  func label(in graph: KnowledgeGraph) -> [String] {
    let qualifiers = statements.map { graph.qualifiers(of: $0) }
    var head = ShownText.line(relation.label, limit: 40)
    if stance.polarity == .negated { head = "✗ not " + head }
    if statements.count > 1 { head += " ×\(statements.count)" }
    let remarks = [Self.voucher(stance.mode, qualifiers), Self.dates(qualifiers)].compactMap { $0 }
    let together = remarks.joined(separator: ", ")
    if remarks.isEmpty { return [head] }
    return [head] + (ShownText.columns(of: together) <= 26 ? [together] : remarks)
  }

  /// About the size that its words will have, in points.
  func labelSize(in graph: KnowledgeGraph) -> Arrangement.Size {
    let lines = label(in: graph)
    let columns = lines.map { ShownText.columns(of: $0) }.max() ?? 0
    return Arrangement.Size(
      width: Double(columns) * 5.2 + 8, height: Double(lines.count) * 12 + 8)
  }

  /// Who says so or that it is to come, in brackets; nil for what the text vouches for.
  private static func voucher(_ mode: Mode, _ qualifiers: [Qualifiers]) -> String? {
    let speakers = speakers(qualifiers)
    switch (mode, speakers) {
    case (.fact, nil): return nil
    case (.fact, let speakers?): return "(\(speakers))"
    case (.planned, nil): return "(planned)"
    case (.planned, let speakers?): return "(planned, \(speakers))"
    case (.claimed, nil): return "(claimed)"
    case (.claimed, let speakers?): return "(\(speakers))"
    }
  }

  /// `says Mark Esper`, or nil if a statement has no speaker.
  private static func speakers(_ qualifiers: [Qualifiers]) -> String? {
    let names = qualifiers.compactMap(\.attributedTo)
    guard names.count == qualifiers.count else { return nil }
    let distinct = Array(Set(names)).sorted().map { ShownText.line($0, limit: 24) }
    switch distinct.count {
    case 1: return "says \(distinct[0])"
    case 2: return "say \(distinct[0]) and \(distinct[1])"
    default: return "say \(distinct[0]) and \(distinct.count - 1) others"
    }
  }

  /// The dates, or nil if there are none: one, two, or the first and the last.
  private static func dates(_ qualifiers: [Qualifiers]) -> String? {
    let times = Array(Set(qualifiers.compactMap(\.time))).sorted().map(ShortDate.words)
    switch times.count {
    case 0: return nil
    case 1: return times[0]
    case 2: return "\(times[0]), \(times[1])"
    default: return "\(times[0]) … \(times[times.count - 1])"
    }
  }

  /// The sentence, then the quotes with their documents, for a reader who points at it.
  func tooltip(in graph: KnowledgeGraph) -> String {
    var lines: [String] = []
    for index in statements.prefix(Self.tooltipStatements) {
      let qualifiers = graph.qualifiers(of: index)
      var sentence = [
        ShownText.line(graph[subject].name, limit: 120),
        (stance.polarity == .negated ? "NOT " : "") + ShownText.line(relation.label, limit: 40),
        ShownText.line(graph[object].name, limit: 120),
      ].joined(separator: " ")
      if let place = qualifiers.place { sentence += ", at \(ShownText.line(place, limit: 60))" }
      if let time = qualifiers.time { sentence += ", \(ShortDate.words(time))" }
      if let voucher = Self.voucher(stance.mode, [qualifiers]) { sentence += " \(voucher)" }
      lines.append(sentence)
      let evidence = graph.evidence(of: index)
      for piece in evidence.prefix(Self.tooltipQuotes) {
        let quote = piece.quote.isEmpty ? "" : "“\(ShownText.line(piece.quote, limit: 280))” "
        lines.append("\(quote)(\(Self.source(piece, in: graph)))")
      }
      if evidence.count > Self.tooltipQuotes {
        lines.append("and \(evidence.count - Self.tooltipQuotes) more quotes")
      }
    }
    if statements.count > Self.tooltipStatements {
      lines.append("and \(statements.count - Self.tooltipStatements) more statements")
    }
    return lines.joined(separator: "\n")
  }

  private static let tooltipStatements = 4
  private static let tooltipQuotes = 2

  /// Where a quote stands: document and date, or table and line.
  private static func source(_ evidence: Evidence, in graph: KnowledgeGraph) -> String {
    let document = graph.document(id: evidence.document)
    var source = ShownText.line(document?.title ?? evidence.document, limit: 120)
    if let date = document?.date { source += ", \(ShortDate.words(date))" }
    if evidence.span == nil, let line = evidence.line { source += ", line \(line)" }
    return source
  }
}

extension Arrow {
  /// The arrow as Graphviz is to draw it.
  ///
  /// - Parameters:
  ///   - isRich: Whether its words are written on it rather than in the tooltip only.
  ///   - isDisputed: Whether another arrow says the opposite.
  ///   - weight: How strongly `dot` keeps it short and straight.
  ///   - length: The least number of layers that it spans.
  func edge(
    in graph: KnowledgeGraph, from tail: String, to head: String, id: String, theme: Theme,
    isRich: Bool, isDisputed: Bool, weight: Int, length: Int
  ) -> AttributedGraph.Edge {
    let style = theme.arrow(relation.family)
    let classes =
      ["statement", PictureIdentifiers.className(relation.family)] + stance.classNames
      + (isDisputed ? ["disputed"] : [])
    let isNegated = stance.polarity == .negated
    let arrowhead = isNegated ? "teetee" : style.head.rawValue
    let width = isNegated ? 1.2 : style.width
    let tooltip = tooltip(in: graph)
    var attributes: [AttributedGraph.Attribute] = [
      .init("id", .text(id)), .init("class", .text(classes.joined(separator: " "))),
      .init("tooltip", .text(tooltip)), .init("labeltooltip", .text(tooltip)),
      .init("color", .text(style.color.description)), .init("style", .text(stance.lineStyle)),
      .init("penwidth", .text(Markup.points(width))), .init("arrowhead", .text(arrowhead)),
    ]
    if isRich { attributes.append(.init("label", .html(markup(in: graph, style, theme)))) }
    if relation.isSymmetric {
      attributes += [.init("dir", .text("both")), .init("arrowtail", .text(arrowhead))]
    }
    if isNegated { attributes.append(.init("arrowsize", .text("1"))) }
    if weight != 1 { attributes.append(.init("weight", .text(String(weight)))) }
    if length != 1 { attributes.append(.init("minlen", .text(String(length)))) }
    return AttributedGraph.Edge(tail: tail, head: head, key: id, attributes: attributes)
  }

  private func markup(in graph: KnowledgeGraph, _ style: Theme.ArrowStyle, _ theme: Theme) -> String
  {
    let lines = label(in: graph)
    let name = Markup.escape(lines[0])
    let rows =
      [
        Markup.font(
          style.isBold && stance.polarity == .asserted ? Markup.bold(name) : name,
          color: style.color)
      ]
      + lines.dropFirst().map { Markup.font(Markup.escape($0), size: 9, color: style.color) }
    // Where a steep line runs behind its own words, the paper shows through it.
    return """
      <TABLE BORDER="0" CELLBORDER="0" CELLSPACING="3" CELLPADDING="0"><TR>\
      <TD BGCOLOR="\(theme.background)B0">\(rows.joined(separator: "<BR/>"))</TD></TR></TABLE>
      """
  }
}

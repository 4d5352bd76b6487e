import GraphModel

/// One arrow of a picture: statements of one stance between the same two cards.
///
/// As a rule they are those of one edge. Where a card stands for several entities it gathers the edges of
/// all of them, and a bundle gathers several relations.
struct Arrow {
  /// The statements of one relation.
  struct Strand {
    var relation: Relation
    /// In the graph's order; never empty.
    var statements: [KnowledgeGraph.StatementIndex]
  }

  /// Where it starts: a card's position in the picture.
  var tail: Int
  /// Where it ends.
  var head: Int
  var stance: Stance
  /// By relation, in the vocabulary's order; never empty.
  var strands: [Strand]
  /// Whether another arrow says the opposite of some of it.
  var isDisputed = false
  /// What became of its statements; nil in a picture of one graph.
  var mark: ChangeMark?
  /// In what they differ from what they were, line by line.
  var changeDetails: [String] = []

  var statements: [KnowledgeGraph.StatementIndex] { strands.flatMap(\.statements) }
  var statementCount: Int { strands.reduce(0) { $0 + $1.statements.count } }
  var isBundle: Bool { strands.count > 1 }
  var isSymmetric: Bool { strands[0].relation.isSymmetric }

  /// The family of all its relations, or nil if they are of several.
  var family: String? {
    let first = strands[0].relation.family
    return strands.allSatisfy { $0.relation.family == first } ? first : nil
  }

  /// The arrows that show those statements.
  ///
  /// - Parameters:
  ///   - statements: In ascending order, each once.
  ///   - place: The position of the card that stands for an entity.
  ///   - isBundled: Whether several relations between two cards share an arrow.
  static func arrows(
    for statements: [KnowledgeGraph.StatementIndex], of graph: KnowledgeGraph,
    isBundled: Bool = false, changes: GraphChanges? = nil,
    place: (KnowledgeGraph.EntityIndex) -> Int
  ) -> [Arrow] {
    struct Key: Hashable {
      var tail: Int
      var relation: Int
      var isSymmetric: Bool
      var head: Int
      var stance: Stance
      var mark: ChangeMark?
    }
    var places: [Key: Int] = [:]
    var arrows: [(arrow: Arrow, relations: [Int])] = []
    for index in statements {
      let (subject, object) = graph.ends(of: index)
      let number = graph.relationIndex(of: index)
      let relation = graph.relation(number)
      var (tail, head) = (place(subject), place(object))
      if relation.isSymmetric, head < tail { swap(&tail, &head) }
      let stance = Stance(graph.qualifiers(of: index))
      let mark = changes.flatMap { $0.statements[index.value] }
      let key = Key(
        tail: tail, relation: isBundled ? -1 : number, isSymmetric: relation.isSymmetric,
        head: head, stance: stance, mark: mark)
      guard let found = places[key] else {
        places[key] = arrows.count
        let strand = Strand(relation: relation, statements: [index])
        arrows.append(
          (
            Arrow(tail: tail, head: head, stance: stance, strands: [strand], mark: mark), [number]
          ))
        continue
      }
      let order = arrows[found].relations
      let position = order.firstIndex { $0 >= number } ?? order.count
      if position < order.count, order[position] == number {
        arrows[found].arrow.strands[position].statements.append(index)
      } else {
        arrows[found].relations.insert(number, at: position)
        arrows[found].arrow.strands.insert(
          Strand(relation: relation, statements: [index]), at: position)
      }
    }
    return arrows.map(\.arrow)
  }

  /// The most relations that a bundle names; of more it gives the number.
  private static let mostNamed = 3

  /// What it says, relation by relation, and in which family's colour.
  func heads() -> [(words: String, family: String?)] {
    func words(_ strand: Strand) -> String {
      var words = ShownText.line(strand.relation.label, limit: 40)
      if stance.polarity == .negated { words = "✗ not " + words }
      words = (mark?.sign ?? "") + words
      if strand.statements.count > 1 { words += " ×\(strand.statements.count)" }
      return words
    }
    if strands.count <= Self.mostNamed {
      return strands.map { (words($0), $0.relation.family) }
    }
    let named = strands.prefix(Self.mostNamed - 1)
    let rest = strands.dropFirst(named.count)
    let count = rest.reduce(0) { $0 + $1.statements.count }
    return named.map { (words($0), $0.relation.family) }
      + [("+ \(rest.count) more relations ×\(count)", nil)]
  }

  /// The words under what it says, line by line: who says so, and when.
  private func remarks(in graph: KnowledgeGraph) -> [String] {
    changeDetails + ownRemarks(in: graph)
  }

  private func ownRemarks(in graph: KnowledgeGraph) -> [String] {
    let qualifiers = statements.map { graph.qualifiers(of: $0) }
    let remarks = [
      isDisputed ? "≠ disputed" : nil, Self.voucher(stance.mode, qualifiers),
      Self.dates(qualifiers),
    ].compactMap { $0 }
    let together = remarks.joined(separator: ", ")
    if remarks.isEmpty { return [] }
    return ShownText.columns(of: together) <= 26 ? [together] : remarks
  }

  /// About the size that its words will have, in points.
  func labelSize(in graph: KnowledgeGraph, isNumbered: Bool) -> Arrangement.Size {
    let lines = heads().map(\.words) + remarks(in: graph)
    let columns = lines.map { ShownText.columns(of: $0) }.max() ?? 0
    return Arrangement.Size(
      width: Double(columns) * 5.2 + (isNumbered ? 26 : 8), height: Double(lines.count) * 12 + 8)
  }

  /// Who says so or that it is to come, in brackets; nil for what the text vouches for.
  static func voucher(_ mode: Mode, _ qualifiers: [Qualifiers]) -> String? {
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
    let statements = statements
    for index in statements.prefix(Self.tooltipStatements) {
      let qualifiers = graph.qualifiers(of: index)
      let (subject, object) = graph.ends(of: index)
      let relation = graph.relation(graph.relationIndex(of: index))
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
  static func source(_ evidence: Evidence, in graph: KnowledgeGraph) -> String {
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
  ///   - weight: How strongly `dot` keeps it short and straight.
  ///   - length: The least number of layers that it spans.
  ///   - number: Its number in the table of sources.
  func edge(
    in graph: KnowledgeGraph, from tail: String, to head: String, id: String, theme: Theme,
    isRich: Bool, weight: Int, length: Int, number: Int? = nil
  ) -> AttributedGraph.Edge {
    let style = style(theme)
    var families: [String] = []
    for strand in strands where !families.contains(strand.relation.family) {
      families.append(strand.relation.family)
    }
    let classes =
      ["statement"] + (isBundle ? ["bundle"] : []) + families.map(PictureIdentifiers.className)
      + stance.classNames + (isDisputed ? ["disputed"] : []) + (mark.map { [$0.rawValue] } ?? [])
    let isNegated = stance.polarity == .negated
    let arrowhead = isNegated ? "teetee" : style.head.rawValue
    let width = isNegated ? min(1.2, style.width) : style.width
    // What is no more is a line that is hollow.
    let color =
      mark == .removed ? "\(style.color):\(theme.background):\(style.color)" : "\(style.color)"
    let tooltip = tooltip(in: graph)
    var attributes: [AttributedGraph.Attribute] = [
      .init("id", .text(id)), .init("class", .text(classes.joined(separator: " "))),
      .init("tooltip", .text(tooltip)), .init("labeltooltip", .text(tooltip)),
      .init("color", .text(color)), .init("style", .text(stance.lineStyle)),
      .init("penwidth", .text(Markup.points(width))), .init("arrowhead", .text(arrowhead)),
    ]
    if isRich {
      attributes.append(.init("label", .html(markup(in: graph, style, theme, number))))
    }
    if isSymmetric {
      attributes += [.init("dir", .text("both")), .init("arrowtail", .text(arrowhead))]
    }
    if isNegated { attributes.append(.init("arrowsize", .text("1"))) }
    if weight != 1 { attributes.append(.init("weight", .text(String(weight)))) }
    if length != 1 { attributes.append(.init("minlen", .text(String(length)))) }
    return AttributedGraph.Edge(tail: tail, head: head, key: id, attributes: attributes)
  }

  /// How it looks: as its family does, or in a picture of changes as what became of it.
  private func style(_ theme: Theme) -> Theme.ArrowStyle {
    var style = family.map { theme.arrow($0) } ?? theme.otherArrow
    guard let mark else { return style }
    style.color = theme.color(of: mark)
    style.isBold = mark == .added || mark == .changed
    style.width =
      switch mark {
      case .unchanged: 0.9
      case .added: 2.4
      case .removed: 1.1
      case .changed: 1.8
      }
    return style
  }

  private func markup(
    in graph: KnowledgeGraph, _ style: Theme.ArrowStyle, _ theme: Theme, _ number: Int?
  ) -> String {
    let heads = heads().map { words, family in
      let own = mark == nil ? family.map { theme.arrow($0) } ?? style : style
      let markup = mark == .removed ? "<S>\(Markup.escape(words))</S>" : Markup.escape(words)
      return Markup.font(
        own.isBold && stance.polarity == .asserted ? Markup.bold(markup) : markup, color: own.color)
    }
    let rows =
      heads
      + remarks(in: graph).map { Markup.font(Markup.escape($0), size: 9, color: style.color) }
    let badge = number.map { number in
      let digits = Markup.font(Markup.bold("\(number)"), size: 9, color: theme.background)
      return "<TD BGCOLOR=\"\(style.color)\" CELLPADDING=\"2\">\(digits)</TD>"
    }
    // Where a steep line runs behind its own words, the paper shows through it.
    return """
      <TABLE BORDER="0" CELLBORDER="0" CELLSPACING="3" CELLPADDING="0"><TR>\(badge ?? "")\
      <TD BGCOLOR="\(theme.background)B0">\(rows.joined(separator: "<BR/>"))</TD></TR></TABLE>
      """
  }
}

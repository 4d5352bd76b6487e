import GraphModel

/// What stands above the drawing: title, subtitle, counts and sources, and the legend of what occurs.
struct Headline: Hashable {
  var title: String
  var subtitle: String?
  /// How many entities and statements.
  var counts: String
  /// What they are from; empty if nothing is cited.
  var sources: String
  /// The types that occur, in the vocabulary's order.
  var types: [EntityType]
  /// The relation families that occur, in the vocabulary's order.
  var families: [String]
  /// The stances that occur; empty if all are plain facts.
  var stances: [Stance]
  /// Whether an arrow stands for relations of several families.
  var hasMixedBundles: Bool
  /// Whether colours say what became of things rather than what they are.
  var marksChanges: Bool
  /// Further signs that occur, and what they mean.
  var signs: [Sign]
  /// What stands below the drawing: what it leaves out, and how it came about.
  var footer: [String]
  /// Whether the drawing has anything in it.
  var isEmpty: Bool

  /// A sign and its meaning.
  struct Sign: Hashable {
    var sign: String
    var meaning: String
    /// In whose colour it is.
    var mark: ChangeMark?

    init(_ sign: String, _ meaning: String, _ mark: ChangeMark? = nil) {
      self.mark = mark
      self.sign = sign
      self.meaning = meaning
    }
  }

  /// The headline of statements that are not drawn as cards and arrows.
  init(
    graph: KnowledgeGraph, statements: [KnowledgeGraph.StatementIndex], title: String?,
    subtitle: String?
  ) {
    let slice = Slice(of: graph, Selection(of: graph, statements: statements), budget: nil)
    let arrows = Arrow.arrows(for: slice.statements, of: graph) { $0.value }
    self.init(
      graph: graph, slice: slice, arrows: arrows,
      options: Diagram.Options(title: title, subtitle: subtitle))
    types = []
    signs = []
  }

  init(graph: KnowledgeGraph, slice: Slice, arrows: [Arrow], options: Diagram.Options) {
    let sources = Self.sources(of: arrows, in: graph)
    title =
      options.title.map { ShownText.line($0) }.flatMap { $0.isEmpty ? nil : $0 }
      ?? Self.defaultTitle(sources, in: graph)
    subtitle = options.subtitle.map { ShownText.line($0) }.flatMap { $0.isEmpty ? nil : $0 }
    counts = Self.counts(slice, arrows: arrows)
    self.sources = Self.words(for: sources, in: graph)
    types = Self.ordered(
      Set(slice.entities.map { graph[$0].type } + slice.folds.map(\.type)),
      by: graph.vocabulary.entityTypes.map(\.type))
    families = Self.ordered(
      Set(arrows.flatMap { $0.strands.map(\.relation.family) }), by: graph.vocabulary.families)
    let occurring = Set(arrows.map(\.stance))
    stances = occurring.allSatisfy(\.isPlainFact) ? [] : occurring.sorted()
    hasMixedBundles = arrows.contains { $0.family == nil }
    signs = Self.signs(slice, arrows)
    marksChanges = options.changes != nil
    if options.changes != nil {
      let marks = Set(arrows.compactMap(\.mark)).union(
        slice.entities.compactMap { options.changes?.entities[$0.value] })
      families = []
      signs = signs.filter { $0.sign != "▣" }
      if marks.contains(.added) { signs.append(Sign("+ ━━", "added", .added)) }
      if marks.contains(.removed) { signs.append(Sign("− ══", "removed", .removed)) }
      if marks.contains(.changed) { signs.append(Sign("~ ━━", "changed", .changed)) }
      if marks.contains(.unchanged) { signs.append(Sign("──", "pale: unchanged", .unchanged)) }
    }
    footer =
      (options.changes.map { [$0.account] } ?? []) + (slice.account.map { [$0] } ?? [])
      + options.remarks
    isEmpty = slice.entities.isEmpty
  }

  private static func signs(_ slice: Slice, _ arrows: [Arrow]) -> [Sign] {
    var signs: [Sign] = []
    if arrows.contains(where: \.isDisputed) {
      signs.append(Sign("≠", "disputed: both sides are drawn"))
    }
    if arrows.contains(where: { $0.strands.contains { $0.statements.count > 1 } }) {
      signs.append(Sign("×2", "number of statements"))
    }
    if !slice.focus.isEmpty { signs.append(Sign("▣", "thick frame: in focus")) }
    if !slice.folds.isEmpty { signs.append(Sign("┅┅", "dashed frame: several in one card")) }
    return signs
  }

  private static func ordered<Value: Comparable & Hashable>(
    _ values: Set<Value>, by order: [Value]
  ) -> [Value] {
    order.filter(values.contains) + values.subtracting(order).sorted()
  }

  // MARK: Words

  /// The ids of what the arrows' statements cite, in order.
  private static func sources(of arrows: [Arrow], in graph: KnowledgeGraph) -> [String] {
    var ids: Set<String> = []
    for arrow in arrows {
      for statement in arrow.statements {
        for evidence in graph.evidence(of: statement) { ids.insert(evidence.document) }
      }
    }
    return ids.sorted()
  }

  /// The title of the only document, else its first words, else `Graph`.
  private static func defaultTitle(_ sources: [String], in graph: KnowledgeGraph) -> String {
    let cited = sources.compactMap { graph.document(id: $0) }
    guard cited.count == 1 || cited.isEmpty && graph.documents.count == 1 else { return "Graph" }
    let document = cited.first ?? graph.documents[0]
    let title = ShownText.line(document.title ?? "", limit: 160)
    if !title.isEmpty { return title }
    return firstWords(of: document.text ?? "") ?? "Graph"
  }

  /// The beginning of the first paragraph that is more than a dateline.
  private static func firstWords(of text: String) -> String? {
    for line in text.prefix(4000).split(whereSeparator: \.isNewline) {
      let shown = ShownText.line(String(line), limit: 1000)
      guard shown.split(separator: " ").count > 4 else { continue }
      let lines = ShownText.wrap(shown, width: 96, lines: 1)
      return lines.first
    }
    return nil
  }

  /// `21 entities, 34 statements (31 facts, 3 negated)`, or `60 of 3732 entities, …` of what was selected.
  private static func counts(_ slice: Slice, arrows: [Arrow]) -> String {
    let statements = arrows.reduce(0) { $0 + $1.statementCount }
    func share(_ part: Int, of whole: Int, _ noun: String) -> String {
      part == whole ? counted(whole, noun) : "\(part) of \(counted(whole, noun))"
    }
    let entities = slice.entities.count + slice.folded.entities
    var line = [
      share(entities, of: slice.selected.entities, "entity"),
      share(statements, of: slice.selected.statements, "statement"),
    ].joined(separator: ", ")
    func total(_ holds: (Stance) -> Bool) -> Int {
      arrows.reduce(0) { holds($1.stance) ? $0 + $1.statementCount : $0 }
    }
    let facts = total(\.isPlainFact)
    if facts < statements {
      let shares = [
        facts > 0 ? counted(facts, "fact") : "",
        named(total { $0.polarity == .asserted && $0.mode == .planned }, "planned"),
        named(total { $0.polarity == .asserted && $0.mode == .claimed }, "claimed"),
        named(total { $0.polarity == .negated }, "negated"),
      ]
      line += " (\(shares.filter { !$0.isEmpty }.joined(separator: ", ")))"
    }
    return line
  }

  /// `from 1 document: …`.
  private static func words(for sources: [String], in graph: KnowledgeGraph) -> String {
    guard !sources.isEmpty else { return "" }
    let documents = sources.filter { graph.document(id: $0) != nil }.count
    let tables = sources.count - documents
    let kinds =
      (documents > 0 ? [counted(documents, "document")] : [])
      + (tables > 0 ? [counted(tables, "other source")] : [])
    let names = sources.prefix(3).map { id in
      let document = graph.document(id: id)
      let name = ShownText.line(document?.title ?? id, limit: 80)
      return document?.date.map { "\(name) (\(ShortDate.words($0)))" } ?? name
    }
    let line = "from \(kinds.joined(separator: " and ")): \(names.joined(separator: "; "))"
    return line + (sources.count > names.count ? " and \(sources.count - names.count) more" : "")
  }

  private static func named(_ count: Int, _ word: String) -> String {
    count == 0 ? "" : "\(count) \(word)"
  }

  // MARK: Markup

  private static func row(_ markup: String) -> String {
    "<TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">\(markup)</TD>"
  }

  /// The footer, line by line.
  private func footerRows(_ theme: Theme) -> [String] {
    footer.map {
      Self.row(
        Markup.font(
          Markup.lines(ShownText.wrap(ShownText.line($0), width: 110)), size: 12, color: theme.muted
        ))
    }
  }

  /// The footer as a label of its own, or nil if there is nothing to say.
  ///
  /// - Parameters:
  ///   - table: The markup of the table of sources, which comes last.
  ///   - width: The least width in points.
  func footerMarkup(_ theme: Theme, table: String? = nil, width: Double = 0) -> String? {
    if footer.isEmpty, table == nil { return nil }
    let space = width > 0 ? "<TD WIDTH=\"\(Int(width))\" HEIGHT=\"10\">" : "<TD HEIGHT=\"10\">"
    return Markup.table(
      padding: 2, rows: ["\(space)</TD>"] + footerRows(theme) + Self.tableRows(table))
  }

  private static func tableRows(_ table: String?) -> [String] {
    guard let table else { return [] }
    return ["<TD HEIGHT=\"8\"></TD>", "<TD ALIGN=\"LEFT\">\(table)</TD>"]
  }

  /// The whole as the label of the drawing.
  ///
  /// - Parameters:
  ///   - hasFooter: Whether the footer is a part of it, where it has no place of its own.
  ///   - table: The markup of the table of sources, which goes with the footer.
  func markup(_ theme: Theme, hasFooter: Bool, table: String?) -> String {
    let row = Self.row
    var rows = [
      row(
        Markup.font(
          Markup.bold(Markup.lines(ShownText.wrap(title, width: 56, lines: 3))), size: 24,
          color: theme.ink))
    ]
    if let subtitle {
      rows.append(
        row(
          Markup.font(
            Markup.lines(ShownText.wrap(subtitle, width: 96, lines: 3)), size: 14,
            color: theme.muted)))
    }
    let together = sources.isEmpty ? counts : "\(counts) \(sources)"
    let lines =
      ShownText.columns(of: together) <= 100
      ? [together] : [counts] + ShownText.wrap(sources, width: 100, lines: 4)
    rows.append(row(Markup.font(Markup.lines(lines), size: 12, color: theme.muted)))
    if hasFooter { rows += footerRows(theme) }
    rows.append("<TD HEIGHT=\"4\"></TD>")
    let legend =
      legendTypes(theme) + legendFamilies(theme) + legendStances(theme)
      + legendSigns(theme)
    rows += legend.map { row(Markup.font($0, size: 12, color: theme.muted)) }
    if isEmpty {
      rows.append(row(Markup.font("Nothing to draw.", size: 12, color: theme.muted)))
    }
    if hasFooter { rows += Self.tableRows(table) }
    rows.append("<TD HEIGHT=\"14\"></TD>")
    return Markup.table(padding: 2, rows: rows)
  }

  /// Keys in rows of about the same width.
  private func legendRows(_ keys: [(markup: String, columns: Int)]) -> [String] {
    var rows: [String] = []
    var room = 0
    for key in keys {
      if rows.isEmpty || key.columns > room {
        rows.append(key.markup)
        room = 130
      } else {
        rows[rows.count - 1] += String(repeating: "&#160;", count: 5) + key.markup
      }
      room -= key.columns + 4
    }
    return rows
  }

  private func legendTypes(_ theme: Theme) -> [String] {
    legendRows(
      types.map { type in
        let style = theme.card(type)
        let name = ShownText.line(type.rawValue, limit: 40)
        return (
          Markup.font(style.glyph, size: 15, color: marksChanges ? theme.muted : style.label)
            + "&#160;" + Markup.unbroken(name),
          name.count + 3
        )
      })
  }

  private func legendFamilies(_ theme: Theme) -> [String] {
    func key(_ name: String, _ style: Theme.ArrowStyle) -> (markup: String, columns: Int) {
      let line = "━━" + style.head.glyph
      return (
        Markup.font(style.isBold ? Markup.bold(line) : line, color: style.color) + "&#160;"
          + Markup.unbroken(name), name.count + 5
      )
    }
    return legendRows(
      families.map { key(ShownText.line($0, limit: 40), theme.arrow($0)) }
        + (hasMixedBundles ? [key("several of these", theme.otherArrow)] : []))
  }

  private func legendSigns(_ theme: Theme) -> [String] {
    legendRows(
      signs.map { sign in
        (
          Markup.font(
            Markup.unbroken(sign.sign), color: sign.mark.map { theme.color(of: $0) } ?? theme.ink)
            + "&#160;"
            + Markup.unbroken(sign.meaning), sign.meaning.count + sign.sign.count + 1
        )
      })
  }

  private func legendStances(_ theme: Theme) -> [String] {
    var keys = Set(stances.filter { $0.polarity == .asserted }.map(\.mode)).union(
      stances.filter { $0.polarity == .negated }.map(\.mode)
    ).sorted().map { mode in
      switch mode {
      case .fact: ("━━━", "fact")
      case .planned: ("• • •", "planned")
      case .claimed: ("╍╍╍", "claimed by someone")
      }
    }
    if stances.contains(where: { $0.polarity == .negated }) { keys.append(("──┤┤", "✗ not so")) }
    return legendRows(
      keys.map { sign, name in
        (
          Markup.font(sign, color: theme.ink) + "&#160;" + Markup.unbroken(name), name.count + 5
        )
      })
  }
}

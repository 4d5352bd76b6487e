import GraphModel

/// The card of one entity: its type with a sign, its name, and a line on who or what it is.
struct EntityCard {
  let entity: Entity
  /// How many of the picture's statements are about it.
  let statementCount: Int
  /// The name in lines.
  let name: [String]
  /// Who or what it is, in lines: the property `role`, else what its other names tell; nothing where
  /// the data has neither.
  let role: [String]

  /// The most columns of a line of the name.
  static let nameWidth = 21
  /// The most lines of a name.
  static let nameLines = 3
  /// The most columns of the role.
  static let roleWidth = 30

  init(entity: Entity, statementCount: Int) {
    self.entity = entity
    self.statementCount = statementCount
    let name = ShownText.wrap(
      ShownText.line(entity.name), width: Self.nameWidth, lines: Self.nameLines)
    self.name = name.isEmpty ? ["(no name)"] : name
    if let role = entity.properties["role"] {
      self.role = ShownText.wrap(ShownText.line(role), width: Self.roleWidth, lines: 2)
    } else {
      role = ShownText.wrap(Self.byName(entity), width: Self.roleWidth, lines: 2)
    }
  }

  /// What the shortest telling alias says of it: the words that it puts before the name, such as a
  /// rank, or the other name itself; empty if no alias is more than a part of the name.
  private static func byName(_ entity: Entity) -> String {
    guard !entity.aliases.isEmpty else { return "" }
    let name = NameKey.tokens(entity.name)
    let known = Set(name).union(determiners)
    let telling = entity.aliases.filter { !Set(NameKey.tokens($0)).isSubset(of: known) }
    guard
      let alias = telling.min(by: { ($0.unicodeScalars.count, $0) < ($1.unicodeScalars.count, $1) })
    else { return "" }
    if alias.hasSuffix(" " + entity.name) {
      return ShownText.line(String(alias.dropLast(entity.name.count)))
    }
    return "also " + ShownText.line(alias)
  }

  /// Words that make no other name of one.
  private static let determiners: Set<String> = [
    "a", "all", "an", "both", "few", "her", "his", "its", "many", "most", "my", "our", "several",
    "some", "that", "the", "their", "these", "this", "those",
  ]

  /// About the size that it will have, in points.
  var size: Arrangement.Size {
    let columns = max(
      (name.map { ShownText.columns(of: $0) }.max() ?? 0) * 7,
      (role.map { ShownText.columns(of: $0) }.max() ?? 0) * 5)
    return Arrangement.Size(
      width: Double(columns) + 30, height: Double(name.count * 15 + role.count * 12 + 24))
  }

  /// Its line in a dossier: full name, type, other names, number of statements.
  var tooltip: String {
    var line =
      "\(ShownText.line(entity.name, limit: 1000)) (\(ShownText.line(entity.type.rawValue)))"
    if let role = entity.properties["role"] { line += ", \(ShownText.line(role, limit: 200))" }
    if !entity.aliases.isEmpty {
      let names = entity.aliases.prefix(6).map { ShownText.line($0, limit: 80) }
      line += "; also " + names.joined(separator: ", ")
      if entity.aliases.count > 6 { line += " and \(entity.aliases.count - 6) more" }
    }
    return line + "; \(counted(statementCount, "statement"))"
  }

  /// The card as Graphviz is to draw it.
  ///
  /// - Parameter isRich: Whether it is a table rather than a box with the name.
  func node(id: String, theme: Theme, isRich: Bool) -> AttributedGraph.Node {
    let style = theme.card(entity.type)
    var attributes: [AttributedGraph.Attribute] = [
      .init("id", .text(id)),
      .init("class", .text("entity \(PictureIdentifiers.className(entity.type.rawValue))")),
      .init("tooltip", .text(tooltip)),
    ]
    if isRich {
      attributes.append(.init("label", .html(markup(style, theme))))
    } else {
      attributes += [
        .init(
          "label", .text(([style.glyph + " " + name[0]] + name.dropFirst()).joined(separator: "\n"))
        ),
        .init("color", .text(style.accent.description)),
        .init("fillcolor", .text(style.tint.description)),
      ]
    }
    return AttributedGraph.Node(name: id, attributes: attributes)
  }

  private func markup(_ style: Theme.CardStyle, _ theme: Theme) -> String {
    let type = style.glyph + " " + ShownText.line(entity.type.rawValue, limit: 24).uppercased()
    var lines = [
      Markup.font(Markup.unbroken(type), size: 8.5, color: style.label),
      Markup.font(Markup.bold(Markup.lines(name)), size: 13, color: theme.ink),
    ]
    if !role.isEmpty {
      lines.append(Markup.font(Markup.lines(role), size: 10, color: theme.muted))
    }
    let rows = lines.enumerated().map { index, line in
      let margin = index == 0 ? "<TD WIDTH=\"8\" ROWSPAN=\"\(lines.count)\"></TD>" : ""
      return margin + "<TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">\(line)</TD>" + margin
    }
    return """
      <TABLE BORDER="1" COLOR="\(style.accent)" BGCOLOR="\(style.tint)" CELLBORDER="0" \
      CELLSPACING="0" CELLPADDING="0">\
      <TR><TD ROWSPAN="3" WIDTH="8" BGCOLOR="\(style.accent)"></TD><TD HEIGHT="5"></TD></TR>\
      <TR><TD ALIGN="LEFT">\(Markup.table(padding: 1, rows: rows))</TD></TR>\
      <TR><TD HEIGHT="5"></TD></TR></TABLE>
      """
  }
}

/// `1 entity`, `2 entities`.
func counted(_ count: Int, _ noun: String) -> String {
  if count == 1 { return "1 \(noun)" }
  return noun.hasSuffix("y") ? "\(count) \(noun.dropLast())ies" : "\(count) \(noun)s"
}

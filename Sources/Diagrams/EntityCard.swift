import GraphModel

/// The card of one entity: its type with a sign, its name, and a line on who or what it is.
struct EntityCard {
  let entity: Entity
  /// How many of the picture's statements are about it.
  let statementCount: Int
  /// The name in lines.
  let name: [String]
  /// Who or what it is, in lines: the property `role`, else another name that tells more than the name
  /// does; nothing where the data has neither.
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
    } else if let alias = Self.tellingAlias(of: entity) {
      role = ShownText.wrap("also " + ShownText.line(alias), width: Self.roleWidth, lines: 1)
    } else {
      role = []
    }
  }

  /// The shortest alias that is more than a part of the name.
  private static func tellingAlias(of entity: Entity) -> String? {
    guard !entity.aliases.isEmpty else { return nil }
    let known = Set(NameKey.tokens(entity.name)).union(determiners)
    let telling = entity.aliases.filter { !Set(NameKey.tokens($0)).isSubset(of: known) }
    return telling.min {
      ($0.unicodeScalars.count, $0) < ($1.unicodeScalars.count, $1)
    }
  }

  /// Words that make no other name of one.
  private static let determiners: Set<String> = [
    "a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my",
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

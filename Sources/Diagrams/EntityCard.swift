import GraphModel

/// The card of one entity: its type with a sign, its name, and a line on who or what it is.
struct EntityCard {
  var entity: Entity
  /// How many of the picture's statements are about it.
  var statementCount: Int

  /// The most columns of a line of the name.
  static let nameWidth = 21
  /// The most lines of a name.
  static let nameLines = 3
  /// The most columns of the role.
  static let roleWidth = 30

  /// The name in lines.
  var name: [String] {
    let name = ShownText.wrap(
      ShownText.line(entity.name), width: Self.nameWidth, lines: Self.nameLines)
    return name.isEmpty ? ["(no name)"] : name
  }

  /// Who or what it is: the property `role`, else other names that tell more than the name does;
  /// nothing where the data has neither.
  var role: [String] {
    if let role = entity.properties["role"] {
      return ShownText.wrap(ShownText.line(role), width: Self.roleWidth, lines: 2)
    }
    let known = Set(NameKey.tokens(entity.name))
    let telling = entity.aliases.filter { !Set(NameKey.tokens($0)).isSubset(of: known) }
    guard
      let first = telling.min(by: { ($0.unicodeScalars.count, $0) < ($1.unicodeScalars.count, $1) })
    else { return [] }
    return ShownText.wrap("also " + ShownText.line(first), width: Self.roleWidth, lines: 1)
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

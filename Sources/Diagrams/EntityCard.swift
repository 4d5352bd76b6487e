import GraphModel

/// What stands for something in a picture: one entity, or several.
protocol Card {
  /// The parts of its id in the picture.
  var id: (kind: String, parts: [String]) { get }
  /// What sort of thing it stands for.
  var type: EntityType { get }
  /// Its classes in SVG, beside the type.
  var className: String { get }
  /// The name in lines.
  var name: [String] { get }
  /// Who or what it is, in lines.
  var role: [String] { get }
  /// What a reader sees who points at it.
  var tooltip: String { get }
  /// What is said of it to who cannot see it, in few words and in more.
  var spokenName: String { get }
  var spokenDescription: String { get }
  /// Whether its frame is a line of dashes.
  var isDashed: Bool { get }
  /// Whether the picture is about it, which a thick frame shows.
  var isFocus: Bool { get }
  /// What became of it; nil in a picture of one graph.
  var mark: ChangeMark? { get }
}

/// The card of one entity: its type with a sign, its name, and a line on who or what it is.
struct EntityCard: Card {
  let entity: Entity
  /// How many of the picture's statements are about it.
  let statementCount: Int
  /// The name in lines.
  let name: [String]
  /// Who or what it is, in lines: the property `role`, else what its other names tell; nothing where
  /// the data has neither.
  let role: [String]
  let isFocus: Bool
  let mark: ChangeMark?

  /// The most columns of a line of the name.
  static let nameWidth = 21
  /// The most lines of a name.
  static let nameLines = 3
  /// The most columns of the role.
  static let roleWidth = 30

  init(entity: Entity, statementCount: Int, isFocus: Bool = false, mark: ChangeMark? = nil) {
    self.entity = entity
    self.mark = mark
    self.isFocus = isFocus
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

  var id: (kind: String, parts: [String]) { ("entity", [entity.id]) }
  var type: EntityType { entity.type }
  var className: String {
    "entity" + (isFocus ? " focus" : "") + (mark.map { " \($0.rawValue)" } ?? "")
  }
  var isDashed: Bool { mark == .removed }

  var spokenName: String {
    "\(ShownText.line(entity.name, limit: 1000)), \(ShownText.line(entity.type.rawValue).lowercased())"
  }

  var spokenDescription: String {
    let role = role.joined(separator: " ")
    return (role.isEmpty ? "" : "\(role), ") + counted(statementCount, "statement")
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
}

/// The card of several entities that are connected with one hub alike.
struct FoldCard: Card {
  let fold: Fold
  let name: [String]
  let role: [String]
  let tooltip: String
  let mark: ChangeMark?
  private let hub: String

  /// The most names in a tooltip.
  private static let mostNames = 40

  init(_ fold: Fold, in graph: KnowledgeGraph, changes: GraphChanges? = nil) {
    self.fold = fold
    mark = changes.flatMap { changes in fold.entities.first.map { changes.entities[$0.value] } }
    hub = graph[fold.hub].id
    name = ["+ \(fold.entities.count) others"]
    var bonds: [String] = []
    for statement in fold.statements {
      let relation = graph.relation(graph.relationIndex(of: statement))
      let stance = Stance(graph.qualifiers(of: statement))
      let isFromHub = graph.ends(of: statement).subject == fold.hub
      var words = ShownText.line(isFromHub ? relation.inverseLabel : relation.label, limit: 40)
      if stance.polarity == .negated { words = "✗ not " + words }
      if stance.mode != .fact { words += " (\(stance.mode.rawValue))" }
      if !bonds.contains(words) { bonds.append(words) }
    }
    role = ShownText.wrap(
      "each: " + bonds.joined(separator: ", "), width: EntityCard.roleWidth, lines: 2)
    let names = fold.entities.prefix(Self.mostNames).map {
      ShownText.line(graph[$0].name, limit: 80)
    }
    var line =
      "\(fold.entities.count) entities of type \(ShownText.line(fold.type.rawValue)), connected "
      + "here with \(ShownText.line(graph[fold.hub].name, limit: 120)) only: "
      + names.joined(separator: ", ")
    if fold.entities.count > names.count {
      line += " and \(fold.entities.count - names.count) more"
    }
    tooltip = line + "; \(counted(fold.statements.count, "statement"))"
  }

  var spokenName: String {
    "\(fold.entities.count) others, \(ShownText.line(fold.type.rawValue).lowercased())"
  }

  var spokenDescription: String { tooltip }

  var id: (kind: String, parts: [String]) { ("fold", [hub, fold.type.rawValue]) }
  var type: EntityType { fold.type }
  var className: String { "fold" }
  var isDashed: Bool { true }
  var isFocus: Bool { false }
}

extension Card {
  /// About the size that it will have, in points.
  var size: Arrangement.Size {
    let columns = max(
      (name.map { ShownText.columns(of: $0) }.max() ?? 0) * 7,
      (role.map { ShownText.columns(of: $0) }.max() ?? 0) * 5)
    return Arrangement.Size(
      width: Double(columns) + 30, height: Double(name.count * 15 + role.count * 12 + 24))
  }

  /// The card as Graphviz is to draw it.
  ///
  /// - Parameter isRich: Whether it is a table rather than a box with the name.
  func node(id: String, theme: Theme, isRich: Bool) -> AttributedGraph.Node {
    let style = theme.card(type, mark)
    var attributes: [AttributedGraph.Attribute] = [
      .init("id", .text(id)),
      .init("class", .text("\(className) \(PictureIdentifiers.className(type.rawValue))")),
      .init("tooltip", .text(tooltip)),
    ]
    if isRich {
      attributes.append(.init("label", .html(markup(style, theme))))
    } else {
      attributes += [
        .init(
          "label",
          .text(
            ([(mark?.sign ?? "") + style.glyph + " " + name[0]] + name.dropFirst()).joined(
              separator: "\n"))
        ),
        .init("color", .text(style.accent.description)),
        .init("fillcolor", .text(style.tint.description)),
      ]
      if isFocus { attributes.append(.init("penwidth", .text("3"))) }
      if isDashed { attributes.append(.init("style", .text("filled,dashed"))) }
    }
    return AttributedGraph.Node(name: id, attributes: attributes)
  }

  private func markup(_ style: Theme.CardStyle, _ theme: Theme) -> String {
    let type =
      (mark?.sign ?? "") + style.glyph + " "
      + ShownText.line(self.type.rawValue, limit: 24).uppercased()
    var lines = [
      Markup.font(Markup.unbroken(type), size: 8.5, color: style.label),
      Markup.font(
        mark == .removed ? "<S>\(Markup.lines(name))</S>" : Markup.bold(Markup.lines(name)),
        size: 13, color: mark == .unchanged ? theme.muted : theme.ink),
    ]
    if !role.isEmpty {
      lines.append(Markup.font(Markup.lines(role), size: 10, color: theme.muted))
    }
    let rows = lines.enumerated().map { index, line in
      let margin = index == 0 ? "<TD WIDTH=\"8\" ROWSPAN=\"\(lines.count)\"></TD>" : ""
      return margin + "<TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">\(line)</TD>" + margin
    }
    let frame = isDashed ? " STYLE=\"DASHED\"" : ""
    return """
      <TABLE BORDER="\(isFocus ? 3 : mark == .added || mark == .changed ? 2 : 1)"\(frame) COLOR="\(style.accent)" BGCOLOR="\(style.tint)" CELLBORDER="0" \
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

import ArgumentParser
import GraphModel

struct Show: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print an entity's dossier: names, type, and every statement with its quotes.",
    discussion: """
      graphgen show graph.jsonl "William Seely"
      graphgen show graph.jsonl Soleimani --why

      On a terminal with colours the subject, the trigger and the object are marked in the quotes; --json has where \
      they stand.

      With --why, every place where a document mentions the entity, and why that is taken to be so: which \
      names, descriptions and pronouns were joined, within a document and across documents. Before them stands \
      which names of different documents were taken for one, and which were kept apart though they come near it, \
      with the log-odds that they are one (0 is even, 2.2 nine to one).
      """
  )
  .answeringAtOnce

  @Argument(help: "A graph, or any other input.", completion: .file())
  var graph: String

  @Argument(
    help: "The entity: a name, an alias, a part of a name, or an id.",
    completion: .custom(EntityNames.complete))
  var name: String

  @Flag(help: "List the mentions that were joined to this entity, and why.")
  var why = false

  @OptionGroup var filter: FilterOptions
  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let source = try GraphSource.open(graph, reading)
    let entity = try source.entity(named: name)
    let filter = try source.filter(filter)
    let graph = try source.surroundings(
      of: entity, depth: 1, filter: filter, withDecisions: why || listing.chosen == .json)
    let dossier = Dossier(of: try entity.index(in: graph), in: graph, filter: filter)
    switch listing.chosen {
    case .table where why:
      let colored = Terminal.colors(reading.color, isTerminal: Terminal.outputIsTerminal)
      try Output.write(dossier.origins(colored: colored))
    case .table:
      let colored = Terminal.colors(reading.color, isTerminal: Terminal.outputIsTerminal)
      try Output.write(dossier.text(colored: colored))
    case .json: try Output.write(dossier.json + "\n")
    default: try Output.write(why ? dossier.reasons : dossier.rows, listing, reading)
    }
  }
}

/// What a graph says of one entity.
private struct Dossier {
  let graph: KnowledgeGraph
  let entity: Entity
  private let decisions: [IdentityDecision]
  /// The statements by what is read from the entity: relation and direction, in the vocabulary's order.
  private var groups: [(heading: String, statements: [StatementRow], isForward: Bool)] = []

  init(of index: KnowledgeGraph.EntityIndex, in graph: KnowledgeGraph, filter: StatementFilter) {
    self.graph = graph
    entity = graph[index]
    decisions = graph.decisions(about: index)
    var arrows: [KnowledgeGraph.Arrow] = graph.neighbors(of: index, filter: filter)
      .flatMap { $0.hops.flatMap(\.arrows) }
    arrows.sort {
      let (left, right) = (graph[$0.edge].relation, graph[$1.edge].relation)
      if left != right { return left < right }
      return $0.isForward != $1.isForward ? $0.isForward : $0.edge < $1.edge
    }
    for arrow in arrows {
      let relation = graph.relation(graph[arrow.edge].relation)
      let heading = arrow.isForward ? relation.label : relation.inverseLabel
      let rows = arrow.statements.map { StatementRow($0, in: graph) }
      if groups.last?.heading == heading {
        groups[groups.count - 1].statements += rows
      } else {
        groups.append((heading, rows, arrow.isForward))
      }
    }
  }

  var statements: [StatementRow] { groups.flatMap(\.statements) }

  private func styled(_ text: String, _ style: Terminal.Style, _ colored: Bool) -> String {
    Terminal.styled(Terminal.printable(text), style, when: colored)
  }

  /// What was decided of the entity's names, where it is mentioned, and why that is taken to be so, by document.
  func origins(colored: Bool) -> String {
    var text = styled(entity.name, .bold, colored) + "\n"
    for (index, decision) in sortedDecisions.enumerated() {
      guard let (own, across) = decision.ends(from: entity.id) else { continue }
      if index == 0 { text += "\n" }
      func quoted(_ name: String) -> String { styled("“\(name)”", .bold, colored) }
      let name = own.name.utf8.elementsEqual(entity.name.utf8) ? "" : quoted(own.name) + " "
      let verb = decision.verdict == .joined ? "one with" : "kept apart from"
      let document = across.document.map { " (\(Terminal.printable($0)))" } ?? ""
      let score = decision.score.map { " (score \($0))" } ?? ""
      text += "  \(name)\(verb) \(quoted(across.name))\(document)"
      text += ": \(Terminal.printable(decision.ground))\(score)\n"
    }
    if entity.mentions.isEmpty {
      return text + (decisions.isEmpty ? "" : "\n")
        + "  no mentions: it comes from tables or statements, not from prose that graphgen read\n"
    }
    for (index, mention) in entity.mentions.enumerated() {
      if index == 0 || entity.mentions[index - 1].document != mention.document {
        text += "\n" + styled(mention.document, .cyan, colored) + "\n"
      }
      let place = mention.location(in: graph)
      let position = [place.line, place.column].compactMap { $0.map(String.init) }
      text += "  " + position.joined(separator: ":") + "  "
      text += styled("“\(mention.quote)”", .bold, colored) + "  "
      text += Terminal.printable(mention.reason) + "\n"
    }
    return text
  }

  /// What was joined first, then what was kept apart, the nearest first.
  private var sortedDecisions: [IdentityDecision] {
    decisions.sorted { left, right in
      if left.verdict != right.verdict { return left.verdict == .joined }
      let (own, others) = (left.score ?? .infinity, right.score ?? .infinity)
      return own != others ? own > others : left < right
    }
  }

  /// Mentions and decisions for programs.
  var reasons: Listing {
    var listing = Listing(
      [.init("entityId"), .init("document"), .init("start"), .init("end"), .init("quote")]
        + [.init("reason"), .init("verdict"), .init("score"), .init("other"), .init("otherId")])
    for mention in entity.mentions {
      let rest: [Cell] = [.text("mentioned"), .absent, .absent, .absent]
      listing.append([.text(entity.id)] + mention.cells + rest)
    }
    for decision in sortedDecisions {
      guard let (own, across) = decision.ends(from: entity.id) else { continue }
      listing.append([
        .text(entity.id), Cell(own.document), .absent, .absent, .text(own.name),
        .text(decision.ground), .text(decision.verdict.rawValue),
        decision.score.map { .number($0) } ?? .absent, .text(across.name), .text(across.entity),
      ])
    }
    return listing
  }

  func text(colored: Bool) -> String {
    func styled(_ text: String, _ style: Terminal.Style) -> String {
      self.styled(text, style, colored)
    }
    var text = styled(entity.name, .bold) + "\n"
    func field(_ name: String, _ value: String) {
      guard !value.isEmpty else { return }
      text += "  \(name): \(Terminal.printable(value))\n"
    }
    field("type", entity.type.rawValue)
    field("id", entity.id)
    field("also called", entity.aliases.joined(separator: ", "))
    for (name, value) in TextOrder.sorted(entity.properties) { field(name, value) }
    for (name, value) in TextOrder.sorted(entity.identifiers) { field(name, value) }
    for group in groups {
      text += "\n" + styled(group.heading, .cyan) + "\n"
      for row in group.statements {
        let far = group.isForward ? row.object : row.subject
        // Of a symmetric relation or a loop the far end may be on either side.
        let name = far.id == entity.id && row.subject.id != row.object.id ? row.subject : far
        let role: Evidence.Part = name.id == row.subject.id ? .subject : .object
        text += "  "
        text += Terminal.styled(
          Terminal.printable(name.name), row.marks(role) ? role.styles : [.bold], when: colored)
        text += row.details(colored: colored)
      }
    }
    if groups.isEmpty { text += "\n  no statements\n" }
    return text
  }

  var rows: Listing {
    var rows = Listing(StatementRow.columns)
    for statement in statements { rows.append(statement.cells) }
    return rows
  }

  var json: String {
    func fields(_ values: [String: String]) -> Cell {
      .object(TextOrder.sorted(values).map { (name: $0.key, value: .text($0.value)) })
    }
    let names = StatementRow.columns.map { $0.name ?? "" }
    return Cell.json([
      ("id", .text(entity.id)), ("name", .text(entity.name)), ("type", .text(entity.type.rawValue)),
      ("aliases", .list(entity.aliases)), ("properties", fields(entity.properties)),
      ("identifiers", fields(entity.identifiers)),
      (
        "statements",
        .objects(statements.map { row in zip(names, row.cells).map { (name: $0, value: $1) } })
      ),
      (
        "mentions",
        .objects(
          entity.mentions.map { mention in
            zip(["document", "start", "end", "quote", "reason"], mention.cells).map {
              (name: $0, value: $1)
            }
          })
      ),
      (
        "decisions",
        .objects(
          sortedDecisions.compactMap { decision in
            guard let (own, across) = decision.ends(from: entity.id) else { return nil }
            func end(_ end: IdentityDecision.End) -> Cell {
              .object([
                ("id", .text(end.entity)), ("name", .text(end.name)),
                ("document", Cell(end.document)),
              ])
            }
            return [
              ("verdict", .text(decision.verdict.rawValue)),
              ("score", decision.score.map { .number($0) } ?? .absent),
              ("ground", .text(decision.ground)), ("own", end(own)), ("other", end(across)),
            ]
          })
      ),
    ])
  }
}

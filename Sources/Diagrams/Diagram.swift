import GraphModel

/// A graph, or a slice of one, as a styled picture: a value that a writer or a layout engine takes.
///
/// Entities become cards, edges become arrows. The statements of one edge share an arrow, with their
/// number on it, unless they differ in what they are worth: what is negated, planned or only claimed
/// has an arrow of its own. The same graph and options give the same picture.
public struct Diagram: Hashable, Sendable {
  /// How a picture is to look.
  public struct Options: Sendable {
    /// Colours and weights.
    public var theme: Theme
    /// The headline; nil takes the title or the first words of the only document.
    public var title: String?
    /// A line under the headline.
    public var subtitle: String?
    /// Whether it will be laid out in layers, by `dot`; other engines get attributes of their own.
    public var isLayered: Bool

    /// By what cards are put together in frames, which `dot`, `fdp` and `osage` draw.
    public var grouping: Grouping?
    /// Lines for the footer, beside what the picture leaves out.
    public var remarks: [String]
    /// What became of every part, where the picture is to show that; its graph is the one to draw.
    public var changes: GraphChanges?
    /// Whether arrows are numbered and a table below the drawing gives their sources.
    public var showsSources: Bool
    /// Whether title, legend and footer are left to the page around the picture.
    public var isBare: Bool

    /// Makes options.
    public init(
      theme: Theme = .light, title: String? = nil, subtitle: String? = nil, isLayered: Bool = true,
      grouping: Grouping? = nil, remarks: [String] = [], showsSources: Bool = false,
      changes: GraphChanges? = nil, isBare: Bool = false
    ) {
      self.changes = changes
      self.theme = theme
      self.title = title
      self.subtitle = subtitle
      self.isLayered = isLayered
      self.grouping = grouping
      self.remarks = remarks
      self.showsSources = showsSources
      self.isBare = isBare
    }
  }

  /// The most entities that are drawn as cards with words on their arrows.
  ///
  /// A greater picture has plain boxes with names, and its arrows' words are in the tooltips only: that
  /// is as much as can be read at that size, and Graphviz's force-directed engines place the words of
  /// 4,500 arrows in three times the time of the layout.
  public static let cardLimit = 2000

  /// The most arrows whose sources can be told below a drawing.
  public static let sourceLimit = 500

  /// The most cards, and the arrows that may always join them, for which `dot` is given all the time it
  /// wants.
  ///
  /// Beyond, and with more arrows than cards, it stops improving early and draws straight lines: 200 cards with 400 arrows at random then
  /// take two seconds rather than more than a minute.
  static let leisure = (cards: 300, arrows: 250)

  /// The picture.
  public let picture: AttributedGraph
  /// The same in words.
  public let spoken: SpokenPicture
  /// What its cards stand for.
  let cards: [CardKey]
  /// What its arrows stand for.
  let arrows: [ArrowKey]
  /// What stands above and below it, or around it on a page.
  let headline: Headline

  /// Draws a whole graph, entities without statements included.
  public init(of graph: KnowledgeGraph, options: Options = Options()) {
    self.init(of: graph, Slice(of: graph, Selection(of: graph), budget: nil), options: options)
  }

  /// Draws some edges of a graph, whole, and the entities at their ends.
  public init(
    of graph: KnowledgeGraph, edges: some Sequence<KnowledgeGraph.EdgeIndex>,
    options: Options = Options()
  ) {
    self.init(
      of: graph, statements: edges.flatMap { Array(graph.statements(of: $0)) }, options: options)
  }

  /// Draws some statements of a graph, the entities at their ends, and further entities.
  ///
  /// - Parameters:
  ///   - statements: In any order; one that is given twice counts once.
  ///   - entities: Entities to show whether or not a statement is about them.
  public init(
    of graph: KnowledgeGraph, statements: some Sequence<KnowledgeGraph.StatementIndex>,
    entities: some Sequence<KnowledgeGraph.EntityIndex> = [], options: Options = Options()
  ) {
    let selection = Selection(of: graph, statements: statements, entities: entities)
    self.init(of: graph, Slice(of: graph, selection, budget: nil), options: options)
  }

  /// How many arrows a slice has when it is drawn: statements of one kind between two cards share one.
  public static func arrowCount(of graph: KnowledgeGraph, _ slice: Slice) -> Int {
    arrows(of: graph, slice).count
  }

  private static func arrows(
    of graph: KnowledgeGraph, _ slice: Slice, changes: GraphChanges? = nil
  ) -> [Arrow] {
    var places = [Int32](repeating: -1, count: graph.entities.count)
    for (place, entity) in slice.entities.enumerated() { places[entity.value] = Int32(place) }
    for (number, fold) in slice.folds.enumerated() {
      let place = Int32(slice.entities.count + number)
      for entity in fold.entities { places[entity.value] = place }
    }
    var arrows = Arrow.arrows(
      for: slice.statements, of: graph, isBundled: slice.isReduced, changes: changes
    ) {
      Int(places[$0.value])
    }
    if let changes {
      for index in arrows.indices where !arrows[index].isBundle {
        arrows[index].changeDetails = arrows[index].statements.compactMap { changes.details[$0] }
          .flatMap { ShownText.wrap(ShownText.line($0, limit: 120), width: 34, lines: 2) }
      }
    }
    for (index, isDisputed) in disputed(arrows, of: graph).enumerated() {
      arrows[index].isDisputed = isDisputed
    }
    return arrows
  }

  /// Draws a slice of a graph.
  ///
  /// In a slice that is less than what was selected, several relations between two cards share an arrow.
  ///
  /// - Complexity: O(*n* log *n*) in statements and entities drawn, and O(entities of the graph).
  public init(of graph: KnowledgeGraph, _ slice: Slice, options: Options = Options()) {
    let changes = options.changes
    let arrows = Self.arrows(of: graph, slice, changes: changes)
    let count = slice.entities.count + slice.folds.count
    let isRich = count <= Self.cardLimit || options.showsSources
    let theme = options.theme

    var counts = [Int](repeating: 0, count: count)
    for arrow in arrows {
      for end in Set([arrow.tail, arrow.head]) { counts[end] += arrow.statementCount }
    }
    // What has changed is the focus of a picture of changes, and told by its sign.
    let focus = changes == nil ? Set(slice.focus) : []
    let cards: [any Card] =
      zip(slice.entities, counts).map {
        EntityCard(
          entity: graph[$0], statementCount: $1, isFocus: focus.contains($0),
          mark: changes?.entities[$0.value])
      }
      + slice.folds.map { FoldCard($0, in: graph, changes: changes) }
    let links = arrows.map {
      Arrangement.Link(
        tail: $0.tail, head: $0.head,
        label: $0.labelSize(in: graph, isNumbered: options.showsSources))
    }
    let arrangement =
      options.isLayered ? Arrangement(cards: cards.map(\.size), links: links) : nil

    var identifiers = PictureIdentifiers()
    let nodes = cards.map {
      $0.node(
        id: identifiers.unique($0.id.kind, $0.id.parts), theme: theme, isRich: isRich)
    }
    let weights = Self.weights(arrows, theme)
    var edges: [AttributedGraph.Edge] = []
    var arrowKeys: [ArrowKey] = []
    for (position, arrow) in arrows.enumerated() {
      let (tail, head) = (cards[arrow.tail].id.parts, cards[arrow.head].id.parts)
      let id = identifiers.unique(
        arrow.isBundle ? "bundle" : "statement",
        tail + (arrow.isBundle ? [] : [arrow.strands[0].relation.name]) + head
          + arrow.stance.idParts)
      arrowKeys.append(
        ArrowKey(id: id, tail: arrow.tail, head: arrow.head, statements: arrow.statements))
      edges.append(
        arrow.edge(
          in: graph, from: nodes[arrow.tail].name, to: nodes[arrow.head].name, id: id,
          theme: theme, isRich: isRich, weight: weights[position],
          length: arrangement?.lengths[position] ?? 1,
          number: options.showsSources ? position + 1 : nil))
    }
    let groups = options.grouping?.groups(of: slice, in: graph, arrows: arrows) ?? []
    // Frames have an order of their own.
    for (tail, head) in groups.isEmpty ? arrangement?.hidden ?? [] : [] {
      edges.append(
        AttributedGraph.Edge(
          tail: nodes[tail].name, head: nodes[head].name, key: "order-\(edges.count)",
          attributes: [.init("style", .text("invis"))]))
    }

    self.cards = zip(nodes, slice.entities.map { [$0] } + slice.folds.map(\.entities)).map {
      CardKey(id: $0.name, entities: $1)
    }
    self.arrows = arrowKeys
    headline = Headline(graph: graph, slice: slice, arrows: arrows, options: options)
    let sources =
      options.showsSources && !arrows.isEmpty
      ? SourceTable(of: arrows, in: graph).markup(
        theme, below: arrangement?.size ?? Arrangement.size(of: cards.map(\.size))) : nil
    spoken = SpokenPicture(
      headline, cards, arrows, groups, ids: nodes.map(\.name) + edges.compactMap(\.key),
      hasQuotes: options.showsSources, in: graph)
    let footer =
      options.isLayered && !options.isBare ? headline.footerMarkup(theme, table: sources) : nil
    let clusters = Self.clusters(groups, nodes.map(\.name), footer: footer, theme)
    picture = AttributedGraph(
      name: "graph",
      attributes: Self.graphAttributes(
        options.isBare ? nil : headline, hasFooter: footer == nil, sources: sources, theme,
        arrangement,
        isHurried: count > Self.leisure.cards
          || arrows.count > max(Self.leisure.arrows, count),
        hasClusters: !clusters.isEmpty),
      nodeDefaults: Self.nodeDefaults(theme, isRich: isRich),
      edgeDefaults: [
        .init("fontname", .text(Self.font)), .init("fontsize", .text("10.5")),
        .init("arrowsize", .text("0.75")),
      ], nodes: nodes, edges: edges,
      clusters: clusters)
  }

  /// The frames of groups and, around all, one that is not seen and carries the footer.
  private static func clusters(
    _ groups: [Grouping.Group], _ nodes: [String], footer: String?, _ theme: Theme
  ) -> [AttributedGraph.Cluster] {
    var isGrouped = [Bool](repeating: false, count: nodes.count)
    for card in groups.flatMap(\.cards) { isGrouped[card] = true }
    let frames = groups.enumerated().map { number, group in
      let title = ShownText.wrap(ShownText.line(group.title, limit: 120), width: 40, lines: 2)
      let label = Markup.table(
        padding: 2,
        rows: [
          "<TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">"
            + Markup.font(Markup.bold(Markup.lines(title)), size: 12, color: theme.muted) + "</TD>"
        ])
      return AttributedGraph.Cluster(
        name: "cluster group \(number + 1)",
        attributes: [
          .init("label", .html(label)), .init("labelloc", .text("t")),
          .init("labeljust", .text("l")), .init("id", .text(SpokenPicture.frameID(number))),
          .init("color", .text(theme.muted.description)), .init("style", .text("rounded")),
          .init("margin", .text("12")),
        ], nodes: group.cards.map { nodes[$0] })
    }
    guard let footer else { return frames }
    // A frame passes its attributes on to those within it: so none is set here that they do not set.
    let page = AttributedGraph.Cluster(
      name: pageName,
      attributes: [
        .init("label", .html(footer)), .init("labelloc", .text("b")),
        .init("labeljust", .text("l")), .init("id", .text(SpokenPicture.footerID)),
        .init("color", .text(theme.background.description)), .init("margin", .text("0")),
      ], nodes: nodes.indices.filter { !isGrouped[$0] }.map { nodes[$0] }, clusters: frames)
    return [page]
  }

  /// For every arrow, whether another one says the opposite of some of it.
  private static func disputed(_ arrows: [Arrow], of graph: KnowledgeGraph) -> [Bool] {
    let drawn = arrows.filter { $0.mark != .removed }.flatMap(\.statements).sorted()
    let disputed = Set(graph.opposites(among: drawn).flatMap { $0.asserted + $0.negated })
    return arrows.map { arrow in
      arrow.mark != .removed && arrow.statements.contains(where: disputed.contains)
    }
  }

  /// The arrows' weights: an arrow of no weight gets some if nothing else holds one of its ends.
  private static func weights(_ arrows: [Arrow], _ theme: Theme) -> [Int] {
    let weights = arrows.map { arrow in
      arrow.strands.map { theme.arrow($0.relation.family).weight }.max() ?? 1
    }
    var held: Set<Int> = []
    for (arrow, weight) in zip(arrows, weights) where weight > 0 && arrow.tail != arrow.head {
      held.formUnion([arrow.tail, arrow.head])
    }
    return zip(arrows, weights).map { arrow, weight in
      held.isSuperset(of: [arrow.tail, arrow.head]) ? weight : max(1, weight)
    }
  }

  /// The font of all words.
  static let font = "Liberation Sans"
  /// The name of the frame around all that carries the footer.
  static let pageName = "cluster page"

  private static func graphAttributes(
    _ headline: Headline?, hasFooter: Bool, sources: String?, _ theme: Theme,
    _ arrangement: Arrangement?, isHurried: Bool, hasClusters: Bool
  ) -> [AttributedGraph.Attribute] {
    let words: [AttributedGraph.Attribute] =
      headline.map {
        [
          .init("label", .html($0.markup(theme, hasFooter: hasFooter, table: sources))),
          .init("tooltip", .text($0.title)),
        ]
      } ?? []
    let general =
      words + [
        .init("bgcolor", .text(theme.background.description)), .init("fontname", .text(font)),
        .init("fontsize", .text("12")), .init("fontcolor", .text(theme.muted.description)),
        // A caption with the table of sources stands below, where there is one label for all.
        .init("labelloc", .text(hasFooter && sources != nil ? "b" : "t")),
        .init("labeljust", .text("l")), .init("pad", .text("0.35")),
        .init("outputorder", .text("edgesfirst")),
      ]
    guard let arrangement else {
      return general + [
        .init("overlap", .text("false")), .init("sep", .text("+12")),
        .init("splines", .text("line")),
      ]
    }
    var layers: [AttributedGraph.Attribute] = [
      .init("rankdir", .text(arrangement.direction.rawValue)), .init("nodesep", .text("0.32")),
      .init("ranksep", .text("0.42")),
    ]
    // The layers of all frames are found together; as dot 2.42 finds them one by one it may crash.
    if hasClusters { layers.append(.init("newrank", .text("true"))) }
    guard isHurried else { return general + layers + [.init("splines", .text("true"))] }
    return general + layers + [
      .init("splines", .text("line")), .init("nslimit", .text("0.1")),
      .init("nslimit1", .text("0.1")), .init("mclimit", .text("0.1")),
    ]
  }

  private static func nodeDefaults(_ theme: Theme, isRich: Bool) -> [AttributedGraph.Attribute] {
    var attributes: [AttributedGraph.Attribute] = [
      .init("fontname", .text(font)), .init("fontsize", .text(isRich ? "13" : "11")),
      .init("fontcolor", .text(theme.ink.description)),
    ]
    if isRich {
      attributes.append(.init("shape", .text("plain")))
    } else {
      attributes += [
        .init("shape", .text("box")), .init("style", .text("filled")),
        .init("margin", .text("0.08,0.04")), .init("height", .text("0.2")),
        .init("width", .text("0.2")),
      ]
    }
    return attributes
  }
}

import GraphModel

/// A graph, or a slice of one, as a styled picture: a value that a writer or a layout engine takes.
///
/// Entities become cards, edges become arrows. The statements of one edge share an arrow, with their
/// number on it, unless they differ in what they are worth: what is negated, planned or only claimed
/// has an arrow of its own. The same graph and options give the same picture.
public struct Diagram: Hashable, Sendable {
  /// How a picture is to look.
  public struct Options: Hashable, Sendable {
    /// Colours and weights.
    public var theme: Theme
    /// The headline; nil takes the title or the first words of the only document.
    public var title: String?
    /// A line under the headline.
    public var subtitle: String?
    /// Whether it will be laid out in layers, by `dot`; other engines get attributes of their own.
    public var isLayered: Bool

    /// Makes options.
    public init(
      theme: Theme = .light, title: String? = nil, subtitle: String? = nil, isLayered: Bool = true
    ) {
      self.theme = theme
      self.title = title
      self.subtitle = subtitle
      self.isLayered = isLayered
    }
  }

  /// The most entities that are drawn as cards with words on their arrows.
  ///
  /// A greater picture has plain boxes with names, and its arrows' words are in the tooltips only: that
  /// is as much as can be read at that size, and Graphviz's force-directed engines place the words of
  /// 4,500 arrows in three times the time of the layout.
  public static let cardLimit = 2000

  /// The most entities for which `dot` is given all the time it wants; beyond, it stops improving early
  /// and draws straight lines, which lays out 1,000 entities in seconds rather than minutes.
  static let leisureLimit = 300

  /// The picture.
  public let picture: AttributedGraph

  /// Draws a whole graph, entities without statements included.
  public init(of graph: KnowledgeGraph, options: Options = Options()) {
    self.init(
      of: graph, statements: graph.statementIndices, entities: graph.entityIndices,
      options: options)
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
  /// - Complexity: O(*n* log *n*) in statements and entities drawn.
  public init(
    of graph: KnowledgeGraph, statements: some Sequence<KnowledgeGraph.StatementIndex>,
    entities: some Sequence<KnowledgeGraph.EntityIndex> = [], options: Options = Options()
  ) {
    let arrows = Arrow.arrows(for: Set(statements).sorted(), of: graph)
    let shown = Set(entities).union(arrows.lazy.flatMap { [$0.subject, $0.object] }).sorted()
    let isRich = shown.count <= Self.cardLimit
    let theme = options.theme

    var counts: [KnowledgeGraph.EntityIndex: Int] = [:]
    for arrow in arrows {
      for end in Set([arrow.subject, arrow.object]) {
        counts[end, default: 0] += arrow.statements.count
      }
    }
    let cards = shown.map {
      EntityCard(entity: graph[$0], statementCount: counts[$0] ?? 0)
    }
    var positions: [KnowledgeGraph.EntityIndex: Int] = [:]
    for (position, entity) in shown.enumerated() { positions[entity] = position }
    let links = arrows.map {
      Arrangement.Link(
        tail: positions[$0.subject] ?? 0, head: positions[$0.object] ?? 0,
        label: $0.labelSize(in: graph))
    }
    let arrangement =
      options.isLayered ? Arrangement(cards: cards.map(\.size), links: links) : nil

    var identifiers = PictureIdentifiers()
    let nodes = cards.map {
      $0.node(id: identifiers.unique("entity", [$0.entity.id]), theme: theme, isRich: isRich)
    }
    let disputed = Self.disputed(arrows)
    let weights = Self.weights(arrows, theme)
    var edges: [AttributedGraph.Edge] = []
    for (position, arrow) in arrows.enumerated() {
      let id = identifiers.unique(
        "statement",
        [graph[arrow.subject].id, arrow.relation.name, graph[arrow.object].id]
          + arrow.stance.idParts)
      edges.append(
        arrow.edge(
          in: graph, from: nodes[links[position].tail].name, to: nodes[links[position].head].name,
          id: id, theme: theme, isRich: isRich, isDisputed: disputed[position],
          weight: weights[position], length: arrangement?.lengths[position] ?? 1))
    }
    for (tail, head) in arrangement?.hidden ?? [] {
      edges.append(
        AttributedGraph.Edge(
          tail: nodes[tail].name, head: nodes[head].name, key: "order-\(edges.count)",
          attributes: [.init("style", .text("invis"))]))
    }

    let headline = Headline(graph: graph, entities: shown, arrows: arrows, options: options)
    picture = AttributedGraph(
      name: "graph",
      attributes: Self.graphAttributes(headline, theme, arrangement, count: shown.count),
      nodeDefaults: Self.nodeDefaults(theme, isRich: isRich),
      edgeDefaults: [
        .init("fontname", .text(Self.font)), .init("fontsize", .text("10.5")),
        .init("arrowsize", .text("0.75")),
      ], nodes: nodes, edges: edges)
  }

  /// For every arrow, whether another one says the opposite of it.
  private static func disputed(_ arrows: [Arrow]) -> [Bool] {
    struct Key: Hashable {
      var subject: KnowledgeGraph.EntityIndex
      var relation: String
      var object: KnowledgeGraph.EntityIndex
    }
    func key(_ arrow: Arrow) -> Key {
      Key(subject: arrow.subject, relation: arrow.relation.name, object: arrow.object)
    }
    var polarities: [Key: Set<Polarity>] = [:]
    for arrow in arrows { polarities[key(arrow), default: []].insert(arrow.stance.polarity) }
    return arrows.map { polarities[key($0)]?.count == 2 }
  }

  /// The arrows' weights: an arrow of no weight gets some if nothing else holds one of its ends.
  private static func weights(_ arrows: [Arrow], _ theme: Theme) -> [Int] {
    let weights = arrows.map { theme.arrow($0.relation.family).weight }
    var held: Set<KnowledgeGraph.EntityIndex> = []
    for (arrow, weight) in zip(arrows, weights) where weight > 0 && arrow.subject != arrow.object {
      held.formUnion([arrow.subject, arrow.object])
    }
    return zip(arrows, weights).map { arrow, weight in
      held.isSuperset(of: [arrow.subject, arrow.object]) ? weight : max(1, weight)
    }
  }

  private static let font = "Liberation Sans"

  private static func graphAttributes(
    _ headline: Headline, _ theme: Theme, _ arrangement: Arrangement?, count: Int
  ) -> [AttributedGraph.Attribute] {
    let general: [AttributedGraph.Attribute] = [
      .init("label", .html(headline.markup(theme))), .init("tooltip", .text(headline.title)),
      .init("bgcolor", .text(theme.background.description)), .init("fontname", .text(font)),
      .init("fontsize", .text("12")), .init("fontcolor", .text(theme.muted.description)),
      .init("labelloc", .text("t")), .init("labeljust", .text("l")), .init("pad", .text("0.35")),
      .init("outputorder", .text("edgesfirst")),
    ]
    guard let arrangement else {
      return general + [
        .init("overlap", .text("false")), .init("sep", .text("+12")),
        .init("splines", .text("line")),
      ]
    }
    let layers: [AttributedGraph.Attribute] = [
      .init("rankdir", .text(arrangement.direction.rawValue)), .init("nodesep", .text("0.32")),
      .init("ranksep", .text("0.42")),
    ]
    guard count > leisureLimit else { return general + layers + [.init("splines", .text("true"))] }
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

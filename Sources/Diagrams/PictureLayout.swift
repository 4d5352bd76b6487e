import GraphModel

/// Where the cards, the arrows and their words are in a picture that has been laid out.
public struct PictureLayout: Hashable, Sendable {
  /// The cards' places by the names of their nodes.
  var cards: [String: Box] = [:]
  /// The arrows' routes by their keys.
  var routes: [String: Route] = [:]
  /// The middles of the arrows' words, by key.
  var labels: [String: Point] = [:]
  /// The size of the words below the drawing.
  var footer: Arrangement.Size?

  init() {}

  /// Reads it from what Graphviz made of a picture (format `dot`).
  public init(_ drawing: AttributedGraph) {
    for node in drawing.nodes {
      guard let center = Self.point(node.attributes.text(of: "pos")),
        let width = node.attributes.text(of: "width").flatMap(Double.init),
        let height = node.attributes.text(of: "height").flatMap(Double.init)
      else { continue }
      cards[node.name] = Box(
        center: center, size: Arrangement.Size(width: width * 72, height: height * 72))
    }
    for edge in drawing.edges where !edge.isHidden {
      guard let key = edge.key else { continue }
      routes[key] = edge.attributes.text(of: "pos").flatMap { Route($0) }
      labels[key] = Self.point(edge.attributes.text(of: "lp"))
    }
    if let page = drawing.clusters.first(where: { $0.name == Diagram.pageName }),
      let width = page.attributes.text(of: "lwidth").flatMap(Double.init),
      let height = page.attributes.text(of: "lheight").flatMap(Double.init)
    {
      footer = Arrangement.Size(width: width * 72, height: height * 72)
    }
  }

  private static func point(_ text: String?) -> Point? {
    let fields = (text ?? "").split(separator: ",").map { Double($0) }
    guard fields.count == 2, let x = fields[0], let y = fields[1] else { return nil }
    return Point(x: x, y: y)
  }

  /// The picture with every place that this layout knows written into it, for an engine that keeps places
  /// (`nop2`) and routes what has no route yet.
  public func applied(to picture: AttributedGraph) -> AttributedGraph {
    var picture = picture
    for index in picture.nodes.indices {
      guard let box = cards[picture.nodes[index].name] else { continue }
      picture.nodes[index].attributes.append(.init("pos", .text(Self.text(box.center))))
    }
    picture.edges.removeAll(where: \.isHidden)
    for index in picture.edges.indices {
      guard let key = picture.edges[index].key, let route = routes[key] else { continue }
      picture.edges[index].attributes.append(.init("pos", .text(route.text)))
      guard let label = labels[key] else { continue }
      picture.edges[index].attributes.append(.init("lp", .text(Self.text(label))))
    }
    if let index = picture.clusters.firstIndex(where: { $0.name == Diagram.pageName }),
      let bounds, let footer
    {
      let page = Box(
        left: bounds.left, bottom: bounds.bottom - footer.height - 8,
        right: max(bounds.right, bounds.left + footer.width), top: bounds.top)
      picture.clusters[index].attributes += [
        .init(
          "bb",
          .text(
            "\(Self.text(Point(x: page.left, y: page.bottom))),"
              + Self.text(Point(x: page.right, y: page.top)))),
        .init(
          "lp",
          .text(
            Self.text(
              Point(x: page.left + footer.width / 2, y: page.bottom + footer.height / 2)))),
      ]
    }
    return picture
  }

  /// A place in hundredths of a point, for Graphviz and for the lock.
  static func text(_ point: Point) -> String { "\(number(point.x)),\(number(point.y))" }

  static func number(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }

  // MARK: How good it is

  /// The box around all cards, routes and words.
  var bounds: Box? {
    let boxes =
      cards.values.map { $0 } + routes.values.map(\.bounds)
      + labels.values.map { Box(center: $0, size: Arrangement.Size(width: 30, height: 12)) }
    guard let first = boxes.first else { return nil }
    return boxes.dropFirst().reduce(first) { $0.union($1) }
  }

  /// The area of the drawing in square points.
  public var area: Double { bounds?.area ?? 0 }

  /// How many pairs of cards overlap.
  package var overlapCount: Int {
    let boxes = cards.sorted { $0.key < $1.key }.map(\.value)
    return boxes.indices.reduce(0) { count, index in
      count + boxes[(index + 1)...].count { $0.grown(-0.5, -0.5).overlaps(boxes[index]) }
    }
  }

  /// How often arrows cross.
  ///
  /// - Complexity: O(*n*²) for *n* arrows.
  package var crossingCount: Int {
    let routes = routes.sorted { $0.key < $1.key }.map(\.value)
    return routes.indices.reduce(0) { count, index in
      count + routes[(index + 1)...].reduce(0) { $0 + $1.crossings(with: routes[index]) }
    }
  }

  /// How often an arrow runs through a card that is not at one of its ends.
  package func transitCount(in picture: AttributedGraph) -> Int {
    let boxes = cards.sorted { $0.key < $1.key }
    return picture.edges.reduce(0) { count, edge in
      guard let route = edge.key.flatMap({ routes[$0] }) else { return count }
      return count
        + boxes.count { name, box in
          name != edge.tail && name != edge.head && route.crosses(box.grown(-1, -1))
        }
    }
  }

  /// How far the cards that both have are from each other, in widths of a card, after the translation
  /// that brings them nearest; nil if both have none.
  package func movement(to other: PictureLayout) -> (mean: Double, greatest: Double)? {
    let common = cards.keys.filter { other.cards[$0] != nil }.sorted()
    guard !common.isEmpty else { return nil }
    let ways = common.compactMap { name in
      other.cards[name].flatMap { new in cards[name].map { new.center - $0.center } }
    }
    let mean = ways.reduce(Point(x: 0, y: 0), +) * (1 / Double(ways.count))
    let width =
      common.compactMap { cards[$0]?.size.width }.reduce(0, +) / Double(common.count)
    let lengths = ways.map { ($0 - mean).length / max(1, width) }
    return (lengths.reduce(0, +) / Double(lengths.count), lengths.max() ?? 0)
  }
}

extension [AttributedGraph.Attribute] {
  /// The text of an attribute, if it has one.
  func text(of name: String) -> String? {
    switch first(where: { $0.name == name })?.value {
    case .text(let text)?, .escaped(let text)?: text
    default: nil
    }
  }
}

extension AttributedGraph.Edge {
  /// Whether it only holds other things in order.
  var isHidden: Bool { attributes.text(of: "style") == "invis" }
}

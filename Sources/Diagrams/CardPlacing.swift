import GraphModel

/// Finds places for cards in a drawing that has most of its cards already.
struct CardPlacing {
  private struct Tie {
    var other: String
    var label: Arrangement.Size
  }

  private let fresh: PictureLayout
  private var cards: [String: Box]
  private var index = BoxIndex()
  private var words = BoxIndex()
  private let routes: [Route]
  private var bounds: Box?
  private var ties: [String: [Tie]] = [:]
  private let shift: Point

  /// The least room between cards, in points.
  private static let gap = (across: 20.0, along: 16.0)

  init(
    _ picture: AttributedGraph, _ fresh: PictureLayout, _ layout: PictureLayout,
    _ labelSizes: [String: Arrangement.Size]
  ) {
    self.fresh = fresh
    cards = layout.cards
    for node in picture.nodes {
      guard let box = layout.cards[node.name] else { continue }
      index.insert(box)
      bounds = bounds?.union(box) ?? box
    }
    var routes: [Route] = []
    for edge in picture.edges {
      guard let key = edge.key, !edge.isHidden else { continue }
      let size = labelSizes[key] ?? Arrangement.Size(width: 0, height: 0)
      if let route = layout.routes[key] { routes.append(route) }
      if let label = layout.labels[key] { words.insert(Box(center: label, size: size)) }
      guard edge.tail != edge.head else { continue }
      ties[edge.tail, default: []].append(Tie(other: edge.head, label: size))
      ties[edge.head, default: []].append(Tie(other: edge.tail, label: size))
    }
    self.routes = routes
    shift = Self.shift(picture.nodes.map(\.name), from: fresh.cards, to: layout.cards)
  }

  /// What brings the fresh layout nearest to the places that are kept: the median, which one that has
  /// gone astray does not change.
  private static func shift(
    _ names: [String], from fresh: [String: Box], to kept: [String: Box]
  ) -> Point {
    let ways = names.compactMap { name in
      kept[name].flatMap { new in fresh[name].map { new.center - $0.center } }
    }
    func median(_ values: [Double]) -> Double {
      values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }
    return Point(x: median(ways.map(\.x)), y: median(ways.map(\.y)))
  }

  /// The order in which to place some cards: those with most neighbours that have a place first.
  func order(of names: [String]) -> [String] {
    var held: [String: Int] = [:]
    for name in names { held[name] = ties[name, default: []].count { cards[$0.other] != nil } }
    var rest = names
    var order: [String] = []
    while let next = rest.indices.max(by: {
      (held[rest[$0]] ?? 0, -$0) < (held[rest[$1]] ?? 0, -$1)
    }
    ) {
      let name = rest.remove(at: next)
      order.append(name)
      for tie in ties[name, default: []] where held[tie.other] != nil { held[tie.other]? += 1 }
    }
    return order
  }

  /// Puts a card where it costs least.
  mutating func place(_ name: String) -> Box? {
    guard let wish = wish(for: name), let size = fresh.cards[name]?.size else { return nil }
    let desired = Box(center: wish, size: size)
    var best: (cost: Double, box: Box)?
    ring: for ring in 0...400 {
      for offset in Self.offsets(ring) {
        let box = Box(center: wish + offset, size: size)
        if let best, offset.length >= best.cost { continue }
        let clear = box.grown(Self.gap.across, Self.gap.along)
        if index.boxes(near: clear).contains(where: { $0.overlaps(clear) }) { continue }
        let cost = offset.length + price(of: box, for: name)
        if best.map({ cost < $0.cost }) ?? true { best = (cost, box) }
      }
      if let best, Double(ring) * Self.step.y > best.cost { break ring }
    }
    let box = best?.box ?? below(desired)
    cards[name] = box
    index.insert(box)
    bounds = bounds?.union(box) ?? box
    return box
  }

  private func below(_ box: Box) -> Box {
    guard let bounds else { return box }
    let center = Point(
      x: bounds.left + box.size.width / 2, y: bounds.bottom - box.size.height / 2 - 40)
    return Box(center: center, size: box.size)
  }

  private static let step = Point(x: 14, y: 12)

  /// The places on a square around the middle.
  private static func offsets(_ ring: Int) -> [Point] {
    if ring == 0 { return [Point(x: 0, y: 0)] }
    return (-ring...ring).flatMap { column in
      (abs(column) == ring ? Array(-ring...ring) : [-ring, ring]).map { row in
        Point(x: Double(column) * step.x, y: Double(row) * step.y)
      }
    }
  }

  /// Where a card would be if its neighbours were to it as they are in the fresh layout.
  private func wish(for name: String) -> Point? {
    guard let own = fresh.cards[name] else { return nil }
    let wishes = ties[name, default: []].compactMap { tie in
      cards[tie.other].flatMap { kept in
        fresh.cards[tie.other].map { kept.center + (own.center - $0.center) }
      }
    }
    if wishes.isEmpty { return own.center + shift }
    return wishes.reduce(Point(x: 0, y: 0), +) * (1 / Double(wishes.count))
  }

  /// What it would cost, in points of distance, to have a card there.
  private func price(of box: Box, for name: String) -> Double {
    var price = 0.0
    if let bounds {
      let whole = bounds.union(box)
      price +=
        0.4 * (whole.size.width - bounds.size.width + whole.size.height - bounds.size.height)
    }
    price += 70 * Double(words.boxes(near: box).count { $0.overlaps(box) })
    price += 35 * Double(routes.count { $0.crosses(box) })
    for tie in ties[name, default: []] {
      guard let other = cards[tie.other] else { continue }
      let across = max(other.left - box.right, box.left - other.right)
      let along = max(other.bottom - box.top, box.bottom - other.top)
      // The words need room between the two, one way or the other.
      let lack = min(tie.label.width + 30 - across, tie.label.height + 26 - along)
      price += 1.5 * max(0, lack)
      price += 0.1 * (other.center - box.center).length
      let lane = box.union(other)
      price +=
        60
        * Double(
          index.boxes(near: lane).count {
            $0 != other && $0.isCrossed(from: box.center, to: other.center)
          })
    }
    return price
  }
}

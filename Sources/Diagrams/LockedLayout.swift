import GraphModel

/// The layout of a picture that keeps what a lock says: cards stay where they were, new ones find room
/// beside their neighbours, and arrows keep their routes where nothing has come in their way.
///
/// A card that has grown into another, or whose place the lock does not know, is put where a fresh layout
/// has it relative to its neighbours, or as near to that as there is room. What remains to be routed is left
/// to an engine that keeps places (`nop2`); `finish` then finds room for the words.
public struct LockedLayout: Sendable {
  /// Where everything is; after `init`, routes that are to be found are missing.
  public private(set) var layout: PictureLayout
  /// How many cards are where the lock has them.
  public private(set) var keptCount = 0
  /// How many cards had to be given a place.
  public private(set) var placedCount = 0

  private let picture: AttributedGraph
  private let fresh: PictureLayout
  private let labelSizes: [String: Arrangement.Size]

  /// Whether some arrow has no route yet.
  public var lacksRoutes: Bool {
    picture.edges.contains { edge in
      !edge.isHidden && edge.key.map { layout.routes[$0] == nil } ?? false
    }
  }

  /// Finds a place for every card.
  ///
  /// - Parameters:
  ///   - picture: The picture as it would be drawn afresh.
  ///   - fresh: How an engine has laid it out.
  ///   - lock: The places to keep; nil takes the fresh layout as it is.
  public init(of picture: AttributedGraph, fresh: PictureLayout, lock: LayoutLock?) {
    self.picture = picture
    self.fresh = fresh
    labelSizes = Dictionary(
      picture.edges.compactMap { edge in
        edge.key.flatMap { key in LabelSize.estimate(edge).map { (key, $0) } }
      }, uniquingKeysWith: { first, _ in first })
    guard let lock else {
      layout = fresh
      return
    }
    layout = PictureLayout()
    layout.footer = fresh.footer
    let homeless = keep(lock.layout)
    keptCount = layout.cards.count
    placedCount = homeless.count
    keepRoutes(of: lock.layout)
    var placing = CardPlacing(picture, fresh, layout, labelSizes)
    for name in placing.order(of: homeless) { layout.cards[name] = placing.place(name) }
    dropBlockedRoutes()
  }

  /// Takes the cards that the lock knows, but for those that have grown into one that came before.
  ///
  /// - Returns: The names of the others, in the picture's order.
  private mutating func keep(_ old: PictureLayout) -> [String] {
    var homeless: [String] = []
    var index = BoxIndex()
    for node in picture.nodes {
      guard let place = old.cards[node.name], let size = fresh.cards[node.name]?.size else {
        if fresh.cards[node.name] != nil { homeless.append(node.name) }
        continue
      }
      let box = Box(center: place.center, size: size)
      let hasGrown = size.width > place.size.width + 1 || size.height > place.size.height + 1
      if hasGrown, index.boxes(near: box).contains(where: { $0.overlaps(box) }) {
        homeless.append(node.name)
        continue
      }
      index.insert(box)
      layout.cards[node.name] = box
    }
    return homeless
  }

  /// Takes the routes between cards that are as they were.
  private mutating func keepRoutes(of old: PictureLayout) {
    func isAsBefore(_ name: String) -> Bool {
      guard let now = layout.cards[name], let before = old.cards[name] else { return false }
      return abs(now.size.width - before.size.width) < 1.5
        && abs(now.size.height - before.size.height) < 1.5
    }
    for edge in picture.edges where isAsBefore(edge.tail) && isAsBefore(edge.head) {
      guard let key = edge.key, let route = old.routes[key] else { continue }
      layout.routes[key] = route
      layout.labels[key] = labelSizes[key] == nil ? nil : old.labels[key]
    }
  }

  /// Forgets the routes through cards that are not theirs, and places of words that cards cover.
  private mutating func dropBlockedRoutes() {
    var index = BoxIndex()
    for node in picture.nodes {
      if let box = layout.cards[node.name] { index.insert(box) }
    }
    for edge in picture.edges {
      guard let key = edge.key, let route = layout.routes[key] else { continue }
      let ends = [edge.tail, edge.head].compactMap { layout.cards[$0] }
      if index.boxes(near: route.bounds).contains(where: {
        !ends.contains($0) && route.crosses($0.grown(-1, -1))
      }) {
        layout.routes[key] = nil
        layout.labels[key] = nil
      }
      if let label = layout.labels[key], let size = labelSizes[key] {
        let box = Box(center: label, size: size).grown(-3, -2)
        if index.boxes(near: box).contains(where: { $0.overlaps(box) }) { layout.labels[key] = nil }
      }
    }
  }

  /// Takes the routes that were missing, and finds room for the words that have no place.
  public mutating func finish(routes: PictureLayout? = nil) {
    if let routes {
      // Who found them may have moved the whole drawing.
      var way = Point(x: 0, y: 0)
      for node in picture.nodes {
        guard let own = layout.cards[node.name], let there = routes.cards[node.name] else {
          continue
        }
        way = own.center - there.center
        break
      }
      for (key, route) in routes.routes where layout.routes[key] == nil {
        layout.routes[key] = route.moved(by: way)
      }
    }
    var index = BoxIndex()
    for node in picture.nodes {
      if let box = layout.cards[node.name] { index.insert(box) }
    }
    var words = BoxIndex()
    for edge in picture.edges {
      guard let key = edge.key, let size = labelSizes[key], let label = layout.labels[key] else {
        continue
      }
      words.insert(Box(center: label, size: size))
    }
    for edge in picture.edges {
      guard let key = edge.key, let size = labelSizes[key], layout.labels[key] == nil,
        let route = layout.routes[key]
      else { continue }
      let box = Self.room(for: size, along: route, cards: index, words: words)
      layout.labels[key] = box.center
      words.insert(box)
    }
  }

  /// The best place for words on an arrow: near its middle, beside or on the line, off cards and other
  /// words.
  private static func room(
    for size: Arrangement.Size, along route: Route, cards: BoxIndex, words: BoxIndex
  ) -> Box {
    var best: (cost: Double, box: Box)?
    for step in 0...12 {
      let share = 0.5 + Double(step % 2 == 0 ? step : -step - 1) / 2 * 0.06
      let (point, direction) = route.place(at: share)
      // How far the middle must be from the line for the words to stand clear of it.
      let reach =
        abs(direction.y) * size.width / 2 + abs(direction.x) * size.height / 2 + 2
      let normal = Point(x: -direction.y, y: direction.x)
      for (side, penalty) in [(1.0, 0.0), (-1.0, 1.0), (0.0, 10.0)] {
        let box = Box(center: point + normal * (side * reach), size: size)
        let cost =
          abs(share - 0.5) * 100 + penalty
          + 400 * Double(cards.boxes(near: box).count { $0.overlaps(box) })
          + 150 * Double(words.boxes(near: box).count { $0.overlaps(box) })
        if best.map({ cost < $0.cost }) ?? true { best = (cost, box) }
      }
    }
    return best?.box ?? Box(center: route.place(at: 0.5).point, size: size)
  }

  /// How the picture compares with a fresh one, if that is clearly better; nil while it is as good.
  public var complaint: String? {
    guard keptCount > 0, picture.edges.count <= Self.mostCompared else { return nil }
    let growth = layout.area / max(1, fresh.area)
    let crossings = (now: layout.crossingCount, fresh: fresh.crossingCount)
    let isWide = growth > 1.6
    let isTangled = Double(crossings.now) > 1.5 * Double(crossings.fresh) + 12
    guard isWide || isTangled else { return nil }
    let size = "\(PictureLayout.number((growth * 10).rounded() / 10)) times the area"
    return "As the lock has it, the drawing has \(size) of a fresh one and its arrows cross "
      + "\(crossings.now) times, there \(crossings.fresh)."
  }

  /// The most arrows of which it is counted how often they cross.
  private static let mostCompared = 400
}

/// The size that an arrow's words will have, from their markup.
enum LabelSize {
  /// In points; nil for an arrow without words.
  static func estimate(_ edge: AttributedGraph.Edge) -> Arrangement.Size? {
    guard case .html(let markup)? = edge.attributes.first(where: { $0.name == "label" })?.value
    else { return nil }
    var lines: [Int] = [0]
    var tag: String?
    var isInEntity = false
    for character in markup {
      if let open = tag {
        if character == ">" {
          if open.hasPrefix("BR") { lines.append(0) }
          tag = nil
        } else {
          tag = open + String(character)
        }
      } else if character == "<" {
        tag = ""
      } else if isInEntity {
        isInEntity = character != ";"
      } else {
        isInEntity = character == "&"
        lines[lines.count - 1] += 1
      }
    }
    return Arrangement.Size(
      width: Double(lines.max() ?? 0) * 5.4 + 8, height: Double(lines.count) * 12 + 8)
  }
}

/// Boxes by where they are, so that those near another are found without a look at all.
struct BoxIndex {
  private struct Cell: Hashable {
    var column: Int
    var row: Int
  }

  private var boxes: [Box] = []
  private var cells: [Cell: [Int]] = [:]
  /// Boxes that cover more cells than it is worth to note.
  private var large: [Int] = []
  private static let side = 200.0
  private static let mostCells = 10_000

  /// The cells that a box covers, or nil if they are too many.
  private static func cells(of box: Box) -> [Cell]? {
    func number(_ value: Double) -> Int { Int((value / side).rounded(.down)) }
    let columns = number(box.left)...number(box.right)
    let rows = number(box.bottom)...number(box.top)
    guard columns.count * rows.count <= mostCells else { return nil }
    return columns.flatMap { column in rows.map { Cell(column: column, row: $0) } }
  }

  mutating func insert(_ box: Box) {
    if let covered = Self.cells(of: box) {
      for cell in covered { cells[cell, default: []].append(boxes.count) }
    } else {
      large.append(boxes.count)
    }
    boxes.append(box)
  }

  /// The boxes that may overlap another, each once, in the order in which they were put in.
  func boxes(near box: Box) -> [Box] {
    guard let covered = Self.cells(of: box) else { return boxes }
    return Set(covered.flatMap { cells[$0] ?? [] } + large).sorted().map { boxes[$0] }
  }
}

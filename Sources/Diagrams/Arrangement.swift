/// How a layered drawing is to fill a page: which way its arrows run, how the many leaves of one hub are
/// spread over several layers, and in what rows parts that nothing connects are put.
///
/// Left alone, `dot` sets all parts and all leaves side by side, which makes a strip of any graph that
/// is shallow. The arrangement guesses the layers that `dot` will find, estimates both directions and
/// takes the one nearer to the page's shape. Arrows that are not drawn put part behind part.
struct Arrangement {
  /// A width and a height in points.
  struct Size: Hashable {
    var width: Double
    var height: Double
  }

  /// An arrow between two cards, by their positions.
  struct Link: Hashable {
    var tail: Int
    var head: Int
    /// The size of its words.
    var label: Size
  }

  /// Which way arrows run.
  enum Direction: String {
    case down = "TB"
    case right = "LR"
  }

  /// Which way arrows run.
  private(set) var direction = Direction.down
  /// For every link, the least number of layers that it spans.
  private(set) var lengths: [Int]
  /// Pairs of cards to be kept in order by an arrow that is not drawn.
  private(set) var hidden: [(tail: Int, head: Int)] = []
  /// About the size of the drawing with what stands above it.
  private(set) var size: Size

  /// About the size of a drawing in no particular arrangement: half of it is between cards.
  static func size(of cards: [Size]) -> Size {
    let area = cards.reduce(0) { $0 + $1.width * $1.height } * 4
    return Size(width: (area * pageShape).squareRoot(), height: (area / pageShape).squareRoot())
  }

  /// The most cards for which an arrangement is sought; a greater graph is a slice's matter.
  static let limit = 400
  /// The page's width by its height.
  static let pageShape = 1.4

  /// Finds the arrangement.
  ///
  /// - Complexity: O(*n* + *m*) for *n* cards and *m* links.
  init(cards: [Size], links: [Link]) {
    lengths = [Int](repeating: 1, count: links.count)
    size = Self.size(of: cards)
    guard !cards.isEmpty, cards.count <= Self.limit else { return }
    let layers = Layers(cardCount: cards.count, links: links)
    var plans: [Plan] = []
    for direction in [Direction.down, .right] {
      for rows in 1...Self.mostLeafRows {
        plans.append(
          Plan(layers: layers, cards: cards, links: links, direction: direction, leafRows: rows))
      }
    }
    guard let best = plans.min(by: { $0.unfitness < $1.unfitness }) else { return }
    (direction, lengths, hidden) = (best.direction, best.lengths, best.hidden)
    size = best.size
  }

  private static let mostLeafRows = 6
}

/// One way to arrange cards, with the size that it leads to.
private struct Plan {
  var direction: Arrangement.Direction
  var lengths: [Int]
  var hidden: [(tail: Int, head: Int)] = []
  /// Along the arrows, in points.
  var length = 0.0
  /// Across the arrows, in points.
  var breadth = 0.0

  /// How far the drawing's shape is from the page's: 1 if they are alike, 2 if twice as wide or high.
  var unfitness: Double {
    let shape = size.width / size.height
    return max(shape / Arrangement.pageShape, Arrangement.pageShape / shape)
  }

  /// The size of the page.
  var size: Arrangement.Size {
    let (width, height) = direction == .down ? (breadth, length) : (length, breadth)
    return Arrangement.Size(
      width: max(width, Self.headline.width), height: height + Self.headline.height)
  }

  /// Points between neighbours in a layer, and between a layer and the words behind it, as the
  /// picture's attributes have it.
  private static let (nodeGap, layerGap) = (23.0, 15.0)
  /// The size of what stands above the drawing.
  private static let headline = Arrangement.Size(width: 480, height: 130)

  init(
    layers: Layers, cards: [Arrangement.Size], links: [Arrangement.Link],
    direction: Arrangement.Direction, leafRows: Int
  ) {
    self.direction = direction
    let isDown = direction == .down
    func along(_ size: Arrangement.Size) -> Double { isDown ? size.height : size.width }
    func across(_ size: Arrangement.Size) -> Double { isDown ? size.width : size.height }

    lengths = layers.spreadLeaves(rows: leafRows)
    let placed = layers.placed(lengths: lengths)
    var parts: [Part] = []
    for members in layers.components {
      let depth = (members.map { placed[$0] }.max() ?? 0) + 1
      // Cards stand in the even layers, the words of arrows halfway between their ends.
      var lengths = [Double](repeating: 0, count: 2 * depth - 1)
      var breadths = lengths
      for card in members {
        let layer = 2 * placed[card]
        lengths[layer] = max(lengths[layer], along(cards[card]))
        breadths[layer] += across(cards[card]) + Self.nodeGap
      }
      for link in layers.links(of: members) where links[link].tail != links[link].head {
        let ends = [placed[links[link].tail], placed[links[link].head]].sorted()
        let middle = ends[0] + ends[1]
        lengths[middle] = max(lengths[middle], along(links[link].label))
        breadths[middle] += across(links[link].label)
        for layer in (2 * ends[0] + 1)..<max(2 * ends[0] + 1, 2 * ends[1]) {
          breadths[layer] += Self.nodeGap
        }
      }
      parts.append(
        Part(
          first: members.first { placed[$0] == 0 } ?? members[0],
          last: members.last { placed[$0] == depth - 1 } ?? members[0],
          length: lengths.reduce(0) { $0 + $1 + Self.layerGap } + Self.layerGap,
          breadth: breadths.max() ?? 0))
    }
    stack(parts, shape: isDown ? 1 / Arrangement.pageShape : Arrangement.pageShape)
  }

  private struct Part {
    var first: Int
    var last: Int
    var length: Double
    var breadth: Double
  }

  /// Puts short parts behind one another until the whole has the wanted shape: the broadest first, each
  /// into the first row that has room.
  ///
  /// - Parameter shape: The wanted length by the breadth.
  private mutating func stack(_ parts: [Part], shape: Double) {
    let order = parts.indices.sorted {
      (-parts[$0].breadth, $0) < (-parts[$1].breadth, $1)
    }
    let area = parts.reduce(0) { $0 + $1.length * $1.breadth }
    let room = max((area * shape).squareRoot(), parts.map(\.length).max() ?? 0)
    var rows: [(last: Int, length: Double)] = []
    for part in order.map({ parts[$0] }) {
      if let row = rows.firstIndex(where: { $0.length + part.length <= room * 1.1 }) {
        hidden.append((rows[row].last, part.first))
        rows[row] = (part.last, rows[row].length + part.length)
      } else {
        rows.append((part.last, part.length))
        breadth += part.breadth
      }
    }
    length = rows.map(\.length).max() ?? 0
  }
}

/// The layers of a directed graph, as `dot` would find them but for its optimum.
private struct Layers {
  /// The cards of every connected part, ascending; parts by their first card.
  var components: [[Int]] = []

  private let cardCount: Int
  private let links: [Arrangement.Link]
  /// For every card, the links that touch it.
  private var touching: [[Int]]
  /// Every link's ends, turned where it closes a cycle.
  private var ends: [(from: Int, to: Int)]

  init(cardCount: Int, links: [Arrangement.Link]) {
    self.cardCount = cardCount
    self.links = links
    touching = [[Int]](repeating: [], count: cardCount)
    ends = links.map { ($0.tail, $0.head) }
    for (index, link) in links.enumerated() where link.tail != link.head {
      touching[link.tail].append(index)
      touching[link.head].append(index)
    }
    findComponents()
    breakCycles()
  }

  /// The links within a component.
  func links(of members: [Int]) -> [Int] {
    members.flatMap { card in touching[card].filter { links[$0].tail == card } }
  }

  private mutating func findComponents() {
    var isSeen = [Bool](repeating: false, count: cardCount)
    for start in 0..<cardCount where !isSeen[start] {
      var members = [start]
      isSeen[start] = true
      var next = 0
      while next < members.count {
        for link in touching[members[next]] {
          for card in [links[link].tail, links[link].head] where !isSeen[card] {
            isSeen[card] = true
            members.append(card)
          }
        }
        next += 1
      }
      components.append(members.sorted())
    }
  }

  /// Turns the links that lead back to a card on the way of a depth-first search.
  private mutating func breakCycles() {
    enum State { case new, open, done }
    var states = [State](repeating: .new, count: cardCount)
    for start in 0..<cardCount where states[start] == .new {
      var path: [(card: Int, next: Int)] = [(start, 0)]
      states[start] = .open
      while let (card, next) = path.last {
        guard next < touching[card].count else {
          states[card] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let link = touching[card][next]
        guard links[link].tail == card else { continue }
        switch states[links[link].head] {
        case .new:
          states[links[link].head] = .open
          path.append((links[link].head, 0))
        case .open: ends[link] = (links[link].head, links[link].tail)
        case .done: break
        }
      }
    }
  }

  /// Every card's layer, counted from 0 within its component.
  ///
  /// The longest way from a source gives the layer; a card without a link to it then moves up to the
  /// nearest of those that it leads to.
  func placed(lengths: [Int]) -> [Int] {
    var layers = [Int](repeating: 0, count: cardCount)
    var waiting = [Int](repeating: 0, count: cardCount)
    for card in 0..<cardCount { waiting[card] = touching[card].count { ends[$0].to == card } }
    let isSource = waiting.map { $0 == 0 }
    var ready = (0..<cardCount).filter { isSource[$0] }
    var next = 0
    while next < ready.count {
      let card = ready[next]
      next += 1
      for link in touching[card] where ends[link].from == card {
        let head = ends[link].to
        layers[head] = max(layers[head], layers[card] + lengths[link])
        waiting[head] -= 1
        if waiting[head] == 0 { ready.append(head) }
      }
    }
    for card in 0..<cardCount where isSource[card] {
      let nearest = touching[card].map { layers[ends[$0].to] - lengths[$0] }.min()
      if let nearest { layers[card] = max(0, nearest) }
    }
    for members in components {
      let first = members.map { layers[$0] }.min() ?? 0
      for card in members { layers[card] -= first }
    }
    return layers
  }

  /// The links' lengths if the leaves of every hub are dealt out to so many layers, but no fewer than
  /// four to one.
  func spreadLeaves(rows: Int) -> [Int] {
    var lengths = [Int](repeating: 1, count: links.count)
    func isLeaf(_ card: Int, of hub: Int) -> Bool {
      touching[card].allSatisfy { ends[$0].from == hub || ends[$0].to == hub }
    }
    for hub in 0..<cardCount where touching[hub].count >= 8 {
      for isOutward in [true, false] {
        var leaves: [Int] = []
        var leafLinks: [Int: [Int]] = [:]
        for link in touching[hub] where (ends[link].from == hub) == isOutward {
          let other = isOutward ? ends[link].to : ends[link].from
          guard isLeaf(other, of: hub) else { continue }
          if leafLinks[other] == nil { leaves.append(other) }
          leafLinks[other, default: []].append(link)
        }
        let count = min(rows, leaves.count / 4)
        guard count > 1 else { continue }
        for (position, leaf) in leaves.enumerated() {
          for link in leafLinks[leaf] ?? [] { lengths[link] = 1 + position % count }
        }
      }
    }
    return lengths
  }
}

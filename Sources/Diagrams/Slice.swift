import GraphModel

/// The part of a selection that a picture has room for, and an account of the rest.
///
/// Within the budget a slice is the whole selection. Above it, leaves (entities next to one other only)
/// that are connected with their hub alike are folded into one card, the most numerous first, until the rest
/// fits. Where that does not do, all such leaves are folded and the picture grows from within: without a
/// focus it begins with the entity of the greatest core number (see `CoreNumbers`), of several that with the
/// most others next to it, and goes on with the one that ranks first among those next to what it has;
/// around a focus it takes the nearest, of those equally near the one that ranks first. It ends at the
/// budget, or where four pairs of cards are next to each other for every three cards of the budget. Up to a
/// sixth of the cards are folds of the hubs that are in it. Statements between two cards are always all
/// drawn.
public struct Slice: Hashable, Sendable {
  /// The entities that have a card of their own, ascending.
  public private(set) var entities: [KnowledgeGraph.EntityIndex]
  /// The cards that stand for several entities.
  public private(set) var folds: [Fold]
  /// The statements that are drawn, ascending.
  public private(set) var statements: [KnowledgeGraph.StatementIndex]
  /// The entities that the picture is about, ascending; all have a card.
  public let focus: [KnowledgeGraph.EntityIndex]
  /// How many entities and statements were selected.
  public let selected: Count

  /// A number of entities and of statements.
  public struct Count: Hashable, Sendable {
    /// Entities.
    public var entities = 0
    /// Statements.
    public var statements = 0
  }

  /// The most entities that a picture shows unless it is told otherwise.
  public static let usualBudget = 60

  /// How many the cards that stand for several entities stand for.
  public var folded: Count {
    folds.reduce(into: Count()) {
      $0.entities += $1.entities.count
      $0.statements += $1.statements.count
    }
  }

  /// How many have no place in the picture.
  public var leftOut: Count {
    Count(
      entities: selected.entities - entities.count - folded.entities,
      statements: selected.statements - statements.count)
  }

  /// Whether the picture is less than was selected.
  public var isReduced: Bool { !folds.isEmpty || leftOut != Count() }

  /// What the picture does not show one by one, in a line of exact numbers; nil if it shows all.
  public var account: String? {
    var parts: [String] = []
    if leftOut != Count() {
      parts.append(
        "Left out: \(leftOut.entities) of \(counted(selected.entities, "entity")), "
          + "\(leftOut.statements) of \(counted(selected.statements, "statement")); shown are the "
          + (focus.isEmpty ? "most connected." : "nearest to the focus."))
    }
    if !folds.isEmpty {
      parts.append(
        "\(counted(folds.count, "card")) \(folds.count == 1 ? "stands" : "stand") for "
          + "\(counted(folded.entities, "entity")) (\(counted(folded.statements, "statement"))).")
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// Takes what there is room for.
  ///
  /// - Parameter budget: The most cards, if there are no more entities in focus, which are never left
  ///   out; nil for no bound.
  /// - Complexity: O(*n* log *n*) in the selection's entities and statements.
  public init(of graph: KnowledgeGraph, _ selection: Selection, budget: Int? = usualBudget) {
    self.init(of: graph, selection, budget: budget, changes: nil)
  }

  /// Takes what there is room for; leaves of which different things became are not folded together.
  init(
    of graph: KnowledgeGraph, _ selection: Selection, budget: Int?, changes: GraphChanges?
  ) {
    focus = selection.focus
    selected = Count(
      entities: selection.entities.count, statements: selection.statements.count)
    entities = selection.entities
    statements = selection.statements
    folds = []
    guard let budget, entities.count > budget else { return }
    let growth = Growth(graph, selection, changes)
    let (cards, folds) = growth.chosen(budget: max(1, budget, focus.count))
    self.folds = folds
    entities = cards.map { selection.entities[$0] }
    var hasCard = [Bool](repeating: false, count: graph.entities.count)
    for entity in entities { hasCard[entity.value] = true }
    let isFolded = Set(folds.flatMap(\.statements))
    statements = selection.statements.filter {
      let (subject, object) = graph.ends(of: $0)
      return hasCard[subject.value] && hasCard[object.value] || isFolded.contains($0)
    }
  }
}

/// Several entities of one type that have one card together: all that they are connected with is the same
/// hub, by the same relations, in the same directions and with the same worth.
public struct Fold: Hashable, Sendable {
  /// What they hang on.
  public var hub: KnowledgeGraph.EntityIndex
  /// What sort of thing they are.
  public var type: EntityType
  /// The entities, ascending.
  public var entities: [KnowledgeGraph.EntityIndex]
  /// The statements that connect them with the hub, ascending.
  public var statements: [KnowledgeGraph.StatementIndex]

  /// The fewest entities that are worth a card together.
  static let fewest = 3
}

/// How a picture that has no room for all of a selection grows from what matters most.
private struct Growth {
  private let selection: Selection
  private let adjacency: Adjacency
  /// All sets of leaves that may be folded, the greatest first.
  private let folds: [Fold]
  /// For every position in the selection, the fold that it would be in, or -1.
  private var foldOf: [Int]
  private let positions: [Int32]

  init(_ graph: KnowledgeGraph, _ selection: Selection, _ changes: GraphChanges?) {
    self.selection = selection
    var positions = [Int32](repeating: -1, count: graph.entities.count)
    for (position, entity) in selection.entities.enumerated() {
      positions[entity.value] = Int32(position)
    }
    let pairs = selection.statements.lazy.map { statement in
      let (subject, object) = graph.ends(of: statement)
      return (Int(positions[subject.value]), Int(positions[object.value]))
    }
    adjacency = Adjacency(count: selection.entities.count, pairs: pairs)
    folds = Self.folds(graph, selection, changes, adjacency, positions)
    foldOf = [Int](repeating: -1, count: selection.entities.count)
    for (number, fold) in folds.enumerated() {
      for entity in fold.entities { foldOf[Int(positions[entity.value])] = number }
    }
    self.positions = positions
  }

  /// The leaves of every hub, by what they are and how they hang on it.
  private static func folds(
    _ graph: KnowledgeGraph, _ selection: Selection, _ changes: GraphChanges?,
    _ adjacency: Adjacency, _ positions: [Int32]
  ) -> [Fold] {
    struct Bond: Hashable {
      var relation: Int
      var isOutward: Bool
      var stance: Stance
      var mark: ChangeMark?
    }
    struct Key: Hashable {
      var hub: KnowledgeGraph.EntityIndex
      var type: EntityType
      var bonds: Set<Bond>
      var mark: ChangeMark?
    }
    let focus = Set(selection.focus)
    func isLeaf(_ entity: KnowledgeGraph.EntityIndex) -> Bool {
      adjacency.degree(of: Int(positions[entity.value])) == 1 && !focus.contains(entity)
    }
    var bonds: [KnowledgeGraph.EntityIndex: Set<Bond>] = [:]
    var hubs: [KnowledgeGraph.EntityIndex: KnowledgeGraph.EntityIndex] = [:]
    var statements: [KnowledgeGraph.EntityIndex: [KnowledgeGraph.StatementIndex]] = [:]
    var looped: Set<KnowledgeGraph.EntityIndex> = []
    for statement in selection.statements {
      let (subject, object) = graph.ends(of: statement)
      if subject == object {
        looped.insert(subject)
        continue
      }
      for (leaf, hub) in [(subject, object), (object, subject)] where isLeaf(leaf) {
        let relation = graph.relationIndex(of: statement)
        bonds[leaf, default: []].insert(
          Bond(
            relation: relation,
            isOutward: hub == subject || graph.relation(relation).isSymmetric,
            stance: Stance(graph.qualifiers(of: statement)),
            mark: changes?.statements[statement.value]))
        hubs[leaf] = hub
        statements[leaf, default: []].append(statement)
      }
    }
    var places: [Key: Int] = [:]
    var folds: [Fold] = []
    for leaf in selection.entities where !looped.contains(leaf) {
      guard let hub = hubs[leaf], let bonds = bonds[leaf] else { continue }
      let key = Key(
        hub: hub, type: graph[leaf].type, bonds: bonds, mark: changes?.entities[leaf.value])
      if places[key] == nil {
        places[key] = folds.count
        folds.append(Fold(hub: hub, type: key.type, entities: [], statements: []))
      }
      let place = places[key] ?? 0
      folds[place].entities.append(leaf)
      folds[place].statements += statements[leaf] ?? []
    }
    folds.removeAll { $0.entities.count < Fold.fewest }
    for index in folds.indices { folds[index].statements.sort() }
    return folds.enumerated().sorted {
      (-$0.element.entities.count, $0.element.hub, $0.offset)
        < (-$1.element.entities.count, $1.element.hub, $1.offset)
    }.map(\.element)
  }

  /// The positions of the cards, ascending, and the folds.
  func chosen(budget: Int) -> (cards: [Int], folds: [Fold]) {
    var room = selection.entities.count
    for (number, fold) in folds.enumerated() {
      room -= fold.entities.count - 1
      if room <= budget {
        let cards = selection.entities.indices.filter { foldOf[$0] < 0 || foldOf[$0] > number }
        return (cards, Array(folds[...number]))
      }
    }
    let order = uncrowded(order(atMost: budget), budget: budget)
    let mostFolds = min(budget - min(budget, selection.focus.count), budget / 6)
    let sure = Set(order.prefix(budget - mostFolds))
    let hung = folds.filter { sure.contains(Int(positions[$0.hub.value])) }.prefix(
      max(mostFolds, budget - order.count))
    return (order.prefix(budget - hung.count).sorted(), Array(hung))
  }

  /// The beginning of an order in which the arrows can still be followed.
  ///
  /// It has at most four pairs next to each other for every three cards of the budget, unless what is in
  /// focus has more.
  private func uncrowded(_ order: [Int], budget: Int) -> ArraySlice<Int> {
    var isDrawn = [Bool](repeating: false, count: selection.entities.count)
    var pairs = 0
    for (count, position) in order.enumerated() {
      pairs += adjacency.neighbors(of: position).count { isDrawn[$0] }
      if pairs > budget * 4 / 3, count >= max(1, selection.focus.count) { return order[..<count] }
      isDrawn[position] = true
    }
    return order[...]
  }

  /// The first positions in the order in which a picture grows, without those that may be folded.
  private func order(atMost limit: Int) -> [Int] {
    let cores = CoreNumbers.numbers(of: adjacency)
    let candidates = selection.entities.indices.filter { foldOf[$0] < 0 }
    let ranking = candidates.sorted {
      (-cores[$0], -adjacency.degree(of: $0), $0) < (-cores[$1], -adjacency.degree(of: $1), $1)
    }
    guard !selection.focus.isEmpty else { return grown(ranking, atMost: limit) }
    let distances = distancesFromFocus()
    var ranks = [Int](repeating: 0, count: selection.entities.count)
    for (rank, position) in ranking.enumerated() { ranks[position] = rank }
    return Array(
      candidates.sorted { (distances[$0], ranks[$0]) < (distances[$1], ranks[$1]) }.prefix(limit))
  }

  /// The first of the ranking, then always the first of what is next to those taken, or where nothing is,
  /// of all.
  private func grown(_ ranking: [Int], atMost limit: Int) -> [Int] {
    var ranks = [Int](repeating: -1, count: selection.entities.count)
    for (rank, position) in ranking.enumerated() { ranks[position] = rank }
    var isSeen = [Bool](repeating: false, count: selection.entities.count)
    var waiting = Heap()
    var order: [Int] = []
    var start = 0
    while order.count < min(limit, ranking.count) {
      if waiting.isEmpty {
        while isSeen[ranking[start]] { start += 1 }
        isSeen[ranking[start]] = true
        waiting.insert(start)
      }
      let position = ranking[waiting.removeFirst()]
      order.append(position)
      for other in adjacency.neighbors(of: position) where !isSeen[other] && ranks[other] >= 0 {
        isSeen[other] = true
        waiting.insert(ranks[other])
      }
    }
    return order
  }

  private func distancesFromFocus() -> [Int] {
    var distances = [Int](repeating: .max, count: selection.entities.count)
    var level = selection.focus.map { Int(positions[$0.value]) }
    for position in level { distances[position] = 0 }
    var distance = 0
    while !level.isEmpty {
      distance += 1
      var next: [Int] = []
      for position in level {
        for other in adjacency.neighbors(of: position) where distances[other] == .max {
          distances[other] = distance
          next.append(other)
        }
      }
      level = next
    }
    return distances
  }
}

/// Numbers of which the least comes out first.
private struct Heap {
  private var numbers: [Int] = []

  var isEmpty: Bool { numbers.isEmpty }

  mutating func insert(_ number: Int) {
    numbers.append(number)
    var child = numbers.count - 1
    while child > 0, numbers[child] < numbers[(child - 1) / 2] {
      numbers.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() -> Int {
    numbers.swapAt(0, numbers.count - 1)
    let first = numbers.removeLast()
    var parent = 0
    while true {
      let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < numbers.count }
      guard let least = children.min(by: { numbers[$0] < numbers[$1] }),
        numbers[least] < numbers[parent]
      else { return first }
      numbers.swapAt(least, parent)
      parent = least
    }
  }
}

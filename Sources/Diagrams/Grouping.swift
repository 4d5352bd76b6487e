import GraphModel

/// By what the cards of a picture are put together in frames.
public enum Grouping: String, Hashable, Sendable, CaseIterable {
  /// What sort of thing they are.
  case type
  /// Where the graph says that they are.
  case place
  /// How closely they are connected with each other (see `Communities`).
  case community
  /// Which document says most of them.
  case document

  /// Cards in one frame.
  struct Group: Hashable {
    /// The words above them.
    var title: String
    /// Their positions in the picture, ascending.
    var cards: [Int]
  }

  /// What a card belongs to.
  private struct Home: Hashable {
    var id: String
    var title: String
  }

  /// The fewest cards that are worth a frame.
  private static let fewest = 2

  /// The frames of a slice's cards, by their first cards; a card that belongs nowhere or alone has none.
  ///
  /// A card that stands for several entities lies with their hub, or where types are put together, with
  /// its own.
  func groups(of slice: Slice, in graph: KnowledgeGraph, arrows: [Arrow]) -> [Group] {
    let homes: [Home?] =
      switch self {
      case .type:
        (slice.entities.map { graph[$0].type } + slice.folds.map(\.type)).map {
          Home(id: $0.rawValue, title: $0.rawValue)
        }
      case .place: Self.withFolds(Self.places(of: slice, in: graph), slice)
      case .document: Self.withFolds(Self.documents(of: slice, in: graph, arrows), slice)
      case .community: Self.communities(of: slice, in: graph, arrows)
      }
    var places: [String: Int] = [:]
    var groups: [Group] = []
    for (card, home) in homes.enumerated() {
      guard let home else { continue }
      let place = places[home.id] ?? groups.count
      if place == groups.count {
        places[home.id] = place
        groups.append(Group(title: home.title, cards: []))
      }
      groups[place].cards.append(card)
    }
    return groups.filter { $0.cards.count >= Self.fewest }
  }

  private static func withFolds(_ homes: [Home?], _ slice: Slice) -> [Home?] {
    homes
      + slice.folds.map { fold in
        slice.entities.firstIndex(of: fold.hub).flatMap { homes[$0] }
      }
  }

  /// Where each is: the place that the most plain facts say, of several the first; a place that another is
  /// in lies in its own frame.
  private static func places(of slice: Slice, in graph: KnowledgeGraph) -> [Home?] {
    let places = slice.entities.map { entity in
      var counts: [KnowledgeGraph.EntityIndex: Int] = [:]
      for edge in graph.outgoingEdges(of: entity) {
        let (relation, object) = (graph.relation(graph[edge].relation), graph[edge].object)
        guard relation.family == "place", object != entity else { continue }
        let facts = graph.statements(of: edge).count { graph.qualifiers(of: $0).isPlainFact }
        if facts > 0 { counts[object, default: 0] += facts }
      }
      return counts.min { (-$0.value, $0.key) < (-$1.value, $1.key) }?.key
    }
    let taken = Set(places.compactMap { $0 })
    return zip(slice.entities, places).map { entity, place in
      (taken.contains(entity) ? entity : place).map {
        Home(id: graph[$0].id, title: graph[$0].name)
      }
    }
  }

  /// The document that the most of each one's statements in the picture cite, of several the first.
  private static func documents(
    of slice: Slice, in graph: KnowledgeGraph, _ arrows: [Arrow]
  ) -> [Home?] {
    var counts = [[String: Int]](repeating: [:], count: slice.entities.count)
    for arrow in arrows {
      for statement in arrow.statements {
        let documents = Set(graph.evidence(of: statement).lazy.map(\.document))
        for card in Set([arrow.tail, arrow.head]) where card < counts.count {
          for document in documents { counts[card][document, default: 0] += 1 }
        }
      }
    }
    return counts.map { counts in
      counts.min { (-$0.value, $0.key) < (-$1.value, $1.key) }.map { id, _ in
        Home(id: id, title: graph.document(id: id)?.title ?? id)
      }
    }
  }

  /// The communities, named by the member with the most statements, of several by the first.
  private static func communities(
    of slice: Slice, in graph: KnowledgeGraph, _ arrows: [Arrow]
  ) -> [Home?] {
    let count = slice.entities.count + slice.folds.count
    let numbers = Communities.numbers(
      count: count,
      links: arrows.flatMap { arrow in
        [(Int, Int)](repeating: (arrow.tail, arrow.head), count: arrow.statementCount)
      })
    var weights = [Int](repeating: 0, count: count)
    for arrow in arrows {
      for card in Set([arrow.tail, arrow.head]) { weights[card] += arrow.statementCount }
    }
    var names: [Int: Int] = [:]
    for card in slice.entities.indices {
      if let best = names[numbers[card]], weights[best] >= weights[card] { continue }
      names[numbers[card]] = card
    }
    return numbers.map { number in
      names[number].map { Home(id: "\(number)", title: "around \(graph[slice.entities[$0]].name)") }
    }
  }
}

import GraphModel

/// Two sets of statements that cannot both be so.
public struct Contradiction: Hashable, Sendable {
  /// Why they cannot.
  public enum Kind: String, Sendable, CaseIterable {
    /// The same is asserted and negated.
    case polarity = "asserted and negated"
    /// One post has two holders at one time.
    case leaders = "two leaders at one time"
    /// One event took place in two places.
    case places = "two places of one event"
  }

  /// Why they cannot.
  public var kind: Kind
  /// The statements of one side, ascending.
  public var left: [KnowledgeGraph.StatementIndex]
  /// The statements of the other side, ascending.
  public var right: [KnowledgeGraph.StatementIndex]
}

extension KnowledgeGraph {
  /// The statements that contradict each other: by kind, then in the order of statements.
  ///
  /// The same is asserted and negated where `Qualifiers.contradicts` says so: a plan contradicts a plan only. Of
  /// leaders and places planned statements say nothing: plans differ. What is claimed counts, as sources that
  /// disagree are what is looked for. Two leaders need dates that overlap; elsewhere a statement without a date
  /// may hold at any time. One place of an event that lies in another is no contradiction.
  ///
  /// - Complexity: O(*n* log *n* + *k*) for *n* statements and *k* pairs of leaders or places at one time.
  public var contradictions: [Contradiction] {
    polarityContradictions + leaderContradictions + placeContradictions
  }

  private var polarityContradictions: [Contradiction] {
    opposites(among: statementIndices).map {
      Contradiction(kind: .polarity, left: $0.asserted, right: $0.negated)
    }
  }

  private var leaderContradictions: [Contradiction] {
    let posts = ["leads", "commands"].compactMap(vocabulary.index(ofRelation:))
    var edges: [(office: EntityIndex, post: Int, edge: EdgeIndex)] = []
    for edge in edgeIndices {
      let ends = self[edge]
      guard let post = posts.firstIndex(of: ends.relation), self[ends.subject].type == .person
      else { continue }
      edges.append((ends.object, post, edge))
    }
    edges.sort { ($0.office, $0.post, $0.edge) < ($1.office, $1.post, $1.edge) }
    return runs(edges) { $0.office == $1.office && $0.post == $1.post }.flatMap { run in
      pairs(run.map(\.edge), needsDates: true).map {
        Contradiction(kind: .leaders, left: $0.left, right: $0.right)
      }
    }
  }

  private var placeContradictions: [Contradiction] {
    guard let located = vocabulary.index(ofRelation: "located-in") else { return [] }
    let edges = edgeIndices.filter {
      self[$0].relation == located && self[self[$0].subject].type == .event
    }
    var wholes = Wholes(self)
    return runs(edges) { self[$0].subject == self[$1].subject }.flatMap { run in
      pairs(run, needsDates: false).compactMap { pair in
        let (one, other) = (ends(of: pair.left[0]).object, ends(of: pair.right[0]).object)
        if wholes.of(one).contains(other) || wholes.of(other).contains(one) { return nil }
        return Contradiction(kind: .places, left: pair.left, right: pair.right)
      }
    }
  }

  /// Neighbors in an array that belong together, where there are several.
  private func runs<Element>(
    _ elements: [Element], _ belong: (Element, Element) -> Bool
  ) -> [[Element]] {
    var runs: [[Element]] = []
    var start = 0
    for end in elements.indices.dropFirst() + [elements.count] where start < elements.count {
      if end < elements.count, belong(elements[start], elements[end]) { continue }
      if end - start > 1 { runs.append(Array(elements[start..<end])) }
      start = end
    }
    return runs
  }

  /// The statements of two edges that may hold at one time, for every two of some edges that have such; in the
  /// order of edges.
  private func pairs(
    _ edges: [EdgeIndex], needsDates: Bool
  ) -> [(left: [StatementIndex], right: [StatementIndex])] {
    struct Pair: Hashable {
      var first: Int
      var second: Int
    }
    var stated: [(edge: Int, statement: StatementIndex, days: PossibleDays)] = []
    for (position, edge) in edges.enumerated() {
      for statement in statements(of: edge) {
        let own = qualifiers(of: statement)
        guard own.polarity == .asserted, own.mode != .planned,
          !needsDates || own.parsedTime != nil
        else { continue }
        stated.append((position, statement, PossibleDays(own)))
      }
    }
    // Gone through by first days, only those that have not ended yet overlap the next.
    stated.sort { ($0.days.first, $0.statement) < ($1.days.first, $1.statement) }
    var found: [Pair: [Set<StatementIndex>]] = [:]
    var open: [Int] = []
    for (position, one) in stated.enumerated() {
      open.removeAll { stated[$0].days.last < one.days.first }
      for other in open.map({ stated[$0] }) where other.edge != one.edge {
        let (first, second) = other.edge < one.edge ? (other, one) : (one, other)
        let pair = Pair(first: first.edge, second: second.edge)
        found[pair, default: [[], []]][0].insert(first.statement)
        found[pair]?[1].insert(second.statement)
      }
      open.append(position)
    }
    return found.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }
      .map { ($0.value[0].sorted(), $0.value[1].sorted()) }
  }

  /// In which places others lie, by plain facts, however many lie between.
  private struct Wholes {
    private let graph: KnowledgeGraph
    private let relations: Set<Int>
    private var known: [EntityIndex: Set<EntityIndex>] = [:]

    init(_ graph: KnowledgeGraph) {
      self.graph = graph
      relations = Set(["located-in", "part-of"].compactMap(graph.vocabulary.index(ofRelation:)))
    }

    mutating func of(_ place: EntityIndex) -> Set<EntityIndex> {
      if let wholes = known[place] { return wholes }
      var reached: Set<EntityIndex> = []
      var open = [place]
      while let next = open.popLast() {
        for edge in graph.outgoingEdges(of: next) where relations.contains(graph[edge].relation) {
          let isFact = graph.statements(of: edge).contains { graph.qualifiers(of: $0).isPlainFact }
          if isFact, reached.insert(graph[edge].object).inserted { open.append(graph[edge].object) }
        }
      }
      known[place] = reached
      return reached
    }
  }
}

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
  /// Planned statements contradict nothing: plans differ. What is claimed counts, as sources that disagree
  /// are what is looked for. Two leaders need dates that overlap; elsewhere a statement without a date may
  /// hold at any time. One place of an event that lies in another is no contradiction.
  ///
  /// - Complexity: O(*n* + *k*²) for *n* statements and the *k* of one leader's office or event.
  public var contradictions: [Contradiction] {
    polarityContradictions + leaderContradictions + placeContradictions
  }

  private func isStated(_ index: StatementIndex, _ polarity: Polarity = .asserted) -> Bool {
    qualifiers(of: index).polarity == polarity && qualifiers(of: index).mode != .planned
  }

  /// Whether both may hold at one time; `needsDates` asks that both say when.
  private func mayCoincide(
    _ left: StatementIndex, _ right: StatementIndex, needsDates: Bool
  ) -> Bool {
    guard let first = qualifiers(of: left).parsedTime,
      let second = qualifiers(of: right).parsedTime
    else { return !needsDates }
    return first.overlaps(second)
  }

  private var polarityContradictions: [Contradiction] {
    edgeIndices.compactMap { edge in
      let all = statements(of: edge)
      let negated = all.filter { isStated($0, .negated) }
      if negated.isEmpty { return nil }
      let asserted = all.filter { isStated($0) }
      let left = asserted.filter { one in
        negated.contains { mayCoincide(one, $0, needsDates: false) }
      }
      let right = negated.filter { one in
        asserted.contains { mayCoincide(one, $0, needsDates: false) }
      }
      return left.isEmpty ? nil : Contradiction(kind: .polarity, left: left, right: right)
    }
  }

  private var leaderContradictions: [Contradiction] {
    let posts = ["leads", "commands"].compactMap(vocabulary.index(ofRelation:))
    return entityIndices.flatMap { office in
      posts.flatMap { relation in
        let edges = incomingEdges(of: office).filter {
          self[$0].relation == relation && self[self[$0].subject].type == .person
        }
        return pairs(edges, .leaders) { mayCoincide($0, $1, needsDates: true) }
      }
    }
  }

  private var placeContradictions: [Contradiction] {
    guard let located = vocabulary.index(ofRelation: "located-in") else { return [] }
    return entityIndices.filter { self[$0].type == .event }.flatMap { event in
      let edges = outgoingEdges(of: event).filter { self[$0].relation == located }
      return pairs(edges, .places) { left, right in
        let (one, other) = (ends(of: left).object, ends(of: right).object)
        return !isWithin(one, other) && !isWithin(other, one)
          && mayCoincide(left, right, needsDates: false)
      }
    }
  }

  /// The pairs of edges of which some statements contradict each other.
  private func pairs(
    _ edges: [EdgeIndex], _ kind: Contradiction.Kind,
    _ contradict: (StatementIndex, StatementIndex) -> Bool
  ) -> [Contradiction] {
    edges.indices.flatMap { first in
      edges[(first + 1)...].compactMap { second in
        let own = statements(of: edges[first]).filter { isStated($0) }
        let others = statements(of: second).filter { isStated($0) }
        let left = own.filter { one in others.contains { contradict(one, $0) } }
        let right = others.filter { one in own.contains { contradict($0, one) } }
        return left.isEmpty ? nil : Contradiction(kind: kind, left: left, right: right)
      }
    }
  }

  /// Whether plain facts say that one place lies in another, however many places lie between.
  private func isWithin(_ place: EntityIndex, _ whole: EntityIndex) -> Bool {
    let relations = Set(["located-in", "part-of"].compactMap(vocabulary.index(ofRelation:)))
    var reached: Set<EntityIndex> = [place]
    var open = [place]
    while let next = open.popLast() {
      for edge in outgoingEdges(of: next) where relations.contains(self[edge].relation) {
        guard statements(of: edge).contains(where: { qualifiers(of: $0).isPlainFact }) else {
          continue
        }
        if self[edge].object == whole { return true }
        if reached.insert(self[edge].object).inserted { open.append(self[edge].object) }
      }
    }
    return false
  }
}

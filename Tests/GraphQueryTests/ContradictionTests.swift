import GraphModel
import TestSupport
import Testing

@testable import GraphQuery

/// Which statements contradict each other.
@Suite struct ContradictionTests {
  /// A graph of two people, two offices, an event and three places, of which the second lies in the first.
  private func graph(
    _ statements: [(Int, String, Int, Qualifiers)]
  ) -> KnowledgeGraph {
    let types: [EntityType] = [
      .person, .person, .organization, .event, .place, .place, .place,
    ]
    return KnowledgeGraph(
      entities: types.enumerated().map { Entity(id: "\($0)", name: "e\($0)", type: $1) },
      statements: ([(5, "located-in", 4, Qualifiers())] + statements).map {
        .init(
          subject: .init($0), relation: Vocabulary.standard.index(ofRelation: $1) ?? -1,
          object: .init($2), qualifiers: $3)
      })
  }

  private func kinds(_ statements: [(Int, String, Int, Qualifiers)]) -> [Contradiction.Kind] {
    graph(statements).contradictions.map(\.kind)
  }

  @Test func theSameAssertedAndNegated() {
    let not = Qualifiers(polarity: .negated, mode: .claimed, attributedTo: "x")
    #expect(kinds([(0, "killed", 1, .init()), (0, "killed", 1, not)]) == [.polarity])
    #expect(kinds([(0, "killed", 1, .init()), (1, "killed", 0, not)]) == [])
    #expect(kinds([(0, "killed", 1, .init(mode: .planned)), (0, "killed", 1, not)]) == [])
    #expect(
      kinds([
        (0, "killed", 1, .init(time: "2020")),
        (0, "killed", 1, .init(polarity: .negated, time: "2021")),
      ]) == [])
  }

  @Test func plansContradictPlansOnly() {
    let (plan, no) = (Qualifiers(mode: .planned), Qualifiers(polarity: .negated, mode: .planned))
    #expect(plan.contradicts(no) && no.contradicts(plan) && !plan.contradicts(plan))
    #expect(!plan.contradicts(.init(polarity: .negated)) && !no.contradicts(.init()))
    #expect(Qualifiers(mode: .claimed).contradicts(.init(polarity: .negated)))
    #expect(kinds([(0, "killed", 1, plan), (0, "killed", 1, no)]) == [.polarity])
    #expect(kinds([(0, "killed", 1, .init()), (0, "killed", 1, no)]) == [])
    // What is said and what is planned are two conflicts.
    let all = [plan, no, Qualifiers(), Qualifiers(polarity: .negated)]
    let found = graph(all.map { (0, "killed", 1, $0) }).contradictions
    #expect(found.map { [$0.left.count, $0.right.count] } == [[1, 1], [1, 1]])
  }

  /// Every two statements are compared.
  private static func naive(_ graph: KnowledgeGraph) -> Set<Contradiction> {
    typealias Index = KnowledgeGraph.StatementIndex
    func days(_ index: Index) -> EDTF? {
      graph.qualifiers(of: index).time.flatMap { try? EDTF($0) }
    }
    func isStated(_ index: Index) -> Bool {
      let own = graph.qualifiers(of: index)
      return own.polarity == .asserted && own.mode != .planned
    }
    func isWithin(_ place: KnowledgeGraph.EntityIndex, _ whole: KnowledgeGraph.EntityIndex) -> Bool
    {
      graph.statementIndices.contains {
        graph[$0].subject == place && graph.qualifiers(of: $0).isPlainFact
          && graph.relation(graph[$0].relation).name == "located-in"
          && (graph[$0].object == whole
            || graph[$0].object > place && isWithin(graph[$0].object, whole))
      }
    }
    func overlap(_ left: Index, _ right: Index) -> Bool? {
      guard let left = days(left), let right = days(right) else { return nil }
      return left.overlaps(right)
    }
    var found: Set<Contradiction> = []
    func add(
      _ kind: Contradiction.Kind, _ left: [Index], _ right: [Index], _ test: (Index, Index) -> Bool
    ) {
      let one = left.filter { left in right.contains { test(left, $0) } }
      let other = right.filter { right in left.contains { test($0, right) } }
      if !one.isEmpty { found.insert(Contradiction(kind: kind, left: one, right: other)) }
    }
    for edge in graph.edgeIndices {
      let all = Array(graph.statements(of: edge))
      for isPlanned in [false, true] {
        func side(_ polarity: Polarity) -> [Index] {
          all.filter {
            let own = graph.qualifiers(of: $0)
            return own.polarity == polarity && (own.mode == .planned) == isPlanned
          }
        }
        add(.polarity, side(.asserted), side(.negated)) { overlap($0, $1) ?? true }
      }
      for other in graph.edgeIndices where edge < other {
        let (one, two) = (graph[edge], graph[other])
        let stated = [edge, other].map { graph.statements(of: $0).filter(isStated) }
        let relation = graph.relation(one.relation).name
        guard one.relation == two.relation else { continue }
        if one.object == two.object, relation == "leads" || relation == "commands",
          graph[one.subject].type == .person, graph[two.subject].type == .person
        {
          add(.leaders, stated[0], stated[1]) { overlap($0, $1) ?? false }
        }
        if one.subject == two.subject, relation == "located-in", graph[one.subject].type == .event,
          !isWithin(one.object, two.object), !isWithin(two.object, one.object)
        {
          add(.places, stated[0], stated[1]) { overlap($0, $1) ?? true }
        }
      }
    }
    return found
  }

  @Test func whatIsFoundIsWhatComparingAllFinds() throws {
    let times = [nil, "2020", "2020-05", "2021", "2019/..", "../2020-02"]
    try forAll(.int(in: 0...Int.max), count: 150) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let statements = (0..<Int.random(in: 0...14, using: &random)).map { _ in
        let (relation, subjects, objects) =
          [
            ("killed", 0...1, 0...1), ("leads", 0...2, 2...2), ("commands", 0...1, 2...2),
            ("located-in", 3...3, 4...6), ("located-in", 4...5, 5...6),
          ].randomElement(using: &random) ?? ("killed", 0...0, 1...1)
        return (
          Int.random(in: subjects, using: &random), relation,
          Int.random(in: objects, using: &random),
          Qualifiers(
            polarity: Bool.random(using: &random) ? .asserted : .negated,
            mode: Mode.allCases.randomElement(using: &random) ?? .fact,
            time: times.randomElement(using: &random) ?? nil)
        )
      }
      // Places lie in later ones only, so that what is naive ends.
      let types: [EntityType] = [.person, .person, .organization, .event, .place, .place, .place]
      let graph = KnowledgeGraph(
        entities: types.enumerated().map { Entity(id: "\($0)", name: "e\($0)", type: $1) },
        statements: statements.filter { $0.1 != "located-in" || $0.0 < $0.2 }.map {
          .init(
            subject: .init($0.0), relation: Vocabulary.standard.index(ofRelation: $0.1) ?? -1,
            object: .init($0.2), qualifiers: $0.3)
        })
      let found = graph.contradictions
      try checkEqual(Set(found), Self.naive(graph))
      try checkEqual(found.count, Set(found).count)
    }
  }

  @Test func twoLeadersAtOneTime() {
    let year = Qualifiers(time: "2020")
    #expect(kinds([(0, "leads", 2, year), (1, "leads", 2, .init(time: "2020-05"))]) == [.leaders])
    #expect(kinds([(0, "leads", 2, year), (1, "leads", 2, .init(time: "2021"))]) == [])
    #expect(kinds([(0, "leads", 2, year), (1, "leads", 2, .init())]) == [])
    #expect(kinds([(0, "leads", 2, year), (1, "commands", 2, year)]) == [])
    #expect(
      kinds([(0, "leads", 2, year), (1, "leads", 2, .init(polarity: .negated, time: "2020"))]) == []
    )
  }

  @Test func twoPlacesOfOneEvent() {
    #expect(kinds([(3, "located-in", 5, .init()), (3, "located-in", 6, .init())]) == [.places])
    #expect(kinds([(3, "located-in", 5, .init()), (3, "located-in", 4, .init())]) == [])
    #expect(kinds([(0, "located-in", 5, .init()), (0, "located-in", 6, .init())]) == [])
  }
}

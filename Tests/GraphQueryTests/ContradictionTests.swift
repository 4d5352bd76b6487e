import GraphModel
import GraphQuery
import Testing

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

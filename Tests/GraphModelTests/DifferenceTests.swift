import GraphModel
import TestSupport
import Testing

@Suite struct DifferenceTests {
  @Test func isEmptyExactlyForGraphsThatSayTheSame() throws {
    try forAll(zip(Gen.world(), Gen.world()), count: 40) { worlds in
      let (a, b) = (try worlds.0.graph(), try worlds.1.graph())
      try check(a.difference(from: a).isEmpty, "a graph does not differ from itself")
      try checkEqual(a.difference(from: b).isEmpty, a == b)
    }
  }

  @Test func oldMinusRemovedPlusAddedIsNew() throws {
    try forAll(zip(Gen.world(), Gen.world()), count: 60) { worlds in
      let (old, new) = (try worlds.0.graph(), try worlds.1.graph())
      let difference = new.difference(from: old)

      func patched<Value: Hashable>(
        _ values: some Sequence<Value>, _ changes: GraphDifference.Changes<Value>
      ) throws -> Set<Value> {
        var result = Set(values)
        for value in changes.removed + changes.changed.map(\.before) {
          try check(result.remove(value) != nil, "\(value) was there")
        }
        for value in changes.added + changes.changed.map(\.after) {
          try check(result.insert(value).inserted, "\(value) was not there")
        }
        return result
      }
      try checkEqual(try patched(old.documents, difference.documents), Set(new.documents))
      try checkEqual(try patched(old.entities, difference.entities), Set(new.entities))
      try checkEqual(
        try patched(old.statementIndices.map(old.detached), difference.statements),
        Set(new.statementIndices.map(new.detached)))

      for change in difference.statements.changed {
        try check(
          change.before.subject == change.after.subject
            && change.before.relation == change.after.relation
            && change.before.object == change.after.object && change.before != change.after,
          "a change is of one edge")
      }
      // Nothing of one edge is both taken away and added: that would be a change.
      let edge = { (statement: DetachedStatement) in
        [statement.subject, statement.relation, statement.object]
      }
      try check(
        Set(difference.statements.added.map(edge))
          .isDisjoint(with: difference.statements.removed.map(edge)),
        "an edge has added or removed statements, not both")
      for list in [difference.statements.added, difference.statements.removed] {
        try checkEqual(list, list.sorted(), "in order")
      }
      try checkEqual(
        difference.statements.changed.map(\.after),
        difference.statements.changed.map(\.after).sorted(),
        "in order")

      let reverse = old.difference(from: new)
      try checkEqual(reverse.statements.added.count, difference.statements.removed.count)
      try checkEqual(reverse.entities.added, difference.entities.removed)
      try checkEqual(reverse.documents.removed, difference.documents.added)
    }
  }

  @Test func pairsStatementsByQualifiersThenByEvidence() throws {
    func graph(_ statements: [(time: String?, mode: Mode, quote: String)]) -> KnowledgeGraph {
      KnowledgeGraph(
        entities: [Entity(id: "a", name: "a", type: .person)],
        statements: statements.map { time, mode, quote in
          KnowledgeGraph.Statement(
            subject: .init(0), relation: 0, object: .init(0),
            qualifiers: Qualifiers(mode: mode, time: time),
            evidence: [Evidence(document: "d", quote: quote)])
        })
    }
    let old = graph([(nil, .fact, "one"), ("2019", .fact, "two"), ("2018", .claimed, "three")])
    let new = graph([(nil, .fact, "uno"), ("2020", .planned, "three"), ("2021", .fact, "two")])
    let changed = new.difference(from: old).statements.changed
    #expect(changed.map { $0.before.evidence[0].quote } == ["one", "two", "three"])
    #expect(changed.map { $0.after.evidence[0].quote } == ["uno", "two", "three"])
    #expect(new.difference(from: old).statements.count == 3)
  }

  @Test func findsChangesOfTheVocabulary() {
    var vocabulary = Vocabulary.standard
    vocabulary.set(Relation(name: "orbits", inverse: "orbited-by", family: "space"))
    vocabulary.set(Relation(name: "killed", inverse: "killed-by", family: "other"))
    let difference = KnowledgeGraph(vocabulary: vocabulary).difference(from: KnowledgeGraph())
    #expect(difference.relations.added.map(\.name) == ["orbits"])
    #expect(difference.relations.changed.map(\.after.family) == ["other"])
    #expect(difference.entityTypes.isEmpty)
    #expect(!difference.isEmpty)
  }
}

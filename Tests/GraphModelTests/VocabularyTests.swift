import GraphModel
import TestSupport
import Testing

@Suite struct VocabularyTests {
  @Test func standardHasTheFiftyThreeRelations() {
    #expect(Vocabulary.standard.relations.count == 53)
    #expect(Vocabulary.standard.entityTypes.count == 7)
    #expect(Vocabulary.standard.relation(named: "wrote-to")?.inverse == "received-writing-from")
  }

  private func adding(_ table: String, to vocabulary: Vocabulary = .standard) throws(Diagnostic)
    -> Vocabulary
  {
    var vocabulary = vocabulary
    try vocabulary.add(table: table, file: "my.tsv")
    return vocabulary
  }

  @Test(arguments: [
    ("", "my.tsv:1: error: the vocabulary is empty"),
    ("# only a remark\n\n", "my.tsv:1: error: the vocabulary is empty"),
    (
      "name\tinverse\n",
      "my.tsv:1:1: error: expected a header line with a column 'relation' or 'type', separated by tabs"
    ),
    (
      "relation,inverse,family\n",
      "my.tsv:1:1: error: expected a header line with a column 'relation' or 'type', separated by tabs"
    ),
    ("relation\tfamily\n", "my.tsv:1:1: error: column 'inverse' is missing"),
    (
      "relation\tinverse\tfamily\tcolour\n",
      "my.tsv:1:25: error: unknown column 'colour': expected relation, inverse, family, symmetric, subject types, object types, PLOVER, Wikidata, definition"
    ),
    (
      "relation\tinverse\tfamily\tinverse\n", "my.tsv:1:25: error: column 'inverse' occurs twice"
    ),
    (
      "type\tcolour\n",
      "my.tsv:1:6: error: unknown column 'colour': expected type, actor, definition"
    ),
    (
      "relation\tinverse\tfamily\norbits\torbited-by\tspace\n\n# again\norbits\tx\tspace\n",
      "my.tsv:5:1: error: relation 'orbits' is defined twice, first on line 2"
    ),
    (
      "family\trelation\tinverse\nspace\torbits\t\n",
      "my.tsv:2:14: error: relation 'orbits' needs an inverse label, or 'yes' under symmetric"
    ),
    (
      "relation\tinverse\tfamily\norbits\n",
      "my.tsv:2:7: error: relation 'orbits' needs an inverse label, or 'yes' under symmetric"
    ),
    (
      "relation\tinverse\tfamily\nhas moon\tx\ty\n",
      "my.tsv:2:1: error: a relation's name is letters, digits and hyphens, not 'has moon'"
    ),
    (
      "relation\tinverse\tfamily\n\tx\ty\n",
      "my.tsv:2:1: error: a relation's name is letters, digits and hyphens, not ''"
    ),
    (
      "relation\tinverse\tfamily\tsymmetric\norbits\t\tspace\tmaybe\n",
      "my.tsv:2:15: error: expected yes or no, not 'maybe'"
    ),
    (
      "relation\tinverse\tfamily\tobject types\norbits\tx\tspace\tPerson|Moon\n",
      "my.tsv:2:16: error: unknown entity type 'Moon': expected any, any actor or some of Person, Organization, Place, Group, Event, Document, Thing, joined by |"
    ),
    (
      "relation\tinverse\tfamily\norbits\tx\tspace\tmore\n",
      "my.tsv:2:16: error: 4 cells, but the header names 3 columns"
    ),
    (
      "relation\tinverse\tfamily\norbits\tx\t\n",
      "my.tsv:2:10: error: relation 'orbits' needs a family"
    ),
    ("type\nMoon\nMoon\n", "my.tsv:3:1: error: type 'Moon' is defined twice, first on line 2"),
    (
      "type\nblue moon\n", "my.tsv:2:1: error: a type's name is letters and digits, not 'blue moon'"
    ),
    ("type\n7up\n", "my.tsv:2:1: error: a type's name is letters and digits, not '7up'"),
    ("type\tactor\nMoon\t1\n", "my.tsv:2:6: error: expected yes or no, not '1'"),
    (
      "type\nperson\n",
      "my.tsv:2:1: error: type 'person' differs from 'Person' in case only; write it alike"
    ),
  ])
  func errorsSayWhereAndWhat(table: String, message: String) {
    let error = #expect(throws: Diagnostic.self) { _ = try adding(table) }
    #expect(error?.description == message)
    // With a byte-order mark and Windows line ends, lines and columns are the same.
    let windows =
      "\u{FEFF}"
      + table.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    let other = #expect(throws: Diagnostic.self) { _ = try adding(windows) }
    #expect(other?.description == message)
  }

  @Test func tablesAddAndReplace() throws {
    let vocabulary = try adding(
      "\u{FEFF}definition\tfamily\tsymmetric\tinverse\trelation\tsubject types\r\n"
        + "goes round\tspace\tno\torbited-by\torbits\tThing|Event\r\n"
        + "changed\tconflict\tyes\t\tkilled\tany actor\r\n")
    #expect(vocabulary.relations.count == 54)
    #expect(vocabulary.relations.last?.name == "orbits")
    #expect(vocabulary.relation(named: "orbits")?.subjectTypes == [.thing, .event])
    #expect(vocabulary.relation(named: "orbits")?.label == "orbits")
    #expect(vocabulary.relation(named: "orbits")?.inverseLabel == "orbited by")
    let killed = try #require(vocabulary.relation(named: "killed"))
    #expect(killed.isSymmetric)
    #expect(killed.inverse == nil)
    #expect(killed.subjectTypes == [.person, .organization, .group, .place])
    #expect(
      vocabulary.index(ofRelation: "killed") == Vocabulary.standard.index(ofRelation: "killed"))
    #expect(vocabulary.families.last == "space")

    let types = try adding("type\tactor\nShip\tyes\n")
    #expect(types.entityType(named: "ship")?.rawValue == "Ship")
    let more = try adding(
      "relation\tinverse\tfamily\tsubject types\nsank\tx\ty\tany actor\n", to: types)
    #expect(
      more.relation(named: "sank")?.subjectTypes.contains(EntityType(rawValue: "Ship")) == true)
  }

  @Test func aTableThatFailsChangesNothing() {
    var vocabulary = Vocabulary.standard
    #expect(throws: Diagnostic.self) {
      try vocabulary.add(
        table: "relation\tinverse\tfamily\norbits\tx\tspace\nbad name\tx\ty\n", file: "my.tsv")
    }
    #expect(vocabulary == .standard)
  }

  @Test func unionIsAssociativeCommutativeAndIdempotent() throws {
    let relation = zip(
      Gen<String>.one(of: ["a", "b", "killed"]), Gen<String?>.one(of: [nil, "x", "y"]))
    let vocabulary = relation.array().map { pairs in
      Vocabulary(
        relations: pairs.map {
          Relation(name: $0.0, inverse: $0.1, isSymmetric: $0.1 == nil, family: "f")
        })
    }
    try forAll(zip(vocabulary, zip(vocabulary, vocabulary)), count: 300, maximumSize: 4) {
      a, others in
      let (b, c) = others
      try checkEqual(a.union(b), b.union(a))
      try checkEqual(a.union(b).union(c), a.union(b.union(c)))
      try checkEqual(a.union(a), a)
      for relation in a.relations where relation.isSymmetric {
        try check(
          a.union(b).relation(named: relation.name)?.isSymmetric == true, "symmetry is kept")
      }
    }
  }

  @Test func aHugeVocabularyTakesLinearTime() throws {
    let rows = (0..<40_000).map { "r\($0)\tx\tf\($0 % 7)" }.joined(separator: "\n")
    let vocabulary = try adding("relation\tinverse\tfamily\n" + rows)
    #expect(vocabulary.relations.count == 40_053)
    let graph = KnowledgeGraph(
      vocabulary: vocabulary, entities: [Entity(id: "a", name: "a", type: .person)],
      statements: [
        KnowledgeGraph.Statement(subject: .init(0), relation: 40_052, object: .init(0))
      ])
    try graph.checkInvariants()
    #expect(graph.relation(graph[KnowledgeGraph.StatementIndex(0)].relation).name == "r39999")
  }
}

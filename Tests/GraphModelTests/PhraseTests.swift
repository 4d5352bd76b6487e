import GraphModel
import Testing

@Suite struct PhraseTests {
  private func phrase(_ text: String) throws(Diagnostic) -> Phrase {
    try Phrase(text, relation: "killed", at: SourceLocation(file: "p.tsv", line: 3, column: 8))
  }

  @Test func shapes() throws {
    #expect(
      try phrase("S launch attack|strike on O").shape
        == .verb(subject: .subject, isPassive: false, particle: nil))
    #expect(
      try phrase("S launch attack|strike on O").complements
        == [.init([], .words(["attack", "strike"])), .init(["on"], .end(.object))])
    #expect(
      try phrase("O die in S:Event").shape
        == .verb(subject: .object, isPassive: false, particle: nil))
    #expect(try phrase("O die in S:Event").subjectTypes == [.event])
    #expect(
      try phrase("S be born in O").shape
        == .verb(subject: .subject, isPassive: true, particle: nil))
    #expect(
      try phrase("S carry out raid on O").shape
        == .verb(subject: .subject, isPassive: false, particle: "out"))
    #expect(
      try phrase("S be responsible for O").shape
        == .verb(subject: .subject, isPassive: true, particle: nil))
    #expect(try phrase("S be in charge of O").shape == .predicate(subject: .subject))
    #expect(
      try phrase("S be in charge of O").complements
        == [.init([], .words(["charge"])), .init(["of"], .end(.object))])
    #expect(try phrase("O be behind S:Event").complements == [.init([], .end(.subject))])
    #expect(try phrase("S and O meet").isReciprocal)
    #expect(try phrase("killing of O by S").shape == .happening(possessor: nil))
    #expect(try phrase("S's visit to O").shape == .happening(possessor: .subject))
    #expect(try phrase("S, chairman of O").shape == .title(of: .subject))
    #expect(try phrase("S, O commander").shape == .title(of: .subject))
    #expect(try phrase("O, predecessor of S").shape == .title(of: .object))
    #expect(
      try phrase("S, prime|first minister of O").heads
        == [["prime", "minister"], ["first", "minister"]])
    #expect(try phrase("S in O").shape == .place(of: .object))
    #expect(try phrase("O's S").shape == .place(of: .object))
  }

  @Test(arguments: [
    ("", "p.tsv:3:8: error: the pattern is empty"),
    ("S kill", "p.tsv:3:14: error: the pattern has no 'O'"),
    ("S kill S", "p.tsv:3:15: error: 'S' occurs twice"),
    (
      "S Kill O",
      "p.tsv:3:10: error: 'Kill' is no word of a pattern: expected S, O, base forms in lower case joined by |, or *"
    ),
    ("S kill O:Planet|Person", nil),
    ("S in O now", "p.tsv:3:15: error: the pattern goes on where it should end"),
    ("S and kill O", "p.tsv:3:14: error: expected the other end after 'and'"),
    ("O, king", "p.tsv:3:15: error: the pattern has no 'S'"),
    ("S, of O", "p.tsv:3:11: error: expected a noun"),
    // What could never be found.
    (
      "S rush troop to|upward O",
      "p.tsv:3:21: error: 'upward' is no preposition, but others in its list are"
    ),
    ("S rush troop upward O", "p.tsv:3:21: error: expected a preposition"),
    (
      "killing O of S",
      "p.tsv:3:16: error: 'O' is no word of a pattern: expected S, O, base forms in lower case joined by |, or *"
    ),
    ("killing of O hand S", "p.tsv:3:21: error: expected a preposition"),
    ("S be in", "p.tsv:3:15: error: expected a noun or an end after the preposition"),
    ("S be at with O", "p.tsv:3:16: error: expected a noun or an end after the preposition"),
    (
      "S be at|home to O", "p.tsv:3:13: error: 'home' is no preposition, but others in its list are"
    ),
    ("S rush troop to|along O", nil),
    ("S throw weight behind O", nil),
  ])
  func errors(_ text: String, expected: String?) {
    do {
      _ = try phrase(text)
      #expect(expected == nil)
    } catch {
      #expect(error.description == expected)
    }
  }

  /// What is wrong with a table.
  private func message(of table: String) -> String? {
    var changed = Vocabulary.standard
    do {
      try changed.add(table: table, file: "my.tsv")
    } catch {
      return error.description
    }
    return nil
  }

  @Test func table() throws {
    var vocabulary = Vocabulary.standard
    try vocabulary.add(
      table: "relation\tphrase\treliability\nkilled\tS poison O;poisoning of O by S\t0.9\n",
      file: "my.tsv")
    #expect(vocabulary.phrases.map(\.text) == ["S poison O", "poisoning of O by S"])
    #expect(vocabulary.phrases.map(\.reliability) == [0.9, 0.9])
    for (table, expected) in [
      (
        "relation\tphrase\nkiled\tS poison O\n",
        "my.tsv:2:1: error: unknown relation 'kiled': did you mean 'killed'?"
      ),
      (
        "relation\tphrase\nkilled\tS poison O;S poison O:Planet\n",
        "my.tsv:2:28: error: unknown entity type 'Planet'"
      ),
      (
        "relation\tphrase\treliability\nkilled\tS poison O\tmuch\n",
        "my.tsv:2:19: error: a reliability is a number from 0 to 1, not 'much'"
      ),
      (
        "relation\tphrase\tcolour\n",
        "my.tsv:1:17: error: unknown column 'colour': expected relation, phrase, reliability"
      ),
    ] {
      #expect(message(of: table) == expected)
    }
  }

  @Test func standardPhrasesCoverEveryRelation() {
    let covered = Set(Vocabulary.standardPhrases.map(\.relation))
    #expect(covered == Set(Vocabulary.standard.relations.map(\.name)))
  }

  @Test func unionKeepsPhrases() throws {
    var left = Vocabulary.standard
    left.add(try phrase("S poison O"))
    var right = Vocabulary.standard
    right.add(try phrase("S drown O"))
    #expect(left.union(right) == right.union(left))
    #expect(left.union(right).phrases.count == 2)
    #expect(left.union(left) == left)
  }
}

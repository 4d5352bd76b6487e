import Testing

/// The vocabulary, listed and extended.
@Suite struct VocabularyTests {
  @Test func theStandardVocabulary() throws {
    let run = try Workplace().graphgen("vocabulary", "--json")
    run.expect()
    let rows = try run.rows()
    #expect(rows.count == 53)
    #expect(rows.map { $0["relation"] as? String }.contains("wrote-to"))
    try Workplace().graphgen("vocabulary", "--types", "--format", "csv").expect(
      output: """
        type,actor,definition
        Person,yes,"a human being, named or described"
        Organization,yes,"a body with a name and members: a company, party, ministry, unit, or a \
        country that acts"
        Place,yes,somewhere on a map; a country or city named as a place can act
        Group,yes,people who are counted or described together without being an organization
        Event,no,"something that happened or is to happen: an attack, a vote, a campaign"
        Document,no,"a text or record: a letter, law, report, agreement"
        Thing,no,"any other object: a weapon, vehicle, prize, product"

        """)
    let family = try Workplace().graphgen("vocabulary", "--family", "authority", "--format", "tsv")
    family.expect()
    #expect(
      family.text.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
        == ["relation", "commands", "leads", "member-of", "works-for"])
    try Workplace().graphgen("vocabulary", "--family", "authrity").expect(
      2, output: "",
      errors: "graphgen: error: unknown relation family 'authrity': did you mean 'authority'?")
  }

  /// What `vocabulary --format tsv` prints is a vocabulary file, and says the same.
  @Test func itsOutputIsAVocabularyFile() throws {
    let workplace = try Workplace()
    for options in [[], ["--types"]] {
      let run = try workplace.graphgen(["vocabulary", "--format", "tsv"] + options)
      run.expect()
      try workplace.write("ours.tsv", run.output)
      try workplace.graphgen(
        ["vocabulary", "--format", "tsv", "--vocabulary", "ours.tsv"] + options
      )
      .expect(output: run.text)
    }
  }

  @Test func relationsAndTypesOfOnesOwn() throws {
    let workplace = try Workplace()
    try workplace.write("types.tsv", "type\tactor\tdefinition\nVessel\tno\ta ship\n")
    try workplace.write(
      "relations.tsv",
      """
      # Ships
      relation\tinverse\tsymmetric\tfamily\tsubject types\tobject types\tdefinition
      boarded\tboarded-by\tno\tconflict\tany actor\tVessel\twent aboard by force
      killed\tslain-by\tno\tconflict\tany\tPerson\treplaces the standard one

      """)
    try workplace.write(
      "t.csv",
      "subject,subject type,relation,object,object type\nAna,Person,boarded,Sea Star,vessel\n"
        + "Ana,Person,killed,Bo,Person\n")
    let vocabularies = ["--vocabulary", "types.tsv", "--vocabulary", "relations.tsv"]
    try workplace.graphgen(["build", "t.csv", "-o", "g.jsonl"] + vocabularies).expect(
      errors: "g.jsonl: 3 entities, 2 statements, 0 documents")
    let run = try workplace.graphgen(["show", "g.jsonl", "Sea Star"] + vocabularies)
    run.expect(
      output: """
        Sea Star
          type: Vessel
          id: vessel/sea-star

        boarded by
          Ana
              table.csv:2

        """.replacing("table", with: "t"))
    let killed = try workplace.graphgen(["neighbors", "g.jsonl", "Bo"] + vocabularies)
    killed.expectOutput(contains: "← slain by  Ana")
    // Without them the relation is unknown.
    try workplace.graphgen("build", "t.csv").expect(
      2, output: "",
      errors: """
        t.csv:2:12: error: unknown relation 'boarded': 'graphgen vocabulary' lists the known ones
        """)
  }

  @Test(
    arguments: [
      ("", ":1: error: the vocabulary is empty"),
      (
        "foo\tbar\n",
        ":1:1: error: expected a header line with a column 'relation' or 'type', separated by tabs"
      ),
      (
        "relation,inverse,family\n",
        ":1:1: error: expected a header line with a column 'relation' or 'type', separated by tabs"
      ),
      (
        "relation\tinverse\tfamily\tcolour\n",
        ":1:25: error: unknown column 'colour': expected relation, inverse, family, symmetric, "
          + "subject types, object types, PLOVER, Wikidata, definition"
      ),
      ("relation\tinverse\n", ":1:1: error: column 'family' is missing"),
      (
        "relation\tinverse\trelation\n", ":1:18: error: column 'relation' occurs twice"
      ),
      (
        "relation\tinverse\tfamily\nspied-on\t\tconflict\n",
        ":2:10: error: relation 'spied-on' needs an inverse label, or 'yes' under symmetric"
      ),
      (
        "relation\tinverse\tfamily\na b\tx\ty\n",
        ":2:1: error: a relation's name is letters, digits and hyphens, not 'a b'"
      ),
      (
        "relation\tinverse\tfamily\nx\ty\tz\n\n# again\nx\ty\tz\n",
        ":5:1: error: relation 'x' is defined twice, first on line 2"
      ),
      (
        "relation\tinverse\tfamily\tsymmetric\nx\ty\tz\tmaybe\n",
        ":2:7: error: expected yes or no, not 'maybe'"
      ),
      (
        "relation\tinverse\tfamily\tsubject types\nx\ty\tz\tPersn\n",
        ":2:7: error: unknown entity type 'Persn': expected any, any actor or some of Person, "
          + "Organization, Place, Group, Event, Document, Thing, joined by |"
      ),
      (
        "relation\tinverse\tfamily\nx\ty\tz\tw\n",
        ":2:7: error: 4 cells, but the header names 3 columns"
      ),
      ("type\n1\n", ":2:1: error: a type's name is letters and digits, not '1'"),
      ("type\nShip\nShip\n", ":3:1: error: type 'Ship' is defined twice, first on line 2"),
    ])
  func aWrongVocabularyFile(text: String, message: String) throws {
    let workplace = try Workplace()
    try workplace.write("v.tsv", text)
    try workplace.graphgen("vocabulary", "--vocabulary", "v.tsv").expect(
      2, output: "", errors: "v.tsv" + message)
  }

  @Test func aVocabularyFileThatIsNotText() throws {
    let workplace = try Workplace()
    try workplace.write("v.tsv", Array("relation\tinverse\tfamily\n".utf8) + [0xFF])
    try workplace.graphgen("vocabulary", "--vocabulary", "v.tsv").expect(
      2, output: "", errors: "v.tsv:2:1: error: byte 24 (0xFF) is not UTF-8: save the file as UTF-8"
    )
    try workplace.graphgen("vocabulary", "--vocabulary", "nope.tsv").expect(
      2, output: "", errors: "nope.tsv: error: no such file or folder")
  }

  @Test func carriageReturnsAndAByteOrderMarkDoNotMatter() throws {
    let workplace = try Workplace()
    try workplace.write(
      "v.tsv",
      "\u{FEFF}relation\tinverse\tfamily\r\nspied-on\tspied-on-by\tconflict\r\n")
    let run = try workplace.graphgen(
      "vocabulary", "--vocabulary", "v.tsv", "--family", "conflict", "--format", "csv")
    run.expect()
    run.expectOutput(contains: "\nspied-on,spied-on-by,no,conflict,any,any,,,\n")
  }
}

import Testing

/// Every error that a curated table can have, at its line and column.
@Suite struct CuratedTableTests {
  static let columns =
    "subject, subject type, subject aliases, relation, object, object type, object aliases, time, "
    + "place, polarity, mode, attributed to, confidence, document, quote, note"

  @Test(
    arguments: [
      ("", ": error: the table is empty: its first line names the columns"),
      ("\n\r\n", ": error: the table is empty: its first line names the columns"),
      (
        "subject,relation\nA,killed\n",
        ":1:1: error: column 'object' is missing: a table has at least subject, relation, object"
      ),
      (
        "subject;relation;object\nA;killed;B\n",
        ":1:1: error: the columns are separated by semicolons: a .csv file has commas, a .tsv file "
          + "tabs"
      ),
      (
        "subject\trelation\tobject\n",
        ":1:1: error: the columns are separated by tabs: a .csv file has commas, a .tsv file tabs"
      ),
      (
        "subject,relation,object,qoute\n",
        ":1:25: error: unknown column 'qoute': did you mean 'quote'?"
      ),
      (
        "subject,relation,object,colour\n",
        ":1:25: error: unknown column 'colour': the columns are \(columns)"
      ),
      ("subject,relation,object,Subject\n", ":1:25: error: column 'subject' occurs twice"),
      ("A,killed\n", ":2:3: error: 2 cells, but the header names 3 columns"),
      ("A,killed,B,C\n", ":2:12: error: 4 cells, but the header names 3 columns"),
      (",killed,B\n", ":2:1: error: the subject is missing"),
      ("A, ,B\n", ":2:3: error: the relation is missing"),
      ("A,killed,\n", ":2:10: error: the object is missing"),
      ("A,kiled,B\n", ":2:3: error: unknown relation 'kiled': did you mean 'killed'?"),
      (
        "A,zzz,B\n",
        ":2:3: error: unknown relation 'zzz': 'graphgen vocabulary' lists the known ones"
      ),
      (
        "A,killed-by,B\n",
        ":2:3: error: 'killed-by' is 'killed' read backwards: write that, with subject and object "
          + "swapped"
      ),
      (
        "+polarity\nA,killed,B,maybe\n",
        ":2:12: error: the polarity is 'asserted' or 'negated', not 'maybe'"
      ),
      (
        "+mode\nA,killed,B,hoped\n",
        ":2:12: error: the mode is 'fact', 'planned' or 'claimed', not 'hoped'"
      ),
      (
        "+time\nA,killed,B,2020-02-30\n",
        ":2:12: error: '2020-02-30' is not a time (EDTF, as in 2020-01-06, 2020-01 or 2019/2020): "
          + "there is no day 30 in that month"
      ),
      (
        "+time\nA,killed,B,Jan 2020\n",
        ":2:12: error: 'Jan 2020' is not a time (EDTF, as in 2020-01-06, 2020-01 or 2019/2020): "
          + "unexpected 'Jan 2020'"
      ),
      (
        "+confidence\nA,killed,B,2\n",
        ":2:12: error: the confidence is a number from 0 to 1, not '2'"
      ),
      (
        "+confidence\nA,killed,B,nan\n",
        ":2:12: error: the confidence is a number from 0 to 1, not 'nan'"
      ),
      (
        "+document\nA,killed,B,d.txt\n",
        ":2:12: error: a document without a quote: copy the words of 'd.txt' that say this"
      ),
      (
        "+document,quote\nA,killed,B,d.txt,hello\n",
        ":2:12: error: there is no document 'd.txt': no document was given"
      ),
      (
        "+subject type\nA,killed,B,Persn\n",
        ":2:12: error: unknown entity type 'Persn': did you mean 'Person'?"
      ),
      ("\"A,killed,B\n", ":2:1: error: the quote that opens here is never closed"),
      (
        "\"A\"x,killed,B\n",
        ":2:4: error: text after the closing quote: a quote inside a quoted cell is written twice"
      ),
      (
        "A \"x\" y,killed,B\n",
        ":2:3: error: a quote inside a cell: put the whole cell in quotes and write this one twice"
      ),
      ("A\0,killed,B\n", ":2:2: error: NUL: this is not a text file"),
      ("Ä,killed,\"B\n\nC\",D\n", ":4:4: error: 4 cells, but the header names 3 columns"),
    ])
  func aWrongTable(table: String, message: String) throws {
    let workplace = try Workplace()
    let header = "subject,relation,object"
    let text =
      table.hasPrefix("+")
      ? "\(header),\(table.dropFirst())"
      : message.hasPrefix(":2") || message.hasPrefix(":4") ? "\(header)\n\(table)" : table
    try workplace.write("t.csv", text)
    try workplace.graphgen("build", "t.csv", "-o", "g.jsonl").expect(
      2, output: "", errors: "t.csv" + message)
    #expect(workplace.files == ["t.csv"])
  }

  @Test func invalidUTF8() throws {
    let workplace = try Workplace()
    try workplace.write("t.csv", Array("subject,relation,object\nA".utf8) + [0xFF, 0x2C])
    try workplace.graphgen("build", "t.csv").expect(
      2, output: "", errors: "t.csv:2:2: error: byte 0xFF is not UTF-8: save the table as UTF-8")
  }

  @Test func everyRowsErrorIsToldInOrder() throws {
    let workplace = try Workplace()
    try workplace.write(
      "t.csv", "subject,relation,object\nA,kiled,B\nC,killed,D\n,killed,E\nF,told\n")
    try workplace.graphgen("build", "t.csv", "-o", "g.jsonl").expect(
      2, output: "",
      errors: """
        t.csv:2:3: error: unknown relation 'kiled': did you mean 'killed'?
        t.csv:4:1: error: the subject is missing
        t.csv:5:3: error: 2 cells, but the header names 3 columns
        """)
    #expect(!workplace.has("g.jsonl"))
  }

  @Test func typesThatTheRelationDoesNotExpectAreAWarning() throws {
    let workplace = try Workplace()
    try workplace.write(
      "t.csv",
      "subject,subject type,relation,object,object type\nRome,Place,married-to,Oslo,Place\n")
    try workplace.graphgen("build", "t.csv", "-o", "g.jsonl").expect(
      errors: """
        t.csv:2:1: warning: the subject of married-to is usually one of Group, Person; 'Rome' is of \
        type Place
        t.csv:2:1: warning: the object of married-to is usually one of Group, Person; 'Oslo' is of \
        type Place
        g.jsonl: 2 entities, 1 statement, 0 documents
        """)
    #expect(workplace.has("g.jsonl"))
  }

  /// RFC 4180 and what spreadsheets make of it.
  @Test(arguments: [
    "\u{FEFF}subject,subject type,relation,object,object type\nAna,Person,told,Bo,Person\n",
    "subject,subject type,relation,object,object type\r\nAna,Person,told,Bo,Person\r\n",
    "subject,subject type,relation,object,object type\rAna,Person,told,Bo,Person",
    "\"subject\",\"subject type\",\"relation\",\"object\",\"object type\"\n\"Ana\",Person,told,Bo,Person\n",
    "Object Type,object,RELATION,Subject_Type,subject\nPerson,Bo,told,Person,Ana\n",
    "\n\nsubject,subject-type,relation,object,object type\n\n Ana , person ,told, Bo\t,PERSON\n\n",
  ])
  func spellingsOfATable(text: String) throws {
    let workplace = try Workplace()
    try workplace.write("t.csv", text)
    try workplace.graphgen("build", "t.csv", "-o", "g.jsonl").expect(
      errors: "g.jsonl: 2 entities, 1 statement, 0 documents")
    try workplace.graphgen("neighbors", "g.jsonl", "Ana", "--relation", "told", "-t", "person")
      .expect(output: nil)
  }

  @Test func tabsAndTheArticlesTable() throws {
    let workplace = try Workplace.withSeeds()
    try workplace.graphgen(
      "export", "graph.jsonl", "--format", "tsv", "-qo", "seeds/statements.tsv"
    )
    .expect()
    let run = try workplace.graphgen(
      "build", "seeds/statements.tsv", "seeds/000_cd5aa225fea05e19.txt")
    run.expect()
    run.check(run.output == (try workplace.read("graph.jsonl")), "the table says it all")
  }

  @Test func aHeaderAloneIsAnEmptyGraph() throws {
    let workplace = try Workplace()
    try workplace.write("t.csv", "subject,relation,object\n")
    try workplace.graphgen("build", "t.csv", "-o", "g.jsonl").expect(
      errors: "g.jsonl: 0 entities, 0 statements, 0 documents")
    #expect(try workplace.read("g.jsonl").isEmpty)
  }
}

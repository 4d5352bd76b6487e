import Documents
import GraphModel
import TestSupport
import Testing

@Suite struct CuratedTableTests {
  private static func table(
    _ text: String, _ separator: TableSeparator = .comma
  ) -> CuratedTable {
    CuratedTable(bytes: Array(text.utf8), separatedBy: separator, file: "statements.csv")
  }

  private static func findings(_ text: String) -> [String] {
    table(text).diagnostics.map(\.description)
  }

  @Test func everyColumnInAnyOrderAndCase() throws {
    let table = Self.table(
      """
      Quote,note,DOCUMENT,confidence,attributed_to,mode,Polarity,place,time,object-type,object,\
      Object Aliases,relation,subject aliases,subject type,subject
      "“no”,
      he said",careful,a.txt,0.5,Ann,Claimed,NEGATED,Iraq,2019-12/2020,place, Iraq ,,visited,A. Lee| Lee,person,Ann Lee

      """)
    #expect(table.diagnostics.isEmpty)
    let row = try #require(table.rows.first)
    #expect(
      row.statement
        == StatementRecord(
          subject: EntityRecord(name: "Ann Lee", type: .person, aliases: ["A. Lee", "Lee"]),
          relation: "visited", object: EntityRecord(name: "Iraq", type: .place),
          qualifiers: Qualifiers(
            polarity: .negated, mode: .claimed, attributedTo: "Ann", time: "2019-12/2020",
            place: "Iraq"), confidence: 0.5, note: "careful",
          origin: SourceLocation(file: "statements.csv", line: 2, column: 1)))
    #expect(row.citation?.quote == "“no”,\nhe said")
    #expect(row.citation?.quoteLocation.description == "statements.csv:2:1")
    #expect(row.citation?.documentLocation.description == "statements.csv:3:18")
  }

  @Test func aRowWithoutADocumentCitesItself() throws {
    let table = Self.table("subject,relation,object,quote\nA,killed,B,\nC,killed,D,as I heard\n")
    #expect(table.rows.map(\.citation) == [nil, nil])
    #expect(
      table.rows.flatMap(\.statement.evidence) == [
        Evidence(document: "statements.csv", quote: "", extractor: "curated", line: 2),
        Evidence(document: "statements.csv", quote: "as I heard", extractor: "curated", line: 3),
      ])
  }

  @Test(arguments: [
    ("", "statements.csv: error: the table is empty: its first line names the columns"),
    ("\n\n", "statements.csv: error: the table is empty: its first line names the columns"),
    (
      "subject,relatoin,object\n",
      "statements.csv:1:9: error: unknown column 'relatoin': did you mean 'relation'?"
    ),
    (
      "subject,relation,object,zzz\n",
      "statements.csv:1:25: error: unknown column 'zzz': the columns are subject, subject type, "
        + "subject aliases, relation, object, object type, object aliases, time, place, polarity, mode, "
        + "attributed to, confidence, document, quote, note"
    ),
    ("subject,object,Subject\n", "statements.csv:1:16: error: column 'subject' occurs twice"),
    (
      "subject,object\n",
      "statements.csv:1:1: error: column 'relation' is missing: a table has at least subject, relation, "
        + "object"
    ),
    (
      "subject;relation;object\n",
      "statements.csv:1:1: error: the columns are separated by semicolons: a .csv file has commas, a .tsv "
        + "file tabs"
    ),
    (
      "subject\trelation\tobject\n",
      "statements.csv:1:1: error: the columns are separated by tabs: a .csv file has commas, a .tsv file "
        + "tabs"
    ),
    (
      "subject,relation,object\nA,killed\n",
      "statements.csv:2:3: error: 2 cells, but the header names 3 columns"
    ),
    (
      "subject,relation,object\nA\n",
      "statements.csv:2:1: error: 1 cell, but the header names 3 columns"
    ),
    (
      "subject,relation,object\nA,killed,B,C,D\n",
      "statements.csv:2:12: error: 5 cells, but the header names 3 columns"
    ),
    ("subject,relation,object\n ,killed,B\n", "statements.csv:2:1: error: the subject is missing"),
    ("subject,relation,object\nA,,B\n", "statements.csv:2:3: error: the relation is missing"),
    (
      "subject,relation,object\nA,killed,\"\"\n",
      "statements.csv:2:10: error: the object is missing"
    ),
    (
      "subject,relation,object\nÉ,kiled,B\n",
      "statements.csv:2:3: error: unknown relation 'kiled': did you mean 'killed'?"
    ),
    (
      "subject,relation,object\nA,xyzzy,B\n",
      "statements.csv:2:3: error: unknown relation 'xyzzy': 'graphgen vocabulary' lists the known ones"
    ),
    (
      "subject,relation,object\nA,killed-by,B\n",
      "statements.csv:2:3: error: 'killed-by' is 'killed' read backwards: write that, with subject and "
        + "object swapped"
    ),
    (
      "subject,subject type,relation,object\nA,Persn,killed,B\n",
      "statements.csv:2:3: error: unknown entity type 'Persn': did you mean 'Person'?"
    ),
    (
      "subject,relation,object,polarity\nA,killed,B,no\n",
      "statements.csv:2:12: error: the polarity is 'asserted' or 'negated', not 'no'"
    ),
    (
      "subject,relation,object,mode\nA,killed,B,maybe\\u{7}\n",
      "statements.csv:2:12: error: the mode is 'fact', 'planned' or 'claimed', not 'maybe\\u{7}'"
    ),
    (
      "subject,relation,object,time\nA,killed,B,2020-13\n",
      "statements.csv:2:12: error: '2020-13' is not a time (EDTF, as in 2020-01-06, 2020-01 or 2019/2020): "
        + "there is no month 13; a month is 01 to 12, a season 21 (spring) to 24 (winter)"
    ),
    (
      "subject,relation,object,confidence\nA,killed,B,1.5\n",
      "statements.csv:2:12: error: the confidence is a number from 0 to 1, not '1.5'"
    ),
    (
      "subject,relation,object,confidence\nA,killed,B,nan\n",
      "statements.csv:2:12: error: the confidence is a number from 0 to 1, not 'nan'"
    ),
    (
      "subject,relation,object,document,quote\nA,killed,B,a.txt,\n",
      "statements.csv:2:18: error: a document without a quote: copy the words of 'a.txt' that say this"
    ),
    (
      "subject,relation,object,document\nA,killed,B,a.txt\n",
      "statements.csv:2:12: error: a document without a quote: copy the words of 'a.txt' that say this"
    ),
    (
      "subject,relation,object\nA,killed,\"B\n",
      "statements.csv:2:10: error: the quote that opens here is never closed"
    ),
  ])
  func finding(_ text: String, _ message: String) {
    #expect(Self.findings(text) == [message])
  }

  @Test func rowsWithErrorsDoNotHideTheOthers() {
    let table = Self.table(
      "subject,relation,object\nA,kiled,B\nA,killed,B\n,killed,B\nC,killed,D\n")
    #expect(table.rows.map(\.statement.subject.name) == ["A", "C"])
    #expect(table.diagnostics.map { $0.location?.line } == [2, 4])
  }

  @Test func aTableOfMistakesGivesAHundredErrors() {
    let findings = Self.findings(
      "subject,relation,object\n" + String(repeating: "A,,B\n", count: 1_000))
    #expect(findings.count == 101)
    #expect(findings.last == "statements.csv:101: note: 100 errors: the rest is not read")
  }

  @Test func namesAreKeptAsTheyAre() throws {
    for name in awkwardNames + [String(repeating: "n", count: 1 << 20)] {
      let cell =
        "\""
        + name.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
      let table = Self.table("subject,relation,object\n\(cell),killed,B\n")
      #expect(table.diagnostics.isEmpty)
      let read = try #require(table.rows.first).statement.subject.name
      #expect(read.utf8.elementsEqual(name.utf8))
    }
  }

  @Test func anUnknownNameOfOneMegabyteGivesOneShortLine() {
    let findings = Self.findings(
      "subject,relation,object\nA,\(String(repeating: "k\t", count: 1 << 19)),B\n")
    #expect(findings.count == 1)
    #expect(findings[0].utf8.count < 300 && !findings[0].contains("\n"))
  }

  @Test func randomTablesReadTheSameInPieces() throws {
    var random = SplitMix64(seed: runSeed)
    let words = [
      "subject", "relation", "object", "quote", "document", "time", "killed", ",", ",", "\n", "\"",
      "a", "2020", "\u{FEFF}", "é", "\r\n",
    ]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        words[Int.random(in: 0..<words.count, using: &random)]
      }.joined()
      let bytes = Array(("subject,relation,object\n" + text).utf8)
      let whole = CuratedTable(bytes: bytes, file: "t.csv")
      var reader = CuratedTable.Reader(
        separator: .comma, file: "t.csv", vocabulary: .standard)
      for byte in bytes { [byte].withUnsafeBufferPointer { reader.read($0) } }
      let pieces = reader.finish()
      try check(
        pieces.rows == whole.rows && pieces.diagnostics == whole.diagnostics,
        "GRAPHGEN_SEED=\(runSeed): \(text.debugDescription)")
    }
  }
}

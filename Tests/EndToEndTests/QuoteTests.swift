import Testing

/// A quote that its document does not have ends the build with exit code 5 and writes nothing.
@Suite struct QuoteTests {
  private func build(quote: String, document: String = "d.txt") throws -> (Run, Workplace) {
    let workplace = try Workplace()
    try workplace.write("d.txt", "One line.\nThe mayor met the bishop on Sunday, and left.\n")
    try workplace.write("old.jsonl", "the old file\n")
    try workplace.write(
      "t.csv",
      "subject,subject type,relation,object,object type,document,quote\n"
        + "mayor,Person,met-with,bishop,Person,\(document),\"\(quote)\"\n")
    let run = try workplace.graphgen("build", "t.csv", "d.txt", "-o", "old.jsonl")
    return (run, workplace)
  }

  @Test func aQuoteThatIsNotThere() throws {
    let (run, workplace) = try build(quote: "the mayor saw the bishop on Sunday")
    run.expect(
      5, output: "",
      errors: "t.csv:2:43: error: the quote is not in 'd.txt'; nearest, on line 2: "
        + "'The mayor met the bishop on Sunday'")
    #expect(try workplace.text("old.jsonl") == "the old file\n")
    #expect(workplace.files == ["d.txt", "old.jsonl", "t.csv"])
  }

  @Test func aQuoteWithOtherMarks() throws {
    let (run, _) = try build(quote: "the Mayor met the bishop on Sunday")
    run.expect(
      5, output: "",
      errors:
        "t.csv:2:43: error: the quote is not in 'd.txt': line 2 has the same words, but other "
        + "marks, case or spaces: 'The mayor met the bishop on Sunday'")
  }

  @Test func aQuoteLikeNothingInTheDocument() throws {
    let (run, _) = try build(quote: "xyzzy")
    run.expect(5, output: "", errors: "t.csv:2:43: error: the quote is not in 'd.txt'")
  }

  @Test func everyMisquoteIsReported() throws {
    let workplace = try Workplace.withReport()
    try workplace.write(
      "report.csv",
      Sample.table.replacing(" Ruiz on Monday", with: " Ruiz on Sunday")
        .replacing("in May", with: "in June"))
    let run = try workplace.graphgen("build", "report.csv", "report.txt", "-o", "g.jsonl")
    run.expect(
      5, output: "",
      errors: """
        report.csv:3:74: error: the quote is not in 'report.txt'; nearest, on line 5: \
        'Ben Ruiz wrote to Ana Ruiz on'
        report.csv:5:94: error: the quote is not in 'report.txt'; nearest, on line 6: \
        'It is to leave Port Alder in'
        """)
    #expect(!workplace.has("g.jsonl"))
  }

  @Test func everyVerbThatReadsTheTableStopsThere() throws {
    let (_, workplace) = try build(quote: "xyzzy")
    for arguments in [
      ["render", "t.csv", "d.txt", "-o", "x.svg"], ["export", "t.csv", "d.txt", "-o", "x.dot"],
      ["stats", "t.csv", "d.txt"], ["t.csv", "d.txt", "-o", "x.svg"],
    ] {
      try workplace.graphgen(arguments).expect(
        5, output: "", errors: "t.csv:2:43: error: the quote is not in 'd.txt'")
    }
    #expect(workplace.files == ["d.txt", "old.jsonl", "t.csv"])
  }

  @Test func aMisquoteInJSONLines() throws {
    let workplace = try Workplace()
    try workplace.write("d.txt", "Ana met Bo.")
    try workplace.write(
      "s.jsonl",
      #"{"subject":"Ana","relation":"met-with","object":"Bo","#
        + #""evidence":[{"document":"d.txt","start":0,"end":3,"quote":"Zoe"}]}"#)
    let run = try workplace.graphgen("build", "s.jsonl", "d.txt", "-o", "g.jsonl")
    run.expect(5, output: "", errors: nil)
    run.expectErrors(contain: "s.jsonl:1:1: error: the quote is not in 'd.txt'")
    #expect(!workplace.has("g.jsonl"))
  }

  @Test func aRepeatedQuoteIsAWarning() throws {
    let workplace = try Workplace()
    try workplace.write("d.txt", "Ana met Bo. Ana met Bo.")
    try workplace.write(
      "t.csv",
      "subject,subject type,relation,object,object type,document,quote\n"
        + "Ana,Person,met-with,Bo,Person,d.txt,Ana met Bo\n")
    let run = try workplace.graphgen("build", "t.csv", "d.txt", "-o", "g.jsonl")
    run.expect(
      errors: """
        t.csv:2:37: warning: the quote stands in 'd.txt' more than once and the first is cited: quote \
        more words
        g.jsonl: 2 entities, 1 statement, 1 document
        """)
  }

  /// Quotes keep to bytes: line ends, byte order marks and other scripts do not shift the span.
  @Test(arguments: [
    "\u{FEFF}Ana met Bo.", "\r\nAna met Bo.\r\n", "أنا – Ana met Bo.", "👩‍🚀 Ana met Bo.",
    "e\u{301} Ana met Bo.",
  ])
  func spansCountBytes(text: String) throws {
    let workplace = try Workplace()
    try workplace.write("d.txt", text)
    try workplace.write(
      "t.csv",
      "subject,subject type,relation,object,object type,document,quote\r\n"
        + "Ana,Person,met-with,Bo,Person,d.txt,Ana met Bo\r\n")
    try workplace.graphgen("build", "t.csv", "d.txt", "-q", "-o", "g.jsonl").expect()
    try workplace.graphgen("verify", "g.jsonl", "--documents", ".").expect(
      errors: "1 quote verified")
    let run = try workplace.graphgen("neighbors", "g.jsonl", "Ana", "--json")
    let evidence = try #require(try run.rows()[0]["evidence"] as? [[String: Any]])
    let start = try #require(evidence[0]["start"] as? Int)
    let end = try #require(evidence[0]["end"] as? Int)
    #expect(Array(text.utf8)[start..<end] == ArraySlice("Ana met Bo".utf8))
  }
}

import Testing

/// Law 1 as a user checks it.
@Suite struct VerifyTests {
  @Test func everyQuoteStands() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("verify", "graph.jsonl").expect(output: "", errors: "6 quotes verified")
    try workplace.graphgen("verify", "graph.jsonl", "--documents", ".").expect(
      output: "", errors: "6 quotes verified")
    try workplace.graphgen("verify", "graph.jsonl", "--json").expect(
      output: "[]\n", errors: "6 quotes verified")
    try workplace.graphgen("verify", "graph.jsonl", "-q").expect(output: "")
  }

  @Test func aDocumentThatHasChangedSinceTheBuild() throws {
    let workplace = try Workplace.withGraph()
    try workplace.write("report.txt", Sample.report.replacing("Monday", with: "Sunday"))
    let run = try workplace.graphgen("verify", "graph.jsonl", "--documents", ".", "--format", "csv")
    run.expect(
      5,
      output: """
        document,statement,quote,problem
        report.txt,,,"the document has changed: SHA-256 c5c7bb9b43ae…, was d09f673db9c0…"
        report.txt,Ben Ruiz –wrote to→ Ana Ruiz (2021-03-01),Ben Ruiz wrote to Ana Ruiz on Monday,\
        the document has “Ben Ruiz wrote to Ana Ruiz on Sunday” there

        """, errors: "5 quotes verified, 1 failed, 1 document changed")
    // The graph itself, with the text of its day, is sound.
    try workplace.graphgen("verify", "graph.jsonl").expect(output: "", errors: "6 quotes verified")
  }

  @Test func aDocumentThatIsGone() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("verify", "graph.jsonl", "--documents", "nowhere").expect(
      2, output: "", errors: "nowhere/report.txt: error: no such file or folder")
  }

  @Test func aQuoteThatWasTamperedWith() throws {
    let workplace = try Workplace.withGraph()
    try workplace.write(
      "graph.jsonl",
      try workplace.text("graph.jsonl").replacing(
        #""quote":"Ben Ruiz wrote to Ana"#, with: #""quote":"Ben Ruiz wrote to Bob"#))
    let run = try workplace.graphgen("verify", "graph.jsonl", "--format", "tsv")
    run.expect(
      5,
      output: "document\tstatement\tquote\tproblem\n"
        + "report.txt\tBen Ruiz –wrote to→ Ana Ruiz (2021-03-01)\tBen Ruiz wrote to Bob Ruiz on "
        + "Monday\tthe document has “Ben Ruiz wrote to Ana Ruiz on Monday” there\n",
      errors: "5 quotes verified, 1 failed")
    // No other verb works on such a graph as if nothing were wrong.
    for arguments in [
      ["neighbors", "graph.jsonl", "ana"], ["build", "graph.jsonl", "-o", "g.jsonl"],
    ] {
      let run = try workplace.graphgen(arguments)
      run.expect(5, output: "", errors: nil)
      run.expectErrors(contain: "graph.jsonl:12:1: error: the quote is not in 'report.txt'")
    }
    #expect(!workplace.has("g.jsonl"))
  }

  @Test(arguments: [
    (#""start":76,"end":9112"#, "the span lies outside the document or cuts a character"),
    (#""start":76,"end":110"#, "the document has “Ben Ruiz wrote to Ana Ruiz on Mond” there"),
  ])
  func aSpanThatIsWrong(span: String, problem: String) throws {
    let workplace = try Workplace.withGraph()
    try workplace.write(
      "graph.jsonl",
      try workplace.text("graph.jsonl").replacing(#""start":76,"end":112"#, with: span))
    let run = try workplace.graphgen("verify", "graph.jsonl", "--json")
    run.expect(5, errors: "5 quotes verified, 1 failed")
    #expect(try run.rows().map { $0["problem"] as? String } == [problem])
  }

  @Test func aTextThatWasTamperedWith() throws {
    let workplace = try Workplace.withGraph()
    try workplace.write(
      "graph.jsonl",
      try workplace.text("graph.jsonl").replacing("Harbour report", with: "Harbour rumour"))
    let run = try workplace.graphgen("verify", "graph.jsonl", "--json")
    run.expect(5, errors: "6 quotes verified, 1 document changed")
    let problem = try run.rows().first?["problem"] as? String
    run.check(problem?.hasPrefix("the document has changed: SHA-256 ") == true, "it says so")
  }
}

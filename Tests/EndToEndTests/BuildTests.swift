import Foundation
import Testing

@Suite struct BuildTests {
  static let graph = """
    {"document":{"id":"report.txt","date":"2021-03-04","sha256":\
    "d09f673db9c0110f1b6841b210c96b647fa7e9d79c9039891419c1f2bd36cfc5","text":\
    "Harbour report\\n\\nMarch 4, 2021\\n\\nGeneral Ana Ruiz commands the River Brigade. \
    Ben Ruiz wrote to Ana Ruiz on Monday.\\nThe River Brigade did not attack Port Alder, \
    a spokesman said. It is to leave Port Alder in May.\\n“Cole Adeyemi killed the envoy,” said \
    Dana Okoye. Cole Adeyemi met Dana Okoye in Port Alder.\\n"}}
    {"entity":{"id":"organization/river-brigade","name":"River Brigade","type":"Organization"}}
    {"entity":{"id":"person/ana-ruiz","name":"Ana Ruiz","type":"Person","aliases":\
    ["General Ana Ruiz","the General"]}}
    {"entity":{"id":"person/ben-ruiz","name":"Ben Ruiz","type":"Person"}}
    {"entity":{"id":"person/cole-adeyemi","name":"Cole Adeyemi","type":"Person"}}
    {"entity":{"id":"person/dana-okoye","name":"Dana Okoye","type":"Person"}}
    {"entity":{"id":"person/the-envoy","name":"the envoy","type":"Person"}}
    {"entity":{"id":"place/port-alder","name":"Port Alder","type":"Place"}}

    """

  @Test func aGraphFileHoldsDocumentsEntitiesAndStatements() throws {
    let workplace = try Workplace.withReport()
    let run = try workplace.graphgen("build", "report.csv", "report.txt", "-o", "graph.jsonl")
    run.expect(output: "", errors: "graph.jsonl: 7 entities, 6 statements, 1 document")
    let text = try workplace.text("graph.jsonl")
    run.check(text.hasPrefix(Self.graph), "it begins with\n\(Self.graph)\nbut is\n\(text)")
    let denial = """
      {"subject":{"id":"organization/river-brigade","name":"River Brigade","type":"Organization"},\
      "relation":"attacked","object":{"id":"place/port-alder","name":"Port Alder","type":"Place"},\
      "polarity":"negated","mode":"claimed","attributedTo":"a spokesman","time":null,"place":null,\
      "confidence":null,"evidence":[{"document":"report.txt","start":114,"end":175,"quote":\
      "The River Brigade did not attack Port Alder, a spokesman said","extractor":"curated"}]}

      """
    run.check(text.contains(denial), "it has\n\(denial)")
  }

  @Test func withoutOutputTheGraphGoesToStandardOutputAndNoWordsWithIt() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen("build", "report.csv", "report.txt")
    run.expect(output: try workplace.text("graph.jsonl"))
    let dash = try workplace.graphgen("build", "report.csv", "report.txt", "-o", "-")
    dash.expect(output: run.text)
  }

  @Test func quietSaysNothing() throws {
    let workplace = try Workplace.withReport()
    try workplace.graphgen("build", "report.csv", "report.txt", "-qo", "graph.jsonl").expect(
      output: "")
  }

  @Test func theArticle() throws {
    let workplace = try Workplace.withSeeds()
    let run = try workplace.graphgen("build", "seeds", "-o", "again.jsonl")
    run.expect(output: "", errors: "again.jsonl: 39 entities, 48 statements, 1 document")
    #expect(try workplace.read("again.jsonl") == workplace.read("graph.jsonl"))
    try workplace.graphgen("verify", "again.jsonl").expect(errors: "49 quotes verified")
  }

  /// Law 2: neither the order of inputs nor that of rows nor of columns matters.
  @Test func orderDoesNotMatter() throws {
    let workplace = try Workplace.withGraph()
    let expected = try workplace.read("graph.jsonl")
    let rows = Sample.table.split(separator: "\n")
    try workplace.write("report.csv", ([rows[0]] + rows[1...].reversed()).joined(separator: "\n"))
    for inputs in [["report.csv", "report.txt"], ["report.txt", "report.csv"]] {
      let run = try workplace.graphgen(["build"] + inputs)
      run.expect()
      run.check(run.output == expected, "same bytes for other orders of rows and inputs")
    }
    let twice = try workplace.graphgen(
      "build", "report.csv", "graph.jsonl", "report.txt", "report.csv")
    twice.expect()
    twice.check(twice.output == expected, "same bytes where inputs are given twice")
  }

  @Test func aGraphBuiltAgainIsItself() throws {
    let workplace = try Workplace.withSeeds()
    let run = try workplace.graphgen("build", "graph.jsonl")
    run.expect()
    #expect(run.output == (try workplace.read("graph.jsonl")))
  }

  @Test func statementsAndDocumentsFromStandardInput() throws {
    let workplace = try Workplace()
    let lines = """
      {"id": "wire/7", "text": "Ana met Bo.", "date": "2021-03-04", "outlet": "The Wire"}
      {"subject": {"name": "Ana", "type": "Person"}, "relation": "met-with", \
      "object": {"name": "Bo", "type": "Person"}, \
      "evidence": [{"document": "wire/7", "start": 0, "end": 10, "quote": "Ana met Bo"}]}
      """
    let run = try workplace.graphgen("build", "-", input: .text(lines))
    run.expect()
    run.expectOutput(contains: #""id":"wire/7","date":"2021-03-04","outlet":"The Wire","sha256":""#)
    run.expectOutput(contains: #""document":"wire/7","start":0,"end":10,"quote":"Ana met Bo""#)
    try workplace.write("out.jsonl", run.output)
    try workplace.graphgen("verify", "out.jsonl").expect(errors: "1 quote verified")
  }

  @Test func aPlainTextFromStandardInputIsADocument() throws {
    let run = try Workplace().graphgen("build", "-", input: .text("Ana met Bo.\n"))
    run.expect()
    run.expectOutput(contains: #"{"document":{"id":"<stdin>""#)
  }

  @Test func aGraphIsPipedFromVerbToVerb() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen(
      "neighbors", "-", "the General", "--format", "jsonl",
      input: .file(workplace.path("graph.jsonl")))
    run.expect()
    #expect(run.text.split(separator: "\n").count == 2)
  }

  @Test func evidenceWithoutASpanGetsOneAndAWrongOneIsCorrected() throws {
    let workplace = try Workplace()
    try workplace.write("d.txt", "Ana met Bo.")
    let statement = """
      {"subject":{"name":"Ana","type":"Person"},"relation":"met-with",\
      "object":{"name":"Bo","type":"Person"},"evidence":[{"document":"d.txt",EVIDENCE}]}

      """
    func build(_ evidence: String) throws -> Run {
      try workplace.write("s.jsonl", statement.replacingOccurrences(of: "EVIDENCE", with: evidence))
      return try workplace.graphgen("build", "s.jsonl", "d.txt", "-o", "g.jsonl")
    }
    let done = "g.jsonl: 2 entities, 1 statement, 1 document"
    let expected = #""document":"d.txt","start":4,"end":7,"quote":"met""#
    try build(#""quote":"met""#).expect(errors: done)
    #expect(try workplace.text("g.jsonl").contains(expected))
    try build(#""start":4,"end":7"#).expect(errors: done)
    #expect(try workplace.text("g.jsonl").contains(expected))
    try build(#""start":3,"end":6,"quote":"met""#).expect(
      errors: """
        s.jsonl:1:1: warning: the quote is not at bytes 3..<6 of 'd.txt' but at 4..<7: corrected
        \(done)
        """)
    #expect(try workplace.text("g.jsonl").contains(expected))
  }

  @Test func aRowWithoutADocumentCitesItsTableAndLine() throws {
    let workplace = try Workplace()
    try workplace.build(table: "subject,relation,object,object type\nAna,killed,Bo,Person\n")
    #expect(
      try workplace.text("graph.jsonl").contains(
        #""evidence":[{"document":"table.csv","line":2,"quote":"","extractor":"curated"}]"#))
    let run = try workplace.graphgen("evidence", "graph.jsonl", "Bo")
    run.expect(output: "Ana –killed→ Bo\n  table.csv:2\n")
    try workplace.graphgen("verify", "graph.jsonl").expect(
      errors: "0 quotes verified, 1 on a table's word alone")
  }

  @Test func severalDocumentsOneOfThemUnreadable() throws {
    let workplace = try Workplace()
    try workplace.write("texts/good.txt", "It rained.")
    try workplace.write("texts/bad.txt", [0x41, 0xFF, 0x42])
    let run = try workplace.graphgen("build", "texts", "-o", "g.jsonl")
    run.expect(
      3, output: "",
      errors: """
        g.jsonl: 0 entities, 0 statements, 1 document
        texts/bad.txt:1:2: error: byte 1 (0xFF) is not UTF-8: save the file as UTF-8
        """)
    #expect(try workplace.text("g.jsonl").contains("texts/good.txt"))
  }

  @Test func whenNoDocumentCanBeReadNothingIsWritten() throws {
    let workplace = try Workplace()
    try workplace.write("bad.txt", [0x41, 0xFF, 0x42])
    try workplace.graphgen("build", "bad.txt", "-o", "g.jsonl").expect(
      2, output: "",
      errors: "bad.txt:1:2: error: byte 1 (0xFF) is not UTF-8: save the file as UTF-8")
    #expect(!workplace.has("g.jsonl"))
  }

  @Test func aFolderIsReadInTheOrderOfNamesAndOtherFilesArePassedOver() throws {
    let workplace = try Workplace.withReport()
    try workplace.write("in/report.txt", Sample.report)
    try workplace.write("in/more/report.csv", Sample.table)
    try workplace.write("in/picture.png", [0x89, 0x50])
    try workplace.write("in/.hidden.csv", "nonsense")
    try workplace.graphgen("build", "in", "-o", "g.jsonl").expect(
      errors: """
        in/picture.png: note: passed over: not a text, table or graph by its name
        g.jsonl: 7 entities, 6 statements, 1 document
        """)
  }
}

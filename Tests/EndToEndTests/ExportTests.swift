import Testing

/// Graphs in other formats, read back.
@Suite struct ExportTests {
  static let note = [
    "dot":
      "graphgen: note: dot leaves out the documents' texts, where entities are mentioned, what was decided of "
      + "names, and control characters in names",
    "csv":
      "graphgen: note: csv leaves out ids, properties, external identifiers, mentions, decisions, entities without "
      + "statements, what is known of the documents, extractors, where in a quote subject, trigger and "
      + "object stand, and which occurrence of a repeated quote is meant",
  ]

  @Test func jsonLinesCarryEverything() throws {
    let workplace = try Workplace.withSeeds()
    let run = try workplace.graphgen("export", "graph.jsonl", "--format", "jsonl")
    run.expect()
    run.check(run.output == (try workplace.read("graph.jsonl")), "same bytes")
  }

  @Test func theFormatIsTheOptionsOrTheNames() throws {
    let workplace = try Workplace.withGraph()
    for (arguments, note) in [
      (["-o", "a.dot"], Self.note["dot"]), (["-o", "a.gv"], Self.note["dot"]),
      (["-o", "a.csv"], Self.note["csv"]), (["-o", "a.txt", "--format", "dot"], Self.note["dot"]),
      (["-o", "a.jsonl"], ""), (["-o", "b.csv", "-q"], ""),
    ] {
      try workplace.graphgen(["export", "graph.jsonl"] + arguments).expect(output: "", errors: note)
    }
    #expect(try workplace.read("a.dot") == workplace.read("a.gv"))
    #expect(try workplace.read("a.dot") == workplace.read("a.txt"))
    #expect(try workplace.read("a.jsonl") == workplace.read("graph.jsonl"))
  }

  /// Law 5: what libcgraph reads is what we wrote; and DOT is lossless but for the texts.
  @Test func dotIsReadBack() throws {
    for workplace in [try Workplace.withGraph(), try Workplace.withSeeds()] {
      try workplace.graphgen("export", "graph.jsonl", "-o", "g.dot").expect(
        output: "", errors: Self.note["dot"])
      try workplace.graphgen("export", "g.dot", "-qo", "again.dot").expect()
      #expect(try workplace.read("again.dot") == workplace.read("g.dot"))

      // dot reads it, and what it writes says the same.
      let canonical = try workplace.tool("dot", "-Tcanon", "g.dot")
      canonical.expect()
      try workplace.write("canon.dot", canonical.output)
      try workplace.graphgen("export", "canon.dot", "-qo", "again.dot").expect()
      #expect(try workplace.read("again.dot") == workplace.read("g.dot"))

      // Only the texts are lost.
      let difference = try workplace.graphgen("diff", "graph.jsonl", "g.dot", "--json")
      difference.check(
        try difference.rows().allSatisfy { $0["kind"] as? String == "document" },
        "entities and statements are the same")
    }
  }

  @Test func dotIsDrawnByDot() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("export", "graph.jsonl", "-qo", "g.dot").expect()
    let run = try workplace.tool("dot", "-Tsvg", "g.dot")
    run.expect()
    run.expectOutput(contains: ">Ana Ruiz<")
    run.expectOutput(contains: ">not: attacked<")
    run.expectOutput(contains: ">(planned)<")
    // Our own exports are drawn as graphs of statements, not as foreign pictures.
    let own = try workplace.graphgen("render", "g.dot", "-Tsvg")
    own.expect()
    own.expectOutput(contains: "3 facts")
  }

  @Test func csvIsReadBack() throws {
    let workplace = try Workplace.withGraph()
    for format in ["csv", "tsv"] {
      try workplace.graphgen("export", "graph.jsonl", "-qo", "back.\(format)").expect()
      let run = try workplace.graphgen("build", "back.\(format)", "report.txt")
      run.expect()
      run.check(run.output == (try workplace.read("graph.jsonl")), "\(format) says the same")
    }
  }

  @Test func aFilterExportsAPart() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen(
      "export", "graph.jsonl", "--format", "csv", "--relation", "commands", "-q")
    run.expect(
      output: """
        subject,subject type,subject aliases,relation,object,object type,object aliases,time,place,\
        polarity,mode,attributed to,confidence,document,quote,note
        Ana Ruiz,Person,General Ana Ruiz|the General,commands,River Brigade,Organization,,,,asserted,\
        fact,,,report.txt,General Ana Ruiz commands the River Brigade,

        """)
    let part = try workplace.graphgen(
      "export", "graph.jsonl", "--format", "jsonl", "--mode", "planned")
    part.expect()
    part.check(!part.text.contains("Ana Ruiz\",\"type"), "entities without statements are left out")
  }
}

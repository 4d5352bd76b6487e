import Foundation
import Testing

/// Drawing as a user asks for it.
@Suite struct RenderTests {
  /// What `doctor` says of a kind of thing, for example the layout engines.
  private func offered(_ check: String) throws -> [String] {
    let run = try Workplace().graphgen("doctor", "--json")
    let row = try run.rows().first { $0["check"] as? String == check }
    let names = (row?["details"] as? String)?.split(separator: " ").map(String.init)
    return try #require(names)
  }

  @Test func withoutAVerbAGraphIsBuiltAndDrawn() throws {
    let workplace = try Workplace.withReport()
    try workplace.graphgen("report.csv", "report.txt", "-o", "graph.svg").expect(output: "")
    try workplace.graphgen("render", "report.csv", "report.txt", "-osame.svg").expect(output: "")
    #expect(try workplace.read("graph.svg") == workplace.read("same.svg"))
    try workplace.tool("xmllint", "--noout", "graph.svg").expect()
  }

  @Test func theArticleInThreeFormatsOfOneLayout() throws {
    let workplace = try Workplace.withSeeds()
    let render = ["render", "graph.jsonl", "-o", "g.svg", "-o", "g.png", "-o", "g.pdf"]
    try workplace.graphgen(render).expect(output: "")
    try workplace.tool("xmllint", "--noout", "g.svg").expect()
    let svg = try workplace.text("g.svg")
    for words in ["Qasem Soleimani", "William Seely", "Mark Esper", "39 entities, 48 statements"] {
      #expect(svg.contains(words), "the picture lacks \(words)")
    }
    #expect(try workplace.read("g.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try workplace.text("g.pdf", upTo: 5) == "%PDF-")
    // Law 2: the same bytes again, but for what PDF says of its making.
    let (first, picture) = (try workplace.read("g.svg"), try workplace.read("g.png"))
    try workplace.graphgen(render).expect(output: "")
    #expect(try workplace.read("g.svg") == first)
    #expect(try workplace.read("g.png") == picture)
  }

  @Test func everyEngine() throws {
    let workplace = try Workplace.withGraph()
    for engine in try offered("layout engines") {
      let run = try workplace.graphgen("render", "graph.jsonl", "-K\(engine)", "-Tsvg")
      if engine.hasPrefix("nop") {
        // These lay nothing out but take positions that a graph of statements does not have.
        run.expect(4, output: "", errors: nil)
        run.expectErrors(contain: "graphgen: error: \(engine) found no layout: ")
        continue
      }
      run.expect()
      run.check(run.text.contains("River Brigade"), "\(engine) draws every entity")
      try workplace.write("\(engine).svg", run.output)
      try workplace.tool("xmllint", "--noout", "\(engine).svg").expect()
    }
  }

  @Test func everyFormat() throws {
    let workplace = try Workplace.withGraph()
    let formats = try offered("output formats")
    #expect(formats.count > 20)
    // Some builds of the library offer the formats of GD itself but cannot write them, and an icon has a
    // largest size.
    let doubtful: Set = ["gd", "gd2", "ico"]
    for format in formats where doubtful.contains(format) {
      let run = try workplace.graphgen("render", "graph.jsonl", "-o", "picture.\(format)")
      if run.status == 0 { continue }
      run.expect(4, output: "", errors: nil)
      run.expectErrors(
        contain:
          "graphgen: error: cannot write the dot layout as \(format): the library wrote nothing")
      #expect(!workplace.has("picture.\(format)"))
    }
    let outputs = formats.filter { !doubtful.contains($0) }
    // A format that can't show all may say so.
    try workplace.graphgen(
      ["render", "graph.jsonl", "-q"] + outputs.flatMap { ["-o", "picture.\($0)"] }
    ).expect(output: "")
    // An ismap holds the links of a picture, and this one has none.
    for format in outputs where format != "ismap" {
      #expect(try !workplace.read("picture.\(format)").isEmpty, "picture.\(format) is empty")
    }
    let signatures: [(String, [UInt8])] = [
      ("png", [0x89, 0x50, 0x4E, 0x47]), ("gif", Array("GIF8".utf8)), ("jpg", [0xFF, 0xD8, 0xFF]),
      ("ps", Array("%!PS".utf8)), ("svgz", [0x1F, 0x8B]), ("webp", Array("RIFF".utf8)),
      ("bmp", Array("BM".utf8)), ("json", Array("{".utf8)), ("xdot1.4", Array("digraph".utf8)),
    ]
    for (format, signature) in signatures where outputs.contains(format) {
      #expect(try workplace.read("picture.\(format)").starts(with: signature), "\(format)")
    }
  }

  @Test func whatDotUnderstandsOfOptions() throws {
    let workplace = try Workplace.withGraph()
    func svg(_ options: String...) throws -> String {
      let run = try workplace.graphgen(["render", "graph.jsonl", "-Tsvg"] + options)
      run.expect()
      return run.text
    }
    let plain = try svg()
    #expect(try svg("-Kdot") == plain)
    #expect(try svg("-K", "dot") == plain)
    #expect(try svg("-Grankdir=LR") != plain)
    #expect(try svg("-G", "rankdir=LR") == svg("-Grankdir=LR"))
    #expect(try svg("-Gbgcolor=#123456").contains("#123456"))
    let named = try workplace.graphgen("render", "graph.jsonl", "-Tsvg", "-oNAME")
    named.expect(output: "")
    #expect(try workplace.text("NAME") == plain)
    let verbose = try workplace.graphgen("render", "graph.jsonl", "-v", "-o", "x.svg")
    verbose.expect(output: "", errors: nil)
    verbose.expectErrors(contain: "x.svg: \(plain.utf8.count) bytes\n")
  }

  @Test func withoutAFormatItIsDotWithPositions() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen("render", "graph.jsonl")
    run.expect()
    run.expectOutput(contains: "pos=\"")
    let read = try workplace.tool("dot", "-Kneato", "-n", "-Tplain", input: .text(run.text))
    read.expect()
    read.check(read.text.hasPrefix("graph "), "dot reads it")
  }

  @Test func unknownEnginesAndFormatsListTheKnownOnes() throws {
    let workplace = try Workplace.withGraph()
    for (options, message) in [
      (
        ["-K", "dott", "-o", "x.svg"], "unknown layout engine 'dott'; did you mean dot? (there are "
      ),
      (
        ["-T", "pngg", "-o", "x.svg"], "unknown output format 'pngg'; did you mean png? (there are "
      ),
      (["-o", "x.pngg"], "unknown output format 'pngg'; did you mean png? (there are "),
    ] {
      let run = try workplace.graphgen(["render", "graph.jsonl"] + options)
      run.expect(64, output: "", errors: nil)
      run.expectErrors(contain: "graphgen: error: \(message)")
      run.expectErrors(contain: message.contains("format") ? " svg " : " neato ")
    }
    #expect(workplace.files == ["graph.jsonl", "report.csv", "report.txt"])
  }

  @Test(arguments: [
    ("gtk", "it opens a window"), ("vrml", "it writes files of its own into the working folder"),
    ("vdx", "Graphviz crashes on tooltips and links there"),
  ])
  func formatsThatAreNoOutput(format: String, reason: String) throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("render", "graph.jsonl", "-o", "x.\(format)").expect(
      64, output: "",
      errors: "graphgen: error: the output format '\(format)' cannot be used: \(reason)")
    #expect(try offered("output formats").contains(format) == false)
  }

  @Test func aTitleAThemeAndAFilter() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen(
      "render", "graph.jsonl", "-Tsvg", "--theme", "dark", "--title", "A & B <i>", "--subtitle",
      "Under “it”", "--relation", "commands")
    run.expect()
    run.expectOutput(contains: "A &amp; B &lt;i&gt;")
    run.expectOutput(contains: "Under “it”")
    run.expectOutput(contains: "Ana Ruiz")
    run.check(!run.text.contains("Cole Adeyemi"), "what the filter leaves out is not drawn")
  }

  /// Which of the report's entities a picture shows, by the first letters of their names.
  private func shown(_ workplace: Workplace, _ options: String...) throws -> String {
    let run = try workplace.graphgen(["render", "graph.jsonl", "-Tsvg"] + options)
    run.expect()
    return [
      "Ana Ruiz", "Ben Ruiz", "Cole Adeyemi", "Dana Okoye", "the envoy", "Port Alder",
      "River Brigade",
    ].filter { run.text.contains(">\($0)<") }.map { String($0.prefix(1)) }.joined()
  }

  @Test func anEntityAndItsSurroundings() throws {
    let workplace = try Workplace.withGraph()
    #expect(try shown(workplace) == "ABCDtPR")
    #expect(try shown(workplace, "--focus", "Ana Ruiz") == "ABR")
    #expect(try shown(workplace, "--focus", "Ana Ruiz", "--depth", "2") == "ABPR")
    #expect(try shown(workplace, "--focus", "Ana Ruiz", "--depth", "0") == "A")
    #expect(try shown(workplace, "--focus", "Ana Ruiz", "--relation", "commands") == "AR")
    #expect(try shown(workplace, "--focus", "ben", "--focus", "envoy") == "ABCt")
    #expect(try shown(workplace, "--type", "Place") == "PR")
    #expect(try shown(workplace, "--since", "2021", "--until", "2021-02", "--dated") == "CD")
    #expect(try shown(workplace, "--source", "report.txt", "--min-confidence", "0.9") == "ABCDtPR")
  }

  @Test func thePathsBetweenTwoEntities() throws {
    let workplace = try Workplace.withGraph()
    #expect(try shown(workplace, "--path", "Ben Ruiz", "River Brigade") == "ABR")
    #expect(try shown(workplace, "--path", "Ben Ruiz", "Ana Ruiz", "--depth", "1") == "ABR")
    #expect(try shown(workplace, "--path", "Ben", "Ana Ruiz", "--focus", "envoy") == "ABCt")
    try workplace.graphgen(
      "render", "graph.jsonl", "-o", "x.svg", "--path", "Ben Ruiz", "Dana Okoye"
    ).expect(
      1, output: "",
      errors: "graphgen: note: no path from 'Ben Ruiz' to 'Dana Okoye' with these statements")
    #expect(!workplace.has("x.svg"))
    try workplace.graphgen("render", "graph.jsonl", "-o", "x.svg", "--focus", "Zoe").expect(
      1, output: "", errors: "graphgen: error: no entity is called 'Zoe'")
  }

  @Test func nothingCanBeChosenOfForeignDOT() throws {
    let workplace = try Workplace()
    try workplace.write("a.dot", "digraph { a -> b }")
    for options in [["--focus", "a"], ["--relation", "told"], ["--path", "a", "b"], ["--dated"]] {
      try workplace.graphgen(["render", "a.dot", "-o", "x.svg"] + options).expect(
        2, output: "",
        errors: "a.dot: error: nothing can be chosen of DOT that graphgen did not write: "
          + "it has no statements")
    }
  }

  /// Law 7: what is not so, planned or claimed does not look like a fact.
  @Test func stancesAreTold() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen("render", "graph.jsonl", "-Tsvg")
    run.expect()
    for words in ["3 facts", "1 planned", "negated", "claimed"] {
      run.expectOutput(contains: words)
    }
  }

  @Test func evidenceIsInTheTooltips() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen("render", "graph.jsonl", "-Tsvg")
    run.expectOutput(contains: "General Ana Ruiz commands the River Brigade")
    run.expectOutput(contains: "report.txt")
  }

  @Test func anEmptyGraph() throws {
    let workplace = try Workplace()
    try workplace.write("empty.csv", "subject,relation,object\n")
    try workplace.graphgen("render", "empty.csv", "-o", "x.svg", "-o", "x.png").expect(output: "")
    try workplace.tool("xmllint", "--noout", "x.svg").expect()
    try workplace.graphgen("export", "empty.csv", "-qo", "x.dot").expect()
    try workplace.tool("dot", "-Tplain", "x.dot").expect()
    try workplace.graphgen("stats", "empty.csv", "--json").expect(output: nil)
    try workplace.graphgen("verify", "empty.csv").expect(errors: "0 quotes verified")
  }

  @Test func cyclesAndSelfLoops() throws {
    let workplace = try Workplace()
    try workplace.build(
      table: """
        subject,subject type,relation,object,object type
        a,Person,told,a,Person
        a,Person,told,b,Person
        b,Person,told,a,Person
        b,Person,met-with,b,Person
        a,Person,told,b,Person

        """)
    try workplace.graphgen("neighbors", "graph.jsonl", "a").expect(
      output: """
        relation       entity  type    evidence
        → told         a       Person  table.csv:2
        → told         b       Person  table.csv:3 (+1)
        ← was told by  b       Person  table.csv:4

        """)
    for engine in ["dot", "neato", "circo"] {
      try workplace.graphgen("render", "graph.jsonl", "-K", engine, "-o", "x.svg").expect(
        output: "")
      try workplace.tool("xmllint", "--noout", "x.svg").expect()
    }
    try workplace.graphgen("path", "graph.jsonl", "a", "b").expect(output: nil)
  }

  @Test func dotFromElsewhereIsDrawnAsItStands() throws {
    let workplace = try Workplace()
    try workplace.write("foreign.dot", "digraph { a -> b [label=\"likes\"]; a [shape=box] }")
    let run = try workplace.graphgen("render", "foreign.dot", "-Tplain")
    run.expect()
    run.expectOutput(contains: "edge a b ")
    try workplace.graphgen("foreign.dot", "-o", "x.svg").expect(output: "")
    try workplace.tool("xmllint", "--noout", "x.svg").expect()
  }

  @Test(arguments: [
    ("digraph {", "bad.dot:1: error: not a DOT graph: syntax error in line 1"),
    ("", "bad.dot: error: not a DOT graph: there is no graph in it"),
    ("# nothing", "bad.dot: error: not a DOT graph: there is no graph in it"),
  ])
  func dotThatIsNone(text: String, message: String) throws {
    let workplace = try Workplace()
    try workplace.write("bad.dot", text)
    for arguments in [
      ["render", "bad.dot", "-o", "x.svg"], ["build", "bad.dot", "-o", "x.jsonl"],
    ] {
      try workplace.graphgen(arguments).expect(2, output: "", errors: message)
    }
    #expect(workplace.files == ["bad.dot"])
  }

  /// What stands open after the end of one graph is told of its file and does not reach into the next.
  @Test(arguments: ["\" junk", "/* junk", "\"", "<<b> junk", "digraph { c }", "junk"])
  func moreAfterTheGraph(rest: String) throws {
    let workplace = try Workplace()
    try workplace.write("a.dot", "digraph { a } \(rest)")
    try workplace.write("b.dot", "digraph { b [label=\"B\"] }")
    let run = try workplace.graphgen("build", "a.dot", "b.dot", "-o", "x.jsonl")
    run.expect(2, output: "", errors: nil)
    let lines = run.errors.split(separator: "\n")
    run.check(lines.count == 1 && lines[0].hasPrefix("a.dot"), "only a.dot is at fault")
    try workplace.graphgen("build", "b.dot", "-qo", "x.jsonl").expect(output: "")
  }

  /// On the deadline a cheaper engine is tried, and both picture and standard error say so.
  @Test func aLayoutThatACheaperEngineFinds() throws {
    let workplace = try Workplace()
    var table = "subject,subject type,relation,object,object type\n"
    var state: UInt32 = 7
    for _ in 0..<250 {
      var ends: [UInt32] = []
      for _ in 0..<2 {
        state = state &* 1_664_525 &+ 1_013_904_223
        ends.append((state >> 16) % 100)
      }
      table += "p\(ends[0]),Person,told,p\(ends[1]),Person\n"
    }
    try workplace.build(table: table)
    // This has dot alone go on for 10 s; what it leaves suffices another engine on a busy machine.
    let run = try workplace.graphgen(
      "render", "graph.jsonl", "--max-nodes", "0", "-Gmclimit=100", "--timeout", "6",
      "-o", "x.svg")
    run.expect(output: "", errors: nil)
    let svg = try workplace.text("x.svg")
    let remark = try #require(
      ["sfdp: dot did not finish in 3 s.", "osage: dot did not finish in 3 s; sfdp did not "].first
      {
        run.errors.contains("graphgen: note: Laid out by \($0)")
      }, "\(run.errors)")
    #expect(svg.contains("Laid out by \(remark)"))
  }

  @Test func aLayoutThatNoEngineFinds() throws {
    let workplace = try Workplace.withLargeGraph()
    let run = try workplace.graphgen(
      "render", "graph.jsonl", "--max-nodes", "0", "--timeout", "0.4", "-o", "x.svg")
    run.expect(4, output: "", errors: nil)
    run.expectErrors(contain: "sfdp did not finish in 0.2 s")
    run.check(run.errors.split(separator: "\n").count == 1, "one line")
    #expect(workplace.files == ["graph.jsonl"])
  }

  /// What a picture has no room for is told in it and on standard error, in the same exact words.
  @Test func aSliceOfALargeGraph() throws {
    let workplace = try Workplace.withLargeGraph()
    let render = ["render", "graph.jsonl", "-o", "x.svg"]
    let account =
      "Left out: 527 of 587 entities, 1136 of 1199 statements; shown are the most connected."
    let hint = " Draw all with --max-nodes 0, what is around one with --focus NAME."
    try workplace.graphgen(render).expect(output: "", errors: "graphgen: note: \(account)\(hint)")
    let svg = try workplace.text("x.svg")
    #expect(svg.contains("60 of 587 entities, 63 of 1199 statements"))
    #expect(svg.contains(account))
    try workplace.tool("xmllint", "--noout", "x.svg").expect()
    try workplace.graphgen(render + ["-q"]).expect(output: "")
    #expect(try workplace.text("x.svg") == svg)
    try workplace.graphgen(render + ["--max-nodes", "1", "--focus", "p7", "-q"]).expect(output: "")
    let one = try workplace.text("x.svg")
    #expect(one.contains(">p7<") && one.contains("shown are the nearest to the focus."))
    // Other engines have no place below the drawing: there the headline says it.
    try workplace.graphgen(render + ["-Kneato", "-q"]).expect(output: "")
    #expect(try workplace.text("x.svg").contains(account))
  }

  @Test func framesAroundCards() throws {
    let workplace = try Workplace.withGraph()
    func svg(_ options: String...) throws -> String {
      let run = try workplace.graphgen(["render", "graph.jsonl", "-Tsvg", "--cluster"] + options)
      run.expect()
      return run.text
    }
    for (cluster, title) in [("type", ">Person<"), ("community", ">around ")] {
      let picture = try svg(cluster)
      #expect(picture.contains(title), "\(cluster)")
      #expect(try svg(cluster, "-Kdot") == picture)
      #expect(try svg(cluster, "-Kfdp").contains(title))
      #expect(try svg(cluster, "-Kosage").contains(title))
    }
    #expect(try svg("document").contains(">report.txt<"))
    #expect(try svg("place").contains("class=\"cluster\"") == false, "nobody is anywhere")
    let run = try workplace.graphgen(
      "render", "graph.jsonl", "-osame.svg", "--cluster", "type", "-Kneato")
    run.expect(
      output: "",
      errors: "graphgen: note: neato draws no frames: use -K dot, fdp or osage with --cluster.")
    try workplace.graphgen("render", "graph.jsonl", "-ox.svg", "--cluster", "colour").expect(
      64, output: "", errors: nil)
  }

  @Test func allOfAGraphOnDemand() throws {
    let workplace = try Workplace.withGraph()
    let svg = try workplace.graphgen("render", "graph.jsonl", "-Tsvg").text
    for all in ["0", "all", "7"] {
      let run = try workplace.graphgen("render", "graph.jsonl", "-Tsvg", "--max-nodes", all)
      run.expect()
      #expect(run.text == svg)
    }
    let run = try workplace.graphgen("render", "graph.jsonl", "-Tsvg", "--max-nodes", "6")
    run.expect(errors: nil)
    run.expectErrors(contain: "graphgen: note: Left out: 1 of 7 entities, ")
  }

  /// A layout that takes too long is given up with exit code 4, and the old picture stays.
  @Test func aLayoutThatRunsOutOfTime() throws {
    let workplace = try Workplace.withLargeGraph()
    try workplace.write("x.svg", "the old picture")
    let run = try workplace.graphgen(
      "render", "graph.jsonl", "-Kdot", "--max-nodes", "0", "--timeout", "0.5", "-o", "x.svg")
    run.expect(4, output: "", errors: nil)
    run.expectErrors(contain: "graphgen: error: ")
    run.check(run.errors.split(separator: "\n").count == 1, "one line")
    #expect(try workplace.text("x.svg") == "the old picture")
  }
}

extension Workplace {
  /// The first characters of a file that need not be text.
  func text(_ name: String, upTo count: Int) throws -> String {
    String(decoding: try read(name).prefix(count), as: UTF8.self)
  }

  /// A folder with a graph that no engine lays out in a moment.
  static func withLargeGraph() throws -> Workplace {
    let workplace = try Workplace()
    var lines = ""
    var state: UInt32 = 1
    func random() -> UInt32 {
      state = state &* 1_664_525 &+ 1_013_904_223
      return (state >> 16) % 600
    }
    for _ in 0..<1200 {
      lines +=
        #"{"subject":{"name":"p\#(random())","type":"Person"},"relation":"told","#
        + #""object":{"name":"p\#(random())","type":"Person"}}"# + "\n"
    }
    try workplace.write("graph.jsonl", lines)
    return workplace
  }
}

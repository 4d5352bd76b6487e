import Foundation
import GraphModel
import Testing

@testable import Graphviz

/// What crashes or hangs Graphviz 2.42 comes back as a picture or as an error, and never takes us down.
@Suite struct IsolationTests {
  private static func outcome(
    ofDOT text: String, time: Duration = .seconds(20)
  ) -> Result<Rendering, GraphvizError> {
    Result { () throws(GraphvizError) in
      try Samples.renderer(time: time).render(dot: Array(text.utf8), formats: [.svg])
    }
  }

  private static func error(ofDOT text: String, time: Duration = .seconds(20)) -> String {
    switch outcome(ofDOT: text, time: time) {
    case .success: "a picture"
    case .failure(let error): error.description
    }
  }

  private static func notes(ofDOT text: String) -> [String] {
    switch outcome(ofDOT: text) {
    case .success(let rendering): rendering.notes.map(\.message)
    case .failure(let error): [error.description]
    }
  }

  @Test(arguments: [
    ("digraph { a -> b [weight=2000000000] }", "'weight' must be between 0 and 1000"),
    ("digraph { a -> b [minlen=2000000000] }", "'minlen' must be between 0 and 100"),
    ("digraph { a [peripheries=100000000] }", "'peripheries' must be between 0 and 10"),
    ("digraph { packmode=array_u1; pack=1000000000; a; b }", "'pack' must be between 0 and 1000"),
    (
      "digraph { a [label=<<TABLE><TR><TD COLSPAN=\"60000\">x</TD></TR></TABLE>>] }",
      "'label' has markup whose COLSPAN must be between 1 and 100"
    ),
    (
      "digraph { a [image=\"/etc/passwd\"] }",
      "'image' is not used: Graphviz would open a file that it names"
    ),
    (
      "digraph { stylesheet=\"x\"; a }",
      "'stylesheet' is not used: it could put markup into the picture"
    ),
    (
      "digraph { a [URL=\"javascript:alert(1)\"] }",
      "'URL' must be an http, https or mailto address"
    ),
    ("digraph { a [fontname=\"F\\\"><script>\"] }", "'fontname' must be the plain name of a font"),
    ("digraph { a [width=x] }", "'width' must be a number"),
  ])
  func whatWouldHurtIsLeftOutAndSaid(text: String, note: String) {
    #expect(Self.notes(ofDOT: text) == [note])
  }

  @Test(arguments: [
    ("digraph {\n a -> \n}", "not a DOT graph: syntax error in line 3 near '}'"),
    ("", "not a DOT graph: there is no graph in it"),
    (
      "digraph { a } digraph { b }",
      "not a DOT graph: there is more after the end of the first graph"
    ),
    ("digraph { a } }", "not a DOT graph: there is more after the end of the first graph"),
    ("digraph { a\0 }", "not a DOT graph: a NUL byte"),
    (
      "digraph { layout=nonsense; a }",
      "unknown layout engine 'nonsense' (there are circo dot fdp neato nop nop1 nop2 osage patchwork sfdp twopi)"
    ),
    (
      "digraph { a [label=<<B>x</I>>] }",
      "dot found no layout: mismatched tag in line 1 ... x</I> ... in label of node a"
    ),
  ])
  func whatCannotBeDrawnIsSaid(text: String, message: String) {
    #expect(Self.error(ofDOT: text) == message)
  }

  @Test func aCrashOfGraphvizIsAnError() {
    // A node in two clusters that lie apart.
    let text =
      "graph { subgraph cluster3 { a } subgraph cluster1 { subgraph cluster1 { subgraph cluster0 { a } } } }"
    #expect(throws: GraphvizError.crashed(Engine(rawValue: "osage"), signal: 11, messages: [])) {
      try Samples.renderer().render(dot: Array(text.utf8), engine: .osage, formats: [.svg])
    }
  }

  @Test func aCrashIsNotTakenForHungerWhereThisProcessHasMuch() {
    let held = [UInt8](repeating: 1, count: Samples.renderer().limits.memory / 4 * 3)
    aCrashOfGraphvizIsAnError()
    #expect(held.last == 1)
  }

  @Test func whatGraphvizFailsAtIsNotDrawnHere() {
    func isSafe(_ change: (inout AttributedGraph) -> Void) -> Bool {
      var graph = Samples.small
      change(&graph)
      return InProcess.isSafe(graph, for: .neato)
    }
    #expect(isSafe { _ in })
    #expect(!isSafe { $0.nodes[0].attributes = [.init("label", .html("<BR/>"))] })
    #expect(!isSafe { $0.nodes[0].attributes = [.init("label", .text(""))] })
    #expect(!isSafe { $0.nodes.append(.init(name: " ")) })
    #expect(!isSafe { $0.attributes.append(.init("splines", .text("ortho"))) })
    #expect(!isSafe { $0.attributes.append(.init("overlap", .text("ortho"))) })
    #expect(!isSafe { $0.nodeDefaults = [.init("shape", .text("record"))] })
    #expect(!isSafe { $0.edges[0].attributes.append(.init("xlabel", .text("x"))) })
    #expect(!isSafe { $0.clusters = [.init(name: "cluster1", nodes: ["a"])] })
    #expect(!InProcess.isSafe(Samples.chain(200), for: .dot))
  }

  @Test(arguments: [
    "\\n", "\\n\\l\\r", " ", "", "\u{200B}",
  ])
  func aLabelThatShowsNothingIsNone(label: String) throws {
    let text =
      "digraph { n [xlabel=\"\(label)\"]; n -> m [xlabel=\"\(label)\", label=\"\(label)\"] }"
    for engine in [Engine.dot, .neato, .twopi] {
      let rendering = try Samples.renderer().render(
        dot: Array(text.utf8), engine: engine, formats: [.svg])
      let texts = try SVGDocument(rendering.outputs[0]).elements.filter { $0.name == "text" }
      #expect(texts.map(\.text) == ["n", "m"])
    }
  }

  @Test(arguments: [
    "digraph { " + (0..<20_000).map { "n\($0) -> n\($0 + 1);" }.joined() + "}",
    "digraph { {" + (0..<400).map { "a\($0) " }.joined() + "} -> {"
      + (0..<400).map { "b\($0) " }.joined() + "} }",
  ])
  func whatTakesTooLongIsStopped(text: String) {
    let start = ContinuousClock.now
    #expect(
      Self.error(ofDOT: text, time: .milliseconds(1500))
        == "dot did not finish in 1.5 s; draw a part of the graph, use -K sfdp, or allow more time")
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test func aLargeGraphOfOursHasADeadlineToo() {
    #expect(throws: GraphvizError.timedOut(.dot, after: .seconds(1))) {
      try Samples.renderer(time: .seconds(1)).render(Samples.chain(20_000), formats: [.svg])
    }
  }

  @Test func theLineOfAnErrorIsCountedAnewForEachText() {
    for _ in 0..<3 {
      #expect(
        throws: GraphvizError.syntax(line: 3, messages: ["syntax error in line 3 near '}'"])
      ) { try Renderer.parse(dot: Array("digraph {\n a -> \n}".utf8)) }
    }
  }

  @Test func deepNestingIsRefused() {
    let text =
      "digraph { " + (0..<900).map { "subgraph cluster\($0) {" }.joined() + "a"
      + String(repeating: "}", count: 901)
    #expect(
      Self.error(ofDOT: text)
        == "cannot draw the graph: its clusters lie more than 50 deep in one another")
  }

  @Test func longMessagesComeThroughCut() {
    let name = String(repeating: "x", count: 5000)
    let message = Self.error(ofDOT: "# 1 \"\(name)\"\ndigraph { a -> }")
    #expect(message == "not a DOT graph: " + name.prefix(500) + "…")
  }

  @Test func hungerForMemoryIsAnError() {
    let renderer = Samples.renderer(memory: 100 << 20)
    var nodes = Samples.chain(2).nodes
    nodes[0].attributes = [.init("width", .text("80")), .init("height", .text("80"))]
    let graph = AttributedGraph(
      name: "g", attributes: [.init("dpi", .text("1000"))], nodes: nodes)
    #expect {
      try renderer.render(graph, formats: [.png])
    } throws: { error in
      guard let error = error as? GraphvizError else { return false }
      switch error {
      case .outOfMemory, .crashed, .renderFailed, .isolationFailed: return true
      default: return false
      }
    }
  }

  @Test func recordsAndLayoutOfOthersAreDrawn() throws {
    let record = try Self.outcome(
      ofDOT: "digraph { a [shape=record label=\"<f0> l|<f1> r\"]; b; a:f0 -> b }"
    ).get()
    #expect(record.notes.isEmpty)
    let texts = try SVGDocument(record.outputs[0]).elements.filter { $0.name == "text" }.map(\.text)
    #expect(texts == ["l", "r", "b"])
    let text = "graph { layout=neato; a -- b; b -- c; c -- a }"
    let named = try Self.outcome(ofDOT: text).get()
    let asked = try Samples.renderer().render(
      dot: Array(text.utf8), engine: .neato, formats: [.svg])
    let other = try Samples.renderer().render(dot: Array(text.utf8), engine: .dot, formats: [.svg])
    #expect(named == asked)
    #expect(named != other)
  }
}

/// How the end of a child process becomes an error.
@Suite struct ChildProcessTests {
  /// A program of one line of shell.
  private static func program(_ line: String) throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("child-\(UUID().uuidString).sh").path
    try "#!/bin/sh\n\(line)\n".write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  private static func error(
    ofProgram line: String, within time: Duration = .seconds(60)
  ) throws -> String {
    let path = try program(line)
    defer { unlink(path) }
    let renderer = Renderer(limits: .init(time: time), executable: path)
    while true {
      do {
        _ = try renderer.render(dot: Array("digraph {}".utf8), formats: [.svg])
        return "a picture"
      } catch {
        // Another test's child may hold the file open that was just written, until it starts its own program.
        if error.description.contains("Text file busy") { continue }
        return error.description.replacingOccurrences(of: path, with: "PROGRAM")
      }
    }
  }

  @Test func everyEndIsAnErrorOfItsKind() throws {
    #expect(try Self.error(ofProgram: "kill -SEGV $$") == "Graphviz crashed in dot (signal 11)")
    let aborted = try Self.error(ofProgram: "echo oops >&2; kill -ABRT $$")
    #expect(aborted == "Graphviz crashed in dot (signal 6): oops")
    #expect(
      try Self.error(ofProgram: "sleep 5", within: .milliseconds(800))
        == "dot did not finish in 0.8 s; draw a part of the graph, use -K sfdp, or allow more time")
    #expect(
      try Self.error(ofProgram: "exec cat")
        == "cannot draw in a process of its own: PROGRAM does not answer as a renderer")
    #expect(
      try Self.error(ofProgram: "exit 0")
        == "cannot draw in a process of its own: PROGRAM does not answer as a renderer")
    #expect(
      try Self.error(ofProgram: "echo no >&2; exit 3")
        == "cannot draw in a process of its own: it ended with status 3: no")
    #expect(
      try Self.error(ofProgram: "echo out of memory >&2; exit 1")
        == "dot needed more than 4096 MiB of memory; draw a part of the graph")
    let missing = Renderer(executable: "/nonexistent/graphgen")
    #expect(
      throws: GraphvizError.isolationFailed("/nonexistent/graphgen: No such file or directory")
    ) { try missing.render(dot: Array("digraph {}".utf8), formats: [.svg]) }
  }

  @Test func muchGoesInAndOut() throws {
    let child = ChildProcess(executable: "/bin/cat", arguments: ["cat"], environment: [])
    let input = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let outcome = try child.run(input: input, time: .seconds(20))
    #expect(outcome.output == input)
    #expect(outcome.status == 0)
  }

  @Test func aChildThatReadsNothingIsNoTrouble() throws {
    let child = ChildProcess(
      executable: "/bin/sh", arguments: ["sh", "-c", "exec <&-; echo done"], environment: [])
    let outcome = try child.run(input: [UInt8](repeating: 0, count: 1_000_000), time: .seconds(20))
    #expect(outcome.output == Array("done\n".utf8))
  }

  @Test func manyAtOnceDoNotMeet() async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<8 {
        group.addTask {
          let child = ChildProcess(executable: "/bin/cat", arguments: ["cat"], environment: [])
          let input = [UInt8](repeating: UInt8(number), count: 200_000)
          return try child.run(input: input, time: .seconds(20)).output == input
        }
      }
      for try await isWhole in group { #expect(isWhole) }
    }
  }
}

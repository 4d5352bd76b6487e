import Foundation
import Testing

/// What has changed between two graphs, as one drawing.
@Suite struct DiffPictureTests {
  private static func withTwo() throws -> Workplace {
    let workplace = try Workplace.withGraph()
    let more = """
      {"subject":{"name":"Ana Ruiz","type":"Person"},"relation":"met-with","object":{"name":"Eli Moss","type":"Person"}}

      """
    try workplace.write("more.jsonl", workplace.text("graph.jsonl") + more)
    return workplace
  }

  @Test func aDrawingWithItsAccount() throws {
    let workplace = try Self.withTwo()
    try workplace.graphgen(
      "diff", "graph.jsonl", "more.jsonl", "--render", "-o", "d.svg", "-o", "d.png"
    ).expect(
      1, output: "", errors: "graphgen: note: Statements: 1 added; entities: 1 added.")
    try workplace.tool("xmllint", "--noout", "d.svg").expect()
    let svg = try workplace.text("d.svg")
    for words in ["Eli Moss", "Ana Ruiz", "What has changed", "Statements: 1 added"] {
      #expect(svg.contains(words), "\(words)")
    }
    #expect(!svg.contains("the envoy"), "what is far from any change is left out")
    try workplace.graphgen("diff", "graph.jsonl", "graph.jsonl", "--render", "-o", "d.svg").expect(
      errors: "graphgen: note: Nothing has changed.")
  }

  @Test func cardsStayWhereTheLockHasThem() throws {
    let workplace = try Self.withTwo()
    try workplace.graphgen("render", "graph.jsonl", "--lock", "a.lock", "-o", "a.svg").expect()
    let lock = try workplace.read("a.lock")
    try workplace.graphgen(
      "diff", "graph.jsonl", "more.jsonl", "--render", "-o", "d.svg", "--lock", "a.lock", "-q"
    ).expect(1, output: "")
    #expect(try workplace.read("a.lock") == lock, "the lock of the picture is not the drawing's")
    try workplace.graphgen(
      "diff", "graph.jsonl", "more.jsonl", "--render", "-o", "d.svg", "--lock", "b.lock"
    ).expect(
      2,
      errors:
        "b.lock: error: there is no such layout lock: 'graphgen render --lock b.lock' makes one")
  }

  @Test func whatIsMissingIsTold() throws {
    let workplace = try Self.withTwo()
    var run = try workplace.graphgen("diff", "graph.jsonl", "more.jsonl", "--render")
    run.expect(64, output: "", errors: nil)
    run.expectErrors(contain: "Say where to write the drawing, with -o FILE.")
    run = try workplace.graphgen("diff", "graph.jsonl", "more.jsonl", "-o", "d.svg")
    run.expect(64, output: "", errors: nil)
    run.expectErrors(
      contain: "A listing goes to standard output: -o is for a drawing, with --render.")
  }
}

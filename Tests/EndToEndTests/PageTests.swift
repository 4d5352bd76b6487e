import Foundation
import Testing

/// The HTML page as a file; what it does in a browser is tested in `Tests/Browser`.
@Suite struct PageTests {
  @Test func onePageOfOneGraph() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("render", "graph.jsonl", "-o", "graph.html").expect(output: "")
    let page = try workplace.text("graph.html")
    #expect(page.hasPrefix("<!DOCTYPE html>\n"))
    for words in [
      "River Brigade", "default-src 'none'", "Ben Ruiz wrote to Ana Ruiz on Monday", "report.txt",
    ] {
      #expect(page.contains(words), "the page lacks \(words)")
    }
    // Law 2.
    try workplace.graphgen("render", "graph.jsonl", "-Thtml").expect(output: page)
    try workplace.graphgen("render", "graph.jsonl", "-o", "same.htm").expect(output: "")
    #expect(try workplace.text("same.htm") == page)
  }

  @Test func besidesOtherFormats() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("render", "graph.jsonl", "-o", "a.svg", "-o", "a.html", "-o", "a.png")
      .expect(output: "")
    try workplace.graphgen("render", "graph.jsonl", "-o", "b.svg", "-o", "b.png").expect(output: "")
    try workplace.graphgen("render", "graph.jsonl", "-o", "b.html").expect(output: "")
    for suffix in ["svg", "html", "png"] {
      #expect(try workplace.read("a.\(suffix)") == workplace.read("b.\(suffix)"), "\(suffix)")
    }
  }

  @Test func whatIsLeftOutIsSaid() throws {
    let workplace = try Workplace.withSeeds()
    let run = try workplace.graphgen(
      "render", "graph.jsonl", "-o", "graph.html", "--max-nodes", "8")
    run.expect(output: "", errors: nil)
    let page = try workplace.text("graph.html")
    #expect(page.contains("\"notes\":[\"Left out: "))
  }

  @Test func hiddenNamesAreNowhere() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen(
      "render", "graph.jsonl", "-o", "graph.html", "--redact", "Ana Ruiz", "Cole Adeyemi"
    ).expect(output: "", errors: nil)
    let page = try workplace.text("graph.html")
    for name in ["Ana", "Adeyemi", "ana-ruiz", "adeyemi"] {
      #expect(!page.contains(name), "the page tells \(name)")
    }
  }

  @Test func foreignDOTHasNoPage() throws {
    let workplace = try Workplace()
    try workplace.write("foreign.dot", "digraph { a -> b }")
    try workplace.graphgen("render", "foreign.dot", "-o", "foreign.html").expect(
      2, output: "",
      errors: """
        foreign.dot: error: a page shows statements, and DOT that graphgen did not write has none: \
        draw it as SVG

        """)
    #expect(!workplace.has("foreign.html"))
  }
}

import Foundation
import Testing

/// Names that would break a careless program, from table to picture.
@Suite struct HostileNameTests {
  static let names = [
    #""quoted""#, #"back\slash\n\N"#, "<b>bold</b>", "port:n", "first\nsecond", "محمد علي",
    "🚀 rocket", "&amp; <script>alert(1)</script>", "it's", "--", "{a|b}", "tab\there",
    "\u{202E}evil", #""><img src=x onerror=alert(1)>"#, "javascript:alert(1)", "semi;colon",
    "%s%n", "\u{200B}", "]]>", "<!--", "e\u{301}", "名前", String(repeating: "x", count: 300),
    "\u{1B}[31mred", "<<b>", "x->y", "//comment", "#hash", "\\",
  ]

  private func workplace() throws -> Workplace {
    let workplace = try Workplace()
    func cell(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
    var table =
      "subject,subject type,relation,object,object type,mode,attributed to,place,quote,note\n"
    for (index, name) in Self.names.enumerated() {
      let next = Self.names[(index + 1) % Self.names.count]
      table +=
        "\(cell(name)),Person,told,\(cell(next)),Person,claimed,\(cell(name)),\(cell(name)),"
        + "\(cell(name)),\(cell(name))\n"
    }
    try workplace.build(table: table)
    return workplace
  }

  @Test func nothingBecomesMarkup() throws {
    let workplace = try workplace()
    for options in [[], ["--theme", "dark"], ["-K", "neato"]] {
      let title = "</svg><script>alert(1)</script>"
      try workplace.graphgen(
        ["render", "graph.jsonl", "-qo", "x.svg", "--title", title, "--subtitle", title] + options
      ).expect()
      try workplace.tool("xmllint", "--noout", "x.svg").expect()
      let elements = try workplace.tool(
        "xmllint", "--xpath",
        "//*[not(namespace-uri()='http://www.w3.org/2000/svg')] | //*[local-name()='script' or local-name()='image' or local-name()='img' or local-name()='b' or local-name()='foreignObject']",
        "x.svg")
      // xmllint's exit code 10 says that the set is empty.
      elements.expect(10, output: "", errors: "XPath set is empty")
      let attributes = try workplace.tool(
        "xmllint", "--xpath",
        "//@*[starts-with(name(), 'on') or contains(., 'javascript:alert') and local-name() = 'href']",
        "x.svg")
      attributes.expect(10, output: "", errors: "XPath set is empty")
    }
  }

  @Test func everyNameIsDrawnAndFound() throws {
    let workplace = try workplace()
    let svg = try workplace.graphgen("render", "graph.jsonl", "-Tsvg", "-q").text
    for name in ["محمد", "🚀", "&lt;b&gt;", "名前", #"back\slash"#, "{a|b}", "it"] {
      #expect(svg.contains(name), "the picture lacks \(name)")
    }
    for name in Self.names {
      let run = try workplace.graphgen("show", "graph.jsonl", "--json", "--", name)
      run.expect()
      let names = try #require(run.json() as? [String: Any])
      let all = [names["name"] as? String ?? ""] + (names["aliases"] as? [String] ?? [])
      run.check(all.contains(name), "'\(name)' is found by its name")
    }
  }

  @Test func terminalsAreNotSteered() throws {
    let workplace = try workplace()
    for arguments in [
      ["neighbors", "graph.jsonl", "\u{1B}[31mred"], ["show", "graph.jsonl", "\u{1B}[31mred"],
      ["evidence", "graph.jsonl", "\u{1B}[31mred"], ["show", "graph.jsonl", "\u{1B}[32mgreen"],
      ["path", "graph.jsonl", "\u{202E}evil", "port:n"], ["stats", "graph.jsonl"],
      ["show", "graph.jsonl", "\u{202E}"], ["\u{1B}[31m", "-o", "x.svg"],
    ] {
      let run = try workplace.graphgen(arguments)
      for output in [run.text, run.errors] {
        run.check(
          output.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0 != "\u{202E}" },
          "no control characters")
      }
    }
  }

  @Test func formatsKeepThem() throws {
    let workplace = try workplace()
    try workplace.graphgen("export", "graph.jsonl", "-qo", "g.dot").expect()
    try workplace.tool("dot", "-Tcanon", "g.dot", "-o", "canon.dot").expect()
    for file in ["g.dot", "canon.dot"] {
      try workplace.graphgen("export", file, "--format", "dot", "-qo", "again.dot").expect()
      #expect(try workplace.read("again.dot") == workplace.read("g.dot"), "\(file)")
    }
    try workplace.graphgen("export", "graph.jsonl", "-qo", "table.csv").expect()
    let run = try workplace.graphgen("export", "table.csv", "--format", "csv", "-q")
    run.check(run.output == (try workplace.read("table.csv")), "the table is the same again")
  }

  @Test func aNameOfAMegabyte() throws {
    let workplace = try Workplace()
    let name = String(repeating: "long ", count: 200_000)
    try workplace.build(
      table: "subject,subject type,relation,object,object type\n\(name),Person,told,Bo,Person\n")
    try workplace.graphgen("render", "graph.jsonl", "-qo", "x.svg").expect()
    try workplace.tool("xmllint", "--noout", "--huge", "x.svg").expect()
    let run = try workplace.graphgen("neighbors", "graph.jsonl", "Bo", "--json")
    run.expect()
    #expect((try run.rows()[0]["neighbor"] as? String)?.hasPrefix("long long") == true)
    try workplace.graphgen("export", "graph.jsonl", "-qo", "g.dot").expect()
    try workplace.graphgen("stats", "g.dot", "-q").expect(output: nil)
  }
}

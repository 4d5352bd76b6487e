import Foundation
import Testing

/// Names that are hidden are in nothing that is written.
@Suite struct RedactionTests {
  /// Fails where one of the words is in a text, whatever its case.
  private static func expectNone(
    of words: [String], in text: String, _ place: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let folded = text.lowercased()
    for word in words where folded.contains(word) {
      let around = folded.components(separatedBy: word)
      Issue.record(
        "\(place) has …\(around[0].suffix(60))\(word)\(around[1].prefix(60))…",
        sourceLocation: sourceLocation)
    }
  }

  /// Draws in all formats and gives what can be read in each.
  private static func texts(
    _ workplace: Workplace, _ input: String, _ options: [String]
  ) throws -> [(place: String, text: String)] {
    let outputs = ["svg", "pdf", "png", "dot", "json", "cmapx", "ps"].map { "out.\($0)" }
    let run = try workplace.graphgen(
      ["render", input, "-v"] + outputs.flatMap { ["-o", $0] } + options)
    run.expect(output: "", errors: nil)
    let pdf = try workplace.tool("pdftotext", "out.pdf", "-")
    pdf.expect()
    let facts = try workplace.tool("pdfinfo", "out.pdf")
    facts.expect()
    return try outputs.map { ($0, String(decoding: try workplace.read($0), as: UTF8.self)) }
      + [("the text of the PDF", pdf.text), ("pdfinfo", facts.text), ("stderr", run.errors)]
  }

  @Test func theArticleWithoutThreeNames() throws {
    let workplace = try Workplace.withSeeds()
    let options = [
      "--sources", "--title", "The death of Qasem Soleimani", "--max-nodes", "30", "--focus",
      "Qasem Soleimani", "--depth", "2", "--redact", "Qasem Soleimani", "mark esper", "Quds Force",
    ]
    let texts = try Self.texts(workplace, "graph.jsonl", options)
    for (place, text) in texts {
      Self.expectNone(of: ["soleimani", "esper", "quds"], in: text, place)
    }
    let svg = texts[0].text
    for words in ["The death of Person A", ">Person A<", ">Organization C<", "person_person&#45;a"]
    {
      #expect(svg.contains(words), "the picture lacks \(words)")
    }
    // The same from the documents themselves, with what the reading has to say.
    for (place, text) in try Self.texts(workplace, "seeds", ["--redact", "Mark Esper"]) {
      Self.expectNone(of: ["esper"], in: text, place)
    }
  }

  @Test func whatIsSaidOfTheInputsHidesNames() throws {
    let workplace = try Workplace()
    try workplace.write(
      "esper.csv",
      """
      subject,subject type,relation,object,object type
      Baghdad,Place,commands,Mark Esper,Person

      """)
    try workplace.graphgen("render", "esper.csv", "-o", "x.svg", "--redact", "Mark Esper").expect(
      output: "",
      errors: """
        Person A.csv:2:1: warning: the subject of commands is usually one of Group, Organization, Person; \
        'Baghdad' is of type Place
        Person A.csv:2:1: warning: the object of commands is usually one of Event, Group, Organization; \
        'Person A' is of type Person
        """)
    #expect(try workplace.text("x.svg").contains("Person A.csv") == false, "an id is a slug")
    #expect(try workplace.text("x.svg").contains("person-a.csv"))
  }

  @Test func hostileNames() throws {
    let names = [
      "O’Brien <b>", "\"; drop", "Ann\\Nora", "a&b &amp; co", "中文 名字", "Łukasz Ødegård",
      "--redact-me",
      "مريم سليماني", "x</title><script>", "{rec|ord}", "Über-Straße 7", "%41nna %42",
    ]
    let workplace = try Workplace()
    var table = "subject,subject type,relation,object,object type,attributed to,quote,note\n"
    for (number, name) in names.enumerated() {
      let cell = "\"\(name.replacingOccurrences(of: "\"", with: "\"\""))\""
      table += "\(cell),Person,told,Listener \(number),Organization,\(cell),,\(cell)\n"
      table += "Writer \(number),Person,wrote-to,\(cell),Person,,,\n"
    }
    try workplace.build(table: table)
    let texts = try Self.texts(
      workplace, "graph.jsonl", ["--sources", "--redact"] + names.filter { !$0.hasPrefix("-") })
    for name in names where !name.hasPrefix("-") {
      for (place, text) in texts {
        Self.expectNone(
          of: [name.lowercased(), name.lowercased().addingXMLEntities], in: text, place)
      }
    }
    #expect(texts[0].text.contains("Listener 3"))
    try workplace.tool("xmllint", "--noout", "out.svg").expect()
  }

  @Test func aNameThatIsNoneOrNotClear() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("render", "graph.jsonl", "-o", "x.svg", "--redact", "Ana Riuz").expect(
      1, output: "",
      errors: """
        graphgen: error: no entity is called 'Ana Riuz'; the nearest names are
        graphgen: note: Ana Ruiz (Person, person/ana-ruiz)
        graphgen: note: Ben Ruiz (Person, person/ben-ruiz)
        graphgen: note: Dana Okoye (Person, person/dana-okoye)
        """)
    try workplace.graphgen("render", "graph.jsonl", "-o", "x.svg", "--redact", "Ruiz").expect(
      2, output: "",
      errors: """
        graphgen: error: 'Ruiz' may mean 2 entities: give a full name or an id
        graphgen: note: Ana Ruiz (Person, person/ana-ruiz)
        graphgen: note: Ben Ruiz (Person, person/ben-ruiz)
        """)
    try workplace.write("a.dot", "digraph { a -> b }")
    try workplace.graphgen("render", "a.dot", "-o", "x.svg", "--redact", "a").expect(
      2, output: "",
      errors: "a.dot: error: nothing can be redacted in DOT that graphgen did not write: it has no "
        + "entities")
    #expect(!workplace.has("x.svg"))
  }

  @Test func anExportHidesThemToo() throws {
    let workplace = try Workplace.withSeeds()
    for format in ["dot", "jsonl", "csv", "tsv"] {
      for filter in [[], ["--family", "authority"]] {
        let run = try workplace.graphgen(
          ["export", "graph.jsonl", "--format", format] + filter
            + ["--redact", "Qasem Soleimani", "Mark Esper"])
        run.expect(errors: nil)
        Self.expectNone(of: ["soleimani", "esper"], in: run.text + run.errors, format)
        run.expectOutput(contains: "Person A")
      }
    }
    // What is hidden is still verified against the documents that hide it.
    try workplace.graphgen(
      "export", "graph.jsonl", "-o", "safe.jsonl", "--redact", "Qasem Soleimani", "Mark Esper"
    ).expect()
    let verified = try workplace.graphgen("verify", "safe.jsonl")
    verified.expect(errors: nil)
    verified.expectErrors(contain: " quotes verified")
  }

  @Test func whatIsSetFromOutsideHidesThemToo() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen(
      "render", "graph.jsonl", "-Tsvg", "-Gtooltip=On Ana Ruiz", "-Gid=ana-ruiz",
      "-NURL=https://example.org/Ana%20Ruiz/Ana-Ruiz", "--redact", "Ana Ruiz")
    run.expect()
    run.expectOutput(contains: "On Person A")
    Self.expectNone(of: ["ana ruiz", "ana&#45;ruiz", "ana%20ruiz"], in: run.text, "the SVG")
  }

  @Test func sameNamesSameBytes() throws {
    let workplace = try Workplace.withGraph()
    func svg(_ options: String...) throws -> String {
      let run = try workplace.graphgen(
        ["render", "graph.jsonl", "-Tsvg", "--sources"] + options)
      run.expect()
      return run.text
    }
    let both = try svg("--redact", "Ana Ruiz", "River Brigade")
    #expect(try svg("--redact", "Ana Ruiz", "--redact", "River Brigade") == both)
    #expect(both.contains(">Person A<") && both.contains(">Organization B<"))
    #expect(both.contains("Ben Ruiz"), "who has the surname, too, keeps the name")
    #expect(both.contains("Person A commands the Organization B"))
  }

  @Test func aNameThatOnlySoundsAlikeIsUnknown() throws {
    let workplace = try Workplace()
    try workplace.write(
      "g.jsonl",
      """
      {"subject":{"name":"Qasem Ali","type":"Person"},"relation":"met-with","object":{"name":"Ana Ruiz","type":"Person"}}

      """)
    try workplace.graphgen("export", "g.jsonl", "--format", "csv", "--redact", "Kasim Ali").expect(
      1, output: "",
      errors: """
        graphgen: error: no entity is called 'Kasim Ali'; the nearest names are
        graphgen: note: Qasem Ali (Person, person/qasem-ali)
        """)
    try workplace.graphgen(
      "render", "g.jsonl", "-o", "g.svg", "--focus", "Kasim Ali", "--redact", "Qasem Ali"
    ).expect(
      output: "",
      errors: """
        graphgen: note: no entity is called 'Kasim Person A'; taken for one that sounds alike
        graphgen: note: Person A (Person, person/Person A)
        """)
    try workplace.graphgen(
      "render", "g.jsonl", "-o", "g.svg", "-q", "--focus", "Kasim Ali", "--redact", "Qasem Ali"
    ).expect(output: "", errors: "")
  }

  @Test func namesOfPropertiesAndShortIdentifiersAreHidden() throws {
    let workplace = try Workplace()
    try workplace.write(
      "g.jsonl",
      """
      {"entity":{"name":"Barack Obama","type":"Person","identifiers":{"wikidata":"Q76"}}}
      {"entity":{"name":"Ana Ruiz","type":"Person","properties":{"child of Barack Obama":"no","see":"Q76, page 76"}}}
      {"subject":{"name":"Barack Obama","type":"Person"},"relation":"met-with","object":{"name":"Ana Ruiz","type":"Person"}}

      """)
    let run = try workplace.graphgen(
      "export", "g.jsonl", "--format", "jsonl", "--redact", "Barack Obama")
    run.expect(errors: nil)
    Self.expectNone(of: ["obama", "barack", "q76"], in: run.text, "the graph")
    run.expectOutput(contains: "child of Person A")
    run.expectOutput(contains: "page 76")
  }
}

extension String {
  fileprivate var addingXMLEntities: String {
    replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "-", with: "&#45;")
  }
}

import Foundation
import Testing

/// Dated statements in order.
@Suite struct TimelineTests {
  @Test func theListingIsInTheOrderOfTime() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen("timeline", "graph.jsonl", "--json")
    run.expect(errors: "graphgen: note: 3 statements without a date are not shown.")
    let rows = try run.rows()
    #expect(
      rows.map { $0["time"] as? String } == ["2021", "2021-03-01", "2021-05"])
    #expect(rows.map { $0["precision"] as? String } == ["year", "day", "month"])
    #expect(rows[0]["earliest"] as? String == "2021-01-01")
    #expect(rows[0]["latest"] as? String == "2021-12-31")
    #expect(rows[2]["mode"] as? String == "planned")
    let csv = try workplace.graphgen("timeline", "graph.jsonl", "--format", "csv", "-q")
    csv.expect()
    csv.expectOutput(
      contains: "earliest,latest,precision,approximate,uncertain,subject,subjectId,relation")
  }

  @Test func anEntitysOwn() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen("timeline", "graph.jsonl", "Dana Okoye", "-q")
    run.expect(
      output: """
        when  statement                           evidence
        2021  Cole Adeyemi –met with– Dana Okoye  “Cole Adeyemi met Dana Okoye in Port Alder”

        """)
    try workplace.graphgen("timeline", "graph.jsonl", "the envoy").expect(
      1, output: "",
      errors: "graphgen: note: no such statement has a date; 1 statement has none")
    try workplace.graphgen("timeline", "graph.jsonl", "--since", "2022", "--dated").expect(
      1, output: "", errors: "graphgen: note: no such statement has a date")
  }

  @Test func theDrawing() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen(
      "timeline", "graph.jsonl", "-o", "t.svg", "-o", "t.png", "-o", "t.pdf", "--max-rows", "2",
      "--title", "Events"
    ).expect(
      output: "",
      errors:
        "graphgen: note: Left out: the last 1 of 3 dated statements. 3 statements without a date are not shown."
    )
    try workplace.tool("xmllint", "--noout", "t.svg").expect()
    let svg = try workplace.text("t.svg")
    for words in ["Events", "Ben Ruiz", "wrote to", "1 Mar 2021", "some day in it"] {
      #expect(
        svg.contains(words) || svg.contains(words.replacingOccurrences(of: " ", with: "\u{A0}")),
        "\(words)")
    }
    #expect(try workplace.read("t.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try workplace.text("t.pdf", upTo: 5) == "%PDF-")
    let run = try workplace.graphgen("timeline", "graph.jsonl", "-o", "t")
    run.expect(64, output: "", errors: nil)
    run.expectErrors(contain: "Say which format 't' is to have, with -T or a suffix.")
  }

  @Test func namesThatEndLikeThePartsOfARow() throws {
    let workplace = try Workplace()
    for suffix in ["date", "words", "sign", "rule"] {
      let lines = ["Release", "Release \(suffix)"].map {
        """
        {"subject":{"name":"Ana Ruiz","type":"Person"},"relation":"criticized","object":{"name":"\($0)","type":"Thing"},"time":"2020-01-05"}

        """
      }
      try workplace.write("g.jsonl", lines.joined())
      try workplace.graphgen("timeline", "g.jsonl", "-o", "t.svg", "-q").expect(output: "")
    }
  }

  @Test func yearsFarApart() throws {
    let workplace = try Workplace()
    try workplace.write(
      "g.jsonl",
      """
      {"subject":{"name":"Ana Ruiz","type":"Person"},"relation":"leads","object":{"name":"Rome","type":"Place"},"time":"2020/Y999999999999"}

      """)
    try workplace.graphgen("timeline", "g.jsonl", "-o", "t.svg", "-q").expect(output: "")
  }
}

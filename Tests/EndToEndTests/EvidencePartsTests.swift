import Foundation
import Testing

/// Where subject, trigger and object stand in a quote, from the statement to the terminal.
@Suite struct EvidencePartsTests {
  /// Two sentences; the parts of the second are a pronoun, a verb and a place name within a longer name.
  private static let text = "Ana Ruiz spoke. She left Port Élan.\n"

  private static func statement(_ parts: String) -> String {
    """
    {"subject":{"name":"Ana Ruiz","type":"Person"},"relation":"withdrew-from",\
    "object":{"name":"Port Élan","type":"Place"},"evidence":[{"document":"d.txt","start":16,\
    "end":36,"quote":"She left Port Élan."\(parts)}]}

    """
  }

  private static let parts =
    #","subject":{"start":16,"end":19},"trigger":{"start":20,"end":24},"#
    + #""object":{"start":25,"end":35}"#

  private static func withGraph() throws -> Workplace {
    let workplace = try Workplace()
    try workplace.write("d.txt", text)
    try workplace.write("s.jsonl", statement(parts))
    try workplace.graphgen("build", "s.jsonl", "d.txt", "-qo", "g.jsonl").expect()
    return workplace
  }

  @Test func aGraphFileHasThemBehindTheQuote() throws {
    let workplace = try Self.withGraph()
    #expect(
      try workplace.text("g.jsonl").contains(
        #""quote":"She left Port Élan.""# + Self.parts + "}]}\n"))
    // It is read back and written as it was, and DOT carries them too.
    try workplace.graphgen("build", "g.jsonl", "-qo", "again.jsonl").expect()
    #expect(try workplace.read("again.jsonl") == workplace.read("g.jsonl"))
    try workplace.graphgen("export", "g.jsonl", "--format", "dot", "-o", "g.dot").expect(
      output: "", errors: nil)
    let read = try workplace.graphgen("build", "g.dot", "d.txt")
    read.expectOutput(contains: Self.parts)
    try workplace.graphgen("verify", "g.jsonl").expect(output: "", errors: "1 quote verified")
  }

  @Test func theSameWordsWithAndWithoutThemAreOnePieceOfEvidence() throws {
    let workplace = try Self.withGraph()
    let halves = [
      #","subject":{"start":16,"end":19}"#,
      #","trigger":{"start":20,"end":24},"object":{"start":25,"end":35}"#, "",
    ]
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      let files = order.map { "half\($0).jsonl" }
      for index in order {
        try workplace.write("half\(index).jsonl", Self.statement(halves[index]))
      }
      try workplace.graphgen(["build", "-qo", "joined.jsonl", "d.txt"] + files).expect()
      #expect(try workplace.read("joined.jsonl") == workplace.read("g.jsonl"))
    }
  }

  @Test func programsGetThemWithTheirWords() throws {
    let workplace = try Self.withGraph()
    let evidence = """
      "evidence":[{"document":"d.txt","start":16,"end":36,"line":1,"quote":"She left Port Élan.",\
      "subject":{"start":16,"end":19,"quote":"She"},\
      "trigger":{"start":20,"end":24,"quote":"left"},\
      "object":{"start":25,"end":35,"quote":"Port Élan"},"extractor":null}]
      """
    for verb in ["evidence", "show", "neighbors"] {
      for format in ["json", "jsonl"] {
        let run = try workplace.graphgen(verb, "g.jsonl", "Ana Ruiz", "--format", format)
        run.expect()
        run.expectOutput(contains: evidence)
      }
    }
  }

  @Test func aTerminalMarksThem() throws {
    let workplace = try Self.withGraph()
    let (she, left, port) = (
      "\u{1B}[1;4;35mShe\u{1B}[0m", "\u{1B}[1;36mleft\u{1B}[0m",
      "\u{1B}[1;4;33mPort Élan\u{1B}[0m"
    )
    try workplace.graphgen("evidence", "g.jsonl", "Ana Ruiz", output: .terminal).expect(
      output: """
        \u{1B}[1;4;35mAna Ruiz\u{1B}[0m \u{1B}[1;36m–withdrew from→\u{1B}[0m \
        \u{1B}[1;4;33mPort Élan\u{1B}[0m
          \u{1B}[2md.txt:1:17\u{1B}[0m
            Ana Ruiz spoke. \(she)\u{1B}[1;32m \u{1B}[0m\(left)\u{1B}[1;32m \u{1B}[0m\(port)\
        \u{1B}[1;32m.\u{1B}[0m

        """)
    try workplace.graphgen("show", "g.jsonl", "Ana Ruiz", output: .terminal).expect(
      output: """
        \u{1B}[1mAna Ruiz\u{1B}[0m
          type: Person
          id: person/ana-ruiz

        \u{1B}[36mwithdrew from\u{1B}[0m
          \u{1B}[1;4;33mPort Élan\u{1B}[0m
              “\(she) \(left) \(port).”  \u{1B}[2md.txt:1:17\u{1B}[0m

        """)
    // Read from the other end, the far end is the subject.
    let object = try workplace.graphgen("show", "g.jsonl", "Port Élan", output: .terminal)
    object.expectOutput(contains: "\n  \u{1B}[1;4;35mAna Ruiz\u{1B}[0m\n")
    object.expectOutput(contains: "“\(she) \(left) \(port).”")
  }

  @Test func withoutColourTheTextIsPlain() throws {
    let workplace = try Self.withGraph()
    let plain = """
      Ana Ruiz –withdrew from→ Port Élan
        d.txt:1:17
          Ana Ruiz spoke. »She left Port Élan.«

      """
    try workplace.graphgen("evidence", "g.jsonl", "Ana Ruiz").expect(output: plain)
    try workplace.graphgen(
      "evidence", "g.jsonl", "Ana Ruiz", environment: ["NO_COLOR": "1"], output: .terminal
    ).expect(output: plain)
    try workplace.graphgen("show", "g.jsonl", "Ana Ruiz").expect(
      output: """
        Ana Ruiz
          type: Person
          id: person/ana-ruiz

        withdrew from
          Port Élan
            “She left Port Élan.”  d.txt:1:17

        """.replacing("    “", with: "      “"))
  }

  /// Of a part within a part the inner one is marked, and of what is unknown nothing.
  @Test func partsWithinParts() throws {
    let workplace = try Workplace()
    try workplace.write("d.txt", Self.text)
    try workplace.write(
      "s.jsonl",
      Self.statement(
        #","subject":{"start":25,"end":29},"object":{"start":20,"end":35}"#))
    try workplace.graphgen("build", "s.jsonl", "d.txt", "-qo", "g.jsonl").expect()
    try workplace.graphgen(
      "evidence", "g.jsonl", "Ana Ruiz", "--no-context", "--color", "always"
    ).expect(
      output: """
        \u{1B}[1;4;35mAna Ruiz\u{1B}[0m \u{1B}[1m–withdrew from→\u{1B}[0m \
        \u{1B}[1;4;33mPort Élan\u{1B}[0m
          \u{1B}[2md.txt:1:17\u{1B}[0m
            \u{1B}[1;32mShe \u{1B}[0m\u{1B}[1;4;33mleft \u{1B}[0m\u{1B}[1;4;35mPort\u{1B}[0m\
        \u{1B}[1;4;33m Élan\u{1B}[0m\u{1B}[1;32m.\u{1B}[0m

        """)
  }

  @Test(arguments: [
    (#","subject":{"start":0,"end":8}"#, "subject", "0..<8"),
    (#","trigger":{"start":20,"end":20}"#, "trigger", "20..<20"),
    (#","object":{"start":25,"end":31}"#, "object", "25..<31"),
    (#","object":{"start":25,"end":99}"#, "object", "25..<99"),
  ])
  func aPartThatIsMisplaced(parts: String, part: String, bytes: String) throws {
    let workplace = try Self.withGraph()
    let lines = try workplace.text("g.jsonl").replacing(Self.parts, with: parts)
    try workplace.write("bad.jsonl", lines)
    try workplace.graphgen("verify", "bad.jsonl", "--format", "csv").expect(
      5,
      output: """
        document,statement,quote,problem
        d.txt,Ana Ruiz –withdrew from→ Port Élan,She left Port Élan.,"the span of the \(part) is \
        empty, lies outside the quote or cuts a character"

        """, errors: "0 quotes verified, 1 failed")
    let run = try workplace.graphgen("build", "bad.jsonl", "-o", "out.jsonl")
    run.expect(
      5, output: "",
      errors: "bad.jsonl:4:1: error: the \(part) of the evidence, bytes \(bytes) of 'd.txt', is "
        + "empty, lies outside the quote or cuts a character")
    #expect(!workplace.has("out.jsonl"))
  }

  @Test func aDifferenceInThemIsNamed() throws {
    let workplace = try Self.withGraph()
    try workplace.write("bare.jsonl", Self.statement(""))
    try workplace.graphgen("build", "bare.jsonl", "d.txt", "-qo", "old.jsonl").expect()
    try workplace.graphgen("diff", "old.jsonl", "g.jsonl", "--format", "csv").expect(
      1,
      output: """
        change,kind,id,details
        changed,statement,person/ana-ruiz withdrew-from place/port-élan,"subject, trigger, object \
        in “She left Port Élan.”"

        """)
  }

  // MARK: - What is read in prose

  /// Every part that graphgen finds is words of its quote, as is what it says of them.
  @Test func readingTheArticleFindsThem() throws {
    let workplace = try Workplace.withSeeds()
    let articles = workplace.files.filter { $0.hasSuffix(".txt") }
    let run = try workplace.graphgen(["extract"] + articles)
    run.expect()
    var counts: [String: Int] = [:]
    var othersThanTheName = 0
    var pieces = 0
    for line in run.text.split(separator: "\n") {
      let statement = try #require(
        JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      for evidence in try #require(statement["evidence"] as? [[String: Any]]) {
        pieces += 1
        let bytes = try workplace.read(try #require(evidence["document"] as? String))
        let whole = try Self.span(evidence)
        #expect(String(decoding: bytes[whole], as: UTF8.self) == evidence["quote"] as? String)
        for part in ["subject", "trigger", "object"] {
          guard let place = evidence[part] as? [String: Any] else { continue }
          counts[part, default: 0] += 1
          let span = try Self.span(place)
          #expect(!span.isEmpty && whole.contains(span.lowerBound))
          #expect(span.upperBound <= whole.upperBound)
          let name = (statement[part] as? [String: Any])?["name"] as? String
          if part != "trigger", String(decoding: bytes[span], as: UTF8.self) != name {
            othersThanTheName += 1
          }
        }
      }
    }
    #expect(pieces > 0)
    // Both ends always stand in the quote, as a surname, pronoun or description where that stands there.
    #expect(counts["subject"] == pieces && counts["object"] == pieces)
    #expect(othersThanTheName > 0)
    #expect(try #require(counts["trigger"]) > pieces / 2)
    // The graph has them, and checks them.
    try workplace.graphgen(["build", "-qo", "article.jsonl"] + articles).expect(errors: nil)
    let verified = try workplace.graphgen("verify", "article.jsonl")
    verified.expect(output: "", errors: nil)
    verified.expectErrors(contain: "\(pieces) quotes verified\n")
  }

  private static func span(_ fields: [String: Any]) throws -> Range<Int> {
    let start = try #require(fields["start"] as? Int)
    return start..<(try #require(fields["end"] as? Int))
  }
}

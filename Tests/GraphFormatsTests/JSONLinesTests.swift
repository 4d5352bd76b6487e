import GraphFormats
import GraphModel
import TestSupport
import Testing

@Suite struct JSONLinesTests {
  private static func read(_ text: String) -> (records: [GraphRecord], findings: [String]) {
    let (records, diagnostics) = JSONLinesReader.read(Array(text.utf8), file: "g.jsonl")
    return (records, diagnostics.map(\.description))
  }

  /// The graph that the lines make.
  static func graph(_ bytes: [UInt8]) throws -> KnowledgeGraph {
    let (records, diagnostics) = JSONLinesReader.read(bytes, file: "g.jsonl")
    try check(diagnostics.isEmpty, "\(diagnostics)")
    var builder = GraphBuilder()
    for record in records { builder.add(record) }
    return try builder.build().graph
  }

  // MARK: - Laws

  @Test func whatIsWrittenIsRead() throws {
    try forAll(.world()) { world in
      let graph = try world.graph()
      let bytes = GraphFormat.jsonl.bytes(of: graph)
      let read = try Self.graph(bytes)
      try checkEqual(read.fingerprint, graph.fingerprint)
      try checkEqual(read, graph)
      try checkEqual(GraphFormat.jsonl.bytes(of: read), bytes)
    }
  }

  @Test func namesakesStayApart() throws {
    // No builder would make it, but a merge may: one entity's name is an alias of another.
    let entities = [
      Entity(id: "person/lee", name: "Lee", type: .person),
      Entity(id: "person/ann-lee", name: "Ann Lee", type: .person, aliases: ["Lee"]),
      Entity(id: "Q1", name: "Lee", type: .person),
    ]
    let graph = KnowledgeGraph(
      entities: entities,
      statements: [
        .init(subject: .init(0), relation: 0, object: .init(1)),
        .init(subject: .init(2), relation: 0, object: .init(0)),
      ])
    #expect(try Self.graph(GraphFormat.jsonl.bytes(of: graph)) == graph)
  }

  @Test func aDecisionIsOneLine() throws {
    let entities = ["Joe Biden", "Hunter Biden"].map {
      Entity(id: Entity.id(type: .person, name: $0), name: $0, type: .person)
    }
    let graph = KnowledgeGraph(
      entities: entities,
      decisions: [
        IdentityDecision(
          .apart, .init(entity: "person/joe-biden", name: "Joseph Biden", document: "a.txt"),
          .init(entity: "person/hunter-biden", name: "Hunter Biden"), score: -1.5,
          ground: "different given names")
      ])
    let line = String(decoding: GraphFormat.jsonl.bytes(of: graph), as: UTF8.self)
      .split(separator: "\n").last
    #expect(
      line == #"""
        {"decision":{"verdict":"apart","score":-1.5,"ground":"different given names","entities":\#
        [{"id":"person/hunter-biden","name":"Hunter Biden","type":"Person"},\#
        {"id":"person/joe-biden","name":"Joe Biden","type":"Person","as":"Joseph Biden","document":"a.txt"}]}}
        """#)
    #expect(try Self.graph(GraphFormat.jsonl.bytes(of: graph)) == graph)
  }

  @Test func aDecisionKnowsItsLine() throws {
    let end = #"{"name":"A"}"#
    let (records, findings) = Self.read(
      "\n{\"decision\":{\"verdict\":\"apart\",\"entities\":[\(end),\(end)]}}")
    #expect(findings == [])
    guard case .decision(let decision) = records.first else {
      Issue.record("no decision was read")
      return
    }
    #expect(decision.origin == SourceLocation(file: "g.jsonl", line: 2, column: 1))
  }

  @Test func theOrderOfLinesDoesNotMatter() throws {
    var random = SplitMix64(seed: runSeed)
    try forAll(.world(), count: 30) { world in
      let graph = try world.graph()
      let lines = GraphFormat.jsonl.bytes(of: graph).split(separator: 0x0A)
      let shuffled = lines.shuffled(using: &random).joined(separator: [0x0A])
      try checkEqual(try Self.graph(Array(shuffled)).fingerprint, graph.fingerprint)
    }
  }

  @Test func readingInPiecesIsReadingTheWhole() throws {
    var random = SplitMix64(seed: runSeed)
    try forAll(.world(), count: 40) { world in
      var bytes = GraphFormat.jsonl.bytes(of: try world.graph())
      for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
        bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      let whole = JSONLinesReader.read(bytes, file: "g.jsonl")
      var reader = JSONLinesReader(file: "g.jsonl")
      var records: [GraphRecord] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...200, using: &random))
        records += piece.withUnsafeBufferPointer { reader.read($0) }
        rest = rest.dropFirst(piece.count)
      }
      records += reader.finish()
      try checkEqual(records, whole.records)
      try checkEqual(reader.diagnostics, whole.diagnostics)
    }
  }

  // MARK: - The format

  @Test func aStatementOfTheDesign() throws {
    let line = """
      {"subject":{"name":"William Seely","type":"Person","aliases":["Seely"]},\
      "relation":"wrote-to","object":{"name":"Ministry of Defense","type":"Organization"},\
      "polarity":"asserted","mode":"fact","attributedTo":null,"time":"2020-01-06","place":null,\
      "confidence":0.93,"evidence":[{"document":"seeds/a.txt","start":612,"end":613,"quote":"…",\
      "extractor":"…"}]}

      """
    let (records, findings) = Self.read(line)
    #expect(findings.isEmpty)
    let record = try #require(records.first)
    var writer = JSONLinesWriter()
    #expect(String(decoding: writer.line(record), as: UTF8.self) == line)
  }

  /// The parts stand behind the quote, those that are not known nowhere.
  @Test func aStatementWithTheSpansOfItsParts() throws {
    let line = """
      {"subject":{"name":"Seely"},"relation":"wrote-to","object":{"name":"Iraq"},\
      "polarity":"asserted","mode":"fact","attributedTo":null,"time":null,"place":null,\
      "confidence":null,"evidence":[{"document":"a","start":10,"end":30,\
      "quote":"He wrote to Baghdad.","subject":{"start":10,"end":12},\
      "trigger":{"start":13,"end":18},"object":{"start":22,"end":29},"extractor":"model"},\
      {"document":"a","start":30,"end":38,"quote":" and so.","object":{"start":31,"end":34}}]}

      """
    let (records, findings) = Self.read(line)
    #expect(findings.isEmpty)
    let record = try #require(records.first)
    guard case .statement(let statement) = record else {
      Issue.record("no statement")
      return
    }
    #expect(
      statement.evidence.map(\.parts) == [
        Evidence.Parts(subject: 10..<12, trigger: 13..<18, object: 22..<29),
        Evidence.Parts(object: 31..<34),
      ])
    var writer = JSONLinesWriter()
    #expect(String(decoding: writer.line(record), as: UTF8.self) == line)
  }

  @Test func everyKindOfLineAndNothingMore() {
    let (records, findings) = Self.read(
      """
      \u{FEFF}{"document": {"id": "a", "title": "T", "date": "2020", "url": "u", "outlet": "o", "author": "b", "language": "en", "links": [{"start": 0, "end": 2, "target": "t"}], "text": "é", "sha256": "00"}}\r

      {"id": "b", "text": "abc", "date": null}
      \u{20}
      {"entity": {"id": "Q1", "name": "Ann", "type": "person", "aliases": ["A", ""], "properties": {"b": "2", "a": "1"}, "identifiers": {"wikidata": "Q1"}, "mentions": [{"document": "a", "start": 0, "end": 2, "quote": "é", "reason": "its name"}]}}
      {"relation": "met-with", "object": "Ann", "subject": "Lee", "polarity": "negated", "mode": "claimed", "attributedTo": "Bob", "place": "Iraq", "note": "n", "evidence": [{"document": "a", "quote": "é"}, {"document": "t.csv", "line": 3, "quote": ""}, {"document": "a", "start": 0, "end": 2}]}
      """)
    #expect(findings.isEmpty)
    #expect(
      records == [
        .document(
          Document(
            id: "a", text: "é", title: "T", date: "2020", url: "u", outlet: "o", author: "b",
            language: "en", links: [Document.Link(span: 0..<2, target: "t")], sha256: "00")),
        .document(
          Document(
            id: "b", text: "abc",
            sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")),
        .entity(
          EntityRecord(
            name: "Ann", type: .person, aliases: ["A", ""], id: "Q1",
            properties: ["a": "1", "b": "2"], identifiers: ["wikidata": "Q1"],
            mentions: [
              EntityMention(document: "a", span: 0..<2, quote: "é", reason: "its name")
            ])),
        .statement(
          StatementRecord(
            subject: EntityRecord(name: "Lee"), relation: "met-with",
            object: EntityRecord(name: "Ann"),
            qualifiers: Qualifiers(
              polarity: .negated, mode: .claimed, attributedTo: "Bob", place: "Iraq"),
            evidence: [
              Evidence(document: "a", quote: "é"),
              Evidence(document: "t.csv", quote: "", line: 3),
              Evidence(document: "a", span: 0..<2, quote: ""),
            ], note: "n", origin: SourceLocation(file: "g.jsonl", line: 6, column: 1))),
      ])
  }

  @Test func hostileTextsComeBack() throws {
    let scalars = (0...0x2FF).compactMap { Unicode.Scalar($0) }.map { String($0) }
    let texts =
      awkwardNames + scalars + [
        "\u{2028}\u{2029}\u{FEFF}\u{FFFD}\u{10FFFF}", String(repeating: "\\\"é\n", count: 1 << 18),
      ]
    var writer = JSONLinesWriter()
    for text in texts {
      let line = writer.line(.entity(EntityRecord(name: text, type: .thing)))
      #expect(line.dropLast().allSatisfy { $0 >= 0x20 })
      let (records, diagnostics) = JSONLinesReader.read(line, file: "g.jsonl")
      guard case .entity(let entity) = try #require(records.first) else { continue }
      #expect(diagnostics.isEmpty && entity.name.utf8.elementsEqual(text.utf8))
    }
  }

  @Test func escapesOfOtherWriters() throws {
    let (records, findings) = Self.read(
      #"{"entity":{"name":"\u00e9\/\ud83d\udef0\b\f\uFFFF\u0000"}}"#)
    #expect(findings.isEmpty)
    #expect(
      records == [.entity(EntityRecord(name: "é/\u{1F6F0}\u{8}\u{C}\u{FFFF}\u{0}"))])
  }

  @Test func confidencesAreThoseOfTheGraph() throws {
    var random = SplitMix64(seed: runSeed)
    let statement = StatementRecord(
      subject: EntityRecord(name: "A"), relation: "killed", object: EntityRecord(name: "B"))
    for value in [0, 1, 0.93, .leastNonzeroMagnitude, .ulpOfOne]
      + (0..<2_000).map({ _ in
        Float.random(in: 0...1, using: &random)
      })
    {
      var statement = statement
      statement.confidence = Double(value)
      var writer = JSONLinesWriter()
      let (records, _) = JSONLinesReader.read(writer.line(.statement(statement)), file: "g")
      guard case .statement(let read) = try #require(records.first) else { continue }
      #expect(read.confidence.map { Float($0) } == value, "GRAPHGEN_SEED=\(runSeed)")
    }
  }

  // MARK: - Findings

  private static let statement = #""subject":"A","relation":"killed","object":"B""#

  @Test(arguments: [
    ("x", "1:1: error: a value is expected here"),
    ("[]", "1:1: error: an object {…} is expected here, not a list"),
    ("\"é\" 1", "1:5: error: text after the value: one line holds one object"),
    ("{", "1:2: error: a key in quotes is expected here"),
    ("{\"a\"", "1:5: error: ':' is expected after a key"),
    ("{\"a\":", "1:6: error: the line ends where a value is expected"),
    ("{\"a\":1", "1:7: error: ',' or '}' is expected here"),
    ("{\"a\":1,}", "1:8: error: a key in quotes is expected here"),
    ("{\"a\":[1 2]}", "1:9: error: ',' or ']' is expected here"),
    ("{\"a\":[1,]}", "1:9: error: a value is expected here"),
    ("{\"a\":01}", "1:7: error: ',' or '}' is expected here"),
    ("{\"a\":-}", "1:7: error: a digit is expected here"),
    ("{\"a\":1.}", "1:8: error: a digit is expected here"),
    ("{\"a\":1e+}", "1:9: error: a digit is expected here"),
    ("{\"a\":tru}", "1:6: error: a value is expected here"),
    ("{\"a\":NaN}", "1:6: error: a value is expected here"),
    ("{\"a\":\"b", "1:6: error: the quote that opens here is never closed"),
    ("{\"a\":\"\\", "1:6: error: the quote that opens here is never closed"),
    (
      "{\"a\":\"\t\"}",
      "1:7: error: a control character in a text is written as an escape such as \\n"
    ),
    ("{\"a\":\"\\x\"}", "1:7: error: no such escape"),
    ("{\"a\":\"\\u12g4\"}", "1:11: error: \\u needs four hexadecimal digits"),
    ("{\"a\":\"\\ud83dx\"}", "1:7: error: half of a surrogate pair"),
    ("{\"a\":\"\\ud83d\\u0041\"}", "1:7: error: half of a surrogate pair"),
    ("{\"a\":\"\\udef0\"}", "1:7: error: half of a surrogate pair"),
    ("{\"é\":1,\"b\":2,\"é\":3}", "1:14: error: key 'é' occurs twice"),
    (
      "{\"a\":" + String(repeating: "[", count: 70),
      "1:69: error: nested deeper than 64 levels"
    ),
    ("{}", "1:1: error: expected a statement (subject, relation, object), a document or an entity"),
    (
      "{\"id\":\"a\"}",
      "1:1: error: expected a statement (subject, relation, object), a document or an entity"
    ),
    ("{\"subject\":\"A\"}", "1:1: error: a statement needs 'relation'"),
    (
      "{\"decision\":{\"verdict\":\"same\"}}",
      "1:24: error: 'verdict' is 'joined' or 'apart', not 'same'"
    ),
    ("{\"decision\":{\"verdict\":\"apart\"}}", "1:13: error: a decision needs 'entities'"),
    (
      "{\"decision\":{\"verdict\":\"apart\",\"score\":\"1\"}}",
      "1:40: error: 'score' is a number"
    ),
    (
      "{\"decision\":{\"verdict\":\"apart\",\"entities\":[{\"name\":\"A\"}]}}",
      "1:43: error: the 'entities' of a decision are two, not 1"
    ),
    (
      "{\"decision\":{\"verdict\":\"apart\",\"entities\":[{\"id\":\"a\"}]}}",
      "1:44: error: an entity needs 'name'"
    ),
    ("{\"subject\":null,\"relation\":\"killed\"}", "1:1: error: a statement needs 'subject'"),
    (
      "{\"subject\":1,\"relation\":\"killed\"}",
      "1:12: error: 'subject' is an object {…}, not a number"
    ),
    ("{\"subject\":\"\",\"relation\":\"killed\"}", "1:12: error: 'subject' is empty"),
    ("{\"subject\":{\"name\":\"\"}}", "1:20: error: 'name' is empty"),
    ("{\"subject\":{}}", "1:12: error: a subject needs 'name'"),
    (
      "{\"object\":\"B\",\"subject\":\"A\",\"relation\":[]}",
      "1:40: error: 'relation' is a text, not a list"
    ),
    (
      "{\"subject\":\"É\",\"relation\":\"kiled\",\"object\":\"B\"}",
      "1:27: error: unknown relation 'kiled': did you mean 'killed'?"
    ),
    (
      "{\(statement),\"polarity\":\"no\"}",
      "1:60: error: 'polarity' is 'asserted' or 'negated', not 'no'"
    ),
    (
      "{\(statement),\"mode\":\"no\"}",
      "1:56: error: 'mode' is 'fact', 'planned' or 'claimed', not 'no'"
    ),
    (
      "{\(statement),\"time\":\"2020-1\"}",
      "1:56: error: '2020-1' is not a time (EDTF, as in 2020-01-06, 2020-01 or 2019/2020): a month has "
        + "two digits"
    ),
    ("{\(statement),\"confidence\":1.01}", "1:62: error: 'confidence' is a number from 0 to 1"),
    ("{\(statement),\"confidence\":\"1\"}", "1:62: error: 'confidence' is a number from 0 to 1"),
    ("{\(statement),\"evidence\":{}}", "1:60: error: 'evidence' is a list […], not an object"),
    ("{\(statement),\"evidence\":[{}]}", "1:61: error: evidence needs 'document'"),
    ("{\(statement),\"evidence\":[{\"document\":\"a\"}]}", "1:61: error: evidence needs a 'quote'"),
    (
      "{\(statement),\"evidence\":[{\"document\":\"a\",\"quote\":\"q\",\"start\":1}]}",
      "1:97: error: 'start' and 'end' go together"
    ),
    (
      "{\(statement),\"evidence\":[{\"document\":\"a\",\"start\":2,\"end\":1}]}",
      "1:93: error: 'end' is before 'start'"
    ),
    (
      "{\(statement),\"evidence\":[{\"document\":\"a\",\"start\":-1,\"end\":1}]}",
      "1:85: error: 'start' is a whole number from 0"
    ),
    (
      "{\(statement),\"evidence\":[{\"document\":\"a\",\"quote\":\"q\",\"object\":{\"start\":0,\"end\":1}}]}",
      "1:98: error: evidence with an object needs 'start' and 'end'"
    ),
    (
      "{\(statement),\"evidence\":[{\"document\":\"a\",\"start\":0,\"end\":1,\"trigger\":{}}]}",
      "1:105: error: a trigger of evidence needs 'start' and 'end'"
    ),
    (
      "{\(statement),\"evidence\":[{\"document\":\"a\",\"start\":0,\"end\":1,\"subject\":\"A\"}]}",
      "1:105: error: 'subject' is an object {…}, not a text"
    ),
    (
      "{\(statement),\"evidence\":[{\"document\":\"a\",\"start\":0,\"end\":1,\"subject\":{\"end\":1}}]}",
      "1:112: error: 'start' and 'end' go together"
    ),
    (
      "{\(statement),\"evidence\":[{\"document\":\"a\",\"start\":0,\"end\":1,\"subject\":{\"start\":1,\"end\":0}}]}",
      "1:122: error: 'end' is before 'start'"
    ),
    (
      "{\"entity\":{\"name\":\"A\",\"properties\":{\"é\":1}}}",
      "1:41: error: 'é' is a text, not a number"
    ),
    (
      "{\"entity\":{\"name\":\"A\",\"aliases\":[true]}}",
      "1:34: error: 'aliases' is a text, not true or false"
    ),
    (
      "{\"entity\":{\"name\":\"A\",\"mentions\":[{\"document\":\"a\"}]}}",
      "1:35: error: a mention needs 'start' and 'end'"
    ),
    ("{\"document\":{\"text\":\"x\"}}", "1:13: error: a document needs 'id'"),
  ])
  func finding(_ line: String, _ message: String) {
    #expect(Self.read(line).findings == ["g.jsonl:" + message])
  }

  @Test func aByteThatIsNotUTF8() {
    let bytes = Array(#"{"entity":{"name":"é"#.utf8) + [0xE9] + Array(#""}}"#.utf8)
    #expect(
      JSONLinesReader.read(bytes, file: "g.jsonl").diagnostics.map(\.description) == [
        "g.jsonl:1:20: error: this text is not UTF-8"
      ])
  }

  @Test func whatIsPassedOverIsToldOnce() {
    let (records, findings) = Self.read(
      """
      {"entity":{"name":"A","type":"Ship","age":1}}
      {"entity":{"name":"B","type":"Ship","age":1},"id":7}
      {\(Self.statement),"certainty":1,"evidence":[{"document":"a","quote":"q","page":1}]}
      {\(Self.statement),"evidence":[{"document":"a","start":0,"end":1,"trigger":{"start":0,"end":1,"quote":"q"}}]}
      {"decision":{"same":["A","B"]}}
      {"decision":{"same":["A","C"]}}
      """)
    #expect(records.count == 4)
    #expect(
      findings == [
        "g.jsonl:1:30: warning: entity type 'Ship' is not in the vocabulary: it is kept as it is",
        "g.jsonl:1:37: warning: unknown key 'age' in an entity: its values are left out",
        "g.jsonl:2:46: warning: unknown key 'id' in a line: its values are left out",
        "g.jsonl:3:103: warning: unknown key 'page' in evidence: its values are left out",
        "g.jsonl:3:49: warning: unknown key 'certainty' in a statement: its values are left out",
        "g.jsonl:4:124: warning: unknown key 'quote' in a trigger: its values are left out",
        "g.jsonl:5:13: warning: decisions are not applied by this version: this line and its like are left "
          + "out",
      ])
  }

  @Test func aBadLineDoesNotHideTheOthers() {
    let (records, findings) = Self.read("{\n{\(Self.statement)}\nnull\n{\(Self.statement)}")
    #expect(records.count == 2)
    #expect(findings.map { $0.prefix(10) } == ["g.jsonl:1:", "g.jsonl:3:"])
  }

  @Test func aFileOfAnotherKindGivesAHundredErrors() {
    let (_, findings) = Self.read(String(repeating: "a line of text\n", count: 1_000))
    #expect(findings.count == 101)
    #expect(findings.last == "g.jsonl:100: note: 100 errors: the rest is not read")
  }

  @Test func randomLinesNeverCrash() throws {
    var random = SplitMix64(seed: runSeed)
    let words = [
      "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "d83d", "\"subject\"", "\"relation\"",
      "\"object\"",
      "\"entity\":", "\"name\":", "\"a\"", "null", "true", "1", "-", "e5", ".", "\n", " ", "é",
      "\"evidence\":[", "\"document\":", "\"start\":", "99999999999999999999",
    ]
    for _ in 0..<5_000 {
      let text = (0..<Int.random(in: 0...16, using: &random)).map { _ in
        words[Int.random(in: 0..<words.count, using: &random)]
      }.joined()
      _ = Self.read(text)
    }
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      _ = JSONLinesReader.read(bytes, file: "g.jsonl")
    }
  }

  @Test func aLongLineTakesLinearTime() {
    let text = String(repeating: "word \\n ", count: 100_000)
    let (records, findings) = Self.read("{\"id\":\"a\",\"text\":\"\(text)\"}")
    #expect(findings.isEmpty)
    guard case .document(let document) = records.first else { return }
    #expect(document.text?.utf8.count == 700_000)
  }
}

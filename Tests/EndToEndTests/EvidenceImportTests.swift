import Foundation
import TestSupport
import Testing

/// Statements with evidence and notes are imported without having them all in memory: what comes of it is what the usual way makes,
/// which reads all into memory and is taken where a graph file is there already.
@Suite struct EvidenceImportTests {
  /// Random documents, statements and tables.
  private struct World {
    var random: SplitMix64
    /// The documents by their ids; those without a text are known by name only.
    var documents: [(id: String, text: String?)] = []

    init(seed: UInt64) {
      random = SplitMix64(seed: seed)
      let words = ["Bo", "met", "Élan", "«so»", "e\u{301}", "قاسم", "x", "\"", "\\", "\t", "end."]
      for number in 0..<6 {
        let text = (0..<Int.random(in: 1..<30, using: &random)).map { _ in
          pick(words) + pick([" ", " ", " ", "\n"])
        }
        documents.append(("pages/p\(number)\(pick([".txt", ".md", ""]))", text.joined()))
      }
      documents[5].text = nil
    }

    mutating func pick<Value>(_ values: [Value]) -> Value {
      values[Int.random(in: 0..<values.count, using: &random)]
    }

    mutating func chance(_ share: Double) -> Bool {
      Double.random(in: 0..<1, using: &random) < share
    }

    static func json(_ value: Any) -> String {
      let data = try? JSONSerialization.data(
        withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes])
      return String(decoding: data ?? Data(), as: UTF8.self)
    }

    /// A stretch of a text that cuts no character.
    mutating func span(of text: String) -> Range<Int> {
      let bytes = Array(text.utf8)
      let ends = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
      let (one, other) = (pick(ends), pick(ends))
      return min(one, other)..<max(one, other)
    }

    mutating func name(of document: String) -> String {
      let file = document.split(separator: "/").last.map(String.init) ?? document
      return pick([document, document, document, file, String(file.prefix { $0 != "." })])
    }

    mutating func piece() -> String {
      let document = pick(documents)
      var members = ["\"document\":" + Self.json(name(of: document.id))]
      let text = document.text ?? "Bo met Élan"
      var span = span(of: text)
      if span.isEmpty, let first = text.unicodeScalars.first {
        span = 0..<String(first).utf8.count
      }
      let quote = String(decoding: Array(text.utf8)[span], as: UTF8.self)
      switch Int.random(in: 0..<12, using: &random) {
      case 0: members[0] = "\"document\":\"missing \(pick([1, 2, 3]))\""
      case 1:
        // What is no document.
        members[0] = "\"document\":\"\(pick(["t.csv", "pages/p1.txt"]))\""
        members += ["\"line\":\(pick([1, 7]))", "\"quote\":" + Self.json(pick(["", quote]))]
        return "{" + members.joined(separator: ",") + "}"
      case 2:
        members += ["\"quote\":" + Self.json(quote), "\"extractor\":\"dot\""]
        return "{" + members.joined(separator: ",") + "}"
      case 3:
        // Without a place it is looked for.
        members.append("\"quote\":" + Self.json(quote))
        return "{" + members.joined(separator: ", ") + "}"
      case 4:
        // It stands elsewhere.
        let offset = span.lowerBound + pick([0, 1, 2])
        members.append("\"start\":\(offset)")
        members.append("\"end\":\(offset + quote.utf8.count)")
        members.append("\"quote\":" + Self.json(quote))
        return "{" + members.joined(separator: ",") + "}"
      default: break
      }
      members += ["\"start\":\(span.lowerBound)", "\"end\":\(span.upperBound)"]
      if document.text == nil || !chance(0.1) { members.append("\"quote\":" + Self.json(quote)) }
      if chance(0.2) {
        members.append("\"line\":\(Int.random(in: 0..<3, using: &random))")
      }
      let ends = [span.lowerBound, span.upperBound]
      for part in ["subject", "trigger", "object"] where chance(0.3) {
        members.append("\"\(part)\":{\"start\":\(ends[0]),\"end\":\(ends[1])}")
      }
      if chance(0.8) {
        members.append("\"extractor\":\"\(pick(["model", "m\\u0061\\u006Fdel", "rule+date"]))\"")
      }
      return "{" + members.joined(separator: pick([",", ", "])) + "}"
    }

    mutating func end() -> String {
      let number = Int.random(in: 0..<12, using: &random)
      return pick([
        #"{"name":"Person \#(number)","type":"Person"}"#,
        #"{"id":"person/person-\#(number)","name":"Person \#(number)","type":"Person"}"#,
        #"{"name":"P. \#(number)","type":"Person","aliases":["Person \#(number)"]}"#,
        #""Person \#(number)""#,
      ])
    }

    mutating func statement() -> String {
      var line =
        #"{"subject":\#(end()),"relation":"\#(pick(["met-with", "married-to", "criticized"]))","#
        + #""object":\#(end())"#
      line += pick(["", #","polarity":"negated""#, #","time":"2020-01-02""#])
      line += pick(["", #","confidence":0.5"#, #","confidence":null"#])
      if chance(0.9) {
        let pieces = (0..<pick([0, 1, 1, 2, 3])).map { _ in piece() }
        line += ",\"evidence\":[" + pieces.joined(separator: ",") + "]"
      }
      if chance(0.3) {
        line +=
          ",\"note\":"
          + Self.json(
            pick([
              "", "\n", "\n\n", "One", "Two\n\nOne", "\n\nOne\n", "Zwölf \"so\"", "a\u{301}", "Two",
            ]))
      }
      return line + "}\n"
    }

    mutating func lines(_ count: Int) -> String {
      var lines = (0..<count).map { _ in statement() }
      for document in documents + documents.prefix(2) {
        var object: [String: Any] = ["id": document.id, "title": "T \(document.id)"]
        if let text = document.text, !chance(0.1) || document.id == documents[0].id {
          object["text"] = text
        }
        if chance(0.5) { object["date"] = pick(["2020", "2021-02"]) }
        lines.append(#"{"document":"# + Self.json(object) + "}\n")
      }
      for document in documents {
        // Of two lines at least one has the text.
        guard let text = document.text else { continue }
        lines.append(#"{"document":"# + Self.json(["id": document.id, "text": text]) + "}\n")
      }
      for number in 0..<6 {
        lines.append(
          #"{"entity":{"name":"Person \#(number)\#(pick(["", "0"]))","type":"Person""#
            + pick(["", #","properties":{"size":"\#(number)"}"#, #","aliases":["Ps \#(number)"]"#])
            + "}}\n")
        lines.append(#"{"entity":{"name":"\#(pick(["Lone", "Person 3"])) \#(number)"}}"# + "\n")
      }
      lines.shuffle(using: &random)
      if chance(0.5) { lines.append("\n") }
      return lines.joined()
    }

    static func cell(_ text: String) -> String {
      text.utf8.contains { ",\"\n\r".utf8.contains($0) }
        ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
    }

    mutating func table(_ count: Int, quotesDocuments: Bool) -> String {
      let columns = pick([
        ["subject", "relation", "object", "subject type", "document", "quote", "note", "time"],
        ["note", "quote", "subject", "time", "relation", "document", "subject type", "object"],
      ])
      let lineEnd = pick(["\n", "\r\n", "\r"])
      var table = pick(["", "\u{FEFF}"]) + columns.joined(separator: ",") + lineEnd
      for _ in 0..<count {
        let document = pick(documents.filter { $0.text != nil })
        let text = document.text ?? ""
        // Of a text without words nothing can be quoted.
        let isQuoted = quotesDocuments && !text.allSatisfy(\.isWhitespace) && chance(0.6)
        let bytes = Array(text.utf8)[span(of: text)]
        var quote = String(decoding: bytes, as: UTF8.self)
        if isQuoted, quote.allSatisfy(\.isWhitespace) { quote = text }
        if !isQuoted { quote = pick(["", quote, " Bo said\r\nso ", "\"«Élan»\""]) }
        table += columns.map { column in
          switch column {
          case "subject", "object":
            pick(["Person \(pick([1, 2, 3, 4]))", "Two\nlines", " Élan, B "])
          case "relation": pick(["met-with", "criticized"])
          case "subject type": pick(["Person", ""])
          case "document": isQuoted ? pick([" ", ""]) + name(of: document.id) : pick(["", "  "])
          case "quote": quote
          case "note": pick(["", "", " ", "One", " Two\n\nOne ", "Élan\u{A0}"])
          default: pick(["", "2020"])
          }
        }.map(Self.cell).joined(separator: ",")
        table += lineEnd + pick(["", "", lineEnd])
      }
      return table
    }
  }

  private static let questions = [
    "SELECT * FROM entity_view ORDER BY key",
    "SELECT * FROM statement_view ORDER BY 13, 2, 14, 4, 7",
    "SELECT * FROM evidence_view ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11",
    """
    SELECT one.key, relation.name, other.key, polarity, time, ordinal, source.name, line, quote,
      start, stop, subject_start, subject_stop, trigger_start, trigger_stop, object_start, object_stop
    FROM evidence JOIN source ON source.id = evidence.source
      JOIN entity AS one ON one.id = evidence.subject
      JOIN entity AS other ON other.id = evidence.object
      JOIN relation ON relation.id = evidence.relation
      JOIN qualifiers ON qualifiers.id = evidence.qualifiers
    ORDER BY 1, 2, 3, 4, 5, 6
    """,
    "SELECT name, title, date, sha256, text FROM document ORDER BY name",
    "SELECT source.name, document.name FROM source LEFT JOIN document ON document.id = document ORDER BY 1",
    "SELECT text FROM label ORDER BY text",
    """
    SELECT document.name FROM document_search JOIN document ON document.id = document_search.rowid
    WHERE document_search MATCH 'bo OR elan' ORDER BY 1
    """,
    "SELECT count(*) FROM evidence INDEXED BY evidence_by_source WHERE source >= 0",
    "PRAGMA integrity_check", "PRAGMA foreign_key_check",
  ]

  /// Builds a graph file of inputs in both ways, and expects the same of both.
  private func compare(
    _ workplace: Workplace, _ inputs: [String], memory: String?, seed: UInt64,
    status: Int32? = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let hint = "(GRAPHGEN_SEED=\(runSeed), seed \(seed))"
    for name in ["usual.kg", "s.kg"] where workplace.has(name) {
      try FileManager.default.removeItem(atPath: workplace.path(name))
    }
    try workplace.write(
      "one.jsonl", #"{"subject":"A","relation":"met-with","object":"B"}"# + "\n")
    try workplace.graphgen("build", "one.jsonl", "-qo", "usual.kg").expect()
    let usual = try workplace.graphgen(["build"] + inputs + ["-o", "usual.kg"])
    if let status {
      usual.check(
        usual.status == status, "the status is \(status) \(hint)", sourceLocation: sourceLocation)
    }
    let run = try workplace.graphgen(
      ["build"] + inputs + ["-o", "s.kg"],
      environment: memory.map { ["GRAPHGEN_IMPORT_MEMORY": $0] } ?? [:])
    run.check(
      run.status == usual.status, "the status is the same \(hint)", sourceLocation: sourceLocation)
    run.check(
      run.errors == usual.errors.replacingOccurrences(of: "usual.kg", with: "s.kg"),
      "warnings and counts are the same \(hint): \(usual.errors)", sourceLocation: sourceLocation)
    if usual.status != 0 {
      return run.check(
        !workplace.has("s.kg"), "there is no file \(hint)", sourceLocation: sourceLocation)
    }
    let exported = try workplace.graphgen("export", "usual.kg", "--format", "jsonl").text
    try workplace.graphgen("export", "s.kg", "--format", "jsonl").expect(
      output: exported, sourceLocation: sourceLocation)
    for question in Self.questions {
      let answer = try workplace.tool("sqlite3", "s.kg", question)
      answer.check(
        answer.text == (try workplace.tool("sqlite3", "usual.kg", question).text),
        "\(question) \(hint)", sourceLocation: sourceLocation)
    }
  }

  /// Expects that inputs are imported: with temporary files in a folder that is not there only the usual way would get by.
  private func expectImport(
    _ workplace: Workplace, _ inputs: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try workplace.graphgen(
      ["build"] + inputs + ["-qo", "absent.kg"],
      environment: ["GRAPHGEN_IMPORT_MEMORY": "0", "TMPDIR": "absent"]
    ).expect(
      2,
      errors: """
        absent: error: cannot keep temporary files in this folder: No such file or directory; \
        TMPDIR may name another

        """, sourceLocation: sourceLocation)
  }

  @Test(arguments: 0..<6) func linesWithEvidence(round: Int) throws {
    let workplace = try Workplace()
    let seed = runSeed &+ UInt64(round)
    var world = World(seed: seed)
    try workplace.write("s.jsonl", world.lines(round == 0 ? 3000 : 150))
    let memory = round.isMultiple(of: 2) ? "0" : nil
    try compare(workplace, ["s.jsonl"], memory: memory, seed: seed)
    if round == 0 { try expectImport(workplace, ["s.jsonl"]) }
  }

  @Test(arguments: 0..<6) func tablesWithQuotes(round: Int) throws {
    let workplace = try Workplace()
    let seed = runSeed &+ 100 &+ UInt64(round)
    var world = World(seed: seed)
    try workplace.write("a.csv", world.table(120, quotesDocuments: true))
    try workplace.write("s.jsonl", world.lines(60))
    try workplace.write("folder/b.csv", world.table(80, quotesDocuments: round > 2))
    try compare(
      workplace, round.isMultiple(of: 2) ? ["s.jsonl", "a.csv", "folder"] : ["a.csv", "s.jsonl"],
      memory: round < 3 ? "0" : nil, seed: seed)
    try workplace.write("c.csv", world.table(200, quotesDocuments: false))
    try compare(workplace, ["c.csv"], memory: "0", seed: seed)
    if round == 0 {
      try workplace.write("d.csv", world.table(1000, quotesDocuments: true))
      try expectImport(workplace, ["d.csv", "s.jsonl"])
    }
  }

  /// What is wrong is said as if all had been read into memory, and there is no file.
  @Test(arguments: [
    #""evidence":[{"document":"a","quote":"not there"}]"#,
    #""evidence":[{"document":"a","start":0,"end":99}]"#,
    #""evidence":[{"document":"a","start":0,"end":2,"quote":"Bo","subject":{"start":1,"end":5}}]"#,
    #""evidence":[{"document":"a","start":6,"end":9,"quote":"Él","subject":{"start":6,"end":7}}]"#,
    #""evidence":[{"document":"b","start":0,"end":2,"quote":"Bo","object":{"start":2,"end":2}}]"#,
    #""evidence":[{"document":"a"}]"#, #""evidence":[{"document":"a","start":0,"quote":"Bo"}]"#,
    #""evidence":[{"document":"a","start":3,"end":0,"quote":"Bo"}]"#, #""evidence":{}"#,
    #""evidence":[{"quote":"Bo"}]"#, #""evidence":[{"document":1,"quote":"Bo"}]"#,
    #""evidence":[{"document":"a","quote":"Bo","quote":"Bo"}]"#,
    #""evidence":[{"document":"a","quote":"Bo","start":00,"end":2}]"#,
    #""evidence":[{"document":"a","quote":"Bo","start":0,"end":2.5}]"#,
    #""evidence":[{"document":"a","quote":"B\x"}]"#, #""evidence":[{"document":"a","quote":"B"#,
    #""evidence":[{"document":"a","quote":"Bo","more":1}]"#, #""evidence":[],"evidence":[]"#,
    #""evidence":[{"document":"a","quote":"Bo"},]"#, #""evidence":[{"document":"a","quote":"Bo"}"#,
    #""evidence":null"#, #""evidence":[{"document":"a","quote":"B\u006f"}]"#,
    #""evidence":[{"document":"a","quote":"Bo","extractor":null,"line":null}]"#,
    #""evidence":[{"document":"b","quote":"zero \u0000 inside"}]"#,
    #""evidence":[{"document":"b","quote":"x","line":99999999999}]"#,
    #""evidence":[{"document":"a","quote":""}]"#, #""note":1"#, #""note":null"#,
    #""note":"a\u0000b""#, #""note":"a","note":"b""#, #""note":"\ud83d\ude00""#,
  ]) func linesThatAreWrong(members: String) throws {
    let workplace = try Workplace()
    let lines =
      #"{"document":{"id":"a","text":"Bo met Él"}}"# + "\n"
      + #"{"subject":"A","relation":"met-with","object":"B",\#(members)}"# + "\n"
    try workplace.write("s.jsonl", lines)
    try compare(workplace, ["s.jsonl"], memory: nil, seed: 0, status: nil)
    // One document of two texts.
    try workplace.write("s.jsonl", lines + #"{"document":{"id":"a","text":"Bo"}}"# + "\n")
    try compare(workplace, ["s.jsonl"], memory: nil, seed: 0, status: 2)
  }

  @Test(arguments: [
    "A,met-with,B,a,not there,", "A,met-with,B,a,,", "A,met-with,B,c,Bo,", "A,met-with,B,b,Bo,",
    "A,met-with,B,a,Bo", "A,met-with,B,\"a,Bo,", "A,met-with,B,a,Bo,x\u{0}y",
    "\"A\nB\",met-with,\"Bö\"\"s\",a,o,", "A,met-with,B, a ,\" \",",
  ]) func rowsThatAreWrong(row: String) throws {
    let workplace = try Workplace()
    try workplace.write(
      "d.jsonl",
      #"{"document":{"id":"a","text":"Bo met Bo"}}"# + "\n" + #"{"document":{"id":"b"}}"# + "\n")
    try workplace.write("t.csv", "subject,relation,object,document,quote,note\n\(row)\n")
    try compare(workplace, ["t.csv", "d.jsonl"], memory: nil, seed: 0, status: nil)
  }

  /// Two halves of a file that is read by two, whose rows say where a quote stands more than once.
  @Test func rowsOfBothHalves() throws {
    let workplace = try Workplace()
    try workplace.write("d.jsonl", #"{"document":{"id":"a","text":"Bo met Bo"}}"# + "\n")
    var table = "subject,subject type,relation,object,object type,document,quote\n"
    for number in 0..<30_000 {
      table += "\"Person \(number % 90)\",Person,met-with,P \(number % 70),Person,a,"
      table += number.isMultiple(of: 9_999) ? "Bo\n" : "\"Bo met Bo\"\n\n"
    }
    try workplace.write("t.csv", table)
    try compare(workplace, ["t.csv", "d.jsonl"], memory: nil, seed: 0)
    try expectImport(workplace, ["t.csv", "d.jsonl"])
  }

  /// The middle of a table may be inside a cell of many lines, and after one that has quotes of its own.
  @Test(arguments: [["\"one\ntwo \"\"three\"\"\n\n\""], ["x", "\"y\"\"\"", "\"a\n\nb\""]])
  func halvesEndWithRows(quotes: [String]) throws {
    let workplace = try Workplace()
    var table = "\"subject\",subject type,relation,object,object type,quote\n"
    for number in 0..<24_000 {
      table += "Person \(number % 90),Person,met-with,P \(number % 70),Person,"
      table += quotes[number % quotes.count] + "\n"
    }
    try workplace.write("t.csv", table)
    try expectImport(workplace, ["t.csv"])
    try compare(workplace, ["t.csv"], memory: nil, seed: 0)
  }

  /// Where a statement's relation comes late in a large vocabulary.
  @Test func manyRelations() throws {
    let workplace = try Workplace()
    let relations = (0..<66_000).map { "r\($0)\tyes\t\tkinship\n" }
    try workplace.write(
      "v.tsv", "relation\tsymmetric\tinverse\tfamily\n" + relations.joined())
    let lines = [65_990, 3, 65_535, 450, 65_990].map { number in
      #"{"subject":"B","relation":"r\#(number)","object":"A","note":"\#(number)","#
        + #""evidence":[{"document":"a","start":0,"end":2,"quote":"Bo"}]}"# + "\n"
    }
    try workplace.write(
      "s.jsonl", lines.joined() + #"{"document":{"id":"a","text":"Bo met Bo"}}"# + "\n")
    try compare(workplace, ["s.jsonl", "--vocabulary", "v.tsv"], memory: nil, seed: 0)
  }

  /// Of many warnings the first are told, wherever they begin, and a note that is given again and again is kept once.
  @Test(arguments: [0, 1480, 2900]) func manyWarnings(first: Int) throws {
    let workplace = try Workplace()
    let note = String(repeating: "x", count: 400)
    var lines = #"{"document":{"id":"a","text":"Bo met Bo"}}"# + "\n"
    for number in 0..<3000 {
      let isWarned = number >= first
      lines += #"{"subject":{"name":"A","type":"Place"},"relation":"#
      lines += isWarned ? #""married-to","# : #""located-in","#
      lines +=
        #""object":{"name":"B\#(number % 3)","type":"Place"},"evidence":[{"document":"a","quote":"#
      lines += isWarned ? #""Bo"}],"# : #""Bo met"}],"#
      lines += #""note":"\#(number % 1000 == 7 ? "Another" : "")\#(note)"}"# + "\n"
    }
    try workplace.write("s.jsonl", lines)
    try compare(workplace, ["s.jsonl"], memory: nil, seed: 0)
    try expectImport(workplace, ["s.jsonl"])
    let run = try workplace.graphgen("build", "s.jsonl", "-o", "t.kg")
    let findings = run.errors.split(separator: "\n").filter { $0.hasPrefix("s.jsonl:") }
    // Two of types and one of evidence a line; the first line is the document's.
    let isCut = 3000 - first > 100
    let notes = findings.filter { $0.hasSuffix("note: there are more such warnings") }
    let lineNumbers = (isCut ? [first + 102] : []) + [first + 52]
    let expected = lineNumbers.map { "s.jsonl:\($0):1: note: there are more such warnings" }
    run.check(notes.map(String.init) == expected, "the notes say where there are more")
    run.check(findings.count == (isCut ? 202 : 201), "of each kind a hundred are told")
  }

  /// Names of many documents that are not there, some of them in several files.
  @Test func manyMissingDocuments() throws {
    let workplace = try Workplace()
    var lines = ""
    for number in 0..<300 {
      lines += #"{"document":{"id":"d\#(number)","text":"Bo met Bo"}}"# + "\n"
      lines += #"{"subject":"A","relation":"met-with","object":"B","evidence":[{"document":"#
      lines += #""missing \#(number % 130)","start":0,"end":2,"quote":"Bo"}]}"# + "\n"
    }
    try workplace.write("s.jsonl", lines)
    try workplace.write("t.jsonl", lines.replacingOccurrences(of: "missing 1", with: "absent 1"))
    try compare(workplace, ["s.jsonl", "t.jsonl"], memory: nil, seed: 0)
    try compare(workplace, ["t.jsonl", "s.jsonl"], memory: "0", seed: 0)
  }

  /// A line with a document may be longer than what is read at once.
  @Test func longDocuments() throws {
    let workplace = try Workplace()
    let text = String(repeating: "Bo met Élan. ", count: 200_000)
    var lines = #"{"document":{"id":"a","text":"\#(text)"}}"# + "\n"
    for number in 0..<300 {
      lines += #"{"subject":"A\#(number)","relation":"met-with","object":"B","#
      lines += #""evidence":[{"document":"a","start":14,"end":16,"quote":"Bo"}]}"# + "\n"
    }
    try workplace.write("s.jsonl", lines)
    try compare(workplace, ["s.jsonl"], memory: nil, seed: 0)
    try expectImport(workplace, ["s.jsonl"])
  }

  /// Many files, whose details are read one after another.
  @Test func manyFiles() throws {
    let workplace = try Workplace()
    for number in 0..<40 {
      let note = String(repeating: "x\(number) ", count: 30)
      try workplace.write(
        "many/\(number).jsonl",
        #"{"subject":"A\#(number % 7)","relation":"met-with","object":"B","note":"\#(note)"}"#
          + "\n")
    }
    try compare(workplace, ["many"], memory: "0", seed: 0)
    try compare(workplace, ["many"], memory: nil, seed: 0)
  }
}

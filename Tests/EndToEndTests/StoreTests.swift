import Foundation
import TestSupport
import Testing

/// Graph files: what they answer, and what happens to them.
@Suite struct StoreTests {
  /// Every verb says the same of a graph file as of the JSON Lines of the same graph.
  @Test func bothKindsOfFileGiveTheSameAnswers() throws {
    let workplace = try Workplace.withSeeds()
    try workplace.graphgen("build", "graph.jsonl", "-o", "graph.kg").expect(
      errors: "graph.kg: 39 entities, 48 statements, 1 document")
    for question in [
      ["show", "GRAPH", "soleimani"], ["show", "GRAPH", "soleimani", "--json"],
      ["show", "GRAPH", "Iraq", "--why"], ["show", "GRAPH", "Ghassem"],
      ["neighbors", "GRAPH", "iraq", "--depth", "2"],
      ["neighbors", "GRAPH", "soleimani", "--depth", "3", "--json"],
      ["neighbors", "GRAPH", "iraq", "--relation", "withdrew-from", "--direction", "in"],
      ["neighbors", "GRAPH", "iraq", "--type", "person", "--format", "csv"],
      ["neighbors", "GRAPH", "iraq", "--source", "seeds/000_cd5aa225fea05e19.txt"],
      ["neighbors", "GRAPH", "iraq", "--min-confidence", "0.9"],
      ["neighbors", "GRAPH", "trmp"], ["neighbors", "GRAPH", "u"], ["neighbors", "GRAPH", "xyzzy"],
      ["neighbors", "GRAPH", "iraq", "--source", "nothing.txt"],
      ["neighbors", "GRAPH", "iraq", "--relation", "nothing"],
      ["path", "GRAPH", "trump", "iran"], ["path", "GRAPH", "trump", "iran", "--all", "--json"],
      ["path", "GRAPH", "trump", "iran", "--count", "4"],
      ["path", "GRAPH", "trump", "iran", "--direction", "out"],
      ["path", "GRAPH", "trump", "iran", "--min-confidence", "0.5", "--mode", "fact"],
      ["path", "GRAPH", "iran", "iran"], ["path", "GRAPH", "iran", "nobody"],
      ["evidence", "GRAPH", "soleimani"], ["evidence", "GRAPH", "trump", "drone strike"],
      ["evidence", "GRAPH", "trump", "Mosul"], ["evidence", "GRAPH", "iraq", "--json"],
      ["stats", "GRAPH"], ["verify", "GRAPH"], ["export", "GRAPH", "--format", "jsonl"],
      ["export", "GRAPH", "--format", "dot", "-q"], ["export", "GRAPH", "--format", "csv", "-q"],
      ["merge", "GRAPH", "GRAPH"], ["diff", "GRAPH", "graph.jsonl"], ["build", "GRAPH"],
      ["render", "GRAPH", "-Tsvg"], ["render", "GRAPH", "-Tsvg", "--focus", "iran"],
    ] {
      let lines = try workplace.graphgen(question.map { $0 == "GRAPH" ? "graph.jsonl" : $0 })
      let file = try workplace.graphgen(question.map { $0 == "GRAPH" ? "graph.kg" : $0 })
      file.expect(lines.status, output: lines.text, errors: lines.errors)
    }
  }

  @Test func aFileIsOneInputAmongOthers() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("build", "graph.jsonl", "-qo", "graph.kg").expect()
    let more = "subject,relation,object,object type\nAna Ruiz,met-with,Eve Park,Person\n"
    try workplace.write("more.csv", more)
    let lines = try workplace.graphgen("build", "graph.jsonl", "more.csv")
    lines.expect()
    try workplace.graphgen("build", "graph.kg", "more.csv").expect(output: lines.text)
  }

  @Test func aBuildChangesAFileThatIsThere() throws {
    let workplace = try Workplace.withReport()
    try workplace.graphgen("build", "report.csv", "report.txt", "-o", "g.kg").expect(
      errors: "g.kg: 7 entities, 6 statements, 1 document")
    try workplace.write(
      "more.csv", "subject,relation,object,object type\nAna Ruiz,met-with,Eve Park,Person\n")
    for inputs in [
      ["report.csv", "report.txt", "more.csv"], ["more.csv"], ["report.csv", "report.txt"],
    ] {
      try workplace.graphgen(["build"] + inputs + ["-qo", "g.kg"]).expect()
      let lines = try workplace.graphgen(["build"] + inputs)
      try workplace.graphgen("export", "g.kg", "--format", "jsonl").expect(output: lines.text)
      try workplace.tool("sqlite3", "g.kg", "PRAGMA integrity_check; PRAGMA foreign_key_check")
        .expect(output: "ok\n")
    }
    #expect(!workplace.has("g.kg-wal"))
  }

  @Test func sqlSeesSentences() throws {
    let workplace = try Workplace.withReport()
    try workplace.graphgen("build", "report.csv", "report.txt", "-qo", "g.kg").expect()
    try workplace.tool(
      "sqlite3", "g.kg",
      """
      SELECT subject, relation, object, polarity, evidence FROM statement_view
        WHERE object = 'Port Alder' AND polarity = 'negated';
      SELECT document, quote FROM evidence_view WHERE relation = 'commands';
      SELECT key, type FROM entity_view WHERE name = 'Ben Ruiz';
      SELECT key FROM name_search JOIN entity ON entity.id = name_search.rowid
        WHERE name_search MATCH 'dana';
      SELECT name FROM document_search JOIN document ON document.id = document_search.rowid
        WHERE document_search MATCH 'spokesman';
      """
    ).expect(
      output: """
        River Brigade|attacked|Port Alder|negated|1
        report.txt|General Ana Ruiz commands the River Brigade
        person/ben-ruiz|Person
        person/dana-okoye
        report.txt

        """, errors: nil)
  }

  /// Plain statements are imported without having them all in memory; the file is the same, and so is every byte of it
  /// however little memory there may be.
  @Test(arguments: 0..<4) func plainStatementsAreImported(round: Int) throws {
    let workplace = try Workplace()
    var random = SplitMix64(seed: runSeed &+ UInt64(round))
    func pick(_ values: [String]) -> String {
      values[Int.random(in: 0..<values.count, using: &random)]
    }
    var lines = ""
    for _ in 0..<3000 {
      func end() -> String {
        let number = Int.random(in: 0..<150, using: &random)
        return pick(
          [
            #"{"name":"Person \#(number)","type":"Person"}"#,
            #"{"name":"person \#(number)","type":"person"}"#,
            #"{"name":"Place \#(number)","type":"Place","aliases":["Here \#(number % 7)"]}"#,
            #""Group \#(number)""#,
            #"{"id":"Q\#(number)","name":"Élan \#(number)","type":"Organization"}"#,
            #"{"type":"Person", "name":"E\u0301lan \#(number)"}"#,
          ]
            // Ends that may meet others by an id or another name.
            + (round == 0
              ? []
              : [
                #"{"id":"person/person-\#(number)","name":"Person \#(number % 9)"}"#,
                #"{"id":"q\#(number % 20)","name":"Own \#(number % 30)"}"#,
                #"{"id":"person/e\u0301lan-\#(number)","name":"ÉLAN \#(number)","type":"Person"}"#,
                #"{"name":"P. \#(number)","type":"Person","aliases":["Person \#(number % 50)"]}"#,
                #"{"name":"group \#(number)","properties":{"size":"\#(number % 3)"}}"#,
                #"{"name":"Group: \#(number)","type":"Group"}"#,
                #""!\#(String(repeating: "?", count: number % 3))""#,
              ]))
      }
      lines +=
        #"{"subject":\#(end()),"relation":"\#(pick(["commands", "met-with", "killed", "leads", "located-in"]))","object":\#(end())"#
      lines += pick(["", "", #","polarity":"negated""#, #","mode":"claimed","attributedTo":"Bo""#])
      lines += pick([
        "", #","time":"2020-01-0\#(Int.random(in: 1...3, using: &random))""#, #","place":"X""#,
      ])
      lines += pick(["", #","confidence":0.5"#, #", "confidence" : 0.93 "#, #","confidence":null"#])
      lines += pick(["", #","evidence":[]"#]) + "}\n"
    }
    try workplace.write("s.jsonl", lines)
    let usual = try workplace.graphgen("build", "s.jsonl", "-qo", "usual.jsonl")
    usual.expect()
    let run = try workplace.graphgen("build", "s.jsonl", "-o", "s.kg")
    run.expect(errors: nil)
    let little = try workplace.graphgen(
      "build", "s.jsonl", "-o", "little.kg", environment: ["GRAPHGEN_IMPORT_MEMORY": "0"])
    little.check(
      little.errors.replacingOccurrences(of: "little.kg", with: "s.kg") == run.errors,
      "warnings and counts are the same (GRAPHGEN_SEED=\(runSeed))")
    #expect(try workplace.read("little.kg") == workplace.read("s.kg"))
    let expected = try workplace.graphgen("build", "usual.jsonl", "-o", "again.kg")
    run.check(
      run.errors.split(separator: "\n").last?.dropFirst(4)
        == expected.errors.split(separator: "\n").last?.dropFirst(8),
      "the counts are the same (GRAPHGEN_SEED=\(runSeed))")
    try workplace.graphgen("export", "s.kg", "--format", "jsonl").expect(
      output: try workplace.text("usual.jsonl"))
    try workplace.tool("sqlite3", "s.kg", "PRAGMA integrity_check; PRAGMA foreign_key_check")
      .expect(output: "ok\n")
  }

  /// A name that is the beginning of another, but is composed differently.
  @Test func namesComposedDifferentlyAreImported() throws {
    let workplace = try Workplace()
    try workplace.write(
      "s.jsonl",
      ["\u{C5}e", "\u{212B}", "A\u{30A}z", "\u{C5}", "Bo"].map {
        #"{"subject":"\#($0)","relation":"met-with","object":{"name":"\#($0)","type":"Person"}}"#
          + "\n"
      }.joined())
    try workplace.graphgen("build", "s.jsonl", "-qo", "usual.jsonl").expect()
    try workplace.graphgen("build", "s.jsonl", "-qo", "s.kg").expect()
    try workplace.graphgen("export", "s.kg", "--format", "jsonl").expect(
      output: try workplace.text("usual.jsonl"))
  }

  /// So are tables without quotes, documents and notes, alone and beside JSON Lines; each row is evidence.
  @Test(arguments: 0..<6) func plainTablesAreImported(round: Int) throws {
    let workplace = try Workplace()
    var random = SplitMix64(seed: runSeed &+ UInt64(round))
    func pick(_ values: [String]) -> String {
      values[Int.random(in: 0..<values.count, using: &random)]
    }
    let columns = [
      ["subject", "relation", "object"],
      ["Relation", "object", "subject type", "subject", "object_type", "confidence", "time"],
      [
        "subject", "subject aliases", "relation", "object", "object type", "polarity", "mode",
        "attributed to", "place", "note", "quote",
      ],
    ]
    func cell(_ column: String) -> String {
      switch column.lowercased() {
      case "subject", "object":
        let number = Int.random(in: 10..<50, using: &random)
        return pick([
          "Person \(number)", " person \(number) ", "\"Place, \(number)\"",
          "\"The \"\"\(number)\"\"\"", "\"Two\nlines \(number)\"", "Élan \(number)",
          "E\u{301}lan \(number)",
        ])
      case "relation": return pick(["commands", "met-with", " killed", "located-in", "member-of"])
      case "subject type", "object_type", "object type": return pick(["", "Person", "place"])
      case "subject aliases":
        return pick(["", "", "Here \(Int.random(in: 0..<5, using: &random))| B"])
      case "confidence": return pick(["", "0.5", " 0.93", "1"])
      case "time": return pick(["", "2020-01-02", "2020"])
      case "polarity": return pick(["", "Negated"])
      case "mode": return pick(["", "claimed"])
      case "attributed to", "place": return pick(["", "Bo", "\"Bo, too\""])
      default: return ""
      }
    }
    var names: [String] = []
    for (number, columns) in columns.enumerated() {
      let lineEnd = pick(["\n", "\r\n", "\r"])
      var table = pick(["", "\u{FEFF}"]) + columns.joined(separator: ",") + lineEnd
      for _ in 0..<Int.random(in: 0..<400, using: &random) {
        table += columns.map(cell).joined(separator: ",") + lineEnd + pick(["", "", "", lineEnd])
      }
      names.append("\(pick(["a", "b"]))\(number).csv")
      try workplace.write(names[number], table)
    }
    try workplace.write(
      "s.jsonl",
      #"{"subject":"Person 1","relation":"met-with","object":{"name":"Person 2"}}"# + "\n")
    if round.isMultiple(of: 2) { names.append("s.jsonl") }
    var usual = ["build"] + names + ["-qo", "usual.jsonl"]
    try workplace.graphgen(usual).expect(errors: nil)
    usual = ["build"] + names + ["-qo", "s.kg"]
    try workplace.graphgen(
      usual, environment: round < 3 ? [:] : ["GRAPHGEN_IMPORT_MEMORY": "0"]
    ).expect(errors: nil)
    try workplace.graphgen("export", "s.kg", "--format", "jsonl").expect(
      output: try workplace.text("usual.jsonl"))
    try workplace.tool("sqlite3", "s.kg", "PRAGMA integrity_check; PRAGMA foreign_key_check")
      .expect(output: "ok\n")
  }

  /// The lines of a table that two threads read, and of one with an error, are counted from its beginning.
  @Test func linesOfTables() throws {
    let workplace = try Workplace()
    try workplace.write(
      "t.csv", "subject,relation,object\n\nA,met-with,B\nA,likes,B\n")
    try workplace.graphgen("build", "t.csv", "-o", "t.kg").expect(
      2,
      errors: """
        t.csv:4:3: error: unknown relation 'likes': 'graphgen vocabulary' lists the known ones

        """)
    var table = "subject,relation,object\n\n"
    for number in 0..<45_000 { table += "Person \(number % 90),met-with,Person \(number % 70)\n" }
    try workplace.write("t.csv", table)
    try workplace.graphgen("build", "t.csv", "-qo", "t.kg").expect()
    try workplace.tool(
      "sqlite3", "t.kg",
      "SELECT min(line), max(line), count(DISTINCT line) FROM evidence; PRAGMA integrity_check"
    ).expect(output: "3|45002|45000\nok\n")
  }

  /// What does not fit into memory waits in the folder that the environment names, else in that of the output.
  @Test(arguments: [true, false])
  func temporaryFilesNeedAFolder(areEndsMany: Bool) throws {
    let workplace = try Workplace()
    let lines = (0..<400).map {
      #"{"subject":{"name":"A \#(areEndsMany ? $0 : 0)","type":"Person"},"relation":"met-with","#
        + #""object":{"name":"B","type":"Person"}}"# + "\n"
    }
    try workplace.write("s.jsonl", lines.joined())
    try workplace.graphgen(
      "build", "s.jsonl", "-o", "s.kg",
      environment: ["GRAPHGEN_IMPORT_MEMORY": "0", "TMPDIR": "absent"]
    ).expect(
      2,
      errors: """
        absent: error: cannot keep temporary files in this folder: No such file or directory; \
        TMPDIR may name another

        """)
    #expect(workplace.files == ["s.jsonl"])
    let count = areEndsMany ? 400 : 1
    for variables in [[:], ["TMPDIR": ""], ["TMPDIR": workplace.path]] {
      try workplace.graphgen(
        "build", "s.jsonl", "-o", "s.kg",
        environment: ["GRAPHGEN_IMPORT_MEMORY": "0"].merging(variables) { $1 }
      ).expect(
        errors:
          "s.kg: \(count + 1) entities, \(count) statement\(count == 1 ? "" : "s"), 0 documents\n")
      #expect(workplace.files == ["s.jsonl", "s.kg"])
      try FileManager.default.removeItem(atPath: workplace.path("s.kg"))
    }
  }

  /// What fits into memory needs no temporary folder.
  @Test(arguments: ["0", "64", "9999999999"]) func fewStatementsNeedNoFolder(memory: String) throws
  {
    let workplace = try Workplace()
    try workplace.write(
      "s.jsonl",
      #"{"subject":{"name":"A","type":"Person"},"relation":"met-with","#
        + #""object":{"name":"B","type":"Person"}}"# + "\n")
    try workplace.graphgen(
      "build", "s.jsonl", "-o", "s.kg",
      environment: ["GRAPHGEN_IMPORT_MEMORY": memory, "TMPDIR": "absent"]
    ).expect(errors: "s.kg: 2 entities, 1 statement, 0 documents\n")
  }

  // MARK: - Bad files

  @Test(arguments: [
    ("show", "missing.kg", "no such file or folder"),
    ("show", "empty.kg", "this is no graph file: 'graphgen build INPUT… -o FILE.kg' makes one"),
    ("show", "text.kg", "this is no graph file: 'graphgen build INPUT… -o FILE.kg' makes one"),
    ("show", "other.kg", "this is no graph file: 'graphgen build INPUT… -o FILE.kg' makes one"),
    (
      "show", "newer.kg",
      "a newer graphgen wrote this (format 99; this one reads up to 2): update graphgen"
    ),
    ("show", "short.kg", "the graph file is damaged: build it again, or restore a copy"),
    ("export", "short.kg", "the graph file is damaged: build it again, or restore a copy"),
    (
      "export", "newer.kg",
      "a newer graphgen wrote this (format 99; this one reads up to 2): update graphgen"
    ),
  ])
  func filesThatAreNoGraph(verb: String, name: String, message: String) throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("build", "graph.jsonl", "-qo", "good.kg").expect()
    let good = try workplace.read("good.kg")
    try workplace.write("empty.kg", "")
    try workplace.write("text.kg", String(repeating: "a text, and no database\n", count: 40))
    try workplace.tool("sqlite3", "other.kg", "CREATE TABLE a (b)").expect()
    try workplace.write("newer.kg", Array(good[..<60]) + [0, 0, 0, 99] + Array(good[64...]))
    try workplace.write("short.kg", Array(good[..<(good.count / 3)]))
    let rest = verb == "show" ? ["Ana Ruiz"] : ["--format", "jsonl"]
    try workplace.graphgen([verb, name] + rest).expect(
      2, output: "", errors: "\(name): error: \(message)")
  }

  @Test func whatIsNoGraphFileIsNotOverwritten() throws {
    let workplace = try Workplace.withGraph()
    try workplace.write("letter.kg", String(repeating: "dear reader\n", count: 40))
    try workplace.graphgen("build", "graph.jsonl", "-o", "letter.kg").expect(
      2, output: "",
      errors:
        "letter.kg: error: this is there already and is no graph file: remove it, or write another")
    #expect(try workplace.text("letter.kg").hasPrefix("dear reader"))
    // An empty one is a name that somebody has reserved.
    try workplace.write("empty.kg", "")
    try workplace.graphgen("build", "graph.jsonl", "-o", "empty.kg").expect(
      errors: "empty.kg: 7 entities, 6 statements, 1 document")
  }

  @Test func aDamagedFileIsBuiltAgain() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("build", "graph.jsonl", "-qo", "g.kg").expect()
    let good = try workplace.read("g.kg")
    try workplace.write("g.kg", Array(good[..<(good.count / 2)]))
    try workplace.graphgen("build", "graph.jsonl", "-qo", "g.kg").expect()
    try workplace.graphgen("export", "g.kg", "--format", "jsonl").expect(
      output: try workplace.text("graph.jsonl"))
  }

  @Test func filesAndFoldersThatMayNotBeWritten() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("build", "graph.jsonl", "-qo", "g.kg").expect()
    let answer = try workplace.graphgen("show", "graph.jsonl", "Ana Ruiz")
    // The folder is not the user's, so there can be no log beside the file; it is read all the same.
    try workplace.graphgenUnprivileged("show", "g.kg", "Ana Ruiz").expect(output: answer.text)
    try workplace.graphgenUnprivileged("build", "report.csv", "report.txt", "-o", "g.kg").expect(
      2, output: "",
      errors: "g.kg: error: cannot write: the file, its folder or its disk is read-only")
    try workplace.graphgenUnprivileged("build", "report.csv", "report.txt", "-o", "n.kg").expect(
      2, output: "", errors: "n.kg: error: cannot write: Permission denied")
    chmod(workplace.path("g.kg"), 0)
    try workplace.graphgenUnprivileged("show", "g.kg", "Ana Ruiz").expect(
      2, output: "", errors: "g.kg: error: no permission to read this")
    for (output, reason) in [
      ("nowhere/x.kg", "No such file or directory"), ("graph.jsonl/x.kg", "Not a directory"),
    ] {
      try workplace.graphgen("build", "graph.jsonl", "-o", output).expect(
        2, output: "", errors: "\(output): error: cannot write: \(reason)")
    }
  }

  /// A limit on the size of files stands for a disk that fills up.
  @Test func aDiskThatFillsUp() throws {
    let workplace = try Workplace.withGraph()
    try workplace.write(
      "more.csv", "subject,relation,object,object type\nAna Ruiz,met-with,Eve Park,Person\n")
    let files = workplace.files
    try workplace.tool(
      "prlimit", "--fsize=20000", Process.graphgen, "build", "graph.jsonl", "-o", "g.kg"
    ).expect(2, output: "", errors: "g.kg: error: cannot write: File too large")
    #expect(workplace.files == files)
    try workplace.graphgen("build", "graph.jsonl", "-qo", "g.kg").expect()
    try workplace.tool(
      "prlimit", "--fsize=3000", Process.graphgen, "build", "graph.jsonl", "more.csv", "-o", "g.kg"
    ).expect(2, output: "", errors: "g.kg: error: cannot write: File too large")
    try workplace.graphgen("export", "g.kg", "--format", "jsonl").expect(
      output: try workplace.text("graph.jsonl"))
  }

  @Test func aSmallDisk() throws {
    let workplace = try Workplace.withGraph()
    try FileManager.default.createDirectory(
      atPath: workplace.path("disk"), withIntermediateDirectories: false)
    let mount = try workplace.tool("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "disk")
    guard mount.status == 0 else { return }  // Only root may; the limit above stands in for it.
    defer {
      do {
        try workplace.tool("umount", "disk").expect()
      } catch {
        Issue.record("\(error)")
      }
    }
    try workplace.graphgen("build", "graph.jsonl", "-o", "disk/g.kg").expect(
      2, output: "", errors: "disk/g.kg: error: cannot write: No space left on device")
    #expect(try FileManager.default.contentsOfDirectory(atPath: workplace.path("disk")) == [])
    // So if it is to hold what does not fit into memory, also while half a line is read.
    let line = #"{"subject":"A","relation":"killed","object":"B"}"# + "\n"
    try workplace.write("s.jsonl", String(repeating: line, count: 4000))
    try workplace.graphgen(
      "build", "s.jsonl", "-o", "s.kg",
      environment: ["GRAPHGEN_IMPORT_MEMORY": "0", "TMPDIR": "disk"]
    ).expect(
      2,
      errors: """
        disk: error: cannot keep temporary files in this folder: No space left on device; \
        TMPDIR may name another

        """)
    #expect(!workplace.files.contains { $0.hasPrefix("s.kg") })
    #expect(try FileManager.default.contentsOfDirectory(atPath: workplace.path("disk")) == [])
  }

  // MARK: - Killed

  /// Killed at any moment of a build, the file holds the old graph or the new one, whole.
  ///
  /// `GRAPHGEN_KILLS` says how often; the moments are random.
  @Test func killedAtAnyMoment() throws {
    let workplace = try Workplace()
    let count = ProcessInfo.processInfo.environment["GRAPHGEN_KILLS"].flatMap { Int($0) } ?? 24
    func table(_ numbers: Range<Int>, _ note: String) -> String {
      "subject,relation,object,note\n"
        + numbers.map { "Person \($0),met-with,Person \($0 * 7 % 1000),\(note)\n" }.joined()
    }
    try workplace.write("old.csv", table(0..<900, "old"))
    try workplace.write("new.csv", table(300..<1200, "new"))
    var states: [String: String] = [:]
    var duration = 0.0
    for name in ["old", "new", "old", "new"] {
      let start = Date()
      try workplace.graphgen("build", "\(name).csv", "-qo", "g.kg").expect(errors: nil)
      duration = Date().timeIntervalSince(start)
      let run = try workplace.graphgen("export", "g.kg", "--format", "jsonl")
      states[name] = run.text
    }
    #expect(states["old"] != states["new"])
    var random = SplitMix64(seed: runSeed)
    var current = "new"
    var killed = 0
    for _ in 0..<count {
      let next = current == "new" ? "old" : "new"
      let process = try workplace.start("build", "\(next).csv", "-qo", "g.kg")
      usleep(UInt32(Double.random(in: 0...duration * 1.1, using: &random) * 1_000_000))
      process.send(SIGKILL)
      let run = try process.finish()
      if run.status == 128 + SIGKILL { killed += 1 }
      let found = try workplace.graphgen("export", "g.kg", "--format", "jsonl")
      found.expect(errors: nil)
      found.check(
        found.text == states[next] || run.status != 0 && found.text == states[current],
        "the file is the old or the new one (GRAPHGEN_SEED=\(runSeed))")
      if found.text == states[next] { current = next }
      try workplace.tool("sqlite3", "g.kg", "PRAGMA integrity_check; PRAGMA foreign_key_check")
        .expect(output: "ok\n")
    }
    #expect(killed > 0)
  }

  @Test func statementsFromAPipeAreReadOnce() throws {
    let workplace = try Workplace()
    try workplace.write(
      "plain.jsonl",
      """
      {"subject":{"name":"Ana Ruiz","type":"Person"},"relation":"leads","object":{"name":"Rome","type":"Place"},"note":"x"}

      """)
    try workplace.tool(
      "sh", "-c",
      "mkfifo f.jsonl; cat plain.jsonl > f.jsonl & exec timeout 60 \"$0\" build f.jsonl -o f.kg",
      Process.graphgen
    ).expect(output: "", errors: "f.kg: 2 entities, 1 statement, 0 documents")
  }

  /// Swift orders neither of such names before the other.
  @Test func namesWithAccentsWrittenInTwoWaysAreFound() throws {
    let workplace = try Workplace()
    try workplace.write(
      "people.csv",
      """
      subject,subject type,relation,object,object type
      Rene\u{301},Person,met-with,Ren\u{E9}e,Person
      Ann,Person,met-with,Ren\u{E9}e,Person

      """)
    try workplace.graphgen("build", "people.csv", "-qo", "people.kg").expect()
    let found = try workplace.graphgen("match", "people.kg", "MATCH (a) RETURN count(a) AS n")
    found.expect(output: "n\n3\n")
    let all = try workplace.graphgen("match", "people.kg", "MATCH (a) RETURN a")
    #expect(all.status == 0 && all.text.contains("Ann"))
    for name in ["Ren\u{E9}e", "Rene\u{301}"] {
      #expect(try workplace.graphgen("show", "people.kg", name).status == 0)
    }
  }

  @Test func aTableWithNULIsRefusedForAGraphFileToo() throws {
    let workplace = try Workplace()
    try workplace.write(
      "nul.csv", "subject,subject type,relation,object\n\"A\0\",,commands,Foo\n")
    try workplace.graphgen("build", "nul.csv", "-qo", "x.kg").expect(
      2, errors: "nul.csv:2:3: error: NUL: this is not a text file\n")
  }
}

import Foundation
import Testing

/// Inputs that cannot be read end with one clear line, exit code 2, and nothing written.
@Suite struct BadInputTests {
  /// Every verb that reads a graph, with its other arguments.
  static let readers = [
    ["build", "INPUT", "-o", "out.jsonl"], ["render", "INPUT", "-o", "out.svg"],
    ["export", "INPUT", "-o", "out.dot"], ["neighbors", "INPUT", "x"], ["path", "INPUT", "x", "y"],
    ["show", "INPUT", "x"], ["evidence", "INPUT", "x"], ["verify", "INPUT"],
    ["merge", "INPUT", "-o", "out.jsonl"], ["diff", "INPUT", "INPUT"], ["stats", "INPUT"],
    ["INPUT", "-o", "out.svg"],
  ]

  @Test(arguments: readers)
  func aMissingFile(arguments: [String]) throws {
    let workplace = try Workplace()
    try workplace.graphgen(arguments.map { $0 == "INPUT" ? "nope.jsonl" : $0 }).expect(
      2, output: "", errors: "nope.jsonl: error: no such file or folder")
    #expect(workplace.files.isEmpty)
  }

  @Test(
    arguments: [
      ("x.txt", [], ": error: the document is empty"),
      ("x.csv", [], ": error: the table is empty: its first line names the columns"),
      ("x.txt", [0x41, 0x0A, 0x42, 0x00], ":2:2: error: byte 3 is NUL: this is not a text file"),
      (
        "x.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00],
        ":3:1: error: byte 8 is NUL: this is not a text file"
      ),
      (
        "x.txt", [0x41, 0xC3, 0x28],
        ":1:2: error: byte 1 (0xC3) is not UTF-8: save the file as UTF-8"
      ),
      ("x.txt", [0xFF, 0xFE, 0x41, 0x01], ": error: this is UTF-16: save it as UTF-8"),
      ("x.jsonl", [0xFF, 0x0A], ":1:1: error: a value is expected here"),
      ("x.jsonl", [0x7B, 0x00, 0x7D], ":1:2: error: a key in quotes is expected here"),
    ] as [(String, [UInt8], String)])
  func aFileThatIsNotWhatItsNameSays(name: String, bytes: [UInt8], message: String) throws {
    let workplace = try Workplace()
    try workplace.write(name, bytes)
    try workplace.graphgen("build", name, "-o", "out.jsonl").expect(
      2, output: "", errors: name + message)
    #expect(workplace.files == [name])
  }

  @Test(arguments: [
    ("pdf", "convert it to text first, for example with pdftotext"),
    ("docx", "save it as plain text"),
    ("xlsx", "save the sheet as .csv"), ("json", "write JSON Lines (.jsonl), one object a line"),
  ])
  func aKindThatIsNotRead(suffix: String, advice: String) throws {
    let workplace = try Workplace()
    try workplace.write("x.\(suffix)", "{}")
    try workplace.graphgen("build", "x.\(suffix)").expect(
      2, output: "", errors: "x.\(suffix): error: .\(suffix) is not read: \(advice)")
  }

  @Test func foldersWithNothingToRead() throws {
    let workplace = try Workplace()
    try workplace.write("folder/picture.png", [0x89])
    try workplace.graphgen("build", "folder").expect(
      2, output: "",
      errors:
        "folder: error: the folder holds nothing to read (.txt, .md, .html, .csv, .tsv, .jsonl, .dot, .kg)"
    )
  }

  @Test func aFileThatMayNotBeRead() throws {
    let workplace = try Workplace()
    try workplace.write("secret.txt", "x")
    chmod(workplace.path("secret.txt"), 0)
    try workplace.graphgenUnprivileged("build", "secret.txt").expect(
      2, output: "", errors: "secret.txt: error: no permission to read this")
    try FileManager.default.createDirectory(
      atPath: workplace.path("vault"), withIntermediateDirectories: false)
    chmod(workplace.path("vault"), 0)
    try workplace.graphgenUnprivileged("build", "vault").expect(
      2, output: "", errors: "vault: error: no permission to read this")
  }

  @Test(arguments: [
    (
      "{}", ":1:1: error: expected a statement (subject, relation, object), a document or an entity"
    ),
    ("[]", ":1:1: error: an object {…} is expected here, not a list"),
    ("nonsense", ":1:1: error: a value is expected here"),
    (#"{"subject":"A"}"#, ":1:1: error: a statement needs 'relation'"),
    (
      #"{"subject":"A","relation":"killed","object":3}"#,
      ":1:45: error: 'object' is an object {…}, not a number"
    ),
    (#"{"id":"x","text":3}"#, ":1:18: error: 'text' is a text, not a number"),
    ("\n" + #"{"entity":{"name":""}}"#, ":2:19: error: 'name' is empty"),
    (
      #"{"subject":"A","relation":"kiled","object":"B"}"#,
      ":1:27: error: unknown relation 'kiled': did you mean 'killed'?"
    ),
    (
      #"{"subject":"A","relation":"killed","object":"B""#,
      ":1:48: error: ',' or '}' is expected here"
    ),
    (
      #"{"subject":"A","relation":"killed","object":"B","mode":"hoped"}"#,
      ":1:56: error: 'mode' is 'fact', 'planned' or 'claimed', not 'hoped'"
    ),
    (
      #"{"subject":"A","relation":"killed","object":"B","confidence":1.5}"#,
      ":1:62: error: 'confidence' is a number from 0 to 1"
    ),
    (
      #"{"subject":"A","relation":"killed","object":"B","evidence":[{"document":"d","start":3}]}"#,
      ":1:85: error: 'start' and 'end' go together"
    ),
  ])
  func wrongJSONLines(text: String, message: String) throws {
    let workplace = try Workplace()
    try workplace.write("x.jsonl", text + "\n")
    try workplace.graphgen("build", "x.jsonl", "-o", "out.jsonl").expect(
      2, output: "", errors: "x.jsonl" + message)
    if text.hasPrefix("{") {
      try workplace.graphgen("build", "-", "-o", "out.jsonl", input: .text(text)).expect(
        2, output: "", errors: "<stdin>" + message)
    }
    #expect(!workplace.has("out.jsonl"))
  }

  @Test func everyLinesErrorIsTold() throws {
    let workplace = try Workplace()
    try workplace.write(
      "x.jsonl",
      "{}\n" + #"{"subject":"A","relation":"told","object":"B"}"# + "\r\n\n[]\n")
    try workplace.graphgen("build", "x.jsonl", "-o", "out.jsonl").expect(
      2, output: "",
      errors: """
        x.jsonl:1:1: error: expected a statement (subject, relation, object), a document or an entity
        x.jsonl:4:1: error: an object {…} is expected here, not a list
        """)
  }

  @Test func standardInputThatIsEmptyOrClosed() throws {
    try Workplace().graphgen("build", "-", input: .text("")).expect(
      2, output: "", errors: "<stdin>: error: the document is empty")
    let run = try Workplace().graphgen("build", "-", input: .closed)
    run.expect(2, output: "", errors: "<stdin>: error: cannot be read: Bad file descriptor")
  }

  @Test func aLineOfAHundredMegabytes() throws {
    let workplace = try Workplace()
    var bytes = Array("subject,relation,object\nA,".utf8)
    bytes += [UInt8](repeating: UInt8(ascii: "x"), count: 100_000_000)
    try workplace.write("t.csv", bytes)
    try workplace.graphgen("build", "t.csv", "-o", "out.jsonl").expect(
      2, output: "", errors: "t.csv:2:3: error: 2 cells, but the header names 3 columns")
    #expect(!workplace.has("out.jsonl"))
  }

  @Test func messagesDoNotShowAllOfALongCell() throws {
    let workplace = try Workplace()
    let long = String(repeating: "x", count: 1_000_000)
    for table in ["A,\(long),B,,", "A,told,B,\(long),", "A,told,B,,\(long)"] {
      try workplace.write("t.csv", "subject,relation,object,time,mode\n" + table)
      let run = try workplace.graphgen("build", "t.csv", "-o", "out.jsonl")
      run.expect(2, output: "", errors: nil)
      run.check(run.errors.utf8.count < 300, "the message is short")
    }
  }

  @Test func longLinesInTextsAndJSONLines() throws {
    let workplace = try Workplace()
    let words = String(repeating: "word ", count: 200_000)
    try workplace.write("d.txt", words + "Ana met Bo.")
    try workplace.write(
      "s.jsonl",
      #"{"subject":{"name":"Ana","type":"Person"},"relation":"met-with","#
        + #""object":{"name":"Bo","type":"Person"},"note":"\#(words)","#
        + #""evidence":[{"document":"d.txt","quote":"Ana met Bo"}]}"#)
    try workplace.graphgen("build", "s.jsonl", "d.txt", "-o", "g.jsonl").expect(
      errors: "g.jsonl: 2 entities, 1 statement, 1 document")
    try workplace.graphgen("verify", "g.jsonl").expect(errors: "1 quote verified")
  }
}

extension Workplace {
  /// Runs graphgen as a user without any rights, if the tests run as root.
  func graphgenUnprivileged(_ arguments: String...) throws -> Run {
    guard geteuid() == 0 else { return try graphgen(arguments) }
    let identity = ["--reuid=65534", "--regid=65534", "--clear-groups"]
    return try Process(
      ["setpriv"] + identity + [Process.graphgen] + arguments, in: self, input: .none,
      environment: [:], output: .captured
    ).finish()
  }
}

import Testing

/// What people see on a terminal, and what programs get in pipes.
@Suite struct TerminalTests {
  @Test func coloursOnATerminalOnly() throws {
    let workplace = try Workplace.withGraph()
    let arguments = ["show", "graph.jsonl", "ana ruiz"]
    let plain = try workplace.graphgen(arguments)
    plain.expect()
    plain.check(!plain.text.contains("\u{1B}"), "no colour in a pipe")
    let colored = try workplace.graphgen(arguments, output: .terminal)
    colored.expect()
    colored.check(colored.text.contains("\u{1B}[1mAna Ruiz\u{1B}[0m"), "colour on a terminal")
    colored.check(colored.text.withoutColour == plain.text, "colour says nothing of its own")
    for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
      let run = try workplace.graphgen(arguments, environment: environment, output: .terminal)
      run.expect(output: plain.text)
    }
    let empty = try workplace.graphgen(arguments, environment: ["NO_COLOR": ""], output: .terminal)
    empty.expect(output: colored.text)
  }

  @Test func theOptionWinsOverTheEnvironment() throws {
    let workplace = try Workplace.withGraph()
    func isColored(_ options: String..., environment: [String: String] = [:]) throws -> Bool {
      let run = try workplace.graphgen(
        ["show", "graph.jsonl", "ana ruiz"] + options, environment: environment)
      run.expect()
      return run.text.contains("\u{1B}")
    }
    #expect(try isColored("--color", "always"))
    #expect(try isColored("--color=always", environment: ["NO_COLOR": "1"]))
    #expect(try isColored(environment: ["CLICOLOR_FORCE": "1"]))
    #expect(try !isColored("--color", "never", environment: ["CLICOLOR_FORCE": "1"]))
    #expect(try !isColored(environment: ["CLICOLOR_FORCE": "0"]))
  }

  @Test func errorsAreColoredOnATerminal() throws {
    let workplace = try Workplace()
    let run = try workplace.graphgen("stats", "nope.csv", output: .terminal)
    run.expect(2, output: "nope.csv: \u{1B}[1;31merror:\u{1B}[0m no such file or folder\n")
    let plain = try workplace.graphgen("stats", "nope.csv", "--color", "never", output: .terminal)
    plain.expect(2, output: "nope.csv: error: no such file or folder\n")
    let forced = try workplace.graphgen("stats", "nope.csv", "--color", "always")
    forced.expect(2, errors: "nope.csv: \u{1B}[1;31merror:\u{1B}[0m no such file or folder")
  }

  @Test func tablesFitTheTerminal() throws {
    let workplace = try Workplace.withSeeds()
    for (environment, width) in [([:], 80), (["COLUMNS": "100"], 100)] {
      let run = try workplace.graphgen(
        "neighbors", "graph.jsonl", "Qasem Soleimani", "--color", "never",
        environment: environment, output: .terminal)
      run.expect()
      let widths = run.text.split(separator: "\n").map(\.count)
      run.check(widths.allSatisfy { $0 <= width }, "no line is longer than \(width)")
      run.check(run.text.contains("…"), "what is cut is marked")
    }
    // Elsewhere nothing is cut.
    let run = try workplace.graphgen("neighbors", "graph.jsonl", "Qasem Soleimani")
    run.check(!run.text.contains("…"), "nothing is cut")
  }

  @Test func picturesAreNotSentToATerminal() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen("render", "graph.jsonl", "-Tpng", output: .terminal)
    run.expect(64)
    run.expectOutput(contains: "png is not for a terminal: give -o FILE, or send it to a pipe.")
    try workplace.graphgen("render", "graph.jsonl", "-Tplain", output: .terminal).expect()
  }
}

/// Every format of a listing.
@Suite struct ListingTests {
  @Test func everyFormat() throws {
    let workplace = try Workplace.withGraph()
    func stats(_ format: String) throws -> [Substring] {
      let run = try workplace.graphgen("stats", "graph.jsonl", "--format", format)
      run.expect()
      return run.text.split(separator: "\n")
    }
    #expect(
      try stats("table")[..<4] == [
        "measure                  name           count",
        "documents                               1",
        "entities                                7", "entities of type         Person         5",
      ])
    #expect(try stats("csv")[..<3] == ["measure,name,count", "documents,,1", "entities,,7"])
    #expect(try stats("tsv")[..<2] == ["measure\tname\tcount", "documents\t\t1"])
    #expect(try stats("jsonl")[0] == #"{"measure":"documents","name":null,"count":1}"#)
    #expect(
      try stats("json")[..<2] == ["[", #"{"measure":"documents","name":null,"count":1},"#])
    let short = try workplace.graphgen("stats", "graph.jsonl", "--json")
    #expect(short.text.split(separator: "\n") == (try stats("json")))
  }

  /// Every verb that lists gives the same rows in every format that programs read.
  @Test(arguments: [
    ["neighbors", "graph.jsonl", "brigade", "-d2"], ["path", "graph.jsonl", "ben", "alder"],
    ["show", "graph.jsonl", "brigade"], ["evidence", "graph.jsonl", "brigade"],
    ["verify", "graph.jsonl"], ["stats", "graph.jsonl"], ["vocabulary"], ["vocabulary", "--types"],
    ["doctor"], ["diff", "graph.jsonl", "report.txt"],
  ])
  func rowsAreTheSameInEveryFormat(command: [String]) throws {
    let workplace = try Workplace.withGraph()
    let status: Int32 = command[0] == "diff" ? 1 : 0
    let lines = try workplace.graphgen(command + ["--format", "jsonl"])
    lines.expect(status, errors: nil)
    let json = try workplace.graphgen(command + ["--format", "json"])
    json.expect(status, errors: nil)
    if command[0] != "show" {
      let joined = lines.text.split(separator: "\n").joined(separator: ",\n")
      json.expect(status, output: joined.isEmpty ? "[]\n" : "[\n\(joined)\n]\n", errors: nil)
    }
    for format in ["csv", "tsv"] {
      let run = try workplace.graphgen(command + ["--format", format])
      run.expect(status, errors: nil)
      let count = run.text.split(separator: "\n").count
      run.check(count == lines.text.split(separator: "\n").count + 1, "a header and a line a row")
    }
    try workplace.graphgen(command + ["--format", "table"]).expect(status, errors: nil)
  }
}

extension String {
  /// Without the sequences that set colours.
  fileprivate var withoutColour: String {
    var result = ""
    var isInside = false
    for scalar in unicodeScalars {
      if scalar == "\u{1B}" { isInside = true }
      if !isInside { result.unicodeScalars.append(scalar) }
      if scalar == "m" { isInside = false }
    }
    return result
  }
}

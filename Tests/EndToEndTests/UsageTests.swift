import Testing

/// The command line's conventions: help, versions, exit code 64, streams.
@Suite struct UsageTests {
  static let verbs = [
    "build", "render", "export", "neighbors", "path", "show", "evidence", "verify", "merge", "diff",
    "stats", "vocabulary", "doctor",
  ]

  @Test func version() throws {
    for argument in ["--version", "-V"] {
      let run = try Workplace().graphgen(argument)
      run.expect()
      run.check(run.text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil, "it prints a version")
    }
  }

  @Test func helpNamesEveryVerbAndExitCode() throws {
    let run = try Workplace().graphgen("--help")
    run.expect()
    for verb in Self.verbs { run.expectOutput(contains: "\n  \(verb)") }
    run.expectOutput(
      contains: """
        Exit codes: 0 done or found; 1 nothing found, differs, or a check failed; 2 bad
        input or failed; 3 partly done; 4 layout failed or ran out of time; 5 a quote
        does not match its document; 64 usage.
        """)
  }

  @Test(arguments: verbs)
  func everyVerbHasHelpWithAnExample(verb: String) throws {
    let run = try Workplace().graphgen(verb, "--help")
    run.expect()
    run.expectOutput(contains: "\ngraphgen \(verb)")
    run.expectOutput(contains: "\nUSAGE: graphgen \(verb) ")
  }

  @Test(arguments: verbs)
  func anUnknownOptionIsAUsageError(verb: String) throws {
    let inputs = verb == "export" ? ["x", "--format", "dot"] : ["x", "y", "z"]
    let run = try Workplace().graphgen([verb] + inputs + ["--frobnicate"])
    run.expect(64, output: "", errors: nil)
    run.expectErrors(contain: "Error: Unknown option '--frobnicate'")
    run.expectErrors(contain: "Usage: graphgen \(verb) ")
  }

  @Test(arguments: verbs.dropLast(2))
  func aMissingInputIsAUsageError(verb: String) throws {
    let run = try Workplace().graphgen(verb)
    run.expect(64, output: "", errors: nil)
    run.expectErrors(contain: "Error: Missing expected argument '<")
  }

  @Test func withoutArgumentsItSaysWhatItIsFor() throws {
    let run = try Workplace().graphgen()
    run.expect(64, output: "", errors: nil)
    run.expectErrors(contain: "SUBCOMMANDS:")
  }

  @Test(
    arguments: [
      (["neighbors", "g", "x", "--depth", "0"], "--depth must be at least 1, not 0."),
      (
        ["neighbors", "g", "x", "--depth", "two"],
        "The value 'two' is invalid for '--depth <depth>'"
      ),
      (["path", "g", "x", "y", "--count", "0"], "--count must be at least 1, not 0."),
      (["path", "g", "x", "y", "-a", "-n", "2"], "--all and --count exclude each other."),
      (
        ["stats", "g", "--json", "--format", "csv"],
        "--json and --format csv contradict each other."
      ),
      (["stats", "g", "--format", "xml"], "The value 'xml' is invalid for '--format <format>'."),
      (["stats", "g", "--color", "pink"], "The value 'pink' is invalid for '--color <color>'."),
      (["export", "g", "--format", "xml"], "The value 'xml' is invalid for '--format <format>'."),
      (["export", "g"], "Say which format: --format dot, jsonl, csv or tsv."),
      (["export", "g", "-o", "g.svg"], "Say which format: --format dot, jsonl, csv or tsv."),
      (
        ["show", "g", "x", "--as-of", "yesterday"],
        "'yesterday' is not a time (EDTF, as in 2020-01-06, 2020-01 or 2019/2020): "
          + "unexpected 'yesterday'"
      ),
      (
        ["show", "g", "x", "--as-of", "2020", "--since", "2019"],
        "--as-of can't be combined with --since or --until."
      ),
      (
        ["show", "g", "x", "--min-confidence", "2"],
        "--min-confidence must be from 0 to 1, not 2.0."
      ),
      (["show", "g", "x", "--mode", "hoped"], "The value 'hoped' is invalid for '--mode <mode>'."),
      (
        ["show", "g", "x", "--polarity", "perhaps"],
        "The value 'perhaps' is invalid for '--polarity <polarity>'."
      ),
      (
        ["render", "g", "-o", "g.svg", "--timeout", "0"],
        "--timeout must be a number of seconds above 0, not 0.0."
      ),
      (
        ["render", "g", "-o", "g.svg", "--focus", "x", "--depth=-1"],
        "--depth must be at least 0, not -1."
      ),
      (
        ["render", "g", "-o", "g.svg", "--depth", "2"],
        "--depth needs a --focus or a --path whose surroundings it bounds."
      ),
      (
        ["render", "g", "-o", "g.svg", "--path", "x"],
        "--path takes two names, not 1: put it after the inputs, and names in quotes."
      ),
      (
        ["render", "g", "-o", "g.svg", "--max-nodes", "many"],
        "The value 'many' is invalid for '--max-nodes <number>'"
      ),
      (["render", "g", "-o", "g"], "Say which format 'g' is to have, with -T or a suffix."),
      (
        ["render", "g", "-o", "g.svg", "-Gfoo=1"], "-Gfoo=1: Graphviz has no graph attribute 'foo'"
      ),
      (["render", "g", "-o", "g.svg", "-N=1"], "-N=1: "),
    ] as [([String], String)])
  func aWrongOptionIsAUsageError(arguments: [String], message: String) throws {
    // Wrong words are told before any input is read.
    let run = try Workplace().graphgen(arguments)
    run.expect(64, output: "", errors: nil)
    run.expectErrors(contain: "Error: \(message)")
    run.expectErrors(contain: "Usage: graphgen \(arguments[0]) ")
  }

  @Test func aMistypedVerbIsToldFromAFile() throws {
    let run = try Workplace().graphgen("neighbrs", "graph.jsonl", "Ana Ruiz")
    run.expect(64, output: "", errors: nil)
    run.expectErrors(
      contain: "Error: There is no verb or file 'neighbrs'. Did you mean 'neighbors'?")
  }

  @Test func aMissingFileWithoutAVerbIsAMissingFile() throws {
    try Workplace().graphgen("artikel.txt", "-o", "x.svg").expect(
      2, output: "", errors: "artikel.txt: error: no such file or folder")
  }

  @Test func whatFollowsTwoHyphensIsNoOption() throws {
    let workplace = try Workplace()
    try workplace.build(table: "subject,relation,object,object type\n-x,killed,-y,Person\n")
    let run = try workplace.graphgen("neighbors", "graph.jsonl", "--json", "--", "-x")
    run.expect()
    #expect(try run.rows().map { $0["neighbor"] as? String } == ["-y"])
  }
}

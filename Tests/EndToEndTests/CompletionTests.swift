import Foundation
import Testing

/// Completion in shells.
@Suite struct CompletionTests {
  @Test(arguments: [("bash", "complete -"), ("zsh", "#compdef graphgen"), ("fish", "complete -c")])
  func scripts(shell: String, sign: String) throws {
    let workplace = try Workplace()
    let run = try workplace.graphgen("--generate-completion-script", shell)
    run.expect()
    run.expectOutput(contains: sign)
    run.expectOutput(contains: "neighbors")
    guard shell == "bash" else { return }
    try workplace.write("completion.bash", run.output)
    try workplace.tool("bash", "-n", "completion.bash").expect()
  }

  /// What the shell asks for while a name is typed.
  private func complete(
    _ argument: String, _ words: [String], in workplace: Workplace
  ) throws -> [Substring] {
    let cursor = ["\(words.count - 1)", "\(words.last?.count ?? 0)"]
    let run = try workplace.graphgen(
      ["---completion", words[1], "--", argument] + cursor + words,
      environment: ["SAP_SHELL": "zsh"])
    run.expect()
    return run.text.split(separator: "\n").filter { $0 != " " }
  }

  @Test func namesOfEntities() throws {
    let workplace = try Workplace.withGraph()
    let start = ["graphgen", "neighbors", "graph.jsonl"]
    #expect(
      try complete("positional@1", start + [""], in: workplace) == [
        "River Brigade", "Ana Ruiz", "Ben Ruiz", "Cole Adeyemi", "Dana Okoye", "the envoy",
        "Port Alder",
      ])
    #expect(try complete("positional@1", start + ["an"], in: workplace) == ["Ana Ruiz"])
    #expect(try complete("positional@1", start + ["\"Por"], in: workplace) == ["Port Alder"])
    #expect(try complete("positional@1", start + ["the G"], in: workplace) == ["Ana Ruiz"])
    #expect(try complete("positional@1", start + ["zzz"], in: workplace) == [])
  }

  @Test func withoutAGraphThereIsNothingToComplete() throws {
    let workplace = try Workplace()
    #expect(try complete("positional@1", ["graphgen", "neighbors", "a"], in: workplace) == [])
    #expect(
      try complete("positional@1", ["graphgen", "neighbors", "no.jsonl", "a"], in: workplace) == [])
  }

  /// Presses the tabulator in bash after each of some lines, and prints what each candidate is for the
  /// shell when it stands on the command line.
  private func bash(_ lines: [[String]], in workplace: Workplace) throws -> [Substring] {
    let script = try workplace.graphgen("--generate-completion-script", "bash")
    try workplace.write("completion.bash", script.output)
    func quoted(_ word: String) -> String { "'\(word.replacing("'", with: "'\\''"))'" }
    let tries = lines.map { "complete_line " + $0.map(quoted).joined(separator: " ") + "\n" }
    try workplace.write(
      "try.bash",
      """
      PATH=\(Process.graphgen.split(separator: "/").dropLast().map { "/" + $0 }.joined()):$PATH
      source ./completion.bash
      complete_line() {
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMPREPLY=()
        COMP_POINT=${#COMP_LINE}
        _graphgen graphgen "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        for candidate in "${COMPREPLY[@]}"; do
          case ${COMP_WORDS[COMP_CWORD]} in
            \\"*) eval "printf '%s\\n' \\"$candidate\\"" ;;
            \\'*) eval "printf '%s\\n' '$candidate'" ;;
            *) eval "printf '%s\\n' $candidate" ;;
          esac
        done
      }
      \(tries.joined())
      """)
    let run = try workplace.tool("bash", "try.bash")
    run.expect()
    return run.text.split(separator: "\n")
  }

  @Test func namesOfEntitiesInBash() throws {
    let workplace = try Workplace.withGraph()
    let start = ["graphgen", "neighbors", "graph.jsonl"]
    #expect(
      try bash(
        [start + ["Riv"], start + ["\"River B"], start + ["'Riv"], start + ["the"]],
        in: workplace)
        == ["River Brigade", "River Brigade", "River Brigade", "the envoy"])
    #expect(
      try bash([start + ["--relation", "wrot"]], in: workplace) == ["wrote-to"])
  }

  /// Names are data: no shell runs them.
  @Test func hostileNamesInBash() throws {
    let workplace = try Workplace()
    let names = [
      "A $(touch pwned)", "A `touch pwned`", "A ${HOME}", "A;touch pwned", "A & touch pwned",
      "A 'x'",
      "A \"x\"", #"A \x"#, "A {b,c}", "A *", "A ~", "A !x", "A | x", "A > pwned", "A #x", "A (x)",
    ]
    try workplace.write(
      "graph.jsonl",
      names.enumerated().map { index, name in
        let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return #"{"entity":{"id":"e\#(10 + index)","name":"\#(quoted)","type":"Person"}}"# + "\n"
      }.joined())
    let files = workplace.files + ["completion.bash", "try.bash"]
    let start = ["graphgen", "neighbors", "graph.jsonl"]
    let found = try bash([start + ["A"]], in: workplace).map(String.init)
    #expect(Set(found) == Set(names))
    let inQuotes = try bash([start + ["\"A"]], in: workplace).map(String.init)
    // An exclamation mark in double quotes keeps its backslash.
    #expect(Set(inQuotes) == Set(names.map { $0 == "A !x" ? #"A \!x"# : $0 }))
    let inApostrophes = try bash([start + ["'A"]], in: workplace).map(String.init)
    #expect(Set(inApostrophes) == Set(names.filter { !$0.contains("'") }))
    #expect(Set(workplace.files) == Set(files), "a name was run")
  }

  @Test func relations() throws {
    let workplace = try Workplace()
    let names = try complete(
      "--relation", ["graphgen", "neighbors", "graph.jsonl", "--relation", "wr"], in: workplace)
    #expect(names.contains("wrote-to"))
  }
}

import Foundation
import Testing

/// Pictures that stay as they are: the layout lock, and the same bytes from the same input.
@Suite struct LockTests {
  /// The graph with further statements, as `more.jsonl`.
  private static func withMore() throws -> Workplace {
    let workplace = try Workplace.withGraph()
    let more = [("Ana Ruiz", "Eli Moss"), ("Eli Moss", "Fay Cole"), ("Cole Adeyemi", "Gus Hahn")]
      .map {
        """
        {"subject":{"name":"\($0)","type":"Person"},"relation":"met-with","object":{"name":"\($1)","type":"Person"}}

        """
      }
    try workplace.write("more.jsonl", workplace.text("graph.jsonl") + more.joined())
    return workplace
  }

  private static func cards(_ lock: String) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: lock.split(separator: "\n").compactMap { line in
        let fields = line.split(separator: " ")
        return fields[0] == "card" ? (String(fields[1]), fields[2...].joined(separator: " ")) : nil
      })
  }

  @Test func oldCardsStayAndNewOnesFindRoom() throws {
    let workplace = try Self.withMore()
    try workplace.graphgen("render", "graph.jsonl", "--lock", "a.lock", "-o", "first.svg").expect()
    let first = Self.cards(try workplace.text("a.lock"))
    #expect(first.count == 7)
    // Nothing has changed: the same lock and the same picture.
    let lock = try workplace.read("a.lock")
    try workplace.graphgen("render", "graph.jsonl", "--lock", "a.lock", "-o", "same.svg").expect()
    #expect(try workplace.read("same.svg") == workplace.read("first.svg"))
    #expect(try workplace.read("a.lock") == lock)

    try workplace.graphgen("render", "more.jsonl", "--lock", "a.lock", "-o", "second.svg").expect(
      errors: "graphgen: note: 7 cards stayed where a.lock has them; 3 new ones found room.")
    let second = Self.cards(try workplace.text("a.lock"))
    #expect(second.count == 10)
    #expect(first.allSatisfy { second[$0.key] == $0.value })
    try workplace.tool("xmllint", "--noout", "second.svg").expect()
    #expect(workplace.files.allSatisfy { !$0.hasSuffix(".part") })
  }

  @Test(arguments: ["neato", "sfdp", "fdp", "osage"])
  func everyEngineCanBeKept(engine: String) throws {
    let workplace = try Self.withMore()
    for name in ["graph", "more", "more"] {
      try workplace.graphgen(
        "render", "\(name).jsonl", "-K", engine, "--lock", "a.lock", "-o", "\(name).svg", "-q"
      ).expect()
    }
    #expect(Self.cards(try workplace.text("a.lock")).count == 10)
  }

  @Test func aLockThatIsNoneIsRefusedInALineAndKept() throws {
    let workplace = try Workplace.withGraph()
    func fails(_ lock: String, _ status: Int32 = 2, with error: String) throws {
      try workplace.write("a.lock", lock)
      try workplace.graphgen("render", "graph.jsonl", "--lock", "a.lock", "-o", "a.svg")
        .expect(status, output: "", errors: error)
      #expect(!workplace.has("a.svg"))
      #expect(try workplace.text("a.lock") == lock)
    }
    try fails(
      "digraph {}",
      with:
        "a.lock:1:1: error: not a layout lock: give --lock another name, or delete the file to have a new one"
    )
    try fails(
      "graphgen layout lock 7\n",
      with:
        "a.lock:1:1: error: a layout lock of version '7', and this graphgen reads version 1: delete the file to have a new one"
    )
    try fails(
      "graphgen layout lock 1\ncard a 1 2\n",
      with:
        "a.lock:2:1: error: a damaged layout lock: a line is 'card ID X Y WIDTH HEIGHT' or 'arrow ID X Y ROUTE'; delete the file to have a new one"
    )
    try fails(
      "graphgen layout lock 1\ncard entity-person_nobody 1 2 3 4\n",
      with:
        "a.lock: error: none of the 1 card of this layout lock is in the picture: give --lock another name, or delete the file to have a new one"
    )
  }

  @Test func aLockHoldsCardsOfAGraph() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen(
      "render", "graph.jsonl", "--lock", "a.lock", "--cluster", "type", "-o", "a.svg")
    run.expect(64, output: "", errors: nil)
    run.expectErrors(
      contain: "--lock keeps cards, not the frames of --cluster: give one of them.")
    try workplace.write("foreign.dot", "digraph { a -> b }")
    try workplace.graphgen("render", "foreign.dot", "--lock", "a.lock", "-o", "a.svg").expect(
      2,
      errors:
        "foreign.dot: error: there is no --lock for DOT that graphgen did not write: its nodes have no ids"
    )
  }

  /// Law 2: whatever the hash seed and the number of threads.
  @Test func sameInputSameBytes() throws {
    let workplace = try Workplace.withSeeds()
    let commands = [
      ["render", "graph.jsonl"], ["render", "graph.jsonl", "--max-nodes", "20"],
      ["render", "graph.jsonl", "--cluster", "community", "--theme", "dark"],
      ["render", "graph.jsonl", "-K", "sfdp"], ["render", "graph.jsonl", "--lock", "a.lock"],
      ["timeline", "graph.jsonl"],
    ]
    for (number, command) in commands.enumerated() {
      func draw(_ name: String, _ environment: [String: String]) throws -> [[UInt8]] {
        let files = ["svg", "png", "dot"].map { "\(number)-\(name).\($0)" }
        try workplace.graphgen(
          command + files.flatMap { ["-o", $0] } + ["-q"], environment: environment
        ).expect(output: "")
        return try files.map(workplace.read)
      }
      let first = try draw("first", [:])
      #expect(try draw("second", [:]) == first, "\(command)")
      #expect(
        try draw("third", ["SWIFT_DETERMINISTIC_HASHING": "1", "OMP_NUM_THREADS": "1"]) == first,
        "\(command)")
      #expect(try draw("fourth", ["OMP_NUM_THREADS": "7"]) == first, "\(command)")
    }
  }

  @Test func aPageBesideThePictureLeavesItsLockAlone() throws {
    let workplace = try Self.withMore()
    try workplace.graphgen(
      "render", "graph.jsonl", "--lock", "a.lock", "-o", "a.svg", "-o", "a.html", "--sources"
    ).expect()
    try workplace.graphgen(
      "render", "graph.jsonl", "--lock", "a.lock", "-o", "b.svg", "--sources"
    ).expect()
    #expect(try workplace.read("b.svg") == workplace.read("a.svg"))
  }

  @Test(arguments: ["1e300", "1e9"])
  func aRouteToNowhereIsDamage(_ far: String) throws {
    let workplace = try Self.withMore()
    try workplace.graphgen("render", "graph.jsonl", "--lock", "a.lock", "-o", "a.svg").expect()
    var lines = try workplace.text("a.lock").split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex { $0.hasPrefix("arrow ") })
    let fields = lines[place].split(separator: " ")
    lines[place] = "arrow \(fields[1]) - - \(far),0 1,1 2,2 \(far),3"
    try workplace.write("a.lock", lines.joined(separator: "\n") + "\n")
    let run = try workplace.graphgen("render", "more.jsonl", "--lock", "a.lock", "-o", "b.svg")
    run.expect(2, output: "", errors: nil)
    run.expectErrors(contain: "a damaged layout lock")
  }
}

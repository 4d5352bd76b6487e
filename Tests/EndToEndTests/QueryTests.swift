import Testing

/// neighbors, path, show, evidence and stats on the report.
@Suite struct QueryTests {
  @Test func neighbors() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("neighbors", "graph.jsonl", "River Brigade").expect(
      output: """
        relation         entity      type    when     but                                evidence
        ← commanded by   Ana Ruiz    Person                                              \
        “General Ana Ruiz commands the River Brigade”
        → attacked       Port Alder  Place            not so, claimed, says a spokesman  \
        “The River Brigade did not attack Port Alder, a spokesman said”
        → withdrew from  Port Alder  Place   2021-05  planned                            \
        “It is to leave Port Alder in May”

        """)
  }

  @Test func neighborsTwoHopsAway() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen(
      "neighbors", "graph.jsonl", "Port Alder", "--depth", "2", "--polarity", "asserted")
    run.expect(
      output: """
        hops  from           relation        entity         type          when     but      evidence
        1     Port Alder     ← left by       River Brigade  Organization  2021-05  planned  \
        “It is to leave Port Alder in May”
        2     River Brigade  ← commanded by  Ana Ruiz       Person                          \
        “General Ana Ruiz commands the River Brigade”

        """)
  }

  @Test(arguments: [
    ([], ["Ana Ruiz", "Port Alder", "Port Alder"]),
    (["--direction", "in"], ["Ana Ruiz"]),
    (["--direction", "out"], ["Port Alder", "Port Alder"]),
    (["--relation", "attacked"], ["Port Alder"]),
    (["-r", "commands", "-r", "attacked"], ["Ana Ruiz", "Port Alder"]),
    (["--family", "authority"], ["Ana Ruiz"]),
    (["--type", "place"], ["Port Alder", "Port Alder"]),
    (["-t", "Person"], ["Ana Ruiz"]),
    (["--polarity", "negated"], ["Port Alder"]),
    (["--mode", "fact"], ["Ana Ruiz"]),
    (["--mode", "planned", "--mode", "claimed"], ["Port Alder", "Port Alder"]),
    (["--as-of", "2021-05-31"], ["Ana Ruiz", "Port Alder", "Port Alder"]),
    (["--as-of", "2021-06"], ["Ana Ruiz", "Port Alder"]),
    (["--since", "2021-06"], ["Ana Ruiz", "Port Alder"]),
    (["--until", "2021-04"], ["Ana Ruiz", "Port Alder"]),
    (["--since", "2021-05", "--until", "2021-07", "--dated"], ["Port Alder"]),
    (["--dated"], ["Port Alder"]),
    (["--min-confidence", "0.6"], ["Ana Ruiz", "Port Alder"]),
    (["--source", "report.txt", "-d3"], ["Ana Ruiz", "Port Alder", "Port Alder", "Ben Ruiz"]),
  ])
  func filters(options: [String], neighbors: [String]) throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen(
      ["neighbors", "graph.jsonl", "brigade", "--format", "json"] + options)
    run.expect()
    #expect(try run.rows().compactMap { $0["neighbor"] as? String } == neighbors)
  }

  @Test(arguments: [
    (["--relation", "atacked"], "unknown relation 'atacked': did you mean 'attacked'?"),
    (
      ["--relation", "attacked-by"],
      "'attacked-by' is 'attacked' read backwards: write that, with subject and object swapped"
    ),
    (
      ["--relation", "zzz"], "unknown relation 'zzz': 'graphgen vocabulary' lists the known ones"
    ),
    (["--family", "conflicts"], "unknown relation family 'conflicts': did you mean 'conflict'?"),
    (["--type", "Persn"], "unknown entity type 'Persn': did you mean 'Person'?"),
    (
      ["--type", "zzz"],
      "unknown entity type 'zzz': the types are Person, Organization, Place, Group, Event, Document, "
        + "Thing"
    ),
    (
      ["--source", "reprt.txt"], "no document 'reprt.txt' in the graph: did you mean 'report.txt'?"
    ),
    (["--source", "zzz"], "no document 'zzz' in the graph: it has 1 document"),
  ])
  func filtersOfUnknownNames(options: [String], message: String) throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen(["neighbors", "graph.jsonl", "brigade"] + options).expect(
      2, output: "", errors: "graphgen: error: \(message)")
  }

  @Test func noNeighborsIsExitCodeOne() throws {
    let workplace = try Workplace.withGraph()
    let arguments = ["neighbors", "graph.jsonl", "brigade", "-r", "told"]
    try workplace.graphgen(arguments).expect(
      1, output: "", errors: "graphgen: note: 'River Brigade' has no such neighbors")
    // Programs still get what they asked for: a list, of nothing.
    try workplace.graphgen(arguments + ["--json"]).expect(
      1, output: "[]\n", errors: "graphgen: note: 'River Brigade' has no such neighbors")
  }

  @Test func neighborsForPrograms() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen(
      "neighbors", "graph.jsonl", "ben", "--format", "jsonl")
    run.expect(
      output: """
        {"distance":1,"from":"Ben Ruiz","fromId":"person/ben-ruiz","direction":"out",\
        "label":"wrote to","neighbor":"Ana Ruiz","neighborId":"person/ana-ruiz",\
        "neighborType":"Person","subject":"Ben Ruiz","subjectId":"person/ben-ruiz",\
        "relation":"wrote-to","object":"Ana Ruiz","objectId":"person/ana-ruiz",\
        "polarity":"asserted","mode":"fact","attributedTo":null,"time":"2021-03-01","place":null,\
        "confidence":0.93,"evidence":[{"document":"report.txt","start":76,"end":112,"line":5,\
        "quote":"Ben Ruiz wrote to Ana Ruiz on Monday","extractor":"curated"}]}

        """)
  }

  @Test func path() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("path", "graph.jsonl", "ben", "alder").expect(
      output: """
        Ben Ruiz
          –wrote to→ Ana Ruiz  (2021-03-01)
              “Ben Ruiz wrote to Ana Ruiz on Monday”  report.txt:5:46
          –commands→ River Brigade
              “General Ana Ruiz commands the River Brigade”  report.txt:5:1
          –withdrew from→ Port Alder  (planned; 2021-05)
              “It is to leave Port Alder in May”  report.txt:6:64

        """)
  }

  @Test func aPathAgainstTheArrows() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen("path", "graph.jsonl", "brigade", "ben")
    run.expect()
    run.expectOutput(contains: "River Brigade\n  ←commands– Ana Ruiz\n")
    run.expectOutput(contains: "  ←wrote to– Ben Ruiz  (2021-03-01)\n")
  }

  /// Law 7: what is negated connects nobody, unless asked for.
  @Test func pathsDoNotRestOnWhatIsNotSo() throws {
    let workplace = try Workplace()
    try workplace.build(
      table: """
        subject,subject type,relation,object,object type,polarity
        Ana,Person,met-with,Bo,Person,negated

        """)
    try workplace.graphgen("path", "graph.jsonl", "ana", "bo").expect(
      1, output: "",
      errors: "graphgen: note: no path from 'Ana' to 'Bo' with these statements")
    let run = try workplace.graphgen("path", "graph.jsonl", "ana", "bo", "--polarity", "negated")
    run.expect(output: "Ana\n  –met with– Bo  (not so)\n      table.csv:2\n")
  }

  @Test func aPathThatIsNotThere() throws {
    let workplace = try Workplace.withGraph()
    for options in [["--mode", "fact"], ["--direction", "in"], ["--json", "--mode", "fact"]] {
      try workplace.graphgen(["path", "graph.jsonl", "ben", "alder"] + options).expect(
        1, output: options.contains("--json") ? "[]\n" : "",
        errors: "graphgen: note: no path from 'Ben Ruiz' to 'Port Alder' with these statements")
    }
  }

  @Test func aPathToItself() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("path", "graph.jsonl", "ben", "ben").expect(output: "Ben Ruiz\n")
  }

  /// A square: two shortest paths, and a detour.
  @Test func allPathsAndTheShortestFew() throws {
    let workplace = try Workplace()
    try workplace.build(
      table: """
        subject,subject type,relation,object,object type
        a,Person,told,b1,Person
        a,Person,told,b2,Person
        b1,Person,told,c,Person
        b2,Person,told,c,Person
        b2,Person,told,d,Person
        d,Person,told,c,Person

        """)
    func paths(_ options: String...) throws -> [String] {
      let run = try workplace.graphgen(
        ["path", "graph.jsonl", "a", "c", "--format", "json", "--direction", "out"] + options)
      run.expect()
      var paths: [Int: String] = [:]
      for row in try run.rows() {
        let (number, to) = (row["path"] as? Int ?? 0, row["to"] as? String ?? "?")
        paths[number, default: "a"] += " " + to.replacing("person/", with: "")
      }
      return paths.sorted { $0.key < $1.key }.map(\.value)
    }
    #expect(try paths() == ["a b1 c"])
    #expect(try paths("--all") == ["a b1 c", "a b2 c"])
    #expect(try paths("-n1") == ["a b1 c"])
    #expect(try paths("--count", "9") == ["a b1 c", "a b2 c", "a b2 d c"])
    let run = try workplace.graphgen("path", "graph.jsonl", "a", "c", "-a")
    run.expectOutput(contains: "Path 1, 2 hops\na\n  –told→ b1\n")
    run.expectOutput(contains: "\n\nPath 2, 2 hops\na\n  –told→ b2\n")
  }

  @Test func show() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("show", "graph.jsonl", "Ana Ruiz").expect(
      output: """
        Ana Ruiz
          type: Person
          id: person/ana-ruiz
          also called: General Ana Ruiz, the General

        commands
          River Brigade
              “General Ana Ruiz commands the River Brigade”  report.txt:5:1

        received writing from
          Ben Ruiz  (2021-03-01)
              “Ben Ruiz wrote to Ana Ruiz on Monday”  report.txt:5:46

        """)
    let json = try workplace.graphgen("show", "graph.jsonl", "Ana Ruiz", "--json").json()
    let dossier = try #require(json as? [String: Any])
    #expect(dossier["name"] as? String == "Ana Ruiz")
    #expect(dossier["aliases"] as? [String] == ["General Ana Ruiz", "the General"])
    #expect((dossier["statements"] as? [Any])?.count == 2)
  }

  @Test func showOfAnEntityWithoutStatements() throws {
    let workplace = try Workplace()
    try workplace.write(
      "graph.jsonl",
      #"{"entity":{"name":"Ana","type":"Person","properties":{"role":"mayor"},"#
        + #""identifiers":{"wikidata":"Q42"}}}"#)
    try workplace.graphgen("show", "graph.jsonl", "ana").expect(
      output: """
        Ana
          type: Person
          id: person/q42
          role: mayor
          wikidata: Q42

          no statements

        """)
  }

  @Test func showTellsWhatWasJoinedAndWhy() throws {
    let workplace = try Workplace()
    try workplace.write(
      "a.txt",
      "William Seely wrote to Carl Ruiz on Monday. Seely met with Carl Ruiz in Paris on Tuesday.\n")
    try workplace.graphgen("build", "a.txt", "-qo", "graph.jsonl").expect(output: "")
    try workplace.graphgen("show", "graph.jsonl", "Seely", "--why").expect(
      output: """
        William Seely

        a.txt
          1:1  “William Seely”  its name
          1:45  “Seely”  the last name of “William Seely”

        """)
    try workplace.graphgen("show", "graph.jsonl", "Seely", "--why", "--format", "csv").expect(
      output: """
        entityId,document,start,end,quote,reason,verdict,score,other,otherId
        person/william-seely,a.txt,0,13,William Seely,its name,mentioned,,,
        person/william-seely,a.txt,44,49,Seely,the last name of “William Seely”,mentioned,,,

        """)
    try workplace.write("b.jsonl", #"{"entity":{"name":"Ana","type":"Person"}}"#)
    try workplace.graphgen("show", "b.jsonl", "ana", "--why").expect(
      output: """
        Ana
          no mentions: it comes from tables or statements, not from prose that graphgen read

        """)
  }

  @Test func evidence() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("evidence", "graph.jsonl", "brigade", "alder").expect(
      output: """
        River Brigade –attacked→ Port Alder (not so, claimed, says a spokesman)
          report.txt:6:1
            »The River Brigade did not attack Port Alder, a spokesman said«. It is to leave Port \
        Alder in May.

        River Brigade –withdrew from→ Port Alder (planned; 2021-05)
          report.txt:6:64
            The River Brigade did not attack Port Alder, a spokesman said. »It is to leave Port \
        Alder in May«.

        """)
    try workplace.graphgen(
      "evidence", "graph.jsonl", "alder", "brigade", "--no-context", "--mode", "planned"
    ).expect(
      output: """
        River Brigade –withdrew from→ Port Alder (planned; 2021-05)
          report.txt:6:64
            It is to leave Port Alder in May

        """)
    try workplace.graphgen("evidence", "graph.jsonl", "ben", "alder").expect(
      1, output: "", errors: "graphgen: note: no such statements about 'Ben Ruiz' and 'Port Alder'")
    try workplace.graphgen("evidence", "graph.jsonl", "ben", "alder", "--json").expect(
      1, output: "[]\n",
      errors: "graphgen: note: no such statements about 'Ben Ruiz' and 'Port Alder'")
  }

  @Test func stats() throws {
    let workplace = try Workplace.withGraph()
    let run = try workplace.graphgen("stats", "graph.jsonl", "--format", "csv")
    run.expect(
      output: """
        measure,name,count
        documents,,1
        entities,,7
        entities of type,Person,5
        entities of type,Organization,1
        entities of type,Place,1
        statements,,6
        plain facts,,3
        edges,,6
        pieces of evidence,,6
        statements that are,asserted,5
        statements that are,negated,1
        statements that are,fact,3
        statements that are,planned,1
        statements that are,claimed,2
        statements of family,communication,2
        statements of family,conflict,2
        statements of family,authority,1
        statements of family,movement,1
        statements of relation,attacked,1
        statements of relation,commands,1
        statements of relation,killed,1
        statements of relation,met-with,1
        statements of relation,withdrew-from,1
        statements of relation,wrote-to,1
        statements in document,report.txt,6
        connected components,,2
        entities in the largest,,4
        statements about,River Brigade,3
        statements about,Ana Ruiz,2
        statements about,Cole Adeyemi,2
        statements about,Port Alder,2
        statements about,Ben Ruiz,1
        statements about,Dana Okoye,1
        statements about,the envoy,1

        """)
    try workplace.graphgen("stats", "report.csv", "report.txt", "--format", "csv").expect(
      output: run.text)
  }

  @Test func theArticlesGeneral() throws {
    let workplace = try Workplace.withSeeds()
    try workplace.graphgen("neighbors", "graph.jsonl", "Qasem Soleimani").expect(
      output: """
        relation     entity        type          evidence
        ← killed by  drone strike  Event         “a drone strike that took the life of top Iranian \
        military leader Qasem Soleimani” (+1)
        → commands   Quds Force    Organization  “Islamic Revolutionary Guard Corps Quds Force \
        commander Soleimani”
        → works for  Iran          Place         “top Iranian military leader Qasem Soleimani”

        """)
    let run = try workplace.graphgen("path", "graph.jsonl", "trump", "quds force")
    run.expect()
    #expect(
      run.text.split(separator: "\n").filter { !$0.hasPrefix("      ") } == [
        "Donald Trump", "  –approved→ drone strike", "  –killed→ Qasem Soleimani",
        "  –commands→ Quds Force",
      ])
  }
}

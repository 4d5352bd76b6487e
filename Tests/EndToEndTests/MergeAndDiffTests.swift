import Testing

/// Law 3 as a user sees it: merging is associative, commutative and idempotent.
@Suite struct MergeAndDiffTests {
  static let addition = """
    subject,subject type,relation,object,object type,mode
    Ana Ruiz,Person,commands,River Brigade,Organization,planned
    Zoe,Person,detained,Ana Ruiz,Person,

    """

  private func workplace() throws -> Workplace {
    let workplace = try Workplace.withGraph()
    try workplace.build(table: Self.addition, to: "b.jsonl")
    try workplace.build(
      table: "subject,subject type,relation,object,object type\nBo,Person,told,Zoe,Person\n",
      to: "c.jsonl")
    return workplace
  }

  @Test func theOrderDoesNotMatter() throws {
    let workplace = try workplace()
    let names = ["graph.jsonl", "b.jsonl", "c.jsonl"]
    let all = try workplace.graphgen(["merge"] + names)
    all.expect()
    for order in [[0, 2, 1], [1, 0, 2], [2, 1, 0], [0, 1, 2, 1, 0]] {
      let run = try workplace.graphgen(["merge"] + order.map { names[$0] })
      run.check(run.output == all.output, "merging in the order \(order) gives the same bytes")
    }
    try workplace.graphgen("merge", "b.jsonl", "c.jsonl", "-o", "bc.jsonl", "-q").expect()
    let later = try workplace.graphgen("merge", "graph.jsonl", "bc.jsonl")
    later.check(later.output == all.output, "merging in steps gives the same bytes")
  }

  @Test func oneGraphMergedIsItself() throws {
    let workplace = try Workplace.withSeeds()
    let run = try workplace.graphgen("merge", "graph.jsonl", "graph.jsonl")
    run.expect()
    run.check(run.output == (try workplace.read("graph.jsonl")), "same bytes")
  }

  @Test func mergingSaysWhatCameOfIt() throws {
    let workplace = try workplace()
    try workplace.graphgen("merge", "graph.jsonl", "b.jsonl", "-o", "m.jsonl").expect(
      output: "", errors: "m.jsonl: 8 entities, 8 statements, 1 document")
    try workplace.graphgen("diff", "graph.jsonl", "m.jsonl").expect(
      1,
      output: """
               what       which
        added  entity     Zoe
        added  statement  Ana Ruiz –commands→ River Brigade (planned)
        added  statement  Zoe –detained→ Ana Ruiz

        """)
    try workplace.graphgen("diff", "m.jsonl", "graph.jsonl").expect(
      1,
      output: """
                 what       which
        removed  entity     Zoe
        removed  statement  Ana Ruiz –commands→ River Brigade (planned)
        removed  statement  Zoe –detained→ Ana Ruiz

        """)
  }

  @Test func mergingKeepsTheEvidenceOfBoth() throws {
    let workplace = try Workplace()
    let statement = """
      {"subject":{"name":"Ana","type":"Person"},"relation":"told",\
      "object":{"name":"Bo","type":"Person"},"evidence":[{"document":"D","quote":"Q"}]}
      """
    for name in ["a", "b"] {
      try workplace.write(
        "\(name).jsonl",
        #"{"id":"\#(name).txt","text":"Ana told Bo, \#(name) says."}"# + "\n"
          + statement.replacing("\"D\"", with: "\"\(name).txt\"")
          .replacing("\"Q\"", with: "\"Ana told Bo\""))
    }
    try workplace.graphgen("merge", "a.jsonl", "b.jsonl", "-o", "m.jsonl").expect(
      errors: "m.jsonl: 2 entities, 1 statement, 2 documents")
    try workplace.graphgen("evidence", "m.jsonl", "ana", "--no-context").expect(
      output: """
        Ana –told→ Bo
          a.txt:1:1
            Ana told Bo
          b.txt:1:1
            Ana told Bo

        """)
    try workplace.graphgen("verify", "m.jsonl").expect(errors: "2 quotes verified")
  }

  @Test func graphsThatAreTheSame() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("diff", "graph.jsonl", "graph.jsonl").expect(output: "")
    try workplace.graphgen("diff", "graph.jsonl", "graph.jsonl", "--json").expect(output: "[]\n")
  }

  @Test func whatChangedIsSaid() throws {
    let workplace = try Workplace.withGraph()
    try workplace.write(
      "new.jsonl",
      try workplace.text("graph.jsonl").replacing("2021-03-01", with: "2021-03-02")
        .replacing(#""the General""#, with: #""Gen. Ruiz""#))
    try workplace.graphgen("diff", "graph.jsonl", "new.jsonl").expect(
      1,
      output: """
                 what       which                                      details
        changed  entity     Ana Ruiz                                   names +Gen. Ruiz −the General
        changed  statement  Ben Ruiz –wrote to→ Ana Ruiz (2021-03-02)  time: 2021-03-01 → 2021-03-02

        """)
    let run = try workplace.graphgen("diff", "graph.jsonl", "new.jsonl", "--format", "jsonl")
    run.expect(
      1,
      output: """
        {"change":"changed","kind":"entity","id":"person/ana-ruiz",\
        "details":"names +Gen. Ruiz −the General"}
        {"change":"changed","kind":"statement","id":"person/ben-ruiz wrote-to person/ana-ruiz",\
        "details":"time: 2021-03-01 → 2021-03-02"}

        """)
  }

  @Test func diffOfWhatCannotBeReadIsNotADifference() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("diff", "graph.jsonl", "nope.jsonl").expect(
      2, output: "", errors: "nope.jsonl: error: no such file or folder")
  }
}

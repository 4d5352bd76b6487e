import Testing

/// How the entity that a user means is found.
@Suite struct NameTests {
  private func find(_ name: String, in workplace: Workplace) throws -> Run {
    try workplace.graphgen("show", "graph.jsonl", "--format", "json", "--", name)
  }

  private func expect(_ name: String, _ id: String, in workplace: Workplace) throws {
    let run = try find(name, in: workplace)
    run.expect()
    let found = try run.json() as? [String: Any]
    run.check(found?["id"] as? String == id, "'\(name)' is \(id)")
  }

  @Test func aNameInManyWays() throws {
    let workplace = try Workplace.withGraph()
    for name in [
      "Ana Ruiz", "ana ruiz", "ANA RUIZ", " Ana  Ruiz ", "Ruiz, Ana", "ana", "Án", "the General",
      "general", "person/ana-ruiz",
    ] {
      try expect(name, "person/ana-ruiz", in: workplace)
    }
    try expect("port", "place/port-alder", in: workplace)
  }

  @Test func anAmbiguousNameListsItsCandidatesAndPicksNone() throws {
    let workplace = try Workplace.withGraph()
    try find("Ruiz", in: workplace).expect(
      2, output: "",
      errors: """
        graphgen: error: 'Ruiz' may mean 2 entities: give a full name or an id
        graphgen: note: Ana Ruiz (Person, person/ana-ruiz)
        graphgen: note: Ben Ruiz (Person, person/ben-ruiz)
        """)
  }

  @Test func anUnknownNameListsTheNearest() throws {
    let workplace = try Workplace.withGraph()
    try find("Ana Ruis", in: workplace).expect(
      1, output: "",
      errors: """
        graphgen: error: no entity is called 'Ana Ruis'; the nearest names are
        graphgen: note: Ana Ruiz (Person, person/ana-ruiz)
        graphgen: note: Ben Ruiz (Person, person/ben-ruiz)
        graphgen: note: Dana Okoye (Person, person/dana-okoye)
        """)
    // A part of a name is a name, so a misspelt part is near, too.
    try find("adeyery", in: workplace).expect(
      1, output: "",
      errors: """
        graphgen: error: no entity is called 'adeyery'; the nearest names are
        graphgen: note: Cole Adeyemi (Person, person/cole-adeyemi)
        """)
  }

  @Test func aNameThatSoundsLikeOneAloneIsTakenForItAndSaysSo() throws {
    let workplace = try Workplace.withGraph()
    let run = try find("Cole Adeyemy", in: workplace)
    run.expect(
      errors: """
        graphgen: note: no entity is called 'Cole Adeyemy'; taken for one that sounds alike
        graphgen: note: Cole Adeyemi (Person, person/cole-adeyemi)
        """)
    run.expectOutput(contains: "person/cole-adeyemi")
  }

  @Test(arguments: ["", " ", "!", "xyzzy", "-", "\u{202E}", "\\", "*", "%00"])
  func aNameLikeNone(name: String) throws {
    let workplace = try Workplace.withGraph()
    let run = try find(name, in: workplace)
    run.expect(1, output: "", errors: nil)
    run.expectErrors(contain: "graphgen: error: no entity is called '")
    run.check(run.errors.split(separator: "\n").count == 1, "one line")
  }

  @Test func manyCandidatesAreCut() throws {
    let workplace = try Workplace()
    let rows = (10..<30).map { "Ana \($0),Person,met-with,Bo,Person\n" }.joined()
    try workplace.build(table: "subject,subject type,relation,object,object type\n" + rows)
    let run = try find("ana", in: workplace)
    run.expect(2, output: "", errors: nil)
    let lines = run.errors.split(separator: "\n")
    run.check(lines.count == 12, "ten candidates between two lines")
    run.check(lines.last == "graphgen: note: … and 10 more", "the last line counts the rest")
  }

  @Test func oneNameOfTwoTypesIsAmbiguous() throws {
    let workplace = try Workplace()
    try workplace.build(
      table: """
        subject,subject type,relation,object,object type
        Lincoln,Person,visited,Lincoln,Place

        """)
    try find("Lincoln", in: workplace).expect(
      2, output: "",
      errors: """
        graphgen: error: 'Lincoln' may mean 2 entities: give a full name or an id
        graphgen: note: Lincoln (Person, person/lincoln)
        graphgen: note: Lincoln (Place, place/lincoln)
        """)
    try expect("place/lincoln", "place/lincoln", in: workplace)
  }

  @Test func bothEndsOfAPathAreFoundAlike() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("path", "graph.jsonl", "Ana Ruiz", "Ruiz").expect(
      2, output: "",
      errors: """
        graphgen: error: 'Ruiz' may mean 2 entities: give a full name or an id
        graphgen: note: Ana Ruiz (Person, person/ana-ruiz)
        graphgen: note: Ben Ruiz (Person, person/ben-ruiz)
        """)
  }
}

import Testing

/// conflicts and stats --shape.
@Suite struct ShapeTests {
  private static let table = """
    subject,subject type,relation,object,object type,time,polarity,attributed to
    Ana,Person,leads,Union,Organization,2020,,
    Ben,Person,leads,Union,Organization,2020-05,,
    Cleo,Person,leads,Union,Organization,2021,,
    Ana,Person,killed,Ben,Person,,,
    Ana,Person,killed,Ben,Person,,negated,Dana

    """

  @Test func conflicts() throws {
    let workplace = try Workplace()
    try workplace.write("t.csv", Self.table)
    let run = try workplace.graphgen("conflicts", "t.csv", "--format", "csv", "--quiet")
    let rows = run.text.split(separator: "\n").map { $0.split(separator: ",").prefix(6) }
    #expect(
      rows.map { $0.joined(separator: ",") } == [
        "conflict,kind,side,subject,subjectId,relation",
        "1,asserted and negated,1,Ana,person/ana,killed",
        "1,asserted and negated,2,Ana,person/ana,killed",
        "2,two leaders at one time,1,Ana,person/ana,leads",
        "2,two leaders at one time,2,Ben,person/ben,leads",
      ])
    try workplace.write("none.csv", "subject,relation,object\nA,killed,B\n")
    try workplace.graphgen("conflicts", "none.csv", "--quiet")
      .expect(1, output: "", errors: "graphgen: note: no statement contradicts another\n")
  }

  @Test func shape() throws {
    let workplace = try Workplace()
    try workplace.write("t.csv", Self.table)
    try workplace.graphgen("stats", "t.csv", "--shape", "--top", "2", "--quiet").expect(
      output: """
        entity  type          degree  rank      between  community  bridges
        Union   Organization  3       0.504431  2        1          1
        Ben     Person        2       0.206186  0        2          1

        """)
  }

  /// Of a graph file only numbers are read, and the answer is the same.
  @Test func theShapeOfAGraphFile() throws {
    let workplace = try Workplace()
    try workplace.write("t.csv", Self.table)
    try workplace.graphgen("build", "t.csv", "-o", "t.kg", "--quiet").expect()
    let fromTable = try workplace.graphgen("stats", "t.csv", "--shape", "--json", "--quiet")
    try workplace.graphgen("stats", "t.kg", "--shape", "--json", "--quiet")
      .expect(output: fromTable.text)
    try workplace.graphgen("stats", "none.kg", "--shape", "--quiet")
      .expect(2, output: "", errors: "none.kg: error: no such file or folder\n")
  }
}

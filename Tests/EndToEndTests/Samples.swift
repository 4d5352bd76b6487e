import Foundation
import Testing

/// What the tests build graphs of.
enum Sample {
  /// The folder of the article and its curated table.
  static let seeds = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("seeds")

  /// A short report with a fact, a denial, a plan and a claim.
  static let report = """
    Harbour report

    March 4, 2021

    General Ana Ruiz commands the River Brigade. Ben Ruiz wrote to Ana Ruiz on Monday.
    The River Brigade did not attack Port Alder, a spokesman said. It is to leave Port Alder in May.
    “Cole Adeyemi killed the envoy,” said Dana Okoye. Cole Adeyemi met Dana Okoye in Port Alder.

    """

  /// What the report says: one row of every stance, a symmetric relation, aliases, two of one surname.
  static let table = """
    subject,subject type,subject aliases,relation,object,object type,time,place,polarity,mode,\
    attributed to,confidence,document,quote,note
    Ana Ruiz,Person,General Ana Ruiz|the General,commands,River Brigade,Organization,,,,,,,\
    report.txt,General Ana Ruiz commands the River Brigade,
    Ben Ruiz,Person,,wrote-to,Ana Ruiz,Person,2021-03-01,,,,,0.93,\
    report.txt,Ben Ruiz wrote to Ana Ruiz on Monday,a Monday
    River Brigade,Organization,,attacked,Port Alder,Place,,,negated,claimed,a spokesman,,\
    report.txt,"The River Brigade did not attack Port Alder, a spokesman said",
    River Brigade,Organization,,withdrew-from,Port Alder,Place,2021-05,,,planned,,0.5,\
    report.txt,It is to leave Port Alder in May,
    Cole Adeyemi,Person,,killed,the envoy,Person,,,,claimed,Dana Okoye,,\
    report.txt,“Cole Adeyemi killed the envoy,
    Cole Adeyemi,Person,,met-with,Dana Okoye,Person,2021,Port Alder,,,,,\
    report.txt,Cole Adeyemi met Dana Okoye in Port Alder,

    """

  /// The graph of the report and its table, built once for all tests.
  fileprivate static let reportGraph = Result {
    let workplace = try Workplace.withReport()
    let run = try workplace.graphgen("build", "report.csv", "report.txt")
    run.expect()
    return run.output
  }

  /// The graph of `seeds/`, built once for all tests.
  fileprivate static let seedsGraph = Result {
    let workplace = try Workplace()
    try FileManager.default.copyItem(at: seeds, to: URL(fileURLWithPath: workplace.path("seeds")))
    let run = try workplace.graphgen("build", "seeds")
    run.expect()
    return run.output
  }
}

extension Workplace {
  /// A folder with the report and its table.
  static func withReport() throws -> Workplace {
    let workplace = try Workplace()
    try workplace.write("report.txt", Sample.report)
    try workplace.write("report.csv", Sample.table)
    return workplace
  }

  /// A folder with the report, its table, and the graph of both as `graph.jsonl`.
  static func withGraph() throws -> Workplace {
    let workplace = try withReport()
    try workplace.write("graph.jsonl", Sample.reportGraph.get())
    return workplace
  }

  /// A folder with a copy of `seeds/` and the graph of it as `graph.jsonl`.
  static func withSeeds() throws -> Workplace {
    let workplace = try Workplace()
    try FileManager.default.copyItem(
      at: Sample.seeds, to: URL(fileURLWithPath: workplace.path("seeds")))
    try workplace.write("graph.jsonl", Sample.seedsGraph.get())
    return workplace
  }

  /// Builds a graph of a table's text.
  func build(table: String, to output: String = "graph.jsonl") throws {
    try write("table.csv", table)
    try graphgen("build", "table.csv", "-o", output, "-q").expect()
  }
}

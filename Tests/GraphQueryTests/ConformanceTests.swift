import Foundation
import Testing

@testable import GraphQuery

/// Every scenario of the openCypher TCK, counted by folder.
@Suite struct ConformanceTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The suite, which lies beside the checkout and is not part of it.
  static let suite: URL? = {
    for above in ["../shared", "../../shared"] {
      let folder = root.appending(path: above).appending(path: "conformance/opencypher-tck")
        .standardizedFileURL
      if FileManager.default.fileExists(atPath: folder.path) { return folder }
    }
    return nil
  }()

  /// What failed, and why; nil for what passed.
  static func failure(of scenario: Scenario, graphs: URL) -> String? {
    var graph = MemoryGraph()
    var parameters: [String: Value] = [:]
    var answer: Result<QueryAnswer, any Error>?
    var changes: [String: Int]?
    do {
      for step in scenario.steps {
        let text = step.text
        if text.hasPrefix("an empty graph") || text.hasPrefix("any graph") {
          graph = MemoryGraph()
        } else if text.hasPrefix("the "), text.hasSuffix(" graph") {
          let name = String(text.dropFirst(4).dropLast(6))
          let script = graphs.appending(path: name).appending(path: "\(name).cypher")
          try graph.execute(String(contentsOf: script, encoding: .utf8))
        } else if text.hasPrefix("having executed") {
          try graph.execute(step.document ?? "")
        } else if text.hasPrefix("parameters are") {
          for row in step.table { parameters[row[0]] = try Notation().parameter(row[1]) }
        } else if text == "executing query:", scenario.isSetUp(step) {
          let old = graph
          try graph.execute(step.document ?? "")
          changes = graph.growth(from: old)
          answer = .success(
            QueryAnswer(columns: [], rows: [], relationships: [], isCut: false, plan: []))
        } else if text.hasPrefix("executing") {
          answer = Result {
            try GraphPattern(step.document ?? "").run(on: graph, parameters: parameters)
          }
        } else if text.hasPrefix("the result should be") {
          guard let answer else { return "no query" }
          if let difference = try difference(step, try answer.get(), graph) { return difference }
        } else if text.contains("should be raised") {
          guard let answer else { return "no query" }
          let words = text.split(separator: " ")
          guard case .failure(let error) = answer else { return "no error; \(text)" }
          guard let error = error as? QueryError else { return "\(error)" }
          let code = words.last.map(String.init) ?? ""
          if error.kind.rawValue != words[1] || code != "*" && error.code != code {
            return "\(error.kind.rawValue) \(error.code) (\(error.message)); \(text)"
          }
        } else if text.hasPrefix("the side effects should be") {
          guard let changes else { return "writes" }
          let expected = step.table.map { "\($0[0]) \($0[1])" }.sorted()
          let actual = changes.filter { $0.value > 0 }.map { "+\($0.key) \($0.value)" }.sorted()
          if actual != expected { return "side effects \(actual) instead of \(expected)" }
        }
      }
      return nil
    } catch {
      return "\(error)"
    }
  }

  private static func difference(
    _ step: Scenario.Step, _ answer: QueryAnswer, _ graph: MemoryGraph
  ) throws -> String? {
    if step.text.contains("should be empty") {
      return answer.rows.isEmpty ? nil : "\(answer.rows.count) rows instead of none"
    }
    let notation = Notation(ignoresListOrder: step.text.contains("ignoring element order"))
    guard let header = step.table.first else { return "no table" }
    guard header.sorted() == answer.columns.sorted() else {
      return "columns \(answer.columns) instead of \(header)"
    }
    let places = header.compactMap(answer.columns.firstIndex)
    var actual = answer.rows.map { row in
      places.map { notation.text(row[$0], in: graph) }.joined(separator: " | ")
    }
    var expected = try step.table.dropFirst().map { row in
      try row.map { try notation.text(expected: $0) }.joined(separator: " | ")
    }
    if !step.text.contains("in order") {
      actual.sort()
      expected.sort()
    }
    return actual == expected ? nil : "\(actual.prefix(12)) instead of \(expected.prefix(12))"
  }

  /// The scenarios that passed of all, by folder.
  static func counts(in suite: URL) throws -> [(folder: String, passed: Int, all: Int)] {
    var counts: [String: (passed: Int, all: Int)] = [:]
    let log = ProcessInfo.processInfo.environment["GRAPHGEN_TCK_FAILURES"]
    var failures = ""
    let files = FileManager.default.enumerator(atPath: suite.path)?.compactMap { $0 as? String }
    for file in (files ?? []).sorted() where file.hasSuffix(".feature") {
      let folder = file.split(separator: "/").dropLast().joined(separator: "/")
      let text = try String(contentsOf: suite.appending(path: file), encoding: .utf8)
      for scenario in GherkinReader.scenarios(in: text) {
        let failure = failure(of: scenario, graphs: suite.appending(path: "graphs"))
        counts[folder, default: (0, 0)].all += 1
        if let failure {
          failures += "\(file)\t\(scenario.name)\t\(failure)\n"
        } else {
          counts[folder]?.passed += 1
        }
      }
    }
    if let log { try failures.write(toFile: log, atomically: true, encoding: .utf8) }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.passed, $0.value.all) }
  }

  @Test func passesAsManyScenariosAsTheTableSays() throws {
    guard let suite = Self.suite else {
      print("skipped: ../shared/conformance is not there")
      return
    }
    let counts = try Self.counts(in: suite)
    let table =
      "| folder | passed | of |\n| --- | ---: | ---: |\n"
      + counts.map { "| \($0.folder) | \($0.passed) | \($0.all) |\n" }.joined()
      + "| all | \(counts.map(\.passed).reduce(0, +)) | \(counts.map(\.all).reduce(0, +)) |\n"
    print(table)
    let guide = try String(
      contentsOf: Self.root.appending(path: "Documentation/Patterns.md"), encoding: .utf8)
    #expect(guide.contains(table), "Documentation/Patterns.md has another table")
  }
}

import Foundation
import GraphModel
import Testing

/// A text that was read is not read again until something that its reading depends on changes.
@Suite struct ReadingCacheTests {
  private static let first = "Mayor Ann Lee met with Carl Ruiz in Port Alder on Tuesday.\n"
  private static let second = "The Port Authority was founded in 1921 by Otto Brandt.\n"

  private static func withTexts() throws -> Workplace {
    let workplace = try Workplace()
    try workplace.write("a.txt", first)
    try workplace.write("b.txt", second)
    return workplace
  }

  private static func kept(_ workplace: Workplace) -> [String] {
    let all = FileManager.default.enumerator(atPath: workplace.cache)?.compactMap { $0 as? String }
    return (all ?? []).filter { $0.hasSuffix(".jsonl") }.sorted()
  }

  private static func build(_ workplace: Workplace, _ options: String...) throws -> [UInt8] {
    let run = try workplace.graphgen(["build", "a.txt", "b.txt"] + options)
    run.expect()
    run.check(!run.output.isEmpty, "a graph is printed")
    return run.output
  }

  @Test func theSecondTimeGivesTheSameBytes() throws {
    let workplace = try Self.withTexts()
    let fresh = try Self.build(workplace, "--no-cache")
    #expect(!FileManager.default.fileExists(atPath: workplace.cache))
    #expect(try Self.build(workplace) == fresh)
    #expect(Self.kept(workplace).count == 2)
    #expect(try Self.build(workplace) == fresh)
    for jobs in ["1", "2", "7"] {
      let extracted = try workplace.graphgen("extract", "--jobs", jobs, "a.txt", "b.txt")
      extracted.expect()
      let anew = try workplace.graphgen("extract", "--no-cache", "--jobs", jobs, "a.txt", "b.txt")
      #expect(extracted.output == anew.output)
    }
    #expect(Self.kept(workplace).count == 2)
  }

  /// What is kept is what is used, or this test could not tell.
  @Test func aReadingThatIsKeptIsUsed() throws {
    let workplace = try Self.withTexts()
    _ = try Self.build(workplace)
    for name in Self.kept(workplace) {
      let path = "\(workplace.cache)/\(name)"
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      let body = lines.dropFirst().filter { !$0.hasPrefix("{\"subject\"") }.map { $0 + "\n" }
      var head = lines[0].split(separator: " ").map(String.init)
      head[2] = "\(body.count)"
      head[3] = String(SHA256.hexadecimal(of: body.joined().utf8).prefix(16))
      try (head.joined(separator: " ") + "\n" + body.joined()).write(
        toFile: path, atomically: true, encoding: .utf8)
    }
    let run = try workplace.graphgen("extract", "a.txt", "b.txt")
    run.expect(output: "")
    #expect(try !workplace.graphgen("extract", "--no-cache", "a.txt", "b.txt").output.isEmpty)
  }

  @Test(arguments: [0, 1, 40, 200])
  func aDamagedReadingIsReplaced(length: Int) throws {
    let workplace = try Self.withTexts()
    let fresh = try Self.build(workplace)
    for name in Self.kept(workplace) {
      let path = "\(workplace.cache)/\(name)"
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      var damaged = whole.prefix(length)
      if length == 200 {
        damaged = whole
        damaged[damaged.endIndex - 9] ^= 1
      }
      try damaged.write(to: URL(fileURLWithPath: path))
      #expect(try Self.build(workplace) == fresh)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == whole)
    }
  }

  @Test func whatAReadingDependsOnIsPartOfItsName() throws {
    let workplace = try Self.withTexts()
    _ = try Self.build(workplace)
    #expect(Self.kept(workplace).count == 2)
    try workplace.write("b.txt", "The Harbour Board was founded in 1921 by Otto Brandt.\n")
    #expect(try !Self.build(workplace).isEmpty)
    #expect(Self.kept(workplace).count == 3)
    try workplace.graphgen("extract", "--min-confidence", "0.1", "a.txt").expect(output: nil)
    #expect(Self.kept(workplace).count == 4)
    try workplace.graphgen("extract", "-", input: .text(Self.line(date: "2021-03-04"))).expect(
      output: nil)
    try workplace.graphgen("extract", "-", input: .text(Self.line(date: "2021-03-05"))).expect(
      output: nil)
    #expect(Self.kept(workplace).count == 6)
    try workplace.write(
      "own.tsv",
      "relation\tinverse\tsymmetric\tfamily\tsubject types\tobject types\tdefinition\n"
        + "praised\tpraised-by\tno\tspeech\tPerson\tPerson\tSays good things of.\n")
    try workplace.graphgen("extract", "--vocabulary", "own.tsv", "a.txt").expect(output: nil)
    #expect(Self.kept(workplace).count == 7)
  }

  private static func line(date: String) -> String {
    "{\"id\": \"d\", \"text\": \"Ann Lee met with Carl Ruiz.\", \"date\": \"\(date)\"}\n"
  }

  /// The date that came with a document may be anything; what is kept must be found again all the same.
  @Test(arguments: ["", "6 January 2020", "2020-01-06"])
  func anyDateOfADocument(date: String) throws {
    let workplace = try Workplace()
    for _ in 0..<2 {
      let run = try workplace.graphgen("extract", "-", input: .text(Self.line(date: date)))
      run.expect(output: nil, errors: nil)
      let anew = try workplace.graphgen(
        "extract", "--no-cache", "-", input: .text(Self.line(date: date)))
      #expect(run.output == anew.output)
      #expect(Self.kept(workplace).count == 1)
    }
    let name = try #require(Self.kept(workplace).first)
    let head = try String(contentsOfFile: "\(workplace.cache)/\(name)", encoding: .utf8)
      .split(separator: "\n")[0]
    #expect(head.split(separator: " ").count == 5)
  }

  /// What weights read whose bytes are not those of their checksum is neither given nor kept.
  @Test func damagedWeightsReadNothing() throws {
    let workplace = try Self.withTexts()
    _ = try Self.build(workplace)
    let before = Self.kept(workplace)
    let weights = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Language/Resources/english.ggm")
    var bytes = try Data(contentsOf: weights)
    bytes[24] ^= 1
    try bytes.write(to: URL(fileURLWithPath: workplace.path("other.ggm")))
    let run = try workplace.graphgen(
      "build", "a.txt", "b.txt", environment: ["GRAPHGEN_MODEL": workplace.path("other.ggm")])
    // The checksum is not that of the bytes, so nothing may be kept.
    run.check(run.status == 2, "damaged weights are refused")
    run.expectErrors(contain: "its checksum differs")
    #expect(Self.kept(workplace) == before)
  }

  @Test func whereNothingCanBeKeptTextsAreReadAllTheSame() throws {
    let workplace = try Self.withTexts()
    let fresh = try Self.build(workplace, "--no-cache")
    try workplace.write("occupied", "no folder")
    for cache in [workplace.path("occupied"), "/proc/none", "not/absolute"] {
      let run = try workplace.graphgen(
        "build", "a.txt", "b.txt", environment: ["XDG_CACHE_HOME": cache, "HOME": "/proc/none"])
      run.expect()
      #expect(run.output == fresh)
    }
  }
}

import GraphModel
import TestSupport
import Testing

@testable import Graphviz

@Suite struct WireTests {
  private static func job(_ random: inout SplitMix64, _ size: Int) -> RenderJob {
    var overrides = Overrides()
    overrides.nodes = [.init("label", .escaped("\\N"))]
    return RenderJob(
      source: Bool.random(using: &random)
        ? .graph(Samples.randomGraph(&random, size: size)) : .dot([0, 1, 255]),
      engine: Bool.random(using: &random) ? nil : .neato, formats: [.svg, .png],
      overrides: overrides)
  }

  @Test func whatIsWrittenIsRead() throws {
    try forAll(Gen { Self.job(&$0, $1) }, count: 60, maximumSize: 6) { job in
      try checkEqual(try RenderJob(job.bytes), job)
    }
  }

  @Test func everyBeginningIsBroken() throws {
    var random = SplitMix64(seed: runSeed)
    let bytes = Self.job(&random, 2).bytes
    for count in 0..<min(bytes.count, 2000) {
      #expect(throws: WireReader.Broken.self) { try RenderJob(Array(bytes[..<count])) }
    }
    #expect(throws: WireReader.Broken.self) { try RenderJob(bytes + [0]) }
  }

  @Test func noBytesAreMoreThanBroken() throws {
    var random = SplitMix64(seed: runSeed)
    let good = Self.job(&random, 2).bytes
    for _ in 0..<500 {
      var bytes = good
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      // Broken or not, reading comes to an end.
      _ = Result { () throws(WireReader.Broken) in try RenderJob(bytes) }
      _ = Result { () throws(WireReader.Broken) in
        try Result<Rendering, GraphvizError>(bytes)
      }
    }
  }

  @Test func everyAnswerOfAChildComesBack() throws {
    let answers: [Result<Rendering, GraphvizError>] = [
      .success(Rendering(outputs: [[], [1, 2]], notes: [Diagnostic(.note, "n")])),
      .failure(.unknownEngine(Engine(rawValue: "x"), available: [.dot, .neato])),
      .failure(.unknownFormat(Format(rawValue: "x"), available: [])),
      .failure(.unsuitableFormat(.svg, reason: "r")), .failure(.badOverride("-Gx", reason: "r")),
      .failure(.badGraph("g")), .failure(.syntax(line: nil, messages: ["m"])),
      .failure(.syntax(line: 7, messages: [])),
      .failure(.layoutFailed(.dot, messages: ["a", "b"])),
      .failure(.renderFailed(.dot, .png, messages: ["m"])),
    ]
    for answer in answers { #expect(try Result(answer.bytes) == answer) }
  }
}

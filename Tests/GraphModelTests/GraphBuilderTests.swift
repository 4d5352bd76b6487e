import GraphModel
import TestSupport
import Testing

@Suite struct GraphBuilderTests {
  @Test func theOrderOfInputsDoesNotMatter() throws {
    try forAll(Gen.world(), count: 300, maximumSize: 16) { world in
      let graph = try world.graph()
      try graph.checkInvariants()
      var random = SplitMix64(seed: 7)
      for _ in 0..<3 {
        var shuffled = world
        shuffled.documents.shuffle(using: &random)
        shuffled.entities.shuffle(using: &random)
        shuffled.statements.shuffle(using: &random)
        let other = try shuffled.graph()
        try checkEqual(
          other.fingerprint.joined(separator: "\n"), graph.fingerprint.joined(separator: "\n"),
          "shuffled")
        try check(other == graph, "shuffled inputs give an equal graph")
      }
    }
  }

  @Test func everyPieceOfEvidenceIsKept() throws {
    try forAll(Gen.world(), count: 100) { world in
      let graph = try world.graph()
      let given = Set(world.statements.flatMap(\.evidence).map(\.withoutParts))
      let kept = Set(
        graph.statementIndices.flatMap { graph.evidence(of: $0).map(\.withoutParts) })
      try checkEqual(kept, given)
      try check(graph.verifyEvidence().failures.isEmpty, "every quote stands where it should")
    }
  }
}

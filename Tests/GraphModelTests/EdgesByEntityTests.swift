import TestSupport
import Testing

@testable import GraphModel

/// Edges by the entities that they leave and enter, against filtering.
@Suite struct EdgesByEntityTests {
  @Test(arguments: [1, 3, 1000]) func edgesAreWhereTheirEndsAre(edgesAtOnce: Int) {
    var random = SplitMix64(seed: runSeed)
    for _ in 0..<200 {
      let count = Int.random(in: 0..<12, using: &random)
      let edges = (0..<(count == 0 ? 0 : Int.random(in: 0..<40, using: &random))).map { _ in
        (
          subject: Int32.random(in: 0..<Int32(count), using: &random),
          object: Int32.random(in: 0..<Int32(count), using: &random)
        )
      }.sorted { $0.subject < $1.subject }
      let sorted = EdgesByEntity(
        entityCount: count, edgeSubjects: edges.map(\.subject), edgeObjects: edges.map(\.object),
        edgesAtOnce: edgesAtOnce)
      for entity in 0..<count {
        let (out, back) = (
          Int(sorted.outgoingStarts[entity])..<Int(sorted.outgoingStarts[entity + 1]),
          Int(sorted.incomingStarts[entity])..<Int(sorted.incomingStarts[entity + 1])
        )
        #expect(
          Array(out) == edges.indices.filter { edges[$0].subject == entity }, "seed \(runSeed)")
        #expect(
          sorted.incomingEdges[back].map(Int.init)
            == edges.indices.filter { edges[$0].object == entity }, "seed \(runSeed)")
      }
    }
  }
}

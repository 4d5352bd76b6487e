import GraphModel
import Testing

@testable import GraphQuery

/// Which documents are copies.
@Suite struct IndependentSourcesTests {
  private func sources(_ texts: [String]) -> [Int] {
    IndependentSources(
      texts.enumerated().map { Document(id: "d\($0)", text: $1) }
    ).sources
  }

  @Test func copiesAreOneSource() {
    let text =
      "The brigade left the port on Monday, and the general wrote to the ministry about it."
    #expect(
      sources([text, "Quite other words stand in this one, and none of them is shared."]) == [0, 1])
    #expect(
      sources([text, text.uppercased(), "AGENCY — " + text + " More follows."]) == [0, 0, 0])
    #expect(
      sources([text, "The brigade left the port on Monday. Nothing else is the same here."]) == [
        0, 1,
      ])
    #expect(sources(["", "", "a b", "a b", "a c"]) == [0, 1, 2, 2, 3])
    #expect(sources([]) == [])
  }
}

import Testing

@testable import Extraction

@Suite struct BareSurnamesTests {
  /// Rows of mentions, the model's clusters, and whether the last mention becomes one with the first.
  @Test(arguments: [
    (
      "[Syed Alwi|Person] left . [Alwi|Person] met [Tun Alwi|Person] | it ended | [Alwi|Person] spoke",
      true
    ),
    // The other has just been named.
    ("[Syed Alwi|Person] left . [Alwi|Person] met [Tun Alwi|Person] | [Alwi|Person] spoke", false),
    // She is not he.
    (
      "[Syed Alwi|Person] left . Mr. [Alwi|Person] met [Ida Alwi|Person] | it ended | Mrs. [Alwi|Person] spoke",
      false
    ),
  ])
  func whoeverWasCalledSoFirst(_ text: String, _ isFirst: Bool) {
    var annotation = Marked(text, clusters: [[0, 1], [2, 3]]).annotation
    let tokens = annotation.tokens.indices
    let ends = tokens.filter { annotation.form($0) == "|" }.map { $0 + 1 } + [tokens.upperBound]
    annotation.sentences = zip([0] + ends, ends).map {
      .init(tokens: $0..<$1, startsParagraph: $0 == 0)
    }
    let names = annotation.mentions.map { MentionName(of: $0, in: annotation) }
    var groups = annotation.clusters
    groups.move(BareSurnames(names, in: Sentences(annotation)).moves(in: groups))
    #expect(groups.contains { $0.contains(0) && $0.contains(3) } == isFirst, "\(groups)")
  }

  @Test(arguments: [
    (
      "Robert Lane was stabbed to death by his son, Kevin Lane, in Perth. Lane was arrested by the police on Friday.",
      "police detained Kevin Lane"
    ),
    (
      "Carl Marsh killed Ellen Marsh in Hull. Marsh was convicted by a court in Leeds.",
      "court convicted Carl Marsh"
    ),
    (
      "Robert Lane was praised by his son, Kevin Lane, in Perth. Lane was arrested by the police on Friday.",
      "police detained Robert Lane"
    ),
  ])
  func nobodyWhoIsDeadIsArrested(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

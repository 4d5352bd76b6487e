import GraphModel
import Language
import Testing

@testable import Extraction

@Suite struct ParagraphTests {
  /// What is extracted where the model sees one relation between the names of two sentences.
  private func statements(secondStartsParagraph: Bool) -> [StatementRecord] {
    var annotation = Tree(
      """
      *Ann/PROPN/nsubj/2=Person left/VERB/root/0 ./PUNCT/punct/2 *Bob/PROPN/nsubj/5=Person \
      resigned/VERB/root/0
      """
    ).annotation
    annotation.sentences = [
      .init(tokens: 0..<3, startsParagraph: true),
      .init(tokens: 3..<5, startsParagraph: secondStartsParagraph),
    ]
    annotation.relations = [
      .init(
        relation: "met-with", subject: 0, object: 1, probability: 0.99, isStated: true,
        polarity: .asserted, mode: .fact, speaker: nil, trigger: 4..<5)
    ]
    return Extractor().extract(
      from: annotation, document: Document(id: "a", text: annotation.text)
    ).statements
  }

  @Test func whatStandsInTwoParagraphsIsNotSaidTogether() {
    #expect(statements(secondStartsParagraph: false).map(\.relation) == ["met-with"])
    #expect(statements(secondStartsParagraph: true).isEmpty)
  }
}

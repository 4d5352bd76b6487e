import GraphModel
import Language
import Testing

@testable import Extraction

@Suite struct QuotationsTests {
  private static let model = Result { try LanguageModel() }

  /// What is quoted, with who speaks it, as `words — speaker`.
  private func quotations(_ text: String) throws -> [String] {
    let document = Document(id: "d", text: text)
    let annotation = try Self.model.get().annotate(document, mentions: .possible)
    return Quotations(Sentences(annotation)).all.map { quotation in
      let words = annotation.quote(annotation.span(quotation.tokens))
      let speaker = quotation.speaker.map { annotation.quote(annotation.mentions[$0].span) }
      return "\(words) — \(speaker ?? "nobody")"
    }
  }

  @Test(arguments: [
    (
      #""The rebels shelled Goma," General Paul Ilunga said. "They hold Sake. Uganda armed them.""#,
      [
        "The rebels shelled Goma, — Paul Ilunga",
        "They hold Sake. Uganda armed them. — Paul Ilunga",
      ]
    ),
    (
      "“I voted for it,” said Senator Anna Moss. “I did not,” Carl Reed said.",
      ["I voted for it, — Anna Moss", "I did not, — Carl Reed"]
    ),
    (
      #"Mr. Haddad was blunt: "Syria arrested the editor. We will not forget it.""#,
      ["Syria arrested the editor. We will not forget it. — Haddad"]
    ),
    (
      #""The army," he said, "shelled Kobani. It killed nine people.""#,
      ["The army, — he", "shelled Kobani. It killed nine people. — he"]
    ),
    (
      #"Mr. Haddad said the "so-called army" had fled, and Anna Moss told him: "It will be back.""#,
      ["so-called army — Haddad", "It will be back. — Anna Moss"]
    ),
    (
      "‘The rebels’ camp was bombed,’ Carl Reed said.",
      ["The rebels’ camp was bombed, — Carl Reed"]
    ),
  ])
  func whoIsNamedBesideItSpeaks(text: String, quoted: [String]) throws {
    let found = try quotations(text)
    #expect(found == quoted, "\(found)")
  }

  @Test func aParagraphGoesOnWithWhatWasNotClosed() throws {
    let text = """
      "The rebels shelled Goma," General Paul Ilunga said. "They hold Sake.

      "Uganda armed them."

      Carl Reed has read a book, "The Lake."
      """
    #expect(
      try quotations(text) == [
        "The rebels shelled Goma, — Paul Ilunga", "They hold Sake. — Paul Ilunga",
        "Uganda armed them. — Paul Ilunga", "The Lake. — nobody",
      ])
  }

  @Test func whatIsNeverClosedIsNoQuotation() throws {
    #expect(try quotations("A \"fine mess, Carl Reed said.\n\nHe left.") == [])
  }

  @Test func aWordIsFoundInItsQuotation() throws {
    let document = Document(id: "d", text: #""Uganda armed them," Carl Reed said. He left."#)
    let annotation = try Self.model.get().annotate(document, mentions: .possible)
    let quotations = Quotations(Sentences(annotation))
    for (token, _) in annotation.tokens.enumerated() {
      let isQuoted = ["Uganda", "armed", "them", ","].contains(annotation.form(token))
      #expect((quotations.quotation(at: token) != nil) == isQuoted, "\(annotation.form(token))")
    }
  }
}

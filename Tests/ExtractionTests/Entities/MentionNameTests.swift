import GraphModel
import Language
import Testing

@testable import Extraction

@Suite struct MentionNameTests {
  /// What some words are called as a mention of a text that the model reads.
  private func name(
    of words: String, in text: String, as type: EntityType = .event
  ) throws -> String? {
    var annotation = try LanguageModel().annotate(
      Document(id: "d", text: text), mentions: .possible)
    let tokens = annotation.tokens.indices
    let forms = words.split(separator: " ").map(String.init)
    guard
      let first = tokens.first(where: { start in
        start + forms.count <= tokens.count
          && forms.indices.allSatisfy { annotation.form(start + $0) == forms[$0] }
      })
    else { return nil }
    let range = first..<first + forms.count
    annotation.mentions.append(
      Annotation.Mention(tokens: range, span: annotation.span(range), type: type, probability: 1))
    return MentionName(of: annotation.mentions[annotation.mentions.count - 1], in: annotation).text
  }

  @Test(arguments: [
    ("the closure", "closure"), ("the bank 's", "bank"), ("UK", "UK"),
  ])
  func articlesAndPossessivesAreNoPart(_ words: String, _ expected: String) throws {
    let text =
      "She criticized the closure of branches by UK President Ann Hale and the bank's chief."
    #expect(try name(of: words, in: text) == expected)
  }

  @Test(arguments: [
    ("Gary Giles ( born in Leeds", "Gary Giles"), ("Dennis Hopper ; Nick Rhodes", "Dennis Hopper"),
    ("Karl Weiss FRS", "Karl Weiss"), ("Zaha Hadid DBE RA", "Zaha Hadid"),
    ("Bureau of Investigation", "Bureau of Investigation"),
  ])
  func whatWasTakenInTooMuchIsNoPart(_ words: String, _ expected: String) throws {
    let text = """
      Gary Giles (born in Leeds in 1950) met Dennis Hopper; Nick Rhodes, Karl Weiss FRS and Zaha Hadid DBE RA left the Bureau of
      Investigation.
      """
    #expect(try name(of: words, in: text, as: .person) == expected)
  }

  @Test func whatIsToldIsNoPart() throws {
    let text = "Anna Berg told the court that the party had paid Ivo Stahl."
    #expect(try name(of: "court that the party", in: text) == "court")
  }
}

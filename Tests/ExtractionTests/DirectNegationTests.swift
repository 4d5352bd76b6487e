import Testing

@testable import Extraction

@Suite struct DirectNegationTests {
  @Test(arguments: [
    ("it/PRON/nsubj/4 will/AUX/aux/4 not/PART/advmod/4 withdraw/VERB/root/0", true),
    ("they/PRON/nsubj/3 never/ADV/advmod/3 met/VERB/root/0", true),
    ("they/PRON/nsubj/4 not/PART/advmod/4 only/ADV/advmod/4 met/VERB/root/0", false),
    ("they/PRON/nsubj/2 met/VERB/root/0 not/PART/advmod/4 once/ADV/advmod/2", false),
  ])
  func aDeniedWordIsDenied(_ sentence: String, _ isDenied: Bool) throws {
    let annotation = Tree(sentence).annotation
    let verb = try #require(annotation.tokens.firstIndex { $0.tag == .verb })
    #expect(DirectNegation.denies(verb..<verb + 1, in: annotation) == isDenied)
    #expect(!DirectNegation.denies(0..<0, in: annotation))
  }
}

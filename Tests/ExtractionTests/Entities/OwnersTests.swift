import Testing

@testable import Extraction

@Suite struct OwnersTests {
  /// What the first mention of a tree is told to be in, and of.
  private func told(_ text: String) -> (place: String?, owner: String?) {
    let annotation = Tree(text).annotation
    let names = annotation.mentions.map { MentionName(of: $0, in: annotation) }
    let owners = Owners(names, in: Sentences(annotation))
    return (owners.place(of: 0).map { names[$0].text }, owners.owner(of: 0).map { names[$0].text })
  }

  @Test(
    arguments: [
      ("in/ADP/case/4 *Lima/PROPN/nmod/2=Place", "Lima", nil),
      ("at/ADP/case/4 *Barclays/PROPN/nmod/2=Organization", "Barclays", nil),
      ("of/ADP/case/4 *Lima/PROPN/nmod/2=Place", nil, "Lima"),
      // Nothing is in a person, and a town without a name tells nothing.
      ("in/ADP/case/4 *Juan/PROPN/nmod/2=Person", nil, nil),
      ("in/ADP/case/4 *town/NOUN/nmod/2=Place", nil, nil),
      // Where it acts is not where it is.
      ("in/ADP/case/4 *Lima/PROPN/obl/5=Place", nil, nil),
    ] as [(String, String?, String?)])
  func wordsTellWhereAndWhose(_ words: String, _ place: String?, _ owner: String?) {
    let found = told("The/DET/det/2 *police/NOUN/nsubj/5=Organization \(words) left/VERB/root/0")
    #expect(found.place == place && found.owner == owner)
  }
}

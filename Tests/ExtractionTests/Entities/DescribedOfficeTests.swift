import Testing

@testable import Extraction

@Suite struct DescribedOfficeTests {
  private func office(_ words: String) -> DescribedOffice? {
    let noun = words.split(separator: " ").count + 2
    let modifiers = words.split(separator: " ").map { "\($0)/ADJ/amod/\(noun)" }
    let head = "*minister/NOUN/nsubj/\(noun + 1)=Person left/VERB/root/0"
    let text = (["the/DET/det/\(noun)"] + modifiers + [head]).joined(separator: " ")
    let annotation = Tree(text).annotation
    let names = annotation.mentions.map { MentionName(of: $0, in: annotation) }
    return DescribedOffice(of: 0, names, in: Sentences(annotation))
  }

  @Test(
    arguments: [
      ("foreign", "home", true), ("foreign", "tourism", true), ("foreign", "prime", true),
      ("chief", "", true), ("deputy foreign", "foreign", true), ("foreign", "", false),
      ("foreign", "Israeli", false), ("first", "", false),
    ])
  func twoOfficesOfOneNounAreTwo(_ left: String, _ right: String, _ areTwo: Bool) throws {
    let (left, right) = (try #require(office(left)), try #require(office(right)))
    #expect(left.isApart(from: right) == areTwo)
    #expect(right.isApart(from: left) == areTwo)
  }
}

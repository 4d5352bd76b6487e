import Testing

@testable import Extraction

@Suite struct QuotedDaysTests {
  @Test(arguments: [
    (
      "Friday, May 9, 2014\n\nAlton Reid conceded defeat in a speech on Wednesday. \"I telephoned Mr Clarke this evening,\" he said.",
      "told", "2014-05-07"
    ),
    (
      "Friday, May 9, 2014\n\n\"I met Anna Vogt yesterday,\" Karl Maier told reporters on Monday.",
      "met-with", "2014-05-04"
    ),
    // Nobody tells when it was said.
    (
      "Friday, May 9, 2014\n\n\"I met Anna Vogt yesterday,\" Karl Maier told reporters.",
      "met-with", "2014-05-08"
    ),
  ])
  func todayIsTheDayOfTheSpeech(_ text: String, _ relation: String, _ time: String) throws {
    let found = try Said.records(in: text, relation).compactMap(\.qualifiers.time)
    #expect(found.contains(time), "\(found)")
  }
}

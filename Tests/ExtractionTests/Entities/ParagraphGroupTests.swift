import Testing

@testable import Extraction

@Suite struct ParagraphGroupTests {
  @Test(arguments: [
    (
      "M23 is led by Sultani Makenga.\n\nThe Tiger Guard broke with the army in 2023. Chile has urged the group to disarm.",
      "Chile requested Tiger Guard"
    ),
    // No group begins the paragraph.
    (
      "M23 is led by Sultani Makenga.\n\nThe United Nations met on Monday. Chile has urged the group to disarm.",
      "Chile requested M23"
    ),
  ])
  func theGroupIsThatOfItsParagraph(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

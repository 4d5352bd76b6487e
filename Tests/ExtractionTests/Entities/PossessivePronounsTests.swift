import Testing

@testable import Extraction

@Suite struct PossessivePronounsTests {
  @Test(arguments: [
    (
      "Tony Blair visited Dublin on Friday and praised Bertie Ahern for his victory over John Bruton.",
      "Bertie Ahern defeated John Bruton", "Tony Blair defeated John Bruton"
    ),
    (
      "Vladimir Putin called Recep Tayyip Erdogan and congratulated him on his victory over Kemal Kilicdaroglu.",
      "Recep Tayyip Erdogan defeated Kemal Kilicdaroglu",
      "Vladimir Putin defeated Kemal Kilicdaroglu"
    ),
    (
      "Dick Cheney met Vaclav Havel during his visit to Prague.", "Dick Cheney visited Prague",
      "Vaclav Havel visited Prague"
    ),
    (
      "President Nasser received Marshal Tito during his visit to Cairo.",
      "Marshal Tito visited Cairo", "Nasser visited Cairo"
    ),
    // What opens a sentence speaks of its subject.
    (
      "Karl Lang lived in Graz. In a letter to her sister Clara, Anna Weiss criticized the ministry.",
      "Anna Weiss related-to Clara", "Karl Lang related-to Clara"
    ),
    (
      "In a letter of 3 May 1887 to his brother Anton, Franz Lechner praised Jahn.",
      "Franz Lechner related-to Anton", "Jahn related-to Anton"
    ),
  ])
  func theVerbTellsWhose(_ text: String, _ statement: String, _ wrong: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement) && !found.contains(wrong), "\(found)")
  }
}

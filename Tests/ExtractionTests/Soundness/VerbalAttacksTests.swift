import Testing

@testable import Extraction

@Suite struct VerbalAttacksTests {
  @Test(arguments: [
    (
      "Gordon Brown attacked David Cameron over his economic policy.",
      "Gordon Brown criticized David Cameron"
    ),
    (
      "Margaret Thatcher was attacked by Michael Heseltine over her European policy.",
      "Michael Heseltine criticized Margaret Thatcher"
    ),
    (
      "In an interview, Carlos Menem attacked Raul Alfonsin.",
      "Carlos Menem criticized Raul Alfonsin"
    ),
    (
      "Carlos Lopez attacked Raul Mora with a knife in Madrid.", "Carlos Lopez attacked Raul Mora"
    ),
    ("Rebels attacked Goma for three days.", "Rebels attacked Goma"),
    (
      "Carlos Lopez attacked Raul Mora as he left his office in Madrid.",
      "Carlos Lopez attacked Raul Mora"
    ),
    ("Carlos Lopez attacked Raul Mora over the weekend.", "Carlos Lopez attacked Raul Mora"),
    ("The opposition attacked the plan in parliament.", "opposition criticized plan"),
  ])
  func wordsAreNoForce(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

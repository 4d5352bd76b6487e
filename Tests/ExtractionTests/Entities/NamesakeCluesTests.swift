import Testing

@testable import Extraction

@Suite struct NamesakeCluesTests {
  private static let brothers =
    "Darren Whit stabbed a man. His brother Lee Whit drove him to Hull. Whit told the jury that Lee was innocent. The jury convicted Whit of murder."

  @Test(arguments: [
    (
      "Peter Wong founded Apex. His son, Alan Wong, runs the firm. The younger Wong studied at Yale.",
      "Alan Wong studied-at Yale"
    ),
    (
      "Peter Wong founded Apex. His son, Alan Wong, runs the firm. The elder Wong sued the bank.",
      "Peter Wong charged Apex"
    ),
    (
      "Alan Wong runs Apex. His older brother, Peter Wong, founded the firm. The younger Wong sued the bank.",
      "Alan Wong charged Apex"
    ),
    (
      "Peter Wong founded Apex. His daughter, Lily Wong, runs the firm. Wong sued the bank, she told Reuters.",
      "Lily Wong charged Apex"
    ),
    (brothers, "Darren Whit told jury"),
    (brothers, "jury convicted Darren Whit"),
    // Nothing tells.
    (
      "Mike Stone met Carl Stone in Rome. Mike Stone sued the bank. Stone lives in Oslo.",
      "Mike Stone lives-in Oslo"
    ),
    (
      "Maria Costa and Luis Costa founded Apex. Luis Costa left in May. Costa sued the bank.",
      "Luis Costa charged bank"
    ),
  ])
  func theSentenceTellsWhich(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

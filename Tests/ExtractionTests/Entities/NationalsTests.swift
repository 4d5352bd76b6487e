import Testing

@testable import Extraction

@Suite struct NationalsTests {
  @Test(arguments: [
    (
      "Leif Dahl met Carl Ott in Oslo. The Norwegian urged Ott to resign.",
      "Norway requested Carl Ott"
    ),
    ("Boris Becker lost in Paris. The German praised Lars Holm.", "Germany endorsed Lars Holm"),
    (
      "Lars Holm met Ali Hassan in Rome. Holm accused the Iraqi of fraud.", "Lars Holm accused Iraq"
    ),
  ])
  func onePersonIsNoCountry(_ text: String, _ wrong: String) throws {
    let found = try Said.statements(in: text)
    #expect(!found.isEmpty && !found.contains(wrong), "\(found)")
  }

  @Test(arguments: [
    ("The Norwegian government criticized Chad.", "Norwegian government criticized Chad"),
    (
      "The German, French and Italian ministers met in Rome. The British accused Iran of lying.",
      "United Kingdom accused Iran"
    ),
  ])
  func adjectivesAndPeoplesAreNot(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

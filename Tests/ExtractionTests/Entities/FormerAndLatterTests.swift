import Testing

@testable import Extraction

@Suite struct FormerAndLatterTests {
  @Test(arguments: [
    (
      "Anna Pell met Oskar Lund and Ivo Brandt in Kyiv. The latter accused the army of murder.",
      "Ivo Brandt accused army"
    ),
    (
      "Anna Pell met Oskar Lund and Ivo Brandt in Kyiv. The former accused the latter of murder.",
      "Oskar Lund accused Ivo Brandt"
    ),
    ("Tom Reid succeeded Paul Orr. The latter moved to Rome.", "Paul Orr lives-in Rome"),
    (
      "Tom Reid and Paul Orr founded Apex in 2001. The former lives in Rome, the latter lives in Oslo.",
      "Paul Orr lives-in Oslo"
    ),
    ("The army fought the rebels. The latter attacked Basko.", "rebels attacked Basko"),
  ])
  func theyAreTheFirstAndTheLast(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

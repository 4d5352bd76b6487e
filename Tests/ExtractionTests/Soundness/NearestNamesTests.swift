import Testing

@testable import Extraction

@Suite struct NearestNamesTests {
  @Test(arguments: [
    (
      "Police arrested Peter Halm and Ivan Brod, brother of the mayor Adam Kell.",
      "Ivan Brod related-to Adam Kell", "Peter Halm related-to"
    ),
    (
      "Lina Falk and Ana Costa, wife of Peter Halm, visited Oslo.",
      "Ana Costa married-to Peter Halm", "Lina Falk married-to"
    ),
    (
      "Kenji Ito and Lina Falk, who was born in Osaka, won the prize.",
      "Lina Falk born-in Osaka", "Kenji Ito born-in"
    ),
  ])
  func whatIsSaidInTheSingularIsOfTheLast(
    _ text: String, _ statement: String, _ wrong: String
  ) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement) && !found.contains { $0.hasPrefix(wrong) }, "\(found)")
  }

  @Test(arguments: [
    (
      "Kenji Ito and Lina Falk, who were born in Osaka, won the prize.", "Kenji Ito born-in Osaka"
    ),
    (
      "Police arrested Peter Halm, brother of the mayor Adam Kell.",
      "Peter Halm related-to Adam Kell"
    ),
  ])
  func whatIsOfBothStays(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

import Testing

@testable import Extraction

@Suite struct HomeCountryTests {
  @Test(arguments: [
    (
      "Russian troops entered Tbilisi.\n\nIn Kenya, the country's foreign minister, Daniel Moi, visited Mombasa.",
      "Daniel Moi leads Kenya"
    ),
    (
      "President Hosni Mubarak of Egypt met Ehud Barak. In Jordan, the country's foreign minister, Nasser Judeh, praised the talks.",
      "Nasser Judeh leads Jordan"
    ),
    (
      "Russian troops entered Tbilisi.\n\nIn the Philippines, the country's foreign minister, Domingo Siazon, praised the talks.",
      "Domingo Siazon leads Philippines"
    ),
    (
      "Ecuador sends troops to Guayas. The country declares an emergency.\n\nProtesters in Togo call for Faure Gnass, who has ruled the country since 2005, to step down.",
      "Faure Gnass leads Togo"
    ),
    // No country is named.
    (
      "Kenya banned the party. In Mombasa, the country's foreign minister, Daniel Moi, praised the ban.",
      "Daniel Moi leads Kenya"
    ),
  ])
  func theCountryIsThatOfItsSentence(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

import Testing

@testable import Extraction

@Suite struct PostsTests {
  @Test(arguments: [
    ("Conservative mayor Gunnar Brekke said he would build a tunnel.", "Gunnar Brekke"),
    ("Social Democratic Prime Minister Olof Lund visited Berlin on Monday.", "Olof Lund"),
    ("Speaker Noreen McGrath of the Labor Party suspended the sitting.", "Noreen McGrath"),
    ("Mayor Anna Koch of the S.D.P. criticized the police.", "Anna Koch"),
    ("Former Telamon executive Samuel Adeyemi was hired by Norvik.", "Samuel Adeyemi"),
    ("Google executive Priya Nair met Ann Bos.", "Priya Nair"),
  ])
  func nobodyHeadsAPartyOrAFirmBySuchAPost(_ text: String, _ person: String) throws {
    let found = try Said.statements(in: text).filter { $0.hasPrefix(person) }
    #expect(!found.contains { $0.contains(" leads ") }, "\(found)")
    #expect(found.contains { $0.contains("member-of") || $0.contains("works-for") }, "\(found)")
  }

  @Test(arguments: [
    ("French bishop Marc Dubois criticised the law.", "Marc Dubois lives-in France"),
    ("Dutch chief executive Piet Vos left Corvex.", "Piet Vos lives-in Netherlands"),
    ("German manager Jan Feld signed Ivan Brod.", "Jan Feld lives-in Germany"),
  ])
  func nobodyLeadsTheCountryThatHeIsFrom(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(
      found.contains(statement) && !found.contains { $0.contains(" leads ") }, "\(found)")
  }

  @Test(arguments: [
    ("French president Marc Dubois criticised the law.", "Marc Dubois leads France"),
    ("Labour leader Tom Holt criticized Iran.", "Tom Holt leads Labour"),
    ("Siemens chief executive Anna Lind met Tom Holt.", "Anna Lind leads Siemens"),
    ("Leeds mayor Tom Holt criticized Iran.", "Tom Holt leads Leeds"),
  ])
  func whoHeadsItHeadsIt(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

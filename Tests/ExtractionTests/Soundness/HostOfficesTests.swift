import Testing

@testable import Extraction

@Suite struct HostOfficesTests {
  @Test(arguments: [
    (
      "French President Francois Mitterrand met President Hosni Mubarak in Cairo on Monday. Defense Minister Hussein Tantawi attended the talks.",
      "Francois Mitterrand leads France"
    ),
    (
      "British Prime Minister John Major telephoned President Boris Yeltsin on Sunday. Foreign Minister Andrei Kozyrev rejected the British plan.",
      "John Major leads United Kingdom"
    ),
    (
      "German Chancellor Helmut Kohl visited Warsaw on Monday. President Lech Walesa met him at the airport. Foreign Minister Krzysztof Skubiszewski praised the visit.",
      "Helmut Kohl leads Germany"
    ),
  ])
  func aHostHasNotTheCountryOfHisGuest(_ text: String, _ statement: String) throws {
    #expect(try Said.statements(in: text).filter { $0.contains(" leads ") } == [statement])
  }

  @Test func nobodyLeadsOneOfTwoThatQuarrel() throws {
    let found = try Said.statements(
      in:
        "Iran accused Israel of killing a scientist. President Obama condemned the attack. Foreign Minister William Hague called for calm."
    )
    #expect(!found.contains { $0.contains(" leads ") }, "\(found)")
  }

  @Test(arguments: [
    (
      "Kenya banned the party on Monday. President Daniel arap Moi accused it of treason.",
      "Daniel arap Moi leads Kenya"
    ),
    (
      "Six people, including two Tunisian tourists, are killed in a knife attack in Fréjus, France. President François Hollande extends the state of emergency.",
      "François Hollande leads France"
    ),
    ("In France, President Jacques Chirac met Tony Blair.", "Jacques Chirac leads France"),
  ])
  func whoIsAtHomeLeadsIt(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

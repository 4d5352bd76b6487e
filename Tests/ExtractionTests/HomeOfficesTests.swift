import Testing

@testable import Extraction

@Suite struct HomeOfficesTests {
  @Test(arguments: [
    (
      "Train crash in Poland kills nine\n\nNine people were killed when two trains collided near Lodz in Poland.\n\nPrime Minister Jan Wolski visited the site. Transport Minister Ewa Zaremba ordered an inquiry.",
      ["Jan Wolski leads Poland", "Ewa Zaremba leads Poland"]
    ),
    (
      "Norway election: Labour wins\n\nTuesday, September 10, 2013\n\nLabour won Norway's general election on Monday.\n\nPrime Minister Jens Krog of the Conservative Party resigned.",
      ["Jens Krog leads Norway"]
    ),
    (
      "Flooding kills 20 in Peru\n\nTwenty people died in floods in Peru on Monday.\n\nPresident Jorge Salas visited Piura.\n\nA team from Chile will help.",
      ["Jorge Salas leads Peru"]
    ),
    // A city is of its country, but not a person who is called like one.
    (
      "Bomb kills ten in Colombo\n\nA bomb killed ten people in Sri Lanka on Monday.\n\nPresident Chandra Ratwatte met Sofia Reyes.",
      ["Chandra Ratwatte leads Sri Lanka"]
    ),
    // Readers know their own by his surname.
    (
      "Storm hits the United States\n\nA storm killed ten people in the United States on Monday.\n\nPresident Marsh promised help.",
      ["Marsh leads United States"]
    ),
  ])
  func aBareTitleIsOfTheCountryOfTheText(_ text: String, _ statements: [String]) throws {
    let found = try Said.statements(in: text).filter { $0.contains(" leads ") }
    #expect(Set(found) == Set(statements), "\(found)")
  }

  @Test(arguments: [
    // Known to the readers by his surname: theirs.
    "War in Iraq\n\nA bomb killed ten people in Iraq on Monday.\n\nPresident Bush condemned the attack.",
    "Storm hits the United Kingdom\n\nA storm killed ten people in the United Kingdom on Monday.\n\nPresident Marsh promised help.",
    // Another country is told of as much, or where he is.
    "War in Iraq\n\nA bomb killed ten people in Iraq on Monday.\n\nPresident Paul Reed said American troops would stay.",
    // The country is only an adjective.
    "Panel rejects offer\n\nA Chinese company offered 500 million dollars for the farm.\n\nThe Chinese offer was rejected by Parliament.\n\nPrime Minister Alison Reed praised the panel.",
    // He comes to visit it.
    "Visit to Peru\n\nMiners in Peru went on strike.\n\nPrime Minister John Marsh arrived in Peru on Monday.",
    // Of two only one can be.
    "Talks in Peru\n\nTalks began in Peru on Monday.\n\nPresident Jorge Salas met President Luis Mena.",
    // A president of something else, and one who is said to be another's.
    "Strike in Peru\n\nMiners in Peru went on strike.\n\nClub president Jorge Salas resigned.",
    "Strike in Peru\n\nMiners in Peru went on strike.\n\nPresident Jorge Salas of Palau praised them.",
    "Strike in Peru\n\nMiners in Peru went on strike.\n\nVice President Jorge Salas praised them.",
  ])
  func nobodyElseLeadsIt(_ text: String) throws {
    let found = try Said.statements(in: text)
    #expect(
      !found.contains {
        $0.hasSuffix("leads Iraq") || $0.hasSuffix("leads Peru") || $0.hasSuffix("leads China")
          || $0.hasSuffix("leads United Kingdom")
      }, "\(found)")
  }
}

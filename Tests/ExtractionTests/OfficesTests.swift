import Testing

@testable import Extraction

@Suite struct OfficesTests {
  @Test(arguments: [
    ("The New York Times endorsed Mario Cuomo for governor of New York.", " leads "),
    ("Labour backed Susan Reid for mayor of Bristol.", " leads "),
    (
      "Ursula von der Leyen was nominated by Emmanuel Macron on Tuesday as president of the European Commission.",
      " leads "
    ),
    ("U.S. secretary of state nominee Rex Tillerson visited Mexico.", " leads "),
    ("British shadow defence secretary Liam Fox visited Kabul.", " leads "),
    ("Rebel leader Foday Sankoh rejected the cease-fire.", " leads "),
    ("Top Iranian military leader Qasem Soleimani visited Damascus.", " leads "),
    (
      "\"There’s been no decision made to leave Iraq,\" Defense Secretary Mark Esper told reporters.",
      " leads "
    ),
    (
      "Boris Yeltsin replaced Igor Rodionov with General Igor Sergeyev in 1997.",
      "Boris Yeltsin succeeded"
    ),
  ])
  func nobodyHoldsIt(_ text: String, _ wrong: String) throws {
    let found = try Said.statements(in: text)
    #expect(!found.isEmpty && !found.contains { $0.contains(wrong) }, "\(found)")
  }

  @Test(arguments: [
    ("Supreme leader Ali Khamenei of Iran visited Qom.", "Ali Khamenei leads Iran"),
    ("French President Jacques Chirac met Tony Blair.", "Jacques Chirac leads France"),
    (
      "Anna Reid replaced Tom Bell as chief executive of Norland with immediate effect.",
      "Anna Reid succeeded Tom Bell"
    ),
    (
      "Sharif Zaid succeeded Samir Rifai as prime minister of Jordan.",
      "Sharif Zaid succeeded Samir Rifai"
    ),
  ])
  func whoHoldsItIsSaidTo(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

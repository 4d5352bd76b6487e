import Testing

@testable import Extraction

@Suite struct SuccessorsTests {
  @Test(arguments: [
    (
      "President Carlos Menendez lost the election to Raul Ibarra in June. The former president left for Madrid on Friday. The new president dismissed Gen. Oscar Pardo.",
      "Raul Ibarra sanctioned Oscar Pardo"
    ),
    (
      "President Carlos Menendez lost the election to Raul Ibarra in June. The former president left for Madrid on Friday. The new president dismissed Gen. Oscar Pardo.",
      "Carlos Menendez visited Madrid"
    ),
    (
      "Chancellor Dieter Hahn resigned in May after he was defeated by Klaus Brenner. The new chancellor visited Paris on Monday.",
      "Klaus Brenner visited Paris"
    ),
    (
      "Tom Reed, the new chairman of Volvik, met Erik Dahl, the former chairman. The new chairman dismissed Anna Holm.",
      "Tom Reed sanctioned Anna Holm"
    ),
    (
      "Real Madrid dismissed its coach, Rafa Benitez, and hired Zinedine Zidane. The new coach praised Cristiano Ronaldo.",
      "Zinedine Zidane endorsed Cristiano Ronaldo"
    ),
    (
      "Prime Minister Ion Botnaru resigned on Monday. Ion Rusu was sworn in as prime minister. The new prime minister criticized Russia.",
      "Ion Rusu criticized Russia"
    ),
    (
      "President Obama took office in January. The new president visited Cairo in June.",
      "Obama visited Cairo"
    ),
  ])
  func theNewAndTheFormerAreWhoTheTextSays(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }

  @Test(arguments: [
    (
      "The conservative government lost the election in Athens on Sunday. The socialist government recognized Palestine in December.",
      "socialist government endorsed Palestine"
    ),
    (
      "The military government banned the party in May. The civilian government released Juan Rios on Monday.",
      "civilian government rescued Juan Rios"
    ),
    (
      "The old government signed the treaty. The new government criticized Egypt.",
      "new government criticized Egypt"
    ),
    (
      "The new government of Spain recognized Kosovo. The old government had opposed it.",
      "old government opposed Kosovo"
    ),
    (
      "The Conservative government of John Major lost the election. The new Labour government signed the treaty. The government criticized Iran.",
      "new Labour government criticized Iran"
    ),
  ])
  func oppositeGovernmentsAreTwo(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

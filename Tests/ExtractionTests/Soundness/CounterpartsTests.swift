import Testing

@testable import Extraction

@Suite struct CounterpartsTests {
  @Test(arguments: [
    (
      "US Ambassador Julie Chan visited Beijing. Her Chinese counterpart, Qi Zen, accused Washington of spying.",
      "Qi Zen works-for China"
    ),
    (
      "Army chief Yusuf Barre visited Kigali. His Rwandan counterpart, Jean Bosco, praised him.",
      "Jean Bosco works-for Rwanda"
    ),
    (
      "Deputy Foreign Minister Anna Weiss met her Turkish counterpart, Murat Kaya, in Rome.",
      "Murat Kaya works-for Turkey"
    ),
    (
      "French Foreign Minister Jean Blanc met his Chinese counterpart, Qi Zen.",
      "Qi Zen leads China"
    ),
    (
      "French president Paul Marin met Kenyan counterpart John Otieno in Rome.",
      "John Otieno leads Kenya"
    ),
  ])
  func aCounterpartHasTheSamePost(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

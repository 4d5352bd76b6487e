import Testing

@testable import Extraction

@Suite struct WorksTests {
  @Test(arguments: [
    (
      "Robert Caro's book about Lyndon Johnson won the Pulitzer Prize.",
      "Robert Caro's book won Pulitzer Prize", "Lyndon Johnson won"
    ),
    (
      "His biography of Stalin, which won the Pulitzer Prize, was criticized by Moscow.",
      "biography of Stalin won Pulitzer Prize", "Stalin won"
    ),
    (
      "A film about Frida Kahlo that won an Oscar was banned by Iran.", "film won Oscar",
      "Iran sanctioned Frida Kahlo"
    ),
    (
      "A statue of Lenin built in 1952 was destroyed by protesters.",
      "protesters attacked statue of Lenin", "Lenin created"
    ),
  ])
  func whoItIsAboutDidNotDoIt(_ text: String, _ statement: String, _ wrong: String) throws {
    let found = try Said.statements(in: text)
    #expect(
      found.contains(statement) && !found.contains { $0.hasPrefix(wrong) }, "\(found)")
  }

  @Test(arguments: [
    (
      "Stalin, who won the war, was criticized by Khrushchev in a book about Trotsky.",
      "Stalin won war"
    ),
    (
      "Andy Warhol, who painted a portrait of Mao, won a prize in Venice.", "Andy Warhol won prize"
    ),
    (
      "A portrait of Mao painted by Zhang Zhenshi was sold to a collector.",
      "Zhang Zhenshi created portrait of Mao"
    ),
  ])
  func whoDidItStays(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

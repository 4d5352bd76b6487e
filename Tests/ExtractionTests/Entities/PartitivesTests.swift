import Testing

@testable import Extraction

@Suite struct PartitivesTests {
  @Test(arguments: [
    (
      "The committee interviewed 54 witnesses. One of them, an accountant for the port, was beaten by guards.",
      "guards attacked accountant for the port"
    ),
    (
      "Gunmen kidnapped several engineers. Two of them, employees of Apex, were killed by the army.",
      "army killed employees of Apex"
    ),
    (
      "He hired three lawyers. One of them, Jean Bahat, sued the bank.", "Jean Bahat charged bank"
    ),
    ("The board has nine members. One of them sued the bank.", "One of them charged bank"),
  ])
  func onesAreCalledByTheirApposition(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

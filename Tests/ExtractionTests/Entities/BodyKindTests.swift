import GraphModel
import Testing

@testable import Extraction

@Suite struct BodyKindTests {
  @Test func theTablesNameNoKindThatThereIsNot() {
    #expect(BodyKind.names.filter { BodyKind(rawValue: $0) == nil } == [])
  }

  @Test(
    arguments: [
      ("Harbor Airlines", [.airline]), ("Norland Bank", [.bank, .lender]),
      ("Hotel Workers Union", [.hotel, .union]), ("Western Union", []),
    ] as [(String, Set<BodyKind>)])
  func aNameTellsWhatItMayBe(_ name: String, _ kinds: Set<BodyKind>) {
    #expect(BodyKind.told(byName: NameKey.tokens(name)) == kinds)
  }
}

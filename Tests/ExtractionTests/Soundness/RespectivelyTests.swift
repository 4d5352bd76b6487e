import Testing

@testable import Extraction

@Suite struct RespectivelyTests {
  @Test func eachHasHisOwnPost() throws {
    let found = try Said.statements(
      in:
        "The prime ministers of Britain and Ireland, John Harris and Albert Quinn, signed the accord in London."
    ).filter { $0.contains(" leads ") }
    #expect(
      Set(found) == ["John Harris leads United Kingdom", "Albert Quinn leads Ireland"], "\(found)")
  }

  @Test func threeHaveThree() throws {
    let found = try Said.statements(
      in:
        "The presidents of Chile, Peru and Bolivia, Ana Ruiz, Luis Prado and Jorge Luna, met in Lima."
    ).filter { $0.contains(" leads ") }
    #expect(
      Set(found) == ["Ana Ruiz leads Chile", "Luis Prado leads Peru", "Jorge Luna leads Bolivia"],
      "\(found)")
  }

  /// Two names for one post are no row of two.
  @Test func whereTheNumbersDifferNothingIsMoved() throws {
    let found = try Said.statements(
      in: "The presidents of Chile and Peru, Ana Ruiz, Luis Prado and Jorge Luna met in Lima."
    ).filter { $0.contains(" leads ") }
    #expect(!found.contains("Jorge Luna leads Peru"), "\(found)")
  }
}

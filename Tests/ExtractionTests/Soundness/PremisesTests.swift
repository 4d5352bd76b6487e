import Testing

@testable import Extraction

@Suite struct PremisesTests {
  @Test(arguments: [
    ("The hostages were held in a Red Cross building.", "Red Cross detained"),
    ("Peter Halm was detained at a Siemens warehouse.", "Siemens detained"),
    ("The general was killed in a Siemens car.", "Siemens killed"),
  ])
  func whoseBuildingItIsHasNotDoneIt(_ text: String, _ wrong: String) throws {
    let found = try Said.statements(in: text)
    #expect(!found.contains { $0.hasPrefix(wrong) }, "\(found)")
  }

  @Test(arguments: [
    ("Hamas held the hostages in a Red Cross building.", "Hamas detained hostages")
  ])
  func whoDoesItDoes(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

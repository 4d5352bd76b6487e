import Testing

@testable import Extraction

@Suite struct FatalAttacksTests {
  private func approved(_ text: String) throws -> [String] {
    try Said.records(in: text, "approved").flatMap { [$0.object.name] + $0.object.aliases }
  }

  /// Nobody dies twice.
  @Test func whatKilledOnePersonIsOneAttack() throws {
    let names = try approved(
      "A drone strike killed Qasem Soleimani on Friday. Donald Trump approved the drone attack that killed Soleimani."
    )
    #expect(names.contains("drone strike") && names.contains("drone attack"), "\(names)")
  }

  @Test func whatKilledOthersIsAnother() throws {
    let names = try approved(
      "A drone strike killed Qasem Soleimani on Friday. Donald Trump approved the raid that killed Hamza Bin Omar."
    )
    #expect(names.contains("raid") && !names.contains("drone strike"), "\(names)")
  }

  /// A crash is no attack.
  @Test func whatCannotBeOneStaysTwo() throws {
    let names = try approved(
      "A crash killed Qasem Soleimani on Friday. Donald Trump approved the raid that killed Soleimani."
    )
    #expect(names.contains("raid") && !names.contains("crash"), "\(names)")
  }
}

import Testing

@testable import Extraction

@Suite struct JoinedDeedsTests {
  @Test(arguments: [
    (
      "The American naval blockade of Iran and Israeli strikes on Beirut continue.",
      "Israel attacked Beirut", ["Iran attacked", "United States attacked"]
    ),
    (
      "The American strikes on Iran and on Beirut continue.", "United States attacked Iran",
      ["Iran attacked"]
    ),
  ])
  func eachIsOfWhomStandsBeforeIt(
    _ text: String, _ statement: String, _ wrong: [String]
  ) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
    #expect(!found.contains { found in wrong.contains { found.hasPrefix($0) } }, "\(found)")
  }
}

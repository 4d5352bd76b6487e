import Testing

@testable import Extraction

@Suite struct WorkersUnionTests {
  @Test(arguments: [
    (
      "Talks between the Transport Workers' Federation and Northline Buses failed.\n\nThe union's organiser, Brenda Sykes, criticized the offer.",
      "Brenda Sykes leads Transport Workers' Federation"
    ),
    // But not another union.
    (
      "The Western Mining Company dismissed Carl Ott.\n\nThe union sued Ann Reed.",
      "union charged Ann Reed"
    ),
  ])
  func theOnlyBodyOfWorkersIsMeant(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}

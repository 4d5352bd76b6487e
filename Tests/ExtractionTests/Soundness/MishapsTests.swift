import Testing

@testable import Extraction

@Suite struct MishapsTests {
  @Test(arguments: [
    ("The ferry Santa Rosalia struck the Oceanic Star near Talisay.", "attacked"),
    ("A bus hit a truck near Oruro.", "attacked"),
    ("The typhoon struck Manila on Monday.", "attacked"),
    ("Britain sent a ship from Cyprus.", "deployed-to"),
  ])
  func whatNobodyMeansIsNoDeed(_ text: String, _ relation: String) throws {
    let found = try Said.statements(in: text)
    #expect(!found.contains { $0.contains(" \(relation) ") }, "\(found)")
  }

  @Test func whoGivesAPrizeHasNotWonIt() throws {
    for text in [
      "The Norwegian Nobel Committee awarded the Peace Prize to Liu Xiaobo.",
      "The Peace Prize was awarded by the Norwegian Nobel Committee to Liu Xiaobo.",
    ] {
      let found = try Said.statements(in: text)
      #expect(!found.contains("Norwegian Nobel Committee won Peace Prize"), "\(found)")
      #expect(found.contains("Liu Xiaobo won Peace Prize"), "\(found)")
    }
  }

  @Test(arguments: [
    ("A missile hit a truck near Oruro.", "attacked"),
    ("The rebels struck Oruro on Monday.", "attacked"),
    ("Britain deployed troops to Cyprus.", "deployed-to"),
    ("Liu Xiaobo was awarded the Peace Prize.", "won"),
  ])
  func deedsStay(_ text: String, _ relation: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains { $0.contains(" \(relation) ") }, "\(found)")
  }
}

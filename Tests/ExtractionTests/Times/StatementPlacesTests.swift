import GraphModel
import Language
import Testing

@testable import Extraction

@Suite struct StatementPlacesTests {
  @Test(arguments: [
    ("Margaret Hale met Emre Aydin in Vienna on Monday.", "met-with", "Vienna"),
    ("Gunmen abducted Fatima Danjuma at a farm near Konduga.", "detained", "Konduga"),
    ("The army launched an attack on the rebels in Mosul.", "attacked", "Mosul"),
    (
      "In Paris, the foreign ministry summoned the ambassador, Justine Leroy.", "requested", "Paris"
    ),
    ("Hezbollah fired rockets at Haifa and Safed.", "attacked", nil),
    ("Its founder, Marat Zhandosov, who wrote to Anna Berg, lives in Brno.", "wrote-to", nil),
    ("The army shelled Kobani.", "attacked", nil),
    ("Margaret Hale met Emre Aydin at a conference on Ukraine in Lugano.", "met-with", "Lugano"),
    ("Anna Berg works for the bank in Geneva.", "works-for", nil),
  ])
  func whatHappensHasTheNamedPlaceOfItsWords(
    _ text: String, _ relation: String, _ place: String?
  ) throws {
    let found = try Said.records(in: text, relation)
    #expect(!found.isEmpty && found.allSatisfy { $0.qualifiers.place == place }, "\(found)")
  }

  @Test func aMonthIsNoPlace() throws {
    let found = try Said.records(
      in: "The regiment will deploy 800 soldiers to Homs in May.", "deployed-to")
    #expect(!found.isEmpty && !found.contains { $0.object.name == "May" }, "\(found)")
    #expect(found.allSatisfy { $0.qualifiers.place == nil }, "\(found)")
  }

  /// A sentence that leaves the place out says the same.
  @Test func aPlaceTellsNoStatementsApart() throws {
    let found = try Said.records(
      in: "Margaret Hale met Emre Aydin in Vienna. Margaret Hale met Emre Aydin.", "met-with")
    #expect(found.map(\.qualifiers.place) == ["Vienna"], "\(found)")
    #expect(found.first?.evidence.count == 2)
    let places = try Said.records(
      in: "Margaret Hale met Emre Aydin in Vienna. Hale met Aydin again in Geneva.", "met-with"
    ).map(\.qualifiers.place)
    #expect(places == [nil])
  }
}

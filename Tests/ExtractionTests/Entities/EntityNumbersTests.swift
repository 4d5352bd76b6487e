import Testing

@testable import Extraction

@Suite struct EntityNumbersTests {
  private func entity(
    isNamed: Bool = false, isBroughtIn: Bool = false, in whereabouts: String? = nil
  ) -> DocumentEntity {
    DocumentEntity(
      mentions: [], reasons: [], name: "", type: .organization, aliases: [], isNamed: isNamed,
      isBroughtIn: isBroughtIn, whereabouts: whereabouts)
  }

  private func ids(of entities: [DocumentEntity], id: String = "police@d") -> [String] {
    var numbers = EntityNumbers()
    return entities.map { numbers.numbered(id, of: $0) }
  }

  @Test func whatIsElsewhereIsNumbered() {
    let towns = ["lima", "quito", "lima", "hull"].map { entity(in: $0) }
    #expect(ids(of: towns) == ["police@d", "police-2@d", "police@d", "police-3@d"])
  }

  @Test func whatIsOnlyDescribedIsOne() {
    #expect(ids(of: [entity(), entity()]) == ["police@d", "police@d"])
    #expect(ids(of: [entity(), entity(in: "lima")]) == ["police@d", "police@d"])
  }

  @Test func namesakesAndThoseBroughtInAreNumbered() {
    #expect(ids(of: [entity(isNamed: true), entity(isNamed: true)]) == ["police@d", "police-2@d"])
    let broughtIn = [entity(isBroughtIn: true), entity(isBroughtIn: true), entity()]
    #expect(ids(of: broughtIn) == ["police@d", "police-2@d", "police-2@d"])
  }

  @Test func whatIsOfNoOneDocumentHasNoNumber() {
    #expect(
      ids(of: [entity(in: "lima"), entity(in: "quito")], id: "police") == ["police", "police"])
  }

  @Test func thePoliceOfTwoTownsAreTwo() throws {
    let ids = try Said.records(
      in: "The police in Lima arrested Juan Mora. The police in Quito arrested Ana Ruiz.",
      "detained"
    ).map(\.subject.id)
    #expect(ids == ["organization/police@d", "organization/police-2@d"])
  }
}

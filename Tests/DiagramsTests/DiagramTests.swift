import GraphModel
import Testing

@testable import Diagrams

@Suite struct DiagramTests {
  @Test func drawsACardForEveryEntityAndAnArrowForEveryEdge() throws {
    var builder = GraphBuilder()
    builder.add(
      StatementRecord(
        subject: EntityRecord(name: "Ada", type: .person), relation: "wrote-to",
        object: EntityRecord(name: "Ministry", type: .organization)))
    let picture = Diagram(of: try builder.build().graph).picture
    #expect(picture.nodes.map(\.name) == ["entity-organization_ministry", "entity-person_ada"])
    #expect(
      picture.edges.map(\.key) == ["statement-person_ada--wrote-to--organization_ministry"])
  }
}

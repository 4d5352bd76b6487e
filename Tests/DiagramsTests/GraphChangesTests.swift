import GraphModel
import TestSupport
import Testing

@testable import Diagrams

@Suite struct GraphChangesTests {
  private static func statement(
    _ subject: String, _ relation: String, _ object: String, _ time: String? = nil
  ) -> StatementRecord {
    StatementRecord(
      subject: EntityRecord(name: subject, type: .person), relation: relation,
      object: EntityRecord(name: object, type: .person), qualifiers: Qualifiers(time: time))
  }

  private static func changes(
    _ old: [StatementRecord], _ new: [StatementRecord]
  ) throws -> GraphChanges {
    func graph(_ statements: [StatementRecord]) throws -> KnowledgeGraph {
      var builder = GraphBuilder()
      statements.forEach { builder.add($0) }
      return try builder.build().graph
    }
    return GraphChanges(from: try graph(old), to: try graph(new)) {
      "time: \($0.qualifiers.time ?? "none") → \($1.qualifiers.time ?? "none")"
    }
  }

  private static let some = [
    statement("Ada", "attacked", "Bob"), statement("Ada", "told", "Eve"),
    statement("Eve", "met-with", "Bob", "2019"),
  ]
  private static let others = [
    statement("Ada", "attacked", "Bob"), statement("Eve", "met-with", "Bob", "2020"),
    statement("Bob", "told", "Fay"),
  ]

  private static func picture(_ changes: GraphChanges, budget: Int? = nil) -> AttributedGraph {
    Diagram(
      of: changes.graph, changes.slice(budget: budget), options: Diagram.Options(changes: changes)
    ).picture
  }

  @Test func everyPartSaysWhatBecameOfIt() throws {
    let changes = try Self.changes(Self.some, Self.others)
    #expect(
      changes.account == "Statements: 1 added, 1 removed, 1 changed; entities: 1 added.")
    let picture = Self.picture(changes)
    func edge(_ key: String) -> [AttributedGraph.Attribute] {
      picture.edges.first { $0.key == "statement-\(key)" }?.attributes ?? []
    }
    let attacked = edge("person_ada--attacked--person_bob")
    let told = edge("person_ada--told--person_eve")
    let met = edge("person_bob--met-with--person_eve")
    let fay = edge("person_bob--told--person_fay")
    #expect(attacked["class"] == .text("statement conflict fact unchanged"))
    #expect(told["class"] == .text("statement communication fact removed"))
    #expect(told["color"] == .text("#C2430C:#FFFFFF:#C2430C"))
    #expect(met["class"] == .text("statement communication fact changed"))
    #expect(fay["class"] == .text("statement communication fact added"))
    func words(_ attributes: [AttributedGraph.Attribute]) throws -> String {
      guard case .html(let markup)? = attributes["label"] else { return "" }
      return try MarkupReader(markup).text.split(separator: " ").joined(separator: " ")
    }
    #expect(try words(attacked) == "attacked")
    #expect(try words(told) == "− told")
    #expect(try words(met) == "~ met with time: 2019 → 2020 2020")
    #expect(try words(fay) == "+ told")
    let classes = picture.nodes.map { $0.attributes["class"] }
    #expect(classes.contains(.text("entity added person")))
    guard case .html(let legend)? = picture.attributes["label"] else {
      Issue.record("the picture has no headline")
      return
    }
    let legendWords = try MarkupReader(legend).text
    for key in ["added", "removed", "changed", "pale: unchanged"] {
      #expect(legendWords.contains(key))
    }
  }

  @Test func whatHasNotChangedIsAsMuchAsThereIsRoomFor() throws {
    let ring = (0..<40).map { Self.statement("P\(100 + $0)", "told", "P\(101 + $0)") }
    let changes = try Self.changes(ring, ring + [Self.statement("P100", "attacked", "P110")])
    let slice = changes.slice(budget: 5)
    #expect(slice.entities.count == 5)
    #expect(slice.statements.contains { changes.statements[$0.value] == .added })
    #expect(changes.slice(budget: nil).entities.count == 5)
  }

  /// Whatever two graphs say: what is drawn of a union that is drawn whole is what the difference counts.
  @Test func everyDifferenceIsDrawn() throws {
    try forAll(zip(Gen.world(), Gen.world()), count: 40) { old, new in
      let (before, after) = (try old.graph(), try new.graph())
      let changes = GraphChanges(from: before, to: after) { _, _ in "" }
      let difference = after.difference(from: before)
      let marks = changes.statements.compactMap { $0 }
      try checkEqual(marks.count { $0 == .added }, difference.statements.added.count)
      try checkEqual(marks.count { $0 == .removed }, difference.statements.removed.count)
      try checkEqual(marks.count { $0 == .changed }, difference.statements.changed.count)
      try checkEqual(changes.isEmpty, difference.isEmpty)
      let drawn = changes.slice(budget: nil).statements.compactMap {
        changes.statements[$0.value]
      }
      try checkEqual(drawn.count { $0 != .unchanged }, marks.count { $0 != .unchanged })
      _ = Self.picture(changes, budget: 4)
    }
  }
}

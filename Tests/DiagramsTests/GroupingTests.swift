import GraphModel
import TestSupport
import Testing

@testable import Diagrams

@Suite struct GroupingTests {
  /// People of two towns in one country, and what two documents say of them.
  private static func graph() throws -> KnowledgeGraph {
    var builder = GraphBuilder()
    for id in ["a.txt", "b.txt"] {
      let text = "Words of \(id)."
      builder.add(
        Document(
          id: id, text: text, title: id == "a.txt" ? "First" : nil,
          sha256: SHA256.hexadecimal(of: text.utf8)))
    }
    func add(
      _ subject: String, _ relation: String, _ object: String, _ type: EntityType = .person,
      _ document: String, _ qualifiers: Qualifiers = Qualifiers()
    ) {
      builder.add(
        StatementRecord(
          subject: EntityRecord(
            name: subject, type: subject.hasPrefix("T") ? .place : .person),
          relation: relation, object: EntityRecord(name: object, type: type),
          qualifiers: qualifiers,
          evidence: [Evidence(document: document, span: 0..<5, quote: "Words")]))
    }
    add("Ann", "lives-in", "T1", .place, "a.txt")
    add("Bob", "lives-in", "T1", .place, "a.txt")
    add("Cem", "lives-in", "T2", .place, "b.txt")
    add("Cem", "born-in", "T1", .place, "b.txt", Qualifiers(polarity: .negated))
    add("T2", "located-in", "Land", .place, "b.txt")
    add("Ann", "told", "Bob", .person, "a.txt")
    add("Cem", "told", "Dan", .person, "b.txt")
    return try builder.build().graph
  }

  private static func groups(_ grouping: Grouping) throws -> [String] {
    let graph = try graph()
    let slice = Slice(of: graph, Selection(of: graph))
    let arrows = Arrow.arrows(for: slice.statements, of: graph) { $0.value }
    return grouping.groups(of: slice, in: graph, arrows: arrows).map { group in
      "\(group.title): \(group.cards.map { graph[slice.entities[$0]].name }.joined(separator: " "))"
    }
  }

  @Test func cardsOfOneKindShareAFrame() throws {
    #expect(try Self.groups(.type) == ["Person: Ann Bob Cem Dan", "Place: Land T1 T2"])
    // What is denied puts nobody anywhere; Land has nothing in it but a town with a frame of its own.
    #expect(try Self.groups(.place) == ["T1: Ann Bob T1", "T2: Cem T2"])
    #expect(try Self.groups(.document) == ["First: Ann Bob T1", "b.txt: Cem Dan Land T2"])
    #expect(
      try Self.groups(.community) == ["around T1: Ann Bob T1", "around Cem: Cem Dan Land T2"])
  }

  @Test(arguments: Grouping.allCases)
  func everyCardIsInOneFrameAtMost(grouping: Grouping) throws {
    try forAll(zip(Gen.world(), .int(in: 1...12)), count: 60) { world, budget in
      let graph = try world.graph()
      let slice = Slice(of: graph, Selection(of: graph), budget: budget)
      let picture = Diagram(of: graph, slice, options: .init(grouping: grouping)).picture
      try check(
        Diagram(of: graph, slice, options: .init(grouping: grouping)).picture == picture,
        "two drawings differ")
      var framed: [String] = []
      func visit(_ clusters: [AttributedGraph.Cluster], depth: Int) throws {
        for cluster in clusters {
          framed += cluster.nodes
          if cluster.name.hasPrefix("cluster group") {
            try check(cluster.nodes.count > 1, "a frame for one")
          }
          try visit(cluster.clusters, depth: depth + 1)
        }
      }
      try visit(picture.clusters, depth: 0)
      try checkEqual(Set(framed).count, framed.count, "a card in two frames")
      try check(Set(framed).isSubset(of: picture.nodes.map(\.name)), "a frame of something else")
      if slice.isReduced {
        try checkEqual(framed.count, picture.nodes.count, "the page is not whole")
      }
    }
  }
}

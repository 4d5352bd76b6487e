import TestSupport
import Testing

@testable import GraphModel

/// Texts whose letters may be composed in several ways.
@Suite struct TextOrderTests {
  /// Letters and accents, composed and not, that Swift takes for the same or can't order.
  private static let pieces = [
    "e", "\u{301}", "\u{E9}", "a", "b", "\u{323}", "\u{1E1B}", "🛰️", "\u{1F469}\u{200D}\u{1F52C}",
    "\u{AC00}",
    "\u{1100}\u{1161}", "ς", "\u{212B}", "A\u{30A}", "\u{FB01}", "z", " ", "\0",
  ]

  private static var texts: Gen<[String]> {
    Gen<String> { random, size in
      (0..<Int.random(in: 0...min(size, 5), using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
    }.array()
  }

  @Test func theOrderIsThatOfBytes() throws {
    try forAll(Self.texts, count: 200, maximumSize: 20) { texts in
      for left in texts {
        for right in texts {
          try checkEqual(
            TextOrder.precedes(left, right), left.utf8.lexicographicallyPrecedes(right.utf8))
          try checkEqual(left.hasSameBytes(as: right), left.utf8.elementsEqual(right.utf8))
        }
      }
      let bytes = texts.map { Array($0.utf8) }
      let sorted = bytes.sorted { $0.lexicographicallyPrecedes($1) }
      try checkEqual(TextOrder.sorted(texts).map { Array($0.utf8) }, sorted)
      try checkEqual(TextOrder.order(of: texts).map { bytes[$0] }, sorted)
      try checkEqual(
        TextOrder.sortedUnique(texts).map { Array($0.utf8) },
        Set(bytes).sorted { $0.lexicographicallyPrecedes($1) })
    }
  }

  /// Every id is an entity of its own, whatever is equivalent, and is found.
  @Test func idsAreTheSameWhereTheirBytesAre() throws {
    var random = SplitMix64(seed: runSeed)
    try forAll(Self.texts, count: 100, maximumSize: 20) { texts in
      let entities = texts.map { Entity(id: $0, name: $0, type: .person) }
      let graph = KnowledgeGraph(
        documents: texts.map { Document(id: $0, title: $0) }, entities: entities,
        statements: entities.indices.map {
          .init(subject: .init($0), relation: 0, object: .init(0), note: texts[$0])
        })
      try graph.checkInvariants()
      try checkEqual(graph.entities.count, Set(texts.map { Array($0.utf8) }).count)
      for text in texts {
        let index = try #require(graph.entityIndex(id: text))
        try check(graph[index].id.hasSameBytes(as: text), "the entity of that id")
        try check(graph.document(id: text)?.title?.hasSameBytes(as: text) == true, "its document")
      }
      var builder = GraphBuilder()
      for text in texts.shuffled(using: &random) {
        builder.add(EntityRecord(name: "x\(text)", type: .person, id: "x" + text))
      }
      try checkEqual(try builder.build().graph.entities.count, graph.entities.count)
    }
  }

  /// Names that are equivalent are one entity's, whose id does not depend on how they are written.
  @Test func idsOfNamesAreComposed() throws {
    let names = ["\u{C9}lan Ruiz", "E\u{301}lan Ruiz", "e\u{301}lan ruiz"]
    for name in names {
      #expect(Array(NameKey.slug(name).utf8) == Array("\u{E9}lan-ruiz".utf8))
    }
    #expect(Array(NameKey.slug("E’\u{301}").utf8) == Array("\u{E9}".utf8))
    var builder = GraphBuilder()
    for name in names { builder.add(EntityRecord(name: name, type: .person)) }
    let graph = try builder.build().graph
    #expect(graph.entities.map { Array($0.id.utf8) } == [Array("person/\u{E9}lan-ruiz".utf8)])
    #expect(graph.entities.first?.allNames.count == 3)
  }

  /// What differs in bytes is a difference.
  @Test func differencesOfBytesAreDifferences() {
    func graph(_ letter: String) -> KnowledgeGraph {
      KnowledgeGraph(
        entities: [Entity(id: "a", name: letter, type: .person, properties: ["p": letter])],
        statements: [
          .init(
            subject: .init(0), relation: 0, object: .init(0),
            qualifiers: Qualifiers(place: letter), note: letter)
        ])
    }
    let difference = graph("\u{E9}").difference(from: graph("e\u{301}"))
    #expect(graph("\u{E9}") != graph("e\u{301}"))
    #expect(difference.entities.changed.count == 1)
    #expect(difference.statements.changed.count == 1)
  }
}

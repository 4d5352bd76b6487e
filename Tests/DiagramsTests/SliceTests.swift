import GraphModel
import TestSupport
import Testing

@testable import Diagrams

@Suite struct SliceTests {
  private typealias Entity = KnowledgeGraph.EntityIndex

  /// Random arrows among few entities, many of which hang on a hub.
  private static var arrows: Gen<[(Int, Int)]> {
    zip(.int(in: 0...5), .int(in: 0...30)).array(atMost: 60)
  }

  private static let relations = ["told", "attacked", "met-with"]

  private static func graph(_ arrows: [(Int, Int)]) throws -> KnowledgeGraph {
    var builder = GraphBuilder()
    builder.add(EntityRecord(name: "Nobody", type: .person))
    for (subject, object) in arrows {
      builder.add(
        StatementRecord(
          subject: EntityRecord(name: "n\(subject)", type: .person),
          relation: relations[(subject + object) % 7 % 3],
          object: EntityRecord(name: "n\(object)", type: .person),
          qualifiers: Qualifiers(
            polarity: object % 11 == 3 ? .negated : .asserted,
            mode: object % 13 == 4 ? .claimed : .fact)))
    }
    return try builder.build().graph
  }

  private static func forAllSlices(
    _ property: (KnowledgeGraph, Selection, Slice, _ budget: Int) throws -> Void
  ) throws {
    try forAll(zip(arrows, .int(in: 1...24)), count: 150, maximumSize: 60) { arrows, budget in
      let graph = try graph(arrows)
      let count = graph.entities.count
      let focus = [Entity(budget % count), Entity(budget * 7 % count)]
      for selection in [
        Selection(of: graph), Selection(of: graph, filter: .plainFacts),
        Selection(of: graph, around: focus, depth: 2),
      ] {
        try property(
          graph, selection, Slice(of: graph, selection, budget: budget), budget)
      }
    }
  }

  // MARK: Laws

  @Test func aSliceIsAPartAndWhatIsLeftOutAddsUp() throws {
    try Self.forAllSlices { graph, selection, slice, budget in
      let folded = slice.folds.flatMap(\.entities)
      let shown = slice.entities + folded
      try checkEqual(Set(shown).count, shown.count, "an entity has two places")
      try check(Set(shown).isSubset(of: selection.entities), "an entity from elsewhere")
      try check(Set(slice.statements).isSubset(of: selection.statements), "a foreign statement")
      try checkEqual(slice.statements, Set(slice.statements).sorted())
      try checkEqual(slice.entities, Set(slice.entities).sorted())
      try checkEqual(slice.selected.entities, selection.entities.count)
      try checkEqual(slice.selected.statements, selection.statements.count)
      try checkEqual(slice.leftOut.entities, selection.entities.count - Set(shown).count)
      let missing = Set(selection.statements).subtracting(slice.statements)
      try checkEqual(slice.leftOut.statements, missing.count)
      try checkEqual(slice.folded.entities, folded.count)
      try checkEqual(slice.isReduced, slice.entities != selection.entities)
      try checkEqual(slice.account == nil, !slice.isReduced)
    }
  }

  @Test func exactlyTheStatementsBetweenCardsAndOfFoldsAreDrawn() throws {
    try Self.forAllSlices { graph, selection, slice, budget in
      let cards = Set(slice.entities)
      let folded = Set(slice.folds.flatMap(\.entities))
      for statement in selection.statements {
        let ends = [graph[statement].subject, graph[statement].object]
        let isDrawn = ends.allSatisfy(cards.contains) || ends.contains(where: folded.contains)
        try checkEqual(slice.statements.contains(statement), isDrawn, "\(ends)")
      }
    }
  }

  @Test func theBudgetHoldsAndTheFocusIsAlwaysIn() throws {
    try Self.forAllSlices { graph, selection, slice, budget in
      let cards = slice.entities.count + slice.folds.count
      try check(cards <= max(budget, selection.focus.count), "\(cards) cards")
      try check(slice.entities.isEmpty == selection.entities.isEmpty, "an empty picture")
      try check(Set(slice.entities).isSuperset(of: selection.focus), "the focus is left out")
      try checkEqual(slice.focus, selection.focus)
      if selection.entities.count <= budget {
        try check(!slice.isReduced, "there was room")
      }
      try checkEqual(Slice(of: graph, selection, budget: budget), slice)
      let all = Slice(of: graph, selection, budget: nil)
      try checkEqual(all.entities, selection.entities)
      try checkEqual(all.statements, selection.statements)
    }
  }

  /// How an entity is connected, if with one other only: the other, and relation, direction and worth of
  /// every statement between the two.
  private static func bonds(
    of entity: Entity, _ graph: KnowledgeGraph, _ selection: Selection
  ) -> (hub: Entity, bonds: Set<[String]>)? {
    var hubs: Set<Entity> = []
    var bonds: Set<[String]> = []
    for index in selection.statements {
      let statement = graph[index]
      guard statement.subject == entity || statement.object == entity else { continue }
      let other = statement.subject == entity ? statement.object : statement.subject
      hubs.insert(other)
      let relation = graph.relation(statement.relation)
      bonds.insert([
        relation.name, relation.isSymmetric ? "" : "\(statement.subject == other)",
        statement.qualifiers.polarity.rawValue, statement.qualifiers.mode.rawValue,
      ])
    }
    guard hubs.count == 1, let hub = hubs.first, hub != entity else { return nil }
    return (hub, bonds)
  }

  /// All sets of entities that may be folded, by the definition.
  private static func foldable(
    _ graph: KnowledgeGraph, _ selection: Selection
  ) -> [Set<Entity>] {
    struct Kind: Hashable {
      var hub: Entity
      var bonds: Set<[String]>
      var type: EntityType
    }
    var kinds: [Kind: Set<Entity>] = [:]
    for entity in selection.entities where !selection.focus.contains(entity) {
      guard let (hub, bonds) = bonds(of: entity, graph, selection) else { continue }
      kinds[Kind(hub: hub, bonds: bonds, type: graph[entity].type), default: []].insert(entity)
    }
    return kinds.values.filter { $0.count >= 3 }
  }

  @Test func foldedAreAlikeAndHangOnOneCardOnly() throws {
    try Self.forAllSlices { graph, selection, slice, budget in
      let foldable = Self.foldable(graph, selection)
      for fold in slice.folds {
        try check(foldable.contains(Set(fold.entities)), "\(fold) must not be folded")
        try check(slice.entities.contains(fold.hub), "the hub is left out")
        let own = selection.statements.filter {
          fold.entities.contains(graph[$0].subject) || fold.entities.contains(graph[$0].object)
        }
        try checkEqual(fold.statements, own)
      }
      let sizes = slice.folds.map(\.entities.count)
      try checkEqual(sizes, sizes.sorted(by: >))
      if slice.leftOut == .init(), slice.isReduced {
        let greatest = foldable.map(\.count).sorted(by: >).prefix(sizes.count)
        try checkEqual(sizes, Array(greatest), "the most numerous are folded first")
        let isNeedless =
          selection.entities.count - sizes.dropLast().reduce(0) { $0 + $1 - 1 } <= budget
        try check(!isNeedless, "the last fold was not needed")
      }
    }
  }

  /// A second part is begun only when nothing is left next to the first.
  @Test func withoutAFocusAtMostOnePartOfTheGraphIsCut() throws {
    try Self.forAllSlices { graph, selection, slice, budget in
      guard selection.focus.isEmpty, slice.leftOut.entities > 0 else { return }
      let folded = Self.foldable(graph, selection).reduce(into: Set<Entity>()) { $0.formUnion($1) }
      var left = Set(selection.entities).subtracting(folded)
      var cut = 0
      while let start = left.first {
        var part: Set = [start]
        while true {
          let size = part.count
          for index in selection.statements {
            let ends = Set([graph[index].subject, graph[index].object])
            if !ends.isDisjoint(with: part) { part.formUnion(ends.subtracting(folded)) }
          }
          if part.count == size { break }
        }
        left.subtract(part)
        let shown = part.intersection(slice.entities).count
        if shown > 0, shown < part.count { cut += 1 }
      }
      try check(cut <= 1, "\(cut) parts are cut")
      try check(folded.isDisjoint(with: slice.entities), "what may be folded has a card")
    }
  }

  // MARK: Arrows

  @Test func everyStatementOfASliceIsOnExactlyOneArrowOfItsStance() throws {
    try Self.forAllSlices { graph, selection, slice, budget in
      let places = Dictionary(
        uniqueKeysWithValues: slice.entities.enumerated().map { ($1, $0) }
          + slice.folds.enumerated().flatMap { number, fold in
            fold.entities.map { ($0, slice.entities.count + number) }
          })
      for isBundled in [false, true] {
        let arrows = Arrow.arrows(for: slice.statements, of: graph, isBundled: isBundled) {
          places[$0] ?? -1
        }
        try checkEqual(arrows.flatMap(\.statements).sorted(), slice.statements)
        for arrow in arrows {
          try check(isBundled || !arrow.isBundle, "a bundle that nobody asked for")
          for strand in arrow.strands {
            for index in strand.statements {
              let statement = graph[index]
              try checkEqual(graph.relation(statement.relation), strand.relation)
              try checkEqual(Stance(statement.qualifiers), arrow.stance, "law 7")
              let ends = [places[statement.subject] ?? -1, places[statement.object] ?? -1]
              try checkEqual(
                strand.relation.isSymmetric ? ends.sorted() : ends, [arrow.tail, arrow.head])
              try checkEqual(strand.relation.isSymmetric, arrow.isSymmetric)
            }
          }
        }
        let keys = arrows.map {
          "\($0.tail) \($0.head) \($0.stance) \($0.isSymmetric)"
            + (isBundled ? "" : $0.strands[0].relation.name)
        }
        try checkEqual(Set(keys).count, keys.count, "two arrows where one would do")
      }
    }
  }

  @Test func thePictureOfASliceHasItsCardsAndUniqueIDs() throws {
    try Self.forAllSlices { graph, selection, slice, budget in
      for isLayered in [true, false] {
        let picture = Diagram(of: graph, slice, options: .init(isLayered: isLayered)).picture
        try checkEqual(picture.nodes.count, slice.entities.count + slice.folds.count)
        let names = picture.nodes.map(\.name)
        try checkEqual(Set(names).count, names.count)
        try checkEqual(names.count { $0.hasPrefix("fold-") }, slice.folds.count)
        let keys = picture.edges.map(\.key)
        try checkEqual(Set(keys).count, keys.count)
        let text = try Self.text(picture)
        try checkEqual(text.contains(slice.account ?? "\u{0}"), slice.isReduced, "\(text)")
        for cluster in picture.clusters { try checkEqual(cluster.nodes, names) }
      }
    }
  }

  /// The words of the headline and the footer.
  private static func text(_ picture: AttributedGraph) throws -> String {
    try ([picture.attributes] + picture.clusters.map(\.attributes)).map { attributes in
      guard case .html(let markup)? = attributes.first(where: { $0.name == "label" })?.value else {
        return ""
      }
      return try MarkupReader(markup).text.split(separator: " ").joined(separator: " ")
    }.joined(separator: " ")
  }

  // MARK: Examples

  /// A triangle of hubs `a`, `b`, `c`; `a` told five leaves, `b` attacked four, `c` told two.
  private static func hubs() throws -> KnowledgeGraph {
    var builder = GraphBuilder()
    func add(_ subject: String, _ relation: String, _ object: String) {
      builder.add(
        StatementRecord(
          subject: EntityRecord(name: subject, type: .person), relation: relation,
          object: EntityRecord(name: object, type: .person)))
    }
    for (subject, object) in [("a", "b"), ("b", "c"), ("a", "c")] { add(subject, "told", object) }
    for leaf in 1...5 { add("a", "told", "a\(leaf)") }
    for leaf in 1...4 { add("b", "attacked", "b\(leaf)") }
    for leaf in 1...2 { add("c", "told", "c\(leaf)") }
    add("a", "attacked", "b")
    add("a", "met-with", "b")
    add("a", "accused", "b")
    add("a", "criticized", "b")
    return try builder.build().graph
  }

  private static func describe(_ slice: Slice, _ graph: KnowledgeGraph) -> String {
    (slice.entities.map { graph[$0].name }
      + slice.folds.map { "\(graph[$0.hub].name)+\($0.entities.count)" }).joined(separator: " ")
  }

  @Test(arguments: [
    (14, "a a1 a2 a3 a4 a5 b b1 b2 b3 b4 c c1 c2", nil),
    (13, "a b b1 b2 b3 b4 c c1 c2 a+5", "1 card stands for 5 entities (5 statements)."),
    (9, "a b c c1 c2 a+5 b+4", "2 cards stand for 9 entities (9 statements)."),
    (7, "a b c c1 c2 a+5 b+4", "2 cards stand for 9 entities (9 statements)."),
    (
      6, "a b c c1 c2 a+5",
      "Left out: 4 of 14 entities, 4 of 18 statements; shown are the most connected. "
        + "1 card stands for 5 entities (5 statements)."
    ),
    (
      3, "a b c",
      "Left out: 11 of 14 entities, 11 of 18 statements; shown are the most connected."
    ),
    (
      1, "a", "Left out: 13 of 14 entities, 18 of 18 statements; shown are the most connected."
    ),
  ])
  func theMoreNumerousLeavesAreFoldedFirst(budget: Int, cards: String, account: String?) throws {
    let graph = try Self.hubs()
    let slice = Slice(of: graph, Selection(of: graph), budget: budget)
    #expect(Self.describe(slice, graph) == cards)
    #expect(slice.account == account)
  }

  @Test func aroundAFocusTheNearestAreShown() throws {
    let graph = try Self.hubs()
    let leaf = try #require(graph.entityIndex(id: "person/c1"))
    let selection = Selection(of: graph, around: [leaf], depth: 9)
    let slice = Slice(of: graph, selection, budget: 4)
    #expect(Self.describe(slice, graph) == "a b c c1")
    for node in Diagram(of: graph, slice).picture.nodes {
      // What the picture is about has a thick frame and a class of its own.
      let isFocus = node.name == "entity-person_c1"
      guard case .html(let markup)? = node.attributes.first(where: { $0.name == "label" })?.value
      else { throw CheckFailure("\(node.name) has no label") }
      #expect(markup.hasPrefix("<TABLE BORDER=\"\(isFocus ? 3 : 1)\" "))
      #expect(
        node.attributes.first { $0.name == "class" }?.value
          == .text(isFocus ? "entity focus person" : "entity person"))
    }
    #expect(
      slice.account
        == "Left out: 10 of 14 entities, 10 of 18 statements; shown are the nearest to the focus.")
  }

  @Test func aFoldSaysWhatItStandsForAndABundleWhatItHolds() throws {
    let graph = try Self.hubs()
    let slice = Slice(of: graph, Selection(of: graph), budget: 9)
    let picture = Diagram(of: graph, slice).picture
    func label(_ attributes: [AttributedGraph.Attribute]) throws -> String {
      guard case .html(let markup)? = attributes.first(where: { $0.name == "label" })?.value else {
        return ""
      }
      return try MarkupReader(markup).text.split(separator: " ").joined(separator: " ")
    }
    func value(_ name: String, _ attributes: [AttributedGraph.Attribute]) -> String? {
      guard case .text(let text)? = attributes.first(where: { $0.name == name })?.value else {
        return nil
      }
      return text
    }
    let fold = try #require(picture.nodes.first { $0.name == "fold-person_a--Person" })
    #expect(try label(fold.attributes) == "● PERSON + 5 others each: was told by")
    #expect(value("class", fold.attributes) == "fold person")
    #expect(
      value("tooltip", fold.attributes)
        == "5 entities of type Person, connected here with a only: a1, a2, a3, a4, a5; 5 statements"
    )
    let key = "statement-person_a--told--fold-person_a--Person"
    let arrow = try #require(
      picture.edges.first { $0.head == fold.name }, "an arrow to the fold, like \(key)")
    #expect(try label(arrow.attributes) == "told ×5")
    let bundle = try #require(picture.edges.first { $0.key == "bundle-person_a--person_b" })
    // The symmetric relation has both heads and an arrow of its own.
    #expect(try label(bundle.attributes) == "told criticized + 2 more relations ×2")
    #expect(
      value("class", bundle.attributes)
        == "statement bundle communication judgement conflict fact")
    #expect(value("color", bundle.attributes) == Theme.light.otherArrow.color.description)
    #expect(try Self.text(picture).contains("14 entities, 18 statements"))
    #expect(try Self.text(picture).contains("several of these"))
    // With room for all, nothing is bundled.
    let whole = Diagram(of: graph, Slice(of: graph, Selection(of: graph), budget: 14)).picture
    #expect(whole == Diagram(of: graph).picture)
    #expect(whole.edges.count { $0.head == "entity-person_b" } == 5)
  }
}

import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// What is found near a text without looking at all is what looking at all finds.
@Suite struct NearTextsTests {
  @Test(arguments: 0...3) func sameAsLookingAtAll(reach: Int) throws {
    var random = SplitMix64(seed: runSeed &+ UInt64(reach))
    let alphabets: [[Unicode.Scalar]] = [
      ["a", "b"], ["a", "b", "c", " "], ["a", "z", "é", "\u{D7FF}", "\u{E000}", "𐍈"],
    ]
    for round in 0..<300 {
      func word() -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...7, using: &random) {
          text.append(alphabets[round % 3].randomElement(using: &random) ?? "a")
        }
        return String(text)
      }
      let texts = Set((0..<60).map { _ in ExactText(word()) }).map(\.text)
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let query = Array(word().unicodeScalars)
      var found: [String] = []
      var near = NearTexts(query, within: reach)
      near.forEach { start in
        texts.first { !$0.utf8.lexicographicallyPrecedes(start.utf8) }
      } _: { text in
        found.append(text)
      }
      let expected = texts.filter {
        EditDistance.within(reach, query, Array($0.unicodeScalars)) != nil
      }
      #expect(
        found.elementsEqual(expected) { $0.hasSameBytes(as: $1) },
        "\(query) among \(texts) (GRAPHGEN_SEED=\(runSeed))")
    }
  }

  /// Among so many entities that not all names are looked at, file and memory give the same, and miss no
  /// name that is two edits away.
  @Test func namesAmongMany() throws {
    var random = SplitMix64(seed: runSeed)
    let syllables = [
      "qa", "sem", "so", "lei", "ma", "ni", "kha", "me", "ne", "i", "ah", "ad", "bo",
    ]
    func word() -> String {
      (0..<Int.random(in: 2...3, using: &random)).map { _ in
        syllables.randomElement(using: &random) ?? ""
      }.joined()
    }
    var entities: [Entity] = []
    var names: [String] = []
    for number in 0..<21_000 {
      let name = "\(word()) \(word())"
      names.append(name)
      entities.append(Entity(id: "person/\(number)", name: name, type: .person))
    }
    let graph = KnowledgeGraph(entities: entities, statements: [])
    let folder = try Folder()
    let path = folder.fresh()
    try GraphStore.write(graph, to: path)
    let store = try GraphStore(path)
    let index = NameIndex(graph)
    func id(_ entity: GraphStore.StoredEntity) throws -> String { try store.entity(entity).id }
    for _ in 0..<60 {
      var query = Array((names.randomElement(using: &random) ?? "").unicodeScalars)
      for _ in 0..<Int.random(in: 1...2, using: &random) where !query.isEmpty {
        let place = query.indices.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<3, using: &random) {
        case 0: query.remove(at: place)
        case 1: query.insert("x", at: place)
        default: query[place] = "y"
        }
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: query)
      let name = String(text)
      let inMemory = index.look(up: name)
      let inFile = try store.look(up: name)
      guard case .unknown(let nearest) = inMemory, case .unknown(let stored) = inFile else {
        if case .unknown = inMemory { Issue.record("only in memory unknown: \(name)") }
        continue
      }
      #expect(
        try stored.map(id) == nearest.map { graph[$0].id }, "\(name) (GRAPHGEN_SEED=\(runSeed))")
      let key = Array(NameKey.fold(name).unicodeScalars)
      let least = names.compactMap { EditDistance.within(2, key, Array($0.unicodeScalars)) }.min()
      guard let least, EditDistance.reach(key.count) >= 2 else { continue }
      // Words that are as near may fill the list.
      let isFound = nearest.contains { entity in
        EditDistance.within(2, key, Array(graph[entity].name.unicodeScalars)) == least
      }
      #expect(isFound || nearest.count == 5, "\(name) (GRAPHGEN_SEED=\(runSeed))")
    }
  }
}

/// Finds the entities of a graph in memory by what people call them; see `look(up:)`.
public struct NameIndex: Sendable {
  private let graph: KnowledgeGraph
  /// Every name without case, accents and punctuation, with the entities that bear it.
  private var folded = Postings()
  /// Every word of those names, with the entities that have it in a name.
  private var words = Postings()
  /// The places in `words`, by word.
  private let sortedWords: [Int32]

  /// Indexes all names of a graph.
  ///
  /// - Complexity: O(*n* log *n*) in the names' total length.
  public init(_ graph: KnowledgeGraph) {
    self.graph = graph
    for (position, entity) in graph.entities.enumerated() {
      for name in entity.allNames {
        let key = NameKey.fold(name)
        folded.add(Int32(position), to: key)
        for word in key.split(separator: " ") { words.add(Int32(position), to: String(word)) }
      }
    }
    let keys = words.keys
    sortedWords = keys.indices.map(Int32.init)
      .sorted { keys[Int($0)].precedesByScalars(keys[Int($1)]) }
  }

  /// What a name or id means.
  ///
  /// In this order, the first that gives any entity decides: the id; the exact name; an exact alias; the
  /// name, then an alias, without regard to case, accents, spacing and punctuation; every word of the
  /// query as a word of one of its names; every word of the query as the beginning of a word; every word of
  /// the query as one that sounds like a word.
  ///
  /// - Complexity: O(*m*) for a name of *m* bytes that is known up to case and punctuation; O(*n*) in
  ///   the names' total length at worst.
  public func look(up name: String) -> NameMatch<KnowledgeGraph.EntityIndex> {
    match(name)
  }

  /// The entities one of whose names begins with a text, up to case, accents and punctuation, in order:
  /// what a shell completes.
  public func completions(of beginning: String) -> [KnowledgeGraph.EntityIndex] {
    let key = NameKey.fold(beginning)
    var found: Set<Int32> = []
    for (place, name) in folded.keys.enumerated() where name.utf8.starts(with: key.utf8) {
      found.formUnion(folded.entities[place])
    }
    return indices(found.sorted())
  }

  private func indices(_ entities: some Sequence<Int32>) -> [KnowledgeGraph.EntityIndex] {
    entities.map { KnowledgeGraph.EntityIndex(Int($0)) }
  }

  /// The places in `words` of the words that meet a condition.
  private func places(of word: NameWord) -> [Int32] {
    switch word {
    case .whole(let text): return words.place(of: text).map { [$0] } ?? []
    case .beginning(let text):
      let keys = words.keys
      let start = sortedWords.partitioningIndex { !keys[Int($0)].precedesByScalars(text) }
      let end = sortedWords[start...].partitioningIndex {
        !keys[Int($0)].utf8.starts(with: text.utf8)
      }
      return Array(sortedWords[start..<end])
    case .sounding(let text, let sound):
      guard let sound else { return words.place(of: text).map { [$0] } ?? [] }
      return words.keys.indices.filter {
        words.keys[$0] == text || NameKey.sound(of: words.keys[$0]) == sound
      }.map(Int32.init)
    }
  }
}

extension NameIndex: NameTable {
  package func entity(id: String) -> KnowledgeGraph.EntityIndex? { graph.entityIndex(id: id) }

  package func names(of entity: KnowledgeGraph.EntityIndex) -> [String] { graph[entity].allNames }

  package func entities(folded key: String) -> [KnowledgeGraph.EntityIndex] {
    indices(folded.place(of: key).map { folded.entities[Int($0)] } ?? [])
  }

  package func entities(meeting conditions: Set<NameWord>) -> [KnowledgeGraph.EntityIndex] {
    var rarest: (count: Int, places: [Int32])?
    for condition in conditions {
      let places = places(of: condition)
      let count = places.reduce(0) { $0 + words.entities[Int($1)].count }
      if count < rarest?.count ?? .max { rarest = (count, places) }
    }
    return indices(Set(rarest?.places.flatMap { words.entities[Int($0)] } ?? []))
  }

  package func forEachName(_ body: (String, [KnowledgeGraph.EntityIndex]) -> Void) {
    for (place, name) in folded.keys.enumerated() { body(name, indices(folded.entities[place])) }
  }

  package func forEachWord(_ body: (String) -> Void) { words.keys.forEach(body) }

  package func hasMoreEntities(than count: Int) -> Bool { graph.entities.count > count }

  package func forEachName(
    within reach: Int, of name: [Unicode.Scalar],
    _ body: (String, [KnowledgeGraph.EntityIndex]) -> Void
  ) {
    forEachName(body)
  }

  package func forEachWord(
    within reach: Int, of word: [Unicode.Scalar], _ body: (String) -> Void
  ) {
    forEachWord(body)
  }

  package func entities(
    bearing word: String, atMost count: Int
  ) -> [KnowledgeGraph.EntityIndex]? {
    guard let place = words.place(of: word) else { return [] }
    let entities = words.entities[Int(place)]
    return entities.count > count ? nil : indices(entities)
  }

  package func inOrder(
    _ entities: [KnowledgeGraph.EntityIndex]
  ) -> [KnowledgeGraph.EntityIndex] { entities.sorted() }
}

/// Texts and the entities that they belong to.
private struct Postings {
  private(set) var keys: [String] = []
  /// For every key, its entities in order.
  private(set) var entities: [[Int32]] = []
  private var places: [String: Int32] = [:]

  /// The place of a key.
  func place(of key: String) -> Int32? { places[key] }

  /// Adds an entity that is not before the last one added.
  mutating func add(_ entity: Int32, to key: String) {
    let place = places[key].map(Int.init) ?? keys.count
    if place == keys.count {
      places[key] = Int32(place)
      keys.append(key)
      entities.append([entity])
    } else if entities[place].last != entity {
      entities[place].append(entity)
    }
  }
}

extension String {
  /// Whether this comes first scalar by scalar: words with one beginning are together in this order.
  fileprivate func precedesByScalars(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}

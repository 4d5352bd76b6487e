/// What a name that a person typed means in a graph.
public enum NameMatch: Hashable, Sendable {
  /// This entity.
  case one(KnowledgeGraph.EntityIndex)
  /// One of these, in the order of entities; there is no telling which.
  case ambiguous([KnowledgeGraph.EntityIndex])
  /// None; these have names like it, the most like first.
  case unknown(nearest: [KnowledgeGraph.EntityIndex])
}

/// Finds the entities of a graph by what people call them.
///
/// In this order, the first that gives any entity decides: the id; the exact name; an exact alias; the
/// name, then an alias, without regard to case, accents, spacing and punctuation; every word of the
/// query as a word of one of its names; every word of the query as the beginning of a word.
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
  /// - Complexity: O(*m*) for a name of *m* bytes that is known up to case and punctuation; O(*n*) in
  ///   the names' total length at worst.
  public func look(up name: String) -> NameMatch {
    if let entity = graph.entityIndex(id: name) { return .one(entity) }
    let key = NameKey.fold(name)
    // Whatever equals the name is folded to the same key.
    let alike = folded[key]
    let tests: [(Entity) -> Bool] = [
      { $0.name == name }, { $0.aliases.contains(name) },
      { !key.isEmpty && NameKey.fold($0.name) == key }, { _ in !key.isEmpty },
    ]
    for test in tests {
      if let match = match(alike.filter { test(graph.entities[Int($0)]) }) { return match }
    }
    let tokens = Set(key.split(separator: " ").map(String.init))
    if !tokens.isEmpty {
      for isWhole in [true, false] {
        if let match = match(entities(withWords: tokens, isWhole: isWhole)) { return match }
      }
    }
    return .unknown(nearest: nearest(to: key))
  }

  /// The entities one of whose names begins with a text, up to case, accents and punctuation, in order:
  /// what a shell completes.
  public func completions(of beginning: String) -> [KnowledgeGraph.EntityIndex] {
    let key = NameKey.fold(beginning)
    var found: Set<Int32> = []
    for (place, name) in folded.keys.enumerated() where name.utf8.starts(with: key.utf8) {
      found.formUnion(folded.entities[place])
    }
    return found.sorted().map { KnowledgeGraph.EntityIndex(Int($0)) }
  }

  private func match(_ entities: [Int32]) -> NameMatch? {
    let indices = entities.map { KnowledgeGraph.EntityIndex(Int($0)) }
    return indices.isEmpty ? nil : indices.count == 1 ? .one(indices[0]) : .ambiguous(indices)
  }

  // MARK: - By words

  /// The entities one of whose names has all the words.
  private func entities(withWords tokens: Set<String>, isWhole: Bool) -> [Int32] {
    var rarest: (count: Int, run: Range<Int>)?
    for token in tokens {
      let run = run(of: token, isWhole: isWhole)
      let count = sortedWords[run].reduce(0) { $0 + words.entities[Int($1)].count }
      if count < rarest?.count ?? .max { rarest = (count, run) }
    }
    guard let rarest, rarest.count > 0 else { return [] }
    let candidates = Set(sortedWords[rarest.run].flatMap { words.entities[Int($0)] })
    return candidates.sorted().filter { candidate in
      graph.entities[Int(candidate)].allNames.contains { name in
        let own = NameKey.tokens(name)
        if isWhole { return tokens.isSubset(of: own) }
        let sorted = own.sorted { $0.precedesByScalars($1) }
        return tokens.allSatisfy { token in
          let place = sorted.partitioningIndex { !$0.precedesByScalars(token) }
          return place < sorted.count && sorted[place].utf8.starts(with: token.utf8)
        }
      }
    }
  }

  /// The places in `sortedWords` of a word, or of all words that begin with it.
  private func run(of token: String, isWhole: Bool) -> Range<Int> {
    let keys = words.keys
    let start = sortedWords.partitioningIndex { !keys[Int($0)].precedesByScalars(token) }
    let end =
      isWhole
      ? sortedWords[start...].partitioningIndex { token.precedesByScalars(keys[Int($0)]) }
      : sortedWords[start...].partitioningIndex { !keys[Int($0)].utf8.starts(with: token.utf8) }
    return start..<end
  }

  // MARK: - Nearest

  /// The entities whose names are most like a folded one that none bears, best first.
  ///
  /// A whole name may be some edits away or contain what was asked for; or some of its words may be a few
  /// edits away from words that were asked for, where the others count against it.
  private func nearest(to key: String, limit: Int = 5) -> [KnowledgeGraph.EntityIndex] {
    var best: [Int32: Int] = [:]
    func offer(_ entities: [Int32], at cost: Int) {
      for entity in entities { best[entity] = min(best[entity] ?? .max, cost) }
    }
    let query = Array(key.unicodeScalars.prefix(Self.longestQuery))
    guard !query.isEmpty else { return [] }
    let reach = EditDistance.reach(query.count)
    let part = SubsequenceSearch(query)
    for (place, name) in folded.keys.enumerated() {
      let scalars = Array(name.unicodeScalars)
      if let cost = EditDistance.within(reach, query, scalars) {
        offer(folded.entities[place], at: cost)
      } else if query.count >= 3, !part.offsets(in: scalars, limit: 1).isEmpty {
        offer(folded.entities[place], at: reach)
      }
    }

    let tokens = Set(query.split(separator: " ").map(Array.init))
      .filter { $0.count >= 3 }.sorted { $0.lexicographicallyPrecedes($1) }.prefix(8)
    // For every entity, the cost of each token that a word of it is near to.
    var near: [Int32: [Int: Int]] = [:]
    for (place, word) in words.keys.enumerated() {
      let scalars = Array(word.unicodeScalars)
      for (index, token) in tokens.enumerated() {
        guard let cost = EditDistance.within(EditDistance.reach(token.count), token, scalars) else {
          continue
        }
        for entity in words.entities[place] {
          near[entity, default: [:]][index] = min(near[entity]?[index] ?? .max, cost)
        }
      }
    }
    for (entity, costs) in near {
      let missed = tokens.count - costs.count
      offer([entity], at: costs.values.reduce(0, +) + missed * Self.costOfMissedWord)
    }
    return best.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
      .prefix(limit).map { KnowledgeGraph.EntityIndex(Int($0.key)) }
  }

  /// No name is longer than this many letters; of longer ones the beginning is looked for.
  private static let longestQuery = 200
  private static let costOfMissedWord = 4
}

/// Texts and the entities that they belong to.
private struct Postings {
  private(set) var keys: [String] = []
  /// For every key, its entities in order.
  private(set) var entities: [[Int32]] = []
  private var places: [String: Int32] = [:]

  /// The entities of a key.
  subscript(key: String) -> [Int32] { places[key].map { entities[Int($0)] } ?? [] }

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

extension RandomAccessCollection {
  /// The first position from which on all elements fulfil a condition that, once true, stays true.
  ///
  /// - Complexity: O(log *n*).
  func partitioningIndex(where isBeyond: (Element) -> Bool) -> Index {
    var (low, count) = (startIndex, count)
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if isBeyond(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}

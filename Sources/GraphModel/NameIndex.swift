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
  /// The entities of every name and alias without case, accents and punctuation.
  private let folded: [String: [Int32]]
  /// Every word of every name with the entities that have it, sorted by word.
  private let words: [(word: String, entities: [Int32])]

  /// Indexes all names of a graph.
  ///
  /// - Complexity: O(*n* log *n*) in the names' total length.
  public init(_ graph: KnowledgeGraph) {
    self.graph = graph
    var folded: [String: [Int32]] = [:]
    var words: [String: [Int32]] = [:]
    for (position, entity) in graph.entities.enumerated() {
      let position = Int32(position)
      for name in entity.allNames {
        let tokens = NameKey.tokens(name)
        let key = tokens.joined(separator: " ")
        if folded[key]?.last != position { folded[key, default: []].append(position) }
        for token in tokens where words[token]?.last != position {
          words[token, default: []].append(position)
        }
      }
    }
    self.folded = folded
    self.words = words.map { (word: $0.key, entities: $0.value) }.sorted { $0.word < $1.word }
  }

  /// What a name or id means.
  ///
  /// - Complexity: O(log *n*) for a name that is known up to case and punctuation; O(*n*) otherwise.
  public func look(up name: String) -> NameMatch {
    if let entity = graph.entityIndex(id: name) { return .one(entity) }
    let tokens = NameKey.tokens(name)
    if !tokens.isEmpty {
      let alike = folded[tokens.joined(separator: " ")] ?? []
      // Whatever equals the name is alike, too.
      let tests: [(Entity) -> Bool] = [
        { $0.name == name }, { $0.aliases.contains(name) },
        { NameKey.tokens($0.name) == tokens }, { _ in true },
      ]
      for test in tests {
        if let match = match(alike.filter { test(graph.entities[Int($0)]) }) { return match }
      }
      let distinct = Set(tokens).sorted()
      for isWhole in [true, false] {
        if let match = match(entities(withWords: distinct, isWhole: isWhole)) { return match }
      }
    } else {
      let exact = graph.entities.indices.filter { graph.entities[$0].allNames.contains(name) }
      if let match = match(exact.map(Int32.init)) { return match }
    }
    return .unknown(nearest: nearest(to: name, tokens: tokens))
  }

  /// The entities one of whose names begins with a text, up to case, accents and punctuation, in order:
  /// what a shell completes.
  public func completions(of beginning: String) -> [KnowledgeGraph.EntityIndex] {
    let key = NameKey.fold(beginning)
    return graph.entityIndices.filter { entity in
      graph[entity].allNames.contains { NameKey.fold($0).hasPrefix(key) }
    }
  }

  private func match(_ entities: [Int32]) -> NameMatch? {
    let indices = entities.map { KnowledgeGraph.EntityIndex(Int($0)) }
    return indices.isEmpty ? nil : indices.count == 1 ? .one(indices[0]) : .ambiguous(indices)
  }

  /// The entities one of whose names has all the words.
  private func entities(withWords tokens: [String], isWhole: Bool) -> [Int32] {
    let runs = tokens.map { run(of: $0, isWhole: isWhole) }
    let sizes = runs.map { run in words[run].reduce(0) { $0 + $1.entities.count } }
    guard let rarest = sizes.indices.min(by: { sizes[$0] < sizes[$1] }), sizes[rarest] > 0 else {
      return []
    }
    let candidates = Set(words[runs[rarest]].flatMap(\.entities)).sorted()
    return candidates.filter { candidate in
      graph.entities[Int(candidate)].allNames.contains { name in
        let own = NameKey.tokens(name).sorted()
        return tokens.allSatisfy { token in
          let position = own.partitioningIndex { !($0 < token) }
          guard position < own.count else { return false }
          return isWhole ? own[position] == token : own[position].hasPrefix(token)
        }
      }
    }
  }

  /// The places in `words` of a word, or of all words that begin with it.
  private func run(of token: String, isWhole: Bool) -> Range<Int> {
    let start = words.partitioningIndex { !($0.word < token) }
    if isWhole {
      return start..<(start < words.count && words[start].word == token ? start + 1 : start)
    }
    let end = words[start...].partitioningIndex { !$0.word.hasPrefix(token) }
    return start..<end
  }

  private func nearest(to name: String, tokens: [String]) -> [KnowledgeGraph.EntityIndex] {
    var best: [(score: Int, entity: Int32)] = []
    let names = NearestNames.nearest(to: name, among: graph.entities.lazy.map(\.name), limit: 5)
    for (rank, near) in names.enumerated() {
      for entity in folded[NameKey.fold(near)] ?? [] { best.append((rank, entity)) }
    }
    var seen: Set<Int32> = []
    return best.sorted { ($0.score, $0.entity) < ($1.score, $1.entity) }
      .filter { seen.insert($0.entity).inserted }
      .prefix(5).map { KnowledgeGraph.EntityIndex(Int($0.entity)) }
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

/// What a name that a person typed means.
public enum NameMatch<Entity: Hashable & Sendable>: Hashable, Sendable {
  /// This entity.
  case one(Entity)
  /// None is called so, but this one alone has a name that sounds like it.
  case alike(Entity)
  /// One of these, in the order of ids; there is no telling which.
  case ambiguous([Entity])
  /// None; these have names like it, the most like first.
  case unknown(nearest: [Entity])
}

/// A condition that a name's words are to meet.
package enum NameWord: Hashable, Sendable {
  /// One of them is this word.
  case whole(String)
  /// One of them begins so.
  case beginning(String)
  /// One of them is this word, or sounds so.
  case sounding(String, sound: String?)

  /// Whether one of some words meets it.
  fileprivate func isMet(by words: [String]) -> Bool {
    switch self {
    case .whole(let word): words.contains(word)
    case .beginning(let start): words.contains { $0.utf8.starts(with: start.utf8) }
    case .sounding(let word, let sound):
      words.contains { $0 == word || sound != nil && NameKey.sound(of: $0) == sound }
    }
  }
}

/// Names in memory or in a file, as a look-up asks for them.
package protocol NameTable {
  /// What tells an entity from others.
  associatedtype Entity: Hashable & Sendable
  /// What may go wrong.
  associatedtype Failure: Error

  /// The entity of that id.
  func entity(id: String) throws(Failure) -> Entity?
  /// An entity's name, and its other names.
  func names(of entity: Entity) throws(Failure) -> [String]
  /// At least the entities one of whose names is folded to that key, each once.
  func entities(folded key: String) throws(Failure) -> [Entity]
  /// At least the entities one of whose names meets all conditions, each once.
  func entities(meeting words: Set<NameWord>) throws(Failure) -> [Entity]
  /// Calls `body` for every folded name with the entities that bear it, in any order.
  func forEachName(_ body: (String, [Entity]) -> Void) throws(Failure)
  /// Calls `body` for every word of the folded names, in any order.
  func forEachWord(_ body: (String) -> Void) throws(Failure)
  /// Whether there are more entities than that.
  func hasMoreEntities(than count: Int) throws(Failure) -> Bool
  /// Calls `body` at least for the folded names so few edits away, in any order.
  func forEachName(
    within reach: Int, of name: [Unicode.Scalar], _ body: (String, [Entity]) -> Void
  ) throws(Failure)
  /// Calls `body` at least for the words so few edits away, in any order.
  func forEachWord(
    within reach: Int, of word: [Unicode.Scalar], _ body: (String) -> Void
  ) throws(Failure)
  /// The entities that have a word in a name; nil if there are more than that.
  func entities(bearing word: String, atMost count: Int) throws(Failure) -> [Entity]?
  /// The entities in the order of their ids.
  func inOrder(_ entities: [Entity]) throws(Failure) -> [Entity]
}

extension NameTable {
  /// What a name or id means.
  ///
  /// In this order, the first that gives any entity decides: the id; the exact name; an exact alias; the
  /// name, then an alias, without regard to case, accents, spacing and punctuation; every word of the
  /// query as a word of one of its names; every word as the beginning of a word; every word as one that
  /// sounds like it.
  package func match(_ name: String) throws(Failure) -> NameMatch<Entity> {
    if let entity = try entity(id: name) { return .one(entity) }
    // Ids that are made of names are composed, whatever the keyboard gives.
    let composed = NameKey.composed(name)
    if !composed.hasSameBytes(as: name), let entity = try entity(id: composed) {
      return .one(entity)
    }
    let key = NameKey.fold(name)
    // Whatever equals the name is folded to the same key.
    var alike: [(entity: Entity, names: [String])] = []
    for entity in try entities(folded: key) { alike.append((entity, try names(of: entity))) }
    let tests: [([String]) -> Bool] = [
      { $0.first == name }, { $0.dropFirst().contains(name) },
      { !key.isEmpty && $0.first.map(NameKey.fold) == key },
      { !key.isEmpty && $0.dropFirst().contains { NameKey.fold($0) == key } },
    ]
    for test in tests {
      if let match = try choice(of: alike.filter { test($0.names) }.map { $0.entity }) {
        return match
      }
    }
    let tokens = Set(key.split(separator: " ").map(String.init))
    if tokens.isEmpty { return .unknown(nearest: []) }
    let whole = Set(tokens.map { NameWord.whole($0) })
    if let match = try choice(of: entitiesFitting(whole)) { return match }
    let beginnings = Set(tokens.map { NameWord.beginning($0) })
    if let match = try choice(of: entitiesFitting(beginnings)) { return match }
    // A query of more words is a text, and what a text sounds like is of no use.
    let sounds = Set(tokens.map { NameWord.sounding($0, sound: NameKey.sound(of: $0)) })
    if sounds.count <= 16, let match = try choice(of: entitiesFitting(sounds)) {
      if case .one(let entity) = match { return .alike(entity) }
      return match
    }
    return .unknown(nearest: try nearest(to: key))
  }

  private func choice(of entities: [Entity]) throws(Failure) -> NameMatch<Entity>? {
    switch entities.count {
    case 0: nil
    case 1: .one(entities[0])
    default: .ambiguous(try inOrder(entities))
    }
  }

  /// The entities one of whose names meets all conditions.
  private func entitiesFitting(_ words: Set<NameWord>) throws(Failure) -> [Entity] {
    var fitting: [Entity] = []
    for entity in try entities(meeting: words) {
      let isFitting = try names(of: entity).contains { name in
        let own = NameKey.tokens(name)
        return words.allSatisfy { $0.isMet(by: own) }
      }
      if isFitting { fitting.append(entity) }
    }
    return fitting
  }

  // MARK: - Nearest

  /// The entities whose names are most like a folded one that none bears, best first.
  ///
  /// A whole name may be some edits away or contain what was asked for; or some of its words may be a few
  /// edits away from words that were asked for, where the others count against it. Among many entities two
  /// edits are enough, and of words only the nearest count, and those that tell something: what is
  /// farther away is as often something else.
  private func nearest(to key: String, limit: Int = 5) throws(Failure) -> [Entity] {
    let query = Array(key.unicodeScalars.prefix(longestQuery))
    let tokens = Set(query.split(separator: " ").map(Array.init))
      .filter { $0.count >= 3 }.sorted { $0.lexicographicallyPrecedes($1) }.prefix(8)
    let best =
      try hasMoreEntities(than: mostScanned)
      ? costsAmongMany(query, Array(tokens), limit) : costs(query, Array(tokens))
    var result: [Entity] = []
    for (_, entities) in Dictionary(grouping: best.keys, by: { best[$0] ?? .max })
      .sorted(by: { $0.key < $1.key }) where result.count < limit
    {
      result += try inOrder(entities)
    }
    return Array(result.prefix(limit))
  }

  /// What each entity costs, found by looking at all names.
  private func costs(
    _ query: [Unicode.Scalar], _ tokens: [[Unicode.Scalar]]
  ) throws(Failure) -> [Entity: Int] {
    var best: [Entity: Int] = [:]
    let reach = EditDistance.reach(query.count)
    let part = SubsequenceSearch(query)
    try forEachName { name, entities in
      let scalars = Array(name.unicodeScalars)
      if let cost = EditDistance.within(reach, query, scalars) {
        best.offer(entities, at: cost)
      } else if query.count >= 3, scalars.count >= query.count,
        !part.offsets(in: scalars, limit: 1).isEmpty
      {
        best.offer(entities, at: reach)
      }
    }

    // For every entity, the cost of each token that a word of it is near to.
    var near: [Entity: [Int: Int]] = [:]
    var nearWords: [(word: String, costs: [Int: Int])] = []
    try forEachWord { word in
      let scalars = Array(word.unicodeScalars)
      var costs: [Int: Int] = [:]
      for (index, token) in tokens.enumerated() {
        costs[index] = EditDistance.within(EditDistance.reach(token.count), token, scalars)
      }
      if !costs.isEmpty { nearWords.append((word, costs)) }
    }
    for (word, costs) in nearWords {
      for entity in try entities(meeting: [.whole(word)]) {
        near[entity, default: [:]].merge(costs, uniquingKeysWith: min)
      }
    }
    offer(near, tokens.count, to: &best)
    return best
  }

  /// What each entity costs, found without looking at all names.
  private func costsAmongMany(
    _ query: [Unicode.Scalar], _ tokens: [[Unicode.Scalar]], _ limit: Int
  ) throws(Failure) -> [Entity: Int] {
    var best: [Entity: Int] = [:]
    for reach in 1...min(2, EditDistance.reach(query.count)) where best.count < limit {
      try forEachName(within: reach, of: query) { name, entities in
        if let cost = EditDistance.within(reach, query, Array(name.unicodeScalars)) {
          best.offer(entities, at: cost)
        }
      }
    }
    var near: [Entity: [Int: Int]] = [:]
    for (index, token) in tokens.enumerated() {
      for reach in 0...min(2, EditDistance.reach(token.count)) {
        var words: [String] = []
        try forEachWord(within: reach, of: token) { word in
          if EditDistance.within(reach, token, Array(word.unicodeScalars)) != nil {
            words.append(word)
          }
        }
        if words.isEmpty { continue }
        for word in words {
          for entity in try entities(bearing: word, atMost: mostBearers) ?? [] {
            near[entity, default: [:]][index] = reach
          }
        }
        break
      }
    }
    offer(near, tokens.count, to: &best)
    return best
  }

  /// Offers entities by what the tokens cost that words of them are near to.
  private func offer(
    _ near: [Entity: [Int: Int]], _ tokenCount: Int, to best: inout [Entity: Int]
  ) {
    for (entity, costs) in near {
      let missed = tokenCount - costs.count
      best.offer([entity], at: costs.values.reduce(0, +) + missed * costOfMissedWord)
    }
  }

  /// No name is longer than this many letters; of longer ones the beginning is looked for.
  private var longestQuery: Int { 200 }
  private var costOfMissedWord: Int { 4 }
  /// Of more entities not all names are looked at, which would take longer than starting the program.
  private var mostScanned: Int { 20_000 }
  /// A word that more entities bear says too little of which is meant.
  private var mostBearers: Int { 1000 }
}

extension Dictionary where Value == Int {
  fileprivate mutating func offer(_ keys: [Key], at cost: Int) {
    for key in keys { self[key] = Swift.min(self[key] ?? .max, cost) }
  }
}

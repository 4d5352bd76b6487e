import GraphModel

/// Decides which entities of different documents are one, and says why.
///
/// Entities of one name and kin (person; body, that is organization, place or group; event; document or
/// thing) are taken as one, unless places of that name lie in different countries. Entities of different names
/// are compared where they share a block: the sound of the last name of persons, the initials of
/// bodies, or an external identifier. A comparison adds up evidence in log-odds; the figures are set by
/// hand and checked on the links of news digests. Two identifiers of one scheme decide alone, either way;
/// persons whose given names differ never join; a bare surname and what a document only describes stay
/// their document's own.
///
/// Nothing is destroyed: every mention stays where it is and says what it was joined by. What was decided of
/// different names is told, too, and of names that were kept apart what came near to being one: for each name its
/// nearest few.
public struct CrossDocumentIdentity {
  /// The same extractions, whatever is one thing with one id and type, and what was decided of names.
  ///
  /// The order of extractions does not matter.
  ///
  /// - Complexity: O(*n* log *n*) in the entities, plus the pairs within a block.
  public static func resolved(
    _ extractions: [Extraction]
  ) -> (extractions: [Extraction], decisions: [DecisionRecord]) {
    var identity = CrossDocumentIdentity(extractions)
    identity.joinAlike()
    let identities = identity.identities()
    return (identity.applied(identities, to: extractions), identity.decisions(identities))
  }

  /// Where each document says that places lie, in the order of documents.
  private let gazetteers: [Gazetteer]
  private var profiles: [Profile] = []
  private var indices: [Key: Int] = [:]
  /// By the folded name of a place, the countries in which another place of that name lies.
  private var namesakes: [String: Set<String>] = [:]
  /// For a name that documents give to several, the identifier of the one that most mean.
  private var usualBearers: [Key: String] = [:]
  private var parents: [Int] = []
  /// For a profile that was joined to another, by what.
  private var grounds: [Int: String] = [:]
  /// The pairs of profiles that were joined.
  private var joinedPairs: [Pair] = []
  /// For each profile the nearest of those that it was not joined to, nearest first.
  private var nearest: [[Pair]] = []

  private init(_ extractions: [Extraction]) {
    gazetteers = extractions.map(Gazetteer.init)
    var counts: [String: [String: Int]] = [:]
    var bearers: [Key: [String: Int]] = [:]
    for (extraction, places) in zip(extractions, gazetteers) {
      for entity in extraction.everyEntity where entity.id == nil {
        let name = NameKey.fold(entity.name)
        if entity.type == .place {
          counts[name, default: [:]][places.country(of: entity) ?? "", default: 0] += 1
        }
        if let identifier = Self.identifier(of: entity) {
          bearers[Key(name: name, kin: Kin(entity.type)), default: [:]][identifier, default: 0] += 1
        }
      }
    }
    usualBearers = bearers.compactMapValues { $0.count > 1 ? Self.mostFrequent($0) : nil }
    namesakes = counts.compactMapValues(Self.namesakes)
    var found: [Key: (profile: Profile, spellings: [ExactText: Int])] = [:]
    for (extraction, places) in zip(extractions, gazetteers) {
      let company = Set(
        extraction.everyEntity.filter { $0.id == nil }.map { NameKey.fold($0.name) })
      for entity in extraction.everyEntity where entity.id == nil {
        let key = self.key(of: entity, places)
        var entry =
          found[key]
          ?? (Profile(key: key, name: entity.name, words: NameKey.tokens(entity.name)), [:])
        entry.spellings[ExactText(entity.name), default: 0] += 1
        if let type = entity.type { entry.profile.types[type, default: 0] += 1 }
        entry.profile.documentCount += 1
        // What is not a name is in small letters.
        let names = entity.aliases.filter { $0.first?.isUppercase ?? false }
        entry.profile.aliases.formUnion(names.map(NameKey.fold))
        entry.profile.identifiers.merge(entity.identifiers) { min($0, $1) }
        entry.profile.company.formUnion(company)
        found[key] = entry
      }
      for entity in extraction.entities where entity.id == nil {
        let key = self.key(of: entity, places)
        let document = extraction.document.id
        if let place = found[key]?.profile.place, !TextOrder.precedes(document, place.document) {
          continue
        }
        found[key]?.profile.place = (document, entity.name)
      }
    }
    for key in found.keys.sorted() {
      guard let entry = found[key] else { continue }
      var profile = entry.profile
      profile.name = Self.mostFrequent(entry.spellings)?.text ?? profile.name
      profile.company.remove(key.name)
      indices[key] = profiles.count
      profiles.append(profile)
    }
    parents = Array(profiles.indices)
    nearest = profiles.map { _ in [] }
  }

  private func key(of entity: EntityRecord, _ places: Gazetteer) -> Key {
    var key = Key(name: NameKey.fold(entity.name), kin: Kin(entity.type))
    if let usual = usualBearers[key], let own = Self.identifier(of: entity), own != usual {
      key.distinction = own
    } else if let others = namesakes[key.name], let own = places.country(of: entity),
      others.contains(own)
    {
      key.distinction = own
    }
    return key
  }

  private static func identifier(of entity: EntityRecord) -> String? {
    entity.identifiers.min { $0.key < $1.key }.map { "\($0.key):\($0.value)" }
  }

  private static func mostFrequent<Value: Comparable>(_ counts: [Value: Int]) -> Value? {
    counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }

  /// The countries, beside the most frequent, that so many documents name for a place that it can't be their
  /// mistake.
  ///
  /// A document that names no country means the most frequent.
  private static func namesakes(_ counts: [String: Int]) -> Set<String>? {
    let located = counts.filter { !$0.key.isEmpty }
    let total = located.values.reduce(0, +)
    let chief = mostFrequent(located)
    let others = located.filter { $0.key != chief && $0.value >= 2 && $0.value * 5 >= total }
    return others.isEmpty ? nil : Set(others.keys)
  }

  // MARK: - Joining

  /// Two profiles that were compared.
  private struct Pair {
    var left: Int
    var right: Int
    var likeness: Likeness
  }

  /// Joins profiles, best first, as long as no two of a group contradict each other.
  private mutating func joinAlike() {
    var pairs: [Pair] = []
    // What was kept apart by nothing but its score may yet be joined through a third.
    var undecided: [Pair] = []
    forEachPair { identity, left, right in
      guard let likeness = Likeness(identity.profiles[left], identity.profiles[right]) else {
        return
      }
      let pair = Pair(left: left, right: right, likeness: likeness)
      if likeness.contradiction != nil {
        identity.keepIfNear(pair)
      } else if likeness.score > 0 {
        pairs.append(pair)
      } else if likeness.isNear {
        undecided.append(pair)
      }
    }
    pairs.sort(by: Self.isNearer)
    var members = profiles.indices.map { [$0] }
    for pair in pairs {
      let (left, right) = (root(of: pair.left), root(of: pair.right))
      if left == right { continue }
      if let contradiction = contradiction(between: members[left], and: members[right]) {
        var pair = pair
        pair.likeness.contradiction = contradiction
        keepIfNear(pair)
        continue
      }
      members[left] += members[right]
      members[right] = []
      parents[right] = left
      joinedPairs.append(pair)
      let (ground, score) = (pair.likeness.ground, (pair.likeness.score * 10).rounded() / 10)
      for (own, other) in [(pair.left, pair.right), (pair.right, pair.left)]
      where grounds[own] == nil {
        grounds[own] = "as “\(profiles[other].name)” elsewhere: \(ground) (score \(score))"
      }
    }
    for pair in undecided where root(of: pair.left) != root(of: pair.right) { keepIfNear(pair) }
  }

  /// Calls for each two profiles that share a block, once, whatever the number of blocks that they share.
  private mutating func forEachPair(_ body: (inout Self, Int, Int) -> Void) {
    var blocks: [String: [Int]] = [:]
    for (index, profile) in profiles.enumerated() {
      for block in Self.blocks(of: profile) { blocks[block, default: []].append(index) }
    }
    // Most profiles have two blocks, so that to compare these costs less than to remember pairs.
    var blocksOfProfile = profiles.map { _ in [Int]() }
    let names = blocks.keys.sorted(by: TextOrder.precedes)
    for (number, name) in names.enumerated() {
      for member in blocks[name] ?? [] { blocksOfProfile[member].append(number) }
    }
    for (number, name) in names.enumerated() {
      let members = blocks[name] ?? []
      for (position, left) in members.enumerated() {
        for right in members[(position + 1)...] {
          let first = blocksOfProfile[left].first { blocksOfProfile[right].contains($0) }
          if first == number { body(&self, left, right) }
        }
      }
    }
  }

  /// Keeps a pair that is apart for good if it is among the nearest of either of its ends.
  private mutating func keepIfNear(_ pair: Pair) {
    guard pair.likeness.isNear, profiles[pair.left].place != nil, profiles[pair.right].place != nil
    else { return }
    for end in [pair.left, pair.right] {
      let place = nearest[end].firstIndex { Self.isToldBefore(pair, $0) } ?? nearest[end].count
      if place == Self.mostApart { continue }
      if nearest[end].count == Self.mostApart { nearest[end].removeLast() }
      nearest[end].insert(pair, at: place)
    }
  }

  /// Why not all of a group and of another can be one; nil if they can.
  private func contradiction(
    between left: [Int], and right: [Int]
  ) -> Likeness.Contradiction? {
    for one in left.sorted() {
      for other in right.sorted() {
        let (own, others) = (profiles[one], profiles[other])
        guard let likeness = Likeness(own, others) else {
          return .init(weight: 0, words: "“\(own.name)” is not “\(others.name)”")
        }
        if let contradiction = likeness.contradiction {
          return .init(
            weight: contradiction.weight,
            words: "“\(own.name)” is not “\(others.name)”: \(contradiction.words)")
        }
      }
    }
    return nil
  }

  /// Whether one pair is more likely one than another; of pairs alike in this, the first.
  private static func isNearer(_ left: Pair, _ right: Pair) -> Bool {
    let (own, others) = (left.likeness, right.likeness)
    if own.score != others.score { return own.score > others.score }
    return (left.left, left.right) < (right.left, right.right)
  }

  /// Whether of two pairs of a name the one is rather told than the other: the nearer, of alike ones that with
  /// more beside both, of these the one whose other end comes next to the name.
  ///
  /// Were it the first, the first of a surname would be told from all.
  private static func isToldBefore(_ left: Pair, _ right: Pair) -> Bool {
    let (own, others) = (left.likeness, right.likeness)
    if own.score != others.score { return own.score > others.score }
    if own.company != others.company { return own.company > others.company }
    return (left.right - left.left, left.left) < (right.right - right.left, right.left)
  }

  private func root(of profile: Int) -> Int {
    var profile = profile
    while parents[profile] != profile { profile = parents[profile] }
    return profile
  }

  /// What profiles must have in common to be compared.
  private static func blocks(of profile: Profile) -> [String] {
    var blocks = profile.identifiers.map { "id \($0.key) \($0.value)" }
    // Two of one name are two because something tells them apart.
    blocks.append("name \(profile.key.kin) \(profile.key.name)")
    switch profile.key.kin {
    case .person:
      guard profile.words.count > 1, let last = profile.words.last else { return blocks }
      blocks.append("person \(NameSound.of(last))")
    case .body:
      let initials = profile.words.compactMap { $0.first.map(String.init) }.joined()
      blocks.append("body \(profile.words.count > 1 ? initials : profile.key.name)")
    case .event, .matter: break
    }
    return blocks
  }

  // MARK: - Telling

  /// What a group of profiles is in the end.
  private struct Identity {
    var name: String
    var type: EntityType
    var identifiers: [String: String]
  }

  /// What every group of profiles is, by its root.
  private func identities() -> [Int: Identity] {
    var groups: [Int: [Int]] = [:]
    for index in profiles.indices { groups[root(of: index), default: []].append(index) }
    return groups.mapValues(identity)
  }

  private func applied(
    _ identities: [Int: Identity], to extractions: [Extraction]
  ) -> [Extraction] {
    return zip(extractions, gazetteers).map { extraction, places in
      var changed: [String: EntityRecord] = [:]
      var extraction = extraction
      func join(_ entity: inout EntityRecord) {
        guard entity.id == nil, let profile = indices[key(of: entity, places)],
          let identity = identities[root(of: profile)]
        else { return }
        let handle = Self.handle(entity)
        identify(&entity, of: profile, as: identity)
        if let ground = grounds[profile] {
          for place in entity.mentions.indices { entity.mentions[place].reason += "; \(ground)" }
        }
        changed[handle] = entity
      }
      for index in extraction.entities.indices { join(&extraction.entities[index]) }
      for index in extraction.bystanders.indices { join(&extraction.bystanders[index]) }
      for index in extraction.statements.indices {
        for end in [\StatementRecord.subject, \StatementRecord.object] {
          guard let joined = changed[Self.handle(extraction.statements[index][keyPath: end])] else {
            continue
          }
          extraction.statements[index][keyPath: end].type = joined.type
          extraction.statements[index][keyPath: end].id = joined.id
          extraction.statements[index][keyPath: end].identifiers = joined.identifiers
        }
      }
      return extraction
    }
  }

  /// Gives what a document calls by a profile's name the type, identifiers and id that it has in all.
  private func identify(_ entity: inout EntityRecord, of profile: Int, as identity: Identity) {
    entity.type = identity.type
    // What has an identifier gets its id by that, as it would from any other input.
    entity.identifiers = identity.identifiers
    guard identity.identifiers.isEmpty else { return }
    let distinction = profiles[profile].key.distinction
    let name = distinction.isEmpty ? identity.name : "\(identity.name) \(distinction)"
    let id = Entity.id(type: identity.type, name: name)
    if id != Entity.id(type: identity.type, name: entity.name) { entity.id = id }
  }

  /// What was decided of names that take part in statements: all that were joined, and for each the nearest of
  /// those that were kept apart.
  private func decisions(_ identities: [Int: Identity]) -> [DecisionRecord] {
    func end(_ profile: Int) -> DecisionRecord.End? {
      guard let place = profiles[profile].place, let identity = identities[root(of: profile)] else {
        return nil
      }
      var entity = EntityRecord(name: place.name)
      identify(&entity, of: profile, as: identity)
      return DecisionRecord.End(entity: entity, name: place.name, document: place.document)
    }
    func record(_ verdict: IdentityDecision.Verdict, _ pair: Pair) -> DecisionRecord? {
      guard let one = end(pair.left), let other = end(pair.right) else { return nil }
      return DecisionRecord(
        verdict, one, other, score: (pair.likeness.total * 100).rounded() / 100,
        ground: pair.likeness.words)
    }
    var records = joinedPairs.compactMap { record(.joined, $0) }
    for profile in profiles.indices {
      for pair in nearest[profile]
      // Both ends may hold it: the first then gives it.
      where pair.left == profile || !nearest[pair.left].contains(where: { $0.right == profile }) {
        if let record = record(.apart, pair) { records.append(record) }
      }
    }
    return records
  }

  /// How many others a name is told from, beside those that it is among the nearest of.
  private static let mostApart = 3

  private static func handle(_ entity: EntityRecord) -> String {
    entity.id ?? "\(entity.type?.rawValue ?? "") \(entity.name)"
  }

  /// What most documents call a group, short forms apart, and take it for.
  private func identity(of group: [Int]) -> Identity {
    func rank(_ index: Int) -> [Int] {
      let profile = profiles[index]
      let isShort = profile.words.count == 1 || profile.words[0].count == 1
      return [isShort ? 0 : 1, profile.documentCount, profile.key.name.count, -index]
    }
    let chief = group.max { rank($0).lexicographicallyPrecedes(rank($1)) } ?? group[0]
    var types: [EntityType: Int] = [:]
    for profile in group { types.merge(profiles[profile].types) { $0 + $1 } }
    var identifiers: [String: String] = [:]
    for profile in group { identifiers.merge(profiles[profile].identifiers) { min($0, $1) } }
    return Identity(
      name: profiles[chief].name, type: Self.mostFrequent(types) ?? .thing,
      identifiers: identifiers)
  }
}

extension Extraction {
  fileprivate var everyEntity: [EntityRecord] { entities + bystanders }
}

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
/// Nothing is destroyed: every mention stays where it is and says what it was joined by.
public struct CrossDocumentIdentity {
  /// The same extractions, whatever is one thing with one id and type.
  ///
  /// The order of extractions does not matter.
  ///
  /// - Complexity: O(*n* log *n*) in the entities, plus the pairs within a block.
  public static func resolved(_ extractions: [Extraction]) -> [Extraction] {
    var identity = CrossDocumentIdentity(extractions)
    identity.joinAlike()
    return identity.applied(to: extractions)
  }

  /// The entities of one name and kin, in all documents.
  private struct Profile {
    /// Where it stands in the order of profiles, whatever the order of documents.
    var key: Key
    /// The name that most documents use.
    var name: String
    var words: [String]
    /// How many documents give it each type.
    var types: [EntityType: Int] = [:]
    var documentCount = 0
    /// Other names that documents give, folded.
    var aliases: Set<String> = []
    var identifiers: [String: String] = [:]
    /// The folded names of what is mentioned beside it.
    var company: Set<String> = []
  }

  private struct Key: Hashable, Comparable {
    var name: String
    var kin: Kin
    /// What tells it from the usual bearer of the name: its identifier, or the country that a place lies in.
    var distinction = ""

    static func < (left: Key, right: Key) -> Bool {
      (left.name, left.kin.rawValue, left.distinction)
        < (right.name, right.kin.rawValue, right.distinction)
    }
  }

  /// Types so near that one thing may be called either: news has a country act and be a place.
  private enum Kin: Int {
    case person, body, event, matter

    init(_ type: EntityType?) {
      switch type {
      case .person: self = .person
      case .organization, .place, .group: self = .body
      case .event: self = .event
      default: self = .matter
      }
    }
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
    var found: [Key: (profile: Profile, spellings: [String: Int])] = [:]
    for (extraction, places) in zip(extractions, gazetteers) {
      let company = Set(
        extraction.everyEntity.filter { $0.id == nil }.map { NameKey.fold($0.name) })
      for entity in extraction.everyEntity where entity.id == nil {
        let key = self.key(of: entity, places)
        var entry =
          found[key]
          ?? (Profile(key: key, name: entity.name, words: NameKey.tokens(entity.name)), [:])
        entry.spellings[entity.name, default: 0] += 1
        if let type = entity.type { entry.profile.types[type, default: 0] += 1 }
        entry.profile.documentCount += 1
        // What is not a name is in small letters.
        let names = entity.aliases.filter { $0.first?.isUppercase ?? false }
        entry.profile.aliases.formUnion(names.map(NameKey.fold))
        entry.profile.identifiers.merge(entity.identifiers) { min($0, $1) }
        entry.profile.company.formUnion(company)
        found[key] = entry
      }
    }
    for key in found.keys.sorted() {
      guard let entry = found[key] else { continue }
      var profile = entry.profile
      profile.name = Self.mostFrequent(entry.spellings) ?? profile.name
      profile.company.remove(key.name)
      indices[key] = profiles.count
      profiles.append(profile)
    }
    parents = Array(profiles.indices)
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

  /// Joins profiles, best first, as long as no two of a group contradict each other.
  private mutating func joinAlike() {
    var blocks: [String: [Int]] = [:]
    for (index, profile) in profiles.enumerated() {
      for block in Self.blocks(of: profile) { blocks[block, default: []].append(index) }
    }
    var seen = Set<[Int]>()
    var pairs: [(score: Double, pair: [Int], ground: String)] = []
    for block in blocks.keys.sorted() {
      let members = blocks[block] ?? []
      for (position, left) in members.enumerated() {
        for right in members[(position + 1)...] where seen.insert([left, right]).inserted {
          guard let likeness = Likeness(profiles[left], profiles[right]), likeness.score > 0 else {
            continue
          }
          pairs.append((likeness.score, [left, right], likeness.ground))
        }
      }
    }
    pairs.sort {
      $0.score != $1.score ? $0.score > $1.score : $0.pair.lexicographicallyPrecedes($1.pair)
    }
    var members = profiles.indices.map { [$0] }
    for (score, pair, ground) in pairs {
      let (left, right) = (root(of: pair[0]), root(of: pair[1]))
      if left == right { continue }
      let isSound = members[left].allSatisfy { one in
        members[right].allSatisfy { Likeness(profiles[one], profiles[$0]) != nil }
      }
      guard isSound else { continue }
      members[left] += members[right]
      members[right] = []
      parents[right] = left
      let tenths = (score * 10).rounded() / 10
      for (own, other) in [(pair[0], pair[1]), (pair[1], pair[0])] where grounds[own] == nil {
        grounds[own] = "as “\(profiles[other].name)” elsewhere: \(ground) (score \(tenths))"
      }
    }
  }

  private func root(of profile: Int) -> Int {
    var profile = profile
    while parents[profile] != profile { profile = parents[profile] }
    return profile
  }

  /// What profiles must have in common to be compared.
  private static func blocks(of profile: Profile) -> [String] {
    var blocks = profile.identifiers.map { "id \($0.key) \($0.value)" }
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

  private func applied(to extractions: [Extraction]) -> [Extraction] {
    var groups: [Int: [Int]] = [:]
    for index in profiles.indices { groups[root(of: index), default: []].append(index) }
    var identities: [Int: Identity] = [:]
    for (root, group) in groups { identities[root] = identity(of: group) }
    return zip(extractions, gazetteers).map { extraction, places in
      var changed: [String: EntityRecord] = [:]
      var extraction = extraction
      func join(_ entity: inout EntityRecord) {
        guard entity.id == nil, let profile = indices[key(of: entity, places)],
          let identity = identities[root(of: profile)]
        else { return }
        let handle = Self.handle(entity)
        entity.type = identity.type
        // What has an identifier gets its id by that, as it would from any other input.
        entity.identifiers = identity.identifiers
        if identity.identifiers.isEmpty {
          let distinction = profiles[profile].key.distinction
          let name = distinction.isEmpty ? identity.name : "\(identity.name) \(distinction)"
          let id = Entity.id(type: identity.type, name: name)
          if id != Entity.id(type: identity.type, name: entity.name) { entity.id = id }
        }
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

  /// How alike two profiles of different names are.
  private struct Likeness {
    var score: Double
    var ground: String

    /// The prior log-odds that two entities of one block are one.
    private static let prior = -2.5
    private static let mostCompany = 4

    /// - Returns: Nil if they are certainly not one.
    init?(_ left: Profile, _ right: Profile) {
      guard left.key.kin == right.key.kin else { return nil }
      let common = left.identifiers.filter { right.identifiers[$0.key] != nil }
      if let (scheme, value) = common.min(by: { $0.key < $1.key }) {
        guard common.allSatisfy({ right.identifiers[$0.key] == $0.value }) else { return nil }
        (score, ground) = (20, "the same identifier \(scheme):\(value)")
        return
      }
      score = Self.prior
      var grounds: [String] = []
      switch left.key.kin {
      case .person:
        guard let last = NameSound.likeness(left.words.last, right.words.last),
          let first = NameSound.likeness(left.words.first, right.words.first)
        else { return nil }
        score += last.score + first.score
        grounds += ["last name \(last.words)", "given name \(first.words)"]
      case .body:
        // Other aliases are too often a document's mistake to join what has two names of its own.
        guard Self.isAcronym(left, of: right) || Self.isAcronym(right, of: left) else { return nil }
        if left.aliases.contains(right.key.name) || right.aliases.contains(left.key.name) {
          score += 4
          grounds.append("its initials, as a document says")
        } else {
          score += 1.5
          grounds.append("its initials")
        }
      case .event, .matter: return nil
      }
      let shared = left.company.intersection(right.company).count
      if shared > 0 {
        score += 0.6 * Double(min(shared, Self.mostCompany))
        grounds.append("\(shared) mentioned beside both")
      }
      ground = grounds.joined(separator: ", ")
    }

    private static func isAcronym(_ short: Profile, of long: Profile) -> Bool {
      guard short.words.count == 1, long.words.count > 1, short.name == short.name.uppercased()
      else {
        return false
      }
      return short.words[0] == long.words.compactMap { $0.first.map(String.init) }.joined()
    }
  }
}

extension Extraction {
  fileprivate var everyEntity: [EntityRecord] { entities + bystanders }
}

/// In which country a document says that a place lies.
private struct Gazetteer {
  /// One wrong link misplaces all below it.
  private static let leastConfidence = 0.9
  private var containers: [String: String] = [:]

  init(_ extraction: Extraction) {
    for statement in extraction.statements
    where statement.relation == "located-in" && statement.qualifiers.isPlainFact
      && statement.confidence ?? 1 >= Self.leastConfidence
    {
      let inner = NameKey.fold(statement.subject.name)
      if containers[inner] == nil { containers[inner] = statement.object.name }
    }
  }

  /// The country above a place, if it is not one itself by what the document says.
  func country(of entity: EntityRecord) -> String? {
    guard entity.type == .place, !CountryNames.isCountry(entity.name),
      var container = containers[NameKey.fold(entity.name)]
    else {
      return nil
    }
    // Chains of places are short; one that is a ring must end too.
    for _ in 0..<8 {
      if CountryNames.isCountry(container) {
        return container == entity.name ? nil : container
      }
      guard let next = containers[NameKey.fold(container)] else { return nil }
      container = next
    }
    return nil
  }
}

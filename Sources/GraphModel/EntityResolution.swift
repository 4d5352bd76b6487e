/// Finds which records mean the same entity.
///
/// Records go in first, then `resolve()` says which entity each means. Nothing here depends on the order
/// of records: what is kept of several is the least or greatest of them.
package struct EntityResolution {
  /// An entity while its records come in.
  fileprivate struct Draft {
    var id: String
    var type: EntityType
    var name: String
    /// All names given but the first, with repetitions.
    var otherNames: [String] = []
    var properties: [String: String] = [:]
    var identifiers: [String: String] = [:]
    var mentions: [EntityMention] = []
    /// The slug of the names that lead here, where all records are known by name and none by an id.
    var slug: Int32?

    var allNames: [String] { otherNames + [name] }
  }

  /// A name that somebody outside gives out once, for example the title of a Wikipedia article.
  fileprivate struct Identifier: Hashable {
    var scheme: String
    var value: String
  }

  fileprivate struct TypedSlug: Hashable {
    var type: Int32
    var slug: Int32
  }

  private var slugs = SlugTable()
  private var types: TypeNumbers
  /// The types that are given with names, by the names' slugs.
  private var knownTypes: Set<TypedSlug> = []
  /// For every slug, how many types are known of it, and the first of them.
  private var knownTypeCounts: [(count: Int, first: Int32)] = []
  private var drafts: [Draft] = []
  fileprivate private(set) var draftsByID: [ExactText: Int32] = [:]
  fileprivate private(set) var draftsBySlug: [TypedSlug: Int32] = [:]
  /// The entities that are known by an identifier and not by an id, with how often each type is given.
  private var identified: [Int32: [Int32: Int]] = [:]
  fileprivate private(set) var draftsByIdentifier: [Identifier: Int32] = [:]
  /// The places of all entities that bear an identifier.
  fileprivate private(set) var identifierBearers: [Identifier: Set<Int32>] = [:]

  /// Makes ready for about as many entities.
  package init(vocabulary: Vocabulary, expectedCount: Int) {
    types = TypeNumbers(vocabulary)
    slugs.reserve(expectedCount)
    drafts.reserveCapacity(expectedCount)
    draftsByID.reserveCapacity(expectedCount)
    draftsBySlug.reserveCapacity(expectedCount)
  }

  /// Takes note of a record's name and of the type that it gives its names.
  ///
  /// - Returns: What `add` wants to know of the name.
  package mutating func learn(_ record: borrowing EntityRecord) -> Int32 {
    let slug = slug(of: record.name)
    guard let type = record.type else { return slug }
    let index = index(of: type)
    learn(index, slug)
    for alias in record.aliases { learn(index, self.slug(of: alias)) }
    return slug
  }

  /// The place in `drafts` of the entity that a record means.
  ///
  /// - Parameters:
  ///   - slug: What `learn` returned for the record.
  ///   - allowed: The types that the record's place in a statement allows, empty for any.
  /// - Precondition: `learn` has seen every record.
  package mutating func add(
    _ record: borrowing EntityRecord, slug: Int32, allowed: Set<EntityType>
  ) -> Int32 {
    let type = record.type.map { index(of: $0) } ?? inferredType(slug, allowed: allowed)
    let place: Int32
    if let id = record.id {
      place = draft(id: id, record.name, type)
      drafts[Int(place)].slug = nil
    } else if !record.identifiers.isEmpty {
      place = draft(identifiedBy: record.identifiers, record.name, type)
    } else {
      place = draft(TypedSlug(type: type, slug: slug), record.name)
    }
    for (scheme, value) in record.identifiers {
      identifierBearers[Identifier(scheme: scheme, value: value), default: []].insert(place)
    }
    drafts[Int(place)].take(record, type: types[Int(type)])
    return place
  }

  private mutating func learn(_ type: Int32, _ slug: Int32) {
    guard knownTypes.insert(TypedSlug(type: type, slug: slug)).inserted else { return }
    let known = knownTypeCounts[Int(slug)]
    let isFirst = known.count == 0 || types[Int(type)] < types[Int(known.first)]
    knownTypeCounts[Int(slug)] = (known.count + 1, isFirst ? type : known.first)
  }

  fileprivate mutating func slug(of name: String) -> Int32 {
    let slug = slugs.index(of: name)
    while knownTypeCounts.count <= slug { knownTypeCounts.append((0, 0)) }
    return slug
  }

  fileprivate mutating func index(of type: EntityType) -> Int32 { types.number(of: type) }

  /// The only type known with a name, of those that are allowed if there are any; else the only type
  /// allowed, if none is known; else the first that is both; else a thing.
  fileprivate mutating func inferredType(_ slug: Int32, allowed: Set<EntityType>) -> Int32 {
    let known = knownTypeCounts[Int(slug)]
    if known.count == 1 { return known.first }
    if known.count == 0 {
      return index(of: .inferred(allowed: allowed))
    }
    if allowed.isEmpty { return known.first }
    let fitting = allowed.filter { type in
      types.known(type).map { knownTypes.contains(TypedSlug(type: $0, slug: slug)) } ?? false
    }
    return index(of: fitting.min() ?? .thing)
  }

  private mutating func draft(_ key: TypedSlug, _ name: String) -> Int32 {
    if let place = draftsBySlug[key] { return place }
    let id = Entity.id(type: types[Int(key.type)], slug: slugs.texts[Int(key.slug)])
    let count = drafts.count
    let place = draft(id: id, name, key.type)
    if place == count { drafts[Int(place)].slug = key.slug }
    draftsBySlug[key] = place
    return place
  }

  /// The draft of the first of some identifiers; `resolve` joins those that share another.
  private mutating func draft(
    identifiedBy identifiers: [String: String], _ name: String, _ type: Int32
  ) -> Int32 {
    var place = Int32(drafts.count)
    if let (scheme, value) = identifiers.min(by: { TextOrder.precedes($0.key, $1.key) }) {
      let identifier = Identifier(scheme: scheme, value: value)
      place = draftsByIdentifier[identifier] ?? place
      draftsByIdentifier[identifier] = place
    }
    if place == drafts.count { drafts.append(Draft(id: "", type: types[Int(type)], name: name)) }
    identified[place, default: [:]][type, default: 0] += 1
    return place
  }

  /// Settles what is known by an identifier.
  ///
  /// It gets the type that most records give it, an id made of that and of the Wikipedia title where it
  /// has one, and as name the title's where a record uses it; those that share an identifier are joined.
  /// Entities with ids of their own are never joined to each other: who gave the ids told them apart.
  private mutating func settleIdentified(_ groups: inout DisjointSets) {
    for (place, votes) in identified {
      let place = Int(place)
      let type = votes.max { left, right in
        left.value != right.value
          ? left.value < right.value : types[Int(right.key)] < types[Int(left.key)]
      }
      drafts[place].type = type.map { types[Int($0.key)] } ?? drafts[place].type
      let identifiers = drafts[place].identifiers
      let value =
        identifiers["wikipedia"]
        ?? identifiers.min { TextOrder.precedes($0.key, $1.key) }?.value ?? drafts[place].name
      drafts[place].id = Entity.id(type: drafts[place].type, name: value)
      drafts[place].prefer(title: value)
    }
    for bearers in identifierBearers.values where bearers.count > 1 {
      let own = bearers.filter { identified[$0] == nil }
      let joined = own.count == 1 ? bearers : bearers.subtracting(own)
      guard let first = joined.min() else { continue }
      for place in joined { groups.join(Int(first), Int(place)) }
    }
  }

  private mutating func draft(id: String, _ name: String, _ type: Int32) -> Int32 {
    let key = ExactText(id)
    if let place = draftsByID[key] { return place }
    let place = Int32(drafts.count)
    draftsByID[key] = place
    drafts.append(Draft(id: id, type: types[Int(type)], name: name))
    return place
  }

  /// The entities, in no particular order, and for every draft the place of its entity.
  ///
  /// Every entity that is known by name alone, and whose name is an alias of exactly one other of its
  /// type, or the name of exactly one with an identifier, joins that one. Of the joined, the one with the
  /// longest name gives name and id; where one has an identifier, first one with an id of its own.
  package mutating func resolve() -> (entities: [Entity], places: [KnowledgeGraph.EntityIndex]) {
    var groups = DisjointSets(count: drafts.count)
    settleIdentified(&groups)
    let roots = drafts.indices.map { groups.root(of: $0) }
    var bearers: [TypedSlug: Set<Int>] = [:]
    for (place, draft) in drafts.enumerated()
    where !draft.otherNames.isEmpty || !draft.identifiers.isEmpty {
      let type = index(of: draft.type)
      for name in draft.allNames {
        bearers[TypedSlug(type: type, slug: slug(of: name)), default: []].insert(place)
      }
    }
    if !bearers.isEmpty {
      for (place, draft) in drafts.enumerated() {
        guard let slug = draft.slug,
          var others = bearers[TypedSlug(type: index(of: draft.type), slug: slug)]
        else { continue }
        others.remove(place)
        guard let bearer = others.first, others.allSatisfy({ roots[$0] == roots[bearer] }) else {
          continue
        }
        groups.join(place, bearer)
      }
    }

    if bearers.isEmpty, identifierBearers.isEmpty, identified.isEmpty {
      // Nothing was joined.
      let entities = drafts.indices.map { entity(of: drafts[$0]) }
      return (entities, drafts.indices.map { KnowledgeGraph.EntityIndex($0) })
    }
    var members: [[Int]] = []
    var groupOfRoot = [Int](repeating: -1, count: drafts.count)
    var places: [KnowledgeGraph.EntityIndex] = []
    places.reserveCapacity(drafts.count)
    for place in drafts.indices {
      let root = groups.root(of: place)
      if groupOfRoot[root] < 0 {
        groupOfRoot[root] = members.count
        members.append([])
      }
      members[groupOfRoot[root]].append(place)
      places.append(KnowledgeGraph.EntityIndex(groupOfRoot[root]))
    }
    return (members.map(entity), places)
  }

  private func entity(of draft: Draft) -> Entity {
    Entity(
      id: draft.id, name: draft.name, type: draft.type, aliases: draft.otherNames,
      properties: draft.properties, identifiers: draft.identifiers, mentions: draft.mentions)
  }

  /// One entity out of several drafts.
  private func entity(of group: [Int]) -> Entity {
    func rank(_ place: Int) -> Int {
      identified[Int32(place)] != nil ? 1 : drafts[place].slug == nil ? 0 : 2
    }
    let isIdentified = group.contains { rank($0) == 1 }
    let chief = drafts[
      group.count == 1
        ? group[0]
        : group.min { left, right in
          if isIdentified, rank(left) != rank(right) { return rank(left) < rank(right) }
          let (l, r) = (drafts[left], drafts[right])
          let (leftLength, rightLength) = (l.name.unicodeScalars.count, r.name.unicodeScalars.count)
          return leftLength != rightLength
            ? leftLength > rightLength : TextOrder.precedes(l.id, r.id)
        } ?? group[0]]
    guard group.count > 1 else { return entity(of: chief) }
    var entity = Entity(
      id: chief.id, name: chief.name, type: chief.type,
      aliases: group.flatMap { drafts[$0].allNames },
      mentions: group.flatMap { drafts[$0].mentions })
    for place in group {
      entity.properties = TextOrder.union(entity.properties, drafts[place].properties)
      entity.identifiers = TextOrder.union(entity.identifiers, drafts[place].identifiers)
    }
    return entity
  }
}

/// Finds the entities that records mean which have no say in what entities there are.
///
/// A record means what it would if it had been among those that the entities were made of.
struct EntityFinder {
  private typealias TypedSlug = EntityResolution.TypedSlug

  private var resolution: EntityResolution
  private let places: [KnowledgeGraph.EntityIndex]
  private var ids: [ExactText: KnowledgeGraph.EntityIndex] = [:]
  /// The places of the entities of a name, by the name with and without their type.
  private var names: [TypedSlug: Set<Int>] = [:]

  private static let anyType: Int32 = -1

  /// Makes a finder among what a resolution has resolved to.
  init(
    _ resolution: EntityResolution, _ entities: [Entity], _ places: [KnowledgeGraph.EntityIndex]
  ) {
    self.resolution = resolution
    self.places = places
    for (place, entity) in entities.enumerated() {
      ids[ExactText(entity.id)] = .init(place)
      let type = self.resolution.index(of: entity.type)
      for name in [entity.name] + entity.aliases {
        let slug = self.resolution.slug(of: name)
        names[TypedSlug(type: type, slug: slug), default: []].insert(place)
        names[TypedSlug(type: Self.anyType, slug: slug), default: []].insert(place)
      }
    }
  }

  /// The entity that a record means: by its id, else by its identifiers, else by its name.
  ///
  /// - Returns: Nil if there is none, or if there are several.
  mutating func find(_ record: EntityRecord) -> KnowledgeGraph.EntityIndex? {
    if let id = record.id {
      let key = ExactText(id)
      return resolution.draftsByID[key].map(place) ?? ids[key]
    }
    if !record.identifiers.isEmpty { return find(record.identifiers) }
    let slug = resolution.slug(of: record.name)
    let type =
      record.type.map { resolution.index(of: $0) } ?? resolution.inferredType(slug, allowed: [])
    let key = TypedSlug(type: type, slug: slug)
    if let draft = resolution.draftsBySlug[key] { return place(draft) }
    let named = names[record.type == nil ? TypedSlug(type: Self.anyType, slug: slug) : key] ?? []
    return named.count == 1 ? named.first.map { .init($0) } : nil
  }

  private func find(_ identifiers: [String: String]) -> KnowledgeGraph.EntityIndex? {
    for (scheme, value) in identifiers.sorted(by: { TextOrder.precedes($0.key, $1.key) }) {
      let identifier = EntityResolution.Identifier(scheme: scheme, value: value)
      if let draft = resolution.draftsByIdentifier[identifier] { return place(draft) }
      let bearers = Set((resolution.identifierBearers[identifier] ?? []).map(place))
      if bearers.count == 1 { return bearers.first }
    }
    return nil
  }

  private func place(_ draft: Int32) -> KnowledgeGraph.EntityIndex { places[Int(draft)] }
}

extension EntityResolution.Draft {
  /// Makes the name that is the title's, less what tells it from others of its name, the chief of the names.
  fileprivate mutating func prefer(title: String) {
    let end = title.hasSuffix(")") ? title.lastIndex(of: "(") : nil
    let slug = NameKey.slug(String(title[..<(end ?? title.endIndex)]))
    let matching = allNames.filter { NameKey.slug($0) == slug }
    guard let name = matching.min(by: { NameKey.isPreferred($0, to: $1) }) else { return }
    otherNames = allNames.filter { !$0.hasSameBytes(as: name) }
    self.name = name
  }

  fileprivate mutating func take(_ record: borrowing EntityRecord, type: EntityType) {
    if self.type < type { self.type = type }
    if !name.hasSameBytes(as: record.name) {
      if NameKey.isPreferred(record.name, to: name) {
        otherNames.append(name)
        name = record.name
      } else {
        otherNames.append(record.name)
      }
    }
    if !record.aliases.isEmpty { otherNames += record.aliases }
    if !record.properties.isEmpty {
      properties = TextOrder.union(properties, record.properties)
    }
    if !record.identifiers.isEmpty {
      identifiers = TextOrder.union(identifiers, record.identifiers)
    }
    if !record.mentions.isEmpty { mentions += record.mentions }
  }
}

/// Numbers names so that those of one slug have one number.
private struct SlugTable {
  /// The slugs.
  private(set) var texts: [String] = []
  private var indices: [String: Int32] = [:]
  /// Names that were asked for before, by their bytes: of canonically equivalent ones each is.
  private var known = TextNumbers()
  private var indexOfKnown: [Int32] = []

  mutating func reserve(_ count: Int) {
    indices.reserveCapacity(count)
    indexOfKnown.reserveCapacity(count)
  }

  mutating func index(of name: String) -> Int32 {
    var bytes = name
    let (number, isNew) = bytes.withUTF8 { known.number(of: UnsafeRawBufferPointer($0)) }
    if !isNew { return indexOfKnown[Int(number)] }
    let slug = NameKey.slug(name)
    let index = indices[slug] ?? Int32(texts.count)
    if index == texts.count {
      texts.append(slug)
      indices[slug] = index
    }
    indexOfKnown.append(index)
    return index
  }
}

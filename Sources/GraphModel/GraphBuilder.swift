/// Collects what inputs say and makes one graph of it.
///
/// Names are resolved once everything is known, so the order of inputs does not matter. An end with an
/// id is that entity. Otherwise it is the entity of its type and name, whatever the case, spacing and
/// punctuation; an end without a type takes the only type under which its name is known, else the only
/// one that the relation allows, else `Thing`. A name that is an alias of exactly one entity of the
/// same type joins that entity; nothing else is ever joined by itself.
public struct GraphBuilder: Sendable {
  private let vocabulary: Vocabulary
  private var documents: [Document] = []
  private var entities: [EntityRecord] = []
  private var statements: [StatementRecord] = []

  /// Makes an empty builder.
  public init(vocabulary: Vocabulary = .standard) { self.vocabulary = vocabulary }

  /// Adds a document that evidence may cite.
  public mutating func add(_ document: Document) { documents.append(document) }

  /// Adds an entity, with or without statements about it.
  public mutating func add(_ entity: EntityRecord) { entities.append(entity) }

  /// Adds a statement.
  public mutating func add(_ statement: StatementRecord) { statements.append(statement) }

  /// Makes the graph.
  ///
  /// - Returns: The graph, and warnings about ends whose types the vocabulary does not expect.
  /// - Throws: `Diagnostic` for the first relation that the vocabulary lacks, naming the nearest.
  public func build() throws(Diagnostic) -> (graph: KnowledgeGraph, warnings: [Diagnostic]) {
    var ends: [EntityRecord] = entities
    ends.reserveCapacity(entities.count + 2 * statements.count)
    var relations: [Int] = []
    relations.reserveCapacity(statements.count)
    let knownTypes = EntityResolution.knownTypes(
      of: entities + statements.lazy.flatMap { [$0.subject, $0.object] })
    for statement in statements {
      let index = try vocabulary.index(of: statement)
      relations.append(index)
      let relation = vocabulary.relations[index]
      ends.append(typed(statement.subject, allowed: relation.subjectTypes, known: knownTypes))
      ends.append(typed(statement.object, allowed: relation.objectTypes, known: knownTypes))
    }
    for index in entities.indices {
      ends[index] = typed(entities[index], allowed: [], known: knownTypes)
    }
    let resolution = EntityResolution(of: ends)

    var warnings: [Diagnostic] = []
    var rows: [KnowledgeGraph.Statement] = []
    rows.reserveCapacity(statements.count)
    for (position, statement) in statements.enumerated() {
      let subject = resolution.positions[entities.count + 2 * position]
      let object = resolution.positions[entities.count + 2 * position + 1]
      rows.append(
        KnowledgeGraph.Statement(
          subject: subject, relation: relations[position], object: object,
          qualifiers: statement.qualifiers.canonical,
          confidence: statement.confidence.map(Float.init),
          evidence: statement.evidence, note: statement.note.flatMap { $0.isEmpty ? nil : $0 }))
      warnings += typeWarnings(
        statement, vocabulary.relations[relations[position]],
        resolution.entities[subject.value].type, resolution.entities[object.value].type)
    }
    let graph = KnowledgeGraph(
      vocabulary: vocabulary, documents: documents, entities: resolution.entities, statements: rows)
    return (graph, warnings)
  }

  private func typed(
    _ record: EntityRecord, allowed: Set<EntityType>, known: [String: Set<EntityType>]
  ) -> EntityRecord {
    guard record.type == nil else { return record }
    var record = record
    let known = known[NameKey.slug(record.name)] ?? []
    let fitting = allowed.isEmpty ? known : known.intersection(allowed)
    if let only = fitting.count == 1 ? fitting.first : known.count == 1 ? known.first : nil {
      record.type = only
    } else if known.isEmpty, allowed.count == 1 {
      record.type = allowed.first
    } else {
      record.type = fitting.min() ?? .thing
    }
    return record
  }

  private func typeWarnings(
    _ statement: StatementRecord, _ relation: Relation, _ subject: EntityType, _ object: EntityType
  ) -> [Diagnostic] {
    func warning(_ role: String, _ name: String, _ type: EntityType, _ types: Set<EntityType>)
      -> Diagnostic
    {
      let expected = types.sorted().map(\.rawValue).joined(separator: ", ")
      return Diagnostic(
        .warning,
        "the \(role) of \(relation.name) is usually one of \(expected); '\(name)' is a \(type)",
        at: statement.origin)
    }
    var warnings: [Diagnostic] = []
    let fits = relation.accepts(subject: subject) && relation.accepts(object: object)
    let fitsReversed =
      relation.isSymmetric && relation.accepts(subject: object) && relation.accepts(object: subject)
    if fits || fitsReversed { return [] }
    if !relation.accepts(subject: subject) {
      warnings.append(warning("subject", statement.subject.name, subject, relation.subjectTypes))
    }
    if !relation.accepts(object: object) {
      warnings.append(warning("object", statement.object.name, object, relation.objectTypes))
    }
    return warnings
  }
}

extension Vocabulary {
  /// The position of a statement's relation.
  ///
  /// - Throws: `Diagnostic` at the statement's origin, naming the nearest relations.
  fileprivate func index(of statement: StatementRecord) throws(Diagnostic) -> Int {
    do {
      return try requireRelation(named: statement.relation)
    } catch {
      throw Diagnostic(.error, error.message, at: statement.origin)
    }
  }
}

extension Qualifiers {
  /// The same with empty texts taken as absent.
  package var canonical: Qualifiers {
    func nonEmpty(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    return Qualifiers(
      polarity: polarity, mode: mode, attributedTo: nonEmpty(attributedTo), time: nonEmpty(time),
      place: nonEmpty(place))
  }
}

/// Which of the given records mean the same entity.
private struct EntityResolution {
  /// The entities, in no particular order.
  var entities: [Entity] = []
  /// For every record, the place of its entity in `entities`.
  var positions: [KnowledgeGraph.EntityIndex] = []

  /// The types that are given with each name, by `NameKey.slug`.
  static func knownTypes(of records: some Sequence<EntityRecord>) -> [String: Set<EntityType>] {
    var types: [String: Set<EntityType>] = [:]
    for record in records {
      guard let type = record.type else { continue }
      for name in [record.name] + record.aliases {
        types[NameKey.slug(name), default: []].insert(type)
      }
    }
    return types
  }

  /// Resolves records that all have a type.
  init(of records: [EntityRecord]) {
    // 1. One entity an id.
    var byID: [String: Int] = [:]
    for record in records {
      let type = record.type ?? .thing
      let id = record.id ?? Entity.id(type: type, name: record.name)
      let entity = Entity(
        id: id, name: record.name, type: type, aliases: record.aliases,
        properties: record.properties, identifiers: record.identifiers)
      if let position = byID[id] {
        if entities[position] != entity {
          entities[position] = entities[position].merged(with: entity)
        }
        positions.append(KnowledgeGraph.EntityIndex(position))
      } else {
        byID[id] = entities.count
        positions.append(KnowledgeGraph.EntityIndex(entities.count))
        entities.append(entity)
      }
    }
    joinByAlias()
  }

  /// Joins every entity whose name is an alias of exactly one other of its type to that one.
  private mutating func joinByAlias() {
    var bearers: [String: Set<Int>] = [:]
    for (position, entity) in entities.enumerated() where !entity.aliases.isEmpty {
      for alias in entity.aliases {
        bearers[Entity.id(type: entity.type, name: alias), default: []].insert(position)
      }
    }
    guard !bearers.isEmpty else { return }
    var parents = Array(entities.indices)
    func root(_ position: Int) -> Int {
      var position = position
      while parents[position] != position { position = parents[position] }
      return position
    }
    for (position, entity) in entities.enumerated() {
      let key = Entity.id(type: entity.type, name: entity.name)
      guard entity.id == key, var others = bearers[key] else { continue }
      others.remove(position)
      guard others.count == 1, let bearer = others.first else { continue }
      let (left, right) = (root(position), root(bearer))
      if left != right { parents[max(left, right)] = min(left, right) }
    }
    var members: [Int: [Int]] = [:]
    for position in entities.indices { members[root(position), default: []].append(position) }
    guard members.count < entities.count else { return }
    var joined: [Entity] = []
    var places = [Int](repeating: 0, count: entities.count)
    for group in members.sorted(by: { $0.key < $1.key }).map(\.value) {
      for member in group { places[member] = joined.count }
      joined.append(Self.join(group.map { entities[$0] }))
    }
    entities = joined
    positions = positions.map { KnowledgeGraph.EntityIndex(places[$0.value]) }
  }

  /// One entity out of several: the fullest name gives name and id.
  private static func join(_ group: [Entity]) -> Entity {
    let chief = group.min { left, right in
      let (l, r) = (left.name.unicodeScalars.count, right.name.unicodeScalars.count)
      return l != r ? l > r : left.id < right.id
    }!
    var result = chief
    for other in group where other.id != chief.id {
      result = Entity(
        id: chief.id, name: chief.name, type: chief.type,
        aliases: result.aliases + other.allNames,
        properties: result.properties.merging(other.properties, uniquingKeysWith: max),
        identifiers: result.identifiers.merging(other.identifiers, uniquingKeysWith: max))
    }
    return result
  }
}

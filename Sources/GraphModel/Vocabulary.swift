/// The relations and entity types that a graph may use.
///
/// A vocabulary is data: the default one is read from the two tables that ship with graphgen, and
/// a user's tables add to it or replace rows of it.
public struct Vocabulary: Hashable, Sendable {
  /// The relations, in the order of their tables.
  public private(set) var relations: [Relation]
  /// The entity types, in the order of their tables.
  public private(set) var entityTypes: [EntityTypeDefinition]
  /// The phrases that were added to the standard ones, in the order of their tables.
  public private(set) var phrases: [Phrase]

  private var relationIndices: [String: Int]
  /// By the type's name in lower case.
  private var typeIndices: [String: Int]

  /// Makes a vocabulary; of two definitions of one name the later holds.
  public init(
    relations: [Relation] = [], entityTypes: [EntityTypeDefinition] = [], phrases: [Phrase] = []
  ) {
    self.relations = []
    self.entityTypes = []
    self.phrases = []
    relationIndices = [:]
    typeIndices = [:]
    for type in entityTypes { set(type) }
    for relation in relations { set(relation) }
    for phrase in phrases { add(phrase) }
  }

  /// The vocabulary that ships with graphgen.
  public static let standard: Vocabulary = {
    do {
      var vocabulary = Vocabulary()
      try vocabulary.add(
        table: String(decoding: PackageResources.entity_types_tsv, as: UTF8.self),
        file: "entity-types.tsv")
      try vocabulary.add(
        table: String(decoding: PackageResources.relations_tsv, as: UTF8.self),
        file: "relations.tsv")
      return vocabulary
    } catch {
      preconditionFailure("the vocabulary that ships with graphgen does not parse: \(error)")
    }
  }()

  /// The relation of that name.
  public func relation(named name: String) -> Relation? {
    relationIndices[name].map { relations[$0] }
  }

  /// The position in `relations` of the relation of that name.
  public func index(ofRelation name: String) -> Int? { relationIndices[name] }

  /// The entity type of that name, whatever its case.
  public func entityType(named name: String) -> EntityType? {
    typeIndices[name.lowercased()].map { entityTypes[$0].type }
  }

  /// The position in `relations` of the relation of that name.
  ///
  /// - Throws: `Diagnostic` without a location, naming the nearest relations.
  public func requireRelation(named name: String) throws(Diagnostic) -> Int {
    if let index = relationIndices[name] { return index }
    if let relation = relations.first(where: { $0.inverse == name }) {
      throw Diagnostic(
        .error,
        "\(name.quoted) is '\(relation.name)' read backwards: write that, with subject and object swapped"
      )
    }
    let hint = NearestNames.hint(
      for: name, among: relations.map(\.name),
      orElse: "'graphgen vocabulary' lists the known ones")
    throw Diagnostic(.error, "unknown relation \(name.quoted): \(hint)")
  }

  /// The entity type of that name, whatever its case.
  ///
  /// - Throws: `Diagnostic` without a location, naming the known types.
  public func requireEntityType(named name: String) throws(Diagnostic) -> EntityType {
    if let type = entityType(named: name) { return type }
    let known = entityTypes.map(\.type.rawValue)
    let hint = NearestNames.hint(
      for: name, among: known, orElse: "the types are \(known.joined(separator: ", "))")
    throw Diagnostic(.error, "unknown entity type \(name.quoted): \(hint)")
  }

  /// The relation families in the order in which they first occur.
  public var families: [String] {
    var seen = Set<String>()
    return relations.map(\.family).filter { seen.insert($0).inserted }
  }

  /// Adds a relation or replaces the one of that name.
  public mutating func set(_ relation: Relation) {
    if let index = relationIndices[relation.name] {
      relations[index] = relation
    } else {
      relationIndices[relation.name] = relations.count
      relations.append(relation)
    }
  }

  /// Adds a phrase, once.
  public mutating func add(_ phrase: Phrase) {
    if !phrases.contains(phrase) { phrases.append(phrase) }
  }

  /// Adds an entity type or replaces the definition of the one of that name, whatever its case.
  public mutating func set(_ definition: EntityTypeDefinition) {
    let key = definition.type.rawValue.lowercased()
    if let index = typeIndices[key] {
      entityTypes[index] = definition
    } else {
      typeIndices[key] = entityTypes.count
      entityTypes.append(definition)
    }
  }

  /// The union of two vocabularies: commutative, associative and idempotent.
  ///
  /// Where both define a name differently, the definition that sorts last holds.
  public func union(_ other: Vocabulary) -> Vocabulary {
    if self == other { return self }
    return Vocabulary(
      relations: (relations + other.relations).sorted(),
      entityTypes: (entityTypes + other.entityTypes).sorted(),
      phrases: (phrases + other.phrases).sorted())
  }
}

import GraphModel

/// The knowledge graph as patterns see it: entities are nodes with their type as label, statements are
/// relationships of their relation, and names and qualifiers are properties.
///
/// A statement of a symmetric relation may be followed either way. A pattern that mentions neither polarity
/// nor mode is about plain facts alone.
public struct StatementPatterns: PropertyGraph, Sendable {
  private let graph: KnowledgeGraph
  private let byLabel: [String: [Int]]
  private let byName: [String: [Int]]
  private let countByType: [Int]
  private let isSymmetric: [Bool]
  private let relationships: RelationshipColumns

  /// Makes the view.
  ///
  /// - Complexity: O(entities + statements).
  public init(_ graph: KnowledgeGraph) {
    self.graph = graph
    var byLabel: [String: [Int]] = [:]
    var byName: [String: [Int]] = [:]
    for (index, entity) in graph.entities.enumerated() {
      byLabel[entity.type.rawValue, default: []].append(index)
      byName[entity.name, default: []].append(index)
    }
    self.byLabel = byLabel
    self.byName = byName
    isSymmetric = graph.vocabulary.relations.map(\.isSymmetric)
    var counts = [Int](repeating: 0, count: graph.vocabulary.relations.count)
    for index in graph.statementIndices { counts[graph.relationIndex(of: index)] += 1 }
    countByType = counts
    let table = graph.statementTable
    relationships = RelationshipColumns(
      nodeCount: graph.entities.count, starts: table.subjects, types: table.relations,
      ends: table.objects, classes: table.qualifiers, classCount: table.qualifierPool.count,
      classProperties: PatternVocabulary.qualifierNames, isSymmetric: isSymmetric)
  }

  /// The statements as columns.
  public var columns: RelationshipColumns? { relationships }

  /// The number of entities.
  public var nodeCount: Int { graph.entities.count }
  /// The number of statements.
  public var relationshipCount: Int { graph.statementCount }

  /// Refuses a type that neither vocabulary nor graph has, naming the nearest.
  public func checkLabel(_ name: String) throws(QueryError) {
    try PatternVocabulary(graph.vocabulary).checkLabel(name) { byLabel[$0] != nil }
  }

  /// Refuses a relation that the vocabulary lacks, naming the nearest.
  public func checkType(_ name: String) throws(QueryError) {
    try PatternVocabulary(graph.vocabulary).checkType(name)
  }

  /// Refuses a property that no statement has, naming the nearest.
  public func checkRelationshipProperty(_ name: String) throws(QueryError) {
    try PatternVocabulary.checkStatementProperty(name)
  }

  /// The entity's type.
  public func labels(of node: Int) -> [String] { [graph.entities[node].type.rawValue] }
  /// Whether an entity has that type.
  public func node(_ node: Int, hasLabel label: String) -> Bool {
    graph.entities[node].type.rawValue == label
  }
  /// The entities of a type.
  public func nodes(withLabel label: String) -> [Int] { byLabel[label] ?? [] }
  /// The number of entities of a type.
  public func nodeCount(withLabel label: String) -> Int { byLabel[label]?.count ?? 0 }

  /// The entities of a name or id; nil for other properties.
  public func nodes(where property: String, equals value: Value) -> [Int]? {
    switch (property, value) {
    case ("name", .string(let name)):
      (byName[name] ?? []).filter { graph.entities[$0].name.hasSameBytes(as: name) }
    case ("id", .string(let id)): graph.entityIndex(id: id).map { [Int($0.rawValue)] } ?? []
    case ("name", _), ("id", _): []
    default: nil
    }
  }

  /// The relation's position in the vocabulary.
  public func typeIndex(named name: String) -> Int? { graph.vocabulary.index(ofRelation: name) }
  /// The relation's name.
  public func typeName(_ type: Int) -> String { graph.vocabulary.relations[type].name }
  /// The number of statements of a relation.
  public func relationshipCount(ofType type: Int) -> Int { countByType[type] }
  /// The relation of a statement.
  public func type(of relationship: Int) -> Int {
    graph.relationIndex(of: KnowledgeGraph.StatementIndex(relationship))
  }
  /// Subject and object of a statement.
  public func ends(of relationship: Int) -> (start: Int, end: Int) {
    let ends = graph.ends(of: KnowledgeGraph.StatementIndex(relationship))
    return (Int(ends.subject.rawValue), Int(ends.object.rawValue))
  }

  /// What reads a name fast, and others as `property` does.
  public func reader(ofNodeProperty name: String) -> (Int) -> Value {
    let entities = graph.entities
    switch name {
    case "name": return { .string(entities[$0].name) }
    case "id": return { .string(entities[$0].id) }
    default: return { property(name, ofNode: $0) }
    }
  }

  /// What tells whether entities have a type.
  public func test(forLabel label: String) -> (Int) -> Bool {
    let entities = graph.entities
    let type = EntityType(rawValue: label)
    return { entities[$0].type == type }
  }

  /// Calls `body` for every statement that may be followed from an entity that way.
  public func forEachRelationship(
    of node: Int, _ direction: TraversalDirection, _ body: (Int, Int) -> Void
  ) {
    for (relationship, far) in relationships.list(at: node, direction) { body(relationship, far) }
  }

  /// Name, id, type, aliases, a free property or an external identifier.
  public func property(_ name: String, ofNode node: Int) -> Value {
    let entity = graph.entities[node]
    switch name {
    case "name": return .string(entity.name)
    case "id": return .string(entity.id)
    case "type": return .string(entity.type.rawValue)
    case "aliases": return .list(entity.aliases.map { .string($0) })
    default:
      return (entity.properties[name] ?? entity.identifiers[name]).map { .string($0) } ?? .null
    }
  }

  /// The names of an entity's properties.
  public func propertyNames(ofNode node: Int) -> [String] {
    let entity = graph.entities[node]
    return PatternVocabulary.entityNames.union(entity.properties.keys).union(
      entity.identifiers.keys
    ).sorted()
  }

  /// A qualifier, the relation, confidence, note, quotes or documents.
  public func property(_ name: String, ofRelationship relationship: Int) -> Value {
    let index = KnowledgeGraph.StatementIndex(relationship)
    switch name {
    case "relation": return .string(typeName(type(of: relationship)))
    case "confidence": return Value(confidence: graph[index].confidence)
    case "note": return Value(text: graph[index].note)
    case "quotes": return Value(quotesOf: graph.evidence(of: index))
    case "documents": return Value(documentsOf: graph.evidence(of: index))
    default: return graph.qualifiers(of: index).value(ofProperty: name) ?? .null
    }
  }

  /// The names of a statement's properties that have values.
  public func propertyNames(ofRelationship relationship: Int) -> [String] {
    PatternVocabulary.statementNames.filter {
      !property($0, ofRelationship: relationship).isNull
    }
  }

  /// A plain fact is asserted and a fact.
  public var tacitProperties: [(name: String, value: String)] {
    PatternVocabulary.tacitProperties
  }
}

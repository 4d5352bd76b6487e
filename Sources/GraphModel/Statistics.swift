/// Counts of what a graph has.
public struct Statistics: Hashable, Sendable {
  /// A name and how many there are of it.
  public struct Count: Hashable, Sendable {
    /// The name.
    public let name: String
    /// How many.
    public let count: Int
  }

  /// The number of documents.
  public let documentCount: Int
  /// The number of entities.
  public let entityCount: Int
  /// The number of statements.
  public let statementCount: Int
  /// The number of statements that are plain facts.
  public let plainFactCount: Int
  /// The number of edges.
  public let edgeCount: Int
  /// The number of pieces of evidence.
  public let evidenceCount: Int
  /// Entities by type, the most frequent first; as are all such lists.
  public let entitiesByType: [Count]
  /// Statements by relation.
  public let statementsByRelation: [Count]
  /// Statements by relation family.
  public let statementsByFamily: [Count]
  /// Statements by polarity, all polarities in their own order.
  public let statementsByPolarity: [Count]
  /// Statements by mode, all modes in their own order.
  public let statementsByMode: [Count]
  /// Statements by a document that their evidence cites; one that cites two counts for both.
  public let statementsByDocument: [Count]
  /// The sizes of the connected components, greatest first; those of one entity have no statement or
  /// only ones about themselves.
  public let componentSizes: [Int]
  /// The entities with the most statements, most first, then in order.
  public let mostConnected: [Connected]

  /// An entity and the number of statements about it.
  public struct Connected: Hashable, Sendable {
    /// The entity.
    public let entity: KnowledgeGraph.EntityIndex
    /// The statements that have it as subject.
    public let outgoing: Int
    /// The statements that have it as object.
    public let incoming: Int
    /// The statements about it; one of it with itself counts twice.
    public var degree: Int { outgoing + incoming }
  }

  /// Counts.
  ///
  /// - Parameter limit: The length of `mostConnected` at most.
  /// - Complexity: O(*n* log *n*) in entities, O(*n*) in statements and their evidence.
  public init(of graph: KnowledgeGraph, mostConnectedLimit limit: Int = 10) {
    documentCount = graph.documents.count
    entityCount = graph.entities.count
    statementCount = graph.statementCount
    edgeCount = graph.edgeCount
    evidenceCount = graph.evidencePool.count

    var types: [String: Int] = [:]
    for entity in graph.entities { types[entity.type.rawValue, default: 0] += 1 }
    entitiesByType = Self.sorted(types)

    var relations = [Int](repeating: 0, count: graph.vocabulary.relations.count)
    var pool = [Int](repeating: 0, count: graph.qualifierPool.count)
    var outgoing = [Int](repeating: 0, count: graph.entities.count)
    var incoming = outgoing
    var documents: [String: Int] = [:]
    var components = DisjointSets(count: graph.entities.count)
    for row in 0..<graph.statementCount {
      relations[Int(graph.statementRelations[row])] += 1
      pool[Int(graph.statementQualifiers[row])] += 1
      let (subject, object) = (Int(graph.statementSubjects[row]), Int(graph.statementObjects[row]))
      outgoing[subject] += 1
      incoming[object] += 1
      components.join(subject, object)
      // Evidence is sorted by document.
      var last: String?
      for evidence in graph.evidence(of: KnowledgeGraph.StatementIndex(row))
      where evidence.document != last {
        documents[evidence.document, default: 0] += 1
        last = evidence.document
      }
    }
    statementsByDocument = Self.sorted(documents)

    var byName: [String: Int] = [:]
    var families: [String: Int] = [:]
    for (relation, count) in zip(graph.vocabulary.relations, relations) where count > 0 {
      byName[relation.name] = count
      families[relation.family, default: 0] += count
    }
    statementsByRelation = Self.sorted(byName)
    statementsByFamily = Self.sorted(families)

    var polarities: [Polarity: Int] = [:]
    var modes: [Mode: Int] = [:]
    var plainFacts = 0
    for (qualifiers, count) in zip(graph.qualifierPool, pool) {
      polarities[qualifiers.polarity, default: 0] += count
      modes[qualifiers.mode, default: 0] += count
      if qualifiers.isPlainFact { plainFacts += count }
    }
    plainFactCount = plainFacts
    statementsByPolarity = Polarity.allCases.map {
      Count(name: $0.rawValue, count: polarities[$0] ?? 0)
    }
    statementsByMode = Mode.allCases.map { Count(name: $0.rawValue, count: modes[$0] ?? 0) }

    componentSizes = components.sizes.sorted(by: >)
    mostConnected = Array(
      graph.entityIndices
        .map {
          Connected(entity: $0, outgoing: outgoing[$0.value], incoming: incoming[$0.value])
        }
        .filter { $0.degree > 0 }
        .sorted { ($1.degree, $0.entity) < ($0.degree, $1.entity) }
        .prefix(max(0, limit)))
  }

  private static func sorted(_ counts: [String: Int]) -> [Count] {
    counts.map { Count(name: $0.key, count: $0.value) }
      .sorted { $0.count != $1.count ? $0.count > $1.count : TextOrder.precedes($0.name, $1.name) }
  }
}

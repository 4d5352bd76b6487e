/// Which statements a question is about.
///
/// Every condition must hold; a condition that is left empty holds always. A statement without a time
/// passes every condition on time unless `isDated` asks for one: that a source does not say when is no
/// reason to hide what it says. A statement without a confidence (a curator's) passes every minimum.
public struct StatementFilter: Hashable, Sendable {
  /// The names of the relations.
  public var relations: Set<String>
  /// The relation families.
  public var families: Set<String>
  /// The types that the far end, seen from where a search stands, may have.
  ///
  /// Where a statement is looked at by itself, one of its two ends must have one of the types.
  public var farTypes: Set<EntityType>
  /// Whether what is, or what is not.
  public var polarities: Set<Polarity>
  /// How it holds.
  public var modes: Set<Mode>
  /// Only what may have held at some time of this one: a day asks "as of", `2020-01-01/..` "since",
  /// `../2020-01-31` "until".
  public var time: EDTF?
  /// Only statements that have a time.
  public var isDated: Bool
  /// The least confidence, from 0 to 1.
  public var minimumConfidence: Double?
  /// The ids of documents, one of which the evidence must cite.
  public var documents: Set<String>

  /// Makes a filter; without arguments, one that lets everything pass.
  public init(
    relations: Set<String> = [], families: Set<String> = [], farTypes: Set<EntityType> = [],
    polarities: Set<Polarity> = [], modes: Set<Mode> = [], time: EDTF? = nil, isDated: Bool = false,
    minimumConfidence: Double? = nil, documents: Set<String> = []
  ) {
    self.relations = relations
    self.families = families
    self.farTypes = farTypes
    self.polarities = polarities
    self.modes = modes
    self.time = time
    self.isDated = isDated
    self.minimumConfidence = minimumConfidence
    self.documents = documents
  }

  /// Lets everything pass.
  public static let everything = StatementFilter()
  /// Lets pass what is said to be so, be it fact, planned or claimed.
  public static let asserted = StatementFilter(polarities: [.asserted])
  /// Lets pass what the sources vouch for.
  public static let plainFacts = StatementFilter(polarities: [.asserted], modes: [.fact])

  /// Whether statements of a relation may pass.
  package func accepts(_ relation: Relation) -> Bool {
    (relations.isEmpty || relations.contains(relation.name))
      && (families.isEmpty || families.contains(relation.family))
  }

  /// Whether statements with those qualifiers may pass.
  package func accepts(_ qualifiers: Qualifiers) -> Bool {
    guard polarities.isEmpty || polarities.contains(qualifiers.polarity),
      modes.isEmpty || modes.contains(qualifiers.mode)
    else { return false }
    guard isDated || time != nil else { return true }
    guard let own = qualifiers.parsedTime else { return !isDated }
    return time.map(own.overlaps) ?? true
  }

  /// Checks that the vocabulary knows every relation, family and type that the filter names.
  ///
  /// - Throws: `Diagnostic` for the first unknown name in order, naming the nearest.
  public func check(against vocabulary: Vocabulary) throws(Diagnostic) {
    for relation in relations.sorted() { _ = try vocabulary.requireRelation(named: relation) }
    for family in families.sorted() where !vocabulary.families.contains(family) {
      throw Diagnostic(
        .error,
        "unknown relation family \(family.quoted): "
          + NearestNames.hint(
            for: family, among: vocabulary.families,
            orElse: "the families are \(vocabulary.families.joined(separator: ", "))"))
    }
    for type in farTypes.sorted() { _ = try vocabulary.requireEntityType(named: type.rawValue) }
  }
}

extension KnowledgeGraph {
  /// The statements that a filter lets pass, in order.
  ///
  /// - Complexity: O(statements and their evidence).
  public func statements(matching filter: StatementFilter) -> [StatementIndex] {
    let matcher = StatementMatcher(filter, for: self)
    return statementIndices.filter { matcher.passes($0) }
  }

  /// The part of the graph that a filter lets pass.
  ///
  /// Entities at the ends of its statements and documents that they cite are kept, others are not;
  /// a filter that lets everything pass keeps everything.
  public func filtered(by filter: StatementFilter) -> KnowledgeGraph {
    filter == .everything ? self : keeping(statements(matching: filter))
  }

  /// The graph of some of the statements, their ends with what was decided of these, and the documents that they
  /// cite.
  public func keeping(_ statements: some Sequence<StatementIndex>) -> KnowledgeGraph {
    var places = [Int32](repeating: -1, count: entities.count)
    var kept: [Entity] = []
    func place(_ entity: EntityIndex) -> EntityIndex {
      if places[entity.value] < 0 {
        places[entity.value] = Int32(kept.count)
        kept.append(entities[entity.value])
      }
      return EntityIndex(Int(places[entity.value]))
    }
    var rows: [Statement] = []
    var cited: Set<String> = []
    for index in statements {
      var statement = self[index]
      statement.subject = place(statement.subject)
      statement.object = place(statement.object)
      cited.formUnion(statement.evidence.lazy.map(\.document))
      rows.append(statement)
    }
    return KnowledgeGraph(
      vocabulary: vocabulary, documents: documents.filter { cited.contains($0.id) }, entities: kept,
      statements: rows, decisions: decisions)
  }
}

/// A filter made ready for one graph: one look-up a statement.
///
/// A class because a search asks it at every step, where copying a struct of as many parts would cost more
/// than the answer.
final class StatementMatcher: Sendable {
  private let graph: KnowledgeGraph
  private let acceptsEverything: Bool
  private let acceptsRelation: [Bool]
  private let acceptsQualifiers: [Bool]
  private let acceptsType: [EntityType: Bool]
  private let minimumConfidence: Float?
  private let documents: Set<String>

  init(_ filter: StatementFilter, for graph: KnowledgeGraph) {
    self.graph = graph
    acceptsEverything = filter == .everything
    acceptsRelation = graph.vocabulary.relations.map(filter.accepts)
    acceptsQualifiers = graph.qualifierPool.map(filter.accepts)
    acceptsType = Dictionary(uniqueKeysWithValues: filter.farTypes.map { ($0, true) })
    minimumConfidence = filter.minimumConfidence.map(Float.init)
    documents = filter.documents
  }

  /// Whether a statement passes, looked at by itself.
  func passes(_ statement: KnowledgeGraph.StatementIndex) -> Bool {
    if acceptsEverything { return true }
    let row = statement.value
    return passesButForType(row)
      && (accepts(typeOf: graph.statementSubjects[row])
        || accepts(typeOf: graph.statementObjects[row]))
  }

  /// The statements of an edge that pass as seen from one end, with `far` at the other.
  func statements(
    of edge: KnowledgeGraph.EdgeIndex, far: KnowledgeGraph.EntityIndex
  ) -> [KnowledgeGraph.StatementIndex] {
    if acceptsEverything { return Array(graph.statements(of: edge)) }
    guard accepts(typeOf: far.rawValue) else { return [] }
    return graph.statements(of: edge).filter { passesButForType($0.value) }
  }

  /// Whether some statement of an edge passes as seen from one end, with `far` at the other.
  func passes(_ edge: KnowledgeGraph.EdgeIndex, far: KnowledgeGraph.EntityIndex) -> Bool {
    if acceptsEverything { return true }
    return accepts(typeOf: far.rawValue)
      && graph.statements(of: edge).contains { passesButForType($0.value) }
  }

  private func accepts(typeOf entity: Int32) -> Bool {
    acceptsType.isEmpty || acceptsType[graph.entities[Int(entity)].type] != nil
  }

  private func passesButForType(_ row: Int) -> Bool {
    guard acceptsRelation[Int(graph.statementRelations[row])],
      acceptsQualifiers[Int(graph.statementQualifiers[row])]
    else { return false }
    if let minimumConfidence, graph.statementConfidences[row] < minimumConfidence { return false }
    return documents.isEmpty
      || graph.evidence(of: KnowledgeGraph.StatementIndex(row)).contains {
        documents.contains($0.document)
      }
  }
}

extension Qualifiers {
  /// The time parsed, or nil where there is none.
  ///
  /// A graph that was built has no time that does not parse: `GraphBuilder` refuses it.
  package var parsedTime: EDTF? {
    guard let time else { return nil }
    do { return try EDTF(time) } catch { return nil }
  }
}

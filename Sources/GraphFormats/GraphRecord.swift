import GraphModel

/// What every format reads and writes: one document, entity, statement or decision.
public enum GraphRecord: Hashable, Sendable {
  /// A text that evidence may cite.
  case document(Document)
  /// An entity, with or without statements about it.
  case entity(EntityRecord)
  /// A statement.
  case statement(StatementRecord)
  /// What was decided of two names.
  case decision(DecisionRecord)
}

extension GraphBuilder {
  /// Adds what a format read.
  public mutating func add(_ record: GraphRecord) {
    switch record {
    case .document(let document): add(document)
    case .entity(let entity): add(entity)
    case .statement(let statement): add(statement)
    case .decision(let decision): add(decision)
    }
  }
}

extension KnowledgeGraph {
  /// Everything that the graph holds but its vocabulary: documents, entities, statements, decisions, in their
  /// order.
  ///
  /// A builder that is given these records, in any order, makes this graph again.
  public var records: some Sequence<GraphRecord> {
    let documents = self.documents.lazy.map { GraphRecord.document($0) }
    let entities = self.entities.lazy.map { GraphRecord.entity(EntityRecord($0)) }
    let statements = statementIndices.lazy.map { GraphRecord.statement(record(of: $0)) }
    let decisions = self.decisions.lazy.map { GraphRecord.decision(record(of: $0)) }
    return [
      AnySequence(documents), AnySequence(entities), AnySequence(statements),
      AnySequence(decisions),
    ].lazy.joined()
  }

  /// A decision as an input would make it, its ends' entities named by id, name and type.
  func record(of decision: IdentityDecision) -> DecisionRecord {
    func end(_ end: IdentityDecision.End) -> DecisionRecord.End {
      guard let entity = entityIndex(id: end.entity).map({ self[$0] }) else {
        preconditionFailure("a decision is about entities of the graph")
      }
      return DecisionRecord.End(
        entity: EntityRecord(name: entity.name, type: entity.type, id: entity.id), name: end.name,
        document: end.document)
    }
    return DecisionRecord(
      decision.verdict, end(decision.one), end(decision.other), score: decision.score,
      ground: decision.ground)
  }

  /// A statement as an input would make it, its ends named by id, name and type.
  public func record(of index: StatementIndex) -> StatementRecord {
    let statement = self[index]
    func end(_ entity: Entity) -> EntityRecord {
      EntityRecord(name: entity.name, type: entity.type, id: entity.id)
    }
    return StatementRecord(
      subject: end(self[statement.subject]), relation: relation(statement.relation).name,
      object: end(self[statement.object]), qualifiers: statement.qualifiers,
      confidence: statement.confidence.map(Double.init), evidence: statement.evidence,
      note: statement.note)
  }
}

extension EntityRecord {
  /// The record that makes this entity.
  public init(_ entity: Entity) {
    self.init(
      name: entity.name, type: entity.type, aliases: entity.aliases, id: entity.id,
      properties: entity.properties, identifiers: entity.identifiers, mentions: entity.mentions)
  }
}

import GraphModel

/// What every format reads and writes: one document, entity or statement.
public enum GraphRecord: Hashable, Sendable {
  /// A text that evidence may cite.
  case document(Document)
  /// An entity, with or without statements about it.
  case entity(EntityRecord)
  /// A statement.
  case statement(StatementRecord)
}

extension GraphBuilder {
  /// Adds what a format read.
  public mutating func add(_ record: GraphRecord) {
    switch record {
    case .document(let document): add(document)
    case .entity(let entity): add(entity)
    case .statement(let statement): add(statement)
    }
  }
}

extension KnowledgeGraph {
  /// Everything that the graph holds but its vocabulary: documents, entities, statements, in their order.
  ///
  /// A builder that is given these records, in any order, makes this graph again.
  public var records: some Sequence<GraphRecord> {
    let documents = self.documents.lazy.map { GraphRecord.document($0) }
    let entities = self.entities.lazy.map { GraphRecord.entity(EntityRecord($0)) }
    let statements = statementIndices.lazy.map { GraphRecord.statement(record(of: $0)) }
    return [
      AnySequence(documents), AnySequence(entities), AnySequence(statements),
    ].lazy.joined()
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

import GraphModel

/// What one document says: its entities and the statements about them, with evidence.
public struct Extraction: Hashable, Sendable {
  /// The document.
  public var document: Document
  /// The entities that take part in a statement.
  public var entities: [EntityRecord]
  /// The entities that it names and that take part in none, which help to tell who is who.
  public var bystanders: [EntityRecord]
  /// The statements, in the order of their evidence.
  public var statements: [StatementRecord]

  /// Makes a result.
  public init(
    document: Document, entities: [EntityRecord] = [], bystanders: [EntityRecord] = [],
    statements: [StatementRecord] = []
  ) {
    self.document = document
    self.entities = entities
    self.bystanders = bystanders
    self.statements = statements
  }
}

import GraphModel

/// Fills a new graph file with more statements than need fit into memory.
///
/// First the vocabulary, entities and qualifiers, then the statements in the order of their keys.
package final class BulkLoad {
  private let database: Database
  private let insert: Query

  /// Begins a file with entities, whose places are their numbers, and qualifiers.
  package init(
    _ path: String, vocabulary: Vocabulary, entities: [Entity], qualifiers: [Qualifiers]
  ) throws(StoreError) {
    database = try Database(path, for: .creating)
    try database.beginNewFile()
    let writer = StoreWriter(database, isNew: true)
    try writer.add(vocabulary)
    try writer.add(entities, Citations())
    for (number, value) in qualifiers.enumerated() { try writer.add(value, as: number) }
    insert = try database.query("INSERT INTO statement VALUES (?, ?, ?, ?, ?, NULL)")
  }

  /// Adds a statement that comes after the one before.
  package func add(
    subject: Int, relation: Int, object: Int, qualifiers: Int, confidence: Float
  ) throws(StoreError) {
    insert.bind(1, subject).bind(2, relation).bind(3, object).bind(4, qualifiers)
    insert.bind(5, confidence.isNaN ? nil : StoreWriter.decimal(confidence))
    try insert.run()
  }

  /// Makes the indices and ends.
  package func finish() throws(StoreError) {
    insert.finish()
    try database.finishNewFile()
  }
}

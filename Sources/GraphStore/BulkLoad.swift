import GraphModel

/// Fills a new graph file with more statements than need fit into memory.
///
/// First `begin` makes the file of what statements refer to; then a load takes the statements in the order of their keys, and
/// what the way back from objects is in its own order.
package final class BulkLoad {
  /// What statements refer to, each by its place.
  package struct Parts: Sendable {
    package var vocabulary: Vocabulary
    package var entities: [Entity]
    package var qualifiers: [Qualifiers]

    package init(vocabulary: Vocabulary, entities: [Entity], qualifiers: [Qualifiers]) {
      (self.vocabulary, self.entities, self.qualifiers) = (vocabulary, entities, qualifiers)
    }
  }

  private let path: String
  private let pages: PageFile
  private let statements: SortedTree
  private let wayBack: SortedTree
  private var record = Record()

  /// Makes a file with all but statements.
  package static func begin(_ path: String, with parts: Parts) throws(StoreError) {
    let database = try Database(path, for: .creating)
    try database.beginNewFile()
    try database.run("INSERT INTO name_search (name_search, rank) VALUES ('hashsize', 67108864)")
    try StoreWriter(database, isNew: true).add(parts)
    try database.run("DELETE FROM name_search_config WHERE k = 'hashsize'")
    try database.finishTables()
    try database.close()
  }

  /// Goes on with a file that was begun.
  package init(_ path: String) throws(StoreError) {
    self.path = path
    let database = try Database(path, for: .creating)
    func root(_ name: String) throws(StoreError) -> Int {
      try database.number("SELECT rootpage FROM sqlite_schema WHERE name = '\(name)'") ?? 0
    }
    let roots = (try root("statement"), try root("statement_by_object"))
    try database.close()
    pages = try PageFile(path)
    statements = SortedTree(pages, root: roots.0)
    wayBack = SortedTree(pages, root: roots.1)
  }

  /// Adds a statement that comes after the one before.
  package func add(
    subject: Int, relation: Int, object: Int, qualifiers: Int, confidence: Float
  ) throws(StoreError) {
    record.clear()
    record.add(subject)
    record.add(relation)
    record.add(object)
    record.add(qualifiers)
    if confidence.isNaN {
      record.addNull()
    } else {
      record.add(StoreWriter.decimal(confidence))
    }
    record.addNull()
    try statements.add(record)
  }

  /// Adds a statement that comes after the one before in the order of objects, then subjects, relations
  /// and qualifiers.
  package func addWayBack(
    object: Int, subject: Int, relation: Int, qualifiers: Int
  ) throws(StoreError) {
    record.clear()
    record.add(object)
    record.add(subject)
    record.add(relation)
    record.add(qualifiers)
    try wayBack.add(record)
  }

  /// Ends.
  package func finish() throws(StoreError) {
    try statements.finish()
    try wayBack.finish()
    try pages.finish()
    let database = try Database(path, for: .creating)
    try database.analyze()
    try database.close()
    try FileHead.markAsLogged(path)
  }
}

extension StoreWriter {
  fileprivate func add(_ parts: BulkLoad.Parts) throws(StoreError) {
    try add(parts.vocabulary)
    try add(parts.entities, Citations())
    for (number, value) in parts.qualifiers.enumerated() { try add(value, as: number) }
  }
}

import CSQLite
import GraphModel

/// Fills a new graph file with more statements than need fit into memory.
///
/// First `begin` makes the file of what statements refer to; then a load takes the statements in the order of their keys, and
/// what the way back from objects is in its own order.
package final class BulkLoad {
  /// What statements refer to besides entities, each by its place.
  package struct Parts: Sendable {
    package var vocabulary: Vocabulary
    package var qualifiers: [Qualifiers]
    /// The tables whose lines are evidence.
    package var sources: [String]

    package init(
      vocabulary: Vocabulary, qualifiers: [Qualifiers], sources: [String]
    ) {
      (self.vocabulary, self.qualifiers, self.sources) = (vocabulary, qualifiers, sources)
    }
  }

  /// The line of a table that says a statement.
  package struct Evidence: BitwiseCopyable, Equatable, Sendable {
    package var subject: Int32
    package var relation: Int32
    package var object: Int32
    package var qualifiers: Int32
    /// Its place among the evidence of the statement.
    package var ordinal: Int32
    package var source: Int32
    package var line: Int32

    package init(
      subject: Int32, relation: Int32, object: Int32, qualifiers: Int32, ordinal: Int32,
      source: Int32, line: Int32
    ) {
      (self.subject, self.relation, self.object) = (subject, relation, object)
      (self.qualifiers, self.ordinal, self.source) = (qualifiers, ordinal, source)
      self.line = line
    }
  }

  private let path: String
  private let pages: PageFile
  private let statements: SortedTree
  private let wayBack: SortedTree
  private let evidence: SortedTree
  private let citations: SortedTree
  private var record = Record()

  /// Makes a file with all but statements.
  ///
  /// - Parameter forEachEntity: Hands over the entities in the order of their ids.
  package static func begin(
    _ path: String, with parts: Parts,
    _ forEachEntity: (_ body: (Entity) throws -> Void) throws -> Void
  ) throws {
    graphgen_give_back_freed_memory()
    let database = try Database(path, for: .creating)
    try database.run("PRAGMA cache_size = -8192")
    try database.beginNewFile()
    try database.run("INSERT INTO name_search (name_search, rank) VALUES ('hashsize', 67108864)")
    try fill(database, with: parts, forEachEntity)
    try database.run("DELETE FROM name_search_config WHERE k = 'hashsize'")
    try database.finishTables()
    try database.close()
  }

  private static func fill(
    _ database: Database, with parts: Parts,
    _ forEachEntity: (_ body: (Entity) throws -> Void) throws -> Void
  ) throws {
    let writer = StoreWriter(database, isNew: true)
    try writer.add(parts.vocabulary)
    var number = 0
    try forEachEntity { entity in
      try writer.add(entity, as: number, Citations())
      number += 1
    }
    for (number, value) in parts.qualifiers.enumerated() { try writer.add(value, as: number) }
    for name in parts.sources { _ = try writer.number(ofSource: name, document: nil) }
    // The first label is who says what stands in tables.
    if !parts.sources.isEmpty { _ = try writer.number(ofLabel: "curated") }
  }

  /// Goes on with a file that was begun.
  package init(_ path: String) throws(StoreError) {
    self.path = path
    let database = try Database(path, for: .creating)
    var roots: [Int] = []
    for name in ["statement", "statement_by_object", "evidence", "evidence_by_source"] {
      let sql = "SELECT rootpage FROM sqlite_schema WHERE name = '\(name)'"
      guard let root = try database.number(sql) else { throw database.damage(sql) }
      roots.append(root)
    }
    try database.close()
    pages = try PageFile(path)
    statements = SortedTree(pages, root: roots[0])
    wayBack = SortedTree(pages, root: roots[1])
    evidence = SortedTree(pages, root: roots[2])
    citations = SortedTree(pages, root: roots[3])
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

  /// Adds evidence that comes after what was added before, in the order of statements.
  package func add(_ row: Evidence) throws(StoreError) {
    record.clear()
    addKey(of: row)
    record.add(Int(row.source))
    record.addNull()
    record.addNull()
    record.add(Int(row.line))
    record.add("")
    record.add(0)
    // Where subject, trigger and object begin and end.
    for _ in 0..<6 { record.addNull() }
    try evidence.add(record)
  }

  /// Adds evidence that comes after what was added before, in the order of sources, then of statements.
  package func addCitation(_ row: Evidence) throws(StoreError) {
    record.clear()
    record.add(Int(row.source))
    addKey(of: row)
    try citations.add(record)
  }

  private func addKey(of row: Evidence) {
    record.add(Int(row.subject))
    record.add(Int(row.relation))
    record.add(Int(row.object))
    record.add(Int(row.qualifiers))
    record.add(Int(row.ordinal))
  }

  /// Ends.
  package func finish() throws(StoreError) {
    for tree in [statements, wayBack, evidence, citations] { try tree.finish() }
    try pages.finish()
    let database = try Database(path, for: .creating)
    try database.analyze()
    try database.close()
    try FileHead.markAsLogged(path)
  }
}

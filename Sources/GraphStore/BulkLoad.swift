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
    /// The documents, in the order of their ids.
    package var documents: [Document]
    /// What evidence comes from.
    package var sources: [String]
    /// Who says it.
    package var labels: [String]

    package init(
      vocabulary: Vocabulary, qualifiers: [Qualifiers], documents: [Document], sources: [String],
      labels: [String]
    ) {
      (self.vocabulary, self.qualifiers, self.documents) = (vocabulary, qualifiers, documents)
      (self.sources, self.labels) = (sources, labels)
    }
  }

  /// What tells a statement from all others.
  package struct Statement: BitwiseCopyable, Equatable, Sendable {
    package var subject: Int32
    package var relation: Int32
    package var object: Int32
    package var qualifiers: Int32

    package init(subject: Int32, relation: Int32, object: Int32, qualifiers: Int32) {
      (self.subject, self.relation) = (subject, relation)
      (self.object, self.qualifiers) = (object, qualifiers)
    }
  }

  /// The words that say a statement.
  package struct Evidence {
    package var source: Int
    package var span: Range<Int>?
    package var line: Int?
    /// Nil where the document has them at that place.
    package var quote: UnsafeRawBufferPointer?
    package var label: Int?
    package var parts: GraphModel.Evidence.Parts

    package init(
      source: Int, span: Range<Int>?, line: Int?, quote: UnsafeRawBufferPointer?, label: Int?,
      parts: GraphModel.Evidence.Parts
    ) {
      (self.source, self.span, self.line) = (source, span, line)
      (self.quote, self.label, self.parts) = (quote, label, parts)
    }
  }

  private let path: String
  private let pages: PageFile
  private let statements: SortedTree
  private let wayBack: SortedTree
  private let evidence: SortedTree
  private let citations: SortedTree
  // Nobody else knows of it, and asking at every value whether that is so would take longer than to write it.
  @exclusivity(unchecked) private var record = Record()
  /// Confidences as they are written, since most recur and finding out takes longer than all else of a statement.
  private var decimals: [Float: Double] = [:]

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
    var citations = Citations()
    for (number, document) in parts.documents.enumerated() {
      try writer.add(document, as: number)
      citations.add(document, number)
    }
    for name in parts.sources {
      _ = try writer.number(ofSource: name, document: citations.number(of: name))
    }
    for label in parts.labels { _ = try writer.number(ofLabel: label) }
    var number = 0
    try forEachEntity { entity in
      try writer.add(entity, as: number, citations)
      number += 1
    }
    for (number, value) in parts.qualifiers.enumerated() { try writer.add(value, as: number) }
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
    _ statement: Statement, confidence: Float, note: String?
  ) throws(StoreError) {
    let decimal = confidence.isNaN ? nil : decimal(confidence)
    Self.write(&record) { record in
      record.add(statement)
      if let decimal { record.add(decimal) } else { record.addNull() }
      if let note { record.add(note) } else { record.addNull() }
    }
    try statements.add(record)
  }

  private func decimal(_ confidence: Float) -> Double {
    if let known = decimals[confidence] { return known }
    let decimal = StoreWriter.decimal(confidence)
    if decimals.count < 1 << 12 { decimals[confidence] = decimal }
    return decimal
  }

  /// Adds a statement that comes after the one before in the order of objects, then subjects, relations
  /// and qualifiers.
  package func addWayBack(_ statement: Statement) throws(StoreError) {
    Self.write(&record) { record in
      record.add(Int(statement.object))
      record.add(Int(statement.subject))
      record.add(Int(statement.relation))
      record.add(Int(statement.qualifiers))
    }
    try wayBack.add(record)
  }

  /// Adds evidence that comes after what was added before, in the order of statements.
  ///
  /// - Parameter ordinal: Its place among the evidence of the statement.
  package func add(
    _ row: Evidence, of statement: Statement, as ordinal: Int
  ) throws(StoreError) {
    Self.write(&record) { record in
      record.add(statement)
      record.add(ordinal)
      record.add(row.source)
      record.add(row.span)
      record.add(row.line)
      if let quote = row.quote { record.add(quote) } else { record.addNull() }
      record.add(row.label)
      record.add(row.parts.subject)
      record.add(row.parts.trigger)
      record.add(row.parts.object)
    }
    try evidence.add(record)
  }

  /// Adds the place of evidence that comes after what was added before, in the order of sources, then of statements.
  package func addCitation(
    of source: Int, _ statement: Statement, as ordinal: Int
  ) throws(StoreError) {
    Self.write(&record) { record in
      record.add(source)
      record.add(statement)
      record.add(ordinal)
    }
    try citations.add(record)
  }

  /// Writes another row.
  private static func write(_ record: inout Record, _ body: (inout Record) -> Void) {
    record.clear()
    body(&record)
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

extension Record {
  fileprivate mutating func add(_ statement: BulkLoad.Statement) {
    add(Int(statement.subject))
    add(Int(statement.relation))
    add(Int(statement.object))
    add(Int(statement.qualifiers))
  }

  fileprivate mutating func add(_ range: Range<Int>?) {
    add(range?.lowerBound)
    add(range?.upperBound)
  }
}

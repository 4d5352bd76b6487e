import GraphModel
import GraphQuery

/// What patterns ask of a graph file beside who is connected with whom: names, properties, qualifiers, the words
/// of evidence; each read when it is asked for.
///
/// A class because it remembers: what was read, and what kept it from reading.
final class StoredTexts {
  /// An entity without what other tables say of it.
  struct EntityRow {
    let key: String
    let name: String
    let type: Int
  }

  let reader: StoreReader
  let vocabulary: Vocabulary
  /// The vocabulary's places of the file's relations.
  let relations: [Int]
  /// The entity types by number.
  let types: [Int: EntityType]
  /// Why something could not be read; what was asked for since is empty.
  private(set) var failure: StoreError?
  private var rows: [Int: EntityRow] = [:]
  private var pool: [Int: Qualifiers] = [:]

  init(_ reader: StoreReader, _ vocabulary: Vocabulary) throws(StoreError) {
    self.reader = reader
    self.vocabulary = vocabulary
    relations = try reader.relationPlaces(in: vocabulary).map { Int($0) }
    types = try reader.types()
  }

  /// Reads, or remembers why that was not possible.
  func attempt<Result>(
    or otherwise: Result, _ body: () throws(StoreError) -> Result
  ) -> Result {
    if failure != nil { return otherwise }
    do throws(StoreError) {
      return try body()
    } catch {
      failure = error
      return otherwise
    }
  }

  func damage(_ table: String) -> StoreError { reader.database.damage(table) }

  /// How many entities are known.
  var rowCount: Int { rows.count }

  // MARK: Entities

  /// The row of an entity.
  func row(_ entity: Int) -> EntityRow {
    if let row = rows[entity] { return row }
    return attempt(or: EntityRow(key: "", name: "", type: -1)) { () throws(StoreError) in
      let query = try reader.query("SELECT key, name, type FROM entity WHERE id = ?")
        .bind(1, entity)
      guard try query.next() else { throw damage("entity") }
      return try take(query, 0, as: entity)
    }
  }

  /// Remembers the columns key, name and type.
  @discardableResult
  func take(_ query: Query, _ column: Int32, as entity: Int) throws(StoreError) -> EntityRow {
    if let row = rows[entity] { return row }
    let row = EntityRow(
      key: try query.text(column), name: try query.text(column + 1), type: query.int(column + 2))
    guard types[row.type] != nil else { throw damage("entity") }
    rows[entity] = row
    return row
  }

  func label(of entity: Int) -> String { types[row(entity).type]?.rawValue ?? "" }

  func property(_ name: String, ofEntity entity: Int) -> Value {
    switch name {
    case "name": return .string(row(entity).name)
    case "id": return .string(row(entity).key)
    case "type": return .string(label(of: entity))
    case "aliases":
      return .list(
        texts("SELECT name FROM alias WHERE entity = ?", entity).map { .string($0) })
    default:
      let values = attempt(or: [String]()) { () throws(StoreError) in
        var values: [String] = []
        for sql in [
          "SELECT value FROM property WHERE entity = ? AND name = ?",
          "SELECT value FROM identifier WHERE entity = ? AND scheme = ?",
        ] {
          let query = try reader.query(sql).bind(1, entity).bind(2, name)
          if try query.next() { values.append(try query.text(0)) }
        }
        return values
      }
      return Value(text: values.first)
    }
  }

  func propertyNames(ofEntity entity: Int) -> [String] {
    PatternVocabulary.entityNames
      .union(texts("SELECT name FROM property WHERE entity = ?", entity))
      .union(texts("SELECT scheme FROM identifier WHERE entity = ?", entity)).sorted()
  }

  private func texts(_ sql: String, _ entity: Int) -> [String] {
    attempt(or: []) { () throws(StoreError) in
      var texts: [String] = []
      let query = try reader.query(sql).bind(1, entity)
      while try query.next() { texts.append(try query.text(0)) }
      return texts
    }
  }

  // MARK: Statements

  func qualifiers(_ number: Int) -> Qualifiers {
    if let known = pool[number] { return known }
    return attempt(or: Qualifiers()) { () throws(StoreError) in
      let query = try reader.query(
        "SELECT polarity, mode, attributed_to, time, place FROM qualifiers WHERE id = ?"
      ).bind(1, number)
      guard try query.next() else { throw damage("qualifiers") }
      let qualifiers = try reader.qualifiers(query, 0)
      pool[number] = qualifiers
      return qualifiers
    }
  }

  func property(_ name: String, ofStatement key: StatementKey) -> Value {
    switch name {
    case "relation":
      return .string(vocabulary.relations[relations[key.relation]].name)
    case "confidence", "note":
      return attempt(or: .null) { () throws(StoreError) in
        let query = try reader.query(
          """
          SELECT confidence, note FROM statement
          WHERE subject = ? AND relation = ? AND object = ? AND qualifiers = ?
          """)
        key.bind(to: query)
        guard try query.next() else { throw damage("statement") }
        if name == "note" { return Value(text: try query.optionalText(1)) }
        let confidence = try reader.confidence(query, 0)
        return Value(confidence: confidence.isNaN ? nil : confidence)
      }
    case "quotes": return Value(quotesOf: evidence(of: key))
    case "documents": return Value(documentsOf: evidence(of: key))
    default: return qualifiers(key.qualifiers).value(ofProperty: name) ?? .null
    }
  }

  func propertyNames(ofStatement key: StatementKey) -> [String] {
    PatternVocabulary.statementNames.filter { !property($0, ofStatement: key).isNull }
  }

  private func evidence(of key: StatementKey) -> [Evidence] {
    attempt(or: []) { () throws(StoreError) in
      try reader.evidence(of: key, SomeTexts(reader))
    }
  }
}

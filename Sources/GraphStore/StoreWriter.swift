import GraphModel

/// Writes the rows of a graph file: a method a table.
final class StoreWriter {
  private let database: Database
  private var queries: [String: Query] = [:]
  private var types: Interned
  private var sources: Interned
  private var labels: Interned
  private var pool: [Qualifiers: Int] = [:]

  /// Makes a writer for a file; `isNew` says that there are no rows yet.
  init(_ database: Database, isNew: Bool) {
    self.database = database
    types = Interned("entity_type", "name", isComplete: isNew)
    sources = Interned("source", "name", isComplete: isNew)
    labels = Interned("label", "text", isComplete: isNew)
  }

  /// A prepared statement, ready to be given values.
  func query(_ sql: String) throws(StoreError) -> Query {
    if let query = queries[sql] { return query.again() }
    let query = try database.query(sql)
    queries[sql] = query
    return query
  }

  // MARK: - Vocabulary

  func add(_ vocabulary: Vocabulary) throws(StoreError) {
    func joined(_ types: Set<EntityType>) -> String {
      types.sorted().map(\.rawValue).joined(separator: "|")
    }
    for (index, value) in vocabulary.relations.enumerated() {
      try query("INSERT INTO relation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(1, index).bind(2, value.name).bind(3, value.inverse)
        .bind(4, value.isSymmetric ? 1 : 0).bind(5, value.family)
        .bind(6, joined(value.subjectTypes)).bind(7, joined(value.objectTypes))
        .bind(8, value.plover).bind(9, value.wikidata).bind(10, value.definition).run()
    }
    for definition in vocabulary.entityTypes { try add(definition.type, definition) }
  }

  @discardableResult private func add(
    _ type: EntityType, _ definition: EntityTypeDefinition?
  ) throws(StoreError) -> Int {
    let number = try types.next(self)
    try query("INSERT INTO entity_type VALUES (?, ?, ?, ?)")
      .bind(1, number).bind(2, type.rawValue).bind(3, definition?.isActor == true ? 1 : 0)
      .bind(4, definition?.definition).run()
    types.learn(type.rawValue, number)
    return number
  }

  private func number(of type: EntityType) throws(StoreError) -> Int {
    if let number = try types.find(type.rawValue, self) { return number }
    return try add(type, nil)
  }

  // MARK: - Documents

  func add(_ document: Document, as number: Int) throws(StoreError) {
    try query("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(1, number).bind(2, document.id).bind(3, document.title).bind(4, document.date)
      .bind(5, document.url).bind(6, document.outlet).bind(7, document.author)
      .bind(8, document.language).bind(9, document.sha256).bind(10, document.text).run()
    for (ordinal, link) in document.links.enumerated() {
      try query("INSERT INTO document_link VALUES (?, ?, ?, ?, ?)")
        .bind(1, number).bind(2, ordinal).bind(3, link.span.lowerBound)
        .bind(4, link.span.upperBound).bind(5, link.target).run()
    }
    try query("INSERT INTO document_search (rowid, title, text) VALUES (?, ?, ?)")
      .bind(1, number).bind(2, document.title).bind(3, document.text).run()
  }

  /// Removes a document, which is given as it is in the file.
  func remove(_ document: Document, _ number: Int) throws(StoreError) {
    try query(
      "INSERT INTO document_search (document_search, rowid, title, text) VALUES ('delete', ?, ?, ?)"
    ).bind(1, number).bind(2, document.title).bind(3, document.text).run()
    try query("DELETE FROM document_link WHERE document = ?").bind(1, number).run()
    try query("UPDATE source SET document = NULL WHERE document = ?").bind(1, number).run()
    try query("DELETE FROM document WHERE id = ?").bind(1, number).run()
  }

  /// The number of what evidence cites.
  func number(ofSource name: String, document: Int?) throws(StoreError) -> Int {
    if let number = try sources.find(name, self) { return number }
    let number = try sources.next(self)
    try query("INSERT INTO source VALUES (?, ?, ?)")
      .bind(1, number).bind(2, name).bind(3, document).run()
    sources.learn(name, number)
    return number
  }

  func number(ofLabel text: String) throws(StoreError) -> Int {
    if let number = try labels.find(text, self) { return number }
    let number = try labels.next(self)
    try query("INSERT INTO label VALUES (?, ?)").bind(1, number).bind(2, text).run()
    labels.learn(text, number)
    return number
  }

  // MARK: - Entities

  func add(_ entity: Entity, as number: Int, _ citations: Citations) throws(StoreError) {
    try query("INSERT INTO entity VALUES (?, ?, ?, ?)")
      .bind(1, number).bind(2, entity.id).bind(3, entity.name)
      .bind(4, try self.number(of: entity.type)).run()
    try addParts(of: entity, number, citations)
    try addNames(of: entity, number)
  }

  /// Writes what an entity is now over what it was.
  func change(
    _ old: Entity, _ number: Int, to entity: Entity, _ citations: Citations
  ) throws(StoreError) {
    try query("UPDATE entity SET key = ?, name = ?, type = ? WHERE id = ?")
      .bind(1, entity.id).bind(2, entity.name).bind(3, try self.number(of: entity.type))
      .bind(4, number).run()
    try removeParts(number)
    try addParts(of: entity, number, citations)
    try removeNames(of: old, number)
    try addNames(of: entity, number)
  }

  /// Removes an entity about which there are no statements; it is given as it is in the file.
  func remove(_ entity: Entity, _ number: Int) throws(StoreError) {
    try removeParts(number)
    try removeNames(of: entity, number)
    try query("DELETE FROM entity WHERE id = ?").bind(1, number).run()
  }

  private func addParts(
    of entity: Entity, _ number: Int, _ citations: Citations
  ) throws(StoreError) {
    for alias in entity.aliases {
      try query("INSERT INTO alias VALUES (?, ?)").bind(1, number).bind(2, alias).run()
    }
    for (table, values) in [("property", entity.properties), ("identifier", entity.identifiers)] {
      for (name, value) in TextOrder.sorted(values) {
        try query("INSERT INTO \(table) VALUES (?, ?, ?)")
          .bind(1, number).bind(2, name).bind(3, value).run()
      }
    }
    for (ordinal, mention) in entity.mentions.enumerated() {
      let source = try self.number(
        ofSource: mention.document, document: citations.number(of: mention.document))
      try query("INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(1, number).bind(2, ordinal).bind(3, source)
        .bind(4, mention.span.lowerBound).bind(5, mention.span.upperBound)
        .bind(6, citations.kept(mention.quote, mention.document, mention.span))
        .bind(7, try self.number(ofLabel: mention.reason)).run()
    }
  }

  private func removeParts(_ number: Int) throws(StoreError) {
    for table in ["alias", "property", "identifier", "mention"] {
      try query("DELETE FROM \(table) WHERE entity = ?").bind(1, number).run()
    }
  }

  private func addNames(of entity: Entity, _ number: Int) throws(StoreError) {
    let names = SearchedNames(entity)
    for folded in names.folded {
      try query("INSERT INTO name VALUES (?, ?)").bind(1, folded).bind(2, number).run()
    }
    try query("INSERT INTO name_search (rowid, words, sounds) VALUES (?, ?, ?)")
      .bind(1, number).bind(2, names.words).bind(3, names.sounds).run()
  }

  private func removeNames(of entity: Entity, _ number: Int) throws(StoreError) {
    let names = SearchedNames(entity)
    for folded in names.folded {
      try query("DELETE FROM name WHERE folded = ? AND entity = ?")
        .bind(1, folded).bind(2, number).run()
    }
    try query(
      "INSERT INTO name_search (name_search, rowid, words, sounds) VALUES ('delete', ?, ?, ?)"
    ).bind(1, number).bind(2, names.words).bind(3, names.sounds).run()
  }

  // MARK: - Statements

  /// The number of qualifiers, which are added where they are new.
  func number(of qualifiers: Qualifiers) throws(StoreError) -> Int {
    if let number = pool[qualifiers] { return number }
    let number = (try database.number("SELECT max(id) FROM qualifiers") ?? -1) + 1
    try add(qualifiers, as: number)
    return number
  }

  /// Takes note of qualifiers that are in the file.
  func learn(_ qualifiers: Qualifiers, _ number: Int) { pool[qualifiers] = number }

  func add(_ qualifiers: Qualifiers, as number: Int) throws(StoreError) {
    try query("INSERT INTO qualifiers VALUES (?, ?, ?, ?, ?, ?)")
      .bind(1, number).bind(2, qualifiers.polarity.rawValue).bind(3, qualifiers.mode.rawValue)
      .bind(4, qualifiers.attributedTo).bind(5, qualifiers.time).bind(6, qualifiers.place).run()
    pool[qualifiers] = number
  }

  func add(
    _ key: StatementKey, confidence: Float?, note: String?
  ) throws(StoreError) {
    let query = try query("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?)")
    key.bind(to: query)
    try query.bind(5, confidence.map(Self.decimal)).bind(6, note).run()
  }

  func remove(_ key: StatementKey) throws(StoreError) {
    for table in ["evidence", "statement"] {
      let query = try query(
        "DELETE FROM \(table) WHERE subject = ? AND relation = ? AND object = ? AND qualifiers = ?")
      key.bind(to: query)
      try query.run()
    }
  }

  func add(
    _ evidence: Evidence, of key: StatementKey, as ordinal: Int, _ citations: Citations
  ) throws(StoreError) {
    let source = try number(
      ofSource: evidence.document, document: citations.number(of: evidence.document))
    var extractor: Int?
    if let text = evidence.extractor { extractor = try number(ofLabel: text) }
    let query = try query(
      "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    key.bind(to: query)
    let (span, parts) = (evidence.span, evidence.parts)
    try query.bind(5, ordinal).bind(6, source)
      .bind(7, span?.lowerBound).bind(8, span?.upperBound).bind(9, evidence.line)
      .bind(10, citations.kept(evidence.quote, evidence.document, span)).bind(11, extractor)
      .bind(12, parts.subject?.lowerBound).bind(13, parts.subject?.upperBound)
      .bind(14, parts.trigger?.lowerBound).bind(15, parts.trigger?.upperBound)
      .bind(16, parts.object?.lowerBound).bind(17, parts.object?.upperBound).run()
  }

  /// The number that people wrote: a graph keeps 32 bits, of which 0.93 would look like 0.930000007152557.
  static func decimal(_ confidence: Float) -> Double {
    Double("\(confidence)") ?? Double(confidence)
  }
}

/// What tells a statement from all others, in a file's numbers.
struct StatementKey: Hashable, Comparable {
  var subject: Int
  var relation: Int
  var object: Int
  var qualifiers: Int

  /// The order of the rows in the file.
  static func < (left: Self, right: Self) -> Bool {
    (left.subject, left.relation, left.object, left.qualifiers)
      < (right.subject, right.relation, right.object, right.qualifiers)
  }

  /// Binds the four, from position 1.
  func bind(to query: Query) {
    query.bind(1, subject).bind(2, relation).bind(3, object).bind(4, qualifiers)
  }
}

/// The texts of a table that stand for numbers elsewhere.
private struct Interned {
  private let table: String
  private let column: String
  /// Whether all rows are known.
  private let isComplete: Bool
  private var numbers: [ExactText: Int] = [:]
  private var nextNumber: Int?

  init(_ table: String, _ column: String, isComplete: Bool) {
    self.table = table
    self.column = column
    self.isComplete = isComplete
    if isComplete { nextNumber = 0 }
  }

  mutating func find(_ text: String, _ writer: StoreWriter) throws(StoreError) -> Int? {
    if let number = numbers[ExactText(text)] { return number }
    if isComplete { return nil }
    let query = try writer.query("SELECT id FROM \(table) WHERE \(column) = ?").bind(1, text)
    guard try query.next() else { return nil }
    let number = query.int(0)
    query.again()
    numbers[ExactText(text)] = number
    return number
  }

  mutating func learn(_ text: String, _ number: Int) { numbers[ExactText(text)] = number }

  /// A number that no row has.
  mutating func next(_ writer: StoreWriter) throws(StoreError) -> Int {
    if let number = nextNumber {
      nextNumber = number + 1
      return number
    }
    let query = try writer.query("SELECT max(id) FROM \(table)")
    let number = try query.next() ? query.optionalInt(0) ?? -1 : -1
    query.again()
    nextNumber = number + 2
    return number + 1
  }
}

/// The documents that a graph holds, as evidence cites them.
struct Citations {
  /// A document's number, and the document.
  private var documents: [ExactText: (number: Int, document: Document)] = [:]

  init() {}

  mutating func add(_ document: Document, _ number: Int) {
    documents[ExactText(document.id)] = (number, document)
  }

  /// The number of the document that a citation means.
  func number(of name: String) -> Int? { documents[ExactText(name)]?.number }

  /// The words to keep of a quote: none where the document has them at that place.
  func kept(_ quote: String, _ name: String, _ span: Range<Int>?) -> String? {
    guard let span, let words = documents[ExactText(name)]?.document.quote(at: span),
      words.hasSameBytes(as: quote)
    else { return quote }
    return nil
  }
}

/// The forms of an entity's names by which it is searched.
struct SearchedNames {
  /// The names folded, each once; of an id with letters of other scripts that too.
  let folded: [String]
  /// All their words.
  let words: String
  /// What the words sound like.
  let sounds: String

  init(_ entity: Entity) { self.init(id: entity.id, names: entity.allNames) }

  init(id: String, names: [String]) {
    var folded: [String] = []
    for name in names {
      let key = NameKey.fold(name)
      if !folded.contains(key) { folded.append(key) }
    }
    words = folded.count == 1 ? folded[0] : folded.joined(separator: " ")
    sounds = NameKey.sounds(ofWords: words).joined(separator: " ")
    if !id.utf8.allSatisfy({ $0 < 0x80 }) {
      let key = NameKey.fold(id)
      if !folded.contains(key) { folded.append(key) }
    }
    self.folded = folded
  }
}

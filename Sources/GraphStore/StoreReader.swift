import GraphModel

/// Reads the rows of a graph file, and checks that they make sense: a file may have been damaged.
final class StoreReader {
  let database: Database
  private var queries: [String: Query] = [:]

  init(_ database: Database) { self.database = database }

  /// A prepared statement, ready to be given values.
  func query(_ sql: String) throws(StoreError) -> Query {
    if let query = queries[sql] { return query.again() }
    let query = try database.query(sql)
    queries[sql] = query
    return query
  }

  // MARK: - Version

  /// The version of the file's format, which its head may not say while a newer one waits in the log.
  func version() throws(StoreError) -> Int {
    let row = try query("PRAGMA user_version")
    defer { row.again() }
    return try row.next() ? row.int(0) : 0
  }

  /// - Throws: `StoreError` if the version is none that is known.
  func checkVersion() throws(StoreError) {
    try Schema.check(version: try version(), of: database.path)
  }

  // MARK: - Vocabulary

  /// The vocabulary that the graph was built with.
  func vocabulary() throws(StoreError) -> Vocabulary {
    // Most relations share what they take with others.
    var known: [String: Set<EntityType>] = [:]
    func types(_ text: String) -> Set<EntityType> {
      if let types = known[text] { return types }
      let types = Set(text.split(separator: "|").map { EntityType(rawValue: String($0)) })
      known[text] = types
      return types
    }
    var definitions: [EntityTypeDefinition] = []
    let type = try query(
      "SELECT name, is_actor, definition FROM entity_type WHERE definition IS NOT NULL ORDER BY id")
    while try type.next() {
      definitions.append(
        EntityTypeDefinition(
          type: EntityType(rawValue: try type.text(0)), isActor: type.int(1) != 0,
          definition: try type.text(2)))
    }
    var relations: [Relation] = []
    let relation = try query("SELECT * FROM relation ORDER BY id")
    while try relation.next() {
      guard relation.int(0) == relations.count else { throw database.damage("relation") }
      relations.append(
        Relation(
          name: try relation.text(1), inverse: try relation.optionalText(2),
          isSymmetric: relation.int(3) != 0, family: try relation.text(4),
          subjectTypes: types(try relation.text(5)), objectTypes: types(try relation.text(6)),
          plover: try relation.optionalText(7), wikidata: try relation.optionalText(8),
          definition: try relation.text(9)))
    }
    let vocabulary = Vocabulary(relations: relations, entityTypes: definitions)
    guard vocabulary.relations.count == relations.count else { throw database.damage("relation") }
    return vocabulary
  }

  /// The entity types by number, those that no vocabulary declares too.
  func types() throws(StoreError) -> [Int: EntityType] {
    var types: [Int: EntityType] = [:]
    let type = try query("SELECT id, name FROM entity_type")
    while try type.next() { types[type.int(0)] = EntityType(rawValue: try type.text(1)) }
    return types
  }

  // MARK: - Documents

  private static let documentColumns =
    "id, name, title, date, url, outlet, author, language, sha256, text"

  /// All documents, by number.
  func documents() throws(StoreError) -> [(number: Int, document: Document)] {
    var documents: [(number: Int, document: Document)] = []
    let row = try query("SELECT \(Self.documentColumns) FROM document ORDER BY id")
    while try row.next() { documents.append((row.int(0), try document(row))) }
    return documents
  }

  /// One document.
  func document(_ number: Int) throws(StoreError) -> Document {
    let row = try query("SELECT \(Self.documentColumns) FROM document WHERE id = ?")
      .bind(1, number)
    guard try row.next() else { throw database.damage("document \(number)") }
    return try document(row)
  }

  private func document(_ row: Query) throws(StoreError) -> Document {
    var document = Document(
      id: try row.text(1), text: try row.optionalText(9), title: try row.optionalText(2),
      date: try row.optionalText(3), url: try row.optionalText(4), outlet: try row.optionalText(5),
      author: try row.optionalText(6), language: try row.optionalText(7),
      sha256: try row.optionalText(8))
    let link = try query(
      "SELECT start, stop, target FROM document_link WHERE document = ? ORDER BY ordinal"
    ).bind(1, row.int(0))
    while try link.next() {
      guard let span = try link.span(0) else { throw database.damage("document_link") }
      document.links.append(Document.Link(span: span, target: try link.text(2)))
    }
    return document
  }

  /// What evidence cites, by number, with the number of the document that it means.
  func sources() throws(StoreError) -> [Int: (name: String, document: Int?)] {
    var sources: [Int: (name: String, document: Int?)] = [:]
    let row = try query("SELECT id, name, document FROM source")
    while try row.next() { sources[row.int(0)] = (try row.text(1), row.optionalInt(2)) }
    return sources
  }

  /// Texts that recur, by number.
  func labels() throws(StoreError) -> [Int: String] {
    var labels: [Int: String] = [:]
    let row = try query("SELECT id, text FROM label")
    while try row.next() { labels[row.int(0)] = try row.text(1) }
    return labels
  }

  // MARK: - Statements

  /// Qualifiers from the columns polarity, mode, attributed_to, time and place.
  func qualifiers(_ row: Query, _ column: Int32) throws(StoreError) -> Qualifiers {
    guard let polarity = Polarity(rawValue: try row.text(column)),
      let mode = Mode(rawValue: try row.text(column + 1))
    else { throw database.damage("qualifiers") }
    return Qualifiers(
      polarity: polarity, mode: mode, attributedTo: try row.optionalText(column + 2),
      time: try row.optionalText(column + 3), place: try row.optionalText(column + 4))
  }

  /// A confidence; NaN where there is none.
  func confidence(_ row: Query, _ column: Int32) throws(StoreError) -> Float {
    try confidence(row.optionalDouble(column))
  }

  func confidence(_ value: Double?) throws(StoreError) -> Float {
    guard let value else { return .nan }
    guard 0...1 ~= value else { throw database.damage("statement") }
    return Float(value)
  }

  static let evidenceColumns = """
    source, start, stop, line, quote, extractor, subject_start, subject_stop, trigger_start, \
    trigger_stop, object_start, object_stop
    """

  /// A piece of evidence from `evidenceColumns`.
  func evidence(
    _ row: Query, _ column: Int32, _ citations: some CitedTexts
  ) throws(StoreError) -> Evidence {
    let source = try citations.source(row.int(column))
    let span = try row.span(column + 1)
    var extractor: String?
    if let number = row.optionalInt(column + 5) { extractor = try citations.label(number) }
    return Evidence(
      document: source.name, span: span,
      quote: try quote(row, column + 4, span, source.document, citations),
      parts: Evidence.Parts(
        subject: try row.span(column + 6), trigger: try row.span(column + 8),
        object: try row.span(column + 10)),
      extractor: extractor, line: row.optionalInt(column + 3))
  }

  /// A mention from the columns source, start, stop, quote and reason.
  func mention(
    _ row: Query, _ column: Int32, _ citations: some CitedTexts
  ) throws(StoreError) -> EntityMention {
    let source = try citations.source(row.int(column))
    guard let span = try row.span(column + 1) else { throw database.damage("mention") }
    return EntityMention(
      document: source.name, span: span,
      quote: try quote(row, column + 3, span, source.document, citations),
      reason: try citations.label(row.int(column + 4)))
  }

  private func quote(
    _ row: Query, _ column: Int32, _ span: Range<Int>?, _ document: Int?,
    _ citations: some CitedTexts
  ) throws(StoreError) -> String {
    if let quote = try row.optionalText(column) { return quote }
    guard let span, let document, let words = try citations.document(document).quote(at: span)
    else { throw database.damage("quote") }
    return words
  }
}

/// What evidence refers to by number.
protocol CitedTexts {
  func source(_ number: Int) throws(StoreError) -> (name: String, document: Int?)
  func document(_ number: Int) throws(StoreError) -> Document
  func label(_ number: Int) throws(StoreError) -> String
}

import GraphModel

extension StoreReader {
  /// The whole graph.
  ///
  /// - Parameter vocabulary: Has at least the relations of the file.
  /// - Complexity: O(*n*) where the file was written at once; else O(*n* log *n*).
  func graph(_ vocabulary: Vocabulary) throws(StoreError) -> KnowledgeGraph {
    let texts = try AllTexts(self)
    let (entities, places) = try entities(texts)
    let (pool, ranks) = try qualifierPool()
    let relations = try relationPlaces(in: vocabulary)

    var table = KnowledgeGraph.StatementTable()
    table.qualifierPool = pool
    let evidence = try EvidenceCursor(self, texts)
    var statements = try StatementCursor(self, .all)
    while let key = try statements.next() {
      guard let subject = places[key.subject], let object = places[key.object],
        relations.indices ~= key.relation, let qualifiers = ranks[key.qualifiers],
        table.count < Int32.max
      else { throw database.damage("statement") }
      table.subjects.append(subject)
      table.relations.append(relations[key.relation])
      table.objects.append(object)
      table.qualifiers.append(qualifiers)
      let (confidence, note) = try statements.values()
      table.confidences.append(confidence)
      if let note { table.notes[Int32(table.count - 1)] = note }
      try evidence.take(of: key, into: &table.evidence)
      table.evidenceStarts.append(Int32(table.evidence.count))
    }
    guard evidence.isAtEnd else { throw database.damage("evidence") }
    table.dropUnusedQualifiers()
    let decisions = try decisions { number throws(StoreError) in
      guard let place = places[number] else { throw database.damage("decision") }
      return entities[Int(place)].id
    }
    guard table.isInOrder else {
      return KnowledgeGraph(
        vocabulary: vocabulary, documents: texts.documents, entities: entities,
        statements: (0..<table.count).map(table.statement), decisions: decisions)
    }
    return KnowledgeGraph(
      vocabulary: vocabulary, documents: texts.documents, entities: entities, table: table,
      decisions: decisions)
  }

  /// Where the file's relations are in a vocabulary.
  func relationPlaces(in vocabulary: Vocabulary) throws(StoreError) -> [Int32] {
    var places: [Int32] = []
    let row = try query("SELECT name FROM relation ORDER BY id")
    while try row.next() {
      guard let place = vocabulary.index(ofRelation: try row.text(0)) else {
        throw database.damage("relation")
      }
      places.append(Int32(place))
    }
    return places
  }

  /// The entities in the order of their ids, and for every number the place there.
  private func entities(
    _ texts: AllTexts
  ) throws(StoreError) -> (entities: [Entity], places: Places) {
    let types = try types()
    var aliases = try Gathered(self, "SELECT entity, name FROM alias ORDER BY entity")
    var properties = try Gathered(self, "SELECT entity, name, value FROM property ORDER BY entity")
    var identifiers = try Gathered(
      self, "SELECT entity, scheme, value FROM identifier ORDER BY entity")
    var mentions = try Gathered(
      self,
      "SELECT entity, source, start, stop, quote, reason FROM mention ORDER BY entity, ordinal")
    var entities: [Entity] = []
    var numbers: [Int] = []
    let row = try query("SELECT id, key, name, type FROM entity ORDER BY id")
    while try row.next() {
      let number = row.int(0)
      guard let type = types[row.int(3)] else { throw database.damage("entity") }
      var entity = Entity(id: try row.text(1), name: try row.text(2), type: type)
      var names: [String] = []
      try aliases.take(number) { row throws(StoreError) in names.append(try row.text(1)) }
      var places: [EntityMention] = []
      try mentions.take(number) { row throws(StoreError) in
        places.append(try self.mention(row, 1, texts))
      }
      if !names.isEmpty || !places.isEmpty {
        entity = Entity(
          id: entity.id, name: entity.name, type: type, aliases: names, mentions: places)
      }
      try properties.take(number) { row throws(StoreError) in
        entity.properties[try row.text(1)] = try row.text(2)
      }
      try identifiers.take(number) { row throws(StoreError) in
        entity.identifiers[try row.text(1)] = try row.text(2)
      }
      entities.append(entity)
      numbers.append(number)
    }
    guard aliases.isAtEnd, properties.isAtEnd, identifiers.isAtEnd, mentions.isAtEnd else {
      throw database.damage("entity")
    }
    let order = database.inOrder(entities.map(\.id))
    guard let order else { throw database.damage("entity") }
    return (
      order.map { entities[$0] },
      Places(order.enumerated().map { (number: numbers[$1], place: Int32($0)) })
    )
  }

  /// The distinct qualifiers in order, and for every number the place there.
  private func qualifierPool() throws(StoreError) -> (pool: [Qualifiers], places: Places) {
    var pool: [(number: Int, qualifiers: Qualifiers)] = []
    let row = try query(
      "SELECT id, polarity, mode, attributed_to, time, place FROM qualifiers ORDER BY id")
    while try row.next() { pool.append((row.int(0), try qualifiers(row, 1))) }
    pool.sort { $0.qualifiers < $1.qualifiers }
    return (
      pool.map(\.qualifiers),
      Places(pool.enumerated().map { (number: $1.number, place: Int32($0)) })
    )
  }
}

extension Database {
  /// The order of some texts, or nil if one occurs twice.
  func inOrder(_ texts: [String]) -> [Int]? {
    func isIncreasing(_ order: some Collection<Int>) -> Bool {
      zip(order, order.dropFirst()).allSatisfy { TextOrder.precedes(texts[$0], texts[$1]) }
    }
    if isIncreasing(texts.indices) { return Array(texts.indices) }
    let order = texts.indices.sorted { TextOrder.precedes(texts[$0], texts[$1]) }
    return isIncreasing(order) ? order : nil
  }
}

/// Places by the numbers that a file uses: mostly they are these numbers themselves, else an array, as the numbers
/// leave few gaps.
struct Places {
  /// So many numbers from 0 are their own places.
  private var own = 0
  private var dense: [Int32] = []
  private var sparse: [Int: Int32] = [:]

  init(_ places: [(number: Int, place: Int32)]) {
    if places.indices.allSatisfy({ places[$0].number == $0 && Int(places[$0].place) == $0 }) {
      own = places.count
      return
    }
    let highest = places.reduce(-1) { max($0, $1.number) }
    if highest < 4 * places.count + 1024 {
      dense = [Int32](repeating: -1, count: highest + 1)
    }
    for (number, place) in places {
      if dense.indices ~= number { dense[number] = place } else { sparse[number] = place }
    }
  }

  subscript(number: Int) -> Int32? {
    if 0..<own ~= number { return Int32(truncatingIfNeeded: number) }
    if dense.indices ~= number { return dense[number] < 0 ? nil : dense[number] }
    return sparse.isEmpty ? nil : sparse[number]
  }
}

/// The rows of a table by entity, gone through side by side with the entities.
private struct Gathered {
  private let row: Query
  private(set) var isAtEnd: Bool

  init(_ reader: StoreReader, _ sql: String) throws(StoreError) {
    row = try reader.query(sql)
    isAtEnd = try !row.next()
  }

  /// Hands over the rows of an entity, whose number is greater than that of the one before.
  mutating func take(
    _ entity: Int, _ body: (Query) throws(StoreError) -> Void
  ) throws(StoreError) {
    while !isAtEnd, row.int(0) == entity {
      try body(row)
      isAtEnd = try !row.next()
    }
  }
}

/// The evidence of all statements, gone through side by side with them.
private final class EvidenceCursor {
  private let reader: StoreReader
  private let texts: AllTexts
  private let row: Query
  private(set) var isAtEnd: Bool

  init(_ reader: StoreReader, _ texts: AllTexts) throws(StoreError) {
    self.reader = reader
    self.texts = texts
    row = try reader.query(
      "SELECT subject, relation, object, qualifiers, \(StoreReader.evidenceColumns) FROM evidence")
    isAtEnd = try !row.next()
  }

  /// Adds the evidence of a statement, which comes after the one before.
  func take(of key: StatementKey, into pool: inout [Evidence]) throws(StoreError) {
    while !isAtEnd, row.int(0) == key.subject, row.int(1) == key.relation,
      row.int(2) == key.object, row.int(3) == key.qualifiers
    {
      pool.append(try reader.evidence(row, 4, texts))
      isAtEnd = try !row.next()
    }
  }
}

/// All documents, sources and labels of a file.
struct AllTexts: CitedTexts {
  /// The documents in the order of their ids.
  let documents: [Document]
  private let database: Database
  private let places: Places
  private let sources: [Int: (name: String, document: Int?)]
  private let labels: [Int: String]

  init(_ reader: StoreReader) throws(StoreError) {
    database = reader.database
    sources = try reader.sources()
    labels = try reader.labels()
    let rows = try reader.documents()
    guard let order = database.inOrder(rows.map(\.document.id)) else {
      throw database.damage("document")
    }
    documents = order.map { rows[$0].document }
    places = Places(order.enumerated().map { (number: rows[$1].number, place: Int32($0)) })
  }

  func source(_ number: Int) throws(StoreError) -> (name: String, document: Int?) {
    guard let source = sources[number] else { throw database.damage("source") }
    return source
  }

  func document(_ number: Int) throws(StoreError) -> Document {
    guard let place = places[number] else { throw database.damage("document") }
    return documents[Int(place)]
  }

  func label(_ number: Int) throws(StoreError) -> String {
    guard let label = labels[number] else { throw database.damage("label") }
    return label
  }
}

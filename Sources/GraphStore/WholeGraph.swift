import GraphModel

/// Reads all that a file holds, by as many threads as there are readers.
struct WholeGraph {
  /// Of one file in one state; not empty.
  private let readers: [StoreReader]
  private let vocabulary: Vocabulary
  private let texts: AllTexts
  private let relations: [Int32]
  private let qualifiers: (pool: [Qualifiers], places: Places)
  /// All numbers that an entity may have, in ranges of which each thread takes several, as of some there is more to be read.
  private let ranges: [NumberRange]

  /// - Parameter vocabulary: Has at least the relations of the file.
  init(_ readers: [StoreReader], _ vocabulary: Vocabulary) throws(StoreError) {
    (self.readers, self.vocabulary) = (readers, vocabulary)
    let reader = readers[0]
    texts = try AllTexts(reader)
    qualifiers = try reader.qualifierPool()
    relations = try reader.relationPlaces(in: vocabulary)
    guard readers.count > 1, let limit = try? reader.entityLimit(), limit > 0 else {
      ranges = [NumberRange()]
      return
    }
    ranges = Parallel.split(limit, into: 8 * readers.count).map { range in
      NumberRange(
        start: range.lowerBound == 0 ? nil : range.lowerBound,
        end: range.upperBound == limit ? nil : range.upperBound)
    }
  }

  /// The graph.
  ///
  /// - Complexity: O(*n*) where the file was written at once; else O(*n* log *n*).
  func graph() throws(StoreError) -> KnowledgeGraph {
    let database = readers[0].database
    let (entities, places) = try entities()
    var table = try statements(between: places)
    table.qualifierPool = qualifiers.pool
    table.dropUnusedQualifiers()
    let decisions = try readers[0].decisions { number throws(StoreError) in
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

  /// The entities in the order of their ids, and for every number the place there.
  private func entities() throws(StoreError) -> (entities: [Entity], places: Places) {
    let (texts, ranges) = (self.texts, self.ranges)
    var all: [Entity] = []
    var numbers: [Int] = []
    var parts = try Parallel.results(of: ranges.count, with: readers) {
      (reader, task) throws(StoreError) in try reader.entities(ranges[task], texts)
    }
    all.reserveCapacity(parts.reduce(0) { $0 + $1.entities.count })
    for index in parts.indices {
      all += parts[index].entities
      numbers += parts[index].numbers
      parts[index] = ([], [])
    }
    let database = readers[0].database
    guard let order = database.inOrder(all.map(\.id)) else { throw database.damage("entity") }
    let places = Places(order.enumerated().map { (number: numbers[$1], place: Int32($0)) })
    return (order.elementsEqual(all.indices) ? all : order.map { all[$0] }, places)
  }

  private func statements(
    between entities: Places
  ) throws(StoreError) -> KnowledgeGraph.StatementTable {
    let places = StoreReader.StatementPlaces(
      entities: entities, relations: relations, qualifiers: qualifiers.places)
    let (texts, ranges) = (self.texts, self.ranges)
    let parts = try Parallel.results(of: ranges.count, with: readers) {
      (reader, task) throws(StoreError) in try reader.statements(ranges[task], places, texts)
    }
    guard parts.reduce(0, { $0 + $1.count }) < Int32.max else {
      throw readers[0].database.damage("statement")
    }
    return KnowledgeGraph.StatementTable(joining: consume parts)
  }
}

extension StoreReader {
  /// What the numbers of a statement mean in a graph.
  fileprivate struct StatementPlaces: Sendable {
    var entities: Places
    var relations: [Int32]
    var qualifiers: Places
  }

  /// The statements about some entities.
  fileprivate func statements(
    _ subjects: NumberRange, _ places: StatementPlaces, _ texts: AllTexts
  ) throws(StoreError) -> KnowledgeGraph.StatementTable {
    var table = KnowledgeGraph.StatementTable()
    let evidence = try EvidenceCursor(self, subjects, texts)
    var statements = try StatementCursor(self, .all, from: subjects.start ?? .min)
    while let key = try statements.next(), subjects.end.map({ key.subject < $0 }) ?? true {
      guard let subject = places.entities[key.subject], let object = places.entities[key.object],
        places.relations.indices ~= key.relation,
        let qualifiers = places.qualifiers[key.qualifiers], table.count < Int32.max
      else { throw database.damage("statement") }
      table.subjects.append(subject)
      table.relations.append(places.relations[key.relation])
      table.objects.append(object)
      table.qualifiers.append(qualifiers)
      let (confidence, note) = try statements.values()
      table.confidences.append(confidence)
      if let note { table.notes[Int32(table.count - 1)] = note }
      try evidence.take(of: key, into: &table.evidence)
      table.evidenceStarts.append(Int32(table.evidence.count))
    }
    guard evidence.isAtEnd else { throw database.damage("evidence") }
    return table
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

  /// Some entities in the order of their numbers, and these.
  fileprivate func entities(
    _ range: NumberRange, _ texts: AllTexts
  ) throws(StoreError) -> (entities: [Entity], numbers: [Int]) {
    let types = try types()
    func gathered(
      _ columns: String, of table: String, by order: String = "entity"
    ) throws(StoreError) -> Gathered {
      try Gathered(
        range.rows(
          "SELECT entity, \(columns) FROM \(table)", where: "entity", inOrderOf: order, self))
    }
    var aliases = try gathered("name", of: "alias")
    var properties = try gathered("name, value", of: "property")
    var identifiers = try gathered("scheme, value", of: "identifier")
    var mentions = try gathered(
      "source, start, stop, quote, reason", of: "mention", by: "entity, ordinal")
    var entities: [Entity] = []
    var numbers: [Int] = []
    let row = try range.rows(
      "SELECT id, key, name, type FROM entity", where: "id", inOrderOf: "id", self)
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
    return (entities, numbers)
  }

  /// The distinct qualifiers in order, and for every number the place there.
  fileprivate func qualifierPool() throws(StoreError) -> (pool: [Qualifiers], places: Places) {
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
struct Places: Sendable {
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

/// Numbers from one on up to before another; open where there is none, so that of what is no number some range has it, and it is found
/// to be damage.
private struct NumberRange: Sendable {
  var start: Int?
  var end: Int?

  /// The rows of a query whose number in a column is in the range.
  func rows(
    _ select: String, where column: String, inOrderOf order: String, _ reader: StoreReader
  ) throws(StoreError) -> Query {
    let bounds = [start.map { (">=", $0) }, end.map { ("<", $0) }].compactMap { $0 }
    let conditions = bounds.map { "\(column) \($0.0) ?" }.joined(separator: " AND ")
    let query = try reader.query(
      "\(select)\(bounds.isEmpty ? "" : " WHERE ")\(conditions) ORDER BY \(order)")
    for (index, bound) in bounds.enumerated() { query.bind(Int32(index + 1), bound.1) }
    return query
  }
}

/// The rows of a table by entity, gone through side by side with the entities.
private struct Gathered {
  private let row: Query
  private(set) var isAtEnd: Bool

  /// - Parameter row: The rows in the order of entities, which come first.
  init(_ row: Query) throws(StoreError) {
    self.row = row
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

/// The evidence of statements, gone through side by side with them.
private final class EvidenceCursor {
  private let reader: StoreReader
  private let texts: AllTexts
  private let row: Query
  private(set) var isAtEnd: Bool

  init(
    _ reader: StoreReader, _ subjects: NumberRange, _ texts: AllTexts
  ) throws(StoreError) {
    self.reader = reader
    self.texts = texts
    row = try subjects.rows(
      "SELECT subject, relation, object, qualifiers, \(StoreReader.evidenceColumns) FROM evidence",
      where: "subject", inOrderOf: "subject, relation, object, qualifiers, ordinal", reader)
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
struct AllTexts: CitedTexts, Sendable {
  /// The documents in the order of their ids.
  let documents: [Document]
  private let path: String
  private let places: Places
  private let sources: [Int: (name: String, document: Int?)]
  private let labels: [Int: String]

  init(_ reader: StoreReader) throws(StoreError) {
    let database = reader.database
    path = database.path
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
    guard let source = sources[number] else { throw damage("source") }
    return source
  }

  func document(_ number: Int) throws(StoreError) -> Document {
    guard let place = places[number] else { throw damage("document") }
    return documents[Int(place)]
  }

  func label(_ number: Int) throws(StoreError) -> String {
    guard let label = labels[number] else { throw damage("label") }
    return label
  }
  private func damage(_ action: String) -> StoreError {
    StoreError(.damaged, path: path, action: action)
  }
}

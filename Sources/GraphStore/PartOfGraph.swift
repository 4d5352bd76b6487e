import GraphModel

extension GraphStore {
  /// An entity of the file, by its number there.
  public struct StoredEntity: Hashable, Sendable, Comparable {
    let number: Int
    /// Orders by number, which says nothing of the order of ids.
    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
  }

  /// What a part of the graph says beside the ids, names and types of entities and who does what to whom, how,
  /// when and by which evidence.
  public struct Detail: OptionSet, Sendable {
    /// The bits.
    public let rawValue: Int
    /// Makes a set of its bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The aliases, properties and identifiers of entities, and the mentions of whom the part is about.
    public static let entities = Detail(rawValue: 1)
    /// The confidence and the notes of statements.
    public static let confidence = Detail(rawValue: 2)
    /// Everything.
    public static let all: Detail = [.entities, .confidence]
  }

  /// The entity, without its mentions.
  public func entity(_ entity: StoredEntity) throws(StoreError) -> Entity {
    try PartReader(reader, vocabulary, .all).entity(entity.number)
  }

  /// The ids of all documents, in order.
  public func documentIDs() throws(StoreError) -> [String] {
    var ids: [String] = []
    let row = try reader.query("SELECT name FROM document")
    while try row.next() { ids.append(try row.text(0)) }
    return TextOrder.sorted(ids)
  }

  /// The part of the graph that has all statements about entities less than some hops from one.
  ///
  /// It is what a search of that many hops can see: its answers are those of the whole graph. Entities at
  /// the ends and documents that are cited are there, too.
  ///
  /// - Parameters:
  ///   - others: Further entities, which are there with or without statements.
  ///   - depth: How many hops; 1 gives the statements about the entity itself.
  ///   - filter: Statements of relations that it does not let pass may be left out.
  ///   - detail: What may not be left out.
  ///   - withDecisions: Whether what was decided of the entity's names is wanted, with whom it is about.
  /// - Complexity: O(*m* log *n*) for *m* statements.
  public func surroundings(
    of entity: StoredEntity, and others: [StoredEntity] = [], depth: Int,
    direction: Direction = .both, filter: StatementFilter = .everything,
    detail: Detail = .all, withDecisions: Bool = false, vocabulary: Vocabulary? = nil
  ) throws(StoreError) -> KnowledgeGraph {
    let detail = filter.minimumConfidence == nil ? detail : detail.union(.confidence)
    var part = try PartReader(reader, vocabulary ?? self.vocabulary, detail)
    part.take(others.map(\.number))
    if withDecisions { try part.takeDecisions(about: entity.number) }
    try part.gather(from: entity.number, depth: depth, direction: direction, filter: filter)
    return try part.graph()
  }
}

/// Gathers a part of a graph file, and makes a graph of it.
struct PartReader {
  private let reader: StoreReader
  private let vocabulary: Vocabulary
  private let relations: [Int32]
  private let detail: GraphStore.Detail
  private var entities: Set<Int> = []
  /// Of whom the mentions are wanted, too.
  private var subjects: Set<Int> = []
  /// What was taken, some of it twice.
  private var statements: [(key: StatementKey, confidence: Float, note: String?)] = []
  private var decisions: [IdentityDecision] = []

  init(
    _ reader: StoreReader, _ vocabulary: Vocabulary, _ detail: GraphStore.Detail
  ) throws(StoreError) {
    self.reader = reader
    self.vocabulary = vocabulary
    self.detail = detail
    relations = try reader.relationPlaces(in: vocabulary)
  }

  mutating func take(_ entities: [Int]) { self.entities.formUnion(entities) }

  /// Takes what was decided of an entity's names, and whom it is about.
  mutating func takeDecisions(about entity: Int) throws(StoreError) {
    var found: Set<Int> = []
    decisions = try reader.decisions(about: entity) { number throws(StoreError) in
      found.insert(number)
      let row = try reader.query("SELECT key FROM entity WHERE id = ?").bind(1, number)
      guard try row.next() else { throw reader.database.damage("decision") }
      return try row.text(0)
    }
    entities.formUnion(found)
  }

  /// Takes all statements about entities less than `depth` hops away.
  mutating func gather(
    from start: Int, depth: Int, direction: Direction, filter: StatementFilter
  ) throws(StoreError) {
    let wanted = relations.map { filter.accepts(vocabulary.relations[Int($0)]) }
    let symmetric = relations.map { vocabulary.relations[Int($0)].isSymmetric }
    entities.insert(start)
    subjects.insert(start)
    // What others may be there already are no neighbors yet.
    var reached: Set<Int> = [start]
    // The index of incoming statements holds all but these: where they are not wanted, no row is looked up.
    let more = detail.contains(.confidence) ? "confidence, note" : "NULL, NULL"
    var level = [start]
    var distance = 0
    while !level.isEmpty, distance < depth {
      distance += 1
      var next: [Int] = []
      for entity in level {
        for isOutgoing in [true, false] {
          let follows = direction != (isOutgoing ? .incoming : .outgoing)
          let row =
            isOutgoing
            ? try reader.query(
              """
              SELECT subject, relation, object, qualifiers, \(more) FROM statement
              WHERE subject = ?
              """)
            : try reader.query(
              """
              SELECT subject, relation, object, qualifiers, \(more)
              FROM statement INDEXED BY statement_by_object WHERE object = ?
              """)
          row.bind(1, entity)
          while try row.next() {
            let relation = row.int(1)
            guard wanted.indices ~= relation else { throw reader.database.damage("statement") }
            guard wanted[relation], follows || symmetric[relation] else { continue }
            try takeStatement(row)
            let far = row.int(isOutgoing ? 2 : 0)
            if reached.insert(far).inserted { next.append(far) }
            entities.insert(far)
          }
        }
      }
      level = next
    }
  }

  /// Takes two entities, and all statements between them, either way round.
  mutating func gather(between one: Int, and other: Int) throws(StoreError) {
    entities.formUnion([one, other])
    for (subject, object) in [(one, other), (other, one)] {
      let row = try reader.query(
        """
        SELECT subject, relation, object, qualifiers, confidence, note
        FROM statement INDEXED BY statement_by_object WHERE object = ? AND subject = ?
        """
      ).bind(1, object).bind(2, subject)
      while try row.next() { try takeStatement(row) }
      if one == other { return }
    }
  }

  /// Takes a statement and its ends.
  mutating func take(_ key: StatementKey) throws(StoreError) {
    entities.formUnion([key.subject, key.object])
    let row = try reader.query(
      """
      SELECT subject, relation, object, qualifiers, confidence, note FROM statement
      WHERE subject = ? AND relation = ? AND object = ? AND qualifiers = ?
      """)
    key.bind(to: row)
    guard try row.next() else { throw reader.database.damage("statement") }
    try takeStatement(row)
  }

  private mutating func takeStatement(_ row: Query) throws(StoreError) {
    let key = StatementKey(
      subject: row.int(0), relation: row.int(1), object: row.int(2), qualifiers: row.int(3))
    statements.append((key, try reader.confidence(row, 4), try row.optionalText(5)))
  }

  // MARK: - Making the graph

  func graph() throws(StoreError) -> KnowledgeGraph {
    let texts = SomeTexts(reader)
    let types = try reader.types()
    let numbers = entities.sorted()
    var places: [Int: KnowledgeGraph.EntityIndex] = [:]
    var found: [Entity] = []
    places.reserveCapacity(numbers.count)
    found.reserveCapacity(numbers.count)
    for (place, number) in numbers.enumerated() {
      places[number] = KnowledgeGraph.EntityIndex(place)
      found.append(
        try entity(number, types, texts, withMentions: subjects.contains(number)))
    }
    var qualifiers: [Int: Qualifiers] = [:]
    var rows: [KnowledgeGraph.Statement] = []
    rows.reserveCapacity(statements.count)
    var last: StatementKey?
    // In the order in which their evidence lies in the file.
    for (key, confidence, note) in statements.sorted(by: { $0.key < $1.key }) where key != last {
      last = key
      guard let subject = places[key.subject], let object = places[key.object],
        relations.indices ~= key.relation
      else { throw reader.database.damage("statement") }
      if qualifiers[key.qualifiers] == nil {
        qualifiers[key.qualifiers] = try self.qualifiers(key.qualifiers)
      }
      rows.append(
        KnowledgeGraph.Statement(
          subject: subject, relation: Int(relations[key.relation]), object: object,
          qualifiers: qualifiers[key.qualifiers] ?? Qualifiers(),
          confidence: confidence.isNaN ? nil : confidence,
          evidence: try reader.evidence(of: key, texts), note: note))
    }
    return KnowledgeGraph(
      vocabulary: vocabulary, documents: texts.documents, entities: found, statements: rows,
      decisions: decisions)
  }

  func entity(_ number: Int) throws(StoreError) -> Entity {
    try entity(number, try reader.types(), SomeTexts(reader), withMentions: false)
  }

  private func entity(
    _ number: Int, _ types: [Int: EntityType], _ texts: SomeTexts, withMentions: Bool
  ) throws(StoreError) -> Entity {
    let row = try reader.query("SELECT key, name, type FROM entity WHERE id = ?").bind(1, number)
    guard try row.next(), let type = types[row.int(2)] else {
      throw reader.database.damage("entity")
    }
    let (id, name) = (try row.text(0), try row.text(1))
    guard detail.contains(.entities) else { return Entity(id: id, name: name, type: type) }
    var aliases: [String] = []
    let alias = try reader.query("SELECT name FROM alias WHERE entity = ?").bind(1, number)
    while try alias.next() { aliases.append(try alias.text(0)) }
    var mentions: [EntityMention] = []
    if withMentions {
      let mention = try reader.query(
        "SELECT source, start, stop, quote, reason FROM mention WHERE entity = ? ORDER BY ordinal"
      ).bind(1, number)
      while try mention.next() { mentions.append(try reader.mention(mention, 0, texts)) }
    }
    return Entity(
      id: id, name: name, type: type, aliases: aliases,
      properties: try pairs("SELECT name, value FROM property WHERE entity = ?", number),
      identifiers: try pairs("SELECT scheme, value FROM identifier WHERE entity = ?", number),
      mentions: mentions)
  }

  private func pairs(_ sql: String, _ entity: Int) throws(StoreError) -> [String: String] {
    var pairs: [String: String] = [:]
    let row = try reader.query(sql).bind(1, entity)
    while try row.next() { pairs[try row.text(0)] = try row.text(1) }
    return pairs
  }

  private func qualifiers(_ number: Int) throws(StoreError) -> Qualifiers {
    let row = try reader.query(
      "SELECT polarity, mode, attributed_to, time, place FROM qualifiers WHERE id = ?"
    ).bind(1, number)
    guard try row.next() else { throw reader.database.damage("qualifiers") }
    return try reader.qualifiers(row, 0)
  }
}

extension StoreReader {
  /// The evidence of a statement.
  func evidence(
    of key: StatementKey, _ texts: SomeTexts
  ) throws(StoreError) -> [Evidence] {
    var pieces: [Evidence] = []
    let row = try query(
      """
      SELECT \(StoreReader.evidenceColumns) FROM evidence
      WHERE subject = ? AND relation = ? AND object = ? AND qualifiers = ? ORDER BY ordinal
      """)
    key.bind(to: row)
    while try row.next() { pieces.append(try evidence(row, 0, texts)) }
    return pieces
  }
}

/// The documents, sources and labels that some evidence cites, each read once.
final class SomeTexts: CitedTexts {
  private let reader: StoreReader
  private var cited: [Int: Document] = [:]
  private var sources: [Int: (name: String, document: Int?)] = [:]
  private var labels: [Int: String] = [:]

  init(_ reader: StoreReader) { self.reader = reader }

  /// The documents that have been cited so far, in the order of their numbers.
  var documents: [Document] { cited.sorted { $0.key < $1.key }.map(\.value) }

  func source(_ number: Int) throws(StoreError) -> (name: String, document: Int?) {
    if let source = sources[number] { return source }
    let row = try reader.query("SELECT name, document FROM source WHERE id = ?").bind(1, number)
    guard try row.next() else { throw reader.database.damage("source") }
    let source = (name: try row.text(0), document: row.optionalInt(1))
    sources[number] = source
    // Where a quote stands is counted in the document.
    if let document = source.document { _ = try self.document(document) }
    return source
  }

  func document(_ number: Int) throws(StoreError) -> Document {
    if let document = cited[number] { return document }
    let document = try reader.document(number)
    cited[number] = document
    return document
  }

  func label(_ number: Int) throws(StoreError) -> String {
    if let label = labels[number] { return label }
    let row = try reader.query("SELECT text FROM label WHERE id = ?").bind(1, number)
    guard try row.next() else { throw reader.database.damage("label") }
    let label = try row.text(0)
    labels[number] = label
    return label
  }
}

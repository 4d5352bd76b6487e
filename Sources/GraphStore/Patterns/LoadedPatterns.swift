import GraphModel
import GraphQuery

/// A graph file as patterns see it that go through much of it: who is connected with whom is in memory as
/// columns of 32 bits, everything else is read when it is asked for.
///
/// Entities and statements are numbered as the graph in memory has them.
final class LoadedPatterns: PropertyGraph {
  let texts: StoredTexts
  /// The file's numbers of the entities.
  let entities: [Int]
  /// Keeps what was loaded.
  private unowned let store: GraphStore
  /// The relations that were read; nil for all.
  private let wanted: Set<String>?
  private let places: Places
  /// The file's numbers of the types, by entity.
  private let types: [Int32]
  /// The file's numbers of the qualifiers, by place in the pool.
  private let qualifiers: [Int]
  private let pool: [Qualifiers]
  private let relationNumbers: [Int: Int]
  private let countByType: [Int]
  private let countByLabel: [Int32: Int]
  private let relationships: RelationshipColumns
  /// The names of all entities, once so many were asked for that they were read at once.
  private var names: [String] = []
  private var namesAsked = 0
  private var nameRanks: [Int32]?

  /// Reads all statements, or those of some relations.
  ///
  /// - Parameter wanted: The names of the relations; nil for all.
  /// - Complexity: O(*n*) where the file was written at once; else O(*n* log *n*).
  init(
    _ store: GraphStore, _ texts: StoredTexts, only wanted: Set<String>?
  ) throws(StoreError) {
    self.store = store
    self.texts = texts
    self.wanted = wanted
    let reader = texts.reader
    (entities, types) = try Self.entities(reader)
    places = Places(entities.enumerated().map { (number: $1, place: Int32($0)) })
    var pool: [(number: Int, qualifiers: Qualifiers)] = []
    let row = try reader.query(
      "SELECT id, polarity, mode, attributed_to, time, place FROM qualifiers ORDER BY id")
    while try row.next() { pool.append((row.int(0), try reader.qualifiers(row, 1))) }
    pool.sort { $0.qualifiers < $1.qualifiers }
    self.pool = pool.map(\.qualifiers)
    qualifiers = pool.map(\.number)
    let relationNumbers = Dictionary(
      uniqueKeysWithValues: texts.relations.enumerated().map { ($1, $0) })
    self.relationNumbers = relationNumbers
    let table = try Self.statements(
      texts, places, Places(pool.enumerated().map { (number: $1.number, place: Int32($0)) }), wanted
    )
    var counts = [Int](repeating: 0, count: texts.vocabulary.relations.count)
    for relation in table.relations { counts[Int(relation)] += 1 }
    countByType = counts
    countByLabel = types.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    relationships = RelationshipColumns(
      nodeCount: entities.count, starts: table.subjects, types: table.relations,
      ends: table.objects, classes: table.qualifiers, classCount: pool.count,
      classProperties: PatternVocabulary.qualifierNames,
      isSymmetric: texts.vocabulary.relations.map(\.isSymmetric))
  }

  /// The entities' numbers and types in the order of their ids.
  private static func entities(
    _ reader: StoreReader
  ) throws(StoreError) -> (numbers: [Int], types: [Int32]) {
    var numbers: [Int] = []
    var types: [Int32] = []
    var isInOrder = true
    var last: String?
    let row = try reader.query("SELECT id, type, key FROM entity ORDER BY id")
    while try row.next() {
      numbers.append(row.int(0))
      types.append(Int32(truncatingIfNeeded: row.int(1)))
      if !isInOrder { continue }
      let key = try row.text(2)
      if let last, key <= last { isInOrder = false }
      last = key
    }
    guard numbers.count < Int32.max else { throw reader.database.damage("entity") }
    if isInOrder { return (numbers, types) }
    var keys: [String] = []
    let key = try reader.query("SELECT key FROM entity ORDER BY id")
    while try key.next() { keys.append(try key.text(0)) }
    guard let order = reader.database.inOrder(keys) else {
      throw reader.database.damage("entity")
    }
    return (order.map { numbers[$0] }, order.map { types[$0] })
  }

  /// Subjects, relations, objects and qualifiers in the order of the graph in memory.
  private static func statements(
    _ texts: StoredTexts, _ places: Places, _ ranks: Places, _ wanted: Set<String>?
  ) throws(StoreError) -> KnowledgeGraph.StatementTable {
    var table = KnowledgeGraph.StatementTable()
    let isWanted = texts.relations.map {
      wanted?.contains(texts.vocabulary.relations[$0].name) ?? true
    }
    var statements = try StatementCursor(texts.reader, .keys)
    while let key = try statements.next() {
      guard isWanted.indices ~= key.relation else { throw texts.damage("statement") }
      if !isWanted[key.relation] { continue }
      guard let subject = places[key.subject], let object = places[key.object],
        let qualifiers = ranks[key.qualifiers], table.count < Int32.max
      else { throw texts.damage("statement") }
      table.subjects.append(subject)
      table.relations.append(Int32(texts.relations[key.relation]))
      table.objects.append(object)
      table.qualifiers.append(qualifiers)
    }
    if !table.isInOrder { table.sortKeys() }
    return table
  }

  /// The relations that are there, and some more; nil is all relations.
  func relations(and others: Set<String>?) -> Set<String>? {
    guard let wanted, let others else { return nil }
    return wanted.union(others)
  }

  /// Whether all statements of some relations are there; nil is all relations.
  func covers(_ relations: Set<String>?) -> Bool {
    guard let wanted else { return true }
    return relations?.isSubset(of: wanted) ?? false
  }

  var nodeCount: Int { entities.count }
  var relationshipCount: Int { relationships.count }
  var columns: RelationshipColumns? { relationships }
  var interruption: QueryError? {
    guard texts.failure != nil else { return nil }
    return QueryError(.limit, "Interrupted", "the file cannot be read")
  }

  /// The statement of a number, as the file has it.
  func key(of relationship: Int) -> StatementKey {
    let row = relationships.row(relationship)
    return StatementKey(
      subject: entities[row.start], relation: relationNumbers[row.type] ?? -1,
      object: entities[row.end], qualifiers: qualifiers[row.class])
  }

  // MARK: Labels and types

  func checkLabel(_ name: String) throws(QueryError) {
    try PatternVocabulary(texts.vocabulary).checkLabel(name) { nodeCount(withLabel: $0) > 0 }
  }
  func checkType(_ name: String) throws(QueryError) {
    try PatternVocabulary(texts.vocabulary).checkType(name)
  }
  func checkRelationshipProperty(_ name: String) throws(QueryError) {
    try PatternVocabulary.checkStatementProperty(name)
  }
  var tacitProperties: [(name: String, value: String)] { PatternVocabulary.tacitProperties }

  private func number(ofLabel label: String) -> Int32? {
    texts.types.first { $0.value.rawValue == label }.map { Int32(truncatingIfNeeded: $0.key) }
  }
  func labels(of node: Int) -> [String] { [texts.types[Int(types[node])]?.rawValue ?? ""] }
  func node(_ node: Int, hasLabel label: String) -> Bool { number(ofLabel: label) == types[node] }
  func test(forLabel label: String) -> (Int) -> Bool {
    let (number, types) = (number(ofLabel: label), types)
    return { types[$0] == number }
  }
  func nodes(withLabel label: String) -> [Int] {
    let number = number(ofLabel: label)
    return types.indices.filter { types[$0] == number }
  }
  func nodeCount(withLabel label: String) -> Int {
    number(ofLabel: label).flatMap { countByLabel[$0] } ?? 0
  }
  func typeIndex(named name: String) -> Int? { texts.vocabulary.index(ofRelation: name) }
  func typeName(_ type: Int) -> String { texts.vocabulary.relations[type].name }
  func relationshipCount(ofType type: Int) -> Int { countByType[type] }
  func type(of relationship: Int) -> Int { relationships.row(relationship).type }
  func ends(of relationship: Int) -> (start: Int, end: Int) {
    let row = relationships.row(relationship)
    return (row.start, row.end)
  }
  func forEachRelationship(
    of node: Int, _ direction: TraversalDirection, _ body: (Int, Int) -> Void
  ) {
    for (relationship, far) in relationships.list(at: node, direction) { body(relationship, far) }
  }

  // MARK: Properties

  func nodes(where property: String, equals value: Value) -> [Int]? {
    switch (property, value) {
    case ("name", .string(let name)):
      return texts.attempt(or: []) { () throws(StoreError) in
        try store.entities(folded: NameKey.fold(name))
          .filter { texts.row($0.number).name.hasSameBytes(as: name) }
          .compactMap { places[$0.number].map { Int($0) } }.sorted()
      }
    case ("id", .string(let id)):
      return texts.attempt(or: []) { () throws(StoreError) in
        try store.entity(id: id).flatMap { places[$0.number] }.map { [Int($0)] } ?? []
      }
    case ("name", _), ("id", _): return []
    default: return nil
    }
  }

  func property(_ name: String, ofNode node: Int) -> Value {
    switch name {
    case "name": .string(self.name(of: node))
    case "type": .string(texts.types[Int(types[node])]?.rawValue ?? "")
    default: texts.property(name, ofEntity: entities[node])
    }
  }

  func reader(ofNodeProperty name: String) -> (Int) -> Value {
    if name == "name" { return { .string(self.name(of: $0)) } }
    return { self.property(name, ofNode: $0) }
  }

  func ranks(
    ofNodeProperty name: String, _ hold: (Int) throws(QueryError) -> Void
  ) throws(QueryError) -> [Int32]? {
    let property = reader(ofNodeProperty: name)
    guard name == "name" else { return try TextRanks(nodeCount, property, hold)?.ranks }
    if let nameRanks { return nameRanks }
    try readNames { () throws(QueryError) in try hold(0) }
    nameRanks = try TextRanks(nodeCount, property, hold)?.ranks
    return nameRanks
  }

  private func name(of node: Int) -> String {
    if !names.isEmpty { return names[node] }
    namesAsked += 1
    // Some are looked up; many are read in the order in which they lie.
    if namesAsked < 256 { return texts.row(entities[node]).name }
    readNames {}
    return names.isEmpty ? "" : names[node]
  }

  /// Reads the names of all entities in the order in which they lie.
  ///
  /// - Parameter look: Called every few thousand names; what it throws ends the reading.
  private func readNames<Failure: Error>(
    _ look: () throws(Failure) -> Void
  ) throws(Failure) {
    if !names.isEmpty { return }
    var problem: Failure?
    names = texts.attempt(or: []) { () throws(StoreError) in
      var names = [String](repeating: "", count: entities.count)
      var count = 0
      let row = try texts.reader.query("SELECT id, name FROM entity")
      while try row.next() {
        guard let place = places[row.int(0)] else { throw texts.damage("entity") }
        names[Int(place)] = try row.text(1)
        count += 1
        if count & 4095 != 0 { continue }
        do throws(Failure) {
          try look()
        } catch {
          problem = error
          row.again()
          return []
        }
      }
      return names
    }
    if let problem { throw problem }
  }

  func propertyNames(ofNode node: Int) -> [String] {
    texts.propertyNames(ofEntity: entities[node])
  }

  func property(_ name: String, ofRelationship relationship: Int) -> Value {
    pool[relationships.row(relationship).class].value(ofProperty: name)
      ?? texts.property(name, ofStatement: key(of: relationship))
  }

  func propertyNames(ofRelationship relationship: Int) -> [String] {
    texts.propertyNames(ofStatement: key(of: relationship))
  }
}

extension KnowledgeGraph.StatementTable {
  /// Puts the four columns that are a statement's key in order.
  fileprivate mutating func sortKeys() {
    let order = subjects.indices.sorted { left, right in
      if subjects[left] != subjects[right] { return subjects[left] < subjects[right] }
      if relations[left] != relations[right] { return relations[left] < relations[right] }
      if objects[left] != objects[right] { return objects[left] < objects[right] }
      return qualifiers[left] < qualifiers[right]
    }
    (subjects, relations) = (order.map { subjects[$0] }, order.map { relations[$0] })
    (objects, qualifiers) = (order.map { objects[$0] }, order.map { qualifiers[$0] })
  }
}

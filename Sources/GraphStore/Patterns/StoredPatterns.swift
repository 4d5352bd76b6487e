import GraphModel
import GraphQuery

/// A graph file as patterns see it that begin at names and go no farther than some thousands of statements: every
/// step is a question to the file's indices.
///
/// What is found comes in the order of the whole graph: entities by their ids, statements by subject, relation,
/// object and qualifiers.
final class StoredPatterns: PropertyGraph {
  let texts: StoredTexts
  let nodeCount: Int
  let relationshipCount: Int
  /// Keeps what was followed.
  private unowned let store: GraphStore
  /// The most rows that may be read.
  private let budget: Int
  private var rowsRead = 0
  /// The statements that were met, by their numbers here.
  private(set) var statements: [StatementKey] = []
  private var numbers: [StatementKey: Int] = [:]
  private let isSymmetric: [Bool]
  /// By the vocabulary's places, the file's numbers.
  private let relationNumbers: [Int: Int]
  private lazy var relationShares = shares(
    of: "SELECT relation FROM statement WHERE subject >= ? LIMIT 1")
  private lazy var typeShares = shares(of: "SELECT type FROM entity WHERE id >= ? LIMIT 1")

  /// A statement as it is met at one of its ends.
  private struct Arrow {
    let statement: Int
    let far: Int
    let relation: Int
    let qualifiers: Int
    let isOutgoing: Bool
  }
  private var arrows: [Int: [Arrow]] = [:]

  init(_ store: GraphStore, _ texts: StoredTexts, _ size: StoreSize) {
    self.store = store
    self.texts = texts
    nodeCount = size.entities
    relationshipCount = size.statements
    budget = size.budget
    isSymmetric = texts.vocabulary.relations.map(\.isSymmetric)
    relationNumbers = Dictionary(
      uniqueKeysWithValues: texts.relations.enumerated().map { ($1, $0) })
  }

  private var reader: StoreReader { texts.reader }

  /// Has the rows counted anew; what is known is not read again.
  func beginQuestion() { rowsRead = 0 }

  /// Whether what is known is little enough to be kept.
  var isSmall: Bool { statements.count < 100_000 && texts.rowCount < 100_000 }

  /// Whether more would have to be read than this way is good for.
  var isExhausted: Bool { rowsRead > budget }

  var interruption: QueryError? {
    guard isExhausted || texts.failure != nil else { return nil }
    return QueryError(.limit, "Interrupted", "the file is to be read as a whole, or cannot be read")
  }

  /// The share of every number among some rows that lie evenly in the file.
  private func shares(of sql: String) -> [Int: Double] {
    texts.attempt(or: [:]) { () throws(StoreError) in
      let count = 32
      var found: [Int: Double] = [:]
      for place in 0..<count {
        let row = try reader.query(sql).bind(1, nodeCount * place / count)
        if try row.next() { found[row.int(0), default: 0] += 1 / Double(count) }
      }
      return found
    }
  }

  // MARK: Labels and types

  func checkLabel(_ name: String) throws(QueryError) {
    try PatternVocabulary(texts.vocabulary).checkLabel(name) { label in
      texts.types.values.contains { $0.rawValue == label }
    }
  }
  func checkType(_ name: String) throws(QueryError) {
    try PatternVocabulary(texts.vocabulary).checkType(name)
  }
  func checkRelationshipProperty(_ name: String) throws(QueryError) {
    try PatternVocabulary.checkStatementProperty(name)
  }
  var tacitProperties: [(name: String, value: String)] { PatternVocabulary.tacitProperties }

  func labels(of node: Int) -> [String] { [texts.label(of: node)] }
  func node(_ node: Int, hasLabel label: String) -> Bool { texts.label(of: node) == label }
  func nodeCount(withLabel label: String) -> Int {
    guard let type = texts.types.first(where: { $0.value.rawValue == label })?.key else { return 0 }
    return Int((Double(nodeCount) * (typeShares[type] ?? 0.01)).rounded(.up))
  }
  func typeIndex(named name: String) -> Int? { texts.vocabulary.index(ofRelation: name) }
  func typeName(_ type: Int) -> String { texts.vocabulary.relations[type].name }
  func relationshipCount(ofType type: Int) -> Int {
    guard let number = relationNumbers[type] else { return 0 }
    return Int((Double(relationshipCount) * (relationShares[number] ?? 0.01)).rounded(.up))
  }

  // MARK: Nodes

  func nodes(withLabel label: String) -> [Int] {
    var found: [Int] = []
    texts.attempt(or: ()) { () throws(StoreError) in
      try forEachEntity { node in if self.node(node, hasLabel: label) { found.append(node) } }
    }
    return found
  }

  /// In pieces, as the file may be asked in between.
  func forEachNode(
    withLabel label: String?, _ body: (Int) throws(QueryError) -> Void
  ) throws(QueryError) {
    var last: String?
    while let piece = piece(after: last), !piece.isEmpty {
      for node in piece where label.map({ self.node(node, hasLabel: $0) }) ?? true {
        try body(node)
      }
      last = piece.last.map { texts.row($0).key }
    }
  }

  private func forEachEntity(_ body: (Int) -> Void) throws(StoreError) {
    var last: String?
    while let piece = piece(after: last), !piece.isEmpty {
      piece.forEach(body)
      last = piece.last.map { texts.row($0).key }
    }
  }

  /// The next entities in the order of ids; nil where no more may be read.
  private func piece(after key: String?) -> [Int]? {
    if interruption != nil { return nil }
    return texts.attempt(or: nil) { () throws(StoreError) in
      let columns = "SELECT id, key, name, type FROM entity"
      let query =
        if let key {
          try reader.query("\(columns) WHERE key > ? ORDER BY key LIMIT 64").bind(1, key)
        } else {
          try reader.query("\(columns) ORDER BY key LIMIT 64")
        }
      var piece: [Int] = []
      while try query.next() {
        piece.append(query.int(0))
        try texts.take(query, 1, as: query.int(0))
      }
      rowsRead += piece.count
      return piece
    }
  }

  func nodes(where property: String, equals value: Value) -> [Int]? {
    switch (property, value) {
    case ("name", .string(let name)):
      return texts.attempt(or: []) { () throws(StoreError) in
        var found: [Int] = []
        for entity in try store.entities(folded: NameKey.fold(name)) {
          rowsRead += 1
          if isExhausted { return [] }
          if texts.row(entity.number).name.hasSameBytes(as: name) { found.append(entity.number) }
        }
        return found.sorted { precedes(node: $0, $1) }
      }
    case ("id", .string(let id)):
      return texts.attempt(or: []) { () throws(StoreError) in
        try store.entity(id: id).map { [$0.number] } ?? []
      }
    case ("name", _), ("id", _): return []
    default: return nil
    }
  }

  func property(_ name: String, ofNode node: Int) -> Value {
    texts.property(name, ofEntity: node)
  }
  func propertyNames(ofNode node: Int) -> [String] { texts.propertyNames(ofEntity: node) }

  // MARK: Statements

  func type(of relationship: Int) -> Int { texts.relations[statements[relationship].relation] }
  func ends(of relationship: Int) -> (start: Int, end: Int) {
    (statements[relationship].subject, statements[relationship].object)
  }
  func property(_ name: String, ofRelationship relationship: Int) -> Value {
    texts.property(name, ofStatement: statements[relationship])
  }
  func propertyNames(ofRelationship relationship: Int) -> [String] {
    texts.propertyNames(ofStatement: statements[relationship])
  }

  func forEachRelationship(
    of node: Int, _ direction: TraversalDirection, _ body: (Int, Int) -> Void
  ) {
    forEachRelationship(of: node, direction, types: nil, body)
  }

  func forEachRelationship(
    of node: Int, _ direction: TraversalDirection, types: Set<Int>?, _ body: (Int, Int) -> Void
  ) {
    for arrow in arrows(at: node) {
      if let types, !types.contains(arrow.relation) { continue }
      let isAgainst = direction == (arrow.isOutgoing ? .incoming : .outgoing)
      if isAgainst, !isSymmetric[arrow.relation], arrow.far != node { continue }
      body(arrow.statement, arrow.far)
    }
  }

  /// All statements about an entity, in the order of `RelationshipColumns`: those of which it is the subject, by
  /// relation and object, then the others by subject and relation.
  private func arrows(at node: Int) -> [Arrow] {
    if let known = arrows[node] { return known }
    let found = texts.attempt(or: []) { () throws(StoreError) in
      try read(node, isOutgoing: true) + read(node, isOutgoing: false)
    }
    arrows[node] = found
    return found
  }

  private func read(_ node: Int, isOutgoing: Bool) throws(StoreError) -> [Arrow] {
    // Entities come along, as their ids say in which order the statements are.
    let row =
      isOutgoing
      ? try reader.query(
        """
        SELECT relation, object, qualifiers, key, name, type
        FROM statement CROSS JOIN entity ON id = object WHERE subject = ?
        """)
      : try reader.query(
        """
        SELECT relation, subject, qualifiers, key, name, type
        FROM statement INDEXED BY statement_by_object CROSS JOIN entity ON id = subject
        WHERE object = ? AND subject <> object
        """)
    row.bind(1, node)
    var found: [Arrow] = []
    while !isExhausted, try row.next() {
      rowsRead += 1
      let (number, far) = (row.int(0), row.int(1))
      guard texts.relations.indices ~= number else { throw texts.damage("statement") }
      try texts.take(row, 3, as: far)
      let key = StatementKey(
        subject: isOutgoing ? node : far, relation: number, object: isOutgoing ? far : node,
        qualifiers: row.int(2))
      found.append(
        Arrow(
          statement: self.number(of: key), far: far, relation: texts.relations[number],
          qualifiers: key.qualifiers, isOutgoing: isOutgoing))
    }
    row.again()
    return found.sorted { left, right in
      if isOutgoing, left.relation != right.relation { return left.relation < right.relation }
      // Those that may be followed either way come first, as in memory.
      let isFirst = isSymmetric[left.relation]
      if !isOutgoing, isFirst != isSymmetric[right.relation] { return isFirst }
      if left.far != right.far { return precedes(node: left.far, right.far) }
      if left.relation != right.relation { return left.relation < right.relation }
      return precedes(qualifiers: left.qualifiers, right.qualifiers)
    }
  }

  private func number(of key: StatementKey) -> Int {
    if let known = numbers[key] { return known }
    statements.append(key)
    numbers[key] = statements.count - 1
    return statements.count - 1
  }

  // MARK: Order

  var isNumberedInOrder: Bool { false }

  func precedes(node: Int, _ other: Int) -> Bool {
    node != other && TextOrder.precedes(texts.row(node).key, texts.row(other).key)
  }

  func precedes(relationship: Int, _ other: Int) -> Bool {
    let (left, right) = (statements[relationship], statements[other])
    if left.subject != right.subject { return precedes(node: left.subject, right.subject) }
    let types = (type(of: relationship), type(of: other))
    if types.0 != types.1 { return types.0 < types.1 }
    if left.object != right.object { return precedes(node: left.object, right.object) }
    return precedes(qualifiers: left.qualifiers, right.qualifiers)
  }

  private func precedes(qualifiers: Int, _ other: Int) -> Bool {
    qualifiers != other && texts.qualifiers(qualifiers) < texts.qualifiers(other)
  }
}

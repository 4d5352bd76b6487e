import GraphModel

extension GraphStore {
  /// A statement as the file has it: entities, relation and qualifiers by their numbers there.
  package typealias StatementRow = (
    subject: Int32, relation: Int32, object: Int32, qualifiers: Int32
  )

  /// Opens a file several times, for as many threads, so that all see one state of it.
  ///
  /// - Returns: Fewer, but at least one, where others keep on writing.
  package static func opened(_ path: String, times: Int) throws(StoreError) -> [GraphStore] {
    for _ in 0..<8 {
      let first = try GraphStore(path)
      if times < 2 { return [first] }
      let version = try first.reader.database.number("PRAGMA data_version")
      var stores = [first]
      for _ in 1..<times { stores.append(try GraphStore(path)) }
      // If nothing has been written from before the first began until now, all began with the same.
      try first.reader.database.run("COMMIT")
      try first.reader.database.run("BEGIN")
      let state = try first.reader.database.number("SELECT count(*) FROM sqlite_schema")
      if state != nil, try first.reader.database.number("PRAGMA data_version") == version {
        return stores
      }
    }
    return [try GraphStore(path)]
  }

  /// The number after the greatest that an entity has; the least is 0.
  package func entityLimit() throws(StoreError) -> Int { try reader.entityLimit() }

  /// The numbers of all entities in the order of their ids, as a graph in memory has them.
  package func entityNumbers() throws(StoreError) -> [Int32] {
    var numbers: [Int32] = []
    var keys: [String] = []
    // Answered by the index of keys alone; by bytes, which is the order but for letters beyond ASCII.
    let row = try reader.query("SELECT id, key FROM entity ORDER BY key")
    while try row.next() {
      guard let number = Int32(exactly: row.int(0)), number >= 0 else {
        throw reader.database.damage("entity")
      }
      numbers.append(number)
      keys.append(try row.text(1))
    }
    guard let order = reader.database.inOrder(keys) else { throw reader.database.damage("entity") }
    return order.map { numbers[$0] }
  }

  /// The entity of a number, without its mentions.
  package func entity(numbered number: Int32) throws(StoreError) -> GraphModel.Entity {
    try PartReader(reader, vocabulary, .all).entity(Int(number))
  }

  /// All qualifiers that statements of the file have, by number.
  package func qualifiers() throws(StoreError) -> [Int32: Qualifiers] {
    var qualifiers: [Int32: Qualifiers] = [:]
    let row = try reader.query(
      "SELECT id, polarity, mode, attributed_to, time, place FROM qualifiers")
    while try row.next() {
      guard let number = Int32(exactly: row.int(0)) else {
        throw reader.database.damage("qualifiers")
      }
      qualifiers[number] = try reader.qualifiers(row, 1)
    }
    return qualifiers
  }

  /// Calls a body for every statement about some entities, ascending by subject, relation, object and
  /// qualifiers; nothing but these numbers is read.
  ///
  /// - Parameter subjects: The numbers of the entities.
  /// - Throws: `StoreError` also where a relation is none of the vocabulary, or an entity's number is not
  ///   below `entityLimit()`.
  package func forEachStatement(
    subjects: Range<Int>, _ body: (StatementRow) throws(StoreError) -> Void
  ) throws(StoreError) {
    let entities = try entityLimit()
    let relations = vocabulary.relations.count
    var statements = try StatementCursor(reader, .keys, from: subjects.lowerBound)
    while let key = try statements.next(), key.subject < subjects.upperBound {
      let (subject, relation, object) = (key.subject, key.relation, key.object)
      guard 0..<entities ~= subject, 0..<entities ~= object, 0..<relations ~= relation,
        let qualifiers = Int32(exactly: key.qualifiers)
      else { throw reader.database.damage("statement") }
      try body(
        (
          subject: Int32(truncatingIfNeeded: subject),
          relation: Int32(truncatingIfNeeded: relation),
          object: Int32(truncatingIfNeeded: object), qualifiers: qualifiers
        ))
    }
  }
}

extension StoreReader {
  /// The number after the greatest that an entity has; the least is 0.
  func entityLimit() throws(StoreError) -> Int {
    let limit = (try database.number("SELECT max(id) FROM entity") ?? -1) + 1
    guard 0...Int(Int32.max) ~= limit else { throw database.damage("entity") }
    return limit
  }
}

/// The network of a graph file's plain facts, and which entities its numbers mean.
package struct StoredNetwork {
  /// Entities are numbered in the order of their ids, as in a graph in memory.
  package let network: FactNetwork
  /// For every entity its number in the file.
  package let numbers: [Int32]

  private enum Part {
    case order([Int32])
    case arrows(FactNetwork.Arrows)
  }

  /// Reads the numbers of statements, and neither names nor texts, by as many threads as there are stores.
  ///
  /// - Parameter stores: Such as `GraphStore.opened(_:times:)` gives; not empty.
  package init(_ stores: [GraphStore]) throws(StoreError) {
    let store = stores[0]
    let plain = Places(
      try store.qualifiers().filter(\.value.isPlainFact).map { (number: Int($0.key), place: 0) })
    let isSymmetric = store.vocabulary.relations.map(\.isSymmetric)
    let limit = try store.entityLimit()
    // More than there are threads, as subjects have more or fewer statements.
    let ranges = Parallel.split(limit, into: 8 * stores.count)
    let parts = try Parallel.results(of: ranges.count + 1, with: stores) {
      (store, task) throws(StoreError) -> Part in
      if task == 0 { return .order(try store.entityNumbers()) }
      var arrows = FactNetwork.Arrows()
      try store.forEachStatement(subjects: ranges[task - 1]) { (row) throws(StoreError) in
        guard plain[Int(row.qualifiers)] != nil else { return }
        arrows.add(
          from: row.subject, to: row.object, isSymmetric: isSymmetric[Int(row.relation)])
      }
      return .arrows(arrows)
    }
    var numbers: [Int32] = []
    var arrows: [FactNetwork.Arrows] = []
    for part in parts {
      switch part {
      case .order(let order): numbers = order
      case .arrows(let some): arrows.append(some)
      }
    }
    if numbers.enumerated().contains(where: { $0 != Int($1) }) {
      var places = [Int32](repeating: -1, count: limit)
      for (place, number) in numbers.enumerated() {
        guard places.indices ~= Int(number) else { throw store.reader.database.damage("entity") }
        places[Int(number)] = Int32(place)
      }
      for index in arrows.indices {
        guard arrows[index].renumber(places) else {
          throw store.reader.database.damage("statement")
        }
      }
    } else if numbers.count != limit {
      throw store.reader.database.damage("entity")
    }
    network = FactNetwork(count: numbers.count, arrows)
    self.numbers = numbers
  }
}

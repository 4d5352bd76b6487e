import GraphModel

extension GraphStore {
  /// Makes what a file holds a graph, and touches only what differs.
  ///
  /// All of it comes to be or none; others read what was there until it has.
  ///
  /// - Throws: `StoreError`, and then the file is as it was.
  /// - Complexity: O(*n*) to compare, and O(*m* log *n*) to write *m* changes.
  public static func update(_ path: String, to graph: KnowledgeGraph) throws(StoreError) {
    try FileHead.checkKind(path)
    let database = try Database(path, for: .writing)
    try FileHead.check(database)
    try database.transaction { () throws(StoreError) in
      try database.migrate()
      let reader = StoreReader(database)
      let vocabulary = try reader.vocabulary()
      if vocabulary == graph.vocabulary {
        let old = try WholeGraph([reader], vocabulary).graph()
        var update = try StoreUpdate(database, graph)
        try update.apply(graph.difference(from: old), to: old)
      } else {
        try database.removeAll()
        try StoreWriter(database, isNew: true).add(graph)
      }
      // Where two tables of a damaged file share a page, the one may have been written over with the other.
      guard try StoreReader(database).vocabulary() == graph.vocabulary else {
        throw database.damage("relation")
      }
    }
    // Where somebody still reads the old state, whoever comes last does this.
    try database.moveLogIntoFile()
    try database.close()
  }
}

extension Database {
  /// Empties every table.
  fileprivate func removeAll() throws(StoreError) {
    try run("INSERT INTO name_search (name_search) VALUES ('delete-all')")
    // Of a table that keeps no text of its own this forgets everything, too.
    try run("INSERT INTO document_search (document_search) VALUES ('delete-all')")
    for table in [
      "decision", "evidence", "statement", "qualifiers", "mention", "identifier", "property",
      "alias", "name",
      "entity", "label", "source", "document_link", "document", "entity_type", "relation",
    ] {
      try run("DELETE FROM \(table)")
    }
  }

  /// Brings what has been written into the file itself, unless somebody still reads what was there.
  fileprivate func moveLogIntoFile() throws(StoreError) {
    let query = try query("PRAGMA wal_checkpoint(TRUNCATE)")
    _ = try query.next()
  }
}

/// Applies the difference between what a file holds and a graph.
private struct StoreUpdate {
  private let database: Database
  private let writer: StoreWriter
  private let graph: KnowledgeGraph
  private var citations = Citations()
  private var nextDocument: Int
  private var nextEntity: Int

  init(_ database: Database, _ graph: KnowledgeGraph) throws(StoreError) {
    self.database = database
    self.graph = graph
    writer = StoreWriter(database, isNew: false)
    nextDocument = (try database.number("SELECT max(id) FROM document") ?? -1) + 1
    nextEntity = (try database.number("SELECT max(id) FROM entity") ?? -1) + 1
    let reader = StoreReader(database)
    let row = try reader.query(
      "SELECT id, polarity, mode, attributed_to, time, place FROM qualifiers")
    while try row.next() { writer.learn(try reader.qualifiers(row, 1), row.int(0)) }
  }

  mutating func apply(
    _ difference: GraphDifference, to old: KnowledgeGraph
  ) throws(StoreError) {
    let (statements, entities) = (difference.statements, difference.entities)
    for statement in statements.removed + statements.changed.map(\.before) {
      try writer.remove(try key(of: statement))
    }
    let decisions = difference.decisions
    for decision in decisions.removed + decisions.changed.map(\.before) {
      try writer.remove(
        decision, try number(ofEntity: decision.one.entity),
        try number(ofEntity: decision.other.entity))
    }
    for entity in entities.removed { try writer.remove(entity, try number(ofEntity: entity.id)) }
    try apply(difference.documents)
    for change in entities.changed {
      try writer.change(
        change.before, try number(ofEntity: change.before.id), to: change.after, citations)
    }
    for entity in entities.added {
      try writer.add(entity, as: nextEntity, citations)
      nextEntity += 1
    }
    for statement in statements.added + statements.changed.map(\.after) {
      let key = try key(of: statement)
      try writer.add(key, confidence: statement.confidence, note: statement.note)
      for (ordinal, evidence) in statement.evidence.enumerated() {
        try writer.add(evidence, of: key, as: ordinal, citations)
      }
    }
    for decision in decisions.added + decisions.changed.map(\.after) {
      try writer.add(
        decision, try number(ofEntity: decision.one.entity),
        try number(ofEntity: decision.other.entity), citations)
    }
    if !difference.isEmpty { try sweep() }
  }

  private mutating func apply(
    _ changes: GraphDifference.Changes<Document>
  ) throws(StoreError) {
    for document in changes.removed + changes.changed.map(\.before) {
      let number = try number(ofDocument: document.id)
      // What still cites it keeps the words.
      for table in ["evidence", "mention"] {
        try writer.query(
          """
          UPDATE \(table) SET quote = coalesce(CAST(substr(CAST(
            (SELECT text FROM document WHERE id = ?1) AS BLOB), start + 1, stop - start) AS TEXT), '')
          WHERE quote IS NULL AND source IN (SELECT id FROM source WHERE document = ?1)
          """
        ).bind(1, number).run()
      }
      try writer.remove(document, number)
    }
    var numbers: [ExactText: Int] = [:]
    for document in changes.added + changes.changed.map(\.after) {
      try writer.add(document, as: nextDocument)
      numbers[ExactText(document.id)] = nextDocument
      nextDocument += 1
    }
    for document in graph.documents {
      if let number = numbers[ExactText(document.id)] {
        citations.add(document, number)
      } else {
        citations.add(document, try number(ofDocument: document.id))
      }
    }
    for (number, source) in try StoreReader(database).sources() {
      guard let document = numbers[ExactText(source.name)] else { continue }
      try writer.query("UPDATE source SET document = ? WHERE id = ?")
        .bind(1, document).bind(2, number).run()
    }
  }

  /// Removes what nothing refers to any more.
  private func sweep() throws(StoreError) {
    try database.run(
      """
      DELETE FROM qualifiers WHERE id NOT IN (SELECT qualifiers FROM statement);
      DELETE FROM source WHERE id NOT IN (SELECT source FROM evidence)
        AND id NOT IN (SELECT source FROM mention)
        AND id NOT IN (SELECT source FROM decision WHERE source NOT NULL)
        AND id NOT IN (SELECT other_source FROM decision WHERE other_source NOT NULL);
      DELETE FROM label WHERE id NOT IN (SELECT extractor FROM evidence WHERE extractor NOT NULL)
        AND id NOT IN (SELECT reason FROM mention) AND id NOT IN (SELECT ground FROM decision);
      DELETE FROM entity_type WHERE definition IS NULL AND id NOT IN (SELECT type FROM entity);
      """)
  }

  private func number(ofEntity id: String) throws(StoreError) -> Int {
    try number("SELECT id FROM entity WHERE key = ?", id)
  }

  private func number(ofDocument id: String) throws(StoreError) -> Int {
    try number("SELECT id FROM document WHERE name = ?", id)
  }

  private func number(_ sql: String, _ text: String) throws(StoreError) -> Int {
    let query = try writer.query(sql).bind(1, text)
    guard try query.next() else { throw database.damage(sql) }
    let number = query.int(0)
    query.again()
    return number
  }

  private func key(of statement: DetachedStatement) throws(StoreError) -> StatementKey {
    guard let relation = graph.vocabulary.index(ofRelation: statement.relation) else {
      throw database.damage("relation")
    }
    return StatementKey(
      subject: try number(ofEntity: statement.subject), relation: relation,
      object: try number(ofEntity: statement.object),
      qualifiers: try writer.number(of: statement.qualifiers))
  }
}

import GraphModel

extension GraphStore {
  /// What a name or id means; see `NameIndex.look(up:)`, whose answers are the same.
  ///
  /// - Complexity: O(log *n*) for a name that is known up to case and punctuation, or by its words or what
  ///   they sound like; O(*n*) in the names' total length to find the nearest to one that is not.
  public func look(up name: String) throws(StoreError) -> NameMatch<StoredEntity> {
    try match(name)
  }

  /// The names of entities one of whose names begins with a text, up to case, accents and punctuation, in
  /// the order of ids: what a shell completes.
  public func completions(of beginning: String) throws(StoreError) -> [String] {
    let key = NameKey.fold(beginning)
    var found: Set<Int> = []
    let row = try reader.query("SELECT folded, entity FROM name WHERE folded >= ? ORDER BY folded")
      .bind(1, key)
    while try row.next(), try row.text(0).utf8.starts(with: key.utf8) { found.insert(row.int(1)) }
    row.again()
    var names: [String] = []
    for entity in try inOrder(found.map(StoredEntity.init)) {
      if let name = try self.names(of: entity).first { names.append(name) }
    }
    return names
  }
}

extension GraphStore: NameTable {
  package func entity(id: String) throws(StoreError) -> StoredEntity? {
    let row = try reader.query("SELECT id FROM entity WHERE key = ?").bind(1, id)
    return try row.next() ? StoredEntity(number: row.int(0)) : nil
  }

  package func names(of entity: StoredEntity) throws(StoreError) -> [String] {
    let row = try reader.query(
      "SELECT name FROM entity WHERE id = ?1 UNION ALL SELECT name FROM alias WHERE entity = ?1"
    ).bind(1, entity.number)
    var names: [String] = []
    while try row.next() { names.append(try row.text(0)) }
    return names
  }

  package func entities(folded key: String) throws(StoreError) -> [StoredEntity] {
    try entities(reader.query("SELECT entity FROM name WHERE folded = ?").bind(1, key))
  }

  package func entities(meeting words: Set<NameWord>) throws(StoreError) -> [StoredEntity] {
    // A few words leave few candidates; a page's worth would only make the search slow.
    let terms = words.map(Self.term).sorted().prefix(16)
    return try entities(
      reader.query("SELECT rowid FROM name_search WHERE name_search MATCH ?")
        .bind(1, terms.joined(separator: " AND ")))
  }

  /// A condition as the text index takes it; it holds no quotes, as folded words have none.
  private static func term(_ word: NameWord) -> String {
    switch word {
    case .whole(let text): "words : \"\(text)\""
    case .beginning(let text): "words : \"\(text)\" *"
    case .sounding(let text, let sound?): "(words : \"\(text)\" OR sounds : \"\(sound)\")"
    case .sounding(let text, nil): "words : \"\(text)\""
    }
  }

  package func forEachName(
    _ body: (String, [StoredEntity]) -> Void
  ) throws(StoreError) {
    let row = try reader.query("SELECT folded, entity FROM name")
    while try row.next() { body(try row.text(0), [StoredEntity(number: row.int(1))]) }
  }

  package func forEachWord(_ body: (String) -> Void) throws(StoreError) {
    let row = try reader.query("SELECT term FROM name_word WHERE col = 'words'")
    while try row.next() { body(try row.text(0)) }
  }

  package func hasMoreEntities(than count: Int) throws(StoreError) -> Bool {
    let row = try reader.query("SELECT count(*) FROM (SELECT 1 FROM entity LIMIT ?)")
      .bind(1, count + 1)
    let isMore = try row.next() && row.int(0) > count
    row.again()
    return isMore
  }

  package func forEachName(
    within reach: Int, of name: [Unicode.Scalar], _ body: (String, [StoredEntity]) -> Void
  ) throws(StoreError) {
    let row = try reader.query("SELECT folded FROM name WHERE folded >= ? ORDER BY folded LIMIT 1")
    var near = NearTexts(name, within: reach)
    try near.forEach { start throws(StoreError) in
      try first(of: row, from: start)
    } _: { text throws(StoreError) in
      body(text, try entities(folded: text))
    }
  }

  package func forEachWord(
    within reach: Int, of word: [Unicode.Scalar], _ body: (String) -> Void
  ) throws(StoreError) {
    // By occurrences, of which only the first is read: to tell a word's columns, all its bearers would be counted.
    try reader.database.run(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.name_place "
        + "USING fts5vocab (main, name_search, instance)")
    let row = try reader.query("SELECT term FROM temp.name_place WHERE term >= ? LIMIT 1")
    var near = NearTexts(word, within: reach)
    try near.forEach { start throws(StoreError) in
      try first(of: row, from: start)
    } _: { word throws(StoreError) in
      // It may be nothing but what words sound like.
      if try entities(bearing: word, atMost: 0) == nil { body(word) }
    }
  }

  private func first(of row: Query, from start: String) throws(StoreError) -> String? {
    row.again()
    let text = try row.bind(1, start).next() ? try row.text(0) : nil
    row.again()
    return text
  }

  package func entities(
    bearing word: String, atMost count: Int
  ) throws(StoreError) -> [StoredEntity]? {
    let row = try reader.query("SELECT rowid FROM name_search WHERE name_search MATCH ? LIMIT ?")
    let found = try entities(row.bind(1, Self.term(.whole(word))).bind(2, count + 1))
    row.again()
    return found.count > count ? nil : found
  }

  package func inOrder(_ entities: [StoredEntity]) throws(StoreError) -> [StoredEntity] {
    if entities.count < 2 { return entities }
    var keyed: [(key: String, entity: StoredEntity)] = []
    for entity in entities { keyed.append((try key(of: entity), entity)) }
    return keyed.sorted { TextOrder.precedes($0.key, $1.key) }.map(\.entity)
  }

  private func key(of entity: StoredEntity) throws(StoreError) -> String {
    let row = try reader.query("SELECT key FROM entity WHERE id = ?").bind(1, entity.number)
    guard try row.next() else { throw reader.database.damage("entity") }
    return try row.text(0)
  }

  private func entities(_ row: Query) throws(StoreError) -> [StoredEntity] {
    var entities: [StoredEntity] = []
    while try row.next() { entities.append(StoredEntity(number: row.int(0))) }
    return entities
  }
}

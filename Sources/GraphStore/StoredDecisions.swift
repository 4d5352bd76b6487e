import GraphModel

extension StoreReader {
  /// What was decided of names, in order: of all, or of an entity by its number.
  ///
  /// A file of the first version has nothing of it.
  ///
  /// - Parameter id: The id of an entity, by its number.
  func decisions(
    about entity: Int? = nil, _ id: (Int) throws(StoreError) -> String
  ) throws(StoreError) -> [IdentityDecision] {
    if try version() < 2 { return [] }
    let columns = """
      SELECT entity, decision.name, source, source.name, other, other_name, other_source,
        other_source.name, verdict, score, label.text
      FROM decision
      LEFT JOIN source ON source.id = decision.source
      LEFT JOIN source AS other_source ON other_source.id = decision.other_source
      LEFT JOIN label ON label.id = decision.ground
      """
    let row: Query
    if let entity {
      row = try query(
        "\(columns) WHERE entity = ?1 UNION ALL \(columns) WHERE other = ?1 AND entity <> ?1"
      ).bind(1, entity)
    } else {
      row = try query(columns)
    }
    func end(_ column: Int32) throws(StoreError) -> IdentityDecision.End {
      let document = row.isNull(column + 2) ? nil : try row.text(column + 3)
      return IdentityDecision.End(
        entity: try id(row.int(column)), name: try row.text(column + 1), document: document)
    }
    var decisions: [IdentityDecision] = []
    while try row.next() {
      guard let verdict = IdentityDecision.Verdict(rawValue: try row.text(8)) else {
        throw database.damage("decision")
      }
      decisions.append(
        IdentityDecision(
          verdict, try end(0), try end(4), score: row.optionalDouble(9), ground: try row.text(10)))
    }
    return IdentityDecision.sortedUnique(decisions)
  }
}

extension StoreWriter {
  /// Writes a decision about entities by their numbers.
  func add(
    _ decision: IdentityDecision, _ entity: Int, _ other: Int, _ citations: Citations
  ) throws(StoreError) {
    var sources: [Int?] = []
    for end in [decision.one, decision.other] {
      var source: Int?
      if let document = end.document {
        source = try number(ofSource: document, document: citations.number(of: document))
      }
      sources.append(source)
    }
    try query("INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(1, entity).bind(2, decision.one.name).bind(3, sources[0])
      .bind(4, other).bind(5, decision.other.name).bind(6, sources[1])
      .bind(7, decision.verdict.rawValue).bind(8, decision.score)
      .bind(9, try number(ofLabel: decision.ground)).run()
  }

  /// Removes a decision about entities by their numbers.
  func remove(_ decision: IdentityDecision, _ entity: Int, _ other: Int) throws(StoreError) {
    try query(
      """
      DELETE FROM decision
      WHERE entity = ? AND name = ? AND other = ? AND other_name = ? AND verdict = ?
      """
    ).bind(1, entity).bind(2, decision.one.name).bind(3, other).bind(4, decision.other.name)
      .bind(5, decision.verdict.rawValue).run()
  }
}

extension KnowledgeGraph {
  /// The statements as parallel columns, one row a statement: what a graph holds and a file keeps.
  package struct StatementTable: Sendable {
    /// Positions of entities.
    package var subjects: [Int32] = []
    /// Positions in the vocabulary.
    package var relations: [Int32] = []
    /// Positions of entities.
    package var objects: [Int32] = []
    /// Positions in `qualifierPool`.
    package var qualifiers: [Int32] = []
    /// NaN where there is none.
    package var confidences: [Float] = []
    /// Row *i*'s evidence is `evidence[evidenceStarts[i]..<evidenceStarts[i + 1]]`.
    package var evidenceStarts: [Int32] = [0]
    /// The evidence of all rows, in order.
    package var evidence: [Evidence] = []
    /// Curators' remarks by row.
    package var notes: [Int32: String] = [:]
    /// The distinct qualifiers, sorted.
    package var qualifierPool: [Qualifiers] = []

    /// Makes an empty table.
    package init() {}

    /// Makes a table of the rows of others, one after another; their pools of qualifiers are one, which is not taken over.
    package init(joining parts: consuming [Self]) {
      if parts.count == 1 {
        self = parts[0]
        return
      }
      let counts = parts.map(\.count)
      var (row, before): (Int32, Int32) = (0, 0)
      evidenceStarts.reserveCapacity(counts.reduce(1, +))
      for (part, count) in zip(parts, counts) {
        for start in part.evidenceStarts.dropFirst() { evidenceStarts.append(before + start) }
        for (place, note) in part.notes { notes[row + place] = note }
        row += Int32(count)
        before += Int32(part.evidence.count)
      }
      // Column by column, so that not everything is there twice at any time.
      func take<Value>(_ column: WritableKeyPath<Self, [Value]>) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(parts.reduce(0) { $0 + $1[keyPath: column].count })
        for index in parts.indices {
          values += parts[index][keyPath: column]
          parts[index][keyPath: column] = []
        }
        return values
      }
      evidence = take(\.evidence)
      subjects = take(\.subjects)
      relations = take(\.relations)
      objects = take(\.objects)
      qualifiers = take(\.qualifiers)
      confidences = take(\.confidences)
    }

    /// The number of rows.
    package var count: Int { subjects.count }

    /// Whether every row comes before the next one by subject, relation, object and qualifiers.
    package var isInOrder: Bool {
      zip(subjects.indices, subjects.indices.dropFirst()).allSatisfy { row, next in
        if subjects[row] != subjects[next] { return subjects[row] < subjects[next] }
        if relations[row] != relations[next] { return relations[row] < relations[next] }
        if objects[row] != objects[next] { return objects[row] < objects[next] }
        return qualifiers[row] < qualifiers[next]
      }
    }

    /// Leaves out of the pool what no row has.
    package mutating func dropUnusedQualifiers() {
      var places = [Int32](repeating: -1, count: qualifierPool.count)
      for place in qualifiers { places[Int(place)] = 0 }
      if !places.contains(-1) { return }
      let kept = qualifierPool.indices.filter { places[$0] == 0 }
      for (place, old) in kept.enumerated() { places[old] = Int32(place) }
      qualifierPool = kept.map { qualifierPool[$0] }
      for row in qualifiers.indices { qualifiers[row] = places[Int(qualifiers[row])] }
    }

    /// A row as a value of its own.
    package func statement(_ row: Int) -> Statement {
      Statement(
        subject: EntityIndex(Int(subjects[row])), relation: Int(relations[row]),
        object: EntityIndex(Int(objects[row])),
        qualifiers: qualifierPool[Int(qualifiers[row])],
        confidence: confidences[row].isNaN ? nil : confidences[row],
        evidence: Array(evidence[Int(evidenceStarts[row])..<Int(evidenceStarts[row + 1])]),
        note: notes[Int32(row)])
    }
  }

  /// The columns of this graph, in the order of its statements.
  package var statementTable: StatementTable {
    var table = StatementTable()
    table.subjects = statementSubjects
    table.relations = statementRelations
    table.objects = statementObjects
    table.qualifiers = statementQualifiers
    table.confidences = statementConfidences
    table.evidenceStarts = evidenceStarts
    table.evidence = evidencePool
    table.notes = notes
    table.qualifierPool = qualifierPool
    return table
  }
}

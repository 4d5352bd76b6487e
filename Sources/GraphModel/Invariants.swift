extension KnowledgeGraph {
  /// A rule of the layout that this value breaks.
  package struct BrokenInvariant: Error, CustomStringConvertible {
    package let description: String
  }

  /// Checks everything that the layout promises; for tests.
  ///
  /// - Throws: `BrokenInvariant` for the first rule that does not hold.
  /// - Complexity: O(*n*) in the whole graph.
  package func checkInvariants() throws(BrokenInvariant) {
    func require(_ holds: Bool, _ rule: @autoclosure () -> String) throws(BrokenInvariant) {
      if !holds { throw BrokenInvariant(description: rule()) }
    }
    func isAscending<Value>(_ values: [Value], _ precedes: (Value, Value) -> Bool) -> Bool {
      zip(values, values.dropFirst()).allSatisfy(precedes)
    }
    func isPartition(_ starts: [Int32], of total: Int, into parts: Int) -> Bool {
      starts.count == parts + 1 && starts.first == 0 && starts.last == Int32(total)
        && isAscending(starts, <=)
    }
    let rows = statementSubjects.count

    try require(
      isAscending(documents) { TextOrder.precedes($0.id, $1.id) }, "documents are sorted by id")
    try require(
      isAscending(entities) { TextOrder.precedes($0.id, $1.id) }, "entities are sorted by id")
    for entity in entities {
      try require(
        isAscending(entity.aliases, TextOrder.precedes)
          && !entity.aliases.contains { $0.hasSameBytes(as: entity.name) },
        "the aliases of \(entity.id) are sorted and without its name")
    }
    try require(isAscending(decisions, <), "decisions are sorted")
    for decision in decisions {
      try require(
        entityIndex(id: decision.one.entity) != nil
          && entityIndex(id: decision.other.entity) != nil,
        "a decision is about entities of the graph")
    }
    try require(
      isAscending(decisions) { !$0.isSameCase(as: $1) } && !decisions.contains { $0.isVoid },
      "decisions hold, and two of one verdict are about other names")
    for (name, count) in [
      ("relations", statementRelations.count), ("objects", statementObjects.count),
      ("qualifiers", statementQualifiers.count), ("confidences", statementConfidences.count),
    ] {
      try require(count == rows, "the column of \(name) has \(rows) rows")
    }
    try require(isAscending(qualifierPool, <), "the pool of qualifiers is sorted")
    try require(
      Set(statementQualifiers).count == qualifierPool.count, "every pooled qualifier is used")
    try require(
      isPartition(evidenceStarts, of: evidencePool.count, into: rows),
      "the rows partition the pool of evidence")
    try require(
      notes.allSatisfy { $0.key >= 0 && $0.key < rows && !$0.value.isEmpty },
      "notes belong to rows and are not empty")

    for row in 0..<rows {
      let ends = [statementSubjects[row], statementObjects[row]]
      try require(
        ends.allSatisfy { $0 >= 0 && $0 < entities.count }, "row \(row) has ends in the graph")
      let relation = Int(statementRelations[row])
      try require(
        vocabulary.relations.indices.contains(relation),
        "row \(row) has a relation of the vocabulary")
      try require(
        !vocabulary.relations[relation].isSymmetric || ends[0] <= ends[1],
        "row \(row), of a symmetric relation, has its ends in order")
      try require(
        qualifierPool.indices.contains(Int(statementQualifiers[row])),
        "row \(row) has pooled qualifiers")
      let confidence = statementConfidences[row]
      try require(
        confidence.isNaN || (0...1).contains(confidence), "row \(row) has a confidence of 0 to 1")
      let pieces = Array(evidence(of: StatementIndex(row)))
      try require(
        isAscending(pieces, <) && isAscending(pieces) { !$0.hasSameWords(as: $1) },
        "the evidence of row \(row) is sorted and without repetition")
    }
    let keys = (0..<rows).map {
      [
        statementSubjects[$0], statementRelations[$0], statementObjects[$0],
        statementQualifiers[$0],
      ]
    }
    try require(
      isAscending(keys) { $0.lexicographicallyPrecedes($1) },
      "rows are sorted by subject, relation, object and qualifiers, without repetition")

    try require(
      isPartition(edgeStarts, of: rows, into: max(0, edgeStarts.count - 1)),
      "the edges partition the rows")
    for edge in 0..<edgeCount {
      let run = Int(edgeStarts[edge])..<Int(edgeStarts[edge + 1])
      try require(!run.isEmpty, "edge \(edge) has a row")
      try require(
        run.allSatisfy { keys[$0][..<3] == keys[run.lowerBound][..<3] },
        "the rows of edge \(edge) share subject, relation and object")
      try require(
        edge == 0 || keys[run.lowerBound - 1][..<3] != keys[run.lowerBound][..<3],
        "edge \(edge) is not the continuation of another")
    }
    try require(
      isPartition(outgoingStarts, of: edgeCount, into: entities.count),
      "the entities partition the outgoing edges")
    try require(
      isPartition(incomingStarts, of: edgeCount, into: entities.count),
      "the entities partition the incoming edges")
    try require(
      Set(incomingEdges).count == edgeCount && incomingEdges.count == edgeCount,
      "every edge is incoming once")
    for entity in entityIndices {
      try require(
        outgoingEdges(of: entity).allSatisfy { self[$0].subject == entity },
        "the outgoing edges of entity \(entity.value) start there")
      try require(
        incomingEdges(of: entity).allSatisfy { self[$0].object == entity },
        "the incoming edges of entity \(entity.value) end there")
      try require(
        isAscending(Array(incomingEdges(of: entity)), <),
        "the incoming edges of entity \(entity.value) are sorted")
    }
  }
}

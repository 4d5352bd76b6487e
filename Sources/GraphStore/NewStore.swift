import GraphModel

extension StoreWriter {
  /// Fills a new file with a graph.
  ///
  /// What a table holds goes in the order of its keys, so that pages are filled one after another.
  func add(_ graph: KnowledgeGraph) throws(StoreError) {
    try add(graph.vocabulary)
    var citations = Citations()
    for (number, document) in graph.documents.enumerated() {
      try add(document, as: number)
      citations.add(document, number)
    }
    try add(graph.entities, citations)
    let table = graph.statementTable
    for (number, qualifiers) in table.qualifierPool.enumerated() {
      try add(qualifiers, as: number)
    }
    for row in 0..<table.count {
      let key = StatementKey(
        subject: Int(table.subjects[row]), relation: Int(table.relations[row]),
        object: Int(table.objects[row]), qualifiers: Int(table.qualifiers[row]))
      let confidence = table.confidences[row]
      try add(
        key, confidence: confidence.isNaN ? nil : confidence, note: table.notes[Int32(row)])
    }
    for row in 0..<table.count {
      let key = StatementKey(
        subject: Int(table.subjects[row]), relation: Int(table.relations[row]),
        object: Int(table.objects[row]), qualifiers: Int(table.qualifiers[row]))
      let range = Int(table.evidenceStarts[row])..<Int(table.evidenceStarts[row + 1])
      for (ordinal, evidence) in table.evidence[range].enumerated() {
        try add(evidence, of: key, as: ordinal, citations)
      }
    }
    for decision in graph.decisions {
      func number(_ end: IdentityDecision.End) -> Int {
        guard let index = graph.entityIndex(id: end.entity) else {
          preconditionFailure("a decision is about entities of the graph")
        }
        return Int(index.rawValue)
      }
      try add(decision, number(decision.one), number(decision.other), citations)
    }
  }

  /// Fills a new file with entities, which are numbered by their places.
  func add(_ entities: [Entity], _ citations: Citations) throws(StoreError) {
    for (number, entity) in entities.enumerated() { try add(entity, as: number, citations) }
  }
}

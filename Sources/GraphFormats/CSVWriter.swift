import GraphModel

/// Writes a graph's statements as a curated table, one row for each piece of evidence.
struct CSVWriter {
  /// What stands between cells.
  let separator: UInt8

  func write<Failure: Error>(
    _ graph: KnowledgeGraph, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var output = OutputBuffer()
    try output.append(row(CuratedColumn.allCases.map(\.rawValue)), to: sink)
    for index in graph.statementIndices {
      let statement = graph[index]
      let pieces: [Evidence?] = statement.evidence.isEmpty ? [nil] : statement.evidence
      for evidence in pieces {
        let cells = CuratedColumn.allCases.map { cell($0, statement, evidence, graph) }
        try output.append(row(cells), to: sink)
      }
    }
    try output.flush(to: sink)
  }

  private func cell(
    _ column: CuratedColumn, _ statement: KnowledgeGraph.Statement, _ evidence: Evidence?,
    _ graph: KnowledgeGraph
  ) -> String {
    let qualifiers = statement.qualifiers
    return switch column {
    case .subject: graph[statement.subject].name
    case .subjectType: graph[statement.subject].type.rawValue
    case .subjectAliases: graph[statement.subject].aliases.joined(separator: "|")
    case .relation: graph.relation(statement.relation).name
    case .object: graph[statement.object].name
    case .objectType: graph[statement.object].type.rawValue
    case .objectAliases: graph[statement.object].aliases.joined(separator: "|")
    case .time: qualifiers.time ?? ""
    case .place: qualifiers.place ?? ""
    case .polarity: qualifiers.polarity.rawValue
    case .mode: qualifiers.mode.rawValue
    case .attributedTo: qualifiers.attributedTo ?? ""
    case .confidence: statement.confidence?.description ?? ""
    // Without a span it cites a table's line and no document that a reader could look up.
    case .document: evidence?.span == nil ? "" : evidence?.document ?? ""
    case .quote: evidence?.quote ?? ""
    case .note: statement.note ?? ""
    }
  }

  private func row(_ cells: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(separator) }
      let utf8 = cell.utf8
      let needsQuotes = utf8.contains {
        $0 == separator || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
      }
      if needsQuotes {
        bytes.append(UInt8(ascii: "\""))
        for byte in utf8 {
          if byte == UInt8(ascii: "\"") { bytes.append(byte) }
          bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
      } else {
        bytes.append(contentsOf: utf8)
      }
    }
    bytes.append(0x0A)
    return bytes
  }
}

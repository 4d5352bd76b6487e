import Documents
import GraphFormats
import GraphModel

/// The graph of a table's sound rows, without what they cite.
private func graph(of table: CuratedTable) -> KnowledgeGraph? {
  var builder = GraphBuilder()
  for row in table.rows { builder.add(row.statement) }
  return try? builder.build().graph
}

/// A curated table of any bytes is read or told what is wrong, at a place that it has; and the table
/// that we write of its graph is read as that graph.
func fuzzTable(_ bytes: [UInt8]) {
  let table = CuratedTable(bytes: bytes, file: "table.csv")
  for finding in table.diagnostics {
    let lineCount = 1 + bytes.count { $0 == 0x0A || $0 == 0x0D }
    require((finding.location?.line ?? 1) <= lineCount, "\(finding) is in the table")
    require(!finding.description.contains("\n"), "\(finding) is one line")
  }
  guard let graph = graph(of: table) else { return }
  let written = GraphFormat.csv.bytes(of: graph)
  let again = CuratedTable(bytes: written, file: "again.csv")
  require(again.diagnostics.isEmpty, "our own table is sound: \(again.diagnostics)")
  require(again.rows.count >= graph.statementCount, "every statement is in our own table")
}

/// A vocabulary of any text is read or told what is wrong.
func fuzzVocabulary(_ bytes: [UInt8]) {
  guard let text = String(validating: bytes, as: UTF8.self) else { return }
  var vocabulary = Vocabulary.standard
  do {
    try vocabulary.add(table: text, file: "ours.tsv")
  } catch {
    require(error.location?.file == "ours.tsv", "\(error) says where")
    require(!error.description.contains("\n"), "\(error) is one line")
    return
  }
  require(vocabulary.relations.count >= Vocabulary.standard.relations.count, "none is lost")
  for (index, relation) in vocabulary.relations.enumerated() {
    require(vocabulary.index(ofRelation: relation.name) == index, "\(relation.name) is found")
    require(relation.isSymmetric || relation.inverse != nil, "\(relation.name) has an inverse")
  }
}

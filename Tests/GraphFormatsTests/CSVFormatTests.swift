import Documents
import Foundation
import GraphFormats
import GraphModel
import TestSupport
import Testing

@Suite struct CSVFormatTests {
  /// The graph that the table says, its quotes looked up in the documents.
  private static func graph(
    _ bytes: [UInt8], _ separator: TableSeparator, _ documents: [Document]
  ) throws -> KnowledgeGraph {
    let table = CuratedTable(bytes: bytes, separatedBy: separator, file: "export.csv")
    try check(table.diagnostics.isEmpty, "\(table.diagnostics)")
    var resolver = EvidenceResolver(documents: documents)
    var builder = GraphBuilder()
    for document in documents { builder.add(document) }
    for row in table.rows { resolver.resolve(row).map { builder.add($0) } }
    let errors = resolver.diagnostics.filter { $0.severity == .error }
    try check(errors.isEmpty, "\(errors)")
    return try builder.build().graph
  }

  /// A graph without all that the format says it leaves out.
  private static func reduced(_ graph: KnowledgeGraph) throws -> KnowledgeGraph {
    func named(_ index: KnowledgeGraph.EntityIndex) -> EntityRecord {
      let entity = graph[index]
      let aliases = entity.aliases.filter { !$0.contains("|") }
      return EntityRecord(
        name: entity.name, type: entity.type, aliases: aliases)
    }
    var builder = GraphBuilder()
    for document in graph.documents { builder.add(document) }
    var line = 2
    for index in graph.statementIndices {
      let statement = graph[index]
      let evidence =
        statement.evidence.isEmpty ? [Evidence(document: "", quote: "")] : statement.evidence
      var kept: [Evidence] = []
      for piece in evidence {
        if let span = piece.span, !piece.quote.isEmpty,
          case .found(let first, _)? = graph.document(id: piece.document)?.locate(
            quote: piece.quote)
        {
          _ = span
          kept.append(
            Evidence(
              document: piece.document, span: first, quote: piece.quote, extractor: "curated"))
        } else {
          kept.append(
            Evidence(
              document: "export.csv", quote: piece.quote, extractor: "curated", line: line))
        }
        line += 1
      }
      builder.add(
        StatementRecord(
          subject: named(statement.subject), relation: graph.relation(statement.relation).name,
          object: named(statement.object), qualifiers: statement.qualifiers,
          confidence: statement.confidence.map { Double($0) }, evidence: kept,
          note: statement.note))
    }
    return try builder.build().graph
  }

  private static let plainNames = [
    "Ann", "Ann Lee", "US", "Iraq’s", "قاسم سليماني", "🛰️", "<b>bold</b>", "x:port", "say \"it\"",
    "back\\slash", "two\nlines", "a,b", "=1+1", "tab\tbed", "\"",
  ]

  @Test func theTableSaysWhatTheGraphSays() throws {
    try forAll(.world(names: Self.plainNames), count: 60) { world in
      var world = world
      // Texts in which every quote stands once, and quotes that a curator would give.
      world.statements = world.statements.map { statement in
        var statement = statement
        statement.evidence = statement.evidence.filter { $0.span == nil || !$0.quote.isBlank }
        return statement
      }
      let graph = try world.graph()
      let expected = try Self.reduced(graph)
      for (format, separator) in [(GraphFormat.csv, TableSeparator.comma), (.tsv, .tab)] {
        let read = try Self.graph(format.bytes(of: graph), separator, graph.documents)
        // A row is counted from its first line, and cells may hold line ends.
        try checkEqual(
          read.fingerprint.map(\.withoutLineNumber), expected.fingerprint.map(\.withoutLineNumber))
      }
    }
  }

  /// What the program keeps of its own demonstration is what it exports.
  @Test func theArticleComesBack() throws {
    let seeds = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("seeds").path
    let document = try DocumentReader.read(seeds + "/000_cd5aa225fea05e19.txt")
    let graph = try Self.graph(
      try InputBytes.all(of: seeds + "/statements.csv"), .comma, [document])
    #expect(graph.statementCount == 48)
    for (format, separator) in [(GraphFormat.csv, TableSeparator.comma), (.tsv, .tab)] {
      let read = try Self.graph(format.bytes(of: graph), separator, [document])
      #expect(read == graph)
      #expect(format.bytes(of: read) == format.bytes(of: graph))
    }
  }

  @Test func oneRowForEachPieceOfEvidence() throws {
    var builder = GraphBuilder()
    builder.add(
      StatementRecord(
        subject: EntityRecord(name: "A, \"B\"", type: .person, aliases: ["Bee", "Abe"]),
        relation: "killed", object: EntityRecord(name: "C", type: .person),
        qualifiers: Qualifiers(
          polarity: .negated, mode: .planned, attributedTo: "D", time: "2020", place: "E"),
        confidence: 0.5,
        evidence: [
          Evidence(document: "a.txt", span: 0..<1, quote: "x\ny"),
          Evidence(document: "t.csv", quote: "z", line: 3),
        ], note: "n"))
    let table = String(
      decoding: GraphFormat.csv.bytes(of: try builder.build().graph), as: UTF8.self)
    #expect(
      table == """
        subject,subject type,subject aliases,relation,object,object type,object aliases,time,place,polarity,\
        mode,attributed to,confidence,document,quote,note
        "A, ""B""\",Person,Abe|Bee,killed,C,Person,,2020,E,negated,planned,D,0.5,a.txt,"x
        y",n
        "A, ""B""\",Person,Abe|Bee,killed,C,Person,,2020,E,negated,planned,D,0.5,,z,n

        """)
  }
}

extension String {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// A line of a fingerprint of evidence without its last field.
  fileprivate var withoutLineNumber: String {
    hasPrefix("  evidence") ? split(separator: " ").dropLast().joined(separator: " ") : self
  }
}

import Documents
import GraphFormats
import GraphModel

/// Making, reading, writing and searching a graph, as networkx does.
struct GraphTasks {
  /// The number of entities.
  let size: Int
  private let records: SyntheticGraph
  private let graph: KnowledgeGraph
  /// The graph as JSON Lines.
  let jsonl: [UInt8]
  private let table: [UInt8]
  private let jsonlFile: String
  private let tableFile: String
  private let rival: PythonRival

  init(size: Int, in workshop: Workshop, against rival: PythonRival) throws {
    self.size = size
    self.rival = rival
    records = SyntheticGraph(entityCount: size)
    graph = try Self.build(records.entities, records.statements)
    jsonl = GraphFormat.jsonl.bytes(of: graph)
    table = GraphFormat.csv.bytes(of: graph)
    jsonlFile = try workshop.write(jsonl, to: "\(size).jsonl")
    tableFile = try workshop.write(table, to: "\(size).csv")
  }

  /// Making a graph of records whose ends are names, and of entities whose places are known.
  var making: [Task] {
    let bare = records.statements.map { statement in
      var statement = statement
      statement.evidence = []
      return statement
    }
    let entities = graph.entities
    let statements = graph.statementIndices.map { index in
      var statement = graph[index]
      statement.evidence = []
      return statement
    }
    let size = "\(self.size.grouped) entities and \((self.size * 3 / 2).grouped) statements"
    return [
      Task(
        name: "Make a graph of \(size)",
        contenders: [
          Contender("graphgen") {
            KnowledgeGraph(entities: entities, statements: statements)
          } answer: {
            Self.count($0)
          }, rival.contender("build", jsonlFile),
        ]),
      Task(
        name: "Resolve the names and make a graph of \(size)",
        contenders: [
          Contender("graphgen") {
            try Self.build(records.entities, bare)
          } answer: {
            Self.count($0)
          }, rival.contender("build", jsonlFile),
        ]),
    ]
  }

  /// Reading and writing files.
  var interchange: [Task] {
    [
      Task(
        name: "Read \(megabytes(jsonl)) of JSON Lines (\(lines(jsonl)) lines) into a graph",
        contenders: [
          Contender("graphgen") {
            var reader = JSONLinesReader(file: jsonlFile)
            var builder = GraphBuilder()
            try InputBytes.forEachPiece(of: jsonlFile) {
              reader.read($0).forEach { builder.add($0) }
            }
            reader.finish().forEach { builder.add($0) }
            return try builder.build().graph
          } answer: {
            Self.count($0)
          }, rival.contender("read", jsonlFile),
        ]),
      Task(
        name: "Write \(lines(jsonl)) lines of JSON",
        contenders: [
          Contender("graphgen") {
            GraphFormat.jsonl.bytes(of: graph)
          } answer: {
            "\($0.count { $0 == 0x0A }) lines"
          }, rival.contender("write", jsonlFile),
        ]),
      Task(
        name: "Read \(megabytes(table)) of a curated table (\(lines(table)) rows) into a graph",
        contenders: [
          Contender("graphgen") {
            let table = try CuratedTable.read(tableFile, separatedBy: .comma)
            var builder = GraphBuilder()
            for row in table.rows { builder.add(row.statement) }
            return try builder.build().graph
          } answer: {
            Self.count($0)
          }, rival.contender("read table", tableFile),
        ]),
    ]
  }

  /// Asking the graph.
  var searching: [Task] {
    let starts = sample(1000)
    let ends = sample(100)
    let pairs = Array(zip(ends, ends[50...] + ends[..<50]))
    return [
      Task(
        name: "Find the neighbors of 1,000 among \(size.grouped) entities, with what connects them",
        contenders: [
          Contender("graphgen") {
            starts.map { graph.neighbors(of: $0) }
          } answer: {
            "\($0.reduce(0) { $0 + $1.count }) neighbors"
          }, rival.contender("neighbors", jsonlFile),
        ]),
      Task(
        name: "Find the shortest path between 100 pairs among \(size.grouped) entities",
        contenders: [
          Contender("graphgen") {
            pairs.compactMap { graph.shortestPath(from: $0, to: $1, direction: .outgoing) }
          } answer: {
            "\($0.count) paths, \($0.reduce(0) { $0 + $1.length }) hops"
          }, rival.contender("paths", jsonlFile),
        ]),
    ]
  }

  private static func build(
    _ entities: [EntityRecord], _ statements: [StatementRecord]
  ) throws -> KnowledgeGraph {
    var builder = GraphBuilder()
    for entity in entities { builder.add(entity) }
    for statement in statements { builder.add(statement) }
    return try builder.build().graph
  }

  /// So many entities, evenly spread.
  private func sample(_ number: Int) -> [KnowledgeGraph.EntityIndex] {
    (0..<number).map { .init($0 * graph.entities.count / number) }
  }

  private static func count(_ graph: KnowledgeGraph) -> String {
    "\(graph.entities.count) nodes, \(graph.statementCount) edges"
  }

  private func megabytes(_ bytes: [UInt8]) -> String { "\((bytes.count + 500_000) / 1_000_000) MB" }

  private func lines(_ bytes: [UInt8]) -> String { bytes.count { $0 == 0x0A }.grouped }
}

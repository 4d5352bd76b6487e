@testable import GraphQuery

/// A property graph as the conformance suite sets it up.
struct MemoryGraph: PropertyGraph, Sendable {
  struct Node {
    var labels: [String]
    var properties: [String: Value]
  }

  struct Relationship {
    var type: Int
    var start: Int
    var end: Int
    var properties: [String: Value]
  }

  private(set) var nodes: [Node] = []
  private(set) var relationships: [Relationship] = []
  private var types: [String] = []
  private var touching: [[Int]] = []

  mutating func addNode(_ labels: [String], _ properties: [String: Value]) -> Int {
    nodes.append(Node(labels: labels, properties: properties.filter { !$0.value.isNull }))
    touching.append([])
    return nodes.count - 1
  }

  mutating func addRelationship(
    _ type: String, from start: Int, to end: Int, _ properties: [String: Value]
  ) -> Int {
    if !types.contains(type) { types.append(type) }
    relationships.append(
      Relationship(
        type: types.firstIndex(of: type) ?? 0, start: start, end: end,
        properties: properties.filter { !$0.value.isNull }))
    touching[start].append(relationships.count - 1)
    if end != start { touching[end].append(relationships.count - 1) }
    return relationships.count - 1
  }

  var nodeCount: Int { nodes.count }
  var relationshipCount: Int { relationships.count }
  func labels(of node: Int) -> [String] { nodes[node].labels }
  func node(_ node: Int, hasLabel label: String) -> Bool { nodes[node].labels.contains(label) }
  func nodes(withLabel label: String) -> [Int] {
    nodes.indices.filter { nodes[$0].labels.contains(label) }
  }
  func nodeCount(withLabel label: String) -> Int { nodes(withLabel: label).count }
  func typeIndex(named name: String) -> Int? { types.firstIndex(of: name) }
  func typeName(_ type: Int) -> String { types[type] }
  func relationshipCount(ofType type: Int) -> Int { relationships.count { $0.type == type } }
  func type(of relationship: Int) -> Int { relationships[relationship].type }
  func ends(of relationship: Int) -> (start: Int, end: Int) {
    (relationships[relationship].start, relationships[relationship].end)
  }
  func forEachRelationship(
    of node: Int, _ direction: TraversalDirection, _ body: (Int, Int) -> Void
  ) {
    for index in touching[node] {
      let (start, end) = ends(of: index)
      if start == node, direction != .incoming || end == node {
        body(index, end)
      } else if end == node, direction != .outgoing {
        body(index, start)
      }
    }
  }
  func property(_ name: String, ofNode node: Int) -> Value { nodes[node].properties[name] ?? .null }
  func property(_ name: String, ofRelationship relationship: Int) -> Value {
    relationships[relationship].properties[name] ?? .null
  }
  func propertyNames(ofNode node: Int) -> [String] { Array(nodes[node].properties.keys) }
  func propertyNames(ofRelationship relationship: Int) -> [String] {
    Array(relationships[relationship].properties.keys)
  }
}

extension MemoryGraph {
  /// Runs the queries that make a graph: clauses that read, and `CREATE`.
  mutating func execute(_ text: String) throws {
    var parser = try Parser(Array(text.utf8))
    var names: [String] = []
    var rows: [[String: Value]] = [[:]]
    while parser.token.kind != .end {
      if parser.take(";") { continue }
      if parser.take(keyword: "CREATE") {
        let paths = try parser.paths()
        for index in rows.indices {
          for path in paths { try create(path, &rows[index]) }
        }
        names = rows.first.map { $0.keys.sorted() } ?? []
        continue
      }
      guard let clause = try parser.clause() else { throw parser.unexpected("a clause") }
      (names, rows) = try read(clause, names, rows)
    }
  }

  /// How many nodes, relationships, labels and properties there are more than before.
  func growth(from old: MemoryGraph) -> [String: Int] {
    func counts(_ graph: MemoryGraph) -> [String: Int] {
      [
        "nodes": graph.nodes.count, "relationships": graph.relationships.count,
        "labels": Set(graph.nodes.flatMap(\.labels)).count,
        "properties": graph.nodes.map(\.properties.count).reduce(0, +)
          + graph.relationships.map(\.properties.count).reduce(0, +),
      ]
    }
    return counts(self).merging(counts(old)) { $0 - $1 }
  }

  /// The rows behind a clause that reads.
  private func read(
    _ clause: Clause, _ names: [String], _ rows: [[String: Value]]
  ) throws -> ([String], [[String: Value]]) {
    let run = Run(self, parameters: [:], limits: QueryLimits(), tracksRelationships: false)
    var scope = Scope()
    for name in names { scope.add(name, .any) }
    let sink = RowSink(run, isDistinct: false)
    var columns: [String] = []
    let pipeline = try Pipeline([clause], scope, Compiler(run)) {
      found, places throws(QueryError) in
      columns = found
      sink.places = places
      return sink
    }
    try pipeline.run(
      rows.map { row in
        var frame = Frame(repeating: .null, count: scope.layout.width)
        for name in names {
          if let variable = scope[name] { frame[variable.place] = row[name] ?? .null }
        }
        return frame
      })
    return (
      columns,
      sink.rows.map { Dictionary(uniqueKeysWithValues: zip(columns, $0)) }
    )
  }

  private func evaluate(_ expression: Expression?, _ row: [String: Value]) throws -> [String: Value]
  {
    guard let expression else { return [:] }
    let run = Run(self, parameters: [:], limits: QueryLimits(), tracksRelationships: false)
    var scope = Scope()
    for name in row.keys.sorted() { scope.add(name, .any) }
    let evaluate = try Compiler(run).compile(expression, scope).evaluate
    var frame = Frame(repeating: .null, count: scope.layout.width)
    for (name, value) in row { if let variable = scope[name] { frame[variable.place] = value } }
    guard case .map(let values) = try evaluate(&frame) else { return [:] }
    return values
  }

  private mutating func create(_ path: PathPattern, _ row: inout [String: Value]) throws {
    var indices: [Int] = []
    for node in path.nodes {
      if let name = node.variable, case .node(let index)? = row[name] {
        indices.append(index)
        continue
      }
      let index = addNode(node.labels, try evaluate(node.properties, row))
      if let name = node.variable { row[name] = .node(index) }
      indices.append(index)
    }
    for (position, relationship) in path.relationships.enumerated() {
      var (start, end) = (indices[position], indices[position + 1])
      if relationship.direction == .incoming { swap(&start, &end) }
      let index = addRelationship(
        relationship.types.first ?? "", from: start, to: end,
        try evaluate(relationship.properties, row))
      if let name = relationship.variable { row[name] = .relationship(index) }
    }
  }
}

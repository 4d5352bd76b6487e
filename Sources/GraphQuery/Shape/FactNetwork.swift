import GraphModel

/// Who is connected with whom by plain facts: what the figures of a graph's shape are taken of.
///
/// Two entities are connected once, however many statements say so; a statement about an entity and itself
/// counts for nothing.
package struct FactNetwork: Sendable {
  /// For every entity those to which an arrow leads, ascending; the arrow of a symmetric relation leads
  /// both ways.
  let successors: [[Int32]]
  /// For every entity those that it is connected with either way, ascending.
  let neighbors: [[Int32]]

  /// The number of entities.
  var count: Int { neighbors.count }

  /// Takes the plain facts of a graph.
  ///
  /// - Complexity: O(*n* log *n*) in the statements.
  package init(_ graph: KnowledgeGraph) {
    var arrows: [(Int, Int)] = []
    for edge in graph.edgeIndices {
      guard graph.statements(of: edge).contains(where: { graph.qualifiers(of: $0).isPlainFact })
      else { continue }
      let ends = graph[edge]
      let (subject, object) = (Int(ends.subject.rawValue), Int(ends.object.rawValue))
      arrows.append((subject, object))
      if graph.relation(ends.relation).isSymmetric { arrows.append((object, subject)) }
    }
    self.init(count: graph.entities.count, arrows: arrows)
  }

  /// Makes a network of arrows between entities that are numbered from 0.
  init(count: Int, arrows: [(Int, Int)]) {
    var out = [[Int32]](repeating: [], count: count)
    var both = out
    for (start, end) in arrows where start != end {
      out[start].append(Int32(end))
      both[start].append(Int32(end))
      both[end].append(Int32(start))
    }
    func unique(_ values: [Int32]) -> [Int32] {
      var result: [Int32] = []
      for value in values.sorted() where value != result.last { result.append(value) }
      return result
    }
    successors = out.map(unique)
    neighbors = both.map(unique)
  }

  /// The number of entities that each is connected with.
  package var degrees: [Int] { neighbors.map(\.count) }
}

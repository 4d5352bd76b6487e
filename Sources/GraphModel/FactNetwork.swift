/// Who is connected with whom by plain facts: what the figures of a graph's shape are taken of.
///
/// Two entities are connected once, however many statements say so; a statement about an entity and itself
/// counts for nothing. An arrow takes at most 16 bytes and an entity 12.
package struct FactNetwork: Sendable, Equatable {
  /// For every entity those to which an arrow leads; the arrow of a symmetric relation leads both ways.
  package let successors: EntityLists
  /// For every entity those from which an arrow leads to it.
  package let predecessors: EntityLists
  /// For every entity those that it is connected with either way.
  package let neighbors: EntityLists

  /// The number of entities.
  package var count: Int { neighbors.count }

  /// The number of arrows.
  package var arrowCount: Int { successors.entries.count }

  /// How many others each entity is connected with.
  package var degrees: [Int] { (0..<count).map(neighbors.length) }

  /// Arrows on the way into a network: columns, in any order and with repetitions.
  package struct Arrows: Sendable {
    private var subjects: [Int32] = []
    /// The complement where the arrow leads both ways.
    private var objects: [Int32] = []

    /// Makes none.
    package init() {}

    /// Adds an arrow between entities that are numbered from 0.
    package mutating func add(from subject: Int32, to object: Int32, isSymmetric: Bool = false) {
      subjects.append(subject)
      objects.append(isSymmetric ? ~object : object)
    }

    /// Gives entities other numbers; false where one has none, which is negative.
    package mutating func renumber(_ numbers: [Int32]) -> Bool {
      var lowest: Int32 = 0
      for index in subjects.indices {
        let isSymmetric = objects[index] < 0
        let subject = numbers[Int(subjects[index])]
        let object = numbers[Int(isSymmetric ? ~objects[index] : objects[index])]
        lowest = min(lowest, subject, object)
        subjects[index] = subject
        objects[index] = isSymmetric ? ~object : object
      }
      return lowest == 0
    }

    /// Calls a body for every arrow, or only those that lead both ways, but those from an entity to
    /// itself.
    @inline(__always)
    fileprivate func forEach(
      onlySymmetric: Bool = false, _ body: (_ from: Int32, _ to: Int32) -> Void
    ) {
      for index in subjects.indices {
        let (subject, object) = (subjects[index], objects[index])
        if onlySymmetric, object >= 0 { continue }
        let end = object < 0 ? ~object : object
        if subject != end { body(subject, end) }
      }
    }
  }

  /// Makes a network of arrows.
  ///
  /// - Complexity: O(arrows + entities), and O(*k* log *k*) for the *k* arrows from one entity.
  package init(count: Int, _ arrows: [Arrows]) {
    let forward = EntityLists(count: count, parts: arrows.count, isAscending: false) {
      arrows[$0].forEach($1)
    }
    let backward = forward.turned
    let symmetric = EntityLists(count: count, parts: arrows.count, isAscending: false) {
      arrows[$0].forEach(onlySymmetric: true, $1)
    }
    successors = forward.union(symmetric.turned)
    predecessors = backward.union(symmetric)
    neighbors = forward.union(backward)
  }

  /// Makes a network of arrows between entities that are numbered from 0.
  package init(count: Int, arrows: [(Int, Int)]) {
    var columns = Arrows()
    for (start, end) in arrows { columns.add(from: Int32(start), to: Int32(end)) }
    self.init(count: count, [columns])
  }

  /// Takes the plain facts of a graph.
  ///
  /// - Complexity: O(statements + entities).
  package init(_ graph: KnowledgeGraph) {
    let isPlain = graph.qualifierPool.map(\.isPlainFact)
    let isSymmetric = graph.vocabulary.relations.map(\.isSymmetric)
    let parts = Parallel.split(graph.statementCount, into: Parallel.cores)
    self.init(
      count: graph.entities.count,
      parts.map { rows in
        var arrows = Arrows()
        for row in rows where isPlain[Int(graph.statementQualifiers[row])] {
          arrows.add(
            from: graph.statementSubjects[row], to: graph.statementObjects[row],
            isSymmetric: isSymmetric[Int(graph.statementRelations[row])])
        }
        return arrows
      })
  }
}

/// The relationships of a graph as parallel columns of 32 bits, sorted by start, type and end, with the way
/// back from where they end: what patterns are followed along at the speed of memory.
public final class RelationshipColumns: Sendable {
  /// Numbers that stay where they are as long as their owner lives, read without checks: the innermost loops of
  /// a pattern consist of little else.
  struct Column<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    private let buffer: UnsafeMutableBufferPointer<Element>

    init(_ values: [Element]) {
      buffer = .allocate(capacity: values.count)
      _ = buffer.initialize(from: values)
    }

    func free() { buffer.deallocate() }
    var count: Int { buffer.count }

    @inline(__always)
    subscript(place: Int) -> Element {
      assert(buffer.indices ~= place)
      return buffer.baseAddress.unsafelyUnwrapped[place]
    }
  }

  /// Where each relationship starts.
  let starts: Column<Int32>
  /// Its type.
  let types: Column<Int32>
  /// Where it ends.
  let ends: Column<Int32>
  /// Its class: relationships of one class share the properties of `classProperties`.
  let classes: Column<Int32>
  /// A relationship of every class; -1 where there is none.
  let representatives: [Int32]
  /// The names of the properties that a class has in common.
  let classProperties: Set<String>
  /// Whether a type may be followed either way.
  let isSymmetric: [Bool]
  /// By type, whether there is any relationship of it.
  let isPresent: [Bool]
  /// Node *v*'s relationships are `outgoing[v]..<outgoing[v + 1]`.
  let outgoing: Column<Int32>
  /// Those that end at node *v* are `incomingRows[incoming[v]..<incoming[v + 1]]`: first, up to
  /// `symmetricEnds[v]`, those that may be followed either way; both parts by start and type.
  let incoming: Column<Int32>
  let symmetricEnds: Column<Int32>
  let incomingRows: Column<Int32>

  /// Takes columns that are sorted by start, type and end.
  ///
  /// - Parameters:
  ///   - isSymmetric: By type.
  ///   - classCount: The number of classes.
  /// - Complexity: O(*n*).
  package init(
    nodeCount: Int, starts: [Int32], types: [Int32], ends: [Int32], classes: [Int32],
    classCount: Int, classProperties: Set<String>, isSymmetric: [Bool]
  ) {
    self.starts = Column(starts)
    self.types = Column(types)
    self.ends = Column(ends)
    self.classes = Column(classes)
    self.classProperties = classProperties
    self.isSymmetric = isSymmetric
    var representatives = [Int32](repeating: -1, count: classCount)
    for (row, number) in classes.enumerated() { representatives[Int(number)] = Int32(row) }
    self.representatives = representatives
    var isPresent = [Bool](repeating: false, count: isSymmetric.count)
    for type in types { isPresent[Int(type)] = true }
    self.isPresent = isPresent
    let incoming = Self.offsets(of: ends, count: nodeCount)
    outgoing = Column(Self.offsets(of: starts, count: nodeCount))
    self.incoming = Column(incoming)
    var rows = [Int32](repeating: 0, count: ends.count)
    var (next, symmetric) = (incoming, incoming)
    for wanted in [true, false] {
      for (row, end) in ends.enumerated() where isSymmetric[Int(types[row])] == wanted {
        rows[Int(next[Int(end)])] = Int32(row)
        next[Int(end)] += 1
      }
      if wanted { symmetric = next }
    }
    (incomingRows, symmetricEnds) = (Column(rows), Column(symmetric))
  }

  deinit {
    for column in [starts, types, ends, classes, outgoing, incoming, symmetricEnds, incomingRows] {
      column.free()
    }
  }

  /// The number of relationships.
  package var count: Int { starts.count }

  /// One relationship.
  package func row(_ row: Int) -> (start: Int, type: Int, end: Int, class: Int) {
    (Int(starts[row]), Int(types[row]), Int(ends[row]), Int(classes[row]))
  }

  /// The relationships at a node that may be followed that way, with the nodes at their far ends.
  package func list(
    at node: Int, _ direction: TraversalDirection
  ) -> [(relationship: Int, far: Int)] {
    var found: [(relationship: Int, far: Int)] = []
    for row in Int(outgoing[node])..<Int(outgoing[node + 1]) {
      let far = Int(ends[row])
      if direction != .incoming || isSymmetric[Int(types[row])] || far == node {
        found.append((row, far))
      }
    }
    let last = direction == .outgoing ? symmetricEnds[node] : incoming[node + 1]
    for slot in Int(incoming[node])..<Int(last) {
      let row = Int(incomingRows[slot])
      // A loop was met among those that leave.
      if Int(starts[row]) != node { found.append((row, Int(starts[row]))) }
    }
    return found
  }

  /// The number of nodes.
  var nodeCount: Int { outgoing.count - 1 }

  /// Where each node's run begins in a counting sort.
  private static func offsets(of nodes: [Int32], count: Int) -> [Int32] {
    var offsets = [Int32](repeating: 0, count: count + 1)
    for node in nodes { offsets[Int(node) + 1] += 1 }
    for index in 0..<count { offsets[index + 1] += offsets[index] }
    return offsets
  }
}

/// Which relationships a step of a pattern may follow from a node: direction, types, and what the pattern does
/// not mention.
struct Reach {
  let direction: TraversalDirection
  /// The numbers of the types; nil for any.
  let types: Set<Int>?
  /// What the relationships must be.
  let tacit: [(name: String, value: Value)]
  let graph: any PropertyGraph
  /// Nil where the graph has no columns.
  let columns: ColumnReach?

  init(
    _ direction: TraversalDirection, types: Set<Int>?, tacit: [(name: String, value: Value)],
    in graph: any PropertyGraph
  ) {
    self.direction = direction
    self.types = types
    self.tacit = tacit
    self.graph = graph
    columns = graph.columns.map { ColumnReach($0, direction, types, tacit, graph) }
  }

  /// The same relationships, from their other end.
  var reversed: Reach { Reach(direction.reversed, types: types, tacit: tacit, in: graph) }

  /// The relationships at a node and their far ends, in the graph's order.
  func list(at node: Int) -> [(relationship: Int, far: Int)] {
    var found: [(relationship: Int, far: Int)] = []
    if let columns {
      columns.forEach(at: node) { found.append(($0, $1)) }
      return found
    }
    graph.forEachRelationship(of: node, direction, types: types) { relationship, far in
      for (name, value) in tacit
      where graph.property(name, ofRelationship: relationship) != value {
        return
      }
      found.append((relationship, far))
    }
    return found
  }
}

/// A reach over columns: what is asked of a relationship is a bit of its type and one of its class.
final class ColumnReach {
  let columns: RelationshipColumns
  private let direction: TraversalDirection
  /// By type, whether it may be followed from start to end.
  private let forward: RelationshipColumns.Column<Bool>
  /// By type, whether it may be followed from end to start.
  private let backward: RelationshipColumns.Column<Bool>
  /// By type, whether it is wanted at all, as the way of a loop does not matter.
  private let wanted: RelationshipColumns.Column<Bool>
  private let followsBackward: Bool
  private let followsAllForward: Bool
  /// Whether all of those that are looked at on the way back are followed.
  private let followsAllBackward: Bool
  /// By class; nil where all are accepted.
  private let accepted: RelationshipColumns.Column<Bool>?
  /// The only type, whose rows are found by bisection.
  private let onlyType: Int32?

  init(
    _ columns: RelationshipColumns, _ direction: TraversalDirection, _ types: Set<Int>?,
    _ tacit: [(name: String, value: Value)], _ graph: any PropertyGraph
  ) {
    self.columns = columns
    self.direction = direction
    let wanted = columns.isSymmetric.indices.map { types?.contains($0) ?? true }
    let symmetric = zip(wanted, columns.isSymmetric).map { $0 && $1 }
    let forward = direction == .incoming ? symmetric : wanted
    let backward = direction == .outgoing ? symmetric : wanted
    let present = columns.isPresent.indices.filter { columns.isPresent[$0] }
    followsBackward = present.contains { backward[$0] }
    followsAllForward = present.allSatisfy { forward[$0] }
    followsAllBackward = present.allSatisfy {
      backward[$0] || direction == .outgoing && !columns.isSymmetric[$0]
    }
    onlyType = types.flatMap { $0.count == 1 ? $0.first.map(Int32.init) : nil }
    let accepted = columns.representatives.map { row in
      row < 0 || tacit.allSatisfy { graph.property($0.name, ofRelationship: Int(row)) == $0.value }
    }
    self.wanted = .init(wanted)
    self.forward = .init(forward)
    self.backward = .init(backward)
    self.accepted = accepted.contains(false) ? .init(accepted) : nil
  }

  deinit {
    for column in [wanted, forward, backward] { column.free() }
    accepted?.free()
  }

  /// The rows that leave a node and may be wanted.
  @inline(__always)
  private func outgoingRows(of node: Int, exactly: Bool = false) -> Range<Int> {
    let (low, high) = (Int(columns.outgoing[node]), Int(columns.outgoing[node + 1]))
    guard let onlyType, exactly || high - low > 8 else { return low..<high }
    let start = bisect(low..<high) { columns.types[$0] < onlyType }
    return start..<bisect(start..<high) { columns.types[$0] <= onlyType }
  }

  /// The slots of what ends at a node and may be followed back.
  @inline(__always)
  private func incomingSlots(of node: Int) -> Range<Int> {
    let last =
      direction == .outgoing ? columns.symmetricEnds[node] : columns.incoming[node + 1]
    return Int(columns.incoming[node])..<Int(last)
  }

  private func bisect(_ range: Range<Int>, _ isBefore: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  @inline(__always)
  private func accepts(_ row: Int) -> Bool {
    guard let accepted else { return true }
    return accepted[Int(columns.classes[row])]
  }

  /// Calls `body` for every relationship at a node with its far end; a loop once.
  @inline(__always)
  func forEach(
    at node: Int, _ body: (_ relationship: Int, _ far: Int) throws(QueryError) -> Void
  ) throws(QueryError) {
    for row in outgoingRows(of: node) {
      let (far, type) = (Int(columns.ends[row]), Int(columns.types[row]))
      guard forward[type] || far == node && wanted[type], accepts(row) else { continue }
      try body(row, far)
    }
    guard followsBackward else { return }
    for slot in incomingSlots(of: node) {
      let row = Int(columns.incomingRows[slot])
      let far = Int(columns.starts[row])
      // A loop was met among those that leave.
      guard far != node, backward[Int(columns.types[row])], accepts(row) else { continue }
      try body(row, far)
    }
  }

  /// `forEach` for bodies that do not throw.
  @inline(__always)
  func forEach(at node: Int, _ body: (_ relationship: Int, _ far: Int) -> Void) {
    for row in outgoingRows(of: node) {
      let (far, type) = (Int(columns.ends[row]), Int(columns.types[row]))
      guard forward[type] || far == node && wanted[type], accepts(row) else { continue }
      body(row, far)
    }
    guard followsBackward else { return }
    for slot in incomingSlots(of: node) {
      let row = Int(columns.incomingRows[slot])
      let far = Int(columns.starts[row])
      guard far != node, backward[Int(columns.types[row])], accepts(row) else { continue }
      body(row, far)
    }
  }

  /// Calls `body` for every relationship from a node to another, in the order of `forEach`.
  ///
  /// - Complexity: O(*t* log *d*) for *t* types at the node, whose degree is *d*.
  @inline(__always)
  func forEach(
    at node: Int, to target: Int, _ body: (_ relationship: Int) throws(QueryError) -> Void
  ) throws(QueryError) {
    let rows = outgoingRows(of: node)
    var row = rows.lowerBound
    while row < rows.upperBound {
      let type = columns.types[row]
      if rows.count > 16 {
        // The rows of a type are sorted by their ends.
        row = bisect(row..<rows.upperBound) {
          columns.types[$0] == type && columns.ends[$0] < target
        }
      }
      while row < rows.upperBound, columns.types[row] == type, columns.ends[row] <= target {
        if columns.ends[row] == target, forward[Int(type)] || target == node && wanted[Int(type)],
          accepts(row)
        {
          try body(row)
        }
        row += 1
      }
      if rows.count > 16 {
        row = bisect(row..<rows.upperBound) { columns.types[$0] == type }
      } else {
        while row < rows.upperBound, columns.types[row] == type { row += 1 }
      }
    }
    guard followsBackward, target != node else { return }
    let all = incomingSlots(of: node)
    let middle = Int(columns.symmetricEnds[node])
    for slots in [all.lowerBound..<middle, middle..<all.upperBound] {
      var slot = bisect(slots) { columns.starts[Int(columns.incomingRows[$0])] < target }
      while slot < slots.upperBound {
        let row = Int(columns.incomingRows[slot])
        if columns.starts[row] != target { break }
        if backward[Int(columns.types[row])], accepts(row) { try body(row) }
        slot += 1
      }
    }
  }

  /// The number of relationships at a node.
  func count(at node: Int) -> Int {
    if accepted == nil, !followsBackward,
      followsAllForward || onlyType.map({ forward[Int($0)] }) ?? false
    {
      return outgoingRows(of: node, exactly: true).count
    }
    var count = 0
    if accepted == nil, followsAllForward, followsAllBackward {
      let rows = outgoingRows(of: node)
      count = rows.count + incomingSlots(of: node).count
      // A loop counts once.
      for row in rows
      where columns.ends[row] == node
        && (direction != .outgoing || columns.isSymmetric[Int(columns.types[row])])
      {
        count -= 1
      }
      return count
    }
    forEach(at: node) { _, _ in count += 1 }
    return count
  }

  /// Whether a relationship, which starts or ends at a node, may be followed from there.
  func contains(_ relationship: Int, at node: Int) -> Bool {
    let type = Int(columns.types[relationship])
    let (start, end) = (Int(columns.starts[relationship]), Int(columns.ends[relationship]))
    guard accepts(relationship) else { return false }
    if start == node, end == node { return wanted[type] }
    return start == node && forward[type] || end == node && backward[type]
  }
}

/// The relationships of a reach at every node, sorted by their far ends, so that the common neighbors of two
/// nodes are found by going through both lists at once.
final class SortedReach {
  private let offsets: RelationshipColumns.Column<Int32>
  private let fars: RelationshipColumns.Column<Int32>
  private let relationships: RelationshipColumns.Column<Int32>

  /// - Complexity: O(*n*) in nodes and relationships: far ends are taken in order.
  init(_ reach: ColumnReach, reversed: ColumnReach) {
    let count = reach.columns.nodeCount
    var offsets = [Int32](repeating: 0, count: count + 1)
    for node in 0..<count { offsets[node + 1] = offsets[node] + Int32(reach.count(at: node)) }
    let total = Int(offsets[count])
    var fars = [Int32](repeating: 0, count: total)
    var relationships = fars
    var next = offsets
    for far in 0..<count {
      reversed.forEach(at: far) { relationship, node in
        let place = Int(next[node])
        fars[place] = Int32(far)
        relationships[place] = Int32(relationship)
        next[node] += 1
      }
    }
    self.offsets = .init(offsets)
    self.fars = .init(fars)
    self.relationships = .init(relationships)
  }

  deinit { for column in [offsets, fars, relationships] { column.free() } }

  private func range(of node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

  /// The relationship at a place.
  func relationship(_ place: Int) -> Int { Int(relationships[place]) }

  /// Calls `body` for every far end that a node has here and another in `other`, with the places of the
  /// relationships of either.
  @inline(__always)
  func forEachCommon(
    of node: Int, _ other: SortedReach, of second: Int,
    _ body: (_ far: Int, _ left: Range<Int>, _ right: Range<Int>) -> Void
  ) {
    let (left, right) = (range(of: node), other.range(of: second))
    var (l, r) = (left.lowerBound, right.lowerBound)
    while l < left.upperBound, r < right.upperBound {
      let (x, y) = (fars[l], other.fars[r])
      if x < y {
        l = Self.advanced(fars, l, left.upperBound, to: y)
      } else if y < x {
        r = Self.advanced(other.fars, r, right.upperBound, to: x)
      } else {
        let (first, start) = (l, r)
        while l < left.upperBound, fars[l] == x { l += 1 }
        while r < right.upperBound, other.fars[r] == x { r += 1 }
        body(Int(x), first..<l, start..<r)
      }
    }
  }

  /// The first place at which a value is not less than another, by doubling steps.
  @inline(__always)
  private static func advanced(
    _ values: RelationshipColumns.Column<Int32>, _ place: Int, _ end: Int, to value: Int32
  ) -> Int {
    var (low, step) = (place, 1)
    while low + step < end, values[low + step] < value {
      low += step
      step *= 2
    }
    var high = min(low + step, end)
    low += 1
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A graph that patterns can be asked of: nodes with labels, relationships with one type, both with
/// properties.
///
/// Nodes, relationships and types are numbered from 0.
public protocol PropertyGraph {
  /// The number of nodes.
  var nodeCount: Int { get }
  /// The number of relationships.
  var relationshipCount: Int { get }

  /// Whether a label or type of that name may be asked for.
  ///
  /// - Throws: `QueryError` that names the nearest ones, where the graph has a vocabulary.
  func checkLabel(_ name: String) throws(QueryError)
  /// See `checkLabel`.
  func checkType(_ name: String) throws(QueryError)
  /// Whether relationships may have a property of that name.
  ///
  /// - Throws: `QueryError` that names the nearest, where a graph knows which there are.
  func checkRelationshipProperty(_ name: String) throws(QueryError)

  /// The labels of a node.
  func labels(of node: Int) -> [String]
  /// Whether a node has a label.
  func node(_ node: Int, hasLabel label: String) -> Bool
  /// The nodes with a label, in order.
  func nodes(withLabel label: String) -> [Int]
  /// The number of nodes with a label.
  func nodeCount(withLabel label: String) -> Int
  /// The nodes whose property equals a value, in order; nil where no index says so.
  func nodes(where property: String, equals value: Value) -> [Int]?

  /// The number of a type, or nil if no relationship has it.
  func typeIndex(named name: String) -> Int?
  /// The name of a type.
  func typeName(_ type: Int) -> String
  /// The number of relationships of a type.
  func relationshipCount(ofType type: Int) -> Int
  /// The type of a relationship.
  func type(of relationship: Int) -> Int
  /// Where a relationship starts and ends.
  func ends(of relationship: Int) -> (start: Int, end: Int)
  /// Calls `body` for every relationship at a node that may be followed that way, with the node at its far
  /// end; a loop once.
  func forEachRelationship(
    of node: Int, _ direction: TraversalDirection, _ body: (_ relationship: Int, _ far: Int) -> Void
  )

  /// `forEachRelationship` for some types only; nil for any.
  func forEachRelationship(
    of node: Int, _ direction: TraversalDirection, types: Set<Int>?,
    _ body: (_ relationship: Int, _ far: Int) -> Void
  )
  /// All relationships as columns; nil where the graph does not have them in memory.
  var columns: RelationshipColumns? { get }

  /// A property of a node; null where it has none of that name.
  func property(_ name: String, ofNode node: Int) -> Value
  /// A property of a relationship; null where it has none of that name.
  func property(_ name: String, ofRelationship relationship: Int) -> Value
  /// The names of a node's properties that have values.
  func propertyNames(ofNode node: Int) -> [String]
  /// The names of a relationship's properties that have values.
  func propertyNames(ofRelationship relationship: Int) -> [String]

  /// What reads a property of nodes, for one that is read often.
  func reader(ofNodeProperty name: String) -> (Int) -> Value
  /// For every node, how many different values of a property come before its own; nil where some node has no
  /// text there.
  ///
  /// - Parameter hold: Told now and then how many more values are held; what it throws ends the work.
  func ranks(
    ofNodeProperty name: String, _ hold: (_ values: Int) throws(QueryError) -> Void
  ) throws(QueryError) -> [Int32]?
  /// What tells whether nodes have a label, for one that is asked often.
  func test(forLabel label: String) -> (Int) -> Bool
  /// Calls `body` for all nodes, or those with a label, in order.
  func forEachNode(
    withLabel label: String?, _ body: (Int) throws(QueryError) -> Void
  ) throws(QueryError)

  /// Whether one node comes before another in the order of nodes.
  func precedes(node: Int, _ other: Int) -> Bool
  /// Whether one relationship comes before another in the order of relationships.
  func precedes(relationship: Int, _ other: Int) -> Bool
  /// Whether both orders are those of the numbers.
  var isNumberedInOrder: Bool { get }

  /// Why the graph cannot be asked any further; nil as long as it can.
  var interruption: QueryError? { get }

  /// What a relationship must be to match a pattern that does not mention the property.
  var tacitProperties: [(name: String, value: String)] { get }
}

extension PropertyGraph {
  /// Takes any label.
  public func checkLabel(_ name: String) throws(QueryError) {}
  /// Takes any type.
  public func checkType(_ name: String) throws(QueryError) {}
  /// Takes any property.
  public func checkRelationshipProperty(_ name: String) throws(QueryError) {}
  /// Has no index.
  public func nodes(where property: String, equals value: Value) -> [Int]? { nil }
  /// Has none.
  public var tacitProperties: [(name: String, value: String)] { [] }
  /// Has none.
  public var columns: RelationshipColumns? { nil }
  /// Asks for all and leaves out those of other types.
  public func forEachRelationship(
    of node: Int, _ direction: TraversalDirection, types: Set<Int>?, _ body: (Int, Int) -> Void
  ) {
    guard let types else { return forEachRelationship(of: node, direction, body) }
    forEachRelationship(of: node, direction) { relationship, far in
      if types.contains(type(of: relationship)) { body(relationship, far) }
    }
  }
  /// Asks each time.
  public func reader(ofNodeProperty name: String) -> (Int) -> Value {
    { property(name, ofNode: $0) }
  }
  /// Reads the values of all nodes, and sorts them.
  public func ranks(
    ofNodeProperty name: String, _ hold: (Int) throws(QueryError) -> Void
  ) throws(QueryError) -> [Int32]? {
    try TextRanks(nodeCount, reader(ofNodeProperty: name), hold)?.ranks
  }
  /// Asks each time.
  public func test(forLabel label: String) -> (Int) -> Bool { { node($0, hasLabel: label) } }
  /// By their numbers.
  public func forEachNode(
    withLabel label: String?, _ body: (Int) throws(QueryError) -> Void
  ) throws(QueryError) {
    if let label {
      for node in nodes(withLabel: label) { try body(node) }
    } else {
      for node in 0..<nodeCount { try body(node) }
    }
  }
  /// Orders by number.
  public func precedes(node: Int, _ other: Int) -> Bool { node < other }
  /// Orders by number.
  public func precedes(relationship: Int, _ other: Int) -> Bool { relationship < other }
  /// They are.
  public var isNumberedInOrder: Bool { true }
  /// Is never interrupted.
  public var interruption: QueryError? { nil }
}

/// Which way a pattern's arrow points.
public enum TraversalDirection: Hashable, Sendable {
  /// From start to end.
  case outgoing
  /// From end to start.
  case incoming
  /// Either way.
  case both

  /// The way back.
  public var reversed: TraversalDirection {
    switch self {
    case .outgoing: .incoming
    case .incoming: .outgoing
    case .both: .both
    }
  }
}

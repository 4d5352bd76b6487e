/// A graph that patterns can be asked of: nodes with labels, relationships with one type, both with
/// properties.
///
/// Nodes, relationships and types are numbered from 0.
public protocol PropertyGraph: Sendable {
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

  /// A property of a node; null where it has none of that name.
  func property(_ name: String, ofNode node: Int) -> Value
  /// A property of a relationship; null where it has none of that name.
  func property(_ name: String, ofRelationship relationship: Int) -> Value
  /// The names of a node's properties that have values.
  func propertyNames(ofNode node: Int) -> [String]
  /// The names of a relationship's properties that have values.
  func propertyNames(ofRelationship relationship: Int) -> [String]

  /// What a relationship must be to match a pattern that does not mention the property.
  var tacitProperties: [(name: String, value: String)] { get }
}

extension PropertyGraph {
  /// Takes any label.
  public func checkLabel(_ name: String) throws(QueryError) {}
  /// Takes any type.
  public func checkType(_ name: String) throws(QueryError) {}
  /// Has no index.
  public func nodes(where property: String, equals value: Value) -> [Int]? { nil }
  /// Has none.
  public var tacitProperties: [(name: String, value: String)] { [] }
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

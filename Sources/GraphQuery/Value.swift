/// A value of openCypher.
public enum Value: Sendable {
  /// Not known.
  case null
  /// True or false.
  case boolean(Bool)
  /// A whole number of 64 bits.
  case integer(Int)
  /// A number of 64 bits.
  case float(Double)
  /// A text.
  case string(String)
  /// Values in order.
  case list([Value])
  /// Values by name.
  case map([String: Value])
  /// A node, by its position in the graph.
  case node(Int)
  /// A relationship, by its position in the graph.
  case relationship(Int)
  /// Nodes and the relationships between them.
  case path(GraphPath)
  /// A date, a time, both, or a duration.
  indirect case temporal(Temporal)

  /// Whether nothing is known.
  public var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  /// What people call its type.
  var typeName: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .float: "a float"
    case .string: "a string"
    case .list: "a list"
    case .map: "a map"
    case .node: "a node"
    case .relationship: "a relationship"
    case .path: "a path"
    case .temporal(let value): value.kind.words
    }
  }
}

/// A walk through the graph.
public struct GraphPath: Hashable, Sendable {
  /// The nodes, one more than relationships.
  public var nodes: [Int]
  /// The relationships in order.
  public var relationships: [Int]

  init(nodes: [Int], relationships: [Int]) {
    self.nodes = nodes
    self.relationships = relationships
  }
}

/// Equivalence: what `DISTINCT` and groups take as one; null is equivalent to null and NaN to NaN.
extension Value: Hashable {
  /// Whether two values are equivalent.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let l), .boolean(let r)): l == r
    case (.integer(let l), .integer(let r)): l == r
    case (.float(let l), .float(let r)): l == r || l.isNaN && r.isNaN
    case (.integer(let l), .float(let r)), (.float(let r), .integer(let l)):
      Int(exactly: r) == l
    case (.string(let l), .string(let r)): l.isSameText(as: r)
    case (.list(let l), .list(let r)): l == r
    case (.map(let l), .map(let r)): l == r
    case (.node(let l), .node(let r)): l == r
    case (.relationship(let l), .relationship(let r)): l == r
    case (.path(let l), .path(let r)): l == r
    case (.temporal(let l), .temporal(let r)): l == r
    default: false
    }
  }

  /// Feeds a hasher, alike for equivalent values.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .boolean(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .float(let value):
      if let whole = Int(exactly: value) {
        hasher.combine(whole)
      } else {
        hasher.combine(value.isNaN ? Double.nan.bitPattern : value.bitPattern)
      }
    case .string(let value): value.hashBytes(into: &hasher)
    case .list(let values): hasher.combine(values)
    case .map(let values): hasher.combine(values)
    case .node(let index): hasher.combine(index)
    case .relationship(let index): hasher.combine(index)
    case .path(let path): hasher.combine(path)
    case .temporal(let value): hasher.combine(value)
    }
  }
}

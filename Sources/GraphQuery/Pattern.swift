/// `(name:Label {key: value})`.
struct NodePattern: Hashable, Sendable {
  var variable: String?
  var labels: [String]
  var properties: Expression?
  var offset: Int
}

/// `-[name:TYPE|TYPE*1..2 {key: value}]->`.
struct RelationshipPattern: Hashable, Sendable {
  var variable: String?
  var types: [String]
  /// Where each type is written.
  var typeOffsets: [Int]
  var direction: TraversalDirection
  /// The numbers of hops, or nil for one relationship.
  var length: HopCount?
  var properties: Expression?
  var offset: Int
}

/// How many hops a pattern of variable length may have.
struct HopCount: Hashable, Sendable {
  var least: Int
  var most: Int?
}

/// Nodes and the relationships between them.
struct PathPattern: Hashable, Sendable {
  enum Shortest: Hashable, Sendable { case one, all }

  var variable: String?
  var shortest: Shortest?
  var nodes: [NodePattern]
  var relationships: [RelationshipPattern]
  var offset: Int

  /// The expressions in its braces.
  var properties: [Expression] {
    nodes.compactMap(\.properties) + relationships.compactMap(\.properties)
  }

  /// The names that it uses.
  var variables: [String] {
    [variable].compactMap { $0 } + nodes.compactMap(\.variable)
      + relationships.compactMap(\.variable)
  }
}

/// A clause of a query.
enum Clause: Hashable, Sendable {
  case match([PathPattern], condition: Expression?, isOptional: Bool, offset: Int)
  case unwind(Expression, as: String, offset: Int)
  case with(Projection)
  case `return`(Projection)
}

/// What `WITH` and `RETURN` pass on.
struct Projection: Hashable, Sendable {
  struct Item: Hashable, Sendable {
    var expression: Expression
    /// The name it was given with `AS`, or its own text.
    var name: String
    var isNamed: Bool
  }

  struct Order: Hashable, Sendable {
    var expression: Expression
    var isDescending: Bool
  }

  var items: [Item]
  /// Whether it began with `*`.
  var includesAll: Bool
  var isDistinct: Bool
  var order: [Order]
  var skip: Expression?
  var limit: Expression?
  /// The `WHERE` of a `WITH`.
  var condition: Expression?
  var offset: Int
}

/// A whole query: parts that `UNION` joins.
struct Query: Hashable, Sendable {
  var parts: [[Clause]]
  /// Whether `UNION` keeps duplicates; nil without one.
  var keepsDuplicates: Bool?
  var offset: Int

  /// Whether a condition holds for an expression in it.
  func contains(where condition: (Expression) -> Bool) -> Bool {
    parts.joined().contains { clause in
      clause.expressions.contains { expression in
        expression.contains {
          if condition($0) { return true }
          if case .exists(let query) = $0.kind { return query.contains(where: condition) }
          return false
        }
      }
    }
  }

  /// Calls a body for every expression in it.
  func forEachExpression(_ body: (Expression) -> Void) {
    _ = contains {
      body($0)
      return false
    }
  }

  /// Every name that occurs in it.
  var mentionedVariables: Set<String> {
    var names: Set<String> = []
    for clause in parts.joined() {
      switch clause {
      case .match(let paths, let condition, _, _):
        for path in paths {
          names.formUnion(path.variables)
          for expression in path.properties { names.formUnion(expression.freeVariables) }
        }
        if let condition { names.formUnion(condition.freeVariables) }
      case .unwind(let expression, _, _): names.formUnion(expression.freeVariables)
      case .with, .return:
        for expression in clause.expressions { names.formUnion(expression.freeVariables) }
      }
    }
    return names
  }
}

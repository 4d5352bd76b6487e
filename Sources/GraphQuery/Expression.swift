/// An expression as it was written.
struct Expression: Hashable, Sendable {
  indirect enum Kind: Hashable, Sendable {
    case literal(Value)
    case parameter(String)
    case variable(String)
    case property(Expression, String)
    case element(Expression, Expression)
    case slice(Expression, Expression?, Expression?)
    case hasLabels(Expression, [String])
    case list([Expression])
    case map([MapEntry])
    case not(Expression)
    case negative(Expression)
    case positive(Expression)
    case all([Expression])
    case any([Expression])
    case oneOf(Expression, Expression)
    case arithmetic(Arithmetic, Expression, Expression)
    case comparisons(Expression, [Compared])
    case text(TextTest, Expression, Expression)
    case isIn(Expression, Expression)
    case isNull(Expression, isNegated: Bool)
    case call(String, [Expression], isDistinct: Bool)
    case countRows
    case choice(Expression?, [Alternative], Expression?)
    case comprehension(String, Expression, Expression?, Expression?)
    case quantifier(Quantifier, String, Expression, Expression)
    case reduce(String, Expression, String, Expression, Expression)
    case pattern(PathPattern)
    case patternComprehension(PathPattern, Expression?, Expression)
    case exists(Query)
  }

  struct MapEntry: Hashable, Sendable {
    var key: String
    var value: Expression
  }

  struct Compared: Hashable, Sendable {
    enum Sign: Hashable, Sendable {
      case equal, notEqual
      case order(Comparison)
    }
    var sign: Sign
    var value: Expression
  }

  struct Alternative: Hashable, Sendable {
    var condition: Expression
    var result: Expression
  }

  enum Arithmetic: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case power = "^"
  }

  enum TextTest: Hashable, Sendable {
    case startsWith, endsWith, contains, matches
  }

  enum Quantifier: String, Hashable, Sendable {
    case all, any, none, single
  }

  var kind: Kind
  /// Where it begins in the source.
  var offset: Int
  /// The number of expressions from here to the innermost one.
  private(set) var height: Int

  /// - Complexity: O(*n*) in the number of parts.
  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
    height = 0
    height = 1 + (parts.lazy.map(\.height).max() ?? 0)
  }

  /// Whether two are written alike, wherever they stand.
  static func == (left: Expression, right: Expression) -> Bool { left.kind == right.kind }
  func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

extension Expression {
  /// The expressions of which it directly consists, those of patterns too.
  var parts: [Expression] {
    switch kind {
    case .literal, .parameter, .variable, .countRows, .exists: []
    case .property(let base, _), .hasLabels(let base, _), .not(let base), .negative(let base),
      .positive(let base), .isNull(let base, _):
      [base]
    case .element(let base, let index): [base, index]
    case .slice(let base, let from, let to): [base] + [from, to].compactMap { $0 }
    case .list(let items), .all(let items), .any(let items): items
    case .map(let entries): entries.map(\.value)
    case .oneOf(let left, let right), .arithmetic(_, let left, let right),
      .text(_, let left, let right), .isIn(let left, let right):
      [left, right]
    case .comparisons(let first, let rest): [first] + rest.map(\.value)
    case .call(_, let arguments, _): arguments
    case .choice(let subject, let alternatives, let otherwise):
      [subject].compactMap { $0 } + alternatives.flatMap { [$0.condition, $0.result] }
        + [otherwise].compactMap { $0 }
    case .comprehension(_, let list, let condition, let result):
      [list] + [condition, result].compactMap { $0 }
    case .quantifier(_, _, let list, let condition): [list, condition]
    case .reduce(_, let start, _, let list, let step): [start, list, step]
    case .pattern(let path): path.properties
    case .patternComprehension(let path, let condition, let result):
      path.properties + [condition].compactMap { $0 } + [result]
    }
  }

  /// Whether a condition holds for it or a part of it.
  func contains(where condition: (Expression) -> Bool) -> Bool {
    condition(self) || parts.contains { $0.contains(where: condition) }
  }

  /// Whether it is a variable, or a property of one.
  var isSimple: Bool {
    switch kind {
    case .variable: true
    case .property(let base, _): base.isSimple
    default: false
    }
  }

  /// Whether it joins rows.
  var isAggregating: Bool {
    contains {
      switch $0.kind {
      case .countRows: true
      case .call(let name, _, _): Aggregation(rawValue: name.lowercased()) != nil
      default: false
      }
    }
  }

  /// Whether it has the same value whenever its variables have, which is found without looking further.
  var isRepeatable: Bool {
    !contains {
      switch $0.kind {
      case .call(let name, _, _): name.lowercased() == "rand"
      case .pattern, .patternComprehension, .exists: true
      default: false
      }
    }
  }

  /// The properties of a variable that it mentions; nil where the variable itself is.
  func properties(of name: String) -> Set<String>? {
    switch kind {
    case .variable(name): return nil
    case .property(let base, let key) where base.kind == .variable(name): return [key]
    default:
      var found: Set<String> = []
      for part in parts {
        guard let properties = part.properties(of: name) else { return nil }
        found.formUnion(properties)
      }
      return found
    }
  }

  /// The variables that it needs from outside.
  var freeVariables: Set<String> {
    switch kind {
    case .variable(let name): return [name]
    case .comprehension(let name, let list, let condition, let result):
      let inner = [condition, result].compactMap { $0 }.reduce(into: Set<String>()) {
        $0.formUnion($1.freeVariables)
      }
      return list.freeVariables.union(inner.subtracting([name]))
    case .quantifier(_, let name, let list, let condition):
      return list.freeVariables.union(condition.freeVariables.subtracting([name]))
    case .reduce(let total, let start, let name, let list, let step):
      return start.freeVariables.union(list.freeVariables)
        .union(step.freeVariables.subtracting([total, name]))
    case .pattern(let path):
      return path.properties.reduce(into: Set(path.variables)) { $0.formUnion($1.freeVariables) }
    case .exists(let query): return query.mentionedVariables
    default:
      let inner: Set<String> = parts.reduce(into: []) { $0.formUnion($1.freeVariables) }
      if case .patternComprehension(let path, _, _) = kind { return inner.union(path.variables) }
      return inner
    }
  }
}

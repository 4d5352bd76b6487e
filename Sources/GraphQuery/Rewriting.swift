extension Expression {
  /// The expression with parts replaced.
  ///
  /// Patterns and subqueries are kept as they are.
  ///
  /// - Parameter replace: Asked from the outside in; what it answers nil for is kept and gone into.
  func replacing(
    _ replace: (Expression) throws(QueryError) -> Expression?
  ) throws(QueryError) -> Expression {
    if let replacement = try replace(self) { return replacement }
    func go(_ part: Expression) throws(QueryError) -> Expression { try part.replacing(replace) }
    func go(_ part: Expression?) throws(QueryError) -> Expression? {
      guard let part else { return nil }
      return try part.replacing(replace)
    }
    func go(_ parts: [Expression]) throws(QueryError) -> [Expression] {
      var result: [Expression] = []
      for part in parts { result.append(try part.replacing(replace)) }
      return result
    }
    let kind: Kind
    switch self.kind {
    case .literal, .parameter, .variable, .countRows, .exists, .pattern: return self
    case .property(let base, let key): kind = .property(try go(base), key)
    case .element(let base, let index): kind = .element(try go(base), try go(index))
    case .slice(let base, let from, let to): kind = .slice(try go(base), try go(from), try go(to))
    case .hasLabels(let base, let labels): kind = .hasLabels(try go(base), labels)
    case .list(let items): kind = .list(try go(items))
    case .map(let entries):
      var result: [MapEntry] = []
      for entry in entries { result.append(.init(key: entry.key, value: try go(entry.value))) }
      kind = .map(result)
    case .not(let operand): kind = .not(try go(operand))
    case .negative(let operand): kind = .negative(try go(operand))
    case .positive(let operand): kind = .positive(try go(operand))
    case .all(let parts): kind = .all(try go(parts))
    case .any(let parts): kind = .any(try go(parts))
    case .oneOf(let left, let right): kind = .oneOf(try go(left), try go(right))
    case .arithmetic(let sign, let left, let right):
      kind = .arithmetic(sign, try go(left), try go(right))
    case .comparisons(let first, let rest):
      var result: [Compared] = []
      for part in rest { result.append(.init(sign: part.sign, value: try go(part.value))) }
      kind = .comparisons(try go(first), result)
    case .text(let test, let left, let right): kind = .text(test, try go(left), try go(right))
    case .isIn(let left, let right): kind = .isIn(try go(left), try go(right))
    case .isNull(let operand, let isNegated): kind = .isNull(try go(operand), isNegated: isNegated)
    case .call(let name, let arguments, let isDistinct):
      kind = .call(name, try go(arguments), isDistinct: isDistinct)
    case .choice(let subject, let alternatives, let otherwise):
      var result: [Alternative] = []
      for part in alternatives {
        result.append(.init(condition: try go(part.condition), result: try go(part.result)))
      }
      kind = .choice(try go(subject), result, try go(otherwise))
    case .comprehension(let name, let list, let condition, let result):
      kind = .comprehension(name, try go(list), try go(condition), try go(result))
    case .quantifier(let quantifier, let name, let list, let condition):
      kind = .quantifier(quantifier, name, try go(list), try go(condition))
    case .reduce(let total, let start, let name, let list, let step):
      kind = .reduce(total, try go(start), name, try go(list), try go(step))
    case .patternComprehension(let path, let condition, let result):
      kind = .patternComprehension(path, try go(condition), try go(result))
    }
    return Expression(kind, at: offset)
  }
}

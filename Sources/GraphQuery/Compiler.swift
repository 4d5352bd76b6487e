/// Makes closures of expressions, and finds what is wrong with them before anything runs.
struct Compiler {
  let run: Run
  let functions: [String: Function]

  init(_ run: Run) {
    self.run = run
    functions = Function.all
  }

  /// An expression ready to run.
  struct Compiled {
    var evaluate: Evaluator
    var type: StaticType
  }

  /// Makes an expression ready.
  ///
  /// - Parameter isCondition: Whether it stands where a pattern may be asked for its existence.
  func compile(
    _ expression: Expression, _ scope: Scope, isCondition: Bool = false
  ) throws(QueryError) -> Compiled {
    let at = expression.offset
    switch expression.kind {
    case .literal(let value):
      return Compiled(evaluate: { _ throws(QueryError) in value }, type: value.staticType)
    case .parameter(let name):
      guard let value = run.parameters[name] else {
        throw QueryError(
          .parameter, "MissingParameter", "the parameter '$\(name)' has no value", at: at)
      }
      return Compiled(evaluate: { _ throws(QueryError) in value }, type: .any)
    case .variable(let name):
      guard let variable = scope[name] else { throw undefined(name, scope, at) }
      let place = variable.place
      return Compiled(evaluate: { frame throws(QueryError) in frame[place] }, type: variable.type)
    case .property(let base, let key): return try property(base, key, scope, at)
    case .element(let base, let index): return try element(base, index, scope, at)
    case .slice(let base, let from, let to): return try slice(base, from, to, scope, at)
    case .hasLabels(let base, let labels): return try hasLabels(base, labels, scope, at)
    case .list(let items): return try list(items, scope)
    case .map(let entries): return try map(entries, scope)
    case .not, .all, .any, .oneOf: return try logic(expression, scope, isCondition)
    case .negative(let operand), .positive(let operand):
      let operand = try compile(operand, scope)
      try check(operand.type, .number, "a sign", at)
      guard case .negative = expression.kind else { return operand }
      let evaluate = operand.evaluate
      return Compiled(
        evaluate: { frame throws(QueryError) in
          try Calculation.negative(of: try evaluate(&frame))
        }, type: operand.type)
    case .arithmetic(let sign, let left, let right):
      return try arithmetic(sign, left, right, scope, at)
    case .comparisons(let first, let rest): return try comparisons(first, rest, scope)
    case .text(let test, let left, let right): return try text(test, left, right, scope, at)
    case .isIn(let left, let right): return try membership(left, right, scope, at)
    case .isNull(let operand, let isNegated):
      let operand = try compile(operand, scope).evaluate
      return Compiled(
        evaluate: { frame throws(QueryError) in
          .boolean(try operand(&frame).isNull != isNegated)
        }, type: .boolean)
    case .call(let name, let arguments, let isDistinct):
      return try call(name, arguments, isDistinct, scope, at, isCondition)
    case .countRows: throw misplacedAggregation("count", at)
    case .choice(let subject, let alternatives, let otherwise):
      return try choice(subject, alternatives, otherwise, scope)
    case .comprehension(let name, let list, let condition, let result):
      return try comprehension(name, list, condition, result, scope, at)
    case .quantifier(let kind, let name, let list, let condition):
      return try quantifier(kind, name, list, condition, scope, at)
    case .reduce(let total, let start, let name, let list, let step):
      return try reduce(total, start, name, list, step, scope, at)
    case .pattern(let path):
      guard isCondition else {
        throw QueryError(
          .syntax, "UnexpectedSyntax",
          "a pattern can only stand where a condition does; [pattern | value] lists what it finds",
          at: at)
      }
      return try existence(of: path, scope, at)
    case .patternComprehension(let path, let condition, let result):
      return try patternComprehension(path, condition, result, scope, at)
    case .exists(let query): return try existence(of: query, scope)
    }
  }

  /// A condition: null counts as false.
  func condition(
    _ expression: Expression, _ scope: Scope
  ) throws(QueryError) -> (inout Frame) throws(QueryError) -> Bool {
    if expression.isAggregating { throw misplacedAggregation("an aggregation", expression.offset) }
    let compiled = try compile(expression, scope, isCondition: true)
    try check(compiled.type, .boolean, "a condition", expression.offset)
    let evaluate = compiled.evaluate
    return { frame throws(QueryError) in
      switch try evaluate(&frame) {
      case .boolean(let value): return value
      case .null: return false
      case let value:
        throw QueryError(
          .type, "InvalidArgumentType", "a condition is a boolean, not \(value.typeName)",
          at: expression.offset)
      }
    }
  }

  // MARK: Errors

  func undefined(_ name: String, _ scope: Scope, _ offset: Int) -> QueryError {
    let known = scope.shownNames
    let hint =
      known.isEmpty
      ? "there are none here" : "the variables here are \(known.joined(separator: ", "))"
    return QueryError(
      .syntax, "UndefinedVariable", "there is no variable '\(name)': \(hint)", at: offset)
  }

  func misplacedAggregation(_ name: String, _ offset: Int) -> QueryError {
    QueryError(
      .syntax, "InvalidAggregation", "\(name) joins rows, which only WITH and RETURN can do",
      at: offset)
  }

  func check(
    _ type: StaticType, _ accepted: Kinds, _ what: String, _ offset: Int
  ) throws(QueryError) {
    if type == .any || type == .null || !type.kinds.isDisjoint(with: accepted) { return }
    throw QueryError(
      .syntax, "InvalidArgumentType", "\(what) needs \(accepted.words), not \(type.kinds.words)",
      at: offset)
  }

  func wrongType(_ what: String, _ value: Value, _ expected: String, _ offset: Int) -> QueryError {
    QueryError(
      .type, "InvalidArgumentType", "\(what) needs \(expected), not \(value.typeName)", at: offset)
  }
}

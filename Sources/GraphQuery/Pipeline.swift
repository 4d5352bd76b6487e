/// The stages of one part of a query, in order.
struct Pipeline {
  private let run: Run
  private var stages: [Operator] = []
  private(set) var columns: [String] = []
  private(set) var plan: [PlanStep] = []
  private let layout: Layout
  /// Of a subquery, the variables of the row that it is asked for: they are known in all of it.
  private let outer: [(name: String, variable: Scope.Variable)]
  private let outerRow = OuterRow()

  /// Makes the stages of clauses.
  ///
  /// - Parameters:
  ///   - isSubquery: Whether rows of an outer query are pushed into it.
  ///   - makeSink: Makes what takes the rows, of the names and places of the columns.
  init(
    _ clauses: [Clause], _ outer: Scope, _ compiler: Compiler, isSubquery: Bool = false,
    _ makeSink: ([String], [Int]) throws(QueryError) -> Operator
  ) throws(QueryError) {
    run = compiler.run
    layout = outer.layout
    self.outer =
      isSubquery
      ? outer.names.compactMap { name in outer[name].map { (name, $0) } } : []
    var scope = outer
    for clause in clauses {
      switch clause {
      case .match(let paths, let condition, let isOptional, _):
        let matcher = try Matcher(paths, condition: condition, &scope, compiler)
        plan += matcher.records
        add(MatchOperator(matcher, isOptional: isOptional))
      case .unwind(let list, let name, let offset):
        if list.isAggregating { throw compiler.misplacedAggregation("an aggregation", offset) }
        let compiled = try compiler.compile(list, scope)
        if scope[name] != nil {
          throw QueryError(
            .syntax, "VariableAlreadyBound", "'\(name)' is the name of something else already",
            at: offset)
        }
        let place = scope.add(name, compiled.type.element)
        add(UnwindOperator(compiled.evaluate, place: place, run))
      case .with(let projection): scope = try project(projection, scope, compiler, isLast: false)
      case .return(let projection): scope = try project(projection, scope, compiler, isLast: true)
      }
    }
    columns = scope.shownNames
    add(try makeSink(columns, columns.compactMap { scope[$0]?.place }))
    for (stage, next) in zip(stages, stages.dropFirst()) { stage.next = next }
  }

  private mutating func add(_ stage: Operator) {
    stages.append(stage)
    if let record = stage.record { plan.append(record) }
  }

  /// Runs all stages over rows, without any over the one row that every query begins with.
  func run(_ rows: [Frame]? = nil) throws(QueryError) {
    do throws(QueryError) {
      for var frame in rows ?? [Frame(repeating: .null, count: layout.width)] {
        outerRow.frame = frame
        try stages[0].push(&frame)
      }
    } catch {
      if !error.isEnough { throw error }
    }
    try stages[0].finish()
  }

  // MARK: Projections

  private mutating func project(
    _ projection: Projection, _ outer: Scope, _ compiler: Compiler, isLast: Bool
  ) throws(QueryError) -> Scope {
    var items = projection.items
    if projection.includesAll {
      if isLast, outer.shownNames.isEmpty {
        throw QueryError(
          .syntax, "NoVariablesInScope", "RETURN * needs variables, and there are none",
          at: projection.offset)
      }
      items =
        outer.shownNames.map {
          .init(
            expression: Expression(.variable($0), at: projection.offset), name: $0, isNamed: false)
        } + items
    }
    var names: Set<String> = []
    for item in items where !names.insert(item.name).inserted {
      throw QueryError(
        .syntax, "ColumnNameConflict", "two columns are named '\(item.name)'",
        at: item.expression.offset)
    }
    var base = outer
    var expressions = items.map(\.expression)
    var order = projection.order.map(\.expression)
    let isAggregating = expressions.contains(where: \.isAggregating)
    let original = expressions
    if isAggregating {
      try aggregate(items, &expressions, &order, &base, compiler, isLast: isLast)
    } else if let misplaced = order.first(where: \.isAggregating) {
      throw compiler.misplacedAggregation("an aggregation", misplaced.offset)
    }
    // What is named, in places of its own beside what was there.
    var calculated: [(place: Int, evaluate: Evaluator)] = []
    var named = base
    var places: [String: Int] = [:]
    var types: [StaticType] = []
    for (item, expression) in zip(items, expressions) {
      let compiled = try compiler.compile(expression, base)
      let place = named.add(item.name, compiled.type)
      places[item.name] = place
      types.append(compiled.type)
      calculated.append((place, compiled.evaluate))
    }
    add(ProjectOperator(calculated))
    if projection.isDistinct || isAggregating {
      var only = Scope(named.layout)
      only.take(
        named, items.map(\.name) + self.outer.map(\.name) + named.names.filter { $0.hasPrefix(" ") }
      )
      named = only
    }
    if projection.isDistinct {
      add(DistinctOperator(items.compactMap { places[$0.name] }, run))
    }
    /// The names of columns for what they stand for; beside an aggregation only for what is simple.
    func renamed(
      _ expression: Expression, onlySimple: Bool = false
    ) throws(QueryError) -> Expression {
      try expression.replacing { part throws(QueryError) in
        for (index, whole) in original.enumerated()
        where whole == part || expressions[index] == part {
          if onlySimple, !whole.isAggregating, !whole.isSimple { continue }
          return Expression(.variable(items[index].name), at: part.offset)
        }
        return nil
      }
    }
    let skip = try count(projection.skip, "SKIP", compiler)
    let limit = try count(projection.limit, "LIMIT", compiler)
    if !order.isEmpty {
      let (sum, overflows) = (limit ?? .max).addingReportingOverflow(skip ?? 0)
      let most = overflows || sum > 1_000_000 ? nil : sum
      var keys: [(evaluate: Evaluator, isDescending: Bool)] = []
      for (key, part) in zip(order, projection.order) {
        if case .variable(let name) = key.kind, places[name] != nil {
          keys.append((try compiler.compile(key, named).evaluate, part.isDescending))
        } else {
          let isMixed = part.expression.isAggregating && !original.contains(part.expression)
          let key = try renamed(key, onlySimple: isMixed)
          if isMixed,
            let stray = key.freeVariables.sorted().first(where: { named[$0] == nil }),
            original.contains(where: { $0.freeVariables.contains(stray) })
          {
            throw ambiguous(stray, part.expression.offset)
          }
          keys.append((try compiler.compile(key, named).evaluate, part.isDescending))
        }
      }
      add(SortOperator(keys, most: most, run))
    }
    if projection.skip != nil || projection.limit != nil {
      add(CutOperator(skip: skip ?? 0, limit: limit))
    }
    if let condition = projection.condition {
      let seen = projection.isDistinct || isAggregating ? try renamed(condition) : condition
      add(FilterOperator(try compiler.condition(seen, named)))
    }
    var scope = Scope()
    var moves: [(from: Int, to: Int)] = []
    for (item, type) in zip(items, types) {
      if let place = places[item.name] { moves.append((place, scope.add(item.name, type))) }
    }
    var kept: [(from: Int, to: Int)] = []
    for (name, variable) in self.outer where scope[name] == nil {
      kept.append((variable.place, scope.add(name, variable.type)))
    }
    add(NarrowOperator(moves, kept: kept, of: outerRow, layout: scope.layout))
    return scope
  }

  private func ambiguous(_ name: String, _ offset: Int) -> QueryError {
    QueryError(
      .syntax, "AmbiguousAggregationExpression",
      "'\(name)' stands beside an aggregation and is not a column of its own: return it too",
      at: offset)
  }

  /// Puts a stage that joins rows before the projection, and variables for what it makes into expressions.
  private mutating func aggregate(
    _ items: [Projection.Item], _ expressions: inout [Expression], _ order: inout [Expression],
    _ scope: inout Scope, _ compiler: Compiler, isLast: Bool
  ) throws(QueryError) {
    let outer = scope
    var joined = Scope()
    var keys: [(expression: Expression, name: String)] = []
    var grouping = AggregateOperator.Keys(evaluators: [], places: [])
    for item in items where !item.expression.isAggregating {
      let compiled = try compiler.compile(item.expression, outer)
      let name = " key\(keys.count)"
      keys.append((item.expression, name))
      grouping.evaluators.append(compiled.evaluate)
      grouping.places.append(joined.add(name, compiled.type))
    }
    var calls: [(expression: Expression, name: String)] = []
    var stages: [AggregateOperator.Call] = []
    var callPlaces: [Int] = []

    func call(_ expression: Expression) throws(QueryError) -> Expression? {
      var stage: AggregateOperator.Call
      switch expression.kind {
      case .countRows:
        stage = .init(
          aggregation: .count, isDistinct: false, argument: nil, second: nil,
          offset: expression.offset)
      case .call(let function, let arguments, let isDistinct):
        guard let aggregation = Aggregation(rawValue: function.lowercased()) else { return nil }
        guard arguments.count == aggregation.argumentCount else {
          throw QueryError(
            .syntax, "InvalidNumberOfArguments",
            "\(function)() takes \(aggregation.argumentCount) arguments, not \(arguments.count)",
            at: expression.offset)
        }
        for argument in arguments {
          if argument.isAggregating {
            throw QueryError(
              .syntax, "NestedAggregation", "an aggregation cannot stand in another",
              at: argument.offset)
          }
          if argument.contains(where: {
            if case .call(let name, _, _) = $0.kind { return name.lowercased() == "rand" }
            return false
          }) {
            throw QueryError(
              .syntax, "NonConstantExpression", "rand() cannot be aggregated", at: argument.offset)
          }
        }
        stage = .init(
          aggregation: aggregation, isDistinct: isDistinct,
          argument: try compiler.compile(arguments[0], outer).evaluate, offset: expression.offset)
        if arguments.count > 1 { stage.second = try compiler.compile(arguments[1], outer).evaluate }
      default: return nil
      }
      if let known = calls.first(where: { $0.expression == expression }) {
        return Expression(.variable(known.name), at: expression.offset)
      }
      let name = " agg\(calls.count)"
      calls.append((expression, name))
      stages.append(stage)
      callPlaces.append(joined.add(name, stage.aggregation.result))
      return Expression(.variable(name), at: expression.offset)
    }
    func rewritten(_ expression: Expression) throws(QueryError) -> Expression {
      try expression.replacing { part throws(QueryError) in
        if part.isSimple, let key = keys.first(where: { $0.expression == part }) {
          return Expression(.variable(key.name), at: part.offset)
        }
        if case .comprehension(_, _, let condition, let result) = part.kind,
          [condition, result].compactMap({ $0 }).contains(where: \.isAggregating)
        {
          throw compiler.misplacedAggregation("an aggregation", part.offset)
        }
        return try call(part)
      }
    }
    var nextKey = 0
    for (index, expression) in expressions.enumerated() {
      if expression.isAggregating {
        expressions[index] = try rewritten(expression)
        if let unknown = expressions[index].freeVariables.sorted().first(where: {
          !$0.hasPrefix(" ")
        }) {
          if outer[unknown] == nil {
            throw compiler.undefined(unknown, outer, expression.offset)
          }
          throw ambiguous(unknown, expression.offset)
        }
      } else {
        expressions[index] = Expression(.variable(keys[nextKey].name), at: expression.offset)
        nextKey += 1
      }
    }
    let known = calls.count
    for (index, key) in order.enumerated() where key.isAggregating {
      // A column that is the same is found by its text.
      if items.contains(where: { $0.expression == key }) { continue }
      order[index] = try rewritten(key)
      // WITH, other than RETURN, sorts by nothing that it does not pass on.
      if !isLast, let stranger = calls[known...].first {
        let name = stranger.expression.freeVariables.min() ?? "count"
        throw compiler.undefined(name, outer, stranger.expression.offset)
      }
    }
    var names: Set<String> = []
    for key in keys { names.formUnion(key.expression.freeVariables) }
    let variables = names.compactMap { outer[$0] }
    if variables.count == 1, variables[0].type == .node,
      keys.allSatisfy({ $0.expression.isRepeatable })
    {
      grouping.node = variables[0].place
      if keys.count == 1, case .property(let base, let key) = keys[0].expression.kind,
        case .variable = base.kind
      {
        grouping.property = key
      }
    }
    if keys.count == 1, variables.count == 1, variables[0].type == .relationship,
      case .call(let name, let arguments, _) = keys[0].expression.kind,
      name.lowercased() == "type", case .variable = arguments[0].kind
    {
      grouping.typed = variables[0].place
    }
    let kept = self.outer.map { name, variable in
      (from: variable.place, to: joined.add(name, variable.type))
    }
    let joining = AggregateOperator(
      keys: grouping, calls: stages, callPlaces: callPlaces, kept: kept, of: outerRow,
      layout: joined.layout, run)
    if joining.takesMultiplicity, keys.allSatisfy({ $0.expression.isRepeatable }),
      let match = self.stages.last as? MatchOperator, !match.isOptional
    {
      match.matcher.countLast(except: Set(variables.map(\.place)))
    }
    add(joining)
    scope = joined
  }

  /// The number behind `SKIP` or `LIMIT`.
  private func count(
    _ expression: Expression?, _ word: String, _ compiler: Compiler
  ) throws(QueryError) -> Int? {
    guard let expression else { return nil }
    guard expression.freeVariables.isEmpty, !expression.isAggregating else {
      throw QueryError(
        .syntax, "NonConstantExpression", "\(word) needs a number that no row can change",
        at: expression.offset)
    }
    let scope = Scope()
    let evaluate = try compiler.compile(expression, scope).evaluate
    var frame = Frame(repeating: .null, count: scope.layout.width)
    let value = try evaluate(&frame)
    guard case .integer(let count) = value else {
      throw QueryError(
        .syntax, "InvalidArgumentType", "\(word) needs an integer, not \(value.typeName)",
        at: expression.offset)
    }
    guard count >= 0 else {
      throw QueryError(
        .syntax, "NegativeIntegerArgument", "\(word) cannot be negative, as \(count) is",
        at: expression.offset)
    }
    return count
  }
}

extension Scope {
  /// Takes over some variables of a scope of the same rows.
  mutating func take(_ other: Scope, _ names: [String]) {
    for name in names { if let variable = other[name] { set(name, variable) } }
  }
}

extension Compiler {
  func logic(
    _ expression: Expression, _ scope: Scope, _ isCondition: Bool
  ) throws(QueryError) -> Compiled {
    typealias Truth = (inout Frame) throws(QueryError) -> Bool?
    func truth(_ part: Expression, _ what: String) throws(QueryError) -> Truth {
      let compiled = try compile(part, scope, isCondition: isCondition)
      try check(compiled.type, .boolean, what, part.offset)
      let evaluate = compiled.evaluate
      return { frame throws(QueryError) in
        switch try evaluate(&frame) {
        case .boolean(let value): return value
        case .null: return nil
        case let value: throw wrongType(what, value, "a boolean", part.offset)
        }
      }
    }
    func value(_ truth: Bool?) -> Value { truth.map { .boolean($0) } ?? .null }
    func joined(_ parts: [Expression], stopsAt end: Bool, _ what: String) throws(QueryError)
      -> Compiled
    {
      var truths: [Truth] = []
      for part in parts { truths.append(try truth(part, what)) }
      return Compiled(
        evaluate: { [truths] frame throws(QueryError) in
          var result: Bool? = !end
          for truth in truths {
            let part = try truth(&frame)
            if part == end { return .boolean(end) }
            if part == nil { result = nil }
          }
          return value(result)
        }, type: .boolean)
    }
    switch expression.kind {
    case .not(let operand):
      let operand = try truth(operand, "NOT")
      return Compiled(
        evaluate: { frame throws(QueryError) in value(try operand(&frame).map { !$0 }) },
        type: .boolean)
    case .all(let parts): return try joined(parts, stopsAt: false, "AND")
    case .any(let parts): return try joined(parts, stopsAt: true, "OR")
    case .oneOf(let left, let right):
      let left = try truth(left, "XOR")
      let right = try truth(right, "XOR")
      return Compiled(
        evaluate: { frame throws(QueryError) in
          guard let l = try left(&frame), let r = try right(&frame) else { return .null }
          return .boolean(l != r)
        }, type: .boolean)
    default: return try compile(expression, scope)
    }
  }

  func arithmetic(
    _ sign: Expression.Arithmetic, _ left: Expression, _ right: Expression, _ scope: Scope,
    _ at: Int
  ) throws(QueryError) -> Compiled {
    let (left, right) = (try compile(left, scope), try compile(right, scope))
    var type = StaticType.any
    if sign == .add {
      let accepted: Kinds = [.integer, .float, .string, .list, .timeValue]
      if left.type.element == .any, right.type.element == .any, left.type.kinds != .list,
        right.type.kinds != .list
      {
        try check(left.type, accepted, "'+'", at)
        try check(right.type, accepted, "'+'", at)
      }
    } else {
      let accepted: Kinds = [.number, sign == .subtract ? .timeValue : .temporal(.duration)]
      try check(left.type, accepted, "'\(sign.rawValue)'", at)
      try check(right.type, accepted, "'\(sign.rawValue)'", at)
    }
    switch (left.type, right.type) {
    case (.integer, .integer): type = sign == .power ? .float : .integer
    case (.float, .integer), (.integer, .float), (.float, .float): type = .float
    case (.list(let l), .list(let r)): type = .list(l.joined(with: r))
    case (.list, _), (_, .list): type = .list(.any)
    case (.string, .string): type = .string
    default: break
    }
    let (l, r, run) = (left.evaluate, right.evaluate, run)
    return Compiled(
      evaluate: { frame throws(QueryError) in
        do throws(QueryError) {
          let first = try l(&frame)
          let result = try Calculation.apply(sign, first, try r(&frame))
          if sign == .add { try run.bound(result) }
          return result
        } catch {
          var error = error
          error.offset = error.offset ?? at
          throw error
        }
      }, type: type)
  }

  func comparisons(
    _ first: Expression, _ rest: [Expression.Compared], _ scope: Scope
  ) throws(QueryError) -> Compiled {
    let first = try compile(first, scope).evaluate
    var parts: [(sign: Expression.Compared.Sign, evaluate: Evaluator)] = []
    for part in rest { parts.append((part.sign, try compile(part.value, scope).evaluate)) }
    return Compiled(
      evaluate: { [parts] frame throws(QueryError) in
        var left = try first(&frame)
        var result: Bool? = true
        for part in parts {
          let right = try part.evaluate(&frame)
          let holds: Bool?
          switch part.sign {
          case .equal: holds = Value.equal(left, right)
          case .notEqual: holds = Value.equal(left, right).map { !$0 }
          case .order(let comparison): holds = Value.compare(left, right, comparison)
          }
          if holds == false { return .boolean(false) }
          if holds == nil { result = nil }
          left = right
        }
        return result.map { .boolean($0) } ?? .null
      }, type: .boolean)
  }

  func text(
    _ test: Expression.TextTest, _ left: Expression, _ right: Expression, _ scope: Scope, _ at: Int
  ) throws(QueryError) -> Compiled {
    let (left, right) = (try compile(left, scope).evaluate, try compile(right, scope).evaluate)
    let run = run
    /// Most rows have the same one.
    var expression: RegularExpression?
    return Compiled(
      evaluate: { frame throws(QueryError) in
        guard case .string(let text) = try left(&frame), case .string(let part) = try right(&frame)
        else { return .null }
        switch test {
        case .startsWith: return .boolean(text.utf8.starts(with: part.utf8))
        case .endsWith:
          return .boolean(text.utf8.reversed().starts(with: part.utf8.reversed()))
        case .contains: return .boolean(contains(Array(text.utf8), Array(part.utf8)))
        case .matches:
          try run.check()
          return try place(at) { () throws(QueryError) in
            let matcher =
              if let known = expression, known.text.isSameText(as: part) { known } else {
                try RegularExpression(part)
              }
            expression = matcher
            return .boolean(try matcher.matches(text))
          }
        }
      }, type: .boolean)
  }

  /// Whether one text is a part of another.
  private func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    guard text.count >= part.count else { return false }
    for start in 0...(text.count - part.count)
    where text[start] == first && text[start..<start + part.count].elementsEqual(part) {
      return true
    }
    return false
  }

  func membership(
    _ left: Expression, _ right: Expression, _ scope: Scope, _ at: Int
  ) throws(QueryError) -> Compiled {
    let item = try compile(left, scope).evaluate
    let list = try compile(right, scope)
    try check(list.type, .list, "IN", at)
    let values = list.evaluate
    return Compiled(
      evaluate: { frame throws(QueryError) in
        let sought = try item(&frame)
        let list = try values(&frame)
        if list.isNull { return .null }
        guard case .list(let values) = list else { throw wrongType("IN", list, "a list", at) }
        return Value.any(values.lazy.map { Value.equal(sought, $0) }).map { .boolean($0) } ?? .null
      }, type: .boolean)
  }

  func choice(
    _ subject: Expression?, _ alternatives: [Expression.Alternative], _ otherwise: Expression?,
    _ scope: Scope
  ) throws(QueryError) -> Compiled {
    var tests: [(condition: Evaluator, result: Evaluator)] = []
    var type = StaticType.null
    for part in alternatives {
      let result = try compile(part.result, scope)
      type = type.joined(with: result.type)
      tests.append(
        (try compile(part.condition, scope, isCondition: subject == nil).evaluate, result.evaluate))
    }
    let last = try compile(
      otherwise ?? Expression(.literal(.null), at: alternatives[0].condition.offset), scope)
    type = type.joined(with: last.type)
    let subject = try subject.map { expression throws(QueryError) in
      try compile(expression, scope).evaluate
    }
    return Compiled(
      evaluate: { [tests] frame throws(QueryError) in
        let value = try subject.map { evaluate throws(QueryError) in try evaluate(&frame) }
        for test in tests {
          let condition = try test.condition(&frame)
          if value.map({ Value.equal($0, condition) == true }) ?? (condition == .boolean(true)) {
            return try test.result(&frame)
          }
        }
        return try last.evaluate(&frame)
      }, type: type)
  }

  func call(
    _ name: String, _ arguments: [Expression], _ isDistinct: Bool, _ scope: Scope, _ at: Int,
    _ isCondition: Bool
  ) throws(QueryError) -> Compiled {
    if Aggregation(rawValue: name.lowercased()) != nil { throw misplacedAggregation(name, at) }
    guard let function = functions[name.lowercased()], !isDistinct else {
      throw QueryError(
        .syntax, "UnknownFunction", "there is no function '\(name)'", at: at)
    }
    guard (function.required...function.parameters.count).contains(arguments.count) else {
      throw QueryError(
        .syntax, "InvalidNumberOfArguments",
        "\(name)() takes \(function.required) arguments, not \(arguments.count)", at: at)
    }
    var evaluators: [Evaluator] = []
    for (argument, accepted) in zip(arguments, function.parameters) {
      let compiled = try compile(
        argument, scope, isCondition: isCondition && name.lowercased() == "exists")
      try check(compiled.type, accepted, "\(name)()", argument.offset)
      evaluators.append(compiled.evaluate)
    }
    let run = run
    return Compiled(
      evaluate: { [evaluators] frame throws(QueryError) in
        var values: [Value] = []
        values.reserveCapacity(evaluators.count)
        for (evaluate, accepted) in zip(evaluators, function.parameters) {
          let value = try evaluate(&frame)
          if value.isNull {
            if !function.takesNull { return .null }
          } else if !accepted.contains(value.kind) {
            var error = Function.unusable(name, value, accepted.words)
            error.offset = at
            throw error
          }
          values.append(value)
        }
        do throws(QueryError) {
          return try function.apply(values, run)
        } catch {
          var error = error
          error.offset = error.offset ?? at
          throw error
        }
      }, type: function.result)
  }
}

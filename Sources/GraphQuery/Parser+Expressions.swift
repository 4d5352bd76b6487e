extension Parser {
  /// Goes one level deeper, which has an end.
  mutating func enter() throws(QueryError) {
    depth += 1
    if depth > Self.depthLimit { throw tooDeep(offset) }
  }

  private func tooDeep(_ offset: Int) -> QueryError {
    QueryError(
      .syntax, "TooDeep", "this is nested deeper than \(Self.depthLimit) levels", at: offset)
  }

  private func make(_ kind: Expression.Kind, _ offset: Int) throws(QueryError) -> Expression {
    let expression = Expression(kind, at: offset)
    if expression.height > Self.depthLimit { throw tooDeep(offset) }
    return expression
  }

  /// An expression.
  mutating func expression() throws(QueryError) -> Expression {
    try enter()
    defer { depth -= 1 }
    return try binary(.or)
  }

  /// How tightly operators bind, the loosest first.
  private enum Level: Int {
    case or = 0, xor, and, not, comparison, predicate, sum, product, power, sign

    var next: Level { Level(rawValue: rawValue + 1) ?? .sign }
  }

  /// Precedence climbing: operators of that level and those that bind tighter.
  private mutating func binary(_ level: Level) throws(QueryError) -> Expression {
    let start = offset
    if isKeyword("NOT"), level.rawValue <= Level.not.rawValue {
      advance()
      try enter()
      defer { depth -= 1 }
      let operand = try make(.not(try binary(.not)), start)
      return try rest(of: operand, from: .comparison, to: level, start)
    }
    return try rest(of: try sign(), from: .sign, to: level, start)
  }

  /// The operators that follow an operand, from the tightest to the loosest allowed.
  private mutating func rest(
    of first: Expression, from tightest: Level, to loosest: Level, _ start: Int
  ) throws(QueryError) -> Expression {
    var left = first
    // An operand that is complete at one level is the first one of the next looser level.
    var current = tightest.rawValue
    while current > loosest.rawValue {
      current -= 1
      guard let level = Level(rawValue: current), level.rawValue < tightest.rawValue else {
        continue
      }
      left = try operators(after: left, at: level, start)
    }
    return left
  }

  private mutating func operators(
    after first: Expression, at level: Level, _ start: Int
  ) throws(QueryError) -> Expression {
    var left = first
    switch level {
    case .or:
      var parts = [left]
      while take(keyword: "OR") { parts.append(try binary(.xor)) }
      return parts.count == 1 ? left : try make(.any(parts), start)
    case .xor:
      while take(keyword: "XOR") { left = try make(.oneOf(left, try binary(.and)), start) }
    case .and:
      var parts = [left]
      while take(keyword: "AND") { parts.append(try binary(.not)) }
      return parts.count == 1 ? left : try make(.all(parts), start)
    case .not, .sign: break
    case .comparison:
      var compared: [Expression.Compared] = []
      while let sign = comparisonSign() {
        advance()
        compared.append(.init(sign: sign, value: try binary(.predicate)))
      }
      return compared.isEmpty ? left : try make(.comparisons(left, compared), start)
    case .predicate:
      while let predicate = try predicate(of: left, start) { left = predicate }
    case .sum:
      while token.kind == .symbol, let sign = arithmetic(["+", "-"]) {
        advance()
        left = try make(.arithmetic(sign, left, try binary(.product)), start)
      }
    case .product:
      while token.kind == .symbol, let sign = arithmetic(["*", "/", "%"]) {
        advance()
        left = try make(.arithmetic(sign, left, try binary(.power)), start)
      }
    case .power:
      while take("^") { left = try make(.arithmetic(.power, left, try sign()), start) }
    }
    return left
  }

  private func arithmetic(_ signs: [String]) -> Expression.Arithmetic? {
    signs.contains(token.text) ? Expression.Arithmetic(rawValue: token.text) : nil
  }

  private func comparisonSign() -> Expression.Compared.Sign? {
    guard token.kind == .symbol else { return nil }
    switch token.text {
    case "=": return .equal
    case "<>": return .notEqual
    case "<": return .order(.less)
    case "<=": return .order(.lessOrEqual)
    case ">": return .order(.greater)
    case ">=": return .order(.greaterOrEqual)
    default: return nil
    }
  }

  private mutating func predicate(
    of left: Expression, _ start: Int
  ) throws(QueryError) -> Expression? {
    if take("=~") { return try make(.text(.matches, left, try binary(.sum)), start) }
    switch token.keyword {
    case "STARTS":
      advance()
      try require(keyword: "WITH")
      return try make(.text(.startsWith, left, try binary(.sum)), start)
    case "ENDS":
      advance()
      try require(keyword: "WITH")
      return try make(.text(.endsWith, left, try binary(.sum)), start)
    case "CONTAINS":
      advance()
      return try make(.text(.contains, left, try binary(.sum)), start)
    case "IN":
      advance()
      return try make(.isIn(left, try binary(.sum)), start)
    case "IS":
      advance()
      let isNegated = take(keyword: "NOT")
      try require(keyword: "NULL")
      return try make(.isNull(left, isNegated: isNegated), start)
    default: return nil
    }
  }

  private mutating func sign() throws(QueryError) -> Expression {
    let start = offset
    guard isSymbol("-") || isSymbol("+") else { return try postfix() }
    let isNegative = isSymbol("-")
    advance()
    if isNegative, token.kind == .integer, !isSymbol(".", ahead: 1), !isSymbol("[", ahead: 1) {
      let value = try integer(isNegative: true)
      advance()
      return try make(.literal(.integer(value)), start)
    }
    try enter()
    defer { depth -= 1 }
    let operand = try sign()
    return try make(isNegative ? .negative(operand) : .positive(operand), start)
  }

  private mutating func postfix() throws(QueryError) -> Expression {
    let start = offset
    var base = try atom()
    while token.kind == .symbol {
      if isSymbol("."), token(ahead: 1).kind == .name || token(ahead: 1).kind == .quotedName {
        advance()
        base = try make(.property(base, try schemaName("a key")), start)
      } else if take("[") {
        base = try element(of: base, start)
        try require("]")
      } else if isSymbol(":"), token(ahead: 1).kind == .name || token(ahead: 1).kind == .quotedName
      {
        var labels: [String] = []
        while take(":") { labels.append(try schemaName("a label")) }
        base = try make(.hasLabels(base, labels), start)
      } else {
        break
      }
    }
    return base
  }

  private mutating func element(
    of base: Expression, _ start: Int
  ) throws(QueryError) -> Expression {
    let from = isSymbol("..") ? nil : try expression()
    if take("..") {
      let to = isSymbol("]") ? nil : try expression()
      return try make(.slice(base, from, to), start)
    }
    guard let from else { throw unexpected("an index") }
    return try make(.element(base, from), start)
  }

  private func integer(isNegative: Bool) throws(QueryError) -> Int {
    let text = token.text.lowercased()
    var digits = Substring(text)
    var radix = 10
    if text.hasPrefix("0x") || text.hasPrefix("0o") {
      digits = digits.dropFirst(2)
      radix = text.hasPrefix("0x") ? 16 : 8
    }
    guard !digits.isEmpty, digits.allSatisfy({ $0.hexDigitValue.map { $0 < radix } ?? false })
    else {
      throw QueryError(
        .syntax, "InvalidNumberLiteral", "'\(token.text)' is not a number", at: offset)
    }
    guard let value = Int((isNegative ? "-" : "") + digits, radix: radix) else {
      throw QueryError(
        .syntax, "IntegerOverflow", "'\(token.text)' is more than an integer of 64 bits holds",
        at: offset)
    }
    return value
  }

  private mutating func atom() throws(QueryError) -> Expression {
    let start = offset
    switch token.kind {
    case .integer:
      let value = try integer(isNegative: false)
      advance()
      return try make(.literal(.integer(value)), start)
    case .float:
      guard let value = Double(token.text), value.isFinite else {
        throw QueryError(
          .syntax, "FloatingPointOverflow", "'\(token.text)' is more than a float of 64 bits holds",
          at: start)
      }
      advance()
      return try make(.literal(.float(value)), start)
    case .string:
      defer { advance() }
      return try make(.literal(.string(token.text)), start)
    case .parameter:
      defer { advance() }
      return try make(.parameter(token.text), start)
    case .quotedName: return try name(start)
    case .name: return try word(start)
    case .symbol:
      switch token.text {
      case "(": return try parenthesis(start)
      case "[": return try bracket(start)
      case "{": return try map()
      default: throw unexpected("an expression")
      }
    case .end: throw unexpected("an expression")
    }
  }

  private mutating func word(_ start: Int) throws(QueryError) -> Expression {
    let word = token.keyword ?? ""
    switch word {
    case "TRUE", "FALSE":
      advance()
      return try make(.literal(.boolean(word == "TRUE")), start)
    case "NULL":
      advance()
      return try make(.literal(.null), start)
    case "CASE": return try choice(start)
    case "COUNT" where isSymbol("(", ahead: 1) && isSymbol("*", ahead: 2):
      for _ in 0..<3 { advance() }
      try require(")")
      return try make(.countRows, start)
    case "ALL", "ANY", "NONE", "SINGLE":
      if isSymbol("(", ahead: 1), isVariable(ahead: 2), isKeyword("IN", ahead: 3) {
        return try quantifier(word.lowercased(), start)
      }
    case "REDUCE" where isSymbol("(", ahead: 1): return try reduce(start)
    case "EXISTS" where isSymbol("{", ahead: 1):
      advance()
      return try existential(start)
    case "SHORTESTPATH", "ALLSHORTESTPATHS":
      if isSymbol("(", ahead: 1) {
        throw QueryError(
          .syntax, "UnexpectedSyntax", "a shortest path can only be asked for in MATCH", at: start)
      }
    default: break
    }
    return try name(start)
  }

  /// A variable or the call of a function.
  private mutating func name(_ start: Int) throws(QueryError) -> Expression {
    var length = 1
    while isSymbol(".", ahead: length), token(ahead: length + 1).kind == .name { length += 2 }
    if isSymbol("(", ahead: length) {
      let name = (0..<length).map { token(ahead: $0).text }.joined()
      for _ in 0...length { advance() }
      return try call(name, start)
    }
    guard isVariable else { throw unexpected("an expression") }
    return try make(.variable(try variable()), start)
  }

  private mutating func call(_ name: String, _ start: Int) throws(QueryError) -> Expression {
    let isDistinct = take(keyword: "DISTINCT")
    var arguments: [Expression] = []
    if !isSymbol(")") {
      repeat { arguments.append(try expression()) } while take(",")
    }
    guard take(")") else { throw unexpected("',' or ')'") }
    return try make(.call(name, arguments, isDistinct: isDistinct), start)
  }

  private mutating func choice(_ start: Int) throws(QueryError) -> Expression {
    advance()
    let subject = isKeyword("WHEN") ? nil : try expression()
    var alternatives: [Expression.Alternative] = []
    while take(keyword: "WHEN") {
      let condition = try expression()
      try require(keyword: "THEN")
      alternatives.append(.init(condition: condition, result: try expression()))
    }
    if alternatives.isEmpty { throw unexpected("WHEN") }
    let otherwise = take(keyword: "ELSE") ? try expression() : nil
    guard take(keyword: "END") else { throw unexpected("WHEN, ELSE or END") }
    return try make(.choice(subject, alternatives, otherwise), start)
  }

  private mutating func quantifier(_ word: String, _ start: Int) throws(QueryError) -> Expression {
    advance()
    advance()
    let name = try variable()
    try require(keyword: "IN")
    let list = try expression()
    let condition =
      take(keyword: "WHERE") ? try expression() : try make(.literal(.boolean(true)), offset)
    try require(")")
    guard let kind = Expression.Quantifier(rawValue: word) else {
      throw unexpected("a quantifier")
    }
    return try make(.quantifier(kind, name, list, condition), start)
  }

  private mutating func reduce(_ start: Int) throws(QueryError) -> Expression {
    advance()
    advance()
    let total = try variable()
    try require("=")
    let first = try expression()
    try require(",")
    let name = try variable()
    try require(keyword: "IN")
    let list = try expression()
    try require("|")
    let step = try expression()
    try require(")")
    return try make(.reduce(total, first, name, list, step), start)
  }

  private mutating func existential(_ start: Int) throws(QueryError) -> Expression {
    try enter()
    defer { depth -= 1 }
    try require("{")
    let inner: Query
    if ["MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN"].contains(token.keyword ?? "") {
      inner = try query()
    } else if token.kind == .name, !isVariable {
      // Says so where a clause writes.
      _ = try clause()
      throw unexpected("a pattern or MATCH")
    } else {
      let at = offset
      let paths = try paths()
      let condition = take(keyword: "WHERE") ? try expression() : nil
      inner = Query(
        parts: [[.match(paths, condition: condition, isOptional: false, offset: at)]], offset: at)
    }
    try require("}")
    return try make(.exists(inner), start)
  }

  // MARK: Brackets

  /// Whether a pattern begins at that token: a node in parentheses, and behind it an arrow.
  private func isPattern(at place: Int) -> Bool {
    guard place < tokens.count, tokens[place].kind == .symbol, tokens[place].text == "(",
      let close = closings[place]
    else { return false }
    func isSymbol(_ text: String, _ place: Int) -> Bool {
      place < tokens.count && tokens[place].kind == .symbol && tokens[place].text == text
    }
    var next = place + 1
    if tokens[next].kind == .name || tokens[next].kind == .quotedName { next += 1 }
    guard isSymbol(")", next) || isSymbol(":", next) || isSymbol("{", next) else { return false }
    var arrow = close + 1
    if isSymbol("<", arrow) {
      arrow += 1
      return isSymbol("-", arrow) && (isSymbol("[", arrow + 1) || isSymbol("-", arrow + 1))
    }
    guard isSymbol("-", arrow) else { return false }
    if isSymbol("[", arrow + 1) { return true }
    return isSymbol("-", arrow + 1)
      && (isSymbol("(", arrow + 2) || isSymbol(">", arrow + 2) && isSymbol("(", arrow + 3))
  }

  private mutating func parenthesis(_ start: Int) throws(QueryError) -> Expression {
    if isPattern(at: cursor) { return try make(.pattern(try chain()), start) }
    advance()
    let inner = try expression()
    guard take(")") else { throw unexpected("an operator or ')'") }
    return inner
  }

  private mutating func bracket(_ start: Int) throws(QueryError) -> Expression {
    advance()
    if isVariable, isKeyword("IN", ahead: 1) { return try comprehension(start) }
    let isNamedPath =
      isVariable && isSymbol("=", ahead: 1) && isPattern(at: cursor + 2)
    var items: [Expression] = []
    if isNamedPath || isPattern(at: cursor) {
      let at = offset
      var name: String?
      if isNamedPath {
        name = try variable()
        advance()
      }
      var path = try chain()
      path.variable = name
      if isNamedPath || isKeyword("WHERE") || isSymbol("|") {
        let condition = take(keyword: "WHERE") ? try expression() : nil
        guard take("|") else { throw unexpected("'|'") }
        let result = try expression()
        try require("]")
        return try make(.patternComprehension(path, condition, result), start)
      }
      items.append(try make(.pattern(path), at))
      if take("]") { return try make(.list(items), start) }
      try require(",")
    }
    if items.isEmpty, take("]") { return try make(.list([]), start) }
    repeat { items.append(try expression()) } while take(",")
    guard take("]") else { throw unexpected("',' or ']'") }
    return try make(.list(items), start)
  }

  private mutating func comprehension(_ start: Int) throws(QueryError) -> Expression {
    let name = try variable()
    advance()
    let list = try expression()
    let condition = take(keyword: "WHERE") ? try expression() : nil
    let result = take("|") ? try expression() : nil
    guard take("]") else { throw unexpected("WHERE, '|' or ']'") }
    return try make(.comprehension(name, list, condition, result), start)
  }

  /// `{key: value, …}`.
  mutating func map() throws(QueryError) -> Expression {
    let start = offset
    try require("{")
    var entries: [Expression.MapEntry] = []
    if !isSymbol("}") {
      repeat {
        let key = try schemaName("a key")
        try require(":")
        entries.append(.init(key: key, value: try expression()))
      } while take(",")
    }
    guard take("}") else { throw unexpected("',' or '}'") }
    return try make(.map(entries), start)
  }
}

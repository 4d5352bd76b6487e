/// Reads the text of a query: recursive descent over clauses and patterns; `Parser+Expressions` has the rest.
struct Parser {
  /// How deep expressions may be nested.
  static let depthLimit = 250

  let source: [UInt8]
  let tokens: [Token]
  /// For every opening bracket the place of the one that closes it.
  let closings: [Int: Int]
  var cursor = 0
  var depth = 0

  init(_ source: [UInt8]) throws(QueryError) {
    self.source = source
    tokens = try Lexer.tokens(of: source)
    closings = Self.closings(of: tokens)
  }

  /// The query that a text is.
  ///
  /// - Complexity: O(*n*).
  static func query(_ text: String) throws(QueryError) -> Query {
    let source = Array(text.utf8)
    do throws(QueryError) {
      var parser = try Parser(source)
      let query = try parser.query()
      _ = parser.take(";")
      guard parser.token.kind == .end else { throw parser.unexpected("a clause") }
      return query
    } catch {
      throw error.placed(in: source)
    }
  }

  private static func closings(of tokens: [Token]) -> [Int: Int] {
    var closings: [Int: Int] = [:]
    var open: [Int] = []
    for (place, token) in tokens.enumerated() where token.kind == .symbol {
      switch token.text {
      case "(", "[", "{": open.append(place)
      case ")", "]", "}": if let start = open.popLast() { closings[start] = place }
      default: break
      }
    }
    return closings
  }

  // MARK: Tokens

  var token: Token { tokens[cursor] }
  var offset: Int { token.range.lowerBound }

  func token(ahead count: Int) -> Token { tokens[min(cursor + count, tokens.count - 1)] }

  mutating func advance() { if cursor < tokens.count - 1 { cursor += 1 } }

  func isSymbol(_ text: String, ahead count: Int = 0) -> Bool {
    let token = token(ahead: count)
    return token.kind == .symbol && token.text == text
  }

  func isKeyword(_ word: String, ahead count: Int = 0) -> Bool {
    let token = token(ahead: count)
    return token.kind == .name && token.text.utf8.count == word.utf8.count && token.keyword == word
  }

  mutating func take(_ symbol: String) -> Bool {
    guard isSymbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func take(keyword: String) -> Bool {
    guard isKeyword(keyword) else { return false }
    advance()
    return true
  }

  mutating func require(_ symbol: String) throws(QueryError) {
    guard take(symbol) else { throw unexpected("'\(symbol)'") }
  }

  mutating func require(keyword: String) throws(QueryError) {
    guard take(keyword: keyword) else { throw unexpected(keyword) }
  }

  /// What is found where something else is expected.
  func unexpected(_ expected: String) -> QueryError {
    let text = String(decoding: source[token.range].prefix(40), as: UTF8.self)
    let found = token.kind == .end ? "the end" : "'\(text)'"
    return QueryError(
      .syntax, "UnexpectedSyntax", "expected \(expected), found \(found)", at: offset)
  }

  static let reserved: Set<String> = [
    "ALL", "AND", "AS", "ASC", "ASCENDING", "BY", "CASE", "CONTAINS", "CREATE", "DELETE", "DESC",
    "DESCENDING", "DETACH", "DISTINCT", "ELSE", "END", "ENDS", "EXISTS", "FALSE", "IN", "IS",
    "LIMIT", "MATCH", "MERGE", "NOT", "NULL", "ON", "OPTIONAL", "OR", "ORDER", "REMOVE", "RETURN",
    "SET", "SKIP", "STARTS", "THEN", "TRUE", "UNION", "UNWIND", "WHEN", "WHERE", "WITH", "XOR",
  ]

  var isVariable: Bool { isVariable(ahead: 0) }

  func isVariable(ahead count: Int) -> Bool {
    let token = token(ahead: count)
    switch token.kind {
    case .quotedName: return true
    case .name: return token.text.utf8.count > 10 || !Self.reserved.contains(token.keyword ?? "")
    default: return false
    }
  }

  mutating func variable() throws(QueryError) -> String {
    guard isVariable else { throw unexpected("a variable") }
    defer { advance() }
    return token.text
  }

  /// A label, type or key, for which any word will do.
  mutating func schemaName(_ what: String) throws(QueryError) -> String {
    guard token.kind == .name || token.kind == .quotedName else { throw unexpected(what) }
    defer { advance() }
    return token.text
  }

  // MARK: Clauses

  mutating func query() throws(QueryError) -> Query {
    let start = offset
    var parts = [try singleQuery()]
    var keepsDuplicates: Bool?
    while isKeyword("UNION") {
      let union = offset
      advance()
      let keeps = take(keyword: "ALL")
      if let before = keepsDuplicates, before != keeps {
        throw QueryError(
          .syntax, "InvalidClauseComposition", "UNION and UNION ALL cannot be mixed", at: union)
      }
      keepsDuplicates = keeps
      parts.append(try singleQuery())
    }
    return Query(parts: parts, keepsDuplicates: keepsDuplicates, offset: start)
  }

  /// How many clauses may follow one another: each hands its rows on to the next.
  private static let clauseLimit = 1000

  private mutating func singleQuery() throws(QueryError) -> [Clause] {
    var clauses: [Clause] = []
    while let clause = try clause() {
      clauses.append(clause)
      if case .return = clause { break }
      if clauses.count == Self.clauseLimit {
        throw QueryError(
          .syntax, "TooDeep", "this has more than \(Self.clauseLimit) clauses", at: offset)
      }
    }
    guard case .return? = clauses.last else {
      if clauses.isEmpty || token.kind != .end && !isSymbol("}") && !isKeyword("UNION") {
        throw unexpected("MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN")
      }
      // A subquery may end without one, as it is only asked whether it has rows.
      if isSymbol("}") { return clauses }
      throw QueryError(
        .syntax, "InvalidClauseComposition", "the query ends without RETURN", at: offset)
    }
    if ["MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN"].contains(token.keyword ?? "") {
      throw QueryError(
        .syntax, "InvalidClauseComposition",
        "\(token.text.uppercased()) cannot follow RETURN, which is the last clause", at: offset)
    }
    return clauses
  }

  /// The next clause, or nil where none begins.
  mutating func clause() throws(QueryError) -> Clause? {
    let start = offset
    switch token.keyword {
    case "MATCH":
      advance()
      return try match(isOptional: false, at: start)
    case "OPTIONAL":
      advance()
      try require(keyword: "MATCH")
      return try match(isOptional: true, at: start)
    case "UNWIND":
      advance()
      let list = try expression()
      try require(keyword: "AS")
      return .unwind(list, as: try variable(), offset: start)
    case "WITH":
      advance()
      var projection = try projection(at: start, mustBeNamed: true)
      if take(keyword: "WHERE") { projection.condition = try expression() }
      return .with(projection)
    case "RETURN":
      advance()
      return .return(try projection(at: start, mustBeNamed: false))
    case "CREATE", "MERGE", "DELETE", "DETACH", "SET", "REMOVE", "FOREACH", "LOAD", "DROP":
      throw QueryError(
        .syntax, "WritingClause",
        "\(token.text.uppercased()) writes, and a pattern can only read", at: start)
    case "CALL":
      throw QueryError(
        .syntax, "WritingClause", "CALL is not supported: there are no procedures", at: start)
    default: return nil
    }
  }

  private mutating func match(isOptional: Bool, at start: Int) throws(QueryError) -> Clause {
    let paths = try paths()
    let condition = take(keyword: "WHERE") ? try expression() : nil
    return .match(paths, condition: condition, isOptional: isOptional, offset: start)
  }

  private mutating func projection(
    at start: Int, mustBeNamed: Bool
  ) throws(QueryError) -> Projection {
    var projection = Projection(
      items: [], includesAll: false, isDistinct: take(keyword: "DISTINCT"), order: [], offset: start
    )
    if take("*") {
      projection.includesAll = true
    } else {
      projection.items.append(try item(mustBeNamed: mustBeNamed))
    }
    while take(",") { projection.items.append(try item(mustBeNamed: mustBeNamed)) }
    if take(keyword: "ORDER") {
      try require(keyword: "BY")
      repeat {
        let key = try expression()
        var isDescending = false
        if take(keyword: "DESC") || take(keyword: "DESCENDING") {
          isDescending = true
        } else if !take(keyword: "ASC") {
          _ = take(keyword: "ASCENDING")
        }
        projection.order.append(.init(expression: key, isDescending: isDescending))
      } while take(",")
    }
    if take(keyword: "SKIP") { projection.skip = try expression() }
    if take(keyword: "LIMIT") { projection.limit = try expression() }
    return projection
  }

  private mutating func item(mustBeNamed: Bool) throws(QueryError) -> Projection.Item {
    let start = offset
    let expression = try expression()
    let end = tokens[cursor - 1].range.upperBound
    if take(keyword: "AS") {
      return .init(expression: expression, name: try variable(), isNamed: true)
    }
    if case .variable(let name) = expression.kind {
      return .init(expression: expression, name: name, isNamed: false)
    }
    if mustBeNamed {
      throw QueryError(
        .syntax, "NoExpressionAlias", "an expression in WITH needs a name: add AS", at: start)
    }
    return .init(
      expression: expression, name: String(decoding: source[start..<end], as: UTF8.self),
      isNamed: false)
  }

  // MARK: Patterns

  /// Patterns with commas between them.
  mutating func paths() throws(QueryError) -> [PathPattern] {
    var paths = [try path()]
    while take(",") { paths.append(try path()) }
    return paths
  }

  private mutating func path() throws(QueryError) -> PathPattern {
    let start = offset
    var name: String?
    if isVariable, isSymbol("=", ahead: 1) {
      name = token.text
      advance()
      advance()
    }
    var shortest: PathPattern.Shortest?
    if isKeyword("SHORTESTPATH"), isSymbol("(", ahead: 1) { shortest = .one }
    if isKeyword("ALLSHORTESTPATHS"), isSymbol("(", ahead: 1) { shortest = .all }
    guard shortest != nil else {
      var path = try chain()
      path.variable = name
      path.offset = start
      return path
    }
    advance()
    advance()
    var path = try chain()
    try require(")")
    guard path.relationships.count == 1 else {
      throw QueryError(
        .syntax, "InvalidRelationshipPattern",
        "a shortest path is asked for between two nodes with one relationship between them",
        at: start)
    }
    path.variable = name
    path.shortest = shortest
    path.offset = start
    return path
  }

  /// Nodes and relationships by turns.
  mutating func chain() throws(QueryError) -> PathPattern {
    let start = offset
    // `((a)-->(b))` is the same pattern.
    if isSymbol("("), isSymbol("(", ahead: 1) {
      try enter()
      defer { depth -= 1 }
      advance()
      let inner = try chain()
      try require(")")
      return inner
    }
    var path = PathPattern(nodes: [try node()], relationships: [], offset: start)
    while isSymbol("-") || isSymbol("<") {
      path.relationships.append(try relationship())
      path.nodes.append(try node())
    }
    return path
  }

  private mutating func node() throws(QueryError) -> NodePattern {
    let start = offset
    guard take("(") else { throw unexpected("'(' and a node") }
    let name = isVariable ? try variable() : nil
    var labels: [String] = []
    while take(":") { labels.append(try schemaName("a label")) }
    let properties = try patternProperties()
    guard take(")") else { throw unexpected("':' and a label, '{' or ')'") }
    return NodePattern(variable: name, labels: labels, properties: properties, offset: start)
  }

  private mutating func patternProperties() throws(QueryError) -> Expression? {
    if token.kind == .parameter {
      throw QueryError(
        .syntax, "InvalidParameterUse",
        "a parameter cannot stand for the properties of a pattern: write {key: $value}", at: offset)
    }
    return isSymbol("{") ? try map() : nil
  }

  private mutating func relationship() throws(QueryError) -> RelationshipPattern {
    let start = offset
    let pointsLeft = take("<")
    guard take("-") else { throw unexpected("'-'") }
    var pattern = RelationshipPattern(
      types: [], typeOffsets: [], direction: .both, offset: start)
    if take("[") {
      if isVariable { pattern.variable = try variable() }
      if take(":") {
        repeat {
          _ = take(":")
          pattern.typeOffsets.append(offset)
          pattern.types.append(try relationshipType())
        } while take("|")
      }
      if isSymbol("..") {
        throw QueryError(
          .syntax, "InvalidRelationshipPattern", "a number of hops begins with '*'", at: offset)
      }
      if take("*") { pattern.length = try hopCount() }
      pattern.properties = try patternProperties()
      guard take("]") else { throw unexpected("':' and a type, '*', '{' or ']'") }
    }
    guard take("-") else { throw unexpected("'-'") }
    let pointsRight = take(">")
    if pointsLeft != pointsRight { pattern.direction = pointsLeft ? .incoming : .outgoing }
    return pattern
  }

  /// A type; hyphens need no quotes here, as in `wrote-to`.
  private mutating func relationshipType() throws(QueryError) -> String {
    var name = try schemaName("a relationship type")
    while isSymbol("-"), tokens[cursor - 1].range.upperBound == offset,
      token(ahead: 1).kind == .name, token(ahead: 1).range.lowerBound == offset + 1
    {
      advance()
      name += "-" + token.text
      advance()
    }
    return name
  }

  private mutating func hopCount() throws(QueryError) -> HopCount {
    var count = HopCount(least: 1, most: nil)
    if isSymbol("-"), token(ahead: 1).kind == .integer {
      throw QueryError(
        .syntax, "InvalidRelationshipPattern", "a number of hops cannot be negative", at: offset)
    }
    if let least = try hops() {
      count.least = least
      if !isSymbol("..") {
        count.most = least
        return count
      }
    }
    if take("..") { count.most = try hops() }
    return count
  }

  private mutating func hops() throws(QueryError) -> Int? {
    guard token.kind == .integer else { return nil }
    guard let number = Int(token.text) else { throw unexpected("a number of hops") }
    advance()
    return number
  }
}

/// A function of openCypher.
struct Function: Sendable {
  /// What each argument may be, null apart, which every function takes.
  var parameters: [Kinds]
  /// How many of the arguments must be given.
  var required: Int
  var result: StaticType
  /// Whether it is asked for null too; else null in is null out.
  var takesNull: Bool
  var apply: @Sendable ([Value], Run) throws(QueryError) -> Value

  init(
    _ parameters: [Kinds], required: Int? = nil, _ result: StaticType, takesNull: Bool = false,
    _ apply: @escaping @Sendable ([Value], Run) throws(QueryError) -> Value
  ) {
    self.parameters = parameters
    self.required = required ?? parameters.count
    self.result = result
    self.takesNull = takesNull
    self.apply = apply
  }

  /// All functions by name in lower case.
  static let all: [String: Function] = {
    var table = graphFunctions()
    for group in [
      listFunctions(), textFunctions(), numberFunctions(), conversions(), temporalFunctions(),
      statementTimeFunctions(),
    ] {
      table.merge(group) { first, _ in first }
    }
    return table
  }()

  /// The error of an argument that cannot be used.
  static func unusable(_ function: String, _ value: Value, _ expected: String) -> QueryError {
    QueryError(
      .type, "InvalidArgumentValue", "\(function)() needs \(expected), not \(value.typeName)")
  }
}

extension Function {
  /// From one type to another.
  static func conversions() -> [String: Function] {
    let scalars: Kinds = [.boolean, .integer, .float, .string, .timeValue]
    func checked(
      _ name: String, _ accepted: Kinds, _ result: StaticType,
      _ convert: @escaping @Sendable (Value) -> Value
    ) -> Function {
      Function([.all], result) { arguments, _ throws(QueryError) in
        guard accepted.contains(arguments[0].kind) else {
          throw unusable(name, arguments[0], accepted.words)
        }
        return convert(arguments[0])
      }
    }
    return [
      "tostring": checked("toString", scalars, .string) { .string($0.plainText) },
      "toboolean": checked("toBoolean", [.boolean, .string], .boolean) { value in
        switch value {
        case .boolean: return value
        case .string(let text):
          let word = text.lowercased()
          return word == "true" ? .boolean(true) : word == "false" ? .boolean(false) : .null
        default: return .null
        }
      },
      "tointeger": checked("toInteger", [.integer, .float, .string], .integer) { value in
        switch value {
        case .integer: return value
        case .float(let number): return whole(number)
        case .string(let text):
          if let number = Int(text) { return .integer(number) }
          return Double(text).map(whole) ?? .null
        default: return .null
        }
      },
      "tofloat": checked("toFloat", [.integer, .float, .string], .float) { value in
        if case .string(let text) = value { return Double(text).map { .float($0) } ?? .null }
        return value.number.map { .float($0) } ?? .null
      },
    ]
  }

  private static func whole(_ number: Double) -> Value {
    Int(exactly: number.rounded(.towardZero)).map { .integer($0) } ?? .null
  }
}

extension Value {
  /// A boolean, number, text, date, time or duration as `toString()` has it.
  var plainText: String {
    switch self {
    case .boolean(let value): value ? "true" : "false"
    case .integer(let number): "\(number)"
    case .float(let number): number.isNaN ? "NaN" : "\(number)"
    case .string(let text): text
    case .temporal(let value): value.description
    default: ""
    }
  }
}

import Glibc

extension Function {
  /// What is asked of numbers.
  static func numberFunctions() -> [String: Function] {
    func float(_ calculate: @escaping @Sendable (Double) -> Double) -> Function {
      Function([.number], .float) { arguments, _ throws(QueryError) in
        arguments[0].number.map { .float(calculate($0)) } ?? .null
      }
    }
    let table: [String: Function] = [
      "abs": Function([.number], .any) { arguments, _ throws(QueryError) in
        switch arguments[0] {
        case .integer(let number) where number == .min: throw Calculation.overflow
        case .integer(let number): .integer(abs(number))
        case .float(let number): .float(abs(number))
        default: .null
        }
      },
      "sign": Function([.number], .integer) { arguments, _ throws(QueryError) in
        arguments[0].number.map { .integer($0 > 0 ? 1 : $0 < 0 ? -1 : 0) } ?? .null
      },
      "atan2": Function([.number, .number], .float) { arguments, _ throws(QueryError) in
        guard let y = arguments[0].number, let x = arguments[1].number else { return .null }
        return .float(atan2(y, x))
      },
      "rand": Function([], .float, takesNull: true) { _, run throws(QueryError) in
        .float(run.randomNumber())
      },
      "pi": Function([], .float, takesNull: true) { _, _ throws(QueryError) in .float(.pi) },
      "e": Function([], .float, takesNull: true) { _, _ throws(QueryError) in .float(exp(1)) },
    ]
    return table.merging([
      "ceil": float { $0.rounded(.up) }, "floor": float { $0.rounded(.down) },
      // Halves go up, as openCypher has it.
      "round": float { ($0 + 0.5).rounded(.down) },
      "sqrt": float { $0.squareRoot() }, "exp": float { exp($0) }, "log": float { log($0) },
      "log10": float { log10($0) }, "sin": float { sin($0) }, "cos": float { cos($0) },
      "tan": float { tan($0) }, "cot": float { 1 / tan($0) }, "asin": float { asin($0) },
      "acos": float { acos($0) }, "atan": float { atan($0) },
      "degrees": float { $0 * 180 / .pi }, "radians": float { $0 * .pi / 180 },
    ]) { first, _ in first }
  }
}

extension Value {
  /// The number, of either type.
  var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .float(let number): number
    default: nil
    }
  }
}

/// Arithmetic of values.
enum Calculation {
  static let overflow = QueryError(
    .arithmetic, "IntegerOverflow", "the result is more than an integer of 64 bits holds")

  static func apply(
    _ operation: Expression.Arithmetic, _ left: Value, _ right: Value
  ) throws(QueryError) -> Value {
    switch (left, right) {
    case (.list(let l), .list(let r)) where operation == .add: return .list(l + r)
    case (.list(let l), let r) where operation == .add: return r.isNull ? .null : .list(l + [r])
    case (let l, .list(let r)) where operation == .add: return l.isNull ? .null : .list([l] + r)
    case (.null, _), (_, .null): return .null
    case (.integer(let l), .integer(let r)): return try whole(operation, l, r)
    case (.string(let l), .string(let r)) where operation == .add: return .string(l + r)
    case (.string(let l), .integer), (.string(let l), .float):
      if operation == .add { return .string(l + right.plainText) }
    case (.integer, .string(let r)), (.float, .string(let r)):
      if operation == .add { return .string(left.plainText + r) }
    default: break
    }
    guard let l = left.number, let r = right.number else {
      if let result = try Temporal.apply(operation, left, right) { return .temporal(result) }
      throw QueryError(
        .type, "InvalidArgumentType",
        "'\(operation.rawValue)' does not work on \(left.typeName) and \(right.typeName)")
    }
    switch operation {
    case .add: return .float(l + r)
    case .subtract: return .float(l - r)
    case .multiply: return .float(l * r)
    case .divide: return .float(l / r)
    case .remainder: return .float(l.truncatingRemainder(dividingBy: r))
    case .power: return .float(pow(l, r))
    }
  }

  /// The number with the other sign.
  static func negative(of value: Value) throws(QueryError) -> Value {
    if case .float(let number) = value { return .float(-number) }
    return try apply(.subtract, .integer(0), value)
  }

  private static func whole(
    _ operation: Expression.Arithmetic, _ l: Int, _ r: Int
  ) throws(QueryError) -> Value {
    let result: (partialValue: Int, overflow: Bool)
    switch operation {
    case .add: result = l.addingReportingOverflow(r)
    case .subtract: result = l.subtractingReportingOverflow(r)
    case .multiply: result = l.multipliedReportingOverflow(by: r)
    case .divide, .remainder:
      if r == 0 {
        throw QueryError(.arithmetic, "DivisionByZero", "an integer cannot be divided by 0")
      }
      result =
        operation == .divide
        ? l.dividedReportingOverflow(by: r) : l.remainderReportingOverflow(dividingBy: r)
    case .power: return .float(pow(Double(l), Double(r)))
    }
    if result.overflow { throw overflow }
    return .integer(result.partialValue)
  }
}

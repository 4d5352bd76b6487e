extension Function {
  /// What is asked of lists.
  static func listFunctions() -> [String: Function] {
    [
      "size": Function([[.list, .string]], .integer) { arguments, _ throws(QueryError) in
        switch arguments[0] {
        case .list(let values): .integer(values.count)
        case .string(let text): .integer(text.unicodeScalars.count)
        default: .null
        }
      },
      "head": Function([.list], .any) { arguments, _ throws(QueryError) in
        guard case .list(let values) = arguments[0] else { return .null }
        return values.first ?? .null
      },
      "last": Function([.list], .any) { arguments, _ throws(QueryError) in
        guard case .list(let values) = arguments[0] else { return .null }
        return values.last ?? .null
      },
      "tail": Function([.list], .list(.any)) { arguments, _ throws(QueryError) in
        guard case .list(let values) = arguments[0] else { return .null }
        return .list(Array(values.dropFirst()))
      },
      "reverse": Function([[.list, .string]], .any) { arguments, _ throws(QueryError) in
        switch arguments[0] {
        case .list(let values): .list(values.reversed())
        case .string(let text):
          .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
        default: .null
        }
      },
      "range": Function([.all, .all, .all], required: 2, .list(.integer), takesNull: true) {
        arguments, run throws(QueryError) in
        var numbers: [Int] = []
        for argument in arguments {
          guard case .integer(let number) = argument else {
            throw QueryError(
              .argument, "InvalidArgumentType",
              "range() needs integers, not \(argument.typeName)")
          }
          numbers.append(number)
        }
        let step = numbers.count > 2 ? numbers[2] : 1
        if step == 0 {
          throw QueryError(.argument, "NumberOutOfRange", "the step of range() cannot be 0")
        }
        let (first, last) = (numbers[0], numbers[1])
        if step > 0 ? first > last : first < last { return .list([]) }
        let count = (Int128(last) - Int128(first)) / Int128(step)
        if count > run.limits.values { try run.hold(Int(clamping: count)) }
        return .list(
          (0...Int(count)).map { .integer(Int(Int128(first) + Int128($0) * Int128(step))) })
      },
    ]
  }
}

extension Function {
  /// What is asked of texts.
  static func textFunctions() -> [String: Function] {
    func text(_ change: @escaping @Sendable (String) -> String) -> Function {
      Function([.string], .string) { arguments, _ throws(QueryError) in
        guard case .string(let text) = arguments[0] else { return .null }
        return .string(change(text))
      }
    }
    @Sendable func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
    @Sendable func trimmedLeft(_ text: String) -> String {
      String(text.unicodeScalars.drop(while: isSpace))
    }
    @Sendable func trimmedRight(_ text: String) -> String {
      var scalars = text.unicodeScalars
      while let last = scalars.last, isSpace(last) { scalars.removeLast() }
      return String(scalars)
    }
    return [
      "tolower": text { $0.lowercased() }, "lower": text { $0.lowercased() },
      "toupper": text { $0.uppercased() }, "upper": text { $0.uppercased() },
      "trim": text { trimmedLeft(trimmedRight($0)) },
      "ltrim": text(trimmedLeft), "rtrim": text(trimmedRight),
      "left": Function([.string, .integer], .string) { arguments, _ throws(QueryError) in
        guard case .string(let text) = arguments[0], case .integer(let count) = arguments[1]
        else { return .null }
        return .string(String(text.unicodeScalars.prefix(try length(count, "left"))))
      },
      "right": Function([.string, .integer], .string) { arguments, _ throws(QueryError) in
        guard case .string(let text) = arguments[0], case .integer(let count) = arguments[1]
        else { return .null }
        return .string(String(text.unicodeScalars.suffix(try length(count, "right"))))
      },
      "substring": Function([.string, .integer, .integer], required: 2, .string) {
        arguments, _ throws(QueryError) in
        guard case .string(let text) = arguments[0], case .integer(let start) = arguments[1]
        else { return .null }
        let rest = text.unicodeScalars.dropFirst(try length(start, "substring"))
        guard arguments.count > 2, case .integer(let count) = arguments[2] else {
          return .string(String(rest))
        }
        return .string(String(rest.prefix(try length(count, "substring"))))
      },
      "replace": Function([.string, .string, .string], .string) {
        arguments, run throws(QueryError) in
        guard case .string(let text) = arguments[0], case .string(let old) = arguments[1],
          case .string(let new) = arguments[2]
        else { return .null }
        let pieces = pieces(of: text, at: old)
        let (added, overflows) = (pieces.count - 1).multipliedReportingOverflow(by: new.utf8.count)
        try run.bound(bytes: overflows ? Int.max : added)
        return .string(pieces.joined(separator: new))
      },
      "split": Function([.string, .string], .list(.string)) { arguments, _ throws(QueryError) in
        guard case .string(let text) = arguments[0], case .string(let separator) = arguments[1]
        else { return .null }
        if separator.isEmpty {
          return .list(text.unicodeScalars.map { .string(String($0)) })
        }
        return .list(pieces(of: text, at: separator).map { .string($0) })
      },
    ]
  }

  private static func length(_ count: Int, _ function: String) throws(QueryError) -> Int {
    if count < 0 {
      throw QueryError(
        .argument, "NegativeIntegerArgument", "\(function)() cannot count to \(count)")
    }
    return count
  }

  /// The text cut wherever a separator stands.
  private static func pieces(of text: String, at separator: String) -> [String] {
    let (bytes, mark) = (Array(text.utf8), Array(separator.utf8))
    guard !mark.isEmpty else { return [text] }
    var pieces: [String] = []
    var (start, cursor) = (0, 0)
    while cursor + mark.count <= bytes.count {
      if bytes[cursor] == mark[0], bytes[cursor..<cursor + mark.count].elementsEqual(mark) {
        pieces.append(String(decoding: bytes[start..<cursor], as: UTF8.self))
        cursor += mark.count
        start = cursor
      } else {
        cursor += 1
      }
    }
    return pieces + [String(decoding: bytes[start...], as: UTF8.self)]
  }
}

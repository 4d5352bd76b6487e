extension StringProtocol {
  /// The text in single quotes for a message of one line, cut after sixty characters.
  package var quoted: String { quoted(upTo: 60) }

  /// The text in single quotes for a message of one line, cut after `limit` characters.
  ///
  /// Control characters and line ends are escaped as in Swift, so that a hostile name can neither break
  /// the line nor flood the terminal.
  package func quoted(upTo limit: Int) -> String {
    var result = "'"
    var count = 0
    for scalar in unicodeScalars {
      if count == limit {
        result += "…"
        break
      }
      count += 1
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
          result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "'"
  }
}

extension Sequence<String> {
  /// The texts as a choice in a message: `'a'`, `'a' or 'b'`, `'a', 'b' or 'c'`.
  package var asAlternatives: String {
    let quoted = map(\.quoted)
    guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}

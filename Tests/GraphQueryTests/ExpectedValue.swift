@testable import GraphQuery

/// Values in the notation of the conformance suite, with one spelling each.
struct Notation {
  /// Whether lists are compared without regard to order.
  var ignoresListOrder = false

  // MARK: Of values

  func text(_ value: Value, in graph: MemoryGraph) -> String {
    switch value {
    case .null: return "null"
    case .boolean(let truth): return "\(truth)"
    case .integer(let number): return "\(number)"
    case .float(let number): return float(number)
    case .string(let text): return "'\(text)'"
    case .temporal(let value): return "'\(value)'"
    case .list(let values): return list(values.map { text($0, in: graph) })
    case .map(let values): return map(values.mapValues { text($0, in: graph) })
    case .node(let index): return node(index, graph)
    case .relationship(let index): return relationship(index, graph)
    case .path(let path):
      var text = "<" + node(path.nodes[0], graph)
      for (position, index) in path.relationships.enumerated() {
        let isForward = graph.ends(of: index).start == path.nodes[position]
        let body = relationship(index, graph)
        text += (isForward ? "-\(body)->" : "<-\(body)-") + node(path.nodes[position + 1], graph)
      }
      return text + ">"
    }
  }

  private func float(_ number: Double) -> String {
    number.isNaN ? "NaN" : number == 0 ? "0.0" : "\(number)"
  }

  private func list(_ items: [String]) -> String {
    "[" + (ignoresListOrder ? items.sorted() : items).joined(separator: ", ") + "]"
  }

  private func map(_ values: [String: String]) -> String {
    "{" + values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
      + "}"
  }

  private func node(_ index: Int, _ graph: MemoryGraph) -> String {
    entity(graph.nodes[index].labels.sorted(), graph.nodes[index].properties, graph, "(", ")")
  }

  private func relationship(_ index: Int, _ graph: MemoryGraph) -> String {
    let relationship = graph.relationships[index]
    return entity(
      [graph.typeName(relationship.type)], relationship.properties, graph, "[", "]")
  }

  private func entity(
    _ labels: [String], _ properties: [String: Value], _ graph: MemoryGraph, _ open: String,
    _ close: String
  ) -> String {
    let names = labels.map { ":\($0)" }.joined()
    let values =
      properties.isEmpty ? "" : map(properties.mapValues { text($0, in: graph) })
    return open + names + (names.isEmpty || values.isEmpty ? "" : " ") + values + close
  }

  // MARK: Of expectations

  struct Unreadable: Error { var text: String }

  /// The one spelling of what a table expects.
  func text(expected: String) throws -> String {
    var reader = Reader(characters: Array(expected), notation: self)
    let text = try reader.value()
    reader.skip()
    guard reader.cursor == reader.characters.count else { throw Unreadable(text: expected) }
    return text
  }

  /// The value that a text of the suite's parameters stands for.
  func parameter(_ text: String) throws -> Value {
    let answer = try GraphPattern("RETURN \(text) AS value").run(on: MemoryGraph())
    return answer.rows[0][0]
  }

  private struct Reader {
    let characters: [Character]
    let notation: Notation
    var cursor = 0

    var current: Character { cursor < characters.count ? characters[cursor] : "\0" }

    mutating func skip() { while current == " " { cursor += 1 } }

    mutating func take(_ character: Character) -> Bool {
      skip()
      guard current == character else { return false }
      cursor += 1
      return true
    }

    mutating func value() throws -> String {
      skip()
      switch current {
      case "'":
        cursor += 1
        var text = ""
        while cursor < characters.count, current != "'" {
          if current == "\\" { cursor += 1 }
          text.append(current)
          cursor += 1
        }
        cursor += 1
        return "'\(text)'"
      case "[":
        cursor += 1
        if current == ":" { return try entity("[", "]") }
        return notation.list(try items("]"))
      case "{": return notation.map(try map())
      case "(":
        cursor += 1
        return try entity("(", ")")
      case "<": return try path()
      default:
        var word = ""
        while !",]}| ".contains(current), cursor < characters.count {
          word.append(current)
          cursor += 1
        }
        if ["null", "true", "false", "NaN"].contains(word) { return word }
        if let number = Int(word) { return "\(number)" }
        guard let number = Double(word) else { throw Unreadable(text: String(characters)) }
        return notation.float(number)
      }
    }

    mutating func items(_ close: Character) throws -> [String] {
      if take(close) { return [] }
      var items: [String] = []
      repeat { items.append(try value()) } while take(",")
      guard take(close) else { throw Unreadable(text: String(characters)) }
      return items
    }

    mutating func word() -> String {
      var word = ""
      while current.isLetter || current.isNumber || current == "_" {
        word.append(current)
        cursor += 1
      }
      return word
    }

    mutating func map() throws -> [String: String] {
      var values: [String: String] = [:]
      guard take("{") else { throw Unreadable(text: String(characters)) }
      if take("}") { return values }
      repeat {
        skip()
        let key = word()
        guard take(":") else { throw Unreadable(text: String(characters)) }
        values[key] = try value()
      } while take(",")
      guard take("}") else { throw Unreadable(text: String(characters)) }
      return values
    }

    mutating func entity(_ open: String, _ close: Character) throws -> String {
      var labels: [String] = []
      while take(":") { labels.append(word()) }
      skip()
      let properties = current == "{" ? try map() : [:]
      guard take(close) else { throw Unreadable(text: String(characters)) }
      let names = labels.sorted().map { ":\($0)" }.joined()
      let values = properties.isEmpty ? "" : notation.map(properties)
      return open + names + (names.isEmpty || values.isEmpty ? "" : " ") + values + "\(close)"
    }

    mutating func path() throws -> String {
      var text = "<"
      cursor += 1
      while !take(">") {
        switch current {
        case "(", "[": text += try value()
        case "-", "<":
          text.append(current)
          cursor += 1
          if current == ">" {
            text.append(">")
            cursor += 1
          }
        default: throw Unreadable(text: String(characters))
        }
      }
      return text + ">"
    }
  }
}

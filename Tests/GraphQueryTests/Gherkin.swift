/// One scenario of a feature file: its steps with their texts and tables.
struct Scenario {
  struct Step {
    var text: String
    var document: String?
    var table: [[String]] = []
  }

  var name: String
  var steps: [Step]

  /// Whether a step does nothing but create what a later query then finds.
  func isSetUp(_ step: Step) -> Bool {
    let words = (step.document ?? "").split { !$0.isLetter }
    return words.first == "CREATE" && !words.contains("RETURN")
      && steps.contains { $0.text == "executing control query:" }
  }
}

/// Reads as much of Gherkin as the conformance suite uses: scenarios, outlines with examples, a background,
/// texts in triple quotes and tables.
struct GherkinReader {
  private var lines: [Substring]
  private var cursor = 0

  static func scenarios(in text: String) -> [Scenario] {
    var reader = GherkinReader(
      lines: text.split(omittingEmptySubsequences: false) { $0.isNewline })
    return reader.scenarios()
  }

  private init(lines: [Substring]) { self.lines = lines }

  private static func trimmed(_ line: Substring) -> Substring {
    var line = line.drop(while: \.isWhitespace)
    while line.last?.isWhitespace ?? false { line.removeLast() }
    return line
  }

  private mutating func scenarios() -> [Scenario] {
    var result: [Scenario] = []
    var background: [Scenario.Step] = []
    while cursor < lines.count {
      let line = Self.trimmed(lines[cursor])
      cursor += 1
      if line.hasPrefix("Background:") {
        background = steps()
      } else if line.hasPrefix("Scenario Outline:") || line.hasPrefix("Scenario:") {
        let name = String(Self.trimmed(line.drop { $0 != ":" }.dropFirst()))
        let scenario = Scenario(name: name, steps: background + steps())
        let examples = examples()
        result += line.hasPrefix("Scenario:") ? [scenario] : examples.map { scenario.filled($0) }
      }
    }
    return result
  }

  private func isStep(_ line: Substring) -> Bool {
    ["Given ", "When ", "Then ", "And ", "But "].contains { line.hasPrefix($0) }
  }

  private mutating func steps() -> [Scenario.Step] {
    var steps: [Scenario.Step] = []
    while cursor < lines.count {
      let line = Self.trimmed(lines[cursor])
      if line.hasPrefix("@") || line.hasPrefix("Scenario") || line.hasPrefix("Examples:")
        || line.hasPrefix("Background:")
      {
        return steps
      }
      cursor += 1
      if isStep(line) {
        steps.append(.init(text: String(line.drop { $0 != " " }.dropFirst())))
      } else if line.hasPrefix("\"\"\"") {
        let indent = lines[cursor - 1].prefix(while: \.isWhitespace).count
        var text: [Substring] = []
        while cursor < lines.count, !Self.trimmed(lines[cursor]).hasPrefix("\"\"\"") {
          let line = lines[cursor]
          let space = min(indent, line.prefix(while: \.isWhitespace).count)
          text.append(line.dropFirst(space))
          cursor += 1
        }
        cursor += 1
        if !steps.isEmpty { steps[steps.count - 1].document = text.joined(separator: "\n") }
      } else if line.hasPrefix("|"), !steps.isEmpty {
        steps[steps.count - 1].table.append(Self.cells(line))
      }
    }
    return steps
  }

  private mutating func examples() -> [[String: String]] {
    var rows: [[String: String]] = []
    var header: [String] = []
    while cursor < lines.count {
      let line = Self.trimmed(lines[cursor])
      if line.hasPrefix("@") || line.hasPrefix("Scenario") { break }
      cursor += 1
      if line.hasPrefix("Examples:") {
        header = []
      } else if line.hasPrefix("|") {
        let cells = Self.cells(line)
        if header.isEmpty {
          header = cells
        } else {
          rows.append(Dictionary(uniqueKeysWithValues: zip(header, cells)))
        }
      }
    }
    return rows
  }

  /// The cells of a line of a table; `\|` is a bar, `\n` a line's end and `\\` one backslash.
  private static func cells(_ line: Substring) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in line.dropFirst() {
      if isEscaped {
        cell +=
          character == "n"
          ? "\n" : character == "|" || character == "\\" ? "\(character)" : "\\\(character)"
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "|" {
        cells.append(String(trimmed(Substring(cell))))
        cell = ""
      } else {
        cell.append(character)
      }
    }
    return cells
  }
}

extension Scenario {
  /// The scenario with the values of one example.
  func filled(_ example: [String: String]) -> Scenario {
    func fill(_ text: String) -> String {
      var text = text
      for (name, value) in example { text = text.replacing("<\(name)>", with: value) }
      return text
    }
    return Scenario(
      name: name,
      steps: steps.map { step in
        Step(
          text: fill(step.text), document: step.document.map(fill),
          table: step.table.map { $0.map(fill) })
      })
  }
}

import GraphModel

/// Which cell of a row belongs to which column.
package struct TableHeader: Sendable {
  let positions: [CuratedColumn: Int]
  let count: Int

  /// Names no columns.
  init() { (positions, count) = ([:], 0) }

  init(_ row: CSVReader.Row, file: String) throws(Diagnostic) {
    var positions: [CuratedColumn: Int] = [:]
    for (index, cell) in row.cells.enumerated() {
      let location = SourceLocation(file: file, line: cell.line, column: cell.column)
      guard let column = CuratedColumn(header: cell.text) else {
        throw Diagnostic(.error, Self.unknownColumn(cell.text, row), at: location)
      }
      guard positions.updateValue(index, forKey: column) == nil else {
        throw Diagnostic(.error, "column '\(column.rawValue)' occurs twice", at: location)
      }
    }
    for column in CuratedColumn.required where positions[column] == nil {
      throw Diagnostic(
        .error,
        "column '\(column.rawValue)' is missing: a table has at least subject, relation, object",
        at: SourceLocation(file: file, line: row.line, column: 1))
    }
    self.positions = positions
    count = row.cells.count
  }

  private static func unknownColumn(_ name: String, _ row: CSVReader.Row) -> String {
    if row.cells.count == 1 {
      for (separator, kind) in [(";", "semicolons"), ("\t", "tabs"), (",", "commas")]
      where name.split(separator: separator).contains(where: {
        CuratedColumn(header: String($0)) != nil
      }) {
        return "the columns are separated by \(kind): a .csv file has commas, a .tsv file tabs"
      }
    }
    let known = CuratedColumn.allCases.map(\.rawValue)
    let hint = NearestNames.hint(
      for: name, among: known, orElse: "the columns are \(known.joined(separator: ", "))")
    return "unknown column \(name.quoted): \(hint)"
  }
}

/// Makes a statement of one row's cells.
struct TableRowReader {
  let cells: CSVReader.Row
  let header: TableHeader
  let file: String
  let vocabulary: Vocabulary

  func row() throws(Diagnostic) -> CuratedTable.Row {
    let count = cells.cells.count
    if count != header.count {
      let cell = cells.cells[min(header.count, count - 1)]
      throw Diagnostic(
        .error,
        "\(count) \(count == 1 ? "cell" : "cells"), but the header names \(header.count) columns",
        at: SourceLocation(file: file, line: cell.line, column: cell.column))
    }
    var statement = StatementRecord(
      subject: try end(.subject, .subjectType, .subjectAliases), relation: try relation(),
      object: try end(.object, .objectType, .objectAliases), qualifiers: try qualifiers(),
      confidence: try confidence(), note: text(.note),
      origin: SourceLocation(file: file, line: cells.line, column: 1))
    let citation = try citation()
    if citation == nil {
      statement.evidence = [
        Evidence(
          document: file, quote: rawText(.quote), extractor: "curated", line: cells.line)
      ]
    }
    return CuratedTable.Row(statement: statement, citation: citation)
  }

  func end(
    _ name: CuratedColumn, _ type: CuratedColumn, _ aliases: CuratedColumn
  ) throws(Diagnostic) -> EntityRecord {
    guard let text = text(name) else { throw error("the \(name.rawValue) is missing", name) }
    var record = EntityRecord(name: text)
    if let typeName = self.text(type) {
      record.type = try at(type) { () throws(Diagnostic) in
        try vocabulary.requireEntityType(named: typeName)
      }
    }
    record.aliases = rawText(aliases).split(separator: "|").map { Self.trimmed(String($0)) }
      .filter { !$0.isEmpty }
    return record
  }

  func relation() throws(Diagnostic) -> String {
    guard let name = text(.relation) else { throw error("the relation is missing", .relation) }
    _ = try at(.relation) { () throws(Diagnostic) in try vocabulary.requireRelation(named: name) }
    return name
  }

  func qualifiers() throws(Diagnostic) -> Qualifiers {
    Qualifiers(
      polarity: try choice(.polarity) ?? .asserted, mode: try choice(.mode) ?? .fact,
      attributedTo: text(.attributedTo), time: try time(), place: text(.place))
  }

  private func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ column: CuratedColumn
  ) throws(Diagnostic) -> Choice? {
    guard let text = text(column) else { return nil }
    if let choice = Choice(rawValue: text.lowercased()) { return choice }
    let known = Choice.allCases.map(\.rawValue).asAlternatives
    throw error("the \(column.rawValue) is \(known), not \(text.quoted)", column)
  }

  private func time() throws(Diagnostic) -> String? {
    guard let text = text(.time) else { return nil }
    do throws(EDTFError) {
      return try EDTF(text).text
    } catch let problem {
      throw error(problem.description, .time)
    }
  }

  func confidence() throws(Diagnostic) -> Double? {
    guard let text = text(.confidence) else { return nil }
    guard let number = Float(text), (0...1).contains(number) else {
      throw error("the confidence is a number from 0 to 1, not \(text.quoted)", .confidence)
    }
    return Double(number)
  }

  private func citation() throws(Diagnostic) -> CuratedTable.Citation? {
    guard let document = text(.document) else { return nil }
    let quote = rawText(.quote)
    if Self.trimmed(quote).isEmpty {
      throw error(
        "a document without a quote: copy the words of \(document.quoted) that say this",
        header.positions[.quote] == nil ? .document : .quote)
    }
    return CuratedTable.Citation(
      document: document, quote: quote, documentLocation: location(.document),
      quoteLocation: location(.quote))
  }

  // MARK: - Cells

  private func rawText(_ column: CuratedColumn) -> String {
    header.positions[column].map { cells.cells[$0].text } ?? ""
  }

  /// A cell without the space around it, or nil if nothing is left.
  private func text(_ column: CuratedColumn) -> String? {
    let text = Self.trimmed(rawText(column))
    return text.isEmpty ? nil : text
  }

  /// A text without the space around it.
  static func trimmed(_ text: String) -> String {
    // Most cells begin and end with a letter or mark of ASCII.
    let visible: ClosedRange<UInt8> = 0x21...0x7E
    if let first = text.utf8.first, let last = text.utf8.last, visible ~= first, visible ~= last {
      return text
    }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    let isTrimmed = first == scalars.startIndex && scalars.index(after: last) == scalars.endIndex
    return isTrimmed ? text : String(scalars[first...last])
  }

  private func location(_ column: CuratedColumn) -> SourceLocation {
    let cell = cells.cells[header.positions[column] ?? 0]
    return SourceLocation(file: file, line: cell.line, column: cell.column)
  }

  /// Does something and puts what is wrong with it into a column.
  private func at<Value>(
    _ column: CuratedColumn, _ body: () throws(Diagnostic) -> Value
  ) throws(Diagnostic) -> Value {
    do throws(Diagnostic) {
      return try body()
    } catch let problem {
      throw error(problem.message, column)
    }
  }

  private func error(_ message: String, _ column: CuratedColumn) -> Diagnostic {
    Diagnostic(.error, message, at: location(column))
  }
}

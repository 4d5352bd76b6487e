import GraphModel

/// A table of statements that a person wrote: one row a statement.
///
/// The header names the columns, in any order and case: `subject`, `relation` and `object`, and where
/// wanted `subject type`, `object type`, `subject aliases`, `object aliases` (separated by `|`), `time`,
/// `place`, `polarity`, `mode`, `attributed to`, `confidence`, `document`, `quote` and `note`.
public struct CuratedTable: Sendable {
  /// One row.
  public struct Row: Hashable, Sendable {
    /// What it states; its evidence cites the table until `EvidenceResolver` looks up the document.
    public var statement: StatementRecord
    /// The document and words that it cites.
    public var citation: Citation?
  }

  /// The document and the words of it that a row gives as its evidence.
  public struct Citation: Hashable, Sendable {
    /// The document as the row names it: its id, file name or stem.
    public var document: String
    /// The words.
    public var quote: String
    /// Where the row names the document.
    public var documentLocation: SourceLocation
    /// Where the row gives the words.
    public var quoteLocation: SourceLocation
  }

  /// The table's path.
  public let file: String
  /// The rows without errors.
  public private(set) var rows: [Row] = []
  /// What was found wrong, in the order of the lines.
  public private(set) var diagnostics: [Diagnostic] = []

  /// Reads a table; what is wrong with it is in `diagnostics`.
  ///
  /// - Throws: A `Diagnostic` if the file can't be read.
  public static func read(
    _ path: String, separatedBy separator: TableSeparator, vocabulary: Vocabulary = .standard
  ) throws(Diagnostic) -> CuratedTable {
    var reader = Reader(
      separator: separator, file: InputBytes.name(of: path), vocabulary: vocabulary)
    try InputBytes.forEachPiece(of: path) { reader.read($0) }
    return reader.finish()
  }

  /// Makes a table of bytes; `file` names it in findings and evidence.
  public init(
    bytes: [UInt8], separatedBy separator: TableSeparator = .comma, file: String,
    vocabulary: Vocabulary = .standard
  ) {
    var reader = Reader(separator: separator, file: file, vocabulary: vocabulary)
    bytes.withUnsafeBufferPointer { reader.read($0) }
    self = reader.finish()
  }

  private init(file: String) { self.file = file }
}

extension CuratedTable {
  /// Reads a table from pieces of its bytes.
  ///
  /// Reading in pieces gives what reading the whole gives.
  package struct Reader: Sendable {
    private var table: CuratedTable
    private var csv: CSVReader
    private var header: Header?
    private var isBroken = false
    private let vocabulary: Vocabulary

    package init(separator: TableSeparator, file: String, vocabulary: Vocabulary) {
      table = CuratedTable(file: file)
      csv = CSVReader(separator: separator, file: file)
      self.vocabulary = vocabulary
    }

    package mutating func read(_ piece: UnsafeBufferPointer<UInt8>) {
      take { (csv, rows) throws(Diagnostic) in try csv.read(piece, into: &rows) }
    }

    package mutating func finish() -> CuratedTable {
      take { (csv, rows) throws(Diagnostic) in try csv.finish(into: &rows) }
      if header == nil, !isBroken {
        table.diagnostics.append(
          Diagnostic(
            .error, "the table is empty: its first line names the columns",
            at: SourceLocation(file: table.file)))
      }
      return table
    }

    /// Takes the rows that `next` yields; after an error nothing that follows can be trusted.
    private mutating func take(
      _ next: (inout CSVReader, inout [CSVReader.Row]) throws(Diagnostic) -> Void
    ) {
      guard !isBroken else { return }
      var rows: [CSVReader.Row] = []
      var problem: Diagnostic?
      do throws(Diagnostic) { try next(&csv, &rows) } catch { problem = error }
      do throws(Diagnostic) {
        for row in rows { try take(row) }
      } catch {
        problem = error
      }
      guard let problem else { return }
      table.diagnostics.append(problem)
      isBroken = true
    }

    private mutating func take(_ cells: CSVReader.Row) throws(Diagnostic) {
      guard let header else {
        self.header = try Header(cells, file: table.file)
        return
      }
      let row = RowReader(cells: cells, header: header, file: table.file, vocabulary: vocabulary)
      do throws(Diagnostic) {
        table.rows.append(try row.row())
      } catch {
        table.diagnostics.append(error)
        if table.diagnostics.count == ErrorLimit.count {
          throw ErrorLimit.note(at: SourceLocation(file: table.file, line: cells.line))
        }
      }
    }
  }

  /// Which cell of a row belongs to which column.
  fileprivate struct Header: Sendable {
    let positions: [CuratedColumn: Int]
    let count: Int

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
  fileprivate struct RowReader {
    let cells: CSVReader.Row
    let header: Header
    let file: String
    let vocabulary: Vocabulary

    func row() throws(Diagnostic) -> Row {
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
      return Row(statement: statement, citation: citation)
    }

    private func end(
      _ name: CuratedColumn, _ type: CuratedColumn, _ aliases: CuratedColumn
    ) throws(Diagnostic) -> EntityRecord {
      guard let text = text(name) else { throw error("the \(name.rawValue) is missing", name) }
      var record = EntityRecord(name: text)
      if let typeName = self.text(type) {
        record.type = try at(type) { () throws(Diagnostic) in
          try vocabulary.requireEntityType(named: typeName)
        }
      }
      record.aliases = rawText(aliases).split(separator: "|").map { trimmed(String($0)) }
        .filter { !$0.isEmpty }
      return record
    }

    private func relation() throws(Diagnostic) -> String {
      guard let name = text(.relation) else { throw error("the relation is missing", .relation) }
      _ = try at(.relation) { () throws(Diagnostic) in try vocabulary.requireRelation(named: name) }
      return name
    }

    private func qualifiers() throws(Diagnostic) -> Qualifiers {
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

    private func confidence() throws(Diagnostic) -> Double? {
      guard let text = text(.confidence) else { return nil }
      guard let number = Float(text), (0...1).contains(number) else {
        throw error("the confidence is a number from 0 to 1, not \(text.quoted)", .confidence)
      }
      return Double(number)
    }

    private func citation() throws(Diagnostic) -> Citation? {
      guard let document = text(.document) else { return nil }
      let quote = rawText(.quote)
      if trimmed(quote).isEmpty {
        throw error(
          "a document without a quote: copy the words of \(document.quoted) that say this",
          header.positions[.quote] == nil ? .document : .quote)
      }
      return Citation(
        document: document, quote: quote, documentLocation: location(.document),
        quoteLocation: location(.quote))
    }

    // MARK: - Cells

    private func rawText(_ column: CuratedColumn) -> String {
      header.positions[column].map { cells.cells[$0].text } ?? ""
    }

    /// A cell without the space around it, or nil if nothing is left.
    private func text(_ column: CuratedColumn) -> String? {
      let text = trimmed(rawText(column))
      return text.isEmpty ? nil : text
    }

    private func trimmed(_ text: String) -> String {
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
}

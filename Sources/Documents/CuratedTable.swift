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

    package init(
      document: String, quote: String, documentLocation: SourceLocation,
      quoteLocation: SourceLocation
    ) {
      (self.document, self.quote) = (document, quote)
      (self.documentLocation, self.quoteLocation) = (documentLocation, quoteLocation)
    }
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
    private var header: TableHeader?
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
        self.header = try TableHeader(cells, file: table.file)
        return
      }
      let row = TableRowReader(
        cells: cells, header: header, file: table.file, vocabulary: vocabulary)
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
}

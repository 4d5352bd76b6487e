import GraphModel

/// What stands between the cells of a table.
public enum TableSeparator: UInt8, Hashable, Sendable {
  /// As in `.csv` files.
  case comma = 0x2C
  /// As in `.tsv` files.
  case tab = 0x09
}

/// Reads rows of cells from bytes that arrive in pieces, as RFC 4180 lays down for commas; tabs are
/// read the same way.
///
/// A row ends at LF, CR LF or CR; an empty line is no row; a byte order mark at the start is skipped. A
/// cell that begins with a quote ends with one, and holds separators, line ends and doubled quotes.
/// Reading in pieces gives what reading the whole gives.
package struct CSVReader: Sendable {
  /// One cell and where it begins.
  package struct Cell: Hashable, Sendable {
    package var text: String
    /// Counted from 1.
    package var line: Int
    /// In Unicode scalars, counted from 1.
    package var column: Int
  }

  /// The cells of one row: at least one.
  package struct Row: Hashable, Sendable {
    package var cells: [Cell]
    /// The line on which it begins.
    package var line: Int { cells[0].line }
  }

  private enum State {
    case cellStart, plain, quoted, quoteInQuoted
  }

  private let separator: TableSeparator
  private let file: String
  private var state = State.cellStart
  /// How much of a byte order mark has been seen; 3 where that is settled.
  private var markLength = 0
  private var afterCarriageReturn = false
  private var bytes: [UInt8] = []
  private var cells: [Cell] = []
  private var line = 1
  private var column = 1
  private var cellLine = 1
  private var cellColumn = 1

  /// Makes a reader of a table; `file` names it in findings.
  package init(separator: TableSeparator, file: String) {
    self.separator = separator
    self.file = file
  }

  /// Takes in more bytes and appends the rows that they complete.
  ///
  /// - Throws: A `Diagnostic` with line and column where the bytes break the format; the rows before it
  ///   have been appended, and the reader can't go on from there.
  /// - Complexity: O(*n*).
  package mutating func read(
    _ piece: UnsafeBufferPointer<UInt8>, into rows: inout [Row]
  ) throws(Diagnostic) {
    var position = 0
    while position < piece.count {
      if markLength < 3 {
        if piece[position] == Self.mark[markLength] {
          markLength += 1
          position += 1
          continue
        }
        try settleMark(&rows)
      }
      if state == .plain || state == .quoted, !afterCarriageReturn {
        position += takeRun(piece[position...])
        if position == piece.count { break }
      }
      try take(piece[position], &rows)
      position += 1
    }
  }

  /// Appends the last row, if the input did not end with a line end.
  ///
  /// - Throws: A `Diagnostic` if the input ends inside quotes or in the middle of a character.
  package mutating func finish(into rows: inout [Row]) throws(Diagnostic) {
    if markLength < 3 { try settleMark(&rows) }
    if state == .quoted {
      throw error("the quote that opens here is never closed", line: cellLine, column: cellColumn)
    }
    try endRow(&rows)
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// What looked like the beginning of a byte order mark was none.
  private mutating func settleMark(_ rows: inout [Row]) throws(Diagnostic) {
    let length = markLength
    markLength = 3
    for byte in Self.mark[..<length] { try take(byte, &rows) }
  }

  private mutating func take(_ byte: UInt8, _ rows: inout [Row]) throws(Diagnostic) {
    if afterCarriageReturn {
      afterCarriageReturn = false
      if byte == 0x0A {
        if state == .quoted { bytes.append(byte) }
        return
      }
    }
    switch (state, byte) {
    case (_, 0):
      throw error("NUL: this is not a text file", line: line, column: column)
    case (.cellStart, 0x22):
      state = .quoted
      column += 1
    case (.quoted, 0x22):
      state = .quoteInQuoted
      column += 1
    case (.quoteInQuoted, 0x22):
      state = .quoted
      bytes.append(byte)
      column += 1
    case (.quoted, _):
      bytes.append(byte)
      if byte == 0x0A || byte == 0x0D {
        afterCarriageReturn = byte == 0x0D
        (line, column) = (line + 1, 1)
      } else {
        advance(byte)
      }
    case (_, 0x0A), (_, 0x0D):
      try endRow(&rows)
      afterCarriageReturn = byte == 0x0D
      (line, column) = (line + 1, 1)
      (cellLine, cellColumn) = (line, column)
    case (_, separator.rawValue):
      try endCell()
      column += 1
      (cellLine, cellColumn) = (line, column)
    case (.quoteInQuoted, _):
      throw error(
        "text after the closing quote: a quote inside a quoted cell is written twice",
        line: line, column: column)
    case (.plain, 0x22):
      throw error(
        "a quote inside a cell: put the whole cell in quotes and write this one twice",
        line: line, column: column)
    default:
      state = .plain
      bytes.append(byte)
      advance(byte)
    }
  }

  /// Takes the bytes that mean nothing but themselves, and returns how many there were.
  ///
  /// `take` would do the same one by one, at many times the cost.
  private mutating func takeRun(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let separator = state == .plain ? separator.rawValue : 0
    var count = 0
    var columns = 0
    for byte in bytes {
      if byte == 0x22 || byte == 0x0A || byte == 0x0D || byte == 0 || byte == separator { break }
      count += 1
      if byte & 0xC0 != 0x80 { columns += 1 }
    }
    self.bytes.append(contentsOf: bytes.prefix(count))
    column += columns
    return count
  }

  private mutating func advance(_ byte: UInt8) {
    if byte & 0xC0 != 0x80 { column += 1 }
  }

  private mutating func endCell() throws(Diagnostic) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw invalidText() }
    cells.append(Cell(text: text, line: cellLine, column: cellColumn))
    bytes.removeAll(keepingCapacity: bytes.count < 1 << 16)
    state = .cellStart
  }

  private mutating func endRow(_ rows: inout [Row]) throws(Diagnostic) {
    if state == .cellStart, cells.isEmpty { return }
    try endCell()
    rows.append(Row(cells: cells))
    cells.removeAll(keepingCapacity: true)
  }

  /// The finding about the first ill-formed byte of the current cell.
  private func invalidText() -> Diagnostic {
    let offset = UTF8Text.firstInvalidByte(in: bytes) ?? 0
    var (line, column) = (cellLine, cellColumn + (state == .plain ? 0 : 1))
    var previous: UInt8 = 0
    for byte in bytes[..<offset] {
      if byte == 0x0A && previous == 0x0D {
        // The line has been counted.
      } else if byte == 0x0A || byte == 0x0D {
        (line, column) = (line + 1, 1)
      } else if byte == 0x22 {
        column += 2
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      previous = byte
    }
    let value = String(bytes[offset], radix: 16, uppercase: true)
    return error(
      "byte 0x\(value) is not UTF-8: save the table as UTF-8", line: line, column: column)
  }

  private func error(_ message: String, line: Int, column: Int) -> Diagnostic {
    Diagnostic(.error, message, at: SourceLocation(file: file, line: line, column: column))
  }
}

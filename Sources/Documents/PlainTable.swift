import GraphModel

/// Reads statements that are plain from a curated table: what a row has in common with earlier ones is
/// decoded once.
///
/// Where any row has a quote, a document or a note, or is wrong, reading gives up, and the table is to be read by `CuratedTable`,
/// which says what is wrong; of plain rows that makes the same, each with its line as evidence.
package struct PlainTable {
  /// What the statements are made of.
  package var parts: PlainParts
  /// How many lines have been read, with those of the header.
  package private(set) var lineCount: Int

  private let header: TableHeader
  private let file: String
  private let separator: UInt8
  /// What may be the beginning of a row.
  private var pending: [UInt8] = []
  /// The cells of a row, and the bytes of those that had quotes.
  private var cells: [Cell] = []
  private var unquoted: [UInt8] = []
  private var key: [UInt8] = []

  /// A cell's bytes, in the input or, without its quotes, among those kept.
  private struct Cell {
    var start: Int
    var count: Int
    var isUnquoted: Bool
  }

  private enum Outcome {
    /// A row, or an empty line, that ends there.
    case row(end: Int)
    /// The row goes on.
    case incomplete
    case notPlain
  }

  /// The header of a table, and the line and byte after it; nil if the bytes have none that is right.
  package static func header(
    of bytes: [UInt8], separatedBy separator: TableSeparator, file: String
  ) -> (header: TableHeader, line: Int, end: Int)? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var start = bytes.starts(with: mark) ? mark.count : 0
    var table = PlainTable(
      PlainParts(vocabulary: Vocabulary()), TableHeader(), separator, file: file, linesBefore: 0)
    return bytes.withUnsafeBytes { bytes in
      while case .row(let end) = table.scan(bytes, from: start, isLast: false) {
        start = end
        if table.cells.isEmpty { continue }
        guard let row = table.row(bytes, line: 1),
          let header = try? TableHeader(row, file: file)
        else { return nil }
        return (header, table.lineCount, end)
      }
      return nil
    }
  }

  /// Goes on with the parts of earlier inputs, after some lines of the table.
  package init(
    _ parts: consuming PlainParts, _ header: TableHeader, _ separator: TableSeparator, file: String,
    linesBefore: Int
  ) {
    (self.parts, self.header, self.file) = (parts, header, file)
    (self.separator, lineCount) = (separator.rawValue, linesBefore)
  }

  /// Takes in more bytes and hands over the statements of the rows that they complete.
  ///
  /// - Returns: False if some row is not a plain statement.
  package mutating func read(
    _ piece: UnsafeRawBufferPointer, _ body: (PlainParts.Row) -> Void
  ) -> Bool {
    pending.append(contentsOf: piece)
    return readPending(isLast: false, body) && pending.count < 1 << 20
  }

  /// Takes the last row, if the input did not end with a line end.
  package mutating func finish(_ body: (PlainParts.Row) -> Void) -> Bool {
    readPending(isLast: true, body) && pending.isEmpty
  }

  private mutating func readPending(
    isLast: Bool, _ body: (PlainParts.Row) -> Void
  ) -> Bool {
    var bytes: [UInt8] = []
    swap(&bytes, &pending)
    var start = 0
    let isPlain = bytes.withUnsafeBytes { bytes in
      while start < bytes.count {
        let line = lineCount + 1
        switch scan(bytes, from: start, isLast: isLast) {
        case .row(let end):
          start = end
          if cells.isEmpty { continue }
          guard let statement = statement(bytes, line: line) else { return false }
          body(statement)
        case .incomplete: return true
        case .notPlain: return false
        }
      }
      return true
    }
    bytes.removeSubrange(..<start)
    swap(&bytes, &pending)
    return isPlain
  }

  // MARK: - Cells

  /// Finds the cells of the row that begins at a byte.
  private mutating func scan(
    _ bytes: UnsafeRawBufferPointer, from start: Int, isLast: Bool
  ) -> Outcome {
    cells.removeAll(keepingCapacity: true)
    unquoted.removeAll(keepingCapacity: true)
    var position = start
    var lines = 1
    while true {
      if position < bytes.count, bytes[position] == 0x22 {
        let cell = unquoted.count
        guard let end = unquote(bytes, from: position + 1, &lines) else {
          return isLast ? .notPlain : .incomplete
        }
        if unquoted[cell...].contains(0) { return .notPlain }
        cells.append(Cell(start: cell, count: unquoted.count - cell, isUnquoted: true))
        position = end
      } else {
        let cell = position
        while position < bytes.count {
          let byte = bytes[position]
          if byte == separator || byte == 0x0A || byte == 0x0D { break }
          if byte == 0x22 || byte == 0 { return .notPlain }
          position += 1
        }
        cells.append(Cell(start: cell, count: position - cell, isUnquoted: false))
      }
      if position == bytes.count {
        if !isLast { return .incomplete }
      } else if bytes[position] == separator {
        position += 1
        continue
      } else if bytes[position] == 0x0A {
        position += 1
      } else if bytes[position] == 0x0D {
        // A line end of two bytes may be cut in two.
        if position + 1 == bytes.count, !isLast { return .incomplete }
        position += position + 1 < bytes.count && bytes[position + 1] == 0x0A ? 2 : 1
      } else {
        // Text after a closing quote.
        return .notPlain
      }
      lineCount += lines
      // An empty line is no row.
      if cells.count == 1, cells[0].count == 0, !cells[0].isUnquoted { cells.removeAll() }
      return .row(end: position)
    }
  }

  /// Keeps what stands between quotes, and returns where the closing quote has been passed; nil where there is
  /// none, or where the byte after it is needed to tell.
  private mutating func unquote(
    _ bytes: UnsafeRawBufferPointer, from start: Int, _ lines: inout Int
  ) -> Int? {
    var position = start
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x22 {
        guard position + 1 < bytes.count, bytes[position + 1] == 0x22 else { return position + 1 }
        position += 1
      } else if byte == 0x0A
        || byte == 0x0D && !(position + 1 < bytes.count && bytes[position + 1] == 0x0A)
      {
        lines += 1
      }
      unquoted.append(byte)
      position += 1
    }
    return nil
  }

  private func withCell<Result>(
    _ column: CuratedColumn, _ bytes: UnsafeRawBufferPointer,
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    guard let place = header.positions[column] else { return body(.init(start: nil, count: 0)) }
    return withCell(cells[place], bytes, body)
  }

  private func withCell<Result>(
    _ cell: Cell, _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let range = cell.start..<cell.start + cell.count
    if !cell.isUnquoted { return body(.init(rebasing: bytes[range])) }
    return unquoted.withUnsafeBytes { body(.init(rebasing: $0[range])) }
  }

  // MARK: - Statements

  private mutating func statement(
    _ bytes: UnsafeRawBufferPointer, line: Int
  ) -> PlainParts.Row? {
    guard cells.count == header.count else { return nil }
    for column in [CuratedColumn.document, .quote, .note]
    where withCell(column, bytes, { !$0.isEmpty }) {
      return nil
    }
    guard let relation = relation(bytes, line),
      let subject = end(.subject, .subjectType, .subjectAliases, bytes, line),
      let object = end(.object, .objectType, .objectAliases, bytes, line),
      let qualifiers = qualifiers(bytes, line), let confidence = confidence(bytes, line)
    else { return nil }
    return PlainParts.Row(
      subject: parts.end(subject, of: relation, isSubject: true),
      object: parts.end(object, of: relation, isSubject: false), relation: relation,
      qualifiers: qualifiers, confidence: confidence, line: Int32(line))
  }

  /// Makes the key that some cells are known by; no text of JSON has its zeros.
  private mutating func makeKey(_ columns: [CuratedColumn], _ bytes: UnsafeRawBufferPointer) {
    var key: [UInt8] = []
    swap(&key, &self.key)
    key.removeAll(keepingCapacity: true)
    for column in columns {
      withCell(column, bytes) { key.append(contentsOf: $0) }
      key.append(0)
    }
    swap(&key, &self.key)
  }

  private mutating func end(
    _ name: CuratedColumn, _ type: CuratedColumn, _ aliases: CuratedColumn,
    _ bytes: UnsafeRawBufferPointer, _ line: Int
  ) -> Int32? {
    makeKey(name == .subject ? Self.subject : Self.object, bytes)
    let (number, isNew) = key.withUnsafeBytes { parts.number(ofEnd: $0) }
    if !isNew { return number }
    guard let record = try? decoder(bytes, line)?.end(name, type, aliases) else { return nil }
    parts.learn(record)
    return number
  }

  private mutating func relation(_ bytes: UnsafeRawBufferPointer, _ line: Int) -> Int32? {
    makeKey(Self.relation, bytes)
    if let relation = key.withUnsafeBytes({ parts.relation($0) }) { return relation }
    guard let name = try? decoder(bytes, line)?.relation(),
      let relation = parts.vocabulary.index(ofRelation: name).map(Int32.init)
    else { return nil }
    key.withUnsafeBytes { parts.learn(relation: relation, $0) }
    return relation
  }

  private mutating func qualifiers(_ bytes: UnsafeRawBufferPointer, _ line: Int) -> Int32? {
    makeKey(Self.qualifiers, bytes)
    if let place = key.withUnsafeBytes({ parts.qualifiers($0) }) { return place }
    guard let qualifiers = try? decoder(bytes, line)?.qualifiers() else { return nil }
    return key.withUnsafeBytes { parts.learn(qualifiers, $0) }
  }

  private mutating func confidence(_ bytes: UnsafeRawBufferPointer, _ line: Int) -> Float? {
    if withCell(.confidence, bytes, \.isEmpty) { return .nan }
    makeKey([.confidence], bytes)
    if let confidence = key.withUnsafeBytes({ parts.confidence($0) }) { return confidence }
    guard let decoder = decoder(bytes, line), let known = try? decoder.confidence() else {
      return nil
    }
    key.withUnsafeBytes { parts.learn(confidence: Float(known), $0) }
    return Float(known)
  }

  private static let subject: [CuratedColumn] = [.subject, .subjectType, .subjectAliases]
  private static let object: [CuratedColumn] = [.object, .objectType, .objectAliases]
  private static let relation: [CuratedColumn] = [.relation]
  private static let qualifiers: [CuratedColumn] = [
    .polarity, .mode, .attributedTo, .time, .place,
  ]

  /// The row as `CuratedTable` reads it; nil where it is not UTF-8.
  private func decoder(_ bytes: UnsafeRawBufferPointer, _ line: Int) -> TableRowReader? {
    row(bytes, line: line).map {
      TableRowReader(cells: $0, header: header, file: file, vocabulary: parts.vocabulary)
    }
  }

  private func row(_ bytes: UnsafeRawBufferPointer, line: Int) -> CSVReader.Row? {
    var result: [CSVReader.Cell] = []
    for cell in cells {
      guard let text = withCell(cell, bytes, { String(validating: $0, as: UTF8.self) }) else {
        return nil
      }
      // Where it stands is only said of errors, and those are found the other way.
      result.append(CSVReader.Cell(text: text, line: line, column: 1))
    }
    return CSVReader.Row(cells: result)
  }
}

import GraphModel

/// Reads statements that are plain from a curated table: what a row has in common with earlier ones is
/// decoded once.
///
/// Where any row is wrong, reading gives up, and the table is to be read by `CuratedTable`, which says what is wrong; of rows that
/// are in order that makes the same.
package struct PlainTable {
  /// What the statements are made of.
  package var parts: PlainParts
  /// How many lines have been read, with those of the header.
  package private(set) var lineCount: Int

  private let header: TableHeader
  private let places: Places
  private let file: String
  private let separator: UInt8
  /// What may be the beginning of a row.
  private var pending: [UInt8] = []
  /// The cells of a row, and the bytes of those that had quotes.
  private var cells: [Cell] = []
  private var unquoted: [UInt8] = []
  private var key: [UInt8] = []
  /// The evidence and note of a row.
  private var details = PlainDetails()
  /// Who says what tables say, and the table, among the parts; -1 before that is asked for.
  private var curator: Int32 = -1
  private var table: Int32 = -1
  /// The qualifiers of a row that gives none, among the parts; -1 before there was one.
  private var plainFact: Int32 = -1

  /// What is done with a statement and the bytes of its details.
  package typealias Body = (PlainParts.Row, UnsafeRawBufferPointer) -> Void

  /// A cell's bytes, in the input or, without its quotes, among those kept.
  private struct Cell {
    var start: Int
    var count: Int
    var isUnquoted: Bool
  }

  /// Which cells of a row are what, -1 for what the header does not name: asked for every row, where looking that up would take
  /// longer than reading it.
  private struct Places {
    var subject: [Int]
    var object: [Int]
    var relation: [Int]
    var qualifiers: [Int]
    var confidence: [Int]
    var document: [Int]
    var quote: Int
    var note: Int

    init(_ header: TableHeader) {
      func place(_ column: CuratedColumn) -> Int { header.positions[column] ?? -1 }
      subject = [.subject, .subjectType, .subjectAliases].map(place)
      object = [.object, .objectType, .objectAliases].map(place)
      relation = [place(.relation)]
      qualifiers = [.polarity, .mode, .attributedTo, .time, .place].map(place)
      confidence = [place(.confidence)]
      document = [place(.document)]
      (quote, note) = (place(.quote), place(.note))
    }
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
        guard let row = table.row(bytes, line: 1, only: table.cells.indices),
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
    places = Places(header)
    (self.separator, lineCount) = (separator.rawValue, linesBefore)
  }

  /// Takes in more bytes and hands over the statements of the rows that they complete.
  ///
  /// - Returns: False if some row is not a plain statement.
  package mutating func read(
    _ piece: UnsafeRawBufferPointer, _ body: Body
  ) -> Bool {
    pending.append(contentsOf: piece)
    return readPending(isLast: false, body) && pending.count < 1 << 20
  }

  /// Takes the last row, if the input did not end with a line end.
  package mutating func finish(_ body: Body) -> Bool {
    readPending(isLast: true, body) && pending.isEmpty
  }

  private mutating func readPending(
    isLast: Bool, _ body: Body
  ) -> Bool {
    var bytes: [UInt8] = []
    swap(&bytes, &pending)
    var start = 0
    let isPlain = bytes.withUnsafeBytes { bytes in
      while start < bytes.count {
        let (rowStart, line) = (start, lineCount + 1)
        switch scan(bytes, from: start, isLast: isLast) {
        case .row(let end):
          start = end
          if cells.isEmpty { continue }
          guard let statement = statement(bytes, from: rowStart, line: line) else { return false }
          details.bytes.withUnsafeBytes { body(statement, $0) }
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
    var run = start
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x22 {
        unquoted.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[run..<position]))
        guard position + 1 < bytes.count, bytes[position + 1] == 0x22 else { return position + 1 }
        position += 1
        run = position
      } else if byte == 0x0A
        || byte == 0x0D && !(position + 1 < bytes.count && bytes[position + 1] == 0x0A)
      {
        lines += 1
      }
      position += 1
    }
    return nil
  }

  private func isEmpty(_ place: Int) -> Bool { place < 0 || cells[place].count == 0 }

  private func withCell<Result>(
    _ place: Int, _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    place < 0 ? body(.init(start: nil, count: 0)) : withCell(cells[place], bytes, body)
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
    _ bytes: UnsafeRawBufferPointer, from start: Int, line: Int
  ) -> PlainParts.Row? {
    guard cells.count == header.count, let number = Int32(exactly: line) else { return nil }
    details.removeAll()
    guard takeEvidence(bytes, from: start, line), takeNote(bytes),
      let relation = relation(bytes, line),
      let subject = end(.subject, .subjectType, .subjectAliases, bytes, line),
      let object = end(.object, .objectType, .objectAliases, bytes, line),
      let qualifiers = qualifiers(bytes, line), let confidence = confidence(bytes, line)
    else { return nil }
    return PlainParts.Row(
      subject: parts.end(subject, of: relation, isSubject: true),
      object: parts.end(object, of: relation, isSubject: false), relation: relation,
      qualifiers: qualifiers, confidence: confidence, line: number,
      detailCount: details.bytes.count)
  }

  // MARK: - Evidence and notes

  private mutating func takeNote(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if isEmpty(places.note) { return true }
    guard var note = text(places.note, bytes).map(TableRowReader.trimmed) else { return false }
    if note.isEmpty { return true }
    return note.withUTF8 {
      details.add(PlainDetails.Piece(source: PlainDetails.Piece.note), UnsafeRawBufferPointer($0))
    }
  }

  /// Takes the quote: that of a document, or else what the row itself has to say.
  private mutating func takeEvidence(
    _ bytes: UnsafeRawBufferPointer, from start: Int, _ line: Int
  ) -> Bool {
    if curator < 0 {
      guard let label = parts.number(ofLabel: "curated") else { return false }
      curator = label
    }
    guard let document = document(bytes) else { return false }
    var piece = PlainDetails.Piece(source: document)
    piece.label = curator
    if document < 0 {
      if table < 0 {
        guard let number = parts.number(ofSource: file) else { return false }
        table = number
      }
      piece.source = table
      piece.role = .stays
      piece.line = Int32(line)
    } else {
      piece.role = .quotes
      let place = place(of: places.quote, bytes, from: start, line)
      guard let line = Int32(exactly: place.line), let column = Int32(exactly: place.column) else {
        return false
      }
      (piece.line, piece.column) = (line, column)
    }
    parts.use(piece.source, as: piece.role)
    if places.quote < 0 {
      return document < 0 && details.add(piece, UnsafeRawBufferPointer(start: nil, count: 0))
    }
    var details = PlainDetails()
    swap(&details, &self.details)
    defer { swap(&details, &self.details) }
    return withCell(places.quote, bytes) { quote in
      // Letters and marks of ASCII are no space, and most quotes begin with one.
      let hasWords =
        quote.first.map { (0x21...0x7E).contains($0) } ?? false
        || !TableRowReader.trimmed(String(decoding: quote, as: UTF8.self)).isEmpty
      return (document < 0 || hasWords) && Self.isText(quote) && details.add(piece, quote)
    }
  }

  /// The place among the sources of the document that a row names, -1 if it names none; nil if there are too many.
  private mutating func document(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    if isEmpty(places.document[0]) { return -1 }
    makeKey(places.document, bytes)
    if let source = key.withUnsafeBytes({ parts.source($0) }) { return source }
    guard let name = text(places.document[0], bytes).map(TableRowReader.trimmed) else { return nil }
    return name.isEmpty ? -1 : key.withUnsafeBytes { parts.learn(source: name, $0) }
  }

  /// The text of a cell; nil where it is not UTF-8.
  private func text(_ place: Int, _ bytes: UnsafeRawBufferPointer) -> String? {
    withCell(place, bytes) { String(validating: $0, as: UTF8.self) }
  }

  private static func isText(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var marks: UInt8 = 0
    for byte in bytes { marks |= byte }
    let text = bytes.assumingMemoryBound(to: UInt8.self)
    return marks < 0x80 || (try? UTF8Span(validating: text.span)) != nil
  }

  /// The line and column at which a cell of the row begins, as `CSVReader` counts them.
  private func place(
    of number: Int, _ bytes: UnsafeRawBufferPointer, from start: Int, _ line: Int
  ) -> (line: Int, column: Int) {
    var place = (line: line, column: 1)
    var next = start
    for cell in cells[..<max(0, number)] {
      if !cell.isUnquoted {
        count(bytes[next..<next + cell.count], &place)
        next += cell.count + 1
      } else {
        // With its quotes, of which those inside are written twice.
        var position = next + 1
        while true {
          if bytes[position] == 0x22 {
            guard position + 1 < bytes.count, bytes[position + 1] == 0x22 else { break }
            position += 1
          }
          position += 1
        }
        count(bytes[next...position], &place)
        next = position + 2
      }
      place.column += 1
    }
    return place
  }

  private func count(
    _ bytes: Slice<UnsafeRawBufferPointer>, _ place: inout (line: Int, column: Int)
  ) {
    var last: UInt8 = 0
    for byte in bytes {
      if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D || last != 0x0D { place = (place.line + 1, 1) }
      } else if byte & 0xC0 != 0x80 {
        place.column += 1
      }
      last = byte
    }
  }

  // MARK: - What recurs

  /// Makes the key that some cells are known by; no text of JSON has its zeros.
  private mutating func makeKey(_ places: [Int], _ bytes: UnsafeRawBufferPointer) {
    var key: [UInt8] = []
    swap(&key, &self.key)
    key.removeAll(keepingCapacity: true)
    for place in places {
      withCell(place, bytes) { key.append(contentsOf: $0) }
      key.append(0)
    }
    swap(&key, &self.key)
  }

  private mutating func end(
    _ name: CuratedColumn, _ type: CuratedColumn, _ aliases: CuratedColumn,
    _ bytes: UnsafeRawBufferPointer, _ line: Int
  ) -> Int32? {
    let places = name == .subject ? places.subject : places.object
    makeKey(places, bytes)
    let (number, isNew) = key.withUnsafeBytes { parts.number(ofEnd: $0) }
    if !isNew { return number }
    guard let record = try? decoder(bytes, line, only: places)?.end(name, type, aliases) else {
      return nil
    }
    parts.learn(record)
    return number
  }

  private mutating func relation(_ bytes: UnsafeRawBufferPointer, _ line: Int) -> Int32? {
    makeKey(places.relation, bytes)
    if let relation = key.withUnsafeBytes({ parts.relation($0) }) { return relation }
    guard let name = try? decoder(bytes, line, only: places.relation)?.relation(),
      let relation = parts.vocabulary.index(ofRelation: name).map(Int32.init)
    else { return nil }
    key.withUnsafeBytes { parts.learn(relation: relation, $0) }
    return relation
  }

  private mutating func qualifiers(_ bytes: UnsafeRawBufferPointer, _ line: Int) -> Int32? {
    let isPlain = places.qualifiers.allSatisfy(isEmpty)
    if isPlain, plainFact >= 0 { return plainFact }
    makeKey(places.qualifiers, bytes)
    guard let place = key.withUnsafeBytes({ parts.qualifiers($0) }) ?? newQualifiers(bytes, line)
    else { return nil }
    if isPlain { plainFact = place }
    return place
  }

  private mutating func newQualifiers(_ bytes: UnsafeRawBufferPointer, _ line: Int) -> Int32? {
    guard let qualifiers = try? decoder(bytes, line, only: places.qualifiers)?.qualifiers() else {
      return nil
    }
    return key.withUnsafeBytes { parts.learn(qualifiers, $0) }
  }

  private mutating func confidence(_ bytes: UnsafeRawBufferPointer, _ line: Int) -> Float? {
    if isEmpty(places.confidence[0]) { return .nan }
    makeKey(places.confidence, bytes)
    if let confidence = key.withUnsafeBytes({ parts.confidence($0) }) { return confidence }
    guard let decoder = decoder(bytes, line, only: places.confidence),
      let known = try? decoder.confidence()
    else {
      return nil
    }
    key.withUnsafeBytes { parts.learn(confidence: Float(known), $0) }
    return Float(known)
  }

  /// The row as `CuratedTable` reads it, of which only some cells are asked for; nil where one is not UTF-8.
  private func decoder(
    _ bytes: UnsafeRawBufferPointer, _ line: Int, only places: [Int]
  ) -> TableRowReader? {
    row(bytes, line: line, only: places).map {
      TableRowReader(cells: $0, header: header, file: file, vocabulary: parts.vocabulary)
    }
  }

  private func row(
    _ bytes: UnsafeRawBufferPointer, line: Int, only places: some Sequence<Int>
  ) -> CSVReader.Row? {
    // Where a cell stands is only said of errors, and those are found the other way.
    let cell = CSVReader.Cell(text: "", line: line, column: 1)
    var row = CSVReader.Row(cells: Array(repeating: cell, count: cells.count))
    for place in places where place >= 0 {
      guard let text = text(place, bytes) else { return nil }
      row.cells[place].text = text
    }
    return row
  }
}

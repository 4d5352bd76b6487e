import Documents
import Glibc
import GraphModel
import GraphStore

/// The evidence and notes of an import, checked against its documents and sorted.
struct ImportedEvidence: Sendable {
  /// What one of the readers has read of a file that evidence is about.
  struct Share: Sendable {
    /// The documents there.
    var documents: [Document]
    /// What of its sources is used there, and for what.
    var uses: [(source: Int32, role: PlainDetails.Role)]
  }

  /// The sources and labels of one of the readers, by their numbers.
  struct Names: Sendable {
    var sources: [String]
    var labels: [String]
  }

  /// Where details stand.
  struct Place {
    var file: Int
    var share: Int
    /// The line of the statement, and how many there are before those that its details count.
    var line: Int
    var linesBefore: Int
  }

  /// What a source of a reader means in a file.
  private struct Target: Sendable {
    /// The number of the document that it means, or of itself; -1 where it is not asked for.
    var cited: Int32 = -1
    /// Its own number; -1 where it is not asked for.
    var own: Int32 = -1
    /// Whether it is to be said that there is no such document.
    var isMissing = false
  }

  /// The documents, in order.
  private(set) var documents: [Document] = []
  /// What evidence comes from, in the order in which evidence is.
  private(set) var sources: [String] = []
  /// Who says it, in order.
  private(set) var labels: [String] = []
  private let files: [String]
  private let names: [Names]
  private var resolver: EvidenceResolver
  /// For every source the text that it has, if it is a document.
  private var texts: [String?] = []
  /// For every file and reader what its sources mean.
  private var targets: [[[Target]]] = []
  /// For every reader the numbers of its labels.
  private var labelNumbers: [[Int32]] = []
  private var records: SortedRecords
  private var remarks: SortedRecords
  private var packed = OrderedBytes()
  /// How many of the resolver's warnings have been handed over.
  private var warningCount = 0

  /// Makes ready for inputs without evidence.
  init(_ memory: ImportMemory) {
    (files, names) = ([], [])
    (records, remarks) = (SortedRecords(memory), SortedRecords(memory))
    resolver = EvidenceResolver(documents: [Document]())
  }

  /// Makes ready for evidence.
  ///
  /// - Parameter shares: For every file what each reader has read of it.
  /// - Returns: Nil where documents contradict each other or something is quoted from a document that is not there.
  init?(_ files: [String], _ names: [Names], _ shares: [[Share]], _ memory: ImportMemory) {
    (self.files, self.names) = (files, names)
    (records, remarks) = (SortedRecords(memory), SortedRecords(memory))
    let given = shares.flatMap { $0.flatMap(\.documents) }
    resolver = EvidenceResolver(documents: given)
    if !resolver.diagnostics.isEmpty { return nil }
    documents = KnowledgeGraph.unique(given, by: \.id) { $0.merged(with: $1) }.values

    var found: [[[(source: Int32, role: PlainDetails.Role, name: String, isMissing: Bool)]]] = []
    // What is not there is said once, where it is cited first.
    var missing: [String: (file: Int, share: Int)] = [:]
    for (file, shares) in shares.enumerated() {
      found.append([])
      for (index, (share, names)) in zip(shares, names).enumerated() {
        var own: [(Int32, PlainDetails.Role, String, Bool)] = []
        for (source, role) in share.uses {
          let name = names.sources[Int(source)]
          let document = role == .stays ? nil : resolver.document(named: name, in: files[file])
          if role == .quotes, document == nil { return nil }
          var isMissing = false
          if role == .cites, document == nil {
            let place = missing[name] ?? (file, index)
            missing[name] = place
            isMissing = place == (file, index)
          }
          own.append((source, role, document?.id ?? name, isMissing))
        }
        found[file].append(own)
      }
    }
    let sources = Self.numbered(found.flatMap { $0.flatMap { $0.map(\.name) } })
    self.sources = sources.ordered
    let labels = Self.numbered(names.flatMap(\.labels))
    self.labels = labels.ordered
    labelNumbers = names.map { $0.labels.map { labels.numbers[ExactText($0)] ?? -1 } }
    texts = [String?](repeating: nil, count: sources.ordered.count)
    for document in documents {
      if let number = sources.numbers[ExactText(document.id)] { texts[Int(number)] = document.text }
    }
    for shares in found {
      targets.append(
        zip(shares, names).map { uses, names in
          var own = [Target](repeating: Target(), count: names.sources.count)
          for use in uses {
            let number = sources.numbers[ExactText(use.name)] ?? -1
            if use.role == .stays {
              own[Int(use.source)].own = number
            } else {
              own[Int(use.source)].cited = number
              own[Int(use.source)].isMissing = use.isMissing
            }
          }
          return own
        })
    }
  }

  /// Texts in order, each once, and their places there.
  private static func numbered(
    _ texts: [String]
  ) -> (ordered: [String], numbers: [ExactText: Int32]) {
    let ordered = Set(texts.map(ExactText.init)).sorted()
    var numbers: [ExactText: Int32] = [:]
    for (number, text) in ordered.enumerated() { numbers[text] = Int32(number) }
    return (ordered.map(\.text), numbers)
  }

  // MARK: - Coming in

  /// Checks and adds the details of a statement.
  ///
  /// - Returns: False if some evidence does not hold.
  mutating func add(
    _ details: UnsafeRawBufferPointer, of statement: BulkLoad.Statement, isTurned: Bool,
    at place: Place
  ) throws -> Bool {
    var isSound = true
    try PlainDetails.forEach(details) { piece, text in
      if piece.source == PlainDetails.Piece.note {
        begin(statement)
        packed.add(last: text)
        try remarks.add(packed)
      } else if let (piece, text) = checked(piece, text, at: place) {
        try add(piece, text, of: statement, isTurned: isTurned)
      } else {
        isSound = false
      }
    }
    return isSound
  }

  /// A piece of evidence as it holds, its source and label by their numbers here; nil if it does not hold.
  private mutating func checked(
    _ given: PlainDetails.Piece, _ quote: UnsafeRawBufferPointer, at place: Place
  ) -> (PlainDetails.Piece, UnsafeRawBufferPointer)? {
    let target = targets[place.file][place.share][Int(given.source)]
    var piece = given
    if given.label >= 0 { piece.label = labelNumbers[place.share][Int(given.label)] }
    if given.role == .stays {
      piece.source = target.own
      // Where tables say it, lines are counted from where the reader began.
      if piece.line >= 0 { piece.line += Int32(place.linesBefore) }
      return (piece, quote)
    }
    piece.source = target.cited
    if given.role == .cites {
      if target.isMissing {
        targets[place.file][place.share][Int(given.source)].isMissing = false
      } else {
        guard let text = texts[Int(target.cited)] else { return (piece, quote) }
        if piece.span.stands(quote, in: text) { return (piece, quote) }
      }
    }
    return resolved(given, quote, at: place).flatMap { evidence in
      guard let found = PlainDetails.Piece(evidence, source: piece.source, label: piece.label)
      else { return nil }
      return (found, texts[Int(piece.source)] == nil ? quote : Self.noQuote)
    }
  }

  private static var noQuote: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// A piece of evidence as the document has it; nil if it does not have it.
  private mutating func resolved(
    _ piece: PlainDetails.Piece, _ quote: UnsafeRawBufferPointer, at place: Place
  ) -> Evidence? {
    let file = files[place.file]
    let names = names[place.share]
    let document = names.sources[Int(piece.source)]
    var statement = StatementRecord(
      subject: EntityRecord(name: ""), relation: "", object: EntityRecord(name: ""),
      origin: SourceLocation(file: file, line: place.line, column: 1))
    if piece.role == .quotes {
      let location = SourceLocation(
        file: file, line: place.linesBefore + Int(piece.line), column: Int(piece.column))
      let citation = CuratedTable.Citation(
        document: document, quote: String(decoding: quote, as: UTF8.self),
        documentLocation: location, quoteLocation: location)
      return resolver.resolve(statement, citation)?.evidence.first
    }
    statement.evidence = [
      piece.evidence(
        document: document, quote: quote,
        extractor: piece.label < 0 ? nil : names.labels[Int(piece.label)])
    ]
    return resolver.resolve(statement)?.evidence.first
  }

  private mutating func begin(_ statement: BulkLoad.Statement) {
    packed.removeAll()
    packed.add(statement)
  }

  private mutating func add(
    _ piece: PlainDetails.Piece, _ quote: UnsafeRawBufferPointer, of statement: BulkLoad.Statement,
    isTurned: Bool
  ) throws(Diagnostic) {
    begin(statement)
    packed.add(UInt32(piece.source))
    packed.add(piece.span.range)
    packed.add(optional: piece.line)
    // Words that the document has at that place are not kept twice.
    let isKnown = piece.span.start >= 0 && texts[Int(piece.source)] != nil
    packed.add(isKnown ? Self.noQuote : quote)
    packed.add(optional: piece.label)
    packed.add(isTurned ? piece.object.range : piece.subject.range)
    packed.add(piece.trigger.range)
    packed.add(isTurned ? piece.subject.range : piece.object.range)
    try records.add(packed)
  }

  /// Hands over what is to be said since this was asked for last.
  mutating func takeWarnings() -> [Diagnostic] {
    defer { warningCount = resolver.diagnostics.count }
    return Array(resolver.diagnostics[warningCount...])
  }

  /// Takes over what another has, which began as this did.
  mutating func add(_ other: ImportedEvidence) throws(Diagnostic) {
    try records.add(other.records)
    try remarks.add(other.remarks)
  }

  /// Makes an end of adding.
  mutating func finish() throws(Diagnostic) {
    try records.finish()
    try remarks.finish()
  }

  // MARK: - Going out

  /// Hands over all evidence in order, that of the same words once with the parts of all.
  func forEach(
    _ body: (BulkLoad.Statement, _ ordinal: Int32, BulkLoad.Evidence) throws -> Void
  ) throws {
    var waiting = WaitingEvidence()
    try records.forEach { key, _ in
      if !waiting.join(key) {
        try waiting.take(texts, body)
        waiting.begin(key)
      }
    }
    try waiting.take(texts, body)
  }

  /// Reads the notes of statements, which are asked for in order.
  func notes() throws -> NoteReader { try NoteReader(remarks.reader()) }
}

extension PlainDetails.Span {
  /// Whether a quote stands there.
  fileprivate func stands(_ quote: UnsafeRawBufferPointer, in text: String) -> Bool {
    guard start >= 0, !quote.isEmpty, quote.count == Int(end - start) else { return false }
    let stands = text.utf8.withContiguousStorageIfAvailable { text in
      guard Int(end) <= text.count, let base = text.baseAddress, let words = quote.baseAddress
      else { return false }
      return memcmp(base + Int(start), words, quote.count) == 0
    }
    return stands ?? false
  }
}

extension OrderedBytes {
  fileprivate mutating func add(_ statement: BulkLoad.Statement) {
    add(UInt32(statement.subject))
    add(UInt32(statement.relation))
    add(UInt32(statement.object))
    add(UInt32(statement.qualifiers))
  }
}

extension OrderedReader {
  fileprivate mutating func statement() -> BulkLoad.Statement {
    BulkLoad.Statement(
      subject: Int32(number()), relation: Int32(number()), object: Int32(number()),
      qualifiers: Int32(number()))
  }
}

/// A piece of evidence that may turn out to be one with the next.
private struct WaitingEvidence {
  private var bytes: [UInt8] = []
  /// How many of the bytes are not about parts.
  private var length = 0
  private var parts = Evidence.Parts()
  private var statement: BulkLoad.Statement?
  private var ordinal: Int32 = -1

  /// Joins a record that is the same but for the parts; false if it is another.
  mutating func join(_ record: UnsafeRawBufferPointer) -> Bool {
    let isSame = bytes.withUnsafeBytes { bytes in
      guard length > 0, record.count > length, let own = bytes.baseAddress,
        let others = record.baseAddress
      else { return false }
      return memcmp(own, others, length) == 0
    }
    // What begins alike has the same words, as they say where they end.
    if isSame { parts.join(Self.parts(record, from: length)) }
    return isSame
  }

  mutating func begin(_ record: UnsafeRawBufferPointer) {
    var reader = OrderedReader(record)
    let statement = reader.statement()
    ordinal = statement == self.statement ? ordinal + 1 : 0
    self.statement = statement
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: record)
    _ = reader.number()
    _ = reader.range()
    _ = reader.optionalNumber()
    _ = reader.text()
    _ = reader.optionalNumber()
    length = reader.position
    parts = Self.parts(record, from: length)
  }

  private static func parts(_ record: UnsafeRawBufferPointer, from start: Int) -> Evidence.Parts {
    var reader = OrderedReader(record, from: start)
    return Evidence.Parts(
      subject: reader.range(), trigger: reader.range(), object: reader.range())
  }

  /// Hands over what waits, if anything does.
  func take(
    _ texts: [String?], _ body: (BulkLoad.Statement, Int32, BulkLoad.Evidence) throws -> Void
  ) throws {
    if bytes.isEmpty { return }
    try bytes.withUnsafeBytes { bytes in
      var reader = OrderedReader(bytes)
      let statement = reader.statement()
      let source = Int(reader.number())
      let span = reader.range()
      let line = reader.optionalNumber()
      let quote = reader.text()
      try body(
        statement, ordinal,
        BulkLoad.Evidence(
          source: source, span: span, line: line,
          quote: span != nil && texts[source] != nil ? nil : quote, label: reader.optionalNumber(),
          parts: parts))
    }
  }
}

/// Reads the notes of statements, which are asked for in order.
struct NoteReader {
  private var records: SortedRecords.Reader
  /// The statement of the note at hand, and where its text begins; nil if none is left.
  private var next: (statement: BulkLoad.Statement, text: Int)?

  fileprivate init(_ records: SortedRecords.Reader) throws {
    self.records = records
    try advance()
  }

  private mutating func advance() throws {
    next = nil
    guard try records.advance() else { return }
    var reader = OrderedReader(records.key)
    let statement = reader.statement()
    next = (statement, reader.position)
  }

  /// The note of a statement; nil if it has none.
  mutating func note(of statement: BulkLoad.Statement) throws -> String? {
    var remarks: [String] = []
    while let next, next.statement == statement {
      // Alike ones follow each other, and say no more than one does.
      let text = records.key.dropFirst(next.text)
      if !(remarks.last?.utf8.elementsEqual(text) ?? false) {
        remarks.append(String(decoding: text, as: UTF8.self))
      }
      try advance()
    }
    let note = KnowledgeGraph.StatementTable.joined(remarks)
    return note.isEmpty ? nil : note
  }
}

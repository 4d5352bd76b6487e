import Dispatch
import Documents
import Glibc
import GraphFormats
import GraphModel
import GraphStore
import Synchronization

/// Makes a graph file of plain statements without having them all in memory.
///
/// The file is what the usual way would have made. What there is in memory does not grow with the input, but for documents, the names of
/// what is cited, and ends that may mean what others of different names do: see `KnownEnds`. Two read, each its half of every file.
struct StatementImport {
  /// What came of it.
  struct Summary {
    var entityCount: Int
    var statementCount: Int
    var documentCount: Int
    var warnings: [Diagnostic]
  }

  /// Some evidence does not hold; what is wrong with it is said by those who read it the usual way.
  struct Unsound: Error {}

  /// A statement by the numbers that the file will have, as two numbers in whose order statements are.
  private struct Packed: BitwiseCopyable, Comparable {
    private var ends: UInt64
    private var rest: UInt64

    init(_ statement: BulkLoad.Statement) {
      ends = pair(statement.subject, statement.relation)
      rest = pair(statement.object, statement.qualifiers)
    }

    var subject: Int32 { first(ends) }
    var statement: BulkLoad.Statement {
      BulkLoad.Statement(
        subject: subject, relation: second(ends), object: first(rest), qualifiers: second(rest))
    }

    static func < (left: Packed, right: Packed) -> Bool {
      left.ends != right.ends ? left.ends < right.ends : left.rest < right.rest
    }
  }

  /// A statement as a row says it, in the order of statements.
  private struct Key: BucketedRow {
    var packed: Packed
    var confidence: Float

    init(_ statement: BulkLoad.Statement, confidence: Float) {
      (packed, self.confidence) = (Packed(statement), confidence)
    }

    var bucket: Int { Int(packed.subject) }

    static func < (left: Key, right: Key) -> Bool { left.packed < right.packed }
  }

  /// A statement in the order of objects.
  private struct WayBack: BucketedRow {
    var ends: UInt64
    var rest: UInt64

    init(_ statement: BulkLoad.Statement) {
      ends = pair(statement.object, statement.subject)
      rest = pair(statement.relation, statement.qualifiers)
    }

    var statement: BulkLoad.Statement {
      BulkLoad.Statement(
        subject: second(ends), relation: first(rest), object: first(ends), qualifiers: second(rest))
    }
    var bucket: Int { Int(first(ends)) }

    static func < (left: WayBack, right: WayBack) -> Bool {
      left.ends != right.ends ? left.ends < right.ends : left.rest < right.rest
    }
  }

  /// A piece of evidence in the order of sources.
  private struct Citation: BucketedRow {
    var source: Int32
    var ordinal: Int32
    var packed: Packed

    init(_ source: Int, _ statement: BulkLoad.Statement, _ ordinal: Int32) {
      (self.source, self.ordinal, packed) = (Int32(source), ordinal, Packed(statement))
    }

    var bucket: Int { Int(source) }

    static func < (left: Citation, right: Citation) -> Bool {
      if left.source != right.source { return left.source < right.source }
      return left.packed != right.packed
        ? left.packed < right.packed : left.ordinal < right.ordinal
    }
  }

  /// What a reader has read of a file.
  fileprivate struct Piece: Sendable {
    var rows: Range<Int>
    var lineCount: Int
    var evidence: ImportedEvidence.Share
  }

  /// What one of the two has read.
  fileprivate struct Share: Sendable {
    var parts: PlainParts
    var ends: KnownEnds
    var rows: RowSpill<PlainParts.Row>
    /// The details of rows, in their order.
    var details: ByteSpill
    /// What was read of every file, in order.
    var pieces: [Piece] = []
    /// How many rows and ends there were each time when the texts of ends were forgotten, and at the end: rows know of no ends
    /// but those of their own chapter.
    var chapters: [(rows: Int, ends: Int)] = []
    /// Its place among the shares.
    let index: Int
    fileprivate let memory: ImportMemory

    init(_ parts: PlainParts, index: Int, _ memory: ImportMemory) {
      (self.parts, self.index, self.memory) = (parts, index, memory)
      (ends, rows, details) = (KnownEnds(memory), RowSpill(memory), ByteSpill(memory))
    }

    /// The number of an end among those of all shares.
    func number(of end: Int32) -> Int { StatementImport.number(of: end, ofShare: index) }
  }

  fileprivate static let shareCount = 2

  /// The number of a share's end among those of all shares.
  static func number(of end: Int32, ofShare share: Int) -> Int { Int(end) * shareCount + share }

  private let vocabulary: Vocabulary
  private var files: [(name: String, isTable: Bool)] = []
  private var shares: [Share]
  /// The ends of both, by numbers of all shares.
  private var ends: KnownEnds
  /// What they mean.
  private var entities: EndResolution
  /// The different qualifiers in order, and for each share the place there of each that its lines give.
  private var qualifiers: (pool: [Qualifiers], ranks: [[Int32]]) = ([], [])
  private var evidence: ImportedEvidence
  private let memory: ImportMemory

  /// Reads inputs, if all that they hold are plain statements, entities and documents; nil if they hold anything else, or something
  /// wrong.
  init?(of inputs: [InputFile], _ vocabulary: Vocabulary, _ memory: ImportMemory) throws {
    (self.vocabulary, self.memory) = (vocabulary, memory)
    ends = KnownEnds(memory)
    entities = EndResolution(vocabulary, memory)
    let parts = PlainParts(vocabulary: vocabulary)
    shares = (0..<Self.shareCount).map { Share(parts, index: $0, memory) }
    evidence = ImportedEvidence(memory)
    // Tables are what findings are said of first.
    let isTable = { (input: InputFile) in if case .table = input.kind { true } else { false } }
    for input in inputs.filter(isTable) + inputs.filter({ !isTable($0) }) {
      guard try read(input) else { return nil }
    }
    guard shares.contains(where: { $0.rows.count > 0 }), let qualifiers = qualifierRanks(),
      let evidence = ImportedEvidence(
        files.map(\.name), shares.map { .init(sources: $0.parts.sources, labels: $0.parts.labels) },
        files.indices.map { file in shares.map { $0.pieces[file].evidence } }, memory)
    else { return nil }
    self.qualifiers = qualifiers
    self.evidence = evidence
    for closed in withEachShare({ share throws(Diagnostic) in try share.close() }) {
      try ends.add(try closed.get())
    }
    try ends.finish()
    let counts = shares.map { $0.chapters.last?.ends ?? 0 }
    guard try entities.resolve(ends, counts: counts) else { return nil }
  }

  // MARK: - Reading

  /// Reads a file, both its halves at once.
  private mutating func read(_ input: InputFile) throws -> Bool {
    let descriptor = open(input.path, O_RDONLY | O_CLOEXEC)
    // What can't be read is said by those who read it the usual way.
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let name = InputBytes.name(of: input.path)
    guard let form = Form(of: input, descriptor, name),
      let halves = Self.halves(of: descriptor, form)
    else { return false }
    files.append((name, form.isTable))
    let outcomes = withEachShare { share throws(Diagnostic) in
      try share.read(descriptor, halves[share.index], form, isFirst: share.index == 0)
    }
    // An error is one whether or not the other half is plain.
    guard try outcomes.map({ try $0.get() }).allSatisfy({ $0 }) else { return false }
    // The lines of rows are kept in 32 bits.
    return !form.isTable
      || self.shares.reduce(0) { $0 + ($1.pieces.last?.lineCount ?? 0) } <= Int(Int32.max)
  }

  /// Has each share do something, all at once, and returns what came of it in their order.
  private mutating func withEachShare<Value: Sendable>(
    _ body: @Sendable (inout Share) throws(Diagnostic) -> Value
  ) -> [Result<Value, Diagnostic>] {
    let shares = Mutex<[Share]>(self.shares)
    let outcomes = Mutex<[Int: Result<Value, Diagnostic>]>([:])
    self.shares = []
    let memory = self.memory
    DispatchQueue.concurrentPerform(iterations: Self.shareCount) { index in
      // Taken out, as a share that two know of would be copied.
      var share = shares.withLock { shares in
        let share = shares[index]
        shares[index] = Share(PlainParts(vocabulary: Vocabulary()), index: index, memory)
        return share
      }
      let outcome = Result { () throws(Diagnostic) in try body(&share) }
      shares.withLock { $0[index] = share }
      outcomes.withLock { $0[index] = outcome }
    }
    self.shares = shares.withLock { $0 }
    return outcomes.withLock { outcomes in (0..<Self.shareCount).compactMap { outcomes[$0] } }
  }

  /// The two halves of a file from a byte on, of which the first ends with a line's end; nil if it can't be
  /// read.
  private static func halves(of descriptor: Int32, _ form: Form) -> [Range<Int>]? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    let (start, count) = (form.start, Int(status.st_size))
    // What is short is read before a second thread has begun.
    var middle = count < 1 << 20 ? count : max(start, count / 2)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    // In a table a line may end inside a cell: between an odd mark of quotation and an even one.
    var isInCell = false
    if form.isTable, middle < count {
      var next = start
      while next < middle {
        let length = pread(descriptor, &bytes, min(bytes.count, middle - next), off_t(next))
        guard length > 0 else { return nil }
        var marks = 0
        for byte in bytes[..<length] where byte == 0x22 { marks &+= 1 }
        if !marks.isMultiple(of: 2) { isInCell.toggle() }
        next += length
      }
    }
    search: while middle < count {
      let length = pread(descriptor, &bytes, bytes.count, off_t(middle))
      guard length > 0 else { return nil }
      for (place, byte) in bytes[..<length].enumerated() {
        if byte == 0x22, form.isTable { isInCell.toggle() }
        if byte == 0x0A, !isInCell {
          middle += place + 1
          break search
        }
      }
      middle += length
    }
    return [min(start, middle)..<middle, middle..<count]
  }

  // MARK: - Writing

  /// Writes the graph to a new file.
  ///
  /// - Throws: `Unsound` if some evidence does not hold.
  mutating func write(to path: String) throws -> Summary {
    let parts = BulkLoad.Parts(
      vocabulary: vocabulary, qualifiers: qualifiers.pool, documents: evidence.documents,
      sources: evidence.sources, labels: evidence.labels)
    // What statements refer to is written while they are sorted.
    let begun = Mutex<Result<Void, any Error>?>(nil)
    let sorted = Mutex<[Int: Result<SortedShare, any Error>]>([:])
    let (entities, this) = (self.entities, self)
    DispatchQueue.concurrentPerform(iterations: 1 + Self.shareCount) { index in
      if index == 0 {
        let result = Result { try BulkLoad.begin(path, with: parts, entities.forEachEntity) }
        begun.withLock { $0 = result }
      } else {
        let result = Result { try this.sorted(this.shares[index - 1]) }
        sorted.withLock { $0[index - 1] = result }
      }
    }
    try begun.withLock { $0 }?.get()
    let results = sorted.withLock { sorted in
      defer { sorted = [:] }
      return sorted
    }
    var outcome = try joined(shares.indices.map { try results[$0]?.get() })
    let load = try BulkLoad(path)
    let count = try write(&outcome, to: load)
    try load.finish()
    return Summary(
      entityCount: entities.entityCount, statementCount: count,
      documentCount: parts.documents.count, warnings: outcome.warnings)
  }

  /// Writes the statements and what is about them, and returns how many they are.
  private func write(_ sorted: inout Sorted, to load: BulkLoad) throws -> Int {
    var notes = try sorted.evidence.notes()
    var waiting: Key?
    var count = 0
    func add(_ key: Key) throws {
      count += 1
      let statement = key.packed.statement
      try load.add(
        statement, confidence: key.confidence, note: try notes.note(of: statement))
    }
    try sorted.runs.forEach { key in
      if let last = waiting, last.packed == key.packed {
        // A curator's word, which has no figure, outranks every extractor's.
        waiting?.confidence =
          last.confidence.isNaN || key.confidence.isNaN
          ? .nan : max(last.confidence, key.confidence)
      } else {
        if let waiting { try add(waiting) }
        waiting = key
      }
    }
    if let last = waiting { try add(last) }
    var citations = SortedRuns<Citation>(bucketCount: sorted.evidence.sources.count, memory)
    try sorted.evidence.forEach { statement, ordinal, evidence in
      try load.add(evidence, of: statement, as: Int(ordinal))
      try citations.add(Citation(evidence.source, statement, ordinal))
    }
    try citations.forEach {
      try load.addCitation(of: Int($0.source), $0.packed.statement, as: Int($0.ordinal))
    }
    var last: WayBack?
    try sorted.wayBack.forEach { row in
      if row != last { try load.addWayBack(row.statement) }
      last = row
    }
    return count
  }

  /// Statements and their evidence in order, and warnings about them in the order of the inputs.
  private struct Sorted {
    var runs: SortedRuns<Key>
    var wayBack: SortedRuns<WayBack>
    var evidence: ImportedEvidence
    var warnings: [Diagnostic]
  }

  /// What a reader has read, in order, and for every file what is to be said of evidence and statements.
  private struct SortedShare: Sendable {
    var runs: SortedRuns<Key>
    /// What the rows are on the way back from objects, repeated where statements are.
    var wayBack: SortedRuns<WayBack>
    var evidence: ImportedEvidence
    var findings: [(evidence: [Diagnostic], statements: StatementWarnings)] = []
  }

  private func joined(_ shares: [SortedShare?]) throws -> Sorted {
    var sorted = Sorted(
      runs: SortedRuns(bucketCount: entities.entityCount, memory),
      wayBack: SortedRuns(bucketCount: entities.entityCount, memory), evidence: evidence,
      warnings: [])
    var warnings = StatementWarnings(vocabulary, entities.types)
    // Each has told no more than the first of its own.
    var limit = WarningLimit()
    for case let share? in shares {
      try sorted.runs.add(share.runs)
      try sorted.wayBack.add(share.wayBack)
      try sorted.evidence.add(share.evidence)
    }
    for file in files.indices {
      for case let share? in shares {
        sorted.warnings += share.findings[file].evidence.compactMap { limit.told($0) }
        warnings.add(share.findings[file].statements)
      }
    }
    try sorted.evidence.finish()
    sorted.warnings += warnings.diagnostics(try ends.names(of: warnings.ends))
    return sorted
  }

  private func sorted(_ share: Share) throws -> SortedShare {
    let memory = memory.shared(by: Self.shareCount)
    var sorted = SortedShare(
      runs: SortedRuns(bucketCount: entities.entityCount, memory),
      wayBack: SortedRuns(bucketCount: entities.entityCount, memory), evidence: evidence)
    let noWarnings = StatementWarnings(vocabulary, entities.types)
    let isSymmetric = vocabulary.relations.map(\.isSymmetric)
    var details = share.details.reader()
    for (file, (name, isTable)) in files.enumerated() {
      var warnings = noWarnings
      let linesBefore = shares[..<share.index].reduce(0) { $0 + $1.pieces[file].lineCount }
      let piece = share.pieces[file]
      let ranks = qualifiers.ranks[share.index]
      var chapter = OpenChapter()
      var next = piece.rows.lowerBound
      while next < piece.rows.upperBound {
        try chapter.open(share, row: next, entities)
        let end = min(piece.rows.upperBound, chapter.rows.upperBound)
        try share.rows.forEachPiece(of: next..<end) { rows in
          for row in rows {
            let line = linesBefore + Int(row.line)
            let (from, to) = (chapter.meaning(row.subject), chapter.meaning(row.object))
            if !warnings.accept(row.relation, from.type, to.type) {
              warnings.warn(
                row.relation, (share.number(of: row.subject), from.type),
                (share.number(of: row.object), to.type),
                SourceLocation(file: name, line: line, column: 1))
            }
            let isTurned = to.entity < from.entity && isSymmetric[Int(row.relation)]
            let statement = BulkLoad.Statement(
              subject: isTurned ? to.entity : from.entity, relation: row.relation,
              object: isTurned ? from.entity : to.entity,
              qualifiers: ranks[Int(row.qualifiers)])
            try sorted.runs.add(Key(statement, confidence: row.confidence))
            try sorted.wayBack.add(WayBack(statement))
            if row.detailCount == 0 { continue }
            let isSound = try sorted.evidence.add(
              try details.next(Int(row.detailCount)), of: statement, isTurned: isTurned,
              at: .init(
                file: file, share: share.index, line: line, linesBefore: isTable ? linesBefore : 0))
            if !isSound { throw Unsound() }
          }
        }
        next = end
      }
      sorted.findings.append((sorted.evidence.takeWarnings(), warnings))
    }
    return sorted
  }

  /// What the ends of a chapter mean.
  private struct OpenChapter {
    private(set) var rows = 0..<0
    private var firstEnd: Int32 = 0
    private var meanings: [EndResolution.Meaning] = []

    /// Goes to the chapter of a share with that row.
    mutating func open(_ share: Share, row: Int, _ entities: EndResolution) throws {
      if rows.contains(row) { return }
      guard let place = share.chapters.firstIndex(where: { $0.rows > row }) else { return }
      let before = place == 0 ? (rows: 0, ends: 0) : share.chapters[place - 1]
      rows = before.rows..<share.chapters[place].rows
      firstEnd = Int32(before.ends)
      meanings = try entities.meanings(
        ofShare: share.index, before.ends..<share.chapters[place].ends)
    }

    func meaning(_ end: Int32) -> EndResolution.Meaning { meanings[Int(end - firstEnd)] }
  }

  /// The different qualifiers in order, and for each share the place there of each that its lines give; nil if
  /// one is wrong.
  private func qualifierRanks() -> (pool: [Qualifiers], ranks: [[Int32]])? {
    var numbers: [Qualifiers: Int] = [:]
    var pool: [Qualifiers] = []
    var places: [[Int]] = []
    for share in shares {
      var own: [Int] = []
      for given in share.parts.qualifiers {
        let qualifiers = given.canonical
        if qualifiers.time != nil, qualifiers.parsedTime == nil { return nil }
        let number = numbers[qualifiers] ?? pool.count
        if number == pool.count {
          numbers[qualifiers] = number
          pool.append(qualifiers)
        }
        own.append(number)
      }
      places.append(own)
    }
    let order = pool.indices.sorted { pool[$0] < pool[$1] }
    var ranks = [Int32](repeating: 0, count: pool.count)
    for (rank, number) in order.enumerated() { ranks[number] = Int32(rank) }
    return (order.map { pool[$0] }, places.map { $0.map { ranks[$0] } })
  }
}

/// How a file gives statements.
private enum Form: Sendable {
  case jsonLines
  /// A table, what its header names, and the line and byte after that.
  case table(TableSeparator, TableHeader, name: String, line: Int, start: Int)

  /// Nil where it gives none, or a header is wrong.
  init?(of input: InputFile, _ descriptor: Int32, _ name: String) {
    switch input.kind {
    case .jsonLines: self = .jsonLines
    case .table(let separator):
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      let count = pread(descriptor, &bytes, bytes.count, 0)
      guard count > 0,
        let (header, line, start) = PlainTable.header(
          of: Array(bytes[..<count]), separatedBy: separator, file: name)
      else { return nil }
      self = .table(separator, header, name: name, line: line, start: start)
    default: return nil
    }
  }

  var isTable: Bool { if case .table = self { true } else { false } }

  /// Where the statements begin.
  var start: Int { if case .table(_, _, _, _, let start) = self { start } else { 0 } }
}

extension StatementImport.Share {
  /// Reads a piece of a file; false if something there is not a plain statement.
  fileprivate mutating func read(
    _ descriptor: Int32, _ range: Range<Int>, _ form: Form, isFirst: Bool
  ) throws(Diagnostic) -> Bool {
    let firstRow = rows.count
    // Taken out, so that they are not copied when they change.
    let parts = self.parts
    self.parts = PlainParts(vocabulary: Vocabulary())
    let lineCount: Int
    var documents: [Document] = []
    switch form {
    case .jsonLines:
      var statements = PlainStatements(parts)
      guard
        try read(descriptor, range, &statements, \.parts, { $0.read($1, $2) }, { $0.finish($1) })
      else { return false }
      (self.parts, lineCount) = (statements.parts, statements.lineCount)
      documents = statements.documents
    case .table(let separator, let header, let name, let line, _):
      var table = PlainTable(parts, header, separator, file: name, linesBefore: isFirst ? line : 0)
      guard try read(descriptor, range, &table, \.parts, { $0.read($1, $2) }, { $0.finish($1) })
      else { return false }
      (self.parts, lineCount) = (table.parts, table.lineCount)
    }
    pieces.append(
      StatementImport.Piece(
        rows: firstRow..<rows.count, lineCount: lineCount,
        evidence: .init(documents: documents, uses: self.parts.takeUses())))
    return true
  }

  private mutating func read<Reader>(
    _ descriptor: Int32, _ range: Range<Int>, _ reader: inout Reader,
    _ parts: WritableKeyPath<Reader, PlainParts>,
    _ take: (inout Reader, UnsafeRawBufferPointer, PlainStatements.Body) -> Bool,
    _ finish: (inout Reader, PlainStatements.Body) -> Bool
  ) throws(Diagnostic) -> Bool {
    var problem: Diagnostic?
    func keep(_ row: PlainParts.Row, _ details: UnsafeRawBufferPointer) {
      do throws(Diagnostic) {
        try rows.append(row)
        if !details.isEmpty { try self.details.append(details) }
      } catch {
        problem = error
      }
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: memory.piece, alignment: 4096)
    defer { buffer.deallocate() }
    var next = range.lowerBound
    while next < range.upperBound {
      let count = pread(
        descriptor, buffer.baseAddress, min(buffer.count, range.upperBound - next), off_t(next))
      guard count > 0 else { return false }
      let isPlain = take(&reader, UnsafeRawBufferPointer(rebasing: buffer[..<count]), keep)
      // What stands half in a piece is not asked whether it is plain when no more is read.
      if let problem { throw problem }
      guard isPlain, try keepEnds(of: &reader[keyPath: parts]) else { return false }
      next += count
    }
    let isPlain = finish(&reader, keep)
    if let problem { throw problem }
    guard isPlain else { return false }
    return try keepEnds(of: &reader[keyPath: parts])
  }

  /// Takes new ends away, and has their texts forgotten when they are many; false if there may be too many to be numbered.
  private mutating func keepEnds(of parts: inout PlainParts) throws(Diagnostic) -> Bool {
    for end in parts.takeEnds() { try ends.add(end, ofShare: index) }
    // Where nearly all is taken by what is never forgotten, ends would be forgotten all the time.
    if parts.endBytes > max(memory.texts - parts.lastingBytes, memory.texts / 4) {
      try closeChapter(&parts)
    }
    return !parts.isNearlyFull
  }

  private mutating func closeChapter(_ parts: inout PlainParts) throws(Diagnostic) {
    let index = self.index
    try parts.forgetEnds { end throws(Diagnostic) in try ends.add(end, ofShare: index) }
    chapters.append((rows.count, Int(parts.endCount)))
  }

  /// Hands over its ends, and keeps nothing but rows and where they belong.
  fileprivate mutating func close() throws(Diagnostic) -> KnownEnds {
    try details.finish()
    var parts = PlainParts(vocabulary: self.parts.vocabulary)
    swap(&parts, &self.parts)
    try closeChapter(&parts)
    defer { ends = KnownEnds(memory) }
    return ends
  }
}

/// Two numbers from 0 as one in whose order they are.
private func pair(_ first: Int32, _ second: Int32) -> UInt64 {
  UInt64(UInt32(first)) << 32 | UInt64(UInt32(second))
}

private func first(_ pair: UInt64) -> Int32 { Int32(truncatingIfNeeded: pair >> 32) }

private func second(_ pair: UInt64) -> Int32 { Int32(truncatingIfNeeded: pair) }

import Dispatch
import Documents
import Glibc
import GraphFormats
import GraphModel
import GraphStore
import Synchronization

/// Makes a graph file of plain statements without having them all in memory.
///
/// The file is what the usual way would have made. What there is in memory does not grow with the input, but for ends that may mean what
/// others of different names do: see `KnownEnds`. Two read, each its half of every file.
struct StatementImport {
  /// What came of it.
  struct Summary {
    var entityCount: Int
    var statementCount: Int
    var warnings: [Diagnostic]
  }

  /// A statement by the numbers that the file will have, in the order of statements.
  private struct Key: BucketedRow {
    var ends: UInt64
    var rest: UInt64
    /// The table's number and the line in it that are its evidence; a number of -1 where there is none.
    var table: Int32
    var line: Int32
    var confidence: Float

    init(
      subject: Int32, object: Int32, qualifiers: Int32, table: Int32, line: Int32,
      of row: PlainParts.Row
    ) {
      ends = UInt64(UInt32(subject)) << 32 | UInt64(UInt32(row.relation))
      rest = UInt64(UInt32(object)) << 32 | UInt64(UInt32(qualifiers))
      confidence = row.confidence
      (self.table, self.line) = (table, line)
    }

    var subject: Int { Int(ends >> 32) }
    var relation: Int { Int(ends & 0xFFFF_FFFF) }
    var object: Int { Int(rest >> 32) }
    var qualifiers: Int { Int(rest & 0xFFFF_FFFF) }
    var bucket: Int { subject }

    static func < (left: Key, right: Key) -> Bool {
      if left.ends != right.ends { return left.ends < right.ends }
      if left.rest != right.rest { return left.rest < right.rest }
      return left.table != right.table ? left.table < right.table : left.line < right.line
    }

    func isSameStatement(as other: Key) -> Bool { ends == other.ends && rest == other.rest }
  }

  /// A statement in the order of objects.
  private struct WayBack: BucketedRow {
    var ends: UInt64
    var rest: UInt64

    init(_ key: Key) {
      ends = UInt64(key.object) << 32 | UInt64(key.subject)
      rest = UInt64(key.relation) << 32 | UInt64(key.qualifiers)
    }

    var bucket: Int { Int(ends >> 32) }

    static func < (left: WayBack, right: WayBack) -> Bool {
      left.ends != right.ends ? left.ends < right.ends : left.rest < right.rest
    }
  }

  /// A piece of evidence in the order of tables.
  private struct Citation: BucketedRow {
    var evidence: BulkLoad.Evidence

    var bucket: Int { Int(evidence.source) }

    static func < (left: Citation, right: Citation) -> Bool {
      func key(_ row: BulkLoad.Evidence) -> (Int32, Int32, Int32, Int32, Int32, Int32) {
        (row.source, row.subject, row.relation, row.object, row.qualifiers, row.ordinal)
      }
      return key(left.evidence) < key(right.evidence)
    }
  }

  /// What one of the two has read.
  fileprivate struct Share: Sendable {
    var parts: PlainParts
    var ends: KnownEnds
    var rows: RowSpill<PlainParts.Row>
    /// Of every piece of a file that was read, in order: its rows and how many lines it has.
    var pieces: [(rows: Range<Int>, lineCount: Int)] = []
    /// How many rows and ends there were each time when the texts of ends were forgotten, and at the end: rows know of no ends
    /// but those of their own chapter.
    var chapters: [(rows: Int, ends: Int)] = []
    /// Its place among the shares.
    let index: Int
    fileprivate let memory: ImportMemory

    init(_ parts: PlainParts, index: Int, _ memory: ImportMemory) {
      (self.parts, self.index, self.memory) = (parts, index, memory)
      (ends, rows) = (KnownEnds(memory), RowSpill(memory))
    }

    /// The number of an end among those of all shares.
    func number(of end: Int32) -> Int { Int(end) * StatementImport.shareCount + index }
  }

  fileprivate static let shareCount = 2

  private let vocabulary: Vocabulary
  private var files: [(name: String, isTable: Bool)] = []
  private var shares: [Share]
  /// The ends of both, by numbers of all shares.
  private var ends: KnownEnds
  /// What they mean.
  private var entities: EndResolution
  /// The different qualifiers in order, and for each share the place there of each that its lines give.
  private var qualifiers: (pool: [Qualifiers], ranks: [[Int32]]) = ([], [])
  private let memory: ImportMemory

  /// Reads inputs, if all that they hold are plain statements; nil if they hold anything else, or something
  /// wrong.
  init?(of inputs: [InputFile], _ vocabulary: Vocabulary, _ memory: ImportMemory) throws {
    (self.vocabulary, self.memory) = (vocabulary, memory)
    ends = KnownEnds(memory)
    entities = EndResolution(vocabulary, memory)
    let parts = PlainParts(vocabulary: vocabulary)
    shares = (0..<Self.shareCount).map { Share(parts, index: $0, memory) }
    for input in inputs {
      guard try read(input) else { return nil }
    }
    guard shares.contains(where: { $0.rows.count > 0 }), let qualifiers = qualifierRanks() else {
      return nil
    }
    self.qualifiers = qualifiers
    for index in shares.indices { try ends.add(shares[index].close()) }
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
      let halves = Self.halves(of: descriptor, from: form.start)
    else { return false }
    files.append((name, form.isTable))
    let shares = Mutex<[Share]>(self.shares)
    let outcomes = Mutex<[Result<Bool, Diagnostic>]>([])
    self.shares = []
    let memory = self.memory
    DispatchQueue.concurrentPerform(iterations: Self.shareCount) { index in
      // Taken out, as a share that two know of would be copied.
      var share = shares.withLock { shares in
        let share = shares[index]
        shares[index] = Share(PlainParts(vocabulary: Vocabulary()), index: index, memory)
        return share
      }
      let outcome = Result { () throws(Diagnostic) in
        try share.read(descriptor, halves[index], form, isFirst: index == 0)
      }
      shares.withLock { $0[index] = share }
      outcomes.withLock { $0.append(outcome) }
    }
    self.shares = shares.withLock { $0 }
    // An error is one whether or not the other half is plain.
    return try outcomes.withLock { $0 }.map { try $0.get() }.allSatisfy { $0 }
  }

  /// The two halves of a file from a byte on, of which the first ends with a line's end; nil if it can't be
  /// read.
  private static func halves(of descriptor: Int32, from start: Int) -> [Range<Int>]? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    let count = Int(status.st_size)
    // What is short is read before a second thread has begun.
    var middle = count < 1 << 20 ? count : max(start, count / 2)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while middle < count {
      let length = pread(descriptor, &bytes, bytes.count, off_t(middle))
      guard length > 0 else { return nil }
      if let end = bytes[..<length].firstIndex(of: 0x0A) {
        middle += end + 1
        break
      }
      middle += length
    }
    return [min(start, middle)..<middle, middle..<count]
  }

  // MARK: - Writing

  /// Writes the graph to a new file.
  func write(to path: String) throws -> Summary {
    let tables = tableRanks()
    let parts = BulkLoad.Parts(
      vocabulary: vocabulary, qualifiers: qualifiers.pool, sources: tables.names)
    // What statements refer to is written while they are sorted.
    let begun = Mutex<Result<Void, any Error>?>(nil)
    let sorted = Mutex<Result<Sorted, any Error>?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      if index == 0 {
        let result = Result { try BulkLoad.begin(path, with: parts, entities.forEachEntity) }
        begun.withLock { $0 = result }
      } else {
        let result = Result { try self.sorted(tables.ranks) }
        sorted.withLock { $0 = result }
      }
    }
    try begun.withLock { $0 }?.get()
    guard let outcome = try sorted.withLock({ $0 })?.get() else {
      preconditionFailure("both tasks have ended")
    }
    var runs = outcome.runs
    let load = try BulkLoad(path)
    var wayBack = SortedRuns<WayBack>(bucketCount: entities.entityCount, memory)
    var citations = SortedRuns<Citation>(bucketCount: tables.names.count, memory)
    var waiting: Key?
    var ordinal: Int32 = 0
    var count = 0
    func add(_ key: Key) throws {
      count += 1
      try load.add(
        subject: key.subject, relation: key.relation, object: key.object,
        qualifiers: key.qualifiers, confidence: key.confidence)
      try wayBack.add(WayBack(key))
    }
    try runs.forEach { key in
      if let last = waiting, last.isSameStatement(as: key) {
        // A curator's word, which has no figure, outranks every extractor's.
        waiting?.confidence =
          last.confidence.isNaN || key.confidence.isNaN
          ? .nan : max(last.confidence, key.confidence)
      } else {
        if let waiting { try add(waiting) }
        waiting = key
        ordinal = 0
      }
      if key.table < 0 { return }
      let evidence = BulkLoad.Evidence(
        subject: Int32(key.subject), relation: Int32(key.relation), object: Int32(key.object),
        qualifiers: Int32(key.qualifiers), ordinal: ordinal, source: key.table, line: key.line)
      ordinal += 1
      try load.add(evidence)
      try citations.add(Citation(evidence: evidence))
    }
    if let last = waiting { try add(last) }
    try citations.forEach { try load.addCitation($0.evidence) }
    try wayBack.forEach { row in
      try load.addWayBack(
        object: Int(row.ends >> 32), subject: Int(row.ends & 0xFFFF_FFFF),
        relation: Int(row.rest >> 32), qualifiers: Int(row.rest & 0xFFFF_FFFF))
    }
    try load.finish()
    return Summary(
      entityCount: entities.entityCount, statementCount: count, warnings: outcome.warnings)
  }

  /// The tables that are cited, in the order in which evidence is, and for every file its place there or -1.
  private func tableRanks() -> (names: [String], ranks: [Int32]) {
    let cited = files.indices.filter { file in
      files[file].isTable && shares.contains { !$0.pieces[file].rows.isEmpty }
    }
    func evidence(_ file: Int) -> Evidence { Evidence(document: files[file].name, quote: "") }
    let order = cited.sorted { evidence($0) < evidence($1) }
    var ranks = [Int32](repeating: -1, count: files.count)
    for (rank, file) in order.enumerated() { ranks[file] = Int32(rank) }
    return (order.map { files[$0].name }, ranks)
  }

  private typealias Sorted = (runs: SortedRuns<Key>, warnings: [Diagnostic])

  /// The statements in order, and warnings about them in the order of the inputs.
  private func sorted(_ tables: [Int32]) throws -> Sorted {
    var warnings = StatementWarnings(vocabulary, entities.types)
    var runs = SortedRuns<Key>(bucketCount: entities.entityCount, memory)
    let isSymmetric = vocabulary.relations.map(\.isSymmetric)
    var chapters = shares.map { _ in OpenChapter() }
    for (file, (name, _)) in files.enumerated() {
      var linesBefore = 0
      for share in shares {
        let piece = share.pieces[file]
        let ranks = qualifiers.ranks[share.index]
        var next = piece.rows.lowerBound
        while next < piece.rows.upperBound {
          try chapters[share.index].open(share, row: next, entities)
          let chapter = chapters[share.index]
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
              var (subject, object) = (from.entity, to.entity)
              if object < subject, isSymmetric[Int(row.relation)] { swap(&subject, &object) }
              try runs.add(
                Key(
                  subject: subject, object: object, qualifiers: ranks[Int(row.qualifiers)],
                  table: tables[file], line: Int32(line), of: row))
            }
          }
          next = end
        }
        linesBefore += piece.lineCount
      }
    }
    return (runs, warnings.diagnostics(try ends.names(of: warnings.ends)))
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
    let start = rows.count
    // Taken out, so that they are not copied when they change.
    let parts = self.parts
    self.parts = PlainParts(vocabulary: Vocabulary())
    let lineCount: Int
    switch form {
    case .jsonLines:
      var statements = PlainStatements(parts)
      guard
        try read(descriptor, range, &statements, \.parts, { $0.read($1, $2) }, { $0.finish($1) })
      else { return false }
      (self.parts, lineCount) = (statements.parts, statements.lineCount)
    case .table(let separator, let header, let name, let line, _):
      var table = PlainTable(parts, header, separator, file: name, linesBefore: isFirst ? line : 0)
      guard try read(descriptor, range, &table, \.parts, { $0.read($1, $2) }, { $0.finish($1) })
      else { return false }
      (self.parts, lineCount) = (table.parts, table.lineCount)
    }
    pieces.append((start..<rows.count, lineCount))
    return true
  }

  private mutating func read<Reader>(
    _ descriptor: Int32, _ range: Range<Int>, _ reader: inout Reader,
    _ parts: WritableKeyPath<Reader, PlainParts>,
    _ take: (inout Reader, UnsafeRawBufferPointer, (PlainParts.Row) -> Void) -> Bool,
    _ finish: (inout Reader, (PlainParts.Row) -> Void) -> Bool
  ) throws(Diagnostic) -> Bool {
    var problem: Diagnostic?
    func keep(_ row: PlainParts.Row) {
      do throws(Diagnostic) { try rows.append(row) } catch { problem = error }
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
    let new = parts.takeEnds()
    var number = parts.endCount - Int32(new.count)
    for end in new {
      try ends.add(end, self.number(of: number))
      number += 1
    }
    // Where nearly all is taken by what is never forgotten, ends would be forgotten all the time.
    if parts.endBytes > max(memory.texts - parts.lastingBytes, memory.texts / 4) {
      parts.forgetEnds()
      chapters.append((rows.count, Int(parts.endCount)))
    }
    return !parts.isNearlyFull
  }

  /// Hands over its ends, and keeps nothing but rows and where they belong.
  fileprivate mutating func close() -> KnownEnds {
    chapters.append((rows.count, Int(parts.endCount)))
    defer {
      parts = PlainParts(vocabulary: parts.vocabulary)
      ends = KnownEnds(memory)
    }
    return ends
  }
}

import Dispatch
import Documents
import Glibc
import GraphFormats
import GraphModel
import GraphStore
import Synchronization

/// Makes a graph file of plain statements without having them all in memory.
///
/// The file is what the usual way would have made. What there is in memory grows with the different
/// entities, not with the statements. Two read, each its half of every file.
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
    var confidence: Float

    init(subject: Int32, relation: Int32, object: Int32, qualifiers: Int32, confidence: Float) {
      ends = UInt64(UInt32(subject)) << 32 | UInt64(UInt32(relation))
      rest = UInt64(UInt32(object)) << 32 | UInt64(UInt32(qualifiers))
      self.confidence = confidence
    }

    var subject: Int { Int(ends >> 32) }
    var relation: Int { Int(ends & 0xFFFF_FFFF) }
    var object: Int { Int(rest >> 32) }
    var qualifiers: Int { Int(rest & 0xFFFF_FFFF) }
    var bucket: Int { subject }

    static func < (left: Key, right: Key) -> Bool {
      left.ends != right.ends ? left.ends < right.ends : left.rest < right.rest
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

  /// What one of the two has read.
  fileprivate struct Share: Sendable {
    var parts: PlainParts
    var rows = RowSpill<PlainParts.Row>()
    /// Of every piece of a file that was read, in order: its rows and how many lines it has.
    var pieces: [(rows: Range<Int>, lineCount: Int32)] = []
    /// What the numbers of its ends and qualifiers are among those of both.
    var places: (ends: [Int32], qualifiers: [Int32]) = ([], [])
  }

  private let vocabulary: Vocabulary
  private var files: [String] = []
  private var shares: [Share]
  private var parts: PlainParts
  /// The different qualifiers in order, and the place there of each that lines give.
  private var qualifiers: (pool: [Qualifiers], ranks: [Int32]) = ([], [])

  /// Reads inputs, if all that they hold are plain statements; nil if they hold anything else, or something
  /// wrong.
  init?(of inputs: [InputFile], _ vocabulary: Vocabulary) throws {
    guard inputs.allSatisfy({ $0.kind == .jsonLines && $0.path != "-" }) else { return nil }
    self.vocabulary = vocabulary
    parts = PlainParts(vocabulary: vocabulary)
    shares = [Share](repeating: Share(parts: parts), count: 2)
    for input in inputs {
      files.append(InputBytes.name(of: input.path))
      guard try read(input) else { return nil }
    }
    guard shares.contains(where: { $0.rows.count > 0 }) else { return nil }
    parts = shares[0].parts
    for index in shares.indices {
      guard let places = parts.absorb(shares[index].parts) else { return nil }
      shares[index].places = places
      shares[index].parts = PlainParts(vocabulary: vocabulary)
    }
    guard let qualifiers = qualifierRanks() else { return nil }
    self.qualifiers = qualifiers
  }

  // MARK: - Reading

  /// Reads a file, both its halves at once.
  private mutating func read(_ input: InputFile) throws -> Bool {
    let descriptor = open(input.path, O_RDONLY | O_CLOEXEC)
    // What can't be read is said by those who read it the usual way.
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard let halves = Self.halves(of: descriptor) else { return false }
    let shares = Mutex<[Share]>(self.shares)
    let outcomes = Mutex<[Result<Bool, Diagnostic>]>([])
    self.shares = []
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      // Taken out, as a share that two know of would be copied.
      var share = shares.withLock { shares in
        let share = shares[index]
        shares[index] = Share(parts: PlainParts(vocabulary: Vocabulary()))
        return share
      }
      let outcome = Result { () throws(Diagnostic) in
        try share.read(descriptor, halves[index])
      }
      shares.withLock { $0[index] = share }
      outcomes.withLock { $0.append(outcome) }
    }
    self.shares = shares.withLock { $0 }
    return try outcomes.withLock { $0 }.allSatisfy { try $0.get() }
  }

  /// The two halves of a file, of which the first ends with a line's end; nil if it can't be read.
  private static func halves(of descriptor: Int32) -> [Range<Int>]? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    let count = Int(status.st_size)
    // What is short is read before a second thread has begun.
    var middle = count < 1 << 20 ? count : count / 2
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
    return [0..<middle, middle..<count]
  }

  // MARK: - Writing

  /// Writes the graph to a new file.
  func write(to path: String) throws -> Summary {
    let (entities, places) = resolved()
    let (pool, _) = qualifiers
    let parts = BulkLoad.Parts(vocabulary: vocabulary, entities: entities, qualifiers: pool)
    // What statements refer to is written while they are sorted.
    let begun = Mutex<Result<Void, any Error>?>(nil)
    let sorted = Mutex<Result<Sorted, any Error>?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      if index == 0 {
        let result = Result { try BulkLoad.begin(path, with: parts) }
        begun.withLock { $0 = result }
      } else {
        let result = Result { try self.sorted(entities, places) }
        sorted.withLock { $0 = result }
      }
    }
    try begun.withLock { $0 }?.get()
    guard let outcome = try sorted.withLock({ $0 })?.get() else {
      preconditionFailure("both tasks have ended")
    }
    var runs = outcome.runs
    let load = try BulkLoad(path)
    var wayBack = SortedRuns<WayBack>(bucketCount: entities.count)
    var waiting: Key?
    var count = 0
    func add(_ key: Key) throws {
      count += 1
      try load.add(
        subject: key.subject, relation: key.relation, object: key.object,
        qualifiers: key.qualifiers, confidence: key.confidence)
      try wayBack.add(WayBack(key))
    }
    try runs.forEach { key in
      if let last = waiting {
        if last.isSameStatement(as: key) {
          // A curator's word, which has no figure, outranks every extractor's.
          waiting?.confidence =
            last.confidence.isNaN || key.confidence.isNaN
            ? .nan : max(last.confidence, key.confidence)
          return
        }
        try add(last)
      }
      waiting = key
    }
    if let last = waiting { try add(last) }
    try wayBack.forEach { row in
      try load.addWayBack(
        object: Int(row.ends >> 32), subject: Int(row.ends & 0xFFFF_FFFF),
        relation: Int(row.rest >> 32), qualifiers: Int(row.rest & 0xFFFF_FFFF))
    }
    try load.finish()
    return Summary(entityCount: entities.count, statementCount: count, warnings: outcome.warnings)
  }

  private typealias Sorted = (runs: SortedRuns<Key>, warnings: [Diagnostic])

  /// The statements in order, and warnings about them in the order of the inputs.
  private func sorted(_ entities: [Entity], _ places: [Int32]) throws -> Sorted {
    var warnings = StatementWarnings(vocabulary, entities, parts.ends)
    var runs = SortedRuns<Key>(bucketCount: entities.count)
    let (_, ranks) = qualifiers
    let isSymmetric = vocabulary.relations.map(\.isSymmetric)
    let placesOfShares = shares.map { share in
      (
        ends: share.places.ends.map { places[Int($0)] },
        qualifiers: share.places.qualifiers.map { ranks[Int($0)] }
      )
    }
    for (file, name) in files.enumerated() {
      var linesBefore: Int32 = 0
      for (share, own) in zip(shares, placesOfShares) {
        let piece = share.pieces[file]
        try share.rows.forEachPiece(of: piece.rows) { rows in
          for row in rows {
            var (subject, object) = (own.ends[Int(row.subject)], own.ends[Int(row.object)])
            if !warnings.accept(row.relation, subject, object) {
              warnings.warn(
                row.relation, (share.places.ends[Int(row.subject)], subject),
                (share.places.ends[Int(row.object)], object),
                SourceLocation(file: name, line: Int(linesBefore + row.line), column: 1))
            }
            if object < subject, isSymmetric[Int(row.relation)] { swap(&subject, &object) }
            try runs.add(
              Key(
                subject: subject, relation: row.relation, object: object,
                qualifiers: own.qualifiers[Int(row.qualifiers)], confidence: row.confidence))
          }
        }
        linesBefore += piece.lineCount
      }
    }
    return (runs, warnings.findings)
  }

  /// The different qualifiers in order, and the place there of each that lines give; nil if one is wrong.
  private func qualifierRanks() -> (pool: [Qualifiers], ranks: [Int32])? {
    var numbers: [Qualifiers: Int] = [:]
    var pool: [Qualifiers] = []
    var places: [Int] = []
    for given in parts.qualifiers {
      let qualifiers = given.canonical
      if qualifiers.time != nil, qualifiers.parsedTime == nil { return nil }
      if let number = numbers[qualifiers] {
        // Which of two spellings of one text stays is decided where graphs are made.
        if !pool[number].hasSameBytes(as: qualifiers) { return nil }
        places.append(number)
      } else {
        numbers[qualifiers] = pool.count
        places.append(pool.count)
        pool.append(qualifiers)
      }
    }
    let order = pool.indices.sorted { pool[$0] < pool[$1] }
    var ranks = [Int32](repeating: 0, count: pool.count)
    for (rank, number) in order.enumerated() { ranks[number] = Int32(rank) }
    return (order.map { pool[$0] }, places.map { ranks[$0] })
  }

  /// The entities in the order of their ids, and for every end the place there.
  private func resolved() -> (entities: [Entity], places: [Int32]) {
    var resolution = EntityResolution(vocabulary: vocabulary, expectedCount: parts.ends.count)
    let slugs = parts.ends.map { resolution.learn($0.record) }
    let drafts = zip(parts.ends, slugs).map { end, slug in
      resolution.add(end.record, slug: slug, allowed: end.allowed)
    }
    let (entities, places) = resolution.resolve()
    let (sorted, ranks) = KnowledgeGraph.unique(entities, by: \.id) { $0.merged(with: $1) }
    return (sorted, drafts.map { ranks[places[Int($0)].value] })
  }
}

extension StatementImport.Share {
  /// Reads a piece of a file; false if some line is not a plain statement.
  fileprivate mutating func read(
    _ descriptor: Int32, _ range: Range<Int>
  ) throws(Diagnostic) -> Bool {
    let start = rows.count
    // Taken out, so that it is not copied when it changes.
    let parts = self.parts
    self.parts = PlainParts(vocabulary: Vocabulary())
    var statements = PlainStatements(parts)
    var problem: Diagnostic?
    func keep(_ row: PlainParts.Row) {
      do throws(Diagnostic) { try rows.append(row) } catch { problem = error }
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
    defer { buffer.deallocate() }
    var next = range.lowerBound
    while next < range.upperBound, problem == nil {
      let count = pread(
        descriptor, buffer.baseAddress, min(buffer.count, range.upperBound - next), off_t(next))
      guard count > 0,
        statements.read(UnsafeRawBufferPointer(rebasing: buffer[..<count]), keep)
      else { return false }
      next += count
    }
    guard statements.finish(keep) else { return false }
    if let problem { throw problem }
    pieces.append((start..<rows.count, statements.lineCount))
    self.parts = statements.parts
    return true
  }
}

/// Warnings about ends whose types the vocabulary does not expect, the first of them.
private struct StatementWarnings {
  private(set) var findings: [Diagnostic] = []
  private let vocabulary: Vocabulary
  private let ends: [PlainParts.End]
  private let types: [EntityType]
  /// For every entity its type's place in `types`.
  private let typeOfEntity: [Int32]
  /// For every relation, type of the subject and type of the object, whether they go together: asked for every
  /// statement, where comparing names would take longer than reading it.
  private let isAccepted: [Bool]

  init(_ vocabulary: Vocabulary, _ entities: [Entity], _ ends: [PlainParts.End]) {
    self.vocabulary = vocabulary
    self.ends = ends
    var numbers: [EntityType: Int32] = [:]
    var types: [EntityType] = []
    typeOfEntity = entities.map { entity in
      if let number = numbers[entity.type] { return number }
      numbers[entity.type] = Int32(types.count)
      types.append(entity.type)
      return Int32(types.count - 1)
    }
    isAccepted = vocabulary.relations.flatMap { relation in
      types.flatMap { subject in types.map { relation.accepts(subject, $0) } }
    }
    self.types = types
  }

  /// Whether a relation is expected between two entities.
  func accept(_ relation: Int32, _ subject: Int32, _ object: Int32) -> Bool {
    let (from, to) = (Int(typeOfEntity[Int(subject)]), Int(typeOfEntity[Int(object)]))
    return isAccepted[(Int(relation) * types.count + from) * types.count + to]
  }

  /// Warns about a statement between two ends and the entities that they mean.
  mutating func warn(
    _ relation: Int32, _ subject: (end: Int32, entity: Int32),
    _ object: (end: Int32, entity: Int32),
    _ location: SourceLocation
  ) {
    if findings.count > ErrorLimit.count { return }
    if findings.count == ErrorLimit.count {
      findings.append(Diagnostic(.note, "there are more such warnings", at: location))
      return
    }
    func described(_ end: (end: Int32, entity: Int32)) -> (name: String, type: EntityType) {
      (ends[Int(end.end)].record.name, types[Int(typeOfEntity[Int(end.entity)])])
    }
    findings += vocabulary.relations[Int(relation)].warnings(
      subject: described(subject), object: described(object), at: location)
  }
}

import Documents
import Glibc
import GraphFormats
import GraphModel
import GraphStore

/// Makes a graph file of plain statements in JSON Lines without having them all in memory.
///
/// The file is what the usual way would have made. What there is in memory grows with the different
/// entities, not with the statements.
struct StatementImport {
  /// What came of it.
  struct Summary {
    var entityCount: Int
    var statementCount: Int
    var warnings: [Diagnostic]
  }

  /// A statement by the numbers that the file will have, in the order of statements.
  private struct Key: BitwiseCopyable, Comparable {
    var ends: UInt64
    var rest: UInt64
    var confidence: Float

    init(subject: Int32, relation: Int32, object: Int32, qualifiers: Int32, confidence: Float) {
      ends = UInt64(UInt32(subject)) << 32 | UInt64(UInt32(relation))
      rest = UInt64(UInt32(object)) << 32 | UInt64(UInt32(qualifiers))
      self.confidence = confidence
    }

    static func < (left: Key, right: Key) -> Bool {
      left.ends != right.ends ? left.ends < right.ends : left.rest < right.rest
    }

    func isSameStatement(as other: Key) -> Bool { ends == other.ends && rest == other.rest }
  }

  private let vocabulary: Vocabulary
  private var statements: PlainStatements
  private var rows = RowSpill<PlainStatements.Row>()
  /// Where the rows of every file begin.
  private var files: [(name: String, start: Int)] = []
  /// The different qualifiers in order, and the place there of each that lines give.
  private var qualifiers: (pool: [Qualifiers], ranks: [Int32]) = ([], [])

  /// Reads inputs, if all that they hold are plain statements; nil if they hold anything else, or something
  /// wrong.
  init?(of inputs: [InputFile], _ vocabulary: Vocabulary) throws {
    guard inputs.allSatisfy({ $0.kind == .jsonLines && $0.path != "-" }) else { return nil }
    self.vocabulary = vocabulary
    statements = PlainStatements(vocabulary: vocabulary)
    guard try read(inputs), rows.count > 0, let qualifiers = qualifierRanks() else {
      rows.close()
      return nil
    }
    self.qualifiers = qualifiers
  }

  private mutating func read(_ inputs: [InputFile]) throws -> Bool {
    for input in inputs {
      files.append((InputBytes.name(of: input.path), rows.count))
      statements.beginFile()
      var isPlain = true
      var problem: Diagnostic?
      func keep(_ row: PlainStatements.Row) {
        do throws(Diagnostic) { try rows.append(row) } catch { problem = error }
      }
      let descriptor = open(input.path, O_RDONLY | O_CLOEXEC)
      // What can't be read is said by those who read it the usual way.
      guard descriptor >= 0 else { return false }
      defer { close(descriptor) }
      let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 20)
      defer { buffer.deallocate() }
      while isPlain, problem == nil {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0 { return false }
        if count == 0 { break }
        isPlain = statements.read(UnsafeBufferPointer(rebasing: buffer[..<count]), keep)
      }
      guard isPlain, statements.finish(keep) else { return false }
      if let problem { throw problem }
    }
    return true
  }

  /// Writes the graph to a new file.
  func write(to path: String) throws -> Summary {
    var rows = self.rows
    defer { rows.close() }
    let (pool, ranks) = qualifiers
    let (entities, places) = resolved()
    var warnings = StatementWarnings(vocabulary, files, entities, statements.ends)
    var runs = SortedRuns<Key>()
    let total = rows.count
    var done = 0
    let isSymmetric = vocabulary.relations.map(\.isSymmetric)
    try rows.forEachPiece { piece in
      var keys: [Key] = []
      keys.reserveCapacity(piece.count)
      for row in piece {
        var (subject, object) = (places[Int(row.subject)], places[Int(row.object)])
        warnings.check(row, at: done + keys.count, subject, object)
        if object < subject, isSymmetric[Int(row.relation)] { swap(&subject, &object) }
        keys.append(
          Key(
            subject: subject, relation: row.relation, object: object,
            qualifiers: ranks[Int(row.qualifiers)], confidence: row.confidence))
      }
      done += piece.count
      try runs.add(keys, isLast: done == total)
    }
    let load = try BulkLoad(path, vocabulary: vocabulary, entities: entities, qualifiers: pool)
    var waiting: Key?
    var count = 0
    func add(_ key: Key) throws {
      count += 1
      try load.add(
        subject: Int(key.ends >> 32), relation: Int(key.ends & 0xFFFF_FFFF),
        object: Int(key.rest >> 32), qualifiers: Int(key.rest & 0xFFFF_FFFF),
        confidence: key.confidence)
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
    try load.finish()
    return Summary(
      entityCount: entities.count, statementCount: count, warnings: warnings.findings)
  }

  /// The different qualifiers in order, and the place there of each that lines give; nil if one is wrong.
  private func qualifierRanks() -> (pool: [Qualifiers], ranks: [Int32])? {
    var numbers: [Qualifiers: Int] = [:]
    var pool: [Qualifiers] = []
    var places: [Int] = []
    for given in statements.qualifiers {
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
    var resolution = EntityResolution(vocabulary: vocabulary, expectedCount: statements.ends.count)
    let slugs = statements.ends.map { resolution.learn($0.record) }
    let drafts = zip(statements.ends, slugs).map { end, slug in
      resolution.add(end.record, slug: slug, allowed: end.allowed)
    }
    let (entities, places) = resolution.resolve()
    let (sorted, ranks) = KnowledgeGraph.unique(entities, by: \.id) { $0.merged(with: $1) }
    return (sorted, drafts.map { ranks[places[Int($0)].value] })
  }
}

/// Warnings about ends whose types the vocabulary does not expect, the first of them.
private struct StatementWarnings {
  private(set) var findings: [Diagnostic] = []
  private let vocabulary: Vocabulary
  private let files: [(name: String, start: Int)]
  private let ends: [PlainStatements.End]
  private let types: [EntityType]
  /// For every entity its type's place in `types`.
  private let typeOfEntity: [Int32]
  /// For every relation, type of the subject and type of the object, whether they go together: asked for every
  /// statement, where comparing names would take longer than reading it.
  private let isAccepted: [Bool]

  init(
    _ vocabulary: Vocabulary, _ files: [(name: String, start: Int)], _ entities: [Entity],
    _ ends: [PlainStatements.End]
  ) {
    self.vocabulary = vocabulary
    self.files = files
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

  /// Looks at a statement between two entities.
  mutating func check(
    _ row: PlainStatements.Row, at place: Int, _ subject: Int32, _ object: Int32
  ) {
    let (from, to) = (Int(typeOfEntity[Int(subject)]), Int(typeOfEntity[Int(object)]))
    if isAccepted[(Int(row.relation) * types.count + from) * types.count + to] { return }
    if findings.count > ErrorLimit.count { return }
    let file = files.last { $0.start <= place }?.name ?? ""
    let location = SourceLocation(file: file, line: Int(row.line), column: 1)
    if findings.count == ErrorLimit.count {
      findings.append(Diagnostic(.note, "there are more such warnings", at: location))
      return
    }
    findings += vocabulary.relations[Int(row.relation)].warnings(
      subject: (ends[Int(row.subject)].record.name, types[from]),
      object: (ends[Int(row.object)].record.name, types[to]), at: location)
  }
}

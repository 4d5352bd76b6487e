/// Entities and the statements about them, in memory.
///
/// A struct of arrays: every statement is one row of parallel columns with 32-bit indices, sorted by
/// subject, relation, object and qualifiers. An *edge* is the run of rows that share the first three.
/// Entities and documents are sorted by the bytes of their ids, and ids are the same where their bytes are, so equal
/// content has equal layout: two graphs are equal
/// exactly when they say the same, and writing them gives the same bytes.
///
/// Positions (`EntityIndex`, `StatementIndex`, `EdgeIndex`) are valid for this value only; ids are what
/// lasts.
public struct KnowledgeGraph: Sendable {
  /// The position of an entity in `entities`.
  public struct EntityIndex: Hashable, Sendable, Comparable {
    /// The position.
    public let rawValue: Int32
    /// Wraps a position.
    public init(_ rawValue: Int) { self.rawValue = Int32(rawValue) }
    /// Orders by position, which is the order of ids.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    package var value: Int { Int(rawValue) }
  }

  /// The position of a statement.
  public struct StatementIndex: Hashable, Sendable, Comparable {
    /// The position.
    public let rawValue: Int32
    /// Wraps a position.
    public init(_ rawValue: Int) { self.rawValue = Int32(rawValue) }
    /// Orders by position.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    package var value: Int { Int(rawValue) }
  }

  /// The position of an edge.
  public struct EdgeIndex: Hashable, Sendable, Comparable {
    /// The position.
    public let rawValue: Int32
    /// Wraps a position.
    public init(_ rawValue: Int) { self.rawValue = Int32(rawValue) }
    /// Orders by position.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    package var value: Int { Int(rawValue) }
  }

  /// One claim, as a value of its own.
  public struct Statement: Hashable, Sendable {
    /// Who or what does it.
    public var subject: EntityIndex
    /// The relation's position in the vocabulary.
    public var relation: Int
    /// Whom or what it is done to.
    public var object: EntityIndex
    /// When, where, whether, how.
    public var qualifiers: Qualifiers
    /// From 0 to 1, or nil where the source gives none (curated statements).
    public var confidence: Float?
    /// The words that say it, in the order of documents and positions.
    public var evidence: [Evidence]
    /// A curator's remark.
    public var note: String?

    /// Makes a statement.
    public init(
      subject: EntityIndex, relation: Int, object: EntityIndex, qualifiers: Qualifiers = .init(),
      confidence: Float? = nil, evidence: [Evidence] = [], note: String? = nil
    ) {
      self.subject = subject
      self.relation = relation
      self.object = object
      self.qualifiers = qualifiers
      self.confidence = confidence
      self.evidence = evidence
      self.note = note
    }
  }

  /// The view of the statements that share subject, relation and object.
  public struct Edge: Hashable, Sendable {
    /// Where the arrow starts.
    public let subject: EntityIndex
    /// The relation's position in the vocabulary.
    public let relation: Int
    /// Where the arrow ends.
    public let object: EntityIndex
  }

  /// The relations and types in use.
  public let vocabulary: Vocabulary
  /// The documents, sorted by id.
  public let documents: [Document]
  /// The entities, sorted by id.
  public let entities: [Entity]
  /// What was decided of names, who is who, in order.
  public let decisions: [IdentityDecision]

  let statementSubjects: [Int32]
  let statementRelations: [Int32]
  let statementObjects: [Int32]
  /// Positions in `qualifierPool`.
  let statementQualifiers: [Int32]
  /// NaN where there is none.
  let statementConfidences: [Float]
  /// Row *i*'s evidence is `evidencePool[evidenceStarts[i]..<evidenceStarts[i + 1]]`.
  let evidenceStarts: [Int32]
  let notes: [Int32: String]
  /// The distinct qualifiers, sorted.
  let qualifierPool: [Qualifiers]
  let evidencePool: [Evidence]

  /// Edge *e* is the rows `edgeStarts[e]..<edgeStarts[e + 1]`.
  let edgeStarts: [Int32]
  /// Entity *v*'s outgoing edges are `outgoingStarts[v]..<outgoingStarts[v + 1]`.
  let outgoingStarts: [Int32]
  /// Entity *v*'s incoming edges are `incomingEdges[incomingStarts[v]..<incomingStarts[v + 1]]`.
  let incomingStarts: [Int32]
  let incomingEdges: [Int32]

  /// Makes a graph of entities, statements between them, and the documents that they cite.
  ///
  /// Statements with the same ends, relation and qualifiers become one with all their evidence, where the
  /// same words with and without their parts are one piece; the ends of a symmetric relation are put in the
  /// order of ids, and the parts of its evidence with them. Entities or documents of one id become one (see
  /// `Entity.merged`).
  ///
  /// - Parameters:
  ///   - entities: In any order; `statements` refer to positions in this array.
  ///   - statements: In any order.
  ///   - decisions: In any order; those about entities that are not there, and those that these
  ///     contradict, are left out.
  /// - Complexity: O(*n* log *n*) in the number of statements, plus the sorting of entities.
  public init(
    vocabulary: Vocabulary = .standard, documents: [Document] = [], entities: [Entity] = [],
    statements: [Statement] = [], decisions: [IdentityDecision] = []
  ) {
    let (unique, positions) = Self.unique(entities, by: \.id) { $0.merged(with: $1) }

    let (pool, poolPositions) = Self.pooled(statements)
    var keys: [RowKey] = []
    keys.reserveCapacity(statements.count)
    for index in statements.indices {
      var subject = positions[statements[index].subject.value]
      var object = positions[statements[index].object.value]
      let relation = statements[index].relation
      let isTurned = object < subject && vocabulary.relations[relation].isSymmetric
      if isTurned { swap(&subject, &object) }
      keys.append(
        RowKey(
          subject: subject, relation: Int32(relation), object: object,
          qualifiers: poolPositions[index], source: Int32(index), isTurned: isTurned))
    }
    keys.sort()

    var table = StatementTable()
    table.reserve(keys.count)
    table.qualifierPool = pool
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end].isSameStatement(as: keys[start]) { end += 1 }
      table.append(keys[start..<end], of: statements)
      start = end
    }
    self.init(
      vocabulary: vocabulary,
      documents: Self.unique(documents, by: \.id) { $0.merged(with: $1) }.values,
      entities: unique, table: table, decisions: Self.decisions(decisions, about: unique))
  }

  /// Makes a graph of what is in order already: as another graph has it, or a file.
  ///
  /// - Parameters:
  ///   - documents: Sorted by id, each once.
  ///   - entities: Sorted by id, each once.
  ///   - table: Its rows sorted, each once, and referring to what there is.
  ///   - decisions: Sorted, each once, and about what there is.
  /// - Complexity: O(*n*).
  package init(
    vocabulary: Vocabulary, documents: [Document], entities: [Entity], table: StatementTable,
    decisions: [IdentityDecision] = []
  ) {
    self.vocabulary = vocabulary
    self.documents = documents
    self.entities = entities
    self.decisions = decisions
    statementSubjects = table.subjects
    statementRelations = table.relations
    statementObjects = table.objects
    statementQualifiers = table.qualifiers
    statementConfidences = table.confidences
    evidenceStarts = table.evidenceStarts
    evidencePool = table.evidence
    notes = table.notes
    qualifierPool = table.qualifierPool

    var starts: [Int32] = []
    var (subjects, objects): ([Int32], [Int32]) = ([], [])
    for row in table.subjects.indices
    where row == 0 || table.subjects[row] != table.subjects[row - 1]
      || table.objects[row] != table.objects[row - 1]
      || table.relations[row] != table.relations[row - 1]
    {
      starts.append(Int32(row))
      subjects.append(table.subjects[row])
      objects.append(table.objects[row])
    }
    starts.append(Int32(table.subjects.count))
    let adjacency = EdgesByEntity(
      entityCount: entities.count, edgeSubjects: subjects, edgeObjects: objects)
    edgeStarts = starts
    outgoingStarts = adjacency.outgoingStarts
    incomingStarts = adjacency.incomingStarts
    incomingEdges = adjacency.incomingEdges
  }

  /// The values in order of their key, those of one key joined, and for every given one its place there.
  package static func unique<Value>(
    _ values: [Value], by key: KeyPath<Value, String>, joining join: (Value, Value) -> Value
  ) -> (values: [Value], places: [Int32]) {
    let keys = values.map { $0[keyPath: key] }
    let order = TextOrder.order(of: keys)
    var result: [Value] = []
    result.reserveCapacity(values.count)
    var places = [Int32](repeating: 0, count: values.count)
    /// The run's values joined, by halves: joining one by one would be quadratic in what they gather.
    func joined(_ run: Range<Int>) -> Value {
      if run.count == 1 { return values[order[run.lowerBound]] }
      let middle = run.lowerBound + run.count / 2
      return join(joined(run.lowerBound..<middle), joined(middle..<run.upperBound))
    }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, keys[order[end]].hasSameBytes(as: keys[order[start]]) { end += 1 }
      for position in start..<end { places[order[position]] = Int32(result.count) }
      result.append(joined(start..<end))
      start = end
    }
    return (result, places)
  }

  /// The decisions about some entities, in order.
  private static func decisions(
    _ given: [IdentityDecision], about entities: [Entity]
  ) -> [IdentityDecision] {
    IdentityDecision.sortedUnique(
      given.filter { decision in
        [decision.one, decision.other].allSatisfy {
          position(of: $0.entity, in: entities, by: \.id) != nil
        }
      })
  }

  /// The distinct qualifiers in order, and for every statement the place of its own.
  private static func pooled(_ statements: [Statement]) -> (pool: [Qualifiers], places: [Int32]) {
    let plain = Qualifiers()
    var plainPlace: Int32 = -1
    var found: [Qualifiers: Int32] = [:]
    var distinct: [Qualifiers] = []
    var places: [Int32] = []
    places.reserveCapacity(statements.count)
    for index in statements.indices {
      let qualifiers = statements[index].qualifiers
      // Most statements are plain facts without more.
      let isPlain = qualifiers == plain
      if let place = isPlain ? (plainPlace < 0 ? nil : plainPlace) : found[qualifiers] {
        places.append(place)
      } else {
        let place = Int32(distinct.count)
        if isPlain { plainPlace = place } else { found[qualifiers] = place }
        distinct.append(qualifiers)
        places.append(place)
      }
    }
    let order = distinct.indices.sorted { distinct[$0] < distinct[$1] }
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, index) in order.enumerated() { ranks[index] = Int32(rank) }
    return (order.map { distinct[$0] }, places.map { ranks[Int($0)] })
  }
}

/// Where a statement goes in the table.
private struct RowKey: Comparable {
  let subject: Int32
  let relation: Int32
  let object: Int32
  let qualifiers: Int32
  /// Its place among the given statements.
  let source: Int32
  /// Whether its ends were given the other way round.
  let isTurned: Bool

  func isSameStatement(as other: RowKey) -> Bool {
    subject == other.subject && relation == other.relation && object == other.object
      && qualifiers == other.qualifiers
  }

  static func < (left: RowKey, right: RowKey) -> Bool {
    if left.subject != right.subject { return left.subject < right.subject }
    if left.relation != right.relation { return left.relation < right.relation }
    if left.object != right.object { return left.object < right.object }
    if left.qualifiers != right.qualifiers { return left.qualifiers < right.qualifiers }
    return left.source < right.source
  }
}

extension KnowledgeGraph.StatementTable {
  fileprivate mutating func reserve(_ count: Int) {
    subjects.reserveCapacity(count)
    relations.reserveCapacity(count)
    objects.reserveCapacity(count)
    qualifiers.reserveCapacity(count)
    confidences.reserveCapacity(count)
    evidenceStarts.reserveCapacity(count + 1)
  }

  /// Appends one row that joins statements equal in all but evidence, confidence and note.
  fileprivate mutating func append(
    _ keys: ArraySlice<RowKey>, of statements: [KnowledgeGraph.Statement]
  ) {
    let key = keys[keys.startIndex]
    let row = subjects.count
    subjects.append(key.subject)
    relations.append(key.relation)
    objects.append(key.object)
    qualifiers.append(key.qualifiers)

    // A curator's word, which has no figure, outranks every extractor's.
    var confidence: Float? = -.infinity
    var pieces: [Evidence] = []
    var remarks: [String] = []
    for key in keys {
      let source = Int(key.source)
      if let most = confidence {
        confidence = statements[source].confidence.flatMap { $0.isNaN ? nil : max(most, $0) }
      }
      pieces +=
        key.isTurned
        ? statements[source].evidence.map(\.turned) : statements[source].evidence
      if let note = statements[source].note, !note.isEmpty { remarks.append(note) }
    }
    // There is one zero.
    confidences.append(confidence.map { $0 == 0 ? 0 : $0 } ?? .nan)
    if pieces.count > 1 { pieces = Evidence.unique(sorted: pieces.sorted()) }
    evidence += pieces
    evidenceStarts.append(Int32(evidence.count))
    let note = Self.joined(remarks)
    if !note.isEmpty { notes[Int32(row)] = note }
  }

  /// One remark out of several: alike ones stay as they are, of others every paragraph is kept once, in
  /// order, so that it does not matter which are joined first.
  package static func joined(_ remarks: [String]) -> String {
    guard let first = remarks.first else { return "" }
    if remarks.allSatisfy({ $0.hasSameBytes(as: first) }) { return first }
    let paragraphs = remarks.flatMap { remark in
      remark.split(separator: "\n\n").map { paragraph in
        let lines = paragraph.drop { $0 == "\n" }
        return String(
          lines.prefix(
            upTo: lines.lastIndex { $0 != "\n" }.map(lines.index(after:)) ?? lines.startIndex))
      }
    }
    return TextOrder.sortedUnique(paragraphs.lazy.filter { !$0.isEmpty })
      .joined(separator: "\n\n")
  }
}

// MARK: - Reading

extension KnowledgeGraph {
  /// The number of statements.
  public var statementCount: Int { statementSubjects.count }

  /// The number of edges.
  public var edgeCount: Int { edgeStarts.count - 1 }

  /// The positions of all entities.
  public var entityIndices: some RandomAccessCollection<EntityIndex> {
    entities.indices.lazy.map { EntityIndex($0) }
  }

  /// The positions of all statements.
  public var statementIndices: some RandomAccessCollection<StatementIndex> {
    statementSubjects.indices.lazy.map { StatementIndex($0) }
  }

  /// The positions of all edges.
  public var edgeIndices: some RandomAccessCollection<EdgeIndex> {
    (0..<edgeCount).lazy.map { EdgeIndex($0) }
  }

  /// The entity at that position.
  public subscript(entity: EntityIndex) -> Entity { entities[entity.value] }

  /// The statement at that position.
  public subscript(statement: StatementIndex) -> Statement {
    let row = statement.value
    let confidence = statementConfidences[row]
    return Statement(
      subject: EntityIndex(Int(statementSubjects[row])), relation: Int(statementRelations[row]),
      object: EntityIndex(Int(statementObjects[row])), qualifiers: qualifiers(of: statement),
      confidence: confidence.isNaN ? nil : confidence, evidence: Array(evidence(of: statement)),
      note: notes[Int32(row)])
  }

  /// The edge at that position.
  public subscript(edge: EdgeIndex) -> Edge {
    let row = Int(edgeStarts[edge.value])
    return Edge(
      subject: EntityIndex(Int(statementSubjects[row])), relation: Int(statementRelations[row]),
      object: EntityIndex(Int(statementObjects[row])))
  }

  /// The qualifiers of a statement, without making the whole statement.
  public func qualifiers(of statement: StatementIndex) -> Qualifiers {
    qualifierPool[Int(statementQualifiers[statement.value])]
  }

  /// The ends of a statement, without making the whole statement.
  public func ends(
    of statement: StatementIndex
  ) -> (subject: EntityIndex, object: EntityIndex) {
    let row = statement.value
    return (EntityIndex(Int(statementSubjects[row])), EntityIndex(Int(statementObjects[row])))
  }

  /// The relation's position in the vocabulary, without making the whole statement.
  public func relationIndex(of statement: StatementIndex) -> Int {
    Int(statementRelations[statement.value])
  }

  /// The evidence of a statement, without making the whole statement.
  public func evidence(of statement: StatementIndex) -> ArraySlice<Evidence> {
    let row = statement.value
    return evidencePool[Int(evidenceStarts[row])..<Int(evidenceStarts[row + 1])]
  }

  /// The statements of an edge: plain facts first.
  public func statements(of edge: EdgeIndex) -> some RandomAccessCollection<StatementIndex> {
    (Int(edgeStarts[edge.value])..<Int(edgeStarts[edge.value + 1])).lazy.map { StatementIndex($0) }
  }

  /// The edges that leave an entity, by relation and object.
  public func outgoingEdges(of entity: EntityIndex) -> some RandomAccessCollection<EdgeIndex> {
    (Int(outgoingStarts[entity.value])..<Int(outgoingStarts[entity.value + 1])).lazy.map {
      EdgeIndex($0)
    }
  }

  /// The edges that enter an entity, by subject and relation.
  public func incomingEdges(of entity: EntityIndex) -> some RandomAccessCollection<EdgeIndex> {
    let range = Int(incomingStarts[entity.value])..<Int(incomingStarts[entity.value + 1])
    return incomingEdges[range].lazy.map { EdgeIndex(Int($0)) }
  }

  /// The relation of an edge or statement.
  public func relation(_ index: Int) -> Relation { vocabulary.relations[index] }

  /// The position of the entity of that id.
  ///
  /// - Complexity: O(log *n*); O(*n*) for one that is not there and goes beyond ASCII.
  public func entityIndex(id: String) -> EntityIndex? {
    Self.position(of: id, in: entities, by: \.id).map { EntityIndex($0) }
  }

  /// The document of that id.
  ///
  /// - Complexity: O(log *n*).
  public func document(id: String) -> Document? {
    Self.position(of: id, in: documents, by: \.id).map { documents[$0] }
  }

  private static func position<Value>(
    of key: String, in values: [Value], by path: (Value) -> String
  ) -> Int? {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if TextOrder.precedes(path(values[middle]), key) { low = middle + 1 } else { high = middle }
    }
    return low < values.count && path(values[low]).hasSameBytes(as: key) ? low : nil
  }
}

extension KnowledgeGraph: Equatable {
  /// Whether two graphs say the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.vocabulary == right.vocabulary && left.documents == right.documents
      && left.entities == right.entities && left.statementSubjects == right.statementSubjects
      && left.statementRelations == right.statementRelations
      && left.statementObjects == right.statementObjects
      && left.statementQualifiers == right.statementQualifiers
      && left.qualifierPool == right.qualifierPool
      && left.statementConfidences.elementsEqual(right.statementConfidences) {
        $0 == $1 || $0.isNaN && $1.isNaN
      } && left.evidenceStarts == right.evidenceStarts && left.evidencePool == right.evidencePool
      && left.notes.count == right.notes.count
      && left.notes.allSatisfy { Optional($0.value).hasSameBytes(as: right.notes[$0.key]) }
      && left.decisions == right.decisions
  }
}

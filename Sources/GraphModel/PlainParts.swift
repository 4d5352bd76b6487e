/// What millions of plain statements are made of: ends and qualifiers, known again by the bytes that stand for them in lines of JSON
/// or cells of tables, and decoded once.
///
/// A statement is plain if its ends have no identifiers; what it has besides is in `PlainDetails`. Ends may be too many for
/// memory: whoever reads takes the new ones away, and has their texts forgotten when they are many, so that an end that comes
/// again gets another number.
package struct PlainParts: Sendable {
  /// A statement, by the places of its parts.
  package struct Row: BitwiseCopyable, Sendable {
    /// The number of an end.
    package var subject: Int32
    /// The number of an end.
    package var object: Int32
    /// A place in the vocabulary.
    package var relation: Int32
    /// A place in `qualifiers`.
    package var qualifiers: Int32
    /// NaN where there is none.
    package var confidence: Float
    /// The line that says it, from 1.
    package var line: Int32
    /// How many bytes its `PlainDetails` are.
    package var detailCount: Int32

    package init(
      subject: Int32, object: Int32, relation: Int32, qualifiers: Int32, confidence: Float,
      line: Int32, detailCount: Int
    ) {
      (self.subject, self.object, self.relation) = (subject, object, relation)
      (self.qualifiers, self.confidence, self.line) = (qualifiers, confidence, line)
      self.detailCount = Int32(detailCount)
    }
  }

  /// An end as inputs write it, with a number for each kind of place that makes a difference to what it means.
  package struct End: Sendable {
    package var record: EntityRecord
    package var uses: [Use]
  }

  /// An end in a kind of place.
  package struct Use: BitwiseCopyable, Sendable {
    /// The number of the end there.
    package var number: Int32
    /// The kind, in `placeTypes`; -1 for any, as the end has a type.
    package var kind: Int32
  }

  /// How many ends there are, those that have been taken away with them: their numbers are below.
  package private(set) var endCount: Int32 = 0
  /// The different qualifiers.
  package var qualifiers: [Qualifiers] { knownQualifiers.values }
  /// What evidence comes from, as it is named; one name may be there several times.
  package var sources: [String] { knownSources.values }
  /// Who says what evidence says; one may be there several times.
  package var labels: [String] { knownLabels.values }
  package let vocabulary: Vocabulary
  /// For every kind of place the types that it allows, empty for any.
  package let placeTypes: [Set<EntityType>]

  private var newEnds: [End] = []
  private var endTexts = TextNumbers()
  /// For every text of an end the end, or, where it depends on the place, the complement of its number in `untyped`.
  private var endOfText: [Int32] = []
  private var untyped = UntypedEnds()
  private var relations = DecodedTexts<Int32>()
  private var knownQualifiers = DecodedTexts<Qualifiers>()
  private var confidences = DecodedTexts<Float>()
  private var knownSources = DecodedTexts<String>()
  private var knownLabels = DecodedTexts<String>()
  /// For every source, in which roles it has been used of late, a bit each.
  private var sourceRoles: [UInt8] = []
  /// For every relation the kinds of place that subject and object have.
  private let kindsOfRelation: [(subject: Int32, object: Int32)]
  /// The kind of place that is none in a statement.
  private let kindOfEntities: Int32

  package init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    var kinds: [Set<EntityType>] = []
    func kind(_ types: Set<EntityType>) -> Int32 {
      if let place = kinds.firstIndex(of: types) { return Int32(place) }
      kinds.append(types)
      return Int32(kinds.count - 1)
    }
    kindOfEntities = kind([])
    kindsOfRelation = vocabulary.relations.map { (kind($0.subjectTypes), kind($0.objectTypes)) }
    placeTypes = kinds
  }

  /// The number of an end's text, wherever it stands, and whether it is new: then what it means is to be
  /// learnt before anything else is asked.
  package mutating func number(ofEnd text: UnsafeRawBufferPointer) -> (number: Int32, isNew: Bool) {
    endTexts.number(of: text)
  }

  /// Takes note of what the newest text of an end means.
  package mutating func learn(_ record: EntityRecord) {
    if record.type == nil {
      endOfText.append(~untyped.add(record))
    } else {
      newEnds.append(End(record: record, uses: [Use(number: endCount, kind: -1)]))
      endOfText.append(endCount)
      endCount += 1
    }
  }

  /// The end that a text means as subject or object of a relation.
  package mutating func end(_ text: Int32, of relation: Int32, isSubject: Bool) -> Int32 {
    let kinds = kindsOfRelation[Int(relation)]
    return end(text, isSubject ? kinds.subject : kinds.object)
  }

  /// Takes note that a text stands for an entity by itself.
  package mutating func addEntity(_ text: Int32) { _ = end(text, kindOfEntities) }

  private mutating func end(_ text: Int32, _ kind: Int32) -> Int32 {
    let known = endOfText[Int(text)]
    if known >= 0 { return known }
    let end = untyped.end(~known, in: kind, new: endCount)
    if end == endCount { endCount += 1 }
    return end
  }

  /// Hands over the ends with types that are new since this was asked for last.
  package mutating func takeEnds() -> [End] {
    defer { newEnds.removeAll(keepingCapacity: true) }
    return newEnds
  }

  /// About how many bytes of memory the texts of ends take.
  package var endBytes: Int { endTexts.byteCount + endOfText.count * 4 + untyped.byteCount }

  /// Whether numbers of ends are nearly used up: a million more can be had.
  package var isNearlyFull: Bool { endCount > Int32.max - 1 << 20 }

  /// Forgets the texts of ends; their numbers remain theirs.
  ///
  /// - Parameter body: What is done with those that have no types, each with all the numbers it got.
  package mutating func forgetEnds<Failure>(_ body: (End) throws(Failure) -> Void) throws(Failure) {
    try untyped.forEach(body)
    endTexts.removeAll()
    endOfText.removeAll(keepingCapacity: true)
    untyped.removeAll()
  }

  /// About how many bytes of memory what is not forgotten takes: qualifiers, confidences, sources and labels.
  package var lastingBytes: Int {
    knownQualifiers.byteCount + confidences.byteCount + knownSources.byteCount
      + knownLabels.byteCount
  }

  /// The place in the vocabulary that a text stands for; nil if it is new.
  package func relation(_ text: UnsafeRawBufferPointer) -> Int32? { relations.value(of: text) }

  /// Takes note of the relation that a text stands for.
  package mutating func learn(relation: Int32, _ text: UnsafeRawBufferPointer) {
    relations.learn(relation, text)
  }

  /// The place in `qualifiers` of those that a text stands for; nil if it is new.
  package func qualifiers(_ text: UnsafeRawBufferPointer) -> Int32? {
    knownQualifiers.number(of: text)
  }

  /// Takes note of the qualifiers that a text stands for, and returns their place; nil if there are too many.
  package mutating func learn(_ qualifiers: Qualifiers, _ text: UnsafeRawBufferPointer) -> Int32? {
    knownQualifiers.learn(qualifiers, text)
  }

  /// The confidence that a text stands for; nil if it is new.
  package func confidence(_ text: UnsafeRawBufferPointer) -> Float? { confidences.value(of: text) }

  /// Takes note of the confidence that a text stands for.
  package mutating func learn(confidence: Float, _ text: UnsafeRawBufferPointer) {
    confidences.learn(confidence, text)
  }

  // MARK: - Evidence

  /// The place in `sources` of what a text stands for; nil if it is new.
  package func source(_ text: UnsafeRawBufferPointer) -> Int32? { knownSources.number(of: text) }

  /// Takes note of the source that a text stands for, and returns its place; nil if there are too many.
  package mutating func learn(source: String, _ text: UnsafeRawBufferPointer) -> Int32? {
    sourceRoles.append(0)
    return knownSources.learn(source, text)
  }

  /// The place in `sources` of a name, which no text of an input stands for; nil if there are too many.
  package mutating func number(ofSource name: String) -> Int32? {
    Self.key(name).withUnsafeBytes { source($0) ?? learn(source: name, $0) }
  }

  /// The place in `labels` of what a text stands for; nil if it is new.
  package func label(_ text: UnsafeRawBufferPointer) -> Int32? { knownLabels.number(of: text) }

  /// Takes note of the label that a text stands for, and returns its place; nil if there are too many.
  package mutating func learn(label: String, _ text: UnsafeRawBufferPointer) -> Int32? {
    knownLabels.learn(label, text)
  }

  /// The place in `labels` of one, which no text of an input stands for; nil if there are too many.
  package mutating func number(ofLabel name: String) -> Int32? {
    Self.key(name).withUnsafeBytes { label($0) ?? learn(label: name, $0) }
  }

  /// What stands for a name as it is: neither a text of JSON nor a cell begins with a zero.
  private static func key(_ name: String) -> [UInt8] { [0] + name.utf8 }

  /// Takes note of what a source was used for.
  package mutating func use(_ source: Int32, as role: PlainDetails.Role) {
    sourceRoles[Int(source)] |= 1 << role.rawValue
  }

  /// Hands over which sources were used since this was asked for last, in the order of their places.
  package mutating func takeUses() -> [(source: Int32, role: PlainDetails.Role)] {
    var uses: [(source: Int32, role: PlainDetails.Role)] = []
    for source in sourceRoles.indices where sourceRoles[source] != 0 {
      for role in [PlainDetails.Role.cites, .quotes, .stays]
      where sourceRoles[source] >> role.rawValue & 1 != 0 {
        uses.append((Int32(source), role))
      }
      sourceRoles[source] = 0
    }
    return uses
  }
}

/// What millions of plain statements are made of: ends and qualifiers, each kept once.
///
/// A statement is plain if its ends have no identifiers and it cites no document that is read. Ends, relations, qualifiers and
/// confidences are known again by the bytes that stand for them in lines of JSON or cells of tables, and decoded once.
package struct PlainParts: Sendable {
  /// A statement, by the places of its parts.
  package struct Row: BitwiseCopyable, Sendable {
    /// A place in `ends`.
    package var subject: Int32
    /// A place in `ends`.
    package var object: Int32
    /// A place in the vocabulary.
    package var relation: Int32
    /// A place in `qualifiers`.
    package var qualifiers: Int32
    /// NaN where there is none.
    package var confidence: Float
    /// The line that says it, from 1.
    package var line: Int32

    package init(
      subject: Int32, object: Int32, relation: Int32, qualifiers: Int32, confidence: Float,
      line: Int32
    ) {
      (self.subject, self.object, self.relation) = (subject, object, relation)
      (self.qualifiers, self.confidence, self.line) = (qualifiers, confidence, line)
    }
  }

  /// An end as inputs write it; one without a type and id may mean different entities in different places.
  package struct End: Sendable {
    package var record: EntityRecord
    /// The types that its place allows, empty for any.
    package var allowed: Set<EntityType>
    /// The number of its text.
    fileprivate var text: Int32
    /// The kind of place, or -1 where that means nothing.
    fileprivate var kind: Int32
  }

  /// The different ends.
  package private(set) var ends: [End] = []
  /// The different qualifiers.
  package var qualifiers: [Qualifiers] { knownQualifiers.values }
  package let vocabulary: Vocabulary

  private var endTexts = TextNumbers()
  /// For every text of an end the end, or, where it depends on the place, the complement of its place in
  /// `untyped`.
  private var endOfText: [Int32] = []
  private var untyped: [EntityRecord] = []
  private var endsInPlace: [UInt64: Int32] = [:]
  private var relations = DecodedTexts<Int32>()
  private var knownQualifiers = DecodedTexts<Qualifiers>()
  private var confidences = DecodedTexts<Float>()
  /// The different sets of types that places allow, and for every relation those of subject and object.
  private let kinds: [Set<EntityType>]
  private let kindsOfRelation: [(subject: Int32, object: Int32)]

  package init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    var kinds: [Set<EntityType>] = []
    func kind(_ types: Set<EntityType>) -> Int32 {
      if let place = kinds.firstIndex(of: types) { return Int32(place) }
      kinds.append(types)
      return Int32(kinds.count - 1)
    }
    kindsOfRelation = vocabulary.relations.map { (kind($0.subjectTypes), kind($0.objectTypes)) }
    self.kinds = kinds
  }

  /// The number of an end's text, wherever it stands, and whether it is new: then what it means is to be
  /// learnt before anything else is asked.
  package mutating func number(ofEnd text: UnsafeRawBufferPointer) -> (number: Int32, isNew: Bool) {
    endTexts.number(of: text)
  }

  /// Takes note of what the newest text of an end means.
  package mutating func learn(_ record: EntityRecord) {
    if record.type == nil, record.id == nil {
      endOfText.append(~Int32(untyped.count))
      untyped.append(record)
    } else {
      let text = Int32(endOfText.count)
      endOfText.append(Int32(ends.count))
      ends.append(End(record: record, allowed: [], text: text, kind: -1))
    }
  }

  /// The end that a text means as subject or object of a relation.
  package mutating func end(_ text: Int32, of relation: Int32, isSubject: Bool) -> Int32 {
    let known = endOfText[Int(text)]
    if known >= 0 { return known }
    let kinds = kindsOfRelation[Int(relation)]
    return end(text, kind: isSubject ? kinds.subject : kinds.object)
  }

  private mutating func end(_ text: Int32, kind: Int32) -> Int32 {
    let place = UInt64(text) << 32 | UInt64(kind)
    if let end = endsInPlace[place] { return end }
    endsInPlace[place] = Int32(ends.count)
    ends.append(
      End(
        record: untyped[Int(~endOfText[Int(text)])], allowed: kinds[Int(kind)], text: text,
        kind: kind))
    return Int32(ends.count - 1)
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

  /// Takes over what another, of the same vocabulary, has met, and returns what its numbers are here; nil if that is too
  /// much.
  package mutating func absorb(_ other: PlainParts) -> (ends: [Int32], qualifiers: [Int32])? {
    var places: [Int32] = []
    places.reserveCapacity(other.ends.count)
    for end in other.ends {
      let (text, isNew) = other.endTexts.withText(end.text) { endTexts.number(of: $0) }
      if isNew { learn(end.record) }
      places.append(
        end.kind < 0 ? endOfText[Int(text)] : self.end(text, kind: end.kind))
    }
    guard let qualifiers = knownQualifiers.absorb(other.knownQualifiers) else { return nil }
    return (places, qualifiers)
  }
}

/// Collects what inputs say and makes one graph of it.
///
/// Names are resolved once everything is known, so the order of inputs does not matter. An end with an
/// id is that entity; ends with an identifier in common are one. Otherwise it is the entity of its type and name, whatever the case, spacing and
/// punctuation; an end without a type takes the only type under which its name is known, else the only
/// one that the relation allows, else `Thing`. A name that is an alias of exactly one entity of the
/// same type, or the name of exactly one with an identifier, joins that entity; nothing else is ever
/// joined by itself.
public struct GraphBuilder: Sendable {
  private let vocabulary: Vocabulary
  private var documents: [Document] = []
  private var entities: [EntityRecord] = []
  private var statements: [StatementRecord] = []
  private var decisions: [DecisionRecord] = []

  /// Makes an empty builder.
  public init(vocabulary: Vocabulary = .standard) { self.vocabulary = vocabulary }

  /// Adds a document that evidence may cite.
  public mutating func add(_ document: Document) { documents.append(document) }

  /// Adds an entity, with or without statements about it.
  public mutating func add(_ entity: EntityRecord) { entities.append(entity) }

  /// Adds a statement.
  public mutating func add(_ statement: StatementRecord) { statements.append(statement) }

  /// Adds what was decided of two names.
  ///
  /// It is a remark on the graph: entities are what they are without it, and one that the graph lacks, or that
  /// the graph contradicts, is left out.
  public mutating func add(_ decision: DecisionRecord) { decisions.append(decision) }

  /// Makes the graph.
  ///
  /// - Returns: The graph, and warnings about ends whose types the vocabulary does not expect, the first
  ///   hundred, and about decisions with an origin that do not hold of the graph.
  /// - Throws: `Diagnostic`, at its origin, for the first statement with a relation that the vocabulary
  ///   lacks (naming the nearest), a time that is not EDTF, a confidence that is not from 0 to 1, or an
  ///   end without a name.
  /// - Complexity: O(*n* log *n*) in the number of records.
  public func build() throws(Diagnostic) -> (graph: KnowledgeGraph, warnings: [Diagnostic]) {
    let relations = try checkedRelations()

    var resolution = EntityResolution(
      vocabulary: vocabulary, expectedCount: max(entities.count, statements.count / 4))
    // Through pointers, since an element that is taken out of an array is copied.
    let slugs = entities.withUnsafeBufferPointer { entities in
      entities.indices.map { resolution.learn(entities[$0]) }
    }
    var ends = statements.withUnsafeBufferPointer { statements in
      statements.indices.map {
        (
          subject: resolution.learn(statements[$0].subject),
          object: resolution.learn(statements[$0].object)
        )
      }
    }
    entities.withUnsafeBufferPointer { entities in
      for index in entities.indices {
        _ = resolution.add(entities[index], slug: slugs[index], allowed: [])
      }
    }
    statements.withUnsafeBufferPointer { statements in
      for index in statements.indices {
        let relation = relations[index]
        ends[index].subject = resolution.add(
          statements[index].subject, slug: ends[index].subject,
          allowed: vocabulary.relations[relation].subjectTypes)
        ends[index].object = resolution.add(
          statements[index].object, slug: ends[index].object,
          allowed: vocabulary.relations[relation].objectTypes)
      }
    }
    let (resolved, places) = resolution.resolve()

    var warnings: [Diagnostic] = []
    var limit = WarningLimit()
    var rows: [KnowledgeGraph.Statement] = []
    rows.reserveCapacity(statements.count)
    for index in statements.indices {
      let subject = places[Int(ends[index].subject)]
      let object = places[Int(ends[index].object)]
      let note = statements[index].note
      rows.append(
        KnowledgeGraph.Statement(
          subject: subject, relation: relations[index], object: object,
          qualifiers: statements[index].qualifiers.canonical,
          confidence: statements[index].confidence.map(Float.init),
          evidence: statements[index].evidence, note: note == "" ? nil : note))
      let types = (resolved[subject.value].type, resolved[object.value].type)
      if !limit.isPassed, !vocabulary.relations[relations[index]].accepts(types.0, types.1) {
        warnings += vocabulary.relations[relations[index]].warnings(
          subject: (statements[index].subject.name, types.0),
          object: (statements[index].object.name, types.1), at: statements[index].origin
        ).compactMap { limit.told($0) }
      }
    }
    let decided = decided(EntityFinder(resolution, resolved, places), resolved, &warnings)
    let graph = KnowledgeGraph(
      vocabulary: vocabulary, documents: documents, entities: resolved, statements: rows,
      decisions: decided)
    return (graph, warnings)
  }

  /// The decisions that hold of some entities; those that were given and do not are warned of.
  private func decided(
    _ finder: @autoclosure () -> EntityFinder, _ entities: [Entity],
    _ warnings: inout [Diagnostic]
  ) -> [IdentityDecision] {
    if decisions.isEmpty { return [] }
    var finder = finder()
    var result: [IdentityDecision] = []
    for record in decisions {
      var ends: [IdentityDecision.End] = []
      var failure: String?
      for end in [record.one, record.other] {
        if let place = finder.find(end.entity) {
          ends.append(
            .init(entity: entities[place.value].id, name: end.name, document: end.document))
        } else {
          failure = failure ?? "nothing else in the graph says who \(end.entity.name.quoted) is"
        }
      }
      if failure == nil {
        let decision = IdentityDecision(
          record.verdict, ends[0], ends[1], score: record.score, ground: record.ground)
        failure = decision.contradiction
        if failure == nil { result.append(decision) }
      }
      if let failure, let origin = record.origin {
        warnings.append(
          Diagnostic(.warning, "\(failure): this decision is left out", at: origin))
      }
    }
    return result
  }

  /// Checks all that can be wrong with a record, and finds every statement's relation.
  private func checkedRelations() throws(Diagnostic) -> [Int] {
    if entities.contains(where: \.name.isEmpty)
      || decisions.contains(where: { $0.one.entity.name.isEmpty || $0.other.entity.name.isEmpty })
    {
      throw Diagnostic(.error, "an entity has no name")
    }
    var relations: [Int] = []
    relations.reserveCapacity(statements.count)
    var checkedTimes: Set<String> = [""]
    for index in statements.indices {
      func failure(_ message: String) -> Diagnostic {
        Diagnostic(.error, message, at: statements[index].origin)
      }
      do {
        relations.append(try vocabulary.requireRelation(named: statements[index].relation))
      } catch {
        throw failure(error.message)
      }
      if statements[index].subject.name.isEmpty { throw failure("the subject has no name") }
      if statements[index].object.name.isEmpty { throw failure("the object has no name") }
      if let confidence = statements[index].confidence, !(0...1).contains(confidence) {
        throw failure("the confidence is a number from 0 to 1, not \(confidence)")
      }
      if let time = statements[index].qualifiers.time, checkedTimes.insert(time).inserted {
        do throws(EDTFError) { _ = try EDTF(time) } catch { throw failure(error.description) }
      }
    }
    return relations
  }
}

extension Relation {
  /// Warnings about the ends, by name and type, that this does not accept.
  package func warnings(
    subject: (name: String, type: EntityType), object: (name: String, type: EntityType),
    at location: SourceLocation?
  ) -> [Diagnostic] {
    func warning(_ role: String, _ end: (name: String, type: EntityType), _ types: Set<EntityType>)
      -> Diagnostic
    {
      let expected = types.sorted().map(\.rawValue).joined(separator: ", ")
      return Diagnostic(
        .warning,
        "the \(role) of \(name) is usually one of \(expected); \(end.name.quoted) is of type \(end.type)",
        at: location)
    }
    var warnings: [Diagnostic] = []
    if !accepts(subject: subject.type) {
      warnings.append(warning("subject", subject, subjectTypes))
    }
    if !accepts(object: object.type) { warnings.append(warning("object", object, objectTypes)) }
    return warnings
  }
}

extension Qualifiers {
  /// The same with empty texts taken as absent.
  package var canonical: Qualifiers {
    func nonEmpty(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    return Qualifiers(
      polarity: polarity, mode: mode, attributedTo: nonEmpty(attributedTo), time: nonEmpty(time),
      place: nonEmpty(place))
  }
}

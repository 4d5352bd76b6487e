import GraphModel
import Language

/// Makes statements with evidence of an annotated document.
public struct Extractor: Sendable {
  /// Named in evidence, so that a reader knows what found it; rules by their names, both as `model+rule`.
  static let modelName = "model"

  private let vocabulary: Vocabulary
  private let book: PhraseBook

  /// Makes an extractor for the relations and phrases of a vocabulary, and the standard phrases.
  public init(vocabulary: Vocabulary = .standard) {
    self.vocabulary = vocabulary
    book = PhraseBook(
      Vocabulary.standardPhrases.filter { vocabulary.relation(named: $0.relation) != nil }
        + vocabulary.phrases)
  }

  /// What model and rules propose in a document, with the names of the two ends.
  package func proposals(
    from annotation: Annotation
  ) -> (annotation: Annotation, [(proposal: Proposal, subject: [String], object: [String])]) {
    var annotation = annotation
    let proposals = proposed(in: &annotation)
    let entities = DocumentEntities(of: annotation)
    func names(_ mention: Int) -> [String] {
      let entity = entities.entities[entities.entityOfMention[mention]]
      return [entity.name] + entity.aliases
    }
    return (
      annotation,
      Soundness(entities, vocabulary).sound(proposals).map {
        ($0, names($0.candidate.subject), names($0.candidate.object))
      }
    )
  }

  /// What a document says.
  ///
  /// Entities are those of the document; an unnamed one gets an id that holds the document's, so that it
  /// never joins another document's. Every evidence is the sentence, or the run of sentences, that holds
  /// subject, object and trigger, with where each of them stands in it.
  ///
  /// - Parameter threshold: The least probability of what is taken; nil for the one that balances what is
  ///   missed against what is wrong.
  /// - Complexity: O(*n* log *n*) in mentions and relations.
  public func extract(
    from annotation: Annotation, document: Document, threshold: Double? = nil
  ) -> Extraction {
    var annotation = annotation
    let proposed = proposed(in: &annotation)
    let entities = DocumentEntities(of: annotation, links: document.links)
    let times = StatementTimes(
      of: QuotedDays.settled(annotation, in: entities.sentences), entities: entities)
    let soundness = Soundness(entities, vocabulary)
    let proposals = soundness.sound(proposed)
    let probabilities = Confidence.of(proposals, between: entities, in: annotation)
    // What stands against what is settled by the cut alone, so that who asks for less sure statements gets the others as well.
    let isSure = probabilities.map { $0 >= Confidence.cut }
    let least = threshold ?? Confidence.cut
    let isNested = NestedCandidates(of: proposals.map(\.candidate), isSure, in: annotation)
    let rivals = RivalCandidates(
      of: proposals.map(\.candidate), isSure, in: times.sentences, entities,
      symmetric: { vocabulary.relation(named: $0)?.isSymmetric ?? false })
    let places = StatementPlaces(times.sentences, of: entities)
    var found: [Finding] = []
    for (index, proposal) in proposals.enumerated()
    where probabilities[index] >= min(least, Confidence.floor) && !isNested.contains(index)
      && !rivals.contains(index)
    {
      let candidate = proposal.candidate
      let span = Self.sentences(of: candidate, in: annotation)
      found.append(
        Finding(
          subject: entities.entityOfMention[candidate.subject], relation: candidate.relation,
          object: entities.entityOfMention[candidate.object],
          qualifiers: Qualifiers(
            polarity: candidate.polarity,
            mode: candidate.mode,
            attributedTo: candidate.mode == .claimed
              ? soundness.speakers.speaker(of: candidate).map {
                entities.entities[entities.entityOfMention[$0]].name
              }
              : nil,
            time: times.time(of: candidate)),
          place: places.place(of: candidate), probability: probabilities[index],
          isSure: isSure[index],
          isPhrased: isPhrased(candidate, in: annotation),
          span: span, parts: Self.parts(of: candidate, in: span, of: annotation),
          extractor: proposal.finder))
    }
    found = Restatements.withoutUntoldTimes(Restatements.dated(found))
    found = OneWayRelations.settled(SaidAndDenied.settled(found), in: annotation, vocabulary)
    return extraction(found, least, entities, annotation, document)
  }

  private func isPhrased(
    _ candidate: Annotation.RelationCandidate, in annotation: Annotation
  ) -> Bool {
    candidate.trigger.contains { token in
      book.entries(
        for: annotation.form(token).lowercased(), lemma: annotation.tokens[token].lemma
      ).contains { book.entries[$0.entry].phrase.relation == candidate.relation }
    }
  }

  /// What model and rules propose, once the annotation is set right.
  private func proposed(in annotation: inout Annotation) -> [Proposal] {
    AcronymTypes.correct(&annotation)
    SurnameTypes.correct(&annotation)
    Nationals.correct(&annotation)
    OpeningPhrases.correct(&annotation)
    return Proposal.all(of: &annotation, book, vocabulary)
  }

  /// One thing that was found said.
  struct Finding {
    var subject: Int
    var relation: String
    var object: Int
    var qualifiers: Qualifiers
    /// The entity where it happened: no part of what tells statements apart, as one sentence may leave it out.
    var place: Int?
    var probability: Double
    /// Whether it is at or above `Confidence.cut`, whatever the threshold.
    var isSure: Bool
    /// Whether its trigger has the verb or noun of one of the relation's phrases.
    var isPhrased = false
    /// The bytes of the sentences that say it.
    var span: Range<Int>
    /// Where in them subject, trigger and object stand.
    var parts = Evidence.Parts()
    var extractor: String
  }

  private func extraction(
    _ found: [Finding], _ least: Double, _ entities: DocumentEntities, _ annotation: Annotation,
    _ document: Document
  ) -> Extraction {
    struct Key: Hashable {
      var claim: Claim
      var qualifiers: Qualifiers
    }
    var order: [Key] = []
    var findings: [Key: [Finding]] = [:]
    var strongest: [Claim: (probability: Double, key: Key)] = [:]
    func state(_ finding: Finding) {
      let key = Key(claim: finding.claim, qualifiers: finding.qualifiers)
      if findings[key] == nil { order.append(key) }
      findings[key, default: []].append(finding)
      if finding.probability > strongest[finding.claim]?.probability ?? 0 {
        strongest[finding.claim] = (finding.probability, key)
      }
    }
    let limit = max(least, Confidence.cut)
    for finding in found where finding.probability >= limit { state(finding) }
    let stated = strongest
    for finding in found where finding.probability < limit {
      // A sentence that denies is no evidence of what others assert, so it supports what has its polarity.
      if let key = stated[finding.claim]?.key {
        if finding.probability >= Confidence.floor { findings[key, default: []].append(finding) }
      } else if finding.probability >= least {
        state(finding)
      }
    }
    let records = records(of: entities, in: document)
    // Of two that the graph takes for one (*two associates*, *them*) nothing is said.
    let nodes = records.map { $0.id ?? Entity.id(type: $0.type ?? .thing, name: $0.name) }
    order.removeAll { nodes[$0.claim.subject] == nodes[$0.claim.object] }
    var result = Extraction(document: document)
    var taken = Set<Int>()
    for key in order {
      guard let findings = findings[key] else { continue }
      // A sentence is cited once, for the surest of what it was found by.
      var finders: [Range<Int>: Finding] = [:]
      for finding in findings where finding.probability > finders[finding.span]?.probability ?? -1 {
        finders[finding.span] = finding
      }
      let evidence = finders.values.map {
        Evidence(
          document: document.id, span: $0.span, quote: annotation.quote($0.span),
          parts: $0.parts, extractor: $0.extractor)
      }.sorted()
      var qualifiers = key.qualifiers
      let surest = findings.filter(\.isSure)
      let places = Set((surest.isEmpty ? findings : surest).compactMap(\.place))
      if places.count == 1, let place = places.first { qualifiers.place = records[place].name }
      result.statements.append(
        StatementRecord(
          subject: records[key.claim.subject], relation: key.claim.relation,
          object: records[key.claim.object],
          qualifiers: qualifiers,
          // As sure as it can be written: a statement read back is the one that was written.
          confidence: findings.map(\.probability).max().map { Double(Float($0)) },
          evidence: evidence))
      taken.formUnion([key.claim.subject, key.claim.object])
    }
    result.statements.sort { left, right in
      guard let l = left.evidence.first, let r = right.evidence.first else { return false }
      // The words of one span are the same, however long.
      guard l.span == r.span else { return l < r }
      return l.extractor == r.extractor
        ? l.parts < r.parts : l.extractor ?? "" < r.extractor ?? ""
    }
    for (index, entity) in entities.entities.enumerated() {
      let isTaken = taken.contains(index)
      let isLikelyName =
        entity.isNamed && entity.mentions.contains(where: { annotation.mentions[$0].isLikely })
      guard isTaken || isLikelyName else { continue }
      var record = records[index]
      record.mentions = zip(entity.mentions, entity.reasons).map { mention, reason in
        let span = annotation.mentions[mention].span
        return EntityMention(
          document: document.id, span: span, quote: annotation.quote(span), reason: reason)
      }
      if isTaken { result.entities.append(record) } else { result.bystanders.append(record) }
    }
    return result
  }

  /// The entities as the graph is to know them, numbered where two have one id (`EntityNumbers`).
  private func records(of entities: DocumentEntities, in document: Document) -> [EntityRecord] {
    var numbers = EntityNumbers()
    return entities.entities.map { entity in
      var record = record(of: entity, in: document)
      record.id = record.id.map { numbers.numbered($0, of: entity) }
      return record
    }
  }

  /// The entity as the graph is to know it.
  ///
  /// What the document does not name, and a person of whom it gives but one name, stays the document's own,
  /// unless a link says who or what it is.
  private func record(of entity: DocumentEntity, in document: Document) -> EntityRecord {
    let type = CountryNames.isCountry(entity.name) ? .place : entity.type
    var record = EntityRecord(name: entity.name, type: type, aliases: entity.aliases)
    let isBareName = type == .person && NameKey.tokens(entity.name).count == 1
    if let identity = entity.identity {
      record.identifiers[identity.scheme] = identity.value
    } else if !entity.isNamed || isBareName {
      record.id = "\(Entity.id(type: type, name: entity.name))@\(document.id)"
    }
    if !entity.isNamed { record.properties["unnamed"] = "yes" }
    return record
  }

  /// The bytes of the sentences from the first to the last that a candidate touches.
  private static func sentences(
    of candidate: Annotation.RelationCandidate, in annotation: Annotation
  ) -> Range<Int> {
    var tokens = [
      annotation.mentions[candidate.subject].tokens.lowerBound,
      annotation.mentions[candidate.object].tokens.lowerBound,
    ]
    if !candidate.trigger.isEmpty { tokens.append(candidate.trigger.lowerBound) }
    let places = tokens.map { annotation.sentence(of: $0) }
    let first = annotation.sentences[places.min() ?? 0].tokens.lowerBound
    let last = annotation.sentences[places.max() ?? 0].tokens.upperBound
    return annotation.span(first..<last)
  }

  /// The bytes of the two mentions, as they stand there, and of the trigger, as far as they lie in a span.
  private static func parts(
    of candidate: Annotation.RelationCandidate, in span: Range<Int>, of annotation: Annotation
  ) -> Evidence.Parts {
    func inside(_ part: Range<Int>) -> Range<Int>? {
      let inside = part.clamped(to: span)
      return inside.isEmpty ? nil : inside
    }
    return Evidence.Parts(
      subject: inside(annotation.mentions[candidate.subject].span),
      trigger: inside(annotation.span(candidate.trigger)),
      object: inside(annotation.mentions[candidate.object].span))
  }
}

import GraphModel
import Language

/// Makes statements with evidence of an annotated document.
public struct Extractor: Sendable {
  /// Named in every piece of evidence, so that a reader knows what found it.
  static let modelName = "model"

  private let vocabulary: Vocabulary

  /// Makes an extractor for the relations of a vocabulary.
  public init(vocabulary: Vocabulary = .standard) { self.vocabulary = vocabulary }

  /// What a document says.
  ///
  /// Entities are those of the document; an unnamed one gets an id that holds the document's, so that it
  /// never joins another document's. Every evidence is the sentence, or the run of sentences, that holds
  /// subject, object and trigger.
  ///
  /// - Parameter threshold: The least probability of what is taken; nil for each relation's own, which
  ///   balances what is missed against what is wrong.
  /// - Complexity: O(*n* log *n*) in mentions and relations.
  public func extract(
    from annotation: Annotation, document: Document, threshold: Double? = nil
  ) -> Extraction {
    let entities = DocumentEntities(of: annotation, links: document.links)
    let times = StatementTimes(of: annotation, entities: entities)
    let candidates = annotation.relations.filter { candidate in
      vocabulary.relation(named: candidate.relation) != nil
        && entities.entityOfMention[candidate.subject] != entities.entityOfMention[candidate.object]
    }
    let isTaken = candidates.map { candidate in
      threshold.map { candidate.probability >= $0 } ?? candidate.isStated
    }
    let isNested = NestedCandidates(of: candidates, isTaken, in: annotation)
    var found: [Finding] = []
    for (index, candidate) in candidates.enumerated()
    where candidate.probability >= Self.supportFloor && !isNested.contains(index) {
      found.append(
        Finding(
          subject: entities.entityOfMention[candidate.subject], relation: candidate.relation,
          object: entities.entityOfMention[candidate.object],
          qualifiers: Qualifiers(
            polarity: candidate.polarity, mode: candidate.mode,
            attributedTo: candidate.mode == .claimed
              ? candidate.speaker.map { entities.entities[entities.entityOfMention[$0]].name }
              : nil,
            time: times.time(of: candidate)),
          probability: candidate.probability, isTaken: isTaken[index],
          span: Self.sentences(of: candidate, in: annotation), extractor: Self.modelName))
    }
    return extraction(Restatements.dated(found), entities, annotation, document)
  }

  /// What is less probable than this does not even support what is said elsewhere.
  private static let supportFloor = 0.2

  /// One thing that was found said.
  struct Finding {
    var subject: Int
    var relation: String
    var object: Int
    var qualifiers: Qualifiers
    var probability: Double
    /// Whether it is a statement by itself, rather than only support for one.
    var isTaken: Bool
    /// The bytes of the sentences that say it.
    var span: Range<Int>
    var extractor: String
  }

  private func extraction(
    _ found: [Finding], _ entities: DocumentEntities, _ annotation: Annotation, _ document: Document
  ) -> Extraction {
    struct Ends: Hashable {
      var subject: Int
      var relation: String
      var object: Int
    }
    struct Key: Hashable {
      var ends: Ends
      var qualifiers: Qualifiers
    }
    var order: [Key] = []
    var findings: [Key: [Finding]] = [:]
    var strongest: [Ends: (probability: Double, key: Key)] = [:]
    var support: [Ends: [Finding]] = [:]
    for finding in found {
      let ends = Ends(
        subject: finding.subject, relation: finding.relation, object: finding.object)
      guard finding.isTaken else {
        support[ends, default: []].append(finding)
        continue
      }
      let key = Key(ends: ends, qualifiers: finding.qualifiers)
      if findings[key] == nil { order.append(key) }
      findings[key, default: []].append(finding)
      if finding.probability > strongest[ends]?.probability ?? 0 {
        strongest[ends] = (finding.probability, key)
      }
    }
    for (ends, weaker) in support {
      if let key = strongest[ends]?.key { findings[key, default: []] += weaker }
    }
    let records = entities.entities.map { record(of: $0, in: document) }
    var result = Extraction(document: document)
    var taken = Set<Int>()
    for key in order {
      guard let findings = findings[key] else { continue }
      let evidence = Set(
        findings.map {
          Evidence(
            document: document.id, span: $0.span, quote: annotation.quote($0.span),
            extractor: $0.extractor)
        }
      ).sorted()
      result.statements.append(
        StatementRecord(
          subject: records[key.ends.subject], relation: key.ends.relation,
          object: records[key.ends.object],
          qualifiers: key.qualifiers, confidence: findings.map(\.probability).max(),
          evidence: evidence))
      taken.formUnion([key.ends.subject, key.ends.object])
    }
    result.statements.sort { left, right in
      guard let l = left.evidence.first, let r = right.evidence.first, l != r else { return false }
      return l < r
    }
    result.entities = taken.sorted().map { records[$0] }
    return result
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
}

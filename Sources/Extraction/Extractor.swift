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
  /// - Complexity: O(*n* log *n*) in mentions and relations.
  public func extract(from annotation: Annotation, document: Document) -> Extraction {
    let entities = DocumentEntities(of: annotation)
    let times = StatementTimes(of: annotation)
    var found: [Finding] = []
    for candidate in annotation.relations where candidate.isStated {
      guard vocabulary.relation(named: candidate.relation) != nil else { continue }
      let subject = entities.entityOfMention[candidate.subject]
      let object = entities.entityOfMention[candidate.object]
      guard subject != object else { continue }
      found.append(
        Finding(
          subject: subject, relation: candidate.relation, object: object,
          qualifiers: Qualifiers(
            polarity: candidate.polarity, mode: candidate.mode,
            attributedTo: candidate.mode == .claimed
              ? candidate.speaker.map { entities.entities[entities.entityOfMention[$0]].name } : nil,
            time: times.time(of: candidate)),
          probability: candidate.probability,
          span: Self.sentences(of: candidate, in: annotation), extractor: Self.modelName))
    }
    return extraction(found, entities, annotation, document)
  }

  /// One thing that was found said.
  struct Finding {
    var subject: Int
    var relation: String
    var object: Int
    var qualifiers: Qualifiers
    var probability: Double
    /// The bytes of the sentences that say it.
    var span: Range<Int>
    var extractor: String
  }

  private func extraction(
    _ found: [Finding], _ entities: DocumentEntities, _ annotation: Annotation, _ document: Document
  ) -> Extraction {
    struct Key: Hashable {
      var subject: Int
      var relation: String
      var object: Int
      var qualifiers: Qualifiers
    }
    var order: [Key] = []
    var findings: [Key: [Finding]] = [:]
    for finding in found {
      let key = Key(
        subject: finding.subject, relation: finding.relation, object: finding.object,
        qualifiers: finding.qualifiers)
      if findings[key] == nil { order.append(key) }
      findings[key, default: []].append(finding)
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
          subject: records[key.subject], relation: key.relation, object: records[key.object],
          qualifiers: key.qualifiers, confidence: findings.map(\.probability).max(),
          evidence: evidence))
      taken.formUnion([key.subject, key.object])
    }
    result.statements.sort { left, right in
      guard let l = left.evidence.first, let r = right.evidence.first, l != r else { return false }
      return l < r
    }
    result.entities = taken.sorted().map { records[$0] }
    return result
  }

  private func record(of entity: DocumentEntity, in document: Document) -> EntityRecord {
    var record = EntityRecord(name: entity.name, type: entity.type, aliases: entity.aliases)
    if !entity.isNamed {
      record.id = "\(Entity.id(type: entity.type, name: entity.name))@\(document.id)"
      record.properties["unnamed"] = "yes"
    }
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

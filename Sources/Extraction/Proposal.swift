import GraphModel
import Language

/// That a document may say something of two mentions: the model's word, the rules', or both.
package struct Proposal: Sendable {
  /// What may be said; its probability is the model's, 0 where the model proposes nothing.
  package var candidate: Annotation.RelationCandidate
  /// How phrases come to say it; empty where none does.
  var rules: Rule = []
  /// The phrase that says it most plainly.
  package var phrase: Phrase?

  /// The name of the rule that found it, or nil.
  package var rule: String? { rules.isEmpty ? nil : rules.name }

  /// What evidence says of who found it: `model`, a rule, or both.
  var finder: String {
    guard let rule else { return Extractor.modelName }
    return candidate.probability > 0 ? "\(Extractor.modelName)+\(rule)" : rule
  }

  /// All proposals of a document, by subject, object and relation.
  ///
  /// Mentions that phrases ask for are added to the annotation, behind its own.
  static func all(
    of annotation: inout Annotation, _ book: PhraseBook, _ vocabulary: Vocabulary
  ) -> [Proposal] {
    struct Key: Hashable {
      var subject, object: Int
      var relation: String
    }
    var proposals: [Proposal] = []
    var places: [Key: Int] = [:]
    for candidate in annotation.relations
    where vocabulary.relation(named: candidate.relation) != nil {
      places[
        Key(subject: candidate.subject, object: candidate.object, relation: candidate.relation)] =
        proposals.count
      proposals.append(Proposal(candidate: candidate))
    }
    var reader = PhraseReader(annotation, book)
    let findings = reader.read(in: vocabulary)
    for mention in annotation.mentions.count..<reader.mentions.count {
      annotation.clusters.append([mention])
    }
    annotation.mentions = reader.mentions
    for finding in findings {
      let key = Key(
        subject: finding.subject, object: finding.object, relation: finding.relation)
      let phrase = book.entries[finding.entry].phrase
      if let place = places[key] {
        // The most reliable way of being said is the one that counts.
        if phrase.reliability > proposals[place].phrase?.reliability ?? -1 {
          proposals[place].rules = finding.rules
          proposals[place].phrase = phrase
        }
      } else {
        places[key] = proposals.count
        let said = reader.sentences.said(at: finding.trigger)
        proposals.append(
          Proposal(
            candidate: Annotation.RelationCandidate(
              relation: finding.relation, subject: finding.subject, object: finding.object,
              probability: 0, isStated: false, polarity: said.polarity, mode: said.mode,
              speaker: nil,
              trigger: finding.trigger..<finding.trigger + 1),
            rules: finding.rules, phrase: phrase))
      }
    }
    return proposals.sorted {
      ($0.candidate.subject, $0.candidate.object, $0.candidate.relation)
        < ($1.candidate.subject, $1.candidate.object, $1.candidate.relation)
    }
  }
}

import GraphModel
import Language

/// Attacks with words: *attacked the minister over his policy* is criticism.
///
///     Brown attacked Cameron over his economic policy.
///     In a speech on Monday, Khrushchev attacked Hammarskjold.
enum VerbalAttacks {
  private static let grounds: Set = ["over", "for", "as"]
  private static let occasions: Set = [
    "speech", "interview", "debate", "statement", "editorial", "article", "broadcast", "sermon",
    "letter", "address",
  ]

  /// What a candidate of `attacked` says: `criticized`, where a person attacks so.
  static func relation(
    of candidate: Annotation.RelationCandidate, in sentences: Sentences
  ) -> String {
    let annotation = sentences.annotation
    guard candidate.relation == "attacked", !candidate.trigger.isEmpty,
      annotation.mentions[candidate.subject].type == .person
    else { return candidate.relation }
    let verb = annotation.head(of: candidate.trigger)
    guard sentences.forms[verb].hasPrefix("attack") else { return candidate.relation }
    let isVerbal = sentences.dependents(of: verb).contains { word in
      let cases = sentences.cases(word) + sentences.marks(word)
      return ["obl", "advcl"].contains(sentences.label(word))
        && (cases.contains(where: grounds.contains)
          || cases.contains("in") && occasions.contains(sentences.forms[word]))
    }
    return isVerbal ? "criticized" : candidate.relation
  }
}

import GraphModel
import Language

/// Attacks with words: *attacked the minister over his policy* is criticism.
///
///     Brown attacked Cameron over his economic policy.
///     In a speech on Monday, Khrushchev attacked Hammarskjold.
enum VerbalAttacks {
  private static let grounds: Set = ["over", "for", "as"]
  /// For hours, over the weekend, over the head.
  private static let noGrounds: Set = [
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "night", "nights",
    "week", "weeks", "weekend", "month", "months", "year", "years", "time", "head", "face", "money",
  ]
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
      annotation.mentions[candidate.subject].type == .person,
      annotation.mentions[candidate.object].type != .place
    else { return candidate.relation }
    let verb = annotation.head(of: candidate.trigger)
    guard sentences.forms[verb].hasPrefix("attack") else { return candidate.relation }
    let isVerbal = sentences.dependents(of: verb).contains { word in
      switch sentences.label(word) {
      case "obl":
        let cases = sentences.cases(word)
        return word > verb && cases.contains(where: grounds.contains)
          && !noGrounds.contains(sentences.forms[word])
          || cases.contains("in") && occasions.contains(sentences.forms[word])
      case "advcl": return sentences.marks(word).contains("for")
      default: return false
      }
    }
    return isVerbal ? "criticized" : candidate.relation
  }
}

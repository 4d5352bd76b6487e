import GraphModel
import Language

/// Attacks with words: *attacked the minister over his policy* is criticism.
///
///     Brown attacked Cameron over his economic policy.
///     In a speech on Monday, Khrushchev attacked Hammarskjold.
struct VerbalAttacks: Reading {
  let sentences: Sentences

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

  /// The candidate, with `criticized` for its relation where a person attacks so.
  func read(_ candidate: Annotation.RelationCandidate) -> Annotation.RelationCandidate? {
    let mentions = sentences.annotation.mentions
    guard candidate.relation == "attacked", let verb = sentences.trigger(of: candidate),
      mentions[candidate.subject].type == .person, mentions[candidate.object].type != .place,
      sentences.forms[verb].hasPrefix("attack"), isVerbal(verb)
    else { return candidate }
    var candidate = candidate
    candidate.relation = "criticized"
    return candidate
  }

  private func isVerbal(_ verb: Int) -> Bool {
    sentences.dependents(of: verb).contains { word in
      switch sentences.label(word) {
      case "obl":
        let cases = sentences.cases(word)
        return word > verb && cases.contains(where: Self.grounds.contains)
          && !Self.noGrounds.contains(sentences.forms[word])
          || cases.contains("in") && Self.occasions.contains(sentences.forms[word])
      case "advcl": return sentences.marks(word).contains("for")
      default: return false
      }
    }
  }
}

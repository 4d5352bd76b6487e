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

  /// What nobody attacks but with words.
  private static let ideas = Inflection.forms(of: [
    "plan", "bill", "law", "budget", "policy", "decision", "proposal", "reform", "treaty",
    "agreement", "ruling", "idea", "speech", "remark", "report", "verdict", "record",
  ])
  /// Who attacks bodies with words.
  private static let speakers: Set = [
    "minister", "senator", "congressman", "congresswoman", "mp", "candidate", "bishop",
    "archbishop", "lawmaker", "legislator", "columnist", "critic", "spokesman", "spokeswoman",
  ]

  /// The candidate, with `criticized` for its relation where a person attacks so.
  func read(_ candidate: Annotation.RelationCandidate) -> Annotation.RelationCandidate? {
    let mentions = sentences.annotation.mentions
    guard candidate.relation == "attacked", let verb = sentences.trigger(of: candidate),
      sentences.forms[verb].hasPrefix("attack"),
      mentions[candidate.object].type != .place
    else { return candidate }
    let (subject, object) = (
      sentences.headWord(of: candidate.subject), sentences.headWord(of: candidate.object)
    )
    let isByPerson = mentions[candidate.subject].type == .person
    guard
      isByPerson && isVerbal(verb)
        || Self.ideas.contains(sentences.forms[object])
        || isByPerson && mentions[candidate.object].type == .organization
          && isTitled(subject, Self.speakers)
    else { return candidate }
    var candidate = candidate
    candidate.relation = "criticized"
    return candidate
  }

  private func isTitled(_ word: Int, _ nouns: Set<String>) -> Bool {
    ([word] + sentences.dependents(of: word, "nmod:desc", "appos")).contains {
      nouns.contains(sentences.forms[$0])
    }
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

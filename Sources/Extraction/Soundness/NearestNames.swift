import Language

/// What is said in the singular behind two names joined is said of the last of them.
///
///     Peter Halm and Ivan Brod, brother of Adam Kell        Brod is his brother
///     Kenji Ito and Lina Falk, who was born in Osaka        Falk was
///     the clubs and the mayor, who were both sued           no singular
///
/// Parsers hang it on the first. Only of kin, marriage and birth: *the founder and chairman, brother of …* is one.
struct NearestNames: Denial {
  let sentences: Sentences

  private static let ties: Set = ["related-to", "married-to", "born-in"]
  private static let singular: Set = ["was", "is", "has"]
  private static let reach = 4

  func deny(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard Self.ties.contains(candidate.relation), let trigger = sentences.trigger(of: candidate),
      let (said, first) = attachment(of: trigger)
    else { return false }
    let joined = sentences.dependents(of: first, "conj").filter { $0 < said && isPerson($0) }
    guard let last = joined.last, isPerson(first) else { return false }
    return [candidate.subject, candidate.object].map(sentences.headWord(of:)).contains {
      $0 == first || joined.contains($0) && $0 != last
    }
  }

  /// The noun or verb in the singular that says it, and the noun that the parser hangs it on.
  private func attachment(of trigger: Int) -> (said: Int, noun: Int)? {
    var word = trigger
    for _ in 0..<Self.reach {
      guard let head = sentences.head(word) else { return nil }
      switch sentences.label(word) {
      case "appos":
        return sentences.isPersonNoun(word) ? (word, head) : nil
      case "acl", "acl:relcl":
        let isSingular = sentences.dependents(of: word, "aux", "aux:pass", "cop").contains {
          Self.singular.contains(sentences.forms[$0])
        }
        return isSingular ? (word, head) : nil
      default: word = head
      }
    }
    return nil
  }

  private func isPerson(_ word: Int) -> Bool {
    sentences.tag(word) == .properNoun
      && sentences.mentions(at: word).contains {
        sentences.annotation.mentions[$0].type == .person
      }
  }
}

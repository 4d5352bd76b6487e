import Language

/// Deeds that somebody claims to have done.
///
///     Hamas claimed responsibility for the bombing.            participated-in, claimed
///     The ambush, claimed by the Armed Islamic Group, …        the same
///     Rebels took responsibility for the attack on the base.   that they attacked it is claimed
///     Both parties claimed victory.                            no deed
enum Responsibility {
  static let claiming = Inflection.forms(of: ["claim"])
  private static let owning = Inflection.forms(of: [
    "claim", "take", "accept", "admit", "assume", "acknowledge",
  ])
  private static let deeds = Inflection.forms(of: [
    "attack", "bombing", "bomb", "blast", "explosion", "ambush", "killing", "assassination",
    "murder", "raid", "shooting", "strike", "airstrike", "assault", "kidnapping", "abduction",
    "hijacking", "massacre", "shelling", "operation", "beheading", "execution", "stabbing", "hack",
    "sabotage", "hostage-taking",
  ])
  /// What deeds are made of; that somebody says so *in a message to reporters* is a fact.
  private static let relations = RelationKinds.violence.union(["participated-in", "caused"])
  private static let reach = 4

  /// Whether a verb claims a deed, or the responsibility for one.
  static func claims(_ verb: Int, in sentences: Sentences) -> Bool {
    let objects =
      sentences.isPassive(verb)
      ? sentences.subjects(of: verb).map(\.token)
      : sentences.objects(of: verb).map(\.token)
    return claiming.contains(sentences.forms[verb])
      && objects.contains { deeds.contains(sentences.forms[$0]) }
      || owning.contains(sentences.forms[verb])
        && objects.contains { sentences.forms[$0] == "responsibility" }
  }

  private static let taken: Set = [
    "life", "lives", "gold", "silver", "bronze", "medal", "medals", "title", "titles", "trophy",
    "crown", "prize", "championship",
  ]

  /// Whether a verb of claiming only tells what is taken: *the fire claimed nine lives*, *claimed gold*.
  static func takes(_ verb: Int, in sentences: Sentences) -> Bool {
    claiming.contains(sentences.forms[verb])
      && sentences.dependents(of: verb, "obj", "nsubj:pass").contains {
        taken.contains(sentences.forms[$0])
      }
  }

  /// Whether the subject of a candidate claims the deed that its trigger names.
  static func isClaimed(
    _ candidate: Annotation.RelationCandidate, in sentences: Sentences
  ) -> Bool {
    guard relations.contains(candidate.relation), var word = sentences.trigger(of: candidate) else {
      return false
    }
    for _ in 0..<reach {
      if sentences.isVerb(word) {
        return claims(word, in: sentences)
          && sentences.doers(with: word).contains {
            sentences.mentions(at: $0.token).contains(candidate.subject)
          }
      }
      guard let head = sentences.head(word) else { return false }
      word = head
    }
    return false
  }
}

import Language

/// Of two deeds joined, each is of whom stands before it.
///
///     the American blockade of Iran and Israeli strikes on Beirut       neither America nor Iran struck Beirut
///     the Indian tariffs on China and Pakistani shelling of Kashmir     India put none on Pakistan
struct JoinedDeeds: Denial {
  let sentences: Sentences

  private static let relations = RelationKinds.violence.union([
    "sanctioned", "fights", "threatened",
  ])
  private static let doers: Set = ["amod", "compound", "nmod:poss"]

  func deny(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard Self.relations.contains(candidate.relation),
      let trigger = sentences.trigger(of: candidate), sentences.isNoun(trigger)
    else { return false }
    let (subject, object) = (
      sentences.headWord(of: candidate.subject), sentences.headWord(of: candidate.object)
    )
    if sentences.label(trigger) == "conj", let first = sentences.head(trigger),
      sentences.isNoun(first), hasDoer(trigger), subject < trigger,
      sentences.isBelow(subject, first), !sentences.isBelow(subject, trigger)
    {
      return true
    }
    return sentences.dependents(of: trigger, "conj").contains { next in
      sentences.isNoun(next) && hasDoer(next) && sentences.isBelow(object, next)
        && object != next
    }
  }

  /// Whether a country or a body before a noun does what it names.
  private func hasDoer(_ noun: Int) -> Bool {
    sentences.dependents(of: noun).contains { word in
      word < noun && Self.doers.contains(sentences.label(word))
        && (sentences.tag(word) == .properNoun
          || sentences.mentions(at: word).contains {
            let mention = sentences.annotation.mentions[$0]
            return [.organization, .place, .person].contains(mention.type)
              && mention.tokens.upperBound <= noun
          })
    }
  }
}

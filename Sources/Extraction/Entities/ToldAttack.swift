import Language

/// Which attack *the bombing* means where a sentence tells of two: the one that is told, rather than what it came after or
/// answered.
///
///     Planes bombed Sanaa after a rocket attack on Riyadh. Iran condemned the bombing.     of Sanaa
struct ToldAttack {
  private static let attacking = Inflection.forms(of: [
    "attack", "bomb", "bombard", "shell", "raid", "strike", "storm", "assault", "ambush", "hit",
    "invade",
  ])
  private static let causes: Set = ["after", "for", "to", "before", "since", "following", "over"]

  private let names: [MentionName]
  private let sentences: Sentences

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
  }

  /// The noun of an attack that is described.
  func noun(of mention: Int) -> String? {
    let annotation = sentences.annotation
    guard names[mention].kind == .description, annotation.mentions[mention].type == .event else {
      return nil
    }
    let head = annotation.head(of: names[mention].tokens)
    return FatalAttacks.isAttack(annotation.tokens[head].lemma.lowercased())
      ? sentences.forms[head] : nil
  }

  /// Whether a description means the attack that the sentence before tells, and not what some mentions mean.
  func isMeant(by mention: Int, ratherThan others: [Int]) -> Bool {
    let annotation = sentences.annotation
    let head = annotation.head(of: names[mention].tokens)
    let sentence = annotation.sentence(of: head)
    guard noun(of: mention) != nil, sentence > 0,
      sentences.dependents(of: head, "nmod", "acl", "acl:relcl").isEmpty
    else { return false }
    let before = annotation.sentences[sentence - 1].tokens
    guard let root = sentences.root(of: before),
      Self.attacking.contains(sentences.forms[root])
    else { return false }
    return others.allSatisfy { other in
      let event = sentences.headWord(of: other)
      return before.contains(event) && sentences.forms[event] != sentences.forms[head]
        && sentences.isNoun(event) && isCause(event, of: root)
    }
  }

  /// Whether a word or what it hangs on follows `after` or another word of causes, below a verb.
  private func isCause(_ word: Int, of verb: Int) -> Bool {
    var word = word
    for _ in 0..<Sentences.reach {
      if word == verb { return false }
      if sentences.cases(word).contains(where: Self.causes.contains) { return true }
      guard let head = sentences.head(word) else { return false }
      word = head
    }
    return false
  }
}

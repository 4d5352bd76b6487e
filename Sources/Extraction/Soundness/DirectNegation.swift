import Language

/// What a word that says it is itself denied is never taken for so, whatever the model makes of it.
///
/// *It will not withdraw* is no withdrawal, *it had not carried out the strike* no strike of its. Of two that are
/// contrasted only one is: *met Stalin, not Hitler*, *bombed Iraq rather than Iran*, *the army and not the police*.
enum DirectNegation {
  private static let negations: Set = ["not", "n't", "n’t", "never"]
  /// How many words away from its verb it is looked for.
  private static let reach = 60

  /// Whether *not* or *never* depends on the head of a trigger; *not only* denies nothing.
  static func denies(_ trigger: Range<Int>, in annotation: Annotation) -> Bool {
    guard !trigger.isEmpty else { return false }
    let head = annotation.head(of: trigger)
    let sentence = annotation.sentences[annotation.sentence(of: head)].tokens
    return sentence.clamped(to: head - reach..<head + reach).contains { token in
      annotation.tokens[token].head == head && annotation.tokens[token].label == "advmod"
        && negations.contains(annotation.form(token).lowercased())
        && !isNotOnly(token, in: annotation)
    }
  }

  /// Whether a candidate's trigger is denied, or, where it is a noun, the light verb with which its subject does it; or
  /// whether *neither*, *nor*, *no*, *none* or *but not* denies one of its ends.
  static func denies(
    _ candidate: Annotation.RelationCandidate, in sentences: Sentences,
    of entities: DocumentEntities
  ) -> Bool {
    let annotation = sentences.annotation
    guard let trigger = sentences.trigger(of: candidate) else { return false }
    if denies(candidate.trigger, in: annotation) || isYetToBe(trigger, in: sentences)
      || sentences.isVerb(trigger) && isOfNobody(trigger, in: sentences)
    {
      return true
    }
    // `will not become head of`, `was not named chairman`
    if sentences.label(trigger) == "xcomp", let verb = sentences.head(trigger),
      sentences.isNoun(trigger), sentences.givesTitle(verb), denies(verb..<verb + 1, in: annotation)
    {
      return true
    }
    if isLosing(trigger, candidate, in: sentences) { return true }
    if ends(of: candidate, in: annotation).contains(where: {
      isNone($0, with: trigger, in: sentences)
        || isRuledOut($0, in: sentences)
          // What it is besides, it is: *not Hitler, the leader of*; but not what it is chosen *as*.
          && (!sentences.isBelow(trigger, $0) || sentences.cases(trigger).contains("as"))
    }) {
      return true
    }
    guard let verb = sentences.lightVerb(over: trigger), denies(verb..<verb + 1, in: annotation)
    else { return false }
    let subject = entities.entityOfMention[candidate.subject]
    return sentences.doers(with: verb).lazy.flatMap { sentences.mentions(at: $0.token) }
      .contains { entities.entityOfMention[$0] == subject }
  }

  /// Whether an end is the one of two contrasted that is so, and nothing else is denied: *the army* in *the army and not
  /// the police arrested him*.
  static func contrasts(
    _ candidate: Annotation.RelationCandidate, in sentences: Sentences
  ) -> Bool {
    ends(of: candidate, in: sentences.annotation).contains { end in
      sentences.dependents(of: end, "conj", "appos").contains { other in
        isRuledOut(other, in: sentences)
          || sentences.dependents(of: other).contains {
            sentences.forms[$0] == "not" && isNotOnly($0, in: sentences.annotation)
          }
      }
    }
  }

  private static func ends(
    of candidate: Annotation.RelationCandidate, in annotation: Annotation
  ) -> [Int] {
    [candidate.subject, candidate.object].map {
      annotation.head(of: annotation.mentions[$0].tokens)
    }
  }

  /// Whether a noun, or the first of those it is listed with, is the one that it is not: *not Hitler or Mussolini*, *rather
  /// than Iran*; *not Hitler but Stalin* is Stalin.
  private static func isRuledOut(_ noun: Int, in sentences: Sentences) -> Bool {
    var noun = noun
    for _ in 0..<Sentences.reach {
      let below = sentences.dependents(of: noun)
      if !sentences.isVerb(noun), sentences.dependents(of: noun, "cop").isEmpty,
        below.contains(where: { isContrast($0, with: noun, in: sentences) })
      {
        return true
      }
      guard sentences.label(noun) == "conj", let head = sentences.head(noun),
        !below.contains(where: { sentences.forms[$0] == "but" })
      else { return false }
      noun = head
    }
    return false
  }

  private static func isContrast(_ word: Int, with noun: Int, in sentences: Sentences) -> Bool {
    guard word < noun else { return false }
    if isInsteadOf(word, in: sentences) { return true }
    guard ["not", "never"].contains(sentences.forms[word]), sentences.label(word) == "advmod",
      !isNotOnly(word, in: sentences.annotation), word > 0
    else { return false }
    // Not `not a single soldier`, `not far`: it stands between two.
    return [",", "and", "but", "—", "–", "-", "("].contains(sentences.forms[word - 1])
  }

  /// Whether a word begins *rather than* or *instead of*.
  static func isInsteadOf(_ word: Int, in sentences: Sentences) -> Bool {
    let next = word + 1 < sentences.forms.count ? sentences.forms[word + 1] : ""
    return sentences.forms[word] == "rather" && next == "than"
      || sentences.forms[word] == "instead" && next == "of"
  }

  /// Who loses an election has not won it, but who it is lost to has.
  private static func isLosing(
    _ verb: Int, _ candidate: Annotation.RelationCandidate, in sentences: Sentences
  ) -> Bool {
    candidate.relation == "won" && losing.contains(sentences.forms[verb])
      && sentences.subjects(of: verb).contains {
        sentences.annotation.mentions[candidate.subject].tokens.contains($0.token)
      }
  }

  private static let losing = Inflection.forms(of: ["lose"])

  /// *Has yet to appoint a successor*.
  private static func isYetToBe(_ verb: Int, in sentences: Sentences) -> Bool {
    let first = verb >= 1 && sentences.forms[verb - 1] == "be" ? verb - 1 : verb
    return first >= 2 && sentences.forms[first - 1] == "to" && sentences.forms[first - 2] == "yet"
  }

  /// Whether a verb is of nobody or nothing: *rescued none of them*, *offered her nothing*, *nor did he blame them*.
  private static func isOfNobody(_ verb: Int, in sentences: Sentences) -> Bool {
    sentences.dependents(of: verb).contains { word in
      switch sentences.forms[word] {
      // But *none other than* and *nothing but* are somebody and something.
      case "none", "nobody", "nothing":
        ["obj", "iobj", "nsubj", "nsubj:pass"].contains(sentences.label(word))
          && !(word + 1 < sentences.forms.count
            && ["other", "but"].contains(sentences.forms[word + 1]))
      case "nor", "neither":
        ["cc", "cc:preconj", "advmod"].contains(sentences.label(word))
      default: false
      }
    }
  }

  /// Whether what depends on a verb is none: *neither A nor B attended*, *no civilians were killed*, *suspended her but
  /// not him*.
  private static func isNone(_ end: Int, with verb: Int, in sentences: Sentences) -> Bool {
    var (first, steps) = (end, 0)
    while sentences.label(first) == "conj", let head = sentences.head(first),
      steps < Sentences.reach
    {
      (first, steps) = (head, steps + 1)
    }
    guard sentences.head(first) == verb else { return false }
    if first != end, isButNot(end, in: sentences) { return true }
    return sentences.dependents(of: first).contains { word in
      switch sentences.forms[word] {
      case "neither": ["cc:preconj", "det", "advmod"].contains(sentences.label(word))
      case "no": end == first && sentences.label(word) == "det"
      default: false
      }
    }
  }

  private static func isButNot(_ end: Int, in sentences: Sentences) -> Bool {
    let words = Set(sentences.dependents(of: end).map { sentences.forms[$0] })
    return words.contains("but") && words.contains("not")
  }

  /// Whether a word that negates stands before *only*, so that what is said is so, and more.
  static func isNotOnly(_ token: Int, in annotation: Annotation) -> Bool {
    let next = token + 1
    return annotation.sentences[annotation.sentence(of: token)].tokens.contains(next)
      && annotation.form(next).lowercased() == "only"
  }
}

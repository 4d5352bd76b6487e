import Language

/// What a word that says it is itself denied is never taken for so, whatever the model makes of it: *it will not
/// withdraw* is no withdrawal, *it had not carried out the strike* no strike of its.
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
    guard !candidate.trigger.isEmpty else { return false }
    let trigger = annotation.head(of: candidate.trigger)
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
    if [candidate.subject, candidate.object].contains(where: {
      isNone(annotation.head(of: annotation.mentions[$0].tokens), with: trigger, in: sentences)
    }) {
      return true
    }
    guard let verb = sentences.lightVerb(over: trigger), denies(verb..<verb + 1, in: annotation)
    else { return false }
    let subject = entities.entityOfMention[candidate.subject]
    return sentences.doers(with: verb).lazy.flatMap { sentences.mentions(at: $0.token) }
      .contains { entities.entityOfMention[$0] == subject }
  }

  /// *Has yet to appoint a successor*.
  private static func isYetToBe(_ verb: Int, in sentences: Sentences) -> Bool {
    verb >= 2 && sentences.forms[verb - 1] == "to" && sentences.forms[verb - 2] == "yet"
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

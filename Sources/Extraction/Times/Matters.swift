import Language

/// What is no act of its clause but what somebody is held or blamed for, or what comes later of what was done before.
extension TimeRules {
  /// What brings in for what somebody is held, tried or known: *arrested for the murder*.
  private static let matters: Set<String> = ["for", "over", "of", "with", "about"]
  private static let accusing = Inflection.forms(of: [
    "arrest", "detain", "charge", "accuse", "convict", "sentence", "jail", "imprison", "try",
    "indict",
    "acquit", "wanted", "sue", "blame", "criticize", "condemn", "question", "hold", "suspect",
  ])

  /// Whether a trigger is no act of its clause but what somebody is held or blamed for, or what comes of it later: *arrested him
  /// for the murder*, *survivors of the attack*.
  func isMatter(_ trigger: Int) -> Bool { isCharge(trigger) || isOldDeed(trigger) }

  /// What tells of a deed that was before: *visited survivors of the attack*, *a report on the siege*.
  private static let tellingOfDeeds: Set<String> = [
    "survivor", "survivors", "victim", "victims", "relatives", "families", "mourners", "witnesses",
    "site", "scene", "trial", "report", "justice", "anniversary", "memorial", "investigation",
    "inquiry", "probe", "inquest", "suspect", "suspects", "perpetrators", "outrage", "anger",
    "hearing", "commission", "compensation", "documentary", "tribute", "vigil",
  ]
  private static let deedCases: Set<String> = ["of", "on", "over", "for", "into", "about", "to"]
  /// What is done about such a deed.
  private static let answering = Inflection.forms(of: [
    "protest", "condemn", "commemorate", "deny", "denounce", "mourn", "remember", "investigate",
    "avenge", "mark", "march", "rally", "demonstrate",
  ])

  /// Whether a trigger is a deed that others answer or tell of later, or stands in what tells it, unless a time behind it may be
  /// its own: *survivors of the attack*, *the site of the bombing that killed nine*.
  private func isOldDeed(_ trigger: Int) -> Bool {
    var deed = trigger
    if clauses.isPredicate(trigger) {
      guard annotation.tokens[trigger].label == "acl:relcl",
        let head = annotation.tokens[trigger].head
      else { return false }
      deed = head
    }
    // `attack on`
    if sentences.label(deed) == "case", let place = sentences.head(deed),
      sentences.label(place) == "nmod", let head = sentences.head(place)
    {
      deed = head
    }
    guard let upper = annotation.tokens[deed].head, TimeLexicon.isDatable(sentences.forms[deed])
    else { return false }
    let label = annotation.tokens[deed].label
    let cases = sentences.cases(deed)
    let isTold =
      label == "nmod" && Self.tellingOfDeeds.contains(sentences.forms[upper])
      && cases.contains(where: Self.deedCases.contains)
    let isAnswered =
      Self.answering.contains(sentences.forms[upper])
      && (label == "obj" && clauses.isPredicate(upper)
        || ["obl", "nmod"].contains(label)
          && (cases.contains("against") || protests(against: deed, upper)))
    guard isTold || isAnswered else { return false }
    let verb = clauses.predicate(of: deed)
    let sentence = annotation.sentences[annotation.sentence(of: trigger)].tokens
    let behind = annotation.times.partitioningIndex { $0.tokens.lowerBound > trigger }
    guard behind < annotation.times.count else { return true }
    let next = annotation.times[behind].tokens.lowerBound
    return next >= sentence.upperBound || trigger < verb && verb < next
  }

  /// Whether a verb has *against* for itself, as parsers give it: *protested against the killing*.
  private func protests(against deed: Int, _ verb: Int) -> Bool {
    sentences.dependents(of: verb).contains { sentences.forms[$0] == "against" && $0 < deed }
  }

  private func isCharge(_ trigger: Int) -> Bool {
    guard !clauses.isPredicate(trigger) else {
      // `charged in 2017 with killing her`
      return sentences.forms[trigger].hasSuffix("ing")
        && !Self.matters.isDisjoint(with: sentences.marks(trigger) + sentences.cases(trigger))
        && annotation.tokens[trigger].head.map {
          Self.accusing.contains(sentences.forms[$0])
        } ?? false
    }
    let verb = clauses.predicate(of: trigger)
    guard Self.accusing.contains(sentences.forms[verb]) else { return false }
    guard let top = clauses.dependent(of: verb, above: trigger) else { return false }
    return annotation.tokens[top].label.hasPrefix("obl")
      && (!Self.matters.isDisjoint(with: sentences.cases(top)) || top != trigger)
  }
}

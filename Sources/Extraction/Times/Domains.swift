import GraphModel
import Language

/// Times that hold only of a part of their clause, since they tell of what was before or after its verb, what is to come of it,
/// or what it rests on.
///
///     Kane resigned following a scandal in 2023.            of the scandal
///     Rebels freed a priest kidnapped in March.             of the kidnapping
///     The union called on Ferro to raise wages in April.    of the raise
///     Police detained nine people under a 2020 law.         of the law
extension Attachments {
  /// The word that a time holds of alone, with what depends on it; nil where it bounds its clause.
  func domain(of time: TimeExpression, _ head: Int, _ governor: Int) -> Int? {
    guard !time.value.hasPrefix("../"), !time.value.hasSuffix("/..") else {
      return whatIsToCome(time, governor) ?? whatWasDone(time, governor)
    }
    return occasion(of: time, governor) ?? whatWasDone(time, governor)
      ?? whatIsToCome(time, governor) ?? ground(of: time, head, governor)
  }

  private static let following: Set<String> = ["following", "before", "ahead", "prior"]
  private static let reactions: Set<String> = [
    "response", "retaliation", "reaction", "revenge", "reprisal", "anticipation",
  ]

  /// The noun of what was before or after the verb: *following a scandal in 2023*, *ahead of the vote on Sunday*, though a parser
  /// let the verb have its time.
  private func occasion(of time: TimeExpression, _ governor: Int) -> Int? {
    let isParted = clauses.isPredicate(governor)
    guard let noun = isParted ? phrase(before: time, under: governor) : governor,
      sentences.isNoun(noun), noun < time.tokens.lowerBound
    else { return nil }
    let verb = isParted ? governor : clauses.predicate(of: noun)
    if sentences.forms[verb] == "following", annotation.tokens[verb].label == "advcl" {
      return noun
    }
    guard let top = clauses.dependent(of: verb, above: noun),
      annotation.tokens[top].label == "obl"
    else { return nil }
    let cases = sentences.cases(top)
    if Self.reactions.contains(sentences.forms[top]) { return cases.contains("in") ? noun : nil }
    guard TimeLexicon.isDatable(sentences.forms[noun]) else { return nil }
    return cases.contains(where: Self.following.contains)
      || cases.contains("after") && !isParted && isOver(time)
      || cases.contains("after") && !sentences.dependents(of: top, "nmod:unmarked").isEmpty
      ? noun : nil
  }

  /// Whether a month or a year was over when the document was written.
  private func isOver(_ time: TimeExpression) -> Bool {
    guard !TimeValue.isDay(time.value), let last = TimeValue.lastDay(time.value) else {
      return false
    }
    return annotation.date.flatMap(TimeValue.lastDay).map { last < $0 } ?? true
  }

  /// The word before a time and its preposition.
  private func lastWord(before time: TimeExpression) -> Int {
    let last = time.tokens.lowerBound - 1
    return last > 0 && annotation.tokens[last].tag == .adposition ? last - 1 : last
  }

  /// The dependent of a verb that ends right before a time and its preposition.
  private func phrase(before time: TimeExpression, under verb: Int) -> Int? {
    let last = lastWord(before: time)
    guard last >= 0, annotation.tokens[last].tag != .punctuation, !isTime(last) else { return nil }
    return clauses.dependent(of: verb, above: last).flatMap { $0 == verb ? nil : $0 }
  }

  /// Participles that tell what somebody or something is or is called, rather than what was done.
  private static let lastingParticiples: Set<String> = [
    "based", "located", "headquartered", "situated", "called", "named", "known", "dubbed", "titled",
    "entitled", "owned", "led", "headed", "run", "aged", "involved", "made", "held", "set",
    "scheduled", "published", "released", "signed", "dated",
  ]

  /// The participle by which somebody or something is described that the verb has to do with: *freed a priest kidnapped in March*.
  private func whatWasDone(_ time: TimeExpression, _ governor: Int) -> Int? {
    guard let participle = isDescription(governor) ? governor : participle(before: time, governor),
      participle < time.tokens.lowerBound,
      !Self.lastingParticiples.contains(sentences.forms[participle]),
      let noun = annotation.tokens[participle].head, noun < participle,
      sentences.mentions(at: noun).contains(where: {
        Self.described.contains(annotation.mentions[$0].type)
      })
    else { return nil }
    let verb = clauses.predicate(of: noun)
    guard let top = clauses.dependent(of: verb, above: noun) else { return nil }
    let label = annotation.tokens[top].label
    return label.hasPrefix("nsubj") || label.hasSuffix("obj")
      || label == "obl" && !isOnOccasion(top) ? participle : nil
  }

  /// What a participle tells of by what was done before; of things it tells what the verb goes on with: *a grenade thrown on
  /// Monday killed two*.
  private static let described: Set<EntityType> = [.person, .group, .organization, .place]

  private func isDescription(_ verb: Int) -> Bool {
    annotation.tokens[verb].label == "acl" && annotation.tokens[verb].tag == .verb
      && !sentences.forms[verb].hasSuffix("ing") && sentences.marks(verb).isEmpty
  }

  /// The participle that stands right before a time which a parser let the verb have, or, unless that is a weekday, with by
  /// whom.
  private func participle(before time: TimeExpression, _ governor: Int) -> Int? {
    guard clauses.isPredicate(governor) else { return nil }
    var last = lastWord(before: time)
    guard last > governor else { return nil }
    let isWeekday = TimeValue.isDay(time.value) && time.tokens.count < 2
    if !isDescription(last), !isWeekday,
      let agent = annotation.tokens[last].head.map({ isDescription($0) ? last : $0 }),
      annotation.tokens[agent].label == "obl:agent", let verb = annotation.tokens[agent].head
    {
      last = verb
    }
    return isDescription(last) && clauses.dependent(of: governor, above: last) != nil ? last : nil
  }

  private static let directing = Inflection.forms(of: [
    "order", "instruct", "ask", "tell", "summon", "invite", "command", "direct", "request",
    "call", "want", "ban", "bar", "forbid", "prohibit", "approve", "press", "advise", "warn",
  ])
  private static let hiring = Inflection.forms(of: ["hire", "appoint", "name", "elect", "choose"])

  /// What somebody is asked or hired to do: *called on Ferro to raise wages in April*; a day behind it may be that of asking.
  private func whatIsToCome(_ time: TimeExpression, _ governor: Int) -> Int? {
    func isDirected(_ verb: Int) -> Bool {
      let token = annotation.tokens[verb]
      guard token.tag == .verb, ["xcomp", "advcl", "acl"].contains(token.label),
        let head = token.head
      else { return false }
      let upper = token.label == "acl" ? clauses.predicate(of: head) : head
      let marks = sentences.marks(verb)
      return upper < verb && verb < time.tokens.lowerBound
        && (marks.contains("to")
          || marks.contains("from") && sentences.forms[verb].hasSuffix("ing"))
        && (Self.directing.contains(sentences.forms[upper])
          || Self.hiring.contains(sentences.forms[upper])
            && sentences.cases(annotation.head(of: time.tokens)).contains("from"))
    }
    if isDirected(governor) { return governor }
    guard !TimeValue.isDay(time.value), clauses.isPredicate(governor) else { return nil }
    return sentences.dependents(of: governor, "xcomp").last(where: isDirected)
  }

  private static let naming: Set<String> = ["compound", "nummod", "amod", "nmod:unmarked"]
  private static let grounds: Set<String> = ["under", "over", "against", "about", "despite"]

  /// The noun of the law or the deed that the verb rests on, which its own year names: *detained nine under a 2020 law*.
  private func ground(of time: TimeExpression, _ head: Int, _ governor: Int) -> Int? {
    guard time.value.utf8.count == 4, !clauses.isPredicate(governor), sentences.isNoun(governor),
      Self.naming.contains(annotation.tokens[head].label)
        || TimeLexicon.isDatable(sentences.forms[governor]),
      let top = clauses.dependent(of: clauses.predicate(of: governor), above: governor),
      annotation.tokens[top].label.hasPrefix("obl")
    else { return nil }
    return sentences.cases(top).contains(where: Self.grounds.contains) ? governor : nil
  }
}

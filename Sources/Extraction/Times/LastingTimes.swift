import GraphModel
import Language

/// When what is so for long was so (membership, kinship, where a town lies): only where its own trigger has a time, not its
/// clause, or since or until when its clause has it begin or end (`Tenure`); but where events are, and groups of whom nothing
/// else is told, they are when its clause is.
extension TimeRules {
  func timeOfLasting(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    // Nobody becomes a brother.
    guard candidate.relation != "related-to" else { return nil }
    if candidate.relation == "married-to" { return timeOfMarriage(candidate, trigger) }
    let time = timeOfWhatLasts(candidate, trigger)
    guard Self.terms.contains(candidate.relation) || candidate.relation == "owns", let trigger,
      let time,
      time.hasSuffix("/.."), case let verb = clauses.predicate(of: trigger),
      clauses.tense(of: verb) == .pluperfect
    else { return time }
    return ended(time, at: verb)
  }

  private func timeOfWhatLasts(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    let own = trigger.flatMap { ownTime(of: $0) }
    return timeOfAlliance(candidate, trigger) ?? wholeTenure(candidate, trigger)
      ?? trigger.flatMap { term(candidate, $0, own) }
      ?? own ?? timeOfLife(candidate, trigger) ?? timeOfPurpose(candidate, trigger)
      ?? timeOfStay(candidate, trigger)
  }

  /// The time that bounds a trigger, or the verb that it serves.
  func ownTime(of trigger: Int) -> String? {
    attachments.timeOfToken[trigger] ?? timeOfService(trigger)
  }

  /// Lasting relations that one has from a time until another.
  private static let terms = RelationKinds.posts.union(["lives-in", "studied-at"])

  /// From when until when somebody had something, as clauses and brackets beside it tell: *led Kenya from 1963 until he
  /// died in 1978*, *led Germany (1969-1974)*, *chairman from 2003*.
  private func term(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int, _ own: String?
  ) -> String? {
    guard Self.terms.contains(candidate.relation) else { return nil }
    if own == nil, let time = attachments.timeInBrackets(behind: candidate.object) { return time }
    func time(of bounds: Set<String>) -> String? {
      for word in sentences.dependents(of: trigger, "advcl", "obl", "nmod")
      where !attachments.isTime(word)
        && !bounds.isDisjoint(with: sentences.marks(word) + sentences.cases(word))
      {
        if let time = attachments.timeOfToken[word], !time.contains("/") { return time }
      }
      return nil
    }
    // `from 2011 to his death in 2017`
    func endOfSpan() -> String? {
      sentences.dependents(of: trigger, "obl", "nmod").lazy.filter {
        Self.farewells.contains(sentences.forms[$0]) && sentences.cases($0).contains("to")
      }.compactMap { attachments.timeOfToken[$0] }.first { !$0.contains("/") }
    }
    let beginning = own.flatMap { $0.hasPrefix("..") ? nil : TimeValue.beginning(of: $0) }
    if let end = time(of: ["until", "till"]) ?? (own == nil ? nil : endOfSpan()) {
      let isOrdered = beginning.map { $0 <= end } ?? true
      return isOrdered ? "\(beginning ?? "..")/\(end)" : nil
    }
    // `worked there for eleven years before she was elected in 2007`
    if let own, let end = time(of: ["before"]), own < end, !own.contains("/"),
      sentences.dependents(of: trigger).contains(where: {
        attachments.timeOfHead[$0] == own && sentences.cases($0).contains("for")
      })
    {
      return "\(own)/\(end)"
    }
    if own == nil, let beginning = time(of: ["since"]) { return "\(beginning)/.." }
    // `before joining Fiat in 2012 she worked for Olivetti`
    if own == nil, candidate.relation != "studied-at", clauses.isPastForm(trigger),
      !isBeginning(trigger),
      let end = time(of: ["before"])
    {
      return "../\(end)"
    }
    if own == nil,
      let beginning = sentences.dependents(of: trigger, "advcl").lazy.filter({
        Self.startings.contains(sentences.forms[$0])
      }).compactMap({ attachments.timeOfToken[$0] }).first(where: { !$0.contains("/") })
    {
      return "\(beginning)/.."
    }
    let isOpen = sentences.dependents(of: trigger).contains {
      attachments.timeOfHead[$0] == own && sentences.cases($0).contains("from")
    }
    guard isOpen, let own, !own.contains("/") else { return nil }
    return "\(own)/.."
  }

  /// What ends an office: *to his death in 2017*.
  private static let farewells: Set<String> = [
    "death", "retirement", "resignation", "dismissal", "assassination", "defeat", "departure",
    "execution", "abdication", "ouster", "overthrow",
  ]
  /// What tells since when an office was had: *its head, beginning in May 2009*.
  private static let startings: Set<String> = ["beginning", "starting"]

  private static let serving = Inflection.forms(of: ["serve", "work", "act"])

  /// When somebody served as what a trigger says: *served as envoy to Chile from 1990 to 1994*.
  private func timeOfService(_ trigger: Int) -> String? {
    guard let verb = annotation.tokens[trigger].head, Self.serving.contains(sentences.forms[verb]),
      sentences.cases(trigger).contains("as")
    else { return nil }
    return attachments.timeOfToken[verb]
  }

  /// When somebody went somewhere for what a trigger says: *moved to London in 1972 to study at Holborn*.
  private func timeOfPurpose(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    guard Self.terms.contains(candidate.relation), let trigger,
      ["advcl", "xcomp"].contains(annotation.tokens[trigger].label),
      sentences.marks(trigger).contains("to"), let verb = annotation.tokens[trigger].head,
      ClauseTimes.going.contains(sentences.forms[verb])
    else { return nil }
    return attachments.timeOfToken[verb]
  }

  private static let concluding = Inflection.forms(of: [
    "sign", "conclude", "form", "make", "enter", "reach", "agree", "establish", "forge", "strike",
  ])

  /// When an alliance was made: *signed a treaty with Persia in 1911*.
  private func timeOfAlliance(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    guard candidate.relation == "allied-with", let trigger else { return nil }
    let verb = clauses.predicate(of: trigger)
    return Self.concluding.contains(sentences.forms[verb]) ? clauseTimes.time(of: verb) : nil
  }

  /// When an event was somewhere, or a group of people that nothing but what they do there is told of:
  /// *protesters in the capital burned tyres on Friday*.
  private func timeOfStay(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    let subject = annotation.mentions[candidate.subject]
    if subject.type == .event, let time = events.timeOfEvent(candidate.subject) { return time }
    guard candidate.relation == "located-in" else { return nil }
    guard subject.type == .event || subject.type == .group else {
      return timeOfPresence(candidate)
    }
    return clauseTimes.time(
      of: clauses.predicate(of: trigger ?? annotation.head(of: subject.tokens)))
  }

  /// When somebody or something was at a place where something was done by or with them: *he was arrested in Hamburg in
  /// 1936*, *the panel was shown in Ghent in 1902*.
  private func timeOfPresence(_ candidate: Annotation.RelationCandidate) -> String? {
    let (subject, place) = (
      annotation.head(of: annotation.mentions[candidate.subject].tokens),
      annotation.list(of: candidate.object)
    )
    guard let verb = annotation.tokens[place].head, annotation.tokens[place].label == "obl",
      clauses.isPredicate(verb), clauses.isInSimplePast(verb),
      let time = attachments.timeOfToken[verb], !time.contains(".."),
      annotation.tokens[subject].head == verb
        || annotation.tokens[verb].head == subject && annotation.tokens[verb].label.hasPrefix("acl")
    else { return nil }
    return time
  }

  /// Whether a trigger is an office that somebody has, in a row of them: *envoy in 1990 and minister of Peru in 1994*.
  func isOffice(_ candidate: Annotation.RelationCandidate) -> Bool {
    let trigger = annotation.head(of: candidate.trigger)
    return Self.terms.contains(candidate.relation) && annotation.tokens[trigger].label == "conj"
      && sentences.isNoun(trigger)
  }
}

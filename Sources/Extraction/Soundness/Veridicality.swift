import GraphModel
import Language

/// What the words around a clause make of what it says.
///
///     Rumours that the army had shelled Kobani were false          denied
///     The ministry dismissed reports that troops had shelled it    denied
///     The police failed to arrest him                              denied
///     He lost his bid to become president                          denied
///     It is unclear whether Rwanda ordered the attack              open
///     If she met him in Vienna, the inquiry would be reopened      open
///     There is no evidence that Iran attacked the refinery         open
///     The rebels tried to capture Kigali                           planned
///     The veto did not prevent them from invading Iraq             so
///     Serbia denied shelling it, accusing Kosovo                   so, of the accusing
///
/// What is open is not said at all. A deed that a noun names (*the attack on Goma*) is taken for granted even there, but
/// not who is its doer by the verb above (*whether Rwanda ordered the attack*). The verbs are those that imply or
/// exclude their complement (Karttunen, *Implicative Verbs*, 1971), and those that leave it open.
struct Veridicality {
  enum Verdict {
    /// It is as the model has it.
    case said
    /// It is said, whatever words around it deny.
    case so
    case denied
    /// It was only meant to be.
    case planned
    case open
  }

  let sentences: Sentences
  private let embedding: Embedding

  init(_ sentences: Sentences) {
    self.sentences = sentences
    embedding = Embedding(sentences)
  }

  /// Verbs that keep somebody *from* doing something.
  private static let preventions = Inflection.forms(of: [
    "prevent", "stop", "keep", "deter", "dissuade", "refrain", "abstain", "hinder",
  ])
  /// Verbs that forbid somebody to do something.
  private static let prohibitions = Inflection.forms(of: ["bar", "ban", "forbid", "prohibit"])
  /// What somebody does who only tries to.
  static let doneByTrying: Set = ["opposed", "requested", "threatened", "ordered"]
  /// What somebody is freed of, where the verb is taken for its opposite: *a jury cleared him*.
  private static let charges: Set = ["convicted", "charged", "accused"]
  private static let unreal: Set = ["would", "could", "should", "might"]
  private static let reach = 10

  /// What becomes of a candidate.
  func verdict(on candidate: Annotation.RelationCandidate) -> Verdict {
    guard let trigger = sentences.trigger(of: candidate) else { return .said }
    if isWarning(trigger, of: candidate) { return .open }
    if isAcquittal(trigger, of: candidate) { return .denied }
    let becoming = sentences.becoming(trigger) ?? naming(trigger)
    guard var predicate = becoming ?? predicate(of: candidate, saidBy: trigger) else {
      return .said
    }
    if predicate == trigger, !Self.doneByTrying.contains(candidate.relation) {
      predicate = meant(by: predicate, of: candidate)
    }
    switch verdict(onPredicate: predicate) {
    // Who was not arrested in Odessa may be there or not.
    case .denied where sentences.tag(trigger) == .adposition: return .open
    // `threatened to close the borders of Mali`: it is of Mali already.
    case .planned
    where sentences.tag(trigger) == .adposition
      || !sentences.isVerb(trigger) && becoming == nil
        && TimeRules.lasting.contains(candidate.relation):
      return .said
    case .planned where Self.doneByTrying.contains(candidate.relation): return .said
    case let verdict: return verdict
    }
  }

  /// The verb with which somebody is to be given the office that a noun is: *refused to confirm Ruiz as minister*.
  private func naming(_ noun: Int) -> Int? {
    guard sentences.isNoun(noun), sentences.cases(noun) == ["as"],
      let verb = sentences.verb(overTitle: noun)
    else { return nil }
    return sentences.givesTitle(verb) && !sentences.becomes(verb)
      && sentences.marks(verb).contains("to") ? verb : nil
  }

  /// Whether somebody only warns of what another may do: *warned that Turkey might attack* is no threat to Turkey.
  private func isWarning(_ verb: Int, of candidate: Annotation.RelationCandidate) -> Bool {
    guard candidate.relation == "threatened" else { return false }
    let object = sentences.headWord(of: candidate.object)
    return sentences.label(object) == "nsubj"
      && sentences.head(object).map {
        sentences.head($0) == verb && sentences.label($0) == "ccomp"
      } ?? false
  }

  /// Whether somebody is cleared, or cleared of what a noun names: *absolved him of the murder of Ana Ruiz*.
  private func isAcquittal(_ trigger: Int, of candidate: Annotation.RelationCandidate) -> Bool {
    if Self.charges.contains(candidate.relation), isAcquitting(trigger) { return true }
    return sentences.isNoun(trigger) && sentences.cases(trigger).contains("of")
      && sentences.head(trigger).map(isAcquitting) ?? false
  }

  private func isAcquitting(_ verb: Int) -> Bool {
    Embedding.acquittals.contains(sentences.forms[verb]) && sentences.isVerb(verb)
      && !sentences.isNegated(verb)
  }

  /// What somebody means or refuses to do, where the model takes the meaning for what is done: *attack* for *threatened* in
  /// *threatened to attack Kenya*.
  private func meant(by verb: Int, of candidate: Annotation.RelationCandidate) -> Int {
    guard
      Embedding.intentions.contains(sentences.forms[verb])
        || Embedding.exclusions.contains(sentences.forms[verb])
    else { return verb }
    let object = path(from: sentences.headWord(of: candidate.object))
    return sentences.dependents(of: verb, "xcomp").first(where: object.contains) ?? verb
  }

  /// What becomes of what a predicate says.
  func verdict(onPredicate predicate: Int) -> Verdict {
    // `was to have met him`
    if sentences.has(predicate, "to"), sentences.has(predicate, "have"),
      sentences.has(predicate, "was") || sentences.has(predicate, "were")
    {
      return .denied
    }
    // `would have gone`
    if sentences.has(predicate, "have"),
      Self.unreal.contains(where: { sentences.has(predicate, $0) })
    {
      return .open
    }
    return fate(of: predicate)
  }

  /// What a clause comes to by what stands above it.
  private func fate(of clause: Int, depth: Int = 0) -> Verdict {
    guard depth < Self.reach else { return .said }
    if sentences.isSupposed(clause) || sentences.isAsked(clause) { return .open }
    if sentences.isAlmost(clause) { return .denied }
    guard let head = sentences.head(clause) else { return .said }
    let label = sentences.label(clause)
    if label == "ccomp", sentences.hasQuestionWord(clause) { return .said }
    if isPrevented(clause) { return verdict(ofPrevention: head, depth) }
    if isForbidden(clause) { return sentences.isNegated(head) ? .open : .denied }
    let above = fate(of: head, depth: depth + 1)
    let verdict = embedding.verdict(of: head, on: clause, above: above)
    switch verdict {
    case .open: return .open
    // Who is said not to have denied it leaves it open.
    case .denied: return above == .denied || above == .open ? .open : .denied
    case .so: return above == .denied || above == .open ? .open : .so
    case .planned: return above == .said || above == .so ? .planned : above
    case .said: break
    }
    switch label {
    case "xcomp": return above
    case "conj":
      // `nearly killed him and wounded her`
      if above == .denied, sentences.isAlmost(head) { return .said }
      // `tried to capture the town and fled`: the parser may join the verbs that are not.
      return above == .planned && sentences.forms[clause].hasSuffix("ed") ? .said : above
    case "advcl" where sentences.isSetOff(clause):
      // What goes on while something that was not so, is nothing either.
      return above == .denied || above == .open ? .open : .said
    // Who denies that somebody said so leaves open whether it is so.
    case "ccomp" where Embedding.reports.contains(sentences.forms[head]):
      return above == .denied || above == .open ? .open : .said
    default: return .said
    }
  }

  /// The verb, or what stands for one, that says it, or joins subject and object around a noun; nil where only a noun does.
  private func predicate(
    of candidate: Annotation.RelationCandidate, saidBy trigger: Int
  ) -> Int? {
    let annotation = sentences.annotation
    if sentences.isVerb(trigger) || !sentences.dependents(of: trigger, "cop").isEmpty {
      return trigger
    }
    // `a proposal to impose sanctions`
    if let verb = sentences.lightVerb(over: trigger), sentences.label(verb) == "acl" { return verb }
    let sentence = annotation.sentences[annotation.sentence(of: trigger)].tokens
    var common = trigger
    for end in [candidate.subject, candidate.object] {
      let head = sentences.headWord(of: end)
      guard sentence.contains(head) else { continue }
      let above = path(from: head)
      guard let meeting = path(from: common).first(where: above.contains) else { return nil }
      common = meeting
    }
    return isPredicate(common) ? common : nil
  }

  /// A word and those above it.
  private func path(from token: Int) -> [Int] {
    var path = [token]
    while path.count < 40, let last = path.last, let head = sentences.head(last) {
      path.append(head)
    }
    return path
  }

  private func isPredicate(_ token: Int) -> Bool {
    sentences.isVerb(token)
      || !sentences.dependents(of: token, "cop", "nsubj", "nsubj:pass", "nsubj:outer").isEmpty
  }

  private func isPrevented(_ clause: Int) -> Bool {
    (sentences.marks(clause) + sentences.cases(clause)).contains("from")
      && sentences.head(clause).map { Self.preventions.contains(sentences.forms[$0]) } ?? false
  }

  private func isForbidden(_ clause: Int) -> Bool {
    guard let verb = sentences.head(clause), Self.prohibitions.contains(sentences.forms[verb])
    else {
      return false
    }
    let marks = sentences.marks(clause) + sentences.cases(clause)
    // `banned the imports to punish Australia`
    return marks.contains("from")
      || marks.contains("to") && sentences.label(clause) == "xcomp"
        && sentences.forms[verb].hasPrefix("forb")
  }

  /// What becomes of what is prevented: *did not prevent*, *failed to stop*, *tried to stop them from attacking*.
  private func verdict(ofPrevention verb: Int, _ depth: Int) -> Verdict {
    let isAhead = ["will", "would", "wo"].contains { sentences.has(verb, $0) }
    if sentences.isNegated(verb) { return isAhead ? .open : .so }
    switch fate(of: verb, depth: depth + 1) {
    case .denied: return .so
    case .planned, .open: return .open
    case .said, .so: return .denied
    }
  }

}

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

  private let sentences: Sentences

  init(_ sentences: Sentences) { self.sentences = sentences }

  private static let falsities: Set = [
    "false", "untrue", "baseless", "unfounded", "groundless", "incorrect", "fabricated", "bogus",
    "fictitious", "debunked", "absurd", "nonsense", "lie", "lies", "invention", "myth", "hoax",
    "fiction", "fantasy", "legend", "preposterous", "ridiculous", "ludicrous", "inaccurate",
  ]
  private static let truths: Set = ["true", "correct", "accurate", "case"]
  private static let doubtful: Set = [
    "unlikely", "doubtful", "unclear", "uncertain", "questionable", "improbable", "inconceivable",
    "unproven", "unconfirmed",
  ]
  /// What somebody is who does not do something.
  private static let incapable: Set = ["unable", "unwilling"]
  /// What somebody is not who does not do something.
  private static let capable: Set = [
    "able", "willing", "ready", "prepared", "allowed", "permitted",
  ]
  private static let falsely: Set = ["falsely", "wrongly", "mistakenly", "erroneously"]
  private static let rumours = Inflection.forms(of: [
    "rumour", "rumor", "report", "claim", "allegation", "accusation", "suggestion", "idea",
    "notion", "charge", "story", "assertion", "speculation", "news", "insinuation",
  ])
  private static let evidence = Inflection.forms(of: [
    "evidence", "proof", "indication", "sign", "suggestion", "record", "confirmation",
  ])
  /// Verbs that take back what their object reports.
  private static let rebuttals = Inflection.forms(of: [
    "deny", "dismiss", "reject", "refute", "rebut", "dispute", "disprove", "debunk", "contradict",
    "ridicule", "mock", "deride", "scoff", "discredit", "repudiate", "disavow",
  ])
  /// Verbs whose complement is not so.
  private static let exclusions = Inflection.forms(of: [
    "deny", "refuse", "decline", "fail", "neglect", "avoid", "escape", "pretend",
  ])
  /// Verbs of plans that came to nothing once they are told in the pluperfect: *had planned to visit Lubunda*.
  private static let plans = Inflection.forms(of: ["plan", "hope", "intend"])
  /// The same of those for whom others planned: *had been expected in Riyadh*.
  private static let appointments: Set = ["expected", "scheduled", "due"]
  /// Verbs that keep somebody *from* doing something.
  private static let preventions = Inflection.forms(of: [
    "prevent", "stop", "keep", "deter", "dissuade", "refrain", "abstain", "hinder",
  ])
  /// Verbs that forbid somebody to do something.
  private static let prohibitions = Inflection.forms(of: ["bar", "ban", "forbid", "prohibit"])
  private static let ruling = Inflection.forms(of: ["rule"])
  private static let confirming = Inflection.forms(of: ["confirm"])
  private static let denying = Inflection.forms(of: ["deny"])
  private static let attempts = Inflection.forms(of: ["try", "attempt", "seek"])
  /// Verbs of what somebody means, or wants somebody, to do.
  private static let intentions = attempts.union(
    Inflection.forms(of: [
      "threaten", "vow", "pledge", "promise", "plan", "intend", "want", "wish", "hope", "aim",
      "consider", "contemplate", "debate", "propose", "offer", "mull", "weigh",
    ]))
  /// What somebody does who only tries to.
  private static let doneByTrying: Set = ["opposed", "requested", "threatened", "ordered"]
  /// Verbs with which somebody has others do something; whether they do, the negated ones leave open.
  private static let requests = Inflection.forms(of: [
    "order", "ask", "authorize", "authorise", "force", "urge", "tell", "instruct", "persuade",
    "encourage", "invite", "help", "compel", "direct",
  ])
  /// Verbs without which others do not do it.
  private static let permissions = Inflection.forms(of: ["let", "allow", "permit", "enable"])
  private static let pleading = Inflection.forms(of: ["plead"])
  private static let coming = Inflection.forms(of: ["come", "get", "go"])
  private static let nearness: Set = ["close", "near", "closer", "perilously", "within"]
  private static let doing = Inflection.forms(of: ["do"])
  /// Verbs of judges and accusers, with which *wrongly* says that it was not so.
  private static let judgements = Inflection.forms(of: [
    "convict", "accuse", "charge", "blame", "suspect", "sentence", "condemn", "jail", "imprison",
  ])
  private static let endeavours = Inflection.forms(of: [
    "attempt", "bid", "plot", "effort", "campaign", "quest", "race", "battle", "fight", "struggle",
    "candidacy",
  ])
  /// What becomes of one that succeeds.
  private static let successes = Inflection.forms(of: ["win", "succeed"])
  /// What somebody does who is after an office.
  private static let candidacies = Inflection.forms(of: [
    "campaign", "run", "vie", "compete", "bid", "fight",
  ])
  private static let proposals = Inflection.forms(of: [
    "proposal", "motion", "plan", "request", "bid", "resolution", "call", "demand", "offer",
    "invitation",
  ])
  /// What becomes of an attempt that comes to nothing.
  private static let failures = Inflection.forms(of: [
    "fail", "foil", "thwart", "survive", "frustrate", "escape", "abandon", "defeat", "block",
    "drop", "scrap", "shelve", "withdraw", "cancel", "lose",
  ])
  /// Verbs that free somebody *of* having done something.
  private static let acquittals = Inflection.forms(of: ["clear", "acquit", "exonerate", "absolve"])
  /// What somebody is freed of, where the verb is taken for its opposite: *a jury cleared him*.
  private static let charges: Set = ["convicted", "charged", "accused"]
  private static let voting = Inflection.forms(of: ["vote", "turn", "strike", "shoot"])
  private static let doubts = Inflection.forms(of: ["doubt", "question"])
  /// Verbs that say nothing of their complement once they are negated, unlike *know* and *regret*.
  private static let reports = Sentences.speech.union(
    Inflection.forms(of: ["confirm", "prove", "show", "demonstrate", "establish", "expect"]))
  private static let unreal: Set = ["would", "could", "should", "might"]
  private static let reach = 10

  /// What becomes of a candidate.
  func verdict(on candidate: Annotation.RelationCandidate) -> Verdict {
    guard !candidate.trigger.isEmpty else { return .said }
    let trigger = sentences.annotation.head(of: candidate.trigger)
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
    Self.acquittals.contains(sentences.forms[verb]) && sentences.isVerb(verb) && !isNegated(verb)
  }

  /// Whether a candidate is told as yet to come: by its own verb, or, of a resignation, by the verb of who resigns (*its
  /// chairman, Harold Pike, will step down*).
  func isAhead(_ candidate: Annotation.RelationCandidate) -> Bool {
    let annotation = sentences.annotation
    guard !candidate.trigger.isEmpty, !TimeRules.lasting.contains(candidate.relation) else {
      return false
    }
    let trigger = annotation.head(of: candidate.trigger)
    if sentences.isVerb(trigger) { return isAhead(trigger) }
    guard candidate.relation == "resigned-from" else { return false }
    var noun = sentences.headWord(of: candidate.subject)
    while ["appos", "flat"].contains(sentences.label(noun)), let head = sentences.head(noun) {
      noun = head
    }
    return sentences.label(noun) == "nsubj" && sentences.head(noun).map(isAhead) ?? false
  }

  private func isAhead(_ verb: Int) -> Bool {
    ["will", "'ll", "’ll", "shall"].contains { has(verb, $0) }
      || has(verb, "to") && (has(verb, "is") || has(verb, "are"))
  }

  /// What somebody means or refuses to do, where the model takes the meaning for what is done: *attack* for *threatened* in
  /// *threatened to attack Kenya*.
  private func meant(by verb: Int, of candidate: Annotation.RelationCandidate) -> Int {
    guard
      Self.intentions.contains(sentences.forms[verb])
        || Self.exclusions.contains(sentences.forms[verb])
    else { return verb }
    let object = path(from: sentences.headWord(of: candidate.object))
    return sentences.dependents(of: verb, "xcomp").first(where: object.contains) ?? verb
  }

  /// Whether what the model has as planned is told as done: by the verb of who threatens or asks, or by one beside which
  /// only a clause that describes its subject is of what is to come (*Merkel, who will visit Warsaw, leads Germany*).
  func isTold(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard !candidate.trigger.isEmpty else { return false }
    let annotation = sentences.annotation
    let verb = annotation.head(of: candidate.trigger)
    guard sentences.isVerb(verb), sentences.label(verb) == "root",
      sentences.dependents(of: verb, "aux", "mark").allSatisfy({
        Self.having.contains(sentences.forms[$0])
      })
    else { return false }
    if Self.intentions.contains(sentences.forms[verb]),
      Self.doneByTrying.contains(candidate.relation)
    {
      return true
    }
    return sentences.dependents(of: verb, "nsubj").contains { subject in
      sentences.dependents(of: subject, "acl:relcl").contains { clause in
        ["will", "would", "to"].contains { has(clause, $0) }
      }
    }
  }

  private static let having: Set = ["has", "have", "had", "did", "does", "do"]

  /// What becomes of what a predicate says.
  func verdict(onPredicate predicate: Int) -> Verdict {
    // `was to have met him`
    if has(predicate, "to"), has(predicate, "have"), has(predicate, "was") || has(predicate, "were")
    {
      return .denied
    }
    // `would have gone`
    if has(predicate, "have"), Self.unreal.contains(where: { has(predicate, $0) }) { return .open }
    return fate(of: predicate)
  }

  /// What a clause comes to by what stands above it.
  private func fate(of clause: Int, depth: Int = 0) -> Verdict {
    guard depth < Self.reach else { return .said }
    if isSupposed(clause) || isAsked(clause) { return .open }
    if isAlmost(clause) { return .denied }
    guard let head = sentences.head(clause) else { return .said }
    let label = sentences.label(clause)
    if label == "ccomp", hasQuestionWord(clause) { return .said }
    if isPrevented(clause) { return verdict(ofPrevention: head, depth) }
    if isForbidden(clause) { return isNegated(head) ? .open : .denied }
    let above = fate(of: head, depth: depth + 1)
    let verdict = verdict(of: head, on: clause, above: above)
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
      if above == .denied, isAlmost(head) { return .said }
      // `tried to capture the town and fled`: the parser may join the verbs that are not.
      return above == .planned && sentences.forms[clause].hasSuffix("ed") ? .said : above
    case "advcl" where isSetOff(clause):
      // What goes on while something that was not so, is nothing either.
      return above == .denied || above == .open ? .open : .said
    // Who denies that somebody said so leaves open whether it is so.
    case "ccomp" where Self.reports.contains(sentences.forms[head]):
      return above == .denied || above == .open ? .open : .said
    default: return .said
    }
  }

  /// Whether a clause is a participle behind a comma, as *accusing* in *denied it, accusing Kosovo*.
  private func isSetOff(_ clause: Int) -> Bool {
    guard sentences.forms[clause].hasSuffix("ing"), sentences.marks(clause).isEmpty,
      sentences.dependents(of: clause, "cc").isEmpty
    else { return false }
    let first = sentences.dependents(of: clause).first {
      sentences.tag($0) != .punctuation
    }
    let start = min(clause, first ?? clause)
    return start > 0 && sentences.forms[start - 1] == ","
  }

  /// Whether it nearly came about: *almost killed*, *all but captured*.
  private func isAlmost(_ verb: Int) -> Bool {
    sentences.dependents(of: verb, "advmod", "cc").contains { word in
      word < verb
        && (["almost", "nearly"].contains(sentences.forms[word])
          || sentences.forms[word] == "but" && word > 0 && sentences.forms[word - 1] == "all")
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

  /// Whether a clause is a condition, or an indirect question.
  private func isSupposed(_ clause: Int) -> Bool {
    let marks = sentences.dependents(of: clause, "mark", "cc:preconj", "advmod")
    if marks.contains(where: { ["whether", "unless", "if"].contains(sentences.forms[$0]) }) {
      return true
    }
    if marks.contains(where: {
      sentences.forms[$0] == "though" && $0 > 0 && sentences.forms[$0 - 1] == "as"
    }) {
      return true
    }
    // `Had they met in Vienna, the deal would …`; with `, she said,` the parser may take it for what is said.
    return sentences.marks(clause).isEmpty && isInverted(clause, ["had", "were", "should"])
      && (sentences.label(clause) == "advcl"
        || sentences.label(clause) == "ccomp" && beginsSentence(clause))
  }

  /// Whether a sentence begins with a clause's auxiliary.
  private func beginsSentence(_ clause: Int) -> Bool {
    let annotation = sentences.annotation
    let first = annotation.sentences[annotation.sentence(of: clause)].tokens.first {
      sentences.tag($0) != .punctuation
    }
    return first.map { sentences.head($0) == clause && sentences.label($0) == "aux" } ?? false
  }

  /// Whether a sentence asks if a clause of it is so.
  private func isAsked(_ clause: Int) -> Bool {
    let annotation = sentences.annotation
    let sentence = annotation.sentences[annotation.sentence(of: clause)].tokens
    return isInverted(clause, Self.auxiliaries)
      && sentence.suffix(from: clause).prefix(Self.question).contains { sentences.forms[$0] == "?" }
  }

  /// How many words behind its verb a question may end.
  private static let question = 40
  private static let auxiliaries: Set = [
    "did", "do", "does", "has", "have", "had", "is", "are", "was", "were", "will", "would",
    "can", "could", "should", "may", "might",
  ]
  private static let questionWords: Set = [
    "who", "whom", "whose", "what", "which", "why", "when", "where", "how",
  ]

  /// Whether a clause begins with its auxiliary, and with no question word before that (*In which city did they meet?*).
  private func isInverted(_ verb: Int, _ auxiliaries: Set<String>) -> Bool {
    let below = sentences.dependents(of: verb)
    guard let subject = below.first(where: { sentences.label($0).hasPrefix("nsubj") }),
      let auxiliary = below.first(where: {
        ["aux", "aux:pass", "cop"].contains(sentences.label($0))
      }), auxiliary < subject, auxiliaries.contains(sentences.forms[auxiliary])
    else { return false }
    return !below.contains { word in
      word < auxiliary && !["advcl", "mark"].contains(sentences.label(word))
        && ([word] + sentences.dependents(of: word)).contains {
          Self.questionWords.contains(sentences.forms[$0])
        }
    }
  }

  /// Whether a clause tells *why* or *how* something is so, and so takes it for granted.
  private func hasQuestionWord(_ clause: Int) -> Bool {
    sentences.dependents(of: clause).contains {
      $0 < clause && Self.questionWords.contains(sentences.forms[$0])
    }
  }

  /// What the word above a clause makes of it.
  private func verdict(of head: Int, on clause: Int, above: Verdict) -> Verdict {
    let form = sentences.forms[head]
    let isNegated = isNegated(head)
    let marks = sentences.marks(clause) + sentences.cases(clause)
    if marks.contains("of"), Self.acquittals.contains(form) || has(head, "short") {
      return isNegated ? .open : .denied
    }
    if marks.contains("without") || marks.contains("from") && has(clause, "far") {
      return isNegated ? .open : .denied
    }
    if isExcluded(clause) { return isNegated ? .open : .denied }
    if Self.coming.contains(form), Self.nearness.contains(where: { has(head, $0) }),
      marks.contains("to") || marks.contains("of")
    {
      return .denied
    }
    if Self.pleading.contains(form), marks.contains("to"), isPleadedNotGuilty(head) {
      return .denied
    }
    if ["of", "for", "with"].contains(where: marks.contains), Self.judgements.contains(form),
      Self.falsely.contains(where: { has(head, $0) })
    {
      return .denied
    }
    switch sentences.label(clause) {
    case "ccomp", "csubj", "csubj:pass", "csubj:outer":
      if Self.falsities.contains(form) { return isNegated ? .said : .denied }
      if Self.truths.contains(form) { return isNegated ? .open : .said }
      if Self.doubts.contains(form) { return isNegated ? .said : .open }
      if Self.doubtful.contains(form) { return .open }
      if isConfirmedOrDenied(head) || lacksEvidence(head) { return .open }
      if Self.exclusions.contains(form) || Self.rebuttals.contains(form) || isRulingOut(head) {
        return isNegated ? .open : .denied
      }
      if let verdict = verdict(ofRequest: head, on: clause, above) { return verdict }
      guard Self.reports.contains(form) else { return .said }
      if isNegated { return .open }
      return Self.falsely.contains { has(head, $0) } ? .denied : .said
    case "xcomp":
      if Self.doubtful.contains(form) { return .open }
      if Self.exclusions.contains(form) { return isNegated ? .open : .denied }
      if cameToNothing(head) { return .denied }
      if Self.candidacies.contains(form), sentences.forms[clause] == "become" { return .planned }
      return verdict(ofRequest: head, on: clause, above) ?? verdict(ofIntention: head)
    case "acl", "acl:relcl":
      return sentences.isNoun(head) ? verdict(ofNoun: head, on: clause) : .said
    // `escaped being killed`: the parser may take it for another verb, without *and*, or for a circumstance.
    case "conj", "advcl":
      if isNothingDone(head), marks.contains("to") { return .denied }
      if let noun = endeavour(before: clause, under: head) { return verdict(ofEndeavour: noun) }
      if marks.contains("to"), Self.candidacies.contains(form), sentences.forms[clause] == "become"
      {
        return isNegated ? .denied : .planned
      }
      let isGerund = ([clause] + sentences.dependents(of: clause, "aux", "aux:pass")).contains {
        sentences.forms[$0].hasSuffix("ing")
      }
      if isGerund, sentences.dependents(of: clause, "cc").isEmpty {
        if Self.exclusions.contains(form) {
          return isSetOff(clause) ? .so : isNegated ? .open : .denied
        }
        if sentences.label(clause) == "advcl", marks.isEmpty, !isSetOff(clause) {
          return verdict(ofIntention: head)
        }
      }
      guard sentences.label(clause) == "advcl", marks.contains("to") else { return .said }
      return verdict(ofRequest: head, on: clause, above) ?? .said
    default: return .said
    }
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
    let isAhead = ["will", "would", "wo"].contains { has(verb, $0) }
    if isNegated(verb) { return isAhead ? .open : .so }
    switch fate(of: verb, depth: depth + 1) {
    case .denied: return .so
    case .planned, .open: return .open
    case .said, .so: return .denied
    }
  }

  /// What becomes of what somebody has others do, where he does not: *never asked them to*, *refused to help them*.
  private func verdict(ofRequest verb: Int, on clause: Int, _ above: Verdict) -> Verdict? {
    let form = sentences.forms[verb]
    let isPermission = Self.permissions.contains(form)
    guard isPermission || Self.requests.contains(form),
      !(sentences.dependents(of: verb, "obj", "iobj")
        + sentences.dependents(of: clause, "nsubj", "nsubj:pass")).isEmpty,
      isNegated(verb) || above == .denied
    else { return nil }
    return isPermission ? .denied : .open
  }

  private func verdict(ofIntention verb: Int) -> Verdict {
    Self.intentions.contains(sentences.forms[verb]) && !isNegated(verb) && !has(verb, "longer")
      ? .planned : .said
  }

  /// Whether a clause is what somebody does not do but does something else: *rather than attack*, *instead of attacking*.
  private func isExcluded(_ clause: Int) -> Bool {
    sentences.dependents(of: clause, "cc", "mark", "advmod", "case").contains {
      DirectNegation.isInsteadOf($0, in: sentences)
    }
  }

  private func isPleadedNotGuilty(_ verb: Int) -> Bool {
    sentences.dependents(of: verb, "xcomp", "obj", "advmod").contains {
      sentences.forms[$0] == "innocent"
        || sentences.forms[$0] == "guilty" && $0 > 0 && sentences.forms[$0 - 1] == "not"
    }
  }

  /// Whether a verb is the doing of nothing: *did nothing to prevent it*.
  private func isNothingDone(_ verb: Int) -> Bool {
    Self.doing.contains(sentences.forms[verb])
      && sentences.dependents(of: verb, "obj").contains {
        ["nothing", "little"].contains(sentences.forms[$0])
      }
  }

  /// Whether a verb is of evidence that there is not: the parser may hang the clause of *no evidence has emerged that* on it.
  private func lacksEvidence(_ verb: Int) -> Bool {
    sentences.dependents(of: verb, "nsubj", "nsubj:pass", "obj").contains {
      Self.evidence.contains(sentences.forms[$0]) && (has($0, "no") || isNegated(verb))
    }
  }

  /// Whether what a word leaves to be done was not: *unable to*, *not allowed to*, *had planned to*, *was to have*, *tried
  /// to … and failed*.
  private func cameToNothing(_ word: Int) -> Bool {
    let form = sentences.forms[word]
    if Self.incapable.contains(form) { return !isNegated(word) }
    if Self.capable.contains(form) { return isNegated(word) }
    if Self.plans.contains(form) || Self.appointments.contains(form) && has(word, "been") {
      return has(word, "had") && !isNegated(word)
    }
    return Self.attempts.contains(form)
      && sentences.dependents(of: word, "conj").contains { sentences.forms[$0] == "failed" }
  }

  /// The attempt that a clause is about, where the parser hangs it on the verb: *lost his bid to become president*.
  private func endeavour(before clause: Int, under verb: Int) -> Int? {
    guard
      let mark = sentences.dependents(of: clause, "mark").first(where: {
        sentences.forms[$0] == "to"
      }),
      mark > 0, Self.endeavours.contains(sentences.forms[mark - 1]),
      sentences.head(mark - 1) == verb
    else { return nil }
    return mark - 1
  }

  /// What comes of an attempt, or a bid, by the verb that tells its end.
  private func verdict(ofEndeavour noun: Int) -> Verdict {
    guard sentences.isComplement(noun), let verb = sentences.head(noun), !isNegated(verb) else {
      return .planned
    }
    if Self.successes.contains(sentences.forms[verb]) { return .said }
    return Self.failures.contains(sentences.forms[verb]) ? .denied : .planned
  }

  /// `rumours that …` and what is said of them.
  private func verdict(ofNoun noun: Int, on clause: Int) -> Verdict {
    let form = sentences.forms[noun]
    let head = sentences.head(noun)
    // `it is a myth that`, `it is not the case that`
    if !sentences.dependents(of: noun, "cop").isEmpty,
      sentences.dependents(of: noun, "expl", "nsubj").contains(where: {
        sentences.forms[$0] == "it"
      })
    {
      if Self.falsities.contains(form) { return isNegated(noun) ? .said : .denied }
      if Self.truths.contains(form) { return isNegated(noun) ? .open : .said }
    }
    guard sentences.label(clause) == "acl" else { return .said }
    if Self.endeavours.contains(form), sentences.marks(clause).contains("to") {
      return verdict(ofEndeavour: noun)
    }
    let isSpokenOf = sentences.isComplement(noun)
    if Self.proposals.contains(form), sentences.marks(clause).contains("to") {
      return isSpokenOf && head.map(isVotedDown) ?? false ? .denied : .planned
    }
    if Self.evidence.contains(form), has(noun, "no") || head.map(isNegated) ?? false {
      return .open
    }
    if Self.doubts.contains(form) { return has(noun, "no") ? .said : .open }
    guard Self.rumours.contains(form) else { return .said }
    if Self.falsities.contains(where: { has(noun, $0) }) { return .denied }
    guard let head else { return .said }
    switch sentences.label(noun) {
    case "nsubj":
      // `The rumours were false, she said`: the parser may hang them on the saying.
      let verdict = ([head] + sentences.dependents(of: head, "ccomp", "xcomp")).first {
        noun < $0
          && (Self.falsities.contains(sentences.forms[$0]) || sentences.forms[$0] == "wrong")
      }
      return verdict.map { isNegated($0) || isNegated(head) ? .said : .denied } ?? .said
    case "obj", "nsubj:pass", "obl", "parataxis":
      let isLeftOpen = isNegated(head) || isRefused(head)
      let verb = sentences.forms[head]
      // `described as false a report that`, `called it absurd`
      if sentences.dependents(of: head, "xcomp", "obl", "advmod").contains(where: {
        Self.falsities.contains(sentences.forms[$0])
      }) {
        return isLeftOpen ? .open : .denied
      }
      if Self.rebuttals.contains(verb) { return isLeftOpen ? .open : .denied }
      // `refused to confirm reports that`: the parser may hang them on the refusal.
      return isLeftOpen && Self.reports.contains(verb) || Self.exclusions.contains(verb)
        ? .open : .said
    default: return .said
    }
  }

  /// Whether a verb is what is done to a proposal that is not accepted.
  private func isVotedDown(_ verb: Int) -> Bool {
    let form = sentences.forms[verb]
    return !isNegated(verb)
      && (Self.rebuttals.contains(form) || Self.failures.contains(form)
        || Self.exclusions.contains(form)
        || ["vetoed", "veto", "vetoes"].contains(form)
        || Self.voting.contains(form) && has(verb, "down"))
  }

  /// Whether a verb and its particle are *rule out*.
  private func isRulingOut(_ verb: Int) -> Bool {
    has(verb, "out") && Self.ruling.contains(sentences.forms[verb])
  }

  /// Whether somebody says neither, whatever stands before: *did not confirm or deny*, *neither confirmed nor denied*.
  private func isConfirmedOrDenied(_ verb: Int) -> Bool {
    func isOne(_ verb: Int, _ words: Set<String>) -> Bool { words.contains(sentences.forms[verb]) }
    let first = sentences.label(verb) == "conj" ? sentences.head(verb) : nil
    let joined = sentences.dependents(of: verb, "conj") + [first].compactMap { $0 }
    return isOne(verb, Self.confirming) && joined.contains { isOne($0, Self.denying) }
      || isOne(verb, Self.denying) && joined.contains { isOne($0, Self.confirming) }
  }

  /// Whether a verb is what somebody refuses or fails to do.
  private func isRefused(_ verb: Int) -> Bool {
    guard sentences.label(verb) == "xcomp", let head = sentences.head(verb) else { return false }
    return Self.exclusions.contains(sentences.forms[head])
  }

  /// Whether a word is denied by *not* or *neither*, or by a subject that is nobody.
  private func isNegated(_ token: Int) -> Bool {
    DirectNegation.denies(token..<token + 1, in: sentences.annotation)
      || has(token, "neither") || has(token, "nor")
      || sentences.dependents(of: token, "nsubj", "nsubj:pass").contains { subject in
        ["nobody", "none", "neither", "few"].contains(sentences.forms[subject])
          || has(subject, "neither") || has(subject, "no")
      }
  }

  /// Whether a word depends on another.
  private func has(_ head: Int, _ word: String) -> Bool {
    sentences.dependents(of: head).contains { sentences.forms[$0] == word }
  }
}

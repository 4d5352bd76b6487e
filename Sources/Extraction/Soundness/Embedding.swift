import Language

/// What a word makes of the clause that depends on it: a verb that implies or excludes its complement, an attempt, a rumour.
struct Embedding {
  typealias Verdict = Veridicality.Verdict

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
  /// Verbs of plans that came to nothing once they are told in the pluperfect: *had planned to visit Lubunda*.
  private static let plans = Inflection.forms(of: ["plan", "hope", "intend"])
  /// The same of those for whom others planned: *had been expected in Riyadh*.
  private static let appointments: Set = ["expected", "scheduled", "due"]
  private static let ruling = Inflection.forms(of: ["rule"])
  private static let confirming = Inflection.forms(of: ["confirm"])
  private static let denying = Inflection.forms(of: ["deny"])
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
  private static let voting = Inflection.forms(of: ["vote", "turn", "strike", "shoot"])
  private static let doubts = Inflection.forms(of: ["doubt", "question"])
  /// Verbs that free somebody *of* having done something.
  static let acquittals = Inflection.forms(of: ["clear", "acquit", "exonerate", "absolve"])
  /// Verbs whose complement is not so.
  static let exclusions = Inflection.forms(of: [
    "deny", "refuse", "decline", "fail", "neglect", "avoid", "escape", "pretend",
  ])
  /// Verbs that say nothing of their complement once they are negated, unlike *know* and *regret*.
  static let reports = Sentences.speech.union(
    Inflection.forms(of: ["confirm", "prove", "show", "demonstrate", "establish", "expect"]))
  private static let attempts = Inflection.forms(of: ["try", "attempt", "seek"])
  /// Verbs of what somebody means, or wants somebody, to do.
  static let intentions = attempts.union(
    Inflection.forms(of: [
      "threaten", "vow", "pledge", "promise", "plan", "intend", "want", "wish", "hope", "aim",
      "consider", "contemplate", "debate", "propose", "offer", "mull", "weigh",
    ]))

  /// What the word above a clause makes of it.
  func verdict(of head: Int, on clause: Int, above: Verdict) -> Verdict {
    let form = sentences.forms[head]
    let isNegated = sentences.isNegated(head)
    let marks = sentences.marks(clause) + sentences.cases(clause)
    if marks.contains("of"), Self.acquittals.contains(form) || sentences.has(head, "short") {
      return isNegated ? .open : .denied
    }
    if marks.contains("without") || marks.contains("from") && sentences.has(clause, "far") {
      return isNegated ? .open : .denied
    }
    if isExcluded(clause) { return isNegated ? .open : .denied }
    if Self.coming.contains(form), Self.nearness.contains(where: { sentences.has(head, $0) }),
      marks.contains("to") || marks.contains("of")
    {
      return .denied
    }
    if Self.pleading.contains(form), marks.contains("to"), isPleadedNotGuilty(head) {
      return .denied
    }
    if ["of", "for", "with"].contains(where: marks.contains), Self.judgements.contains(form),
      Self.falsely.contains(where: { sentences.has(head, $0) })
    {
      return .denied
    }
    switch sentences.label(clause) {
    case "ccomp", "csubj", "csubj:pass", "csubj:outer":
      return verdict(ofTelling: head, on: clause, above)
    case "xcomp":
      if Self.doubtful.contains(form) { return .open }
      if Self.exclusions.contains(form) { return isNegated ? .open : .denied }
      if cameToNothing(head) { return .denied }
      if Self.candidacies.contains(form), sentences.forms[clause] == "become" { return .planned }
      return verdict(ofRequest: head, on: clause, above) ?? verdict(ofIntention: head)
    case "acl", "acl:relcl":
      return sentences.isNoun(head) ? verdict(ofNoun: head, on: clause) : .said
    case "conj", "advcl": return verdict(ofVerb: head, beside: clause, marks, above)
    default: return .said
    }
  }

  /// What becomes of what a predicate tells: *it is false that*, *denied that*.
  private func verdict(ofTelling head: Int, on clause: Int, _ above: Verdict) -> Verdict {
    let form = sentences.forms[head]
    let isNegated = sentences.isNegated(head)
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
    return Self.falsely.contains { sentences.has(head, $0) } ? .denied : .said
  }

  /// What becomes of a clause beside a verb, since the parser may take *escaped being killed* for another verb, without
  /// *and*, or for a circumstance.
  private func verdict(
    ofVerb head: Int, beside clause: Int, _ marks: [String], _ above: Verdict
  ) -> Verdict {
    let form = sentences.forms[head]
    let isNegated = sentences.isNegated(head)
    if isNothingDone(head), marks.contains("to") { return .denied }
    if let noun = endeavour(before: clause, under: head) { return verdict(ofEndeavour: noun) }
    if marks.contains("to"), Self.candidacies.contains(form), sentences.forms[clause] == "become" {
      return isNegated ? .denied : .planned
    }
    let isGerund = ([clause] + sentences.dependents(of: clause, "aux", "aux:pass")).contains {
      sentences.forms[$0].hasSuffix("ing")
    }
    if isGerund, sentences.dependents(of: clause, "cc").isEmpty {
      if Self.exclusions.contains(form) {
        return sentences.isSetOff(clause) ? .so : isNegated ? .open : .denied
      }
      if sentences.label(clause) == "advcl", marks.isEmpty, !sentences.isSetOff(clause) {
        return verdict(ofIntention: head)
      }
    }
    guard sentences.label(clause) == "advcl", marks.contains("to") else { return .said }
    return verdict(ofRequest: head, on: clause, above) ?? .said
  }

  /// What becomes of what somebody has others do, where he does not: *never asked them to*, *refused to help them*.
  private func verdict(ofRequest verb: Int, on clause: Int, _ above: Verdict) -> Verdict? {
    let form = sentences.forms[verb]
    let isPermission = Self.permissions.contains(form)
    guard isPermission || Self.requests.contains(form),
      !(sentences.dependents(of: verb, "obj", "iobj")
        + sentences.dependents(of: clause, "nsubj", "nsubj:pass")).isEmpty,
      sentences.isNegated(verb) || above == .denied
    else { return nil }
    return isPermission ? .denied : .open
  }

  private func verdict(ofIntention verb: Int) -> Verdict {
    Self.intentions.contains(sentences.forms[verb]) && !sentences.isNegated(verb)
      && !sentences.has(verb, "longer")
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
      Self.evidence.contains(sentences.forms[$0])
        && (sentences.has($0, "no") || sentences.isNegated(verb))
    }
  }

  /// Whether what a word leaves to be done was not: *unable to*, *not allowed to*, *had planned to*, *was to have*, *tried
  /// to … and failed*.
  private func cameToNothing(_ word: Int) -> Bool {
    let form = sentences.forms[word]
    if Self.incapable.contains(form) { return !sentences.isNegated(word) }
    if Self.capable.contains(form) { return sentences.isNegated(word) }
    if Self.plans.contains(form) || Self.appointments.contains(form) && sentences.has(word, "been")
    {
      return sentences.has(word, "had") && !sentences.isNegated(word)
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
    guard sentences.isComplement(noun), let verb = sentences.head(noun), !sentences.isNegated(verb)
    else {
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
      if Self.falsities.contains(form) { return sentences.isNegated(noun) ? .said : .denied }
      if Self.truths.contains(form) { return sentences.isNegated(noun) ? .open : .said }
    }
    guard sentences.label(clause) == "acl" else { return .said }
    if Self.endeavours.contains(form), sentences.marks(clause).contains("to") {
      return verdict(ofEndeavour: noun)
    }
    let isSpokenOf = sentences.isComplement(noun)
    if Self.proposals.contains(form), sentences.marks(clause).contains("to") {
      return isSpokenOf && head.map(isVotedDown) ?? false ? .denied : .planned
    }
    if Self.evidence.contains(form),
      sentences.has(noun, "no") || head.map(sentences.isNegated) ?? false
    {
      return .open
    }
    if Self.doubts.contains(form) { return sentences.has(noun, "no") ? .said : .open }
    guard Self.rumours.contains(form) else { return .said }
    if Self.falsities.contains(where: { sentences.has(noun, $0) }) { return .denied }
    guard let head else { return .said }
    switch sentences.label(noun) {
    case "nsubj":
      // `The rumours were false, she said`: the parser may hang them on the saying.
      let verdict = ([head] + sentences.dependents(of: head, "ccomp", "xcomp")).first {
        noun < $0
          && (Self.falsities.contains(sentences.forms[$0]) || sentences.forms[$0] == "wrong")
      }
      return verdict.map { sentences.isNegated($0) || sentences.isNegated(head) ? .said : .denied }
        ?? .said
    case "obj", "nsubj:pass", "obl", "parataxis":
      let isLeftOpen = sentences.isNegated(head) || isRefused(head)
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
    return !sentences.isNegated(verb)
      && (Self.rebuttals.contains(form) || Self.failures.contains(form)
        || Self.exclusions.contains(form)
        || ["vetoed", "veto", "vetoes"].contains(form)
        || Self.voting.contains(form) && sentences.has(verb, "down"))
  }

  /// Whether a verb and its particle are *rule out*.
  private func isRulingOut(_ verb: Int) -> Bool {
    sentences.has(verb, "out") && Self.ruling.contains(sentences.forms[verb])
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
}

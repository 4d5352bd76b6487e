import GraphModel
import Language

/// What the words around a clause make of what it says.
///
///     Rumours that the army had shelled Kobani were false          denied
///     The ministry dismissed reports that troops had shelled it    denied
///     The police failed to arrest him                              denied
///     It is unclear whether Rwanda ordered the attack              open
///     If she met him in Vienna, the inquiry would be reopened      open
///     There is no evidence that Iran attacked the refinery         open
///
/// What is open is not said at all. A deed that a noun names (*the attack on Goma*) is taken for granted even there, but
/// not who is its doer by the verb above (*whether Rwanda ordered the attack*). The verbs are those that imply or
/// exclude their complement (Karttunen, *Implicative Verbs*, 1971), and those that leave it open.
struct Veridicality {
  enum Verdict { case said, denied, open }

  private let sentences: Sentences

  init(_ sentences: Sentences) { self.sentences = sentences }

  private static let falsities: Set = [
    "false", "untrue", "baseless", "unfounded", "groundless", "incorrect", "fabricated", "bogus",
    "fictitious", "debunked", "absurd", "nonsense", "lie", "lies", "invention",
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
  private static let ruling = Inflection.forms(of: ["rule"])
  private static let confirming = Inflection.forms(of: ["confirm"])
  private static let denying = Inflection.forms(of: ["deny"])
  private static let attempts = Inflection.forms(of: ["try", "attempt", "seek"])
  /// Verbs that free somebody *of* having done something.
  private static let acquittals = Inflection.forms(of: ["clear", "acquit", "exonerate", "absolve"])
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
    guard let predicate = predicate(of: candidate, saidBy: trigger) else { return .said }
    let verdict = verdict(onClauseOf: predicate)
    // Who was not arrested in Odessa may be there or not.
    return verdict == .denied && sentences.tag(trigger) == .adposition ? .open : verdict
  }

  private func verdict(onClauseOf predicate: Int) -> Verdict {
    // `was to have met him`
    if has(predicate, "to"), has(predicate, "have"), has(predicate, "was") || has(predicate, "were")
    {
      return .denied
    }
    // `would have gone`
    if has(predicate, "have"), Self.unreal.contains(where: { has(predicate, $0) }) { return .open }
    var clause = predicate
    // Who denies that somebody said so leaves open whether it is so.
    var isReported = false
    for _ in 0..<Self.reach {
      if isSupposed(clause) || isAsked(clause) { return .open }
      guard let head = sentences.head(clause) else { return .said }
      let label = sentences.label(clause)
      if label == "ccomp", hasQuestionWord(clause) { return .said }
      let verdict = verdict(of: head, on: clause)
      if verdict != .said { return isReported ? .open : verdict }
      switch label {
      case "xcomp", "conj": break
      case "ccomp" where Self.reports.contains(sentences.forms[head]): isReported = true
      default: return .said
      }
      clause = head
    }
    return .said
  }

  /// The verb, or what stands for one, that says it, or joins subject and object around a noun; nil where only a noun does.
  private func predicate(
    of candidate: Annotation.RelationCandidate, saidBy trigger: Int
  ) -> Int? {
    let annotation = sentences.annotation
    if sentences.isVerb(trigger) || !sentences.dependents(of: trigger, "cop").isEmpty {
      return trigger
    }
    let sentence = annotation.sentences[annotation.sentence(of: trigger)].tokens
    var common = trigger
    for end in [candidate.subject, candidate.object] {
      let head = annotation.head(of: annotation.mentions[end].tokens)
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
    // `Had they met in Vienna, the deal would …`
    return sentences.label(clause) == "advcl" && sentences.marks(clause).isEmpty
      && isInverted(clause, ["had", "were", "should"])
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
  private func verdict(of head: Int, on clause: Int) -> Verdict {
    let form = sentences.forms[head]
    let isNegated = isNegated(head)
    let marks = sentences.marks(clause) + sentences.cases(clause)
    if marks.contains("from"), Self.preventions.contains(form) {
      return isNegated ? .said : .denied
    }
    if marks.contains("of"), Self.acquittals.contains(form) || has(head, "short") {
      return isNegated ? .open : .denied
    }
    if marks.contains("without") || marks.contains("from") && has(clause, "far") {
      return isNegated ? .open : .denied
    }
    switch sentences.label(clause) {
    case "ccomp", "csubj", "csubj:pass", "csubj:outer":
      if Self.falsities.contains(form) { return isNegated ? .said : .denied }
      if Self.truths.contains(form) { return isNegated ? .open : .said }
      if Self.doubts.contains(form) { return isNegated ? .said : .open }
      if Self.doubtful.contains(form) { return .open }
      if isConfirmedOrDenied(head) { return .open }
      if Self.exclusions.contains(form) || Self.rebuttals.contains(form) || isRulingOut(head) {
        return isNegated ? .open : .denied
      }
      guard Self.reports.contains(form) else { return .said }
      if isNegated { return .open }
      return Self.falsely.contains { has(head, $0) } ? .denied : .said
    case "xcomp":
      if Self.doubtful.contains(form) { return .open }
      if Self.exclusions.contains(form) { return isNegated ? .open : .denied }
      return cameToNothing(head) ? .denied : .said
    case "acl": return sentences.isNoun(head) ? verdict(ofNoun: head) : .said
    // `escaped being killed`: the parser may take it for another verb, without *and*, or for a circumstance.
    case "conj", "advcl":
      let isGerund = ([clause] + sentences.dependents(of: clause, "aux", "aux:pass")).contains {
        sentences.forms[$0].hasSuffix("ing")
      }
      return isGerund && sentences.dependents(of: clause, "cc").isEmpty
        && Self.exclusions.contains(form) ? .denied : .said
    default: return .said
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

  /// `rumours that …` and what is said of them.
  private func verdict(ofNoun noun: Int) -> Verdict {
    let form = sentences.forms[noun]
    let head = sentences.head(noun)
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
    case "obj", "nsubj:pass":
      let isLeftOpen = isNegated(head) || isExcluded(head)
      let verb = sentences.forms[head]
      if Self.rebuttals.contains(verb) { return isLeftOpen ? .open : .denied }
      // `refused to confirm reports that`: the parser may hang them on the refusal.
      return isLeftOpen && Self.reports.contains(verb) || Self.exclusions.contains(verb)
        ? .open : .said
    default: return .said
    }
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
  private func isExcluded(_ verb: Int) -> Bool {
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

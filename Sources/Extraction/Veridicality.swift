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
    "false", "untrue", "baseless", "unfounded", "groundless", "incorrect", "wrong", "fabricated",
    "bogus", "fictitious", "debunked",
  ]
  private static let truths: Set = ["true", "correct", "accurate", "case"]
  private static let doubtful: Set = [
    "unlikely", "doubtful", "unclear", "uncertain", "questionable", "improbable", "inconceivable",
    "unproven", "unconfirmed",
  ]
  private static let falsely: Set = ["falsely", "wrongly", "mistakenly", "erroneously"]
  private static let rumours = Inflection.forms(of: [
    "rumour", "rumor", "report", "claim", "allegation", "accusation", "suggestion", "idea",
    "notion", "charge", "story", "assertion", "speculation", "news", "insinuation",
  ])
  private static let evidence = Inflection.forms(of: [
    "evidence", "proof", "indication", "sign", "suggestion", "record", "confirmation", "question",
  ])
  /// Verbs that take back what their object reports.
  private static let rebuttals = Inflection.forms(of: [
    "deny", "dismiss", "reject", "refute", "rebut", "dispute", "disprove", "debunk", "contradict",
  ])
  /// Verbs whose complement is not so.
  private static let exclusions = Inflection.forms(of: [
    "deny", "refuse", "decline", "fail", "neglect", "avoid", "escape", "refrain", "abstain",
    "pretend",
  ])
  /// Verbs that keep somebody *from* doing something.
  private static let preventions = Inflection.forms(of: [
    "prevent", "stop", "keep", "deter", "dissuade", "refrain", "abstain", "hinder",
  ])
  /// Verbs that free somebody *of* having done something.
  private static let acquittals = Inflection.forms(of: ["clear", "acquit", "exonerate", "absolve"])
  private static let doubts = Inflection.forms(of: ["doubt", "question"])
  /// Verbs that say nothing of their complement once they are negated, unlike *know* and *regret*.
  private static let reports = Sentences.speech.union(
    Inflection.forms(of: ["confirm", "prove", "show", "demonstrate", "establish", "expect"]))
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
    var token = predicate
    for _ in 0..<Self.reach {
      if isSupposed(token) { return .open }
      guard let head = sentences.head(token) else { return isAsked(token) ? .open : .said }
      let verdict = verdict(of: head, on: token)
      guard verdict == .said else { return verdict }
      guard ["ccomp", "xcomp", "conj"].contains(sentences.label(token)) else { return .said }
      token = head
    }
    return .said
  }

  /// The verb, or what stands for one, that says it, or joins subject and object around a noun; nil where only a noun does.
  private func predicate(
    of candidate: Annotation.RelationCandidate, saidBy trigger: Int
  ) -> Int? {
    let annotation = sentences.annotation
    if sentences.isVerb(trigger) { return trigger }
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
  private func isSupposed(_ token: Int) -> Bool {
    for mark in sentences.dependents(of: token, "mark", "cc:preconj", "advmod") {
      switch sentences.forms[mark] {
      case "whether", "unless": return true
      case "if": return mark == 0 || sentences.forms[mark - 1] != "as"
      default: continue
      }
    }
    // `Had they met in Vienna, the deal would …`
    guard sentences.label(token) == "advcl", sentences.marks(token).isEmpty else { return false }
    return isInverted(token, ["had", "were", "should"])
  }

  /// Whether a sentence asks if something is so.
  private func isAsked(_ root: Int) -> Bool {
    let annotation = sentences.annotation
    let sentence = annotation.sentences[annotation.sentence(of: root)].tokens
    guard sentence.suffix(3).contains(where: { sentences.forms[$0] == "?" }) else { return false }
    return isInverted(
      root,
      [
        "did", "do", "does", "has", "have", "had", "is", "are", "was", "were", "will", "would",
        "can", "could", "should", "may", "might",
      ])
  }

  /// Whether a clause begins with its auxiliary.
  private func isInverted(_ verb: Int, _ auxiliaries: Set<String>) -> Bool {
    let below = sentences.dependents(of: verb)
    guard let subject = below.first(where: { sentences.label($0).hasPrefix("nsubj") }) else {
      return false
    }
    return below.first { ["aux", "aux:pass", "cop"].contains(sentences.label($0)) }
      .map { $0 < subject && auxiliaries.contains(sentences.forms[$0]) } ?? false
      && !below.contains {
        $0 < subject && ["advmod", "obj", "obl"].contains(sentences.label($0))
          && sentences.forms[$0].hasPrefix("wh") || sentences.forms[$0] == "how"
      }
  }

  /// What the word above a clause makes of it.
  private func verdict(of head: Int, on clause: Int) -> Verdict {
    let form = sentences.forms[head]
    let marks = sentences.marks(clause) + sentences.cases(clause)
    if marks.contains("from"), Self.preventions.contains(form) { return .denied }
    if marks.contains("of"), Self.acquittals.contains(form) { return .denied }
    switch sentences.label(clause) {
    case "ccomp", "csubj", "csubj:pass", "csubj:outer", "xcomp":
      if Self.falsities.contains(form) { return .denied }
      if Self.truths.contains(form), isNegated(head) { return .open }
      if Self.doubtful.contains(form) { return .open }
      if Self.doubts.contains(form) { return isNegated(head) ? .said : .open }
      if sentences.marks(clause).contains("from"), Self.preventions.contains(form) {
        return .denied
      }
      if Self.exclusions.contains(form) { return isNegated(head) ? .open : .denied }
      guard Self.reports.contains(form), sentences.label(clause) == "ccomp" else { return .said }
      if sentences.dependents(of: head, "advmod").contains(where: {
        Self.falsely.contains(sentences.forms[$0])
      }) {
        return .denied
      }
      return isNegated(head) ? .open : .said
    case "acl": return sentences.isNoun(head) ? verdict(ofNoun: head) : .said
    // `escaped being killed`: what the parser takes for another verb has no *and*.
    case "conj":
      let isGerund = ([clause] + sentences.dependents(of: clause, "aux", "aux:pass")).contains {
        sentences.forms[$0].hasSuffix("ing")
      }
      return isGerund && sentences.dependents(of: clause, "cc").isEmpty
        && Self.exclusions.contains(form) ? .denied : .said
    default: return .said
    }
  }

  /// `rumours that …` and what is said of them.
  private func verdict(ofNoun noun: Int) -> Verdict {
    let form = sentences.forms[noun]
    if Self.evidence.contains(form),
      sentences.dependents(of: noun, "det").contains(where: { sentences.forms[$0] == "no" })
        || sentences.head(noun).map(isNegated) ?? false
    {
      return .open
    }
    if Self.doubts.contains(form) {
      return sentences.dependents(of: noun, "det").contains { sentences.forms[$0] == "no" }
        ? .said : .open
    }
    guard Self.rumours.contains(form) else { return .said }
    if sentences.dependents(of: noun, "amod").contains(where: {
      Self.falsities.contains(sentences.forms[$0])
    }) {
      return .denied
    }
    guard let head = sentences.head(noun) else { return .said }
    let isRebutted =
      switch sentences.label(noun) {
      // `The rumours were false, she said`: the parser may hang them on the saying.
      case "nsubj":
        ([head] + sentences.dependents(of: head, "ccomp")).contains {
          Self.falsities.contains(sentences.forms[$0]) && noun < $0
        }
      case "obj", "nsubj:pass": Self.rebuttals.contains(sentences.forms[head])
      default: false
      }
    return isRebutted && !isNegated(head) ? .denied : .said
  }

  private func isNegated(_ token: Int) -> Bool {
    DirectNegation.denies(token..<token + 1, in: sentences.annotation)
      || sentences.dependents(of: token, "nsubj").contains { sentences.forms[$0] == "nobody" }
  }
}

import GraphModel
import Language

/// Rule `said-how`: whether what a word says is so, is to be, or is only claimed.
///
///     There was no decision to withdraw           negated
///     The minister denied having met the envoy    negated
///     The president vowed to veto the bill        planned
///     The army had carried out the raid, the ministry said      claimed
///     The mayor allegedly took bribes             claimed
///
/// What is planned and claimed at once is planned. The model says the same of what it proposes, and better;
/// this is for what phrases alone propose.
extension Sentences {
  struct Said {
    var polarity = Polarity.asserted
    var mode = Mode.fact
  }

  private static let negations: Set<String> = [
    "not", "n't", "n’t", "never", "no", "neither", "nor",
  ]
  private static let denials = Inflection.forms(of: [
    "deny", "refuse", "fail", "reject", "decline", "refrain", "avoid", "prevent", "stop", "cease",
    "cancel", "stall", "rule",
  ])
  private static let plans = Inflection.forms(of: [
    "plan", "vow", "intend", "want", "seek", "order", "expect", "pledge", "threaten", "promise",
    "hope",
    "urge", "request", "ask", "propose", "prepare", "consider", "aim", "schedule", "instruct",
    "direct",
    "offer", "set", "wish", "demand", "call",
  ])
  /// Verbs by which something is claimed.
  static let speech = Inflection.forms(of: [
    "say", "claim", "allege", "report", "state", "accuse", "announce", "tell", "insist", "maintain",
    "assert", "believe", "suggest", "add", "argue", "note", "declare", "testify", "contend", "warn",
    "think", "write",
  ])
  private static let hedges: Set<String> = [
    "allegedly", "reportedly", "supposedly", "purportedly", "apparently", "alleged",
  ]

  /// How a word is said: by its own modifiers, and by the verbs that it is the complement of.
  func said(at trigger: Int) -> Said {
    var said = Said()
    var token = trigger
    var isPlanned = false
    var isClaimed = false
    // What stands above a clause of its own is weighed by `Veridicality`.
    var isFinite = false
    for step in 0..<Self.reach {
      for dependent in dependents(of: token) {
        let form = forms[dependent]
        let label = label(dependent)
        if ["advmod", "det", "cc:preconj"].contains(label), Self.negations.contains(form),
          !isFinite, !DirectNegation.isNotOnly(dependent, in: annotation)
        {
          said.polarity = .negated
        }
        if label == "aux", ["will", "wo", "shall", "'ll", "’ll", "would"].contains(form) {
          isPlanned = true
        }
        if Self.hedges.contains(form) { isClaimed = true }
        // `…, the ministry said` and `according to the ministry`
        if label == "parataxis", Self.speech.contains(forms[dependent]), step == 0 || !isClaimed {
          isClaimed = true
        }
        if cases(dependent).contains("according") { isClaimed = true }
      }
      guard let head = head(token) else { break }
      switch label(token) {
      case "xcomp", "ccomp", "acl":
        let form = forms[head]
        if label(token) == "ccomp" || label(token) == "acl" && !marks(token).contains("to") {
          isFinite = true
        }
        if !isFinite, Self.denials.contains(form) { said.polarity = .negated }
        if Self.plans.contains(form) { isPlanned = true }
        if label(token) == "ccomp", Self.speech.contains(form) { isClaimed = true }
      // `launched a raid`, `was arrested and charged`: what is said of the upper word is said of both.
      case "conj" where isVerb(token), "obj" where isNoun(token): break
      // `was not behind the raid`
      case "case" where !dependents(of: head, "cop").isEmpty: break
      default: return finished(said, isPlanned, isClaimed)
      }
      token = head
    }
    return finished(said, isPlanned, isClaimed)
  }

  private func finished(_ said: Said, _ isPlanned: Bool, _ isClaimed: Bool) -> Said {
    var said = said
    said.mode = isPlanned ? .planned : isClaimed ? .claimed : .fact
    return said
  }
}

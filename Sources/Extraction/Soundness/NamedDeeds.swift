import GraphModel
import Language

/// What a verb makes of the deed, the tie or the post that its noun names.
///
///     Nixon's meeting with Mao was called off          denied
///     Egypt ended its alliance with the Soviet Union   denied
///     Taft failed to win the support of Stassen        denied
///     Rousseff hopes to win the endorsement of Silva   planned
///     Judge Garzon ordered the arrest of Pinochet      open: others may arrest him
///     Stalin ordered the murder of Trotsky             open: others commit it
///     Max Orr applied for a job at Reuters             open
///
/// `Veridicality` weighs the clauses above what is said; here the verb is part of how it is said, and the model may take
/// either word for what says it.
struct NamedDeeds {
  private let sentences: Sentences
  private let veridicality: Veridicality

  init(_ sentences: Sentences) {
    self.sentences = sentences
    veridicality = Veridicality(sentences)
  }

  /// Verbs that change what a noun says, in some relations.
  private struct Usage {
    var nouns: Set<String>
    var relations: Set<String>
    /// Each with the particle that it needs, if any.
    var verbs: [(forms: Set<String>, particle: String?)]
    var verdict: Veridicality.Verdict

    /// - Parameter verbs: Base forms, with their particles behind a hyphen.
    init(
      _ relations: Set<String>, _ nouns: [String], _ verbs: String,
      _ verdict: Veridicality.Verdict
    ) {
      self.relations = relations
      self.nouns = Inflection.forms(of: nouns)
      self.verbs = verbs.split(separator: " ").map { verb in
        let parts = verb.split(separator: "-").map(String.init)
        return (Set(Inflection.forms(of: parts[0])), parts.count > 1 ? parts[1] : nil)
      }
      self.verdict = verdict
    }
  }

  private static let meetings = [
    "visit", "trip", "tour", "meeting", "talk", "summit", "dinner", "wedding", "marriage",
  ]
  private static let deals = [
    "takeover", "acquisition", "purchase", "merger", "sale", "deal", "buyout", "bid",
  ]
  private static let raids = ["attack", "raid", "invasion", "strike", "assault", "bombing"]
  private static let attempts = ["attempt", "plot", "bid", "conspiracy", "challenge"]
  private static let measures = [
    "sanction", "embargo", "restriction", "list", "ban", "tariff", "duty", "suspension",
  ]
  private static let measureForms = Inflection.forms(of: measures)
  /// The end of a measure, and verbs of who brings it about.
  private static let endings = Inflection.forms(of: [
    "lifting", "end", "pause", "suspension", "removal", "halt", "waiver", "cancellation", "repeal",
  ])
  private static let ending = Inflection.forms(of: [
    "announce", "declare", "order", "approve", "confirm", "grant", "back", "sign",
  ])
  /// Verbs of who means to do something and does it.
  private static let deciding = Inflection.forms(of: [
    "vote", "decide", "move", "resolve", "choose",
  ])
  private static let working = RelationKinds.posts.union(["studied-at"])

  private static let usages = [
    Usage(
      ["visited", "met-with", "acquired", "attacked", "married-to", "participated-in"],
      meetings + deals + raids, "cancel call-off scrap shelve", .denied),
    Usage(
      ["visited", "met-with", "acquired", "attacked", "married-to", "participated-in"],
      meetings + deals + raids, "postpone put-off delay", .planned),
    Usage(["acquired", "gave-to"], deals, "collapse fall-through abandon", .denied),
    Usage(
      ["allied-with"],
      ["alliance", "relation", "tie", "partnership", "coalition", "cooperation", "friendship"],
      "end sever suspend break cut dissolve terminate renounce abandon collapse fall-apart",
      .denied),
    Usage(
      ["sanctioned"], measures,
      "lift suspend end remove drop waive revoke cancel scrap abolish repeal rescind pause halt freeze",
      .denied),
    Usage(["sanctioned"], measures, "postpone put-off delay defer", .planned),
    Usage(
      ["endorsed"], ["support", "endorsement", "backing"], "lose forfeit withhold withdraw", .denied
    ),
    Usage(["endorsed"], ["support", "endorsement", "backing"], "seek court request", .open),
    Usage(["defeated"], ["lead"], "hold have take build enjoy", .open),
    Usage(
      ["killed", "attacked", "captured"], attempts, "survive escape foil thwart", .denied),
    Usage(
      ["killed"],
      ["assassination", "murder", "killing", "execution", "slaying", "massacre", "death"],
      "order demand seek urge", .open),
    Usage(
      ["detained"], ["arrest", "detention", "capture", "extradition"],
      "order demand seek request urge call", .open),
    Usage(
      working, ["job", "post", "position", "place", "role", "seat"],
      "apply turn-down decline reject refuse pass-over compete", .open),
  ]
  private static let gaining = Inflection.forms(of: [
    "win", "gain", "get", "secure", "obtain", "receive", "earn",
  ])
  /// Verbs behind which *as* says what somebody is not.
  private static let guises: [(Set<String>, String?)] = [
    (Inflection.forms(of: ["pose", "masquerade", "reject"]), nil),
    (Inflection.forms(of: ["pass"]), "over"),
  ]
  private static let reach = 4

  /// What becomes of a candidate.
  func verdict(on candidate: Annotation.RelationCandidate) -> Veridicality.Verdict {
    guard let trigger = sentences.trigger(of: candidate) else { return .said }
    // `posed as a nurse at`
    if Self.working.contains(candidate.relation), isGuise(trigger) { return .open }
    for usage in Self.usages where usage.relations.contains(candidate.relation) {
      guard let (noun, verb) = words(of: usage, around: trigger) else { continue }
      if let undone = verdict(ofUndoing: verb, trigger, usage.verdict) { return undone }
      guard isDone(verb) else { return .said }
      // Who is ordered to do it stands with the noun.
      return usage.verdict == .open && isBelow(candidate.subject, noun) ? .said : usage.verdict
    }
    // `beat back a challenge by Kapwepwe` is no victory of his.
    if candidate.relation == "defeated",
      sentences.dependents(of: trigger, "obj").contains(where: { isBelow(candidate.subject, $0) })
    {
      return .open
    }
    if candidate.relation == "sanctioned", isEnded(trigger) { return .denied }
    if candidate.relation == "endorsed", sentences.label(trigger) == "obj",
      let verb = sentences.head(trigger), Self.gaining.contains(sentences.forms[verb])
    {
      return veridicality.verdict(onPredicate: verb)
    }
    return .said
  }

  /// What becomes of what is not taken back: *did not end its alliance*, *refused to lift sanctions*.
  private func verdict(
    ofUndoing verb: Int, _ trigger: Int, _ verdict: Veridicality.Verdict
  ) -> Veridicality.Verdict? {
    guard verdict == .denied else { return nil }
    if DirectNegation.denies(verb..<verb + 1, in: sentences.annotation) {
      // The trigger's own denial is taken back again.
      return verb == trigger ? .denied : .so
    }
    return veridicality.verdict(onPredicate: verb) == .denied ? .so : nil
  }

  private func isGuise(_ noun: Int) -> Bool {
    guard sentences.label(noun) == "obl", sentences.cases(noun).contains("as"),
      let verb = sentences.head(noun)
    else { return false }
    return Self.guises.contains { stands(verb, $0.0, $0.1) }
  }

  /// The noun and the verb of a usage, at a word or above it.
  private func words(of usage: Usage, around word: Int) -> (noun: Int, verb: Int)? {
    var word = word
    for _ in 0..<Self.reach {
      if usage.nouns.contains(sentences.forms[word]), let verb = verb(over: word) {
        return isOne(verb, of: usage) ? (word, verb) : nil
      }
      if sentences.isVerb(word) {
        // `refused to lift sanctions`: the upper verb may be taken for what says it.
        for verb in [word] + sentences.dependents(of: word, "xcomp") where isOne(verb, of: usage) {
          let noun = sentences.dependents(of: verb).first {
            usage.nouns.contains(sentences.forms[$0]) && sentences.isComplement($0)
          }
          if let noun { return (noun, verb) }
        }
        return nil
      }
      // `the trip after a meeting with her` is another deed.
      if usage.nouns.contains(sentences.forms[word]),
        !sentences.cases(word).allSatisfy(["of", "for"].contains)
      {
        return nil
      }
      guard let head = sentences.head(word) else { return nil }
      word = head
    }
    return nil
  }

  private func verb(over noun: Int) -> Int? {
    sentences.isComplement(noun) ? sentences.head(noun) : nil
  }

  private func isOne(_ verb: Int, of usage: Usage) -> Bool {
    usage.verbs.contains { stands(verb, $0.forms, $0.particle) }
  }

  private func stands(_ verb: Int, _ forms: some Collection<String>, _ particle: String?) -> Bool {
    guard forms.contains(sentences.forms[verb]) else { return false }
    guard let particle else { return true }
    return sentences.dependents(of: verb).contains { sentences.forms[$0] == particle }
  }

  /// Whether a measure's end is announced: *announced a pause on tariffs on Kenya*.
  private func isEnded(_ trigger: Int) -> Bool {
    var word = trigger
    for _ in 0..<Self.reach where sentences.isNoun(word) {
      if Self.endings.contains(sentences.forms[word]), sentences.label(word) == "obj",
        sentences.dependents(of: word, "nmod").contains(where: {
          Self.measureForms.contains(sentences.forms[$0])
        }), let verb = sentences.head(word), Self.ending.contains(sentences.forms[verb])
      {
        return isDone(verb)
      }
      guard let head = sentences.head(word) else { return false }
      word = head
    }
    return false
  }

  /// Whether a verb tells what is done, or decided, and not what is to be.
  private func isDone(_ verb: Int) -> Bool {
    if sentences.label(verb) == "xcomp", let above = sentences.head(verb),
      Self.deciding.contains(sentences.forms[above])
    {
      return isDone(above)
    }
    return !sentences.marks(verb).contains("to") && veridicality.verdict(onPredicate: verb) == .said
  }

  private func isBelow(_ mention: Int, _ noun: Int) -> Bool {
    let annotation = sentences.annotation
    return sentences.isBelow(annotation.head(of: annotation.mentions[mention].tokens), noun)
  }
}

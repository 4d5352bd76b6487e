import Language

/// Who says what is claimed.
///
///     The ministry said that rebels had shelled Aleppo.          the ministry
///     Rebels shelled Aleppo, according to the ministry.          the ministry
///     The mayor accuses Kinshasa of backing militias.            the mayor
///     The mayor's claim that the police fired first              the mayor
///     The mayor rejected the general's claim that they fired     the mayor, who denies it
///     "Rebels fled," he said. "They shelled Aleppo in May."      he
///     Rebels allegedly shelled Aleppo. The mayor said he knew.   nobody
///
/// The model reads the speaker from the paragraph, and takes at times somebody else who speaks nearby. So the verb of
/// saying that is nearest above or beside the words decides, where the sentence has one, then the quotation that they stand
/// in. Where the sentence itself says that it only is alleged, nobody is named elsewhere.
struct Speakers {
  private let sentences: Sentences
  private let quotations: Quotations
  private let paragraphs: SharedParagraphs

  /// Verbs by which somebody says what is claimed.
  static let speech = Sentences.speech.union(
    Inflection.forms(of: [
      "deny", "confirm", "acknowledge", "admit", "concede", "boast", "complain", "predict",
      "estimate", "conclude", "reveal", "disclose", "reply", "explain", "recall", "stress",
      "emphasize", "post", "tweet", "respond", "swear", "repeat",
    ]))
  /// Those of them whose object is what they say: *confirmed the attack*, but not *concluded an agreement*.
  private static let disclosure = Inflection.forms(of: [
    "report", "announce", "claim", "allege", "confirm", "deny", "admit", "acknowledge", "reveal",
    "disclose",
  ])
  private static let confessing = Inflection.forms(of: ["confess", "plead"])
  private static let blame = Inflection.forms(of: [
    "accuse", "suspect", "blame", "charge", "denounce",
  ])
  private static let claims = Inflection.forms(of: [
    "claim", "allegation", "accusation", "statement", "denial", "assertion", "testimony", "report",
    "suggestion", "insinuation", "contention", "charge",
  ])
  /// Verbs of who makes a claim, or takes it back.
  private static let claiming = denials.union(
    Inflection.forms(of: [
      "make", "repeat", "issue", "release", "publish", "reiterate", "voice", "file", "renew",
      "raise", "withdraw", "retract", "give", "confirm", "describe", "call",
    ]))
  /// Those with which somebody takes back what others claim.
  private static let denials = Inflection.forms(of: [
    "deny", "dismiss", "reject", "refute", "rebut", "dispute", "ridicule", "mock", "deride",
    "scoff",
    "repudiate",
  ])
  private static let suspicions: Set = ["suspicion", "suspicions", "charge", "charges"]
  private static let hedges: Set = [
    "allegedly", "reportedly", "supposedly", "purportedly", "alleged", "suspicion", "rumoured",
    "rumored",
  ]
  /// How far above the words the verb may stand.
  private static let reach = 12

  init(_ entities: DocumentEntities, _ quotations: Quotations) {
    (sentences, self.quotations) = (entities.sentences, quotations)
    paragraphs = SharedParagraphs(of: entities)
  }

  /// The mention of who claims what a candidate says, or nil where the text does not tell.
  func speaker(of candidate: Annotation.RelationCandidate) -> Int? {
    let annotation = sentences.annotation
    let words =
      candidate.trigger.isEmpty
      ? annotation.mentions[candidate.object].tokens : candidate.trigger
    let word = annotation.head(of: words)
    switch teller(of: word) {
    case .mention(let mention): return mention
    case .claimant(let mention): return candidate.polarity == .asserted ? mention : nil
    case .nobody: return nil
    case nil:
      if let speaker = quotations.speaker(at: word) ?? confessor(of: word) { return speaker }
      if isHedged(word) { return nil }
      // Whoever is only mentioned in a later paragraph says something else, and so does who speaks in one of other news.
      return candidate.speaker.flatMap { speaker in
        let place = annotation.mentions[speaker].tokens.lowerBound
        return sentences.areInOneParagraph(words.lowerBound, place)
          || place < words.lowerBound && paragraphs.areOfOneStory(words.lowerBound, place)
          ? speaker : nil
      }
    }
  }

  /// The mention of who speaks what a candidate says, in a quotation that began in a sentence before.
  ///
  /// What such a sentence says stands without a verb of saying, and is claimed all the same.
  func speakerGoingOn(with candidate: Annotation.RelationCandidate) -> Int? {
    guard let word = sentences.trigger(of: candidate) else { return nil }
    guard let quotation = quotations.quotation(at: word), teller(of: word) == nil else {
      return nil
    }
    let sentence = sentences.annotation.sentences[sentences.annotation.sentence(of: word)].tokens
    // All of the sentence is quoted, or the rest of it says who speaks.
    guard sentence.lowerBound >= quotation.tokens.lowerBound - 1 else { return nil }
    return quotation.speaker
  }

  /// Who confessed to what a word says, or pleaded that he did or did not.
  private func confessor(of word: Int) -> Int? {
    guard let verb = sentences.head(word), Self.confessing.contains(sentences.forms[verb]),
      case .mention(let mention)? = teller(withVerb: verb)
    else { return nil }
    return mention
  }

  /// Verbs that stand behind what somebody says.
  private static let reporting = Inflection.forms(of: [
    "say", "report", "announce", "add", "claim", "allege", "state",
  ])

  /// The mention of who says what a verb tells, in words that part it from an apposition: *Togo sent soldiers to Mali, a
  /// diplomat said, the first such mission*.
  func speakerBehind(_ candidate: Annotation.RelationCandidate) -> Int? {
    guard var clause = sentences.trigger(of: candidate), sentences.isVerb(clause) else {
      return nil
    }
    if sentences.label(clause) == "conj", let first = sentences.head(clause) { clause = first }
    let verb: Int
    switch sentences.label(clause) {
    case "ccomp":
      guard let head = sentences.head(clause) else { return nil }
      verb = head
    default:
      guard
        let aside = sentences.dependents(of: clause, "parataxis").first(where: { $0 > clause })
      else { return nil }
      verb = aside
    }
    guard verb > clause, Self.reporting.contains(sentences.forms[verb]),
      sentences.marks(clause).isEmpty, !sentences.isPassive(verb),
      let subject = sentences.dependents(of: verb, "nsubj").first, subject > clause,
      isParenthesis(from: clause, subject, verb),
      case .mention(let speaker)? = teller(withVerb: verb)
    else { return nil }
    return speaker
  }

  /// Whether commas set off who says it, and what stands behind is an apposition of all before.
  private func isParenthesis(from clause: Int, _ subject: Int, _ verb: Int) -> Bool {
    let sentence = sentences.annotation.sentences[sentences.annotation.sentence(of: verb)].tokens
    let before = (clause..<subject).map { sentences.forms[$0] }
    guard before.contains(","), !before.contains(";"), verb + 2 < sentence.upperBound else {
      return false
    }
    guard sentences.forms[verb + 1] == ",", sentences.tag(verb + 2) == .determiner else {
      return false
    }
    // *He would return, she said, the Liberals would not*: no apposition, but another who acts.
    return sentences.head(verb + 2).map { !sentences.label($0).hasPrefix("nsubj") } ?? true
  }

  /// Whether the words around what a candidate says tell that somebody claims it.
  func isAttributed(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard let word = sentences.trigger(of: candidate) else { return true }
    return teller(of: word) != nil || quotations.quotation(at: word) != nil
      || confessor(of: word) != nil || isHedged(word)
  }

  /// Verbs of hearsay: who is told to do something has not done it by that.
  private static let hearsay = Sentences.speech.subtracting(
    Inflection.forms(of: ["tell", "warn", "urge", "ask"]))

  /// Whether what a candidate says is hearsay by its own words: *is reported to have been dismissed*.
  func isHearsay(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard let word = sentences.trigger(of: candidate) else { return false }
    guard sentences.label(word) == "xcomp", let verb = sentences.head(word) else { return false }
    return Self.hearsay.contains(sentences.forms[verb]) && sentences.isPassive(verb)
  }

  /// Whether all that is said to be said is a clause that describes somebody: *Lee Oswald, who the police said was a spy,
  /// killed him*.
  func isAside(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard let word = sentences.trigger(of: candidate), !isAttributed(candidate) else {
      return false
    }
    let annotation = sentences.annotation
    func head(_ mention: Int) -> Int { annotation.head(of: annotation.mentions[mention].tokens) }
    let described = [candidate.subject, candidate.object].map(head)
    return described.flatMap { sentences.dependents(of: $0, "acl:relcl") }.contains { clause in
      guard Self.speech.contains(sentences.forms[clause]),
        !sentences.isBelow(word, clause)
      else { return false }
      return candidate.speaker.map(head).map {
        described.contains($0) || sentences.isBelow($0, clause)
      } ?? true
    }
  }

  /// Whether a mention is a claim, which is no work of who makes it.
  func isClaim(_ mention: Int) -> Bool {
    let annotation = sentences.annotation
    let noun = annotation.head(of: annotation.mentions[mention].tokens)
    return Self.words.contains(sentences.forms[noun])
  }

  private static let relatives: Set = ["who", "whom", "which", "that"]
  private static let words = Inflection.forms(of: [
    "claim", "allegation", "accusation", "assertion", "denial", "charge", "rumour", "rumor",
  ])

  /// Whether the words around a word in its clause, or above it, say that it only is alleged.
  private func isHedged(_ word: Int) -> Bool {
    var token = word
    for _ in 0..<Self.reach {
      if ([token] + sentences.dependents(of: token)).contains(where: {
        Self.hedges.contains(sentences.forms[$0])
      }) {
        return true
      }
      guard let head = sentences.head(token) else { return false }
      token = head
    }
    return false
  }

  private enum Teller: Equatable {
    case mention(Int)
    /// Whose claim it is, which others may call false.
    case claimant(Int)
    /// *is said to*, *is accused of*: the text does not tell by whom.
    case nobody
  }

  private func teller(of trigger: Int) -> Teller? {
    var token = trigger
    for _ in 0..<Self.reach {
      if let teller = tellerAbove(token) ?? tellerBeside(token) { return teller }
      guard let head = sentences.head(token) else { return nil }
      token = head
    }
    return nil
  }

  /// `the ministry said that …`, `the mayor accuses them of …`, `the mayor's claim that …`.
  private func tellerAbove(_ token: Int) -> Teller? {
    guard let head = sentences.head(token) else { return nil }
    let label = sentences.label(token)
    let form = sentences.forms[head]
    if Self.speech.contains(form), !Responsibility.takes(head, in: sentences),
      ["ccomp", "xcomp", "parataxis"].contains(label)
        || label == "obj" && Self.disclosure.contains(form)
        || label == "advcl" && sentences.subjects(of: token).isEmpty
    {
      return teller(withVerb: head)
    }
    if Self.blame.contains(form), sentences.task(under: head) != token,
      ["advcl", "obl", "xcomp", "ccomp", "acl"].contains(label)
    {
      return teller(withVerb: head)
    }
    // `arrested him on suspicion of financing them`
    if Self.suspicions.contains(form), label == "acl", sentences.label(head) == "obl",
      let verb = sentences.head(head)
    {
      return teller(withVerb: verb)
    }
    if Self.claims.contains(form), ["acl", "ccomp", "nmod"].contains(label) {
      return claimant(of: head)
    }
    return nil
  }

  /// Who makes a claim: whose it is, or who makes it; but who denies it speaks, as it is denied.
  private func claimant(of claim: Int) -> Teller? {
    let verb = sentences.head(claim).flatMap { verb in
      ["obj", "obl", "nsubj:pass", "parataxis"].contains(sentences.label(claim))
        && Self.claiming.contains(sentences.forms[verb]) ? verb : nil
    }
    if let verb, Self.denials.contains(sentences.forms[verb]), let teller = teller(withVerb: verb) {
      return teller
    }
    let owner = sentences.dependents(of: claim, "nmod:poss", "nmod").first {
      sentences.label($0) == "nmod:poss" || !Self.from.isDisjoint(with: sentences.cases($0))
    }
    if case .mention(let mention)? = owner.flatMap(mention) { return .claimant(mention) }
    if let teller = verb.flatMap(teller(withVerb:)) { return teller }
    guard Self.papers.contains(sentences.forms[claim]),
      case .mention(let paper)? = mention(at: claim)
    else { return .nobody }
    return .claimant(paper)
  }

  /// Claims that speak themselves.
  private static let papers = Inflection.forms(of: ["report", "statement", "testimony"])
  private static let from: Set = ["by", "from"]

  /// `…, the ministry said`, `as the ministry said`, `according to the ministry`.
  private func tellerBeside(_ token: Int) -> Teller? {
    for dependent in sentences.dependents(of: token) {
      if sentences.cases(dependent).contains("according") { return mention(at: dependent) }
      guard Self.speech.contains(sentences.forms[dependent]) else { continue }
      let label = sentences.label(dependent)
      if label == "parataxis" || label == "advcl" && sentences.marks(dependent).contains("as"),
        let teller = teller(withVerb: dependent)
      {
        return teller
      }
    }
    return nil
  }

  private func teller(withVerb verb: Int) -> Teller? {
    guard !sentences.isPassive(verb) else {
      return sentences.agents(of: verb).lazy.compactMap { mention(at: $0.token) }.first ?? .nobody
    }
    // `who the police said was there`: the parser may take both for subjects.
    let own = sentences.dependents(of: verb, "nsubj")
    if own.count > 1, Self.relatives.contains(sentences.forms[own[0]]),
      let speaker = own.last.flatMap(mention)
    {
      return speaker
    }
    return sentences.subjects(of: verb).lazy.compactMap { mention(at: $0.token) }.first
  }

  private func mention(at token: Int) -> Teller? {
    sentences.mentions(at: token).first.map(Teller.mention)
  }
}

/// Whether a time is yet to come, as verbs and the words around it tell: *will leave on Friday*, *talks set for June 3*.
extension TimeReader {
  private static let future: Set = ["will", "wo", "'ll", "’ll", "shall"]
  private static let modals: Set = future.union(["may", "might", "must", "should"])
  static let arranged: Set = [
    "scheduled", "upcoming", "planned", "due", "slated", "expected",
  ]
  /// What stands before the *to* of what is to come.
  private static let outlooks: Set = arranged.union([
    "is", "are", "set", "plans", "plan", "planning", "intends", "going", "about",
    "hopes", "hope", "hoped", "promised", "promises", "agreed", "agrees", "offered", "offers",
    "vowed", "pledged", "invitation", "decided", "wants", "prepares", "preparing",
  ])

  /// Whether what an expression says when is yet to come.
  ///
  /// That is told by the verb that the expression depends on, so that *an agreement signed on Monday under
  /// which he will move* was signed on the last Monday; by the words around, where there is no verb.
  func looksAhead(_ place: Int, _ sentence: Range<Int>) -> Bool {
    guard var word = sentence.contains(place) ? place : nil else { return false }
    if isSetFor(place, sentence) || isImposedUntil(place, sentence) { return true }
    if isDay(place), let verb = verbOfProspect(before: place, sentence), isArranging(verb) {
      return true
    }
    // *An attack on Monday opens a new front*: the attack was.
    var isOfSubject = false
    while !toCome.contains(word) {
      let token = tokens[word]
      guard let head = token.head, sentence.contains(head) else {
        return token.tag == .verb
          ? isScheduled(word) && !isOfSubject : wordsLookAhead(place, sentence)
      }
      isOfSubject = isOfSubject || token.label.hasPrefix("nsubj")
      // Two verbs of one subject share their auxiliary; what is wanted or agreed is to come by its own words.
      // So does what begins on Monday, as against what began.
      let isPresent = words[word] == token.lemma || words[word] == token.lemma + "s"
      let goesOn =
        token.tag != .verb || isPresent
        || ["conj", "xcomp"].contains(token.label) && !finite.contains(word)
        || token.label == "advcl" && words[word].hasSuffix("ing") && !finite.contains(word)
      guard goesOn else { return false }
      word = head
    }
    return true
  }

  /// What is said in the present of what is to come: *the trial opens on Friday*.
  private static let opening: Set = ["opens", "begins", "starts", "resumes", "expires"]
  /// What is planned, where it is told in the present: *visits Beirut on Saturday*, *is visiting*; other deeds are told so in
  /// headlines.
  private static let scheduled: Set = [
    "visits", "meets", "travels", "flies", "arrives", "departs", "hosts", "attends", "addresses",
  ]
  private static let underWay: Set = [
    "visiting", "meeting", "travelling", "traveling", "flying", "arriving", "leaving", "departing",
    "hosting", "facing", "attending", "addressing", "running", "seeking", "campaigning",
    "competing",
  ]
  /// What is asked of others is to come.
  private static let asking: Set = [
    "order", "orders", "ordered", "ordering", "ask", "asks", "asked", "asking", "tell", "tells",
    "told", "telling", "urge", "urges", "urged", "urging", "invite", "invites", "invited",
    "inviting", "instruct", "instructs", "instructed", "instructing", "require", "requires",
    "required", "requiring", "call", "calls", "called", "calling", "nominate", "nominates",
    "nominated", "nominating",
  ]

  private func isScheduled(_ verb: Int) -> Bool {
    let form = words[verb]
    return Self.opening.contains(form) || Self.scheduled.contains(form)
      || Self.underWay.contains(form)
        && (max(0, verb - 3)..<verb).contains { ["is", "are"].contains(words[$0]) }
  }

  private static let setting: Set = [
    "set", "sets", "fixed", "scheduled", "planned", "slated", "booked", "called", "calls", "due",
    "declare", "declares", "declared", "announce", "announces", "announced", "propose", "proposes",
    "proposed",
  ]

  /// Whether a time is what something is set for: *set sentencing for June 3*.
  private func isSetFor(_ place: Int, _ sentence: Range<Int>) -> Bool {
    var first = place
    while word(first, sentence) != "for", first > place - 4 { first -= 1 }
    guard word(first, sentence) == "for" else { return false }
    var head = tokens[place].head
    for _ in 0..<3 {
      guard let word = head, sentence.contains(word) else { return false }
      if Self.setting.contains(words[word]) { return true }
      head = tokens[word].head
    }
    return false
  }

  /// Whether a day or a month without a year is the nearest one, gone by or to come: that of what is announced, and from
  /// which on somebody is appointed: *announced the reopening of the border in April*, *named her president, effective
  /// April 1*.
  func isNearest(_ place: Int, _ sentence: Range<Int>) -> Bool {
    guard tellsOfNow, !isDay(place) else { return false }
    return isEffective(place, sentence)
      || verbOfProspect(before: place, sentence).map {
        Self.announcing.contains(words[$0]) || isArranging($0)
      } ?? false
  }

  /// Whether nothing that is told there is of a year long gone.
  private var tellsOfNow: Bool { latest == nil && !isToldOfLongAgo }

  private func isDay(_ place: Int) -> Bool {
    TimeLexicon.weekdays[words[place]] != nil || words[place] == "weekend"
  }

  /// What is named before it is.
  private static let prospects: Set = [
    "reopening", "opening", "closure", "launch", "summit", "talks", "negotiations", "meeting",
    "meetings", "conference", "election", "elections", "by-election", "vote", "referendum",
    "runoff", "poll", "polls", "strike", "strikes", "rally", "visit", "trip", "tour", "withdrawal",
    "hearing", "exercise", "exercises", "drills", "ceremony", "inauguration",
  ]
  private static let announcing: Set = [
    "announce", "announces", "announced", "announcing", "propose", "proposes", "proposed",
    "cancel", "cancels", "cancelled", "canceled", "postpone", "postpones", "postponed", "confirm",
    "confirms", "confirmed", "call", "calls", "called", "plan", "plans", "planned", "approve",
    "approves", "approved",
  ]
  private static let agreeing: Set = ["agree", "agrees", "agreed", "agreeing"]
  private static let preparing: Set = [
    "prepare", "prepares", "prepared", "preparing", "preparation", "preparations",
  ]
  /// How many words may stand between what is to come and its time.
  private static let reach = 8

  /// The verb that has for its object what is to come, behind which a time stands: *announced the reopening of the
  /// border in April*, *agreed to talks in Lima on Saturday*.
  private func verbOfProspect(before place: Int, _ sentence: Range<Int>) -> Int? {
    let behind = (max(sentence.lowerBound, place - Self.reach)..<place).reversed().prefix {
      ![.verb, .auxiliary, .punctuation, .coordinator, .subordinator].contains(tokens[$0].tag)
        || Self.prospects.contains(words[$0])
    }
    guard let noun = behind.first(where: { Self.prospects.contains(words[$0]) }),
      noun > sentence.lowerBound, ["obj", "obl", "nmod"].contains(tokens[noun].label),
      let verb = tokens[noun].head, sentence.contains(verb), verb < noun
    else { return nil }
    return verb
  }

  /// Whether what a verb has for its object is to come by that verb: *agreed to talks*, *preparations continued for the summit*.
  private func isArranging(_ verb: Int) -> Bool {
    Self.preparing.contains(words[verb])
      || Self.agreeing.contains(words[verb]) && words[verb + 1] == "to"
      || (max(0, verb - 4)..<verb).contains {
        Self.preparing.contains(words[$0]) && tokens[$0].head == verb
      }
  }

  private func isEffective(_ place: Int, _ sentence: Range<Int>) -> Bool {
    (max(sentence.lowerBound, place - 4)..<place).contains {
      words[$0] == "effective" || words[$0] == "effect" && word($0 - 1, sentence) == "with"
    }
  }

  private static let imposing: Set = [
    "sanction", "sanctions", "sanctioned", "ban", "bans", "banned", "bar", "bars", "barred",
    "extend", "extends", "extended", "suspend", "suspends", "suspended", "prolong", "prolonged",
    "renew", "renews", "renewed", "postpone", "postpones", "postponed", "delay", "delays",
    "delayed", "adjourn", "adjourned", "impose", "imposes", "imposed",
  ]

  /// Whether a time is that until which something was imposed or put off, which outlasts the telling: *extended the
  /// sanctions until July 31*; so does what is to be done until then: *a budget to fund it through March*.
  private func isImposedUntil(_ place: Int, _ sentence: Range<Int>) -> Bool {
    guard tellsOfNow else { return false }
    var start = place
    while start > place - 4, !["until", "till", "through"].contains(word(start, sentence)) {
      start -= 1
    }
    guard ["until", "till", "through"].contains(word(start, sentence)),
      let verb = (sentence.lowerBound..<start).last(where: { tokens[$0].tag == .verb })
    else { return false }
    if tokens[verb].label == "acl", word(verb - 1, sentence) == "to" { return true }
    // Of *barred her from leaving until May* the bar is until then.
    let upper = words[verb].hasSuffix("ing") ? tokens[verb].head ?? verb : verb
    return Self.imposing.contains(words[upper]) && !isPluperfect(upper, sentence)
  }

  /// Who was mentioned before.
  private static let pointing: Set = [
    "he", "him", "his", "she", "her", "they", "them", "their",
  ]

  mutating func lookAround(_ sentence: Range<Int>) {
    toCome.removeAll(keepingCapacity: true)
    finite.removeAll(keepingCapacity: true)
    pointsBack = sentence.contains { Self.pointing.contains(words[$0]) }
    for index in sentence {
      let token = tokens[index]
      // `planned the attacks` is past; `the planned attacks`, `attacks planned for Friday` are to come.
      if Self.arranged.contains(words[index]),
        token.tag != .verb || token.label.hasPrefix("acl") || token.label == "amod"
      {
        toCome.insert(index)
      }
      guard let head = token.head else { continue }
      switch token.label {
      case "aux":
        finite.insert(head)
        if Self.modals.contains(words[index]) { toCome.insert(head) }
      case "aux:pass":
        if Self.arranged.contains(words[head]) { toCome.insert(head) }
        // `talks to be held on Friday`
        if words[index] == "be", word(index - 1, sentence) == "to",
          tokens[head].label.hasPrefix("acl")
        {
          toCome.insert(head)
        }
      case "amod":
        if Self.arranged.contains(words[index]) { toCome.insert(head) }
      case "mark":
        if words[index] == "to", Self.outlooks.contains(word(index - 1, sentence)),
          !isPluperfect(index - 1, sentence)
        {
          toCome.insert(head)
        } else if words[index] == "to", tokens[head].label == "xcomp",
          let asking = tokens[head].head, Self.asking.contains(words[asking])
        {
          toCome.insert(head)
        }
      default:
        if token.label.hasPrefix("nsubj") { finite.insert(head) }
      }
    }
  }

  /// Whether `had` stands before a verb: *had planned to leave in July* was of the last July.
  private func isPluperfect(_ verb: Int, _ sentence: Range<Int>) -> Bool {
    (max(sentence.lowerBound, verb - 3)..<verb).contains {
      words[$0] == "had" && tokens[$0].head == verb
    }
  }

  private func wordsLookAhead(_ place: Int, _ sentence: Range<Int>) -> Bool {
    for index in max(sentence.lowerBound, place - 15)..<min(sentence.upperBound, place + 10) {
      let word = words[index]
      if Self.future.contains(word) || ["scheduled", "upcoming"].contains(word) { return true }
      if word == "to", Self.outlooks.contains(self.word(index - 1, sentence)) { return true }
    }
    return false
  }
}

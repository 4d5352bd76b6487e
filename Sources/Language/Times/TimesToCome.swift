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
    if isSetFor(place, sentence) { return true }
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
    "hosting", "facing", "attending", "addressing",
  ]
  /// What is asked of others is to come.
  private static let asking: Set = [
    "order", "ask", "tell", "urge", "invite", "instruct", "require",
  ]

  private func isScheduled(_ verb: Int) -> Bool {
    let form = words[verb]
    return Self.opening.contains(form) || Self.scheduled.contains(form)
      || Self.underWay.contains(form)
        && (max(0, verb - 3)..<verb).contains { ["is", "are"].contains(words[$0]) }
  }

  private static let setting: Set = [
    "set", "sets", "fixed", "scheduled", "planned", "slated", "booked", "called", "due",
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
          let asking = tokens[head].head, Self.asking.contains(tokens[asking].lemma)
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

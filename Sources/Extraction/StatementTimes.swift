import GraphModel
import Language

/// Which time expression bounds which statement.
///
/// A time belongs to the word that it depends on. Where that is a noun, it bounds the nearest verb above
/// too, unless that verb has a time of its own: *amid today's row, she said on Sunday* is said on Sunday.
/// It also bounds the verbs that govern its verb as their complement (*urged them to leave over the
/// weekend*) and those that its verb governs so (*over the weekend they started asking*), and of verbs in a
/// row those that follow with the same subject (*on Sunday he met the king and visited the mosque*).
///
/// A statement takes the time of its trigger, or else that of the event that its trigger or one of its ends
/// is, or of the document that is made. Who won, or was elected or defeated, was so when the contest was, where
/// all contests that the document dates were at one time; who *attacked* did so when *the attack* was, likewise.
/// What is so for long (membership, kinship, where a town lies) has a time only if its own trigger has one, not
/// its clause.
struct StatementTimes {
  private let annotation: Annotation
  private let entities: DocumentEntities
  /// By the token that a time depends on, the time.
  private var timeOfToken: [Int: String] = [:]
  /// By verb, the time that reaches it from another word.
  private var timeOfClause: [Int: String] = [:]
  /// By the entity of an event, its time.
  private var timeOfEvent: [Int: String] = [:]
  /// By noun, the times of the events so called.
  private var timesOfNoun: [String: Set<String>] = [:]
  /// By token, the event mention that it stands in.
  private var eventOfToken: [Int: Int] = [:]
  /// What a clause can be about beside verbs: what a copula joins to a subject.
  private let copular: Set<Int>

  /// Relations that hold for long: the time of the clause that they stand in is not theirs.
  private static let lasting: Set<String> = [
    "member-of", "works-for", "part-of", "located-in", "lives-in", "born-in", "owns", "related-to",
    "married-to", "studied-at", "leads", "allied-with",
  ]
  /// Relations that bring their object about, so that its date is theirs.
  private static let making: Set<String> = ["created", "founded", "caused"]
  /// Relations that a contest decides.
  private static let outcomes: Set<String> = ["defeated", "elected", "won"]
  private static let contests: Set<String> = [
    "election", "by-election", "runoff", "referendum", "poll", "vote", "ballot", "match", "game",
    "final", "semifinal", "race", "tournament", "championship", "contest", "competition",
  ]
  /// What is said of an event to say when it was: `held` in `the election was held on Sunday`.
  private static let happening: Set<String> = [
    "hold", "take", "happen", "occur", "begin", "start", "launch", "stage", "conduct", "carry",
    "open",
  ]

  init(of annotation: Annotation, entities: DocumentEntities) {
    self.annotation = annotation
    self.entities = entities
    copular = Set(annotation.tokens.lazy.filter { $0.label == "cop" }.compactMap(\.head))
    var governors: [(token: Int, time: TimeExpression)] = []
    for time in annotation.times {
      guard let governor = annotation.tokens[annotation.head(of: time.tokens)].head else {
        continue
      }
      governors.append((governor, time))
      if timeOfToken[governor] == nil { timeOfToken[governor] = time.value }
    }
    for (governor, time) in governors { spread(time, from: governor) }
    for (mention, value) in annotation.mentions.enumerated() where value.type == .event {
      for token in value.tokens { eventOfToken[token] = mention }
      let head = annotation.head(of: value.tokens)
      let entity = entities.entityOfMention[mention]
      if timeOfEvent[entity] == nil { timeOfEvent[entity] = timeOfMention(mention) }
      guard let time = timeOfEvent[entity] else { continue }
      timesOfNoun[annotation.tokens[head].lemma, default: []].insert(time)
    }
  }

  /// Notes a time at the verbs of its clause that have none of their own.
  private mutating func spread(_ time: TimeExpression, from governor: Int) {
    var verb = clause(of: governor)
    note(time, at: verb)
    while annotation.tokens[verb].label == "xcomp", let upper = annotation.tokens[verb].head {
      verb = upper
      note(time, at: verb)
    }
  }

  private mutating func note(_ time: TimeExpression, at verb: Int) {
    if timeOfToken[verb] == nil, timeOfClause[verb] == nil { timeOfClause[verb] = time.value }
  }

  /// What an event's mention says itself of when it was: `next year's competition`, `the attack began on Sunday`.
  private func timeOfMention(_ mention: Int) -> String? {
    let head = annotation.head(of: annotation.mentions[mention].tokens)
    if let time = timeOfToken[head] { return time }
    let token = annotation.tokens[head]
    guard let verb = token.head, token.label.hasPrefix("nsubj"),
      Self.happening.contains(annotation.tokens[verb].lemma)
    else { return nil }
    return time(ofVerb: verb)
  }

  /// When what a candidate says holds, in EDTF, or nil where the text does not tell.
  func time(of candidate: Annotation.RelationCandidate) -> String? {
    let trigger = candidate.trigger.isEmpty ? nil : annotation.head(of: candidate.trigger)
    let ownTime = trigger.flatMap { timeOfToken[$0] }
    if Self.lasting.contains(candidate.relation) {
      return ownTime
        ?? (annotation.mentions[candidate.subject].type == .event
          ? timeOfEvent(candidate.subject) : nil)
    }
    if let time = ownTime ?? trigger.flatMap({ time(ofVerb: clause(of: $0)) }) { return time }
    if Self.making.contains(candidate.relation) {
      let made = annotation.head(of: annotation.mentions[candidate.object].tokens)
      if let time = timeOfToken[made] { return time }
    }
    let events = [trigger.flatMap { eventOfToken[$0] }, candidate.subject, candidate.object]
    if let time = events.lazy.compactMap({ $0.flatMap(timeOfEvent) }).first { return time }
    let nouns =
      Self.outcomes.contains(candidate.relation)
      ? Self.contests : Set(trigger.map { [annotation.tokens[$0].lemma] } ?? [])
    let others = Set(nouns.flatMap { timesOfNoun[$0] ?? [] })
    return others.count == 1 ? others.first : nil
  }

  /// The time that a mention gives of its event, or else the one that the event is given elsewhere.
  private func timeOfEvent(_ mention: Int) -> String? {
    timeOfMention(mention) ?? timeOfEvent[entities.entityOfMention[mention]]
  }

  /// The time of a verb, or of the one that lends it its own.
  private func time(ofVerb verb: Int) -> String? {
    var verb = verb
    while true {
      if let time = timeOfToken[verb] ?? timeOfClause[verb] { return time }
      let token = annotation.tokens[verb]
      guard let upper = token.head, isPredicate(upper),
        token.label == "xcomp" || token.label == "conj" && !hasSubject(verb)
      else { return nil }
      verb = upper
    }
  }

  private func hasSubject(_ verb: Int) -> Bool {
    let sentence = annotation.sentences[annotation.sentence(of: verb)].tokens
    return sentence.contains {
      annotation.tokens[$0].head == verb && annotation.tokens[$0].label.hasPrefix("nsubj")
    }
  }

  private func isPredicate(_ token: Int) -> Bool {
    annotation.tokens[token].tag == .verb || copular.contains(token)
  }

  /// The nearest predicate at or above a token, within its sentence; the topmost token where there is none.
  private func clause(of token: Int) -> Int {
    var token = token
    while !isPredicate(token), let head = annotation.tokens[token].head {
      token = head
    }
    return token
  }
}

import GraphModel
import Language

/// Which time expression bounds which statement.
///
/// A time belongs to the word that it depends on. Where that is a noun, it bounds the nearest verb above
/// too, unless that verb has a time of its own: *amid today's row, she said on Sunday* is said on Sunday.
/// It also bounds the verbs that govern its verb as their complement (*urged them to leave over the
/// weekend*) and those that its verb governs so (*over the weekend they started asking*), and of verbs in a
/// row those that follow with the same subject (*on Sunday he met the king and visited the mosque*); and what
/// goes with its verb in a clause without a time of its own (*killing 14 of them*, *as he rode home*). Nothing is
/// bounded by the date of a dateline.
///
/// A statement takes the time of its trigger, or else that of the event that its trigger or one of its ends
/// is, or of the document that is made. Who won, or was elected or defeated, was so when the contest was, where
/// all contests that the document dates were at one time; who *attacked* did so when *the attack* was, likewise.
/// Where a sentence without any time goes on, in the simple past, with who acted in the one before, it goes on
/// with that one's day. What is so for long (membership, kinship, where a town lies) has a time only if its own
/// trigger has one, not its clause, or since or until when its clause has it begin or end.
struct StatementTimes {
  let annotation: Annotation
  private let entities: DocumentEntities
  /// The trees of the text.
  let sentences: Sentences
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
  /// The sentences in which a time stands.
  private let datedSentences: Set<Int>
  /// By the head of a mention, its entity.
  private var entityOfHead: [Int: Int] = [:]
  /// What a clause can be about beside verbs: what a copula joins to a subject.
  private let copular: Set<Int>

  /// Relations that hold for long: the time of the clause that they stand in is not theirs.
  private static let lasting: Set<String> = [
    "member-of", "works-for", "part-of", "located-in", "lives-in", "born-in", "owns", "related-to",
    "married-to", "studied-at", "leads", "commands", "allied-with",
  ]
  /// Relations that bring their object about, so that its date is theirs.
  private static let making: Set<String> = ["created", "founded", "caused"]
  /// Relations that a contest decides.
  private static let outcomes: Set<String> = ["defeated", "elected", "won"]
  private static let contests: Set<String> = [
    "election", "by-election", "runoff", "referendum", "poll", "vote", "ballot", "match", "game",
    "final", "semifinal", "race", "tournament", "championship", "contest", "competition",
  ]
  /// What an event does or has done with it when it is: *the election was held*, *a blast killed three*, *attended the
  /// summit*.
  private static let happening: Set<String> = [
    "hold", "take", "happen", "occur", "begin", "start", "launch", "stage", "conduct", "carry",
    "open", "host", "attend", "kill", "injure", "wound", "strike", "hit", "destroy", "damage",
    "shake", "rock",
  ]
  /// What joins two clauses of one time.
  private static let meanwhile: Set<String> = ["as", "when", "while", "by", "to"]
  private static let pastAuxiliaries: Set<String> = ["did", "was", "were"]

  init(of annotation: Annotation, entities: DocumentEntities) {
    self.annotation = annotation
    self.entities = entities
    copular = Set(annotation.tokens.lazy.filter { $0.label == "cop" }.compactMap(\.head))
    sentences = Sentences(annotation)
    datedSentences = Set(
      annotation.times.lazy.map { annotation.sentence(of: $0.tokens.lowerBound) })
    var governors: [(token: Int, time: TimeExpression)] = []
    for time in annotation.times where !sentences.isDateline(time.tokens.lowerBound) {
      guard let governor = annotation.tokens[annotation.head(of: time.tokens)].head else {
        continue
      }
      governors.append((governor, time))
      if timeOfToken[governor] == nil { timeOfToken[governor] = time.value }
    }
    for (governor, time) in governors { spread(time, from: governor) }
    for (mention, value) in annotation.mentions.enumerated() {
      entityOfHead[annotation.head(of: value.tokens)] = entities.entityOfMention[mention]
    }
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
    // Of what goes with another verb, only its own time is that one's: *citing the accord of 2015* is not.
    let isVerbs = governor == verb
    while annotation.tokens[verb].label == "xcomp" || isVerbs && isSimultaneous(verb),
      let upper = annotation.tokens[verb].head
    {
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
    guard let verb = token.head, token.label.hasPrefix("nsubj") || token.label == "obj",
      Self.happening.contains(annotation.tokens[verb].lemma)
    else { return nil }
    return time(ofVerb: verb)
  }

  /// When what a candidate says holds, in EDTF, or nil where the text does not tell.
  func time(of candidate: Annotation.RelationCandidate) -> String? {
    let trigger = candidate.trigger.isEmpty ? nil : annotation.head(of: candidate.trigger)
    let ownTime = trigger.flatMap { timeOfToken[$0] }
    if Self.lasting.contains(candidate.relation) {
      return tenure(candidate, trigger) ?? ownTime
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
    if others.count == 1 { return others.first }
    return candidate.mode == .planned ? nil : trigger.flatMap { timeToldBefore($0, of: candidate) }
  }

  /// The day of the sentence before, where this one goes on in the simple past with who acted there: *He
  /// resigned on Monday. He told reporters …*
  private func timeToldBefore(
    _ trigger: Int, of candidate: Annotation.RelationCandidate
  ) -> String? {
    let place = annotation.sentence(of: trigger)
    guard place > 0, !Self.making.contains(candidate.relation), !datedSentences.contains(place),
      isToldInSimplePast(clause(of: trigger))
    else { return nil }
    let before = annotation.sentences[place - 1].tokens
    guard let root = before.first(where: { annotation.tokens[$0].head == nil }),
      let time = timeOfToken[root] ?? timeOfClause[root], isDay(time)
    else { return nil }
    let actor = entities.entityOfMention[candidate.subject]
    return subject(of: root).flatMap { entityOfHead[$0] } == actor ? time : nil
  }

  private func isDay(_ time: String) -> Bool {
    time.utf8.count == "2020-01-06".utf8.count && !time.contains("/") && !time.contains("X")
  }

  /// Whether a verb is the sentence's own, or one that it is told with, and both are in the simple past.
  private func isToldInSimplePast(_ verb: Int) -> Bool {
    var verb = verb
    while isInSimplePast(verb) {
      let token = annotation.tokens[verb]
      guard ["conj", "xcomp", "advcl"].contains(token.label), let head = token.head else {
        return ["root", "parataxis"].contains(token.label)
      }
      verb = head
    }
    return false
  }

  private func isInSimplePast(_ verb: Int) -> Bool {
    let token = annotation.tokens[verb]
    let form = sentences.forms[verb]
    return token.tag == .verb && form != token.lemma && !form.hasSuffix("s")
      && !form.hasSuffix("ing")
      && sentences.dependents(of: verb).allSatisfy {
        !annotation.tokens[$0].label.hasPrefix("aux")
          || Self.pastAuxiliaries.contains(sentences.forms[$0])
      }
  }

  /// The time that a mention gives of its event, or else the one that the event is given elsewhere.
  private func timeOfEvent(_ mention: Int) -> String? {
    timeOfMention(mention) ?? timeOfEvent[entities.entityOfMention[mention]]
  }

  /// The time of a verb, or of the one that lends it its own.
  func time(ofVerb verb: Int) -> String? {
    var verb = verb
    while true {
      if let time = timeOfToken[verb] ?? timeOfClause[verb] { return time }
      let token = annotation.tokens[verb]
      guard let upper = token.head, isPredicate(upper),
        token.label == "xcomp" || token.label == "conj" && sharesSubject(verb, with: upper)
          || isSimultaneous(verb)
      else { return nil }
      verb = upper
    }
  }

  /// Whether a clause tells what goes with the one above: *killing 14 of them*, *as he rode home*.
  private func isSimultaneous(_ verb: Int) -> Bool {
    guard annotation.tokens[verb].label == "advcl" else { return false }
    let mark = sentences.dependents(of: verb, "mark").first
    guard let mark else {
      return sentences.forms[verb].hasSuffix("ing") && subject(of: verb) == nil
    }
    return Self.meanwhile.contains(sentences.forms[mark])
  }

  private func subject(of verb: Int) -> Int? {
    sentences.dependents(of: verb).first { annotation.tokens[$0].label.hasPrefix("nsubj") }
  }

  /// Whether a verb has no subject but that of the verb above, or names who that is again.
  private func sharesSubject(_ verb: Int, with upper: Int) -> Bool {
    guard let own = subject(of: verb) else { return true }
    guard let entity = entityOfHead[own] else { return false }
    return subject(of: upper).flatMap { entityOfHead[$0] } == entity
  }

  private func isPredicate(_ token: Int) -> Bool {
    annotation.tokens[token].tag == .verb || copular.contains(token)
  }

  /// The nearest predicate at or above a token, within its sentence; the topmost token where there is none.
  func clause(of token: Int) -> Int {
    var token = token
    while !isPredicate(token), let head = annotation.tokens[token].head {
      token = head
    }
    return token
  }
}

import GraphModel
import Language

/// When the events of a text were: each when its mentions say, and what is called like others when these were.
struct EventTimes {
  let entities: DocumentEntities
  let clauseTimes: ClauseTimes
  private var attachments: Attachments { clauseTimes.attachments }
  private var clauses: Clauses { attachments.clauses }
  private var annotation: Annotation { attachments.annotation }
  private var sentences: Sentences { clauses.sentences }
  /// By the entity of an event, its time.
  private var timeOfEvent: [Int: String] = [:]
  /// By the entity of an event, the mention of it that stands first.
  private var firstMention: [Int: Int] = [:]
  /// By noun, the events so called, and all contests.
  private var eventsOfNoun: [String: Events] = [:]
  private var decided = Events()
  /// By token, the event mention that it stands in.
  private var eventOfToken: [Int: Int] = [:]
  /// The last day on which the document may have been written.
  private let written: Int?

  /// The mentions of events that are called alike, in order, and the time that all have that are dated.
  private struct Events {
    var mentions: [(token: Int, time: String?)] = []
    var time: String?
    var hasSeveralTimes = false

    mutating func add(_ token: Int, _ time: String?) {
      mentions.append((token, time))
      guard let time else { return }
      if let known = self.time, known != time { hasSeveralTimes = true }
      self.time = time
    }
  }

  private static let contests: Set<String> = [
    "election", "by-election", "runoff", "referendum", "poll", "vote", "ballot", "match", "game",
    "final", "semifinal", "race", "tournament", "championship", "contest", "competition",
  ]

  init(_ entities: DocumentEntities, _ clauseTimes: ClauseTimes, writtenOn written: Int?) {
    (self.entities, self.clauseTimes, self.written) = (entities, clauseTimes, written)
    let events = annotation.mentions.indices.filter { annotation.mentions[$0].type == .event }
    note(events)
    let heads = events.map { ($0, annotation.head(of: annotation.mentions[$0].tokens)) }
    for (mention, head) in heads.sorted(by: { $0.1 < $1.1 }) {
      let time = timeOfEvent(mention)
      let noun = annotation.tokens[head].lemma
      eventsOfNoun[noun, default: Events()].add(head, time)
      if Self.contests.contains(noun) { decided.add(head, time) }
    }
  }

  /// Notes when events are by what their mentions say, and where they are mentioned.
  private mutating func note(_ events: [Int]) {
    // What comes every year has no time of its own: *visitors attended the festival last year, and will again*.
    var severalTimes = Set<Int>()
    for mention in events {
      for token in annotation.mentions[mention].tokens { eventOfToken[token] = mention }
      let entity = entities.entityOfMention[mention]
      if let time = timeOfMention(mention), !severalTimes.contains(entity) {
        timeOfEvent[entity] = timeOfEvent[entity].map { TimeValue.common($0, time) } ?? time
        if timeOfEvent[entity] == nil { severalTimes.insert(entity) }
      }
      let start = annotation.mentions[mention].tokens.lowerBound
      if firstMention[entity].map({ start < annotation.mentions[$0].tokens.lowerBound }) ?? true {
        firstMention[entity] = mention
      }
    }
  }

  /// The event mention that a word stands in.
  func event(at word: Int) -> Int? { eventOfToken[word] }

  /// When an event was that is called by a noun, if all that are called so near it were at one time.
  func timeOfNamesake(of noun: Int) -> String? {
    eventsOfNoun[annotation.tokens[noun].lemma].flatMap { timeOfNearest($0, to: noun) }
  }

  /// When contests were: all of the document if it was written about then, else the one that is mentioned near a word.
  func timeOfContest(near word: Int) -> String? {
    if let time = decided.time, !decided.hasSeveralTimes, isNews(time) { return time }
    return timeOfNearest(decided, to: word)
  }

  /// What an event's mention says itself of when it was: `next year's competition`, `the attack began on Sunday`.
  private func timeOfMention(_ mention: Int) -> String? {
    let head = annotation.head(of: annotation.mentions[mention].tokens)
    if let time = attachments.timeOfToken[head] ?? attachments.timeOfWork(mention) {
      return year(of: head, in: time)
    }
    // *the Battle of Tannenberg, fought in August 1914*, but not *a priest kidnapped in March*
    guard [.event, .document].contains(annotation.mentions[mention].type) else { return nil }
    for participle in sentences.dependents(of: head, "acl", "acl:relcl")
    where clauses.subject(of: participle) == nil && !clauses.isToDo(participle) {
      if let time = attachments.timeOfToken[participle] { return time }
    }
    let token = annotation.tokens[head]
    guard let verb = token.head, token.label.hasPrefix("nsubj") || token.label == "obj",
      Self.happening.contains(annotation.tokens[verb].lemma)
    else { return nil }
    return clauseTimes.time(of: verb)
  }

  /// The year that an event is called by, where its preposition tells since or until when something else was: *retired after
  /// the 2012 Games*.
  private func year(of event: Int, in time: String) -> String {
    let bare = time.split(separator: "/").first { $0 != ".." }.map(String.init) ?? time
    return sentences.dependents(of: event).contains { sentences.forms[$0] == bare } ? bare : time
  }

  /// What an event does or has done with it when it is: *the election was held*, *a blast killed three*, *attended the
  /// summit*.
  private static let happening: Set<String> = [
    "hold", "take", "happen", "occur", "begin", "start", "launch", "stage", "conduct", "carry",
    "open", "host", "attend", "run", "kill", "injure", "wound", "strike", "hit", "destroy",
    "damage", "shake", "rock",
  ]

  /// The time that a mention gives of its event, or else the one that the event is given elsewhere.
  ///
  /// Where the text goes on with *an airstrike*, that is another one.
  func timeOfEvent(_ mention: Int) -> String? {
    if let time = timeOfMention(mention) { return time }
    let entity = entities.entityOfMention[mention]
    return mention != firstMention[entity] && sentences.bringsIn(sentences.headWord(of: mention))
      ? nil : timeOfEvent[entity]
  }

  /// When the event was that is mentioned nearest to a word, if all that are called like it were at that time.
  private func timeOfNearest(_ events: Events, to word: Int) -> String? {
    guard events.time != nil, !events.hasSeveralTimes else { return nil }
    let mentions = events.mentions
    let middle = mentions.partitioningIndex { $0.token >= word }
    let place = annotation.sentence(of: word)
    // What the word itself stands for is no other event.
    let own = eventOfToken[word].map { annotation.head(of: annotation.mentions[$0].tokens) }
    let near = mentions[max(0, middle - 2)..<min(middle + 2, mentions.count)].filter {
      $0.token != own && abs($0.token - word) <= TimeRules.reach.words
        && abs(annotation.sentence(of: $0.token) - place) <= TimeRules.reach.sentences
    }
    return near.min { abs($0.token - word) < abs($1.token - word) }?.time
  }

  /// Whether a time lies within a month of the day on which the document was written, which is then mostly about it.
  private func isNews(_ time: String) -> Bool {
    guard let day = TimeValue.lastDay(time), let written else { return false }
    return abs(day - written) <= 31
  }
}

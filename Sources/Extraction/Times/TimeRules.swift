import GraphModel
import Language

/// Which time expression bounds which statement.
///
/// A time belongs to a word (`Attachments`) and bounds its clause and what goes with that (`ClauseTimes`); in a row of objects
/// each has its own (`Gapping`).
///
/// A statement takes the time of its trigger, or else that of the event that its trigger or one of its ends is, or of the
/// document that is made. Who won, or was elected or defeated, was so when the contest was, where all contests that the document
/// dates were at one time: anywhere in the document if it was written about then, else near the contest; who *attacked* did so
/// when *the attack* was, likewise (`EventTimes`). What is so for long has times of its own (`LastingTimes`). What is planned
/// has no time that was over by then.
struct TimeRules {
  let events: EventTimes
  var clauseTimes: ClauseTimes { events.clauseTimes }
  var attachments: Attachments { clauseTimes.attachments }
  var clauses: Clauses { attachments.clauses }
  var entities: DocumentEntities { events.entities }
  /// The trees of the text, and its annotation.
  var sentences: Sentences { clauses.sentences }
  var annotation: Annotation { attachments.annotation }
  private let gapping: Gapping
  /// When people were born and died.
  let lives: LifeSpans
  /// The sentences that tell of long ago.
  let backgrounds: Set<Int>
  /// The sentences in which a time stands.
  let datedSentences: Set<Int>
  /// The day that the document reports of: the first that it names, if it was written within a week of it.
  let news: String?
  /// The last day on which the document may have been written.
  let written: Int?

  /// How far away a time or an event may stand, in sentences and words.
  static let reach = (sentences: 8, words: 400)

  /// Relations that hold for long: the time of the clause that they stand in is not theirs.
  static let lasting: Set<String> = [
    "member-of", "works-for", "part-of", "located-in", "lives-in", "born-in", "owns", "related-to",
    "married-to", "studied-at", "leads", "commands", "allied-with",
  ]
  /// Relations that bring their object about, so that its date is theirs.
  static let making: Set<String> = ["created", "founded", "caused"]
  /// Relations that a contest decides.
  private static let outcomes: Set<String> = ["defeated", "elected", "won"]
  /// Relations that are not so when their object was: who condemns the coup of 2013 need not do so then.
  static let judging: Set<String> = [
    "criticized", "opposed", "endorsed", "accused", "charged", "detained", "convicted",
    "sanctioned",
    "met-with", "told", "requested", "protested-against", "helped", "visited", "gave-to", "funded",
    "threatened", "wrote-to", "reported",
  ]
  /// Those that are not so in the year that their object is called by: *certified the 2024 election*.
  static let naming = judging.union(["approved", "acquired"])
  private static let predecessors: Set<String> = ["predecessor", "successor"]

  init(of annotation: Annotation, entities: DocumentEntities) {
    let lives = LifeSpans(of: annotation, entities, entities.sentences)
    self.lives = lives
    let attachments = Attachments(of: annotation, Clauses(of: entities), isOfLife: lives.tells)
    gapping = Gapping(attachments)
    written = annotation.date.flatMap(TimeValue.lastDay)
    events = EventTimes(entities, ClauseTimes(of: attachments), writtenOn: written)
    datedSentences = Set(
      annotation.times.lazy.map { annotation.sentence(of: $0.tokens.lowerBound) })
    backgrounds = Self.backgrounds(of: annotation, entities.sentences)
    news = Self.news(attachments.times, writtenOn: written)
  }

  /// Whether a trigger is the verb of a clause that tells what was so when a time came.
  func isOfThen(_ candidate: Annotation.RelationCandidate) -> Bool {
    sentences.trigger(of: candidate).map { attachments.clausesOfThen.contains($0) } ?? false
  }

  /// The time that stands beside the end of a candidate in a row, where each has its own.
  func timeOfConjunct(_ candidate: Annotation.RelationCandidate) -> String? {
    gapping.time(of: candidate, in: clauses)
  }

  /// When what a candidate says holds, in EDTF, or nil where the text does not tell.
  func time(of candidate: Annotation.RelationCandidate) -> String? {
    let time = timeWithConjuncts(candidate)
    return candidate.isMomentary ? time.flatMap(Self.end) : time
  }

  /// The end of a term, at which somebody resigned from it or succeeded to it: *a post she held from 2001 to 2009*.
  private static func end(of time: String) -> String? {
    let parts = time.split(separator: "/").map(String.init)
    guard parts.count == 2 else { return time }
    return parts[1] == ".."
      ? nil
      : parts[0] == ".." || parts[0].prefix(4) == parts[1].prefix(4) ? time : parts[1]
  }

  /// The time of the whole row, with what its own end in it has.
  private func timeWithConjuncts(_ candidate: Annotation.RelationCandidate) -> String? {
    let time = timeOfAll(candidate)
    guard let own = timeOfConjunct(candidate) else { return time }
    if candidate.mode == .planned, isPast(own) { return nil }
    guard Self.lasting.contains(candidate.relation) else { return own }
    // What stands beside a name is of no row: *Meyer, the chairman since May, met Holt on Monday and Voss on Tuesday*.
    guard clauses.isPredicate(annotation.head(of: candidate.trigger)) || isOffice(candidate) else {
      return time
    }
    guard let time, !own.contains("/"), time.contains("..") else {
      return time == nil && !isOffice(candidate) ? nil : own
    }
    return time.hasPrefix("..") ? "../\(own)" : "\(own)/.."
  }

  /// The time of what a verb does to all its objects.
  private func timeOfAll(_ candidate: Annotation.RelationCandidate) -> String? {
    let trigger = sentences.trigger(of: candidate)
    if Self.lasting.contains(candidate.relation) { return timeOfLasting(candidate, trigger) }
    let time =
      trigger.flatMap { word in
        (ownTime(of: word) ?? timeOfAct(candidate, word)).map { sinceBegun($0, word) }
      }
      ?? timeOfHappening(candidate, trigger)
    guard candidate.mode == .planned else {
      return time ?? trigger.flatMap { timeToldBefore($0, of: candidate) }
    }
    // When it was agreed or said is not when it is to be.
    return time.flatMap {
      isPast($0) || $0.hasSuffix("/..") && isPast(TimeValue.beginning(of: $0)) ? nil : $0
    }
  }

  /// The time of the clause that a trigger stands in.
  private func timeOfAct(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int
  ) -> String? {
    guard !isDescription(trigger, in: candidate), !isMatter(trigger) else { return nil }
    guard let (time, verb) = clauseTimes.timed(clauses.predicate(of: trigger)) else {
      return clauseTimes.timeOfRow(from: trigger)
    }
    return Self.naming.contains(candidate.relation) && clauseTimes.namedOnly.contains(verb)
      ? nil : time
  }

  private static let beginning = Inflection.forms(of: ["begin", "start", "commence"])

  /// The time of an act, from then on where somebody began it, which went on: *began to fund the rebels in 2013*.
  private func sinceBegun(_ time: String, _ trigger: Int) -> String {
    let verb = clauses.predicate(of: trigger)
    let isBegun =
      annotation.tokens[verb].label == "xcomp"
      && annotation.tokens[verb].head.map { Self.beginning.contains(sentences.forms[$0]) } ?? false
    return isBegun && !time.contains("/") && !TimeValue.isDay(time) ? "\(time)/.." : time
  }

  /// The time of what is made, or of the event that a candidate tells of.
  private func timeOfHappening(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    if Self.making.contains(candidate.relation) {
      let made = annotation.head(of: annotation.mentions[candidate.object].tokens)
      if let time = attachments.timeOfToken[made] ?? attachments.timeOfWork(candidate.object)
        ?? timeOfAuthorship(of: made, by: candidate.subject)
      {
        return time
      }
    }
    let mentions = [trigger.flatMap { events.event(at: $0) }, candidate.subject, candidate.object]
    for case let mention? in mentions {
      if let time = events.timeOfEvent(mention),
        TimeValue.isDay(time) || !Self.naming.contains(candidate.relation)
          || !Self.judging.contains(candidate.relation)
            && annotation.mentions[mention].type == .document
      {
        return time
      }
    }
    guard let trigger,
      events.event(at: trigger).map({ !sentences.bringsIn(sentences.headWord(of: $0)) }) ?? true
    else { return nil }
    guard Self.outcomes.contains(candidate.relation) else {
      return events.timeOfNamesake(of: trigger)
    }
    return events.timeOfContest(near: trigger)
  }

  /// The time of a work that stands behind who made it, or beside its publication: *The Storm, by Luca Conti (1505)*, *a paper
  /// by Heagle in 1989*, *the Exercitationes, published in 1724*.
  private func timeOfAuthorship(of work: Int, by maker: Int) -> String? {
    let name = annotation.head(of: annotation.mentions[maker].tokens)
    if annotation.tokens[name].head == work, sentences.cases(name).contains("by"),
      let time = attachments.timeOfToken[name] ?? attachments.timeInBrackets(behind: maker),
      !time.contains("/")
    {
      return time
    }
    for verb in sentences.dependents(of: work, "acl", "acl:relcl")
    where Self.publishing.contains(sentences.forms[verb]) {
      if let time = attachments.timeOfToken[verb] { return time }
    }
    return nil
  }

  private static let publishing = Inflection.forms(of: [
    "publish", "write", "compose", "paint", "complete", "release", "finish", "create", "build",
    "draft", "record", "design", "issue",
  ])

  /// Whether a trigger is no act but what one of the ends is: *its founder said on Sunday*, *a letter from him came on
  /// Monday*.
  func isDescription(
    _ trigger: Int, in candidate: Annotation.RelationCandidate
  ) -> Bool {
    guard !clauses.isPredicate(trigger) else { return false }
    return Self.making.contains(candidate.relation)
      || Self.predecessors.contains(annotation.tokens[trigger].lemma)
      || events.event(at: trigger) == nil
        && [candidate.subject, candidate.object].contains {
          annotation.mentions[$0].tokens.contains(trigger)
        }
  }

  /// Whether a day, a month or a year, or an interval of them, is over, or will be with the day on which the document
  /// was written.
  private func isPast(_ time: String) -> Bool {
    guard let written, let last = TimeValue.lastDay(time) else { return false }
    return last <= written
  }
}

extension Annotation.RelationCandidate {
  /// Whether it says what was done at once, so that no time since when is its own.
  var isMomentary: Bool { ["resigned-from", "succeeded"].contains(relation) && mode != .planned }
}

import GraphModel
import Language

/// Which time expression bounds which statement.
///
/// A time belongs to the word that it depends on. Where that is a noun, it bounds the nearest verb above
/// too, unless that verb has a time of its own: *amid today's row, she said on Sunday* is said on Sunday.
/// Times of an apposition, of brackets and of what a thing is called by bound no verb (`Asides`), and in a row of objects
/// each has its own (`Gapping`).
/// It also bounds the verbs that govern its verb as their complement (*urged them to leave over the
/// weekend*) and those that its verb governs so (*over the weekend they started asking*), and of verbs in a
/// row those that follow with the same subject (*on Sunday he met the king and visited the mosque*); and what
/// goes with its verb in a clause without a time of its own (*killing 14 of them*, *as he rode home*). Nothing is
/// bounded by the date of a dateline.
///
/// A statement takes the time of its trigger, or else that of the event that its trigger or one of its ends is, or of the
/// document that is made. Who won, or was elected or defeated, was so when the contest was, where all contests that the document
/// dates were at one time: anywhere in the document if it was written about then, else near the contest; who *attacked* did so
/// when *the attack* was, likewise.
/// What is so for long (membership, kinship, where a town lies) has a time only if its own trigger has one, not its
/// clause, or since or until when its clause has it begin or end; but where events are, and groups of whom nothing
/// else is told, they are when its clause is. What is planned has no time that was over by then.
struct TimeRules {
  let annotation: Annotation
  let entities: DocumentEntities
  /// The trees of the text.
  let sentences: Sentences
  /// By the token that a time depends on, the time.
  private(set) var timeOfToken: [Int: String] = [:]
  /// By verb, the time that reaches it from another word.
  private(set) var timeOfClause: [Int: String] = [:]
  /// By the entity of an event, its time.
  private var timeOfEvent: [Int: String] = [:]
  /// By the entity of an event, the mention of it that stands first.
  private var firstMention: [Int: Int] = [:]
  /// By noun, the events so called, and all contests.
  private var eventsOfNoun: [String: Events] = [:]
  private var decided = Events()
  /// By token, the predicate of its clause.
  private var clauses: [Int]
  /// By verb, its subject, and the words that tell its tense and what brings it in.
  private var subjects: [Int: Int] = [:]
  private var auxiliaries: [Int: [Int]] = [:]
  /// By token, the event mention that it stands in.
  private var eventOfToken: [Int: Int] = [:]
  /// By the heads of the times, what they are.
  private let timeOfHead: [Int: String]
  /// The sentences that tell of long ago.
  let backgrounds: Set<Int>
  /// The sentences in which a time stands.
  let datedSentences: Set<Int>
  /// By the head of a mention, its entity.
  private(set) var entityOfHead: [Int: Int] = [:]
  /// What a clause can be about beside verbs: what a copula joins to a subject.
  private let copular: Set<Int>
  /// The day that the document reports of: the first that it names, if it was written within a week of it.
  let news: String?
  /// The last day on which the document may have been written.
  let written: Int?
  /// The times that tell when something beside the verb was so: *the leader since 2012*, *Byrne (1950-2012)*.
  private(set) var asides = Set<Int>()
  /// The times that only tell of which year a thing is, and the verbs that have no other: *condemned the 2013 coup*.
  private(set) var namings = Set<Int>()
  private var namedOnly = Set<Int>()
  /// The verbs of clauses such as *in 1904, when he was arrested*.
  private var clausesOfThen = Set<Int>()
  /// By the name that brackets stand behind, what they hold: *led Germany (1969-1974)*.
  private var timeOfBrackets: [Int: String] = [:]
  /// When people were born and died.
  let lives: LifeSpans
  /// By the first word of times that belong elsewhere than in the tree, where they do.
  private(set) var governorOfTime: [Int: Int] = [:]
  /// By verb, the row of its objects that have times of their own.
  private(set) var rows: [Int: [Stretch]] = [:]

  /// How far away a time or an event may stand, in sentences and words.
  static let reach = (sentences: 8, words: 400)
  /// How many words a clause may be below another.
  static let depth = 60

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

  /// Relations that hold for long: the time of the clause that they stand in is not theirs.
  static let lasting: Set<String> = [
    "member-of", "works-for", "part-of", "located-in", "lives-in", "born-in", "owns", "related-to",
    "married-to", "studied-at", "leads", "commands", "allied-with",
  ]
  /// Those that one has from a time until another.
  private static let terms: Set<String> = [
    "leads", "commands", "works-for", "member-of", "lives-in", "studied-at",
  ]
  /// Relations that bring their object about, so that its date is theirs.
  static let making: Set<String> = ["created", "founded", "caused"]
  /// Relations that a contest decides.
  private static let outcomes: Set<String> = ["defeated", "elected", "won"]
  private static let serving = Inflection.forms(of: ["serve", "work", "act"])
  private static let contests: Set<String> = [
    "election", "by-election", "runoff", "referendum", "poll", "vote", "ballot", "match", "game",
    "final", "semifinal", "race", "tournament", "championship", "contest", "competition",
  ]
  /// What an event does or has done with it when it is: *the election was held*, *a blast killed three*, *attended the
  /// summit*.
  private static let happening: Set<String> = [
    "hold", "take", "happen", "occur", "begin", "start", "launch", "stage", "conduct", "carry",
    "open", "host", "attend", "run", "kill", "injure", "wound", "strike", "hit", "destroy",
    "damage", "shake", "rock",
  ]
  /// Relations that are not so when their object was: who condemns the coup of 2013 need not do so then.
  static let judging: Set<String> = [
    "criticized", "opposed", "endorsed", "accused", "charged", "detained", "convicted",
    "sanctioned",
    "met-with", "told", "requested", "protested-against", "helped", "visited", "gave-to", "funded",
    "threatened", "wrote-to", "reported",
  ]
  private static let predecessors: Set<String> = ["predecessor", "successor"]
  /// Auxiliaries of what is possible or to come.
  static let modals: Set<String> = [
    "will", "would", "'ll", "’ll", "wo", "shall", "may", "might", "could", "can", "should", "must",
  ]
  /// What joins two clauses of one time.
  private static let meanwhile: Set<String> = ["as", "when", "while", "by", "to"]

  /// Whether a trigger is the verb of a clause that tells what was so when a time came.
  func isOfThen(_ candidate: Annotation.RelationCandidate) -> Bool {
    !candidate.trigger.isEmpty
      && clausesOfThen.contains(annotation.head(of: candidate.trigger))
  }

  /// Whether a word is the head of a time.
  func isTime(_ token: Int) -> Bool { timeOfHead[token] != nil }

  init(of annotation: Annotation, entities: DocumentEntities) {
    self.annotation = annotation
    self.entities = entities
    copular = Set(annotation.tokens.lazy.filter { $0.label == "cop" }.compactMap(\.head))
    clauses = Array(repeating: -1, count: annotation.tokens.count)
    let sentences = entities.sentences
    self.sentences = sentences
    lives = LifeSpans(of: annotation, entities, sentences)
    timeOfHead = Dictionary(
      annotation.times.lazy.map { (annotation.head(of: $0.tokens), $0.value) },
      uniquingKeysWith: { first, _ in first })
    datedSentences = Set(
      annotation.times.lazy.map { annotation.sentence(of: $0.tokens.lowerBound) })
    backgrounds = Self.backgrounds(of: annotation, sentences)
    let told = annotation.times.filter { !sentences.isDateline($0.tokens.lowerBound) }
    written = annotation.date.flatMap(Self.lastDay)
    news = Self.news(told, writtenOn: written)
    lookAtVerbs()
    var governors: [(token: Int, time: String)] = []
    var named: [(token: Int, time: String)] = []
    for time in told {
      let head = annotation.head(of: time.tokens)
      guard var governor = annotation.tokens[head].head ?? whatIsLabelled(head) else { continue }
      if lives.tells(head) || time.value.hasSuffix("/..") && isFirstOrLast(governor) {
        asides.insert(time.tokens.lowerBound)
        continue
      }
      if let later = whatFollows(time) {
        if timeOfToken[later] == nil { timeOfToken[later] = time.value }
        if isPredicate(later) { governors.append((later, time.value)) }
        continue
      }
      if isOfHolder(time, head, governor) {
        asides.insert(time.tokens.lowerBound)
        continue
      }
      if let clause = whatWasThen(time),
        let then = time.value.split(separator: "/").last(where: { $0 != ".." })
      {
        timeOfToken[clause] = String(then)
        clausesOfThen.insert(clause)
      }
      if let main = whatIsCounted(time) ?? whatStandsOver(time, governor)
        ?? whatItEnds(time, governor)
      {
        governor = main
        governorOfTime[time.tokens.lowerBound] = main
      } else if let bracketed = whatBracketsFollow(time) {
        asides.insert(time.tokens.lowerBound)
        if annotation.tokens[bracketed].label == "appos", annotation.tokens[bracketed].tag == .noun
        {
          if timeOfToken[bracketed] == nil { timeOfToken[bracketed] = time.value }
        } else {
          if timeOfBrackets[bracketed] == nil { timeOfBrackets[bracketed] = time.value }
          timeOfBrackets[time.tokens.lowerBound - 2] = time.value
          if isOccasion(bracketed) { governors.append((bracketed, time.value)) }
        }
        continue
      } else if let noun = apposition(around: time, governor) {
        asides.insert(time.tokens.lowerBound)
        for word in [noun, governor] where !isPredicate(word) && timeOfToken[word] == nil {
          timeOfToken[word] = time.value
        }
        continue
      } else if isNaming(time, head, governor) {
        namings.insert(time.tokens.lowerBound)
        named.append((governor, time.value))
      }
      if timeOfToken[governor] == nil { timeOfToken[governor] = time.value }
      governors.append((governor, time.value))
    }
    rows = Self.rows(
      of: annotation, sentences, told, clause: { clauses[$0] },
      isPredicate: { [self] in isPredicate($0) })
    for (governor, time) in governors { spread(time, from: governor) }
    for (governor, time) in named {
      let verb = clause(of: governor)
      if timeOfToken[verb] == nil, timeOfClause[verb] == time { namedOnly.insert(verb) }
    }
    for (mention, value) in annotation.mentions.enumerated() {
      entityOfHead[annotation.head(of: value.tokens)] = entities.entityOfMention[mention]
    }
    let events = annotation.mentions.indices.filter { annotation.mentions[$0].type == .event }
    // What comes every year has no time of its own: *visitors attended the festival last year, and will again*.
    var severalTimes = Set<Int>()
    for mention in events {
      for token in annotation.mentions[mention].tokens { eventOfToken[token] = mention }
      let entity = entities.entityOfMention[mention]
      if let time = timeOfMention(mention), !severalTimes.contains(entity) {
        timeOfEvent[entity] = timeOfEvent[entity].map { Self.common($0, time) } ?? time
        if timeOfEvent[entity] == nil { severalTimes.insert(entity) }
      }
      let start = annotation.mentions[mention].tokens.lowerBound
      if firstMention[entity].map({ start < annotation.mentions[$0].tokens.lowerBound }) ?? true {
        firstMention[entity] = mention
      }
    }
    let heads = events.map { ($0, annotation.head(of: annotation.mentions[$0].tokens)) }
    for (mention, head) in heads.sorted(by: { $0.1 < $1.1 }) {
      let time = timeOfEvent(mention)
      let noun = annotation.tokens[head].lemma
      eventsOfNoun[noun, default: Events()].add(head, time)
      if Self.contests.contains(noun) { decided.add(head, time) }
    }
  }

  /// Notes of every word its clause, and of every verb its subject and its auxiliaries.
  private mutating func lookAtVerbs() {
    for (token, value) in annotation.tokens.enumerated() {
      guard let head = value.head else { continue }
      if value.label.hasPrefix("nsubj") {
        if subjects[head] == nil { subjects[head] = token }
      } else if value.label.hasPrefix("aux") || ["cop", "mark"].contains(value.label) {
        auxiliaries[head, default: []].append(token)
      }
    }
    for token in annotation.tokens.indices {
      var path: [Int] = []
      var word = token
      while clauses[word] < 0, !isPredicate(word), let head = annotation.tokens[word].head {
        path.append(word)
        word = head
      }
      let clause = clauses[word] < 0 ? word : clauses[word]
      clauses[word] = clause
      for below in path { clauses[below] = clause }
    }
  }

  /// What an expression that ends in *after* or *before* says when it was: in *it came three days after he wrote*,
  /// the writing.
  private func whatFollows(_ time: TimeExpression) -> Int? {
    let next = time.tokens.upperBound
    guard time.tokens.count > 1, ["after", "before"].contains(sentences.forms[next - 1]),
      annotation.sentences[annotation.sentence(of: next - 1)].tokens.contains(next),
      annotation.tokens[next].tag != .punctuation
    else { return nil }
    if let top = whatIsBroughtIn(by: next - 1) { return top }
    var token = next
    while let head = annotation.tokens[token].head, head >= next { token = head }
    return token
  }

  /// Whether a time only tells when somebody was what he is called: *defeated last year's champions*.
  private func isOfHolder(_ time: TimeExpression, _ head: Int, _ governor: Int) -> Bool {
    !Self.isDay(time.value) && annotation.tokens[head].label == "nmod:poss"
      && sentences.isNoun(governor)
      && sentences.mentions(at: governor).contains {
        [.person, .group, .organization].contains(annotation.mentions[$0].type)
      }
  }

  /// The verb of a line that begins with its date: *17 April 1961 - Cuban exiles attack Playa Girón*.
  private func whatIsLabelled(_ time: Int) -> Int? {
    sentences.dependents(of: time, "parataxis").first { isPredicate($0) }
  }

  /// What was so when a time came: in *led it from 1890 to 1904, when he was arrested*, the arrest, of 1904.
  private func whatWasThen(_ time: TimeExpression) -> Int? {
    let next = time.tokens.upperBound
    guard next + 1 < annotation.tokens.count, sentences.forms[next] == ",",
      sentences.forms[next + 1] == "when", let verb = annotation.tokens[next + 1].head,
      verb > next + 1, isPredicate(verb)
    else { return nil }
    return verb
  }

  /// The verb or noun that a preposition or a conjunction before it brings in.
  private func whatIsBroughtIn(by word: Int) -> Int? {
    let token = annotation.tokens[word]
    guard ["mark", "case"].contains(token.label), let head = token.head, head > word else {
      return nil
    }
    return head
  }

  /// The verb over a clause that a time stands outside of, though a parser let the clause have it: in *In 2014, after
  /// buying Skype, it grew* the growing, in *police said on Tuesday they had arrested him* the saying.
  private func whatStandsOver(_ time: TimeExpression, _ governor: Int) -> Int? {
    let token = annotation.tokens[governor]
    guard let upper = token.head, isPredicate(upper) else { return nil }
    let mark = auxiliaries(of: governor).first { annotation.tokens[$0].label == "mark" }
    switch token.label {
    case "advcl": return mark.map { $0 > time.tokens.upperBound } ?? false ? upper : nil
    case "ccomp":
      guard governor > upper else { return time.tokens.lowerBound > upper ? upper : nil }
      let start = mark ?? subject(of: governor)
      return start.map { time.tokens.upperBound <= $0 } ?? false ? upper : nil
    default: return nil
    }
  }

  /// What bounds something, where a parser let the verb have its date: in *lived there until his death in 1988* the death.
  private func whatItEnds(_ time: TimeExpression, _ governor: Int) -> Int? {
    let noun = time.tokens.lowerBound - 2
    guard noun > governor, annotation.tokens[noun].head == governor,
      annotation.tokens[noun].label == "obl", !isTime(noun), sentences.isNoun(noun),
      annotation.tokens[noun + 1].tag == .adposition,
      !Self.bounds.isDisjoint(with: sentences.cases(noun))
    else { return nil }
    return noun
  }

  private static let bounds: Set<String> = ["until", "till", "since"]
  private static let units: Set<String> = [
    "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
  ]

  /// What was so many days after or before something that has a time of its own: in *two days after he wrote on Sunday, it
  /// came*, the coming.
  private func whatIsCounted(_ time: TimeExpression) -> Int? {
    let next = time.tokens.upperBound
    guard Self.units.contains(sentences.forms[next - 1]), next < annotation.tokens.count,
      ["after", "before"].contains(sentences.forms[next]), let top = whatIsBroughtIn(by: next)
    else { return nil }
    return annotation.tokens[top].head
  }

  /// Notes a time at the verbs of its clause that have none of their own.
  private mutating func spread(_ value: String, from governor: Int) {
    var verb = clause(of: governor)
    var time = value
    // Of what goes with another verb, only its own time is that one's: *citing the accord of 2015* is not.
    let isVerbs = governor == verb
    if !isVerbs {
      // Nor is it so since then or until then for what a noun is so: *the head of the clinic until May said*.
      if time.contains("..") { return }
      let cases = sentences.cases(governor)
      if cases.contains("since") {
        time = "\(time.prefix { $0 != "/" })/.."
      } else if cases.contains("until") {
        time = "../\(time.split(separator: "/").last ?? "")"
      }
    }
    note(time, at: verb)
    for _ in 0..<Self.depth {
      guard annotation.tokens[verb].label == "xcomp" || isVerbs && isSimultaneous(verb),
        let upper = annotation.tokens[verb].head, !isYetToBeDone(verb, under: upper)
      else { return }
      verb = upper
      note(time, at: verb)
    }
  }

  private static let ordering = Inflection.forms(of: [
    "order", "instruct", "ask", "tell", "summon", "invite", "command", "direct", "request",
  ])

  /// Whether somebody is asked to do something, so that its time is not that of asking: *ordered them to assemble in May*.
  private func isYetToBeDone(_ verb: Int, under upper: Int) -> Bool {
    Self.ordering.contains(sentences.forms[upper]) && sentences.marks(verb).contains("to")
  }

  private mutating func note(_ time: String, at verb: Int) {
    if timeOfToken[verb] == nil, timeOfClause[verb] == nil { timeOfClause[verb] = time }
  }

  /// What an event's mention says itself of when it was: `next year's competition`, `the attack began on Sunday`.
  private func timeOfMention(_ mention: Int) -> String? {
    let head = annotation.head(of: annotation.mentions[mention].tokens)
    if let time = timeOfToken[head] ?? timeOfWork(mention) { return time }
    // *the Battle of Tannenberg, fought in August 1914*
    let participles = sentences.dependents(of: head, "acl", "acl:relcl").filter {
      subject(of: $0) == nil
    }
    if let time = participles.lazy.compactMap({ timeOfToken[$0] }).first { return time }
    let token = annotation.tokens[head]
    guard let verb = token.head, token.label.hasPrefix("nsubj") || token.label == "obj",
      Self.happening.contains(annotation.tokens[verb].lemma)
    else { return nil }
    return time(ofVerb: verb)
  }

  /// When what a candidate says holds, in EDTF, or nil where the text does not tell.
  func time(of candidate: Annotation.RelationCandidate) -> String? {
    let time = timeOfAll(candidate)
    guard let own = timeOfConjunct(candidate) else { return time }
    if candidate.mode == .planned, isPast(own) { return nil }
    guard Self.lasting.contains(candidate.relation) else { return own }
    // What stands beside a name is of no row: *Meyer, the chairman since May, met Holt on Monday and Voss on Tuesday*.
    guard isPredicate(annotation.head(of: candidate.trigger)) || isOffice(candidate) else {
      return time
    }
    guard let time, !own.contains("/"), time.contains("..") else {
      return time == nil && !isOffice(candidate) ? nil : own
    }
    return time.hasPrefix("..") ? "../\(own)" : "\(own)/.."
  }

  /// Whether a trigger is an office that somebody has, in a row of them: *envoy in 1990 and minister of Peru in 1994*.
  private func isOffice(_ candidate: Annotation.RelationCandidate) -> Bool {
    let trigger = annotation.head(of: candidate.trigger)
    return Self.terms.contains(candidate.relation) && annotation.tokens[trigger].label == "conj"
      && sentences.isNoun(trigger)
  }

  /// The time of what a verb does to all its objects.
  private func timeOfAll(_ candidate: Annotation.RelationCandidate) -> String? {
    let trigger = candidate.trigger.isEmpty ? nil : annotation.head(of: candidate.trigger)
    let ownTime = trigger.flatMap { timeOfToken[$0] ?? timeOfService($0) }
    if Self.lasting.contains(candidate.relation) {
      // Nobody becomes a brother.
      guard candidate.relation != "related-to" else { return nil }
      return timeOfAlliance(candidate, trigger) ?? wholeTenure(candidate, trigger)
        ?? trigger.flatMap {
          term(candidate, $0, ownTime)
        }
        ?? ownTime ?? timeOfLife(candidate, trigger) ?? timeOfPurpose(candidate, trigger)
        ?? timeOfStay(candidate, trigger)
    }
    let time = ownTime ?? timeOfAct(candidate, trigger) ?? timeOfHappening(candidate, trigger)
    guard candidate.mode == .planned else {
      return time ?? trigger.flatMap { timeToldBefore($0, of: candidate) }
    }
    // When it was agreed or said is not when it is to be.
    return time.flatMap { isPast($0) || $0.hasSuffix("/..") && isPast(beginning($0)) ? nil : $0 }
  }

  private func beginning(_ time: String) -> String { String(time.prefix { $0 != "/" }) }

  /// Whether a noun is the first or the greatest of its kind since then: *on his first visit since 1995*.
  private func isFirstOrLast(_ noun: Int) -> Bool {
    sentences.dependents(of: noun, "amod").contains {
      ["first", "worst", "best"].contains(sentences.forms[$0])
        || sentences.forms[$0].hasSuffix("est")
    }
  }

  /// The time of the clause that a trigger stands in.
  private func timeOfAct(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    guard let trigger, !isDescription(trigger, in: candidate), !isMatter(trigger),
      let (time, verb) = timed(clause(of: trigger))
    else { return nil }
    return Self.judging.contains(candidate.relation) && namedOnly.contains(verb) ? nil : time
  }

  /// The time of what is made, or of the event that a candidate tells of.
  private func timeOfHappening(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    if Self.making.contains(candidate.relation) {
      let made = annotation.head(of: annotation.mentions[candidate.object].tokens)
      if let time = timeOfToken[made] ?? timeOfWork(candidate.object)
        ?? timeOfAuthorship(of: made, by: candidate.subject)
      {
        return time
      }
    }
    let events = [trigger.flatMap { eventOfToken[$0] }, candidate.subject, candidate.object]
    if let time = events.lazy.compactMap({ $0.flatMap(timeOfEvent) }).first(where: {
      Self.isDay($0) || !Self.judging.contains(candidate.relation)
    }) {
      return time
    }
    guard let trigger,
      eventOfToken[trigger].map({ !sentences.bringsIn(sentences.headWord(of: $0)) }) ?? true
    else { return nil }
    guard Self.outcomes.contains(candidate.relation) else {
      return eventsOfNoun[annotation.tokens[trigger].lemma].flatMap {
        timeOfNearest($0, to: trigger)
      }
    }
    if let time = decided.time, !decided.hasSeveralTimes, isNews(time) { return time }
    return timeOfNearest(decided, to: trigger)
  }

  /// The time in the brackets behind what is made: *Airplane II (1982)*; behind a person are those of a life.
  private func timeOfWork(_ mention: Int) -> String? {
    annotation.mentions[mention].type == .person ? nil : timeInBrackets(behind: mention)
  }

  /// The time of a work that stands behind who made it, or beside its publication: *The Storm, by Luca Conti (1505)*, *a paper
  /// by Heagle in 1989*, *the Exercitationes, published in 1724*.
  private func timeOfAuthorship(of work: Int, by maker: Int) -> String? {
    let name = annotation.head(of: annotation.mentions[maker].tokens)
    if annotation.tokens[name].head == work, sentences.cases(name).contains("by"),
      let time = timeOfToken[name] ?? timeInBrackets(behind: maker), !time.contains("/")
    {
      return time
    }
    return sentences.dependents(of: work, "acl", "acl:relcl").lazy.filter {
      Self.publishing.contains(sentences.forms[$0])
    }.compactMap { timeOfToken[$0] }.first
  }

  private static let publishing = Inflection.forms(of: [
    "publish", "write", "compose", "paint", "complete", "release", "finish", "create", "build",
    "draft", "record", "design", "issue",
  ])

  private func timeInBrackets(behind mention: Int) -> String? {
    let tokens = annotation.mentions[mention].tokens
    return timeOfBrackets[annotation.head(of: tokens)] ?? timeOfBrackets[tokens.upperBound - 1]
  }

  /// Whether a time lies within a month of the day on which the document was written, which is then mostly about it.
  private func isNews(_ time: String) -> Bool {
    guard let day = Self.lastDay(time), let written else { return false }
    return abs(day - written) <= 31
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
      $0.token != own && abs($0.token - word) <= Self.reach.words
        && abs(annotation.sentence(of: $0.token) - place) <= Self.reach.sentences
    }
    return near.min { abs($0.token - word) < abs($1.token - word) }?.time
  }

  /// From when until when somebody had something, as clauses and brackets beside it tell: *led Kenya from 1963 until he
  /// died in 1978*, *led Germany (1969-1974)*, *chairman from 2003*.
  private func term(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int, _ own: String?
  ) -> String? {
    guard Self.terms.contains(candidate.relation) else { return nil }
    if own == nil, let time = timeInBrackets(behind: candidate.object) { return time }
    func time(of bounds: Set<String>) -> String? {
      sentences.dependents(of: trigger, "advcl", "obl", "nmod").lazy.filter {
        !isTime($0)
          && !bounds.isDisjoint(with: sentences.marks($0) + sentences.cases($0))
      }.compactMap { timeOfToken[$0] }.first { !$0.contains("/") }
    }
    let beginning = own.flatMap { $0.hasPrefix("..") ? nil : String($0.prefix { $0 != "/" }) }
    if let end = time(of: ["until", "till"]) {
      let isOrdered = beginning.map { $0 <= end } ?? true
      return isOrdered ? "\(beginning ?? "..")/\(end)" : nil
    }
    // `worked there for eleven years before she was elected in 2007`
    if let own, let end = time(of: ["before"]), own < end, !own.contains("/"),
      sentences.dependents(of: trigger).contains(where: {
        timeOfHead[$0] == own && sentences.cases($0).contains("for")
      })
    {
      return "\(own)/\(end)"
    }
    if own == nil, let beginning = time(of: ["since"]) { return "\(beginning)/.." }
    let isOpen = sentences.dependents(of: trigger).contains {
      timeOfHead[$0] == own && sentences.cases($0).contains("from")
    }
    guard isOpen, let own, !own.contains("/") else { return nil }
    return "\(own)/.."
  }

  /// When somebody served as what a trigger says: *served as envoy to Chile from 1990 to 1994*.
  private func timeOfService(_ trigger: Int) -> String? {
    guard let verb = annotation.tokens[trigger].head, Self.serving.contains(sentences.forms[verb]),
      sentences.cases(trigger).contains("as")
    else { return nil }
    return timeOfToken[verb]
  }

  private static let going = Inflection.forms(of: [
    "go", "move", "return", "travel", "come", "emigrate", "leave", "arrive", "relocate", "fly",
    "sail", "visit",
  ])

  /// When somebody went somewhere for what a trigger says: *moved to London in 1972 to study at Holborn*.
  private func timeOfPurpose(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    guard Self.terms.contains(candidate.relation), let trigger,
      ["advcl", "xcomp"].contains(annotation.tokens[trigger].label),
      sentences.marks(trigger).contains("to"), let verb = annotation.tokens[trigger].head,
      Self.going.contains(sentences.forms[verb])
    else { return nil }
    return timeOfToken[verb]
  }

  private static let concluding = Inflection.forms(of: [
    "sign", "conclude", "form", "make", "enter", "reach", "agree", "establish", "forge", "strike",
  ])

  /// When an alliance was made: *signed a treaty with Persia in 1911*.
  private func timeOfAlliance(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    guard candidate.relation == "allied-with", let trigger else { return nil }
    let verb = clause(of: trigger)
    return Self.concluding.contains(sentences.forms[verb]) ? time(ofVerb: verb) : nil
  }

  /// When an event was somewhere, or a group of people that nothing but what they do there is told of:
  /// *protesters in the capital burned tyres on Friday*.
  private func timeOfStay(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    let subject = annotation.mentions[candidate.subject]
    if subject.type == .event, let time = timeOfEvent(candidate.subject) { return time }
    guard candidate.relation == "located-in" else { return nil }
    guard subject.type == .event || subject.type == .group else {
      return timeOfPresence(candidate)
    }
    return time(ofVerb: clause(of: trigger ?? annotation.head(of: subject.tokens)))
  }

  /// When somebody or something was at a place where something was done by or with them: *he was arrested in Hamburg in
  /// 1936*, *the panel was shown in Ghent in 1902*.
  private func timeOfPresence(_ candidate: Annotation.RelationCandidate) -> String? {
    let (subject, place) = (
      annotation.head(of: annotation.mentions[candidate.subject].tokens),
      annotation.list(of: candidate.object)
    )
    guard let verb = annotation.tokens[place].head, annotation.tokens[place].label == "obl",
      isPredicate(verb), isInSimplePast(verb), let time = timeOfToken[verb], !time.contains(".."),
      annotation.tokens[subject].head == verb
        || annotation.tokens[verb].head == subject && annotation.tokens[verb].label.hasPrefix("acl")
    else { return nil }
    return time
  }

  /// Whether a trigger is no act but what one of the ends is: *its founder said on Sunday*, *a letter from him came on
  /// Monday*.
  func isDescription(
    _ trigger: Int, in candidate: Annotation.RelationCandidate
  ) -> Bool {
    guard !isPredicate(trigger) else { return false }
    return Self.making.contains(candidate.relation)
      || Self.predecessors.contains(annotation.tokens[trigger].lemma)
      || eventOfToken[trigger] == nil
        && [candidate.subject, candidate.object].contains {
          annotation.mentions[$0].tokens.contains(trigger)
        }
  }

  /// Whether a day, a month or a year, or an interval of them, is over, or will be with the day on which the document
  /// was written.
  private func isPast(_ time: String) -> Bool {
    guard let written, let last = Self.lastDay(time) else { return false }
    return last <= written
  }

  /// The number of the last day that a time may mean, if any is.
  static func lastDay(_ time: String) -> Int? {
    do { return try EDTF(time).latest } catch { return nil }
  }

  /// What two times of one event have in common: the one that lies in the other, but of a run of days and one of them the run;
  /// nil if they are apart.
  private static func common(_ left: String, _ right: String) -> String? {
    guard left != right, let first = try? EDTF(left), let second = try? EDTF(right) else {
      return left
    }
    func isRun(_ time: String) -> Bool {
      time.split(separator: "/").allSatisfy { isDay(String($0)) }
    }
    if first.contains(second) { return isRun(left) ? left : right }
    return second.contains(first) ? isRun(right) ? right : left : nil
  }

  static func isDay(_ time: String) -> Bool {
    time.utf8.count == "2020-01-06".utf8.count && !time.contains("/") && !time.contains("X")
  }

  /// The time that a mention gives of its event, or else the one that the event is given elsewhere.
  ///
  /// Where the text goes on with *an airstrike*, that is another one.
  private func timeOfEvent(_ mention: Int) -> String? {
    if let time = timeOfMention(mention) { return time }
    let entity = entities.entityOfMention[mention]
    return mention != firstMention[entity] && sentences.bringsIn(sentences.headWord(of: mention))
      ? nil : timeOfEvent[entity]
  }

  /// The time of a verb, or of the one that lends it its own.
  func time(ofVerb verb: Int) -> String? { timed(verb)?.time }

  /// The time of a verb, and the one that lends it.
  private func timed(_ verb: Int) -> (time: String, verb: Int)? {
    var verb = verb
    for _ in 0..<Self.depth {
      if let time = timeOfToken[verb] ?? timeOfClause[verb] { return (time, verb) }
      let token = annotation.tokens[verb]
      // *played a part in taking Azov*
      guard let head = token.head,
        case let upper = token.label.hasPrefix("acl") ? clause(of: head) : head,
        isPredicate(upper),
        token.label == "xcomp" || token.label == "conj" && goesOn(verb, from: upper)
          || isSimultaneous(verb) || isDoneThere(verb, from: upper)
      else { return nil }
      verb = upper
    }
    return nil
  }

  /// Whether a clause tells what goes with the one above: *killing 14 of them*, *as he rode home*, *helped in taking Azov*.
  private func isSimultaneous(_ verb: Int) -> Bool {
    let mark = auxiliaries(of: verb).first { annotation.tokens[$0].label == "mark" }
    if let mark, sentences.forms[mark] == "in", sentences.forms[verb].hasSuffix("ing") {
      return ["advcl", "acl"].contains(annotation.tokens[verb].label)
    }
    guard annotation.tokens[verb].label == "advcl" else { return false }
    guard let mark else {
      return subject(of: verb) == nil
        ? sentences.forms[verb].hasSuffix("ing") : isInSimplePast(verb)
    }
    return Self.meanwhile.contains(sentences.forms[mark])
  }

  /// Whether a clause tells what somebody did where he went: *flew to Cairo on Tuesday, where she met him*.
  private func isDoneThere(_ verb: Int, from upper: Int) -> Bool {
    annotation.tokens[verb].label == "acl:relcl"
      && sentences.dependents(of: verb, "advmod").contains { sentences.forms[$0] == "where" }
      && Self.going.contains(sentences.forms[upper]) && isInSimplePast(verb)
      && isInSimplePast(upper)
  }

  func subject(of verb: Int) -> Int? { subjects[verb] }

  /// What tells a verb's tense (its auxiliaries, its copula) and what brings it in (*that*, *to*), in order.
  func auxiliaries(of verb: Int) -> [Int] { auxiliaries[verb] ?? [] }

  /// Whether a verb has no subject but that of the verb above, or names who that is again.
  private func sharesSubject(_ verb: Int, with upper: Int) -> Bool {
    guard let own = subject(of: verb) else { return true }
    guard let entity = entityOfHead[own] else { return false }
    return subject(of: upper).flatMap { entityOfHead[$0] } == entity
  }

  /// Whether a verb tells on of who acted, or, in the simple past, of what was done with it: *gunmen shot him on Monday,
  /// and his wife was wounded*.
  private func goesOn(_ verb: Int, from upper: Int) -> Bool {
    sharesSubject(verb, with: upper)
      ? sharesTense(verb, with: upper) : isInSimplePast(verb) && isInSimplePast(upper)
  }

  /// Whether a verb has no ending or auxiliary of another tense than the verb above: *will be crowned in May and has
  /// asked*, *was founded in 2012 and supplies* are of two times.
  private func sharesTense(_ verb: Int, with upper: Int) -> Bool {
    func auxiliaries(_ verb: Int) -> Set<String> {
      Set(
        self.auxiliaries(of: verb).lazy.filter { annotation.tokens[$0].label == "aux" }
          .map { sentences.forms[$0] })
    }
    let own = auxiliaries(verb)
    if own.isEmpty, isThirdPerson(verb) { return tense(of: upper) == .present }
    return own.isEmpty || !own.isDisjoint(with: auxiliaries(upper))
  }

  /// Whether a verb's ending is that of the present: *supplies*.
  private func isThirdPerson(_ verb: Int) -> Bool {
    annotation.tokens[verb].tag == .verb && sentences.forms[verb].hasSuffix("s")
      && sentences.forms[verb] != annotation.tokens[verb].lemma.lowercased()
  }

  func isPredicate(_ token: Int) -> Bool {
    annotation.tokens[token].tag == .verb || copular.contains(token)
  }

  /// The nearest predicate at or above a token, within its sentence; the topmost token where there is none.
  func clause(of token: Int) -> Int { clauses[token] }
}

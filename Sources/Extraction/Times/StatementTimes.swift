import GraphModel
import Language

/// Which of the times that stand around a statement is its own, or that none is.
///
/// What the rules of `TimeRules` say is weighed with what else speaks for each time: how near it stands and in
/// which clause, whether its clause tells of the same people, whether both are told in the past. The weights are
/// those of a logistic regression over all times around a statement and none of them, fitted by
/// `training/times.py` on dates of composed passages; a time is taken if it is probable enough.
struct StatementTimes {
  /// A time that a statement may have, nil for none, and what speaks for it.
  struct Option {
    var time: String?
    var clues: [Clue]
  }

  /// What speaks for a time, or against it.
  enum Clue: String {
    // Whether the rules say this time, or another one.
    case isRuled, isNotRuled
    // Where it stands.
    case isInSentence, isEarlier, isLater
    // What its clause is to the statement's in a sentence: its own, one that the statement stands in, or one that
    // stands in the statement's.
    case isTriggers, isOfClause, isOverComplement, isUnderOblique
    // What lies between.
    case isClose, isNear, isWithoutComma
    case isOfPresent
    // Whom the clause tells of, in the sentence before or an earlier one.
    case isOfEndBefore, isOfEndEarlier, isOfOthersBefore, isOfOthersEarlier
    // How the statement is told after it, and of what.
    case isToldOnBefore, isToldOnEarlier, isToldBackEarlier
    case isOfMakingBefore, isOfMakingEarlier, isOfSpeechBefore, isOfViolenceEarlier, isOfFactEarlier
    // A day that was over when the document was written, or with which it was.
    case isPastOfFact, isPastOfPlan, isPastOfClaim, isToday
    // That a statement has none: by its mode, the rules, and how many stand in its sentence.
    case isNone, isNoneOfFact, isNoneOfPlan, isNoneByRule, isNoneOfUndated, isNoneOfOneDated
  }

  /// How probable a time is that is taken.
  private static let cut = 0.4
  private static let weights: [Clue: Double] = [
    .isRuled: 1.29, .isNotRuled: -0.75, .isInSentence: 0.68, .isEarlier: -0.41, .isLater: -1.25,
    .isTriggers: 0.84, .isOfClause: 0.28, .isOverComplement: -0.42, .isUnderOblique: 0.22,
    .isClose: 0.54, .isNear: 0.17, .isWithoutComma: 0.65, .isOfPresent: 0.29,
    .isOfEndBefore: 0.42, .isOfEndEarlier: 0.34, .isOfOthersBefore: -0.25,
    .isOfOthersEarlier: -0.42, .isToldOnBefore: 0.45, .isToldOnEarlier: 0.42,
    .isToldBackEarlier: 0.29, .isOfMakingBefore: 0.28, .isOfMakingEarlier: -0.16,
    .isOfSpeechBefore: -0.21, .isOfViolenceEarlier: 0.35, .isOfFactEarlier: -0.39,
    .isPastOfFact: 0.66, .isPastOfPlan: -0.48, .isPastOfClaim: -0.19, .isToday: 0.50,
    .isNone: 0.74, .isNoneOfFact: 0.34, .isNoneOfPlan: 0.66, .isNoneByRule: 1.27,
    .isNoneOfUndated: 0.34, .isNoneOfOneDated: 0.22,
  ]
  /// How much sooner than of others statements of a relation have no time.
  private static let reluctance: [String: Double] = [
    "accused": 0.22, "approved": -0.21, "attacked": -0.27, "defeated": -0.24, "founded": 0.41,
    "funded": 0.30, "gave-to": 0.57, "helped": 0.24, "killed": -0.46, "opposed": 0.26,
    "protested-against": -0.22, "reported": 0.27, "sanctioned": -0.15, "succeeded": -0.25,
    "visited": -0.34,
  ]
  /// How many of the times before a statement, and as many of those behind it, it may have.
  static let nearest = 16
  private static let speech: Set<String> = [
    "told", "criticized", "accused", "threatened", "requested", "wrote-to",
  ]
  private static let violence = RelationKinds.violence.union(["fights"])

  private let rules: TimeRules
  /// The trees of the annotation.
  var sentences: Sentences { rules.sentences }
  private let annotation: Annotation
  /// The times, but those of datelines, in order.
  private let told: [Told]
  /// By token, how many commas and semicolons stand before it.
  private let commas: [Int]
  /// By sentence, how many there are in it.
  private var timesInSentence: [Int: Int] = [:]
  /// By sentence, the entities that it mentions.
  private var entitiesOfSentence: [Int: Set<Int>] = [:]

  init(of annotation: Annotation, entities: DocumentEntities) {
    let annotation = NamedDays.left(out: annotation, in: entities.sentences)
    let rules = TimeRules(of: annotation, entities: entities)
    self.rules = rules
    self.annotation = annotation
    var commas = [0]
    for form in rules.sentences.forms {
      commas.append(commas[commas.count - 1] + ([",", ";"].contains(form) ? 1 : 0))
    }
    self.commas = commas
    told = rules.attachments.times.map { Told($0, annotation, rules) }
    for time in told { timesInSentence[time.sentence, default: 0] += 1 }
    for (mention, value) in annotation.mentions.enumerated() {
      entitiesOfSentence[annotation.sentence(of: value.tokens.lowerBound), default: []].insert(
        entities.entityOfMention[mention])
    }
  }

  /// When what a candidate says holds, in EDTF, or nil where the text does not tell; some time of its own that an
  /// undated text does not tell is `TimeExpression.untold`.
  ///
  /// What is so for long has the time that the rules say, and so has what a rule counted from others (*since the quake
  /// of 2010*). Of all others, what the rules say is weighed, too.
  func time(of candidate: Annotation.RelationCandidate) -> String? {
    weighed(candidate).flatMap { isYetToCome($0, candidate) ? nil : $0 }
  }

  /// Whether what is told as past would only come after the document.
  private func isYetToCome(_ time: String, _ candidate: Annotation.RelationCandidate) -> Bool {
    guard candidate.mode != .planned, let written = rules.written,
      let first = (try? EDTF(time))?.earliest, first > written,
      let trigger = sentences.trigger(of: candidate)
    else { return false }
    let verb = rules.clauses.predicate(of: trigger)
    return [.past, .pluperfect, .perfect].contains(rules.clauses.tense(of: verb))
  }

  private func isMatter(_ candidate: Annotation.RelationCandidate) -> Bool {
    sentences.trigger(of: candidate).map { rules.isMatter($0) } ?? false
  }

  /// Whether what is said is put together of a sentence and of one behind it that tells of another time.
  private func isOfBackground(_ candidate: Annotation.RelationCandidate) -> Bool {
    let object = annotation.sentence(of: annotation.mentions[candidate.object].tokens.lowerBound)
    return !candidate.trigger.isEmpty
      && annotation.sentence(of: candidate.trigger.lowerBound) < object
      && rules.tellsBackground(object)
  }

  private func weighed(_ candidate: Annotation.RelationCandidate) -> String? {
    let ruled = rules.time(of: candidate)
    if rules.timeOfConjunct(candidate) != nil || isMatter(candidate) || rules.isOfThen(candidate) {
      return ruled
    }
    if isOfBackground(candidate) { return nil }
    guard var options = options(for: candidate, ruled: ruled) else { return ruled }
    if let ruled, !options.contains(where: { $0.time == ruled }) {
      if ruled.contains("..") { return ruled }
      options.append(
        Option(time: ruled, clues: [.isRuled] + calendar(Self.day(of: ruled), candidate)))
    }
    var shares: [(time: String, share: Double)] = []
    var places: [String: Int] = [:]
    var all = 0.0
    for option in options {
      var score = option.clues.reduce(0) { $0 + Self.weights[$1, default: 0] }
      if option.time == nil { score += Self.reluctance[candidate.relation, default: 0] }
      let share = Logarithm.power(score)
      all += share
      guard let time = option.time else { continue }
      if let known = places[time] {
        shares[known].share += share
      } else {
        places[time] = shares.count
        shares.append((time, share))
      }
    }
    guard let best = shares.max(by: { $0.share < $1.share }), best.share > Self.cut * all else {
      return nil
    }
    return best.time
  }

  /// What a candidate may have for its time: nothing first, then the times that stand nearest to it, in order; nil for
  /// what is so for long.
  ///
  /// Paragraphs make no difference: those of newspapers are a sentence long.
  ///
  /// - Complexity: O(log *n*) in times.
  func options(for candidate: Annotation.RelationCandidate) -> [Option]? {
    options(for: candidate, ruled: rules.time(of: candidate))
  }

  private func options(
    for candidate: Annotation.RelationCandidate, ruled: String?
  ) -> [Option]? {
    guard !TimeRules.lasting.contains(candidate.relation) else { return nil }
    let trigger = sentences.trigger(of: candidate) ?? sentences.headWord(of: candidate.object)
    let place = annotation.sentence(of: trigger)
    let verb = rules.clauses.predicate(of: trigger)
    let said = Said(
      candidate: candidate, trigger: trigger, verb: verb, tense: rules.clauses.tense(of: verb),
      ends: Set([candidate.subject, candidate.object].map { rules.entities.entityOfMention[$0] }))
    var options = [
      Option(time: nil, clues: none(candidate, ruled, among: timesInSentence[place, default: 0]))
    ]
    let isCalledByTime = TimeRules.naming.contains(candidate.relation)
    func isBeside(_ time: Told) -> Bool {
      rules.attachments.asides.contains(time.start)
        || isCalledByTime && rules.attachments.namings.contains(time.start)
    }
    let isBackground = rules.tellsBackground(place)
    // The first of the times behind it.
    let middle = told.partitioningIndex { $0.start >= trigger }
    for time in told[max(0, middle - Self.nearest)..<min(told.count, middle + Self.nearest)] {
      let distance = place - time.sentence
      guard abs(distance) <= TimeRules.reach.sentences,
        abs(trigger - time.start) <= TimeRules.reach.words,
        ruled == time.value
          || !isBeside(time) && !isOfSaying(time, said) && !isOfDescribed(time, said)
            && !(distance == 0 && isOutside(time, said)),
        !candidate.isMomentary || !time.value.hasSuffix("/.."),
        distance == 0 || !isBackground
      else { continue }
      let isOfOthers =
        distance != 0 && said.ends.isDisjoint(with: entitiesOfSentence[time.sentence] ?? [])
      var clues = calendar(time.day, candidate)
      if let ruled { clues.append(ruled == time.value ? .isRuled : .isNotRuled) }
      clues += distance == 0 ? near(time, said) : far(time, distance, isOfOthers, said)
      options.append(Option(time: time.value, clues: clues))
    }
    return options
  }

  /// What is to be dated.
  private struct Said {
    var candidate: Annotation.RelationCandidate
    var trigger: Int
    /// The verb of the trigger's clause, and in which tense it tells.
    var verb: Int
    var tense: Clauses.Tense
    /// The entities at its ends.
    var ends: Set<Int>
  }

  /// Whether a time is that of saying what had been done: *On Tuesday, the army said it had captured Derna*.
  private func isOfSaying(_ time: Told, _ said: Said) -> Bool {
    guard time.governor == time.verb, time.verb != said.verb,
      [.past, .pluperfect].contains(said.tense), annotation.sentence(of: said.verb) == time.sentence
    else { return false }
    var verb = said.verb
    for _ in 0..<4 where ["conj", "xcomp", "advcl"].contains(annotation.tokens[verb].label) {
      guard let head = annotation.tokens[verb].head, head != time.verb else { break }
      verb = head
    }
    return annotation.tokens[verb].label == "ccomp" && annotation.tokens[verb].head == time.verb
  }

  /// Whether a time is of what is told now of those to whom a deed had been done: *an inquest into the deaths of men killed by
  /// an avalanche opened yesterday*.
  private func isOfDescribed(_ time: Told, _ said: Said) -> Bool {
    guard said.trigger == said.verb, annotation.tokens[said.verb].label == "acl",
      said.tense == .participle, !sentences.forms[said.verb].hasSuffix("ing"),
      Self.violence.contains(said.candidate.relation), time.verb != said.verb,
      var word = annotation.tokens[said.verb].head
    else { return false }
    for _ in 0..<Sentences.reach {
      guard let head = annotation.tokens[word].head else { return false }
      if head == time.verb { return annotation.tokens[word].label.hasPrefix("nsubj") }
      word = head
    }
    return false
  }

  /// Whether a time holds of a part of the clause that the statement does not stand in: *freed a priest kidnapped in March*.
  private func isOutside(_ time: Told, _ said: Said) -> Bool {
    guard let domain = rules.attachments.domains[time.start] else { return false }
    // `tariffs imposed last month`
    let isDescribed =
      rules.clauses.isPredicate(domain) && annotation.tokens[domain].head == said.trigger
      && said.trigger != said.verb
    return !isDescribed && !sentences.isBelow(said.trigger, domain)
  }

  /// A time, and what the text tells around it.
  private struct Told {
    var value: String
    /// Its number, if it is a day.
    var day: Int?
    var start: Int
    var head: Int
    var sentence: Int
    /// The word that it depends on, and the verb of its clause.
    var governor: Int
    var verb: Int
    var tense: Clauses.Tense
    /// Who acts by that verb.
    var actor: Int?

    init(_ time: TimeExpression, _ annotation: Annotation, _ rules: TimeRules) {
      value = time.value
      day = StatementTimes.day(of: time.value)
      start = time.tokens.lowerBound
      sentence = annotation.sentence(of: start)
      head = annotation.head(of: time.tokens)
      governor = rules.attachments.governorOfTime[start] ?? annotation.tokens[head].head ?? head
      verb = rules.clauses.predicate(of: governor)
      tense = rules.clauses.tense(of: verb)
      actor = rules.clauses.actor(of: verb)
    }
  }

  private static func day(of time: String) -> Int? {
    TimeValue.isDay(time) ? TimeValue.lastDay(time) : nil
  }

  // MARK: Clues

  private func none(
    _ candidate: Annotation.RelationCandidate, _ ruled: String?, among count: Int
  ) -> [Clue] {
    var clues: [Clue] = [.isNone]
    if candidate.mode == .fact { clues.append(.isNoneOfFact) }
    if candidate.mode == .planned { clues.append(.isNoneOfPlan) }
    if ruled == nil { clues.append(.isNoneByRule) }
    if count < 2 { clues.append(count == 0 ? .isNoneOfUndated : .isNoneOfOneDated) }
    return clues
  }

  private func calendar(_ day: Int?, _ candidate: Annotation.RelationCandidate) -> [Clue] {
    guard let day, let written = rules.written, day <= written else { return [] }
    let past: Clue =
      switch candidate.mode {
      case .fact: .isPastOfFact
      case .planned: .isPastOfPlan
      case .claimed: .isPastOfClaim
      }
    return day == written ? [past, .isToday] : [past]
  }

  /// Of a time in the statement's sentence.
  private func near(_ time: Told, _ said: Said) -> [Clue] {
    var clues: [Clue] = [.isInSentence]
    if time.governor == said.trigger {
      clues.append(.isTriggers)
    } else if time.verb == said.verb {
      if time.governor == time.verb { clues.append(.isOfClause) }
    } else if let label = label(below: time.verb, to: said.verb) {
      if ["xcomp", "ccomp"].contains(label) { clues.append(.isOverComplement) }
    } else if let label = label(below: said.verb, to: time.verb) {
      if ["obl", "nmod"].contains(label) { clues.append(.isUnderOblique) }
    }
    let (first, last) = (min(time.head, said.trigger), max(time.head, said.trigger))
    if last - first < 10 { clues.append(last - first < 5 ? .isClose : .isNear) }
    if commas[first] == commas[last] { clues.append(.isWithoutComma) }
    if said.tense == .present { clues.append(.isOfPresent) }
    return clues
  }

  /// Of a time so many sentences before the statement's, or behind it.
  private func far(_ time: Told, _ distance: Int, _ isOfOthers: Bool, _ said: Said) -> [Clue] {
    guard distance > 0 else { return [.isLater] }
    let isBefore = distance == 1
    var clues: [Clue] = isBefore ? [] : [.isEarlier]
    if isOfOthers { clues.append(isBefore ? .isOfOthersBefore : .isOfOthersEarlier) }
    if let actor = time.actor, said.ends.contains(actor) {
      clues.append(isBefore ? .isOfEndBefore : .isOfEndEarlier)
    }
    switch (said.tense, time.tense) {
    case (.past, .past): clues.append(isBefore ? .isToldOnBefore : .isToldOnEarlier)
    case (.past, .participle) where isBefore: clues.append(.isToldOnBefore)
    case (.pluperfect, .past) where !isBefore: clues.append(.isToldBackEarlier)
    default: break
    }
    let relation = said.candidate.relation
    if TimeRules.making.contains(relation) {
      clues.append(isBefore ? .isOfMakingBefore : .isOfMakingEarlier)
    }
    if isBefore, Self.speech.contains(relation) { clues.append(.isOfSpeechBefore) }
    if !isBefore, Self.violence.contains(relation) { clues.append(.isOfViolenceEarlier) }
    if !isBefore, said.candidate.mode == .fact { clues.append(.isOfFactEarlier) }
    return clues
  }

  /// The label, without its subtype, of the dependent of `top` that a word stands in; nil where it stands elsewhere.
  private func label(below top: Int, to word: Int) -> String? {
    rules.clauses.dependent(of: top, above: word).map {
      String(annotation.tokens[$0].label.prefix { $0 != ":" })
    }
  }
}

extension Extractor {
  /// For everything that may be said in a document and is not so for long, the times that it may have, with what
  /// speaks for each.
  package func timeOptions(
    from annotation: Annotation
  ) -> [(
    candidate: Annotation.RelationCandidate, subject: [String], object: [String],
    options: [(time: String?, clues: [String])]
  )] {
    let (annotation, proposals) = proposals(from: annotation)
    let times = StatementTimes(of: annotation, entities: DocumentEntities(of: annotation))
    return proposals.compactMap { proposal, subject, object in
      guard let options = times.options(for: proposal.candidate) else { return nil }
      return (
        proposal.candidate, subject, object,
        options.map { ($0.time, $0.clues.map(\.rawValue)) }
      )
    }
  }
}

import GraphModel
import Language

/// Since when, or until when, who has an office, a membership or a home has it: *joined the party in 2008*, *the
/// chairman resigned on Thursday*.
extension TimeRules {
  /// Relations that begin and end with what their subject does or undergoes.
  private static let tenures = RelationKinds.posts.union(["lives-in"])
  /// What begins them: what who has them does, and what is done to them by others.
  private static let beginnings = Inflection.forms(of: [
    "join", "become", "succeed", "replace", "move", "flee", "settle", "emigrate",
  ])
  private static let moves = Set(Inflection.forms(of: "move"))
  static let takings = Set(Inflection.forms(of: "take"))
  private static let taken: Set<String> = ["over", "command", "office", "power", "charge"]
  private static let givenBeginnings = Inflection.forms(of: [
    "appoint", "name", "elect", "swear", "install", "inaugurate", "promote", "hire",
  ])
  /// What begins them only with one of these words: *signed for the club*, *was traded to it*, *enlisted in the army*.
  private static let entries = Inflection.forms(of: [
    "induct", "admit", "trade", "transfer", "enlist", "draft", "commission", "recruit", "sign",
  ])
  private static let entrances: Set<String> = ["into", "to", "in", "for", "with"]
  private static let makings = Set(Inflection.forms(of: "make"))
  /// What ends them, likewise.
  private static let endings = resignations.union(Inflection.forms(of: ["leave"]))
  private static let givenEndings = dismissals.union(Inflection.forms(of: ["expel", "suspend"]))
  /// What ends them with one of these words: *stepped down as chairman*.
  private static let steps = Set(Inflection.forms(of: "step"))
  private static let aways: Set<String> = ["down", "aside"]
  /// What ends an office even where the office stands beside the name: *the chairman resigned*.
  private static let resignations = Inflection.forms(of: ["resign", "retire", "quit"])
  private static let dismissals = Inflection.forms(of: [
    "dismiss", "fire", "sack", "oust", "depose", "relieve", "remove",
  ])
  /// What brings in what is left: *resigned from the party*.
  private static let ways: Set<String> = ["from", "as"]
  /// What brings in by whom, or what, who is dismissed had it: *fired by the club*, *relieved of command*.
  private static let givenWays: Set<String> = ["from", "as", "by", "of"]
  /// What brings in where who leaves goes: *left Germany for London*, *retired to Spain*.
  private static let goals: Set<String> = ["for", "to"]
  private static let departures = Inflection.forms(of: ["leave", "retire"])
  private static let retirements = Set(Inflection.forms(of: "retire"))
  private static let reliefs = Set(Inflection.forms(of: "relieve"))
  private static let firings = Set(Inflection.forms(of: "fire"))
  private static let burdens: Set<String> = [
    "duty", "duties", "command", "post", "position", "office", "role", "responsibilities", "charge",
    "job", "leadership",
  ]
  private static let flights = Set(Inflection.forms(of: "flee"))
  /// By what a name and what it is of stand beside each other.
  static let beside: Set<String> = ["appos", "flat", "nmod:desc"]

  /// Since when, or until when, a person has an office or a home that the text has begin or end at a time:
  /// *joined the party in 2008*, *the chairman resigned on Thursday*, *the board named her president in May*.
  func tenure(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    guard Self.tenures.contains(candidate.relation), candidate.mode == .fact, let trigger else {
      return nil
    }
    let holder = annotation.head(of: annotation.mentions[candidate.subject].tokens)
    let held = annotation.head(of: annotation.mentions[candidate.object].tokens)
    let names = names(of: holder)
    var verbs = [clauses.predicate(of: trigger)]
    // `named to head the diocese`
    if let upper = annotation.tokens[verbs[0]].head, annotation.tokens[verbs[0]].label == "xcomp",
      Self.givenBeginnings.contains(sentences.forms[upper])
    {
      verbs[0] = upper
    }
    // `became the first woman to lead it`
    if candidate.relation != "lives-in", annotation.tokens[verbs[0]].label == "acl",
      clauses.isToDo(verbs[0]),
      let noun = annotation.tokens[verbs[0]].head
    {
      verbs[0] = clauses.predicate(of: noun)
    }
    // `the archivist, who was dismissed in May`
    for name in names.sorted() {
      verbs += sentences.dependents(of: name).filter {
        annotation.tokens[$0].label.hasPrefix("acl") && !verbs.contains($0)
      }
    }
    // `taught at Holborn and retired in 1994`
    if attachments.timeOfToken[trigger] == nil, clauseTimes.ownTime(of: verbs[0]) == nil {
      let ends = sentences.dependents(of: verbs[0], "conj").lazy.filter {
        clauses.subject(of: $0) == nil
      }.compactMap { self.turn(at: $0, for: names, trigger, held) }.first
      if let ends, ends.hasPrefix("..") { return ends }
    }
    if candidate.relation == "lives-in" {
      verbs.removeAll { Self.makings.contains(sentences.forms[$0]) }
    }
    for verb in verbs {
      if let time = turn(at: verb, for: names, trigger, held) { return time }
    }
    guard ["leads", "commands"].contains(candidate.relation), !clauses.isPredicate(trigger) else {
      return nil
    }
    return reign(at: verbs[0], of: names)
      ?? verbs.lazy.compactMap {
        self.death(at: $0, of: names, trigger)
      }.first
  }

  /// Whether a verb has somebody begin to be somewhere, so that what stands before it is not so until then.
  func isBeginning(_ verb: Int) -> Bool {
    let form = sentences.forms[verb]
    return begins(verb) || Self.givenBeginnings.contains(form) || Self.entries.contains(form)
      || ClauseTimes.going.contains(form)
  }

  /// When an office, of which a text tells since when somebody had had it, ended with what it tells then: *was succeeded in 1994
  /// by Roth, who had led it since 1987*; nil where it does not tell.
  func ended(_ time: String, at verb: Int) -> String? {
    let beginning = TimeValue.beginning(of: time)
    var end: String?
    if let head = annotation.tokens[verb].head {
      end = clauseTimes.ownTime(of: clauses.predicate(of: head))
    } else if case let place = annotation.sentence(of: verb), place > 0,
      let root = sentences.root(of: annotation.sentences[place - 1].tokens),
      Self.endings.contains(sentences.forms[root]) || begins(root)
    {
      end = clauseTimes.ownTime(of: root)
    }
    return end.flatMap { $0.contains("/") || $0 <= beginning ? nil : "\(beginning)/\($0)" }
  }

  private static let holding = Inflection.forms(of: [
    "hold", "serve", "remain", "stay", "continue", "occupy", "lead", "head", "run",
  ])

  /// Since when, and until when, where what follows tells that, too: *became head in 1969, a post he held until 1981*.
  func wholeTenure(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    guard let time = tenure(candidate, trigger) else { return nil }
    guard time.hasSuffix("/.."), let trigger else { return time }
    let sentence = annotation.sentences[annotation.sentence(of: trigger)].tokens
    let first = annotation.times.partitioningIndex { $0.tokens.lowerBound > trigger }
    let ends = annotation.times[first...].prefix { $0.tokens.lowerBound < sentence.upperBound }
      .filter { end in
        end.value.hasPrefix("../")
          && annotation.tokens[annotation.head(of: end.tokens)].head.map {
            Self.holding.contains(sentences.forms[$0]) && isOf($0, candidate.subject)
          } ?? false
      }
    let beginning = time.dropLast(3)
    guard ends.count == 1 else { return time }
    let end = ends[0].value.dropFirst(3)
    return beginning >= end ? time : "\(beginning)/\(end)"
  }

  /// Whether a verb has no subject of its own, or one that stands for a mention or is a pronoun: *a post he held*.
  private func isOf(_ verb: Int, _ mention: Int) -> Bool {
    guard let subject = clauses.subject(of: verb) else { return true }
    return clauses.entity(at: subject) == entities.entityOfMention[mention]
      || clauses.entity(at: subject) == nil && annotation.tokens[subject].tag == .pronoun
  }

  /// What a verb says of the beginning or the end of what a person has.
  private func turn(
    at verb: Int, for names: Set<Int>, _ trigger: Int, _ held: Int
  ) -> String? {
    let isDone = isObject(names, of: verb)
    guard isDone || isSubject(names, of: verb), isSaidToBeSo(verb),
      let (time, lender) = clauseTimes.timed(verb), !time.contains("/")
    else { return nil }
    let form = sentences.forms[verb]
    let isPassive = isDone || isUndergone(verb)
    let ended = "../\(time)"
    // `joined it in 1949 and left it later`
    if lender != verb, annotation.tokens[verb].label == "conj", !isFronted(time, before: lender),
      Self.endings.contains(form) || Self.givenEndings.contains(form) || stepsDown(verb)
    {
      return nil
    }
    guard
      let way = way(to: held, under: verb, past: names)
        ?? way(to: trigger, under: verb, past: names)
    else {
      // What is held stands beside the name: nothing else may be what is left.
      let leavesElse =
        !isDone && !sentences.dependents(of: verb, "obj").isEmpty
        || sentences.dependents(of: verb, "obl").contains {
          !Self.ways.isDisjoint(with: sentences.cases($0))
        }
      return !leavesElse && !isFigurative(verb)
        && (isPassive ? Self.dismissals : Self.resignations).contains(form)
        ? ended : nil
    }
    // `joined Fiat in 1990 after six years at Olivetti`
    if sentences.cases(way).contains("after") { return begins(verb) ? ended : nil }
    let isLeft =
      sentences.dependents(of: held).contains { sentences.forms[$0] == "from" }
      || Self.flights.contains(form) && annotation.tokens[way].label == "obj"
    let began = "\(time)/.."
    if isPassive ? Self.givenBeginnings.contains(form) : begins(verb) {
      return isLeft ? ended : began
    }
    let cases = Set(sentences.cases(way))
    if Self.entries.contains(form), !cases.isDisjoint(with: Self.entrances) { return began }
    // `was made chief executive in May`
    if isPassive, Self.makings.contains(form), annotation.tokens[way].label == "xcomp" {
      return began
    }
    if !isPassive, Self.departures.contains(form), !cases.isDisjoint(with: Self.goals) {
      return began
    }
    let isWhatEnds =
      !isPassive && annotation.tokens[way].label == "obj"
      || !cases.isDisjoint(with: isPassive ? Self.givenWays : Self.ways)
    return isWhatEnds && !isFigurative(verb)
      && (isPassive
        ? Self.givenEndings.contains(form) : Self.endings.contains(form) || stepsDown(verb))
      ? ended : nil
  }

  /// Whether a time stands before a verb in its sentence, so that it is of a whole row of verbs.
  private func isFronted(_ time: String, before verb: Int) -> Bool {
    let start = annotation.sentences[annotation.sentence(of: verb)].tokens.lowerBound
    let first = annotation.times.partitioningIndex { $0.tokens.lowerBound >= start }
    return annotation.times[first...].prefix { $0.tokens.lowerBound < verb }
      .contains { $0.value == time }
  }

  /// Whether a verb is done to its subject.
  func isUndergone(_ verb: Int) -> Bool {
    let token = annotation.tokens[verb]
    if token.label == "acl" || !sentences.dependents(of: verb, "aux:pass", "cop").isEmpty {
      return true
    }
    // `was impeached and removed`
    guard token.label == "conj", let head = token.head,
      Self.dismissals.contains(sentences.forms[verb]),
      sentences.dependents(of: verb, "obj", "aux").isEmpty
    else { return false }
    return !sentences.dependents(of: head, "aux:pass").isEmpty
  }

  private func stepsDown(_ verb: Int) -> Bool {
    Self.steps.contains(sentences.forms[verb])
      && sentences.dependents(of: verb).contains { Self.aways.contains(sentences.forms[$0]) }
  }

  /// Whether a verb of leaving or dismissing means something else: *fired at by gunmen*, *fired up by the crowd*,
  /// *retired for the night*, *retired hurt*, *relieved that it passed*.
  private func isFigurative(_ verb: Int) -> Bool {
    let form = sentences.forms[verb]
    let dependents = sentences.dependents(of: verb)
    func brings(_ prepositions: Set<String>) -> Bool {
      dependents.contains {
        let token = annotation.tokens[$0]
        return token.tag == .adposition && prepositions.contains(sentences.forms[$0])
          || token.label.hasPrefix("obl") && !attachments.isTime($0)
            && !prepositions.isDisjoint(with: sentences.cases($0))
      }
    }
    if Self.reliefs.contains(form) {
      return !dependents.contains {
        Self.burdens.contains(sentences.forms[$0]) && sentences.cases($0).contains("of")
      }
    }
    guard Self.firings.contains(form) || Self.retirements.contains(form) else { return false }
    return dependents.contains {
      ["compound:prt", "xcomp", "ccomp"].contains(annotation.tokens[$0].label)
    } || brings(Self.firings.contains(form) ? ["at", "on", "upon"] : Self.goals)
  }

  /// The words that stand for a person beside each other: *a former aide, Ligia Prado*.
  private func names(of holder: Int) -> Set<Int> {
    var top = holder
    while Self.beside.contains(annotation.tokens[top].label), let head = annotation.tokens[top].head
    {
      top = head
    }
    var names: Set = [top, holder]
    for word in names {
      for dependent in sentences.dependents(of: word)
      where Self.beside.contains(annotation.tokens[dependent].label) {
        names.insert(dependent)
      }
    }
    return names
  }

  /// Whether a verb is neither denied nor only possible or to come.
  func isSaidToBeSo(_ verb: Int) -> Bool {
    !DirectNegation.denies(verb..<verb + 1, in: annotation)
      && !sentences.dependents(of: verb, "aux").contains {
        Clauses.modals.contains(sentences.forms[$0])
      }
  }

  /// The dependent of a verb, other than its subject, that a word stands in without standing beside a person's name;
  /// nil where it stands elsewhere.
  private func way(to word: Int, under verb: Int, past names: Set<Int>) -> Int? {
    var word = word
    while !names.contains(word), let head = annotation.tokens[word].head {
      let label = annotation.tokens[word].label
      if head == verb { return label.hasPrefix("nsubj") || label == "conj" ? nil : word }
      word = head
    }
    return nil
  }

  /// Whether who does this has something from then on: *joined*, *took over*, *took command*.
  private func begins(_ verb: Int) -> Bool {
    let form = sentences.forms[verb]
    return Self.beginnings.contains(form)
      && !(Self.moves.contains(form) && !sentences.dependents(of: verb, "obj").isEmpty)
      || Self.takings.contains(form)
        && sentences.dependents(of: verb).contains { Self.taken.contains(sentences.forms[$0]) }
  }

  /// Whether a person is a verb's subject, or what its clause is about (*X, who fled in May*; *X, elected in 2008*).
  func isSubject(_ names: Set<Int>, of verb: Int) -> Bool {
    let token = annotation.tokens[verb]
    // `joined Fiat and became its head`
    if token.label == "conj", clauses.subject(of: verb) == nil, let head = token.head,
      clauses.isPredicate(head), head < verb
    {
      return isSubject(names, of: head)
    }
    let subject = clauses.subject(of: verb)
    return token.head.map(names.contains) ?? false && token.label.hasPrefix("acl")
      && subject.map { annotation.tokens[$0].tag == .pronoun } ?? true
      || names.contains {
        annotation.tokens[$0].head == verb && annotation.tokens[$0].label.hasPrefix("nsubj")
      }
  }

  /// Whether a verb is done to a person.
  func isObject(_ names: Set<Int>, of verb: Int) -> Bool {
    names.contains { annotation.tokens[$0].head == verb && annotation.tokens[$0].label == "obj" }
  }
}

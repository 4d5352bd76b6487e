import Language

/// Which times bound which verbs.
///
/// Where the word that a time belongs to is a noun, it bounds the nearest verb above too, unless that verb has a time of
/// its own: *amid today's row, she said on Sunday* is said on Sunday. It also bounds the verbs that govern its verb as
/// their complement (*urged them to leave over the weekend*) and those that its verb governs so (*over the weekend they
/// started asking*), and of verbs in a row those that follow with the same subject (*on Sunday he met the king and visited
/// the mosque*); and what goes with its verb in a clause without a time of its own (*killing 14 of them*, *as he rode
/// home*).
struct ClauseTimes {
  let attachments: Attachments
  private var annotation: Annotation { attachments.annotation }
  private var clauses: Clauses { attachments.clauses }
  private var sentences: Sentences { attachments.sentences }
  /// By verb, the time that reaches it from another word.
  private var timeOfClause: [Int: String] = [:]
  /// The verbs that have no time but that of a thing that they are about: *condemned the 2013 coup*.
  private(set) var namedOnly = Set<Int>()

  init(of attachments: Attachments) {
    self.attachments = attachments
    for (governor, time) in attachments.bounds { spread(time, from: governor) }
    for (governor, time) in attachments.named {
      let verb = clauses.predicate(of: governor)
      if attachments.timeOfToken[verb] == nil, timeOfClause[verb] == time { namedOnly.insert(verb) }
    }
  }

  /// The time that bounds a word without regard to the verbs above.
  func ownTime(of word: Int) -> String? { attachments.timeOfToken[word] ?? timeOfClause[word] }

  /// Notes a time at the verbs of its clause that have none of their own.
  private mutating func spread(_ value: String, from governor: Int) {
    var verb = clauses.predicate(of: governor)
    var time = value
    // Of what goes with another verb, only its own time is that one's: *citing the accord of 2015* is not.
    let isVerbs = governor == verb
    if !isVerbs {
      // Nor is it so since then or until then for what a noun is so: *the head of the clinic until May said*.
      if time.contains("..") { return }
      let cases = sentences.cases(governor)
      if cases.contains("since") {
        time = "\(TimeValue.beginning(of: time))/.."
      } else if cases.contains("until") {
        time = "../\(time.split(separator: "/").last ?? "")"
      }
    }
    note(time, at: verb)
    for _ in 0..<Clauses.depth {
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
    if ownTime(of: verb) == nil { timeOfClause[verb] = time }
  }

  /// The time of a verb, or of the one that lends it its own.
  func time(of verb: Int) -> String? { timed(verb)?.time }

  /// The time of a verb, and the one that lends it.
  func timed(_ verb: Int) -> (time: String, verb: Int)? {
    var verb = verb
    for _ in 0..<Clauses.depth {
      if let time = ownTime(of: verb) { return (time, verb) }
      let token = annotation.tokens[verb]
      // *played a part in taking Azov*
      guard let head = token.head,
        case let upper = token.label.hasPrefix("acl") ? clauses.predicate(of: head) : head,
        clauses.isPredicate(upper),
        token.label == "xcomp" || token.label == "conj" && goesOn(verb, from: upper)
          || isSimultaneous(verb) || isDoneThere(verb, from: upper) || isFirst(verb, under: upper)
      else { return nil }
      verb = upper
    }
    return nil
  }

  private static let becoming = Set(Inflection.forms(of: "become"))
  private static let firsts: Set<String> = [
    "first", "second", "third", "last", "only", "youngest", "oldest",
  ]

  /// Whether somebody became the first, or only one, by what a verb tells: *in 2015 she became the first woman to win it*.
  private func isFirst(_ verb: Int, under upper: Int) -> Bool {
    guard annotation.tokens[verb].label == "acl", clauses.isToDo(verb),
      let noun = annotation.tokens[verb].head
    else { return false }
    let wasOne = sentences.dependents(of: noun, "cop").contains {
      ["was", "were"].contains(sentences.forms[$0])
    }
    return (noun == upper && wasOne || Self.becoming.contains(sentences.forms[upper]))
      && (sentences.dependents(of: noun, "amod") + [noun]).contains {
        Self.firsts.contains(sentences.forms[$0])
      }
  }

  /// What is done in one with the like, so that what is told of the last of a row is told of all.
  private static let harming = Inflection.forms(of: [
    "kill", "wound", "injure", "hurt", "maim", "destroy", "damage", "displace",
  ])
  private static let visiting = Inflection.forms(of: ["meet", "visit", "tour", "attend", "greet"])

  /// The time at the end of a row of such deeds: *killed two soldiers and wounded a priest in March*.
  func timeOfRow(from verb: Int) -> String? {
    for deeds in [Self.harming, Self.visiting] where deeds.contains(sentences.forms[verb]) {
      guard clauses.isInSimplePast(verb) else { return nil }
      let last = sentences.dependents(of: verb, "conj").last {
        clauses.subject(of: $0) == nil && deeds.contains(sentences.forms[$0])
          && clauses.isInSimplePast($0)
      }
      guard let last, let time = ownTime(of: last), !time.contains("..") else { return nil }
      return deeds == Self.harming || TimeValue.isDay(time) ? time : nil
    }
    return nil
  }

  /// Whether a clause tells what goes with the one above: *killing 14 of them*, *as he rode home*, *helped in taking Azov*.
  private func isSimultaneous(_ verb: Int) -> Bool {
    let mark = clauses.auxiliaries(of: verb).first { annotation.tokens[$0].label == "mark" }
    if let mark, sentences.forms[mark] == "in", sentences.forms[verb].hasSuffix("ing") {
      return ["advcl", "acl"].contains(annotation.tokens[verb].label)
    }
    guard annotation.tokens[verb].label == "advcl" else { return false }
    guard let mark else {
      return clauses.subject(of: verb) == nil
        ? sentences.forms[verb].hasSuffix("ing") : clauses.isInSimplePast(verb)
    }
    return Self.meanwhile.contains(sentences.forms[mark])
  }

  /// What joins two clauses of one time.
  private static let meanwhile: Set<String> = ["as", "when", "while", "by", "to"]

  /// Verbs of going somewhere, to do something there.
  static let going = Inflection.forms(of: [
    "go", "move", "return", "travel", "come", "emigrate", "leave", "arrive", "relocate", "fly",
    "sail", "visit",
  ])

  /// Whether a clause tells what somebody did where he went: *flew to Cairo on Tuesday, where she met him*.
  private func isDoneThere(_ verb: Int, from upper: Int) -> Bool {
    annotation.tokens[verb].label == "acl:relcl"
      && sentences.dependents(of: verb, "advmod").contains { sentences.forms[$0] == "where" }
      && Self.going.contains(sentences.forms[upper]) && clauses.isInSimplePast(verb)
      && clauses.isInSimplePast(upper)
  }

  /// Whether a verb has no subject but that of the verb above, or names who that is again.
  private func sharesSubject(_ verb: Int, with upper: Int) -> Bool {
    guard let own = clauses.subject(of: verb) else { return true }
    guard let entity = clauses.entity(at: own) else { return false }
    return clauses.subject(of: upper).flatMap { clauses.entity(at: $0) } == entity
  }

  /// Whether a verb tells on of who acted, or, in the simple past, of what was done with it: *gunmen shot him on Monday,
  /// and his wife was wounded*.
  private func goesOn(_ verb: Int, from upper: Int) -> Bool {
    sharesSubject(verb, with: upper)
      ? sharesTense(verb, with: upper)
      : clauses.isInSimplePast(verb) && clauses.isInSimplePast(upper)
  }

  /// Whether a verb has no ending or auxiliary of another tense than the verb above: *will be crowned in May and has
  /// asked*, *was founded in 2012 and supplies* are of two times.
  private func sharesTense(_ verb: Int, with upper: Int) -> Bool {
    func auxiliaries(_ verb: Int) -> Set<String> {
      Set(
        clauses.auxiliaries(of: verb).lazy.filter { annotation.tokens[$0].label == "aux" }
          .map { sentences.forms[$0] })
    }
    let own = auxiliaries(verb)
    if own.isEmpty, isThirdPerson(verb) { return clauses.tense(of: upper) == .present }
    return own.isEmpty || !own.isDisjoint(with: auxiliaries(upper))
  }

  /// Whether a verb's ending is that of the present: *supplies*.
  private func isThirdPerson(_ verb: Int) -> Bool {
    annotation.tokens[verb].tag == .verb && sentences.forms[verb].hasSuffix("s")
      && sentences.forms[verb] != annotation.tokens[verb].lemma.lowercased()
  }
}

import GraphModel
import Language

/// What a candidate says by its words, where the model, or a phrase that stretches far, takes them for another relation.
///
///     Queen Victoria's prime minister, Melbourne           he works for her; nobody leads a person
///     Adams was American minister to Great Britain         an envoy works for who sent him
///     Grant's superior, Henry Halleck                      Grant works for Halleck
///     Dürer's teacher, Wolgemut; studied under Liszt       neither works for the other
///     The Real IRA split from the Provisional IRA          it left it
///     Krahn corresponded with Mach                         she wrote to him
///     founded by Geck and edited by Kolb                   Kolb did not found it
///     a father of three                                    three are nobody
///     threatened to kill her                               she is threatened now
///     Rank Hovis took over Cerebos                         it bought it
///     Harun commanded the merchants to leave               he ordered it
///     Turkey issued arrest warrants for 42 journalists     they are not in its hands
///     charged Elena Marin with forming a government        she is appointed, not indicted
///     condemned the singer to death                        the court convicted him
///     paid Namibia for the murder of the Herero            Namibia did not kill them
///     lost control of Kidal to the rebels                  they captured it
///     overtook Delmar as the largest carmaker              nobody is defeated
///     the parent company of Sportline                      it owns it
struct Rereadings: Reading {
  let sentences: Sentences
  let entities: DocumentEntities

  private static let superiors: Set = ["superior", "employer", "boss", "supervisor", "superiors"]
  private static let teachers: Set = [
    "teacher", "teachers", "mentor", "tutor", "professor", "instructor",
  ]
  private static let studying = Inflection.forms(of: ["study", "train"])
  private static let splitting = Inflection.forms(of: ["split", "splinter", "secede"])
  private static let breaking = Inflection.forms(of: ["break"])
  private static let corresponding = Inflection.forms(of: ["correspond"])
  /// What is done with a body that is there already.
  private static let running = Inflection.forms(of: [
    "edit", "manage", "direct", "run", "publish", "finance", "fund", "chair", "supply", "train",
    "command", "join", "acquire", "buy",
  ])
  /// Who works for the head of a government.
  private static let ministers: Set = ["minister", "secretary", "chancellor", "adviser", "aide"]
  private static let envoys: Set = ["minister", "envoy", "ambassador"]

  init(_ sentences: Sentences, _ entities: DocumentEntities) {
    (self.sentences, self.entities) = (sentences, entities)
  }

  func read(_ candidate: Annotation.RelationCandidate) -> Annotation.RelationCandidate? {
    if hasBareNumber(candidate) { return nil }
    guard let trigger = sentences.trigger(of: candidate) else { return candidate }
    var candidate = candidate
    let form = sentences.forms[trigger]
    switch candidate.relation {
    case "commands":
      // `commanded the monks to leave`
      if sentences.isVerb(trigger), Self.commanding.contains(form),
        sentences.dependents(of: trigger, "xcomp").contains(where: {
          sentences.marks($0).contains("to")
        })
      {
        candidate.relation = "ordered"
      }
    case "detained", "created":
      if isOfWarrant(candidate, trigger) { return nil }
    case "charged":
      if let task = sentences.task(under: trigger) {
        guard sentences.isOfForming(task) else { return nil }
        candidate.relation = "appointed"
      }
    case "criticized":
      if isSentence(trigger) { candidate.relation = "convicted" }
    case "located-in":
      if isNeighbour(candidate.subject) { return nil }
    case "killed":
      if isPaidFor(trigger, candidate.subject) { return nil }
    case "born-in":
      if isOfMother(trigger, candidate.subject) { return nil }
    case "captured":
      return withCaptor(candidate, trigger)
    case "defeated":
      if Self.surpassing.contains(form) || isRecord(candidate.object) { return nil }
    case "related-to":
      if isParent(trigger) { return owner(candidate, of: trigger) }
      if form == "birthplace" {
        if type(candidate.object) == .person { swap(&candidate.subject, &candidate.object) }
        guard type(candidate.subject) == .person else { return nil }
        candidate.relation = "born-in"
      }
    case "leads":
      if isPosted(candidate.object, by: trigger) { return nil }
      if isTitledPerson(candidate.object) || isEnvoy(trigger)
        || Self.ministers.contains(form) && isPerson(candidate.object)
          && isOf(candidate.object, trigger)
      {
        candidate.relation = "works-for"
      } else if takesOver(trigger, candidate) {
        candidate.relation = "acquired"
      }
    case "succeeded":
      if takesOver(trigger, candidate) {
        if type(candidate.object) == .person { return nil }
        candidate.relation = "acquired"
      }
    case "works-for":
      guard isOf(candidate.object, trigger) else {
        return isStudy(trigger) ? nil : candidate
      }
      if Self.superiors.contains(form) {
        swap(&candidate.subject, &candidate.object)
      } else if Self.teachers.contains(form), type(candidate.object) == .person {
        return nil
      }
    case "member-of", "part-of":
      if isParent(trigger) { return owner(candidate, of: trigger) }
      if isSplit(trigger), type(candidate.subject) != .place {
        candidate.relation = "withdrew-from"
      }
    case "met-with", "allied-with":
      if Self.corresponding.contains(form) { candidate.relation = "wrote-to" }
    case "threatened":
      // The threat itself is made, though what it is about is not done.
      if let threat = sentences.threat(over: trigger) { candidate.trigger = threat..<threat + 1 }
    case "participated-in":
      // `claimed victory`
      if Responsibility.claiming.contains(form), sentences.isVerb(trigger),
        !Responsibility.claims(trigger, in: sentences)
      {
        return nil
      }
    case "founded":
      if sentences.isVerb(trigger), Self.running.contains(form) { return nil }
    default: break
    }
    return candidate
  }

  private static let commanding = Inflection.forms(of: ["command"])
  private static let paying = Inflection.forms(of: ["pay", "compensate", "repay"])
  /// Being ahead of another is no victory over him.
  private static let surpassing = Inflection.forms(of: [
    "surpass", "overtake", "outsell", "outperform", "eclipse", "exceed", "outrank", "outnumber",
  ]).union(["overtook", "overtaken", "outsold"])
  /// Whether a country is only what something lies *near*, or has a border with: *near Kenya in Uganda*.
  private func isNeighbour(_ place: Int) -> Bool {
    let word = sentences.headWord(of: place)
    guard sentences.country(of: place) != nil else { return false }
    return sentences.cases(word).contains(where: ["near", "outside", "off"].contains)
      || sentences.cases(word) == ["with"]
        && sentences.head(word).map { ["border", "frontier"].contains(sentences.forms[$0]) }
          ?? false
  }

  /// Whether a country is paid for a deed that was done to its own.
  private func isPaidFor(_ deed: Int, _ subject: Int) -> Bool {
    let word = sentences.headWord(of: subject)
    guard sentences.isNoun(deed), sentences.cases(deed).contains("for"),
      ["obj", "iobj", "nsubj:pass"].contains(sentences.label(word)),
      let verb = sentences.head(word), Self.paying.contains(sentences.forms[verb])
    else { return false }
    return sentences.isBelow(deed, verb, within: 4)
      && (type(subject) == .place || type(subject) == .organization)
  }

  /// Whether somebody gives birth rather than being born.
  private func isOfMother(_ trigger: Int, _ subject: Int) -> Bool {
    let verb = sentences.forms[trigger] == "birth" ? sentences.head(trigger) : trigger
    guard let verb, sentences.isVerb(verb),
      sentences.dependents(of: verb, "obj").contains(where: { sentences.forms[$0] == "birth" })
    else { return false }
    return sentences.subjects(of: verb).contains {
      sentences.mentions(at: $0.token).contains {
        entities.entityOfMention[$0] == entities.entityOfMention[subject]
      }
    }
  }

  private func isRecord(_ object: Int) -> Bool {
    let word = sentences.headWord(of: object)
    return ["nmod", "nmod:poss"].contains(sentences.label(word))
      && sentences.head(word).map { ["record", "records"].contains(sentences.forms[$0]) } ?? false
  }

  private static let taking = Inflection.forms(of: ["take"])
  /// Bodies that are led, not bought, by who takes them over.
  private static let unsold: Set = [
    "party", "government", "ministry", "department", "state", "country", "union", "commission",
    "committee", "army", "police", "agency", "movement", "parliament", "administration", "church",
  ]

  /// Whether a body takes over another, or somebody takes over a firm that is said to be *taken over by* him.
  private func takesOver(_ verb: Int, _ candidate: Annotation.RelationCandidate) -> Bool {
    guard Self.taking.contains(sentences.forms[verb]),
      sentences.dependents(of: verb, "compound:prt", "advmod").contains(where: {
        sentences.forms[$0] == "over"
      })
    else { return false }
    let object = sentences.headWord(of: candidate.object)
    guard !Self.unsold.contains(sentences.forms[object]),
      sentences.country(of: candidate.object) == nil
    else { return false }
    let isPassive = sentences.isPassive(verb) || sentences.label(verb) == "acl"
    if isPassive {
      return sentences.label(object) != "obl:agent" && type(candidate.object) != .person
    }
    return type(candidate.subject) == .organization && sentences.label(object) == "obj"
      && sentences.head(object) == verb
  }

  /// Whether the text has somebody elsewhere as a person whom the model takes for a body here: *Thatcher's chancellor*.
  private func isPerson(_ mention: Int) -> Bool {
    entities.entities[entities.entityOfMention[mention]].type == .person
  }

  func type(_ mention: Int) -> EntityType { sentences.annotation.mentions[mention].type }

  private func hasBareNumber(_ candidate: Annotation.RelationCandidate) -> Bool {
    candidate.relation == "related-to"
      && [candidate.subject, candidate.object].contains { mention in
        // `of whom one was her son`
        sentences.annotation.mentions[mention].tokens.allSatisfy {
          sentences.tag($0) == .numeral && sentences.forms[$0] != "one"
        }
      }
  }

  /// Whether a title stands before the name (*Queen Victoria*), whatever the model takes it for.
  private func isTitledPerson(_ mention: Int) -> Bool {
    let range = sentences.annotation.mentions[mention].tokens
    return sentences.dependents(of: sentences.headWord(of: mention), "nmod:desc").contains { word in
      (word < range.upperBound && word >= range.lowerBound - 2)
        && (Titles.words.contains(sentences.forms[word])
          || Titles.full[sentences.forms[word]] != nil)
    }
  }

  private func isEnvoy(_ title: Int) -> Bool {
    Self.envoys.contains(sentences.forms[title])
      && sentences.dependents(of: title, "nmod").contains { sentences.cases($0) == ["to"] }
  }

  /// Whether a body is where an envoy is sent.
  private func isPosted(_ body: Int, by title: Int) -> Bool {
    isEnvoy(title) && sentences.cases(sentences.headWord(of: body)) == ["to"]
  }

  /// Whether a noun's is who is mentioned: *Grant's superior*, *the superior of Grant*.
  func isOf(_ owner: Int, _ noun: Int) -> Bool {
    let owner = sentences.headWord(of: owner)
    return sentences.head(owner) == noun
      && (sentences.label(owner) == "nmod:poss" || sentences.cases(owner) == ["of"])
  }

  /// Whether a word is a verb of study, or the preposition of who teaches: *studied music under Liszt*.
  private func isStudy(_ word: Int) -> Bool {
    if sentences.isVerb(word) { return Self.studying.contains(sentences.forms[word]) }
    guard sentences.forms[word] == "under", let teacher = sentences.head(word),
      let verb = sentences.head(teacher)
    else { return false }
    return Self.studying.contains(sentences.forms[verb])
  }

  /// Whether a word says that some left a body: *split from*, *broke with*, *a splinter group of*.
  private func isSplit(_ word: Int) -> Bool {
    let form = sentences.forms[word]
    if sentences.isVerb(word) {
      return Self.splitting.contains(form)
        || Self.breaking.contains(form)
          && sentences.dependents(of: word, "obl").contains {
            sentences.cases($0).contains(where: ["with", "from"].contains)
          }
    }
    // `of` in `a splinter group of the Front`
    var noun = word
    if sentences.label(word) == "case", let body = sentences.head(word),
      let group = sentences.head(body)
    {
      noun = group
    }
    return sentences.forms[noun] == "splinter"
      || sentences.dependents(of: noun, "amod", "compound").contains {
        ["splinter", "breakaway"].contains(sentences.forms[$0])
      }
  }
}

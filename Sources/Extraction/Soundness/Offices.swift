import GraphModel
import Language

/// Who does not hold the office that a title by itself would give him.
///
///     the nominee for president of Peru            nobody is president by being nominated
///     endorsed Cuomo for governor                  or endorsed
///     Iranian military leader Soleimani            he leads no country
///     French President A met President B.          one country has one president
///     "We leave Iraq," Secretary Esper said.       what he speaks of is not what he heads
///     She replaced Lousteau with Fernandez.        nor does she take his post
///     Chechen leader Aslan Maskhadov               no body is called *Chechen*
///     a Russian commander                          commands no country
///     no famine in Ethiopia, President Carter said he says it of Ethiopia
///     In Peru, gunmen killed Mayor Azparrent       a mayor is at the head of no country
///     Israel angered President Amin of Uganda      his country is said
///     voted down Plassnik as foreign minister      she was not made it
///     Lewis beat Price to become mayor             nor he
///     appointed Osman over Karim as premier        nor he
///
/// A host has not the country of his guest (`HostOffices`).
struct Offices: Denial {
  private let sentences: Sentences
  private let quotations: Quotations
  private let hosts: HostOffices
  /// By the tokens of countries and bodies that stand before a title, the title with its bearer.
  private var titles: [Int: [Title]] = [:]

  private struct Title {
    var noun: Int
    var bearer: Int
  }

  /// What a leader may be called and still lead what stands before it.
  private static let leading: Set = [
    "supreme", "former", "ex", "top", "longtime", "wartime", "late", "current", "new", "interim",
    "de", "facto", "authoritarian", "paramount", "exiled", "ousted", "deposed", "overall", "then",
    "present", "acting", "political", "national", "senior", "main", "veteran", "long-time",
    "first", "second", "third", "last", "founding",
  ]
  private static let leaders: Set = ["leader", "chief", "chieftain", "boss"]
  /// Whom an adjective alone calls a leader of: no body of that name.
  private static let sides: Set = [
    "rebel", "guerrilla", "separatist", "insurgent", "militant", "dissident", "opposition",
  ]
  /// Adjectives that stand for a party.
  private static let parties: Set = [
    "conservative", "democratic", "republican", "liberal", "labour", "socialist", "communist",
    "green", "social", "christian", "reform", "progressive",
  ]
  /// Peoples without a state whose adjectives parsers take for names.
  private static let peoples: Set = [
    "chechen", "tamil", "tibetan", "catalan", "basque", "kurdish", "uighur", "uyghur", "abkhaz",
    "ossetian", "sikh", "kashmiri", "karen", "acehnese", "tatar", "zulu", "maori",
    "rohingya", "berber", "druze", "hutu", "tutsi", "oromo", "tuareg", "houthi", "maronite",
  ]
  /// At the head of towns and provinces.
  private static let local: Set = ["mayor", "governor", "sheriff", "gov."]
  private static let contenders: Set = [
    "nominee", "candidate", "contender", "hopeful", "aspirant", "candidacy", "bid", "shadow",
  ]
  private static let backing = Inflection.forms(of: [
    "endorse", "back", "support", "nominate", "recommend", "propose", "run", "campaign", "stand",
    "consider", "tip", "tout", "apply", "compete", "vie",
  ])
  private static let replacing = Inflection.forms(of: ["replace"])
  private static let wishes = Inflection.forms(of: [
    "want", "reject", "oppose", "propose", "nominate", "recommend", "suggest", "consider",
  ])

  init(_ sentences: Sentences, _ quotations: Quotations) {
    (self.sentences, self.quotations) = (sentences, quotations)
    hosts = HostOffices(sentences)
    let annotation = sentences.annotation
    for (index, mention) in annotation.mentions.enumerated() where mention.type == .person {
      let noun = mention.tokens.lowerBound - 1
      guard noun >= 0, sentences.isNoun(noun) else { continue }
      for token in modifiers(of: noun) + modifiers(of: annotation.head(of: mention.tokens))
      where token < noun {
        titles[token, default: []].append(Title(noun: noun, bearer: index))
      }
    }
  }

  /// Whether a candidate makes somebody the holder of an office that the words do not give him, or makes him lead a person.
  func deny(_ candidate: Annotation.RelationCandidate) -> Bool {
    if ["succeeded", "appointed", "elected"].contains(candidate.relation),
      isPassedOver(candidate.object)
    {
      return true
    }
    if candidate.relation == "succeeded" { return isReplacing(candidate) }
    guard ["leads", "commands"].contains(candidate.relation),
      var title = sentences.trigger(of: candidate)
    else { return false }
    let object = sentences.annotation.mentions[candidate.object]
    if candidate.relation == "leads", object.type == .person { return true }
    // `candidate for managing director`: the parser may make a verb of what is no noun by itself.
    if sentences.tag(title) == .verb, sentences.label(title) == "acl",
      let noun = candidate.trigger.last(where: {
        sentences.head($0) != title && sentences.isNoun($0)
      })
    {
      title = noun
    }
    guard sentences.isNoun(title) else { return false }
    if isPassedOver(candidate.subject) || isBeaten(candidate.subject, before: title) { return true }
    let isOfWords =
      quotations.quotation(at: title) == nil
      && quotations.quotation(at: object.tokens.lowerBound) != nil
    return isOfWords || isContended(title, by: candidate.subject)
      || isOfOtherThings(title, object.tokens)
      || isOfAnother(title, candidate) || isOfPeople(title, object.tokens)
      || candidate.relation == "commands" && isOneOfMany(title, object.tokens)
      || isApart(title, candidate)
        && (isSpokenOf(candidate) || isLocal(title, object.tokens)
          || hasOwnBody(title, candidate) || hosts.isGuestsCountry(candidate, title))
  }

  /// Whether somebody else was taken: *appointed Osman over Karim*.
  private func isPassedOver(_ mention: Int) -> Bool {
    let name = sentences.annotation.mentions[mention]
    return name.type == .person && name.tokens.lowerBound > 0
      && sentences.forms[name.tokens.lowerBound - 1] == "over"
      && sentences.head(sentences.headWord(of: mention)).map(sentences.givesTitle) ?? false
  }

  private static let beating = Inflection.forms(of: [
    "beat", "defeat", "edge", "unseat", "oust", "trounce", "outpoll", "overcome", "topple", "best",
  ])

  /// Whether it is by beating him that another gets an office: *beat Price to become mayor*, *defeated Price for mayor*.
  private func isBeaten(_ mention: Int, before title: Int) -> Bool {
    let name = sentences.headWord(of: mention)
    guard sentences.label(name) == "obj", let verb = sentences.head(name),
      Self.beating.contains(sentences.forms[verb])
    else { return false }
    return sentences.becoming(title).map { sentences.head($0) == verb } ?? false
      || sentences.cases(title) == ["for"] && [verb, name].contains(sentences.head(title))
  }

  private static let choosing = Inflection.forms(of: [
    "nominate", "choose", "pick", "name", "designate", "propose", "select", "anoint", "groom",
  ])

  /// Whether somebody is only chosen *as successor* of another.
  private func isChosen(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard let noun = sentences.trigger(of: candidate) else { return false }
    return sentences.forms[noun] == "successor"
      && (sentences.cases(noun).contains("as") || ["xcomp", "obj"].contains(sentences.label(noun)))
      && sentences.head(noun).map { Self.choosing.contains(sentences.forms[$0]) } ?? false
  }

  /// Whether somebody is chosen to have an office after another: *was chosen to succeed Ruiz as president*.
  private func isChosenToSucceed(_ candidate: Annotation.RelationCandidate) -> Bool {
    let title = sentences.annotation.head(of: candidate.trigger)
    let name = sentences.headWord(of: candidate.subject)
    guard sentences.cases(title) == ["as"], let choice = sentences.head(name),
      Self.choosing.contains(sentences.forms[choice]),
      ["obj", "nsubj:pass"].contains(sentences.label(name))
    else { return false }
    return sentences.dependents(of: choice, "xcomp", "advcl").contains {
      sentences.marks($0).contains("to") && sentences.isBelow(title, $0, within: 4)
    }
  }

  /// Whether a title is one that its bearer is yet to get: *President-elect Mena*, *the prime minister-designate*.
  func isYetToBeHad(_ candidate: Annotation.RelationCandidate) -> Bool {
    if candidate.relation == "succeeded" { return isChosen(candidate) }
    guard ["leads", "commands"].contains(candidate.relation), !candidate.trigger.isEmpty else {
      return false
    }
    if isChosenToSucceed(candidate) { return true }
    let name = sentences.annotation.mentions[candidate.subject].tokens.lowerBound
    let trigger = candidate.trigger
    let end =
      trigger.lowerBound < name && name - trigger.lowerBound < 8
      ? name : trigger.upperBound + 2
    return (trigger.lowerBound..<min(end, sentences.forms.count)).contains { word in
      ["elect", "designate"].contains(sentences.forms[word])
        || sentences.forms[word].hasSuffix("-elect")
        || sentences.forms[word].hasSuffix("-designate")
    }
  }

  /// Whether the object is but the adjective of people who have no state.
  private func isOfPeople(_ title: Int, _ object: Range<Int>) -> Bool {
    guard Self.leaders.contains(sentences.forms[title]), object.count == 1,
      object.upperBound <= title
    else { return false }
    let word = sentences.forms[object.lowerBound]
    guard CountryNames.country(of: NameKey.fold(word)) == nil else { return false }
    return Self.peoples.contains(word)
      || sentences.tag(object.lowerBound) == .adjective && !Self.parties.contains(word)
        && !Self.formerStates.contains(word)
  }

  /// Adjectives of states that are no more, or of more than one.
  private static let formerStates: Set = [
    "soviet", "yugoslav", "czechoslovak", "congolese", "korean", "prussian", "ottoman", "rhodesian",
  ]

  /// Whether the title is that of one of a country's commanders.
  private func isOneOfMany(_ title: Int, _ object: Range<Int>) -> Bool {
    sentences.forms[title] == "commander" && object.count == 1 && object.upperBound <= title
      && CountryNames.country(of: NameKey.fold(sentences.forms[object.lowerBound])) != nil
      && sentences.dependents(of: title, "det").contains {
        ["a", "an"].contains(sentences.forms[$0])
      }
  }

  /// Whether title and bearer stand side by side and what is to be led does not stand with them.
  private func isApart(_ title: Int, _ candidate: Annotation.RelationCandidate) -> Bool {
    let bearer = sentences.headWord(of: candidate.subject)
    let object = sentences.headWord(of: candidate.object)
    return sentences.head(title) == bearer && sentences.label(title) == "nmod:desc"
      && !sentences.isBelow(object, bearer, within: Sentences.reach)
  }

  /// Whether the object stands in what the subject says, and does nothing there: *nothing will change in Cuba*.
  private func isSpokenOf(_ candidate: Annotation.RelationCandidate) -> Bool {
    let bearer = sentences.headWord(of: candidate.subject)
    let object = sentences.headWord(of: candidate.object)
    guard !sentences.cases(object).isEmpty, sentences.label(bearer) == "nsubj",
      let verb = sentences.head(bearer), Sentences.speech.contains(sentences.forms[verb])
    else { return false }
    return sentences.dependents(of: verb, "ccomp", "parataxis").contains {
      sentences.isBelow(object, $0)
    }
  }

  /// Whether the title is that of a town's or a province's head and the object is a country.
  private func isLocal(_ title: Int, _ object: Range<Int>) -> Bool {
    Self.local.contains(sentences.forms[title]) && sentences.country(named: object) != nil
  }

  /// Whether the words say of what the bearer is the head: *President Idi Amin of Uganda*.
  private func hasOwnBody(_ title: Int, _ candidate: Annotation.RelationCandidate) -> Bool {
    let bearer = sentences.headWord(of: candidate.subject)
    return (sentences.dependents(of: bearer, "nmod") + sentences.dependents(of: title, "nmod"))
      .contains { body in
        sentences.cases(body) == ["of"]
          && sentences.tag(body) == .properNoun && !sentences.mentions(at: body).isEmpty
      }
  }

  /// Whether the subject replaces somebody *with* another.
  private func isReplacing(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard let verb = sentences.trigger(of: candidate) else { return false }
    let subject = sentences.annotation.mentions[candidate.subject].tokens
    return Self.replacing.contains(sentences.forms[verb])
      && sentences.dependents(of: verb, "obl").contains {
        sentences.cases($0).contains("with")
          && sentences.mentions(at: $0).contains {
            sentences.annotation.mentions[$0].type == .person
          }
      }
      && sentences.doers(with: verb).contains { subject.contains($0.token) }
  }

  /// Whether somebody only may get the office, or does not: *nominee*, *endorsed for*, *rejected as*.
  private func isContended(_ title: Int, by bearer: Int) -> Bool {
    let name = sentences.annotation.mentions[bearer].tokens.lowerBound
    var words = [title] + sentences.dependents(of: title, "compound", "amod", "nmod:desc")
    if ["compound", "nmod", "nmod:desc"].contains(sentences.label(title)) {
      words += [sentences.head(title)].compactMap { $0 }.filter(sentences.isNoun)
    }
    // `secretary of state nominee Rex Tillerson`
    if title < name, name - title < 5 { words += title..<name }
    if words.contains(where: { Self.contenders.contains(sentences.forms[$0]) }) { return true }
    if isRace(title) { return true }
    let cases = sentences.cases(title)
    // `endorsed Mario Cuomo for governor`
    guard let verb = sentences.verb(overTitle: title) else { return false }
    let form = sentences.forms[verb]
    return cases.contains("for") && Self.backing.contains(form)
      || cases.contains("as") && ["vote", "votes", "voted", "voting"].contains(form)
        && sentences.dependents(of: verb).contains { sentences.forms[$0] == "down" }
      || (cases.contains("as") || sentences.label(title) == "xcomp") && Self.wishes.contains(form)
  }

  private static let races = Inflection.forms(of: ["race", "contest", "campaign", "fight"])
  private static let winning = Inflection.forms(of: ["win"])

  /// Whether an office is only what a race that is not won is for: *the race for mayor of Leeds*.
  private func isRace(_ title: Int) -> Bool {
    // By the words in a row, as the parser may hang the office on the verb.
    guard let word = sentences.dependents(of: title, "case").first, word > 0,
      sentences.forms[word] == "for", Self.races.contains(sentences.forms[word - 1]),
      sentences.isNoun(word - 1)
    else { return false }
    let race = word - 1
    return sentences.head(race).map { !Self.winning.contains(sentences.forms[$0]) } ?? true
  }

  /// `military leader`, `rebel leader`: what stands before is not led as a whole.
  private func isOfOtherThings(_ title: Int, _ object: Range<Int>) -> Bool {
    guard Self.leaders.contains(sentences.forms[title]), object.upperBound <= title,
      title - object.upperBound < 4
    else { return false }
    if object.count == 1, object.upperBound == title,
      Self.sides.contains(sentences.forms[object.lowerBound])
    {
      return true
    }
    return (object.upperBound..<title).contains {
      ["amod", "compound"].contains(sentences.label($0))
        && !Self.leading.contains(sentences.forms[$0])
    }
  }

  /// Whether the object is what another's same title is of: *French President A met President B*.
  private func isOfAnother(_ title: Int, _ candidate: Annotation.RelationCandidate) -> Bool {
    let annotation = sentences.annotation
    let object = sentences.headWord(of: candidate.object)
    guard annotation.mentions[candidate.subject].tokens.lowerBound == title + 1,
      !modifiers(of: title).contains(where: { Titles.successions.contains(sentences.forms[$0]) })
    else { return false }
    return (titles[object] ?? []).contains { other in
      other.noun != title && other.bearer != candidate.subject
        && sentences.forms[other.noun] == sentences.forms[title]
        && office(other.noun) == office(title)
        && !modifiers(of: other.noun).contains {
          Titles.successions.contains(sentences.forms[$0])
        }
    }
  }

  /// The word that tells one office from another with the same noun: *prime*, *foreign*.
  private func office(_ title: Int) -> String? {
    title > 0 && ["amod", "compound"].contains(sentences.label(title - 1))
      && sentences.mention(endingAt: title) == nil
      ? sentences.forms[title - 1] : nil
  }

  private func modifiers(of noun: Int) -> [Int] {
    sentences.dependents(of: noun, "amod", "compound", "nmod:poss", "nmod:desc")
  }
}

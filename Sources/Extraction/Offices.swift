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
struct Offices {
  private let sentences: Sentences
  private let quotations: Quotations
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
    if candidate.relation == "succeeded" { return isReplacing(candidate) }
    guard ["leads", "commands"].contains(candidate.relation), !candidate.trigger.isEmpty else {
      return false
    }
    let annotation = sentences.annotation
    let title = annotation.head(of: candidate.trigger)
    let object = annotation.mentions[candidate.object]
    if candidate.relation == "leads", object.type == .person { return true }
    guard sentences.isNoun(title) else { return false }
    let isOfWords =
      quotations.quotation(at: title) == nil
      && quotations.quotation(at: object.tokens.lowerBound) != nil
    return isOfWords || isContended(title, by: candidate.subject)
      || isOfOtherThings(title, object.tokens)
      || isOfAnother(title, candidate) || isOfPeople(title, object.tokens)
      || candidate.relation == "commands" && isOneOfMany(title, object.tokens)
      || isApart(title, candidate)
        && (isSpokenOf(candidate) || isLocal(title, object.tokens)
          || hasOwnBody(title, candidate))
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
    let name = sentences.annotation.phrase(object)
    return Self.local.contains(sentences.forms[title])
      && CountryNames.countryNamed(name) != nil
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
    guard !candidate.trigger.isEmpty else { return false }
    let verb = sentences.annotation.head(of: candidate.trigger)
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
    let cases = sentences.cases(title)
    guard var verb = sentences.head(title) else { return false }
    // `endorsed Mario Cuomo for governor`: the parser may hang the title on the name.
    if !sentences.isVerb(verb), let head = sentences.head(verb) { verb = head }
    let form = sentences.forms[verb]
    return cases.contains("for") && Self.backing.contains(form)
      || (cases.contains("as") || sentences.label(title) == "xcomp") && Self.wishes.contains(form)
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

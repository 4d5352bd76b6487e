import GraphModel
import Language

/// What the words of a mention tell of what it means: what kind of body or event, whose, where, of which country and office.
struct MentionWords {
  struct Clues {
    let mention: Int
    /// The noun of a description.
    var noun: String?
    /// The kinds that a name's words, or a description's noun, leave open.
    var kinds: Set<BodyKind> = []
    /// The kinds of event that a name's last word, or a description's noun, leaves open.
    var events: Set<EventKind> = []
    var countries: Set<String> = []
    /// The country of the capital that its paragraph opens with.
    var countryAround: String?
    var office: DescribedOffice?
    var owner: Int?
    var place: Int?
    /// What a person is told to be to whom.
    var tie: Kin.Tie?
    /// A mention before it by name of whose a description's person is.
    var possessor: Int?
    /// Whether it is a person rather than a body; nil for what may be either, such as a group.
    var isPerson: Bool?
    var role: String?
    /// The noun of a role or an attack that is described.
    var telling: String?
    /// Whether an indefinite article brings it in: *a court*, but not *he was a judge* or *Smith, a judge*.
    var isBroughtIn = false
  }

  let roles: RoleNouns
  let attacks: ToldAttack
  let kin: Kin
  var owners: Owners { kin.owners }
  private let countries: DescribedCountry
  private let names: [MentionName]
  private let sentences: Sentences

  init(_ names: [MentionName], _ kin: Kin, in sentences: Sentences) {
    (self.names, self.kin, self.sentences) = (names, kin, sentences)
    roles = RoleNouns(names, in: sentences)
    attacks = ToldAttack(names, in: sentences)
    countries = DescribedCountry(names, in: sentences)
  }

  func clues(of mention: Int) -> Clues {
    let type = sentences.annotation.mentions[mention].type
    let isActor = [.person, .organization, .place, .group].contains(type)
    var clues = Clues(mention: mention)
    switch names[mention].kind {
    case .pronoun: break
    case .name:
      clues.isPerson = isPerson(type)
      let words = names[mention].words
      if type != .person { clues.kinds = BodyKind.told(byName: words) }
      if !isActor, let last = words.last { clues.events = EventKind.told(by: last) }
      clues.tie = kin.tie(of: mention)
      if type == .event { clues.place = owners.place(of: mention) }
    case .description:
      clues.isPerson = isPerson(type)
      let head = sentences.annotation.head(of: names[mention].tokens)
      let noun = sentences.forms[head]
      clues.noun = noun
      if type != .person {
        clues.kinds = BodyKind.told(
          byNoun: noun,
          with: sentences.dependents(of: head, "amod", "compound").map { sentences.forms[$0] })
      }
      if !isActor { clues.events = EventKind.told(by: noun) }
      clues.countries = countries.countries(of: mention)
      clues.countryAround = countries.countryAround(mention)
      clues.office = DescribedOffice(of: mention, names, in: sentences)
      (clues.owner, clues.place) = (owners.owner(of: mention), owners.place(of: mention))
      clues.tie = kin.tie(of: mention)
      clues.possessor = owners.possessor(of: head, before: mention)
      // `its military`
      if clues.owner == nil, let possessor = clues.possessor, names[possessor].kind == .name,
        ![type, sentences.annotation.mentions[possessor].type].contains(.person)
      {
        clues.owner = possessor
      }
      if clues.countries.isEmpty, type != .person, let owner = clues.owner,
        let country = CountryNames.countryNamed(names[owner].text)
      {
        clues.countries = [country]
      }
      clues.role = roles.role(of: mention)
      clues.telling = clues.role ?? attacks.noun(of: mention)
      let word = sentences.headWord(of: mention)
      clues.isBroughtIn = sentences.bringsIn(word) && !sentences.isAscribed(word)
    }
    return clues
  }

  private func isPerson(_ type: EntityType) -> Bool? {
    switch type {
    case .person: true
    case .organization, .place: false
    default: nil
    }
  }
}

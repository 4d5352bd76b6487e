import GraphModel
import Language

/// The model's clusters, cut where their words show that not all of them mean one thing.
///
///     Donald Trump … Melania Trump                different full names
///     the Supreme Court … a court in Mombasa      what an indefinite article brings in is another
///     Harbor Airlines … the museum                no airline is a museum
///     the strike … the talks                      nor a strike talks (`EventKind`)
///     the Belgian envoy … the Rwandan envoy       nor is what is Belgian Rwandan (`DescribedCountry`)
///     Fiat's lawyer … Boeing's lawyer             nor one's lawyer another's (`Owners`)
///     the court in Zagreb … the court in Vienna   nor one place's court another's
///     the foreign minister … the prime minister   nor one office another (`DescribedOffice`)
///     the Prime Minister … CJTF-OIR               nor a person a body
///     the publisher Maxwell … the judge           nor a publisher a judge (`RoleNouns`)
///     his wife … Stokes's wife                    nor one's kin another's, nor his own (`Kin`)
///     Volkswagen … the union                      nor a union what nothing calls one (`BodyWords`)
///     Kell … Three died, including the gunman.    nor what one item of news names another's (`NewsItems`)
///     bombed Homs after an ambush … the bombing   the bombing is what was told, not its cause (`ToldAttack`)
///
/// A description or pronoun goes with what stands before it in its cluster, else with the first name.
struct ClusterParts: Regrouping {
  private let names: [MentionName]
  private let sentences: Sentences
  private let annotation: Annotation
  private let words: MentionWords
  private let items: NewsItems

  init(_ names: [MentionName], _ kin: Kin, in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
    annotation = sentences.annotation
    words = MentionWords(names, kin, in: sentences)
    items = NewsItems(sentences)
  }

  func regrouped(_ clusters: [[Int]]) -> [[Int]] {
    clusters.flatMap { parts(of: $0).map(\.mentions) }
  }

  private struct Part {
    var mentions: [Int] = []
    var named: [Int] = []
    /// By their keys, one each of the names.
    var names: [String: Int] = [:]
    /// The nouns of its descriptions.
    var nouns: Set<String> = []
    var words: BodyWords
    /// What its names leave open, and its descriptions.
    var kindsByName: Set<BodyKind> = []
    var kindsByNoun: Set<BodyKind> = []
    var events: Set<EventKind> = []
    var countries: Set<String> = []
    var offices: Set<DescribedOffice> = []
    /// Mentions of whose it is and of where, as far as descriptions tell.
    var owners: [Int] = []
    var places: [Int] = []
    /// What a person is told to be, and whose.
    var ties: [Kin.Tie] = []
    /// Whether its names are of persons, or its descriptions where it has no names; nil while that is open.
    var isPerson: Bool?
    /// Whether *a* brings it in.
    var isBroughtIn = false
    /// What the text tells of a person.
    var told = RoleNouns.Told()
    /// The noun that it was parted for, and from which part.
    var parted: (noun: String, from: Int)?

    var kinds: Set<BodyKind> { kindsByName.isEmpty ? kindsByNoun : kindsByName }
  }

  private func parts(of cluster: [Int]) -> [Part] {
    var parts: [Part] = []
    var current = -1
    // The last mention that is no pronoun, and the part before it.
    var described: (tokens: Range<Int>, before: Int)?
    for mention in cluster.sorted() {
      let last = current
      let tokens = annotation.mentions[mention].tokens
      if names[mention].kind != .pronoun {
        described = (tokens, last)
      } else if let (whole, before) = described, before >= 0, whole.contains(tokens.lowerBound) {
        // `his` of `his son`
        parts[before].mentions.append(mention)
        continue
      }
      let clues = words.clues(of: mention)
      current = (last < 0 ? nil : place(of: clues, in: &parts, after: last)) ?? parts.count
      if current == parts.count {
        parts.append(Part(words: BodyWords(names, in: sentences)))
        if last >= 0, let noun = clues.noun, !clues.isBroughtIn,
          clues.telling != nil || !clues.kinds.isEmpty && clues.countries.isEmpty
        {
          parts[current].parted = (noun, parts[last].parted?.from ?? last)
        }
      }
      add(clues, to: &parts[current])
    }
    return parts
  }

  private static let mostOwners = 8

  private func add(_ clues: MentionWords.Clues, to part: inout Part) {
    let name = names[clues.mention]
    part.mentions.append(clues.mention)
    if name.kind == .name {
      part.named.append(clues.mention)
      part.names[name.key] = part.names[name.key] ?? clues.mention
      part.words.add(clues.mention)
      part.kindsByName.formUnion(clues.kinds)
    } else if part.kindsByNoun != BodyKind.mutiny {
      part.kindsByNoun = Self.narrowed(part.kindsByNoun, by: clues.kinds)
    }
    part.events = Self.narrowed(part.events, by: clues.events)
    part.countries.formUnion(clues.countries)
    if let noun = clues.noun { part.nouns.insert(noun) }
    if let office = clues.office { part.offices.insert(office) }
    if let owner = clues.owner, part.owners.count < Self.mostOwners { part.owners.append(owner) }
    if let tie = clues.tie, part.ties.count < Self.mostOwners { part.ties.append(tie) }
    if let place = clues.place, part.places.count < Self.mostOwners { part.places.append(place) }
    if part.mentions.count == 1 { part.isBroughtIn = clues.isBroughtIn }
    if name.kind == .name || part.named.isEmpty, let isPerson = clues.isPerson {
      part.isPerson = isPerson
    }
  }

  /// What two words leave open together.
  private static func narrowed<Kind>(_ kinds: Set<Kind>, by others: Set<Kind>) -> Set<Kind> {
    let common = kinds.intersection(others)
    return common.isEmpty ? kinds.union(others) : common
  }

  private static let mostParts = 64

  /// The part that a mention belongs to, nil for a new one.
  private func place(
    of clues: MentionWords.Clues, in parts: inout [Part], after last: Int
  ) -> Int? {
    switch names[clues.mention].kind {
    case .pronoun: return last
    case .name:
      // A cluster of more parts than these is a mistake anyhow.
      return parts.indices.suffix(Self.mostParts).first { part in
        parts[part].named.contains { mayBe($0, clues.mention) }
          && !parts[part].names.values.contains { areNamesakes($0, clues.mention) }
      }
        // Whoever was only described so far may be named now.
        ?? (parts[last].named.isEmpty && !isOfOtherSort(clues, than: parts[last]) ? last : nil)
    case .description:
      if clues.isBroughtIn { return nil }
      if let noun = clues.telling,
        let own = parts.lastIndex(where: { $0.parted?.noun == noun }),
        !isAnother(clues, than: &parts[own])
      {
        return own
      }
      // What else is described is not the judge, but who was meant before.
      let part = parts[last].parted?.from ?? last
      if !isAnother(clues, than: &parts[part]) { return part }
      // Or what was called so before.
      guard let noun = clues.noun else { return nil }
      for own in parts.indices.suffix(Self.mostParts).reversed()
      where own != part && parts[own].nouns.contains(noun) {
        if !isAnother(clues, than: &parts[own]) { return own }
      }
      return nil
    }
  }

  private func isAnother(_ clues: MentionWords.Clues, than part: inout Part) -> Bool {
    if items.areApart(clues.mention, from: part.mentions) || isOfAnotherFamily(clues, than: part) {
      return true
    }
    if isOfOtherSort(clues, than: part) || isElsewhere(clues, than: part)
      || isOfAnother(clues, than: part) || part.words.tellOfAnother(than: clues.mention)
      || words.attacks.isMeant(by: clues.mention, ratherThan: part.mentions)
    {
      return true
    }
    if let office = clues.office, part.named.isEmpty, part.offices.contains(where: office.isApart) {
      return true
    }
    guard let role = clues.role else { return false }
    if part.named.isEmpty { return words.roles.isApart(role, from: part.nouns) }
    return words.roles.isOfAnother(
      role, than: part.named, part.mentions,
      before: annotation.mentions[clues.mention].tokens.lowerBound, &part.told)
  }

  /// Whether something is of another kind, or a person and the part's not, or the other way round.
  private func isOfOtherSort(_ clues: MentionWords.Clues, than part: Part) -> Bool {
    if areApart(clues.kinds, part.kinds) || areApart(clues.events, part.events) { return true }
    guard let own = clues.isPerson, let other = part.isPerson else { return false }
    return own != other
  }

  private func isElsewhere(_ clues: MentionWords.Clues, than part: Part) -> Bool {
    if !clues.countries.isEmpty { return areApart(clues.countries, part.countries) }
    if let country = clues.countryAround, areApart([country], part.countries),
      let last = part.mentions.last,
      !sentences.areInOneParagraph(
        annotation.mentions[last].tokens.lowerBound,
        annotation.mentions[clues.mention].tokens.lowerBound)
    {
      return true
    }
    guard let place = clues.place else { return false }
    return !part.places.isEmpty
      && part.places.allSatisfy { words.owners.areApart(places: $0, place) }
  }

  /// Whether a person is somebody's of the part's, or what the part's is to another.
  private func isOfAnotherFamily(_ clues: MentionWords.Clues, than part: Part) -> Bool {
    guard annotation.mentions[clues.mention].type == .person else { return false }
    if let possessor = clues.possessor, part.mentions.holds(possessor) { return true }
    guard let tie = clues.tie else { return false }
    let ties = part.ties.filter { $0.noun == tie.noun }
    return !ties.isEmpty && ties.allSatisfy { words.kin.areApart($0, tie) }
  }

  private func isOfAnother(_ clues: MentionWords.Clues, than part: Part) -> Bool {
    guard let owner = clues.owner else { return false }
    if part.owners.isEmpty {
      return part.named.isEmpty && part.isBroughtIn
        && words.owners.isNew(owner, after: part.mentions[part.mentions.count - 1])
    }
    return part.owners.allSatisfy { words.owners.areApart($0, owner) }
  }

  private func areNamesakes(_ left: Int, _ right: Int) -> Bool {
    annotation.mentions[left].type == .person && annotation.mentions[right].type == .person
      && names[left].isNamesake(of: names[right])
  }

  private func areApart<Element>(_ left: Set<Element>, _ right: Set<Element>) -> Bool {
    !left.isEmpty && !right.isEmpty && left.isDisjoint(with: right)
  }

  /// Whether two names may mean one thing: `isCompatible`, or one is a short form that the text itself puts in brackets
  /// behind the other.
  private func mayBe(_ left: Int, _ right: Int) -> Bool {
    if names[left].isCompatible(with: names[right], as: annotation.mentions[right].type) {
      return true
    }
    let end = annotation.mentions[left].tokens.upperBound
    return names[right].acronym != nil && annotation.mentions[right].type == .organization
      && annotation.mentions[right].tokens.lowerBound == end + 1 && annotation.form(end) == "("
  }
}

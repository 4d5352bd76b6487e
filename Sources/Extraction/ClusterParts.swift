import GraphModel
import Language

/// The model's clusters, cut where their words show that not all of them mean one thing.
///
///     Donald Trump … Melania Trump              different full names
///     the Supreme Court … a court in Mombasa    what an indefinite article brings in is another
///     Harbor Airlines … the museum              no airline is a museum
///     the strike … the talks                     nor a strike talks (`EventKind`)
///     the Belgian envoy … the Rwandan envoy      nor is what is Belgian Rwandan (`DescribedCountry`)
///     Fiat's lawyer … Boeing's lawyer            nor one's lawyer another's (`Owners`)
///     the court in Zagreb … the court in Vienna
///     the foreign minister … the prime minister  nor one office another (`DescribedOffice`)
///     the Prime Minister … CJTF-OIR              nor a person a body
///     the publisher Maxwell … the judge          nor a publisher a judge (`RoleNouns`)
///     Volkswagen … the union                     nor a union what nothing calls one (`BodyWords`)
///     bombed Homs after an ambush … the bombing  the bombing is what was told, not its cause (`ToldAttack`)
///
/// A description or pronoun goes with what stands before it in its cluster, else with the first name.
struct ClusterParts {
  private let names: [MentionName]
  private let sentences: Sentences
  private let annotation: Annotation
  private let words: MentionWords

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
    annotation = sentences.annotation
    words = MentionWords(names, in: sentences)
  }

  func parts() -> [[Int]] { annotation.clusters.flatMap { parts(of: $0).map(\.mentions) } }

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
    for mention in cluster.sorted() {
      let last = current
      let told = words.told(by: mention)
      current = (last < 0 ? nil : place(of: told, in: &parts, after: last)) ?? parts.count
      if current == parts.count {
        parts.append(Part(words: BodyWords(names, in: sentences)))
        if last >= 0, let noun = told.noun, !told.isBroughtIn,
          told.telling != nil || !told.kinds.isEmpty && told.countries.isEmpty
        {
          parts[current].parted = (noun, parts[last].parted?.from ?? last)
        }
      }
      add(told, to: &parts[current])
    }
    return parts
  }

  private static let mostOwners = 8

  private func add(_ told: MentionWords.Told, to part: inout Part) {
    let name = names[told.mention]
    part.mentions.append(told.mention)
    if name.kind == .name {
      part.named.append(told.mention)
      part.names[name.key] = part.names[name.key] ?? told.mention
      part.words.add(told.mention)
      part.kindsByName.formUnion(told.kinds)
    } else if part.kindsByNoun != BodyKind.mutiny {
      part.kindsByNoun = Self.narrowed(part.kindsByNoun, by: told.kinds)
    }
    part.events = Self.narrowed(part.events, by: told.events)
    part.countries.formUnion(told.countries)
    if let noun = told.noun { part.nouns.insert(noun) }
    if let office = told.office { part.offices.insert(office) }
    if let owner = told.owner, part.owners.count < Self.mostOwners { part.owners.append(owner) }
    if let place = told.place, part.places.count < Self.mostOwners { part.places.append(place) }
    if part.mentions.count == 1 { part.isBroughtIn = told.isBroughtIn }
    if name.kind == .name || part.named.isEmpty, let isPerson = told.isPerson {
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
    of told: MentionWords.Told, in parts: inout [Part], after last: Int
  ) -> Int? {
    switch names[told.mention].kind {
    case .pronoun: return last
    case .name:
      // A cluster of more parts than these is a mistake anyhow.
      return parts.indices.suffix(Self.mostParts).first { part in
        parts[part].named.contains { mayBe($0, told.mention) }
          && !parts[part].names.values.contains { areNamesakes($0, told.mention) }
      }
        // Whoever was only described so far may be named now.
        ?? (parts[last].named.isEmpty && !isOfOtherSort(told, than: parts[last]) ? last : nil)
    case .description:
      if told.isBroughtIn { return nil }
      if let noun = told.telling,
        let own = parts.lastIndex(where: { $0.parted?.noun == noun }),
        !isAnother(told, than: &parts[own])
      {
        return own
      }
      // What else is described is not the judge, but who was meant before.
      let part = parts[last].parted?.from ?? last
      if !isAnother(told, than: &parts[part]) { return part }
      // Or what was called so before.
      guard let noun = told.noun else { return nil }
      for own in parts.indices.suffix(Self.mostParts).reversed()
      where own != part && parts[own].nouns.contains(noun) {
        if !isAnother(told, than: &parts[own]) { return own }
      }
      return nil
    }
  }

  private func isAnother(_ told: MentionWords.Told, than part: inout Part) -> Bool {
    if isOfOtherSort(told, than: part) || isElsewhere(told, than: part)
      || isOfAnother(told, than: part) || part.words.tellOfAnother(than: told.mention)
      || words.attacks.isMeant(by: told.mention, ratherThan: part.mentions)
    {
      return true
    }
    if let office = told.office, part.named.isEmpty, part.offices.contains(where: office.isApart) {
      return true
    }
    guard let role = told.role else { return false }
    if part.named.isEmpty { return words.roles.isApart(role, from: part.nouns) }
    return words.roles.isOfAnother(
      role, than: part.named, part.mentions,
      before: annotation.mentions[told.mention].tokens.lowerBound, &part.told)
  }

  /// Whether something is of another kind, or a person and the part's not, or the other way round.
  private func isOfOtherSort(_ told: MentionWords.Told, than part: Part) -> Bool {
    if areApart(told.kinds, part.kinds) || areApart(told.events, part.events) { return true }
    guard let own = told.isPerson, let other = part.isPerson else { return false }
    return own != other
  }

  private func isElsewhere(_ told: MentionWords.Told, than part: Part) -> Bool {
    if !told.countries.isEmpty { return areApart(told.countries, part.countries) }
    if let country = told.countryAround, areApart([country], part.countries) { return true }
    guard let place = told.place else { return false }
    return !part.places.isEmpty
      && part.places.allSatisfy { words.owners.areApart($0, place) }
  }

  private func isOfAnother(_ told: MentionWords.Told, than part: Part) -> Bool {
    guard let owner = told.owner else { return false }
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

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
  private let roles: RoleNouns
  private let attacks: ToldAttack
  private let countries: DescribedCountry
  private let owners: Owners

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
    annotation = sentences.annotation
    roles = RoleNouns(names, in: sentences)
    attacks = ToldAttack(names, in: sentences)
    countries = DescribedCountry(names, in: sentences)
    owners = Owners(names, in: sentences)
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
      current = (last < 0 ? nil : place(of: mention, in: &parts, after: last)) ?? parts.count
      if current == parts.count {
        parts.append(Part(words: BodyWords(names, in: sentences)))
        if last >= 0, let noun = noun(of: mention), !bringsIn(mention) {
          parts[current].parted = (noun, parts[last].parted?.from ?? last)
        }
      }
      add(mention, to: &parts[current])
    }
    return parts
  }

  private static let mostOwners = 8

  private func add(_ mention: Int, to part: inout Part) {
    let name = names[mention]
    part.mentions.append(mention)
    if name.kind == .name {
      part.named.append(mention)
      part.names[name.key] = part.names[name.key] ?? mention
      part.words.add(mention)
    }
    if name.kind == .name {
      part.kindsByName.formUnion(kinds(of: mention))
    } else if part.kindsByNoun != BodyKind.mutiny {
      part.kindsByNoun = Self.narrowed(part.kindsByNoun, by: kinds(of: mention))
    }
    part.events = Self.narrowed(part.events, by: events(of: mention))
    part.countries.formUnion(countries.countries(of: mention))
    if let noun = noun(of: mention) { part.nouns.insert(noun) }
    if let office = DescribedOffice(of: mention, names, in: sentences) {
      part.offices.insert(office)
    }
    if let owner = owners.owner(of: mention), part.owners.count < Self.mostOwners {
      part.owners.append(owner)
    }
    if let place = owners.place(of: mention), part.places.count < Self.mostOwners {
      part.places.append(place)
    }
    if name.kind == .name || part.named.isEmpty, let isPerson = isPerson(mention) {
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
  private func place(of mention: Int, in parts: inout [Part], after last: Int) -> Int? {
    switch names[mention].kind {
    case .pronoun: return last
    case .name:
      // A cluster of more parts than these is a mistake anyhow.
      return parts.indices.suffix(Self.mostParts).first { part in
        parts[part].named.contains { mayBe($0, mention) }
          && !parts[part].names.values.contains { areNamesakes($0, mention) }
      }
        // Whoever was only described so far may be named now.
        ?? (parts[last].named.isEmpty && !areApart(kinds(of: mention), parts[last].kinds)
          && !areApart(events(of: mention), parts[last].events)
          && !isOfOtherSort(mention, than: parts[last]) ? last : nil)
    case .description:
      if bringsIn(mention) { return nil }
      if let noun = telling(mention),
        let own = parts.lastIndex(where: { $0.parted?.noun == noun }),
        !isAnother(mention, than: &parts[own])
      {
        return own
      }
      // What else is described is not the judge, but who was meant before.
      let part = parts[last].parted?.from ?? last
      if !isAnother(mention, than: &parts[part]) { return part }
      // Or what was called so before.
      guard let noun = noun(of: mention) else { return nil }
      for own in parts.indices.suffix(Self.mostParts).reversed()
      where own != part && parts[own].nouns.contains(noun) {
        if !isAnother(mention, than: &parts[own]) { return own }
      }
      return nil
    }
  }

  /// The noun of a description.
  private func noun(of mention: Int) -> String? {
    names[mention].kind == .description
      ? sentences.forms[annotation.head(of: names[mention].tokens)] : nil
  }

  /// The noun of a role or an attack that is described.
  private func telling(_ mention: Int) -> String? {
    guard names[mention].kind == .description else { return nil }
    return roles.role(of: mention) ?? attacks.noun(of: mention)
  }

  private func isAnother(_ mention: Int, than part: inout Part) -> Bool {
    if areApart(kinds(of: mention), part.kinds) || areApart(events(of: mention), part.events)
      || isElsewhere(mention, than: part) || isOfOtherSort(mention, than: part)
      || isOfAnother(mention, than: part) || part.words.tellOfAnother(than: mention)
      || attacks.isMeant(by: mention, ratherThan: part.mentions)
    {
      return true
    }
    if let office = DescribedOffice(of: mention, names, in: sentences), part.named.isEmpty,
      part.offices.contains(where: office.isApart)
    {
      return true
    }
    guard let role = roles.role(of: mention) else { return false }
    if part.named.isEmpty { return roles.isApart(role, from: part.nouns) }
    return roles.isOfAnother(
      role, than: part.named, part.mentions,
      before: annotation.mentions[mention].tokens.lowerBound, &part.told)
  }

  private func isElsewhere(_ mention: Int, than part: Part) -> Bool {
    let own = countries.countries(of: mention)
    if !own.isEmpty { return areApart(own, part.countries) }
    guard let country = countries.countryAround(mention) else { return false }
    return areApart([country], part.countries)
  }

  private func isOfAnother(_ mention: Int, than part: Part) -> Bool {
    if let place = owners.place(of: mention), !part.places.isEmpty,
      part.places.allSatisfy({ owners.areApart($0, place) })
    {
      return true
    }
    guard let owner = owners.owner(of: mention) else { return false }
    if part.owners.isEmpty {
      return part.named.isEmpty && bringsIn(part.mentions[0])
        && owners.isNew(owner, after: part.mentions[part.mentions.count - 1])
    }
    return part.owners.allSatisfy { owners.areApart($0, owner) }
  }

  private func isOfOtherSort(_ mention: Int, than part: Part) -> Bool {
    guard let own = isPerson(mention), let other = part.isPerson else { return false }
    return own != other
  }

  /// Whether a name or description is of a person rather than of a body; nil for what may be either, such as a group.
  private func isPerson(_ mention: Int) -> Bool? {
    guard names[mention].kind != .pronoun else { return nil }
    switch annotation.mentions[mention].type {
    case .person: return true
    case .organization, .place: return false
    default: return nil
    }
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

  /// Whether an indefinite article brings something in: *a court*, but not *he was a judge* or *Smith, a judge*.
  private func bringsIn(_ mention: Int) -> Bool {
    let head = sentences.headWord(of: mention)
    return sentences.bringsIn(head) && !sentences.isAscribed(head)
  }

  /// The kinds that a name's words, or what a description calls a body, leave open.
  private func kinds(of mention: Int) -> Set<BodyKind> {
    guard annotation.mentions[mention].type != .person else { return [] }
    switch names[mention].kind {
    case .name: return BodyKind.told(byName: names[mention].words)
    case .description:
      let head = annotation.head(of: names[mention].tokens)
      return BodyKind.told(
        byNoun: sentences.forms[head],
        with: sentences.dependents(of: head, "amod", "compound").map { sentences.forms[$0] })
    case .pronoun: return []
    }
  }

  /// The kinds of event that a description, or a name's last word, leaves open.
  private func events(of mention: Int) -> Set<EventKind> {
    guard ![.person, .organization, .place, .group].contains(annotation.mentions[mention].type)
    else { return [] }
    switch names[mention].kind {
    case .name: return names[mention].words.last.map(EventKind.told) ?? []
    case .description: return noun(of: mention).map(EventKind.told) ?? []
    case .pronoun: return []
    }
  }
}

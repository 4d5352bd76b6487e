import GraphModel
import Language

/// The model's clusters, cut where their words show that not all of them mean one thing.
///
///     Donald Trump … Melania Trump              different full names
///     the Supreme Court … a court in Mombasa    what an indefinite article brings in is another
///     Harbor Airlines … the museum              no airline is a museum
///     the Belgian envoy … the Rwandan envoy      nor is what is Belgian Rwandan
///     the Prime Minister … CJTF-OIR              nor a person a body
///     the publisher Maxwell … the judge          nor a publisher a judge (`RoleNouns`)
///     Volkswagen … the union                     nor a union what nothing calls one
///     bombed Homs after an ambush … the bombing  the bombing is what was told, not its cause
///
/// A description or pronoun goes with what stands before it in its cluster, else with the first name.
struct ClusterParts {
  private let names: [MentionName]
  private let sentences: Sentences
  private let annotation: Annotation
  private let roles: RoleNouns
  private let home: HomeCountry

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
    annotation = sentences.annotation
    roles = RoleNouns(names, in: sentences)
    home = HomeCountry(sentences)
  }

  func parts() -> [[Int]] { annotation.clusters.flatMap { parts(of: $0).map(\.mentions) } }

  private struct Part {
    var mentions: [Int] = []
    var named: [Int] = []
    /// By their keys, one each of the names.
    var names: [String: Int] = [:]
    /// The words of its names and of the titles beside them.
    var words: Set<String> = []
    var hasAcronym = false
    /// What its names and descriptions tell.
    var kinds: Set<BodyKind> = []
    var countries: Set<String> = []
    /// Whether its names are of persons, or its descriptions where it has no names; nil while that is open.
    var isPerson: Bool?
    /// What the text tells of a person.
    var told = RoleNouns.Told()
    /// The noun that it was parted for, and from which part.
    var parted: (noun: String, from: Int)?
  }

  private func parts(of cluster: [Int]) -> [Part] {
    var parts: [Part] = []
    var current = -1
    for mention in cluster.sorted() {
      let isName = names[mention].kind == .name
      let last = current
      current = (last < 0 ? nil : place(of: mention, in: &parts, after: last)) ?? parts.count
      if current == parts.count {
        parts.append(Part())
        if last >= 0, let noun = telling(mention), !bringsIn(mention) {
          parts[current].parted = (noun, parts[last].parted?.from ?? last)
        }
      }
      parts[current].mentions.append(mention)
      if isName { add(mention, to: &parts[current]) }
      parts[current].kinds.formUnion(kinds(of: mention))
      parts[current].countries.formUnion(countries(of: mention))
      if isName || parts[current].named.isEmpty, let isPerson = isPerson(mention) {
        parts[current].isPerson = isPerson
      }
    }
    return parts
  }

  private func add(_ name: Int, to part: inout Part) {
    part.named.append(name)
    part.names[names[name].key] = part.names[names[name].key] ?? name
    part.hasAcronym = part.hasAcronym || names[name].acronym != nil
    guard annotation.mentions[name].type != .person else { return }
    part.words.formUnion(names[name].words)
    part.words.formUnion(sentences.titles(of: name).map(\.noun))
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
      return isAnother(mention, than: &parts[part]) ? nil : part
    }
  }

  /// The noun of a role or an attack that is described.
  private func telling(_ mention: Int) -> String? {
    guard names[mention].kind == .description else { return nil }
    return roles.role(of: mention) ?? attack(mention)
  }

  private func attack(_ mention: Int) -> String? {
    let head = annotation.head(of: names[mention].tokens)
    return annotation.mentions[mention].type == .event
      && FatalAttacks.isAttack(annotation.tokens[head].lemma.lowercased())
      ? sentences.forms[head] : nil
  }

  private func isAnother(_ mention: Int, than part: inout Part) -> Bool {
    if areApart(kinds(of: mention), part.kinds) || areApart(countries(of: mention), part.countries)
      || isOfOtherSort(mention, than: part) || isOtherBody(mention, than: part)
      || isOtherEvent(mention, than: part)
    {
      return true
    }
    guard let role = roles.role(of: mention) else { return false }
    return roles.isOfAnother(
      role, than: part.named, part.mentions,
      before: annotation.mentions[mention].tokens.lowerBound, &part.told)
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

  /// What is called so has it in its name, where that is no acronym, or is told to be one.
  private static let bodies: [String: Set<String>] = [
    "union": [
      "union", "unions", "workers", "federation", "brotherhood", "association", "guild",
      "teamsters", "solidarity", "solidarnosc", "unite", "unison", "verdi", "metall", "congress",
    ],
    "league": ["league", "liga", "bundesliga", "premiership", "serie", "conference"],
    "commission": ["commission", "panel", "authority", "agency", "board"],
    "committee": ["committee", "panel", "board"],
    "ministry": ["ministry", "department", "office"],
    "cartel": ["cartel", "opec", "zetas"],
  ]

  /// Whether a description tells of a body of a sort that a part's names are not.
  private func isOtherBody(_ mention: Int, than part: Part) -> Bool {
    let head = annotation.head(of: names[mention].tokens)
    guard let words = Self.bodies[sentences.forms[head]], !part.named.isEmpty,
      annotation.mentions[mention].type == .organization, !sentences.isAscribed(head)
    else { return false }
    return !part.hasAcronym && words.isDisjoint(with: part.words)
  }

  private static let attacking = Inflection.forms(of: [
    "attack", "bomb", "bombard", "shell", "raid", "strike", "storm", "assault", "ambush", "hit",
    "invade",
  ])
  private static let causes: Set = ["after", "for", "to", "before", "since", "following", "over"]

  /// Whether a description means the attack that the sentence before tells, rather than what that came after or answered.
  ///
  ///     Planes bombed Sanaa after a rocket attack on Riyadh. Iran condemned the bombing.     of Sanaa
  private func isOtherEvent(_ mention: Int, than part: Part) -> Bool {
    let head = annotation.head(of: names[mention].tokens)
    let sentence = annotation.sentence(of: head)
    guard attack(mention) != nil, sentence > 0,
      sentences.dependents(of: head, "nmod", "acl", "acl:relcl").isEmpty
    else { return false }
    let before = annotation.sentences[sentence - 1].tokens
    guard let root = sentences.root(of: before),
      Self.attacking.contains(sentences.forms[root])
    else { return false }
    return part.mentions.allSatisfy { other in
      let event = sentences.headWord(of: other)
      return before.contains(event) && sentences.forms[event] != sentences.forms[head]
        && sentences.isNoun(event) && isCause(event, of: root)
    }
  }

  /// Whether a word or what it hangs on follows `after` or another word of causes, below a verb.
  private func isCause(_ word: Int, of verb: Int) -> Bool {
    var word = word
    for _ in 0..<Sentences.reach {
      if word == verb { return false }
      if sentences.cases(word).contains(where: Self.causes.contains) { return true }
      guard let head = sentences.head(word) else { return false }
      word = head
    }
    return false
  }

  /// Bodies of a state that are at home where they act.
  private static let organs: Set = [
    "army", "police", "government", "court", "parliament", "authorities", "junta", "cabinet",
  ]

  /// The countries that the words of a description tell, and the adjectives before it; of bodies of a state also where it is
  /// said to be: *in Sudan, the army*, *the army in Sudan*.
  private func countries(of mention: Int) -> Set<String> {
    guard names[mention].kind == .description else { return [] }
    let head = annotation.head(of: names[mention].tokens)
    let modifiers = sentences.dependents(of: head, "amod", "compound").map {
      NameKey.fold(sentences.forms[$0])
    }
    let told = Set((names[mention].words + modifiers).compactMap(CountryNames.country))
    guard told.isEmpty, Self.organs.contains(sentences.forms[head]),
      annotation.mentions[mention].type == .organization
    else { return told }
    let places =
      sentences.dependents(of: head, "nmod").filter {
        !sentences.cases($0).filter(["in", "of"].contains).isEmpty
      }.flatMap { sentences.mentions(at: $0) } + [home.country(before: head)].compactMap(\.self)
    return Set(places.compactMap { CountryNames.countryNamed(names[$0].text) })
  }

  /// The kinds that a name's words tell, or what a description calls a body.
  private func kinds(of mention: Int) -> Set<BodyKind> {
    guard annotation.mentions[mention].type != .person else { return [] }
    switch names[mention].kind {
    case .name: return BodyKind.told(by: names[mention].words)
    case .description:
      return BodyKind.told(by: [sentences.forms[annotation.head(of: names[mention].tokens)]])
    case .pronoun: return []
    }
  }
}

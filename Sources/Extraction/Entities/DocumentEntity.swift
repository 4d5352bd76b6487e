import GraphModel
import Language

/// An entity as one document knows it: the mentions that refer to it and what they call it.
struct DocumentEntity: Sendable {
  /// Its mentions, as indices of the annotation's, in order.
  var mentions: [Int]
  /// For each of `mentions`, why it is taken for this entity, in words for people.
  var reasons: [String]
  /// The fullest name that the document gives, or its fullest description.
  var name: String
  /// What sort of thing it is.
  var type: EntityType
  /// The other names and descriptions, without pronouns.
  var aliases: [String]
  /// Whether the document names it, rather than only describing it.
  var isNamed: Bool
  /// Whether nothing tells who it is, as of *my* and *your* of a speaker whom nobody names.
  var isNobody = false
  /// Whether it is brought in as one that was not told of before: *a man*, *another man*.
  var isBroughtIn = false
  /// The name of where or whose it is, where its description tells: *Quito* of *the police in Quito*.
  var whereabouts: String?
  /// What the document's links say that it is.
  var identity: LinkIdentity?
}

/// Finds which mentions of a document refer to the same entity, and what to call it.
///
/// The model's coreference is the start. Words correct it: its clusters are cut (`ClusterParts`), surnames and titles go to
/// who bears them (`BareSurnames`, `TitleBearers`), *the new* and *the former* chancellor to who has and who had the office
/// (`Successors`), *the latter* to the last of two (`FormerAndLatter`), *I* is who speaks (`FirstPersons`), *his* and *him*
/// whose the verb tells (`PossessivePronouns`, `ObjectPronouns`), *the country* that of its sentence (`HomeCountry`), *the
/// group* that of its paragraph (`ParagraphGroup`), *the union* the only one (`WorkersUnion`), whom a report's lead describes
/// who is named next (`LeadDescriptions`); what has the same name, or another that the text gives it (`OtherNames`), the
/// surname of the only person who bears it, or the initials that stand in brackets behind a name, is joined, and so are
/// attacks that killed one person (`FatalAttacks`).
struct DocumentEntities: Sendable {
  /// The entities by their first mention.
  private(set) var entities: [DocumentEntity] = []
  /// The trees that they were read in.
  let sentences: Sentences
  /// For every mention, its entity.
  private(set) var entityOfMention: [Int] = []

  /// - Parameter links: The document's, in order; mentions with a link to one article are one entity.
  init(of annotation: Annotation, links: [Document.Link] = []) {
    let names = annotation.mentions.map { MentionName(of: $0, in: annotation) }
    let linked = LinkedMentions(of: annotation, names: names, links: links).identities
    sentences = Sentences(annotation)
    var groups = ClusterParts(names, in: sentences).parts()
    groups.move(BareSurnames(names, in: sentences).moves(in: groups))
    groups.move(TitleBearers(names, in: sentences).moves(in: groups))
    groups = Successors(names, in: sentences).parted(groups)
    groups.move(FormerAndLatter(names, in: sentences).moves(in: groups))
    groups.move(FirstPersons(sentences).moves(in: groups))
    groups.move(PossessivePronouns(sentences).moves())
    groups.move(ObjectPronouns(sentences).moves(in: groups))
    groups.move(HomeCountry(sentences).moves())
    groups.move(ParagraphGroup(names, in: sentences).moves(in: groups))
    groups.move(WorkersUnion(names, in: sentences).moves(in: groups))
    groups.move(LeadDescriptions(names, in: sentences).moves(in: groups))
    let partitives = Partitives(sentences)
    groups.move(partitives.moves(names))
    let otherNames = OtherNames(names, in: sentences).bearers
    Self.joinByName(&groups, names, linked, otherNames, annotation)
    groups.move(FatalAttacks(names, in: annotation).moves(in: groups))
    groups.sort { $0[0] < $1[0] }
    let owners = Owners(names, in: sentences)
    entityOfMention = [Int](repeating: 0, count: annotation.mentions.count)
    for group in groups {
      for mention in group { entityOfMention[mention] = entities.count }
      var entity = Self.entity(of: group, names, otherNames, partitives, sentences)
      entity.identity = Self.identity(of: group, names, linked)
      entity.isNobody = group.allSatisfy {
        names[$0].kind == .pronoun && FirstPersons.addressing.contains(names[$0].key)
      }
      entity.isBroughtIn = sentences.bringsIn(sentences.headWord(of: group[0]))
      entity.whereabouts = (owners.place(of: group[0]) ?? owners.owner(of: group[0]))
        .map { names[$0].key }
      entities.append(entity)
    }
  }

  private static func joinByName(
    _ groups: inout [[Int]], _ names: [MentionName], _ linked: [LinkIdentity?],
    _ otherNames: [Int: Int], _ annotation: Annotation
  ) {
    var sets = GenderedSets(
      groups.map { group in group.lazy.compactMap { names[$0].gender }.first })
    func root(_ group: Int) -> Int { sets.root(of: group) }
    // By the number that stands for a set, the persons' names of its groups, each once.
    var named = groups.map { Self.persons(in: $0, names, annotation) }
    func join(_ left: Int, _ right: Int) {
      let (left, right) = (root(left), root(right))
      guard left != right else { return }
      sets.join(left, right)
      let all = named[left] + named[right]
      (named[left], named[right]) = ([], [])
      var keys = Set<String>()
      named[root(left)] = all.filter { keys.insert(names[$0].key).inserted }
    }
    // Whether a bare surname is all that joins two persons.
    func areNamesakes(_ left: Int, _ right: Int) -> Bool {
      !named[root(right)].isEmpty
        && named[root(left)].contains { name in
          named[root(right)].contains { names[name].isNamesake(of: names[$0]) }
        }
    }
    let groupOf = groups.groupOfElement(count: names.count)

    // 0. The same article.
    var linkedGroups: [LinkIdentity: Int] = [:]
    for mention in names.indices {
      guard let identity = linked[mention] else { continue }
      if let first = linkedGroups[identity] {
        join(first, groupOf[mention])
      } else {
        linkedGroups[identity] = groupOf[mention]
      }
    }
    // What the text itself says to be another name of one.
    for (other, bearer) in otherNames.sorted(by: { $0.key < $1.key })
    where sets.agree(groupOf[other], groupOf[bearer]) {
      join(groupOf[bearer], groupOf[other])
    }
    // 1. The same name, or the country that an adjective stands for.
    var bearers: [String: [Int]] = [:]
    for mention in names.indices where names[mention].kind == .name {
      let (name, group) = (names[mention], groupOf[mention])
      let country = CountryNames.country(of: name.key).map(NameKey.fold)
      let key =
        (country ?? name.acronym ?? name.sharedKey) + "/"
        + name.family(annotation.mentions[mention].type)
      if let first = bearers[key]?.suffix(50).first(where: {
        name.ownWords.count > 1 || sets.agree($0, group) && !areNamesakes($0, group)
      }) {
        join(first, group)
      } else {
        bearers[key, default: []].append(group)
      }
    }
    // A company with its legal form and without, if it has but one.
    var companies: [String: Set<Int>] = [:]
    for mention in names.indices
    where names[mention].kind == .name && annotation.mentions[mention].type == .organization {
      if let key = names[mention].keyWithoutLegalForm {
        companies[key, default: []].insert(root(groupOf[mention]))
      }
    }
    for mention in names.indices
    where names[mention].kind == .name && annotation.mentions[mention].type == .organization {
      guard let named = companies[names[mention].key], named.count == 1, let company = named.first,
        names[mention].countryName == nil, !CountryNames.isCountry(names[mention].text)
      else { continue }
      join(company, groupOf[mention])
    }
    // A person's name with a title and without (`Mrs. Dunne`), a description with what goes before it and without.
    var persons: [Int: Int] = [:]
    for mention in names.indices where annotation.mentions[mention].type == .person {
      let head = annotation.head(of: annotation.mentions[mention].tokens)
      guard let first = persons[head] else {
        persons[head] = mention
        continue
      }
      let pair = [first, mention]
      if pair.allSatisfy({ names[$0].kind == .name })
        || pair.contains(where: { groups[groupOf[$0]].count == 1 })
      {
        join(groupOf[first], groupOf[mention])
      }
    }
    // 2. A surname, or a given name, that one person alone bears.
    var surnames: [String: Set<Int>] = [:]
    for mention in names.indices
    where names[mention].kind == .name && annotation.mentions[mention].type == .person {
      let words = names[mention].ownWords
      guard words.count > 1, let last = words.last else { continue }
      surnames[last, default: []].insert(root(groupOf[mention]))
    }
    let told = Self.personsToldOfEachOther(groupOf, annotation)
    func areTwo(_ left: Int, _ right: Int) -> Bool {
      let pair = (root(left), root(right))
      return told.contains { subject, object in
        let ends = (root(subject), root(object))
        return ends == pair || ends == (pair.1, pair.0)
      }
    }
    for mention in names.indices
    where names[mention].kind == .name && annotation.mentions[mention].type == .person {
      let words = names[mention].ownWords
      guard words.count == 1, let bearers = surnames[words[0]], let any = bearers.first,
        bearers.allSatisfy({ root($0) == root(any) })
      else { continue }
      let bearer = root(any)
      if root(groupOf[mention]) != bearer, !areTwo(bearer, groupOf[mention]),
        sets.agree(bearer, groupOf[mention]), !areNamesakes(bearer, groupOf[mention])
      {
        join(bearer, groupOf[mention])
      }
    }
    // 3. Initials in brackets behind a name.
    var ending: [Int: [Int]] = [:]
    for mention in names.indices where names[mention].kind == .name {
      ending[annotation.mentions[mention].tokens.upperBound, default: []].append(mention)
    }
    for mention in names.indices where names[mention].acronym != nil {
      let start = annotation.mentions[mention].tokens.lowerBound
      guard start >= 2, annotation.form(start - 1) == "(",
        let named = ending[start - 1]?.first(where: {
          names[$0].initials == names[mention].acronym
        })
      else { continue }
      join(groupOf[named], groupOf[mention])
    }

    var members: [Int: [Int]] = [:]
    for (index, group) in groups.enumerated() { members[root(index), default: []] += group }
    groups = members.values.map { $0.sorted() }.filter { !$0.isEmpty }
  }

  /// One mention of each name of a person in a group.
  private static func persons(
    in group: [Int], _ names: [MentionName], _ annotation: Annotation
  ) -> [Int] {
    var known = Set<String>()
    return group.filter {
      names[$0].kind == .name && names[$0].words.count > 1
        && annotation.mentions[$0].type == .person && known.insert(names[$0].key).inserted
    }
  }

  /// The groups of two persons of whom the model reads a statement: nobody is his own father.
  private static func personsToldOfEachOther(
    _ groupOf: [Int], _ annotation: Annotation
  ) -> [(subject: Int, object: Int)] {
    annotation.relations.lazy.filter {
      $0.isStated && annotation.mentions[$0.subject].type == .person
        && annotation.mentions[$0.object].type == .person
    }.map { (groupOf[$0.subject], groupOf[$0.object]) }.filter { $0 != $1 }
  }

  /// What most of the linked names of an entity lead to; of two, what the first does.
  private static func identity(
    of group: [Int], _ names: [MentionName], _ linked: [LinkIdentity?]
  ) -> LinkIdentity? {
    let named = group.filter { linked[$0] != nil && names[$0].kind == .name }
    let voters = named.isEmpty ? group : named
    var votes: [LinkIdentity: Int] = [:]
    for mention in voters { if let identity = linked[mention] { votes[identity, default: 0] += 1 } }
    let most = votes.values.max()
    return voters.lazy.compactMap { linked[$0] }.first { votes[$0] == most }
  }

  private static func entity(
    of group: [Int], _ names: [MentionName], _ otherNames: [Int: Int], _ partitives: Partitives,
    _ sentences: Sentences
  ) -> DocumentEntity {
    let annotation = sentences.annotation
    let called = group.filter { names[$0].kind == .name }
    let described = group.filter { names[$0].kind == .description }
    // What it is called first, rather than the other name that the text adds.
    let others = called.filter { otherNames[$0] != nil }
    let own = called.filter { name in
      otherNames[name] == nil
        && !others.contains { names[$0].words.suffix(1) == names[name].ownWords[...] }
    }
    let best = chief(
      of: called.isEmpty ? (described.isEmpty ? group : described) : own.isEmpty ? called : own,
      names, annotation)
    var types: [EntityType: Int] = [:]
    for mention in called.isEmpty ? group : called {
      types[annotation.mentions[mention].type, default: 0] += 1
    }
    // `I`, rather than `my`
    let speaking = called.isEmpty && described.isEmpty ? group.first { names[$0].isSpeaker } : nil
    let type = types.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? .thing
    var name =
      type == .person ? names[speaking ?? best].text : names[best].countryName ?? names[best].text
    var aliases = Set((called + described).map { names[$0].text })
    if called.isEmpty {
      let descriptions = described.map {
        Description(
          of: partitives.description(of: names[$0].tokens) ?? names[$0].tokens, in: sentences)
      }
      if partitives.description(of: names[best].tokens) != nil { name = "" }
      name = descriptions.reduce(name) { $1.whole.utf8.count > $0.utf8.count ? $1.whole : $0 }
      aliases.formUnion(descriptions.flatMap { [$0.whole] + $0.shorter })
    }
    aliases.remove(name)
    return DocumentEntity(
      mentions: group,
      reasons: group.map {
        names[$0].reason(toMean: names[best], called: name, as: type)
      },
      name: name, type: type, aliases: aliases.sorted(), isNamed: !called.isEmpty)
  }

  /// The mention whose words name the entity: a person's fullest name; of anything else the name that is
  /// used most, initials only where there is nothing else, then the fullest, then the first.
  private static func chief(
    of mentions: [Int], _ names: [MentionName], _ annotation: Annotation
  ) -> Int {
    var counts: [String: Int] = [:]
    for mention in mentions { counts[names[mention].key, default: 0] += 1 }
    func rank(_ mention: Int) -> (Int, Int, Int, Int) {
      let name = names[mention]
      let isPerson = annotation.mentions[mention].type == .person
      // A name that runs on into the sentence is none.
      let isWhole = !name.text.contains(", ") && !name.text.contains(" , ")
      return (
        (name.acronym != nil || name.isAdjective ? 0 : 1) + (isWhole ? 2 : 0),
        isPerson ? 0 : counts[name.key] ?? 0, name.fullness, -mention
      )
    }
    return mentions.max { rank($0) < rank($1) } ?? mentions[0]
  }
}

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
/// The model's coreference is the start; words correct it, rule by rule (`steps`).
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
    var groups = annotation.clusters
    let otherNames = OtherNames(names, in: sentences).bearers
    let partitives = Partitives(names, in: sentences)
    let kin = Kin(names, in: sentences)
    let owners = kin.owners
    for step in Self.steps(names, linked, otherNames, partitives, kin, sentences) {
      groups = step.regrouped(groups)
    }
    groups.sort { $0[0] < $1[0] }
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

  /// What makes entities of the model's coreference, in order.
  private static func steps(
    _ names: [MentionName], _ linked: [LinkIdentity?], _ otherNames: [Int: Int],
    _ partitives: Partitives, _ kin: Kin, _ sentences: Sentences
  ) -> [any Regrouping] {
    [
      // All others go by what is left together, and by the names in it.
      ClusterParts(names, kin, in: sentences),
      // Whom surnames and titles alone mean, with the pronouns behind them.
      BareSurnames(names, in: sentences),
      TitleBearers(names, in: sentences),
      // *The new* and *the former* are others than who bears the title, whatever was found so far.
      Successors(names, in: sentences),
      FormerAndLatter(names, in: sentences),
      // What a quotation or a verb tells of a pronoun is surer than what it stands behind, so these come after all that
      // takes pronouns along.
      FirstPersons(sentences),
      PossessivePronouns(sentences),
      kin,
      ObjectPronouns(sentences),
      // Descriptions that may mean any of a kind go by what else their groups have by now.
      HomeCountry(sentences),
      ParagraphGroup(names, in: sentences),
      WorkersUnion(names, in: sentences),
      // Who is only described goes to who is named behind, if nothing that stands before has taken him.
      LeadDescriptions(names, in: sentences),
      partitives,
      // Whole groups are joined only once each is of one thing.
      NameJoins(
        names: names, linked: linked, otherNames: otherNames, annotation: sentences.annotation),
      // Attacks are one by whom they killed, who is one by now.
      FatalAttacks(names, in: sentences.annotation),
    ]
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

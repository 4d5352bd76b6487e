import GraphModel
import Language

/// Whose something is and where, by the words of its description: *Fiat's* of *Fiat's lawyer*, *Karl Voss* of *the sister of
/// Karl Voss*, *Lima* of *the police in Lima*.
///
///     Fiat's lawyer … Boeing's lawyer              two lawyers
///     the sister of Karl Voss … of Jan Moe         two sisters
///     the mayor's wife … the governor's wife       two wives
///     the police in Lima … in Quito                two forces
///
/// *Iran's army* may be *Tehran's*, and *Stern's daughter* his wife's, where the model takes the owners for one.
struct Owners {
  private static let belonging: Set = ["of", "for"]
  private static let standing: Set = ["in", "at"]

  /// How many mentions back an owner's name is looked for.
  private static let memory = 64

  private let names: [MentionName]
  private let sentences: Sentences
  private let clusters: [[Int]]
  let clusterOf: [Int]
  /// By events and places, where a statement says that they are, *in* a place.
  private var stated: [Int: Int] = [:]
  /// By the places' clusters, those that they are said to be in.
  private var wider: [Int: Int] = [:]

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
    clusters = sentences.annotation.clusters.map { $0.sorted() }
    clusterOf = clusters.groupOfElement(count: names.count)
    for relation in sentences.annotation.relations
    where relation.relation == "located-in" && relation.isStated && relation.polarity == .asserted {
      let (subject, object) = (relation.subject, relation.object)
      let type = sentences.annotation.mentions[subject].type
      if names[subject].kind == .name, type == .place {
        wider[clusterOf[subject]] = wider[clusterOf[subject]] ?? object
      }
      let (noun, place) = (sentences.headWord(of: subject), sentences.headWord(of: object))
      guard type == .event || type == .place && names[subject].kind == .description,
        names[object].kind == .name, stated[subject] == nil, sentences.cases(place) == ["in"],
        // `bombed the base in Gao`, but not `an event popular in Asia`
        let above = sentences.head(place), above == noun || above == sentences.head(noun)
      else { continue }
      stated[subject] = object
    }
  }

  /// The mention of the owner that a description tells, unless it is a pronoun.
  func owner(of mention: Int) -> Int? {
    told(by: mention) {
      sentences.label($0) == "nmod:poss"
        || sentences.label($0) == "nmod" && sentences.cases($0).allSatisfy(Self.belonging.contains)
    }
  }

  /// The mention of whose a noun's thing is before something: the owner, or whom its pronoun means, by the last name before.
  func possessor(of noun: Int, before mention: Int) -> Int? {
    let mentions = sentences.annotation.mentions
    let owners = sentences.dependents(of: noun).filter {
      sentences.label($0) == "nmod:poss"
        || sentences.label($0) == "nmod" && sentences.cases($0) == ["of"]
    }
    let told = owners.lazy.flatMap { sentences.mentions(at: $0) }.first { $0 != mention }
    guard let owner = told, names[owner].kind != .name else { return told }
    let start = mentions[mention].tokens.lowerBound
    let cluster = clusters[clusterOf[owner]]
    let before = cluster.prefix(cluster.partitioningIndex { $0 >= mention })
    return before.suffix(Self.memory).last {
      names[$0].kind == .name && mentions[$0].tokens.upperBound <= start
    } ?? (names[owner].kind == .pronoun ? nil : owner)
  }

  /// Whether two mentions are one to the model.
  func areOne(_ left: Int, _ right: Int) -> Bool { clusterOf[left] == clusterOf[right] }

  /// The mention by name of where a description, or a statement of an event, tells that something is.
  func place(of mention: Int) -> Int? {
    (told(by: mention) {
      sentences.label($0) == "nmod" && sentences.cases($0).contains(where: Self.standing.contains)
        || sentences.label($0) == "compound"
          && sentences.mentions(at: $0).contains {
            names[$0].kind == .name && sentences.annotation.mentions[$0].type == .place
          }
    } ?? stated[mention]).flatMap {
      names[$0].kind == .name && sentences.annotation.mentions[$0].type != .person ? $0 : nil
    }
  }

  private func told(by mention: Int, _ tells: (Int) -> Bool) -> Int? {
    guard names[mention].kind == .description else { return nil }
    let head = sentences.annotation.head(of: names[mention].tokens)
    return sentences.dependents(of: head).filter(tells).lazy
      .compactMap { sentences.mentions(at: $0).first }
      .first { names[$0].kind != .pronoun && $0 != mention }
  }

  /// Whether an owner is named here first, in another paragraph than something: *an expedition … The expedition of Captain
  /// Halloran*.
  func isNew(_ owner: Int, after mention: Int) -> Bool {
    let mentions = sentences.annotation.mentions
    return names[owner].kind == .name && mentions[owner].type == .person
      && clusters[clusterOf[owner]].first == owner
      && !sentences.areInOneParagraph(
        mentions[mention].tokens.lowerBound, mentions[owner].tokens.lowerBound)
  }

  /// Whether two places are two, and none is in the other.
  func areApart(places left: Int, _ right: Int) -> Bool {
    guard areApart(left, right) else { return false }
    let (first, second) = (around(left), around(right))
    switch (country(of: first), country(of: second)) {
    case (let own?, let other?) where own != other: return true
    default:
      // `Kidal … Mali`, `Sherman … Texas`
      return ![left, right].contains { CountryNames.countryNamed(names[$0].text) != nil }
        && !first.contains { areOne($0, right) } && !second.contains { areOne($0, left) }
    }
  }

  /// A place and those that it is said to be in, from the innermost.
  private func around(_ place: Int) -> [Int] {
    var places = [place]
    while places.count < Sentences.reach, let next = wider[clusterOf[places[places.count - 1]]],
      !places.contains(where: { areOne($0, next) })
    {
      places.append(next)
    }
    return places
  }

  private func country(of places: [Int]) -> String? {
    places.lazy.compactMap {
      CountryNames.countryNamed(names[$0].text) ?? CountryNames.country(ofCity: names[$0].key)
    }.first
  }

  /// Whether two owners are two.
  func areApart(_ left: Int, _ right: Int) -> Bool {
    let mentions = sentences.annotation.mentions
    let type = mentions[left].type
    guard clusterOf[left] != clusterOf[right],
      names[left].family(type) == names[right].family(mentions[right].type)
    else { return false }
    switch (names[left].kind, names[right].kind) {
    case (.name, .name):
      guard !names[left].isCompatible(with: names[right], as: type) else { return false }
      // `Iran's army`, `Tehran's army`
      guard let own = country(of: [left]), let other = country(of: [right]) else { return true }
      return own != other
    case (.description, .description):
      return type == .person
        && sentences.forms[sentences.headWord(of: left)]
          != sentences.forms[sentences.headWord(of: right)]
    default: return false
    }
  }
}

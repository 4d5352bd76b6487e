import GraphModel
import Language

/// Whom a title with *the* means, where the text gives that title to one alone.
///
///     Prime Minister Rafiq Hamdan … the prime minister     Hamdan
///     Gen. Ramon Videla … the general                      Videla
///     Jaime Prado, a Brazilian senator, … the senator      Prado
///     Norsk Kobber, a Norwegian company, … the Norwegian company
///     Hungarian Prime Minister Viktor Orb … the Hungarian, the Hungarian leader
///
/// Nearness counts for less: *Chancellor Brandt met President Lacroix. The chancellor …* is Brandt.
struct TitleBearers: MentionMoves {
  private typealias Given = [(title: StatedTitle, bearer: Int)]

  /// A description, and what sort of thing has to have it.
  private struct Question: Hashable {
    var title: StatedTitle
    var type: EntityType
  }

  /// A description, and the group that has it.
  private struct Holding: Hashable {
    var question: Question
    var group: Int
  }

  /// The first whom a title is given to, and where another is.
  private struct Bearer {
    var mention: Int
    var place: Int
    var placeOfAnother = Int.max
  }

  private static let bearing: Set<EntityType> = [.person, .organization]

  private let names: [MentionName]
  private let sentences: Sentences
  /// By noun, the titles with the mentions by name that they are given to, in order.
  private var titles: [String: Given] = [:]
  /// Likewise by country, those that tell of one.
  private var titlesOfCountry: [String: Given] = [:]
  /// And those of them who lead it.
  private var leadersOfCountry: [String: Given] = [:]

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
    var known = Set<[String]>()
    for (index, mention) in sentences.annotation.mentions.enumerated()
    where names[index].kind == .name && Self.bearing.contains(mention.type) {
      for title in sentences.titles(of: index) {
        let key = [names[index].key, title.noun] + title.modifiers.sorted()
        guard known.insert(key).inserted else { continue }
        titles[title.noun, default: []].append((title, index))
        for country in Set(([title.noun] + title.modifiers).compactMap(Nationals.country)) {
          titlesOfCountry[country, default: []].append((title, index))
          if Self.leads(title) { leadersOfCountry[country, default: []].append((title, index)) }
        }
      }
    }
  }

  /// For descriptions, the mention by name of the one whose title they are, where the groups have them elsewhere.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    let groupOf = groups.groupOfElement(count: names.count)
    let holders = groups.map { $0.filter { names[$0].kind == .name } }
    var known: [Question: Bearer?] = [:]
    // Whether one by whose name a group goes is meant.
    var isHeld: [Holding: Bool] = [:]
    var moves: [Int: Int] = [:]
    for (index, mention) in sentences.annotation.mentions.enumerated() where moves[index] == nil {
      guard let title = title(describedBy: index) else { continue }
      let question = Question(title: title, type: mention.type)
      let found = known[question] ?? bearer(for: question)
      known[question] = .some(found)
      let (start, own) = (mention.tokens.lowerBound, groupOf[index])
      guard let found, groupOf[found.mention] != own,
        found.place < start && start < found.placeOfAnother
          || isNamedLater(index, found, holders[own].isEmpty)
      else { continue }
      let holding = Holding(question: question, group: own)
      let isOwn = isHeld[holding] ?? isAny(of: holders[own], found.mention, title)
      isHeld[holding] = isOwn
      if isOwn { continue }
      moves[index] = found.mention
      // The pronouns that follow it mean whom it means.
      for next in groups[own].behind(index) {
        guard holders[own].isEmpty || names[next].kind == .pronoun else { break }
        // `The Frenchman accused the German`
        if let other = self.title(describedBy: next), other != title,
          Nationals.country(of: other.noun) != nil
        {
          break
        }
        moves[next] = found.mention
      }
    }
    return moves
  }

  /// Whether a title in capitals is that of one who is named only later, and of nobody else: *the Prime Minister … Prime
  /// Minister Rafiq Hamdan*.
  private func isNamedLater(_ mention: Int, _ bearer: Bearer, _ isNobody: Bool) -> Bool {
    isNobody && bearer.placeOfAnother == .max
      && names[mention].text.split(separator: " ").allSatisfy { $0.first?.isUppercase ?? false }
  }

  private func bearer(for question: Question) -> Bearer? {
    let mentions = sentences.annotation.mentions
    var found: Bearer?
    for (_, bearer) in titles(meantBy: question.title)
    where mentions[bearer].type == question.type {
      let place = mentions[bearer].tokens.lowerBound
      guard let first = found else {
        found = Bearer(mention: bearer, place: place)
        continue
      }
      if !isOne(first.mention, bearer) {
        found?.placeOfAnother = place
        break
      }
    }
    return found
  }

  /// Whether one of some names may be somebody's, or one's who has the title of a description.
  private func isAny(of names: [Int], _ bearer: Int, _ description: StatedTitle) -> Bool {
    let others = titles(meantBy: description)
    var known = Set<[String]>()
    return names.contains { name in
      let key = [self.names[name].text, sentences.annotation.mentions[name].type.rawValue]
      return known.insert(key + self.names[name].ownWords).inserted
        && (isOne(name, bearer) || others.contains { isOne($0.bearer, name) })
    }
  }

  /// Who leads a country by his office.
  private static let leaders: Set = [
    "president", "minister", "premier", "chancellor", "king", "leader", "emir", "sultan",
  ]

  private static func leads(_ title: StatedTitle) -> Bool {
    leaders.contains(title.noun) && (title.noun != "minister" || title.modifiers.contains("prime"))
      && title.modifiers.isDisjoint(with: ["vice", "deputy", "opposition"])
  }

  /// The titles that a description may mean: any of a country for *the Hungarian*, those of who leads it for its leader.
  private func titles(meantBy description: StatedTitle) -> Given {
    if let country = Nationals.country(of: description.noun) {
      return titlesOfCountry[country] ?? []
    }
    if description.noun == "leader", let country = country(of: description) {
      return leadersOfCountry[country] ?? []
    }
    return titles[description.noun]?.filter { $0.title.isMeant(by: description) } ?? []
  }

  /// The country of a title of but one word more, which is its adjective.
  private func country(of description: StatedTitle) -> String? {
    description.modifiers.count == 1
      ? description.modifiers.first.flatMap(Nationals.country) : nil
  }

  private func isOne(_ left: Int, _ right: Int) -> Bool {
    names[left].isCompatible(with: names[right], as: sentences.annotation.mentions[right].type)
  }

  /// The title that a description of one person or body with *the* is, or nil.
  private func title(describedBy mention: Int) -> StatedTitle? {
    let annotation = sentences.annotation
    let type = annotation.mentions[mention].type
    guard names[mention].kind == .description, Self.bearing.contains(type) else { return nil }
    let head = annotation.head(of: names[mention].tokens)
    let dependents = sentences.dependents(of: head)
    let isBeforeComma = head + 1 < sentences.forms.count && sentences.forms[head + 1] == ","
    guard annotation.tokens[head].lemma.lowercased() == sentences.forms[head],
      !sentences.isAscribed(head),
      sentences.isDefinite(head),
      // `the president of Peru`, `the minister who resigned`, but not `the minister, who resigned`
      !dependents.contains(where: {
        let label = sentences.label($0)
        return ["nmod", "appos", "nmod:poss", "flat"].contains(label) && !sentences.isOfState($0)
          || label.hasPrefix("acl") && !isBeforeComma
      })
    else { return nil }
    let title = StatedTitle(
      noun: sentences.forms[head], modifiers: sentences.titleModifiers(of: head))
    // Every body may be *the company*.
    guard title.modifiers.isDisjoint(with: Titles.successions),
      type == .person || !title.modifiers.isEmpty
    else { return nil }
    return title
  }
}

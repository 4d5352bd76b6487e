import GraphModel
import Language

/// Whom *the new* and *the former* of an office mean, and that opposite governments are two.
///
///     President Menendez lost to Ibarra. … The former president left. The new president …    Menendez; Ibarra
///     dismissed its coach, Benitez, and hired Zidane. The new coach …                         Zidane
///     Tom Reed, the new chairman, met Erik Dahl, the former chairman. The new chairman …     Reed
///     The conservative government lost the election. The socialist government …              two
///
/// Coreference is drawn to who bears the title before his name, whatever else the text tells of the office.
struct Successors: Regrouping {
  private static let new: Set = ["new", "incoming"]
  private static let former: Set = [
    "former", "ex", "outgoing", "ousted", "deposed", "defeated", "previous",
  ]
  private static let offices = Titles.words.union([
    "leader", "head", "coach", "captain", "champion", "manager", "executive", "ruler", "mayor",
  ]).subtracting(["prime", "vice", "deputy", "foreign", "first"])
  private static let bodies: Set = [
    "government", "cabinet", "junta", "administration", "regime", "leadership", "parliament",
    "coalition", "party",
  ]
  /// What excludes each other: one of a set and one of another set in a row.
  private static let opposites: [[Set<String>]] = [
    [
      ["new"],
      ["old", "former", "previous", "outgoing", "ousted", "deposed", "interim"],
    ],
    [["military"], ["civilian", "elected"]],
    [
      ["conservative"], ["socialist", "communist", "labour", "labor", "liberal"],
      ["democratic"], ["republican"], ["islamist"], ["secular"],
    ],
    [["socialist", "communist"], ["liberal", "conservative"]],
    [["labour", "labor"], ["liberal", "conservative"]],
  ]

  private let names: [MentionName]
  private let sentences: Sentences

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
  }

  /// The groups with each *new* and *former* bearer of a title, and each government that is opposed to another, in its own.
  func regrouped(_ groups: [[Int]]) -> [[Int]] {
    var groups = groups
    groups.move(moves(in: groups))
    return groups.flatMap(parts)
  }

  // MARK: Persons

  /// For descriptions, the mention of who has or had the office.
  private func moves(in groups: [[Int]]) -> [Int: Int] {
    let annotation = sentences.annotation
    let groupOf = groups.groupOfElement(count: names.count)
    let turns = annotation.mentions.indices.compactMap { index in
      annotation.mentions[index].type == .person ? turn(of: index).map { (index, $0) } : nil
    }
    guard !turns.isEmpty else { return [:] }
    let pairs = pairs()
    let bearers = bearers()
    var moves: [Int: Int] = [:]
    for (index, turn) in turns {
      let isNew = turn.isNew
      let start = annotation.mentions[index].tokens.lowerBound
      let before = pairs.prefix(upTo: pairs.partitioningIndex { $0.end > start }).last
      let own = bearers[turn] ?? []
      let told = own.prefix(upTo: own.partitioningIndex { $0.end > start }).last?.name
      let pair = before.flatMap { groupOf[$0.winner] != groupOf[$0.loser] ? $0 : nil }
      guard let target = told ?? pair.map({ isNew ? $0.winner : $0.loser }),
        groupOf[target] != groupOf[index],
        // Whom the text itself calls so stays, and so does who is neither of the two.
        told != nil
          || pair.map({
            groupOf[isNew ? $0.loser : $0.winner] == groupOf[index]
          }) ?? false
      else { continue }
      moves[index] = target
      // The pronouns that follow it mean whom it means.
      for next in groups[groupOf[index]].behind(index) {
        guard names[next].kind == .pronoun else { break }
        moves[next] = target
      }
    }
    return moves
  }

  /// An office, and whether it is of who has it now or of who had it.
  private struct Turn: Hashable {
    var noun: String
    var isNew: Bool
  }

  /// The office of *the new chancellor* and of *the former chancellor*, and which of them it is.
  private func turn(of mention: Int) -> Turn? {
    guard names[mention].kind == .description else { return nil }
    let head = sentences.annotation.head(of: names[mention].tokens)
    guard Self.offices.contains(sentences.forms[head]), !sentences.isAscribed(head),
      sentences.isBare(head, butFor: "amod", "compound", "acl", "acl:relcl")
    else { return nil }
    return turn(at: head)
  }

  /// What a noun with *new* or *former* says.
  private func turn(at noun: Int) -> Turn? {
    let modifiers = sentences.titleModifiers(of: noun)
    let isNew = !modifiers.isDisjoint(with: Self.new)
    return isNew || !modifiers.isDisjoint(with: Self.former)
      ? Turn(noun: sentences.forms[noun], isNew: isNew) : nil
  }

  /// Who is told to be the new, or the former, of an office, and where that is told, in order: *Tom Reed, the new chairman*.
  private func bearers() -> [Turn: [(name: Int, end: Int)]] {
    let annotation = sentences.annotation
    var bearers: [Turn: [(name: Int, end: Int)]] = [:]
    for (name, mention) in annotation.mentions.enumerated()
    where mention.type == .person && names[name].kind == .name {
      for noun in sentences.dependents(of: sentences.headWord(of: name), "appos", "nmod:desc") {
        guard let turn = turn(at: noun) else { continue }
        bearers[turn, default: []].append((name, mention.tokens.upperBound))
      }
      for noun in given(to: name) {
        bearers[Turn(noun: sentences.forms[noun], isNew: true), default: []].append(
          (name, mention.tokens.upperBound))
      }
    }
    return bearers.mapValues { $0.sorted { ($0.end, $0.name) < ($1.end, $1.name) } }
  }

  /// The offices that a verb says somebody gets: *elected Ion Rusu prime minister*, *was sworn in as president*.
  private func given(to name: Int) -> [Int] {
    let word = sentences.headWord(of: name)
    guard ["obj", "nsubj", "nsubj:pass"].contains(sentences.label(word)),
      let verb = sentences.head(word), sentences.givesTitle(verb),
      // Who names somebody does not get it.
      sentences.label(word) != "nsubj" || sentences.becomes(verb)
    else { return [] }
    return sentences.dependents(of: verb, "xcomp", "obj", "obl").filter {
      $0 != word && sentences.isNoun($0)
        && (sentences.label($0) != "obl" || sentences.cases($0) == ["as"])
    }
  }

  /// Who won or came after whom, by the mentions of their names, in order.
  private func pairs() -> [(winner: Int, loser: Int, end: Int)] {
    let annotation = sentences.annotation
    func isPerson(_ mention: Int) -> Bool { annotation.mentions[mention].type == .person }
    var pairs: [(winner: Int, loser: Int)] = []
    // By sentence and subject, who is hired and who is dismissed: *fired Benitez and hired Zidane*.
    var (hired, fired): ([[Int]: Int], [[Int]: Int]) = ([:], [:])
    for relation in annotation.relations
    where relation.isStated && relation.polarity == .asserted && isPerson(relation.object) {
      let place = annotation.sentence(of: annotation.mentions[relation.object].tokens.lowerBound)
      switch relation.relation {
      case "defeated", "succeeded":
        if isPerson(relation.subject) { pairs.append((relation.subject, relation.object)) }
      case "appointed", "elected": hired[[place, relation.subject]] = relation.object
      case "sanctioned": fired[[place, relation.subject]] = relation.object
      default: break
      }
    }
    for (key, winner) in hired { if let loser = fired[key] { pairs.append((winner, loser)) } }
    return pairs.map { winner, loser in
      let ends = [winner, loser].map { annotation.mentions[$0].tokens.upperBound }
      return (winner, loser, max(ends[0], ends[1]))
    }.sorted { ($0.end, $0.winner) < ($1.end, $1.winner) }
  }

  // MARK: Bodies

  /// A group, with what is opposed to what was told before it apart.
  private func parts(of group: [Int]) -> [[Int]] {
    guard group.contains(where: { adjectives(of: $0) != nil }) else { return [group] }
    var parts: [(mentions: [Int], words: Set<String>, noun: String?)] = []
    var current = 0
    for mention in group.sorted() {
      guard let (noun, words) = adjectives(of: mention), !words.isEmpty else {
        if parts.isEmpty { parts.append(([], [], nil)) }
        parts[current].mentions.append(mention)
        continue
      }
      if let own = parts.lastIndex(where: { $0.noun == noun && !$0.words.isDisjoint(with: words) })
        ?? parts.lastIndex(where: { !Self.areOpposed($0.words, words) })
      {
        current = own
      } else {
        current = parts.count
        parts.append(([], [], noun))
      }
      parts[current].mentions.append(mention)
      parts[current].words.formUnion(words)
      parts[current].noun = noun
    }
    return parts.map(\.mentions).filter { !$0.isEmpty }
  }

  /// The noun of a body that rules, and what tells which one it is.
  private func adjectives(of mention: Int) -> (noun: String, words: Set<String>)? {
    let annotation = sentences.annotation
    guard annotation.mentions[mention].type == .organization, names[mention].kind != .pronoun else {
      return nil
    }
    let tokens = names[mention].tokens
    guard let noun = tokens.first(where: { Self.bodies.contains(sentences.forms[$0]) }) else {
      return nil
    }
    let words = Set((tokens.lowerBound..<noun).map { sentences.forms[$0] })
    return (sentences.forms[noun], words.union(sentences.titleModifiers(of: noun)))
  }

  private static func areOpposed(_ left: Set<String>, _ right: Set<String>) -> Bool {
    opposites.contains { row in
      let (l, r) = (
        row.firstIndex { !$0.isDisjoint(with: left) },
        row.firstIndex { !$0.isDisjoint(with: right) }
      )
      return l != nil && r != nil && l != r
    }
  }
}

import GraphModel
import Language

/// Whom a title with *the* means, where the text gives that title to one alone.
///
///     Prime Minister Rafiq Hamdan … the prime minister     Hamdan
///     Gen. Ramon Videla … the general                      Videla
///     Jaime Prado, a Brazilian senator, … the senator      Prado
///     Norsk Kobber, a Norwegian company, … the Norwegian company
///
/// Nearness counts for less: *Chancellor Brandt met President Lacroix. The chancellor …* is Brandt.
struct TitleBearers {
  private struct Title {
    /// What the bearer is: *minister*.
    var noun: String
    /// The words around it: *Israeli*, *prime*.
    var modifiers: Set<String>
    var bearer: Int

    /// What is the same where a title is given to one name once more.
    func key(_ name: String) -> [String] { [name, noun] + modifiers.sorted() }
  }

  private let names: [MentionName]
  private let annotation: Annotation
  private var titles: [String: [Title]] = [:]

  private static let bearing: Set<EntityType> = [.person, .organization]
  private static let full = [
    "gen.": "general", "sen.": "senator", "col.": "colonel", "lt.": "lieutenant",
    "capt.": "captain", "sgt.": "sergeant", "maj.": "major", "adm.": "admiral",
    "gov.": "governor", "rep.": "representative", "prof.": "professor", "pres.": "president",
    "rev.": "reverend", "dr.": "doctor",
  ]
  /// Words that make another office of one: the *prime minister* is not meant by *the minister*.
  private static let distinctions: Set = [
    "prime", "vice", "deputy", "assistant", "attorney", "secretary", "solicitor", "consul",
    "inspector", "surgeon", "first", "chief", "shadow",
  ]
  /// Words with which another bearer of the title is meant than the one who has it.
  private static let successions: Set = [
    "former", "new", "ex", "late", "then", "next", "previous", "incoming", "outgoing", "acting",
    "other", "second", "future", "interim", "current", "first", "last", "third",
  ]

  init(_ names: [MentionName], in annotation: Annotation) {
    (self.names, self.annotation) = (names, annotation)
    var known = Set<[String]>()
    for mention in names.indices
    where names[mention].kind == .name && Self.bearing.contains(annotation.mentions[mention].type) {
      for title in titles(of: mention) where known.insert(title.key(names[mention].key)).inserted {
        titles[title.noun, default: []].append(title)
      }
    }
  }

  /// Moves descriptions to the groups of those whose title they are.
  func settle(_ groups: inout [[Int]]) {
    var groupOf = [Int](repeating: 0, count: names.count)
    for (index, group) in groups.enumerated() { for mention in group { groupOf[mention] = index } }
    for mention in names.indices {
      guard let bearer = bearer(of: mention) else { continue }
      let (own, other) = (groupOf[mention], groupOf[bearer])
      guard own != other else { continue }
      let holders = groups[own].filter { names[$0].kind == .name }
      if holders.contains(where: { isOne($0, bearer) || hasTitle($0, like: mention) }) { continue }
      // The pronouns that follow it mean whom it means.
      var moved = [mention]
      for next in groups[own].drop(while: { $0 <= mention }) {
        guard holders.isEmpty || names[next].kind == .pronoun else { break }
        moved.append(next)
      }
      groups[own].removeAll { moved.contains($0) }
      groups[other] = (groups[other] + moved).sorted()
      for mention in moved { groupOf[mention] = other }
    }
    groups.removeAll(where: \.isEmpty)
  }

  /// The mention by name of the one who has the title that a description is, before it.
  private func bearer(of mention: Int) -> Int? {
    guard let own = title(describedBy: mention) else { return nil }
    let place = annotation.mentions[mention].tokens.lowerBound
    var bearer: Int?
    for title in titles[own.noun] ?? [] where isSame(own, title) {
      let other = annotation.mentions[title.bearer]
      guard other.tokens.lowerBound < place else { break }
      guard other.type == annotation.mentions[mention].type else { continue }
      if let bearer, !isOne(bearer, title.bearer) { return nil }
      bearer = title.bearer
    }
    return bearer
  }

  private func hasTitle(_ name: Int, like mention: Int) -> Bool {
    guard let own = title(describedBy: mention) else { return false }
    return (titles[own.noun] ?? []).contains { isOne($0.bearer, name) && isSame(own, $0) }
  }

  private func isSame(_ description: Title, _ title: Title) -> Bool {
    description.modifiers.isSubset(of: title.modifiers)
      && title.modifiers.subtracting(description.modifiers).isDisjoint(with: Self.distinctions)
  }

  private func isOne(_ left: Int, _ right: Int) -> Bool {
    names[left].isCompatible(with: names[right], as: annotation.mentions[right].type)
  }

  /// The title that a description of one person or body with *the* is, or nil.
  private func title(describedBy mention: Int) -> Title? {
    let type = annotation.mentions[mention].type
    guard names[mention].kind == .description, Self.bearing.contains(type) else { return nil }
    let head = annotation.head(of: names[mention].tokens)
    let dependents = annotation.dependents(of: head)
    let isBeforeComma = head + 1 < annotation.tokens.count && annotation.form(head + 1) == ","
    guard annotation.tokens[head].lemma == annotation.form(head).lowercased(),
      !annotation.isAscribed(head),
      dependents.contains(where: {
        annotation.tokens[$0].label == "det" && annotation.form($0).lowercased() == "the"
      }),
      // `the president of Peru`, `the minister who resigned`, but not `the minister, who resigned`
      !dependents.contains(where: {
        let label = annotation.tokens[$0].label
        return ["nmod", "appos", "nmod:poss", "flat"].contains(label)
          || label.hasPrefix("acl") && !isBeforeComma
      })
    else { return nil }
    let modifiers = modifiers(of: head)
    // Every body may be *the company*.
    guard modifiers.isDisjoint(with: Self.successions), type == .person || !modifiers.isEmpty
    else { return nil }
    return Title(
      noun: annotation.form(head).lowercased(), modifiers: modifiers, bearer: mention)
  }

  /// The words before a noun that tell which one it is; an age does not.
  private func modifiers(of noun: Int) -> Set<String> {
    Set(
      annotation.dependents(of: noun).filter {
        ["compound", "amod", "nmod:desc"].contains(annotation.tokens[$0].label)
      }.map { annotation.form($0).lowercased() }
        .filter { $0 != "old" && !$0.contains(where: \.isNumber) })
  }

  /// The titles that stand before a name (`Prime Minister Rafiq Hamdan`) or say what its bearer is.
  private func titles(of name: Int) -> [Title] {
    var found: [Title] = []
    let range = annotation.mentions[name].tokens
    let sentence = annotation.sentences[annotation.sentence(of: range.lowerBound)].tokens
    var start = range.lowerBound
    while start > sentence.lowerBound, range.lowerBound - start < 5,
      [.noun, .properNoun, .adjective].contains(annotation.tokens[start - 1].tag)
    {
      start -= 1
    }
    var words = (start..<range.lowerBound).map { word($0) }
    // A title that the mention has within.
    if let first = range.first, range.count > 1,
      Self.full[annotation.form(first).lowercased()] != nil
    {
      words.append(word(first))
    }
    if let noun = words.popLast() {
      found.append(Title(noun: noun, modifiers: Set(words), bearer: name))
    }
    let head = annotation.head(of: range)
    for token in annotation.dependents(of: head)
    where annotation.tokens[token].label == "appos" && annotation.tokens[token].tag == .noun {
      found.append(Title(noun: word(token), modifiers: modifiers(of: token), bearer: name))
    }
    if annotation.tokens[head].label == "nsubj", let predicate = annotation.tokens[head].head,
      annotation.tokens[predicate].tag == .noun
    {
      found.append(Title(noun: word(predicate), modifiers: modifiers(of: predicate), bearer: name))
    }
    return found
  }

  private func word(_ token: Int) -> String {
    let form = annotation.form(token).lowercased()
    return Self.full[form] ?? form
  }
}

import GraphModel
import Language

/// Whether a body may be called *the union*: what is called so has the word, or one akin, in its name, or is told to be one.
///
///     Volkswagen acquired Skoda. The union criticized the deal.     another
///     The Auto Workers struck. The union criticized Ford.           may be theirs
///
/// A name of initials alone tells nothing.
struct BodyWords {
  private static let words: [String: Set<String>] = [
    "union": BodyKind.unions.union([
      "solidarity", "solidarnosc", "unite", "unison", "verdi", "metall",
    ]),
    "league": ["league", "liga", "bundesliga", "premiership", "serie", "conference"],
    "commission": ["commission", "panel", "authority", "agency", "board"],
    "committee": ["committee", "panel", "board"],
    "ministry": ["ministry", "department", "office"],
    "cartel": ["cartel", "opec", "zetas"],
  ]

  private let names: [MentionName]
  private let sentences: Sentences
  /// The words of a body's names and of the titles beside them.
  private var told: Set<String> = []
  private var hasAcronym = false
  private var isNamed = false

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
  }

  /// Learns another name.
  mutating func add(_ name: Int) {
    isNamed = true
    hasAcronym = hasAcronym || names[name].acronym != nil
    guard sentences.annotation.mentions[name].type != .person else { return }
    told.formUnion(names[name].words)
    told.formUnion(sentences.titles(of: name).map(\.noun))
  }

  /// Whether a description tells of a body of a sort that the names are not.
  func tellOfAnother(than mention: Int) -> Bool {
    let head = sentences.annotation.head(of: names[mention].tokens)
    guard let words = Self.words[sentences.forms[head]], isNamed,
      sentences.annotation.mentions[mention].type == .organization, !sentences.isAscribed(head)
    else { return false }
    return !hasAcronym && words.isDisjoint(with: told)
  }
}

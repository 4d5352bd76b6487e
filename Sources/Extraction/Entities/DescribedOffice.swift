import GraphModel
import Language

/// Whether two descriptions tell of two offices of one noun.
///
///     the foreign minister … the prime minister     two
///     the vice president … the president            two
///     the prime minister … the Israeli minister     two
///     the foreign minister … the minister           may be one
struct DescribedOffice: Hashable {
  private static let nouns: Set = [
    "minister", "president", "secretary", "chairman", "governor", "mayor", "commissioner",
    "director", "speaker", "premier", "general", "marshal",
  ]
  /// With one of these an office is another than without.
  ///
  /// But *the first president* is the president all the same.
  private static let ranks = Titles.distinctions.subtracting(["first"])

  let noun: String
  private let rank: Set<String>
  private let portfolio: Set<String>

  /// The office that a person is described by, if it is one of these.
  init?(of mention: Int, _ names: [MentionName], in sentences: Sentences) {
    guard names[mention].kind == .description,
      sentences.annotation.mentions[mention].type == .person
    else { return nil }
    let head = sentences.annotation.head(of: names[mention].tokens)
    noun = sentences.forms[head]
    guard Self.nouns.contains(noun) else { return nil }
    let modifiers = sentences.titleModifiers(of: head)
    rank = modifiers.intersection(Self.ranks)
    portfolio = modifiers.intersection(Titles.portfolios)
  }

  func isApart(from other: DescribedOffice) -> Bool {
    guard noun == other.noun else { return false }
    return rank != other.rank
      || !portfolio.isEmpty && !other.portfolio.isEmpty && portfolio != other.portfolio
  }
}

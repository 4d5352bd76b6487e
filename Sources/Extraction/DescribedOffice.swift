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
  private static let ranks: Set = ["prime", "vice", "deputy", "assistant", "attorney", "shadow"]
  private static let fields: Set = [
    "foreign", "defense", "defence", "interior", "finance", "health", "education", "justice",
    "trade", "agriculture", "transport", "transportation", "labor", "labour", "energy", "housing",
    "environment", "culture", "information", "economy", "oil", "treasury", "press", "planning",
  ]

  let noun: String
  private let rank: Set<String>
  private let field: Set<String>

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
    field = modifiers.intersection(Self.fields)
  }

  func isApart(from other: DescribedOffice) -> Bool {
    noun == other.noun
      && (rank != other.rank || !field.isEmpty && !other.field.isEmpty && field != other.field)
  }
}

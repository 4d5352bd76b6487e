import GraphModel
import Language

/// The countries that the words of a description tell, and the adjectives before it; of bodies of a state also where they are
/// said to be: *in Sudan, the army*, *the army in Sudan*; and in another paragraph *in Cairo, the army*.
struct DescribedCountry {
  /// Bodies of a state that are at home where they act.
  private static let organs: Set = [
    "army", "police", "government", "court", "parliament", "authorities", "junta", "cabinet",
    "military",
  ]

  /// Where others' governments meet.
  private static let venues: Set = [
    "geneva", "vienna", "new york", "washington", "brussels", "the hague", "hague", "paris",
    "london", "doha", "oslo", "nairobi", "addis ababa",
  ]

  private let names: [MentionName]
  private let sentences: Sentences
  private let home: HomeCountry

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
    home = HomeCountry(sentences)
  }

  func countries(of mention: Int) -> Set<String> {
    guard names[mention].kind == .description else { return [] }
    let head = sentences.annotation.head(of: names[mention].tokens)
    let modifiers = sentences.dependents(of: head, "amod", "compound").map {
      NameKey.fold(sentences.forms[$0])
    }
    let told = Set((names[mention].words + modifiers).compactMap(CountryNames.country(of:)))
    guard told.isEmpty, isOrgan(mention, head) else { return told }
    let places =
      sentences.dependents(of: head, "nmod").filter {
        sentences.cases($0).contains(where: ["in", "of"].contains)
      }.flatMap { sentences.mentions(at: $0) } + [home.country(before: head)].compactMap(\.self)
    return Set(places.compactMap { CountryNames.countryNamed(names[$0].text) })
  }

  /// The country of the capital that opens a paragraph, or the only one of its sentence before it, for a body of a state that
  /// is told of in it.
  func countryAround(_ mention: Int) -> String? {
    let annotation = sentences.annotation
    let head = annotation.head(of: names[mention].tokens)
    let sentence = annotation.sentences[annotation.sentence(of: head)]
    guard isOrgan(mention, head) else { return nil }
    guard sentence.startsParagraph, let opening = sentences.opening(of: sentence.tokens) else {
      return sentences.isBare(head) ? home.onlyCountry(before: head)?.country : nil
    }
    let city = names[opening].key
    return Self.venues.contains(city) ? nil : CountryNames.country(ofCity: city)
  }

  /// Whether a mention describes a body of a state.
  private func isOrgan(_ mention: Int, _ head: Int) -> Bool {
    names[mention].kind == .description && Self.organs.contains(sentences.forms[head])
      && sentences.annotation.mentions[mention].type == .organization
  }
}

import GraphModel
import Language

/// A name of one word that a person had before is that person's surname, whatever sort of thing it looks like.
///
///     It was formed by the engineer Omar Haddad. Russia gave Haddad a medal.     Haddad, no body
///
/// Unless a body has it in its name, was called so first or beside him, or some firm is told of: *Ford Motor*, *Werner Siemens
/// founded Siemens*, *Walt Disney … the studio … Disney acquired Pixar*; and unless it is a place that somebody is in. Where
/// firms are told of, it has to be a person's elsewhere, too.
enum SurnameTypes {
  private static let firms: Set = [
    "company", "firm", "studio", "carmaker", "automaker", "manufacturer", "maker", "brand", "chain",
    "bank", "label", "publisher", "retailer", "corporation", "group", "workers", "shares",
  ]

  /// Makes persons of organizations that are called by a person's surname.
  static func correct(_ annotation: inout Annotation) {
    // By the last words of persons' names, where they first stand.
    var persons: [String: Int] = [:]
    // The first places of names of one word, and the words of bodies' longer names.
    var alone: [String: Int] = [:]
    var bodies: Set<String> = []
    var surnames: [(mention: Int, word: String)] = []
    // How often names of one word are a person's.
    var times: [String: Int] = [:]
    for (index, mention) in annotation.mentions.enumerated() {
      let words = words(of: mention.tokens, in: annotation)
      guard let last = words.last, last.first?.isUppercase ?? false else { continue }
      let start = mention.tokens.lowerBound
      if words.count == 1 {
        alone[last] = min(alone[last] ?? .max, start)
        switch mention.type {
        case .organization: surnames.append((index, last))
        case .place where !isStoodIn(mention.tokens, in: annotation):
          surnames.append((index, last))
        case .person: times[last, default: 0] += 1
        default: break
        }
      } else if mention.type == .person, words.allSatisfy({ $0.first?.isUppercase ?? false }) {
        persons[last] = min(persons[last] ?? .max, start)
      } else if mention.type == .organization {
        bodies.formUnion(words)
      }
    }
    guard !surnames.isEmpty else { return }
    let tellsOfFirms = annotation.tokens.contains { firms.contains($0.lemma.lowercased()) }
    let uses = Dictionary(grouping: surnames, by: \.word).mapValues(\.count)
    for (mention, word) in surnames {
      guard let person = persons[word], let first = alone[word],
        annotation.sentence(of: person) < annotation.sentence(of: first), !bodies.contains(word),
        CountryNames.countryNamed(word) == nil,
        CountryNames.country(ofCity: NameKey.fold(word)) == nil,
        !tellsOfFirms || times[word] ?? 0 > uses[word] ?? 0
      else { continue }
      annotation.mentions[mention].type = .person
    }
  }

  /// Whether a place is one that somebody is in or goes to: *in Sumner*.
  private static func isStoodIn(_ tokens: Range<Int>, in annotation: Annotation) -> Bool {
    tokens.lowerBound > 0
      && ["in", "at", "to", "near", "into", "outside", "around", "across", "over", ",", "through"]
        .contains(annotation.form(tokens.lowerBound - 1).lowercased())
  }

  private static func words(of tokens: Range<Int>, in annotation: Annotation) -> [String] {
    tokens.map { annotation.form($0) }.filter { !["'s", "’s", "'", "’"].contains($0) }
  }
}

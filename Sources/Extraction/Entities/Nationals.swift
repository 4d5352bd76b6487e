import GraphModel
import Language

/// *The Norwegian* is one person, and not Norway.
///
///     Leif Dahl met Carl Ott. The Norwegian urged Ott to resign.     a person
///     the Norwegian company, the Norwegians, the Dutch               not these
enum Nationals {
  /// Of the adjectives for a country these mean one of its people, and those that end in *an*.
  private static let nouns: Set = [
    "swede", "dane", "finn", "turk", "pole", "spaniard", "greek", "czech", "thai", "iraqi",
    "israeli", "pakistani", "saudi", "yemeni", "kuwaiti", "bangladeshi", "azerbaijani", "somali",
    "filipino", "briton", "scot", "serb", "croat", "slovak", "uzbek", "kazakh", "tajik", "turkmen",
    "afghan", "uruguayan",
  ]

  /// Those that are no adjective for the country.
  private static let countries = [
    "frenchman": "France", "frenchwoman": "France", "spaniard": "Spain", "serb": "Serbia",
    "irishman": "Ireland", "irishwoman": "Ireland", "dutchman": "Netherlands",
    "dutchwoman": "Netherlands", "swede": "Sweden", "dane": "Denmark", "finn": "Finland",
    "turk": "Turkey", "pole": "Poland", "croat": "Croatia", "slovak": "Slovakia",
    "filipino": "Philippines", "uzbek": "Uzbekistan", "kazakh": "Kazakhstan",
    "argentine": "Argentina", "congolese": "Congo",
  ]

  /// The country that one of such a noun, or what has such an adjective, is from.
  static func country(of word: String) -> String? {
    countries[word] ?? CountryNames.country(of: NameKey.fold(word))
  }

  /// Makes persons of mentions that are such a noun with an article.
  static func correct(_ annotation: inout Annotation) {
    for index in annotation.mentions.indices
    where isOne(annotation.mentions[index].tokens, in: annotation) {
      annotation.mentions[index].type = .person
    }
  }

  /// Whether some words are such a noun and perhaps its article.
  static func isOne(_ tokens: Range<Int>, in annotation: Annotation) -> Bool {
    let noun = tokens.upperBound - 1
    guard tokens.count == 1 || tokens.count == 2 && isArticle(tokens.lowerBound, in: annotation),
      noun > 0, isArticle(noun - 1, in: annotation)
    else { return false }
    let word = annotation.form(noun).lowercased()
    guard word.hasSuffix("an") || nouns.contains(word) || countries[word] != nil,
      country(of: word) != nil,
      !CountryNames.isCountry(annotation.form(noun)),
      ["nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "root"].contains(
        annotation.tokens[noun].label)
    else { return false }
    // `the German Carl Ott`, `the German and French ministers`
    let next = noun + 1
    return next >= annotation.tokens.count
      || ![.noun, .properNoun, .adjective, .numeral].contains(annotation.tokens[next].tag)
        && !["and", "or"].contains(annotation.form(next))
  }

  private static func isArticle(_ token: Int, in annotation: Annotation) -> Bool {
    ["the", "a", "an"].contains(annotation.form(token).lowercased())
  }
}

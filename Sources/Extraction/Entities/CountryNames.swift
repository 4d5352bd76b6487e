import GraphModel
import Language

/// The countries that adjectives of origin and short forms stand for: `Iraqi` for Iraq, `US` for the United
/// States; and those that cities lie in.
///
/// The table is made of the countryinfo data set (MIT) and the short forms that news uses; an adjective that
/// two countries share is not in it.
enum CountryNames {
  private static let countries = countries(in: PackageResources.demonyms_tsv)
  /// By cities that news comes from, where only one is meant by the name: capitals and the largest others.
  private static let countriesOfCities = countries(in: PackageResources.capitals_tsv)

  /// The countries on the right, by the folded names on the left.
  private static func countries(in resource: [UInt8]) -> [String: String] {
    Dictionary(
      WordTable(resource: resource).rows.lazy.map { (NameKey.fold($0.left), $0.right) },
      uniquingKeysWith: { $1 })
  }

  private static let names = Set(countries.values)

  /// Whether a name is a country's usual one.
  static func isCountry(_ name: String) -> Bool { names.contains(name) }

  /// The country that a name is, or stands for: `Iraq` of both *Iraq* and *Iraqi*.
  static func countryNamed(_ name: String) -> String? {
    isCountry(name) ? name : country(of: NameKey.fold(name))
  }

  /// The country that a name, folded by `NameKey`, stands for.
  static func country(of key: String) -> String? { countries[key] }

  /// The country that a city, whose name is folded by `NameKey`, lies in.
  static func country(ofCity key: String) -> String? { countriesOfCities[key] }
}

extension Sentences {
  /// The country that some words name, or stand for, without an article before them and in one line: *the United States*,
  /// *Iraqi*.
  func country(named tokens: Range<Int>) -> String? {
    CountryNames.countryNamed(withoutArticle(tokens))
  }

  /// The country that a mention names or stands for.
  func country(of mention: Int) -> String? {
    country(named: annotation.mentions[mention].tokens)
  }

  /// Whether some words are a country's name, or its initials, rather than its adjective.
  func isCountryName(_ tokens: Range<Int>) -> Bool {
    let words = withoutArticle(tokens)
    return CountryNames.isCountry(words)
      || words.allSatisfy { $0.isUppercase || $0 == "." } && country(named: tokens) != nil
  }

  private func withoutArticle(_ tokens: Range<Int>) -> String {
    let isDefinite = tokens.count > 1 && forms[tokens.lowerBound] == "the"
    return annotation.phrase(isDefinite ? tokens.dropFirst() : tokens)
  }
}

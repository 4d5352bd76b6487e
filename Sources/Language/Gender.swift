/// Whether words mean a man or a woman, where they tell.
///
/// Given names do not: with the usual bearers of the 4,976 names that are a man's or a woman's by the US census of
/// 1990, coreference was no better than without.
package enum Gender: Sendable {
  case masculine, feminine

  private static let pronouns: [String: Gender] = table(
    "he him his himself", "she her hers herself")
  /// Before a name.
  private static let titles: [String: Gender] = table(
    "mr. mr sir lord king prince don", "mrs. mrs ms. ms miss lady dame queen princess")
  /// At the end of a description.
  private static let nouns: [String: Gender] = table(
    """
    man men husband father son brother king prince uncle nephew grandfather grandson widower boy spokesman businessman \
    policeman gentleman lord duke emperor stepson stepfather son-in-law father-in-law brother-in-law boyfriend fiancé \
    fisherman congressman salesman
    """,
    """
    woman women wife mother daughter sister queen princess aunt niece grandmother granddaughter widow girl spokeswoman \
    businesswoman policewoman lady duchess empress nun stepdaughter stepmother daughter-in-law mother-in-law \
    sister-in-law girlfriend fiancée congresswoman actress heiress waitress saleswoman
    """)

  private static func table(_ masculine: String, _ feminine: String) -> [String: Gender] {
    var table: [String: Gender] = [:]
    for word in masculine.split(separator: " ") { table[String(word)] = .masculine }
    for word in feminine.split(separator: " ") { table[String(word)] = .feminine }
    return table
  }

  /// - Parameters:
  ///   - forms: A mention's words, at least one.
  ///   - previous: The word before them.
  init?(of forms: [String], after previous: String?) {
    var words = forms[...]
    if words.count == 1, let pronoun = Self.pronouns[forms[0].lowercased()] {
      self = pronoun
      return
    }
    if words.count > 1, ["'s", "’s", "'"].contains(words.last) { words.removeLast() }
    guard let first = words.first, let last = words.last else { return nil }
    let title = words.count > 1 ? Self.titles[first.lowercased()] : nil
    let found =
      previous.flatMap { Self.titles[$0.lowercased()] } ?? title
      ?? (Self.isCommon(first) || Self.isCommon(last) ? Self.nouns[last.lowercased()] : nil)
    guard let found else { return nil }
    self = found
  }

  private static func isCommon(_ word: String) -> Bool { word.first?.isLowercase ?? false }
}

extension Annotation {
  /// Whether a mention's words mean a man or a woman, where they tell.
  package func gender(of mention: Range<Int>) -> Gender? {
    Gender(
      of: mention.map(form), after: mention.lowerBound > 0 ? form(mention.lowerBound - 1) : nil)
  }
}

import GraphModel
import Language

/// Rule `noun-phrase`: an end of a phrase that nobody marked as a mention.
///
///     Mrs. [Sourabié]S founded [the Families of October]O
///     [The general]S sold [the ship]O to …
///
/// A model that has seen digests misses mentions in other prose. Where a phrase needs one, the noun's
/// shortest full name is taken: names without titles, common nouns with their modifiers but without
/// articles. Its type is what the noun means, or a person's after a title such as `Mrs.`.
extension Sentences {
  /// The mention that a noun would be, or nil where it is none or of no known type.
  func unmarkedMention(at token: Int, accepting types: Set<EntityType>) -> Annotation.Mention? {
    guard isNoun(token), !isDateline(token), !holdsTime(token..<token + 1) else { return nil }
    let range = nounPhrase(at: token)
    let isName = tag(token) == .properNoun && isCapitalised(token)
    var type = isName ? nil : Self.types[forms[token]]
    if isName {
      if hasPersonalTitle(token) {
        type = .person
      } else if let last = range.last,
        let known = Self.types[forms[last]] ?? Self.types[forms[token]]
      {
        type = known
      } else if types.count == 1 {
        type = types.first
      } else if range.count == 1 || dependents(of: token, "flat").isEmpty {
        type = types.isEmpty || types.contains(.organization) ? .organization : types.min()
      } else {
        type = types.isEmpty || types.contains(.person) ? .person : types.min()
      }
    }
    guard let type, types.isEmpty || types.contains(type) else { return nil }
    return Annotation.Mention(
      tokens: range, span: annotation.span(range), type: type, probability: 0.5)
  }

  /// The words of a noun's name or description.
  private func nounPhrase(at head: Int) -> Range<Int> {
    var start = head
    while start > 0, isPart(start - 1, of: head) { start -= 1 }
    var end = head + 1
    while end < forms.count, isPart(end, of: head) { end += 1 }
    // `Families of October`
    if tag(head) == .properNoun, end + 1 < forms.count, forms[end] == "of",
      tag(end + 1) == .properNoun
        || forms[end + 1] == "the" && end + 2 < forms.count
          && tag(end + 2) == .properNoun
    {
      end += forms[end + 1] == "the" ? 3 : 2
      while end < forms.count, tag(end) == .properNoun { end += 1 }
    }
    while start < head, forms[start] == "-" || Self.idle.contains(forms[start]) { start += 1 }
    return start..<end
  }

  private func isPart(_ token: Int, of head: Int) -> Bool {
    var word = token
    for _ in 0..<3 {
      guard let upper = self.head(word) else { return false }
      switch label(word) {
      case "compound", "amod", "flat", "nummod": break
      case "punct" where forms[word] == "-": break
      default: return false
      }
      if upper == head { return true }
      word = upper
    }
    return false
  }

  private func hasPersonalTitle(_ token: Int) -> Bool {
    dependents(of: token, "nmod:desc", "compound").contains { Self.titles.contains(forms[$0]) }
  }

  private static let titles: Set<String> = [
    "mr.", "mrs.", "ms.", "miss", "dr.", "mr", "mrs", "ms", "dr", "sir", "dame", "lady", "lord",
    "gen.",
    "general", "col.", "colonel", "lt.", "maj.", "major", "capt.", "captain", "sgt.", "sergeant",
    "cpl.",
    "rev.", "sen.", "senator", "rep.", "judge", "justice", "father", "sister", "bishop",
    "president",
    "minister", "premier", "professor", "prof.", "king", "queen", "prince", "princess", "sheikh",
  ]

  /// Modifiers that no name needs.
  private static let idle: Set<String> = [
    "former", "late", "new", "old", "own", "same", "other", "last", "first", "next", "current",
    "then",
    "alleged", "suspected", "entire", "whole", "recent", "previous", "local", "several", "many",
  ]

  /// The type of what a noun means, nil for a noun that tells none.
  func nounType(_ form: String) -> EntityType? { Self.types[form] }

  /// Nouns for persons that are no titles.
  private static let counterparts: Set<String> = ["counterpart", "predecessor", "boss", "opponent"]

  /// Whether a noun means a person by what he is.
  func isPersonNoun(_ token: Int) -> Bool {
    isNoun(token)
      && (nounType(forms[token]) == .person || Titles.words.contains(forms[token])
        || Titles.full[forms[token]] != nil || Self.counterparts.contains(forms[token]))
  }

  /// The types that nouns mean.
  private static let types: [String: EntityType] = {
    var types: [String: EntityType] = [:]
    for row in WordTable(resource: PackageResources.nouns_tsv).rows {
      for noun in row.rightWords { types[noun] = EntityType(rawValue: row.left) }
    }
    return types
  }()
}

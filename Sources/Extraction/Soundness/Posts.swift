import GraphModel
import Language

/// Posts that a model takes for the head of what stands beside them.
///
///     Conservative mayor Gunnar Brekke              member of the Conservatives, whose head he may not be
///     Speaker Noreen McGrath of the Labor Party     likewise
///     former Telamon executive Samuel Adeyemi       worked for Telamon
enum Posts {
  private static let offices: Set = [
    "mayor", "governor", "premier", "minister", "chancellor", "speaker", "councillor", "councilor",
    "senator", "congressman", "congresswoman", "deputy", "lawmaker", "legislator", "alderman", "mp",
    "candidate",
  ]
  private static let parties: Set = [
    "conservative", "labour", "labor", "liberal", "republican", "democratic", "democrat",
    "socialist", "communist", "green", "social democratic", "social democrat",
    "christian democratic", "christian democrat", "liberal democratic", "liberal democrat",
  ]
  private static let bodies: Set = [
    "party", "democrats", "conservatives", "liberals", "greens", "socialists", "communists",
    "republicans", "labour",
  ]
  private static let employments: Set = ["executive"]
  private static let heading: Set = ["chief", "managing", "general"]

  /// What a candidate of `leads` says.
  static func relation(
    of candidate: Annotation.RelationCandidate, in sentences: Sentences
  ) -> String {
    guard candidate.relation == "leads", !candidate.trigger.isEmpty else {
      return candidate.relation
    }
    let trigger = sentences.annotation.head(of: candidate.trigger)
    if employments.contains(sentences.forms[trigger]),
      sentences.dependents(of: trigger).allSatisfy({ !heading.contains(sentences.forms[$0]) })
    {
      return "works-for"
    }
    return isOfParty(trigger, candidate, in: sentences) ? "member-of" : candidate.relation
  }

  /// Whether initials behind *of the* stand for a party: *Mayor Anna Koch of the S.D.P.*
  private static func isAcronym(_ object: Range<Int>, in sentences: Sentences) -> Bool {
    let name = object.filter { sentences.tag($0) != .determiner }
    guard name.count == 1, let word = name.first, word >= 2,
      sentences.forms[word - 1] == "the", sentences.forms[word - 2] == "of"
    else { return false }
    let form = sentences.annotation.form(word)
    let letters = form.filter { $0 != "." }
    return letters.count > 2 && letters.allSatisfy(\.isUppercase)
      && CountryNames.countryNamed(form) == nil && CountryNames.countryNamed(letters) == nil
  }

  private static func isOfParty(
    _ trigger: Int, _ candidate: Annotation.RelationCandidate, in sentences: Sentences
  ) -> Bool {
    let annotation = sentences.annotation
    let object = annotation.mentions[candidate.object].tokens
    let words = object.map { sentences.forms[$0] }
    let isAdjective = parties.contains(words.joined(separator: " "))
    guard
      isAdjective || words.last.map(bodies.contains) ?? false || isAcronym(object, in: sentences)
    else { return false }
    if offices.contains(sentences.forms[trigger]) { return true }
    // `Republican president George Bush`, but not `Communist Party president`
    if sentences.forms[trigger] == "president" { return isAdjective }
    // `Speaker Noreen McGrath of the Labor Party`: the model has `of` for its word.
    return sentences.forms[trigger] == "of"
      && sentences.title(of: candidate.subject).map(offices.contains) ?? false
  }
}

extension Sentences {
  /// The noun right before a name that says what its bearer is: *Speaker Noreen McGrath*.
  fileprivate func title(of mention: Int) -> String? {
    let start = annotation.mentions[mention].tokens.lowerBound
    return start > 0 && isNoun(start - 1) ? forms[start - 1] : nil
  }
}

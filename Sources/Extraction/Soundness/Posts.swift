import GraphModel
import Language

/// Posts that a model takes for the head of what stands beside them.
///
///     Conservative mayor Gunnar Brekke              member of the Conservatives, whose head he may not be
///     Speaker Noreen McGrath of the Labor Party     likewise
///     French bishop Marc Dubois                     lives in France, which no bishop leads
///     former Telamon executive Samuel Adeyemi       worked for Telamon
struct Posts: Reading {
  let sentences: Sentences

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

  func read(_ candidate: Annotation.RelationCandidate) -> Annotation.RelationCandidate? {
    guard candidate.relation == "leads", let trigger = sentences.trigger(of: candidate) else {
      return candidate
    }
    var candidate = candidate
    if isOfCountryman(trigger, candidate.object) {
      candidate.relation = "lives-in"
    } else if Self.employments.contains(sentences.forms[trigger]),
      sentences.dependents(of: trigger).allSatisfy({ !Self.heading.contains(sentences.forms[$0]) })
    {
      candidate.relation = "works-for"
    } else if isOfParty(trigger, candidate) {
      candidate.relation = "member-of"
    }
    return candidate
  }

  /// Whose country an adjective before them tells, and not what they head.
  private static let countrymen: Set = [
    "bishop", "archbishop", "cardinal", "abbot", "rabbi", "manager", "chairman", "chairwoman",
    "executive", "ceo", "editor", "banker", "director", "publisher",
  ]

  /// Whether an adjective before a title only tells whence its bearer is: *French bishop*, *Dutch chief executive*.
  private func isOfCountryman(_ noun: Int, _ object: Int) -> Bool {
    let country = sentences.annotation.mentions[object].tokens
    guard Self.countrymen.contains(sentences.forms[noun]), country.count == 1,
      country.upperBound <= noun, noun - country.upperBound < 3,
      sentences.head(country.lowerBound) == noun
        || sentences.head(country.lowerBound) == sentences.head(noun),
      sentences.country(named: country) != nil, !sentences.isCountryName(country)
    else { return false }
    return (country.upperBound..<noun).allSatisfy {
      [.adjective, .noun, .properNoun].contains(sentences.tag($0))
        && sentences.mention(endingAt: $0 + 1) == nil
    }
  }

  /// Whether initials behind *of the* stand for a party: *Mayor Anna Koch of the S.D.P.*
  private func isAcronym(_ object: Range<Int>) -> Bool {
    let name = object.filter { sentences.tag($0) != .determiner }
    guard name.count == 1, let word = name.first, word >= 2,
      sentences.forms[word - 1] == "the", sentences.forms[word - 2] == "of"
    else { return false }
    let form = sentences.annotation.form(word)
    let letters = form.filter { $0 != "." }
    return letters.count > 2 && letters.allSatisfy(\.isUppercase)
      && CountryNames.countryNamed(form) == nil && CountryNames.countryNamed(letters) == nil
  }

  private func isOfParty(_ trigger: Int, _ candidate: Annotation.RelationCandidate) -> Bool {
    let annotation = sentences.annotation
    let object = annotation.mentions[candidate.object].tokens
    let words = object.map { sentences.forms[$0] }
    let isAdjective = Self.parties.contains(words.joined(separator: " "))
    guard
      isAdjective || words.last.map(Self.bodies.contains) ?? false || isAcronym(object)
    else { return false }
    if Self.offices.contains(sentences.forms[trigger]) { return true }
    // `Republican president George Bush`, but not `Communist Party president`
    if sentences.forms[trigger] == "president" { return isAdjective }
    // `Speaker Noreen McGrath of the Labor Party`: the model has `of` for its word.
    return sentences.forms[trigger] == "of"
      && title(of: candidate.subject).map(Self.offices.contains) ?? false
  }

  /// The noun right before a name that says what its bearer is: *Speaker Noreen McGrath*.
  private func title(of mention: Int) -> String? {
    let start = sentences.annotation.mentions[mention].tokens.lowerBound
    return start > 0 && sentences.isNoun(start - 1) ? sentences.forms[start - 1] : nil
  }
}

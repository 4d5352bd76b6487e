/// The ways in which words come to fill the places of a phrase; one file each.
///
/// A finding may need several; the later one in this list gives it its name, as the rarer.
struct Rule: OptionSet, Hashable, Sendable {
  let rawValue: UInt16

  /// The verb's own subject and complements.
  static let verb = Rule(rawValue: 1 << 0)
  /// A noun that stands for a verb.
  static let happening = Rule(rawValue: 1 << 1)
  /// What somebody is.
  static let title = Rule(rawValue: 1 << 2)
  /// A preposition between two mentions.
  static let place = Rule(rawValue: 1 << 3)
  /// A passive verb and its agent.
  static let passive = Rule(rawValue: 1 << 4)
  /// Who takes part in `X and Y`.
  static let coordination = Rule(rawValue: 1 << 5)
  /// A clause that says something of a noun.
  static let relativeClause = Rule(rawValue: 1 << 6)
  /// The subject that an infinitive or a participle leaves to the verb above it.
  static let control = Rule(rawValue: 1 << 7)
  /// `carry out`, `launch`: a verb that only lends its subject to a noun.
  static let lightVerb = Rule(rawValue: 1 << 8)
  /// `a series of X`: a noun that is looked through.
  static let transparentNoun = Rule(rawValue: 1 << 9)
  /// An end that was no mention before.
  static let nounPhrase = Rule(rawValue: 1 << 10)

  private static let names: [String] = [
    "verb", "happening", "title", "place", "passive", "coordination", "relative-clause", "control",
    "light-verb", "transparent-noun", "noun-phrase",
  ]

  /// The names of all rules, in order.
  static var allNames: [String] { names }

  /// The name of the rarest rule in it.
  var name: String {
    Self.names.indices.last { rawValue & (1 << $0) != 0 }.map { Self.names[$0] } ?? "verb"
  }
}

/// A word that fills a place, and how it came there.
struct Filler: Hashable {
  var token: Int
  var rules: Rule

  func adding(_ rule: Rule) -> Filler { Filler(token: token, rules: rules.union(rule)) }
}

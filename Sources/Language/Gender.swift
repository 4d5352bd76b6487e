import GraphModel

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
  /// What somebody is.
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

  /// Where the words that follow a noun begin.
  private static let followers: Set = [
    "of", "in", "from", "to", "at", "for", "with", "on", "by", "who", "whom", "whose", "which",
    "that", ",", "(",
  ]
  private static let possessives: Set = ["'s", "’s", "'", "’"]

  /// - Parameters:
  ///   - forms: The words of a mention of people, at least one.
  ///   - previous: The word before them.
  init?(of forms: [String], after previous: String?) {
    var words = forms[...]
    if words.count == 1, let pronoun = Self.pronouns[forms[0].lowercased()] {
      self = pronoun
      return
    }
    if words.count > 1, let last = words.last, Self.possessives.contains(last) {
      words.removeLast()
    }
    if let end = words.dropFirst().firstIndex(where: { Self.followers.contains($0.lowercased()) }) {
      words = words[..<end]
    }
    let owner = words.lastIndex(where: Self.possessives.contains)
    if let owner { words = words[(owner + 1)...] }
    guard let last = words.last else { return nil }
    let titles = owner == nil ? [previous, words.count > 1 ? words.first : nil] : []
    let title = titles.lazy.compactMap { $0 }.filter { !Self.isCommon($0) }
      .compactMap { Self.titles[$0.lowercased()] }.first
    // `her husband`, `the actress Regina King`
    let noun = words.last(where: Self.isCommon).flatMap { Self.nouns[$0.lowercased()] }
    guard let found = Self.isCommon(last) ? noun : title ?? noun else { return nil }
    self = found
  }

  private static func isCommon(_ word: String) -> Bool { word.first?.isLowercase ?? false }
}

/// A partition of mentions, or of groups of them, that knows of which sets each means men or women.
package struct GenderedSets {
  private var sets: DisjointSets
  /// By the number that stands for a set.
  private var genders: [Gender?]

  /// Every number by itself, with what it shows.
  package init(_ genders: [Gender?]) {
    sets = DisjointSets(count: genders.count)
    self.genders = genders
  }

  /// The number that stands for the set of another.
  package mutating func root(of element: Int) -> Int { sets.root(of: element) }

  /// Whether joining two sets makes nobody both a man and a woman.
  package mutating func agree(_ left: Int, _ right: Int) -> Bool {
    guard let left = genders[root(of: left)], let right = genders[root(of: right)] else {
      return true
    }
    return left == right
  }

  /// Makes the sets of two numbers one.
  package mutating func join(_ left: Int, _ right: Int) {
    let gender = genders[root(of: left)] ?? genders[root(of: right)]
    sets.join(left, right)
    genders[root(of: left)] = gender
  }
}

extension Annotation {
  /// Whether a mention's words mean a man or a woman, where they tell.
  package func gender(of mention: Mention) -> Gender? {
    guard mention.type == .person || mention.type == .group else { return nil }
    let first = mention.tokens.lowerBound
    return Gender(of: mention.tokens.map(form), after: first > 0 ? form(first - 1) : nil)
  }
}

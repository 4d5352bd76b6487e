import GraphModel
import Language

/// Whose something is and where, by the words of its description: *Fiat's* of *Fiat's lawyer*, *Karl Voss* of *the sister of
/// Karl Voss*, *Lima* of *the police in Lima*.
///
///     Fiat's lawyer … Boeing's lawyer              two lawyers
///     the sister of Karl Voss … of Jan Moe         two sisters
///     the mayor's wife … the governor's wife       two wives
///     the police in Lima … in Quito                two forces
///
/// *Iran's army* may be *Tehran's*, and *Stern's daughter* his wife's, where the model takes the owners for one.
struct Owners {
  private static let belonging: Set = ["of", "for"]
  private static let standing: Set = ["in", "at"]

  private let names: [MentionName]
  private let sentences: Sentences
  private let clusterOf: [Int]
  private let firstOfCluster: [Int]

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
    let clusters = sentences.annotation.clusters
    clusterOf = clusters.groupOfElement(count: names.count)
    firstOfCluster = clusters.map { $0.min() ?? 0 }
  }

  /// The mention of the owner that a description tells, unless it is a pronoun.
  func owner(of mention: Int) -> Int? {
    told(by: mention) {
      sentences.label($0) == "nmod:poss"
        || sentences.label($0) == "nmod" && sentences.cases($0).allSatisfy(Self.belonging.contains)
    }
  }

  /// The mention by name of where a description tells that something is.
  func place(of mention: Int) -> Int? {
    told(by: mention) {
      sentences.label($0) == "nmod" && sentences.cases($0).contains(where: Self.standing.contains)
    }.flatMap {
      names[$0].kind == .name && sentences.annotation.mentions[$0].type != .person ? $0 : nil
    }
  }

  private func told(by mention: Int, _ tells: (Int) -> Bool) -> Int? {
    guard names[mention].kind == .description else { return nil }
    let head = sentences.annotation.head(of: names[mention].tokens)
    return sentences.dependents(of: head).filter(tells).lazy
      .compactMap { sentences.mentions(at: $0).first }
      .first { names[$0].kind != .pronoun && $0 != mention }
  }

  /// Whether an owner is named here first, in another paragraph than something: *an expedition … The expedition of Captain
  /// Halloran*.
  func isNew(_ owner: Int, after mention: Int) -> Bool {
    let mentions = sentences.annotation.mentions
    return names[owner].kind == .name && mentions[owner].type == .person
      && firstOfCluster[clusterOf[owner]] == owner
      && !sentences.areInOneParagraph(
        mentions[mention].tokens.lowerBound, mentions[owner].tokens.lowerBound)
  }

  /// Whether two owners, or two places, are two.
  func areApart(_ left: Int, _ right: Int) -> Bool {
    let mentions = sentences.annotation.mentions
    let type = mentions[left].type
    guard clusterOf[left] != clusterOf[right], type == mentions[right].type else { return false }
    switch (names[left].kind, names[right].kind) {
    case (.name, .name):
      guard !names[left].isCompatible(with: names[right], as: type) else { return false }
      let countries = [left, right].compactMap { CountryNames.countryNamed(names[$0].text) }
      // `Iran's army`, `Tehran's army`
      return countries.isEmpty || countries.count == 2 && countries[0] != countries[1]
    case (.description, .description):
      return type == .person
        && sentences.forms[sentences.headWord(of: left)]
          != sentences.forms[sentences.headWord(of: right)]
    default: return false
    }
  }
}

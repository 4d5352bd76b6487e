import GraphModel
import Language

/// Who is told to be whose kin: *his wife, Nancy*, *Stokes's wife*, *her son Mark*.
///
///     Jansen's wife, Nancy, fled. Stokes's wife was arrested.     two wives
///     Stokes was charged. His son fled.                           the son is not Stokes
struct Kin: MentionMoves {
  static let spouses: Set = [
    "wife", "husband", "widow", "widower", "girlfriend", "boyfriend", "fiancée", "fiancé",
    "fiancee", "partner", "spouse", "mistress", "lover", "ex-wife", "ex-husband", "bride",
  ]
  private static let blood: Set = [
    "son", "daughter", "brother", "sister", "father", "mother", "uncle", "aunt", "nephew", "niece",
    "cousin", "grandson", "granddaughter", "grandfather", "grandmother", "stepson", "stepdaughter",
    "stepfather", "stepmother", "half-brother", "half-sister", "brother-in-law", "sister-in-law",
    "father-in-law", "mother-in-law", "son-in-law", "daughter-in-law", "twin", "mom", "dad",
  ]
  static let nouns = spouses.union(blood)

  /// What somebody is told to be, *wife*, and the mention of whose.
  struct Tie {
    var noun: String
    var owner: Int
  }

  private let names: [MentionName]
  private let sentences: Sentences
  /// Whose something is.
  let owners: Owners
  /// The pairs of clusters that a statement makes one family.
  private let families: Set<[Int]>

  init(_ names: [MentionName], in sentences: Sentences) {
    let owners = Owners(names, in: sentences)
    (self.names, self.owners, self.sentences) = (names, owners, sentences)
    families = Set(
      sentences.annotation.relations.lazy.filter {
        ["married-to", "related-to"].contains($0.relation) && $0.isStated
      }.map { [owners.clusterOf[$0.subject], owners.clusterOf[$0.object]].sorted() })
  }

  /// What a mention of a person is told to be, and whose.
  func tie(of mention: Int) -> Tie? {
    guard sentences.annotation.mentions[mention].type == .person else { return nil }
    switch names[mention].kind {
    case .pronoun: return nil
    case .description:
      let noun = sentences.annotation.head(of: names[mention].tokens)
      guard Self.nouns.contains(sentences.forms[noun]) else { return nil }
      return owners.possessor(of: noun, before: mention)
        .map { Tie(noun: sentences.forms[noun], owner: $0) }
    case .name:
      // `his wife, Nancy`, `her son Mark`
      let head = sentences.headWord(of: mention)
      let above = sentences.head(head).map { [$0] } ?? []
      let around = above + sentences.dependents(of: head, "appos", "compound", "nmod:desc")
      for noun in around where Self.nouns.contains(sentences.forms[noun]) {
        guard noun != above.first || ["appos", "flat"].contains(sentences.label(head)),
          let owner = owners.possessor(of: noun, before: mention)
            ?? owners.possessor(of: head, before: mention)
        else { continue }
        return Tie(noun: sentences.forms[noun], owner: owner)
      }
      return nil
    }
  }

  /// Whether two persons who are the same to somebody are two, as theirs are.
  func areApart(_ left: Tie, _ right: Tie) -> Bool {
    guard left.noun == right.noun, owners.areApart(left.owner, right.owner) else { return false }
    // Two of one family may have one son.
    return Self.spouses.contains(left.noun) || !mayBeFamily(left.owner, right.owner)
  }

  private func mayBeFamily(_ left: Int, _ right: Int) -> Bool {
    names[left].words.last == names[right].words.last
      || families.contains([owners.clusterOf[left], owners.clusterOf[right]].sorted())
  }

  /// By what one is to another, what the other is to him; but *his brother* of one's brother may be a third.
  private static let inverse = WordTable(
    """
    mother: son daughter child
    father: son daughter child
    mom: son daughter child
    dad: son daughter child
    son: father mother
    daughter: father mother
    wife: husband
    widow: husband
    husband: wife
    widower: wife
    uncle: nephew niece
    aunt: nephew niece
    """
  ).wordsOfLeft

  private static let feminine: Set = [
    "mother", "mom", "daughter", "wife", "widow", "aunt",
  ]

  /// For kin of a pronoun, whose kin the subject before them is told to be: *Orr's mother, Jane, said that her son was kind* is
  /// about Orr.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    let annotation = sentences.annotation
    var moves: [Int: Int] = [:]
    // The last whose tie its sentence tells.
    var told: (tie: Tie, sentence: Int, mention: Int)?
    for (index, mention) in annotation.mentions.enumerated() where mention.type == .person {
      let sentence = annotation.sentence(of: mention.tokens.lowerBound)
      let noun = annotation.head(of: names[index].tokens)
      if let (tie, place, kin) = told, place == sentence, names[index].kind == .description,
        Self.inverse[tie.noun]?.contains(sentences.forms[noun]) ?? false,
        mention.tokens.lowerBound >= annotation.mentions[kin].tokens.upperBound,
        let pronoun = sentences.dependents(of: noun, "nmod:poss").first,
        sentences.forms[pronoun] == (Self.feminine.contains(tie.noun) ? "her" : "his")
      {
        moves[index] = tie.owner
      }
      if let tie = tie(of: index) {
        told = (tie, sentence, index)
      }
    }
    return moves
  }
}

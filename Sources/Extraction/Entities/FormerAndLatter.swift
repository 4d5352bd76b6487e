import GraphModel
import Language

/// Whom *the former* and *the latter* mean: the first and the last of the two that were named beside each other before.
///
///     Pell met Lund and Brandt in Kyiv. The latter accused the army.     Brandt
///     The former accused the latter.                                     Lund accused Brandt
///     Reid succeeded Orr. The latter moved to Rome.                      Orr
struct FormerAndLatter: MentionMoves {
  private let names: [MentionName]
  private let sentences: Sentences

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
  }

  /// For each such description, the mention that it means.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    let annotation = sentences.annotation
    lazy var groupOf = groups.groupOfElement(count: names.count)
    lazy var mentionsOfSentence = annotation.mentionsOfSentences()
    var moves: [Int: Int] = [:]
    for (index, mention) in annotation.mentions.enumerated() {
      guard let isFormer = isFormer(mention.tokens),
        let pair = pair(before: mention, groupOf, mentionsOfSentence)
      else { continue }
      moves[index] = isFormer ? pair.former : pair.latter
      // The pronouns that follow it mean whom it means.
      for next in groups[groupOf[index]].behind(index) {
        guard names[next].kind == .pronoun,
          annotation.sentence(of: annotation.mentions[next].tokens.lowerBound)
            == annotation.sentence(of: mention.tokens.lowerBound)
        else { break }
        moves[next] = moves[index]
      }
    }
    return moves
  }

  /// Whether some words are *the former* rather than *the latter*, nil where they are neither.
  private func isFormer(_ tokens: Range<Int>) -> Bool? {
    let last = tokens.upperBound - 1
    guard tokens.count <= 2, ["former", "latter"].contains(sentences.forms[last]), last > 0,
      sentences.forms[last - 1] == "the"
    else { return nil }
    // `the former president`, `the latter half`
    let next = last + 1
    guard
      next >= sentences.forms.count || !sentences.isNoun(next) && sentences.tag(next) != .adjective
    else { return nil }
    return sentences.forms[last] == "former"
  }

  /// The last two of a sort that stand side by side, or are the only two, in the sentence before, or before them in their own.
  private func pair(
    before mention: Annotation.Mention, _ groupOf: [Int], _ mentionsOfSentence: [[Int]]
  ) -> (former: Int, latter: Int)? {
    let annotation = sentences.annotation
    let start = mention.tokens.lowerBound
    let own = annotation.sentence(of: start)
    for sentence in [own, own - 1] where sentence >= 0 {
      let last = sentence == own ? start : annotation.sentences[sentence].tokens.upperBound
      let told = mentionsOfSentence[sentence].filter {
        let tokens = annotation.mentions[$0].tokens
        return tokens.upperBound <= last
          && names[$0].kind != .pronoun && isFormer(tokens) == nil
          && isOfSort(annotation.mentions[$0].type, mention.type)
      }.sorted {
        annotation.mentions[$0].tokens.lowerBound < annotation.mentions[$1].tokens.lowerBound
      }
      for (left, right) in zip(told, told.dropFirst()).reversed()
      where sentences.label(sentences.headWord(of: right)) == "conj"
        && sentences.head(sentences.headWord(of: right)) == sentences.headWord(of: left)
        && groupOf[left] != groupOf[right]
      {
        return (left, right)
      }
      if Set(told.map { groupOf[$0] }).count == 2, let first = told.first,
        let other = told.last(where: { groupOf[$0] != groupOf[first] })
      {
        return (first, other)
      }
    }
    return nil
  }

  private func isOfSort(_ type: EntityType, _ own: EntityType) -> Bool {
    type == own
      || own != .person && type != .person
        && [.organization, .group, .place].contains(type)
  }
}

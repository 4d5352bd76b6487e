import Language

/// Which of those of one surname it means where its own sentence tells.
///
///     the younger Wong                                   who is told to be the son
///     Whit told the jury that Lee was innocent.          not Lee Whit
///     Wong sued the bank, she told Reuters.              whom *she* means, if it is one of them
struct NamesakeClues {
  private static let children: Set = [
    "son", "daughter", "child", "nephew", "niece", "grandson", "granddaughter",
  ]
  private static let parents: Set = [
    "father", "mother", "uncle", "aunt", "grandfather", "grandmother",
  ]
  private static let siblings: Set = ["brother", "sister"]
  private static let little: Set = ["younger", "little", "kid", "youngest", "baby"]
  private static let big: Set = ["older", "elder", "big", "eldest", "oldest"]

  private let names: [MentionName]
  private let sentences: Sentences
  private let mentionsOfSentence: [[Int]]

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
    mentionsOfSentence = sentences.annotation.mentionsOfSentences()
  }

  /// The full name that a bare one stands for.
  ///
  /// - Parameter bearers: By group, the mention of its full name.
  func bearer(of mention: Int, among bearers: [Int: Int], _ groupOf: [Int]) -> Int? {
    let full = bearers.values.sorted()
    if let isYounger = age(before: names[mention].tokens.lowerBound) {
      guard full.count == 2 else { return nil }
      if let told = full.first(where: { self.isYounger($0) != nil }) {
        return self.isYounger(told) == isYounger ? told : full.first { $0 != told }
      }
      return nil
    }
    let others = full.filter { !isCalledByGivenName($0, besides: mention) }
    if others.count == 1, others.count < full.count { return others[0] }
    guard names[mention].gender == nil else { return nil }
    return pronoun(for: mention).flatMap { bearers[groupOf[$0]] }
  }

  /// Whether *the younger* or *the elder* stands before a name.
  func age(before start: Int) -> Bool? {
    start > 0 ? Titles.ages[sentences.forms[start - 1]] : nil
  }

  /// Whether the word of kinship beside a full name makes its bearer the younger of two.
  private func isYounger(_ name: Int) -> Bool? {
    let head = sentences.headWord(of: name)
    var nouns = sentences.dependents(of: head, "appos", "nmod:desc", "compound")
    if ["appos", "flat"].contains(sentences.label(head)) {
      nouns += [sentences.head(head)].compactMap { $0 }
    }
    for noun in nouns {
      let form = sentences.forms[noun]
      if Self.children.contains(form) { return true }
      if Self.parents.contains(form) { return false }
      guard Self.siblings.contains(form) else { continue }
      let modifiers = sentences.titleModifiers(of: noun)
      if !modifiers.isDisjoint(with: Self.little) { return true }
      if !modifiers.isDisjoint(with: Self.big) { return false }
    }
    return nil
  }

  /// Whether the sentence of a bare name calls somebody by his given name alone, after it.
  private func isCalledByGivenName(_ full: Int, besides mention: Int) -> Bool {
    let annotation = sentences.annotation
    guard let given = names[full].ownWords.first else { return false }
    let sentence = annotation.sentence(of: annotation.mentions[mention].tokens.lowerBound)
    return mentionsOfSentence[sentence].contains {
      $0 != mention && annotation.mentions[$0].type == .person && names[$0].ownWords == [given]
    }
  }

  /// The *he* or *she* behind a subject, the first in the same sentence.
  private func pronoun(for mention: Int) -> Int? {
    let annotation = sentences.annotation
    let start = annotation.mentions[mention].tokens.lowerBound
    guard sentences.label(sentences.headWord(of: mention)).hasPrefix("nsubj") else { return nil }
    let behind = mentionsOfSentence[annotation.sentence(of: start)].filter {
      annotation.mentions[$0].tokens.lowerBound > start
    }
    return behind.filter {
      names[$0].kind == .pronoun
        && ["he", "she"].contains(sentences.forms[annotation.mentions[$0].tokens.lowerBound])
    }.min {
      annotation.mentions[$0].tokens.lowerBound < annotation.mentions[$1].tokens.lowerBound
    }
  }
}

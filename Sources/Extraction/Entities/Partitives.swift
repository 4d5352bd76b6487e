import Language

/// What *one of them* is called: by what the words behind it say that it is.
///
///     One of them, an accountant for the port, was beaten.     accountant for the port
///     Two of the men, employees of Apex, were killed.          employees of Apex
///     One of them, Jean Bahat, sued the bank.                  by his name, which is his own mention
struct Partitives: MentionMoves {
  private static let parts: Set = [
    "one", "two", "three", "four", "five", "six", "another", "other", "others", "some", "many",
    "most", "several", "few", "both", "each", "none", "half",
  ]
  /// What a trade, a home or an age is told with: *a nurse from Lima*.
  private static let telling: Set = ["of", "for", "from", "in", "at", "with"]
  private static let longest = 8

  private let names: [MentionName]
  private let sentences: Sentences

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
  }

  /// For mentions of what such an apposition says, the mention of the part that it is said of.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    var moves: [Int: Int] = [:]
    for (part, name) in names.enumerated() where name.kind == .description {
      guard let noun = apposition(of: name.tokens) else { continue }
      for other in sentences.mentions(at: noun)
      where other != part && names[other].kind == .description
        && sentences.headWord(of: other) == noun
      {
        moves[other] = part
      }
    }
    return moves
  }

  /// The words of the apposition that say what a part is, nil where none do.
  func description(of tokens: Range<Int>) -> Range<Int>? {
    guard let noun = apposition(of: tokens) else { return nil }
    let before = sentences.dependents(of: noun, "amod", "compound", "nummod").filter { $0 < noun }
    let start = before.min() ?? noun
    var end = noun + 1
    while end < sentences.forms.count, end - start < Self.longest, tells(end, of: noun) { end += 1 }
    // `for the`, where it was too much.
    while end > noun + 1, [.adposition, .determiner].contains(sentences.tag(end - 1)) { end -= 1 }
    return start..<end
  }

  private func tells(_ word: Int, of noun: Int) -> Bool {
    var (top, steps) = (word, 0)
    while let head = sentences.head(top), head != noun {
      steps += 1
      guard abs(head - word) <= Self.longest, steps < Clauses.depth else { return false }
      top = head
    }
    return sentences.head(top) == noun && sentences.label(top) == "nmod" && top > noun
      && sentences.cases(top).allSatisfy(Self.telling.contains)
      && ![.punctuation, .pronoun].contains(sentences.tag(word))
  }

  /// The common noun in lower case that stands behind a part, between commas, as what it is.
  private func apposition(of tokens: Range<Int>) -> Int? {
    let head = sentences.annotation.head(of: tokens)
    guard Self.parts.contains(sentences.forms[head]),
      sentences.dependents(of: head).allSatisfy({
        !["amod", "compound", "flat"].contains(sentences.label($0))
      })
    else { return nil }
    return sentences.dependents(of: head, "appos").first {
      $0 > head && sentences.tag($0) == .noun
        && sentences.isLowercase($0)
        && sentences.dependents(of: $0, "appos", "flat").isEmpty
    }
  }
}

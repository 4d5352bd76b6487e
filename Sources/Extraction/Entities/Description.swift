import Language

/// What the words around a description's noun make of it: *the first round of voting in Leeds* is the *first round of
/// voting*, or a *round*.
///
/// How much of a phrase a mention covers differs from reader to reader, and from sentence to sentence. The whole says best
/// which one is meant; the core is what people look for.
struct Description: Sendable {
  /// The noun with the words before it and what it is of, without articles and pronouns; no longer than a label may be.
  let whole: String
  /// The mention without what counts it, and its noun with the nouns before it that make one word of it; none where it says
  /// nothing alone (*dozens*).
  let shorter: [String]

  /// What means something only beside what was said before.
  private static let pointing: Set<String> = [
    "this", "that", "these", "those", "its", "his", "her", "their", "my", "our", "your",
  ]
  /// More words than these are no name.
  private static let longest = 8

  /// - Parameter tokens: The words of the mention, without an article.
  init(of tokens: Range<Int>, in sentences: Sentences) {
    let annotation = sentences.annotation
    let head = annotation.head(of: tokens)
    var whole = tokens
    let start = Self.start(of: tokens, head, in: sentences)
    if tokens.upperBound - start <= Self.longest { whole = start..<tokens.upperBound }
    if let end = Self.end(of: tokens, head, in: sentences), end - whole.lowerBound <= Self.longest {
      whole = whole.lowerBound..<end
    }
    self.whole = annotation.phrase(whole)

    guard sentences.isNoun(head), !Sentences.transparentNouns.contains(sentences.forms[head]) else {
      shorter = []
      return
    }
    var (first, last) = (head, head + 1)
    while first > tokens.lowerBound, Self.isCompound(first - 1, before: head, in: sentences) {
      first -= 1
    }
    while last < tokens.upperBound, sentences.label(last) == "flat" { last += 1 }
    let uncounted = tokens.first { $0 == head || sentences.label($0) != "nummod" } ?? head
    shorter = [uncounted..<tokens.upperBound, first..<last].map { annotation.phrase($0) }
  }

  /// Where the words begin that stand before a noun and say more of it.
  private static func start(of tokens: Range<Int>, _ head: Int, in sentences: Sentences) -> Int {
    var start = tokens.lowerBound
    while start > 0, tokens.lowerBound - start <= longest,
      let part = modifier(at: start - 1, before: tokens, of: head, in: sentences)
    {
      start = part.lowerBound
    }
    return start
  }

  /// The words before a noun that end in one and belong to it, without the article or pronoun they begin with.
  private static func modifier(
    at last: Int, before mention: Range<Int>, of head: Int, in sentences: Sentences
  ) -> Range<Int>? {
    var (top, steps) = (last, 0)
    while let upper = sentences.head(top), upper != head {
      steps += 1
      guard abs(upper - last) <= longest, steps < Clauses.depth else { return nil }
      top = upper
    }
    guard sentences.head(top) == head, !mention.contains(top), !isArticle(last, in: sentences),
      ["amod", "compound", "nummod", "nmod:poss", "nmod:desc"].contains(sentences.label(top)),
      !isRelative(top, in: sentences)
    else { return nil }
    var first = last
    while first > 0, last - first <= longest,
      sentences.isBelow(first - 1, top, within: longest)
    {
      // `at least 23 people` are 23 people.
      if sentences.label(top) == "nummod", sentences.tag(first - 1) != .numeral { break }
      first -= 1
    }
    while first < last, isArticle(first, in: sentences) { first += 1 }
    // Half a word is none: `all-girl team`.
    return sentences.tag(first) == .punctuation ? nil : first..<last + 1
  }

  /// Where the words end that say what a noun is of, if they follow it at once and are few and plain.
  private static func end(of tokens: Range<Int>, _ head: Int, in sentences: Sentences) -> Int? {
    guard
      let noun = sentences.dependents(of: head, "nmod").first(where: { $0 >= tokens.upperBound }),
      sentences.cases(noun) == ["of"]
    else { return nil }
    var end = tokens.upperBound
    while end < sentences.forms.count, end - tokens.upperBound <= longest,
      sentences.isBelow(end, noun, within: longest),
      end == noun || isPlain(end, in: sentences)
    {
      end += 1
    }
    // What belongs to a word that did not come in.
    while end > noun + 1, sentences.head(end - 1).map({ $0 >= end }) ?? false { end -= 1 }
    let added = tokens.upperBound..<max(end, tokens.upperBound)
    guard added.contains(noun), !added.contains(where: { pointing.contains(sentences.forms[$0]) }),
      // `mayors of Paris and` three more is not the mayors of Paris.
      sentences.dependents(of: noun, "conj").allSatisfy({ $0 < end }),
      // `treaty of 3` May
      !sentences.holdsTime(added)
    else { return nil }
    return end
  }

  private static func isPlain(_ token: Int, in sentences: Sentences) -> Bool {
    switch sentences.label(token) {
    case "case", "det", "amod", "compound", "flat", "nummod", "nmod:poss", "nmod:desc", "cc",
      "conj":
      true
    case "nmod": sentences.cases(token) == ["of"]
    default: sentences.forms[token] == "-"
    }
  }

  /// Whether a possessor tells nothing apart from its text: *the country's*, *Wednesday's*.
  private static func isRelative(_ possessor: Int, in sentences: Sentences) -> Bool {
    sentences.label(possessor) == "nmod:poss"
      && (sentences.holdsTime(possessor..<possessor + 1)
        || sentences.tag(possessor) == .noun
          && sentences.dependents(of: possessor).contains { isArticle($0, in: sentences) })
  }

  private static func isArticle(_ token: Int, in sentences: Sentences) -> Bool {
    sentences.tag(token) == .determiner || sentences.tag(token) == .pronoun
  }

  private static func isCompound(_ token: Int, before head: Int, in sentences: Sentences) -> Bool {
    guard let upper = sentences.head(token), upper > token, upper <= head else { return false }
    return sentences.label(token) == "compound"
      || sentences.label(token) == "punct" && sentences.forms[token] == "-"
  }
}

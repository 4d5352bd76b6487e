import Language

/// The noun that closes an opening phrase, behind which the subject stands: *After talks with the French president, Ivo Lens
/// flew home*.
extension Sentences {
  /// Roles in which somebody is what the noun says: *in his role of president*.
  private static let capacities: Set<String> = [
    "role", "post", "position", "office", "capacity", "title", "function", "job", "rank",
    "appointment", "election", "career", "years", "days", "time", "tenure", "term",
  ]

  /// The noun that closes the phrase or clause which a comma parts from a name behind it, and the verb whose subject that is.
  func closingNoun(before name: Int) -> (noun: Int, verb: Int)? {
    let range = annotation.mentions[name].tokens
    let sentence = annotation.sentences[annotation.sentence(of: range.lowerBound)].tokens
    var start = range.lowerBound
    while start > sentence.lowerBound, range.lowerBound - start < 4,
      [.noun, .properNoun, .adjective].contains(tag(start - 1))
    {
      start -= 1
    }
    guard start - 2 > sentence.lowerBound, forms[start - 1] == ",",
      range.upperBound < sentence.upperBound, tag(range.upperBound) != .punctuation
    else { return nil }
    let name = annotation.head(of: range)
    guard tag(name) == .properNoun, let verb = predicate(of: name, endingAt: range.upperBound)
    else { return nil }
    // From the last word of the phrase up to the noun that is a person's: `the director of the bank`.
    var word = start - 2
    for _ in 0..<4 {
      if isPersonNoun(word), tag(word) == .noun || isLowercase(word) {
        // Neither may come to hang below itself.
        let isOver = [word, name].contains { isBelow(verb, $0, within: sentence.count) }
        return isAside(word) && !isOver ? (word, verb) : nil
      }
      guard let head = head(word), head < name, isNoun(word) || tag(word) == .adjective else {
        return nil
      }
      word = head
    }
    return nil
  }

  /// The finite verb behind a name of which it is the subject, also where the parser takes the name for an apposition.
  private func predicate(of name: Int, endingAt end: Int) -> Int? {
    guard let head = head(name) else { return nil }
    if label(name).hasPrefix("nsubj") { return head > name ? head : nil }
    guard label(name) == "appos" else { return nil }
    let sentence = annotation.sentences[annotation.sentence(of: name)].tokens
    guard
      let verb = (end..<min(end + 4, sentence.upperBound)).first(where: {
        ![.adverb, .auxiliary, .particle].contains(tag($0))
      }), isVerb(verb), ["root", "ccomp", "parataxis"].contains(label(verb)),
      !forms[verb].hasSuffix("ing") || !dependents(of: verb, "aux").isEmpty,
      dependents(of: verb, "nsubj", "nsubj:pass", "nsubj:outer").isEmpty
    else { return nil }
    return verb
  }

  /// Whether what a noun means is only spoken of: it stands behind a preposition other than *as*, or is the object of a verb
  /// that makes nobody anything.
  func isAside(_ noun: Int) -> Bool {
    let cases = cases(noun).filter { !Self.genitives.contains($0) }
    if !cases.isEmpty {
      let isRole =
        head(noun).map { Self.capacities.contains(forms[$0]) } ?? false && cases.contains("of")
      return !cases.contains(where: ["as", "than"].contains) && !isRole
    }
    guard ["obj", "iobj"].contains(label(noun)), let verb = head(noun), isVerb(verb) else {
      return false
    }
    return !givesTitle(verb)
  }
}

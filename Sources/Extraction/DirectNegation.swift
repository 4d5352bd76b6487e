import Language

/// What a word that says it is itself denied is never taken for so, whatever the model makes of it: *it will not
/// withdraw* is no withdrawal.
enum DirectNegation {
  private static let negations: Set = ["not", "n't", "n’t", "never"]
  /// How many words away from its verb it is looked for.
  private static let reach = 60

  /// Whether *not* or *never* depends on the head of a trigger; *not only* denies nothing.
  static func denies(_ trigger: Range<Int>, in annotation: Annotation) -> Bool {
    guard !trigger.isEmpty else { return false }
    let head = annotation.head(of: trigger)
    let sentence = annotation.sentences[annotation.sentence(of: head)].tokens
    return sentence.clamped(to: head - reach..<head + reach).contains { token in
      annotation.tokens[token].head == head && annotation.tokens[token].label == "advmod"
        && negations.contains(annotation.form(token).lowercased())
        && !isNotOnly(token, in: annotation)
    }
  }

  /// Whether a word that negates stands before *only*, so that what is said is so, and more.
  static func isNotOnly(_ token: Int, in annotation: Annotation) -> Bool {
    let next = token + 1
    return annotation.sentences[annotation.sentence(of: token)].tokens.contains(next)
      && annotation.form(next).lowercased() == "only"
  }
}

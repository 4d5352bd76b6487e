import Language

/// Who acts by a verb, and when, as its form and its auxiliaries tell.
extension Clauses {
  enum Tense { case past, pluperfect, perfect, present, ahead, participle, none }

  /// Auxiliaries of what is possible or to come.
  static let modals: Set<String> = [
    "will", "would", "'ll", "’ll", "wo", "shall", "may", "might", "could", "can", "should", "must",
  ]
  private static let pastAuxiliaries: Set<String> = ["did", "was", "were"]
  private static let having: Set<String> = ["has", "have", "'ve", "’ve"]
  private static let present: Set<String> = [
    "is", "are", "am", "does", "do", "'re", "’re", "'s", "’s",
  ]

  /// In which tense a predicate is told; none for what is no predicate.
  func tense(of verb: Int) -> Tense { tense(of: verb, depth: 8) }

  private func tense(of verb: Int, depth: Int) -> Tense {
    guard isPredicate(verb) else { return .none }
    let token = annotation.tokens[verb]
    let form = sentences.forms[verb]
    var helping = Set<String>()
    var hasInfinitive = false
    for word in auxiliaries(of: verb) {
      if annotation.tokens[word].label != "mark" {
        helping.insert(sentences.forms[word])
      } else if sentences.forms[word] == "to" {
        hasInfinitive = true
      }
    }
    if !helping.isDisjoint(with: Self.modals) { return .ahead }
    if helping.contains("had") { return .pluperfect }
    if !helping.isDisjoint(with: Self.having) { return .perfect }
    if hasInfinitive { return .ahead }
    if !helping.isDisjoint(with: Self.pastAuxiliaries) { return .past }
    if !helping.isDisjoint(with: Self.present) { return .present }
    if form.hasSuffix("ing") { return .participle }
    let hasSubject = subject(of: verb) != nil
    if token.label == "conj", !hasSubject, let head = token.head, depth > 0 {
      let shared = tense(of: head, depth: depth - 1)
      if shared != .none, shared != .present { return shared }
    }
    if token.label.hasPrefix("acl"), token.label != "acl:relcl" { return .participle }
    guard isPastForm(verb) else { return .present }
    return token.label == "advcl" && !hasSubject ? .participle : .past
  }

  /// Who acts by a verb, or by the one that it shares its subject with; nil where no mention says so.
  func actor(of verb: Int) -> Int? {
    var verb = verb
    for _ in 0..<4 {
      if let subject = subject(of: verb) { return entity(at: subject) }
      let token = annotation.tokens[verb]
      guard let head = token.head else { return nil }
      if token.label.hasPrefix("acl") { return entity(at: head) }
      guard ["conj", "xcomp", "advcl"].contains(token.label) else { return nil }
      verb = head
    }
    return nil
  }

  /// Whether a verb and its auxiliaries are in the simple past.
  func isInSimplePast(_ verb: Int) -> Bool {
    isPastForm(verb)
      && auxiliaries(of: verb).allSatisfy {
        !annotation.tokens[$0].label.hasPrefix("aux")
          || Self.pastAuxiliaries.contains(sentences.forms[$0])
      }
  }

  /// Whether a verb has the form of the past or is a participle of it.
  func isPastForm(_ verb: Int) -> Bool {
    let token = annotation.tokens[verb]
    let form = sentences.forms[verb]
    return token.tag == .verb && form != token.lemma && !form.hasSuffix("s")
      && !form.hasSuffix("ing")
  }
}

import Language

/// Whether what a candidate says is told as yet to come, or as done.
extension Veridicality {
  /// Whether a candidate is told as yet to come: by its own verb, or, of a resignation, by the verb of who resigns (*its
  /// chairman, Harold Pike, will step down*).
  func isAhead(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard let trigger = sentences.trigger(of: candidate),
      !TimeRules.lasting.contains(candidate.relation)
    else { return false }
    if sentences.isVerb(trigger) { return isAhead(trigger) }
    guard candidate.relation == "resigned-from" else { return false }
    var noun = sentences.headWord(of: candidate.subject)
    while ["appos", "flat"].contains(sentences.label(noun)), let head = sentences.head(noun) {
      noun = head
    }
    return sentences.label(noun) == "nsubj" && sentences.head(noun).map(isAhead) ?? false
  }

  private func isAhead(_ verb: Int) -> Bool {
    ["will", "'ll", "’ll", "shall"].contains { sentences.has(verb, $0) }
      || sentences.has(verb, "to") && (sentences.has(verb, "is") || sentences.has(verb, "are"))
  }

  /// Whether what the model has as planned is told as done: by the verb of who threatens or asks, or by one beside which
  /// only a clause that describes its subject is of what is to come (*Merkel, who will visit Warsaw, leads Germany*).
  func isTold(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard let verb = sentences.trigger(of: candidate) else { return false }
    guard sentences.isVerb(verb), sentences.label(verb) == "root",
      sentences.dependents(of: verb, "aux", "mark").allSatisfy({
        Self.having.contains(sentences.forms[$0])
      })
    else { return false }
    if Embedding.intentions.contains(sentences.forms[verb]),
      Self.doneByTrying.contains(candidate.relation)
    {
      return true
    }
    return sentences.dependents(of: verb, "nsubj").contains { subject in
      sentences.dependents(of: subject, "acl:relcl").contains { clause in
        ["will", "would", "to"].contains { sentences.has(clause, $0) }
      }
    }
  }

  private static let having: Set = ["has", "have", "had", "did", "does", "do"]
}

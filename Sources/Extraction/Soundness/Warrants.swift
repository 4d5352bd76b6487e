import Language

/// Those whom a warrant is for are not in the hands of who issues it: *issued arrest warrants for 42 journalists*.
extension Rereadings {
  /// Whether the word, or the subject's, is a warrant's: *an arrest warrant for*, *arrested on an Interpol warrant*.
  func isOfWarrant(_ candidate: Annotation.RelationCandidate, _ trigger: Int) -> Bool {
    func isWarrant(_ word: Int?) -> Bool {
      word.map { ["warrant", "warrants"].contains(sentences.forms[$0]) } ?? false
    }
    let subject = sentences.headWord(of: candidate.subject)
    let isIssuer =
      ["compound", "amod", "nmod:poss", "nmod", "nmod:desc"].contains(sentences.label(subject))
      && isWarrant(sentences.head(subject))
    if candidate.relation == "created" { return isIssuer && !sentences.isVerb(trigger) }
    return isIssuer || isWarrant(trigger)
      || !sentences.isVerb(trigger) && isWarrant(sentences.head(trigger))
      || sentences.isVerb(trigger)
        && sentences.dependents(of: trigger, "obj", "nsubj:pass").contains(where: isWarrant)
  }
}

import GraphModel
import Language

/// To whom a place is lost, he captured it: *lost control of Kidal to the rebels*.
extension Rereadings {
  private static let losing = Inflection.forms(of: ["lose"])

  /// Who loses a place, or the control of it, has not captured it; to whom, has.
  func withCaptor(
    _ candidate: Annotation.RelationCandidate, _ verb: Int
  ) -> Annotation.RelationCandidate? {
    var loss = verb
    // `lost control of Kidal`: either may be taken for what says it.
    if sentences.isNoun(verb), let head = sentences.head(verb) { loss = head }
    guard sentences.isVerb(loss), Self.losing.contains(sentences.forms[loss]),
      sentences.doers(with: loss).contains(where: {
        sentences.mentions(at: $0.token).contains(candidate.subject)
      })
    else { return candidate }
    let winner = sentences.dependents(of: loss).lazy.filter {
      self.sentences.cases($0).contains("to")
    }.flatMap { self.sentences.mentions(at: $0) }.first {
      [.organization, .group, .person].contains(self.type($0)) && $0 != candidate.object
    }
    guard let winner else { return nil }
    var candidate = candidate
    candidate.subject = winner
    return candidate
  }
}

import Language

/// When two were married, or until when: *they married in 1921*, *divorced in 1930*.
extension TimeRules {
  private static let parting = Inflection.forms(of: ["divorce", "separate"])
  private static let courting = Inflection.forms(of: ["propose", "engage", "date", "meet", "court"])
    .union(["relationship", "engagement"])
  private static let wedding = Inflection.forms(of: ["marry", "wed"])
  private static let couples: Set<String> = ["they", "pair", "couple", "two"]

  /// When two were married, or until when: of courtship the wedding that is told behind it, if any is.
  func timeOfMarriage(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    guard let trigger else { return timeOfLife(candidate, trigger) }
    let own = attachments.timeOfToken[trigger]
    let verb = clauses.predicate(of: trigger)
    if Self.courting.contains(sentences.forms[verb]) { return timeOfWedding(behind: verb) }
    if Self.parting.contains(sentences.forms[trigger]) {
      return own.map { $0.contains("/") ? $0 : "../\($0)" }
    }
    let end = sentences.dependents(of: trigger, "obl", "advcl").lazy.filter {
      !attachments.isTime($0) && (sentences.cases($0) + sentences.marks($0)).contains("until")
    }.compactMap { attachments.timeOfToken[$0] }.first { !$0.contains("/") }
    return end.map { "../\($0)" } ?? own ?? timeOfLife(candidate, trigger)
  }

  private func timeOfWedding(behind verb: Int) -> String? {
    let same = sentences.dependents(of: verb, "conj").first {
      Self.wedding.contains(sentences.forms[$0])
    }
    if let same { return attachments.timeOfToken[same] }
    let next = annotation.sentence(of: verb) + 1
    guard next < annotation.sentences.count,
      let root = sentences.root(of: annotation.sentences[next].tokens),
      Self.wedding.contains(sentences.forms[root]), let subject = clauses.subject(of: root),
      Self.couples.contains(sentences.forms[subject])
    else { return nil }
    return attachments.timeOfToken[root]
  }
}

import GraphModel
import Language

/// The parent company of a body owns it; a person's parent is kin.
extension Rereadings {
  /// Whether a noun is *parent* or *parent company*.
  func isParent(_ noun: Int) -> Bool {
    sentences.isNoun(noun)
      && (sentences.forms[noun] == "parent"
        || ["company", "firm", "group", "corporation"].contains(sentences.forms[noun])
          && sentences.dependents(of: noun, "compound", "amod").contains {
            sentences.forms[$0] == "parent"
          })
  }

  /// The parent of a body owns it; nil where the parent is a person's, or whose it is does not stand with the noun.
  func owner(
    _ candidate: Annotation.RelationCandidate, of parent: Int
  ) -> Annotation.RelationCandidate? {
    var candidate = candidate
    if isOf(candidate.subject, parent) { swap(&candidate.subject, &candidate.object) }
    guard type(candidate.subject) == .organization, type(candidate.object) != .person,
      isOf(candidate.object, parent)
    else { return type(candidate.subject) == .person ? candidate : nil }
    candidate.relation = "owns"
    return candidate
  }
}

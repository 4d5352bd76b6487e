import Language

/// What the words of a candidate say, where the model, or a phrase that stretches far, takes them for something else.
protocol Reading {
  /// The candidate as its words have it; nil where they say nothing of the two.
  func read(_ candidate: Annotation.RelationCandidate) -> Annotation.RelationCandidate?
}

/// A reading that only finds what the words do not say.
protocol Denial: Reading {
  /// Whether the words do not say what a candidate is.
  func deny(_ candidate: Annotation.RelationCandidate) -> Bool
}

extension Denial {
  func read(_ candidate: Annotation.RelationCandidate) -> Annotation.RelationCandidate? {
    deny(candidate) ? nil : candidate
  }
}

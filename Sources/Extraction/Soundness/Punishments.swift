import Language

/// Who condemns somebody to a punishment convicts him: *condemned the singer to death*.
extension Rereadings {
  private static let condemning = Inflection.forms(of: ["condemn"])
  private static let punishments: Set = [
    "death", "prison", "imprisonment", "jail", "gaol", "labour", "labor", "hanging", "exile",
    "gallows", "guillotine", "banishment",
  ]
  private static let terms: Set = ["year", "years", "month", "months", "life"]

  /// Whether a verb condemns somebody to a punishment: *to death*, *to twenty years in prison*, but not *to years of hunger*.
  func isSentence(_ verb: Int) -> Bool {
    guard Self.condemning.contains(sentences.forms[verb]) else { return false }
    return sentences.dependents(of: verb, "obl").contains { word in
      guard sentences.cases(word).contains("to") else { return false }
      if Self.punishments.contains(sentences.forms[word]) { return true }
      return Self.terms.contains(sentences.forms[word])
        && sentences.dependents(of: word, "nmod").allSatisfy {
          sentences.cases($0) != ["of"]
            || Self.punishments.contains(sentences.forms[$0])
        }
    }
  }
}

import Language

/// Whose the deed is that somebody is asked to end: his own.
///
///     China has pressed [the Arakan Army] to halt [its] offensive on Sittwe.
///     Powell urged [Israel] to lift [its] siege of Ramallah.
///
/// Coreference is drawn to the subject of the sentence, but who halts, ends or lifts something is he who does it.
enum EndedDeeds {
  private static let endings: Set = [
    "halt", "end", "stop", "cease", "lift", "suspend", "withdraw", "abandon", "drop", "pause",
    "curb", "freeze", "renounce", "scale",
  ]

  /// The candidate with an end that is such a possessive told of who is asked.
  static func told(
    _ candidate: Annotation.RelationCandidate, in sentences: Sentences
  ) -> Annotation.RelationCandidate {
    var candidate = candidate
    if let owner = owner(of: candidate.subject, in: sentences) { candidate.subject = owner }
    if let owner = owner(of: candidate.object, in: sentences) { candidate.object = owner }
    return candidate
  }

  private static func owner(of mention: Int, in sentences: Sentences) -> Int? {
    let word = sentences.headWord(of: mention)
    guard PossessivePronouns.pronouns.contains(sentences.forms[word]),
      let deed = sentences.head(word),
      sentences.label(deed) == "obj", let verb = sentences.head(deed),
      endings.contains(sentences.forms[verb]), sentences.label(verb) == "xcomp",
      let asking = sentences.head(verb), !sentences.isPassive(asking)
    else { return nil }
    return sentences.dependents(of: asking, "obj", "iobj").lazy
      .compactMap { sentences.mentions(at: $0).first }.first
  }
}

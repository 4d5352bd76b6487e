/// Rule `light-verb`: a verb that lends its subject, and its complements, to the noun that it governs.
///
///     [Turkey]S carried out strikes on [Kobani]O     S's strike on O
///     [The envoy]S paid a visit to [Cairo]O          S's visit to O
extension Sentences {
  private static let verbs: Set<String> = Inflection.forms(of: [
    "launch", "carry", "conduct", "stage", "make", "take", "give", "pay", "mount", "hold",
    "perform",
    "commit", "do", "undertake", "lend", "offer", "express", "issue", "impose", "begin", "start",
    "lead", "deliver", "throw", "voice", "order", "announce", "execute", "unleash", "wage", "sign",
  ])

  /// The light verb that a noun is the object of, or with which it is made passive.
  func lightVerb(over noun: Int) -> Int? {
    guard let verb = head(noun), ["obj", "nsubj:pass"].contains(label(noun)),
      Self.verbs.contains(forms[verb])
    else { return nil }
    return verb
  }

  /// Who does what a noun under a light verb says.
  func doers(with verb: Int) -> [Filler] {
    (isPassive(verb) ? agents(of: verb) : subjects(of: verb)).map { $0.adding(.lightVerb) }
  }
}

/// Rule `control` for threats: who is threatened is whom the threat is to harm.
///
///     [The Taliban]S threatened to kill [Malala Yousafzai]O      S threaten O
///     [Putin]S has threatened to jail [Navalny]O                 S threaten O
extension Sentences {
  private static let threats = Inflection.forms(of: ["threaten"])
  private static let harms: Set<String> = [
    "kill", "murder", "assassinate", "execute", "behead", "hang", "shoot", "stab", "attack", "bomb",
    "strike", "hit", "invade", "destroy", "annihilate", "crush", "punish", "arrest", "detain",
    "jail", "imprison", "prosecute", "sue", "impeach", "fire", "dismiss", "sack", "expel", "deport",
    "sanction", "overthrow", "eliminate", "bombard", "shell", "kidnap", "torture",
  ]

  /// The verb that threatens with what a word says.
  func threat(over word: Int) -> Int? {
    guard label(word) == "xcomp", let verb = head(word), Self.threats.contains(forms[verb]) else {
      return nil
    }
    return verb
  }

  /// Whom a threat is to harm.
  func threatened(by verb: Int) -> [Filler] {
    guard Self.threats.contains(forms[verb]) else { return [] }
    return dependents(of: verb, "xcomp").filter { Self.harms.contains(forms[$0]) }
      .flatMap { dependents(of: $0, "obj") }
      .flatMap { expanded(Filler(token: $0, rules: .control)) }
  }
}

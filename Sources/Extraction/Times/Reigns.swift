import Language

/// Since when, or until when, somebody whose office stands beside the name has it: *the king, who came to power in 1972*, *the
/// mayor, Ana Ruiz, was killed on Monday*.
extension TimeRules {
  /// What ends an office, but is not told as the end of a membership or a home.
  private static let deaths = Inflection.forms(of: ["die"])
  private static let killings = Inflection.forms(of: [
    "kill", "assassinate", "overthrow", "topple",
  ])
  /// What tells that somebody no longer had it then: *the former president died in 2010*.
  private static let formers: Set<String> = ["former", "late", "ex", "then", "one-time", "onetime"]
  private static let power: Set<String> = ["power", "office"]
  private static let comings = Inflection.forms(of: ["come", "rise", "return"])

  /// Until when somebody whose office stands beside the name had it who died in it: *the mayor, Ana Ruiz, was killed on Monday*.
  func death(at verb: Int, of names: Set<Int>, _ office: Int) -> String? {
    let isDone = isObject(names, of: verb)
    guard isDone || isSubject(names, of: verb), isSaidToBeSo(verb), !isFormer(office),
      !sentences.marks(verb).contains("to"),
      Self.beside.contains(annotation.tokens[office].label)
        || annotation.tokens[office].head.map(names.contains) ?? false,
      (isDone || isUndergone(verb) ? Self.killings : Self.deaths).contains(sentences.forms[verb]),
      let time = clauseTimes.time(of: verb), !time.contains("/")
    else { return nil }
    return "../\(time)"
  }

  /// Since when somebody whose office stands beside the name has it: *has been in power since 2010*, *took office in May*.
  func reign(at verb: Int, of names: Set<Int>) -> String? {
    guard isSubject(names, of: verb), isSaidToBeSo(verb), let time = clauseTimes.time(of: verb)
    else { return nil }
    if time.contains("/") {
      return time.hasSuffix("/..") && Self.power.contains(sentences.forms[verb])
        && sentences.cases(verb).contains("in") ? time : nil
    }
    let comes = sentences.dependents(of: verb, "obj", "obl").contains {
      Self.power.contains(sentences.forms[$0])
        && (Self.takings.contains(sentences.forms[verb]) && annotation.tokens[$0].label == "obj"
          || Self.comings.contains(sentences.forms[verb]) && sentences.cases($0).contains("to"))
    }
    return comes ? "\(time)/.." : nil
  }

  private func isFormer(_ office: Int) -> Bool {
    sentences.dependents(of: office).contains { Self.formers.contains(sentences.forms[$0]) }
  }
}

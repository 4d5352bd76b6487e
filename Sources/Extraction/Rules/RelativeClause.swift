/// Rule `relative-clause`: what a clause says of the noun before it.
///
///     [MacFarland]S, who commanded [the campaign]O      S command O
///     [the letter]O that [Seely]S sent                  S send O
///     [The coalition]S fighting [IS]O                   S fight O
///     [documents]O signed by [the minister]S            S sign O
extension Sentences {
  /// The noun that a relative pronoun stands for, or the word itself.
  func antecedent(of filler: Filler) -> Filler {
    guard tag(filler.token) == .pronoun,
      ["who", "which", "that", "whom", "whose"].contains(forms[filler.token])
    else { return filler }
    var token = filler.token
    for _ in 0..<Self.reach {
      guard let head = head(token) else { return filler }
      if label(token) == "acl:relcl" {
        // `His biography of Stalin, which won a prize`: no person is meant by *which*.
        let work = forms[filler.token] == "which" ? work(about: head)?.work : nil
        return Filler(token: work ?? head, rules: [.relativeClause])
      }
      token = head
    }
    return filler
  }

  /// The subject that a clause takes from the noun that it modifies.
  ///
  /// In `the decision to leave` it is who decides.
  func modified(by verb: Int, _ noun: Int, _ depth: Int) -> [Filler] {
    if label(verb) == "acl", marks(verb).contains("to") {
      let owners = dependents(of: noun, "nmod:poss").flatMap {
        expanded(Filler(token: $0, rules: .control))
      }
      if !owners.isEmpty { return owners }
      guard label(noun) == "obj", let upper = head(noun) else { return [] }
      return subjects(of: upper, depth: depth + 1).map { $0.adding(.control) }
    }
    // With a subject of another kind, such as `whose army`, the noun is not the subject.
    if dependents(of: verb).contains(where: { label($0).hasPrefix("nsubj") }) { return [] }
    return expanded(Filler(token: noun, rules: .relativeClause), describedAt: verb)
  }

  /// The object that a relative clause leaves out.
  func gap(in verb: Int) -> [Filler] {
    guard label(verb) == "acl:relcl", let noun = head(verb), !isPassive(verb),
      let subject = dependents(of: verb, "nsubj").first,
      antecedent(of: Filler(token: subject, rules: [])).token == subject
    else { return [] }
    return expanded(Filler(token: noun, rules: .relativeClause), describedAt: verb)
  }
}

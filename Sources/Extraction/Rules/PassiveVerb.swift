/// Rule `passive`: the subject of a passive verb is its object, and its agent stands after `by`.
///
///     [a vote]O that was endorsed by [the premier]S     S endorse O
///     [the letter]O, as reported by [the Post]S         S report O
///
/// Without an agent there is no arrow.
extension Sentences {
  /// Whether a verb is passive.
  ///
  /// A participle that stands for a clause (`the man killed in the raid`) is, and one joined to a passive
  /// verb without a subject of its own (`was arrested and charged`).
  func isPassive(_ verb: Int, depth: Int = 0) -> Bool {
    let below = dependents(of: verb)
    if below.contains(where: { ["aux:pass", "nsubj:pass", "obl:agent"].contains(label($0)) }) {
      return true
    }
    if tag(verb) == .adjective { return true }
    guard depth < Self.reach, isPastParticiple(verb),
      !below.contains(where: { ["obj", "nsubj", "aux"].contains(label($0)) })
    else { return false }
    switch label(verb) {
    case "acl", "advcl", "xcomp": return true
    case "conj":
      return head(verb).map { tag($0) == .verb && isPassive($0, depth: depth + 1) } ?? false
    default: return false
    }
  }

  private func isPastParticiple(_ verb: Int) -> Bool {
    let form = forms[verb]
    return form != annotation.tokens[verb].lemma.lowercased() && !form.hasSuffix("ing")
      && !form.hasSuffix("s")
  }

  /// Who did what a passive verb says.
  func agents(of verb: Int) -> [Filler] {
    let gapped = Set(gapped(behind: verb).flatMap { [$0.object, $0.agent] })
    return dependents(of: verb).filter {
      (label($0) == "obl:agent" || label($0) == "obl" && cases($0).contains("by"))
        && !gapped.contains($0)
    }
    .flatMap { expanded(Filler(token: $0, rules: .passive)) }
    .filter { !gapped.contains($0.token) }
  }
}

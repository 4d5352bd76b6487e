/// Rule `control`: who does what an infinitive or a participle says.
///
///     The attack prompted [Trump]S to approve [the strike]O     S approve O
///     [Rebels]S shelled the town, killing [six people]O         S kill O
///     [The president]S plans to visit [Rome]O                   S visit O
///
/// The object of the verb above does it if there is one, unless that verb promises; else its subject.
extension Sentences {
  private static let promises: Set<String> = [
    "promise", "promised", "promises", "vow", "vowed", "vows", "threaten", "threatened", "pledge",
    "pledged", "use", "used", "uses", "using",
  ]

  func controller(of verb: Int, _ governor: Int, _ depth: Int) -> [Filler] {
    if label(verb) == "xcomp", !isPassive(governor), !Self.promises.contains(forms[governor]) {
      let objects = dependents(of: governor, "obj", "iobj")
      if !objects.isEmpty {
        return objects.flatMap { expanded(Filler(token: $0, rules: .control)) }
      }
    }
    // `as requested by`, `when it met`: a clause with its own conjunction leaves no subject to lend.
    if label(verb) == "advcl",
      marks(verb).contains(where: {
        !["to", "by", "after", "before", "while", "for"].contains($0)
      })
    {
      return []
    }
    return subjects(of: governor, depth: depth + 1).map { $0.adding(.control) }
  }
}

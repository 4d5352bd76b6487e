/// Rule `happening`: a noun that stands for a verb, with who did it and to whom around it.
///
///     the killing of [Soleimani]O by [the US]S     killing of O by S
///     [Trump]S's visit to [Baghdad]O               S's visit to O
///     [Israeli]S strikes on [Gaza]O                S's strike on O
///
/// Who possesses the noun or stands before it may do what stands with `by`, or suffer what stands with
/// `of`: `[Soleimani]'s killing by [the US]`.
extension Sentences {
  /// Who possesses a noun or stands before it.
  func owners(of noun: Int) -> [Filler] {
    dependents(of: noun).filter { dependent in
      dependent < noun
        && (label(dependent) == "nmod:poss" || label(dependent) == "compound"
          || label(dependent) == "amod" && forms[dependent] != annotation.form(dependent))
    }
    .flatMap { expanded(Filler(token: $0, rules: [])) }
  }
}

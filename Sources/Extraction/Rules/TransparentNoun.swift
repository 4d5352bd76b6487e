/// Rule `transparent-noun`: `a series of X` is about X.
///
///     Iran launched [a series of] attacks on [the base]O       S launch attack on O
///     killed [dozens of] [protesters]O                          S kill O
extension Sentences {
  static let transparentNouns: Set<String> = [
    "series", "number", "numbers", "wave", "waves", "string", "spate", "group", "groups", "couple",
    "pair", "dozens", "hundreds", "thousands", "scores", "lot", "lots", "majority", "most", "some",
    "many", "part", "parts", "rest", "bulk", "kind", "sort", "type", "round", "set", "tens", "one",
    "two", "three", "four", "five", "several", "all", "both", "each", "none", "any", "members",
    "barrage", "flurry", "range", "variety", "half", "portion", "campaign", "city", "town",
    "village",
    "country", "state", "total",
  ]

  /// A word and, if it is transparent, what it is of.
  func through(_ filler: Filler) -> [Filler] {
    guard Self.transparentNouns.contains(forms[filler.token]) else { return [filler] }
    let inner = dependents(of: filler.token).filter {
      label($0).hasPrefix("nmod") && cases($0).contains("of")
    }
    return [filler]
      + inner.map {
        Filler(token: $0, rules: filler.rules.union(.transparentNoun))
      }
  }
}

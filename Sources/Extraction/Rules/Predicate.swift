/// Rule `verb` without a verb: what is said of somebody with *be*.
///
///     [Senn]S is in charge of [the force]O                  S be in charge of O
///     [The gang]S was behind [the robbery]O                 S be behind O
///     [Turku]O is home to [the library]S                    O be home to S
///     the colonel, [who]S is responsible for [the raid]O    S be responsible for O
///
/// In the tree it is the head, and *be* stands below it. The same words may stand right behind their noun without *be*: *the
/// colonel in charge of the force*, *the group responsible for the raid*.
extension Sentences {
  /// Whether a word is said of something with *be*, or as if with it.
  func isPredicate(_ word: Int) -> Bool {
    if !dependents(of: word, "cop").isEmpty { return true }
    guard tag(word) == .adjective, let head = head(word), head < word else { return false }
    switch label(word) {
    case "amod", "acl": return isNoun(head)
    // `was armed and responsible for the raid`
    case "conj": return tag(head) == .adjective && !dependents(of: head, "cop").isEmpty
    default: return false
    }
  }

  /// The word that a preposition introduces, if that is said of something with *be*, or right behind a noun.
  func predicate(behind preposition: Int, orBehindNoun: Bool = false) -> Int? {
    guard label(preposition) == "case", let word = head(preposition), preposition < word else {
      return nil
    }
    if !dependents(of: word, "cop").isEmpty { return word }
    guard orBehindNoun, label(word) == "nmod", let noun = head(word), noun < word, isNoun(noun)
    else { return nil }
    return word
  }

  /// Of whom something is said with *be*.
  func subjects(ofPredicate word: Int) -> [Filler] {
    guard dependents(of: word, "cop").isEmpty, ["amod", "nmod"].contains(label(word)),
      let noun = head(word)
    else { return subjects(of: word) }
    return expanded(Filler(token: noun, rules: .relativeClause), describedAt: word)
  }
}

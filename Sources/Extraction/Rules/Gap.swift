/// Rule `coordination` of passives with a gap: a second happening of the same kind, whose verb is not said again.
///
///     [Rabin]O was killed by [Amir]S, and [Sadat]O by [soldiers]S      each pair by itself
///     [Skype]O was acquired by [Microsoft]S and [Instagram]O by [Facebook]S
///
/// Parsers join the second pair with the first agent, the first subject or the verb, and hang what is behind the second `by` on the
/// verb or on its own object.
extension Sentences {
  /// What suffers and who does it, behind the gap.
  struct Gapped {
    var object: Int
    var agent: Int
  }

  /// The pairs behind the gaps of a passive verb, from left to right.
  func gapped(behind verb: Int) -> [Gapped] {
    let agents = dependents(of: verb).filter { cases($0).contains("by") }
    guard let first = agents.first, first > verb, isPassive(verb) else { return [] }
    let heads = dependents(of: verb, "nsubj:pass", "nsubj") + [first, verb]
    return heads.flatMap { dependents(of: $0, "conj") }.sorted().compactMap { object in
      guard object > first, isNoun(object), cases(object).isEmpty,
        dependents(of: object, "cc").contains(where: { $0 > first })
      else { return nil }
      let own = dependents(of: object, "nmod", "obl").first { cases($0).contains("by") }
      // `approved by the House and the Senate by a wide margin` has no gap.
      guard let agent = own ?? agents.first(where: { $0 > object }), isActor(agent) else {
        return nil
      }
      return Gapped(object: object, agent: agent)
    }
  }

  private func isActor(_ word: Int) -> Bool {
    mentions(at: word).contains {
      [.person, .organization, .group, .place].contains(annotation.mentions[$0].type)
    }
  }

  /// Whether two words stand on different sides of a gap, or in one name across it.
  func areParted(_ left: Int, _ right: Int) -> Bool {
    guard let verb = passiveVerb(over: left) ?? passiveVerb(over: right) else { return false }
    let pairs = gapped(behind: verb)
    guard !pairs.isEmpty else { return false }
    /// The pair that a word is of: 0 for the one of the verb itself, nil for none.
    func pair(_ word: Int) -> Int? {
      if let index = pairs.firstIndex(where: { $0.object == word || $0.agent == word }) {
        return index + 1
      }
      let isOfVerb =
        head(word) == verb
        && (label(word).hasPrefix("nsubj") || cases(word).contains("by"))
      return isOfVerb ? 0 : nil
    }
    guard let first = pair(left), let second = pair(right) else { return false }
    return first != second
  }

  /// Whether one word is what suffers behind a gap and the other who does it.
  func areInOneGap(_ object: Int, _ agent: Int) -> Bool {
    guard let verb = passiveVerb(over: object) else { return false }
    return gapped(behind: verb).contains { $0.object == object && $0.agent == agent }
  }

  /// The passive verb that a word is subject or agent of, or is joined with one that is.
  private func passiveVerb(over word: Int) -> Int? {
    var word = word
    for _ in 0..<Self.reach {
      guard let head = head(word) else { return nil }
      if isVerb(head) { return isPassive(head) ? head : nil }
      guard ["conj", "nmod"].contains(label(word)) else { return nil }
      word = head
    }
    return nil
  }
}

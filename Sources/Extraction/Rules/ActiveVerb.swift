/// Rule `verb`: who does it, to whom, and with which preposition.
///
///     [Seely]S wrote to [the ministry]O.        S write to O
///     [The coup]S killed [forty people]O.       S kill O
///
/// The grammatical subject of an active verb fills the phrase's first end, its direct or indirect object
/// the one without a preposition. A preposition may hang on the verb or on a fixed noun of the phrase:
/// parsers disagree about `launched [an attack on X]` and `launched [an attack] [on X]`.
extension Sentences {
  /// The words that are grammatical subject of a verb, its own or one lent to it.
  func subjects(of verb: Int, depth: Int = 0) -> [Filler] {
    guard depth < Self.reach else { return [] }
    let own = dependents(of: verb, "nsubj", "nsubj:pass", "nsubj:outer").filter {
      cases($0).allSatisfy { $0 == "'s" || $0 == "’s" }
    }
    if !own.isEmpty { return own.flatMap { expanded(Filler(token: $0, rules: [])) } }
    guard let head = head(verb) else { return [] }
    switch label(verb) {
    case "acl:relcl", "acl": return modified(by: verb, head, depth)
    case "conj": return shared(by: verb, head, depth)
    case "xcomp", "advcl": return controller(of: verb, head, depth)
    default: return []
    }
  }

  /// The objects of an active verb.
  func objects(of verb: Int) -> [Filler] {
    let own = dependents(of: verb, "obj", "iobj")
    if !own.isEmpty { return own.flatMap { expanded(Filler(token: $0, rules: [])) } }
    return gap(in: verb) + objectsSharedWithNext(verb)
  }

  /// What stands right behind a verb's adverb that might be a preposition as well; nil if the verb has none.
  ///
  /// Only what the parser took for no object: *brought in [Ann Lee]*.
  func bare(behind adverbs: [String], _ verb: Int) -> [Filler]? {
    guard
      let adverb = dependents(of: verb, "compound:prt", "advmod").first(where: {
        adverbs.contains(forms[$0])
      })
    else { return nil }
    return dependents(of: verb, "obl").filter {
      cases($0).isEmpty && adverb + 1 < forms.count && isBelow(adverb + 1, $0)
    }.flatMap { expanded(Filler(token: $0, rules: [])) }
  }

  /// What one of some prepositions introduces below some words.
  func complements(of hosts: [Int], _ prepositions: [String]) -> [Filler] {
    var found: [Filler] = []
    if prepositions.contains("to") { found += hosts.compactMap(countryGiven) }
    for host in hosts {
      for dependent in dependents(of: host) {
        if label(dependent) == "iobj" && prepositions.contains("to")
          || cases(dependent).contains(where: prepositions.contains)
        {
          found += expanded(Filler(token: dependent, rules: []))
        }
      }
    }
    if found.isEmpty, let verb = hosts.first, hosts.count == 1 {
      // `were killed and 40 were wounded in the blast`: the last of joined verbs has it for all.
      for next in dependents(of: verb, "conj") where isVerb(next) {
        found += complements(of: [next], prepositions).map { $0.adding(.coordination) }
      }
    }
    return found
  }

  /// The country to which a verb gives what is named right behind it: *has sold [Saudi Arabia] Typhoon fighters*.
  ///
  /// Parsers take it for a part of the name.
  private func countryGiven(by verb: Int) -> Filler? {
    guard Self.giving.contains(forms[verb]), verb + 1 < forms.count,
      let object = dependents(of: verb, "obj").first
    else { return nil }
    for end in verb + 2...verb + 3 where end <= object {
      let range = verb + 1..<end
      let head = annotation.head(of: range)
      if CountryNames.isCountry(annotation.phrase(range)), isBelow(head, object),
        ["compound", "nmod:desc", "iobj"].contains(label(head)),
        mentions(at: head).contains(where: { annotation.mentions[$0].tokens == range })
      {
        return Filler(token: head, rules: [])
      }
    }
    return nil
  }

  private static let giving = Inflection.forms(of: [
    "sell", "give", "send", "lend", "hand", "supply", "offer", "grant", "ship", "deliver",
  ])

  /// Everybody whom a word in a place stands for: `A and B`, the noun before `who`, what a transparent
  /// noun is about.
  ///
  /// - Parameter clause: A clause that describes the word, and so nothing that is joined behind it: in *a treaty that
  ///   Italy signed and a telegram* the telegram is not signed. A relative pronoun needs none.
  func expanded(_ filler: Filler, describedAt clause: Int? = nil) -> [Filler] {
    let noun = antecedent(of: filler)
    let end = noun.token == filler.token ? clause ?? .max : filler.token
    return through(noun) + coordinated(with: noun, before: end)
  }
}

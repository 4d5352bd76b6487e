/// Rule `title`: what somebody is, before the name, after it, or said of it.
///
///     [Quds Force]O commander [Soleimani]S            S, commander of O
///     [Seely]S, the [US]O commander                   S, commander of O
///     Chairman of [the Joint Chiefs]O [Mark Milley]S  S, chairman of O
///     [Merkel]S is the leader of [the CDU]O           S, leader of O
///     [Sunak]S was elected leader of [the party]O     S, leader of O
///     [Ruiz]S's predecessor, [Paz]O                   O, predecessor of S
extension Sentences {
  private static let becoming: Set<String> = Inflection.forms(of: [
    "become", "remain", "serve", "act", "work", "resign", "retire", "return",
  ])
  private static let naming: Set<String> = Inflection.forms(of: [
    "name", "appoint", "elect", "choose", "nominate", "install", "swear", "make", "confirm",
    "reelect",
    "re-elect", "replace", "declare", "designate",
  ])

  /// Who bears a title of what, where the words stand side by side: `US President Joe Biden`, `Mayor of
  /// New York Eric Adams`, `Eric Adams, the mayor of New York`.
  ///
  /// Names in a row are what parsers err on most, and here the row alone is enough.
  func title(_ words: ClosedRange<Int>, _ prepositions: [String]) -> [(
    bearer: Filler, body: Filler
  )] {
    let tokens = annotation.tokens
    let sentence = annotation.sentences[annotation.sentence(of: words.upperBound)].tokens
    var bodies: [Int] = []
    var bearers: [Int] = []
    // What it is of, before it: at most two words lie between.
    var start = words.lowerBound
    for _ in 0..<3 {
      if start > sentence.lowerBound, Self.genitives.contains(forms[start - 1]) {
        if let body = mention(endingAt: start - 1) ?? mention(endingAt: start) {
          bodies.append(body)
          start = annotation.mentions[body].tokens.lowerBound
          break
        }
      }
      if let body = mention(endingAt: start) {
        bodies.append(body)
        start = annotation.mentions[body].tokens.lowerBound
        break
      }
      guard start > sentence.lowerBound,
        [.noun, .adjective, .properNoun].contains(tokens[start - 1].tag)
      else { break }
      start -= 1
    }
    // What it is of, behind it.
    var end = words.upperBound + 1
    if end < sentence.upperBound, prepositions.contains(forms[end]) {
      var first = end + 1
      if first < sentence.upperBound, tokens[first].tag == .determiner { first += 1 }
      if first < sentence.upperBound, let body = mention(beginningAt: first) {
        bodies = [body]
        end = annotation.mentions[body].tokens.upperBound
      }
    }
    // Who bears it: right behind, or before with a comma.
    if end < sentence.upperBound, let bearer = mention(beginningAt: end) {
      bearers.append(bearer)
    } else if end + 1 < sentence.upperBound, forms[end] == ",",
      tokens[words.upperBound].label != "appos"
    {
      // `its manager, the Rev. Tobias Mwangi`
      var first = end + 1
      while first < min(end + 4, sentence.upperBound), mention(beginningAt: first) == nil,
        [.determiner, .properNoun, .noun].contains(tokens[first].tag)
      {
        first += 1
      }
      if first < sentence.upperBound, tokens[first].tag == .properNoun,
        let bearer = mention(beginningAt: first), annotation.mentions[bearer].type == .person,
        closingNoun(before: bearer) == nil
      {
        bearers.append(bearer)
      }
    }
    while start > sentence.lowerBound, [.determiner, .adjective].contains(tokens[start - 1].tag) {
      start -= 1
    }
    if start > sentence.lowerBound, forms[start - 1] == ",",
      let bearer = mention(endingAt: start - 1)
    {
      bearers.append(bearer)
    }
    func filler(_ mention: Int) -> Filler {
      Filler(token: annotation.head(of: annotation.mentions[mention].tokens), rules: .title)
    }
    return bearers.flatMap { bearer in
      bodies.filter { $0 != bearer }.map { (filler(bearer), filler($0)) }
    }
  }

  /// Whether a verb says what somebody becomes or is made.
  func givesTitle(_ verb: Int) -> Bool {
    Self.becoming.contains(forms[verb]) || Self.naming.contains(forms[verb])
  }

  /// Whether a verb says what its subject becomes.
  func becomes(_ verb: Int) -> Bool { Self.becoming.contains(forms[verb]) }

  /// The verb that says who gets the office that a title is, also where the parser hangs it on the name: *endorsed Mario Cuomo
  /// for governor*.
  func verb(overTitle title: Int) -> Int? {
    head(title).map { isVerb($0) ? $0 : head($0) ?? $0 }
  }

  /// The verb of *to become* right before a title, whatever the parser hangs the title on: *lost his bid to become president*.
  func becoming(_ title: Int) -> Int? {
    guard isNoun(title) else { return nil }
    let sentence = annotation.sentences[annotation.sentence(of: title)].tokens
    var word = title - 1
    while word > sentence.lowerBound, title - word < 6,
      [.determiner, .adjective, .noun, .properNoun, .numeral, .pronoun].contains(tag(word))
        || Self.genitives.contains(forms[word])
    {
      word -= 1
    }
    guard word > sentence.lowerBound, forms[word] == "become", forms[word - 1] == "to" else {
      return nil
    }
    return word
  }

  /// Who bears a title.
  func bearers(of noun: Int, depth: Int = 0) -> [Filler] {
    guard depth < Self.reach else { return [] }
    var found: [Filler] = []
    for dependent in dependents(of: noun, "flat", "appos") where isNoun(dependent) {
      found += [Filler(token: dependent, rules: [])]
    }
    if !dependents(of: noun, "cop").isEmpty { found += subjects(of: noun) }
    guard let head = head(noun) else {
      return found.isEmpty ? [Filler(token: noun, rules: [])] : found
    }
    switch label(noun) {
    case "nmod:desc", "appos":
      found.append(contentsOf: expanded(Filler(token: head, rules: [])).prefix(1))
    case "compound" where tag(head) == .properNoun:
      found.append(Filler(token: head, rules: []))
    case "conj": found += bearers(of: head, depth: depth + 1)
    // `Its first leader was Eduardo Matte`
    case "nsubj" where tag(head) == .properNoun && !dependents(of: head, "cop").isEmpty:
      found += expanded(Filler(token: head, rules: []))
    case "xcomp", "obj", "obl":
      guard tag(head) == .verb, label(noun) != "obl" || cases(noun).contains("as") else { break }
      if Self.naming.contains(forms[head]) {
        if isPassive(head) {
          found += subjects(of: head)
        } else {
          found += dependents(of: head, "obj").filter { $0 != noun }
            .map { Filler(token: $0, rules: []) }
        }
      } else if Self.becoming.contains(forms[head]) {
        found += subjects(of: head)
      }
    default: break
    }
    // `her father`, `whose spokesman`: the title itself is all that is said of its bearer.
    if found.isEmpty { found.append(Filler(token: noun, rules: [])) }
    return found
  }

  /// What the words before a title say it is of.
  func bodies(before noun: Int) -> [Filler] {
    func modifiers(_ head: Int) -> [Filler] {
      dependents(of: head).filter {
        $0 < noun
          && (["compound", "nmod:poss", "nmod:desc"].contains(label($0))
            || label($0) == "amod" && forms[$0] != annotation.form($0))
      }
      .flatMap { expanded(Filler(token: $0, rules: [])) }
    }
    var found = modifiers(noun)
    if ["nmod:desc", "compound", "flat"].contains(label(noun)), let head = head(noun) {
      found += modifiers(head)
    }
    return found
  }
}

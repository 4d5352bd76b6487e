import GraphModel
import Language

/// Whose country a title without one is not of: a host's is not that of his guest.
///
///     French President Mitterrand met President Mubarak.              Mubarak does not lead France
///     … in Cairo. Defense Minister Hussein Tantawi attended.          nor does his minister
///     Chancellor Kohl of Germany visited Warsaw. President Walesa …   nor who is at home there
///     Iran accused Israel. President Obama condemned …                neither of the two is his
///
/// By the words alone a minister of the guest's may be told in the same way: then nothing is said, rather than what may be
/// wrong.
struct HostOffices {
  private let sentences: Sentences
  /// By sentence, the persons with titles before their names.
  private var bearers: [Int: [Bearer]] = [:]

  private struct Bearer {
    var name: Int
    /// The country that stands with the title, by the word of its mention.
    var country: Int?
    var isHighest: Bool
  }

  private static let highest: Set = [
    "president", "minister", "premier", "chancellor", "king", "queen", "emir", "sultan", "shah",
    "emperor", "prince", "chairman", "leader",
  ]
  private static let visiting = Inflection.forms(of: [
    "visit", "arrive", "travel", "fly", "tour", "telephone", "phone", "host", "receive", "welcome",
    "greet",
  ])
  private static let dealing = visiting.union(
    Inflection.forms(of: [
      "meet", "call", "urge", "tell", "ask", "invite", "thank", "write", "criticize", "praise",
      "accuse", "press", "warn", "assure", "talk", "speak", "confer", "dine", "discuss", "support",
      "denounce", "congratulate", "blame", "condemn", "attack", "join", "see", "hold",
    ]))

  init(_ sentences: Sentences) {
    self.sentences = sentences
    let annotation = sentences.annotation
    for mention in annotation.mentions {
      let place = annotation.sentence(of: mention.tokens.lowerBound)
      guard mention.type == .person else { continue }
      let noun = mention.tokens.lowerBound - 1
      guard noun >= annotation.sentences[place].tokens.lowerBound, sentences.isNoun(noun),
        sentences.label(noun) != "obj"
      else { continue }
      let form = sentences.forms[noun]
      bearers[place, default: []].append(
        Bearer(
          name: annotation.head(of: mention.tokens), country: country(beside: mention.tokens),
          isHighest: Self.highest.contains(form)
            && (form != "minister" || noun > 0 && sentences.forms[noun - 1] == "prime")))
    }
  }

  /// The country that stands before a title, or behind a name, by the words alone: *French President Mitterrand*, *President
  /// Amin of Uganda*.
  private func country(beside name: Range<Int>) -> Int? {
    func country(_ mention: Int?) -> Int? {
      mention.flatMap { sentences.country(of: $0) == nil ? nil : sentences.headWord(of: $0) }
    }
    let end = name.upperBound
    if end + 1 < sentences.forms.count, sentences.forms[end] == "of",
      let behind = country(sentences.mention(beginningAt: end + 1))
    {
      return behind
    }
    var start = name.lowerBound
    for _ in 0..<5 {
      if let before = country(sentences.mention(endingAt: start)) { return before }
      guard start > 0, [.noun, .properNoun, .adjective].contains(sentences.tag(start - 1)) else {
        return nil
      }
      start -= 1
    }
    return nil
  }

  /// Whether a candidate, of a title that stands apart from its object, gives somebody the country of another.
  func isGuestsCountry(_ candidate: Annotation.RelationCandidate, _ title: Int) -> Bool {
    let annotation = sentences.annotation
    let object = annotation.mentions[candidate.object].tokens
    guard candidate.relation == "leads", object.upperBound <= title,
      sentences.country(named: object) != nil
    else { return false }
    let name = sentences.headWord(of: candidate.subject)
    let (first, last) = (annotation.sentence(of: object.lowerBound), annotation.sentence(of: name))
    let isHighest = bearers[last]?.first { $0.name == name }?.isHighest ?? false
    // Whose title the country stands with.
    let guest = bearers[first]?.first {
      $0.country.map(object.contains) ?? false && $0.name != name
    }
    if first == last { return isHighest && guest.map { deals($0.name, with: name) } ?? false }
    let hosts = (first...last).flatMap { bearers[$0] ?? [] }.filter { (host: Bearer) -> Bool in
      guard host.isHighest, host.country == nil, host.name != guest?.name else { return false }
      return host.name > object.lowerBound && host.name < name
    }
    guard let guest else {
      return (isHighest || !hosts.isEmpty) && quarrels(object)
    }
    if hosts.contains(where: { deals(guest.name, with: $0.name) || !isHighest }) {
      return true
    }
    return guest.isHighest && (isHighest || !hosts.isEmpty) && isAway(guest.name)
  }

  /// Whether one meets or speaks of another: *met President Mubarak*, *held talks with President Mubarak*.
  private func deals(_ guest: Int, with host: Int) -> Bool {
    guard sentences.label(guest).hasPrefix("nsubj"), let verb = sentences.head(guest),
      Self.dealing.contains(sentences.forms[verb])
    else { return false }
    return sentences.isBelow(host, verb, within: 4) && !sentences.isBelow(host, guest, within: 4)
  }

  /// Whether a country does something to another, or has it done: *Iran accused Israel*.
  private func quarrels(_ object: Range<Int>) -> Bool {
    let country = sentences.annotation.head(of: object)
    let ends: Set = ["nsubj", "obj", "nsubj:pass", "obl:agent"]
    guard ends.contains(sentences.label(country)), let verb = sentences.head(country) else {
      return false
    }
    return sentences.dependents(of: verb).contains { other in
      other != country && ends.contains(sentences.label(other))
        && sentences.mentions(at: other).contains { sentences.country(of: $0) != nil }
    }
  }

  /// Whether somebody is said to be abroad.
  private func isAway(_ guest: Int) -> Bool {
    sentences.label(guest).hasPrefix("nsubj")
      && sentences.head(guest).map { Self.visiting.contains(sentences.forms[$0]) } ?? false
  }
}

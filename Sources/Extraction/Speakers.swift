import Language

/// Who says what is claimed.
///
///     The ministry said that rebels had shelled Aleppo.          the ministry
///     Rebels shelled Aleppo, according to the ministry.          the ministry
///     The mayor accuses Kinshasa of backing militias.            the mayor
///     The mayor's claim that the police fired first              the mayor
///
/// The model reads the speaker from the paragraph, and takes at times somebody else who speaks nearby. So the verb of
/// saying that is nearest above or beside the words decides, where the sentence has one.
struct Speakers {
  private let sentences: Sentences

  /// Verbs by which somebody says what is claimed.
  static let speech = Sentences.speech.union(
    Inflection.forms(of: [
      "deny", "confirm", "acknowledge", "admit", "concede", "boast", "complain", "predict",
      "estimate", "conclude", "reveal", "disclose", "reply", "explain", "recall", "stress",
      "emphasize", "post", "tweet", "respond", "swear", "repeat",
    ]))
  /// Those of them whose object is what they say: *confirmed the attack*, but not *concluded an agreement*.
  private static let disclosure = Inflection.forms(of: [
    "report", "announce", "claim", "allege", "confirm", "deny", "admit", "acknowledge", "reveal",
    "disclose",
  ])
  private static let blame = Inflection.forms(of: [
    "accuse", "suspect", "blame", "charge", "denounce",
  ])
  private static let claims = Inflection.forms(of: [
    "claim", "allegation", "accusation", "statement", "denial", "assertion", "testimony", "report",
  ])
  /// How far above the words the verb may stand.
  private static let reach = 12

  init(_ sentences: Sentences) { self.sentences = sentences }

  /// The mention of who claims what a candidate says, or nil where the text does not tell.
  func speaker(of candidate: Annotation.RelationCandidate) -> Int? {
    let annotation = sentences.annotation
    let words =
      candidate.trigger.isEmpty
      ? annotation.mentions[candidate.object].tokens : candidate.trigger
    switch teller(of: annotation.head(of: words)) {
    case .mention(let mention): return mention
    case .nobody: return nil
    case nil:
      // Whoever is only mentioned in a later paragraph says something else.
      return candidate.speaker.flatMap { speaker in
        let place = annotation.mentions[speaker].tokens.lowerBound
        return place < words.lowerBound || sentences.areInOneParagraph(words.lowerBound, place)
          ? speaker : nil
      }
    }
  }

  private enum Teller {
    case mention(Int)
    /// *is said to*, *is accused of*: the text does not tell by whom.
    case nobody
  }

  private func teller(of trigger: Int) -> Teller? {
    var token = trigger
    for _ in 0..<Self.reach {
      if let teller = tellerAbove(token) ?? tellerBeside(token) { return teller }
      guard let head = sentences.head(token) else { return nil }
      token = head
    }
    return nil
  }

  /// `the ministry said that …`, `the mayor accuses them of …`, `the mayor's claim that …`.
  private func tellerAbove(_ token: Int) -> Teller? {
    guard let head = sentences.head(token) else { return nil }
    let label = sentences.label(token)
    let form = sentences.forms[head]
    if Self.speech.contains(form),
      ["ccomp", "xcomp", "parataxis"].contains(label)
        || label == "obj" && Self.disclosure.contains(form)
        || label == "advcl" && sentences.subjects(of: token).isEmpty
    {
      return teller(withVerb: head)
    }
    if Self.blame.contains(form), ["advcl", "obl", "xcomp", "ccomp", "acl"].contains(label) {
      return teller(withVerb: head)
    }
    if Self.claims.contains(form), ["acl", "ccomp", "nmod"].contains(label) {
      return sentences.dependents(of: head, "nmod:poss").first.flatMap(mention)
    }
    return nil
  }

  /// `…, the ministry said`, `as the ministry said`, `according to the ministry`.
  private func tellerBeside(_ token: Int) -> Teller? {
    for dependent in sentences.dependents(of: token) {
      if sentences.cases(dependent).contains("according") { return mention(at: dependent) }
      guard Self.speech.contains(sentences.forms[dependent]) else { continue }
      let label = sentences.label(dependent)
      if label == "parataxis" || label == "advcl" && sentences.marks(dependent).contains("as"),
        let teller = teller(withVerb: dependent)
      {
        return teller
      }
    }
    return nil
  }

  private func teller(withVerb verb: Int) -> Teller? {
    guard !sentences.isPassive(verb) else {
      return sentences.agents(of: verb).lazy.compactMap { mention(at: $0.token) }.first ?? .nobody
    }
    return sentences.subjects(of: verb).lazy.compactMap { mention(at: $0.token) }.first
  }

  private func mention(at token: Int) -> Teller? {
    sentences.mentions(at: token).first.map(Teller.mention)
  }
}

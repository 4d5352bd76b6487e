import Language

/// Whose *his* is, where the verb tells: whoever is judged, and whoever travels, or whose clause a phrase with it opens.
///
///     Blair praised Ahern for his victory over Bruton.        Ahern's victory
///     Judge Dietz convicted Ott of killing his wife.          Ott's wife
///     Christopher met Assad during his trip to Damascus.      Christopher's trip
///     Nasser received Tito during his visit to Cairo.         Tito's visit
///     In a letter to his brother, Van Gogh praised Millet.    Van Gogh's brother
struct PossessivePronouns: MentionMoves {
  private static let pronouns: Set = ["his", "her", "its", "their"]
  private static let judging = Inflection.forms(of: [
    "congratulate", "praise", "thank", "commend", "hail", "salute", "applaud", "criticize",
    "criticise", "condemn", "denounce", "charge", "convict", "acquit",
  ])
  private static let grounds: Set = ["for", "of", "with"]
  private static let congratulating = Inflection.forms(of: ["congratulate", "commend"])
  private static let travels: Set = ["visit", "trip", "tour", "stay", "stopover", "journey"]
  private static let hosting = Inflection.forms(of: ["receive", "host", "welcome", "greet"])

  /// What opens a sentence with another's: *in his place, Ott was elected*.
  private static let stead: Set = [
    "place", "stead", "absence", "honor", "honour", "memory", "request", "behalf", "wake",
    "death", "funeral", "burial", "assassination", "murder", "killing", "execution", "removal",
    "ouster", "overthrow", "resignation", "departure", "fall", "successor", "widow", "footsteps",
    "invitation", "orders", "command", "name", "urging", "insistence",
  ]

  private let sentences: Sentences

  init(_ sentences: Sentences) { self.sentences = sentences }

  /// For the pronouns whose verb tells, the mention of whom they mean.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    let annotation = sentences.annotation
    var moves: [Int: Int] = [:]
    for (index, mention) in annotation.mentions.enumerated() where mention.tokens.count == 1 {
      let token = mention.tokens.lowerBound
      guard Self.pronouns.contains(sentences.forms[token]), sentences.label(token) == "nmod:poss",
        let noun = sentences.head(token),
        let owner = owner(of: noun, after: token) ?? subject(behind: token),
        owner != index, mayBe(mention, annotation.mentions[owner])
      else { continue }
      moves[index] = owner
    }
    return moves
  }

  private func mayBe(_ pronoun: Annotation.Mention, _ owner: Annotation.Mention) -> Bool {
    let annotation = sentences.annotation
    guard let own = annotation.gender(of: pronoun) else { return pronoun.type == owner.type }
    return owner.type == .person && annotation.gender(of: owner).map { $0 == own } ?? true
  }

  /// The mention of whom the verb above a noun makes its owner.
  private func owner(of noun: Int, after token: Int) -> Int? {
    var word = noun
    for _ in 0..<Sentences.reach {
      guard let head = sentences.head(word) else { return nil }
      let label = sentences.label(word)
      if label == "obl" || label == "advcl" {
        let cases = sentences.cases(word) + sentences.marks(word)
        let form = sentences.forms[head]
        if Self.congratulating.contains(form) && cases.contains("on")
          || Self.judging.contains(form) && cases.contains(where: Self.grounds.contains)
        {
          return mention(of: head, ["obj", "iobj"])
        }
        if word == noun, Self.travels.contains(sentences.forms[noun]),
          cases.contains("during") || cases.contains("on"), sentences.isVerb(head),
          !sentences.isPassive(head), let other = mention(of: head, ["obj", "iobj"])
        {
          return Self.hosting.contains(form) ? other : mention(of: head, ["nsubj"])
        }
      }
      guard ["obl", "advcl", "obj", "nmod", "conj"].contains(label) else { return nil }
      word = head
    }
    return nil
  }

  /// The person by name that is the subject behind a phrase that opens a sentence: *With his brother, Emil Stern founded*.
  private func subject(behind token: Int) -> Int? {
    let annotation = sentences.annotation
    let sentence = annotation.sentences[annotation.sentence(of: token)].tokens
    guard ["his", "her"].contains(sentences.forms[token]),
      !(sentences.head(token).map { Self.stead.contains(sentences.forms[$0]) } ?? true)
    else { return nil }
    var word = token
    while sentences.label(word) != "obl" {
      guard ["nmod:poss", "nmod", "obj", "conj"].contains(sentences.label(word)),
        let head = sentences.head(word)
      else { return nil }
      word = head
    }
    guard let verb = sentences.head(word), sentences.label(verb) == "root", word < verb,
      let subject = sentences.dependents(of: verb, "nsubj", "nsubj:pass").first, subject > word,
      // Whoever else is named or meant before it may be the owner.
      !(max(sentence.lowerBound, token - 60)..<token).contains(where: {
        sentences.mention(beginningAt: $0).map { annotation.mentions[$0].type == .person } ?? false
      }),
      let owner = sentences.mentions(at: subject).first,
      sentences.tag(sentences.headWord(of: owner)) == .properNoun
    else { return nil }
    return owner
  }

  private func mention(of verb: Int, _ labels: [String]) -> Int? {
    sentences.dependents(of: verb).first { labels.contains(sentences.label($0)) }
      .flatMap { sentences.mentions(at: $0).first }
  }
}

/// Whose the deed is that somebody is asked to end: his own.
///
///     China has pressed [the Arakan Army] to halt [its] offensive on Sittwe.
///     Powell urged [Israel] to lift [its] siege of Ramallah.
///
/// Coreference is drawn to the subject of the sentence, but who halts, ends or lifts something is he who does it.
extension PossessivePronouns: Reading {
  private static let endings: Set = [
    "halt", "end", "stop", "cease", "lift", "suspend", "withdraw", "abandon", "drop", "pause",
    "curb", "freeze", "renounce", "scale",
  ]

  /// The candidate with an end that is such a possessive told of who is asked.
  func read(_ candidate: Annotation.RelationCandidate) -> Annotation.RelationCandidate? {
    var candidate = candidate
    if let owner = ownerOfEnded(candidate.subject) { candidate.subject = owner }
    if let owner = ownerOfEnded(candidate.object) { candidate.object = owner }
    return candidate
  }

  private func ownerOfEnded(_ pronoun: Int) -> Int? {
    let word = sentences.headWord(of: pronoun)
    guard Self.pronouns.contains(sentences.forms[word]), let deed = sentences.head(word),
      sentences.label(deed) == "obj", let verb = sentences.head(deed),
      Self.endings.contains(sentences.forms[verb]), sentences.label(verb) == "xcomp",
      let asking = sentences.head(verb), !sentences.isPassive(asking)
    else { return nil }
    return sentences.dependents(of: asking, "obj", "iobj").lazy
      .compactMap { sentences.mentions(at: $0).first }.first
  }
}

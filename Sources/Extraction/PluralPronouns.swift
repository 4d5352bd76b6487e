import GraphModel
import Language

/// Whom *they* or *the two* mean, where two are named together before it.
///
///     Carter and Vance met in Washington. They urged Iran to yield.       Carter urged it, and Vance
///     Pavel Novak and his wife, Jana, fled in 1968. They founded a press.
///     Ruth Adler married Jacob Stern. Their daughter became a judge.
///     Neil and Sean Darby sold the shop. The two men left for Spain.
///
/// What is said of them is said of each.
struct PluralPronouns {
  private static let pronouns: Set = ["they", "them", "their", "theirs", "themselves"]
  private static let pairs: Set = ["two", "pair", "couple", "duo"]
  /// *The two men*, but not *the two countries*.
  private static let people: Set = [
    "men", "women", "brothers", "sisters", "leaders", "ministers", "presidents", "friends",
    "politicians", "suspects", "defendants", "spouses", "partners", "generals", "rivals",
  ]
  /// Longer lists are spread no further: two of them would make a statement of each pair.
  private static let most = 8
  private static let marrying = Inflection.forms(of: ["marry", "wed"])

  private let sentences: Sentences
  private let entities: DocumentEntities

  init(_ sentences: Sentences, _ entities: DocumentEntities) {
    (self.sentences, self.entities) = (sentences, entities)
  }

  /// The proposals, those of *they* made of each whom it means.
  func spread(_ proposals: [Proposal]) -> [Proposal] {
    var known: [Int: [Int]] = [:]
    func each(_ mention: Int) -> [Int] {
      if let found = known[mention] { return found }
      let found = named(by: mention)
      known[mention] = found
      return found
    }
    return proposals.flatMap { proposal in
      let (subjects, objects) = (each(proposal.candidate.subject), each(proposal.candidate.object))
      if subjects.isEmpty, objects.isEmpty { return [proposal] }
      return (subjects.isEmpty ? [proposal.candidate.subject] : subjects).flatMap { subject in
        (objects.isEmpty ? [proposal.candidate.object] : objects).map { object in
          var own = proposal
          (own.candidate.subject, own.candidate.object) = (subject, object)
          return own
        }
      }
    }
  }

  /// The mentions of those whom a pronoun or *the two* means together, none where it means one group or thing, or nobody is named.
  private func named(by mention: Int) -> [Int] {
    let annotation = sentences.annotation
    let tokens = annotation.mentions[mention].tokens
    let sentence = annotation.sentence(of: tokens.lowerBound)
    guard sentence > 0, !annotation.sentences[sentence].startsParagraph else { return [] }
    let before = annotation.sentences[sentence - 1].tokens
    let isTwo = isTwo(tokens)
    guard isTwo || tokens.count == 1 && isPronoun(tokens),
      !isTold(mention, since: before.lowerBound)
    else { return [] }
    let found = joined(in: before)
    return isTwo && found.count != 2 || found.count > Self.most ? [] : found
  }

  private func isPronoun(_ tokens: Range<Int>) -> Bool {
    Self.pronouns.contains(sentences.forms[tokens.lowerBound])
  }

  /// Whether the text has spoken of what a pronoun means since a word: a group of which it has is likelier.
  private func isTold(_ mention: Int, since word: Int) -> Bool {
    let mentions = sentences.annotation.mentions
    var other = mention - 1
    while other >= 0, mentions[other].tokens.lowerBound >= word {
      if entities.entityOfMention[other] == entities.entityOfMention[mention],
        !isPronoun(mentions[other].tokens)
      {
        return true
      }
      other -= 1
    }
    return false
  }

  /// `both`, `the two`, `the couple`, `the two men`.
  private func isTwo(_ tokens: Range<Int>) -> Bool {
    let head = sentences.annotation.head(of: tokens)
    let words = sentences.dependents(of: head).map { sentences.forms[$0] }
    if sentences.forms[head] == "both" { return !words.contains("of") }
    guard words.contains("the") else { return false }
    return Self.pairs.contains(sentences.forms[head])
      || words.contains("two") && Self.people.contains(sentences.forms[head])
  }

  /// Two persons or more that a sentence joins as subject of a verb, or who marry in it, or else as object.
  private func joined(in sentence: Range<Int>) -> [Int] {
    for labels in [["nsubj", "nsubj:pass"], ["obj"]] {
      for verb in sentence where sentences.isVerb(verb) {
        for end in sentences.dependents(of: verb) where labels.contains(sentences.label(end)) {
          var heads = [end] + sentences.dependents(of: end, "conj")
          if heads.count == 1, sentences.label(end) == "nsubj",
            Self.marrying.contains(sentences.forms[verb])
          {
            heads += sentences.dependents(of: verb, "obj")
          }
          let persons = heads.compactMap(person)
          if persons.count > 1, persons.count == heads.count, !heads.contains(where: isAlternative)
          {
            return persons
          }
        }
      }
    }
    return []
  }

  private func isAlternative(_ noun: Int) -> Bool {
    sentences.dependents(of: noun, "cc").contains {
      ["or", "nor", "but"].contains(sentences.forms[$0])
    }
  }

  private func person(at token: Int) -> Int? {
    sentences.mentions(at: token).first {
      let mention = sentences.annotation.mentions[$0]
      return mention.type == .person
        && sentences.annotation.tokens[mention.tokens.lowerBound].tag != .pronoun
    }
  }
}

import GraphModel
import Language

/// Who says *I* in a quotation, and what body says *we*: whoever speaks it, not whoever was named last.
///
///     Specter criticized the bill. "I voted for it," said Senator Joe Biden.       Biden voted for it
///     "We will strike Haifa," Hezbollah warned.                                    Hezbollah will
struct FirstPersons {
  private static let singular: Set = ["i", "me", "my", "mine", "myself"]
  private static let plural: Set = ["we", "us", "our", "ours", "ourselves"]

  private let quotations: Quotations
  private let sentences: Sentences

  init(_ sentences: Sentences) {
    self.sentences = sentences
    quotations = Quotations(sentences)
  }

  /// For each pronoun of the first person in a quotation, the mention of who speaks.
  func moves() -> [Int: Int] {
    let mentions = sentences.annotation.mentions
    var moves: [Int: Int] = [:]
    for (index, mention) in mentions.enumerated() where mention.tokens.count == 1 {
      let form = sentences.forms[mention.tokens.lowerBound]
      let isSingular = Self.singular.contains(form)
      guard isSingular || Self.plural.contains(form),
        let speaker = quotations.speaker(at: mention.tokens.lowerBound), speaker != index,
        (mentions[speaker].type == .person) == isSingular
      else { continue }
      moves[index] = speaker
    }
    return moves
  }
}

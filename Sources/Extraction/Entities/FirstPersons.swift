import GraphModel
import Language

/// Who says *I* in a quotation, and what body says *we*: whoever speaks it, or the body that his title names, not whoever
/// was named last.
///
///     Specter criticized the bill. "I voted for it," said Senator Joe Biden.       Biden voted for it
///     "We will strike Haifa," Hezbollah warned.                                    Hezbollah will
///     Israel bombed Gaza. "We will strike Haifa," Meshal, the Hamas leader, said.  Hamas will
struct FirstPersons: MentionMoves {
  private static let singular: Set = ["i", "me", "my", "mine", "myself"]
  private static let plural: Set = ["we", "us", "our", "ours", "ourselves"]

  private let quotations: Quotations
  private let sentences: Sentences

  init(_ sentences: Sentences) {
    self.sentences = sentences
    quotations = Quotations(sentences)
  }

  /// For each pronoun of the first person in a quotation, the mention of who speaks.
  ///
  /// A person's *we* that the text joins with no body but a country, or with nothing, is the person's own side.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    let mentions = sentences.annotation.mentions
    var moves: [Int: Int] = [:]
    for group in groups {
      // Whether nothing but countries is named in it, once asked.
      var isOpen: Bool?
      for index in group where mentions[index].tokens.count == 1 {
        let token = mentions[index].tokens.lowerBound
        let isSingular = Self.singular.contains(sentences.forms[token])
        guard isSingular || Self.plural.contains(sentences.forms[token]),
          let speaker = quotations.speaker(at: token), speaker != index
        else { continue }
        if (mentions[speaker].type == .person) == isSingular {
          moves[index] = speaker
        } else if !isSingular, let body = body(of: speaker), body != index {
          moves[index] = body
        } else if !isSingular {
          let isFree = isOpen ?? self.isOpen(group)
          isOpen = isFree
          if isFree { moves[index] = speaker }
        }
      }
    }
    return moves
  }

  /// The body whose leader or spokesman a person is called beside the name: *Volkswagen's chairman, Ferdinand Piech*; *Khaled
  /// Meshal, the Hamas leader*; *Hamas leader Khaled Meshal*.
  private func body(of person: Int) -> Int? {
    let annotation = sentences.annotation
    let head = sentences.headWord(of: person)
    var titles = sentences.dependents(of: head, "appos", "nmod:desc", "compound").filter {
      sentences.tag($0) == .noun || sentences.label($0) == "nmod:desc"
    }
    // `a spokesman for the army`
    if sentences.tag(head) == .noun { titles.append(head) }
    // `Volkswagen's chairman, Ferdinand Piech`, where the parser hangs the name on the title.
    if ["appos", "flat"].contains(sentences.label(head)), let title = sentences.head(head),
      sentences.tag(title) == .noun
    {
      titles.append(title)
    }
    for title in titles where Self.speaking.contains(sentences.forms[title]) {
      for word in sentences.dependents(of: title, "nmod:poss", "compound", "amod", "nmod")
      where sentences.label(word) != "nmod" || isOf(word) {
        let found = sentences.mentions(at: word).first {
          sentences.tag(word) != .pronoun
            && ([.organization, .group].contains(annotation.mentions[$0].type)
              || sentences.country(of: $0) != nil)
        }
        if let found { return found }
      }
    }
    return nil
  }

  /// Those who speak for what they are of, as its *victims* and *critics* do not.
  private static let speaking: Set = [
    "leader", "spokesman", "spokeswoman", "spokesperson", "chairman", "chairwoman", "chair",
    "president", "minister", "premier", "chief", "head", "commander", "director", "executive",
    "secretary", "general", "ambassador", "envoy", "manager", "captain", "coach", "founder",
    "owner", "official", "representative", "mayor", "governor", "chancellor", "colonel",
  ]

  private func isOf(_ noun: Int) -> Bool {
    sentences.cases(noun).contains { $0 == "of" || $0 == "for" }
  }

  /// Whether all that a group names are countries.
  private func isOpen(_ group: [Int]) -> Bool {
    group.allSatisfy { mention in
      sentences.country(of: mention) != nil
        || !sentences.annotation.mentions[mention].tokens.contains {
          sentences.tag($0) == .properNoun || sentences.tag($0) == .adjective
        }
    }
  }
}

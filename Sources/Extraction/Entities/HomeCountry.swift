import GraphModel
import Language

/// Which country *the country* is, where its own sentence begins with one.
///
///     Russian troops left. In Kenya, the country's foreign minister, Daniel Moi, resigned.     Kenya's
struct HomeCountry: MentionMoves {
  private static let nouns: Set = ["country", "nation", "kingdom", "republic"]

  private let sentences: Sentences

  init(_ sentences: Sentences) { self.sentences = sentences }

  /// For descriptions such as *the country*, the mention of the country that opens their sentence.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    let annotation = sentences.annotation
    var moves: [Int: Int] = [:]
    for (index, mention) in annotation.mentions.enumerated() {
      let head = annotation.head(of: mention.tokens)
      guard Self.nouns.contains(sentences.forms[head]),
        sentences.isBare(head), let country = country(before: head), country != index
      else { continue }
      moves[index] = country
    }
    return moves
  }

  /// The mention of a country that opens the sentence of a word: *In Kenya, …*.
  func country(before word: Int) -> Int? {
    let annotation = sentences.annotation
    let sentence = annotation.sentences[annotation.sentence(of: word)].tokens
    guard let mention = sentences.opening(of: sentence) else { return nil }
    let tokens = annotation.mentions[mention].tokens
    guard tokens.upperBound < word, word - tokens.upperBound < 60,
      // `In Egypt, Netanyahu said Israel would respond if the country was attacked`
      !(tokens.upperBound..<word).contains(where: {
        CountryNames.isCountry(annotation.form($0))
      }),
      sentences.country(named: tokens) != nil,
      sentences.tag(annotation.head(of: tokens)) == .properNoun
    else { return nil }
    return mention
  }
}

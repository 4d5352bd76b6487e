import GraphModel
import Language

/// Which country *the country* is, where its own sentence begins with one, or brings in the only one of its paragraph.
///
///     Russian troops left. In Kenya, the country's foreign minister, Daniel Moi, resigned.     Kenya's
///
///     Ecuador sends troops. The country declares an emergency.
///
///     Protesters in Togo call for Faure, who has ruled the country for years, to step down.    Togo
struct HomeCountry: MentionMoves {
  /// How many words back a country is looked for.
  private static let reach = 60
  private static let nouns: Set = ["country", "nation", "kingdom", "republic"]

  private let sentences: Sentences
  private let clusterOf: [Int]

  init(_ sentences: Sentences) {
    self.sentences = sentences
    let annotation = sentences.annotation
    clusterOf = annotation.clusters.groupOfElement(count: annotation.mentions.count)
  }

  /// For descriptions such as *the country*, the mention of the country that opens their sentence.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    let annotation = sentences.annotation
    var moves: [Int: Int] = [:]
    for (index, mention) in annotation.mentions.enumerated() {
      let head = annotation.head(of: mention.tokens)
      guard Self.nouns.contains(sentences.forms[head]),
        sentences.isBare(head),
        let country = country(before: head)
          ?? (isOfEarlier(index) ? onlyCountry(before: head)?.mention : nil),
        country != index
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
    guard tokens.upperBound < word, word - tokens.upperBound < Self.reach,
      // `In Egypt, Netanyahu said Israel would respond if the country was attacked`
      !(tokens.upperBound..<word).contains(where: {
        CountryNames.isCountry(annotation.form($0))
      }),
      sentences.country(named: tokens) != nil,
      sentences.tag(annotation.head(of: tokens)) == .properNoun
    else { return nil }
    return mention
  }

  /// Whether a description is taken for what only other paragraphs tell of before it.
  private func isOfEarlier(_ mention: Int) -> Bool {
    let annotation = sentences.annotation
    let word = annotation.mentions[mention].tokens.lowerBound
    let before = annotation.clusters[clusterOf[mention]].filter { $0 < mention }
    return !before.isEmpty
      && !before.contains {
        sentences.areInOneParagraph(annotation.mentions[$0].tokens.lowerBound, word)
      }
  }

  private static let standing: Set = ["in", "of", "from", "across", "throughout", "'s", "’s", "'"]

  /// The only country whose name, adjective or city stands before a word in its sentence, as the place or the actor's, where the
  /// sentence goes on with nobody of other paragraphs; and its mention, if it has one.
  func onlyCountry(before word: Int) -> (country: String, mention: Int?)? {
    let annotation = sentences.annotation
    let sentence = annotation.sentences[annotation.sentence(of: word)].tokens
    guard word - sentence.lowerBound < Self.reach else { return nil }
    var found: (country: String, mention: Int?)?
    for token in sentence.lowerBound..<word {
      var (country, mention): (String?, Int?)
      if sentences.tag(token) == .adjective || sentences.label(token) == "compound" {
        country = CountryNames.country(of: NameKey.fold(annotation.form(token)))
      }
      if let named = sentences.mention(beginningAt: token) {
        if let own = sentences.country(of: named) {
          (country, mention) = (own, named)
        } else if let own = CountryNames.country(
          ofCity: NameKey.fold(annotation.phrase(annotation.mentions[named].tokens)))
        {
          country = own
        } else if goesOn(named) {
          return nil
        }
        let cases = sentences.cases(sentences.headWord(of: named))
        if country != nil, !cases.allSatisfy(Self.standing.contains) { return nil }
      }
      guard let country else { continue }
      if let other = found, other.country != country { return nil }
      found = (country, mention ?? found?.mention)
    }
    return found
  }

  /// Whether a name in another paragraph before is of the same.
  private func goesOn(_ mention: Int) -> Bool {
    let annotation = sentences.annotation
    let word = annotation.mentions[mention].tokens.lowerBound
    guard sentences.tag(sentences.headWord(of: mention)) == .properNoun,
      let first = annotation.clusters[clusterOf[mention]].first
    else { return false }
    return !sentences.areInOneParagraph(annotation.mentions[first].tokens.lowerBound, word)
  }
}

import Language

/// Which group *the group* is, where its own paragraph begins with one and the text's last was in another.
///
///     M23 is led by Makenga.
///
///     The Tiger Guard broke with the army. Chile has urged the group to disarm.     the Tiger Guard
struct ParagraphGroup: MentionMoves {
  private static let nouns: Set = ["group", "movement", "militia", "organization", "organisation"]
  /// Names of groups end in these.
  private static let bodies: Set = [
    "guard", "guards", "army", "front", "brigade", "brigades", "movement", "militia", "force",
    "forces", "battalion", "battalions", "alliance", "tigers", "resistance", "jihad",
  ]

  private let names: [MentionName]
  private let sentences: Sentences

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
  }

  /// For descriptions such as *the group*, the mention of the only group that is a subject before them in their paragraph,
  /// where their own groups have nothing there.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    var moves: [Int: Int] = [:]
    for group in groups {
      var last: Int?
      for index in group {
        let start = sentences.annotation.mentions[index].tokens.lowerBound
        if isTheGroup(index), last.map({ !sentences.areInOneParagraph($0, start) }) ?? false,
          let body = body(before: start)
        {
          moves[index] = body
        }
        last = start
      }
    }
    return moves
  }

  /// Whether a mention is *the group*.
  private func isTheGroup(_ mention: Int) -> Bool {
    let head = sentences.headWord(of: mention)
    return names[mention].kind == .description && Self.nouns.contains(sentences.forms[head])
      && sentences.isBare(head)
  }

  private func body(before word: Int) -> Int? {
    let annotation = sentences.annotation
    var sentence = annotation.sentence(of: word)
    var found: Int?
    while sentence > 0, !annotation.sentences[sentence].startsParagraph {
      sentence -= 1
      guard
        let root = sentences.root(of: annotation.sentences[sentence].tokens),
        let subject = sentences.dependents(of: root, "nsubj", "nsubj:pass").first,
        let mention = sentences.mentions(at: subject).first, isGroup(mention)
      else { continue }
      if let other = found, names[other].key != names[mention].key { return nil }
      found = mention
    }
    return found
  }

  /// Whether a mention names a group that is no state's army.
  private func isGroup(_ mention: Int) -> Bool {
    let name = names[mention]
    guard name.kind == .name, name.words.count > 1, let last = name.words.last,
      let first = name.words.first
    else { return false }
    return Self.bodies.contains(last) && CountryNames.country(of: first) == nil
  }
}

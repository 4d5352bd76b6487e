import Language

/// Who of two of one surname is meant by it alone: whoever the text called so before it named the other.
///
///     Syed Hafiz Alwi is on trial. Alwi, a son of the first prime minister, Tun Ismail Alwi, denied it. The trial will
///     go on in May. The firm admitted that it had paid Alwi.     Syed Hafiz Alwi
///
/// Unless the other has just been mentioned, when it may be his.
struct BareSurnames {
  private let names: [MentionName]
  private let sentences: Sentences

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
  }

  /// For names of one word that the groups give to a namesake, the first mention that is called so.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    let annotation = sentences.annotation
    let groupOf = groups.groupOfElement(count: names.count)
    // By the bare name, the first that is called so, if he has a full name before.
    var first: [String: Int] = [:]
    // By group, where it was last named in full.
    var fullName: [Int: Int] = [:]
    // And the sentence in which it was last mentioned.
    var last: [Int: Int] = [:]
    var genders: [Int: Gender] = [:]
    var moves: [Int: Int] = [:]
    for (index, mention) in annotation.mentions.enumerated() where mention.type == .person {
      let (name, group) = (names[index], groupOf[index])
      let sentence = annotation.sentence(of: mention.tokens.lowerBound)
      let before = last[group] ?? sentence
      defer { if moves[index] == nil { last[group] = sentence } }
      if let gender = name.gender, genders[group] == nil { genders[group] = gender }
      guard name.kind == .name else { continue }
      guard name.ownWords.count == 1, let word = name.ownWords.first else {
        fullName[group] = index
        continue
      }
      guard let own = fullName[group], names[own].words.contains(word) else { continue }
      guard let bearer = first[word] else {
        first[word] = index
        continue
      }
      let holder = groupOf[bearer]
      guard holder != group, let other = fullName[holder], names[other].isNamesake(of: names[own]),
        annotation.mentions[bearer].tokens.lowerBound
          < annotation.mentions[groups[group][0]].tokens.lowerBound,
        sentence - before > 1,
        name.gender == nil || genders[holder] == nil || name.gender == genders[holder]
      else { continue }
      moves[index] = bearer
    }
    return moves
  }
}

import Language

/// Who of two of one surname is meant by it alone: whoever the text called so before it named the other.
///
///     Syed Hafiz Alwi is on trial. Alwi, a son of the first prime minister, Tun Ismail Alwi, denied it. The trial will
///     go on in May. The firm admitted that it had paid Alwi.     Syed Hafiz Alwi
///
/// Unless the other has just been mentioned, when it may be his. And of one who killed the other:
///
///     Robert Lane was stabbed by his son, Kevin Lane. Lane was arrested on Friday.     Kevin Lane
///
/// Before all that, what its own sentence tells of which of them it is (`NamesakeClues`).
struct BareSurnames: MentionMoves {
  private static let killing = Inflection.forms(of: [
    "kill", "murder", "shoot", "stab", "strangle", "poison", "assassinate",
  ])
  /// What is done to who killed somebody, and what nobody does who is dead.
  private static let prosecuting = Inflection.forms(of: [
    "arrest", "charge", "convict", "sentence", "indict", "acquit", "jail", "detain", "accuse",
  ])
  private static let answering = Inflection.forms(of: [
    "confess", "plead", "surrender", "flee", "deny", "admit", "escape",
  ])

  private let names: [MentionName]
  private let sentences: Sentences

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
  }

  /// For names of one word that the groups give to a namesake, the first mention that is called so.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    let annotation = sentences.annotation
    let killers = killers()
    let clues = NamesakeClues(names, in: sentences)
    let groupOf = groups.groupOfElement(count: names.count)
    // By the bare name, the first that is called so, if he has a full name before.
    var first: [String: Int] = [:]
    // By group, where it was last named in full.
    var fullName: [Int: Int] = [:]
    // By the last word of that name, the same.
    var byWord: [String: [Int: Int]] = [:]
    // And the sentence in which it was last mentioned.
    var last: [Int: Int] = [:]
    var genders: [Int: Gender] = [:]
    // By the bare name, whom a sentence told it to mean, and where.
    var told: [String: (bearer: Int, place: Int)] = [:]
    var moves: [Int: Int] = [:]
    for (index, mention) in annotation.mentions.enumerated() where mention.type == .person {
      let (name, group) = (names[index], groupOf[index])
      let sentence = annotation.sentence(of: mention.tokens.lowerBound)
      let before = last[group] ?? sentence
      defer { if moves[index] == nil { last[group] = sentence } }
      if let gender = name.gender, genders[group] == nil { genders[group] = gender }
      guard name.kind == .name else { continue }
      guard name.ownWords.count == 1, let word = name.ownWords.first else {
        if let old = fullName[group].flatMap({ names[$0].ownWords.last }) {
          byWord[old]?[group] = nil
        }
        fullName[group] = index
        if let word = name.ownWords.last { byWord[word, default: [:]][group] = index }
        continue
      }
      let bearers = byWord[word] ?? [:]
      if bearers.count > 1, let bearer = clues.bearer(of: index, among: bearers, groupOf) {
        if groupOf[bearer] != group { moves[index] = bearer }
        first[word] = first[word] ?? index
        told[word] = clues.age(before: name.tokens.lowerBound) == nil ? (bearer, sentence) : nil
        continue
      }
      // The sentence behind goes on with him.
      if bearers.count > 1, let (bearer, place) = told[word], sentence - place == 1,
        sentences.areInOneParagraph(
          annotation.mentions[bearer].tokens.lowerBound, mention.tokens.lowerBound)
      {
        if groupOf[bearer] != group { moves[index] = bearer }
        continue
      }
      guard let own = fullName[group], names[own].words.contains(word) else { continue }
      if let killer = killers[names[own].key], names[killer].words.last == word,
        killer < index, isOfTheLiving(index)
      {
        moves[index] = killer
        continue
      }
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

  /// By the names of those who were killed, who killed them, where both have one surname.
  private func killers() -> [String: Int] {
    var killers: [String: Int] = [:]
    for verb in sentences.forms.indices
    where Self.killing.contains(sentences.forms[verb]) && sentences.isVerb(verb) {
      let suffering =
        sentences.isPassive(verb) ? sentences.subjects(of: verb) : sentences.objects(of: verb)
      guard let killer = person(among: sentences.doers(with: verb)),
        let victim = person(among: suffering),
        names[killer].words.last == names[victim].words.last,
        names[killer].isNamesake(of: names[victim])
      else { continue }
      killers[names[victim].key] = killer
    }
    return killers
  }

  private func person(among ends: [Filler]) -> Int? {
    guard let end = ends.first else { return nil }
    return sentences.mentions(at: end.token).first {
      names[$0].kind == .name && names[$0].ownWords.count > 1
        && sentences.annotation.mentions[$0].type == .person
    }
  }

  /// Whether what is said of somebody is said of nobody who is dead.
  private func isOfTheLiving(_ mention: Int) -> Bool {
    let word = sentences.headWord(of: mention)
    guard let verb = sentences.head(word), sentences.isVerb(verb) else { return false }
    switch sentences.label(word) {
    case "nsubj:pass", "obj": return Self.prosecuting.contains(sentences.forms[verb])
    case "nsubj": return Self.answering.contains(sentences.forms[verb])
    default: return false
    }
  }
}

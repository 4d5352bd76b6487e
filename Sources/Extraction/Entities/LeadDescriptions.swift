import GraphModel
import Language

/// Who it is that a report's first paragraph only describes: whoever the next one begins with, where the words agree.
///
///     A French journalist was killed in Kivu. ¶ Paul Mercier, 33, worked for Le Matin.        one man
///     A Kurdish politician was sentenced. ¶ Selim Kaya was convicted of terrorism.            one man
///     A police officer shot a man. ¶ Officer Dan Hill shot Marcus Webb.                       the officer
///     A man was shot in Tulsa. ¶ Dan Hill, 50, was arrested.                                  two
///     A nurse was killed in Mali. ¶ The prime minister, Mark Bos, condemned the attack.       two
///
/// An age, the same deed or the same trade has to agree; what is told of the named one must not be told of another.
struct LeadDescriptions: MentionMoves {
  /// Deeds that are told of one in several words.
  private static let deeds = [
    arresting, convicting, charging, killing,
    Inflection.forms(of: ["rescue", "save", "free", "release"]),
    Inflection.forms(of: ["kidnap", "abduct"]),
  ]
  private static let arresting = Inflection.forms(of: [
    "arrest", "detain", "hold", "seize", "capture", "apprehend",
  ])
  private static let convicting = Inflection.forms(of: [
    "convict", "sentence", "jail", "imprison", "find",
  ])
  private static let charging = Inflection.forms(of: ["charge", "indict", "accuse"])
  private static let killing = Inflection.forms(of: [
    "kill", "shoot", "stab", "murder", "die", "drown", "assassinate", "gun", "beat",
  ])
  private static let prosecuting = arresting.union(convicting).union(charging)
  /// What is told of the dead as their own doing.
  private static let dying: Set = ["died", "drowned"]
  private static let dead = Inflection.forms(of: [
    "kill", "murder", "die", "drown", "assassinate", "execute",
  ])
  /// What is told of somebody who is dead.
  private static let lived = Inflection.forms(of: [
    "work", "live", "have", "leave", "join", "study", "grow", "teach", "serve", "play", "marry",
    "die", "drown",
  ])
  /// What is done to somebody who dies of it, or was born.
  private static let suffered = Inflection.forms(of: [
    "kill", "shoot", "stab", "murder", "attack", "hit", "strike", "find", "bear",
  ])

  private let names: [MentionName]
  private let sentences: Sentences

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
  }

  /// For the mentions of those who were only described, the name.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    let annotation = sentences.annotation
    let starts = annotation.sentences.indices.filter {
      $0 == 0 || annotation.sentences[$0].startsParagraph
    }
    guard starts.count > 1 else { return [:] }
    let groupOf = groups.groupOfElement(count: names.count)
    var moves: [Int: Int] = [:]
    let lead =
      annotation.sentences[starts[0]].tokens
      .lowerBound..<annotation.sentences[starts[1]].tokens.lowerBound
    let described = annotation.mentions.indices.filter {
      lead.contains(annotation.mentions[$0].tokens.lowerBound) && isBroughtIn($0)
        && !groups[groupOf[$0]].contains { names[$0].kind == .name }
    }
    for name in annotation.mentions.indices
    where annotation.sentence(of: annotation.mentions[name].tokens.lowerBound) == starts[1]
      && isNew(name, groups[groupOf[name]])
    {
      let fitting = described.filter {
        moves[$0] == nil && fits($0, name) && !isActedOn($0, by: name, groups[groupOf[$0]])
      }
      guard Set(fitting.map(sentences.headWord)).count == 1 else { continue }
      for own in fitting {
        for mention in groups[groupOf[own]] { moves[mention] = name }
      }
    }
    return moves
  }

  private func isBroughtIn(_ mention: Int) -> Bool {
    let word = sentences.headWord(of: mention)
    return sentences.annotation.mentions[mention].type == .person
      && names[mention].kind == .description && sentences.bringsIn(word)
      && !sentences.isAscribed(word) && deed(of: mention) != nil
  }

  /// Whether a full name stands here first, as subject or object.
  private func isNew(_ mention: Int, _ group: [Int]) -> Bool {
    sentences.annotation.mentions[mention].type == .person && names[mention].kind == .name
      && names[mention].ownWords.count > 1 && group.first == mention && deed(of: mention) != nil
  }

  private typealias Deed = (form: String, isDone: Bool)

  /// The verb that a person does, or that is done to him.
  private func deed(of mention: Int) -> Deed? {
    let word = sentences.headWord(of: mention)
    guard let verb = sentences.head(word) else { return nil }
    switch sentences.label(word) {
    case "nsubj": return (sentences.forms[verb], false)
    case "nsubj:pass", "obj": return (sentences.forms[verb], true)
    default: return nil
    }
  }

  private func fits(_ described: Int, _ name: Int) -> Bool {
    guard let was = deed(of: described), let isNow = deed(of: name) else { return false }
    let (old, new) = (names[described].gender, names[name].gender)
    if let old, let new, old != new { return false }
    let noun = sentences.forms[sentences.headWord(of: described)]
    let titles = sentences.titles(of: name).map(\.noun)
    // `Ann Lund, the mayor`
    guard titles.isEmpty || titles.contains(noun) else { return false }
    let isDead =
      Self.dead.contains(was.form) && (was.isDone || Self.dying.contains(was.form))
    if isDead {
      let word = sentences.headWord(of: name)
      let isBeing = sentences.head(word).map { !sentences.isVerb($0) } ?? false
      guard
        isBeing || Self.lived.contains(isNow.form)
          || isNow.isDone && Self.suffered.contains(isNow.form)
      else { return false }
    }
    guard !areOpposed(was, isNow) else { return false }
    return titles.contains(noun) || hasAge(name) && (isNow.isDone || !actsOn(name))
      || was.isDone == isNow.isDone
        && Self.deeds.contains { $0.contains(was.form) && $0.contains(isNow.form) }
  }

  /// Whether somebody does something to whom was described, or to somebody's own: *Jan Moe, 33, attacked her*, *left her house*.
  private func isActedOn(_ described: Int, by name: Int, _ group: [Int]) -> Bool {
    let word = sentences.headWord(of: name)
    guard let verb = sentences.head(word), sentences.label(word) == "nsubj" else { return false }
    let noun = sentences.forms[sentences.headWord(of: described)]
    let heads = Set(group.map(sentences.headWord))
    return sentences.dependents(of: verb, "obj", "iobj", "obl").contains { other in
      Self.objects.contains(sentences.forms[other]) || sentences.forms[other] == noun
        || heads.contains(other)
        || sentences.dependents(of: other, "nmod:poss").contains(where: heads.contains)
    }
  }

  /// Whether somebody does something to somebody or something: an age alone says little of who *found the body*.
  private func actsOn(_ name: Int) -> Bool {
    sentences.head(sentences.headWord(of: name)).map {
      sentences.isVerb($0) && !sentences.dependents(of: $0, "obj").isEmpty
    } ?? false
  }

  private static let objects: Set = ["him", "her"]

  /// Whether one of two deeds is told of a victim or of somebody who is prosecuted, and the other of who does so to others.
  private func areOpposed(_ was: Deed, _ isNow: Deed) -> Bool {
    guard was.isDone else { return false }
    if Self.killing.contains(was.form) {
      let kills =
        !isNow.isDone && Self.killing.contains(isNow.form) && !Self.dying.contains(isNow.form)
      if kills || isNow.isDone && Self.prosecuting.contains(isNow.form) { return true }
    }
    return Self.prosecuting.contains(was.form)
      && (isNow.isDone
        ? Self.killing.contains(isNow.form) : Self.prosecuting.contains(isNow.form))
  }

  /// Whether an age stands behind a name: *Paul Mercier, 33,*.
  private func hasAge(_ name: Int) -> Bool {
    let end = sentences.annotation.mentions[name].tokens.upperBound
    return end + 2 < sentences.forms.count && sentences.forms[end] == ","
      && (Int(sentences.forms[end + 1]).map { (1..<110).contains($0) } ?? false)
      && [",", "."].contains(sentences.forms[end + 2])
  }
}

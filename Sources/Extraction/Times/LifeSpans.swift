import GraphModel
import Language

/// When people were born and died, as brackets behind their names tell: *Ada Roth (8 February 1700 in Basel – 17 March
/// 1782 in Lima) was a painter*.
struct LifeSpans {
  /// A life; half of one where the text tells no more.
  struct Life {
    /// In EDTF.
    var birth, death: String?
    /// Between the brackets, the words that tell of the birth, and those that tell of the death.
    let beginning, end: Range<Int>
  }

  private var lives: [Int: Life] = [:]
  /// The words between their brackets.
  private var words = Set<Int>()

  /// How many words brackets may hold, and how many (*FRS*, *DBE RA*) may stand between them and the name.
  private static let longest = 40
  private static let reach = 3
  private static let dashes: Set<String> = ["–", "—", "-", "--"]
  private static let born: Set<String> = ["born", "b."]
  private static let died: Set<String> = ["died", "d."]

  /// - Complexity: O(*n*) in words and mentions.
  init(of annotation: Annotation, _ entities: DocumentEntities, _ sentences: Sentences) {
    for (mention, value) in annotation.mentions.enumerated() where value.type == .person {
      let entity = entities.entityOfMention[mention]
      guard lives[entity] == nil, let brackets = Self.brackets(behind: value.tokens, sentences),
        let life = Self.life(within: brackets, of: mention, sentences)
      else { continue }
      lives[entity] = life
      words.formUnion(brackets)
    }
  }

  /// The life of an entity, if the text tells it.
  subscript(entity: Int) -> Life? { lives[entity] }

  /// Whether a word stands between the brackets that tell of a life: nothing else was so then.
  func tells(_ word: Int) -> Bool { words.contains(word) }

  /// The words between the brackets behind a name.
  private static func brackets(behind name: Range<Int>, _ sentences: Sentences) -> Range<Int>? {
    let range = sentences.annotation.sentences[
      sentences.annotation.sentence(of: name.lowerBound)
    ].tokens
    let behind = name.upperBound..<range.upperBound
    guard let open = behind.prefix(reach + 1).first(where: { sentences.forms[$0] == "(" }),
      (name.upperBound..<open).allSatisfy({ sentences.tag($0) == .properNoun })
    else { return nil }
    return (open + 1..<range.upperBound).prefix(longest)
      .first { sentences.forms[$0] == ")" }.map { open + 1..<$0 }
  }

  private static func life(
    within brackets: Range<Int>, of mention: Int, _ sentences: Sentences
  ) -> Life? {
    let annotation = sentences.annotation
    let first = annotation.times.partitioningIndex { $0.tokens.lowerBound >= brackets.lowerBound }
    let times = annotation.times[first...].prefix { $0.tokens.upperBound <= brackets.upperBound }
    guard let birth = times.first, times.count < 3 else { return nil }
    func has(_ words: Set<String>) -> Int? {
      brackets.first { words.contains(sentences.forms[$0]) }
    }
    let isBorn = has(born) != nil
    let parts = birth.value.split(separator: "/").map(String.init)
    if times.count == 1, parts.count == 2 {
      guard !parts.contains(".."),
        isBorn || parts.contains(where: TimeValue.isDay) || isOfSubject(mention, parts, sentences)
      else { return nil }
      return Life(birth: parts[0], death: parts[1], beginning: brackets, end: brackets)
    }
    guard parts.count == 1 else { return nil }
    guard let death = times.dropFirst().first else {
      return isBorn
        ? Life(
          birth: birth.value, beginning: brackets, end: brackets.upperBound..<brackets.upperBound)
        : nil
    }
    let between = birth.tokens.upperBound..<death.tokens.lowerBound
    let isOfDeeds = brackets.contains {
      sentences.tag($0) == .verb && !born.union(died).contains(sentences.forms[$0])
    }
    guard !death.value.contains("/"), !isOfDeeds,
      let turn = between.last(where: { dashes.contains(sentences.forms[$0]) })
        ?? has(died).flatMap({ between.contains($0) ? $0 : nil })
    else { return nil }
    return Life(
      birth: birth.value, death: death.value, beginning: brackets.lowerBound..<turn,
      end: turn..<brackets.upperBound)
  }

  /// Whether years behind a name are no reign: a clause says who somebody was, but no holder of an office, or where he was born,
  /// and they are as far apart as birth and death.
  private static func isOfSubject(
    _ mention: Int, _ years: [String], _ sentences: Sentences
  ) -> Bool {
    let head = sentences.headWord(of: mention)
    let numbers = years.compactMap { Int($0.prefix(4)) }
    guard numbers.count == 2, ages.contains(numbers[1] - numbers[0]),
      sentences.label(head).hasPrefix("nsubj"), let predicate = sentences.head(head),
      !sentences.dependents(of: predicate, "cop").isEmpty
        || born.contains(sentences.forms[predicate])
    else { return false }
    let name = sentences.annotation.mentions[mention].tokens
    let isRuler = sentences.forms[name.upperBound - 1].allSatisfy("ivx".contains)
    return !isRuler
      && !([max(0, name.lowerBound - 1), predicate] + name).contains {
        Titles.words.contains(sentences.forms[$0])
      }
  }

  private static let ages = 18...110
}

extension TimeRules {
  private static let deaths: Set<String> = ["death", "died"]

  /// When somebody was born or died where a candidate says so, or was until then what it says: *born in Basel*, *taught there
  /// until her death*.
  func timeOfLife(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    guard let life = lives[entities.entityOfMention[candidate.subject]] else { return nil }
    let place = annotation.mentions[candidate.object].tokens.lowerBound
    switch candidate.relation {
    case "born-in": return life.birth
    case "located-in" where life.end.contains(place) && !life.beginning.contains(place):
      return life.death
    default:
      guard let trigger, let death = life.death,
        sentences.dependents(of: trigger, "advcl", "obl", "nmod").contains(where: {
          Self.deaths.contains(sentences.forms[$0])
            && !Set(sentences.cases($0) + sentences.marks($0)).isDisjoint(with: ["until", "till"])
        })
      else { return nil }
      return "../\(death)"
    }
  }
}

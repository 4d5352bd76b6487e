import GraphModel
import Language

/// Who was shot or stabbed and lives: attacked, not killed.
///
///     Agca shot Pope John Paul II in 1981. The pope forgave him.
///     A gunman shot Senator Diaz. Mr. Diaz was in stable condition on Monday.
///     Police shot and wounded two protesters.
struct Survivors: Denial {
  private let sentences: Sentences
  private let entities: DocumentEntities
  /// By sentence, the mentions in it.
  private let mentions: [Int: [Int]]
  private static let wounding = Inflection.forms(of: ["shoot", "stab", "knife"])
  private static let deadly: Set = ["dead", "death", "fatally"]
  private static let surviving = Inflection.forms(of: [
    "survive", "recover", "forgive", "recuperate", "undergo", "wound", "injure", "hospitalize",
  ]).union(["wounded", "injured", "hospitalised"])
  private static let alive: Set = ["condition", "surgery", "stable"]
  private static let dying = Inflection.forms(of: ["die", "bury", "kill", "save", "bleed"]).union([
    "dead", "death", "fatal", "fatally", "funeral", "mourners",
  ])
  /// How many sentences on it is told.
  private static let reach = 3

  init(_ entities: DocumentEntities) {
    self.entities = entities
    sentences = entities.sentences
    let annotation = entities.sentences.annotation
    mentions = Dictionary(grouping: annotation.mentions.indices) {
      annotation.sentence(of: annotation.mentions[$0].tokens.lowerBound)
    }
  }

  /// Whether a candidate has somebody killed who is then told of as alive.
  func deny(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard candidate.relation == "killed", let verb = sentences.trigger(of: candidate),
      sentences.isVerb(verb), Self.wounding.contains(sentences.forms[verb]),
      !candidate.trigger.contains(where: { Self.deadly.contains(sentences.forms[$0]) }),
      !sentences.dependents(of: verb).contains(where: { Self.deadly.contains(sentences.forms[$0]) })
    else { return false }
    if sentences.dependents(of: verb, "conj").contains(where: {
      Self.surviving.contains(sentences.forms[$0])
        && sentences.dependents(of: $0, "nsubj", "obj").isEmpty
    }) {
      return true
    }
    let victim = entities.entityOfMention[candidate.object]
    let place = sentences.annotation.sentence(of: verb)
    let words = (place...place + Self.reach).flatMap { mentions[$0] ?? [] }.filter {
      entities.entityOfMention[$0] == victim
    }.map(sentences.headWord(of:)).filter { $0 > verb }
    let told = words.filter { sentences.label($0).hasPrefix("nsubj") }.compactMap(sentences.head)
    return told.contains(where: isOfLife) && !words.contains(where: isOfDeath)
  }

  /// Whether the sentence of a word tells of a death.
  private func isOfDeath(_ word: Int) -> Bool {
    let annotation = sentences.annotation
    return annotation.sentences[annotation.sentence(of: word)].tokens.contains {
      Self.dying.contains(sentences.forms[$0])
    }
  }

  /// Whether a predicate tells of one who lives, and not of before (*had survived the war*) or of whom a dead man leaves
  /// (*survived by his wife*).
  private func isOfLife(_ predicate: Int) -> Bool {
    if DirectNegation.denies(predicate..<predicate + 1, in: sentences.annotation) { return false }
    let isBefore = sentences.dependents(of: predicate, "aux").contains {
      sentences.forms[$0] == "had"
    }
    let leaves = sentences.dependents(of: predicate, "obl", "obl:agent").contains {
      sentences.cases($0) == ["by"] && sentences.forms[predicate] == "survived"
    }
    guard !isBefore, !leaves else { return false }
    return Self.surviving.contains(sentences.forms[predicate])
      || Self.alive.contains(sentences.forms[predicate])
      || sentences.dependents(of: predicate, "obl", "obj", "xcomp").contains {
        Self.alive.contains(sentences.forms[$0]) && !sentences.cases($0).contains("before")
      }
  }
}

import Language

/// The clauses of a text: of every word its predicate; of every predicate its subject, and what tells its tense.
struct Clauses {
  let sentences: Sentences
  var annotation: Annotation { sentences.annotation }
  /// What a clause can be about beside verbs: what a copula joins to a subject.
  private let copular: Set<Int>
  /// By token, the predicate of its clause.
  private var predicates: [Int]
  /// By verb, its subject, and the words that tell its tense and what brings it in.
  private var subjects: [Int: Int] = [:]
  private var auxiliaries: [Int: [Int]] = [:]
  /// By the head of a mention, its entity.
  private var entityOfHead: [Int: Int] = [:]

  /// How many words a clause may be below another.
  static let depth = 60

  /// - Complexity: O(*n*) in words and mentions.
  init(of entities: DocumentEntities) {
    sentences = entities.sentences
    let annotation = sentences.annotation
    copular = Set(annotation.tokens.lazy.filter { $0.label == "cop" }.compactMap(\.head))
    predicates = Array(repeating: -1, count: annotation.tokens.count)
    for (mention, value) in annotation.mentions.enumerated() {
      entityOfHead[annotation.head(of: value.tokens)] = entities.entityOfMention[mention]
    }
    for (token, value) in annotation.tokens.enumerated() {
      guard let head = value.head else { continue }
      if value.label.hasPrefix("nsubj") {
        if subjects[head] == nil { subjects[head] = token }
      } else if value.label.hasPrefix("aux") || ["cop", "mark"].contains(value.label) {
        auxiliaries[head, default: []].append(token)
      }
    }
    for token in annotation.tokens.indices {
      var path: [Int] = []
      var word = token
      while predicates[word] < 0, !isPredicate(word), let head = annotation.tokens[word].head {
        path.append(word)
        word = head
      }
      let predicate = predicates[word] < 0 ? word : predicates[word]
      predicates[word] = predicate
      for below in path { predicates[below] = predicate }
    }
  }

  func isPredicate(_ token: Int) -> Bool {
    annotation.tokens[token].tag == .verb || copular.contains(token)
  }

  /// The nearest predicate at or above a token, within its sentence; the topmost token where there is none.
  func predicate(of token: Int) -> Int { predicates[token] }

  func subject(of verb: Int) -> Int? { subjects[verb] }

  /// What tells a verb's tense (its auxiliaries, its copula) and what brings it in (*that*, *to*), in order.
  func auxiliaries(of verb: Int) -> [Int] { auxiliaries[verb] ?? [] }

  /// Whether a verb is an infinitive with *to* and without an auxiliary: *the first to win*.
  func isToDo(_ verb: Int) -> Bool {
    auxiliaries(of: verb).map { sentences.forms[$0] } == ["to"]
  }

  /// The entity of the mention whose head a word is.
  func entity(at word: Int) -> Int? { entityOfHead[word] }

  /// The dependent of a verb that a word stands in.
  func dependent(of verb: Int, above word: Int) -> Int? {
    var top = word
    for _ in 0..<Self.depth {
      guard let upper = annotation.tokens[top].head else { return nil }
      if upper == verb { return top }
      top = upper
    }
    return nil
  }
}

import GraphModel

/// A graph of made-up people, bodies and places: for one size always the same.
///
/// It has 1.5 statements an entity. Who has been stated about most is stated about most again
/// (Barabási and Albert 1999), as in real graphs of this kind; relations are those of the standard
/// vocabulary that fit the types of both ends; no statement is made twice.
struct SyntheticGraph {
  /// Every entity, by name and type.
  private(set) var entities: [EntityRecord] = []
  /// Every statement, its ends by name and type, with the words that say it.
  private(set) var statements: [StatementRecord] = []

  init(entityCount: Int) {
    var random = SplitMix64(seed: UInt64(entityCount))
    let types: [EntityType] = [.person, .person, .person, .organization, .organization, .place]
    for number in 0..<entityCount {
      entities.append(
        EntityRecord(
          name: Self.name(number, &random), type: types[Int(random.next() % UInt64(types.count))]))
    }
    let relations = Vocabulary.standard.relations.filter { !$0.isSymmetric }
    struct Key: Hashable {
      var subject: Int
      var relation: String
      var object: Int
    }
    var made = Set<Key>()
    // An entity stands here once and again for every statement about it.
    var urn = Array(0..<entityCount)
    while statements.count < entityCount * 3 / 2 {
      let subject = Int(random.next() % UInt64(entityCount))
      let object = urn[Int(random.next() % UInt64(urn.count))]
      let relation = relations[Int(random.next() % UInt64(relations.count))]
      guard subject != object, let from = entities[subject].type, let to = entities[object].type,
        relation.accepts(subject: from), relation.accepts(object: to),
        made.insert(Key(subject: subject, relation: relation.name, object: object)).inserted
      else { continue }
      urn += [subject, object]
      let quote =
        "\(entities[subject].name) \(relation.label) \(entities[object].name), officials said."
      statements.append(
        StatementRecord(
          subject: entities[subject], relation: relation.name, object: entities[object],
          evidence: [
            Evidence(document: "synthetic.csv", quote: quote, line: statements.count + 2)
          ]))
    }
  }

  /// Two words that no other number gives; some have letters beyond ASCII, as names have.
  private static func name(_ number: Int, _ random: inout SplitMix64) -> String {
    let syllables = [
      "ba", "den", "fi", "go", "ha", "jor", "ka", "lim", "mu", "nes", "or", "pé", "qa", "ri", "sal",
      "tu", "vek", "wen", "xa", "yi", "zo", "ché", "dri", "man",
    ]
    func word(_ value: Int) -> String {
      var (rest, word) = (value, "")
      repeat {
        word += syllables[rest % syllables.count]
        rest /= syllables.count
      } while rest > 0
      return word.prefix(1).uppercased() + word.dropFirst()
    }
    return "\(word(Int(random.next() % 13_824))) \(word(number + 13_824))"
  }
}

/// A small seeded generator (Steele, Lea and Flood 2014).
private struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

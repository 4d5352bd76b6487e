import GraphModel

/// Small graphs with every kind of statement, and patterns that ask for what they have.
public struct RandomPatterns {
  private var random: SplitMix64
  private let relations = ["commands", "killed", "met-with", "attacked"]
  private let labels = ["Person", "Organization", "Place"]

  /// Begins at a seed.
  public init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func pick<Element>(_ values: [Element]) -> Element {
    values[Int.random(in: 0..<values.count, using: &random)]
  }
  private mutating func isChosen(oneIn count: Int) -> Bool {
    Int.random(in: 0..<count, using: &random) == 0
  }

  /// A graph with loops, symmetric statements, several between the same two, and qualifiers.
  public mutating func graph() -> KnowledgeGraph {
    let count = Int.random(in: 1...7, using: &random)
    let entities = (0..<count).map { number in
      // Ids are not in the order of names, and two may share a name.
      Entity(
        id: "\((number * 5) % 7)-\(number)", name: "N\(number % 5)",
        type: EntityType(rawValue: pick(labels)), aliases: number % 3 == 0 ? ["alias"] : [],
        properties: number % 2 == 0 ? ["role": "R\(number)"] : [:])
    }
    var statements: [KnowledgeGraph.Statement] = []
    for _ in 0..<Int.random(in: 0...14, using: &random) {
      var qualifiers = Qualifiers()
      if isChosen(oneIn: 4) { qualifiers.polarity = .negated }
      if isChosen(oneIn: 5) { qualifiers.mode = pick([.planned, .claimed]) }
      if isChosen(oneIn: 3) { qualifiers.time = pick(["2019", "2020-05", "2021"]) }
      if isChosen(oneIn: 6) { qualifiers.attributedTo = "N1" }
      statements.append(
        KnowledgeGraph.Statement(
          subject: .init(Int.random(in: 0..<count, using: &random)),
          relation: Vocabulary.standard.index(ofRelation: pick(relations)) ?? 0,
          object: .init(Int.random(in: 0..<count, using: &random)), qualifiers: qualifiers,
          confidence: isChosen(oneIn: 2) ? 0.5 : nil, note: isChosen(oneIn: 5) ? "note" : nil))
    }
    return KnowledgeGraph(entities: entities, statements: statements)
  }

  private mutating func node(_ names: [String]) -> String {
    var text = "(" + (isChosen(oneIn: 4) ? "" : pick(names))
    if isChosen(oneIn: 4) { text += ":" + pick(labels) }
    if isChosen(oneIn: 6) { text += " {name: 'N\(Int.random(in: 0..<6, using: &random))'}" }
    return text + ")"
  }

  private mutating func arrow(_ name: String) -> String {
    var text = "[" + (isChosen(oneIn: 3) ? "" : name)
    if isChosen(oneIn: 2) {
      text += ":" + pick(relations) + (isChosen(oneIn: 3) ? "|" + pick(relations) : "")
    }
    if isChosen(oneIn: 6) { text += pick(["*1..2", "*0..2", "*2", "*1..3"]) }
    if isChosen(oneIn: 8) { text += " {time: '2019'}" }
    text += "]"
    return pick(["-\(text)->", "<-\(text)-", "-\(text)-"])
  }

  /// The text of a pattern; some cannot be asked, as a name stands for two things.
  public mutating func pattern() -> String {
    let names = ["a", "b", "c"]
    var relationship = 0
    func next() -> String {
      relationship += 1
      return "r\(relationship)"
    }
    var path = node(names)
    for _ in 0..<Int.random(in: 1...3, using: &random) { path += arrow(next()) + node(names) }
    var text = "MATCH " + path
    if isChosen(oneIn: 3) { text += ", " + node(names) + arrow(next()) + node(names) }
    if isChosen(oneIn: 3) {
      text +=
        " WHERE "
        + pick([
          "a.name < 'N3'", "r1.time >= '2020'", "r1.polarity = 'negated'", "a.role IS NOT NULL",
          "b:Person OR a:Place", "r2.mode IS NOT NULL AND r1.mode <> 'fact'",
          "NOT (a)-[:killed]->()", "a.name = 'N1'", "a.name = b.name", "a.id > b.id",
        ])
    }
    if isChosen(oneIn: 5) {
      text += " OPTIONAL MATCH (a)" + arrow("s") + "(d) WITH a, d"
      return text + " RETURN a, d.name"
    }
    return text + " RETURN "
      + pick([
        "count(*)", "count(*) AS n, a.name", "a, b", "*", "b.name, count(*)", "type(r1), count(*)",
        "r1.confidence, r1.note", "collect(a.name)", "DISTINCT a.name", "a ORDER BY a",
        "min(a), max(r1)", "count(DISTINCT b)", "labels(a), count(*)", "a.aliases, keys(a)",
        "a.name ORDER BY a.name DESC SKIP 1", "count(r1) AS n, b.type ORDER BY n DESC",
      ])
  }
}

import GraphModel

/// What inputs may say, as records: what a graph is built from.
public struct World: CustomStringConvertible {
  /// Documents, of different ids.
  public var documents: [Document] = []
  /// Entities, with repetitions.
  public var entities: [EntityRecord] = []
  /// Statements, with repetitions; what evidence of a document they have is true.
  public var statements: [StatementRecord] = []
  /// What was decided of names, with repetitions.
  public var decisions: [DecisionRecord] = []

  /// Makes a world.
  public init() {}

  /// The graph of it.
  public func graph(vocabulary: Vocabulary = .standard) throws -> KnowledgeGraph {
    var builder = GraphBuilder(vocabulary: vocabulary)
    for document in documents { builder.add(document) }
    for entity in entities { builder.add(entity) }
    for statement in statements { builder.add(statement) }
    for decision in decisions { builder.add(decision) }
    return try builder.build().graph
  }

  /// One record a line.
  public var description: String {
    (documents.map { "\($0)" } + entities.map { "\($0)" } + statements.map { "\($0)" }
      + decisions.map { "\($0)" })
      .joined(separator: "\n")
  }
}

/// The names that worlds use: alike ones, hostile ones and those of other scripts.
public let awkwardNames = [
  "Ann", "ann", "Ann Lee", "A. Lee", "Lee", "US", "U.S.", "Iraq", "Iraq’s", "Élan", "Elan",
  "E\u{301}lan", "قاسم سليماني", "🛰️", "<b>bold</b>", "x:port", "say \"it\"", "back\\slash",
  "two\nlines", "tab\tbed", "&amp;", "-", "'", "a b", "a  b", "\u{1F1FA}\u{1F1F8}", "{rec|ord}",
  "中文 名字", "\u{202E}right-to-left",
]

extension Gen where Value == World {
  /// A generator of worlds with a few dozen records at most.
  ///
  /// - Parameter names: What entities are called.
  public static func world(names: [String] = awkwardNames) -> Gen<World> {
    let types: [EntityType?] = [nil, .person, .person, .organization, .place]
    let relations = ["commands", "wrote-to", "met-with", "killed"]
    let texts = [
      "Ann wrote to Lee.", "Élan said “no” — twice.\r\nThen 🛰️ fell.", "قاسم سليماني قُتل.", "",
    ]
    let documents = texts.enumerated().map { index, text in
      Document(
        id: "doc\(index)", text: text, title: index % 2 == 0 ? "Title \(index)" : nil,
        date: "2020-01-0\(index + 1)", sha256: SHA256.hexadecimal(of: text.utf8))
    }

    func pick<Element>(_ values: [Element], _ random: inout SplitMix64) -> Element {
      values[Int.random(in: 0..<values.count, using: &random)]
    }
    func isChosen(_ random: inout SplitMix64, oneIn count: Int) -> Bool {
      Int.random(in: 0..<count, using: &random) == 0
    }
    func entity(_ random: inout SplitMix64) -> EntityRecord {
      var record = EntityRecord(name: pick(names, &random), type: pick(types, &random))
      if isChosen(&random, oneIn: 4) { record.aliases = [pick(names, &random)] }
      if isChosen(&random, oneIn: 8) { record.properties = ["role": pick(["a", "b"], &random)] }
      if isChosen(&random, oneIn: 8) { record.identifiers = ["wikidata": "Q1"] }
      if isChosen(&random, oneIn: 6) {
        let start = Int.random(in: 0...3, using: &random)
        record.mentions = [
          EntityMention(
            document: pick(["a.txt", "b.txt"], &random), span: start..<start + 2,
            quote: pick(names, &random), reason: pick(["its name", "é", ""], &random))
        ]
      }
      return record
    }
    func evidence(_ random: inout SplitMix64) -> Evidence {
      if isChosen(&random, oneIn: 4) {
        let line = Int.random(in: 1...3, using: &random)
        return Evidence(document: "table.csv", quote: pick(names, &random), line: line)
      }
      let document = pick(documents, &random)
      let scalars = Array((document.text ?? "").unicodeScalars)
      let (a, b) = (
        Int.random(in: 0...scalars.count, using: &random),
        Int.random(in: 0...scalars.count, using: &random)
      )
      func offset(_ count: Int) -> Int { scalars[..<count].reduce(0) { $0 + UTF8.width($1) } }
      let span = offset(min(a, b))..<offset(max(a, b))
      var parts = Evidence.Parts()
      for part in Evidence.Part.allCases where a != b && isChosen(&random, oneIn: 2) {
        let start = Int.random(in: min(a, b)..<max(a, b), using: &random)
        parts[part] = offset(start)..<offset(Int.random(in: start + 1...max(a, b), using: &random))
      }
      return Evidence(
        document: document.id, span: span, quote: document.quote(at: span) ?? "", parts: parts,
        extractor: pick([nil, "rule"], &random))
    }
    func statement(_ random: inout SplitMix64) -> StatementRecord {
      var qualifiers = Qualifiers()
      if isChosen(&random, oneIn: 4) { qualifiers.polarity = .negated }
      if isChosen(&random, oneIn: 3) { qualifiers.mode = pick(Mode.allCases, &random) }
      if isChosen(&random, oneIn: 3) {
        qualifiers.time = pick(["2020-01-03", "2020", "2019/..", "202X", "-0043-03-15"], &random)
      }
      if isChosen(&random, oneIn: 5) { qualifiers.attributedTo = pick(names, &random) }
      if isChosen(&random, oneIn: 5) { qualifiers.place = pick(names, &random) }
      return StatementRecord(
        subject: entity(&random), relation: pick(relations, &random), object: entity(&random),
        qualifiers: qualifiers, confidence: pick([nil, 0, 0.25, 0.5, 1], &random),
        evidence: (0..<Int.random(in: 0...2, using: &random)).map { _ in evidence(&random) },
        note: isChosen(&random, oneIn: 6) ? pick(names, &random) : nil)
    }

    func decision(_ random: inout SplitMix64) -> DecisionRecord {
      func end(_ random: inout SplitMix64) -> DecisionRecord.End {
        DecisionRecord.End(
          entity: entity(&random), name: pick(names, &random),
          document: pick([nil, "doc0", "a.txt", "E\u{301}.txt"], &random))
      }
      let score: Double? = pick([nil, 0, -0.5, 1.25, 20], &random)
      let verdict: IdentityDecision.Verdict = pick([.joined, .apart], &random)
      let one = end(&random)
      var other = end(&random)
      if verdict == .joined { other.entity = one.entity }
      return DecisionRecord(
        verdict, one, other, score: score,
        ground: pick(["", "its name", "é", "e\u{301}"], &random))
    }

    let entities = Gen<EntityRecord> { random, _ in entity(&random) }.array()
    let decisions = Gen<DecisionRecord> { random, _ in decision(&random) }.array()
    let statements = Gen<StatementRecord> { random, _ in statement(&random) }.array()
    return Gen(
      shrink: { world in
        func changed(_ change: (inout World) -> Void) -> World {
          var copy = world
          change(&copy)
          return copy
        }
        return statements.shrink(world.statements).map { smaller in
          changed { $0.statements = smaller }
        } + entities.shrink(world.entities).map { smaller in changed { $0.entities = smaller } }
          + decisions.shrink(world.decisions).map { smaller in changed { $0.decisions = smaller } }
      },
      { random, size in
        var world = World()
        world.documents = documents
        world.entities = entities.make(&random, size / 2)
        world.statements = statements.make(&random, size)
        world.decisions = decisions.make(&random, size / 2)
        // A decision makes no entities.
        world.entities += world.decisions.flatMap { [$0.one.entity, $0.other.entity] }
        return world
      })
  }
}

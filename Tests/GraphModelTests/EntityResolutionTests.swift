import GraphModel
import TestSupport
import Testing

@Suite struct EntityResolutionTests {
  /// The graph of records, whatever their order: every order must give the same.
  private func graph(
    entities: [EntityRecord] = [], statements: [StatementRecord] = []
  ) throws -> KnowledgeGraph {
    var world = World()
    (world.entities, world.statements) = (entities, statements)
    let graph = try world.graph()
    try graph.checkInvariants()
    (world.entities, world.statements) = (entities.reversed(), statements.reversed())
    #expect(try world.graph().fingerprint == graph.fingerprint)
    return graph
  }

  private func statement(
    _ subject: EntityRecord, _ relation: String, _ object: EntityRecord
  ) -> StatementRecord {
    StatementRecord(subject: subject, relation: relation, object: object)
  }

  private func person(_ name: String, aliases: [String] = []) -> EntityRecord {
    EntityRecord(name: name, type: .person, aliases: aliases)
  }

  private func organization(_ name: String, aliases: [String] = []) -> EntityRecord {
    EntityRecord(name: name, type: .organization, aliases: aliases)
  }

  @Test func namesThatDifferInCaseAndPunctuationAreOneEntity() throws {
    let graph = try graph(entities: [
      person("QASEM SOLEIMANI"), person("Qasem  Soleimani"), person("Qasem Soleimani"),
      person("qasem-soleimani"),
    ])
    #expect(graph.entities.map(\.id) == ["person/qasem-soleimani"])
    #expect(graph.entities[0].name == "Qasem Soleimani")
    #expect(
      graph.entities[0].aliases == ["QASEM SOLEIMANI", "Qasem  Soleimani", "qasem-soleimani"])
  }

  @Test func namesOfDifferentTypesAreDifferentEntities() throws {
    let graph = try graph(entities: [
      person("Paris"), EntityRecord(name: "Paris", type: .place),
      EntityRecord(name: "paris", type: EntityType(rawValue: "PLACE")),
    ])
    #expect(graph.entities.map(\.id) == ["person/paris", "place/paris"])
    #expect(graph.entities.map(\.type) == [.person, .place])
  }

  @Test func aMissingTypeIsTheOnlyOneKnownOrTheOnlyOneAllowed() throws {
    let graph = try graph(
      entities: [person("Ann"), person("Lee"), EntityRecord(name: "Lee", type: .place)],
      statements: [
        statement(EntityRecord(name: "ann"), "visited", EntityRecord(name: "Lee")),
        statement(EntityRecord(name: "Bob"), "born-in", EntityRecord(name: "Ur")),
        statement(EntityRecord(name: "Cy"), "accused", EntityRecord(name: "Di")),
      ])
    #expect(
      graph.entities.map(\.id) == [
        "person/ann", "person/bob", "person/lee", "place/lee", "place/ur", "thing/cy", "thing/di",
      ])
    let visited = try #require(
      graph.statementIndices.map { graph.detached($0) }.first { $0.relation == "visited" })
    #expect(visited.object == "place/lee")
  }

  @Test func aNameThatIsAnAliasOfOneOtherOfItsTypeJoinsIt() throws {
    let graph = try graph(
      entities: [person("William Seely", aliases: ["Seely"])],
      statements: [
        statement(person("Seely"), "wrote-to", organization("Seely")),
        statement(EntityRecord(name: "SEELY"), "wrote-to", person("Ann")),
      ])
    #expect(
      graph.entities.map(\.id) == [
        "organization/seely", "person/ann", "person/william-seely",
      ])
    #expect(graph.entities[2].name == "William Seely")
    #expect(graph.entities[2].type == .person)
    #expect(graph.entities[2].aliases == ["Seely"])
  }

  @Test func anAmbiguousAliasJoinsNothing() throws {
    let graph = try graph(entities: [
      person("Abu Mahdi", aliases: ["Mahdi"]), person("Adel Abdul Mahdi", aliases: ["Mahdi"]),
      person("Mahdi"),
    ])
    #expect(
      graph.entities.map(\.id) == ["person/abu-mahdi", "person/adel-abdul-mahdi", "person/mahdi"])
  }

  @Test func anEntityGivenByIDIsNeverJoined() throws {
    let graph = try graph(entities: [
      EntityRecord(name: "Seely", type: .person, id: "person/seely"),
      EntityRecord(name: "William Seely", type: .person, aliases: ["Seely"], id: "q1"),
      EntityRecord(name: "William Seely", type: .person, id: "q2"),
    ])
    #expect(graph.entities.map(\.id) == ["person/seely", "q1", "q2"])
  }

  @Test func chainsOfAliasesJoinAsOne() throws {
    let graph = try graph(entities: [
      person("a1", aliases: ["b2"]), person("b2", aliases: ["c3"]), person("c3 the longest"),
      person("c3", aliases: ["c3 the longest"]),
    ])
    #expect(graph.entities.map(\.name) == ["c3 the longest"])
    #expect(graph.entities[0].aliases == ["a1", "b2", "c3"])
  }

  @Test func propertiesAndIdentifiersAreGathered() throws {
    let graph = try graph(entities: [
      EntityRecord(name: "Ann", type: .person, properties: ["role": "a", "age": "7"]),
      EntityRecord(
        name: "Ann", type: .person, properties: ["role": "b"], identifiers: ["wikidata": "Q1"]),
    ])
    #expect(graph.entities[0].properties == ["role": "b", "age": "7"])
    #expect(graph.entities[0].identifiers == ["wikidata": "Q1"])
  }

  @Test func everythingOfAGraphMakesItAgain() throws {
    try forAll(Gen.world(), count: 60) { world in
      let graph = try world.graph()
      // Law 3's union of graphs may hold what building would have joined; ids keep it apart.
      var builder = GraphBuilder()
      for document in graph.documents { builder.add(document) }
      for entity in graph.entities {
        builder.add(
          EntityRecord(
            name: entity.name, type: entity.type, aliases: entity.aliases, id: entity.id,
            properties: entity.properties, identifiers: entity.identifiers))
      }
      for index in graph.statementIndices {
        let statement = graph[index]
        func end(_ index: KnowledgeGraph.EntityIndex) -> EntityRecord {
          EntityRecord(name: graph[index].name, type: graph[index].type, id: graph[index].id)
        }
        builder.add(
          StatementRecord(
            subject: end(statement.subject), relation: graph.relation(statement.relation).name,
            object: end(statement.object), qualifiers: statement.qualifiers,
            confidence: statement.confidence.map(Double.init), evidence: statement.evidence,
            note: statement.note))
      }
      for decision in graph.decisions {
        func end(_ end: IdentityDecision.End) throws -> DecisionRecord.End {
          let entity = graph[try #require(graph.entityIndex(id: end.entity))]
          return DecisionRecord.End(
            entity: EntityRecord(name: entity.name, type: entity.type, id: entity.id),
            name: end.name, document: end.document)
        }
        builder.add(
          DecisionRecord(
            decision.verdict, try end(decision.one), try end(decision.other),
            score: decision.score, ground: decision.ground))
      }
      try checkEqual(try builder.build().graph.fingerprint, graph.fingerprint)
    }
  }

  @Test func manyNamesOfOneEntityTakeLinearTime() throws {
    let count = 20_000
    var builder = GraphBuilder()
    for number in 0..<count {
      builder.add(
        EntityRecord(name: "Ann", type: .person, aliases: ["alias \(number)"], id: "q"))
      builder.add(EntityRecord(name: "alias \(number)", type: .person))
    }
    let graph = try builder.build().graph
    #expect(graph.entities.count == 1)
    #expect(graph.entities[0].aliases.count == count)
    let parts = (0..<count).map { number in
      Entity(id: "q", name: "Ann", type: .person, aliases: ["alias \(number)"])
    }
    #expect(KnowledgeGraph(entities: parts).entities[0].aliases.count == count)
  }
}

@Suite struct GraphBuilderErrorTests {
  private func message(_ change: (inout StatementRecord) -> Void) -> String? {
    var statement = StatementRecord(
      subject: EntityRecord(name: "Ann", type: .person), relation: "wrote-to",
      object: EntityRecord(name: "Lee", type: .person),
      origin: SourceLocation(file: "table.csv", line: 7, column: 3))
    change(&statement)
    var builder = GraphBuilder()
    builder.add(statement)
    do throws(Diagnostic) {
      return try builder.build().warnings.first?.description
    } catch {
      return error.description
    }
  }

  @Test func errorsSayWhereAndWhat() {
    #expect(message { _ in } == nil)
    #expect(
      message { $0.relation = "wrote" }
        == "table.csv:7:3: error: unknown relation 'wrote': did you mean 'wrote-to'?")
    #expect(
      message { $0.relation = "x\ny\u{1B}[31m" }
        == "table.csv:7:3: error: unknown relation 'x\\ny\\u{1b}[31m': 'graphgen vocabulary' lists the known ones"
    )
    #expect(
      message { $0.subject.name = "" } == "table.csv:7:3: error: the subject has no name")
    #expect(message { $0.object.name = "" } == "table.csv:7:3: error: the object has no name")
    #expect(
      message { $0.qualifiers.time = "last week" }
        == "table.csv:7:3: error: 'last week' is not a time (EDTF, as in 2020-01-06, 2020-01 or 2019/2020): unexpected 'last week'"
    )
    #expect(message { $0.qualifiers.time = "" } == nil)
    for (confidence, text) in [(1.5, "1.5"), (-0.1, "-0.1"), (.nan, "nan"), (.infinity, "inf")] {
      #expect(
        message { $0.confidence = confidence }
          == "table.csv:7:3: error: the confidence is a number from 0 to 1, not \(text)")
    }
    #expect(message { $0.confidence = 1 } == nil)
    #expect(message { $0.confidence = 0 } == nil)
    #expect(
      message { $0.object.type = .event }
        == "table.csv:7:3: warning: the object of wrote-to is usually one of Group, Organization, Person; 'Lee' is of type Event"
    )
    #expect(
      message { $0.subject.type = .thing }
        == "table.csv:7:3: warning: the subject of wrote-to is usually one of Group, Organization, Person; 'Ann' is of type Thing"
    )
  }

  @Test func anEntityWithoutANameIsAnError() {
    var builder = GraphBuilder()
    builder.add(EntityRecord(name: "", type: .person))
    let error = #expect(throws: Diagnostic.self) { _ = try builder.build() }
    #expect(error?.description == "error: an entity has no name")
  }

  @Test func anEmptyBuilderMakesAnEmptyGraph() throws {
    let (graph, warnings) = try GraphBuilder().build()
    try graph.checkInvariants()
    #expect(graph == KnowledgeGraph())
    #expect(warnings.isEmpty)
    #expect(graph.edgeCount == 0)
    #expect(Array(graph.edgeIndices).isEmpty)
  }
}

extension EntityResolutionTests {
  @Test func manyTypesOfOneNameTakeLinearTime() throws {
    let count = 5_000
    var builder = GraphBuilder()
    for number in 0..<count {
      builder.add(EntityRecord(name: "x", type: EntityType(rawValue: "T\(number)")))
      builder.add(
        StatementRecord(
          subject: EntityRecord(name: "x"), relation: "wrote-to", object: EntityRecord(name: "x")))
    }
    let graph = try builder.build().graph
    #expect(graph.entities.count == count + 1)
    #expect(graph.entityIndex(id: "thing/x") != nil)
  }

  private func place(_ name: String, _ title: String) -> EntityRecord {
    EntityRecord(name: name, type: .place, identifiers: ["wikipedia": title])
  }

  @Test func oneIdentifierIsOneEntityWhateverTheNamesAndTypes() throws {
    var government = place("Kyiv", "Ukraine")
    government.type = .organization
    let graph = try graph(entities: [
      place("Ukraine", "Ukraine"), place("the country", "Ukraine"), government,
      EntityRecord(name: "Ukraine", type: .place),
    ])
    #expect(graph.entities.map(\.id) == ["place/ukraine"])
    #expect(graph.entities[0].type == .place)
    #expect(graph.entities[0].name == "Ukraine")
    #expect(graph.entities[0].aliases == ["Kyiv", "the country"])
    #expect(graph.entities[0].identifiers == ["wikipedia": "Ukraine"])
  }

  @Test func oneNameWithTwoIdentifiersIsTwoEntities() throws {
    let graph = try graph(entities: [
      place("Springfield", "Springfield, Illinois"), place("Springfield", "Springfield, Ohio"),
      EntityRecord(name: "Springfield", type: .place),
    ])
    #expect(
      graph.entities.map(\.id) == [
        "place/springfield", "place/springfield-illinois", "place/springfield-ohio",
      ])
  }

  @Test func identifiersOfTwoSchemesJoin() throws {
    func person(_ name: String, _ identifiers: [String: String]) -> EntityRecord {
      EntityRecord(name: name, type: .person, identifiers: identifiers)
    }
    let graph = try graph(entities: [
      person("Ann", ["wikidata": "Q1"]), person("Ann Lee", ["wikipedia": "Ann Lee"]),
      person("A. Lee", ["wikidata": "Q1", "wikipedia": "Ann Lee"]),
      person("Bo", ["wikidata": "Q2"]),
    ])
    #expect(graph.entities.map(\.id) == ["person/ann-lee", "person/q2"])
    #expect(graph.entities[0].identifiers == ["wikidata": "Q1", "wikipedia": "Ann Lee"])
    #expect(graph.entities[0].allNames.sorted() == ["A. Lee", "Ann", "Ann Lee"])
  }

  @Test func whoHasAnIdOfItsOwnIsJoinedOnlyByWhoHasNone() throws {
    func known(_ id: String) -> EntityRecord {
      EntityRecord(name: "X", type: .place, id: id, identifiers: ["wikipedia": "Ukraine"])
    }
    let one = try graph(entities: [known("u"), place("the whole country", "Ukraine")])
    #expect(one.entities.map(\.id) == ["u"])
    #expect(one.entities[0].allNames == ["X", "the whole country"])
    let two = try graph(entities: [known("u"), known("v"), place("Ukraine", "Ukraine")])
    #expect(two.entities.map(\.id) == ["place/ukraine", "u", "v"])
  }

  @Test func aGraphWithIdentifiersIsMadeAgainOfItsRecords() throws {
    let graph = try graph(
      entities: [
        place("Kyiv", "Kyiv"), place("Kiev", "Kyiv"), EntityRecord(name: "Kyiv", type: .place),
      ],
      statements: [statement(person("Ann"), "visited", place("Kiev", "Kyiv"))])
    #expect(graph.entities.map(\.id) == ["person/ann", "place/kyiv"])
    let again = try self.graph(
      entities: graph.entities.map {
        EntityRecord(
          name: $0.name, type: $0.type, aliases: $0.aliases, id: $0.id, properties: $0.properties,
          identifiers: $0.identifiers)
      })
    #expect(again.entities == graph.entities)
  }
}

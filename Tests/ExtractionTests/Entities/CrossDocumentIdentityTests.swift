import GraphModel
import TestSupport
import Testing

@testable import Extraction

@Suite struct CrossDocumentIdentityTests {
  /// A document that mentions some entities, all in one breath, and places within others.
  private func document(
    _ id: String, _ names: [(String, EntityType)], aliases: [String: [String]] = [:],
    identifiers: [String: [String: String]] = [:], within: [(String, String)] = []
  ) -> Extraction {
    let entities = names.enumerated().map { index, pair in
      EntityRecord(
        name: pair.0, type: pair.1, aliases: aliases[pair.0] ?? [],
        identifiers: identifiers[pair.0] ?? [:],
        mentions: [
          EntityMention(
            document: id, span: index..<index + 1, quote: pair.0, reason: "its name")
        ])
    }
    return Extraction(
      document: Document(id: id), entities: entities,
      statements: within.map { inner, outer in
        StatementRecord(
          subject: EntityRecord(name: inner, type: .place), relation: "located-in",
          object: EntityRecord(name: outer, type: .place), confidence: 0.95)
      })
  }

  /// The ids that documents' entities have in the end, or their identifiers, by document.
  private func ids(_ documents: [Extraction]) -> [String] {
    CrossDocumentIdentity.resolved(documents).extractions.flatMap { extraction in
      extraction.entities.map { entity in
        let id = entity.id ?? Entity.id(type: entity.type ?? .thing, name: entity.name)
        return "\(extraction.document.id) \(entity.identifiers.values.min() ?? id)"
      }
    }.sorted()
  }

  @Test func aNameSpeltAlikeIsJoinedAndSaysWhy() throws {
    let result = CrossDocumentIdentity.resolved([
      document("a", [("Qasem Soleimani", .person)]), document("b", [("Qasem Soleimani", .person)]),
      document("c", [("Ghassem Soleimani", .person)]),
    ]).extractions
    #expect(result[2].entities[0].id == "person/qasem-soleimani")
    #expect(
      result[2].entities[0].mentions[0].reason
        == "its name; as “Qasem Soleimani” elsewhere: last name the same, given name spelt alike "
        + "(score 0.7)")
    #expect(result[0].entities[0].id == nil)
  }

  /// A decision in words, its ends in order.
  private func told(_ documents: [Extraction]) -> [String] {
    CrossDocumentIdentity.resolved(documents).decisions.map { decision in
      let names = [decision.one, decision.other].map { "\($0.name) (\($0.document ?? ""))" }
        .sorted()
      return "\(names.joined(separator: " ")) \(decision.verdict): \(decision.ground), "
        + "\(decision.score.map { "\($0)" } ?? "")"
    }.sorted()
  }

  @Test func decisionsAreTold() {
    let told = told([
      document("a", [("Qasem Soleimani", .person), ("Iran", .place), ("Joe Biden", .person)]),
      document("b", [("Ghassem Soleimani", .person), ("Hunter Biden", .person), ("Iran", .place)]),
      document("c", [("J. Biden", .person), ("Quds Force", .organization)]),
      document("d", [("QF", .organization)]),
    ])
    #expect(
      told == [
        "Ghassem Soleimani (b) Qasem Soleimani (a) joined: last name the same, given name spelt alike, "
          + "1 mentioned beside both, 1.3",
        "Hunter Biden (b) J. Biden (c) apart: different given names; last name the same, -4.5",
        "Hunter Biden (b) Joe Biden (a) apart: different given names; last name the same, "
          + "1 mentioned beside both, -3.9",
        "J. Biden (c) Joe Biden (a) apart: last name the same, given name with the same initial, -0.2",
      ])
  }

  @Test func oneNameInTwoPlacesIsToldApart() {
    let told = told([
      document("a", [("Paris", .place)], within: [("Paris", "France")]),
      document("b", [("Paris", .place)], within: [("Paris", "France")]),
      document("c", [("Paris", .place)], within: [("Paris", "Texas"), ("Texas", "United States")]),
      document("d", [("Paris", .place)], within: [("Paris", "Texas"), ("Texas", "United States")]),
    ])
    #expect(
      told == [
        "Paris (a) Paris (c) apart: one in United States, one elsewhere; the same name, -2.5"
      ])
    let assembly = ("National Assembly", EntityType.organization)
    func of(_ country: String) -> [String: [String: String]] {
      ["National Assembly": ["wikipedia": "National Assembly (\(country))"]]
    }
    #expect(
      self.told([
        document("a", [assembly], identifiers: of("France")),
        document("b", [assembly], identifiers: of("Benin")),
      ]) == [
        "National Assembly (a) National Assembly (b) apart: "
          + "one is wikipedia:National Assembly (Benin), one wikipedia:National Assembly (France); "
          + "the same name, -18.5"
      ])
  }

  @Test func whatAThirdContradictsIsToldWithIt() {
    let company = [("Quds Force", EntityType.organization), ("Iraq", .place), ("Iran", .place)]
    let told = told([
      document("a", [("Ali Hassan", .person)] + company),
      document("b", [("Amir Hassan", .person)] + company),
      document("c", [("A. Hassan", .person)] + company),
    ])
    #expect(
      told.filter { $0.contains("apart") && $0.contains("A. Hassan") } == [
        "A. Hassan (c) Amir Hassan (b) apart: “Ali Hassan” is not “Amir Hassan”: different given names; last "
          + "name the same, given name with the same initial, 3 mentioned beside both, -2.4"
      ])
    #expect(told.count { $0.contains("joined") } == 1)
  }

  /// How many names each of some persons of one surname, who share nothing else, is told from.
  private func apartCounts(_ documents: [Extraction]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for decision in CrossDocumentIdentity.resolved(documents).decisions
    where decision.verdict == .apart {
      for end in [decision.one, decision.other] { counts[end.name, default: 0] += 1 }
    }
    return counts
  }

  /// Each name is told from its nearest three, also where these are nearer to others, and from few more.
  @Test(arguments: [2, 3, 4, 5, 41, 100])
  func everyNameIsToldFromItsNearest(_ count: Int) {
    let documents = (0..<count).map { document("d\($0)", [("Person\($0) Kim", .person)]) }
    let counts = apartCounts(documents)
    #expect(counts.count == count)
    #expect(counts.values.allSatisfy { (min(3, count - 1)...6).contains($0) }, "\(counts)")
    #expect(counts.values.reduce(0, +) / 2 <= 3 * count)
    #expect(apartCounts(documents.reversed()) == counts)
  }

  @Test func noneOfFiveIsLeftOut() {
    let names = ["Ann", "Ben", "Carl", "Dan", "Eve"].map { "\($0) Ruiz" }
    let counts = apartCounts(names.map { document($0, [($0, .person)]) })
    #expect(counts.keys.sorted() == names)
  }

  /// A name that many are near to has no say in what is told of them.
  @Test func theNearestIsToldWhateverItIsNearTo() {
    let company = [("Quds Force", EntityType.organization), ("Iraq", .place), ("Iran", .place)]
    let near = ["Ann", "Ben", "Carl", "Dan"].map { ("\($0) Ruiz", EntityType.person) }
    let far = document("z", [("Eve Ruiz", .person), ("Iran", .place)])
    let counts = apartCounts(near.map { document($0.0, [$0] + company) } + [far])
    #expect(counts["Eve Ruiz"] == 3)
  }

  @Test func differentGivenNamesNeverJoinWhateverTheyShare() {
    let company = (0..<9).map { ("Company \($0)", EntityType.organization) }
    let result = ids([
      document("a", [("George Bush", .person)] + company),
      document("b", [("Laura Bush", .person)] + company),
    ])
    #expect(result.contains("a person/george-bush"))
    #expect(result.contains("b person/laura-bush"))
  }

  @Test func anInitialNeedsCompany() {
    let company = [("Quds Force", EntityType.organization), ("Iraq", .place)]
    let apart = [
      document("a", [("Qasem Soleimani", .person)]), document("b", [("Q. Soleimani", .person)]),
    ]
    #expect(ids(apart) == ["a person/qasem-soleimani", "b person/q-soleimani"])
    let beside = [
      document("a", [("Qasem Soleimani", .person)] + company),
      document("b", [("Q. Soleimani", .person)] + company),
    ]
    #expect(ids(beside).filter { $0.hasSuffix("person/qasem-soleimani") }.count == 2)
  }

  @Test func twoThatContradictEachOtherDoNotMeetInAThird() {
    let company = [("Quds Force", EntityType.organization), ("Iraq", .place), ("Iran", .place)]
    let result = Set(
      ids([
        document("a", [("Ali Hassan", .person)] + company),
        document("b", [("Amir Hassan", .person)] + company),
        document("c", [("A. Hassan", .person)] + company),
      ]).filter { $0.contains("person/") }.map { $0.dropFirst(2) })
    #expect(result.count == 2)
  }

  @Test func initialsAreJoinedToTheNameThatADocumentGivesThem() {
    let result = ids([
      document(
        "a", [("Israel Defense Forces", .organization)],
        aliases: ["Israel Defense Forces": ["IDF"]]),
      document("b", [("IDF", .organization)]),
    ])
    #expect(
      result == ["a organization/israel-defense-forces", "b organization/israel-defense-forces"])
  }

  @Test func identifiersDecideAlone() {
    let joined = ids([
      document("a", [("M23", .group)], identifiers: ["M23": ["wikipedia": "March 23 Movement"]]),
      document(
        "b", [("March 23 Movement", .organization)],
        identifiers: ["March 23 Movement": ["wikipedia": "March 23 Movement"]]),
    ])
    #expect(Set(joined.map { $0.dropFirst(2) }).count == 1)
    let parted = ids([
      document(
        "a", [("Ali Hassan", .person)], identifiers: ["Ali Hassan": ["wikidata": "Q1"]]),
      document(
        "b", [("Aly Hassan", .person)], identifiers: ["Aly Hassan": ["wikidata": "Q2"]]),
    ])
    #expect(Set(parted.map { $0.dropFirst(2) }).count == 2)
  }

  @Test func oneNameWithTwoIdentifiersIsTwo() {
    let assembly = ("National Assembly", EntityType.organization)
    func of(_ country: String) -> [String: [String: String]] {
      ["National Assembly": ["wikipedia": "National Assembly (\(country))"]]
    }
    let result = ids([
      document("a", [assembly], identifiers: of("France")),
      document("b", [assembly], identifiers: of("France")),
      document("c", [assembly], identifiers: of("Benin")), document("d", [assembly]),
    ])
    #expect(
      result == [
        "a National Assembly (France)", "b National Assembly (France)",
        "c National Assembly (Benin)", "d National Assembly (France)",
      ])
  }

  @Test func placesOfOneNameInTwoCountriesStayApart() {
    let paris = ("Paris", EntityType.place)
    let result = ids([
      document("a", [paris], within: [("Paris", "France")]),
      document("b", [paris], within: [("Paris", "France")]),
      document("c", [paris], within: [("Paris", "Texas"), ("Texas", "United States")]),
      document("d", [paris], within: [("Paris", "Texas"), ("Texas", "United States")]),
      document("e", [paris]),
    ])
    #expect(
      result == [
        "a place/paris", "b place/paris", "c place/paris-united-states",
        "d place/paris-united-states",
        "e place/paris",
      ])
  }

  @Test func aCountryThatActsIsTheCountry() {
    #expect(
      ids([
        document("a", [("Iran", .organization)]), document("b", [("Iran", .place)]),
        document("c", [("Iran", .place)]),
      ]) == ["a place/iran", "b place/iran", "c place/iran"])
  }

  @Test func theOrderOfDocumentsDoesNotMatter() throws {
    let names = [
      "Qasem Soleimani", "Qassem Soleimani", "Q. Soleimani", "Ali Hassan", "Aly Hassan", "IS",
      "Islamic State", "Iran",
    ]
    let gen = Gen<[Extraction]> { random, size in
      (0..<max(2, size)).map { number in
        let chosen = names.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        return self.document(
          "d\(number)",
          chosen.map { name in
            let isBody = name.count < 5 || name.hasPrefix("Islamic")
            return (
              name,
              isBody ? [.organization, .place][Int.random(in: 0..<2, using: &random)] : .person
            )
          })
      }
    }
    try forAll(gen, count: 60, maximumSize: 6) { documents in
      try checkEqual(ids(documents.reversed()), ids(documents))
      let (result, again) = (
        CrossDocumentIdentity.resolved(documents),
        CrossDocumentIdentity.resolved(documents.reversed())
      )
      let mentions = { (extractions: [Extraction]) in
        Set(extractions.flatMap(\.entities).flatMap(\.mentions))
      }
      try checkEqual(mentions(again.extractions), mentions(result.extractions))
      try checkEqual(again.decisions, result.decisions)
    }
  }

  @Test(arguments: [
    ("qasem", "ghassem", true), ("mohammed", "muhammad", true), ("zelensky", "zelenskyy", true),
    ("ali", "aly", false), ("kim", "kam", false), ("george", "laura", false),
    ("hassan", "hussein", false),
  ])
  func soundsOfNames(_ left: String, _ right: String, _ isAlike: Bool) {
    #expect((NameSound.likeness(left, right) != nil) == isAlike)
    #expect((NameSound.likeness(right, left) != nil) == isAlike)
  }
}

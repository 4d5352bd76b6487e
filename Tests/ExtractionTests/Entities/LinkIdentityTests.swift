import GraphModel
import Language
import Testing

@testable import Extraction

@Suite struct LinkIdentityTests {
  @Test(
    arguments: [
      ("https://en.wikipedia.org/wiki/Kursk_Oblast", "wikipedia Kursk Oblast"),
      (
        "http://en.m.wikipedia.org/wiki/Kursk_offensive_%282024%E2%80%93present%29#Aftermath",
        "wikipedia Kursk offensive (2024–present)"
      ),
      ("//de.wikipedia.org/wiki/K%C3%B6ln?x=y", "wikipedia de:Köln"),
      ("https://en.wikipedia.org/wiki/Star_Wars:_A_New_Hope", "wikipedia Star Wars: A New Hope"),
      ("https://en.wikipedia.org/wiki/AC/DC", "wikipedia AC/DC"),
      ("https://www.wikidata.org/wiki/Q42", "wikidata Q42"),
      ("https://www.wikidata.org/entity/Q42", "wikidata Q42"),
      ("https://en.wikipedia.org/wiki/File:X.jpg", nil),
      ("https://en.wikipedia.org/wiki/Talk:X", nil),
      ("https://en.wikipedia.org/wiki/User_talk:X", nil), ("https://en.wikipedia.org/wiki/", nil),
      ("https://en.wikipedia.org/wiki/Ann_Lee?action=edit&redlink=1", nil),
      ("https://en.wikipedia.org/w/index.php?title=X", nil),
      ("https://en.wikipedia.org/wiki/%FF", nil),
      ("https://www.wikidata.org/wiki/Property:P1", nil), ("https://www.bbc.com/wiki/X", nil),
      ("https://en.wikipedia.org.evil.example/wiki/X", nil), ("mailto:a@b.example", nil), ("", nil),
    ] as [(String, String?)])
  func whatAnAddressSays(address: String, expected: String?) {
    #expect(LinkIdentity(address: address).map { "\($0.scheme) \($0.value)" } == expected)
  }

  /// The entities of marked text whose words in guillemets, `«words»Title`, link to an article.
  private func entities(_ text: String, clusters: [[Int]] = []) throws -> [String] {
    var marked = ""
    var links: [(words: String, title: String)] = []
    for piece in text.split(separator: "«", omittingEmptySubsequences: false) {
      let parts = piece.split(separator: "»", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        marked += piece
        continue
      }
      let title = parts[1].prefix { $0 != " " && $0 != "|" }
      links.append((String(parts[0]), String(title)))
      marked += parts[0] + parts[1].dropFirst(title.count)
    }
    let annotation = Marked(marked, clusters: clusters).annotation
    var spans: [Document.Link] = []
    var from = annotation.text.startIndex
    for (words, title) in links {
      let plain = words.replacing("[", with: "")
      let place = try #require(annotation.text[from...].firstRange(of: plain))
      let start = annotation.text[..<place.lowerBound].utf8.count
      spans.append(
        Document.Link(
          span: start..<start + plain.utf8.count,
          target: "https://en.wikipedia.org/wiki/\(title)"))
      from = place.upperBound
    }
    return DocumentEntities(of: annotation, links: spans).entities.map {
      "\($0.name): \($0.identity?.value ?? "-")"
    }
  }

  @Test func aMentionTakesTheTargetOfALinkOnItsWords() throws {
    #expect(
      try entities("the [«Ukrainian Army»Army_of_Ukraine|Organization] left [Kursk|Place] .")
        == ["Ukrainian Army: Army of Ukraine", "Kursk: -"])
    #expect(
      try entities("[«The Pentagon»The_Pentagon|Organization] said .")
        == ["Pentagon: The Pentagon"])
  }

  @Test func aPersonTakesThatOfALinkOnTheEndOfItsName() throws {
    #expect(
      try entities("[President «Ann Lee»Ann_Lee|Person] left .") == ["President Ann Lee: Ann Lee"])
    #expect(
      try entities("[«President»President_of_X Ann Lee|Person] left .")
        == ["President Ann Lee: -"])
    #expect(
      try entities("[Northern «Iraq»Iraq|Place] left .") == ["Northern Iraq: -"])
  }

  @Test func aLinkOnMoreThanAMentionIsNotItsOwn() throws {
    let annotation = Marked("[Israel|Place] and [Iran|Place] relations .").annotation
    let link = Document.Link(span: 0..<15, target: "https://en.wikipedia.org/wiki/Iran-Israel")
    let entities = DocumentEntities(of: annotation, links: [link]).entities
    #expect(entities.map(\.name) == ["Israel", "Iran"])
    #expect(entities.allSatisfy { $0.identity == nil })
  }

  @Test func aDescriptionTakesThatOfAnEventOfItsOwn() throws {
    #expect(
      try entities("a [«shooting»2025_Port_Alder_shooting|Event] happened .")
        == ["shooting: 2025 Port Alder shooting"])
    #expect(try entities("a [«shooting»Mass_shooting|Event] happened .") == ["shooting: -"])
    #expect(
      try entities("the [«soldiers»Nigerian_Armed_Forces|Group] left .") == ["soldiers: -"])
  }

  @Test func aPeopleIsNotItsCountry() throws {
    #expect(try entities("[«Iraqis»Iraq|Group] left .") == ["Iraqis: -"])
    #expect(try entities("[«Kurds»Kurds|Group] left .") == ["Kurds: Kurds"])
  }

  @Test func aCountryIsNotItsForces() throws {
    #expect(
      try entities("[«American»United_States_Navy|Organization] strikes .") == ["United States: -"])
    #expect(
      try entities("the [«Navy»United_States_Navy|Organization] left .")
        == ["Navy: United States Navy"])
  }

  @Test func oneArticleIsOneEntity() throws {
    #expect(
      try entities("[«Ann Lee»Ann_Lee|Person] left . [«Madam Secretary»Ann_Lee|Person] spoke .")
        == ["Madam Secretary: Ann Lee"])
  }

  @Test func mostLinksDecide() throws {
    #expect(
      try entities(
        "[«US»Military|Organization] . [«US»United_States|Organization] . [«US»United_States|Organization] .",
        clusters: [[0, 1, 2]]) == ["United States: United States"])
  }

  @Test func theIdentifierIsInTheRecordAndAcrossDocuments() throws {
    func extraction(_ id: String, _ name: String, _ words: Range<Int>) -> Extraction {
      var marked = Marked("[\(name)|Person] met [Bo Berg|Person] .").annotation
      marked.relations = [
        Annotation.RelationCandidate(
          relation: "met-with", subject: 0, object: 1, probability: 0.9, isStated: true,
          polarity: .asserted, mode: .fact, speaker: nil, trigger: 0..<0)
      ]
      let link = Document.Link(span: words, target: "https://en.wikipedia.org/wiki/Ann_Lee")
      return Extractor().extract(
        from: marked, document: Document(id: id, text: marked.text, links: [link]))
    }
    let all = [extraction("a", "Ann Lee", 0..<7), extraction("b", "Lee", 0..<3)]
    let subjects = all.flatMap(\.statements).map(\.subject)
    #expect(subjects.map(\.identifiers) == [["wikipedia": "Ann Lee"], ["wikipedia": "Ann Lee"]])
    // A surname alone is else only its document's.
    #expect(subjects.map(\.id) == [nil, nil])
    var builder = GraphBuilder()
    for extraction in all {
      extraction.entities.forEach { builder.add($0) }
      extraction.statements.forEach { builder.add($0) }
    }
    let graph = try builder.build().graph
    #expect(graph.entities.map(\.id) == ["person/ann-lee", "person/bo-berg"])
    #expect(graph.entities[0].identifiers == ["wikipedia": "Ann Lee"])
    #expect(graph.entities[0].aliases == ["Lee"])
  }
}

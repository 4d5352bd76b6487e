import GraphModel
import Language
import Testing

@testable import Extraction

/// Where subject, trigger and object stand in what the model and the phrases find.
@Suite struct EvidencePartsTests {
  private static let model = Result { try LanguageModel() }

  /// Texts that name the same people in full, by surname and by pronoun, with letters of several bytes.
  private static let texts = [
    "Élodie Brown met with Carl Ruiz in Port Élan on Tuesday. Brown told Ruiz that she had left Iraq.",
    "Qasem Soleimani was killed by a drone strike. He commanded the Quds Force.\n\nPresident Donald "
      + "Trump approved the strike, and Trump’s adviser Mark Esper told reporters so.",
    "“We wrote to the ministry,” said Jane Moore, a spokeswoman for the Ministry of Health. Its "
      + "chairman, John Hart, resigned from the Labour Party.",
    "Maria Silva was born in Porto and works for Öko-Institut e.V. in Köln.",
    "Kyiv — 5 May 2020. Ukraine’s army attacked Russian forces near Donetsk; they withdrew.",
  ]

  @Test func bothEndsAreMentionsInsideTheQuote() throws {
    let model = try Self.model.get()
    var (pieces, triggers, othersThanTheName) = (0, 0, 0)
    for text in Self.texts {
      let document = Document(id: "d", text: text)
      let result = Extractor().extract(from: model.annotate(document), document: document)
      var mentions: [String: [EntityMention]] = [:]
      for entity in result.entities {
        mentions[entity.id ?? entity.name, default: []] += entity.mentions
      }
      for statement in result.statements {
        #expect(!statement.evidence.isEmpty)
        for evidence in statement.evidence {
          pieces += 1
          #expect(evidence.misplacedPart == nil, "\(evidence)")
          for (part, end) in [
            (Evidence.Part.subject, statement.subject), (.object, statement.object),
          ] {
            let span = evidence.parts[part]
            #expect(span.flatMap(document.quote(at:)) == evidence.quote(of: part))
            let own = mentions[end.id ?? end.name] ?? []
            #expect(own.contains { $0.span == span }, "\(part) of \(statement)")
            if evidence.quote(of: part) != end.name { othersThanTheName += 1 }
          }
          if let trigger = evidence.quote(of: .trigger) {
            triggers += 1
            #expect(evidence.quote.contains(trigger) && !trigger.isEmpty)
          }
        }
      }
    }
    #expect(pieces > 0 && triggers > pieces / 2 && othersThanTheName > 0)
  }

  /// An end that is a pronoun is that pronoun, and only the trigger's words inside the quote are its trigger.
  @Test(arguments: [(5..<6, "resigned"), (5..<11, "resigned from UNICEF ."), (5..<5, nil)])
  func partsAreWhatStandsThere(trigger: Range<Int>, words: String?) throws {
    var annotation = Tree(
      """
      *Ann/PROPN/nsubj/2=Person spoke/VERB/root/0 ./PUNCT/punct/2 Then/ADV/advmod/6 \
      *she/PRON/nsubj/6=Person resigned/VERB/root/0 from/ADP/case/8 \
      *UNICEF/PROPN/obl/6=Organization ./PUNCT/punct/6 It/PRON/nsubj/11 rained/VERB/root/0
      """
    ).annotation
    annotation.sentences = [0..<3, 3..<9, 9..<11].map {
      .init(tokens: $0, startsParagraph: false)
    }
    annotation.clusters = [[0, 1], [2]]
    annotation.relations = [
      .init(
        relation: "resigned-from", subject: 1, object: 2, probability: 0.99, isStated: true,
        polarity: .asserted, mode: .fact, speaker: nil, trigger: trigger)
    ]
    let document = Document(id: "a", text: annotation.text)
    let statement = try #require(
      Extractor().extract(from: annotation, document: document).statements.first)
    let evidence = try #require(statement.evidence.first)
    #expect(statement.subject.name == "Ann")
    #expect(evidence.quote == "Then she resigned from UNICEF .")
    #expect(evidence.quote(of: .subject) == "she")
    #expect(evidence.quote(of: .object) == "UNICEF")
    #expect(evidence.quote(of: .trigger) == words)
  }
}

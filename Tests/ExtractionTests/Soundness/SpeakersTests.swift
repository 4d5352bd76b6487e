import GraphModel
import Language
import Testing

@testable import Extraction

@Suite struct SpeakersTests {
  /// Who says what is claimed, by relation.
  private func speakers(_ text: String) throws -> [String: String?] {
    var speakers: [String: String?] = [:]
    for statement in try Said.records(in: text) where statement.qualifiers.mode == .claimed {
      speakers[statement.relation] = .some(statement.qualifiers.attributedTo)
    }
    return speakers
  }

  @Test(arguments: [
    (
      "Turkey's government condemned the raid. Mozambique said that rebels had killed 12 soldiers.",
      "killed", "Mozambique"
    ),
    (
      "The United Nations warned of famine. Rebels killed 12 soldiers on Friday, according to the army.",
      "killed", "army"
    ),
    ("Rebels killed 12 soldiers on Friday, the army said, and Paris was silent.", "killed", "army"),
    (
      "Rebels seized Rutshuru, the United Nations said. Laurent Nkunda accuses Kinshasa of funding the Hutu militia.",
      "funded", "Laurent Nkunda"
    ),
    (
      #""Rwanda armed the rebels," General Paul Ilunga said. "They looted Goma. Tanzania sent a battalion to Sake.""#,
      "deployed-to", "Paul Ilunga"
    ),
    (
      #"Carl Haddad was blunt: "Iraq invaded Kuwait. Syria arrested Michel Nasr.""#, "detained",
      "Carl Haddad"
    ),
    (
      "Islamabad rejected New Delhi's claim that Pakistan had trained the gunmen.", "helped",
      "Islamabad"
    ),
    (
      "Pavel Moroz confessed to killing Petra Dam. Judge Ivan Kolev said he believed him.",
      "killed",
      "Pavel Moroz"
    ),
    (
      "Lee Marsh, who the police said belonged to a pro-Cuban committee, killed Pavel Moroz in Odessa.",
      "member-of", "police"
    ),
    (
      "The army said rebels had fled. Police arrested a trader, Pavel Moroz, on suspicion of funding the rebels.",
      "funded", "Police"
    ),
    ("Senators discussed a report that Anna Berg had met Viktor Orlov.", "met-with", "report"),
  ])
  func theNearestVerbOfSayingTells(text: String, relation: String, speaker: String) throws {
    let found = try speakers(text)
    #expect(found[relation] == speaker, "\(found)")
  }

  @Test(arguments: [true, false])
  func whoIsOnlyMentionedInALaterParagraphSaysSomethingElse(_ startsParagraph: Bool) {
    var annotation = Tree(
      """
      *we/PRON/nsubj/2=Person told/VERB/root/0 *you/PRON/obj/2=Person *Boyd/PROPN/nsubj/5=Person spoke/VERB/root/0
      """
    ).annotation
    annotation.sentences = [
      .init(tokens: 0..<3, startsParagraph: true),
      .init(tokens: 3..<5, startsParagraph: startsParagraph),
    ]
    let candidate = Annotation.RelationCandidate(
      relation: "told", subject: 0, object: 1, probability: 1, isStated: true, polarity: .asserted,
      mode: .claimed, speaker: 2, trigger: 1..<2)
    let entities = DocumentEntities(of: annotation)
    #expect(
      Speakers(entities, Quotations(entities.sentences)).speaker(of: candidate)
        == (startsParagraph ? nil : 2))
  }

  @Test(arguments: [
    "The Mafia allegedly killed Pavel Moroz in 1975. The army said it was searching a farm in Michigan.",
    "Prosecutors say Ivan Kolev shot Petra Dam. The Mafia reportedly killed Pavel Moroz in 1975.",
  ])
  func whatIsAllegedBesideAnothersWordsIsNobodys(_ text: String) throws {
    let found = try Said.records(in: text, "killed").filter { $0.object.name == "Pavel Moroz" }
    #expect(found.map(\.qualifiers.mode) == [.claimed], "\(found)")
    #expect(found.map(\.qualifiers.attributedTo) == [nil], "\(found)")
  }

  @Test(arguments: [
    (
      "The Afghan government says that nine people died in Khost.\n\nFive troopers are killed in an ambush by suspected cartel gunmen in Mojonera, Mexico.",
      "killed", nil
    ),
    (
      "The Islamic Guard says that the talks failed.\n\nEvidence shows that a U.S. strike hit a family home in Goma.",
      "attacked", nil
    ),
    (
      "The army says that Ivan Kolev fled.\n\nKolev is suspected of funding the rebels.", "funded",
      "army"
    ),
  ])
  func whoSpeaksInANewsItemSpeaksOfNothingInAnother(
    _ text: String, _ relation: String, _ speaker: String?
  ) throws {
    let found = try Said.records(in: text, relation).filter { $0.qualifiers.mode == .claimed }
    #expect(found.allSatisfy { [nil, speaker].contains($0.qualifiers.attributedTo) }, "\(found)")
  }

  @Test(arguments: [
    (
      "Voltra bought Lynx Cars, the Herald reported, a sum the company disputed.", "acquired",
      "Herald"
    ),
    (
      "The board appointed Lisa Tran, the company said, a choice welcomed by investors.",
      "appointed", "company"
    ),
  ])
  func whoSaysItBeforeAnAppositionSaysAllBefore(
    _ text: String, _ relation: String, _ speaker: String
  ) throws {
    let found = try speakers(text)
    #expect(found[relation] == speaker, "\(found)")
  }

  @Test func whatADescribingClauseReportsLeavesTheRestAFact() throws {
    let found = try speakers(
      "Lee Marsh, who the police said belonged to a pro-Cuban committee, killed Pavel Moroz in Odessa."
    )
    #expect(found["killed"] == nil, "\(found)")
  }

  @Test(arguments: [
    "The prosecutor resigned. Pavel Moroz is accused of paying 3 million euros to the Liberal Party.",
    "Pavel Moroz, accused of paying 3 million euros to the Liberal Party, left the country.",
  ])
  func ofWhatSomebodyIsAccusedNobodyIsNamed(_ text: String) throws {
    let found = try speakers(text)
    #expect(found["gave-to"] == .some(nil), "\(found)")
  }
}

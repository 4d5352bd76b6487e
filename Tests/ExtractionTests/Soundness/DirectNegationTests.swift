import GraphModel
import Language
import Testing

@testable import Extraction

@Suite struct DirectNegationTests {
  @Test(arguments: [
    ("it/PRON/nsubj/4 will/AUX/aux/4 not/PART/advmod/4 withdraw/VERB/root/0", true),
    ("they/PRON/nsubj/3 never/ADV/advmod/3 met/VERB/root/0", true),
    ("they/PRON/nsubj/4 not/PART/advmod/4 only/ADV/advmod/4 met/VERB/root/0", false),
    ("they/PRON/nsubj/2 met/VERB/root/0 not/PART/advmod/4 once/ADV/advmod/2", false),
    ("they/PRON/nsubj/4 no/ADV/advmod/3 longer/ADV/advmod/4 play/VERB/root/0", true),
    ("they/PRON/nsubj/2 stayed/VERB/root/0 much/ADV/advmod/4 longer/ADV/advmod/2", false),
  ])
  func aDeniedWordIsDenied(_ sentence: String, _ isDenied: Bool) throws {
    let annotation = Tree(sentence).annotation
    let verb = try #require(annotation.tokens.firstIndex { $0.tag == .verb })
    #expect(DirectNegation.denies(verb..<verb + 1, in: annotation) == isDenied)
    #expect(!DirectNegation.denies(0..<0, in: annotation))
  }

  @Test(arguments: [
    ("Neither Turkey nor Qatar funded the rebels, the report found.", "funded", Polarity.negated),
    ("Turkey and Qatar funded the rebels, the report found.", "funded", .asserted),
    ("The bank gave the rebels nothing.", "gave-to", .negated),
    ("The premier neither supported the bill nor praised the minister.", "endorsed", .negated),
    ("Franziska Althoff will not become head of the Federal Audit Office.", "leads", .negated),
    ("Jan Moyo was not allowed to be head of the agency.", "leads", .negated),
    ("The minister has yet to appoint a successor to General Diallo.", "appointed", .negated),
  ])
  func whatNobodyDoesIsDenied(_ text: String, _ relation: String, _ polarity: Polarity) throws {
    let found = try Said.records(in: text).filter { $0.relation == relation }
    #expect(!found.isEmpty && found.allSatisfy { $0.qualifiers.polarity == polarity }, "\(found)")
  }

  /// Of two that are contrasted, who does it or suffers it, and who does not.
  @Test(arguments: [
    ("Churchill met Stalin, not Hitler.", "met-with", "Stalin", "Hitler"),
    ("Israel bombed Iraq rather than Iran.", "attacked", "Iraq", "Iran"),
    ("The army and not the police arrested Pavel Moroz.", "detained", "army", "police"),
    ("France, and not Britain, sent troops to Mali.", "deployed-to", "France", "United Kingdom"),
    ("Bambari was attacked by the Germans, not the Austrians.", "attacked", "Germans", "Austrians"),
    ("The court convicted Paul Ortiz instead of Sam Dunn.", "convicted", "Paul Ortiz", "Sam Dunn"),
  ])
  func ofTwoContrastedOnlyOneIs(
    _ text: String, _ relation: String, _ one: String, _ other: String
  ) throws {
    let found = try Said.records(in: text).filter { $0.relation == relation }
    func polarities(_ name: String) -> Set<Polarity> {
      Set(
        found.filter { [$0.subject.name, $0.object.name].contains(name) }.map(\.qualifiers.polarity)
      )
    }
    #expect(polarities(one) == [.asserted], "\(found)")
    #expect(polarities(other) == [.negated], "\(found)")
  }

  @Test func whoLosesAnElectionHasNotWonIt() throws {
    let found = try Said.records(
      in:
        "Al Gore lost the 2000 election. Angela Merkel, who lost the 2017 vote, resigned."
    )
    .filter { $0.relation == "won" }
    #expect(found.allSatisfy { $0.qualifiers.polarity == .negated }, "\(found)")
  }

  @Test(arguments: [
    ("The army said that it had not carried out the strike on the hospital in Kunduz.", true),
    ("The army said that it had carried out the strike on the hospital in Kunduz.", false),
    ("The minister did not condemn the army's strike on the hospital in Kunduz.", false),
  ])
  func aNounIsDeniedWithItsLightVerb(_ text: String, _ isDenied: Bool) throws {
    let attacks = try Said.records(in: text).filter {
      $0.relation == "attacked" && $0.subject.name == "army"
    }
    #expect(
      attacks.map(\.qualifiers.polarity) == [isDenied ? .negated : .asserted], "\(attacks)")
  }
}

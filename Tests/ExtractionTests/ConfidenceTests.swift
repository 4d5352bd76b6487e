import GraphModel
import Language
import TestSupport
import Testing

@testable import Extraction

/// How what a document says more than once is weighed.
@Suite struct ConfidenceTests {
  /// Two people who are mentioned three times each.
  private static let annotation = {
    var annotation = Tree(
      """
      *Ann/PROPN/nsubj/2=Person met/VERB:meet/root/0 *Bob/PROPN/obj/2=Person ,/PUNCT/punct/2
      *Ann/PROPN/nsubj/6=Person saw/VERB:see/parataxis/2 *Bob/PROPN/obj/6=Person ,/PUNCT/punct/6
      *Ann/PROPN/nsubj/10=Person knew/VERB:know/parataxis/2 *Bob/PROPN/obj/10=Person
      """
    ).annotation
    annotation.clusters = [[0, 2, 4], [1, 3, 5]]
    return annotation
  }()

  private func proposal(
    _ probability: Double, _ pair: Int = 0, _ relation: String = "met-with",
    _ polarity: Polarity = .asserted, _ mode: Mode = .fact, phrase: Phrase? = nil
  ) -> Proposal {
    Proposal(
      candidate: Annotation.RelationCandidate(
        relation: relation, subject: 2 * pair, object: 2 * pair + 1, probability: probability,
        isStated: false, polarity: polarity, mode: mode, speaker: nil,
        trigger: 4 * pair + 1..<4 * pair + 2),
      phrase: phrase)
  }

  private func weighed(_ proposals: [Proposal]) -> [Double] {
    Confidence.of(
      proposals, between: DocumentEntities(of: Self.annotation), in: Self.annotation)
  }

  @Test func whatIsSaidTwiceIsSurer() {
    let alone = weighed([proposal(0.6)])[0]
    let twice = weighed([proposal(0.6), proposal(0.5, 1)])
    #expect(twice[0] > alone)
    #expect(twice[1] < twice[0])
    #expect(weighed([proposal(0.5, 1), proposal(0.6)]) == twice.reversed())
    // Repeating it over and over adds nothing.
    let often = weighed([proposal(0.6), proposal(0.5, 1)] + (0..<50).map { _ in proposal(0.4, 2) })
    #expect(often[0] == twice[0])
    // Of equally sure ones the first.
    let same = weighed([proposal(0.6), proposal(0.6, 1)])
    #expect(same[0] > same[1])
  }

  @Test func whatOneWordSaysOfManyIsLessSure() {
    let alone = weighed([proposal(0.6)])[0]
    // By the same word Bob met Ann; by another somebody else met Bob, and Ann somebody else.
    var other = proposal(0.9)
    for (subject, object, trigger) in [(1, 2, 1..<2), (3, 1, 5..<6), (0, 2, 5..<6)] {
      (other.candidate.subject, other.candidate.object) = (subject, object)
      other.candidate.trigger = trigger
      #expect(weighed([proposal(0.6), other])[0] < alone)
    }
    // Another relation takes nothing away.
    other = proposal(0.9, 1, "told")
    other.candidate.trigger = 1..<2
    #expect(weighed([proposal(0.6), other])[0] == alone)
  }

  @Test func otherThingsAreNoSupport() {
    let alone = weighed([proposal(0.6)])[0]
    for other in [
      proposal(0.9, 1, "told"), proposal(0.9, 1, "met-with", .negated),
      proposal(0.9, 1, "met-with", .asserted, .planned),
    ] {
      #expect(weighed([proposal(0.6), other])[0] == alone, "\(other.candidate)")
    }
  }

  /// Of a relation of the user's own nothing was learnt: it is as sure as its phrase is reliable.
  @Test func ownRelationsAreAsSureAsTheirPhrases() throws {
    var phrase = try Phrase(
      "S poison O", relation: "poisoned", at: SourceLocation(file: "phrases.tsv"))
    phrase.reliability = 0.75
    let own = proposal(0, 0, "poisoned", phrase: phrase)
    #expect(weighed([own, own]) == [0.75, 0.75])
  }

  @Test func theSurestIsNeverUnsurerThanOthers() throws {
    var random = SplitMix64(seed: runSeed)
    for _ in 0..<500 {
      let proposals = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        proposal(
          Double.random(in: 0.02...0.99, using: &random), Int.random(in: 0..<3, using: &random))
      }
      let found = weighed(proposals)
      #expect(found.allSatisfy { (0...1).contains($0) }, "seed \(runSeed)")
      let top = proposals.indices.max {
        proposals[$0].candidate.probability < proposals[$1].candidate.probability
      }
      #expect(found.max() == top.map { found[$0] }, "seed \(runSeed)")
    }
  }
}

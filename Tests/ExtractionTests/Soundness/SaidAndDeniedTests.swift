import GraphModel
import Testing

@testable import Extraction

@Suite struct SaidAndDeniedTests {
  private func finding(
    _ polarity: Polarity, _ probability: Double, isPhrased: Bool, isSure: Bool = true,
    span: Range<Int> = 0..<9
  ) -> Extractor.Finding {
    Extractor.Finding(
      subject: 0, relation: "withdrew-from", object: 1, qualifiers: Qualifiers(polarity: polarity),
      probability: probability, isSure: isSure, isPhrased: isPhrased, span: span,
      extractor: "model")
  }

  @Test func theRelationsOwnWordsCountMoreThanOthers() {
    let left = SaidAndDenied.settled([
      finding(.asserted, 0.6, isPhrased: false),
      finding(.negated, 0.4, isPhrased: true, isSure: false),
    ])
    #expect(left.map(\.qualifiers.polarity) == [.negated])
    #expect(left.map(\.probability) == [0.6])
    #expect(left.map(\.isSure) == [true])
    let improbable = [
      finding(.asserted, 0.6, isPhrased: false),
      finding(.negated, 0.2, isPhrased: true, isSure: false),
    ]
    #expect(SaidAndDenied.settled(improbable).map(\.qualifiers.polarity) == [.asserted])
  }

  @Test func ofWordsAlikeTheSurerHold() {
    for isPhrased in [false, true] {
      let left = SaidAndDenied.settled([
        finding(.asserted, 0.6, isPhrased: isPhrased),
        finding(.negated, 0.5, isPhrased: isPhrased),
      ])
      #expect(left.map(\.qualifiers.polarity) == [.asserted])
    }
  }

  @Test func anotherSentenceOrSpeakerMayDenyOrAnotherTime() {
    let asserted = finding(.asserted, 0.6, isPhrased: true)
    let denied = finding(.negated, 0.5, isPhrased: true)
    let elsewhere = finding(.negated, 0.5, isPhrased: true, span: 9..<20)
    var (later, plan, claim) = (denied, denied, denied)
    later.qualifiers.time = "2020"
    plan.qualifiers.mode = .planned
    claim.qualifiers.mode = .claimed
    claim.qualifiers.attributedTo = "Ann Lee"
    for other in [elsewhere, later, plan, claim] {
      #expect(SaidAndDenied.settled([asserted, other]).count == 2)
    }
  }
}

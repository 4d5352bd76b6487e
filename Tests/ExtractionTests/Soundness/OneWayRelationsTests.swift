import GraphModel
import Language
import Testing

@testable import Extraction

@Suite struct OneWayRelationsTests {
  private static let text = "Ruiz's predecessor, Paz, gave a pen to Ruiz."

  private func settled(
    _ findings: [Extractor.Finding], of text: String = text
  ) -> [[Int]] {
    OneWayRelations.settled(findings, in: Annotation(text: text), .standard)
      .map { [$0.subject, $0.object] }
  }

  private func finding(
    _ relation: String, _ subject: Int, _ object: Int, _ probability: Double,
    trigger: Range<Int> = 25..<29, polarity: Polarity = .asserted, time: String? = nil,
    extractor: String = "model", isSure: Bool = true, span: Range<Int> = 0..<44
  ) -> Extractor.Finding {
    Extractor.Finding(
      subject: subject, relation: relation, object: object,
      qualifiers: Qualifiers(polarity: polarity, time: time), probability: probability,
      isSure: isSure,
      span: span, parts: Evidence.Parts(trigger: trigger), extractor: extractor)
  }

  @Test func theSurerWayHoldsAndAPhrasesBeforeTheModels() {
    let (there, back) = (finding("succeeded", 0, 1, 0.6), finding("succeeded", 1, 0, 0.5))
    #expect(settled([there, back]) == [[0, 1]])
    #expect(settled([back, there, there]) == [[0, 1], [0, 1]])
    let phrased = finding("succeeded", 1, 0, 0.5, trigger: 7..<18, extractor: "model+title")
    #expect(settled([there, phrased]) == [[1, 0]])
    let weak = finding("succeeded", 1, 0, 0.2, extractor: "verb", isSure: false)
    #expect(settled([there, weak]) == [[0, 1]])
    let (first, later) = (
      finding("succeeded", 0, 1, 0.6, time: "2008"), finding("succeeded", 1, 0, 0.5, time: "2012")
    )
    #expect(settled([first, later]).count == 2)
    #expect(settled([there, finding("succeeded", 1, 2, 0.5)]) == [[0, 1], [1, 2]])
    #expect(settled([there, finding("succeeded", 1, 0, 0.5, polarity: .negated)]).count == 2)
  }

  @Test func theSameWordsSayOneWayOnly() {
    let (there, back) = (finding("gave-to", 0, 1, 0.4), finding("gave-to", 1, 0, 0.6))
    #expect(settled([there, back]) == [[1, 0]])
    #expect(settled([there, finding("gave-to", 1, 0, 0.6, trigger: 7..<18)]).count == 2)
    #expect(settled([finding("met-with", 0, 1, 0.4), finding("met-with", 1, 0, 0.6)]).count == 2)
    let mutual = "Ruiz and Paz gave pens to each other at home."
    #expect(settled([there, back], of: mutual).count == 2)
  }

  @Test func oneAnotherIsNobody() throws {
    let found = try Said.records(
      in: "Turkey and Greece accuse one another of piracy, the envoy said.", "accused")
    #expect(
      Set(found.map { "\($0.subject.name) \($0.object.name)" }) == [
        "Turkey Greece", "Greece Turkey",
      ])
  }
}

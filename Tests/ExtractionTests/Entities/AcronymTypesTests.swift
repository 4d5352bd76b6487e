import GraphModel
import Testing

@testable import Extraction

@Suite struct AcronymTypesTests {
  private func types(_ text: String) -> [EntityType] {
    var annotation = Marked(text).annotation
    AcronymTypes.correct(&annotation)
    return annotation.mentions.map(\.type)
  }

  @Test func aNameOfCapitalsIsNoPerson() {
    #expect(
      types("[CJTF-OIR|Person] told [IRGC|Person] and [Qasem|Person]")
        == [.organization, .organization, .person])
  }

  @Test func otherNamesAndTypesStay() {
    for name in [
      "J|Person", "AB|Person", "A-B-C|Person", "O'B|Person", "-AB|Person", "DSouza|Person",
    ] {
      #expect(types("[\(name)] said so") == [.person], "\(name)")
    }
    #expect(types("in [USA|Place] the [START|Document]") == [.place, .document])
  }

  @Test func capitalsSayNothingWhereAllAreCapitals() {
    #expect(types("[QASEM|Person] TOLD [IRGC|Person]") == [.person, .person])
  }
}

import Glibc
import Testing

@testable import Language

@Suite struct VectorsTests {
  @Test func expAgreesWithTheLibrary() {
    for x in stride(from: Float(-80), through: 80, by: 0.037) {
      let found = Double(Vectors.exp(Lanes(repeating: x))[3])
      let expected = Glibc.exp(Double(x))
      #expect(abs(found - expected) <= 4e-7 * expected, "exp(\(x))")
    }
    #expect(Vectors.exp(Lanes(repeating: -.greatestFiniteMagnitude))[0] < 1e-37)
  }
}

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

  @Test func geluAgreesWithTheLibrary() {
    for x in stride(from: Float(-12), through: 12, by: 0.0113) {
      let expected = Double(x) / 2 * (1 + Glibc.erf(Double(x) / 2.0.squareRoot()))
      #expect(
        abs(Double(Vectors.gelu(Lanes(repeating: x))[5]) - expected) <= 1e-6
          * max(1, abs(Double(x))), "gelu(\(x))")
    }
  }

  @Test func roundingGoesToTheEvenNeighbour() {
    let values = Lanes(0.5, 1.5, 2.5, -0.5, -1.5, 126.5, -127, 3.49)
    #expect(Vectors.rounded(values) == SIMD8(0, 2, 2, 0, -2, 126, -127, 3))
  }
}

import GraphModel
import Testing

@Suite struct PlainPartsTests {
  /// Different qualifiers and confidences stay, and are counted with their bytes; the same ones are known again.
  @Test func whatStaysIsCounted() {
    var parts = PlainParts(vocabulary: .standard)
    #expect(parts.lastingBytes == 0)
    for number in 0..<1000 {
      let place = "a place with a name of some length \(number % 100)"
      let before = parts.lastingBytes
      Array(place.utf8).withUnsafeBytes { text in
        if let known = parts.qualifiers(text) {
          #expect(Int(known) == number % 100)
        } else {
          #expect(parts.learn(Qualifiers(place: place), text) == Int32(number))
          #expect(parts.lastingBytes >= before + text.count + MemoryLayout<Qualifiers>.stride)
        }
      }
      #expect((parts.lastingBytes > before) == (number < 100))
    }
    parts.forgetEnds()
    #expect(parts.qualifiers.count == 100)
    let before = parts.lastingBytes
    Array("0.25".utf8).withUnsafeBytes { parts.learn(confidence: 0.25, $0) }
    #expect(parts.lastingBytes > before)
    #expect(!parts.isNearlyFull)
  }

  /// Types that a vocabulary declares by several spellings have one number.
  @Test func typesAreNumberedAsDeclared() {
    var types = TypeNumbers(.standard)
    let numbers = ["Person", "person", "Place", "Unheard", "PERSON", "Place"].map {
      types.number(of: EntityType(rawValue: $0))
    }
    #expect(numbers == [0, 0, 1, 2, 0, 1])
    #expect(types.all.map(\.rawValue) == ["Person", "Place", "Unheard"])
    #expect(types.known(EntityType(rawValue: "person")) == 0)
    #expect(types.known(EntityType(rawValue: "Vehicle")) == nil)
    #expect(EntityType.inferred(allowed: []) == .thing)
    #expect(EntityType.inferred(allowed: [.thing, EntityType(rawValue: "Person")]) == .thing)
    #expect(EntityType.inferred(allowed: [EntityType(rawValue: "Person")]).rawValue == "Person")
  }
}

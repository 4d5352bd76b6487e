import GraphModel
import TestSupport
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
    parts.forgetEnds { _ in }
    #expect(parts.qualifiers.count == 100)
    let before = parts.lastingBytes
    Array("0.25".utf8).withUnsafeBytes { parts.learn(confidence: 0.25, $0) }
    #expect(parts.lastingBytes > before)
    #expect(!parts.isNearlyFull)
  }

  /// A name without a type has a number for each kind of place that it stands in, and all of them when it is handed over.
  @Test func namesHaveNumbersByPlace() throws {
    func record(_ name: String) -> EntityRecord {
      switch name.utf8.last.map({ $0 % 4 }) {
      case 0: EntityRecord(name: name, aliases: ["alias"])
      case 1: EntityRecord(name: name, id: "own-\(name)")
      case 2: EntityRecord(name: name, properties: ["role": "one"])
      default: EntityRecord(name: name)
      }
    }
    let relations = Vocabulary.standard.relations.indices
    var random = SplitMix64(seed: runSeed)
    var parts = PlainParts(vocabulary: .standard)
    var before: Int32 = 0
    for _ in 0..<4 {
      var expected: [String: [Int32: Int32]] = [:]
      for _ in 0..<2000 {
        let name = "name \(Int.random(in: 0..<40, using: &random))"
        let (text, isNew) = Array(name.utf8).withUnsafeBytes { parts.number(ofEnd: $0) }
        if isNew {
          parts.learn(record(name))
          parts.addEntity(text)
          let number = parts.endCount - 1
          expected[name, default: [:]][Int32(parts.placeTypes.firstIndex(of: []) ?? -1)] = number
        }
        let relation = relations.randomElement(using: &random) ?? 0
        let isSubject = Bool.random(using: &random)
        let number = parts.end(text, of: Int32(relation), isSubject: isSubject)
        let own = Vocabulary.standard.relations[relation]
        let types = isSubject ? own.subjectTypes : own.objectTypes
        let kind = try #require(parts.placeTypes.firstIndex(of: types))
        #expect(number == expected[name]?[Int32(kind)] ?? number, "seed \(runSeed)")
        #expect(number >= before)
        expected[name, default: [:]][Int32(kind)] = number
      }
      #expect(parts.takeEnds().isEmpty)
      var found: [String: [Int32: Int32]] = [:]
      parts.forgetEnds { end in
        #expect(end.record == record(end.record.name))
        for use in end.uses { found[end.record.name, default: [:]][use.kind] = use.number }
      }
      #expect(found == expected, "seed \(runSeed)")
      let numbers = found.values.flatMap { $0.values }
      #expect(numbers.sorted() == Array(before..<parts.endCount))
      before = parts.endCount
    }
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

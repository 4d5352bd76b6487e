import GraphModel
import TestSupport
import Testing

@testable import GraphQuery

/// Which documents are copies.
@Suite struct IndependentSourcesTests {
  private func sources(_ texts: [String]) -> [Int] {
    IndependentSources(
      texts.enumerated().map { Document(id: "d\($0)", text: $1) }
    ).sources
  }

  @Test func copiesAreOneSource() {
    let text =
      "The brigade left the port on Monday, and the general wrote to the ministry about it."
    #expect(
      sources([text, "Quite other words stand in this one, and none of them is shared."]) == [0, 1])
    #expect(
      sources([text, text.uppercased(), "AGENCY — " + text + " More follows."]) == [0, 0, 0])
    #expect(
      sources([text, "The brigade left the port on Monday. Nothing else is the same here."]) == [
        0, 1,
      ])
    #expect(sources(["", "", "a b", "a b", "a c"]) == [0, 1, 2, 2, 3])
    #expect(sources([]) == [])
  }

  /// Every two texts are compared.
  private func naive(_ texts: [String]) -> [Int] {
    let runs = texts.map(IndependentSources.runs)
    var sources = Array(texts.indices)
    for first in texts.indices {
      for second in texts.indices where first < second && !runs[first].isEmpty {
        let shared = runs[first].intersection(runs[second]).count
        let shorter = min(runs[first].count, runs[second].count)
        guard shared > 0, Double(shared) >= 0.8 * Double(shorter) else { continue }
        let (one, other) = (sources[first], sources[second])
        sources = sources.map { $0 == max(one, other) ? min(one, other) : $0 }
      }
    }
    var numbers: [Int: Int] = [:]
    return sources.map { source in
      let number = numbers[source] ?? numbers.count
      numbers[source] = number
      return number
    }
  }

  /// Texts of few words, and copies of them that are cut, grown and changed.
  @Test func whatIsFoundIsWhatComparingAllFinds() throws {
    try forAll(.int(in: 0...Int.max), count: 150, maximumSize: 30) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      var texts: [[String]] = []
      let vocabulary = Int.random(in: 1...60, using: &random)
      func word() -> String { "w\(Int.random(in: 0..<vocabulary, using: &random))" }
      for _ in 0..<Int.random(in: 1...14, using: &random) {
        var text = texts.randomElement(using: &random) ?? []
        if text.isEmpty || Int.random(in: 0..<3, using: &random) == 0 {
          text = (0..<Int.random(in: 0...40, using: &random)).map { _ in word() }
        }
        for _ in 0..<Int.random(in: 0...3, using: &random) where !text.isEmpty {
          let place = Int.random(in: text.indices, using: &random)
          switch Int.random(in: 0..<4, using: &random) {
          case 0: text[place] = word()
          case 1: text.remove(at: place)
          case 2: text.append(word())
          default: text.removeLast(min(text.count, 5))
          }
        }
        texts.append(text)
      }
      let joined = texts.map { $0.joined(separator: " ") }
      try checkEqual(sources(joined), naive(joined), "\(joined)")
    }
  }
}

import GraphModel
import TestSupport
import Testing

@testable import Diagrams

@Suite struct ExcerptTests {
  private static func evidence(_ quote: String, _ parts: (Evidence.Part, String)...) -> Evidence {
    var evidence = Evidence(document: "d", span: 100..<100 + quote.utf8.count, quote: quote)
    for (part, words) in parts {
      let (bytes, wanted) = (Array(quote.utf8), Array(words.utf8))
      if let start = bytes.indices.first(where: { bytes[$0...].starts(with: wanted) }) {
        evidence.parts[part] = 100 + start..<100 + start + wanted.count
      }
    }
    return evidence
  }

  private static let long =
    "In a statement that was issued late on Friday evening, and that several people who had seen it "
    + "described as angry, General Ana Ruiz is said to have taken command of the River Brigade, "
    + "which for the last three years had been led by somebody else."

  @Test func aShortQuoteIsWhole() {
    #expect(Excerpt.words(of: Self.evidence(" two\n words "), limit: 20) == "two words")
    #expect(Excerpt.words(of: Evidence(document: "t", quote: ""), limit: 20) == "")
  }

  @Test(arguments: [
    (90, "… General Ana Ruiz is said to have taken command of the River Brigade, which for the …"),
    (40, "… to have taken command of the …"),
    (20, "… taken command …"),
  ])
  func aLongQuoteKeepsItsTrigger(limit: Int, words: String) {
    let evidence = Self.evidence(Self.long, (.trigger, "taken command"))
    #expect(Excerpt.words(of: evidence, limit: limit) == words)
  }

  @Test func itGoesFromTheSubjectToTheObjectWhereThereIsRoom() {
    let evidence = Self.evidence(
      Self.long, (.subject, "Ana Ruiz"), (.trigger, "command"), (.object, "River Brigade"))
    #expect(
      Excerpt.words(of: evidence, limit: 80)
        == "… General Ana Ruiz is said to have taken command of the River Brigade, which …")
    #expect(Excerpt.words(of: evidence, limit: 50) == "… said to have taken command of the River …")
  }

  @Test func withoutPartsItIsTheBeginning() {
    #expect(
      Excerpt.words(of: Self.evidence(Self.long), limit: 40)
        == "In a statement that was issued late on …")
    #expect(
      Excerpt.words(of: Self.evidence(String(repeating: "x", count: 99)), limit: 12)
        == "xxxxxxxxxx …")
  }

  @Test func whateverTheQuoteTheExcerptIsOfIt() throws {
    let words = [
      "a", "of", "Ana", "يقود", "commands", "🛰️", "é", "\u{202E}x", "\n", "a-long-word-without-end",
      "中文",
    ]
    let quotes = zip(
      zip(Gen.one(of: words).array(), .int(in: 0...60)), zip(.int(in: 0...20), .int(in: 12...60)))
    try forAll(quotes, count: 400, maximumSize: 60) { value in
      let ((words, start), (length, limit)) = value
      let quote = words.joined(separator: " ")
      var evidence = Evidence(document: "d", span: 7..<7 + quote.utf8.count, quote: quote)
      evidence.parts.trigger = 7 + start..<7 + start + length
      let shown = Excerpt.words(of: evidence, limit: limit)
      let all = ShownText.line(quote, limit: .max)
      try check(shown.count <= limit, "“\(shown)” has \(shown.count) characters")
      var inner = shown[...]
      let isCut = (start: inner.hasPrefix("… "), end: inner.hasSuffix(" …"))
      if isCut.start { inner = inner.dropFirst(2) }
      if isCut.end { inner = inner.dropLast(2) }
      try check(inner.isEmpty || all.contains(inner), "“\(inner)” is not in “\(all)”")
      try check(
        isCut.start || all.hasPrefix(inner), "the beginning is left out in silence: \(shown)")
      try check(isCut.end || all.hasSuffix(inner), "the end is left out in silence: \(shown)")
      try check(all.count > limit || shown == all, "it fits")
    }
  }
}

import Foundation
import GraphModel
import TestSupport
import Testing

@Suite struct EvidenceTests {
  @Test func sha256IsThatOfTheStandard() {
    #expect(
      SHA256.hexadecimal(of: [])
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      SHA256.hexadecimal(of: "abc".utf8)
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hexadecimal(of: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      SHA256.hexadecimal(of: repeatElement(UInt8(ascii: "a"), count: 100_000))
        == SHA256.hexadecimal(of: String(repeating: "a", count: 100_000).utf8))
  }

  @Test func hashingInPiecesIsHashingWhole() throws {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try withEvery("length", in: [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 300]) { length in
      let whole = SHA256.hexadecimal(of: bytes[..<length])
      try withEvery("cut", in: stride(from: 0, through: length, by: 9)) { cut in
        var hash = SHA256()
        hash.update(bytes[..<cut])
        hash.update(bytes[cut..<length])
        try checkEqual(hash.hexadecimal(), whole)
      }
    }
  }

  @Test func subsequenceSearchFindsEveryOccurrence() throws {
    let letters = Gen<Character>.one(of: ["a", "b"]).array()
    try forAll(zip(letters, letters), count: 800, maximumSize: 12) { text, part in
      let expected =
        part.isEmpty || part.count > text.count
        ? []
        : (0...(text.count - part.count)).filter { Array(text[$0..<($0 + part.count)]) == part }
      try checkEqual(SubsequenceSearch(part).offsets(in: text), expected)
      try checkEqual(SubsequenceSearch(part).offsets(in: text, limit: 1), Array(expected.prefix(1)))
    }
  }

  private let article = """
    The Iraqi parliament urged international troops to leave over the weekend.
    “We respect your sovereign decision,” Seely wrote to Iraq’s Ministry of Defense.
    Élan said no. The official said no. قُتل قاسم سليماني في بغداد. 美国将军给国防部写信。
    """

  @Test func findsEveryQuoteThatIsThere() throws {
    let document = Document(id: "d", text: article)
    let scalars = Array(article.unicodeScalars)
    let ends = zip(
      Gen<Int>.int(in: 0...scalars.count - 1), Gen<Int>.int(in: 1...60))
    try forAll(ends, count: 300) { start, length in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<min(scalars.count, start + length)])
      let quote = String(view)
      guard case .found(let span, let isRepeated) = document.locate(quote: quote) else {
        throw CheckFailure("'\(quote)' is not found")
      }
      let bytes = Array(article.utf8)
      try checkEqual(Array(bytes[span]), Array(quote.utf8), "the span is the quote")
      let first = (0..<bytes.count).first { bytes[$0...].starts(with: quote.utf8) }
      try checkEqual(span.lowerBound, first, "the first occurrence")
      let count = (0..<bytes.count).filter { bytes[$0...].starts(with: quote.utf8) }.count
      try checkEqual(isRepeated, count > 1, "whether it is repeated")
    }
  }

  @Test(arguments: [
    // Typographic marks and spaces count, but the passage is shown.
    ("Iraq's Ministry of Defense", "Iraq’s Ministry of Defense", true),
    (
      "\"We respect your sovereign decision,\" Seely wrote",
      "We respect your sovereign decision,” Seely wrote", true
    ),
    ("troops  to leave", "troops to leave", true),
    ("over the weekend. “We respect", "over the weekend.\n“We respect", true),
    ("the iraqi parliament", "The Iraqi parliament", true),
    ("E\u{301}lan said no", "Élan said no", true),
    // Words differ.
    (
      "Iraq's parliament asked international troops to leave",
      "parliament urged international troops to leave", false
    ),
    (
      "Seely sent a letter to Iraq’s Ministry of Defense",
      "Seely wrote to Iraq’s Ministry of Defense", false
    ),
    ("قتل قاسم سليماني في بغداد", "قُتل قاسم سليماني في بغداد", true),
    ("美国将军致国防部写信", "美国将军给国防部写信", false),
  ])
  func showsTheNearestPassage(quote: String, passage: String, hasSameWords: Bool) throws {
    guard case .missing(let nearest) = Document(id: "d", text: article).locate(quote: quote) else {
      Issue.record("'\(quote)' is not verbatim")
      return
    }
    let found = try #require(nearest)
    #expect(found.text == passage)
    #expect(found.hasSameWords == hasSameWords)
    #expect(Array(article.utf8)[found.span].elementsEqual(found.text.utf8))
    #expect(found.similarity > 0.3 && found.similarity <= 1)
  }

  @Test func saysNothingWhereNothingIsNear() {
    let document = Document(id: "d", text: article)
    for quote in ["", "completely unrelated gibberish here", "—", "\u{0}", "the"] {
      #expect(
        document.locate(quote: quote) == .missing(nearest: nil) || quote == "the", "'\(quote)'")
    }
    #expect(Document(id: "d").locate(quote: "the") == .missing(nearest: nil))
    #expect(Document(id: "d", text: "").locate(quote: "the") == .missing(nearest: nil))
  }

  @Test func hostileTextsTakeLinearTime() {
    let repetitive = String(repeating: "ab ", count: 30_000)
    let document = Document(id: "d", text: repetitive)
    guard case .missing(let nearest) = document.locate(quote: String(repetitive.dropLast(3)) + "x")
    else {
      Issue.record("found what is not there")
      return
    }
    #expect((nearest?.similarity ?? 0) > 0.9)
    let wordless = Document(id: "d", text: String(repeating: "a", count: 50_000))
    #expect(
      wordless.locate(quote: String(repeating: "a", count: 1_000) + "b") == .missing(nearest: nil))
  }

  @Test func verifyingNamesEveryFailureInOrder() throws {
    let text = "Ann wrote to Lee. Élan."
    let hash = SHA256.hexadecimal(of: text.utf8)
    func evidence(_ document: String, _ span: Range<Int>?, _ quote: String) -> Evidence {
      Evidence(document: document, span: span, quote: quote)
    }
    let good = evidence("a", 0..<3, "Ann")
    let wrong = evidence("a", 4..<9, "WROTE")
    let canonical = evidence("a", 18..<23, "E\u{301}lan")
    let outside = evidence("a", 20..<99, "x")
    let cut = evidence("a", 18..<19, "x")
    let nowhere = evidence("b", 0..<1, "x")
    let textless = evidence("c", 0..<1, "x")
    let uncited = evidence("table.csv", nil, "x")
    let entity = Entity(id: "e", name: "e", type: .person)
    func statement(_ relation: Int, _ evidence: [Evidence]) -> KnowledgeGraph.Statement {
      KnowledgeGraph.Statement(
        subject: .init(0), relation: relation, object: .init(0), evidence: evidence)
    }
    let graph = KnowledgeGraph(
      documents: [
        Document(id: "a", text: text, sha256: hash), Document(id: "c", sha256: hash),
        Document(id: "z", text: "changed", sha256: hash),
      ],
      entities: [entity],
      statements: [
        statement(2, [good, nowhere, textless, uncited]),
        statement(1, [outside, cut, wrong, canonical]),
        statement(0, []),
      ])
    let report = graph.verifyEvidence()
    #expect(report.verifiedCount == 1)
    #expect(report.uncitedCount == 1)
    #expect(report.unsupportedCount == 1)
    #expect(!report.isVerified)
    #expect(report.failures.map(\.document) == ["z", "a", "a", "a", "a", "b", "c"])
    #expect(
      report.failures.map(\.reason) == [
        .hashDiffers(expected: hash, actual: SHA256.hexadecimal(of: "changed".utf8)),
        .differs(actual: "wrote"), .invalidSpan, .differs(actual: "Élan"), .invalidSpan,
        .missingDocument, .missingDocument,
      ])
    #expect(report.failures.map { $0.statement?.rawValue } == [nil, 1, 1, 1, 1, 2, 2])
    #expect(
      report.failures.map(\.evidence) == [nil, wrong, cut, canonical, outside, nowhere, textless])
  }

  @Test func everySpanOfAWorldIsItsQuote() throws {
    try forAll(Gen.world(), count: 100) { world in
      let graph = try world.graph()
      let report = graph.verifyEvidence()
      try check(report.isVerified, "\(report.failures)")
      let pieces = graph.statementIndices.flatMap { graph.evidence(of: $0) }
      try checkEqual(report.verifiedCount, pieces.count { $0.span != nil })
      for piece in pieces {
        guard let span = piece.span else { continue }
        let bytes = Array((graph.document(id: piece.document)?.text ?? "").utf8)
        try check(bytes[span].elementsEqual(piece.quote.utf8), "law 1")
      }
    }
  }
}

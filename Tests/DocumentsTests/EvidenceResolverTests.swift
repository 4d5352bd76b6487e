import Documents
import GraphModel
import TestSupport
import Testing

@Suite struct EvidenceResolverTests {
  private static let article = Document(
    id: "seeds/a.txt",
    text:
      "January 6, 2020\n\nSeely wrote to Iraq’s “Ministry of Defense”.\nSeely left. Seely left.\n")
  private static let other = Document(id: "more/b.txt", text: "Nothing here.")

  private static func resolve(
    _ document: String, _ quote: String, among documents: [Document] = [article, other],
    file: String = "seeds/statements.csv"
  ) -> (StatementRecord?, [String], misquotes: Int) {
    let table = CuratedTable(
      bytes: Array(
        "quote,subject,relation,object,document\n\"\(quote)\",A,wrote-to,B,\"\(document)\"\n".utf8),
      file: file)
    var resolver = EvidenceResolver(documents: documents)
    let statement = table.rows.first.flatMap { resolver.resolve($0) }
    return (statement, resolver.diagnostics.map(\.description), resolver.misquoteCount)
  }

  @Test(arguments: ["seeds/a.txt", "a.txt", "./a.txt", "a", "../seeds/a.txt"])
  func aDocumentGoesBy(_ name: String) {
    let (statement, findings, _) = Self.resolve(name, "Iraq’s")
    #expect(findings.isEmpty)
    #expect(
      statement?.evidence == [
        Evidence(document: "seeds/a.txt", span: 32..<40, quote: "Iraq’s", extractor: "curated")
      ])
  }

  @Test func theNeighbourOfTheTableIsMeant() {
    let twins = [Document(id: "x/a.txt", text: "no"), Document(id: "y/a.txt", text: "yes")]
    let (statement, findings, _) = Self.resolve("a.txt", "yes", among: twins, file: "y/s.csv")
    #expect(findings.isEmpty)
    #expect(statement?.evidence.first?.document == "y/a.txt")
    let ambiguous = Self.resolve("a.txt", "yes", among: twins, file: "s.csv")
    #expect(
      ambiguous.1 == ["s.csv:2:20: error: 'a.txt' may be 'x/a.txt' or 'y/a.txt': write its path"])
    #expect(ambiguous.misquotes == 0)
  }

  /// What there is is told of every name that is none, and of warnings the first hundred.
  @Test func manyMissingDocuments() {
    var resolver = EvidenceResolver(documents: [Self.article, Self.other])
    for number in 1...103 {
      var statement = StatementRecord(
        subject: EntityRecord(name: "A"), relation: "met-with", object: EntityRecord(name: "B"),
        origin: SourceLocation(file: "s.jsonl", line: number))
      statement.evidence = [Evidence(document: "no \(number)", span: 0..<1, quote: "x")]
      #expect(resolver.resolve(statement) != nil)
    }
    #expect(
      resolver.diagnostics.map(\.description)
        == (1...100).map {
          "s.jsonl:\($0): warning: there is no document 'no \($0)': given are 'more/b.txt' and "
            + "'seeds/a.txt'; its quotes are kept unchecked"
        } + ["s.jsonl:101: note: there are more such warnings"])
  }

  @Test func aMissingDocumentNamesTheKnownOnes() {
    #expect(
      Self.resolve("c.txt", "x").1 == [
        "seeds/statements.csv:2:18: error: there is no document 'c.txt': given are 'more/b.txt' and "
          + "'seeds/a.txt'"
      ])
    #expect(
      Self.resolve("c.txt", "x", among: []).1 == [
        "seeds/statements.csv:2:18: error: there is no document 'c.txt': no document was given"
      ])
    #expect(
      Self.resolve("c.txt", "x", among: (1...7).map { Document(id: "\($0)", text: "x") }).1 == [
        "seeds/statements.csv:2:18: error: there is no document 'c.txt': given are '1', '2', '3', '4', "
          + "'5' and 2 more"
      ])
    #expect(
      Self.resolve("1", "x", among: [Document(id: "1")]).1 == [
        "seeds/statements.csv:2:18: error: the text of '1' is not at hand, so the quote can't be found"
      ])
  }

  /// Law 1, for what a table says: every span, cut from its document, is its quote.
  @Test func everySpanIsItsQuote() throws {
    var random = SplitMix64(seed: runSeed)
    let pieces = [
      "“a”", "é", " ", "\n", "\r\n", "قاسم", "🛰️", "a", "b, ", "\"", "\u{FEFF}", "e\u{301}",
    ]
    func word() -> String { pieces[Int.random(in: 0..<pieces.count, using: &random)] }
    for _ in 0..<300 {
      let scalars = (0..<30).flatMap { _ in Array(word().unicodeScalars) }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      let start = Int.random(in: 0..<scalars.count, using: &random)
      let end = Int.random(in: start...scalars.count, using: &random)
      var cut = String.UnicodeScalarView()
      cut.append(contentsOf: scalars[start..<end])
      let quote = String(cut)
      guard !quote.allSatisfy(\.isWhitespace) else { continue }
      let cell = quote.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"")
      let document = Document(id: "d.txt", text: String(text))
      let (statement, _, misquotes) = Self.resolve("d.txt", cell, among: [document])
      try check(misquotes == 0, "GRAPHGEN_SEED=\(runSeed): \(quote.debugDescription)")
      let evidence = try #require(statement?.evidence.first)
      let actual = document.quote(at: try #require(evidence.span))
      try check(
        actual.map { Array($0.utf8) } == Array(quote.utf8),
        "GRAPHGEN_SEED=\(runSeed): \(quote.debugDescription)")
    }
  }

  @Test func twoTextsOfOneDocument() {
    let metadata = Document(id: "a", title: "A")
    let text = Document(id: "a", text: "x")
    #expect(EvidenceResolver(documents: [metadata, text, text]).diagnostics.isEmpty)
    #expect(
      EvidenceResolver(documents: [text, Document(id: "a", text: "y")]).diagnostics
        .map(\.description) == [
          "a: error: this document was given twice, with different texts: leave one of them out"
        ])
  }

  @Test func aQuoteThatIsNotThere() {
    let marks = Self.resolve("a", "wrote to Iraq's")
    #expect(marks.0 == nil && marks.misquotes == 1)
    #expect(
      marks.1 == [
        "seeds/statements.csv:2:1: error: the quote is not in 'seeds/a.txt': line 3 has the same words, "
          + "but other marks, case or spaces: 'wrote to Iraq’s'"
      ])
    #expect(
      Self.resolve("a", "Seely wrote to the Ministry").1 == [
        "seeds/statements.csv:2:1: error: the quote is not in 'seeds/a.txt'; nearest, on line 3: 'Seely "
          + "wrote to Iraq’s “Ministry'"
      ])
    #expect(
      Self.resolve("a", "zebra").1 == [
        "seeds/statements.csv:2:1: error: the quote is not in 'seeds/a.txt'"
      ])
  }

  @Test func aRepeatedQuote() {
    let (statement, findings, _) = Self.resolve("a", "Seely left")
    #expect(statement?.evidence.first?.span == 68..<78)
    #expect(
      findings == [
        "seeds/statements.csv:2:1: warning: the quote stands in 'seeds/a.txt' more than once and the "
          + "first is cited: quote more words"
      ])
  }

  // MARK: - Statements of programs

  private static func resolve(_ evidence: Evidence) -> (Evidence?, [String], misquotes: Int) {
    var resolver = EvidenceResolver(documents: [article, other])
    let statement = StatementRecord(
      subject: EntityRecord(name: "A"), relation: "wrote-to", object: EntityRecord(name: "B"),
      evidence: [evidence], origin: SourceLocation(file: "s.jsonl", line: 7, column: 1))
    let resolved = resolver.resolve(statement)
    return (
      resolved?.evidence.first, resolver.diagnostics.map(\.description), resolver.misquoteCount
    )
  }

  @Test func aSpanAndItsQuoteAgree() {
    let evidence = Evidence(document: "seeds/a.txt", span: 32..<40, quote: "Iraq’s")
    let (resolved, findings, _) = Self.resolve(evidence)
    #expect(resolved == evidence && findings.isEmpty)
  }

  @Test func aMissingSpanOrQuoteIsFilledIn() {
    let whole = Evidence(document: "seeds/a.txt", span: 32..<40, quote: "Iraq’s")
    #expect(Self.resolve(Evidence(document: "a", quote: "Iraq’s")).0 == whole)
    #expect(Self.resolve(Evidence(document: "a", span: 32..<40, quote: "")).0 == whole)
    let outside = Self.resolve(Evidence(document: "a", span: 32..<38, quote: ""))
    #expect(outside.0 == nil && outside.misquotes == 1)
    #expect(outside.1 == ["s.jsonl:7:1: error: 'seeds/a.txt' has no bytes 32..<38"])
  }

  @Test func aWrongSpanIsCorrected() {
    let (resolved, findings, misquotes) = Self.resolve(
      Evidence(document: "a", span: 0..<8, quote: "Iraq’s"))
    #expect(resolved?.span == 32..<40 && misquotes == 0)
    #expect(
      findings == [
        "s.jsonl:7:1: warning: the quote is not at bytes 0..<8 of 'seeds/a.txt' but at 32..<40: "
          + "corrected"
      ])
  }

  @Test func partsMoveWithTheirSpan() {
    // Iraq’s “Ministry of Defense”
    let parts = Evidence.Parts(subject: 32..<36, trigger: 39..<40, object: 44..<63)
    let right = Evidence(
      document: "seeds/a.txt", span: 32..<66, quote: "Iraq’s “Ministry of Defense”", parts: parts)
    #expect(Self.resolve(right) == (right, [], 0))
    var moved = right
    moved.span = 30..<64
    moved.parts = Evidence.Parts(subject: 30..<34, trigger: 37..<38, object: 42..<61)
    let (corrected, findings, misquotes) = Self.resolve(moved)
    #expect(corrected == right && misquotes == 0)
    #expect(
      findings == [
        "s.jsonl:7:1: warning: the quote is not at bytes 30..<64 of 'seeds/a.txt' but at 32..<66: "
          + "corrected"
      ])
    // What counts otherwise than in bytes says nothing of where its parts are.
    moved.span = 30..<62
    let (bare, warnings, _) = Self.resolve(moved)
    #expect(bare == right.withoutParts)
    #expect(
      warnings == [
        "s.jsonl:7:1: warning: the quote is not at bytes 30..<62 of 'seeds/a.txt' but at 32..<66: "
          + "corrected, and its subject, trigger and object are left out"
      ])
  }

  @Test(arguments: [
    (Evidence.Parts(subject: 30..<33), "subject", "30..<33"),
    (Evidence.Parts(subject: 32..<36, object: 38..<41), "object", "38..<41"),
    (Evidence.Parts(trigger: 36..<37), "trigger", "36..<37"),
    (Evidence.Parts(trigger: 33..<33), "trigger", "33..<33"),
  ])
  func aPartThatIsMisplacedIsAnError(parts: Evidence.Parts, part: String, bytes: String) {
    for document in ["seeds/a.txt", "nowhere.txt"] {
      for quote in document == "nowhere.txt" ? ["Iraq’s"] : ["Iraq’s", ""] {
        let (resolved, findings, misquotes) = Self.resolve(
          Evidence(document: document, span: 32..<40, quote: quote, parts: parts))
        #expect(resolved == nil && misquotes == 1)
        #expect(
          findings == [
            "s.jsonl:7:1: error: the \(part) of the evidence, bytes \(bytes) of '\(document)', is "
              + "empty, lies outside the quote or cuts a character"
          ])
      }
    }
  }

  @Test func aDocumentThatIsNotAtHandIsToldOnce() {
    var resolver = EvidenceResolver(documents: [Self.article])
    let evidence = Evidence(document: "z.txt", span: 0..<1, quote: "z")
    let statement = StatementRecord(
      subject: EntityRecord(name: "A"), relation: "wrote-to", object: EntityRecord(name: "B"),
      evidence: [evidence], origin: SourceLocation(file: "s.jsonl", line: 7, column: 1))
    #expect(resolver.resolve(statement) == statement)
    #expect(resolver.resolve(statement) == statement)
    #expect(
      resolver.diagnostics.map(\.description) == [
        "s.jsonl:7:1: warning: there is no document 'z.txt': given are 'seeds/a.txt'; its quotes are kept "
          + "unchecked"
      ])
  }

  @Test func evidenceInATableIsLeftAlone() {
    let evidence = Evidence(document: "t.csv", quote: "as I heard", extractor: "curated", line: 3)
    let (resolved, findings, _) = Self.resolve(evidence)
    #expect(resolved == evidence && findings.isEmpty)
  }
}

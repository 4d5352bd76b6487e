import GraphModel
import Language
import TestSupport
import Testing

@testable import Extraction

/// What holds of whatever is read, however little sense the text makes.
@Suite struct ExtractionLawTests {
  private static let model = Result { try LanguageModel() }

  /// Pieces that rules take hold of; texts are put together of them at random.
  private static let pieces = [
    "Anna Lund", "Lund", "the president of Kenya",
    "Omar Saleh FRS (8 February 1700 – 17 March 1782)",
    "U.S. officials", "the Federal Bureau of\nInvestigation", "two associates", "them", "he", "his",
    "the two", "both", "the army", "a Turkish company", "Gary Giles (born", "the attack", "We", "I",
    "the general", "Charles V.", "Fiat's lawyer", "who", "which", "and", "or", "not", ",", ";", "(",
    ")", "“", "”", "—", "'s", ".", "\n\n", "killed", "was killed by", "accused", "is set to visit",
    "told reporters that", "denied having met", "met", "founded", "resigned from", "succeeded",
    "led", "of", "in Lima", "to", "by", "until his death", "in 1904, when", "since 2012",
    "on Monday", "the next day", "respectively", "January 14, 2020\n\n", "PARIS, May 3, 2016 -",
    "The rebels said on Tuesday that they had seized Derna.", "Meyer, 44, is the mayor of Bonn.",
    "Police arrested Omar Saleh, accusing him of killing Anna Lund's brother.",
    "In 1961 he married Ruth Adler and they moved to Lima, where she died.",
  ]

  @Test func whateverIsReadIsWhole() throws {
    let model = try Self.model.get()
    let texts = Gen.one(of: Self.pieces).array()
    try forAll(texts, count: 400, maximumSize: 24) { pieces in
      let document = Document(id: "d", text: pieces.joined(separator: " "))
      let annotation = model.annotate(document, mentions: .possible)
      let extraction = Extractor().extract(from: annotation, document: document)
      try check(extraction, of: document)
      try checkEqual(
        Extractor().extract(from: annotation, document: document), extraction, "read twice")
    }
  }

  /// Who asks for what is less sure gets all that is sure as well, and as sure as it was.
  @Test func lessSureStatementsTakeNothingAway() throws {
    let model = try Self.model.get()
    let texts = Gen.one(of: Self.pieces).array()
    try forAll(texts, count: 200, maximumSize: 24) { pieces in
      let document = Document(id: "d", text: pieces.joined(separator: " "))
      let annotation = model.annotate(document, mentions: .possible)
      func statements(_ threshold: Double?) -> [StatementRecord] {
        Extractor().extract(from: annotation, document: document, threshold: threshold).statements
      }
      let sure = statements(nil)
      for threshold in [0.3, 0.12, 0.05, 0] {
        let all = statements(threshold)
        for statement in sure {
          try TestSupport.check(all.contains(statement), "from \(threshold) on: \(statement)")
        }
      }
    }
  }

  @Test(arguments: [60, 72, 90]) func wrappingLinesChangesNothing(width: Int) throws {
    let text = """
      Anna Lund, the president of the Federal Bureau of Investigation, accused Omar Saleh on Tuesday of having killed two officers of \
      the United States Army in Lima. Saleh, who founded the Peruvian Workers' Party in 1998, denied that he had ever met the officers.

      The mayor of Lima, Miriam Okafor, told the New York Herald that Saleh would resign from the city council.
      """
    let wrapped = text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
      var lines: [String] = [""]
      for word in paragraph.split(separator: " ").map(String.init) {
        let line = lines[lines.count - 1]
        if line.isEmpty {
          lines[lines.count - 1] = word
        } else if line.count + 1 + word.count > width {
          lines.append(word)
        } else {
          lines[lines.count - 1] = "\(line) \(word)"
        }
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
    #expect(wrapped != text)
    let whole = try Said.statements(in: text)
    #expect(whole.count > 4)
    #expect(try Said.statements(in: wrapped) == whole)
  }

  private func check(_ extraction: Extraction, of document: Document) throws {
    let vocabulary = Vocabulary.standard
    for statement in extraction.statements {
      let ends = [statement.subject, statement.object]
      let nodes = ends.map { $0.id ?? Entity.id(type: $0.type ?? .thing, name: $0.name) }
      try TestSupport.check(nodes[0] != nodes[1], "no arrow from a node to itself: \(nodes[0])")
      for end in ends {
        let isName = !end.name.isEmpty && !end.name.contains(where: \.isNewline)
        try TestSupport.check(isName, "a name is one line: \(end.name)")
      }
      try TestSupport.check(
        vocabulary.relation(named: statement.relation) != nil, "a relation is one of the vocabulary"
      )
      if let time = statement.qualifiers.time { _ = try EDTF(time) }
      try TestSupport.check(
        (0...1).contains(statement.confidence ?? 2), "a confidence is from 0 to 1")
      try TestSupport.check(!statement.evidence.isEmpty, "what is said has evidence")
      for evidence in statement.evidence {
        let span = try #require(evidence.span)
        try checkEqual(document.quote(at: span), evidence.quote, "a quote stands in the text")
        for part in [evidence.parts.subject, evidence.parts.trigger, evidence.parts.object] {
          let isInside = part.map {
            span.contains($0.lowerBound) && $0.upperBound <= span.upperBound
          }
          try TestSupport.check(isInside ?? true, "ends and trigger stand in the quote")
        }
      }
    }
  }
}

import GraphModel
import TestSupport
import Testing

@Suite struct EvidencePartsTests {
  private typealias Parts = Evidence.Parts

  /// Parts of a text of four bytes, none of them in one of three.
  private static var parts: Gen<Parts> {
    let range = Gen<Range<Int>?> { random, _ in
      if Int.random(in: 0..<3, using: &random) == 0 { return nil }
      let start = Int.random(in: 0...3, using: &random)
      return start..<Int.random(in: start + 1...4, using: &random)
    }
    return zip(range, zip(range, range)).map {
      Parts(subject: $0, trigger: $1.0, object: $1.1)
    }
  }

  private static func joined(_ parts: Parts...) -> Parts {
    parts.reduce(into: Parts()) { $0.join($1) }
  }

  // MARK: - Joining

  @Test func joiningIsAssociativeCommutativeAndIdempotent() throws {
    try forAll(zip(Self.parts, zip(Self.parts, Self.parts)), count: 1_000) { a, others in
      let (b, c) = others
      let ab = Self.joined(a, b)
      try checkEqual(Self.joined(b, a), ab, "commutative")
      try checkEqual(Self.joined(ab, c), Self.joined(a, Self.joined(b, c)), "associative")
      try checkEqual(Self.joined(a, a), a, "idempotent")
      try checkEqual(Self.joined(Parts(), a), a, "neutral")
      for part in Evidence.Part.allCases {
        // Oracle: the first in the text of what the two say.
        let said = [a[part], b[part]].compactMap { $0 }.sorted {
          $0.lowerBound != $1.lowerBound
            ? $0.lowerBound < $1.lowerBound : $0.upperBound < $1.upperBound
        }
        try checkEqual(ab[part], said.first, "\(part)")
      }
    }
  }

  @Test func theOrderIsTotal() throws {
    try forAll(zip(Self.parts, zip(Self.parts, Self.parts)), count: 1_000) { a, others in
      let (b, c) = others
      try checkEqual([a < b, b < a, a == b].count { $0 }, 1, "one of less, greater and equal")
      try check(!(a < b && b < c) || a < c, "transitive")
      try check(!(a < Parts()), "what is not known comes first")
    }
  }

  @Test func theSameWordsWithAndWithoutPartsAreOnePiece() throws {
    let text = "Ann wrote to Lee."
    let plain = Evidence(document: "d", span: 0..<17, quote: text, extractor: "model")
    var ends = plain
    ends.parts = Parts(subject: 0..<3, object: 13..<16)
    var trigger = plain
    trigger.parts = Parts(trigger: 4..<9)
    var other = ends
    other.extractor = "rule"
    func statement(_ evidence: Evidence...) -> KnowledgeGraph.Statement {
      .init(subject: .init(0), relation: 0, object: .init(1), evidence: evidence)
    }
    let entities = ["a", "b"].map { Entity(id: $0, name: $0, type: .person) }
    var whole = plain
    whole.parts = Parts(subject: 0..<3, trigger: 4..<9, object: 13..<16)
    let rows = [statement(plain), statement(trigger, other), statement(ends)]
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let graph = KnowledgeGraph(
        vocabulary: SmallGraphs.vocabulary, entities: entities, statements: order.map { rows[$0] })
      try graph.checkInvariants()
      #expect(Array(graph.evidence(of: .init(0))) == [whole, other])
    }
    #expect(plain != ends && plain.withoutParts == ends.withoutParts)
    #expect(plain < ends && !(ends < plain))
  }

  /// A symmetric relation puts its ends in order; each part stays with its end.
  @Test func partsFollowTheEndsOfASymmetricRelation() throws {
    let entities = ["a", "b"].map { Entity(id: $0, name: $0, type: .person) }
    var forward = Evidence(document: "d", span: 0..<9, quote: "Ann – Bob")
    forward.parts = Parts(subject: 0..<3, trigger: 4..<5, object: 6..<9)
    var backward = forward
    backward.parts = Parts(subject: 6..<9, trigger: 4..<5, object: 0..<3)
    func graph(_ relation: Int, _ subject: Int, _ object: Int, _ evidence: Evidence...)
      -> KnowledgeGraph
    {
      KnowledgeGraph(
        vocabulary: SmallGraphs.vocabulary, entities: entities,
        statements: [
          .init(
            subject: .init(subject), relation: relation, object: .init(object), evidence: evidence)
        ])
    }
    func evidence(_ graph: KnowledgeGraph) -> [Evidence] { Array(graph.evidence(of: .init(0))) }
    #expect(evidence(graph(1, 0, 1, forward)) == [forward])
    #expect(evidence(graph(1, 1, 0, backward)) == [forward])
    #expect(evidence(graph(1, 0, 1, forward).merging(graph(1, 1, 0, backward))) == [forward])
    // Of a directed relation nothing is turned.
    #expect(evidence(graph(0, 1, 0, backward)) == [backward])
  }

  /// Merging the ends of symmetric statements may turn them; undoing turns them back.
  @Test func undoingAMergeTurnsPartsBack() throws {
    let entities = ["a", "b", "c"].map { Entity(id: $0, name: $0, type: .person) }
    let piece = Evidence(
      document: "d", span: 0..<9, quote: "Ann – Bob",
      parts: Parts(subject: 0..<3, object: 6..<9))
    let graph = KnowledgeGraph(
      vocabulary: SmallGraphs.vocabulary, entities: entities,
      statements: [
        .init(subject: .init(0), relation: 1, object: .init(1), evidence: [piece]),
        .init(
          subject: .init(1), relation: 1, object: .init(2), evidence: [piece.withoutParts]),
      ])
    let (merged, merge) = try #require(graph.merging(entity: .init(0), into: .init(2)))
    #expect(merged.statementCount == 1)
    #expect(
      merged.evidence(of: .init(0)).map(\.parts) == [Parts(subject: 6..<9, object: 0..<3)])
    #expect(try #require(merged.undoing(merge)) == graph)
    // What is found since belongs to both, each in its own direction.
    var later = piece
    later.parts = Parts(trigger: 4..<5)
    let grown = merged.merging(
      KnowledgeGraph(
        vocabulary: SmallGraphs.vocabulary, entities: Array(merged.entities),
        statements: [.init(subject: .init(0), relation: 1, object: .init(1), evidence: [later])]))
    let undone = try #require(grown.undoing(merge))
    #expect(
      undone.statementIndices.map { undone.evidence(of: $0).map(\.parts) } == [
        [Parts(subject: 0..<3, trigger: 4..<5, object: 6..<9)],
        [Parts(subject: 6..<9, trigger: 4..<5, object: 0..<3)],
      ])
  }

  // MARK: - Places

  /// Every part of every span of a text, against the scalars that it consists of.
  @Test func aPartIsWordsOfTheQuote() throws {
    let text = "aé🛰"
    let bytes = Array(text.utf8)
    let document = Document(id: "d", text: text)
    let edges: Set = [0, 1, 3, 7]
    for start in edges.sorted() {
      for end in edges.sorted() where start <= end {
        let span = start..<end
        let quote = try #require(document.quote(at: span))
        for lower in 0...8 {
          for upper in lower...8 {
            let isPlaced =
              lower < upper && span.lowerBound <= lower && upper <= span.upperBound
              && edges.contains(lower) && edges.contains(upper)
            let words = isPlaced ? String(decoding: bytes[lower..<upper], as: UTF8.self) : nil
            for part in Evidence.Part.allCases {
              var evidence = Evidence(document: "d", span: span, quote: quote)
              #expect(evidence.misplacedPart == nil && evidence.quote(of: part) == nil)
              evidence.parts[part] = lower..<upper
              #expect(evidence.misplacedPart == (isPlaced ? nil : part), "\(span) \(lower..<upper)")
              #expect(evidence.quote(of: part) == words)
              evidence.span = nil
              #expect(evidence.misplacedPart == part && evidence.quote(of: part) == nil)
            }
          }
        }
      }
    }
  }

  @Test func verifyingNamesAPartThatIsMisplaced() {
    let text = "Ann wrote to Élan."
    func evidence(_ parts: Parts, span: Range<Int>? = 4..<19) -> Evidence {
      Evidence(document: "d", span: span, quote: "wrote to Élan.", parts: parts)
    }
    let good = evidence(Parts(trigger: 4..<9, object: 13..<18))
    let outside = evidence(Parts(subject: 0..<3, trigger: 4..<9))
    let cut = evidence(Parts(object: 13..<14))
    let empty = evidence(Parts(trigger: 4..<4))
    let unplaced = evidence(Parts(trigger: 4..<9), span: nil)
    func report(_ evidence: Evidence) -> EvidenceReport {
      KnowledgeGraph(
        documents: [Document(id: "d", text: text)],
        entities: [Entity(id: "e", name: "e", type: .person)],
        statements: [
          .init(subject: .init(0), relation: 0, object: .init(0), evidence: [evidence])
        ]
      ).verifyEvidence()
    }
    #expect(report(good).isVerified && report(good).verifiedCount == 1)
    for (piece, part) in [
      (outside, Evidence.Part.subject), (cut, .object), (empty, .trigger), (unplaced, .trigger),
    ] {
      let report = report(piece)
      #expect(report.failures.map(\.reason) == [.misplacedPart(part)])
      #expect(report.failures.map(\.evidence) == [piece])
      #expect(report.verifiedCount == 0 && report.uncitedCount == 0)
    }
  }

  @Test func everyPartOfAWorldIsWordsOfItsQuote() throws {
    try forAll(Gen.world(), count: 60) { world in
      let graph = try world.graph()
      for piece in graph.statementIndices.flatMap({ graph.evidence(of: $0) }) {
        let bytes = Array((graph.document(id: piece.document)?.text ?? "").utf8)
        for part in Evidence.Part.allCases {
          guard let span = piece.parts[part] else { continue }
          try checkEqual(
            piece.quote(of: part).map { Array($0.utf8) }, Array(bytes[span]), "law 1, \(part)")
        }
      }
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a quote stands in a text.
public enum QuoteLocation: Hashable, Sendable {
  /// It stands there, byte for byte; where it stands several times, this is the first.
  case found(Range<Int>, isRepeated: Bool)
  /// It stands nowhere; the passage most like it, if there is one at all.
  case missing(nearest: Passage?)

  /// A stretch of a text.
  public struct Passage: Hashable, Sendable {
    /// Its UTF-8 bytes.
    public let span: Range<Int>
    /// The words there.
    public let text: String
    /// How like the quote it is, from 0 to 1.
    public let similarity: Double
    /// Whether its words are the quote's, so that the two differ only in punctuation, typographic marks,
    /// accents, case or spaces.
    public let hasSameWords: Bool
  }
}

extension Document {
  /// Where a quote stands in the text, byte for byte, or else the passage most like it.
  ///
  /// Spaces, line ends and typographic marks count: evidence must be what the document says. Returns
  /// `.missing(nearest: nil)` for a document without a text and for an empty quote.
  ///
  /// - Complexity: O(*n* + *m*) in the lengths of text and quote for the search, O(*n* log *n*) for the
  ///   nearest passage.
  public func locate(quote: String) -> QuoteLocation {
    guard let text, !quote.isEmpty else { return .missing(nearest: nil) }
    let offsets = Self.twoOffsets(of: quote, in: text)
    if let first = offsets.first {
      return .found(first..<first + quote.utf8.count, isRepeated: offsets.count > 1)
    }
    return .missing(nearest: NearestPassage.find(quote, in: text))
  }

  /// Where a quote stands first and next.
  private static func twoOffsets(of quote: String, in text: String) -> [Int] {
    let offsets = text.withCString { start in
      quote.withCString { quoted -> [Int]? in
        // The system's search is many times as fast, but ends at a zero.
        guard strlen(start) == text.utf8.count, strlen(quoted) == quote.utf8.count else {
          return nil
        }
        guard let first = strstr(start, quoted) else { return [] }
        return [first - UnsafeMutablePointer(mutating: start)]
          + (strstr(first + 1, quoted).map { [$0 - UnsafeMutablePointer(mutating: start)] } ?? [])
      }
    }
    return offsets ?? SubsequenceSearch(Array(quote.utf8)).offsets(in: text.utf8, limit: 2)
  }
}

/// A piece of evidence or a document that does not bear out what the graph says.
public struct EvidenceFailure: Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The graph has no document of that id, or it has no text.
    case missingDocument
    /// The span is not within the text or cuts a character.
    case invalidSpan
    /// Other words stand there.
    case differs(actual: String)
    /// A part of it is empty, lies outside the quote or cuts a character.
    case misplacedPart(Evidence.Part)
    /// The text is not the one that was hashed.
    case hashDiffers(expected: String, actual: String)
  }

  /// The document's id.
  public let document: String
  /// The statement whose evidence it is; nil where the document itself is at fault.
  public let statement: KnowledgeGraph.StatementIndex?
  /// The evidence; nil where the document itself is at fault.
  public let evidence: Evidence?
  /// What is wrong.
  public let reason: Reason
}

/// What became of checking every piece of evidence of a graph.
public struct EvidenceReport: Hashable, Sendable {
  /// What is wrong, documents first, then in the order of statements and their evidence.
  public internal(set) var failures: [EvidenceFailure] = []
  /// The number of quotes that stand where they should.
  public internal(set) var verifiedCount = 0
  /// The number of pieces of evidence that cite no span of a document: a curator's word.
  public internal(set) var uncitedCount = 0
  /// The number of statements without any evidence.
  public internal(set) var unsupportedCount = 0

  /// Whether all evidence holds.
  public var isVerified: Bool { failures.isEmpty }
}

extension KnowledgeGraph {
  /// Checks that every quote stands in its document, byte for byte, and the parts of a quote in the quote, and
  /// that every document's text is the one that was hashed.
  ///
  /// - Complexity: O(bytes of all texts and quotes).
  public func verifyEvidence() -> EvidenceReport {
    var report = EvidenceReport()
    for document in documents {
      guard let text = document.text, let expected = document.sha256 else { continue }
      let actual = SHA256.hexadecimal(of: text.utf8)
      if actual != expected {
        report.failures.append(
          EvidenceFailure(
            document: document.id, statement: nil, evidence: nil,
            reason: .hashDiffers(expected: expected, actual: actual)))
      }
    }
    for statement in statementIndices {
      let evidence = evidence(of: statement)
      if evidence.isEmpty { report.unsupportedCount += 1 }
      for piece in evidence {
        let reason: EvidenceFailure.Reason?
        if let span = piece.span {
          reason = failure(of: piece, at: span)
        } else if let part = piece.misplacedPart {
          reason = .misplacedPart(part)
        } else {
          report.uncitedCount += 1
          continue
        }
        if let reason {
          report.failures.append(
            EvidenceFailure(
              document: piece.document, statement: statement, evidence: piece, reason: reason))
        } else {
          report.verifiedCount += 1
        }
      }
    }
    return report
  }

  private func failure(of evidence: Evidence, at span: Range<Int>) -> EvidenceFailure.Reason? {
    guard let document = document(id: evidence.document), document.text != nil else {
      return .missingDocument
    }
    guard let actual = document.quote(at: span) else { return .invalidSpan }
    guard actual.utf8.elementsEqual(evidence.quote.utf8) else { return .differs(actual: actual) }
    return evidence.misplacedPart.map { .misplacedPart($0) }
  }
}

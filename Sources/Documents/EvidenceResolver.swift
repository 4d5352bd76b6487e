import GraphModel

/// Looks up the documents that statements cite and finds where in them the quoted words stand.
///
/// A document goes by its id, by its path from the folder of the table that cites it, by the end of its
/// path, or by its file name without the extension.
public struct EvidenceResolver: Sendable {
  /// What was found wrong, in the order in which statements were resolved: all errors, and the first hundred
  /// warnings.
  public private(set) var diagnostics: [Diagnostic] = []
  /// How many of the findings are quotes that are not in their document.
  public private(set) var misquoteCount = 0

  private var index: DocumentIndex
  private var limit = WarningLimit()
  private var reported: Set<String> = []
  /// The documents that were looked for in vain, by the file that cites them.
  private var missing: [ExactText: Set<ExactText>] = [:]

  /// Makes a resolver that knows these documents; different texts under one id are an error.
  public init(documents: some Sequence<Document>) {
    index = DocumentIndex(documents)
    diagnostics = index.contestedIDs.map { id in
      Diagnostic(
        .error, "this document was given twice, with different texts: leave one of them out",
        at: SourceLocation(file: id))
    }
  }

  /// The document that evidence in a file means by a name; nil if there is none, or several.
  package func document(named name: String, in file: String) -> Document? {
    try? index.look(up: name, from: file).get()
  }

  /// The statement of a row, with its evidence in the document; nil where there is an error.
  public mutating func resolve(_ row: CuratedTable.Row) -> StatementRecord? {
    guard let citation = row.citation else { return row.statement }
    return resolve(row.statement, citation)
  }

  /// The statement with the words that it cites as its evidence; nil where there is an error.
  package mutating func resolve(
    _ statement: StatementRecord, _ citation: CuratedTable.Citation
  ) -> StatementRecord? {
    var statement = statement
    switch index.look(up: citation.document, from: citation.documentLocation.file) {
    case .failure(let problem):
      report(.error, index.message(of: problem), at: citation.documentLocation)
      return nil
    case .success(let document):
      guard document.text != nil else {
        report(
          .error, "the text of \(document.id.quoted) is not at hand, so the quote can't be found",
          at: citation.documentLocation)
        return nil
      }
      let evidence = Evidence(document: document.id, quote: citation.quote, extractor: "curated")
      guard let located = locate(evidence, in: document, at: citation.quoteLocation) else {
        return nil
      }
      statement.evidence = [located]
      return statement
    }
  }

  /// The statement with all its evidence checked; nil where a quote is not in its document.
  ///
  /// Evidence without a span gets the quote's, evidence without a quote the words at its span. Where a span is
  /// corrected, subject, trigger and object move with it if it is as long as the quote, and are left out
  /// otherwise; where one of them does not stand inside the quote, the statement is not sound either. Evidence
  /// of a document that is not at hand stays as it is, with a warning.
  public mutating func resolve(_ statement: StatementRecord) -> StatementRecord? {
    var result = statement
    var isSound = true
    let file = ExactText(statement.origin?.file ?? "")
    for (position, evidence) in statement.evidence.enumerated() where evidence.citesDocument {
      guard arePartsPlaced(evidence, at: statement.origin) else {
        isSound = false
        continue
      }
      // Finding that there is none takes longer than finding one, and most are cited again and again.
      if missing[file]?.contains(ExactText(evidence.document)) == true { continue }
      switch index.look(up: evidence.document, from: file.text) {
      case .failure(let problem):
        missing[file, default: []].insert(ExactText(evidence.document))
        if reported.insert(evidence.document).inserted {
          report(
            .warning, "\(index.message(of: problem)); its quotes are kept unchecked",
            at: statement.origin)
        }
      case .success(let document):
        var evidence = evidence
        evidence.document = document.id
        if document.text != nil {
          if let checked = check(evidence, in: document, at: statement.origin) {
            evidence = checked
          } else {
            isSound = false
          }
        }
        result.evidence[position] = evidence
      }
    }
    return isSound ? result : nil
  }

  private mutating func check(
    _ evidence: Evidence, in document: Document, at origin: SourceLocation?
  ) -> Evidence? {
    guard let span = evidence.span else { return locate(evidence, in: document, at: origin) }
    let actual = document.quote(at: span)
    if let actual, actual.utf8.elementsEqual(evidence.quote.utf8) { return evidence }
    let bytes = "bytes \(span.lowerBound)..<\(span.upperBound)"
    if evidence.quote.isEmpty {
      guard let actual else {
        misquoteCount += 1
        report(.error, "\(document.id.quoted) has no \(bytes)", at: origin)
        return nil
      }
      var evidence = evidence
      evidence.quote = actual
      return arePartsPlaced(evidence, at: origin) ? evidence : nil
    }
    var unplaced = evidence
    unplaced.span = nil
    guard var located = locate(unplaced, in: document, at: origin), let found = located.span else {
      return nil
    }
    var message =
      "the quote is not at \(bytes) of \(document.id.quoted) but at \(found): corrected"
    if found.count == span.count {
      located.parts = evidence.parts.shifted(by: found.lowerBound - span.lowerBound)
    } else if !evidence.parts.isEmpty {
      located.parts = Evidence.Parts()
      message += ", and its subject, trigger and object are left out"
    }
    report(.warning, message, at: origin)
    return located
  }

  private mutating func arePartsPlaced(_ evidence: Evidence, at origin: SourceLocation?) -> Bool {
    guard let part = evidence.misplacedPart, let span = evidence.parts[part] else { return true }
    misquoteCount += 1
    report(
      .error,
      "the \(part.rawValue) of the evidence, bytes \(span.lowerBound)..<\(span.upperBound) of "
        + "\(evidence.document.quoted), is empty, lies outside the quote or cuts a character",
      at: origin)
    return false
  }

  private mutating func locate(
    _ evidence: Evidence, in document: Document, at location: SourceLocation?
  ) -> Evidence? {
    switch document.locate(quote: evidence.quote) {
    case .found(let span, let isRepeated):
      if isRepeated {
        report(
          .warning,
          "the quote stands in \(document.id.quoted) more than once and the first is cited: "
            + "quote more words", at: location)
      }
      var evidence = evidence
      evidence.span = span
      return evidence
    case .missing(let nearest):
      misquoteCount += 1
      var message = "the quote is not in \(document.id.quoted)"
      if let nearest {
        let line = document.text.map { lineNumber(of: nearest.span.lowerBound, in: $0) } ?? 1
        message +=
          nearest.hasSameWords
          ? ": line \(line) has the same words, but other marks, case or spaces: "
          : "; nearest, on line \(line): "
        message += nearest.text.quoted(upTo: 200)
      }
      report(.error, message, at: location)
      return nil
    }
  }

  private func lineNumber(of offset: Int, in text: String) -> Int {
    text.utf8.prefix(offset).count { $0 == 0x0A } + 1
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ message: String, at location: SourceLocation?
  ) {
    let finding = Diagnostic(severity, message, at: location)
    if let told = severity == .warning ? limit.told(finding) : finding { diagnostics.append(told) }
  }
}

import GraphModel

/// A quote cut where its subject, trigger and object begin and end, to show which is which on a terminal.
struct MarkedQuote {
  /// In order; together they are the quote.
  let pieces: [(text: String, part: Evidence.Part?)]

  init(_ evidence: Evidence) {
    let bytes = evidence.quote.utf8
    let start = evidence.span?.lowerBound ?? 0
    // Of parts within parts, as in “the Iraqi prime minister”, the inner one is marked.
    let parts = Evidence.Part.allCases
      .filter { evidence.quote(of: $0) != nil }
      .compactMap { part in evidence.parts[part].map { (part: part, span: $0) } }
      .sorted { $0.span.count < $1.span.count }
    // Counted from the quote's begin, as a foreign span may lie anywhere.
    let edges = Set(
      [0, bytes.count] + parts.flatMap { [$0.span.lowerBound - start, $0.span.upperBound - start] }
    ).sorted()
    pieces = zip(edges, edges.dropFirst()).map { lower, upper in
      let from = bytes.index(bytes.startIndex, offsetBy: lower)
      let text = evidence.quote[from..<bytes.index(from, offsetBy: upper - lower)]
      return (String(text), parts.first { $0.span.contains(start + lower) }?.part)
    }
  }

  /// The quote for a terminal, what is in no part in a style of its own.
  func styled(_ rest: [Terminal.Style] = [], when colored: Bool) -> String {
    pieces.map { text, part in
      Terminal.styled(Terminal.printable(text), part?.styles ?? rest, when: colored)
    }.joined()
  }
}

extension Evidence.Part {
  /// How it is marked: the ends are underlined, each part has its colour.
  var styles: [Terminal.Style] {
    switch self {
    case .subject: [.bold, .underlined, .magenta]
    case .trigger: [.bold, .cyan]
    case .object: [.bold, .underlined, .yellow]
    }
  }
}

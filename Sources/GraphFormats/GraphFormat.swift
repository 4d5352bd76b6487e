import GraphModel

/// A format in which a whole graph is written.
public enum GraphFormat: String, Hashable, Sendable, CaseIterable {
  /// JSON Lines: documents, entities, statements and decisions, one a line.
  case jsonl
  /// Graphviz's language, with what the graph says in attributes.
  case dot
  /// A curated table with commas.
  case csv
  /// A curated table with tabs.
  case tsv

  /// What the format can't carry, in words that follow "leaves out"; nil if it carries everything.
  public var omissions: String? {
    switch self {
    case .jsonl: nil
    case .dot:
      "the documents' texts, where entities are mentioned, what was decided of names, and control characters in "
        + "names"
    case .csv, .tsv:
      "ids, properties, external identifiers, mentions, decisions, entities without statements, what is known of the "
        + "documents, extractors, where in a quote subject, trigger and object stand, and which occurrence of a "
        + "repeated quote is meant"
    }
  }

  /// Hands over the graph's bytes in pieces of some 64 KiB.
  ///
  /// - Throws: What `sink` throws.
  /// - Complexity: O(*n*) in the size of the output.
  public func write<Failure: Error>(
    _ graph: KnowledgeGraph, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    switch self {
    case .jsonl: try JSONLinesWriter.write(graph, to: sink)
    case .dot: try DOTWriter.write(AttributedGraph(exporting: graph), to: sink)
    case .csv: try CSVWriter(separator: UInt8(ascii: ",")).write(graph, to: sink)
    case .tsv: try CSVWriter(separator: UInt8(ascii: "\t")).write(graph, to: sink)
    }
  }

  /// All of the graph's bytes at once.
  public func bytes(of graph: KnowledgeGraph) -> [UInt8] {
    var bytes: [UInt8] = []
    write(graph) { bytes += $0 }
    return bytes
  }
}

/// Gathers small pieces of output so that the sink gets few large ones.
struct OutputBuffer {
  private var bytes: [UInt8] = []

  mutating func append<Failure: Error>(
    _ piece: some Sequence<UInt8>, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    bytes.append(contentsOf: piece)
    if bytes.count >= 1 << 16 { try flush(to: sink) }
  }

  mutating func flush<Failure: Error>(
    to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    if bytes.isEmpty { return }
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}

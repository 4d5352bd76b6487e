import GraphModel

/// A statement in words, so that nobody who hears or reads it takes it for more than it is.
struct Sentence {
  /// Subject, relation and object.
  let claim: String
  /// Whether it is said not to be so.
  let isNegated: Bool
  /// What bounds it: who says so, that it is to come, where, when.
  let bounds: [String]

  init(_ statement: KnowledgeGraph.StatementIndex, in graph: KnowledgeGraph) {
    let (subject, object) = graph.ends(of: statement)
    let relation = graph.relation(graph.relationIndex(of: statement))
    claim = [
      ShownText.line(graph[subject].name, limit: 120), ShownText.line(relation.label, limit: 40),
      ShownText.line(graph[object].name, limit: 120),
    ].joined(separator: " ")
    let qualifiers = graph.qualifiers(of: statement)
    isNegated = qualifiers.polarity == .negated
    bounds =
      Self.voucher(qualifiers)
      + [
        qualifiers.place.map { "at \(ShownText.line($0, limit: 60))" },
        qualifiers.time.map(ShortDate.words),
      ].compactMap { $0 }
  }

  private static func voucher(_ qualifiers: Qualifiers) -> [String] {
    let speaker = qualifiers.attributedTo.map { ShownText.line($0, limit: 80) }
    switch (qualifiers.mode, speaker) {
    case (.fact, nil): return []
    case (.fact, let speaker?): return ["according to \(speaker)"]
    case (.planned, nil): return ["planned"]
    case (.planned, let speaker?): return ["planned", "according to \(speaker)"]
    case (.claimed, nil): return ["claimed"]
    case (.claimed, let speaker?): return ["claimed by \(speaker)"]
    }
  }

  /// `Not so: Ana Ruiz met with Ben Ruiz, claimed by Dana Okoye, 5 Jan 2020`.
  var text: String {
    ([(isNegated ? "Not so: " : "") + claim] + bounds).joined(separator: ", ")
  }
}

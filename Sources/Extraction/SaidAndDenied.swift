import GraphModel

/// What one sentence seems both to say and to deny of the same two.
///
/// *The coalition is set to reposition forces throughout Iraq, but it will not withdraw*: the model may read a
/// withdrawal in *reposition*, and its denial in *withdraw*. The words that a phrase of the relation has count more
/// than others, then what is surer; what is left is as sure as the surer of both.
enum SaidAndDenied {
  private struct Place: Hashable {
    var subject: Int
    var relation: String
    var object: Int
    var span: Range<Int>
  }

  /// The findings without those that lose.
  static func settled(_ findings: [Extractor.Finding]) -> [Extractor.Finding] {
    let groups = Dictionary(grouping: findings.indices) { index in
      let finding = findings[index]
      return Place(
        subject: finding.subject, relation: finding.relation, object: finding.object,
        span: finding.span)
    }
    var settled: [Extractor.Finding?] = findings
    for group in groups.values {
      guard Set(group.map { findings[$0].qualifiers.polarity }).count > 1 else { continue }
      let best = group.max { rank(findings[$0]) < rank(findings[$1]) } ?? group[0]
      for index in group
      where findings[index].qualifiers.polarity != findings[best].qualifiers.polarity {
        settled[index] = nil
      }
      settled[best]?.probability = group.map { findings[$0].probability }.max() ?? 0
      settled[best]?.isTaken = group.contains { findings[$0].isTaken }
    }
    return settled.compactMap { $0 }
  }

  private static func rank(_ finding: Extractor.Finding) -> (Int, Double) {
    (finding.isPhrased ? 1 : 0, finding.probability)
  }
}

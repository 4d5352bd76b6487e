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
    /// Of what is planned, said by others or of another time, one may hold and the other not.
    var isPlanned: Bool
    var speaker: String?
    var time: String?
    var span: Range<Int>
  }

  /// The findings without those that lose; what would be no statement by itself wins nothing.
  static func settled(_ findings: [Extractor.Finding]) -> [Extractor.Finding] {
    let groups = Dictionary(grouping: findings.indices) { index in
      let finding = findings[index]
      return Place(
        subject: finding.subject, relation: finding.relation, object: finding.object,
        isPlanned: finding.qualifiers.mode == .planned, speaker: finding.qualifiers.attributedTo,
        time: finding.qualifiers.time, span: finding.span)
    }
    var settled: [Extractor.Finding?] = findings
    for group in groups.values {
      let strong = group.filter { findings[$0].probability >= Confidence.cut }
      guard let best = strong.max(by: { rank(findings[$0]) < rank(findings[$1]) }) else { continue }
      let losers = group.filter {
        findings[$0].qualifiers.polarity != findings[best].qualifiers.polarity
      }
      for loser in losers {
        settled[loser] = nil
        guard let winner = settled[best] else { continue }
        settled[best]?.probability = max(winner.probability, findings[loser].probability)
        settled[best]?.isSure = winner.isSure || findings[loser].isSure
      }
    }
    return settled.compactMap { $0 }
  }

  private static func rank(_ finding: Extractor.Finding) -> (Int, Double) {
    (finding.isPhrased ? 1 : 0, finding.probability)
  }
}

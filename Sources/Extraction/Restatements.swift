import GraphModel

/// What a text says twice, once with a date and once without, is one statement.
///
/// A headline or a later sentence often repeats without its date what another sentence dates (*Hackers
/// attack website … The attack was launched on Wednesday*). Where all that is dated agrees on one date, what
/// is said without takes it; where two dates are given, it stays undated.
enum Restatements {
  private struct Key: Hashable {
    var subject: Int
    var relation: String
    var object: Int
    var polarity: Polarity
    /// What is claimed in one sentence is often told as a fact in another; what is yet to be is something else.
    var isPlanned: Bool

    init(_ finding: Extractor.Finding) {
      subject = finding.subject
      relation = finding.relation
      object = finding.object
      polarity = finding.qualifiers.polarity
      isPlanned = finding.qualifiers.mode == .planned
    }
  }

  /// The findings, those without a date dated where the rest tells.
  static func dated(_ findings: [Extractor.Finding]) -> [Extractor.Finding] {
    var times: [Key: Set<String>] = [:]
    for finding in findings {
      if let time = finding.qualifiers.time { times[Key(finding), default: []].insert(time) }
    }
    return findings.map { finding in
      guard finding.qualifiers.time == nil, let known = times[Key(finding)], known.count == 1 else {
        return finding
      }
      var finding = finding
      finding.qualifiers.time = known.first
      return finding
    }
  }
}

import GraphModel
import Language

/// What a text says twice, once with a date and once without, is one statement.
///
/// A headline or a later sentence often repeats without its date what another sentence dates (*Hackers
/// attack website … The attack was launched on Wednesday*). Where all that is dated agrees on one date, what
/// is said without takes it; where two dates are given, it stays undated. Who resigned from something at a time had
/// an office there until then.
enum Restatements {
  /// The findings without the times that an undated text does not tell, which kept them from taking others.
  static func withoutUntoldTimes(_ findings: [Extractor.Finding]) -> [Extractor.Finding] {
    findings.map { finding in
      guard let time = finding.qualifiers.time,
        time.split(separator: "/").contains(where: { $0 == TimeExpression.untold })
      else { return finding }
      var finding = finding
      finding.qualifiers.time = nil
      return finding
    }
  }

  /// The findings, those without a date dated where the rest tells.
  static func dated(_ findings: [Extractor.Finding]) -> [Extractor.Finding] {
    var times: [Claim: Set<String>] = [:]
    // What does not even support a statement dates none.
    for finding in findings where finding.probability >= Confidence.floor {
      if let time = finding.qualifiers.time { times[finding.claim, default: []].insert(time) }
    }
    let resignations = Set(
      findings.lazy.filter { $0.isSure && $0.relation == "resigned-from" }.map(\.claim))
    return findings.map { finding in
      guard finding.qualifiers.time == nil else { return finding }
      let claim = finding.claim
      var finding = finding
      if let known = times[claim] {
        if known.count == 1 { finding.qualifiers.time = known.first }
      } else if let end = resignation(from: claim), resignations.contains(end),
        let time = times[end]?.first, times[end]?.count == 1, !time.contains("/")
      {
        finding.qualifiers.time = "../\(time)"
      }
      return finding
    }
  }

  /// What would end an office that is held.
  private static func resignation(from held: Claim) -> Claim? {
    guard RelationKinds.posts.contains(held.relation), held.polarity == .asserted, !held.isPlanned
    else {
      return nil
    }
    var claim = held
    claim.relation = "resigned-from"
    return claim
  }
}

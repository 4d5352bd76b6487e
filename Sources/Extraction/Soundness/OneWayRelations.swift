import GraphModel
import Language

/// Relations that hold one way only: nobody succeeds his own successor, and no town lies in a part of itself.
///
/// And of any relation, the same words say one way only, unless they say *each other*. Of two findings that say it both
/// ways, those of the way that is found surest are kept, and what a phrase says is surer than what the model alone does.
enum OneWayRelations {
  private static let names: Set = [
    "succeeded", "part-of", "located-in", "owns", "leads", "commands", "appointed", "founded",
    "created",
  ]

  private struct Pair: Hashable {
    var relation: String
    var low: Int
    var high: Int
    /// Who succeeds somebody may be succeeded by him later, and two may say it of themselves.
    var time: String?
    var speaker: String?
    /// Of a relation that may hold both ways, the words that say it.
    var trigger: Range<Int>?
  }

  static func settled(
    _ findings: [Extractor.Finding], in annotation: Annotation, _ vocabulary: Vocabulary
  ) -> [Extractor.Finding] {
    var mutual: [Range<Int>: Bool] = [:]
    let pairs = findings.map { finding -> Pair? in
      guard finding.qualifiers.polarity == .asserted else { return nil }
      var pair = Pair(
        relation: finding.relation, low: min(finding.subject, finding.object),
        high: max(finding.subject, finding.object), time: finding.qualifiers.time,
        speaker: finding.qualifiers.attributedTo)
      if names.contains(finding.relation) { return pair }
      guard let trigger = finding.parts.trigger,
        vocabulary.relation(named: finding.relation)?.isSymmetric == false
      else { return nil }
      let span = finding.span
      let isMutual = mutual[span] ?? isMutual(annotation.quote(span))
      mutual[span] = isMutual
      pair.trigger = trigger
      return isMutual ? nil : pair
    }
    // What would be no statement by itself wins nothing.
    func rank(_ finding: Extractor.Finding) -> (Int, Int, Double) {
      (
        finding.isSure ? 1 : 0, finding.extractor == Extractor.modelName ? 0 : 1,
        finding.probability
      )
    }
    var surest: [Pair: Extractor.Finding] = [:]
    for (finding, pair) in zip(findings, pairs) {
      guard let pair else { continue }
      if let known = surest[pair], rank(known) >= rank(finding) { continue }
      surest[pair] = finding
    }
    return zip(findings, pairs).filter { finding, pair in
      pair.flatMap { surest[$0] }.map { $0.subject == finding.subject } ?? true
    }.map(\.0)
  }

  private static func isMutual(_ sentence: String) -> Bool {
    let lower = sentence.lowercased()
    return ["each other", "one another", "mutual", "exchanged", "both "].contains {
      lower.contains($0)
    }
  }
}

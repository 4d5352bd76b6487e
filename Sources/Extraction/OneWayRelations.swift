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
    /// Of a relation that may hold both ways, the words that say it.
    var trigger: Range<Int>?
  }

  static func settled(
    _ findings: [Extractor.Finding], in annotation: Annotation, _ vocabulary: Vocabulary
  ) -> [Extractor.Finding] {
    func pair(_ finding: Extractor.Finding) -> Pair? {
      guard finding.qualifiers.polarity == .asserted else { return nil }
      var pair = Pair(
        relation: finding.relation, low: min(finding.subject, finding.object),
        high: max(finding.subject, finding.object))
      if names.contains(finding.relation) { return pair }
      guard let trigger = finding.parts.trigger,
        vocabulary.relation(named: finding.relation)?.isSymmetric == false,
        !isMutual(annotation.quote(finding.span))
      else { return nil }
      pair.trigger = trigger
      return pair
    }
    func rank(_ finding: Extractor.Finding) -> (Int, Double) {
      (finding.extractor == Extractor.modelName ? 0 : 1, finding.probability)
    }
    var surest: [Pair: Extractor.Finding] = [:]
    for finding in findings {
      guard let pair = pair(finding) else { continue }
      if let known = surest[pair], rank(known) >= rank(finding) { continue }
      surest[pair] = finding
    }
    return findings.filter { finding in
      pair(finding).flatMap { surest[$0] }.map { $0.subject == finding.subject } ?? true
    }
  }

  private static func isMutual(_ sentence: String) -> Bool {
    ["each other", "one another", "mutual", "exchange", "both "].contains { sentence.contains($0) }
  }
}

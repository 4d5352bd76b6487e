import Language

/// Times of a row of objects each of which has its own, where the verb is said only once: *sanctioned Iran in 2006, Syria
/// in 2011 and Russia in 2014*, *studied at Oxford from 1990 to 1993 and at Yale from 1995 to 1997*.
///
/// Parsers let the verb have all those times. What stands between two joints of the row belongs together.
struct Gapping {
  private static let joints: Set<String> = ["and", "or", "but", "then", ",", ";"]

  /// A stretch of a row, and its time.
  private struct Stretch {
    var start: Int
    var end: Int
    var time: String?
  }

  /// By verb, the row of its objects that have times of their own.
  private let rows: [Int: [Stretch]]

  init(_ attachments: Attachments) {
    rows = Self.rows(attachments.times, in: attachments.annotation, attachments.clauses)
  }

  /// The time that stands beside the end of a candidate in a row, if the first in the row has one of its own.
  func time(of candidate: Annotation.RelationCandidate, in clauses: Clauses) -> String? {
    let annotation = clauses.annotation
    guard let trigger = clauses.sentences.trigger(of: candidate),
      case let verb = clauses.predicate(of: trigger), clauses.isPredicate(verb)
    else { return nil }
    let ends = [candidate.subject, candidate.object].compactMap { mention -> Int? in
      let head = annotation.head(of: annotation.mentions[mention].tokens)
      return clauses.predicate(of: head) == verb ? head : nil
    }
    guard let end = ends.max(), let row = rows[verb] else { return nil }
    let place = row.partitioningIndex { $0.start > end } - 1
    guard row.indices.contains(place), end < row[place].end else { return nil }
    // `Iran and Syria in 2006 and Russia in 2014`
    return row[place...].lazy.compactMap(\.time).first
  }

  /// By verb, the stretches of its row, where two have different times, of which the first is one unless there are more than
  /// two.
  private static func rows(
    _ times: [TimeExpression], in annotation: Annotation, _ clauses: Clauses
  ) -> [Int: [Stretch]] {
    let sentences = clauses.sentences
    var conjuncts: [Int: [Int]] = [:]
    for (token, value) in annotation.tokens.enumerated() {
      guard let head = value.head, !clauses.isPredicate(token) else { continue }
      let isConjunct =
        value.label == "conj"
        && (clauses.isPredicate(head) || sentences.isNoun(head)
          || value.tag == annotation.tokens[head].tag)
      // `and from Gaza`, which hangs on the verb like the one before.
      let isBeside =
        ["obl", "obj"].contains(value.label) && clauses.isPredicate(head)
        && sentences.dependents(of: token, "cc").contains(where: { $0 > head })
      guard isConjunct || isBeside else { continue }
      let verb = clauses.predicate(of: head)
      if clauses.isPredicate(verb), verb < token { conjuncts[verb, default: []].append(token) }
    }
    guard !conjuncts.isEmpty else { return [:] }
    let timeOfToken = Dictionary(
      times.lazy.flatMap { time in time.tokens.map { ($0, time) } },
      uniquingKeysWith: { first, _ in first })
    var rows: [Int: [Stretch]] = [:]
    for (verb, tokens) in conjuncts {
      let members = Set(tokens).union(tokens.compactMap { annotation.tokens[$0].head })
      let range = annotation.sentences[annotation.sentence(of: verb)].tokens
      func isJoint(_ word: Int) -> Bool {
        joints.contains(sentences.forms[word]) && timeOfToken[word] == nil
      }
      var starts = [range.lowerBound]
      for token in tokens {
        let last = starts[starts.count - 1]
        let joint = (max(last, token - Clauses.depth)..<max(last, token)).last(where: isJoint)
        if let joint, joint > last { starts.append(joint) }
      }
      guard starts.count > 1 else { continue }
      let row = starts.indices.map { index -> Stretch in
        let isLast = index + 1 == starts.count
        // The last one ends where another clause begins.
        let end =
          isLast
          ? (tokens[tokens.count - 1]..<range.upperBound).first {
            isJoint($0) || clauses.isPredicate($0) && $0 != verb && timeOfToken[$0] == nil
          } ?? range.upperBound : starts[index + 1]
        let time = (starts[index]..<end).lazy.compactMap { timeOfToken[$0] }.first {
          // What ends in *after* is of another clause.
          $0.tokens.lowerBound >= starts[index]
            && !["after", "before"].contains(sentences.forms[$0.tokens.upperBound - 1])
            && annotation.tokens[annotation.head(of: $0.tokens)].head.map {
              // *the theft in 2017* is no time of the sentence for it.
              $0 == verb || members.contains($0)
                || annotation.tokens[$0].tag == .properNoun && clauses.predicate(of: $0) == verb
            } ?? false
        }
        return Stretch(start: starts[index], end: end, time: time?.value)
      }
      let own = row.filter { $0.time != nil }
      if row[0].time != nil || row.count > 2,
        own.dropFirst().contains(where: { $0.time != own[0].time })
      {
        rows[verb] = row
      }
    }
    return rows
  }
}

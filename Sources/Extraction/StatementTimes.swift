import GraphModel
import Language

/// Which time expression bounds which statement.
///
/// A time belongs to the nearest verb, or noun of an event, above it in the dependency tree. A statement
/// takes the time of its trigger's clause, of an end that is an event, or of the verb that its trigger
/// depends on, in this order.
struct StatementTimes {
  private let annotation: Annotation
  /// By the token that a time depends on, the time.
  private var timeOfToken: [Int: String] = [:]

  init(of annotation: Annotation) {
    self.annotation = annotation
    for time in annotation.times {
      let head = annotation.head(of: time.tokens)
      guard let governor = annotation.tokens[head].head else { continue }
      for token in [governor, clause(of: governor)] where timeOfToken[token] == nil {
        timeOfToken[token] = time.value
      }
    }
  }

  /// When what a candidate says holds, in EDTF, or nil where the text does not tell.
  func time(of candidate: Annotation.RelationCandidate) -> String? {
    var tokens: [Int] = []
    if !candidate.trigger.isEmpty {
      let trigger = annotation.head(of: candidate.trigger)
      tokens += [trigger, clause(of: trigger)]
    }
    for end in [candidate.subject, candidate.object]
    where annotation.mentions[end].type == .event {
      tokens.append(annotation.head(of: annotation.mentions[end].tokens))
    }
    for token in tokens {
      if let time = timeOfToken[token] { return time }
    }
    return nil
  }

  /// The nearest verb at or above a token, within its sentence; the topmost token where there is none.
  private func clause(of token: Int) -> Int {
    var token = token
    while annotation.tokens[token].tag != .verb, let head = annotation.tokens[token].head {
      token = head
    }
    return token
  }
}

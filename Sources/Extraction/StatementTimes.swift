import GraphModel
import Language

/// Which time expression bounds which statement.
///
/// A time belongs to the nearest verb, or noun of an event, above it in the dependency tree, and to the
/// verbs that govern that verb as their complement (`urged them to leave over the weekend`). A statement
/// takes the time of its trigger's clause, or else that of an end that is an event. What is so for long
/// (membership, kinship, where a town lies) has a time only if its own trigger has one.
struct StatementTimes {
  private let annotation: Annotation
  private let entities: DocumentEntities
  /// By the token that a time depends on, the time.
  private var timeOfToken: [Int: String] = [:]
  /// By the entity of an event, its time.
  private var timeOfEvent: [Int: String] = [:]

  /// Relations that hold for long: the time of the clause that they stand in is not theirs.
  private static let lasting: Set<String> = [
    "member-of", "works-for", "part-of", "located-in", "lives-in", "born-in", "owns", "related-to",
    "married-to", "studied-at", "leads", "allied-with",
  ]

  init(of annotation: Annotation, entities: DocumentEntities) {
    self.annotation = annotation
    self.entities = entities
    for time in annotation.times {
      let head = annotation.head(of: time.tokens)
      guard let governor = annotation.tokens[head].head else { continue }
      var verb = clause(of: governor)
      note(time.value, at: governor)
      note(time.value, at: verb)
      while annotation.tokens[verb].label == "xcomp", let upper = annotation.tokens[verb].head {
        verb = upper
        note(time.value, at: verb)
      }
    }
    for (mention, value) in annotation.mentions.enumerated() where value.type == .event {
      let head = annotation.head(of: value.tokens)
      let entity = entities.entityOfMention[mention]
      if timeOfEvent[entity] == nil {
        timeOfEvent[entity] = timeOfToken[head] ?? timeOfHappening(head)
      }
    }
  }

  private mutating func note(_ value: String, at token: Int) {
    if timeOfToken[token] == nil { timeOfToken[token] = value }
  }

  /// The time of `held` in `the election was held on Sunday`.
  private func timeOfHappening(_ head: Int) -> String? {
    let token = annotation.tokens[head]
    guard let verb = token.head, token.label.hasPrefix("nsubj"),
      ["hold", "take", "happen", "occur", "begin", "start"].contains(annotation.tokens[verb].lemma)
    else { return nil }
    return timeOfToken[verb]
  }

  /// When what a candidate says holds, in EDTF, or nil where the text does not tell.
  func time(of candidate: Annotation.RelationCandidate) -> String? {
    let eventTimes = [candidate.subject, candidate.object].compactMap {
      timeOfEvent[entities.entityOfMention[$0]]
    }
    let isLasting = Self.lasting.contains(candidate.relation)
    if isLasting {
      return annotation.mentions[candidate.subject].type == .event ? eventTimes.first : nil
    }
    if !candidate.trigger.isEmpty {
      let trigger = annotation.head(of: candidate.trigger)
      if let time = timeOfToken[trigger] ?? timeOfToken[clause(of: trigger)] { return time }
    }
    return eventTimes.first
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

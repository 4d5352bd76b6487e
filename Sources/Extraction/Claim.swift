import GraphModel

/// What a text says of two entities, whenever it was so and whoever says it: the same claim may be made in several sentences.
struct Claim: Hashable {
  var subject: Int
  var relation: String
  var object: Int
  var polarity: Polarity
  /// What is claimed in one sentence is often told as a fact in another; what is yet to be is something else.
  var isPlanned: Bool

  init(subject: Int, relation: String, object: Int, polarity: Polarity, mode: Mode) {
    (self.subject, self.relation, self.object) = (subject, relation, object)
    (self.polarity, isPlanned) = (polarity, mode == .planned)
  }
}

extension Extractor.Finding {
  var claim: Claim {
    Claim(
      subject: subject, relation: relation, object: object, polarity: qualifiers.polarity,
      mode: qualifiers.mode)
  }
}

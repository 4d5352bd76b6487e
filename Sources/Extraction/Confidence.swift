import GraphModel
import Language

/// How sure a statement is that model and phrases propose together.
///
/// A logistic regression with few weights, fitted by `training/combine.py` on texts that the model was not
/// trained on. It weighs the model's probability, how certainly both ends are mentions, and, where a phrase
/// says it, how often that phrase was right, how far the ends are apart, and whether the object is but a word of the
/// subject (*a US contractor*); then how surely the document says the same once more, and what else the model
/// reads beside it: of one word that seems to say many things, each is less sure. Of what it gives 0.7, about 70 % is right.
enum Confidence {
  /// What is less sure is no statement, unless the user wants it.
  ///
  /// Of the cuts that balance misses and mistakes about as well on the texts that the weights are fitted on, one of the surer.
  static let cut = 0.35
  /// What is less sure does not even support a statement made elsewhere.
  static let floor = 0.12

  private static let constant = -0.496
  private static let model = 0.695
  private static let lessCertainEnd = 0.417
  private static let surerEnd = 0.622
  private static let phrase = 0.417
  private static let reliability = 0.490
  private static let modelWherePhrase = -0.082
  private static let unmarkedEnd = 0.650
  private static let distance = 0.245
  private static let insideSubject = -0.645

  /// The weights of a statement's surest proposal by itself, of the next, and of what else is read beside it.
  private static let statement = -0.222
  private static let surest = 1.199
  private static let next = 2.139
  private static let sameWord = -0.557
  private static let otherObject = -0.244
  private static let otherSubject = -0.214

  /// The probabilities that some proposals of a document are right: that of the surest of those that say the same counts the next in.
  ///
  /// No more than the next, as what a text repeats often is mostly repeated for one reason.
  static func of(
    _ proposals: [Proposal], between entities: DocumentEntities, in annotation: Annotation
  ) -> [Double] {
    let scores = proposals.map { score(of: $0, in: annotation) }
    let crowd = Crowd(of: proposals, in: annotation)
    var probabilities = scores.map(probability)
    var places: [Claim: [Int]] = [:]
    for (place, proposal) in proposals.enumerated() where !isOfOwnRelation(proposal) {
      let candidate = proposal.candidate
      let claim = Claim(
        subject: entities.entityOfMention[candidate.subject], relation: candidate.relation,
        object: entities.entityOfMention[candidate.object], polarity: candidate.polarity,
        mode: candidate.mode)
      places[claim, default: []].append(place)
    }
    for places in places.values {
      // Of equally sure ones the first.
      let order = places.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
      let second = order.count > 1 ? probabilities[order[1]] : 0
      let others = crowd.others(beside: proposals[order[0]].candidate)
      let first = probability(
        statement + surest * scores[order[0]] + next * second
          + sameWord * Logarithm.of(1 + others.byWord) + otherObject * others.ofSubject
          + otherSubject * others.ofObject)
      probabilities[order[0]] = first
      for place in order.dropFirst() { probabilities[place] = min(probabilities[place], first) }
    }
    // To three digits: more would pretend a precision that no reader could check.
    return probabilities.map { (1000 * $0).rounded() / 1000 }
  }

  /// The log-odds that a proposal is right, if it stands alone.
  private static func score(of proposal: Proposal, in annotation: Annotation) -> Double {
    let candidate = proposal.candidate
    let z = logit(min(max(candidate.probability, 0.012), 0.995))
    let ends = [candidate.subject, candidate.object].map {
      Logarithm.of(max(annotation.mentions[$0].probability, 1e-3))
    }
    let certainty = lessCertainEnd * min(ends[0], ends[1]) + surerEnd * max(ends[0], ends[1])
    let place =
      distance * Logarithm.of(1 + Double(annotation.distance(in: candidate)))
      + (annotation.isInside(candidate) ? insideSubject : 0)
    guard let said = proposal.phrase else { return constant + model * z + certainty + place }
    let trust = logit(min(max(said.reliability, 0.01), 0.99))
    // Of a user's own relation the model knows nothing; that it is silent means nothing.
    if isOfOwnRelation(proposal) { return trust + certainty }
    let unmarked = proposal.rules.contains(.nounPhrase) ? unmarkedEnd : 0
    return constant + (model + modelWherePhrase) * z + certainty + place + phrase
      + reliability * trust + unmarked
  }

  /// Whether a phrase says it with a relation that only the user's vocabulary has.
  private static func isOfOwnRelation(_ proposal: Proposal) -> Bool {
    proposal.phrase.map { Vocabulary.standard.relation(named: $0.relation) == nil } ?? false
  }

  private static func probability(_ score: Double) -> Double { 1 / (1 + Logarithm.power(-score)) }

  private static func logit(_ p: Double) -> Double { Logarithm.of(p / (1 - p)) }
}

extension Annotation {
  /// How many words the heads of a candidate's two ends are apart.
  package func distance(in candidate: RelationCandidate) -> Int {
    let heads = [candidate.subject, candidate.object].map { head(of: mentions[$0].tokens) }
    return abs(heads[0] - heads[1])
  }

  /// Whether a candidate's object is one of its subject's own words: *a US contractor*.
  package func isInside(_ candidate: RelationCandidate) -> Bool {
    let (subject, object) = (
      mentions[candidate.subject].tokens, mentions[candidate.object].tokens
    )
    return subject.lowerBound <= object.lowerBound && object.upperBound <= subject.upperBound
  }
}

/// Natural logarithm and exponential by the four operations alone, so that they give the same bits
/// everywhere.
enum Logarithm {
  private static let ln2 = 0.693_147_180_559_945_3

  /// The natural logarithm of a positive number, to about 1e-15.
  static func of(_ x: Double) -> Double {
    let m = x.significand
    // ln m = 2 artanh((m - 1) / (m + 1)), m in 1..<2
    let t = (m - 1) / (m + 1)
    let square = t * t
    var power = t
    var sum = 0.0
    var n = 1.0
    while n < 41 {
      sum += power / n
      power *= square
      n += 2
    }
    return 2 * sum + Double(x.exponent) * ln2
  }

  /// e to the power of x, for |x| up to 700.
  static func power(_ x: Double) -> Double {
    let whole = (x / ln2).rounded()
    let rest = x - whole * ln2
    var term = 1.0
    var sum = 1.0
    var n = 1.0
    while n < 24 {
      term *= rest / n
      sum += term
      n += 1
    }
    return Double(sign: .plus, exponent: Int(whole), significand: sum)
  }
}

import GraphModel
import Language

/// How sure a statement is that model and phrases propose together.
///
/// A logistic regression with few weights, fitted by `training/combine.py` on texts that the model was not
/// trained on. It weighs the model's probability, how certainly both ends are mentions, and, where a phrase
/// says it, how often that phrase was right. Of what it gives 0.7, about 70 % is right.
enum Confidence {
  /// What is less sure is no statement, unless the user wants it.
  ///
  /// Of the cuts that balance misses and mistakes alike, a high one.
  static let cut = 0.42
  /// What is less sure does not even support a statement made elsewhere.
  static let floor = 0.12

  private static let constant = 0.003
  private static let model = 0.620
  private static let lessCertainEnd = 0.797
  private static let surerEnd = 0.661
  private static let phrase = 0.265
  private static let reliability = 0.500
  private static let modelWherePhrase = -0.105
  private static let unmarkedEnd = 0.262

  /// The probability that a proposal is right.
  static func of(_ proposal: Proposal, in annotation: Annotation) -> Double {
    let candidate = proposal.candidate
    let z = logit(min(max(candidate.probability, 0.012), 0.995))
    let ends = [candidate.subject, candidate.object].map {
      Logarithm.of(max(annotation.mentions[$0].probability, 1e-3))
    }
    let certainty = lessCertainEnd * min(ends[0], ends[1]) + surerEnd * max(ends[0], ends[1])
    var score = constant + model * z + certainty
    if let said = proposal.phrase, Vocabulary.standard.relation(named: said.relation) == nil {
      // Of a user's own relation the model knows nothing; that it is silent means nothing.
      score = logit(min(max(said.reliability, 0.01), 0.99)) + certainty
    } else if let said = proposal.phrase {
      score += phrase + reliability * logit(min(max(said.reliability, 0.01), 0.99))
      score += modelWherePhrase * z
      if proposal.rules.contains(.nounPhrase) { score += unmarkedEnd }
    }
    // To three digits: more would pretend a precision that no reader could check.
    return (1000 / (1 + Logarithm.power(-score))).rounded() / 1000
  }

  private static func logit(_ p: Double) -> Double { Logarithm.of(p / (1 - p)) }
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

import GraphModel

/// How well extracted statements agree with gold ones.
///
/// A statement matches a gold one of the same relation if each of its ends has a name, up to case,
/// articles, possessives and titles, that the gold one has; the ends of a symmetric relation either way
/// round. What matches an optional gold statement counts neither for nor against.
public struct Evaluation: Sendable {
  /// Counts and what follows from them.
  public struct Score: Hashable, Sendable {
    /// How many gold statements are required.
    public var required = 0
    /// How many of them were found.
    public var found = 0
    /// How many statements match nothing.
    public var wrong = 0

    /// The share of what was said that is right; 0 if nothing was.
    public var precision: Double { found + wrong == 0 ? 0 : Double(found) / Double(found + wrong) }
    /// The share of what is required that was found; 0 if nothing is.
    public var recall: Double { required == 0 ? 0 : Double(found) / Double(required) }
    /// The harmonic mean of the two.
    public var f1: Double {
      let (p, r) = (precision, recall)
      return p + r == 0 ? 0 : 2 * p * r / (p + r)
    }

    static func += (left: inout Score, right: Score) {
      left.required += right.required
      left.found += right.found
      left.wrong += right.wrong
    }
  }

  /// How many of the matched statements are right in a respect.
  public struct Accuracy: Hashable, Sendable {
    /// How many were compared.
    public var count = 0
    /// How many of those are right.
    public var right = 0
    /// The share; 1 if nothing was compared.
    public var share: Double { count == 0 ? 1 : Double(right) / Double(count) }

    mutating func add(_ isRight: Bool) {
      count += 1
      if isRight { right += 1 }
    }
  }

  /// A gold statement that was missed, and why as far as that can be told.
  public struct Miss: Hashable, Sendable {
    /// Where it stands.
    public var document: String
    /// What was missed.
    public var gold: GoldStatement
    /// Why.
    public var reason: Reason

    /// What kept a statement from being found.
    public enum Reason: String, Sendable, CaseIterable {
      /// The ends were joined, by another relation.
      case relation = "other relation between the two"
      /// The ends were joined the wrong way round.
      case direction = "wrong way round"
      /// The relation was found with one of the two ends.
      case end = "other end"
      /// Nothing like it was found.
      case nothing = "nothing found"
    }
  }

  /// All documents together.
  public private(set) var total = Score()
  /// Every document by itself.
  public private(set) var documents: [(name: String, score: Score)] = []
  /// By relation.
  public private(set) var relations: [String: Score] = [:]
  /// By who found it, as the first evidence says: the model, a rule or both; what is required is no one's.
  public private(set) var finders: [String: Score] = [:]
  /// Of the matched, whether the evidence holds the gold quote or lies in it.
  public private(set) var evidence = Accuracy()
  /// Of the matched, the polarity.
  public private(set) var polarity = Accuracy()
  /// Of the matched, the mode.
  public private(set) var mode = Accuracy()
  /// Of the matched whose gold has a date, the date.
  public private(set) var time = Accuracy()
  /// What was missed.
  public private(set) var misses: [Miss] = []
  /// What matches nothing.
  public private(set) var wrong: [(document: String, statement: StatementRecord)] = []
  /// Of the statements with a confidence in each tenth, how many are right; those that match an optional
  /// gold statement are left out.
  public private(set) var reliability = [Accuracy](repeating: Accuracy(), count: 10)

  private let vocabulary: Vocabulary

  /// Begins an evaluation.
  public init(vocabulary: Vocabulary = .standard) { self.vocabulary = vocabulary }

  /// The mean of the documents' F1, over those with required statements.
  public var macroF1: Double {
    let scores = documents.map(\.score).filter { $0.required > 0 }
    return scores.isEmpty ? 0 : scores.map(\.f1).reduce(0, +) / Double(scores.count)
  }

  /// Compares one document's statements.
  public mutating func add(
    document: String, gold: [GoldStatement], extracted: [StatementRecord]
  ) {
    let keys = gold.map { GoldKeys($0) }
    var taken = Set<Int>()
    var score = Score(required: gold.count { $0.isRequired })
    for statement in extracted {
      let (subject, object) = (Self.names(statement.subject), Self.names(statement.object))
      let finder = statement.evidence.first?.extractor ?? "unknown"
      let isSymmetric = vocabulary.relation(named: statement.relation)?.isSymmetric ?? false
      let options = gold.indices.filter { index in
        gold[index].relation == statement.relation
          && (keys[index].match(subject, object)
            || isSymmetric && keys[index].match(object, subject))
      }
      let best = options.min { left, right in
        let (l, r) = (taken.contains(left), taken.contains(right))
        if l != r { return !l }
        if gold[left].isRequired != gold[right].isRequired { return gold[left].isRequired }
        return left < right
      }
      guard let best else {
        score.wrong += 1
        relations[statement.relation, default: Score()].wrong += 1
        finders[finder, default: Score()].wrong += 1
        wrong.append((document, statement))
        rely(on: statement, isRight: false)
        continue
      }
      if gold[best].isRequired { rely(on: statement, isRight: true) }
      guard taken.insert(best).inserted else { continue }
      compare(statement, gold[best])
      if gold[best].isRequired {
        score.found += 1
        relations[statement.relation, default: Score()].found += 1
        finders[finder, default: Score()].found += 1
      }
    }
    for (index, statement) in gold.enumerated() where statement.isRequired {
      relations[statement.relation, default: Score()].required += 1
      if !taken.contains(index) {
        misses.append(
          Miss(
            document: document, gold: statement, reason: reason(keys[index], statement, extracted)))
      }
    }
    total += score
    documents.append((document, score))
  }

  private mutating func rely(on statement: StatementRecord, isRight: Bool) {
    guard let confidence = statement.confidence else { return }
    reliability[min(9, max(0, Int(confidence * 10)))].add(isRight)
  }

  private mutating func compare(_ statement: StatementRecord, _ gold: GoldStatement) {
    let quote = Self.squeezed(statement.evidence.map(\.quote).joined(separator: " "))
    let expected = Self.squeezed(gold.quote)
    evidence.add(quote.contains(expected) || !quote.isEmpty && expected.contains(quote))
    polarity.add(statement.qualifiers.polarity == gold.polarity)
    mode.add(statement.qualifiers.mode == gold.mode)
    if let date = gold.time { time.add(statement.qualifiers.time == date) }
  }

  private func reason(
    _ keys: GoldKeys, _ gold: GoldStatement, _ extracted: [StatementRecord]
  ) -> Miss.Reason {
    let ends = extracted.map { (Self.names($0.subject), Self.names($0.object), $0.relation) }
    if ends.contains(where: { keys.match($0.0, $0.1) }) { return .relation }
    if ends.contains(where: { $0.2 == gold.relation && keys.match($0.1, $0.0) }) {
      return .direction
    }
    if ends.contains(where: {
      $0.2 == gold.relation
        && (!keys.subject.isDisjoint(with: $0.0) || !keys.object.isDisjoint(with: $0.1))
    }) {
      return .end
    }
    return .nothing
  }

  private struct GoldKeys {
    let subject: Set<String>
    let object: Set<String>

    init(_ gold: GoldStatement) {
      subject = Set(gold.subject.map(Evaluation.normalized))
      object = Set(gold.object.map(Evaluation.normalized))
    }

    func match(_ subject: Set<String>, _ object: Set<String>) -> Bool {
      !self.subject.isDisjoint(with: subject) && !self.object.isDisjoint(with: object)
    }
  }

  private static func names(_ end: EntityRecord) -> Set<String> {
    Set(([end.name] + end.aliases).map(normalized))
  }

  private static let titles: Set<String> = [
    "the", "a", "an", "mr", "mrs", "ms", "dr", "sir", "president", "gen", "general", "lt", "col",
    "sgt", "brig", "maj", "capt", "king", "queen", "prince", "pope", "sheriff", "senator",
    "minister", "prime", "secretary",
  ]

  /// A name without case, possessives, punctuation and leading articles and titles.
  static func normalized(_ name: String) -> String {
    var words: [String] = []
    let text = name.lowercased().replacing("’", with: "'")
    for part in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "'") }) {
      var word = part
      if word.hasSuffix("'s") { word = word.dropLast(2) }
      words += word.split(separator: "'").map(String.init)
    }
    while words.count > 1, titles.contains(words[0]) { words.removeFirst() }
    return words.joined(separator: " ")
  }

  private static func squeezed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
